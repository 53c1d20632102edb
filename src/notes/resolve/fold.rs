//! Names, titles and identifiers made comparable. For comparison only: nothing
//! folded is ever shown or measured.

use crate::lexicon::list;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most words of a title or a name that are compared. A title that is
/// longer is a misread note; comparing it whole could take quadratic time.
const MOST_WORDS: usize = 60;

/// The longest of [`&list::EMPTY_IN_TITLE`] in bytes.
const LONGEST_EMPTY: usize = 5;

/// Lower case, without diacritics and punctuation, words parted by one space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_onto(&mut out, text);
    out
}

/// Folds onto what is there already; words of both are not parted.
pub(super) fn fold_onto(out: &mut String, text: &str) {
    let mut folding = Folding { from: out.len(), out, gap: false };
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => folding.push(c),
            'A'..='Z' => folding.push(c.to_ascii_lowercase()),
            '&' => {
                folding.gap = true;
                folding.word("and");
                folding.gap = true;
            }
            '\'' | '`' | '’' | '‘' | 'ʼ' => {}
            '\0'..='\x7f' | '“' | '”' | '–' | '—' | '«' | '»' | '\u{a0}' => folding.gap = true,
            // Marks are dropped, so letters can be taken apart one by one.
            _ => std::iter::once(c).nfkd().for_each(|c| folding.letter(c)),
        }
    }
}

/// Folded words while they are written.
struct Folding<'a> {
    out: &'a mut String,
    from: usize,
    gap: bool,
}

impl Folding<'_> {
    fn push(&mut self, c: char) {
        if self.gap && self.out.len() > self.from {
            self.out.push(' ');
        }
        self.gap = false;
        self.out.push(c);
    }

    fn word(&mut self, word: &str) {
        word.chars().for_each(|c| self.push(c));
    }

    /// A letter or mark that is left when another was taken apart.
    fn letter(&mut self, c: char) {
        match c {
            'ß' => self.word("ss"),
            'ø' | 'Ø' => self.push('o'),
            'ł' | 'Ł' => self.push('l'),
            'đ' | 'Đ' => self.push('d'),
            'ı' => self.push('i'),
            'æ' | 'Æ' => self.word("ae"),
            'œ' | 'Œ' => self.word("oe"),
            '&' => {
                self.gap = true;
                self.word("and");
                self.gap = true;
            }
            '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            c if is_combining_mark(c) => {}
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| self.push(c)),
            _ => self.gap = true,
        }
    }
}

/// A title folded, its leading article dropped, cut to a bounded length.
pub fn title(text: &str) -> String {
    let mut folded = fold(text);
    if let Some((end, _)) = folded.match_indices(' ').nth(MOST_WORDS) {
        folded.truncate(end);
    }
    if let Some((first, _)) =
        folded.split_once(' ').filter(|(first, _)| list::LEADING_ARTICLE.contains(first))
    {
        folded.drain(..=first.len());
    } else if let Some((end, _)) = folded.match_indices(' ').nth(MOST_WORDS - 1) {
        folded.truncate(end);
    }
    folded
}

/// The part of a title before its subtitle, folded; the whole if it has none.
pub fn main_title(text: &str) -> String {
    let main = subtitle(text).map(|cut| title(&text[..cut])).unwrap_or_default();
    if main.is_empty() { title(text) } else { main }
}

/// Where the mark before a title's subtitle stands, if it has one.
pub(super) fn subtitle(text: &str) -> Option<usize> {
    [": ", " – ", " — ", "? "].iter().filter_map(|mark| text.find(mark)).min()
}

/// Folded words written as one: spaces are lost and found in copying.
pub fn glued(folded: &str) -> String {
    folded.replace(' ', "")
}

/// Whether two folded titles are one, but for spaces.
pub fn same_glued(one: &str, other: &str) -> bool {
    one == other || one.bytes().filter(|byte| *byte != b' ').eq(other.bytes().filter(|byte| *byte != b' '))
}

/// Whether a word says nothing about which work is meant.
fn is_empty_word(word: &str) -> bool {
    word.len() <= LONGEST_EMPTY && list::EMPTY_IN_TITLE.contains(&word)
}

/// Whether a folded title could be that of many works: "annual report 2014".
pub fn is_generic(title: &str) -> bool {
    let mut words = title.split(' ').filter(|word| !is_empty_word(word));
    words.all(|word| list::GENERIC_IN_TITLE.contains(&word) || word.chars().all(|c| c.is_ascii_digit()))
}

/// Words that carry the meaning of a folded title.
pub fn telling(title: &str) -> impl Iterator<Item = &str> {
    title.split(' ').filter(|word| word.chars().nth(1).is_some() && !is_empty_word(word))
}

/// How well a short title fits a full one; both folded by [`title`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Not at all.
    No,
    /// A word or two in common.
    Weak,
    /// Its words stand in the full title, or all but a slip of the pen.
    Good,
    /// It is the beginning of the full title.
    Start,
    /// The same.
    Same,
}

/// Compares a short title with a full one.
pub fn fit(short: &str, full: &str) -> Fit {
    if short.is_empty() || full.is_empty() {
        return Fit::No;
    }
    if short == full {
        return Fit::Same;
    }
    let starts = full.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    if starts && telling(short).next().is_some() {
        return Fit::Start;
    }
    let (short_glued, full_glued) = (glued(short), glued(full));
    let letters = short_glued.chars().count();
    if letters >= 5 && starts_glued(&short_glued, full) {
        return Fit::Start;
    }
    if in_order(short, full) || near(&short_glued, &full_glued, letters) {
        return Fit::Good;
    }
    let shared = telling(short).filter(|word| word.len() > 3 && full.split(' ').any(|other| other == *word));
    if shared.count() > 0 { Fit::Weak } else { Fit::No }
}

/// Whether all telling words of the short title stand in the full one, in order.
fn in_order(short: &str, full: &str) -> bool {
    let mut rest = full.split(' ');
    let mut count = 0;
    let all = telling(short).all(|word| {
        count += 1;
        rest.any(|other| other == word)
    });
    all && count > 0
}

/// Whether whole words at the head of the full title, written as one, are the
/// short one: "Like War" and "LikeWar".
fn starts_glued(short: &str, full: &str) -> bool {
    let mut rest = short;
    for word in full.split(' ') {
        match rest.strip_prefix(word) {
            Some("") => return true,
            Some(after) => rest = after,
            None => return false,
        }
    }
    false
}

/// Whether a slip of the pen parts the short title from the start of the full one.
fn near(short: &str, full: &str, letters: usize) -> bool {
    // Measured letter by letter, so not for titles of any length, and not where
    // the first letters differ already.
    if !(6..=60).contains(&letters) || short.chars().next() != full.chars().next() {
        return false;
    }
    let start: String = full.chars().take(letters).collect();
    // "Annual Report 2014" is no misspelt "Annual Report 2015".
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(short) == digits(&start) && strsim::damerau_levenshtein(short, &start) <= (letters / 8).max(1)
}

/// An address without what does not tell pages apart: scheme, `www.`, a final
/// slash, a fragment, tracking.
pub fn url(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    let text = text.trim_end_matches(['.', ',', ';']);
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let fragment = text.find('#').filter(|&at| !text[at..].starts_with("#!"));
    let text = &text[..fragment.unwrap_or(text.len())];
    let (path, query) = text.split_once('?').map_or((text, ""), |(path, query)| (path, query));
    let path = path.trim_end_matches('/');
    let (host, path) = path.find('/').map_or((path, ""), |at| path.split_at(at));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{host}{path}{mark}{}", kept.join("&"))
}

fn is_tracking(pair: &str) -> bool {
    const KEYS: &[&str] =
        &["fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "smid", "ref_src", "_ga", "mkt_tok"];
    let key = pair.split('=').next().unwrap_or("");
    key.starts_with("utm_") || KEYS.contains(&key)
}

/// Whether an address made by [`url`] names a page, not just a site.
pub fn names_a_page(url: &str) -> bool {
    url.contains(['/', '?'])
}

/// A DOI in lower case with plain hyphens, without what does not belong to it.
pub fn doi(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '\u{2010}'..='\u{2015}') { '-' } else { c })
        .collect::<String>()
        .to_lowercase();
    let start = text.find("10.").unwrap_or(0);
    text[start..].trim_end_matches(['.', ',', ';', ':', '/']).to_owned()
}

/// An ISBN as thirteen digits where it can be read, else its digits.
pub fn isbn(text: &str) -> String {
    let digits: Vec<u8> = text
        .bytes()
        .filter_map(|byte| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'x' | b'X' => Some(10),
            _ => None,
        })
        .collect();
    let text = |digits: &[u8]| digits.iter().map(|digit| char::from(b'0' + digit)).collect::<String>();
    if digits.len() != 10 {
        return text(&digits);
    }
    let mut long = vec![9, 7, 8];
    long.extend(&digits[..9]);
    let sum: u32 =
        long.iter().zip([1, 3].into_iter().cycle()).map(|(&d, weight)| u32::from(d) * weight).sum();
    long.push(u8::try_from((10 - sum % 10) % 10).unwrap_or(0));
    text(&long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_case_diacritics_and_marks() {
        assert_eq!(fold("Abdulkadiroğlu"), "abdulkadiroglu");
        assert_eq!(fold("  Müller–Lüdenscheidt & Søn "), "muller ludenscheidt and son");
        assert_eq!(fold("Japan’s “Defense”"), "japans defense");
        assert_eq!(fold("日本語、テスト"), "日本語 テスト");
    }

    #[test]
    fn short_titles_fit_what_they_shorten_and_nothing_else() {
        let of = |short: &str, full: &str| fit(&title(short), &title(full));
        assert_eq!(of("Like War", "LikeWar: The Weaponization of Social Media"), Fit::Start);
        assert_eq!(
            of("Japan’s Emerging Trajectory", "The Japan’s Emerging Trajectory as a ‘Cyber Power’"),
            Fit::Start
        );
        assert_eq!(of("Computers and Government", "On Computers and the Government of Men"), Fit::Good);
        assert_eq!(of("Emergng Trajectory", "Emerging Trajectory as a Power"), Fit::Good);
        assert_eq!(of("The", "The Trial"), Fit::No);
        assert_eq!(of("War", "Warsaw in Winter"), Fit::No);
        assert_eq!(of("Japan", "Japanese Winters"), Fit::No);
        assert_eq!(of("Annual Report 2014", "Annual Report 2015"), Fit::Weak);
        assert_eq!(of("Winter in Warsaw", "A Trial in Paris"), Fit::No);
        assert_eq!(of("", ""), Fit::No);
    }

    #[test]
    fn addresses_and_identifiers_lose_what_does_not_count() {
        assert_eq!(url("https://www.Example.org/a/?utm_source=x&id=4#top"), "example.org/a?id=4");
        assert_eq!(url("http://example.org/a?id=4."), "example.org/a?id=4");
        assert_ne!(url("example.org/A"), url("example.org/a"));
        assert!(!names_a_page(&url("https://example.org/")));
        assert_eq!(doi("https://doi.org/10.1007/S00168‐016"), "10.1007/s00168-016");
        assert_eq!(isbn("0-306-40615-2"), isbn("978-0-306-40615-7"));
        assert_ne!(isbn("0-306-40615-2"), isbn("978-0-306-40616-4"));
    }

    #[test]
    fn generic_titles_are_known() {
        assert!(is_generic(&title("Annual Report 2014")));
        assert!(is_generic(&title("The National Strategy")));
        assert!(!is_generic(&title("The Cyber Strategy of Japan")));
    }
}
