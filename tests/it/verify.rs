//! `claimlint verify` against a server of our own: every fate of a page, every registry, nobody else asked.
//!
//! The replies are written for these tests from the public documentation of the registries; the works in them are
//! invented.

mod article;
mod polite;
mod program;
mod registries;
mod server;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use claimlint::inside::cli::outside::looker::Looker;
use claimlint::inside::cli::outside::page::since;
use claimlint::inside::cli::outside::settings::Settings;
use claimlint::inside::verified::Answer;
use jiff::civil::{Date, date};

use server::{Jumps, Play, Server, Told, page, status, to};

const TODAY: Date = date(2026, 12, 1);

/// Settings under which these hosts, which are all this machine, may be asked.
fn settings(server: &Server, hosts: &[&str]) -> Settings {
    Settings {
        private: hosts.iter().map(|host| format!("{host}:{}", server.port)).collect(),
        timeout: Duration::from_millis(1500),
        proxy: false,
        ..Settings::default()
    }
}

/// What one page comes to.
fn look(server: &Server, host: &str, path: &str) -> (Answer, String, Option<String>) {
    let names = Told::of(&[
        ("site.example", "127.0.0.1"),
        ("other.example", "127.0.0.1"),
        ("portal.example", "127.0.0.1"),
        ("forbids.example", "127.0.0.1"),
        ("inside.example", "10.0.0.7"),
        ("gone.example", ""),
    ]);
    let settings = settings(server, &["site.example", "other.example", "portal.example", "forbids.example"]);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Arc::clone(&names) as Arc<_>, &clock, TODAY);
    let look = looker.look_at_page(&format!("http://{host}:{}{path}", server.port), None);
    assert_eq!(*names.strays.lock().expect("it is ours"), [""; 0], "nobody else is asked");
    (look.answer, look.why, look.at)
}

/// The world of these tests.
fn world() -> Server {
    Server::start(|host, path| match (host, path) {
        ("portal.example", "/own") => page("A page of its own"),
        ("portal.example", _) => page("Welcome to our network"),
        ("forbids.example", "/robots.txt") => Play::Say(
            200,
            vec![("content-type", "text/plain".to_owned())],
            b"User-agent: *\nDisallow: /closed\n".to_vec(),
        ),
        (_, "/there") => page("Port Closed"),
        (_, "/moved") => to(301, "/there"),
        (_, "/moved-and-gone") => to(302, "/404"),
        (_, "/ring") => to(302, "/ring-2"),
        (_, "/ring-2") => to(302, "/ring"),
        (_, "/ftp") => to(302, "ftp://site.example/file"),
        (_, "/file") => to(302, "file:///etc/passwd"),
        (_, "/inside") => to(302, "http://inside.example/admin"),
        (_, "/loopback") => to(302, "http://127.0.0.1:1/secret"),
        (_, "/metadata") => to(302, "http://169.254.169.254/latest/meta-data"),
        (_, "/front") => to(302, "/"),
        (_, "/") => page("The site"),
        (_, "/slow") => Play::Sleep(Duration::from_secs(3)),
        (_, "/hang") => Play::Hang,
        (_, "/endless") => Play::Endless,
        (_, "/bomb") => {
            Play::Say(200, vec![("content-encoding", "gzip".to_owned())], vec![0x1f, 0x8b, 8, 0, 0, 0])
        }
        (_, "/report.pdf") => page("Please log in"),
        (_, "/real.pdf") => {
            Play::Say(200, vec![("content-type", "application/pdf".to_owned())], b"%PDF-1.7\n".to_vec())
        }
        (_, path) => {
            let code = path.trim_start_matches('/').split('-').next().unwrap_or_default();
            status(code.parse().unwrap_or(404))
        }
    })
}

#[test]
fn every_fate_of_a_page_has_its_answer() {
    let server = world();
    for (path, answer, why) in [
        ("/there", Answer::There, "answered 200"),
        ("/moved", Answer::There, "answered 200"),
        ("/real.pdf", Answer::There, "answered 200"),
        ("/404", Answer::Gone, "answered 404"),
        ("/410", Answer::Gone, "answered 410"),
        ("/moved-and-gone", Answer::Gone, "which answered 404"),
        ("/401", Answer::NotKnown, "asks for a login"),
        ("/403", Answer::NotKnown, "lets no program in"),
        ("/429", Answer::NotKnown, "too many requests"),
        ("/451", Answer::NotKnown, "may not be shown here"),
        ("/500", Answer::NotKnown, "server is in trouble"),
        ("/503", Answer::NotKnown, "server is in trouble"),
        ("/418", Answer::NotKnown, "answered 418"),
        ("/slow", Answer::NotKnown, "did not answer in time"),
        ("/hang", Answer::NotKnown, ""),
        ("/endless", Answer::There, "answered 200"),
        ("/bomb", Answer::NotKnown, "nothing was unpacked"),
        ("/report.pdf", Answer::NotKnown, "calls itself a PDF is a web page"),
        ("/ring", Answer::NotKnown, "in a circle"),
        ("/ftp", Answer::NotKnown, "another sort (ftp:)"),
        ("/file", Answer::NotKnown, "another sort (file:)"),
        ("/inside", Answer::NotKnown, "private network"),
        ("/loopback", Answer::NotKnown, "private network"),
        ("/metadata", Answer::NotKnown, "private network"),
        ("/front", Answer::NotKnown, "front page"),
    ] {
        let (found, said, at) = look(&server, "site.example", path);
        assert_eq!(found, answer, "{path}: {said}");
        assert!(said.contains(why), "{path}: {said}");
        assert_eq!(at.is_some(), path == "/moved", "{path}: {at:?}");
    }
    for (host, path, agent) in server.asked() {
        assert!(host == "site.example" && !path.contains("secret"), "{host}{path}");
        assert!(agent.starts_with("claimlint/"), "{agent}");
    }
}

#[test]
fn a_name_that_leads_inside_is_not_asked_by_whatever_way() {
    let server = world();
    for host in ["inside.example", "localhost", "127.0.0.1", "[::1]", "printer", "router.lan"] {
        let (answer, why, _) = look(&server, host, "/there");
        assert_eq!(answer, Answer::NotKnown, "{host}");
        assert!(why.contains("private network"), "{host}: {why}");
    }
    assert_eq!(server.asked(), []);
}

#[test]
fn a_portal_that_says_yes_to_everything_is_not_believed() {
    let server = world();
    let (answer, why, _) = look(&server, "portal.example", "/report");
    assert_eq!((answer, why.contains("addresses that do not exist")), (Answer::NotKnown, true), "{why}");
    assert_eq!(look(&server, "portal.example", "/own").0, Answer::There);
    assert!(server.paths("portal.example").iter().any(|path| path.starts_with("/claimlint-no-such-page-")));
}

#[test]
fn robots_are_heeded() {
    let server = world();
    assert_eq!(look(&server, "forbids.example", "/there").0, Answer::There);
    let (answer, why, _) = look(&server, "forbids.example", "/closed/a");
    assert_eq!((answer, why.contains("robots.txt")), (Answer::NotKnown, true), "{why}");
    assert!(!server.paths("forbids.example").contains(&"/closed/a".to_owned()));
}

#[test]
fn a_name_must_fail_on_two_days_to_be_gone() {
    let server = world();
    let names = Told::of(&[("gone.example", "")]);
    let settings = settings(&server, &[]);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, names, &clock, TODAY);
    let look = looker.look_at_page("https://gone.example/a", None);
    let (answer, why, missed) = since(&look, None, TODAY);
    assert_eq!((answer, missed), (Answer::NotKnown, Some(TODAY)), "{why}");
    assert_eq!(since(&look, missed, TODAY).0, Answer::NotKnown, "the same day says nothing new");
    let later = TODAY.tomorrow().expect("there is one");
    let (answer, why, _) = since(&look, missed, later);
    assert_eq!((answer, why.contains("2026-12-01")), (Answer::Gone, true), "{why}");
}

#[test]
fn a_host_that_wants_a_pause_gets_it_and_one_that_wants_too_much_is_left_alone() {
    let first = Arc::new(std::sync::Mutex::new(BTreeMap::<String, u32>::new()));
    let count = Arc::clone(&first);
    let server = Server::start(move |_, path| {
        let mut count = count.lock().expect("nobody panicked");
        let times = count.entry(path.to_owned()).or_default();
        *times += 1;
        let wait = |seconds: &str| Play::Say(429, vec![("retry-after", seconds.to_owned())], Vec::new());
        match (path, *times) {
            ("/soon", 1) => wait("30"),
            ("/soon", _) => page("Soon"),
            ("/never", _) => wait("86400"),
            _ => status(404),
        }
    });
    let names = Told::of(&[("site.example", "127.0.0.1")]);
    let settings = settings(&server, &["site.example"]);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, names, &clock, TODAY);
    let base = format!("http://site.example:{}", server.port);
    assert_eq!(looker.look_at_page(&format!("{base}/soon"), None).answer, Answer::There);
    assert!(clock.0.get() >= Duration::from_secs(30), "{:?}", clock.0.get());
    assert_eq!(looker.look_at_page(&format!("{base}/never"), None).answer, Answer::NotKnown);
    let asked = server.asked().len();
    let look = looker.look_at_page(&format!("{base}/other"), None);
    assert_eq!(look.answer, Answer::NotKnown, "{}", look.why);
    assert_eq!(server.asked().len(), asked, "it is left alone");
}
