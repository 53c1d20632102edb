//! Whether a page is there. A 200 is believed only of a site that says 404 to an address that it cannot have.

use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use url::Url;

use super::looker::Looker;
use super::pace::host_of;
use super::probe::Probe;
use super::replies::plain;
use super::robots::Robots;
use super::wire::{Fate, Reply};
use crate::open::page_words;
use crate::verified::Answer;

/// Redirects are followed so far.
const MOST_HOPS: usize = 10;
/// So much of a page is read, for its title.
const MOST_READ: u64 = 64 * 1024;
/// So much of a file for robots.
const MOST_ROBOTS: u64 = 512 * 1024;
/// Redirects to a file for robots are followed so far (RFC 9309, 2.3.1.2).
const MOST_ROBOTS_HOPS: usize = 5;
/// The pause that a host asks of robots is kept up to so many seconds.
const LONGEST_DELAY: u64 = 30;

/// What was seen of a page.
#[derive(Debug, Clone)]
pub struct Look {
    /// What came of it.
    pub answer: Answer,
    /// What was seen, as the end of a sentence.
    pub why: String,
    /// Where it was found in the end.
    pub at: Option<String>,
    /// The steps on the way there.
    pub hops: Vec<String>,
    /// What the page calls itself.
    pub title: String,
    /// Whether the name of the host leads nowhere.
    pub no_name: bool,
    /// What came last, if it is a page.
    pub reply: Option<Reply>,
}

impl Look {
    fn new(answer: Answer, why: impl Into<String>, hops: Vec<String>) -> Self {
        Self { answer, why: why.into(), at: None, hops, title: String::new(), no_name: false, reply: None }
    }
}

/// What a status that is no page means for a reader.
fn refusal(status: u16) -> String {
    let said = match status {
        401 | 407 => ": it asks for a login",
        402 => ": it asks for money",
        403 => ": it lets no program in, or nobody",
        429 => ": too many requests",
        451 => ": it may not be shown here",
        500..=599 => ": the server is in trouble",
        _ => "",
    };
    format!("answered {status}{said}")
}

impl Looker<'_> {
    /// Looks whether a page is there; at most so many bytes of it are read.
    pub fn look_at_page(&mut self, address: &str, most: Option<u64>) -> Look {
        let Ok(first) = Url::parse(address) else {
            return Look::new(Answer::NotKnown, "is no address that can be asked for", Vec::new());
        };
        let mut hops: Vec<String> = Vec::new();
        let mut been = vec![first.to_string()];
        let mut url = first.clone();
        loop {
            if let Err(why) = self.may_ask(&url) {
                return Look::new(Answer::NotKnown, why, hops);
            }
            let accept = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8";
            let reply = match self.page(&url, accept, most.unwrap_or(MOST_READ)) {
                Ok(reply) => reply,
                Err(fate) => {
                    let no_name = fate == Fate::NoName;
                    let moved =
                        if hops.is_empty() { String::new() } else { format!("leads to {url}, which ") };
                    return Look { no_name, ..Look::new(Answer::NotKnown, moved + &fate.said(), hops) };
                }
            };
            match reply.status {
                300..=399 if reply.location.is_some() => {
                    let location = reply.location.unwrap_or_default();
                    let Ok(next) = url.join(&location) else {
                        return Look::new(Answer::NotKnown, "redirects to no address", hops);
                    };
                    if let Err(why) = followable(&next) {
                        return Look::new(Answer::NotKnown, format!("redirects to {why}"), hops);
                    }
                    hops.push(format!("{} {next}", reply.status));
                    if been.contains(&next.to_string()) {
                        return Look::new(Answer::NotKnown, "redirects in a circle", hops);
                    }
                    if hops.len() > MOST_HOPS {
                        return Look::new(
                            Answer::NotKnown,
                            format!("redirects more than {MOST_HOPS} times"),
                            hops,
                        );
                    }
                    been.push(next.to_string());
                    url = next;
                }
                200..=299 => return self.judge(&first, &url, reply, hops),
                404 | 410 => {
                    let moved =
                        if hops.is_empty() { String::new() } else { format!("leads to {url}, which ") };
                    return Look::new(Answer::Gone, format!("{moved}answered {}", reply.status), hops);
                }
                status => return Look::new(Answer::NotKnown, refusal(status), hops),
            }
        }
    }

    /// Whether the host lets robots at this address.
    fn may_ask(&mut self, url: &Url) -> Result<(), String> {
        // A file for robots is one of its scheme, host and port.
        let host = format!("{}://{}", url.scheme(), host_of(url));
        let robots = match self.robots.get(&host) {
            Some(known) => known.clone(),
            None => {
                let read = self.robots_of(url);
                self.robots.insert(host, read.clone());
                read
            }
        };
        let path =
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        if robots == Robots::closed() {
            return Err("was not asked for: the robots.txt of its site cannot be had".to_owned());
        }
        match robots.allow(&path) {
            true => Ok(()),
            false => Err("was not asked for: the robots.txt of its site forbids it".to_owned()),
        }
    }

    /// What a host asks of robots.
    fn robots_of(&mut self, url: &Url) -> Robots {
        let Ok(mut file) = url.join("/robots.txt") else { return Robots::open() };
        for _ in 0..=MOST_ROBOTS_HOPS {
            let robots = match self.page(&file, "text/plain,*/*;q=0.1", MOST_ROBOTS) {
                Ok(reply) if (300..400).contains(&reply.status) => {
                    let next = reply.location.and_then(|location| file.join(&location).ok());
                    match next.filter(|next| followable(next).is_ok()) {
                        Some(next) => {
                            file = next;
                            continue;
                        }
                        None => Robots::open(),
                    }
                }
                // What was not to be read may forbid everything.
                Ok(reply) if reply.packed => Robots::closed(),
                Ok(reply) if (200..300).contains(&reply.status) && reply.kind != "text/html" => {
                    Robots::read(&String::from_utf8_lossy(&reply.body), "claimlint")
                }
                Ok(reply) if reply.status >= 500 || reply.status == 429 => Robots::closed(),
                // Of what does not answer at all, the page itself will tell.
                Ok(_) | Err(_) => Robots::open(),
            };
            if let Some(delay) = robots.delay {
                let delay = std::time::Duration::from_secs(delay.min(LONGEST_DELAY));
                self.pace.slow_down(&host_of(url), delay);
            }
            return robots;
        }
        Robots::open()
    }

    /// What a 200 is worth.
    fn judge(&mut self, first: &Url, last: &Url, reply: Reply, hops: Vec<String>) -> Look {
        let status = reply.status;
        let unsure = |why: String| Look::new(Answer::NotKnown, why, hops.clone());
        if reply.packed {
            return unsure(format!(
                "answered {status}, compressed, which was not asked for: nothing was unpacked"
            ));
        }
        let is_html = looks_like_html(&reply.body);
        let named_pdf = last.path().to_ascii_lowercase().ends_with(".pdf");
        if is_html && (reply.kind == "application/pdf" || named_pdf) {
            return unsure(format!("answered {status}, but what calls itself a PDF is a web page"));
        }
        let moved = !hops.is_empty();
        if moved && last.path() == "/" && last.query().is_none() && first.path().len() > 1 {
            return unsure(format!("leads to the front page of {}", last.host_str().unwrap_or_default()));
        }
        let title = title_of(&reply);
        if moved && leads_elsewhere(first, last) && self.leads_there(first, last) {
            return unsure(format!("leads to {last}, where its site leads every address"));
        }
        if is_html || reply.kind.contains("html") || reply.body.is_empty() {
            let digest: [u8; 32] = Sha256::digest(&reply.body).into();
            match self.probe(last) {
                Probe::SaysYes(known, bytes) if bytes == digest || known == title => {
                    return unsure(format!(
                        "answered {status}, but its site says so of addresses that do not exist, too"
                    ));
                }
                Probe::SaysYes(..) | Probe::Leads(_) | Probe::Honest => {}
            }
        }
        let mut look = Look::new(Answer::There, format!("answered {status}"), hops.clone());
        if moved && !same_page(first, last) {
            look.at = Some(last.to_string());
        }
        look.title = title;
        look.reply = Some(reply);
        look
    }

    /// Whether a site leads an address that it cannot have to the same place: a captive portal, a login, a wall.
    fn leads_there(&mut self, first: &Url, last: &Url) -> bool {
        match self.probe(first) {
            Probe::Leads(to) => Url::parse(&to).is_ok_and(|to| {
                to.host_str() == last.host_str()
                    && to.path().trim_end_matches('/') == last.path().trim_end_matches('/')
            }),
            Probe::SaysYes(..) | Probe::Honest => false,
        }
    }

    /// What the site says to an address that it cannot have; asked once.
    fn probe(&mut self, url: &Url) -> Probe {
        let host = format!("{}://{}", url.scheme(), host_of(url));
        if let Some(known) = self.probes.get(&host) {
            return known.clone();
        }
        // The name is drawn from the host's: not to be guessed, and the same in each run.
        let digest = Sha256::digest(format!("claimlint known-missing {}", host_of(url)).as_bytes());
        let mut name = String::from("/claimlint-no-such-page-");
        for byte in digest.iter().take(6) {
            let _ = write!(name, "{byte:02x}");
        }
        let probe = url.join(&name).map_or(Probe::Honest, |missing| self.led(missing));
        self.probes.insert(host, probe.clone());
        probe
    }

    /// What comes of an address that cannot be, redirects followed.
    fn led(&mut self, missing: Url) -> Probe {
        let mut url = missing.clone();
        for _ in 0..=MOST_HOPS {
            // A page that robots may not see is not asked for; where it is, says enough.
            if url != missing && self.may_ask(&url).is_err() {
                return Probe::Leads(url.to_string());
            }
            match self.page(&url, "text/html,*/*;q=0.8", MOST_READ) {
                Ok(reply) if (300..400).contains(&reply.status) => {
                    let next = reply.location.and_then(|location| url.join(&location).ok());
                    match next.filter(|next| followable(next).is_ok()) {
                        Some(next) => url = next,
                        None => return Probe::Honest,
                    }
                }
                Ok(reply) if (200..300).contains(&reply.status) && url == missing => {
                    return Probe::SaysYes(title_of(&reply), Sha256::digest(&reply.body).into());
                }
                Ok(reply) if (200..300).contains(&reply.status) => return Probe::Leads(url.to_string()),
                Ok(_) | Err(_) => return Probe::Honest,
            }
        }
        Probe::Honest
    }
}

/// Whether an address that a page leads to may be asked for.
///
/// # Errors
/// What it is instead.
fn followable(url: &Url) -> Result<(), String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("an address of another sort ({}:)", url.scheme()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("an address with a name or password in it".to_owned());
    }
    Ok(())
}

/// Whether a redirect leads to another site, or to another page of its own: the name of the page is not in it any more.
fn leads_elsewhere(first: &Url, last: &Url) -> bool {
    let name = |url: &Url| url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    name(first) != name(last)
}

/// Whether two addresses are one page for a reader: with or without TLS, `www.`, a final slash.
fn same_page(one: &Url, other: &Url) -> bool {
    let plain = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
        (host, url.port(), url.path().trim_end_matches('/').to_owned(), url.query().map(str::to_owned))
    };
    plain(one) == plain(other)
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

/// What a page calls itself.
fn title_of(reply: &Reply) -> String {
    let text = page_words(&reply.body, reply.charset.as_deref());
    let small = text.to_ascii_lowercase();
    let Some(start) = small.find("<title") else { return String::new() };
    let Some(open) = small[start..].find('>').map(|at| start + at + 1) else { return String::new() };
    let Some(end) = small[open..].find("</title").map(|at| open + at) else { return String::new() };
    text.get(open..end).map(plain).unwrap_or_default()
}

/// A host whose name leads nowhere is gone if it did on an earlier day too: our own network may have been down.
/// So it is only while somebody else outside answers (`heard`).
pub fn since(look: &Look, known: Option<Date>, today: Date, heard: bool) -> (Answer, String, Option<Date>) {
    if !look.no_name {
        return (look.answer, look.why.clone(), None);
    }
    match known {
        Some(first) if first < today && heard => {
            let why = format!("has a host whose name did not resolve on {first} and does not now");
            (Answer::Gone, why, Some(first))
        }
        _ => {
            let why = match heard {
                true => format!("{} (looked up once; a second day will tell)", look.why),
                false => format!("{}, but nobody else outside answered either", look.why),
            };
            (Answer::NotKnown, why, Some(known.filter(|first| *first < today).unwrap_or(today)))
        }
    }
}
