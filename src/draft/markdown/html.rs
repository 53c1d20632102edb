//! Just enough HTML for Markdown: tags, their attributes, entities.
//!
//! Markdown passes HTML through, so notes are often written in it. This is no
//! HTML reader: it knows where a tag begins and ends and what it is called.

use crate::draft::PassageKind;

/// How far a single tag may reach. A `<` without its `>` must not make the
/// reader look through the rest of the file, once for every `<`.
const TAG_LIMIT: usize = 4096;

/// One tag, as it stands in the source.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'t> {
    /// Its name, as written.
    pub name: &'t str,
    /// Whether it begins with `</`.
    pub closing: bool,
    /// Everything between the name and the `>`.
    attributes: &'t str,
    /// Byte offset just past the `>`.
    pub end: usize,
}

impl<'t> Tag<'t> {
    /// The tag that begins at this byte offset (its `<`), if there is one.
    pub fn at(source: &'t str, start: usize) -> Option<Self> {
        let bytes = source.as_bytes();
        if bytes.get(start) != Some(&b'<') {
            return None;
        }
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_start = start + 1 + usize::from(closing);
        let name_len =
            bytes.get(name_start..)?.iter().take(32).take_while(|b| b.is_ascii_alphanumeric()).count();
        if name_len == 0 || !bytes[name_start].is_ascii_alphabetic() {
            return None;
        }
        let name_end = name_start + name_len;
        let limit = bytes.len().min(start + TAG_LIMIT);
        let mut quote = None;
        for (at, &byte) in bytes.iter().enumerate().take(limit).skip(name_end) {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                // Two tags never overlap; this keeps a row of `<a <a <a` linear.
                (None, b'<') => return None,
                (None, b'>') => {
                    return Some(Tag {
                        name: &source[name_start..name_end],
                        closing,
                        attributes: &source[name_end..at],
                        end: at + 1,
                    });
                }
                _ => {}
            }
        }
        None
    }

    /// Whether this is the name, in whatever case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, quotes taken off.
    pub fn attribute(&self, wanted: &str) -> Option<&'t str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end =
                rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            let name = &rest[..end];
            rest = rest[end..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = split_value(after.trim_start());
            } else if name.is_empty() {
                return None;
            }
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
        }
    }
}

/// An attribute's value and what follows it.
fn split_value(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|&c| c == '"' || c == '\'');
    if let Some(quote) = quote {
        let inner = &text[1..];
        return inner.split_once(quote).unwrap_or((inner, ""));
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// What a block-level element holds; `None` for an element within a line.
pub fn block_kind(name: &str) -> Option<PassageKind> {
    let name = name.to_ascii_lowercase();
    Some(match name.as_str() {
        "li" | "dd" | "dt" => PassageKind::ListItem,
        "td" | "th" => PassageKind::TableCell,
        "blockquote" => PassageKind::Quote,
        "caption" | "figcaption" => PassageKind::Caption,
        "nav" | "footer" => PassageKind::Furniture,
        "pre" => PassageKind::Code,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => PassageKind::Heading,
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tr" | "section" | "article"
        | "aside" | "header" | "main" | "figure" | "details" | "summary" | "center" | "hr" | "form"
        | "iframe" => PassageKind::Sentence,
        _ => return None,
    })
}

/// The entity at the start of `text` (its `&`): what it shows, and its length.
pub fn entity(text: &str) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let end = bytes.iter().take(12).position(|&byte| byte == b';')?;
    let name = text.get(1..end)?;
    let shown = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).unwrap_or('\u{fffd}').to_string()
    } else {
        named(name)?.to_owned()
    };
    Some((shown, end + 1))
}

/// An attribute with its entities read: `?a=1&amp;b=2`.
pub fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value.trim();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (shown, len) = entity(&rest[at..]).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&shown);
        rest = &rest[at + len..];
    }
    out + rest
}

/// The entities people write by hand.
fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" | "ensp" | "emsp" | "thinsp" => "\u{a0}",
        "mdash" => "—",
        "ndash" => "–",
        "hellip" => "…",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "laquo" => "«",
        "raquo" => "»",
        "copy" => "©",
        "reg" => "®",
        "trade" => "™",
        "sect" => "§",
        "para" => "¶",
        "dagger" => "†",
        "middot" => "·",
        "bull" => "•",
        "deg" => "°",
        "times" => "×",
        "euro" => "€",
        "pound" => "£",
        "shy" => "\u{ad}",
        "larr" => "←",
        "crarr" => "↵",
        "uarr" => "↑",
        "hookleftarrow" | "larrhk" => "↩",
        _ => return None,
    })
}
