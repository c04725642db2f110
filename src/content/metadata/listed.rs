//! Finds the questions and answers that front matter lists: `faqs: [{question: …, answer: …}]`.
//!
//! Themes of many generators make a page of such a list, or data for search engines. Owns the names
//! under which questions and answers are known there.

use super::front_matter::Fields;
use crate::content::entries::question::has_question_mark;

/// Keys of such lists.
const LISTS: [&str; 9] = [
    "faq",
    "faqs",
    "faqitems",
    "faq_items",
    "questions",
    "mainentity",
    "qa",
    "qas",
    "q_and_a",
];
/// Keys of a question and of its answer.
const PAIRS: [(&str, &str); 13] = [
    ("question", "answer"),
    ("q", "a"),
    ("question", "response"),
    ("name", "acceptedAnswer.text"),
    ("question", "acceptedAnswer.text"),
    ("name", "acceptedAnswer"),
    ("title", "content"),
    ("title", "answer"),
    ("title", "text"),
    ("title", "body"),
    ("title", "description"),
    ("question", "text"),
    ("name", "answer"),
];

/// Returns the pairs of question and answer in the order of their lists.
pub(crate) fn questions(fields: &Fields) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (key, values) in fields {
        let Some(list) = list_of(key) else {
            continue;
        };
        let within = key.get(list.len() + 1..).unwrap_or_default();
        // `faq: {"Is it far?": "No."}`
        if let ([answer], true) = (values.as_slice(), has_question_mark(within)) {
            found.push((within, answer.as_str()));
            continue;
        }
        let answers = PAIRS
            .iter()
            .filter_map(|(question, answer)| {
                let above = key.strip_suffix(question)?.strip_suffix('.')?;
                fields.get(&format!("{above}.{answer}"))
            })
            // Where one lacks, nobody knows which.
            .find(|answers| answers.len() == values.len());
        let pairs = values.iter().zip(answers.into_iter().flatten());
        found.extend(pairs.map(|(question, answer)| (question.as_str(), answer.as_str())));
    }
    found.retain(|(question, answer)| !question.trim().is_empty() && !answer.trim().is_empty());
    found
}

/// Returns the part of a key that names a list of questions.
fn list_of(key: &str) -> Option<&str> {
    let dots = key.match_indices('.').map(|(at, _)| at);
    dots.take(2).filter_map(|at| key.get(..at)).find(|list| {
        let last = list.rsplit('.').next().unwrap_or(list).to_lowercase();
        LISTS.contains(&last.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::super::front_matter;
    use super::*;
    use crate::content::problems::Problems;

    fn listed(block: &str) -> Vec<(String, String)> {
        let mut problems = Problems::new(0, "a.md");
        let text = format!("---\n{block}---\n");
        let (fields, _, _) = front_matter::read(&text, &mut problems);
        let pairs = questions(&fields).into_iter();
        pairs.map(|(q, a)| (q.to_owned(), a.to_owned())).collect()
    }

    #[test]
    fn lists_of_every_shape_are_read() {
        let expected = [
            ("Is it far?".to_owned(), "No.".to_owned()),
            ("Is it deep?".to_owned(), "A bit.".to_owned()),
        ];
        for block in [
            "faqs:\n- question: Is it far?\n  answer: No.\n- question: Is it deep?\n  answer: A bit.\n",
            "faq:\n  items:\n  - {q: Is it far?, a: No.}\n  - {q: Is it deep?, a: A bit.}\n",
            "questions:\n- {title: Is it far?, content: No.}\n- {title: Is it deep?, content: A bit.}\n",
            "schema:\n  mainEntity:\n  - name: Is it far?\n    acceptedAnswer: {text: No.}\n  - name: Is it deep?\n    acceptedAnswer: {text: A bit.}\n",
        ] {
            assert_eq!(listed(block), expected, "{block}");
        }
        let map = listed("faq:\n  Is it far?: No.\n");
        assert_eq!(map.as_slice(), &expected[..1]);
    }

    #[test]
    fn other_lists_and_broken_pairs_are_left_alone() {
        for block in [
            "links:\n- {title: Is it far?, content: No.}\n",
            "faqs:\n- question: Is it far?\n- question: Is it deep?\n  answer: A bit.\n",
            "faq: true\n",
        ] {
            assert_eq!(listed(block), [], "{block}");
        }
    }
}
