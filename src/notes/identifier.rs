//! Identifiers that can be judged by their form alone: DOI syntax, the check
//! digits of ISBN and ISSN, perma.cc ids, page ranges. "Malformed", never
//! "wrong": a well-formed DOI may still lead nowhere.

use std::sync::LazyLock;

use crate::pattern::pattern;

use crate::span::Span;
use crate::text::Signs;

/// An identifier that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdFault {
    /// Its words, as offsets into the text given.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop at its end.
    pub message: String,
    /// A few words for under the place.
    pub label: String,
    /// What it probably should be, to stand in place of `span`.
    pub mended: Option<String>,
}

/// The faults of all identifiers in a note's words, in order.
pub fn faults(words: &str) -> Vec<IdFault> {
    let mut found = Vec::new();
    if !SIGNS.show_in(words) {
        return found;
    }
    dois(words, &mut found);
    isbns(words, &mut found);
    issns(words, &mut found);
    permas(words, &mut found);
    found.sort_by_key(|fault| fault.span);
    found
}

/// Without one of these no pattern below can match.
static SIGNS: LazyLock<Signs> = LazyLock::new(|| Signs::new(&["doi", "isbn", "issn", "perma.cc"]));

pattern! {
    static DOI = r"(?i)(?:\b(?:dx\.)?doi\.org/|\bdoi:\s?)(\S+)(?:\s+(\S+))?";
}

fn dois(words: &str, found: &mut Vec<IdFault>) {
    let Some(pattern) = DOI.as_ref() else { return };
    let mut from = 0;
    while let Some(hit) = pattern.captures_at(words, from) {
        let Some(value) = hit.get(1) else { break };
        from = value.end().max(from + 1);
        let mut start = value.start();
        let mut text = value.as_str();
        if let Some(at) = text.find("doi.org/") {
            start += at + "doi.org/".len();
            text = &text[at + "doi.org/".len()..];
        }
        let text = trimmed(text);
        let next = hit.get(2).map(|next| (next.start(), trimmed(next.as_str())));
        if let Some(fault) = doi(start, text, next) {
            found.push(fault);
        }
    }
}

/// Judges one DOI; `next` is the word after it with its offset.
fn doi(start: usize, text: &str, next: Option<(usize, &str)>) -> Option<IdFault> {
    let span = Span::new(start, start + text.len());
    let folded = fold_dashes(text);
    if is_doi(&folded) {
        return (folded != text).then(|| IdFault {
            span,
            message: "the DOI contains a dash".to_owned(),
            label: "should be a hyphen".to_owned(),
            mended: Some(folded.clone()),
        });
    }
    if let Some((at, rest)) = next {
        let joined = format!("{folded}{}", fold_dashes(rest));
        let torn = text.ends_with('/') || text.ends_with("10.");
        if torn && is_doi(&joined) && rest.contains(|c: char| c.is_ascii_digit()) {
            return Some(IdFault {
                span: Span::new(start, at + rest.len()),
                message: "the DOI contains a space".to_owned(),
                label: "should be one word".to_owned(),
                mended: Some(joined),
            });
        }
    }
    if !folded.contains(|c: char| c.is_ascii_digit()) || !folded.contains(['/', '.']) {
        return None; // "doi: see below"
    }
    let bare = folded.trim_start_matches("0.").trim_start_matches('.');
    let registrant = bare.split('/').next().unwrap_or("");
    let damaged = (4..=9).contains(&registrant.len()) && registrant.bytes().all(|b| b.is_ascii_digit());
    let mended = Some(format!("10.{bare}")).filter(|whole| damaged && is_doi(whole));
    Some(IdFault {
        span,
        message: format!("“{text}” is not a valid DOI"),
        label: "a DOI begins with 10., four or more digits and a slash".to_owned(),
        mended,
    })
}

/// `10.` + 4 to 9 digits (+ `.digits`), a slash, and something.
fn is_doi(text: &str) -> bool {
    let Some((prefix, suffix)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        // A slash written as %2F is odd but leads there.
        return text.starts_with("10.") && text.to_ascii_lowercase().contains("%2f");
    };
    let mut parts = prefix.split('.');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let first = parts.next().unwrap_or("");
    digits(first) && (4..=9).contains(&first.len()) && parts.all(digits) && !suffix.is_empty()
}

fn fold_dashes(text: &str) -> String {
    text.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-")
}

/// A word without the sentence's own marks at its end; balanced brackets stay.
fn trimmed(text: &str) -> &str {
    let mut text = text;
    loop {
        let cut = text.trim_end_matches(['.', ',', ';', ':', '"', '”', '’', '\'', '>', '*', '_']);
        let open = |a: char, b: char| cut.ends_with(b) && cut.matches(b).count() > cut.matches(a).count();
        let next =
            if open('(', ')') || open('[', ']') || open('{', '}') { &cut[..cut.len() - 1] } else { cut };
        if next.len() == text.len() {
            return text;
        }
        text = next;
    }
}

pattern! {
    static ISBN = r"(?i)\bISBN(?:[- ]?1[03])?(?:\s*:\s*|\s+)([0-9][0-9Xx–-]*(?: [0-9][0-9Xx–-]*)*)";
}

fn isbns(words: &str, found: &mut Vec<IdFault>) {
    let Some(pattern) = ISBN.as_ref() else { return };
    for value in pattern.captures_iter(words).filter_map(|hit| hit.get(1)) {
        let whole = value.as_str().trim_end_matches(['-', '–']);
        // Groups may be parted by spaces; a year or a page may follow.
        let text = if isbn(whole).is_err() { whole.split(' ').next().unwrap_or(whole) } else { whole };
        let text = if digits(text).len() < 9 { whole } else { text };
        if let Err(message) = isbn(text) {
            let span = Span::new(value.start(), value.start() + text.len());
            let label = "compare with the book".to_owned();
            found.push(IdFault { span, message, label, mended: None });
        }
    }
}

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) }).collect()
}

fn isbn(text: &str) -> Result<(), String> {
    let digits = digits(text);
    let early_x = digits.iter().rev().skip(1).any(|&digit| digit == 10);
    let fits = match digits.len() {
        10 => {
            !early_x
                && digits.iter().zip((1..=10).rev()).map(|(digit, weight)| digit * weight).sum::<u32>() % 11
                    == 0
        }
        // A number of 13 digits that is no book's is passed over, and so is an
        // old book number of nine.
        13 if !text.starts_with("978") && !text.starts_with("979") => true,
        13 => {
            let weights = [1, 3].iter().cycle();
            !digits.contains(&10)
                && digits
                    .iter()
                    .zip(weights)
                    .map(|(digit, weight)| digit * weight)
                    .sum::<u32>()
                    .is_multiple_of(10)
        }
        9 => true,
        count => return Err(format!("this ISBN has {count} digits; it should have 10 or 13")),
    };
    if fits {
        Ok(())
    } else {
        Err("the check digit of this ISBN is wrong, so one of its digits is".to_owned())
    }
}

pattern! {
    static ISSN = r"(?i)\bISSN(?:\s*:\s*|\s+)(\d{4}[-–]?\d{3}[\dX])\b";
}

fn issns(words: &str, found: &mut Vec<IdFault>) {
    let Some(pattern) = ISSN.as_ref() else { return };
    for value in pattern.captures_iter(words).filter_map(|hit| hit.get(1)) {
        let sum: u32 =
            digits(value.as_str()).iter().zip((1..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        if !sum.is_multiple_of(11) {
            found.push(IdFault {
                span: Span::new(value.start(), value.end()),
                message: "the check digit of this ISSN is wrong, so one of its digits is".to_owned(),
                label: "compare with the journal".to_owned(),
                mended: None,
            });
        }
    }
}

pattern! {
    static PERMA = r"(?i)\bperma\.cc/([A-Z0-9-]+)(?: ([A-Z0-9]{4})\b)?";
}

fn permas(words: &str, found: &mut Vec<IdFault>) {
    let Some(pattern) = PERMA.as_ref() else { return };
    for hit in pattern.captures_iter(words) {
        let Some(value) = hit.get(1) else { continue };
        let id = value.as_str();
        let alnum = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric());
        let four = |part: &str| part.len() == 4 && alnum(part);
        let sound = id.split_once('-').is_some_and(|(a, b)| four(a) && four(b));
        let old = id.starts_with('0') && (9..=11).contains(&id.len()) && alnum(id);
        let word = id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if sound || old || word {
            continue;
        }
        let (end, mended) = match (id.strip_suffix('-').filter(|head| four(head)), hit.get(2)) {
            (Some(head), Some(rest)) => (rest.end(), Some(format!("{head}-{}", rest.as_str()))),
            _ if id.len() == 8 && alnum(id) => (value.end(), Some(format!("{}-{}", &id[..4], &id[4..]))),
            _ => (value.end(), None),
        };
        found.push(IdFault {
            span: Span::new(value.start(), end),
            message: format!("“{}” is not a valid perma.cc id", &words[value.start()..end]),
            label: "an id is four letters or digits, a hyphen, and four more".to_owned(),
            mended,
        });
    }
}

/// Whether a page range runs backwards once a shortened end is written out:
/// "352–253" does, "118–45" (118 to 145) does not. Numbers of two digits may be
/// a chapter and its page ("18-12") and are passed over.
pub fn runs_backwards(range: &str) -> bool {
    let Some((first, last)) = range.split_once(['–', '-', '—', '‑']) else { return false };
    let (first, last) = (first.trim(), last.trim());
    let plain = |part: &str| part.len() <= 9 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(first) || !plain(last) || first.len() < 3 || last.len() < 2 || last.len() > first.len() {
        return false;
    }
    let whole = format!("{}{last}", &first[..first.len() - last.len()]);
    matches!((first.parse::<u32>(), whole.parse::<u32>()), (Ok(first), Ok(whole)) if whole < first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(words: &str) -> Option<(String, Option<String>)> {
        let found = faults(words);
        assert!(found.len() < 2, "{words}: {found:?}");
        found.first().map(|fault| (words[fault.span.range()].to_owned(), fault.mended.clone()))
    }

    #[test]
    fn sound_identifiers_pass() {
        for words in [
            "doi:10.1080/01402390.2016.1233493.",
            "https://doi.org/10.1016/S0953-7562(09)80401-2).",
            "(https://doi.org/10.1234/ab.c).",
            "doi: https://dx.doi.org/10.1000.10/123",
            "doi:10.1002/(sici)1097-4571(199705)103:1<69::aid-x>3.0.co;2-3",
            "DOI: see below; DOI: Department of the Interior",
            "ISBN 0-306-40615-2",
            "ISBN 978-0-306-40615-7, 2004",
            "ISBN: 0 8044 2957 X 2001",
            "ISBN 425 03312 7",
            "ISSN 0378-5955",
            "https://perma.cc/ABCD-12E4 and perma.cc/0Ab3dEfGhIj",
            "perma.cc/about",
        ] {
            assert_eq!(one(words), None, "{words}");
        }
    }

    #[test]
    fn damaged_identifiers_are_found_and_mended_where_it_is_plain() {
        for (words, at, mended) in [
            (
                "doi:10.1007/s00168‐016‐0766‐5.",
                "10.1007/s00168‐016‐0766‐5",
                Some("10.1007/s00168-016-0766-5"),
            ),
            ("doi:10.1021/ es030360x", "10.1021/ es030360x", Some("10.1021/es030360x")),
            ("doi:0.1002/cmdc.200700121", "0.1002/cmdc.200700121", Some("10.1002/cmdc.200700121")),
            ("doi:1109/ICICI-BME.2011", "1109/ICICI-BME.2011", Some("10.1109/ICICI-BME.2011")),
            ("doi:rspb.2012.2071", "rspb.2012.2071", None),
            ("ISBN 0-306-40615-3", "0-306-40615-3", None),
            ("ISBN 978-0-306-40615-8", "978-0-306-40615-8", None),
            ("ISBN 99932-680-6-3", "99932-680-6-3", None),
            ("ISBN 0-306-4061-22-33", "0-306-4061-22-33", None),
            ("ISSN 0378-5956", "0378-5956", None),
            ("perma.cc/9STS- 2VTU", "9STS- 2VTU", Some("9STS-2VTU")),
            ("perma.cc/9STS2VTU", "9STS2VTU", Some("9STS-2VTU")),
            ("perma.cc/BMG4-", "BMG4-", None),
        ] {
            assert_eq!(one(words), Some((at.to_owned(), mended.map(str::to_owned))), "{words}");
        }
    }

    #[test]
    fn page_ranges() {
        for (range, backwards) in [
            ("118–45", false),
            ("352–253", true),
            ("381-293", true),
            ("1185–79", true),
            ("12-3", false),
            ("18-12", false),
            ("xii–45", false),
            ("118–145", false),
            ("118", false),
        ] {
            assert_eq!(runs_backwards(range), backwards, "{range}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_words_give_places_inside_them(words in ".{0,200}|(doi:|ISBN |perma\\.cc/|10\\.1/| |-|X|[0-9]{1,5}|“){0,40}") {
            for fault in faults(&words) {
                proptest::prop_assert!(words.get(fault.span.range()).is_some());
            }
            let _ = runs_backwards(&words);
        }
    }
}
