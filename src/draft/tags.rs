//! Tags in brackets: `[SP800-53]`, `[RFC2119]`, `[Ekb12, p. 4; Holt 2015]`, `[[REF]]`, `{{REF}}`,
//! with a list in which each entry opens with its tag.
//!
//! One stage for every format, over a draft whose reader found no notes and no markers. The list
//! stands under a heading that says so, at the end, or in another file that is named; that of
//! kramdown-rfc stands in the metadata, which the Markdown reader has read. Nothing is taken
//! unless list and text meet: a bracket that no entry explains is a word in brackets.

use std::collections::{HashMap, HashSet};

use super::authordate;
use super::bibliography::{BibEntry, BibField, BibValue, Variable};
use super::view::ViewBuilder;
use super::{Draft, Marker, Note, PassageKind};
use crate::ids::{Ids, PassageId};
use crate::span::Span;

/// Fewest entries of a list that no heading announces.
const FEWEST_BARE: usize = 3;
/// A tag has at most so many characters.
const LONGEST: usize = 60;
/// A pair of brackets has at most so many bytes.
const WIDEST: usize = 240;

/// A tag in the view.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tag {
    /// Its words, one between two of them as `-`.
    name: String,
    /// Its words with the brackets, or without where others stand in these.
    whole: Span,
    /// Where the brackets close.
    end: u32,
    /// Where in the source: `p. 4`.
    locator: Option<Span>,
    /// Whether it stands in two braces, where nothing but a reference can stand.
    braces: bool,
}

/// An entry: its tag, its words behind the tag, and the passages in which it stands.
#[derive(Debug)]
struct Entry {
    tag: Tag,
    words: Span,
    taken: Option<Ids<PassageId>>,
}

/// Joins the tags of a draft with their list, here or in one of the other files. Gives back the
/// files that hold no list of tags.
pub(super) fn read_with(draft: &mut Draft, others: Vec<Draft>) -> Vec<Draft> {
    if !draft.markers.is_empty() || draft.notes.len() > draft.entries.len() {
        return others;
    }
    let used = uses(draft);
    if used.is_empty() {
        return others;
    }
    if !draft.notes.is_empty() {
        of_metadata(draft, used);
        return others;
    }
    let mut entries = list(draft, &used, false);
    let mut left = Vec::new();
    for other in others {
        let found = list(&other, &used, true);
        if found.is_empty() {
            left.push(other);
            continue;
        }
        let shift = draft.view.append(&other.view);
        draft.links.extend(other.links.into_iter().map(|mut link| {
            link.view = link.view.shifted(shift);
            link
        }));
        draft.emphasis.extend(other.emphasis.into_iter().map(|run| run.shifted(shift)));
        draft.comments.extend(other.comments);
        draft.remarks.extend(other.remarks);
        entries.extend(found.into_iter().map(|entry| Entry {
            tag: Tag { whole: entry.tag.whole.shifted(shift), ..entry.tag },
            words: entry.words.shifted(shift),
            taken: None,
        }));
    }
    if !entries.is_empty() {
        place(draft, entries, used);
    }
    left
}

/// The tags in the text, by the passage that shows them.
fn uses(draft: &Draft) -> Vec<(PassageId, Tag)> {
    let mut found = Vec::new();
    for (id, passage) in draft.passages.each() {
        if matches!(passage.kind, PassageKind::Code | PassageKind::FrontMatter) {
            continue;
        }
        let mut from = 0;
        let words = draft.view.slice(passage.view);
        while let Some(at) = words[from..].find(['[', '{']).map(|at| from + at) {
            match tags_at(&words[at..]) {
                Some((tags, len)) => {
                    let start = passage.view.start + Span::at(at).start;
                    found.extend(tags.into_iter().map(|tag| (id, tag.shifted(start))));
                    from = at + len;
                }
                None => from = at + 1,
            }
        }
    }
    found
}

impl Tag {
    fn shifted(self, by: u32) -> Self {
        let locator = self.locator.map(|span| span.shifted(by));
        Self { whole: self.whole.shifted(by), end: self.end + by, locator, ..self }
    }
}

/// The tags in the brackets that open here, and how long these are.
fn tags_at(text: &str) -> Option<(Vec<Tag>, usize)> {
    let (open, close) =
        [("[[", "]]"), ("[", "]"), ("{{", "}}")].into_iter().find(|(open, _)| text.starts_with(open))?;
    let end = text[open.len()..].find(close).filter(|&end| end <= WIDEST)? + open.len();
    let inner = &text[open.len()..end];
    let len = end + close.len();
    let braces = open == "{{";
    let mut tags: Vec<Tag> = Vec::new();
    let mut from = open.len();
    for part in inner.split_inclusive([',', ';']) {
        let words = part.trim_end_matches([',', ';']);
        let start = from + words.len() - words.trim_start().len();
        let words = words.trim();
        from += part.len();
        let place = Span::new(start, start + words.len());
        // `{{Section 2.1 of RFC5218}}`
        let (section, name) = match words.rsplit_once(" of ") {
            Some((section, name)) if braces => (Some(Span::new(start, start + section.len())), name),
            _ => (None, words),
        };
        // `{{?RFC791}}`, `{{!RFC2119}}`: how kramdown-rfc says what sort of reference it is.
        let name = if braces { name.trim_start_matches(['?', '!', '#']) } else { name };
        if is_tag(name) || is_dated(name) {
            let name = name.split_whitespace().collect::<Vec<_>>().join("-");
            let end = Span::at(len).start;
            tags.push(Tag { name, whole: place, end, locator: section, braces });
        } else {
            let last =
                tags.last_mut().filter(|last| last.locator.is_none() && authordate::is_place(words))?;
            last.locator = Some(place);
        }
    }
    if let [one] = tags.as_mut_slice() {
        one.whole = Span::new(0, len);
    }
    (!tags.is_empty()).then_some((tags, len))
}

/// The one tag of the brackets that open here, without a place in its source.
fn tag_at(text: &str) -> Option<(Tag, usize)> {
    let (tags, len) = tags_at(text)?;
    match <[Tag; 1]>::try_from(tags) {
        Ok([tag]) if tag.locator.is_none() => Some((tag, len)),
        _ => None,
    }
}

/// Whether words are a tag: one word that begins with a letter and has a capital or a digit, no
/// year and no number.
fn is_tag(name: &str) -> bool {
    let letter = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = name.chars().all(|c| c.is_alphanumeric() || "-._/&+:".contains(c));
    let told = name.chars().any(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    (2..=LONGEST).contains(&name.len()) && letter && plain && told
}

/// Whether words are a tag of names and a year: `Ekberg 2012`, `Holt and Marsh 2015a`.
fn is_dated(name: &str) -> bool {
    let Some((names, year)) = name.rsplit_once(' ') else { return false };
    let digits = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let year = digits.len() == 4
        && year.len() <= 5
        && digits.parse().is_ok_and(|year: u16| (1500..=2099).contains(&year));
    let plain = names.chars().all(|c| c.is_alphanumeric() || " .&’'-+".contains(c));
    let named = names.starts_with(char::is_uppercase) && names.chars().any(char::is_lowercase)
        || names.chars().filter(|c| c.is_uppercase()).count() >= 2;
    year && plain && named && name.len() <= LONGEST
}

/// Whether a tag names a work of a series that everybody finds by its number: `RFC791`.
fn is_of_series(name: &str) -> bool {
    let number = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
    matches!(&name[..name.len() - number.len()], "RFC" | "BCP" | "STD")
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The entries of a list whose tags the text uses: under a heading of references, or at the end
/// of the text; in a file of its own, all that opens with a tag.
fn list(draft: &Draft, used: &[(PassageId, Tag)], whole_file: bool) -> Vec<Entry> {
    let mut wanted: HashMap<&str, usize> = HashMap::new();
    for (_, tag) in used {
        *wanted.entry(tag.name.as_str()).or_default() += 1;
    }
    let mut runs: Vec<(bool, Vec<Entry>)> = vec![(whole_file, Vec::new())];
    let mut at = draft.passages.ids().start;
    while let Some(first) = draft.passages.get(at) {
        let mut end = at.next();
        let mut view = first.view;
        while let Some(next) = draft.passages.get(end).filter(|next| next.paragraph == first.paragraph) {
            view = view.to(next.view);
            end = end.next();
        }
        let words = draft.view.slice(view);
        let taken = Ids { start: at, end };
        at = end;
        if authordate::is_list_heading(words) {
            runs.push((true, Vec::new()));
        } else if first.kind == PassageKind::Heading {
            runs.push((whole_file, Vec::new()));
        } else if let Some(entry) = entry(words, view, &taken) {
            if let Some((_, run)) = runs.last_mut() {
                run.push(entry);
            }
        } else if runs.last().is_some_and(|(headed, run)| !headed && !run.is_empty()) {
            // Text goes on below: they were paragraphs that open with a tag.
            runs.push((false, Vec::new()));
        }
    }
    let last = runs.len().saturating_sub(1);
    let is_list = |(at, (headed, run)): (usize, (bool, Vec<Entry>))| {
        // In the draft itself an entry's own tag is one of those that are used.
        let own = usize::from(!whole_file);
        let cited = |entry: &&Entry| wanted.get(entry.tag.name.as_str()).copied().unwrap_or(0) > own;
        let cited = run.iter().filter(cited).count();
        let fits = if headed {
            cited >= 1
        } else {
            at == last && run.len() >= FEWEST_BARE && cited * 5 >= run.len() * 3
        };
        if fits { run } else { Vec::new() }
    };
    runs.into_iter().enumerate().flat_map(is_list).collect()
}

/// The entry that a paragraph is: a tag, and words behind it.
fn entry(words: &str, view: Span, taken: &Ids<PassageId>) -> Option<Entry> {
    let (tag, len) = tag_at(words)?;
    let rest = words[len..].trim_start_matches([':', ' ', '\t', '–', '—']);
    let from = words.len() - rest.len();
    (rest.split_whitespace().count() >= 3).then(|| Entry {
        tag: tag.shifted(view.start),
        words: view.lift(Span::new(from, words.len())),
        taken: Some(taken.clone()),
    })
}

/// Entries become notes, the tags in the text markers.
fn place(draft: &mut Draft, entries: Vec<Entry>, used: Vec<(PassageId, Tag)>) {
    let gone: HashSet<PassageId> = entries.iter().filter_map(|entry| entry.taken.clone()).flatten().collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let (Some(label), Some(place)) =
            (draft.view.place(entry.tag.whole), draft.view.place(entry.tag.whole.to(entry.words)))
        else {
            continue;
        };
        *known.entry(entry.tag.name.clone()).or_default() += 1;
        let id = entry.tag.name;
        draft.notes.push(Note { id, label, place, view: entry.words, scope: 0, uses: 0, unnumbered: false });
    }
    let markers = markers(draft, used.into_iter().filter(|(passage, _)| !gone.contains(passage)), |tag| {
        (known.contains_key(&tag.name) || is_like_one(&tag.name)).then(|| tag.name.clone())
    });
    draft.set_markers(markers);
    authordate::keep_passages(draft, &gone);
    draft.link();
}

/// Whether a tag that no list has is like those that lists have: two capitals and a digit, and
/// no names with a year.
fn is_like_one(name: &str) -> bool {
    name.chars().any(|c| c.is_ascii_digit())
        && name.chars().filter(|c| c.is_ascii_uppercase()).count() >= 2
        && !is_dated(&name.replace('-', " "))
}

/// The markers that tags are, each with the id that it is given.
fn markers(
    draft: &Draft,
    used: impl Iterator<Item = (PassageId, Tag)>,
    id_of: impl Fn(&Tag) -> Option<String>,
) -> Vec<Marker> {
    let made = used.filter_map(|(passage, tag)| {
        let id = id_of(&tag)?;
        let place = draft.view.place(tag.whole)?;
        let locator = tag.locator.and_then(|span| draft.view.place(span)).map(|place| place.span);
        let (view, passage) = match behind_stop(draft, passage, &tag) {
            Some(before) => (draft.passages[before].view.end, Some(before)),
            None => (tag.end, Some(passage)),
        };
        Some(Marker { id, place, view, passage, in_note: None, scope: 0, note: None, locator })
    });
    made.collect()
}

/// The sentence before, where a tag stands behind its stop: `Most are small. {{HULL}} The fare rose.` The next one opens
/// behind the tag, with a capital; a tag that is its subject goes on: `{{HULL}} defines a fare`.
fn behind_stop(draft: &Draft, passage: PassageId, tag: &Tag) -> Option<PassageId> {
    let before = passage.before().filter(|&before| draft.in_one_paragraph(passage, before))?;
    let words = draft.words(passage);
    let mut rest = words;
    while let Some((_, len)) = tags_at(rest) {
        rest = rest[len..].trim_start();
    }
    let lead = draft.passages[passage].view.start + Span::at(words.len() - rest.len()).start;
    // In single brackets what follows may be a part of the source: `[HULL] Section 3`.
    let opens = rest.is_empty() || tag.braces && rest.starts_with(char::is_uppercase);
    let stopped = draft.words(before).trim_end().ends_with(['.', '?', '!', '”', '"', ')']);
    (tag.end <= lead && opens && stopped && draft.passages[before].kind.is_body()).then_some(before)
}

/// Joins `{{REF}}` with the entries that the metadata has. A work of a series needs none: its
/// number says where it is.
fn of_metadata(draft: &mut Draft, used: Vec<(PassageId, Tag)>) {
    let mut known: HashSet<String> = draft.notes.iter().map(|note| note.id.clone()).collect();
    let used: Vec<(PassageId, Tag)> = used.into_iter().filter(|(_, tag)| tag.braces).collect();
    if !used.iter().any(|(_, tag)| known.contains(&format!("@{}", tag.name))) {
        return;
    }
    for (_, tag) in &used {
        if is_of_series(&tag.name) && known.insert(format!("@{}", tag.name)) {
            series_entry(draft, tag);
        }
    }
    let markers = markers(draft, used.into_iter(), |tag| {
        let id = format!("@{}", tag.name);
        (known.contains(&id) || is_like_one(&tag.name)).then_some(id)
    });
    draft.set_markers(markers);
    draft.link();
}

/// The entry of a work that its number names, at the first place where it is cited.
fn series_entry(draft: &mut Draft, tag: &Tag) {
    let Some(place) = draft.view.place(tag.whole) else { return };
    let number = tag.name.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let title = format!("{} {number}", &tag.name[..tag.name.len() - number.len()]);
    let mut view = ViewBuilder::new(place.file);
    view.push_as(place.span, &title);
    let shown = view.end_block();
    let shift = draft.view.append(&view.finish());
    let view = shown.shifted(shift);
    let id = format!("@{}", tag.name);
    let note = Note { id, label: place, place, view, scope: 0, uses: 0, unnumbered: false };
    let note = draft.notes.push(note);
    let title = BibField { name: Variable::Title, value: BibValue::Text(title), view };
    let entry = BibEntry { key: tag.name.clone(), kind: "standard", fields: vec![title], partial: true };
    draft.entries.insert(note, entry);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_words_in_brackets() {
        for (text, name) in [
            ("[SP800-53] sets", Some("SP800-53")),
            ("[RFC2119]", Some("RFC2119")),
            ("[[NISTRMF]]", Some("NISTRMF")),
            ("{{?RFC791}}", Some("RFC791")),
            ("[EN50126:2017]", Some("EN50126:2017")),
            ("[Moor and Lind 2011b]", Some("Moor-and-Lind-2011b")),
            ("[in the year 2019]", None),
            ("[sic]", None),
            ("[12]", None),
            ("[2010]", None),
            ("[emphasis added]", None),
            ("[A]", None),
            ("[the Act of 1998]", None),
            ("{{ site.name }}", None),
        ] {
            assert_eq!(tag_at(text).map(|(tag, _)| tag.name), name.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn several_tags_share_brackets_and_pages_are_no_tags() {
        let read = |text: &str| {
            let (tags, len) = tags_at(text)?;
            let place = |span: Option<Span>| span.map(|span| text[span.range()].to_owned());
            Some((tags.into_iter().map(|tag| (tag.name, place(tag.locator))).collect::<Vec<_>>(), len))
        };
        let tag = |name: &str, place: Option<&str>| (name.to_owned(), place.map(str::to_owned));
        assert_eq!(read("[Moo11, LR09] sets"), Some((vec![tag("Moo11", None), tag("LR09", None)], 13)));
        assert_eq!(
            read("[Moo11, p. 4; LR09]").map(|it| it.0),
            Some(vec![tag("Moo11", Some("p. 4")), tag("LR09", None)])
        );
        assert_eq!(
            read("{{Section 2.1 of ?RFC791}}").map(|it| it.0),
            Some(vec![tag("RFC791", Some("Section 2.1"))])
        );
        assert_eq!(read("[p. 4, Moo11]"), None);
        assert_eq!(read("[Moo11, as we said]"), None);
    }
}
