//! A cluster that is asked by TLS: who is trusted, who asks, and what is said where that fails.

use crate::cluster::on_cluster;
use crate::support::run::Run;
use crate::support::site::Site;
use crate::tls_front::{TlsFront, file};

/// Where nothing listens.
const NOWHERE: &str = "127.0.0.1:9";

/// Names the client's certificate and a key.
fn with_client(run: Run, key: &str) -> Run {
    run.env("FAQ_ENGINE_CLIENT_CERTIFICATE", file("client.pem"))
        .env("FAQ_ENGINE_CLIENT_KEY", file(key))
}

#[test]
fn the_answers_are_those_without_tls() {
    let Some(site) = on_cluster(Site::bakery()) else {
        return;
    };
    let front = TlsFront::new(&site.node, true);
    let engine = format!("{}/{}", front.address, site.prefix);
    let by_tls = |line: &str| {
        let run = site.faq(line).env("FAQ_ENGINE", &engine);
        with_client(run.env("FAQ_ENGINE_CA", file("ca.pem")), "client.key")
    };
    by_tls("reindex").run().code(0);
    let mut found = by_tls("search cake --json").run().code(0).json();
    let mut expected = site.faq("search cake --json").run().code(0).json();
    assert!(
        expected["hits"]
            .as_array()
            .is_some_and(|hits| !hits.is_empty())
    );
    for answer in [&mut found, &mut expected] {
        answer["took_us"].take();
    }
    assert_eq!(found, expected);

    let anonymous = site.faq("search cake").env("FAQ_ENGINE", &engine);
    let refused = anonymous.env("FAQ_ENGINE_CA", file("ca.pem")).run().code(3);
    assert!(refused.stderr.contains("ertificate"), "{}", refused.stderr);
}

#[test]
fn a_cluster_that_cannot_prove_itself_is_told_nothing() {
    let front = TlsFront::new(NOWHERE, false);
    let by_number = front.address.replace("localhost", "127.0.0.1");
    for (address, ca, said) in [
        (&front.address, "client.pem", "UnknownIssuer"),
        (&by_number, "ca.pem", "not valid for name"),
    ] {
        let settings = format!(
            "[engine]\nkind = \"opensearch\"\nurls = [\"{address}\"]\nca = \"{}\"\n\
             user = \"job\"\n",
            file(ca).display()
        );
        let site = Site::empty().file("faq.toml", settings);
        let run = site.faq("status").env("FAQ_ENGINE_PASSWORD", "s3cret");
        let output = run.run().code(3);
        assert!(output.stderr.contains(said), "{}", output.stderr);
    }
    assert_eq!(front.requests(), 0);
}

#[test]
fn files_that_are_no_certificates_are_named() {
    let site = Site::empty().file("no.pem", "nothing");
    let ask = || site.faq("status --engine https://localhost:9/faq");
    let trusting = || ask().env("FAQ_ENGINE_CA", file("ca.pem"));
    for (run, said) in [
        (
            ask().env("FAQ_ENGINE_CA", "away.pem"),
            "away.pem cannot be read",
        ),
        (
            ask().env("FAQ_ENGINE_CA", "no.pem"),
            "no.pem has no certificate",
        ),
        (
            with_client(trusting(), "ca.pem"),
            "ca.pem is not a private key",
        ),
        (
            with_client(trusting(), "node.key"),
            "cannot be used together",
        ),
        (
            trusting().env("FAQ_ENGINE_CLIENT_KEY", file("client.key")),
            "belong together",
        ),
    ] {
        let output = run.run().code(3);
        assert!(output.stderr.contains(said), "{said}: {}", output.stderr);
    }
}
