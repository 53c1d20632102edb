//! `claimlint verify` against a server of our own: every fate of a page, every registry, nobody else asked.
//!
//! The replies are written for these tests from the public documentation of the registries; the works in them are
//! invented.

mod article;
mod confined;
mod merged;
mod polite;
mod program;
mod registries;
mod server;
mod tls;
mod walls;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::time::Duration;

use claimlint::inside::cli::outside::guard::{Names, NoName};
use claimlint::inside::cli::outside::looker::Looker;
use claimlint::inside::cli::outside::page::since;
use claimlint::inside::cli::outside::settings::Settings;
use claimlint::inside::verified::Answer;
use jiff::civil::{Date, date};

use server::{Jumps, Play, Server, Told, bytes, page, status, to};

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
        ("moves.example", "127.0.0.1"),
        ("led.example", "127.0.0.1"),
        ("inside.example", "10.0.0.7"),
        ("gone.example", ""),
    ]);
    let hosts = [
        "site.example",
        "other.example",
        "portal.example",
        "forbids.example",
        "moves.example",
        "led.example",
    ];
    let settings = settings(server, &hosts);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Arc::clone(&names) as Arc<_>, &clock, TODAY);
    let look = looker.look_at_page(&format!("http://{host}:{}{path}", server.port), None, "");
    assert_eq!(*names.strays.lock().expect("it is ours"), [""; 0], "nobody else is asked");
    (look.answer, look.why, look.at)
}

/// The world of these tests.
fn world() -> Server {
    let port = Arc::new(AtomicU16::new(0));
    let here = Arc::clone(&port);
    let server = Server::start(move |host, path| match (host, path) {
        ("portal.example", "/own") => page("A page of its own"),
        ("portal.example", _) => page("Welcome to our network"),
        // A portal that leads every address to its login, which lies elsewhere and has a real 404.
        ("led.example", path) if path != "/there" => {
            to(302, &format!("http://site.example:{}/counter", here.load(Ordering::Relaxed)))
        }
        (_, "/counter") => page("Our counter"),
        (_, "/named") => to(302, "http://ann:secret@site.example/there"),
        ("moves.example", "/robots.txt") => to(301, "/elsewhere/robots.txt"),
        ("moves.example", "/elsewhere/robots.txt") => Play::Say(
            200,
            vec![("content-type", "text/plain".to_owned())],
            b"User-agent: Claimlint/1.0\nDisallow: /closed\n".to_vec(),
        ),
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
        (_, "/drip-head") => Play::DripHead,
        (_, "/drip-body") => Play::DripBody,
        (_, "/nothing") => bytes("text/html", ""),
        (_, "/accepted") => Play::Say(202, Vec::new(), b"later".to_vec()),
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
    });
    port.store(server.port, Ordering::Relaxed);
    server
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
        ("/hang", Answer::NotKnown, "broke the connection"),
        ("/drip-head", Answer::NotKnown, "did not answer in time"),
        ("/nothing", Answer::NotKnown, "sent nothing"),
        ("/accepted", Answer::NotKnown, "answered 202"),
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
        ("/named", Answer::NotKnown, "a name or password in it"),
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
fn robots_that_moved_are_followed() {
    let server = world();
    assert_eq!(look(&server, "moves.example", "/there").0, Answer::There);
    let (answer, why, _) = look(&server, "moves.example", "/closed/a");
    assert_eq!((answer, why.contains("robots.txt")), (Answer::NotKnown, true), "{why}");
}

#[test]
fn a_portal_that_leads_everything_to_its_login_is_not_believed() {
    let server = world();
    let (answer, why, _) = look(&server, "led.example", "/report");
    assert_eq!(
        (answer, why.contains("where its site leads every address")),
        (Answer::NotKnown, true),
        "{why}"
    );
    assert_eq!(look(&server, "led.example", "/there").0, Answer::There, "what is not led is there");
}

#[test]
fn a_title_is_read_in_the_letters_of_its_page() {
    let sjis = encoding_rs::SHIFT_JIS
        .encode("<html><head><meta charset=shift_jis><title>港の閉鎖</title></head></html>")
        .0;
    let latin = b"<html><head><title>La fermeture du caf\xe9</title></head></html>".to_vec();
    let wide = [b"\xef\xbb\xbf".as_slice(), "<html><title>Größe</title></html>".as_bytes()].concat();
    for (charset, body, title) in [
        ("", sjis.into_owned(), "港の閉鎖"),
        ("", latin.clone(), "La fermeture du café"),
        ("; charset=\"windows-1251\"", latin, "La fermeture du cafй"),
        ("", wide, "Größe"),
        ("; charset=no-such", "<html><title>Größe</title></html>".as_bytes().to_vec(), "Größe"),
    ] {
        let server = Server::start(move |_, path| match path {
            "/a" => Play::Say(200, vec![("content-type", format!("text/html{charset}"))], body.clone()),
            _ => status(404),
        });
        let settings = settings(&server, &["site.example"]);
        let clock = Jumps::default();
        let mut looker = Looker::new(&settings, Told::of(&[("site.example", "127.0.0.1")]), &clock, TODAY);
        let look = looker.look_at_page(&format!("http://site.example:{}/a", server.port), None, "");
        assert_eq!(look.title, title, "{charset}");
    }
}

/// A name that leads outside when it is judged and inside when it is connected to gains nothing: each request looks its
/// name up once, and what was judged is what is connected to.
#[test]
fn a_name_is_looked_up_once_for_the_judgement_and_the_connection() {
    struct Counted(AtomicUsize);
    impl Names for Counted {
        fn addresses(&self, _: &str, port: u16) -> Result<Vec<SocketAddr>, NoName> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Ok(vec![SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)])
        }
    }
    let server = world();
    let names = Arc::new(Counted(AtomicUsize::new(0)));
    let settings = settings(&server, &["turns.example"]);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Arc::clone(&names) as Arc<_>, &clock, TODAY);
    let look = looker.look_at_page(&format!("http://turns.example:{}/moved", server.port), None, "");
    assert_eq!(look.answer, Answer::There, "{}", look.why);
    assert_eq!(names.0.load(Ordering::Relaxed), looker.pace.log.len());
    assert_eq!(looker.pace.log.len(), server.asked().len());
}

/// One address inside among many outside is refused: which of them a connection takes is not ours to choose.
#[test]
fn a_name_that_leads_inside_among_others_is_refused() {
    struct Both;
    impl Names for Both {
        fn addresses(&self, _: &str, port: u16) -> Result<Vec<SocketAddr>, NoName> {
            let all = ["203.0.114.1", "2606:2800:220:1::1", "::ffff:10.0.0.7"];
            Ok(all.map(|ip| SocketAddr::new(ip.parse().expect("an address"), port)).to_vec())
        }
    }
    let settings = Settings { timeout: Duration::from_millis(500), proxy: false, ..Settings::default() };
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Arc::new(Both), &clock, TODAY);
    let look = looker.look_at_page("http://both.example/there", None, "");
    assert!(look.why.contains("private network"), "{}", look.why);
}

/// Time passes for the whole request: whoever sends a letter now and then is not waited for longer than for one that sends none.
#[test]
fn heads_and_bodies_that_drip_end_with_their_time() {
    let server = world();
    for path in ["/drip-head", "/drip-body"] {
        let begun = std::time::Instant::now();
        look(&server, "site.example", path);
        let took = begun.elapsed();
        // The page has 1.5 s; its robots.txt and the address that cannot exist are answered at once.
        assert!(took >= Duration::from_millis(1400) && took < Duration::from_secs(4), "{path}: {took:?}");
    }
}

#[test]
fn cookies_are_never_sent_back() {
    let cookie = || ("set-cookie", "session=secret; Path=/".to_owned());
    let server = Server::start(move |_, path| match path {
        "/a" => Play::Say(302, vec![("location", "/b".to_owned()), cookie()], Vec::new()),
        "/b" | "/c" => {
            let body = format!("<html><title>Page {path}</title></html>").into_bytes();
            Play::Say(200, vec![("content-type", "text/html".to_owned()), cookie()], body)
        }
        _ => Play::Say(404, vec![cookie()], Vec::new()),
    });
    let settings = settings(&server, &["site.example"]);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Told::of(&[("site.example", "127.0.0.1")]), &clock, TODAY);
    for path in ["/a", "/c"] {
        let look = looker.look_at_page(&format!("http://site.example:{}{path}", server.port), None, "");
        assert_eq!(look.answer, Answer::There, "{}", look.why);
    }
    assert!(server.asked().len() >= 5, "{:?}", server.asked());
    assert_eq!(server.leaks(), [""; 0]);
}

#[test]
fn a_host_that_does_not_answer_is_not_waited_for_again_and_again() {
    let server = Server::start(|_, _| Play::Hang);
    let settings = settings(&server, &["dead.example"]);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Told::of(&[("dead.example", "127.0.0.1")]), &clock, TODAY);
    for n in 0..20 {
        let look = looker.look_at_page(&format!("http://dead.example:{}/{n}", server.port), None, "");
        assert_eq!(look.answer, Answer::NotKnown);
        assert!(n < 5 || look.why.contains("three times in a row"), "{}", look.why);
    }
    assert_eq!(looker.pace.log.len(), 3);
}

#[test]
fn a_name_must_fail_on_two_days_to_be_gone() {
    let server = world();
    let names = Told::of(&[("gone.example", "")]);
    let settings = settings(&server, &[]);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, names, &clock, TODAY);
    let look = looker.look_at_page("https://gone.example/a", None, "");
    let (answer, why, missed) = since(&look, None, TODAY, true);
    assert_eq!((answer, missed), (Answer::NotKnown, Some(TODAY)), "{why}");
    assert_eq!(since(&look, missed, TODAY, true).0, Answer::NotKnown, "the same day says nothing new");
    let later = TODAY.tomorrow().expect("there is one");
    // While nobody else outside answers it may be our own network, on whatever day.
    let (answer, why, still) = since(&look, missed, later, false);
    assert_eq!((answer, still), (Answer::NotKnown, Some(TODAY)), "{why}");
    let (answer, why, _) = since(&look, missed, later, true);
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
    assert_eq!(looker.look_at_page(&format!("{base}/soon"), None, "").answer, Answer::There);
    assert!(clock.0.get() >= Duration::from_secs(30), "{:?}", clock.0.get());
    assert_eq!(looker.look_at_page(&format!("{base}/never"), None, "").answer, Answer::NotKnown);
    let asked = server.asked().len();
    let look = looker.look_at_page(&format!("{base}/other"), None, "");
    assert_eq!(look.answer, Answer::NotKnown, "{}", look.why);
    assert_eq!(server.asked().len(), asked, "it is left alone");
}
