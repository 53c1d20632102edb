//! What stands in the place of a page though the answer was 200: a login, a question for consent, a page for addresses that
//! do not exist. Told by what address and page say of themselves. What is told so is *not known*, and none of it is kept.

use url::Url;

use super::wire::Reply;
use crate::draft::html::head::Head;
use crate::lexicon::list;
use crate::notes::fold;

/// Parts of the path of an address at which one is asked who one is, or to pay.
const LOGINS: [&str; 43] = [
    "login",
    "log-in",
    "log_in",
    "logon",
    "wp-login",
    "servicelogin",
    "signin",
    "sign-in",
    "sign_in",
    "signup",
    "sign-up",
    "sso",
    "oauth",
    "oauth2",
    "auth",
    "authorize",
    "authenticate",
    "saml",
    "saml2",
    "openid",
    "subscribe",
    "paywall",
    "register",
    "registration",
    "sign_up",
    "session",
    "subscription",
    "subscriptions",
    "subscribe-now",
    "membership",
    "checkout",
    "regwall",
    "loginpage",
    "user-login",
    "ssologin",
    "institutional-login",
    "access-denied",
    "accessdenied",
    "forbidden",
    "blocked",
    "captcha",
    "challenge",
    "cookieabsent",
];
/// Parts of the path of an address at which one is asked to agree to something.
const CONSENTS: [&str; 11] = [
    "consent",
    "cookie-consent",
    "cookieconsent",
    "collectconsent",
    "cookie-wall",
    "cookiewall",
    "gdpr",
    "gdpr-consent",
    "privacy-gate",
    "privacy-wall",
    "age-gate",
];
/// Parts of the path of an address that is shown for those that do not exist.
const ERRORS: [&str; 16] = [
    "404",
    "404error",
    "error",
    "error404",
    "errors",
    "error-page",
    "errorpage",
    "not-found",
    "not_found",
    "notfound",
    "page-not-found",
    "pagenotfound",
    "unavailable",
    "page_not_found",
    "missing",
    "404-not-found",
];
/// Names of hosts, before the first dot, that ask who one is.
const HOSTS: [&str; 12] = [
    "account",
    "accounts",
    "auth",
    "consent",
    "idp",
    "login",
    "logon",
    "myaccount",
    "oauth",
    "passport",
    "signin",
    "sso",
];
/// Names of pages that are the front page of a site or of a part of it.
const FRONTS: [&str; 6] = ["index", "home", "default", "start", "main", "welcome"];

/// What an address to which a page leads is in its place, as the end of a sentence.
pub fn between(first: &Url, last: &Url) -> Option<String> {
    if same_page(first, last) {
        return None;
    }
    if is_new_in(&ERRORS, first, last) {
        return Some(format!("leads to {}, which is shown for addresses that do not exist", place(last)));
    }
    if let Some(why) = asks_first(first, last) {
        return Some(why);
    }
    let to_front = is_front(last) && !is_front(first);
    to_front.then(|| format!("leads to the front page of {}", last.host_str().unwrap_or_default()))
}

/// What an address asks before it lets anybody through to the page that leads there, as the end of a sentence. Whatever it
/// answers says nothing of that page.
pub fn asks_first(first: &Url, last: &Url) -> Option<String> {
    let label =
        |url: &Url| url.host_str().and_then(|host| host.split('.').next()).unwrap_or_default().to_owned();
    let host_asks = HOSTS.contains(&label(last).as_str()) && label(first) != label(last);
    let place = place(last);
    if is_new_in(&CONSENTS, first, last) || host_asks && label(last) == "consent" {
        return Some(format!("leads to {place}, which asks for consent first"));
    }
    if is_new_in(&LOGINS, first, last) || host_asks {
        return Some(format!("leads to {place}, which asks for a login or a subscription first"));
    }
    (names_pages(first, last) && carries(last, first))
        .then(|| format!("leads to {place}, which stands before it and would lead back"))
}

/// Whether one of these words is a part of an address's path that the first address has not.
fn is_new_in(words: &[&str], first: &Url, last: &Url) -> bool {
    parts(last).any(|part| words.contains(&part.as_str()) && !parts(first).any(|known| known == part))
}

/// An address without its question, which may be long and may name a session.
fn place(url: &Url) -> String {
    let mut bare = url.clone();
    bare.set_query(None);
    bare.set_fragment(None);
    bare.to_string()
}

/// The parts of a path, small, without the ending of a file.
fn parts(url: &Url) -> impl Iterator<Item = String> {
    let all = url.path_segments().into_iter().flatten();
    all.map(|part| part.split('.').next().unwrap_or_default().to_ascii_lowercase())
        .filter(|part| !part.is_empty())
}

/// Whether an address is that of a front page: nothing stands in its path but a language and a name that says so.
fn is_front(url: &Url) -> bool {
    let is_language = |part: &str| {
        let mut pieces = part.split(['-', '_']);
        pieces.clone().count() <= 2
            && pieces.all(|piece| piece.len() == 2 && piece.bytes().all(|b| b.is_ascii_lowercase()))
    };
    // `/?p=12` is a page of its own.
    let asks = url.query().is_some_and(|query| query.split('&').any(|pair| !pair.starts_with("utm_")));
    !asks && parts(url).all(|part| FRONTS.contains(&part.as_str()) || is_language(&part))
}

/// Whether one of the values of an address's question is another address: whoever asks for a login leads back after it.
fn carries(url: &Url, other: &Url) -> bool {
    url.query_pairs().any(|(_, value)| {
        value.contains('/') && other.join(&value).is_ok_and(|carried| same_page(&carried, other))
    })
}

/// Whether a redirect leads to another page: its name is not that of the first.
pub fn names_pages(first: &Url, last: &Url) -> bool {
    let name = |url: &Url| url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    name(first) != name(last)
}

/// Whether two addresses are one page for a reader: with or without TLS, `www.`, a final slash.
pub fn same_page(one: &Url, other: &Url) -> bool {
    let plain = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
        (host, url.port(), url.path().trim_end_matches('/').to_owned(), url.query().map(str::to_owned))
    };
    plain(one) == plain(other)
}

/// What a page is by its own words, as the end of a sentence. A note that has these words in its title means them.
pub fn by_its_words(head: &Head, noted: &str) -> Option<String> {
    let meant: Vec<String> = pieces(noted).map(fold::fold).collect();
    // A heading may be that of a box; it is heard only where it says that nothing is there.
    let heading = || wall_in(&head.heading, &meant).filter(|(_, group)| *group == "missing");
    let (piece, group) = wall_in(&head.title, &meant).or_else(heading)?;
    let piece: String = piece.chars().take(60).collect();
    Some(match group {
        "missing" => format!("but the page calls itself “{piece}”"),
        "login" => format!("but what it shows is a login (“{piece}”)"),
        "consent" => format!("but what it shows asks for consent (“{piece}”)"),
        _ => format!("but what it shows is no page for readers (“{piece}”)"),
    })
}

/// A title and the parts between its marks: "Page not found | The Quay".
fn pieces(title: &str) -> impl Iterator<Item = &str> {
    let marks = ['|', '–', '—', '·', '•', '»', '«', ':', '!', '/'];
    let parts = title.split(marks).flat_map(|part| part.split(" - "));
    std::iter::once(title).chain(parts).map(str::trim).filter(|part| !part.is_empty())
}

/// The first part of some words that is the name of a wall, with its group; unless it is `meant`.
fn wall_in<'t>(words: &'t str, meant: &[String]) -> Option<(&'t str, &'static str)> {
    let found = pieces(words).find_map(|piece| Some((piece, wall(&fold::fold(piece))?)));
    found.filter(|(piece, _)| !meant.contains(&fold::fold(piece)))
}

/// The group of walls to which folded words belong.
fn wall(folded: &str) -> Option<&'static str> {
    let walls = &list::WALL_TITLE;
    let row = walls.rows.iter().find(|row| walls.of(row).iter().any(|words| fold::fold(words) == folded))?;
    Some(row.group)
}

/// Whether bytes begin as a web page does.
pub fn looks_like_html(body: &[u8]) -> bool {
    let head =
        String::from_utf8_lossy(body.get(..body.len().min(1024)).unwrap_or_default()).to_ascii_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.contains("<html") && head.starts_with('<')
}

/// Whether bytes are those of a PDF: readers look for its mark in the first kilobyte.
pub fn is_pdf(body: &[u8]) -> bool {
    body.get(..body.len().min(1024)).unwrap_or_default().windows(5).any(|bytes| bytes == b"%PDF-")
}

/// What is said to be a PDF, by its type or by the name of an address, and is none: as the end of a sentence.
pub fn no_pdf(addresses: [&Url; 2], reply: &Reply) -> Option<&'static str> {
    let typed = matches!(reply.kind.as_str(), "application/pdf" | "application/x-pdf");
    let named = addresses.iter().any(|url| url.path().to_ascii_lowercase().ends_with(".pdf"));
    if !typed && !named || is_pdf(&reply.body) {
        return None;
    }
    Some(match looks_like_html(&reply.body) {
        true => "but what calls itself a PDF is a web page",
        false => "but what calls itself a PDF is none",
    })
}

/// What sort of body this is: by its bytes, else by the type that the server says.
pub fn sort_of(reply: &Reply) -> String {
    match &reply.body {
        body if looks_like_html(body) => "html".to_owned(),
        body if is_pdf(body) => "pdf".to_owned(),
        _ if reply.kind.contains("html") => "html".to_owned(),
        _ => reply.kind.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(first: &str, last: &str) -> Option<String> {
        let url = |text: &str| Url::parse(&format!("https://{text}")).expect(text);
        between(&url(first), &url(last))
    }

    #[test]
    fn what_stands_before_a_page_is_told_by_its_address() {
        for (last, told) in [
            ("site.example/login?next=%2Freport", "a login or a subscription"),
            ("site.example/wp-login.php", "a login or a subscription"),
            ("accounts.other.example/v3/chooser", "a login or a subscription"),
            ("consent.other.example/m?continue=x", "asks for consent"),
            ("site.example/gdpr/consent.html", "asks for consent"),
            ("site.example/errors/404.html", "addresses that do not exist"),
            ("site.example/gate?back=https%3A%2F%2Fwww.site.example%2F2014%2Freport", "would lead back"),
            ("site.example/gate?back=/2014/report", "would lead back"),
            ("site.example/", "the front page"),
            ("site.example/en-us/index.html", "the front page"),
            ("site.example/?utm_source=x", "the front page"),
        ] {
            let said = led("site.example/2014/report", last);
            assert!(said.as_ref().is_some_and(|said| said.contains(told)), "{last}: {said:?}");
        }
    }

    #[test]
    fn a_page_that_moved_is_no_wall() {
        for (first, last) in [
            ("site.example/2014/report", "www.site.example/2014/report/"),
            ("site.example/2014/report", "site.example/archive/2014/report?from=/2014/report"),
            ("site.example/2014/report", "new.example/a/ports-and-power"),
            ("site.example/2014/report", "site.example/?p=12"),
            ("site.example/login/history", "site.example/login/history-of-logins"),
            ("site.example/", "site.example/en/"),
            ("accounts.example/a", "accounts.example/b"),
        ] {
            assert_eq!(led(first, last), None, "{first} {last}");
        }
    }

    #[test]
    fn what_a_page_calls_itself_is_heard() {
        let said = |title: &str, noted: &str| {
            by_its_words(&Head { title: title.to_owned(), ..Head::default() }, noted)
        };
        for title in [
            "404",
            "Page Not Found",
            "Page not found (404) | The Quay",
            "The Quay – Seite nicht gefunden",
            "Oops! This page isn’t available",
            "404 - File or directory not found.",
            "Log in | The Quay",
            "Just a moment...",
            "Before you continue to read: Cookie settings",
            "Page introuvable",
        ] {
            assert!(said(title, "Ports and Power").is_some(), "{title}");
        }
        for title in ["404 Media", "The Port That Was Not Found", "Ports and Power", "Signs in the Sand", ""]
        {
            assert_eq!(said(title, "Ports and Power"), None, "{title}");
        }
        assert_eq!(
            said("Access Denied: Ports in Wartime | The Quay", "Access Denied: Ports in Wartime"),
            None
        );
        let headed = |heading: &str| {
            by_its_words(
                &Head { title: "The Quay".to_owned(), heading: heading.to_owned(), ..Head::default() },
                "",
            )
        };
        assert!(headed("Page not found").is_some());
        assert_eq!(headed("Log in"), None, "it may be that of a box");
    }

    #[test]
    fn a_pdf_has_its_mark() {
        let url = |path: &str| Url::parse(&format!("https://site.example/{path}")).expect("an address");
        let reply = |kind: &str, body: &[u8]| Reply {
            kind: kind.to_owned(),
            body: body.to_vec(),
            ..Reply::default()
        };
        let (plain, named) = (url("report"), url("Report.PDF"));
        assert_eq!(no_pdf([&named, &named], &reply("application/pdf", b"\n%PDF-1.7\n")), None);
        assert_eq!(no_pdf([&plain, &plain], &reply("text/html", b"<html>")), None);
        for (first, last, kind, body) in [
            (&named, &named, "text/html", &b"<!doctype html>"[..]),
            (&named, &plain, "text/html", b"<!doctype html>"),
            (&plain, &named, "text/plain", b"words"),
            (&plain, &plain, "application/pdf", b"words"),
        ] {
            assert!(no_pdf([first, last], &reply(kind, body)).is_some(), "{first} {last} {kind}");
        }
    }
}
