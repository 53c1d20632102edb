//! What stands in the place of a page though the answer is 200: told as not known, in plain words, and nothing of it kept.

use std::sync::Arc;

use claimlint::inside::cli::outside::looker::Looker;
use claimlint::inside::verified::{Answer, Id, Record};

use super::TODAY;
use super::article::settings;
use super::program::{CLAIMS, DRAFT, folder};
use super::server::{Jumps, Play, Server, Told, bytes, marked, page, status, to};
use crate::tool::{claimlint, said};

const HOST: &str = "https://www.japantimes.example";

/// A site behind the mirror of all pages: what it plays for the address of the note, and for the one to which that leads.
fn site(first: Play, second: (&'static str, Play)) -> Server {
    Server::start(move |_, path| {
        let asked = path.strip_prefix("/page?").unwrap_or_default();
        let asked: Vec<u8> = url::form_urlencoded::parse(format!("a={asked}").as_bytes())
            .flat_map(|(_, at)| at.into_owned().into_bytes())
            .collect();
        match String::from_utf8_lossy(&asked).as_ref() {
            "https://www.japantimes.example/port" => first.clone(),
            at if !second.0.is_empty() && at == second.0 => second.1.clone(),
            _ => status(404),
        }
    })
}

/// What becomes of the note's page, and of a copy that is to be kept of it.
struct Came {
    answer: Answer,
    why: String,
    text: String,
    kept: bool,
}

fn came(first: Play, second: (&'static str, Play)) -> Came {
    let server = site(first, second);
    let folder = folder(DRAFT);
    std::fs::write(folder.path().join("a.claims"), CLAIMS).expect("it is written");
    let settings = settings(folder.path(), &server);
    let ask = ["verify", "a.txt", "--yes", "--only", "url", "--save", "reed", "--settings", &settings];
    let text = said(&claimlint(folder.path(), &ask)).split_whitespace().collect::<Vec<_>>().join(" ");
    let record = std::fs::read_to_string(folder.path().join("a.verified.jsonl")).expect("the record");
    let id = Id::read(&format!("url:{HOST}/port")).expect("an identifier");
    let seen = Record::read(&record).get(&id).cloned().expect("it was looked at");
    let kept = folder.path().join("sources").exists();
    let claims = std::fs::read_to_string(folder.path().join("a.claims")).expect("it is there");
    assert_eq!(claims == CLAIMS, !kept, "{claims}");
    Came { answer: seen.answer, why: seen.why, text, kept }
}

fn nowhere() -> (&'static str, Play) {
    ("", Play::Hang)
}

/// Each with what is said of it. The sites of one run have their pauses, so the runs go side by side.
#[test]
fn what_stands_in_the_place_of_a_page_is_not_known_and_never_kept() {
    let locked = |marks: &str| marked("Port Closed | The Japan Times", marks);
    let refresh =
        marked("The Japan Times", "<meta http-equiv=refresh content='0; url=/account/login?then=1'>");
    let ports = || page("Port Closed");
    let cases: Vec<(Play, (&'static str, Play), &str)> = vec![
        (
            to(302, "/login?next=/port"),
            ("https://www.japantimes.example/login?next=/port", ports()),
            "asks for a login or a subscription first",
        ),
        (
            to(302, "https://accounts.press.example/start?app=7"),
            ("https://accounts.press.example/start?app=7", ports()),
            "accounts.press.example/start, which asks for a login",
        ),
        (
            to(307, "https://consent.press.example/m"),
            ("https://consent.press.example/m", ports()),
            "which asks for consent first",
        ),
        (
            to(302, "/gate?back=https%3A%2F%2Fwww.japantimes.example%2Fport"),
            ("https://www.japantimes.example/gate?back=https%3A%2F%2Fwww.japantimes.example%2Fport", ports()),
            "stands before it and would lead back",
        ),
        (
            to(301, "/"),
            ("https://www.japantimes.example/", ports()),
            "the front page of www.japantimes.example",
        ),
        (
            to(301, "/errors/404.html"),
            ("https://www.japantimes.example/errors/404.html", ports()),
            "shown for addresses that do not exist",
        ),
        (
            to(302, "/user/register"),
            ("https://www.japantimes.example/user/register", page("The Japan Times")),
            "asks for a login or a subscription first",
        ),
        (
            to(302, "/page_not_found"),
            ("https://www.japantimes.example/page_not_found", page("The Japan Times")),
            "shown for addresses that do not exist",
        ),
        (refresh, ("https://www.japantimes.example/account/login?then=1", ports()), "asks for a login"),
        (page("404"), nowhere(), "the page calls itself “404”"),
        (page("Page not found – The Japan Times"), nowhere(), "calls itself “Page not found”"),
        (page("This page is unavailable"), nowhere(), "calls itself “This page is unavailable”"),
        (page("Log in | The Japan Times"), nowhere(), "is a login (“Log in”)"),
        (page("Just a moment..."), nowhere(), "no page for readers (“Just a moment...”)"),
        (locked(r#"<meta name="article:content_tier" content="locked">"#), nowhere(), "for subscribers only"),
        (
            locked(
                r#"<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>"#,
            ),
            nowhere(),
            "for subscribers only",
        ),
        (
            bytes("application/pdf", "<!doctype html><html><title>Port Closed</title></html>"),
            nowhere(),
            "calls itself a PDF is a web page",
        ),
        (bytes("application/pdf", "Port closed."), nowhere(), "calls itself a PDF is none"),
        (bytes("text/html", ""), nowhere(), "sent nothing"),
    ];
    std::thread::scope(|scope| {
        for (first, second, told) in cases {
            scope.spawn(move || {
                let came = came(first, second);
                assert_eq!(came.answer, Answer::NotKnown, "{told}: {}", came.why);
                assert!(came.why.contains(told), "{told}: {}", came.why);
                assert!(
                    came.text.contains(&format!("reed: not kept: {HOST}/port {}", came.why)),
                    "{}",
                    came.text
                );
                assert!(!came.kept, "{told}");
            });
        }
    });
}

/// A login that is itself not there says nothing of the page behind it; a page for addresses that do not exist says that this
/// one does not.
#[test]
fn a_wall_that_is_gone_says_nothing_of_the_page_behind_it() {
    let behind = came(to(302, "/login?next=/port"), nowhere());
    assert_eq!(behind.answer, Answer::NotKnown, "{}", behind.why);
    assert!(
        behind.why.ends_with("asks for a login or a subscription first, and answered 404"),
        "{}",
        behind.why
    );
    let gone = came(to(301, "/errors/404.html"), nowhere());
    assert_eq!(gone.answer, Answer::Gone, "{}", gone.why);
    assert!(!behind.kept && !gone.kept);
}

/// A page that is there, but of which its site wants no copy: told as it is, and not kept.
#[test]
fn a_page_that_wants_no_copy_is_there_and_not_kept() {
    let header = |value: &str| {
        let kind = ("content-type", "text/plain".to_owned());
        Play::Say(200, vec![kind, ("x-robots-tag", value.to_owned())], b"The port closed.".to_vec())
    };
    let cases = [
        (marked("Port Closed", r#"<meta name="robots" content="index, noarchive">"#), false),
        (header("noarchive"), false),
        (header("nofollow, NOARCHIVE"), false),
        (header("claimlint: noarchive"), false),
        (header("unavailable_after: 25 Jun 2010 15:00:00 PST, noarchive"), false),
        // What is asked of somebody else, or of an index, is not asked of us.
        (header("googlebot: noarchive"), true),
        (header("noindex"), true),
        (marked("Port Closed", r#"<meta name="article:content_tier" content="free">"#), true),
        (bytes("text/plain", "The port closed."), true),
        (bytes("application/pdf", "%PDF-1.7\n"), true),
    ];
    std::thread::scope(|scope| {
        for (number, (play, kept)) in cases.into_iter().enumerate() {
            scope.spawn(move || {
                let came = came(play, nowhere());
                assert_eq!((came.answer, came.kept), (Answer::There, kept), "{number}: {}", came.text);
                let told = came.text.contains("asks that no copy of it be kept (noarchive)");
                assert_eq!(told, !kept, "{number}: {}", came.text);
            });
        }
    });
}

/// A site that says 200 to whatever it is asked is not believed, whatever sort of body it sends; of one sort that is its
/// own a page is.
#[test]
fn a_site_that_says_yes_to_everything_is_asked_for_what_it_cannot_have_whatever_it_sends() {
    let portal = |kind: &'static str, body: &'static str| {
        Server::start(move |_, path| match path {
            "/robots.txt" => status(404),
            "/own.html" => page("Port Closed"),
            path => bytes(kind, &body.replace("PATH", path)),
        })
    };
    for (kind, body) in [
        ("text/plain", "Welcome."),
        ("text/plain; charset=utf-8", "You asked for PATH."),
        ("application/json", "{\"ok\":true}"),
        ("application/json", "{\"asked\":\"PATH\"}"),
        ("application/pdf", "%PDF-1.7 PATH"),
        ("application/octet-stream", "PATH"),
        ("text/html", "<html><title>Results for PATH</title></html>"),
    ] {
        let server = portal(kind, body);
        let settings = super::settings(&server, &["site.example"]);
        let clock = Jumps::default();
        let names = Told::of(&[("site.example", "127.0.0.1")]);
        let mut looker = Looker::new(&settings, Arc::clone(&names) as Arc<_>, &clock, TODAY);
        let mut look = |path: &str, most| {
            looker.look_at_page(&format!("http://site.example:{}{path}", server.port), most, "")
        };
        // Looked at, and read whole to be kept.
        for most in [None, Some(1 << 20)] {
            let seen = look("/report", most);
            assert_eq!(seen.answer, Answer::NotKnown, "{kind} {body}: {}", seen.why);
            assert!(seen.why.contains("addresses that do not exist, too"), "{}", seen.why);
            assert!(seen.reply.is_none(), "nothing to keep");
        }
        assert_eq!(look("/own.html", None).answer, Answer::There, "{kind} {body}");
        let asked = server.paths("site.example");
        assert_eq!(asked.iter().filter(|path| path.contains("no-such-page")).count(), 1, "{asked:?}");
    }
}

/// What a page calls itself is shown beside the note's title; nothing is made a finding of it.
#[test]
fn the_title_of_a_page_is_shown_beside_that_of_the_note() {
    for (title, told) in [
        ("Port Closed | The Japan Times", "; the page has the note’s title."),
        (
            "Closed for the winter: a visit",
            "; the page is titled “Closed for the winter: a visit”, the note says “Port Closed”.",
        ),
        ("Buy cheap tyres", "; the page is titled “Buy cheap tyres”, the note says “Port Closed”."),
    ] {
        let server = site(page(title), nowhere());
        let folder = folder(DRAFT);
        let settings = settings(folder.path(), &server);
        let run =
            claimlint(folder.path(), &["verify", "a.txt", "--yes", "--only", "url", "--settings", &settings]);
        let text = said(&run).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(told), "{title}: {text}");
        let apart = title.starts_with("Buy");
        assert_eq!(text.contains("1 there, but different from the note"), apart, "{title}: {text}");
        let record = std::fs::read_to_string(folder.path().join("a.verified.jsonl")).expect("the record");
        assert!(record.contains(&format!("\"title\":\"{title}\"")), "{record}");
        let sources = said(&claimlint(folder.path(), &["sources", "a.txt", "--format", "json"]));
        assert_eq!(
            sources.contains(&format!("\"registry\": \"{title}\"")),
            !title.starts_with("Port"),
            "{sources}"
        );
        let check = said(&claimlint(folder.path(), &["check", "a.txt", "--format", "concise"]));
        for code in ["metadata-differs", "doi-other-work", "source-gone"] {
            assert!(!check.contains(code), "{title}: {check}");
        }
    }
}
