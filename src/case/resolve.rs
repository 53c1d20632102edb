//! Ties names, anchors and notes together.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Anchoring, Case, Evidence, NoteSearch, Resolved, Source, Waiver};
use crate::compare::{Finder, Search};
use crate::draft::Draft;
use crate::ids::{IdVec, Ids, NoteId, PassageId};
use crate::notes::{self, Notes};
use crate::options::Options;
use crate::prose;
use crate::prose::language::{Language, is_foreign};
use crate::span::{Place, Span};
use crate::syntax::Claims;
use crate::syntax::tree::{
    Accept, AcceptTarget, Anchor, Cite, DraftDecl, Entry, Item, NoteRef, NoteRefKind, Reach, SourceDecl,
    Target,
};
use crate::text::FileId;
use crate::text::Texts;

/// The needles of one anchor: its words and, after `to`, its last words.
type AnchorNeedles = (usize, Option<usize>);

/// Everything to be looked for in the draft, under its number.
struct Needles {
    finder: Finder,
    entries: Vec<Vec<AnchorNeedles>>,
    sources: Vec<Option<usize>>,
    waivers: Vec<Option<AnchorNeedles>>,
}

impl Needles {
    fn gather(
        entries: &[(FileId, &Entry)],
        sources: &[(FileId, &SourceDecl)],
        waivers: &[(FileId, &Accept)],
    ) -> Self {
        let mut finder = Finder::default();
        let mut anchor = |at: &Anchor| {
            let first = finder.add(&at.from.text);
            (first, at.to.as_ref().map(|to| finder.add(&to.text)))
        };
        let in_entries =
            entries.iter().map(|(_, entry)| entry.at.iter().map(&mut anchor).collect()).collect();
        let in_waivers = waivers
            .iter()
            .map(|(_, accept)| match &accept.target {
                Some(AcceptTarget::Anchor(at)) => Some(anchor(at)),
                _ => None,
            })
            .collect();
        let in_sources = sources
            .iter()
            .map(|(_, source)| source.fragment.as_ref().map(|words| finder.add(&words.text)))
            .collect();
        Self { finder, entries: in_entries, sources: in_sources, waivers: in_waivers }
    }
}

impl<'a> Case<'a> {
    /// Ties a draft and a claims file together; either may be missing.
    pub fn resolve(
        texts: &'a Texts,
        draft: Option<&'a Draft>,
        claims: Option<&'a Claims>,
        options: &'a Options,
    ) -> Self {
        let written: Vec<&Claims> =
            claims.into_iter().chain(draft.into_iter().flat_map(|draft| &draft.inline)).collect();
        let mut case = Self {
            texts,
            options,
            draft,
            claims,
            written,
            entries: Vec::new(),
            sources: IdVec::new(),
            waivers: Vec::new(),
            draft_waivers: draft
                .map(|draft| super::comment::DraftWaivers::of(draft, texts, options))
                .unwrap_or_default(),
            entry_names: HashMap::new(),
            source_names: HashMap::new(),
            notes: Notes::default(),
            idle: BTreeSet::new(),
            argued: std::sync::OnceLock::new(),
            standing: std::sync::OnceLock::new(),
            outlet_rows: std::sync::OnceLock::new(),
            mentions: std::sync::OnceLock::new(),
            held: std::sync::OnceLock::new(),
            record: std::sync::OnceLock::new(),
            sighted: std::sync::OnceLock::new(),
            measured: std::sync::OnceLock::new(),
            language: Language::of(None, &[]),
            foreign: Vec::new(),
            terms: std::sync::OnceLock::new(),
            read: IdVec::new(),
            assertions: Vec::new(),
            account: super::account::Account::default(),
            covered_elsewhere: std::sync::OnceLock::new(),
            bare_parts: std::sync::OnceLock::new(),
            understood: std::sync::OnceLock::new(),
            marked: draft.map(super::coverage::marked).unwrap_or_default(),
            linked: draft.map(super::coverage::linked).unwrap_or_default(),
            reach: Reach::Sentence,
            anchored: HashMap::new(),
        };
        case.reach = reach(&case, options);
        case.tie();
        if let Some(draft) = draft {
            case.idle = case.idle_entries(draft);
            case.notes = notes::read_but(draft, |note| case.idle.contains(&note));
            case.follow_moved();
            let body: Vec<&str> = draft
                .passages
                .ids()
                .filter(|&index| draft.passages[index].kind.is_body())
                .map(|index| draft.words(index))
                .collect();
            case.language = Language::of(draft.language.as_deref(), &body);
            if case.language.is_english() {
                case.foreign = draft.passages.ids().filter(|&at| is_foreign(draft.words(at))).collect();
                case.account = super::account::Account::of(draft, &options.own);
                case.read = readings(draft, &case.foreign);
                case.assertions = assertions(draft, &case.read, &case.account);
            } else if let Some(tag) = prose::foreign::counted_language(&case.language) {
                case.assertions = figures_in(draft, tag);
            }
        }
        case
    }

    fn tie(&mut self) {
        let mut entries: Vec<(FileId, &'a Entry)> = Vec::new();
        let mut sources: Vec<(FileId, &'a SourceDecl)> = Vec::new();
        let mut waivers: Vec<(FileId, &'a Accept)> = Vec::new();
        for (file, item) in self.items() {
            match item {
                Item::Entry(entry) => entries.push((file, entry)),
                Item::Source(source) => sources.push((file, source)),
                Item::Accept(accept) => waivers.push((file, accept)),
                Item::Draft(_) | Item::Broken(_) => {}
            }
        }
        let needles = Needles::gather(&entries, &sources, &waivers);
        let search =
            self.draft.filter(|_| !self.written.is_empty()).map(|draft| needles.finder.run(&draft.view));
        for (index, &(file, decl)) in sources.iter().enumerate() {
            let source = source(file, self.draft, search.as_ref(), decl, needles.sources[index]);
            let id = self.sources.push(source);
            self.source_names.entry(&decl.name.value).or_insert(id);
        }
        for (index, &(file, entry)) in entries.iter().enumerate() {
            self.entry_names.entry(&entry.name.value).or_insert(index);
            let inline = self.claims.is_none_or(|claims| claims.file != file);
            let mut anchors: Vec<Anchoring> = entry
                .at
                .iter()
                .zip(&needles.entries[index])
                .map(|(at, numbers)| anchoring(self.draft, search.as_ref(), at, *numbers))
                .collect();
            if inline && anchors.is_empty() {
                anchors.extend(self.sentence_of(file, entry).map(Anchoring::Found));
            }
            let passages = touched(self.draft, &anchors);
            let strays = self.draft.map(|draft| strays(draft, entry, &anchors)).unwrap_or_default();
            for &passage in passages.iter().chain(&strays) {
                self.anchored.entry(passage).or_default().push(index);
            }
            let mut evidence: Vec<Evidence<'a>> =
                entry.cites.iter().map(|cite| self.evidence(file, Cow::Borrowed(cite))).collect();
            // What is not in print adds to the markers; what is printed narrows them.
            let unprinted =
                |it: &Evidence<'_>| it.source.is_some_and(|at| self.sources[at].decl.notes.is_empty());
            if super::printed::leans_on_markers(entry) && evidence.iter().all(unprinted) {
                evidence.extend(self.by_markers(&passages));
            }
            let statement = self.stated(entry, &passages);
            self.entries.push(Resolved { file, entry, inline, statement, anchors, passages, evidence });
        }
        for (index, &(file, accept)) in waivers.iter().enumerate() {
            let anchoring = match (&accept.target, needles.waivers[index]) {
                (Some(AcceptTarget::Anchor(at)), Some(numbers)) => {
                    anchoring(self.draft, search.as_ref(), at, numbers)
                }
                _ => Anchoring::NotSought,
            };
            let passages = touched(self.draft, std::slice::from_ref(&anchoring));
            let valid = valid(accept, self.options);
            self.waivers.push(Waiver { file, accept, anchoring, passages, valid });
        }
    }

    /// The sentence that a comment stands behind, as a range of the view.
    fn sentence_of(&self, file: FileId, entry: &Entry) -> Option<Span> {
        let draft = self.draft?;
        let passage = draft.sentence_before(Place::new(file, entry.span), self.texts)?;
        Some(draft.passages[passage].view)
    }

    /// What an entry states: its own words, or those of the sentences that it is anchored in.
    fn stated(&self, entry: &'a Entry, passages: &[PassageId]) -> Cow<'a, str> {
        match (&entry.statement, self.draft, passages) {
            (Some(words), _, _) => Cow::Borrowed(words.text.as_str()),
            (None, Some(draft), [only]) => Cow::Borrowed(draft.words(*only)),
            (None, Some(draft), many) => {
                Cow::Owned(many.iter().map(|&passage| draft.words(passage)).collect::<Vec<_>>().join(" "))
            }
            (None, None, _) => Cow::Borrowed(""),
        }
    }

    /// The notes that the markers of some passages lead to, each once, as evidence.
    fn by_markers(&mut self, passages: &[PassageId]) -> Vec<Evidence<'a>> {
        let Some(draft) = self.draft else { return Vec::new() };
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for &passage in passages {
            for marker in &draft.markers[draft.passages[passage].markers.clone()] {
                let Some(note) = marker.note.filter(|&note| seen.insert(note)) else { continue };
                let span = marker.place.span;
                let reference = NoteRef { span, id: marker.id.clone(), kind: NoteRefKind::Label };
                let cite = Cite {
                    span,
                    target: Target::Note(reference),
                    relation: None,
                    quote: None,
                    locators: Vec::new(),
                    rating: None,
                };
                let source = self.source_of(note);
                if let Some(index) = source {
                    self.sources[index].uses += 1;
                }
                let (cite, notes) = (Cow::Owned(cite), vec![note]);
                let file = marker.place.file;
                found.push(Evidence { file, cite, by_marker: true, source, notes, known: true });
            }
        }
        found
    }

    /// Entries of bibliographies that neither the draft nor the claims file cites.
    fn idle_entries(&self, draft: &Draft) -> BTreeSet<NoteId> {
        let claimed: HashSet<NoteId> = self
            .sources
            .iter()
            .flat_map(|source| &source.notes)
            .chain(self.entries.iter().flat_map(|entry| &entry.evidence).flat_map(|evidence| &evidence.notes))
            .copied()
            .collect();
        let idle = |note: &NoteId| draft.notes[*note].uses == 0 && !claimed.contains(note);
        draft.entries.keys().copied().filter(idle).collect()
    }

    fn evidence(&mut self, file: FileId, cite: Cow<'a, Cite>) -> Evidence<'a> {
        let by_marker = false;
        match &cite.target {
            Target::Source(name) => {
                let source = self.source_names.get(name.value.as_str()).copied();
                let notes = source.map_or(Vec::new(), |index| {
                    self.sources[index].uses += 1;
                    self.sources[index].notes.clone()
                });
                Evidence { file, cite, by_marker, source, notes, known: source.is_some() }
            }
            Target::Note(reference) => {
                let note = self.draft.and_then(|draft| note_meant(draft, reference));
                let source = note.and_then(|note| self.source_of(note));
                if let Some(index) = source {
                    self.sources[index].uses += 1;
                }
                // Without a draft there is nothing to hold the number against.
                let known = note.is_some() || self.draft.is_none();
                Evidence { file, cite, by_marker, source, notes: note.into_iter().collect(), known }
            }
        }
    }
}

/// The reach asked for by flag, else by the claims file, else one sentence.
fn reach(case: &Case<'_>, options: &Options) -> Reach {
    let declared = case.items().find_map(|(_, item)| match item {
        Item::Draft(DraftDecl { reach: Some(word), .. }) => word.value,
        _ => None,
    });
    options.reach.or(declared).or(options.usual_reach).unwrap_or(Reach::Sentence)
}

/// What each passage of running text is by its words alone.
fn readings(draft: &Draft, foreign: &[PassageId]) -> IdVec<PassageId, Option<prose::Reading>> {
    let read =
        |index: &PassageId| draft.passages[*index].kind.is_body() && foreign.binary_search(index).is_err();
    let ids = draft.passages.ids();
    ids.map(|index| read(&index).then(|| prose::reading(draft.words(index)))).collect()
}

fn assertions(
    draft: &Draft,
    read: &IdVec<PassageId, Option<prose::Reading>>,
    account: &super::account::Account,
) -> Vec<(PassageId, prose::Assertion)> {
    let lives: Vec<bool> = draft
        .sections
        .iter()
        .map(|section| {
            let words = || section.passages.clone().map(|p| draft.words(p)).collect::<Vec<_>>().join(" ");
            prose::biography::is_biography(draft.view.slice(section.view), words)
        })
        .collect();
    let mut found: Vec<(PassageId, prose::Assertion)> = draft
        .passages
        .ids()
        .filter(|&index| !lives.get(draft.passages[index].section).copied().unwrap_or(false))
        .filter_map(|index| Some((index, read[index].as_ref()?.assertion()?)))
        .filter(|(index, _)| !account.is_title_block(*index) && !account.is_own_at(draft, *index))
        .filter(|(index, assertion)| !account.is_own_finding(draft, *index, assertion))
        .collect();
    // Where headings were not found, lives stand in the running text. They are sought
    // only among the sentences that assert something: all of them do.
    let told = prose::biography::lives(found.iter().map(|(index, _)| draft.words(*index)));
    let mut told = told.into_iter();
    found.retain(|_| !told.next().unwrap_or(false));
    found
}

/// The figures of a draft in a language of which nothing else is read.
fn figures_in(draft: &Draft, tag: &str) -> Vec<(PassageId, prose::Assertion)> {
    draft
        .passages
        .ids()
        .filter(|&index| draft.passages[index].kind.is_body())
        .filter_map(|index| Some((index, prose::foreign::counted(draft.words(index), tag)?)))
        .filter(|(index, _)| {
            !(prose::foreign::takes_up(draft.words(*index), tag) && follows_a_marker(draft, *index))
        })
        .collect()
}

/// Whether the sentence before it in its paragraph carries a marker.
fn follows_a_marker(draft: &Draft, passage: PassageId) -> bool {
    let held = &draft.passages[passage];
    passage.before().is_some_and(|before| {
        let before = &draft.passages[before];
        before.paragraph == held.paragraph && !before.markers.is_empty()
    })
}

fn anchoring(
    draft: Option<&Draft>,
    search: Option<&Search>,
    at: &Anchor,
    numbers: AnchorNeedles,
) -> Anchoring {
    let (Some(draft), Some(search)) = (draft, search) else {
        return Anchoring::NotSought;
    };
    let once = |words: Span, number: usize| {
        let found: Vec<Span> =
            search.of(number).iter().copied().filter(|span| draft.passage_at(span.start).is_some()).collect();
        match found.as_slice() {
            [] => Err(Anchoring::Lost(words)),
            [one] => Ok(*one),
            _ => Err(Anchoring::Ambiguous(words, found)),
        }
    };
    let first = match once(at.from.span, numbers.0) {
        Ok(span) => span,
        Err(problem) => return problem,
    };
    let (Some(to), Some(number)) = (&at.to, numbers.1) else {
        return Anchoring::Found(first);
    };
    match once(to.span, number) {
        Ok(last) if last.start >= first.start => Anchoring::Found(first.to(last)),
        // The last words stand before the first: the sentence was turned round.
        Ok(_) => Anchoring::Lost(to.span),
        Err(problem) => problem,
    }
}

fn touched(draft: Option<&Draft>, anchors: &[Anchoring]) -> Vec<PassageId> {
    let mut passages = Vec::new();
    for anchor in anchors {
        if let (Some(draft), Anchoring::Found(span)) = (draft, anchor) {
            passages.extend(through(draft, *span));
        }
    }
    passages.sort_unstable();
    passages.dedup();
    passages
}

/// Passages that an entry is about though its anchors do not say so any more: the sentence that a lost anchor was moved to by
/// a rewording, all in which the words of an ambiguous one stand. What is lost is reported; that its sentence has no claim
/// shall not follow from it.
fn strays(draft: &Draft, entry: &Entry, anchors: &[Anchoring]) -> Vec<PassageId> {
    let mut found = Vec::new();
    for (at, anchoring) in entry.at.iter().zip(anchors) {
        let problem = match anchoring {
            Anchoring::Lost(words) => *words,
            Anchoring::Ambiguous(words, places) => {
                found.extend(places.iter().filter_map(|place| draft.passage_at(place.start)));
                *words
            }
            Anchoring::Found(_) | Anchoring::NotSought => continue,
        };
        found.extend(super::relink::whereabouts(draft, anchoring, at));
        if problem != at.from.span {
            found.extend(super::relink::the_one(draft, &at.from.text));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The passages that a range of the view touches, ascending.
pub(super) fn through(draft: &Draft, span: Span) -> Vec<PassageId> {
    let ends = draft.passage_at(span.start).zip(draft.passage_at(span.end.saturating_sub(1)));
    ends.map(|(first, last)| Ids::through(first, last).collect()).unwrap_or_default()
}

/// The note that a reference of the claims file means. The key of a
/// bibliography is a note's id with its sign.
pub(super) fn note_meant(draft: &Draft, reference: &NoteRef) -> Option<NoteId> {
    match reference.kind {
        NoteRefKind::Key => draft.note_by_id(&format!("@{}", reference.id)),
        NoteRefKind::Number | NoteRefKind::Label => draft.note_by_id(&reference.id),
    }
}

/// Notes meant by a reference: all that carry this id, in whichever chapter.
fn listed(draft: &Draft, references: &[NoteRef]) -> Vec<NoteId> {
    let mut notes: Vec<NoteId> =
        references.iter().filter_map(|reference| note_meant(draft, reference)).collect();
    notes.sort_unstable();
    notes.dedup();
    notes
}

fn source<'a>(
    file: FileId,
    draft: Option<&Draft>,
    search: Option<&Search>,
    decl: &'a SourceDecl,
    number: Option<usize>,
) -> Source<'a> {
    let (Some(draft), Some(search)) = (draft, search) else {
        return Source { file, decl, search: NoteSearch::NotSought, notes: Vec::new(), uses: 0 };
    };
    let notes = listed(draft, &decl.notes);
    let mut found: Vec<NoteId> = number
        .map_or(&[][..], |number| search.of(number))
        .iter()
        .filter_map(|span| draft.note_at(span.start))
        .collect();
    found.dedup();
    if let (true, Some(fragment)) = (found.is_empty() && number.is_some(), &decl.fragment) {
        found.extend(respelt(draft, &notes, &fragment.text));
    }
    // The first number is the note that holds the words; those after it are its
    // Ibid.s and short forms.
    let main = decl.notes.first().and_then(|first| note_meant(draft, first));
    let search = match (number, found.as_slice()) {
        (None, _) => NoteSearch::NotSought,
        // Evidence that is not in print, unless its words are those of one note: then its number was left out.
        (_, [] | [_, _, ..]) if decl.notes.is_empty() => NoteSearch::NotSought,
        (_, []) => NoteSearch::Lost,
        (_, all) if all.iter().all(|note| notes.contains(note)) && main.is_some_and(|m| all.contains(&m)) => {
            NoteSearch::Right(found)
        }
        (_, [one]) => NoteSearch::Moved(*one),
        _ => NoteSearch::Ambiguous(found),
    };
    // A note that moved is still the source's note: no second finding for it.
    let notes = match &search {
        NoteSearch::Moved(note) => vec![*note],
        _ => notes,
    };
    Source { file, decl, search, notes, uses: 0 }
}

/// Of the notes that a source line names, those that hold its words in another spelling.
fn respelt<'n>(draft: &'n Draft, notes: &'n [NoteId], words: &str) -> impl Iterator<Item = NoteId> + 'n {
    let sound = crate::compare::Sound::of(words);
    notes
        .iter()
        .copied()
        .filter(move |&note| !crate::compare::Sound::of(draft.note_words(note)).places(&sound).is_empty())
}

/// Whether a waiver silences: its rule exists, nothing is missing, it is in date.
fn valid(accept: &Accept, options: &Options) -> bool {
    let complete = accept.by.as_ref().is_some_and(|by| {
        let until = by.until.as_ref().and_then(|until| until.value);
        let on = by.on.as_ref().and_then(|on| on.value);
        on.is_some() && until.is_some_and(|until| options.today.is_none_or(|today| today <= until))
    });
    let rule = accept.rule.value.as_str();
    let known = crate::catalogue::is_rule(rule) || options.house.named(rule).is_some();
    complete && accept.reason.is_some() && known
}
