//! `faq check` beside a published index, and its formats.

use std::fs;

use serde_json::Value;

use crate::site::Site;

#[test]
fn an_anchor_that_changed_is_reported_where_the_question_is_now() {
    let site = Site::new();
    site.reindex(&[]);
    assert_eq!(site.faq(&["check"]).code, Some(0));
    let text = fs::read_to_string(site.content().join("en/tent.md")).unwrap();
    site.write(
        "en/tent.md",
        &text.replace(
            "## Is there a shower?",
            "## <a name=\"shower\"></a>Is there a shower?",
        ),
    );
    let ran = site.faq(&["check"]);
    assert_eq!(ran.code, Some(1));
    let expected = "content/en/tent.md:11: warning[anchor-changed] \
                    #is-there-a-shower was published and is #shower now";
    assert!(ran.stdout.contains(expected), "{}", ran.stdout);
    site.remove("fr/boat.md");
    let ran = site.faq(&["check"]);
    let expected = "content/fr/boat.md: warning[anchor-changed] the published page is no more";
    assert!(ran.stdout.contains(expected), "{}", ran.stdout);
}

#[test]
fn sarif_names_rule_level_and_place() {
    let site = Site::new();
    site.write(
        "en/bad.md",
        "# Bad\n\n## Where is it?\n\nSee [there](nowhere.md).\n",
    );
    let ran = site.faq(&["check", "--sarif"]);
    assert_eq!(ran.code, Some(1));
    let log = ran.json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let broken = |result: &&Value| result["ruleId"] == "broken-link";
    let result = results.iter().find(broken).unwrap();
    assert_eq!(result["level"], "warning");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/en/bad.md");
    assert_eq!(place["region"]["startLine"], 5);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "broken-link"));
}
