//! The words of a document, by which it is known whether a hyphen at a line's end is the
//! word's own.

use std::collections::HashSet;

/// Words that stand whole within lines.
#[derive(Debug, Default)]
pub struct Known<'a> {
    words: HashSet<&'a str>,
    /// Words with a hyphen of their own.
    hyphened: HashSet<&'a str>,
}

impl<'a> Known<'a> {
    /// Takes the words of a text, lines ended by `\n`.
    pub fn add(&mut self, text: &'a str) {
        for line in text.split('\n') {
            for word in line.split(|c: char| !c.is_alphabetic() && c != '-') {
                // The last word of a line may be half a word.
                if word.contains('-') && !word.ends_with('-') {
                    self.hyphened.insert(word);
                } else if !word.ends_with('-') && word.len() > 1 {
                    self.words.insert(word);
                }
            }
        }
    }

    /// How a line joins the next: what is taken off its end, and what is put between.
    pub fn joint(&self, before: &str, after: &str) -> (usize, &'static str) {
        if let Some(rest) = before.strip_suffix('\u{ad}') {
            return (before.len() - rest.len(), "");
        }
        if is_address(before) && goes_on(before, after) {
            return (0, "");
        }
        let dash = before.strip_suffix(['-', '‐']).filter(|rest| rest.ends_with(char::is_alphabetic));
        let (Some(rest), true) = (dash, after.starts_with(char::is_alphabetic)) else {
            return (
                0,
                if before.ends_with(['–', '—', '/']) && !before.ends_with([' ']) {
                    tight(before, after)
                } else {
                    " "
                },
            );
        };
        let head = rest.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let tail = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let dash = before.len() - rest.len();
        // Before a capital the hyphen is the word's own, as in `Anglo-Irish`.
        if !after.starts_with(char::is_lowercase) {
            return (0, "");
        }
        let (whole, parted) = ([head, tail].concat(), [head, "-", tail].concat());
        let known =
            |set: &HashSet<&str>, word: &str| cased(word).iter().any(|word| set.contains(word.as_str()));
        if known(&self.words, &whole) {
            return (dash, "");
        }
        let both = head.chars().count() > 3
            && known(&self.words, head)
            && tail.chars().count() > 3
            && known(&self.words, tail);
        if both || known(&self.hyphened, &parted) { (0, "") } else { (dash, "") }
    }
}

/// A word as it stands, as it opens a sentence and as it stands within one, and its other
/// number: `Safety-critical` is known by `safety-critical`, `decision-makers` by `decision-maker`.
fn cased(word: &str) -> Vec<String> {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Vec::new() };
    let rest = chars.as_str();
    let other = rest.strip_suffix('s').map_or_else(|| format!("{rest}s"), str::to_owned);
    let firsts = [first.to_lowercase().collect::<String>(), first.to_uppercase().collect()];
    firsts.iter().flat_map(|first| [format!("{first}{rest}"), format!("{first}{other}")]).collect()
}

/// After a dash between words no space; after one set apart by spaces there is one.
fn tight(before: &str, after: &str) -> &'static str {
    let dash = before.chars().next_back().map_or(0, char::len_utf8);
    let apart = before[..before.len() - dash].ends_with(' ');
    if apart || after.starts_with('–') { " " } else { "" }
}

/// Whether the last word of a line is an address.
fn is_address(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    word.contains("://") || word.starts_with("www.") || word.matches('/').count() > 1 && word.contains('.')
}

/// Whether an address goes on: it is broken at one of its own signs.
fn goes_on(before: &str, after: &str) -> bool {
    let sign = |c: char| "/-_=&?%#.".contains(c);
    let opens = after.starts_with(|c: char| "/-_=&?%#".contains(c));
    let word = after.split(char::is_whitespace).next().unwrap_or("");
    let tail = word.contains(['/', '.', '-', '_', '?', '=']) || word.chars().all(char::is_alphanumeric);
    opens
        || before.ends_with(sign)
            && after.starts_with(|c: char| c.is_ascii_alphanumeric())
            && tail
            && !(before.ends_with('.') && after.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_at_a_line_end_goes_unless_it_is_the_words_own() {
        let mut known = Known::default();
        known.add("regulation of low-income homes\nwater meters");
        assert_eq!(known.joint("the regu-", "lation of"), (1, ""));
        assert_eq!(known.joint("for low-", "income homes"), (0, ""));
        assert_eq!(known.joint("many wa-", "ters"), (1, ""));
        // Known by its other case, or its other number.
        assert_eq!(known.joint("Low-", "income homes"), (0, ""));
        assert_eq!(known.joint("Regu-", "lation of"), (1, ""));
        known.add("the fish-owner of the port");
        assert_eq!(known.joint("other fish-", "owners"), (0, ""));
        // The rest of an address whose head stands on the line before.
        assert_eq!(known.joint("https://a.example/news/2021/the-peoples-", "republic-of-x/"), (0, ""));
        assert_eq!(known.joint("the Anglo-", "Irish"), (0, ""));
        assert_eq!(known.joint("words", "go on"), (0, " "));
        assert_eq!(known.joint("https://a.example/one-", "two.html"), (0, ""));
        assert_eq!(known.joint("in 1998–", "2004"), (0, ""));
        assert_eq!(known.joint("the rule –", "and more"), (0, " "));
    }
}
