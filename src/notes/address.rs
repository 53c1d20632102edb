//! What keeps a web address from being cited: it leads another reader to
//! another page, to none, or tells more about the author than about the source.

use std::sync::LazyLock;

use crate::pattern::pattern;

use crate::span::Span;
use crate::text::Signs;

/// Something in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlFault {
    /// Its words, as offsets into the address.
    pub span: Span,
    /// What it is, in one sentence without a full stop at its end.
    pub message: String,
    /// Why it matters to a reader.
    pub why: &'static str,
    /// What to do.
    pub help: &'static str,
    /// The address without it, where cutting is enough.
    pub cut: Option<Cut>,
}

/// An address with parts cut out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The address that is left.
    pub address: String,
    /// Whether it surely leads to the same page.
    pub safe: bool,
}

/// Keys that only tell where a reader came from. Keys not in this list, nor
/// beginning with `utm_`, are never cut: they may select the document.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "smid",
    "ref_src",
    "_ga",
    "_gl",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "vero_id",
    "li_fat_id",
];

/// Values of `utm_source` that chat tools put there.
const CHAT: &[&str] = &[
    "chatgpt.com",
    "chatgpt",
    "chat.openai.com",
    "openai",
    "openai.com",
    "perplexity",
    "perplexity.ai",
    "copilot.com",
    "copilot.microsoft.com",
    "gemini.google.com",
    "claude.ai",
];

/// Keys that hold one reader's visit.
const SESSION: &[&str] = &["jsessionid", "phpsessid", "sessionid", "session_id", "cftoken", "sessid"];

/// Keys that say where a login form leads back to.
const RETURN: &[&str] = &[
    "url",
    "service",
    "return",
    "returnurl",
    "return_to",
    "redirect",
    "redirect_uri",
    "continue",
    "next",
    "target",
];

/// Keys that hold the words of a search.
const SEARCH: &[&str] =
    &["q", "query", "s", "search", "keyword", "keywords", "term", "wd", "p", "search_query"];

/// The parts of an address as printed: before `?`, pairs with offsets, fragment.
struct Parts<'a> {
    whole: &'a str,
    host: String,
    path: String,
    pairs: Vec<(usize, &'a str)>,
    fragment: Option<usize>,
}

impl<'a> Parts<'a> {
    fn of(address: &'a str) -> Option<Self> {
        let full = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
        let url = url::Url::parse(&full).ok()?;
        let host = url.host_str().unwrap_or("").trim_start_matches("www.").to_ascii_lowercase();
        let fragment = address.find('#');
        let head = &address[..fragment.unwrap_or(address.len())];
        let mut pairs = Vec::new();
        if let Some(question) = head.find('?') {
            let mut at = question + 1;
            for pair in head[at..].split('&') {
                pairs.push((at, pair));
                at += pair.len() + 1;
            }
        }
        Some(Self { whole: address, host, path: url.path().to_ascii_lowercase(), pairs, fragment })
    }

    /// Lower-case key of a pair.
    fn key(pair: &str) -> String {
        pair.split('=').next().unwrap_or("").to_ascii_lowercase()
    }

    fn value(pair: &str) -> &str {
        pair.split_once('=').map_or("", |(_, value)| value)
    }

    fn has(&self, keys: &[&str]) -> bool {
        self.pairs
            .iter()
            .any(|(_, pair)| keys.contains(&Self::key(pair).as_str()) && !Self::value(pair).is_empty())
    }

    /// The address without the pairs that `drop` picks.
    fn without(&self, drop: impl Fn(&str) -> bool) -> String {
        let question = self.pairs.first().map_or(self.whole.len(), |(at, _)| at - 1);
        let kept: Vec<&str> = self.pairs.iter().map(|(_, pair)| *pair).filter(|pair| !drop(pair)).collect();
        let mut out = self.whole[..question].to_owned();
        if !kept.is_empty() {
            out.push('?');
            out.push_str(&kept.join("&"));
        }
        if let Some(fragment) = self.fragment {
            out.push_str(&self.whole[fragment..]);
        }
        out
    }

    fn segments(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter(|segment| !segment.is_empty())
    }
}

fn is_tracking(pair: &str) -> bool {
    let key = Parts::key(pair);
    key.starts_with("utm_") || TRACKING.contains(&key.as_str())
}

/// What is wrong with an address, the weightiest first; at most one fault of
/// the page it leads to, and one of what was added to it.
pub fn faults(address: &str) -> Vec<UrlFault> {
    let mut found = Vec::new();
    let Some(parts) = Parts::of(address) else { return found };
    let whole = Span::new(0, address.len());
    let plain = |message: &str, why, help| UrlFault {
        span: whole,
        message: message.to_owned(),
        why,
        help,
        cut: None,
    };
    if is_local(&parts) {
        found.push(plain(
            "the address only works on one computer",
            "readers cannot open it",
            "cite the publication: its title, publisher and date",
        ));
    } else if is_proxy(&parts) {
        found.push(plain(
            "the address goes through a library’s proxy",
            "only that library’s members can open it",
            "cite the publisher’s own address or the DOI",
        ));
    } else if is_search(&parts) {
        found.push(plain(
            "the address opens a page of search results",
            "other readers get other results",
            "cite the page that you found",
        ));
    } else if is_login(&parts) {
        found.push(plain(
            "the address opens a login page",
            "readers see a form instead of the source",
            "cite the page behind it, and say that it needs a login",
        ));
    } else if let Some(at) = second_address(&parts) {
        found.push(UrlFault {
            span: Span::new(at, address.len()),
            ..plain(
                "two addresses run together",
                "neither can be opened this way",
                "separate them, or delete the wrong one",
            )
        });
    } else if parts.host.ends_with(".translate.goog") || parts.host == "translate.google.com" {
        found.push(plain(
            "the address opens a machine translation",
            "readers get another text than the source, and the page does not last",
            "cite the original page, and say that you used a translation",
        ));
    } else if is_amp(&parts) {
        found.push(plain(
            "the address opens a page for phones",
            "such pages disappear sooner than the main page",
            "cite the main page",
        ));
    }
    found.extend(session(&parts));
    found.extend(tracking(&parts));
    found.extend(text_fragment(&parts));
    found
}

fn tracking(parts: &Parts<'_>) -> Option<UrlFault> {
    let (first, last) = {
        let mut hits = parts.pairs.iter().filter(|(_, pair)| is_tracking(pair));
        let first = hits.next()?;
        (first, hits.next_back().unwrap_or(first))
    };
    let chat = parts.pairs.iter().any(|(_, pair)| {
        Parts::key(pair) == "utm_source" && CHAT.contains(&Parts::value(pair).to_ascii_lowercase().as_str())
    });
    let cut = Some(Cut { address: parts.without(is_tracking), safe: true });
    let span = Span::new(first.0, last.0 + last.1.len());
    Some(if chat {
        UrlFault {
            span,
            message: "the address contains a chatbot’s tag".to_owned(),
            why: "readers will ask whether you opened the page",
            help: "open the page, check that it says this, and delete the tag",
            cut,
        }
    } else {
        UrlFault {
            span,
            message: "the address contains tracking parameters".to_owned(),
            why: "they record where you came from, not which page it is",
            help: "delete them; the page stays the same",
            cut,
        }
    })
}

fn session(parts: &Parts<'_>) -> Option<UrlFault> {
    let in_path = parts.whole.to_ascii_lowercase().find(";jsessionid=");
    let in_query = parts.pairs.iter().find(|(_, pair)| {
        let key = Parts::key(pair);
        SESSION.contains(&key.as_str()) || key.starts_with("aspsessionid")
    });
    let span = match (in_path, in_query) {
        (Some(at), _) => {
            let end = parts.whole[at..].find(['?', '#']).map_or(parts.whole.len(), |end| at + end);
            Span::new(at, end)
        }
        (None, Some((at, pair))) => Span::new(*at, at + pair.len()),
        (None, None) => return None,
    };
    Some(UrlFault {
        span,
        message: "the address contains a session number".to_owned(),
        why: "it stops working when the session ends",
        help: "find the page’s permanent address (“share”, “permalink”, DOI)",
        cut: None,
    })
}

fn text_fragment(parts: &Parts<'_>) -> Option<UrlFault> {
    let at = parts.fragment?;
    let mark = parts.whole[at..].find(":~:")?;
    let start = if mark == 1 { at } else { at + mark };
    Some(UrlFault {
        span: Span::new(start, parts.whole.len()),
        message: "the address ends in a text highlight".to_owned(),
        why: "it breaks when the words on the page change",
        help: "delete it, and quote the words in the note if they matter",
        cut: Some(Cut { address: parts.whole[..start].to_owned(), safe: false }),
    })
}

fn is_local(parts: &Parts<'_>) -> bool {
    parts.whole.starts_with("file:")
        || parts.host == "localhost"
        || parts.host.starts_with("127.0.0.")
        || parts.host.starts_with("192.168.")
}

fn is_proxy(parts: &Parts<'_>) -> bool {
    let mut labels = parts.host.split('.');
    let sewn = labels.clone().next().is_some_and(|first| {
        ["-com", "-org", "-net", "-edu", "-gov"].iter().any(|end| first.ends_with(end)) && first.len() > 6
    });
    labels.any(|label| label.contains("ezproxy") || label.contains("libproxy") || label == "proxy")
        || parts.host.ends_with("idm.oclc.org")
        || sewn && parts.host.contains("proxy")
        || parts.host.starts_with("0-") && parts.host.contains("lib")
}

fn is_search(parts: &Parts<'_>) -> bool {
    let engine = ["google.", "bing.com", "duckduckgo.com", "search.yahoo.com", "baidu.com", "yandex."];
    let last = parts.segments().last().unwrap_or("");
    let named = matches!(last, "search" | "search-results" | "searchresults" | "results" | "scholar" | "s");
    let at_engine = engine.iter().any(|host| parts.host.contains(host));
    let words = parts.has(SEARCH);
    words
        && (at_engine && (named || last.is_empty()) && !parts.host.starts_with("books.")
            || matches!(last, "search" | "search-results" | "searchresults"))
}

fn is_login(parts: &Parts<'_>) -> bool {
    let last = parts.segments().last().unwrap_or("");
    let first = parts.host.split('.').next().unwrap_or("");
    matches!(last, "login" | "signin" | "sign-in" | "log-in" | "login.aspx" | "login.php" | "login.html")
        // A product may live at `login.`; a form leads back to where one came from.
        || matches!(first, "login" | "signin" | "sso" | "idp") && parts.has(RETURN)
}

fn is_amp(parts: &Parts<'_>) -> bool {
    parts.host.ends_with("ampproject.org")
        || parts.host.starts_with("amp.")
        || parts.host.contains("google.") && parts.path.starts_with("/amp/")
        || parts.segments().last() == Some("amp")
}

/// Where a second address begins inside the path. Archives, proxies and
/// translators carry one on purpose.
fn second_address(parts: &Parts<'_>) -> Option<usize> {
    let end = parts.pairs.first().map_or(parts.fragment.unwrap_or(parts.whole.len()), |(at, _)| at - 1);
    let path = parts.whole.get(..end)?;
    let at = path
        .match_indices("http")
        .map(|(at, _)| at)
        .find(|&at| at > 10 && ["http://", "https://"].iter().any(|scheme| path[at..].starts_with(scheme)))?;
    let carries =
        ["archive", "wayback", "webcitation", "proxy", "translate", "cache", "perma", "doi", "hdl", "web."];
    (!carries.iter().any(|word| parts.host.contains(word)) && path[..at].ends_with('/')).then_some(at)
}

pattern! {
    static IN_WORDS = r"(?P<local>file:///?\S+|\b[A-Za-z]:\\[^\s\\][^\n”“;,]*|(?:^|[\s(])/(?:Users|home)/[^\s,;]+)|(?P<chat>:?contentReference\[\S*|\boaicite\S*|\bciteturn\d\S*|\bturn\d+(?:search|view|news)\d+)";
}

/// Without one of these [`IN_WORDS`] cannot match.
static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    Signs::new(&[
        "file:",
        ":\\",
        "/users/",
        "/home/",
        "contentreference",
        "oaicite",
        "turn0",
        "turn1",
        "turn2",
        "turn3",
        "turn4",
        "turn5",
        "turn6",
        "turn7",
        "turn8",
        "turn9",
    ])
});

/// What stands in a note's words that no address of ours finds: paths of one
/// computer, and placeholders that chat tools leave.
pub fn faults_in_words(words: &str) -> Vec<UrlFault> {
    if !SIGNS.show_in(words) {
        return Vec::new();
    }
    let Some(pattern) = IN_WORDS.as_ref() else { return Vec::new() };
    pattern
        .captures_iter(words)
        .filter_map(|hit| {
            let whole = hit.get(0)?;
            let lead = whole.as_str().len() - whole.as_str().trim_start_matches([' ', '(', '\n', '\t']).len();
            let end = whole.start() + whole.as_str().trim_end_matches(['.', ',', ')', ' ']).len();
            let span = Span::new(whole.start() + lead, end.max(whole.start() + lead));
            Some(if hit.name("local").is_some() {
                UrlFault {
                    span,
                    message: "the note cites a file on one computer".to_owned(),
                    why: "readers cannot open it",
                    help: "cite the publication: its title, publisher and date",
                    cut: None,
                }
            } else {
                UrlFault {
                    span,
                    message: "the note contains a chatbot’s placeholder".to_owned(),
                    why: "it leads nowhere, and readers will ask whether the source exists",
                    help: "find the source, check that it says this, and cite it in full",
                    cut: None,
                }
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(address: &str) -> Option<String> {
        faults(address).into_iter().find_map(|fault| fault.cut).map(|cut| cut.address)
    }

    #[test]
    fn only_known_keys_are_cut_and_all_else_stays_as_printed() {
        for (address, left) in [
            ("https://x.org/a?utm_source=b&id=7&fbclid=z#s2", "https://x.org/a?id=7#s2"),
            ("https://x.org/a?utm_source=b", "https://x.org/a"),
            ("x.org/a?ID=7&UTM_Campaign=%20q", "x.org/a?ID=7"),
            ("https://x.org/a?utm_term=.6f52ad40e788%2F", "https://x.org/a"),
            ("https://x.org/a#:~:text=words%20here", "https://x.org/a"),
            ("https://x.org/a#sec:~:text=words", "https://x.org/a#sec"),
        ] {
            assert_eq!(cut(address).as_deref(), Some(left), "{address}");
        }
    }

    #[test]
    fn addresses_that_select_a_document_pass() {
        for address in [
            "https://x.org/show?id=12&page=3",
            "https://www.nytimes.com/2017/05/03/world/asia/japan.html",
            "https://www.youtube.com/watch?v=abc",
            "https://books.google.com/books?id=abc&q=war",
            "https://x.org/research/results?year=2012",
            "https://x.org/a#section-2",
            "https://amplitude.org/x",
            "https://www.loginova.org/",
            "https://login.persona.org/",
            "https://x.org/?p=123",
            "not an address",
            "https://web.archive.org/web/20130506120000/https://mow.example/units",
            "https://x.org/share?url=https://y.org/b",
            "",
        ] {
            assert_eq!(faults(address), [], "{address}");
        }
    }

    #[test]
    fn pages_that_no_other_reader_gets() {
        for (address, word) in [
            ("https://www.google.com/search?q=japan+cyber", "search"),
            ("https://scholar.google.com/scholar?q=x", "search"),
            ("https://x.org/search?query=port", "search"),
            ("https://www-jstor-org.ezproxy.usherbrooke.ca/stable/1", "proxy"),
            ("https://doi-org.proxyau.wrlc.org/10.1000/1", "proxy"),
            ("https://x.org/user/login?next=/a", "login"),
            ("https://x.org/a;jsessionid=12AB?x=1", "session number"),
            ("https://x.org/a?PHPSESSID=12", "session number"),
            ("file:///C:/Users/me/a.pdf", "computer"),
            ("http://localhost:8000/a", "computer"),
            ("https://www.google.com/amp/s/x.org/a", "phones"),
            ("https://ports-example.translate.goog/dues?_x_tr_sl=de&_x_tr_tl=en", "machine translation"),
            ("https://x.org/a?utm_source=chatgpt.com", "chatbot"),
            ("https://x.org/a/https://y.org/b", "run together"),
        ] {
            let found = faults(address);
            assert!(found.iter().any(|fault| fault.message.contains(word)), "{address}: {found:?}");
        }
    }

    #[test]
    fn words_of_a_note() {
        let words = r"Ann Reed, C:\Users\ann\paper.pdf; see :contentReference[oaicite:0]{index=0} and /home/ann/x.pdf.";
        let found: Vec<_> =
            faults_in_words(words).iter().map(|fault| words[fault.span.range()].to_owned()).collect();
        assert_eq!(
            found,
            [r"C:\Users\ann\paper.pdf", ":contentReference[oaicite:0]{index=0}", "/home/ann/x.pdf"]
        );
        assert!(faults_in_words("He returned home/abroad: A:\\ is a drive; the /homepage").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_address_gives_places_inside_it(address in ".{0,120}|(https?://|x\\.org|/|\\?|&|=|#|:~:|utm_a|;jsessionid=|é|“){0,30}") {
            for fault in faults(&address).into_iter().chain(faults_in_words(&address)) {
                proptest::prop_assert!(address.get(fault.span.range()).is_some());
            }
        }
    }
}
