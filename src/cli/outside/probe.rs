//! What a site says to an address that it cannot have: by that one tells what its 200 is worth.

use sha2::{Digest, Sha256};
use url::Url;

use super::wire::Reply;
use super::worth::sort_of;
use crate::notes::fold;

/// So much of a body is compared: what is kept is read whole, and what is asked for to compare it with is not.
const COMPARED: usize = 64 * 1024;

/// What a site says to an address that it cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probe {
    /// That it is not there, or nothing that can be heard.
    Honest,
    /// 200, with this.
    SaysYes(Box<Shown>),
    /// It leads on to this address, which is there.
    Leads(String),
}

/// What a site shows under an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its title, folded.
    title: String,
    /// The last part of the address, folded.
    name: String,
    sort: String,
    digest: [u8; 32],
}

impl Shown {
    /// What was shown.
    pub fn of(reply: &Reply, title: &str, url: &Url) -> Self {
        let name = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        Self {
            title: fold::fold(title),
            name: fold::fold(name),
            sort: sort_of(reply),
            digest: Sha256::digest(reply.body.get(..COMPARED).unwrap_or(&reply.body)).into(),
        }
    }

    /// Whether this is what a site shows for whatever address it is asked: the same bytes, the same sort of body without a
    /// title, or the same title, be it one that repeats the address.
    pub fn is_like(&self, missing: &Self) -> bool {
        if self.digest == missing.digest {
            return true;
        }
        if self.sort != missing.sort {
            return false;
        }
        let echoes = !missing.name.is_empty() && missing.title.contains(&missing.name);
        self.title == missing.title || echoes && self.without_name() == missing.without_name()
    }

    fn without_name(&self) -> String {
        let title =
            if self.name.is_empty() { self.title.clone() } else { self.title.replace(&self.name, "") };
        title.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: &str, body: &str, title: &str, path: &str) -> Shown {
        let reply = Reply { kind: kind.to_owned(), body: body.as_bytes().to_vec(), ..Reply::default() };
        let url = Url::parse(&format!("https://site.example{path}")).expect("an address");
        Shown::of(&reply, title, &url)
    }

    #[test]
    fn what_a_site_shows_for_every_address_is_known_again() {
        let missing = shown("text/html", "<html>1", "Welcome", "/no-such-page");
        assert!(shown("text/html", "<html>2", "Welcome", "/report").is_like(&missing));
        assert!(!shown("text/html", "<html>2", "Ports | Welcome", "/report").is_like(&missing));
        assert!(!shown("application/pdf", "%PDF-1.7", "", "/report").is_like(&missing));
        let echo = shown("text/html", "<html>1", "Results for no-such-page", "/no-such-page");
        assert!(shown("text/html", "<html>2", "Results for port report", "/port-report").is_like(&echo));
        // A slug that is the title, on a site that shows its name for every address.
        assert!(!shown("text/html", "<html>2", "Port report | Welcome", "/port-report").is_like(&missing));
        let text = shown("text/plain", "you asked for /no-such-page", "", "/no-such-page");
        assert!(shown("text/plain", "you asked for /report", "", "/report").is_like(&text));
        assert!(!shown("application/json", "{}", "", "/report").is_like(&text));
    }
}
