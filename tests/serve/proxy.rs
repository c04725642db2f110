//! The example for nginx, with nginx itself where it is installed.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::server::Server;
use crate::support::site::Site;

/// A running nginx; ended when dropped.
struct Nginx(Child);

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts nginx with the example, before a server, on a port of its own.
#[track_caller]
fn start(folder: &Path, server: &Server, port: u16) -> Nginx {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("contrib/nginx/faq.conf");
    let example = fs::read_to_string(example).unwrap();
    let changed = [
        ("unix:/run/faq/faq.sock", server.address.clone()),
        ("listen 80;", format!("listen 127.0.0.1:{port};")),
        ("/var/log/nginx/", format!("{}/", folder.display())),
    ];
    let mut site = example;
    for (from, to) in changed {
        assert!(site.contains(from), "{from} in the example");
        site = site.replace(from, &to);
    }
    let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let kept = kinds.map(|kind| format!("{kind}_temp_path {}/{kind};\n", folder.display()));
    let all = format!(
        "daemon off;\nmaster_process off;\npid {0}/pid;\nerror_log {0}/error.log;\nevents {{}}\nhttp {{\n{1}{site}}}\n",
        folder.display(),
        kept.concat(),
    );
    fs::write(folder.join("nginx.conf"), all).unwrap();
    let child = Command::new("nginx")
        .arg("-e")
        .arg(folder.join("error.log"))
        .arg("-c")
        .arg(folder.join("nginx.conf"))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let nginx = Nginx(child);
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let errors = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "nginx does not listen: {errors}"
        );
        thread::sleep(Duration::from_millis(20));
    }
    nginx
}

/// Asks nginx; returns the whole answer.
fn get(port: u16, target: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request =
        format!("GET {target} HTTP/1.1\r\nHost: help.example.org\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn nginx_passes_pages_on_below_a_path_and_logs_no_query() {
    let present = Command::new("nginx").arg("-v").output();
    if !present.is_ok_and(|output| output.status.success()) {
        eprintln!("nginx is not installed: skipped");
        return;
    }
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "--host help.example.org");
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let _nginx = start(folder.path(), &server, port);
    let page = get(port, "/faq/?q=harbour");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    // Links are relative, so they work below the path.
    assert!(
        page.contains("href=\"./a/en/") && !page.contains("href=\"/"),
        "{page}"
    );
    let api = get(port, "/faq/api/v1/search?q=harbour");
    assert!(
        api.starts_with("HTTP/1.1 200") && api.contains("\"schema\":1"),
        "{api}"
    );
    let long = get(
        port,
        &format!("/faq/api/v1/search?q={}", "harbour+".repeat(3000)),
    );
    assert!(
        long.starts_with("HTTP/1.1 200"),
        "{}",
        &long[..200.min(long.len())]
    );
    assert!(get(port, "/faq/metrics").starts_with("HTTP/1.1 403"));
    assert!(get(port, "/faq").contains("Location: http://help.example.org"));
    let log = fs::read_to_string(folder.path().join("faq.log")).unwrap();
    assert!(
        log.contains("\"GET /faq/\" 200") && !log.contains("harbour"),
        "{log}"
    );
}
