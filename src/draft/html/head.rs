//! What a web page says of itself to programs: its title, whether a copy may be kept, whether it is for subscribers only,
//! where it leads on to by itself. For whoever was handed a page and has to know what it is; readers of drafts do not ask.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// A page that leads on within so many seconds is not meant to be read.
const SOON: f64 = 10.0;

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// Its first heading of the first rank.
    pub heading: String,
    /// It asks that no copy of it be kept (`noarchive`).
    pub no_copy: bool,
    /// It says that only those who pay may read it.
    pub locked: bool,
    /// The address to which it leads on by itself, as it is written.
    pub leads: Option<String>,
}

/// What text is gathered for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gathered {
    Nothing,
    Title,
    Heading,
    Data,
}

/// Reads what a page says of itself; a page that was cut off says what it had said till then.
pub fn head(page: &str) -> Head {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut head = Head::default();
    let (mut gathered, mut words) = (Gathered::Nothing, String::new());
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) => {
                head.take(&tag);
                let begun = begun_by(&tag, &head);
                if begun != Gathered::Nothing {
                    (gathered, words) = (begun, String::new());
                }
            }
            Token::String(text) if gathered != Gathered::Nothing => {
                words.push_str(&String::from_utf8_lossy(&text));
            }
            Token::EndTag(tag) => {
                let whole = || words.split_whitespace().collect::<Vec<_>>().join(" ");
                match (gathered, tag.name.as_slice()) {
                    (Gathered::Title, b"title") => head.title = whole(),
                    (Gathered::Heading, b"h1") => head.heading = whole(),
                    (Gathered::Data, b"script") => head.locked |= says_locked(&words),
                    _ => continue,
                }
                gathered = Gathered::Nothing;
            }
            _ => {}
        }
    }
    head
}

/// What begins with a tag, if its words are wanted: the first title and heading, and data about the page.
fn begun_by(tag: &StartTag<()>, head: &Head) -> Gathered {
    match tag.name.as_slice() {
        b"title" if head.title.is_empty() => Gathered::Title,
        b"h1" if head.heading.is_empty() => Gathered::Heading,
        b"script" if value(tag, "type").is_some_and(|kind| kind.contains("json")) => Gathered::Data,
        _ => Gathered::Nothing,
    }
}

/// The value of an attribute, in small letters.
fn value(tag: &StartTag<()>, name: &str) -> Option<String> {
    Some(written(tag, name)?.to_lowercase())
}

/// The value of an attribute.
fn written(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

impl Head {
    /// Takes in what a tag says.
    fn take(&mut self, tag: &StartTag<()>) {
        let Some(content) = value(tag, "content") else { return };
        if value(tag, "itemprop").as_deref() == Some("isaccessibleforfree") {
            self.locked |= says_locked(&format!("isaccessibleforfree {content}"));
        }
        if tag.name.as_slice() != b"meta" {
            return;
        }
        let name = value(tag, "name").or_else(|| value(tag, "property")).unwrap_or_default();
        match name.as_str() {
            "robots" | "claimlint" => self.no_copy |= forbids_copies(&content),
            "article:content_tier" => self.locked |= content == "locked",
            _ => {}
        }
        if value(tag, "http-equiv").as_deref() == Some("refresh") && self.leads.is_none() {
            self.leads = written(tag, "content").and_then(|content| led_to(&content));
        }
    }
}

/// Whether words for robots, parted by commas, ask that no copy be kept.
pub fn forbids_copies(words: &str) -> bool {
    words.split([',', ' ']).any(|word| word.trim().eq_ignore_ascii_case("noarchive"))
}

/// Whether data about a page say that it is not free (schema.org, `isAccessibleForFree`).
fn says_locked(data: &str) -> bool {
    let data = data.to_ascii_lowercase();
    data.split("isaccessibleforfree").skip(1).any(|rest| {
        let said: String = rest.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
        ["false", "schemaorgfalse", "httpschemaorgfalse", "httpsschemaorgfalse"]
            .iter()
            .any(|no| said.starts_with(no))
    })
}

/// Where `5; url=/elsewhere` leads, if it does so soon: a page without an address is only loaded again.
fn led_to(content: &str) -> Option<String> {
    let (delay, rest) = content.split_once([';', ','])?;
    let delay: f64 = delay.trim().parse().ok()?;
    let rest = rest.trim_start();
    let named = rest.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("url"));
    let address = if named { rest.get(3..)?.trim_start().strip_prefix('=')? } else { rest };
    let address = address.trim().trim_matches(['"', '\'']).trim();
    (delay <= SOON && !address.is_empty()).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_is() {
        let page = r#"<!doctype html><html><head><!-- <meta name="robots" content="noarchive"> -->
            <title>Ports &amp; Power
            | The Quay</title><svg><title>icon</title></svg></head><body><h1>Ports <i>and</i> Power</h1>"#;
        let said = head(page);
        assert_eq!(
            (said.title.as_str(), said.heading.as_str()),
            ("Ports & Power | The Quay", "Ports and Power")
        );
        assert!(!said.no_copy && !said.locked && said.leads.is_none(), "a comment says nothing: {said:?}");
        assert_eq!(head("<html><head><title>Half of a ti"), Head::default());
    }

    #[test]
    fn marks_for_robots_and_subscribers_are_read() {
        for page in [
            r#"<meta name="robots" content="index, NOARCHIVE">"#,
            "<META CONTENT=noarchive NAME=Robots>",
            r#"<meta name="claimlint" content="noarchive"/>"#,
        ] {
            assert!(head(page).no_copy, "{page}");
        }
        assert!(
            !head(r#"<meta name="robots" content="noindex"><meta name="otherbot" content="noarchive">"#)
                .no_copy
        );
        for page in [
            r#"<meta property="article:content_tier" content="locked">"#,
            r#"<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": false}</script>"#,
            r#"<script type="application/ld+json">{"isAccessibleForFree":"http://schema.org/False"}</script>"#,
            r#"<span itemprop="isAccessibleForFree" content="false"></span>"#,
        ] {
            assert!(head(page).locked, "{page}");
        }
        for page in [
            r#"<meta property="article:content_tier" content="free">"#,
            r#"<script type="application/ld+json">{"isAccessibleForFree":true,"x":false}</script>"#,
            r#"<script>var x = {"isAccessibleForFree":false}</script>"#,
            "<p>The mark isAccessibleForFree: false is set by publishers.</p>",
        ] {
            assert!(!head(page).locked, "{page}");
        }
    }

    #[test]
    fn a_page_that_leads_on_says_where() {
        let led = |content: &str| head(&format!("<meta http-equiv=Refresh content=\"{content}\">")).leads;
        assert_eq!(led("0; url=/Login?next=%2Fa").as_deref(), Some("/Login?next=%2Fa"));
        assert_eq!(led("3;URL='https://a.example/'").as_deref(), Some("https://a.example/"));
        for stays in ["300", "600; url=/a", "0; url=", "soon; url=/a"] {
            assert_eq!(led(stays), None, "{stays}");
        }
    }
}
