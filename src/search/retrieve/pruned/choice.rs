//! Which lists make candidates: as few postings as may be, so that nothing is missed.

use super::leaders::Edges;
use super::list::List;

/// Decides for each list whether it makes candidates. Returns whether that changed for one.
///
/// What stands only in the others must come among the leaders neither by its score nor by the words
/// it holds. Those lists are left out first that are long for what they can add.
pub(super) fn choose(lists: &mut [List<'_>], edges: &Edges<'_>) -> bool {
    let mut order: Vec<usize> = (0..lists.len()).collect();
    #[allow(clippy::cast_precision_loss)] // a measure of cost
    let cost = |list: &List<'_>| list.scorer.postings.len() as f32 / list.bound;
    order.sort_by(|&a, &b| cost(&lists[b]).total_cmp(&cost(&lists[a])));
    let mut has_changed = false;
    let (mut score, mut held) = (0.0, 0);
    for number in order {
        let list = &mut lists[number];
        let (with_score, with_held) = (score + list.bound, held | list.word);
        let makes_candidates = edges.may_lead(with_score, with_held);
        has_changed |= makes_candidates != list.makes_candidates;
        list.makes_candidates = makes_candidates;
        if !list.makes_candidates {
            (score, held) = (with_score, with_held);
        }
    }
    has_changed
}
