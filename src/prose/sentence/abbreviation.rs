//! Words that a full stop may follow without ending a sentence, and words that
//! begin one. All lists are sorted, so that a look-up is a binary search.

use crate::lexicon::list;

/// What a full stop after a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An ordinary word: the sentence ends.
    Word,
    /// `Dr.`, `v.`: never ends one.
    Never,
    /// `Inc.`, `Jan.`, `et al.`: ends one if the next word begins one.
    MayEnd,
    /// `No.`, `Art.`, `Fig.`: goes on if a number follows.
    Label,
    /// `etc.`: ends one if a capital follows.
    Etc,
    /// `J.`
    Initial,
    /// `U.S.`, `Ph.D.`
    Acronym,
    /// `a.m.`, `p.m.`
    Clock,
}

impl Kind {
    /// The kind of a word, given without its last full stop.
    pub(super) fn of(word: &str) -> Kind {
        let bytes = word.as_bytes();
        if word.len() > 12 || bytes.is_empty() {
            return if bytes.is_empty() { Kind::Never } else { Kind::Word };
        }
        let mut buffer = [0; 12];
        let buffer = &mut buffer[..bytes.len()];
        buffer.copy_from_slice(bytes);
        buffer.make_ascii_lowercase();
        let folded: &[u8] = buffer;
        let capital = bytes[0].is_ascii_uppercase();
        // `MS.`, `FED.`: an acronym without full stops is a word, but `NO. 5` is a label.
        let shouted = bytes.len() > 1 && bytes.iter().all(u8::is_ascii_uppercase);
        if holds(&list::STOP_NEVER, folded) || (capital && !shouted && holds(&list::STOP_NEVER_TITLE, folded))
        {
            return Kind::Never;
        }
        if holds(&list::STOP_BEFORE_NUMBER, folded) {
            return Kind::Label;
        }
        match folded {
            b"etc" => return Kind::Etc,
            b"a.m" | b"p.m" => return Kind::Clock,
            _ => {}
        }
        if bytes.len() == 1 && bytes[0].is_ascii_alphabetic() {
            return Kind::Initial;
        }
        if is_acronym(bytes) {
            return Kind::Acronym;
        }
        if is_compound(bytes) {
            return Kind::Label;
        }
        let may_end =
            holds(&list::STOP_MAY_END, folded) || (capital && holds(&list::STOP_MAY_END_NAME, folded));
        let squeezed =
            capital && bytes.len() <= 5 && bytes.iter().all(u8::is_ascii_alphabetic) && !vowels(folded);
        let law = shouted && holds(&list::STOP_MAY_END_LAW, bytes);
        if law || (!shouted && (may_end || squeezed)) { Kind::MayEnd } else { Kind::Word }
    }
}

/// Letters in ones and twos with full stops between: `U.S`, `Ph.D`, `U.S.C`.
fn is_acronym(bytes: &[u8]) -> bool {
    bytes.contains(&b'.')
        && bytes
            .split(|&b| b == b'.')
            .all(|part| matches!(part.len(), 1 | 2) && part.iter().all(u8::is_ascii_alphabetic))
}

/// Shortened words run together, each with a capital: `S.Con.Res`, `F.Supp`, `Pub.L`. A number follows.
fn is_compound(bytes: &[u8]) -> bool {
    bytes.contains(&b'.')
        && bytes.split(|&b| b == b'.').all(|part| {
            part.len() <= 4
                && part.first().is_some_and(u8::is_ascii_uppercase)
                && part[1..].iter().all(u8::is_ascii_lowercase)
        })
}

fn vowels(folded: &[u8]) -> bool {
    folded.iter().any(|b| b"aeiouy".contains(b))
}

fn holds(list: &[&str], word: &[u8]) -> bool {
    list.binary_search_by(|entry| entry.as_bytes().cmp(word)).is_ok()
}

/// Whether a text begins with a word that seldom stands in mid-sentence with a
/// capital, so that a full stop before it is an end.
pub(super) fn is_starter(text: &str) -> bool {
    list::STARTER.binary_search(&first_word(text)).is_ok()
}

/// As [`is_starter`], but none of these is anybody's surname.
pub(super) fn is_strong_starter(text: &str) -> bool {
    list::STRONG_STARTER.binary_search(&first_word(text)).is_ok()
}

fn first_word(text: &str) -> &str {
    let end = text.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// `Plan B`, `World War I`: words that a letter belongs to.
pub(super) fn takes_letter(word: &str) -> bool {
    list::TAKES_LETTER.binary_search(&word).is_ok()
}

/// What may follow `5 p.m.` in the same sentence.
pub(super) fn is_clock_word(word: &str) -> bool {
    list::CLOCK_WORD.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted() {
        let lists = [
            &list::STOP_NEVER,
            &list::STOP_NEVER_TITLE,
            &list::STOP_BEFORE_NUMBER,
            &list::STOP_MAY_END,
            &list::STOP_MAY_END_NAME,
            &list::STOP_MAY_END_LAW,
            &list::STARTER,
            &list::STRONG_STARTER,
            &list::TAKES_LETTER,
            &list::CLOCK_WORD,
        ];
        for list in lists {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
