//! What work a note leads to, in words that survive its renumbering and the mending of its details.

use super::{Citation, Notes, Target, fold};
use crate::draft::Draft;
use crate::ids::NoteId;

/// So many words of a title tell one work from another.
const TITLE: usize = 4;
/// So many words of a note without a title in quotation marks.
const WORDS: usize = 8;

impl Notes {
    /// The works that a note leads to, as words: the first of the title in quotation marks, else the first of the
    /// citation; of an entry of a bibliography its key. *Ibid.* and short forms lead to the work they mean. Numbers,
    /// pages, dates and all else that is mended in a note without its being another make no difference.
    ///
    /// What is compared is written down by authors (`case::pin`), so as little as can be hangs on how well
    /// this version reads notes.
    pub fn identity(&self, draft: &Draft, note: NoteId) -> String {
        let id = &draft.notes[note].id;
        if id.starts_with('@') {
            return id.clone();
        }
        let citations = self.notes.get(note).map_or(&[][..], |read| read.citations.as_slice());
        let work = |citation: &Citation| match &citation.target {
            Target::Source(source) => words(draft.view.slice(self.fullest(*source).span)),
            _ => words(draft.view.slice(citation.span)),
        };
        match citations {
            [] => words(draft.note_words(note)),
            all => all.iter().map(work).collect::<Vec<_>>().join("; "),
        }
    }
}

/// The telling words of a citation.
fn words(citation: &str) -> String {
    let titled = citation.split_once('“').and_then(|(_, rest)| Some(rest.split_once('”')?.0));
    let titled = titled.or_else(|| citation.split('"').nth(1));
    let first =
        |text: &str, count: usize| fold::fold(text).split(' ').take(count).collect::<Vec<_>>().join(" ");
    match titled.map(|title| first(title, TITLE)).filter(|title| title.contains(' ')) {
        Some(title) => title,
        None => first(citation, WORDS),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_work_is_known_by_its_title_else_by_its_first_words() {
        let one = words("Jane Doe, “Wages on the Quay: A Study,” Harbour Review 3 (2014): 12.");
        assert_eq!(one, words("Doe, Jane. \"Wages on the Quay.\" Harbour Review, 2015, 44."));
        assert_eq!(one, "wages on the quay");
        assert_ne!(
            words("Customs Office, Annual Report 2014."),
            words("Customs Office, Annual Report 2015.")
        );
        assert_eq!(words("“Report,” Customs Office, 2014, 3."), "report customs office 2014 3");
    }
}
