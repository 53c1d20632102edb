//! Citations of one work tied to one source.
//!
//! 1. Citations in full are gathered into works ([`same`]).
//! 2. Short forms and *op. cit.* are looked up by name and title ([`short`]).
//! 3. *Ibid.* and *supra note 4* are followed through the notes ([`point`]).
//! 4. Works become sources, numbered in the order in which they are first used.
//!
//! A hole is written down once, where it is: an *Ibid.* after a short form that
//! means nothing is `Target::None`, not a second `Missing`. Every step looks
//! through a bounded number of candidates, so the time grows with the notes.

pub mod fold;
mod order;
mod point;
mod same;
mod short;

use crate::lexicon::list;
use std::collections::HashMap;

use self::order::Order;
use self::point::Points;
use self::same::Works;
use self::short::Index;
use super::{Citation, Form, NoteKind, Notes, ReadNote, Target, Use, Work, WorkType};
use crate::draft::Draft;
use crate::ids::{IdVec, NoteId};
use crate::span::Span;

/// The notes of a draft, read.
type ReadNotes = IdVec<NoteId, ReadNote>;
/// The target of each citation of each note, as far as it is known.
type Targets = IdVec<NoteId, Vec<Option<Target>>>;

/// Ties *Ibid.*, short forms, note references and repeated works together.
pub(super) fn resolve(draft: &Draft, mut notes: ReadNotes) -> Notes {
    let keyed = keyed(draft, &mut notes);
    let mut works = Works::default();
    let mut targets: Targets = notes.iter().map(|note| vec![None; note.citations.len()]).collect();
    gather(draft, &mut notes, &mut works, &mut targets);
    for (at, entry) in keyed {
        // An entry of a bibliography is one citation in full.
        targets[at.note][at.citation] = targets.get(entry).and_then(|of| of.first().cloned().flatten());
    }
    let index = Index::of(&works, aliases(draft, &notes, &works));
    for at in uses(&notes) {
        let citation = &notes[at.note].citations[at.citation];
        if targets[at.note][at.citation].is_none() && names_its_work(citation) {
            let (target, fit) = index.find(&works, citation, at, &plain_words(draft, citation));
            let unsure = match &target {
                Target::Missing => true,
                Target::Ambiguous(_) => fit < fold::Fit::Start,
                _ => false,
            };
            targets[at.note][at.citation] = Some(if unsure && may_be_whole(citation) {
                Target::Source(works.add(at, citation, draft.view.slice(citation.span)))
            } else {
                target
            });
        }
    }
    let order = Order::of(draft);
    let scopes = notes.map_each(|(note, _)| draft.notes.get(note).map_or(0, |n| n.scope));
    let targets = Points::new(&notes, &scopes, &order, &works, targets).solve();
    number(notes, targets, works.found.len())
}

/// Whether a citation names the work that another gives in full, by an author or
/// by its title; a letter may be off. `None` if it names none ("supra note 4").
pub fn agrees(citation: &Citation, full: &Citation) -> Option<bool> {
    same::Facts::of(full).named_by(&same::Asked::of(citation))
}

/// Every citation's place, in the order of the notes.
fn uses(notes: &ReadNotes) -> Vec<Use> {
    let all = notes.each();
    all.flat_map(|(note, read)| (0..read.citations.len()).map(move |citation| Use { note, citation }))
        .collect()
}

/// Keys of a bibliography in notes (`[^3]: See @herman2016.`) are citations too,
/// with no words of their own. Returns each with the entry it points to.
fn keyed(draft: &Draft, notes: &mut ReadNotes) -> Vec<(Use, NoteId)> {
    let mut added: HashMap<NoteId, Vec<(u32, NoteId)>> = HashMap::new();
    for marker in &draft.markers {
        if let (Some(note), Some(entry)) = (marker.in_note, marker.note)
            && notes.get(note).is_some()
            && draft.entries.contains_key(&entry)
        {
            added.entry(note).or_default().push((marker.view, entry));
        }
    }
    let mut keyed = Vec::new();
    for (note, mut keys) in added {
        let read = &mut notes[note];
        let entry_of = |at: u32| Citation {
            span: Span { start: at, end: at },
            form: Form::Short,
            ..Citation::default()
        };
        if read.citations.is_empty() {
            read.kind = if read.comments.is_empty() { NoteKind::Short } else { NoteKind::Mixed };
        } else if read.kind != NoteKind::Short {
            read.kind = NoteKind::Several;
        }
        keys.sort_unstable();
        for (view, entry) in keys {
            let citation = read.citations.partition_point(|one| one.span.start <= view);
            read.citations.insert(citation, entry_of(view));
            keyed.push((Use { note, citation }, entry));
        }
    }
    keyed
}

/// Gathers what is cited in full. A citation that gives name and title and
/// nothing else is a short form where the work was given in full before.
fn gather(draft: &Draft, notes: &mut ReadNotes, works: &mut Works, targets: &mut Targets) {
    let mut thin = Vec::new();
    for at in uses(notes) {
        let citation = &notes[at.note].citations[at.citation];
        if !matches!(citation.form, Form::Full | Form::BareUrl | Form::Legal) {
            continue;
        }
        if is_thin(citation) {
            thin.push(at);
            continue;
        }
        let work = works.add(at, citation, draft.view.slice(citation.span));
        targets[at.note][at.citation] = Some(Target::Source(work));
    }
    if thin.is_empty() {
        return;
    }
    let index = Index::of(works, HashMap::new());
    for at in thin {
        let citation = &notes[at.note].citations[at.citation];
        let before = match index.find(works, citation, at, "").0 {
            Target::Source(work) if index.is_before(work, at) => {
                works.found[work].facts.title_fits(&same::Asked::of(citation)).then_some(work)
            }
            _ => None,
        };
        let work = before.unwrap_or_else(|| works.add(at, citation, draft.view.slice(citation.span)));
        targets[at.note][at.citation] = Some(Target::Source(work));
        if before.is_some() {
            let note = &mut notes[at.note];
            note.citations[at.citation].form = Form::Short;
            if note.kind == NoteKind::Full {
                let all = note.citations.iter().all(|one| one.form == Form::Short);
                note.kind = if all { NoteKind::Short } else { NoteKind::Several };
            }
        }
    }
}

/// Name and title and no fact of publication.
fn is_thin(citation: &Citation) -> bool {
    citation.form == Form::Full
        && citation.authors.is_found()
        && citation.title.is_found()
        && !citation.container.is_found()
        && !citation.publisher.is_found()
        && !citation.date.is_found()
        && [&citation.doi, &citation.isbn, &citation.url, &citation.number, &citation.place]
            .iter()
            .all(|field| field.is_none())
}

/// Whether name or title, not its place, tell the work of a form.
fn names_its_work(citation: &Citation) -> bool {
    let named = citation.authors.is_found() || citation.title.is_found();
    match citation.form {
        Form::Short => true,
        // "loc. cit." by itself is an Ibid.
        Form::OpCit => named,
        Form::NoteReference => citation.reference.is_none(),
        Form::Full | Form::BareUrl | Form::Legal | Form::Ibid => false,
    }
}

/// Whether a short form of an unknown work may be all that there is to say of it:
/// "NEADS audio file, channel 2". A bare family name is a short form and nothing
/// else; so is *op. cit.*
fn may_be_whole(citation: &Citation) -> bool {
    let bare = |one: &super::Contributor| !one.body && one.given.is_empty();
    let authors = citation.author_list();
    citation.form == Form::Short
        && (citation.title.is_found() || !authors.is_empty())
        && (authors.is_empty() || !authors.iter().any(bare))
}

/// Other names that notes lay down for their works: "[hereinafter Yearbook]",
/// and the parties of a case.
fn aliases(draft: &Draft, notes: &ReadNotes, works: &Works) -> HashMap<usize, Vec<String>> {
    let mut aliases: HashMap<usize, Vec<String>> = HashMap::new();
    for (work, found) in works.found.iter().enumerate() {
        let at = found.first;
        let citation = &notes[at.note].citations[at.citation];
        let mut names = Vec::new();
        if citation.work == WorkType::Case
            && let Some(title) = citation.title.value()
            && let Some((one, other)) = title.text.split_once(" v. ").or(title.text.split_once(" v "))
        {
            names.extend([fold::title(one), fold::title(other)]);
        }
        let end = notes[at.note].citations.get(at.citation + 1).map_or(u32::MAX, |next| next.span.start);
        let end = end.min(draft.notes.get(at.note).map_or(citation.span.end, |note| note.view.end));
        names.extend(hereinafter(draft.view.slice(Span { start: citation.span.start, end })));
        names.retain(|name| !name.is_empty() && !list::PARTY_EVERYWHERE.contains(&name.as_str()));
        if !names.is_empty() {
            aliases.insert(work, names);
        }
    }
    aliases
}

/// The short name after "hereinafter", folded.
fn hereinafter(words: &str) -> Option<String> {
    let (at, word) = ["hereinafter", "hereafter", "henceforth"]
        .into_iter()
        .find_map(|word| Some((words.find(word)?, word)))?;
    let after = words[at + word.len()..].trim_start_matches([' ', ',', ':']);
    let after = after.strip_prefix("cited as ").or(after.strip_prefix("referred to as ")).unwrap_or(after);
    let end = after.find([']', ')', ';', '\n']).unwrap_or(after.len());
    let name = fold::title(&after[..end]);
    (name.len() <= 120).then_some(name)
}

/// A citation's words, folded, without signal, pointer and page.
fn plain_words(draft: &Draft, citation: &Citation) -> String {
    let words = draft.view.slice(citation.span);
    let mut from = citation.signal.as_ref().map_or(citation.span.start, |signal| signal.span.end);
    let mut to = citation.locator.span().map_or(citation.span.end, |locator| locator.start);
    if let Some(form) = citation.form_span.filter(|form| form.start > from) {
        to = to.min(form.start);
    }
    from = from.clamp(citation.span.start, citation.span.end);
    to = to.clamp(from, citation.span.end).min(from.saturating_add(400));
    let cut = |at: u32| (at - citation.span.start) as usize;
    let mut end = cut(to).min(words.len());
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    fold::fold(words.get(cut(from)..end).unwrap_or(""))
}

/// Writes the targets down and numbers the works that are used as sources.
fn number(mut notes: ReadNotes, targets: Targets, works: usize) -> Notes {
    let mut sources: Vec<Work> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; works];
    for (note, targets) in targets.each() {
        for (citation, target) in targets.iter().enumerate() {
            let Some(Target::Source(work)) = target else { continue };
            let source = *of[*work].get_or_insert_with(|| {
                sources.push(Work::default());
                sources.len() - 1
            });
            let Work { uses, full } = &mut sources[source];
            let form = notes[note].citations[citation].form;
            if full.is_none() && matches!(form, Form::Full | Form::Legal) {
                *full = Some(uses.len());
            }
            uses.push(Use { note, citation });
        }
    }
    for (note, targets) in notes.iter_mut().zip(targets) {
        for (citation, target) in note.citations.iter_mut().zip(targets) {
            citation.target = match target.unwrap_or_default() {
                Target::Source(work) => of[work].map_or(Target::None, Target::Source),
                Target::Ambiguous(works) => {
                    Target::Ambiguous(works.into_iter().filter_map(|work| of[work]).collect())
                }
                other => other,
            };
        }
    }
    Notes { notes, sources }
}

#[cfg(test)]
mod tests;
