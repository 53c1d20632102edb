//! What a page calls itself, held against the title in the note. Pages are titled in many ways: for search engines, with the
//! name of the site, by a later headline. So what differs is shown and never found fault with.

use crate::notes::{Citation, fold};

/// How the title of a page goes with that of the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Titled {
    /// It is the note's, or has it within it.
    Alike,
    /// It has other words, and shares some.
    Differs,
    /// It shares no word that tells one title from another.
    Apart,
}

/// Holds the title of a page against a citation; `None` if one of them has none, or one that could be that of any page.
pub fn titled(citation: &Citation, page: &str) -> Option<Titled> {
    let note = fold::title(&citation.title.value()?.text);
    let whole = fold::title(page);
    let vague = |title: &str| title.is_empty() || fold::is_generic(title);
    if vague(&note) || vague(&whole) || is_latin(&note) != is_latin(&whole) {
        return None;
    }
    let marks = ['|', '–', '—', '·', '•', '»', '«'];
    let parts = page.split(marks).flat_map(|part| part.split(" - ")).map(fold::title);
    // A part like "News" fits no title for being in it.
    let alike = std::iter::once(whole.clone()).chain(parts.filter(|part| !vague(part))).any(|part| {
        let telling = fold::telling(&part).count() > 1 || fold::telling(&note).count() < 2;
        fold::fit(&note, &part) >= fold::Fit::Good || telling && fold::fit(&part, &note) >= fold::Fit::Good
    });
    if alike || fold::same_glued(&note, &whole) {
        return Some(Titled::Alike);
    }
    // Writings without spaces between words share none; letters are compared, and nothing is made of what is left.
    let shares =
        !is_latin(&note) || fold::telling(&note).any(|word| fold::telling(&whole).any(|other| other == word));
    Some(if shares { Titled::Differs } else { Titled::Apart })
}

fn is_latin(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_none_or(|c| u32::from(c) < 0x250)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::{Hints, parse};

    const NOTE: &str = "Ann Reed, “Port of Osaka Closed After Storm,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.";

    fn of(page: &str) -> Option<Titled> {
        let citation = parse(NOTE, &Hints::default()).citations.into_iter().next().expect("a citation");
        titled(&citation, page)
    }

    #[test]
    fn titles_of_pages_are_held_against_the_note() {
        for (page, come) in [
            ("Port of Osaka Closed After Storm", Some(Titled::Alike)),
            ("Port of Osaka closed after storm | The Japan Times", Some(Titled::Alike)),
            ("The Japan Times - Port of Osaka Closed", Some(Titled::Alike)),
            ("Osaka: ships wait for the harbour to open", Some(Titled::Differs)),
            ("Buy cheap tyres online", Some(Titled::Apart)),
            ("News", None),
            ("大阪港が閉鎖", None),
            ("", None),
        ] {
            assert_eq!(of(page), come, "{page}");
        }
    }
}
