//! Entities: which bytes of the file stand for which character.

use html5gum::Tokenizer;

/// The longest entity: `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;

/// Gives a text piece by piece: what is shown, and how many bytes of `raw` it
/// stands for. Runs without entities are given as they are.
pub(super) fn read<'t>(raw: &'t str, give: &mut dyn FnMut(&str, usize)) {
    let mut rest: &'t str = raw;
    let mut from = 0;
    while let Some(found) = memchr::memchr(b'&', &rest.as_bytes()[from..]) {
        let at = from + found;
        let len = length(&rest[at..]);
        let entity = &rest[at..at + len];
        let shown = if len > 1 { decode(entity) } else { None };
        let Some(shown) = shown else {
            from = at + len;
            continue;
        };
        if at > 0 {
            give(&rest[..at], at);
        }
        give(visible(&shown), len);
        rest = &rest[at + len..];
        from = 0;
    }
    if !rest.is_empty() {
        give(rest, rest.len());
    }
}

/// How many bytes from the `&` on may be an entity.
fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let name =
        bytes[1..].iter().take(LONGEST).take_while(|&&b| b.is_ascii_alphanumeric() || b == b'#').count();
    1 + name + usize::from(name > 0 && bytes.get(1 + name) == Some(&b';'))
}

/// What an entity shows, if it is one.
fn decode(entity: &str) -> Option<String> {
    let known = match entity {
        "&nbsp;" => "\u{a0}",
        "&amp;" => "&",
        "&quot;" => "\"",
        "&lt;" => "<",
        "&gt;" => ">",
        "&rsquo;" => "’",
        "&lsquo;" => "‘",
        "&rdquo;" => "”",
        "&ldquo;" => "“",
        "&mdash;" => "—",
        "&ndash;" => "–",
        _ => "",
    };
    if !known.is_empty() {
        return Some(known.to_owned());
    }
    let number = entity.strip_prefix("&#").and_then(|rest| rest.strip_suffix(';'));
    let code = number.and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    // The numbers from 128 to 159 are read as Windows-1252, by the tokenizer.
    if let Some(shown) = code.filter(|code| (32..127).contains(code) || *code >= 160).and_then(char::from_u32)
    {
        return Some(shown.to_string());
    }
    let mut shown = Vec::new();
    for Ok(token) in Tokenizer::new(entity) {
        if let html5gum::Token::String(text) = token {
            shown.extend_from_slice(&text);
        }
    }
    let shown = String::from_utf8(shown).ok()?;
    (shown != entity).then_some(shown)
}

/// What can be seen of a character: a soft hyphen cannot.
fn visible(shown: &str) -> &str {
    match shown {
        "\u{ad}" | "\u{200b}" | "\u{200c}" | "\u{200d}" | "\u{200e}" | "\u{200f}" | "\u{2060}"
        | "\u{feff}" => "",
        _ => shown,
    }
}
