//! Problems as SARIF 2.1.0 (OASIS), which code hosts show beside the lines concerned.

use serde_json::{Value, json};

use crate::cli::commands::check::Problem;
use crate::content::check::RULES;
use crate::model::problem::Severity;

/// One run with all problems.
pub fn log(problems: &[Problem<'_>]) -> Value {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": {"text": rule.summary},
                "defaultConfiguration": {"level": level(rule.severity)},
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "faq",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "results": problems.iter().map(result).collect::<Vec<Value>>(),
        }],
    })
}

fn result(problem: &Problem<'_>) -> Value {
    let mut location = json!({"artifactLocation": {"uri": uri(&problem.path)}});
    // Lines and columns count from 1; what is not known is left out.
    if problem.line > 0 {
        let mut region = json!({"startLine": problem.line});
        if problem.column > 0 {
            region["startColumn"] = problem.column.into();
        }
        location["region"] = region;
    }
    json!({
        "ruleId": problem.rule,
        "level": level(problem.level),
        "message": {"text": format!("{} ({})", problem.message, problem.hint)},
        "locations": [{"physicalLocation": location}],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A path as a URI reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("fr/é a.md"), "fr/%C3%A9%20a.md");
        assert_eq!(uri("/a/b~c.md"), "/a/b~c.md");
    }
}
