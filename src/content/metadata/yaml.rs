//! Reads YAML and JSON into plain nodes, within bounds.
//!
//! Owns the limits against hostile documents and the rescue of what a broken one
//! still says. Knows nothing of articles.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::content::json_error;

/// Nodes one document may unfold into, aliases counted each time.
const MOST_NODES: usize = 200_000;
/// Bytes of text its scalars may unfold into.
const MOST_TEXT: usize = 64 << 20;
/// Nesting of sequences and mappings.
const DEEPEST: usize = 64;
/// Open brackets at any place. The scanner's work grows with their number, long
/// before the parser sees how deep they go.
const MOST_BRACKETS: usize = 500;

/// A YAML value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    /// Text, or a number or truth value in its usual spelling.
    Scalar(Scalar),
    Sequence(Vec<Node>),
    /// In document order; a key may occur more than once.
    Mapping(Vec<(String, Node)>),
}

/// A scalar's text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    /// Whether YAML took it for a number or truth value, so that `text` may differ from the source.
    pub(crate) converted: bool,
}

impl Node {
    /// Returns the value of a key of a mapping: the first, where it is repeated.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.pairs()
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Returns the pairs of a mapping; none for anything else.
    pub(crate) fn pairs(&self) -> &[(String, Node)] {
        match self {
            Self::Mapping(pairs) => pairs,
            _ => &[],
        }
    }

    /// Returns the items of a sequence; anything else but null counts as one item.
    pub(crate) fn items(&self) -> &[Node] {
        match self {
            Self::Sequence(items) => items,
            Self::Null => &[],
            other => std::slice::from_ref(other),
        }
    }

    /// Returns the text of a scalar, or of the first scalar of a sequence.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(scalar) => Some(&scalar.text),
            Self::Sequence(items) => items.iter().find_map(|item| match item {
                Self::Scalar(scalar) => Some(scalar.text.as_str()),
                _ => None,
            }),
            _ => None,
        }
    }
}

/// Why a document could not be read.
#[derive(Debug)]
pub(crate) struct SyntaxError {
    pub(crate) message: String,
    /// 1-based line in the document.
    pub(crate) line: u32,
}

/// Parses one document of YAML.
pub(crate) fn parse(source: &str) -> Result<Node, SyntaxError> {
    if brackets(source) > MOST_BRACKETS {
        return Err(SyntaxError {
            message: "too many nested brackets".to_owned(),
            line: 1,
        });
    }
    let budget = Budget {
        nodes: Cell::new(MOST_NODES),
        text: Cell::new(MOST_TEXT),
    };
    let seed = NodeSeed {
        budget: &budget,
        depth: DEEPEST,
    };
    seed.deserialize(serde_yaml::Deserializer::from_str(source))
        .map_err(|error| SyntaxError {
            line: error
                .location()
                .and_then(|location| u32::try_from(location.line()).ok())
                .unwrap_or(1),
            message: error.to_string(),
        })
}

/// Parses one document of JSON, keys in the order of the file.
pub(crate) fn parse_json(source: &str) -> Result<Node, SyntaxError> {
    // Nothing unfolds: each value and each text stands in the source.
    let budget = Budget {
        nodes: Cell::new(source.len()),
        text: Cell::new(source.len()),
    };
    let seed = NodeSeed {
        budget: &budget,
        depth: DEEPEST,
    };
    let mut deserializer = serde_json::Deserializer::from_str(source);
    let node = seed.deserialize(&mut deserializer);
    let node = node.and_then(|node| deserializer.end().map(|()| node));
    node.map_err(|error| SyntaxError {
        message: json_error::message(&error),
        line: u32::try_from(error.line()).unwrap_or(u32::MAX),
    })
}

/// Returns the deepest nesting of `[` and `{`, quotes and blocks not considered.
fn brackets(source: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in source.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Returns the `key: value` pairs on lines of their own at the left margin, with their 1-based
/// line: what can be read of a document that is not YAML, and the source text of plain scalars in
/// one that is.
pub(crate) fn simple_pairs(source: &str) -> impl Iterator<Item = (&str, &str, u32)> {
    source.lines().zip(1..).filter_map(|(line, number)| {
        let (key, value) = line.split_once(':')?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
        if key.is_empty()
            || !key.chars().all(plain)
            || !(value.is_empty() || value.starts_with([' ', '\t']))
        {
            return None;
        }
        Some((key, scalar_source(value.trim()), number))
    })
}

/// Returns a plain or quoted scalar without its quotes or its comment.
fn scalar_source(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            return inner.rsplit_once(quote).map_or(inner, |(inner, _)| inner);
        }
    }
    if value.starts_with('#') {
        return "";
    }
    value
        .split_once(" #")
        .map_or(value, |(value, _)| value.trim_end())
}

struct Budget {
    nodes: Cell<usize>,
    text: Cell<usize>,
}

impl Budget {
    fn take(cell: &Cell<usize>, amount: usize) -> bool {
        match cell.get().checked_sub(amount) {
            Some(left) => {
                cell.set(left);
                true
            }
            None => false,
        }
    }
}

#[derive(Clone, Copy)]
struct NodeSeed<'b> {
    budget: &'b Budget,
    depth: usize,
}

impl NodeSeed<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth, ..self }),
            None => Err(E::custom("nested too deeply")),
        }
    }

    fn text<E: serde::de::Error>(self, text: &str) -> Result<String, E> {
        if Budget::take(&self.budget.text, text.len()) {
            Ok(text.to_owned())
        } else {
            Err(E::custom("aliases unfold into too much text"))
        }
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        if !Budget::take(&self.budget.nodes, 1) {
            return Err(D::Error::custom("aliases unfold into too many values"));
        }
        deserializer.deserialize_any(self)
    }
}

fn converted(value: impl fmt::Display) -> Node {
    Node::Scalar(Scalar {
        text: value.to_string(),
        converted: true,
    })
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(converted(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(converted(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(converted(value))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(converted(value))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(converted(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        // `1.0` stays what it is.
        Ok(converted(format_args!("{value:?}")))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Node, E> {
        let text = self.text(value)?;
        Ok(Node::Scalar(Scalar {
            text,
            converted: false,
        }))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let seed = self.deeper()?;
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element_seed(seed)? {
            nodes.push(node);
        }
        Ok(Node::Sequence(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Node, A::Error> {
        let seed = self.deeper()?;
        let mut nodes = Vec::new();
        while let Some(key) = pairs.next_key_seed(seed)? {
            let value = pairs.next_value_seed(seed)?;
            // A key that is no scalar names nothing.
            let key = key.text().unwrap_or_default().to_owned();
            nodes.push((key, value));
        }
        Ok(Node::Mapping(nodes))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, data: A) -> Result<Node, A::Error> {
        use serde::de::VariantAccess;
        // A tagged value (`!tag value`): the tag means nothing here.
        let (_, variant) = data.variant::<String>()?;
        variant.newtype_variant_seed(self.deeper()?)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn documents_become_nodes_and_keep_repeated_keys() -> Result<(), SyntaxError> {
        let node = parse("a: x\nb: [1, null, !t y]\na: z\n2019-01-02: d\n")?;
        assert_eq!(node.get("a").and_then(Node::text), Some("x"));
        assert_eq!(node.pairs().len(), 4);
        assert_eq!(node.get("b").map(|b| b.items().len()), Some(3));
        Ok(())
    }

    #[test]
    fn errors_name_the_line() {
        assert_eq!(
            parse("a: x\nb: [\n").map_err(|e| e.line > 1).err(),
            Some(true)
        );
    }

    #[test]
    fn bombs_are_refused() {
        let mut aliases = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..12 {
            let items = vec![format!("*a{}", level - 1); 10].join(",");
            let _ = writeln!(aliases, "a{level}: &a{level} [{items}]");
        }
        assert!(parse(&aliases).is_err());
        let mut text = format!("s: &s {}\nl:\n", "x".repeat(100_000));
        text.push_str(&"- *s\n".repeat(10_000));
        assert!(parse(&text).is_err());
        for piece in [
            "[", "{a: ", "- ", "? ", "&a ", "*a ", "!t ", "a:\n", "\"", "|\n",
        ] {
            let _ = parse(&piece.repeat(20_000));
        }
    }

    #[test]
    fn simple_pairs_are_read_from_what_is_not_yaml() {
        let source =
            "title: \"a: b\"\nbad: «x: y» # z\n  sub: no\nkey:value\nver: 1.10 # c\nempty:\n";
        let pairs: Vec<_> = simple_pairs(source).collect();
        assert_eq!(
            pairs,
            [
                ("title", "a: b", 1),
                ("bad", "«x: y»", 2),
                ("ver", "1.10", 5),
                ("empty", "", 6)
            ]
        );
    }
}
