//! Reads TOML, the front matter and data of Hugo and Zola, into the nodes of YAML.

use toml::Value;

use super::yaml::{Node, Scalar, SyntaxError};

/// Parses one document.
pub(crate) fn parse(source: &str) -> Result<Node, SyntaxError> {
    let table: toml::Table = source.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| source.get(..span.start));
        let lines = before.map_or(0, |before| before.matches('\n').count());
        SyntaxError {
            message: error.message().to_owned(),
            line: u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1),
        }
    })?;
    Ok(node(Value::Table(table)))
}

/// Turns a value into a node. Recursion is bounded: the parser refuses deep nesting.
fn node(value: Value) -> Node {
    match value {
        Value::String(text) => scalar(text, false),
        Value::Integer(number) => scalar(number.to_string(), true),
        Value::Float(number) => scalar(number.to_string(), true),
        Value::Boolean(truth) => scalar(truth.to_string(), true),
        Value::Datetime(date) => scalar(date.to_string(), true),
        Value::Array(items) => Node::Sequence(items.into_iter().map(node).collect()),
        Value::Table(pairs) => Node::Mapping(
            pairs
                .into_iter()
                .map(|(key, value)| (key, node(value)))
                .collect(),
        ),
    }
}

fn scalar(text: String, converted: bool) -> Node {
    Node::Scalar(Scalar { text, converted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_every_kind_become_nodes() {
        let source = "title = \"A b\"\ndraft = false\ndate = 2020-01-02\ntags = [\"x\", \"y\"]\n[a]\nb = 1.5\n";
        let node = parse(source).map_err(|error| error.message).unwrap();
        for (key, expected) in [("title", "A b"), ("draft", "false"), ("date", "2020-01-02")] {
            assert_eq!(node.get(key).and_then(Node::text), Some(expected));
        }
        assert_eq!(node.get("tags").map(|tags| tags.items().len()), Some(2));
        let inner = node.get("a").and_then(|a| a.get("b"));
        assert_eq!(inner.and_then(Node::text), Some("1.5"));
    }

    #[test]
    fn errors_name_the_line_and_nesting_is_bounded() {
        assert_eq!(
            parse("a = 1\nb = \n").map_err(|error| error.line).err(),
            Some(2)
        );
        assert!(parse(&format!("a = {}", "[".repeat(50_000))).is_err());
    }
}
