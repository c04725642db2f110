//! `faq check` beside a published index, and its formats.

use serde_json::Value;

use crate::support::json::items;
use crate::support::site::Site;

#[test]
fn an_anchor_that_changed_is_reported_where_the_question_is_now() {
    let site = Site::harbour();
    // Where docfx publishes, an anchor of the author's own takes the place of the heading's.
    site.write(
        "faq.toml",
        "[[content]]\npath = \"content\"\ndialect = \"docfx\"\n",
    );
    site.reindex("");
    site.faq("check").run().code(0);
    let text = site.read("content/en/tent.md");
    site.write(
        "content/en/tent.md",
        text.replace(
            "## Is there a shower?",
            "## <a name=\"shower\"></a>Is there a shower?",
        ),
    );
    site.faq("check").run().code(1).stdout_has(
        "content/en/tent.md:11: warning[anchor-changed] \
         #is-there-a-shower was published and is #shower now",
    );
    site.remove("content/fr/boat.md");
    site.faq("check")
        .run()
        .stdout_has("content/fr/boat.md: warning[anchor-changed] the published page is no more");
}

#[test]
fn sarif_names_rule_level_and_place() {
    let site = Site::harbour();
    site.write(
        "content/en/bad.md",
        "# Bad\n\n## Where is it?\n\nSee [there](nowhere.md).\n",
    );
    let output = site.faq("check --sarif").run().code(1);
    let log = output.json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = items(&run["results"]);
    let broken = |result: &&Value| result["ruleId"] == "broken-link";
    let result = results.iter().find(broken).unwrap();
    assert_eq!(result["level"], "warning");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/en/bad.md");
    assert_eq!(place["region"]["startLine"], 5);
    let rules = items(&run["tool"]["driver"]["rules"]);
    assert!(rules.iter().any(|rule| rule["id"] == "broken-link"));
}
