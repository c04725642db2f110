//! Problems as SARIF 2.1.0 (OASIS), which code hosts show beside the lines concerned.

use percent_encoding::utf8_percent_encode;
use serde_json::{Value, json};

use super::dialects::DialectOfFolder;
use super::problem::Problem;
use crate::content::url::RESERVED;
use crate::model::rule::RULES;
use crate::model::severity::Severity;

/// Makes one run with all problems, and with the dialects that the content was read in.
pub(crate) fn log(problems: &[Problem<'_>], dialects: &[DialectOfFolder]) -> Value {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
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
            "properties": {"dialects": dialects},
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

/// Returns a path as a URI reference (RFC 3986).
fn uri(path: &str) -> String {
    utf8_percent_encode(&path.replace('\\', "/"), RESERVED).to_string()
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
