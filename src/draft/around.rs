//! What stands around a text that others put there, or that tells who wrote it: the cover sheet
//! of a library at its head, and the lives of its authors at its end.
//!
//! One stage for every format, right after the reader. Both look like running text and are none:
//! a name in a life is no new fact of the conclusion, and nobody spells out what a library prints.

use super::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::list;

/// A cover sheet is looked for among so many passages at the head.
const COVER: usize = 40;
/// So many of its own wordings make one.
const WORDINGS: usize = 2;
/// Lives are looked for among so many paragraphs at the end, by names from so many passages
/// at the head.
const LIVES: (usize, usize) = (8, 40);
/// A life opens with no more than so many words of names and titles.
const NAMED: usize = 14;

/// Sets apart what is not of the text.
pub(super) fn read(draft: &mut Draft) {
    if let Some(last) = cover(draft) {
        let whole: Vec<PassageId> = draft.passages.ids().take_while(|&at| at <= last).collect();
        set(draft, &whole, PassageKind::Furniture);
    }
    let lives = lives(draft);
    set(draft, &lives, PassageKind::Byline);
}

fn set(draft: &mut Draft, passages: &[PassageId], kind: PassageKind) {
    for &at in passages {
        if let Some(passage) = draft.passages.get_mut(at).filter(|passage| passage.kind.is_body()) {
            passage.kind = kind;
        }
    }
}

/// The last passage of a cover sheet.
fn cover(draft: &Draft) -> Option<PassageId> {
    let (mut told, mut last) = (0, None);
    for (at, passage) in draft.passages.each().take(COVER) {
        let words = draft.view.slice(passage.view).to_lowercase();
        let count = list::COVER_SHEET.iter().filter(|wording| words.contains(**wording)).count();
        if count > 0 {
            (told, last) = (told + count, Some(at));
        }
    }
    last.filter(|_| told >= WORDINGS)
}

/// The passages of the paragraphs that end a text, each of which begins with somebody whom its
/// head names and says what he or she is.
fn lives(draft: &Draft) -> Vec<PassageId> {
    let head: Vec<&str> =
        draft.passages.iter().take(LIVES.1).map(|passage| draft.view.slice(passage.view)).collect();
    let bodies: Vec<(PassageId, u32)> = draft
        .passages
        .each()
        .filter(|(_, passage)| passage.kind.is_body())
        .map(|(at, passage)| (at, passage.paragraph))
        .collect();
    // Each paragraph that ends the text, its first passage last.
    let mut lives = Vec::new();
    for paragraph in bodies.chunk_by(|a, b| a.1 == b.1).rev().take(LIVES.0) {
        let Some(&(first, _)) = paragraph.first() else { break };
        let words = draft.view.slice(draft.passages[first].view);
        // The head of a short text is all of it.
        let named =
            |name: &str| head.iter().take_while(|line| **line != words).any(|line| line.contains(name));
        if !person(words).is_some_and(|name| named(&name)) {
            break;
        }
        lives.extend(paragraph.iter().map(|(at, _)| *at));
    }
    lives
}

/// The name of the person of whom a sentence says who he or she is: the words before its verb that
/// are written as names are, without what opens them twice (a heading that runs in) and titles.
fn person(sentence: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for word in sentence.split(' ') {
        if matches!(word, "is" | "was" | "serves" | "teaches" | "holds" | "leads") {
            break;
        }
        let letters = word.trim_end_matches([',', '.']);
        let name = letters.starts_with(char::is_uppercase)
            && letters.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''));
        if !(name || list::NAME_PARTICLE.contains(&word)) || names.len() == NAMED {
            return None;
        }
        names.push(word.trim_end_matches(','));
    }
    let from = names.iter().rposition(|word| {
        word.ends_with('.') && word.trim_end_matches('.').chars().count() > 1 || *word == "Professor"
    });
    let own = &names[from.map_or(0, |from| from + 1)..];
    // “Ann Moor Ann Moor is …”
    let half = own.len() / 2;
    let own = if half > 1 && own[..half] == own[half..] { &own[half..] } else { own };
    let verb = sentence.split(' ').nth(names.len()).is_some();
    (verb && (2..=5).contains(&own.len())).then(|| own.join(" "))
}

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn a_life_opens_with_a_name_and_what_the_person_is() {
        let name = |words: &str| person(words);
        assert_eq!(name("Ada Hull is the warden of the port."), Some("Ada Hull".to_owned()));
        assert_eq!(name("Ada B. Hull Dr. Ada B. Hull is a warden."), Some("Ada B. Hull".to_owned()));
        assert_eq!(name("Ada Hull Ada Hull serves on the board."), Some("Ada Hull".to_owned()));
        assert_eq!(name("Professor Ada van Hull teaches law."), Some("Ada van Hull".to_owned()));
        assert_eq!(name("The port is closed."), None);
        assert_eq!(name("Trade was slow."), None);
        assert_eq!(name("Ada Hull"), None);
    }
}
