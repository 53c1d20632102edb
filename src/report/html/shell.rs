//! The page around it all: head, Content-Security-Policy, style, script, and what the parts share.

use std::collections::HashMap;
use std::sync::LazyLock;

use maud::{Markup, PreEscaped, html};

use super::model::{Page, Spot, words_of};
use crate::check::Report;
use crate::diagnostic::{Diagnostic, Level};
use crate::ids::{MarkerId, NoteId};
use crate::notes::outlets::host_of;
use crate::report::{clean, sentence};
use crate::span::Span;
use crate::text::Texts;

/// The first words of every page of ours, by which one is known again.
pub const SIGN: &str = "<!DOCTYPE html><!-- claimlint review page -->";

/// Style and script without the white space that only their authors need. What stands here is what is hashed.
static STYLE: LazyLock<String> = LazyLock::new(|| tight(&squeezed(include_str!("page.css"))));
static SCRIPT: LazyLock<String> = LazyLock::new(|| squeezed(include_str!("page.js")));

/// A finding as the page shows it.
pub(super) struct Shown<'a> {
    pub finding: &'a Diagnostic,
    pub spot: Spot,
    pub section: Option<usize>,
    pub sources: Vec<usize>,
}

/// All that the parts of one page look at.
pub(super) struct View<'a> {
    pub page: &'a Page,
    pub texts: &'a Texts,
    pub report: &'a Report,
    pub shown: Vec<Shown<'a>>,
    markers: HashMap<MarkerId, Vec<usize>>,
    notes: HashMap<NoteId, Vec<usize>>,
    /// Findings at words, by where these begin.
    words: Vec<(usize, Span)>,
    /// The longest of them, so that no look goes back farther.
    longest: u32,
}

impl<'a> View<'a> {
    pub(super) fn new(page: &'a Page, texts: &'a Texts, report: &'a Report) -> Self {
        let mut view = Self {
            page,
            texts,
            report,
            shown: Vec::new(),
            markers: HashMap::new(),
            notes: HashMap::new(),
            words: Vec::new(),
            longest: 0,
        };
        for finding in report.findings.iter().filter(|finding| finding.level != Level::Off) {
            let spot = page.spot(finding);
            let number = view.shown.len();
            match spot {
                Spot::Marker(marker) => view.markers.entry(marker).or_default().push(number),
                Spot::Note(note, _) => view.notes.entry(note).or_default().push(number),
                Spot::Text(_) | Spot::Out => {}
            }
            view.words.extend(words_of(spot).map(|span| (number, span)));
            let (section, sources) = (page.section(spot), page.sources_at(spot));
            view.shown.push(Shown { finding, spot, section, sources });
        }
        view.words.sort_by_key(|(_, span)| span.start);
        view.longest = view.words.iter().map(|(_, span)| span.end - span.start).max().unwrap_or(0);
        view
    }

    /// Findings at a marker.
    pub(super) fn at_marker(&self, marker: MarkerId) -> impl Iterator<Item = usize> + '_ {
        self.markers.get(&marker).into_iter().flatten().copied()
    }

    /// Findings in a note.
    pub(super) fn at_note(&self, note: NoteId) -> impl Iterator<Item = usize> + '_ {
        self.notes.get(&note).into_iter().flatten().copied()
    }

    /// Marks that touch these words, in the text or in a note.
    pub(super) fn marks_within(&self, span: Span) -> impl Iterator<Item = (usize, Span)> + '_ {
        let first = self.words.partition_point(|(_, it)| it.start + self.longest < span.start);
        let near = self.words[first..].iter().take_while(move |(_, it)| it.start <= span.end);
        near.filter(move |(_, it)| it.overlaps(span) || it.is_empty() && span.holds(*it)).copied()
    }

    /// Findings of the text that begin in these words.
    pub(super) fn text_within(&self, span: Span) -> impl Iterator<Item = (usize, Span)> + '_ {
        let first = self.words.partition_point(|(_, it)| it.start < span.start);
        let here = self.words[first..].iter().take_while(move |(_, it)| it.start <= span.end);
        here.filter(|(number, _)| matches!(self.shown[*number].spot, Spot::Text(_))).copied()
    }
}

/// The sign of a level: its shape tells it without colour.
pub(super) fn sign(level: Level) -> &'static str {
    match level {
        Level::Error => "■",
        Level::Warning => "▲",
        Level::Advice | Level::Off => "●",
    }
}

/// Nothing.
pub(super) fn none() -> Markup {
    PreEscaped(String::new())
}

/// An address that a reader may follow: the web's only.
pub(super) fn safe_link(url: &str) -> Option<&str> {
    let url = url.trim();
    let web = |with: &str| url.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    (web("https://") || web("http://")).then_some(url)
}

/// A link to a source on the web, called by its host; else its words.
pub(super) fn link_out(url: &str) -> Markup {
    html! {
        @match safe_link(url) {
            Some(url) => { a.out href=(url) { (host_of(url).unwrap_or_else(|| "open".to_owned())) } }
            None => { code { (url) } }
        }
    }
}

/// Words of ours as a sentence, names in grave accents as code.
pub(super) fn said(words: &str) -> Markup {
    let words = sentence(words);
    let paired = words.matches('`').count().is_multiple_of(2);
    html! {
        @for (turn, piece) in words.split('`').enumerate() {
            @if turn % 2 == 1 && paired { code { (piece) } } @else { @if turn > 0 && !paired { "`" } (piece) }
        }
    }
}

/// The whole document.
pub(super) fn document(title: &str, styles: &[&str], script: bool, body: &Markup) -> String {
    let mut hashes = vec![hash(&STYLE)];
    hashes.extend(styles.iter().map(|style| hash(style)));
    let scripts = if script { hash(&SCRIPT) } else { "'none'".to_owned() };
    let policy = format!(
        "default-src 'none'; script-src {scripts}; style-src {}; base-uri 'none'; form-action 'none'",
        hashes.join(" ")
    );
    let page = html! {
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={"claimlint " (env!("CARGO_PKG_VERSION"))};
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE.as_str())) }
            }
            body {
                (body)
                @if script { script { (PreEscaped(SCRIPT.as_str())) } }
            }
        }
    };
    // Nothing in it turns the direction of the words, or does more to a terminal than appear on it.
    let mut out = String::from(SIGN);
    for c in page.into_string().chars() {
        match c {
            '\n' => out.push(c),
            c => clean::push(&mut out, c, true),
        }
    }
    out.push('\n');
    out
}

/// The source of a policy that lets through these words alone.
fn hash(words: &str) -> String {
    use sha2::{Digest, Sha256};
    format!("'sha256-{}'", base64(&Sha256::digest(words.as_bytes())))
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let six = (bits >> (18 - 6 * at)) & 63;
            let sign = SIGNS.get(six as usize).copied().unwrap_or(b'=');
            out.push(if at <= three.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

/// Lines without their indents, and without lines that are empty or only a comment.
fn squeezed(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !(line.is_empty() || line.starts_with("//")));
    let lines = lines.filter(|line| !(line.starts_with("/*") && line.ends_with("*/")));
    lines.collect::<Vec<_>>().join("\n")
}

/// A style without the spaces that it can do without.
fn tight(style: &str) -> String {
    let pairs = [
        (": ", ":"),
        (", ", ","),
        (" {", "{"),
        ("{ ", "{"),
        ("; ", ";"),
        (" }", "}"),
        (" > ", ">"),
        (";}", "}"),
    ];
    pairs.into_iter().fold(style.replace(['\n'], " "), |style, (from, to)| style.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let pairs = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in pairs {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(safe_link(" https://example.org/a"), Some("https://example.org/a"));
        assert_eq!(safe_link("HTTP://example.org"), Some("HTTP://example.org"));
        for bad in ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc/passwd", ""] {
            assert_eq!(safe_link(bad), None, "{bad}");
        }
    }
}
