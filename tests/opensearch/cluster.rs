//! A site whose index is in the cluster under a prefix of its own.

use std::env;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::support::command::FAQ;
use crate::support::run::Run;
use crate::support::site::Site;

/// A site beside an index in the cluster, which goes away with this value.
pub struct ClusterSite {
    pub site: Site,
    /// Addresses of the nodes, with the prefix.
    engines: Vec<String>,
    /// The address of the first node.
    pub node: String,
    pub prefix: String,
}

/// Returns a site on the cluster of the environment; none, with a word, if there is no cluster.
pub fn on_cluster(site: Site) -> Option<ClusterSite> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let Ok(nodes) = env::var("FAQ_TEST_CLUSTER") else {
        eprintln!("no cluster in FAQ_TEST_CLUSTER: skipped");
        return None;
    };
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let prefix = format!("test-{}-{number}", std::process::id());
    let nodes: Vec<&str> = nodes.split_whitespace().collect();
    let engines = nodes.iter().map(|node| format!("{node}/{prefix}"));
    Some(ClusterSite {
        site,
        engines: engines.collect(),
        node: nodes.first().copied().unwrap_or_default().to_string(),
        prefix,
    })
}

impl ClusterSite {
    /// Returns a site whose index is in the same cluster, under this prefix with more behind it.
    pub fn beside(&self, more: &str, site: Site) -> Self {
        Self {
            site,
            engines: self
                .engines
                .iter()
                .map(|engine| format!("{engine}{more}"))
                .collect(),
            node: self.node.clone(),
            prefix: format!("{}{more}", self.prefix),
        }
    }

    /// Prepares a run of the command on the index in the cluster.
    pub fn faq(&self, line: &str) -> Run {
        let run = Run::new(FAQ)
            .current_dir(self.site.folder())
            .env("PATH", env::var("PATH").unwrap_or_default())
            .env("FAQ_ENGINE", self.engines.join(" "));
        line.split_whitespace().fold(run, Run::arg)
    }

    /// Brings the index in the cluster up to date, and returns the report.
    #[track_caller]
    pub fn reindex(&self) -> Value {
        self.faq("reindex --json").run().code(0).json()
    }

    /// Asks the cluster itself.
    pub fn get(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.node);
        let output = Run::new("curl")
            .env("PATH", env::var("PATH").unwrap_or_default())
            .arg("-sS")
            .arg(url)
            .run();
        serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{path}: {}", output.stdout))
    }

    /// Writes to the cluster itself.
    pub fn put(&self, path: &str, body: &Value) {
        let output = Run::new("curl")
            .env("PATH", env::var("PATH").unwrap_or_default())
            .arg("-sSf")
            .arg("-XPUT")
            .arg("-Hcontent-type:application/json")
            .arg("-d")
            .arg(body.to_string())
            .arg(format!("{}{path}", self.node))
            .run();
        output.code(0);
    }

    /// Returns the names of the indexes in the cluster that belong to this one, sorted.
    pub fn indexes(&self) -> Vec<String> {
        let path = format!("/_cat/indices/{}*?format=json&h=index", self.prefix);
        let found = self.get(&path);
        let rows = found.as_array().cloned().unwrap_or_default();
        let mut names: Vec<String> = rows
            .iter()
            .filter_map(|row| row["index"].as_str().map(str::to_string))
            .collect();
        names.sort();
        names
    }
}

impl Drop for ClusterSite {
    fn drop(&mut self) {
        // After a failure there may be no cluster any more, and a second panic would hide the first.
        if std::thread::panicking() {
            return;
        }
        for index in self.indexes() {
            let _ = Run::new("curl")
                .env("PATH", env::var("PATH").unwrap_or_default())
                .arg("-sS")
                .arg("-XDELETE")
                .arg(format!("{}/{index}", self.node))
                .run();
        }
    }
}
