//! A piece of LaTeX as plain words, for what is shown whole: the text of a
//! simple macro, the label of an item, a number in mathematics.

use super::lex::command;
use super::symbols;

/// The words of a short piece; commands that are not known are left out, their
/// arguments stay. One pass.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '\\' => at = self::shown(text, at, &mut out),
            '{' | '}' | '$' => at += 1,
            '~' => {
                out.push(' ');
                at += 1;
            }
            '%' => at = super::lex::comment_end(text.as_bytes(), at),
            '`' | '\'' | '-' | '<' | '>' => {
                let (sign, len) = symbols::ligature(&text[at..]).unwrap_or(("", 0));
                if len == 0 {
                    out.push(c);
                    at += 1;
                } else {
                    out.push_str(sign);
                    at += len;
                }
            }
            _ => {
                out.push(c);
                at += c.len_utf8();
            }
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Shows the command at `at`; says where the text goes on.
fn shown(text: &str, at: usize, out: &mut String) -> usize {
    let (name, end) = command(text, at);
    if symbols::is_accent(name) && (name.len() > 1 || !name.is_empty()) {
        let (letter, end) = letter(text, end);
        if let Some(shown) = symbols::accent(name, letter) {
            out.push_str(&shown);
            return end;
        }
    }
    if let Some(shown) = symbols::symbol(name) {
        out.push_str(shown);
    }
    let word = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if word { super::lex::skip_blank(text.as_bytes(), end) } else { end.max(at + 1) }
}

/// The letter that an accent stands on, `e`, `{e}`, `\i`, and where it ends.
pub(super) fn letter(text: &str, from: usize) -> (&str, usize) {
    let start = super::lex::skip_blank(text.as_bytes(), from);
    let rest = &text[start..];
    if let Some(inside) = rest.strip_prefix('{') {
        let Some(len) = inside.bytes().take(16).position(|b| b == b'}') else { return ("", from) };
        let (inner, end) = (&inside[..len], start + len + 2);
        return match inner.strip_prefix('\\') {
            Some(name) => (symbols::symbol(name.trim()).unwrap_or(""), end),
            None => (inner, end),
        };
    }
    if rest.starts_with('\\') {
        let (name, end) = command(text, start);
        return (symbols::symbol(name).unwrap_or(""), if matches!(name, "i" | "j") { end } else { from });
    }
    let len = rest.chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8);
    (&rest[..len], start + len)
}

/// Mathematics that is only a figure, `5\%`, `1{,}000`, `\approx 30`, as text.
pub(super) fn figure(math: &str) -> Option<String> {
    if math.len() > 60 {
        return None;
    }
    let mut out = String::new();
    let mut at = 0;
    let mut digits = false;
    while let Some(c) = math[at..].chars().next() {
        match c {
            '\\' => {
                let (name, end) = command(math, at);
                let shown = match name {
                    "%" | "$" | "#" | "&" | "pounds" | "euro" | "times" | "pm" => symbols::symbol(name)?,
                    "approx" | "sim" => "≈",
                    "leq" | "le" => "≤",
                    "geq" | "ge" => "≥",
                    "circ" => "°",
                    "," | ":" | ";" | " " | "!" => "",
                    "cdot" => "·",
                    _ => return None,
                };
                out.push_str(shown);
                at = end;
            }
            '{' | '}' => at += 1,
            '-' => {
                out.push('−');
                at += 1;
            }
            '0'..='9' | '.' | ',' | '/' | '+' | '<' | '>' | '=' | ' ' | ':' | '~' | '%' => {
                digits |= c.is_ascii_digit();
                out.push(if c == '~' { ' ' } else { c });
                at += 1;
            }
            '^' => {
                // `10^{6}`, `^{\circ}`: raised digits, or the degree sign.
                let rest = math[at + 1..].trim_start_matches('{');
                let power = rest.bytes().take_while(u8::is_ascii_digit).count();
                if power == 0 && !rest.starts_with("\\circ") {
                    return None;
                }
                out.extend(rest[..power].chars().filter_map(raised));
                at = math.len() - rest.len() + power;
            }
            _ => return None,
        }
    }
    digits.then(|| out.trim().to_owned())
}

/// A digit as a raised one.
pub(super) fn raised(c: char) -> Option<char> {
    Some(match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32('⁰' as u32 + (c as u32 - '0' as u32))?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_without_commands() {
        assert_eq!(words("\\textsc{Nato} \\& the {\\'E}tat--x \\foo{y}"), "Nato & the État–x y");
    }

    #[test]
    fn figures_are_shown_and_formulas_not() {
        assert_eq!(figure("5\\%").as_deref(), Some("5%"));
        assert_eq!(figure("1{,}000").as_deref(), Some("1,000"));
        assert_eq!(figure("10^{6}").as_deref(), Some("10⁶"));
        assert_eq!(figure("E=mc^2"), None);
        assert_eq!(figure("="), None);
    }
}
