//! Writes what unfolds and what is defined: `<details>`, accordions, definition lists.

use super::blocks::{Writer, tags};
use super::inline::{label, published_name};
use crate::content::entries::question::has_question_mark;
use crate::content::html::escape;
use crate::content::html::tree::NodeId;

impl Writer<'_> {
    /// Writes a `<details>` of the page.
    pub(super) fn details(&mut self, id: NodeId) {
        let children = self.tree.children(id).iter().copied();
        let (summary, body): (Vec<NodeId>, Vec<NodeId>) =
            children.partition(|child| self.tree.is(*child, &["summary"]));
        let Some(summary) = summary.first().copied() else {
            self.note_name(id);
            return self.nodes(&body);
        };
        self.folded(&[id, summary], summary, |writer| writer.nodes(&body));
    }

    /// Writes a switch and what it unfolds.
    pub(super) fn unfolding(&mut self, switch: NodeId, panel: NodeId) {
        let line = self.tree.line(switch);
        self.folded(&[switch, panel], switch, |writer| {
            // It may stand anywhere.
            let before = writer.out.fix_line(Some(line));
            writer.children(panel);
            writer.out.fix_line(before);
        });
        self.unfolded.insert(panel);
    }

    /// Writes a definition list. A term that asks is a question; so is each in a FAQ.
    pub(super) fn definitions(&mut self, id: NodeId) {
        self.flush_names(id);
        let mut items: Vec<NodeId> = Vec::new();
        for child in self.tree.children(id) {
            if self.tree.is(*child, &["div"]) {
                items.extend(self.tree.children(*child));
            } else {
                items.push(*child);
            }
        }
        let mut at = 0;
        while let Some(item) = items.get(at).copied() {
            at += 1;
            if !self.tree.is(item, &["dt"]) {
                self.nodes(&[item]);
                continue;
            }
            let rest = items.get(at..).unwrap_or_default();
            let count = rest
                .iter()
                .take_while(|id| !self.tree.is(**id, &["dt"]))
                .count();
            let definition = rest.get(..count).unwrap_or_default();
            let has_heading = self.survey.of_node(item).headings_to(6) > 0;
            let text = label(self.tree, item);
            let asks = !has_heading && (self.is_faq || has_question_mark(&text));
            if asks && definition.iter().any(|id| !self.tree.text(*id).is_empty()) {
                at += count;
                let definition = definition.to_vec();
                self.folded(&[item], item, |writer| writer.nodes(&definition));
            } else if has_heading {
                self.children(item);
            } else {
                self.note_name(item);
                self.term(item);
            }
        }
    }

    /// Writes a `<details>`. The first of `named` with a name is the one that it is published
    /// under; the others lead there as well.
    fn folded(&mut self, named: &[NodeId], summary: NodeId, body: impl FnOnce(&mut Self)) {
        let text = label(self.tree, summary);
        let met = std::mem::take(&mut self.names);
        let own = named.iter().filter_map(|id| published_name(self.tree, *id));
        let inner = self.tree.descendants(summary).skip(1);
        let inner = inner.filter_map(|id| published_name(self.tree, id));
        let own = own.chain(inner).map(str::to_owned);
        // The nearest element around with this part alone.
        let around = met
            .iter()
            .rev()
            .filter(|(id, _)| self.survey.of_node(*id).unfolds_once());
        let mut names: Vec<String> = own.chain(around.map(|(_, name)| name.clone())).collect();
        names.extend(met.iter().map(|(_, name)| name.clone()));
        let mut names = names.into_iter();
        let id = names.next().map(|name| format!(" id=\"{name}\""));
        let others = tags(names);
        let line = self.tree.line(summary);
        self.out.block();
        let id = id.unwrap_or_default();
        let text = escape::html(&text);
        self.out.line(
            &format!("<details{id}><summary>{others}{text}</summary>"),
            line,
        );
        body(self);
        self.out.block();
        self.out.line("</details>", line);
    }
}
