//! Whether a page is there: redirects followed, robots heeded. A 200 is believed only of a page that does not say itself
//! that it stands in the place of another, on a site that says 404 to an address that it cannot have.

use std::fmt::Write as _;

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use url::Url;

use super::looker::Looker;
use super::pace::host_of;
use super::probe::{Probe, Shown};
use super::replies::plain;
use super::robots::Robots;
use super::wire::{Fate, Reply};
use super::worth::{asks_first, between, by_its_words, looks_like_html, names_pages, no_pdf, same_page};
use crate::draft::html::head::{Head, head};
use crate::open::page_words;
use crate::verified::Answer;

/// Redirects are followed so far.
const MOST_HOPS: usize = 10;
/// So much of a page is read, for what it says of itself.
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
    /// Whether the page asks that no copy of it be kept.
    pub no_copy: bool,
}

impl Look {
    fn new(answer: Answer, why: impl Into<String>, hops: Vec<String>) -> Self {
        let title = String::new();
        Self { answer, why: why.into(), at: None, hops, title, no_name: false, reply: None, no_copy: false }
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
    /// Looks whether a page is there; at most so many bytes of it are read. `noted` is the title that the note gives it.
    pub fn look_at_page(&mut self, address: &str, most: Option<u64>, noted: &str) -> Look {
        let Ok(first) = Url::parse(address) else {
            return Look::new(Answer::NotKnown, "is no address that can be asked for", Vec::new());
        };
        let mut way = Way { hops: Vec::new(), been: vec![first.clone()] };
        loop {
            let url = way.been.last().unwrap_or(&first).clone();
            let moved = if way.hops.is_empty() { String::new() } else { format!("leads to {url}, which ") };
            let not_known = |why: String, way: Way| Look::new(Answer::NotKnown, why, way.hops);
            if let Err(why) = self.may_ask(&url) {
                return not_known(why, way);
            }
            let accept = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8";
            let reply = match self.page(&url, accept, most.unwrap_or(MOST_READ)) {
                Ok(reply) => reply,
                Err(fate) => {
                    let no_name = fate == Fate::NoName;
                    return Look { no_name, ..not_known(moved + &fate.said(), way) };
                }
            };
            let head = head_of(&reply);
            if let Some((how, location)) = onward(&reply, &head, &url) {
                if let Err(why) = way.follow(&url, &how, &location) {
                    return not_known(why, way);
                }
                continue;
            }
            let wall = asks_first(&first, &url);
            return match reply.status {
                404 | 410 if wall.is_some() => {
                    not_known(format!("{}, and answered {}", wall.unwrap_or_default(), reply.status), way)
                }
                200 | 203 | 206 => self.judge(&first, &url, reply, head, noted, way.hops),
                404 | 410 => Look::new(Answer::Gone, format!("{moved}answered {}", reply.status), way.hops),
                status => not_known(refusal(status), way),
            };
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
    fn judge(
        &mut self,
        first: &Url,
        last: &Url,
        reply: Reply,
        head: Head,
        noted: &str,
        hops: Vec<String>,
    ) -> Look {
        let status = reply.status;
        let mut look = Look::new(Answer::NotKnown, String::new(), hops);
        look.title = head.title.clone();
        let amiss = if reply.packed {
            Some(format!("answered {status}, compressed, which was not asked for: nothing was unpacked"))
        } else if let Some(why) = between(first, last) {
            Some(why)
        } else if let Some(why) = no_pdf([first, last], &reply) {
            Some(format!("answered {status}, {why}"))
        } else if reply.body.is_empty() {
            Some(format!("answered {status}, but sent nothing"))
        } else if let Some(why) = by_its_words(&head, noted) {
            Some(format!("answered {status}, {why}"))
        } else if head.locked {
            Some(format!("answered {status}, but the page says itself that it is for subscribers only"))
        } else if !look.hops.is_empty() && names_pages(first, last) && self.leads_there(first, last) {
            Some(format!("leads to {last}, where its site leads every address"))
        } else if self.says_yes(last, &reply, &head.title) {
            Some(format!("answered {status}, but its site says so of addresses that do not exist, too"))
        } else {
            None
        };
        if let Some(why) = amiss {
            return Look { why, ..look };
        }
        look.answer = Answer::There;
        look.why = format!("answered {status}");
        if !look.hops.is_empty() && !same_page(first, last) {
            look.at = Some(last.to_string());
        }
        look.no_copy = head.no_copy || reply.no_copy;
        look.reply = Some(reply);
        look
    }

    /// Whether a site shows what it shows here for an address that it cannot have as well, whatever sort of body it is.
    fn says_yes(&mut self, url: &Url, reply: &Reply, title: &str) -> bool {
        match self.probe(url) {
            Probe::SaysYes(missing) => Shown::of(reply, title, url).is_like(&missing),
            Probe::Leads(_) | Probe::Honest => false,
        }
    }

    /// Whether a site leads an address that it cannot have to the same place: a captive portal, a login, a wall.
    fn leads_there(&mut self, first: &Url, last: &Url) -> bool {
        match self.probe(first) {
            Probe::Leads(to) => Url::parse(&to).is_ok_and(|to| {
                to.host_str() == last.host_str()
                    && to.path().trim_end_matches('/') == last.path().trim_end_matches('/')
            }),
            Probe::SaysYes(_) | Probe::Honest => false,
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
            // A page that robots may not see is not asked for, this one neither; where one is led to, says enough.
            if self.may_ask(&url).is_err() {
                return if url == missing { Probe::Honest } else { Probe::Leads(url.to_string()) };
            }
            let Ok(reply) = self.page(&url, "text/html,*/*;q=0.8", MOST_READ) else { return Probe::Honest };
            let head = head_of(&reply);
            if let Some((_, location)) = onward(&reply, &head, &url) {
                match url.join(&location).ok().filter(|next| followable(next).is_ok()) {
                    Some(next) => url = next,
                    None => return Probe::Honest,
                }
                continue;
            }
            return match reply.status {
                200..=299 if url == missing => Probe::SaysYes(Box::new(Shown::of(&reply, &head.title, &url))),
                200..=299 => Probe::Leads(url.to_string()),
                _ => Probe::Honest,
            };
        }
        Probe::Honest
    }
}

/// The way to a page.
struct Way {
    /// Each step, as it is recorded.
    hops: Vec<String>,
    /// Each address, the last one last.
    been: Vec<Url>,
}

impl Way {
    /// Goes on to where an address leads.
    fn follow(&mut self, url: &Url, how: &str, location: &str) -> Result<(), String> {
        let next = url.join(location).map_err(|_| "redirects to no address".to_owned())?;
        followable(&next).map_err(|why| format!("redirects to {why}"))?;
        self.hops.push(format!("{how} {next}"));
        if self.been.contains(&next) {
            return Err("redirects in a circle".to_owned());
        }
        if self.hops.len() > MOST_HOPS {
            return Err(format!("redirects more than {MOST_HOPS} times"));
        }
        self.been.push(next);
        Ok(())
    }
}

/// Where a reply leads on to, and how: by its status, or by a page that loads another.
fn onward(reply: &Reply, head: &Head, url: &Url) -> Option<(String, String)> {
    match (reply.status, &reply.location, &head.leads) {
        (status @ 300..=399, Some(location), _) => Some((status.to_string(), location.clone())),
        (200, _, Some(target)) if url.join(target).is_ok_and(|next| next != *url) => {
            Some(("refresh".to_owned(), target.clone()))
        }
        _ => None,
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

/// What a reply says of itself, if it is a web page.
fn head_of(reply: &Reply) -> Head {
    if reply.packed || !looks_like_html(&reply.body) && !reply.kind.contains("html") {
        return Head::default();
    }
    let said = head(&page_words(&reply.body, reply.charset.as_deref()));
    Head { title: plain(&said.title), ..said }
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
