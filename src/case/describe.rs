//! Entries and their evidence as the reports name them.

use super::losses::{Gone, Thing};
use super::{Case, Evidence, Resolved};
use crate::argument::loss::Losses;
use crate::ids::NoteId;
use crate::span::{Place, Span};
use crate::syntax::tree::{ClaimKind, EntryKind, NoteRef, Relation};

/// A citation in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedAs {
    /// The source's name, or the reference as written: `[15]`.
    pub name: String,
    /// `states`, `supports`, `background` or `contradicts`.
    pub relation: &'static str,
    /// Letter and digit, as far as given: `D4`, `B`, `2`; empty if unrated.
    pub rating: String,
    /// Ids of the notes it stands on.
    pub notes: Vec<String>,
    /// `page 3`, as written.
    pub locators: Vec<String>,
    /// The clause in the claims file.
    pub place: Place,
    /// Whether it is evidence that the draft does not print: a work paper, an interview.
    pub unpublished: bool,
    /// Whether it is known to be weak: a source of D or E, or a report of 4 or 5.
    pub weak: bool,
}

/// What goes if one thing goes, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// What was taken away.
    pub what: Gone,
    /// How many entries fall.
    pub falls: usize,
    /// The first of them.
    pub first: Vec<usize>,
    /// How many stand on, but on less.
    pub weakened: usize,
    /// Theses that fall.
    pub theses: Vec<usize>,
}

/// Each source and each entry in turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loads {
    /// Cited things: those that topple a thesis first, then by how much falls.
    pub sources: Vec<Load>,
    /// Claims and assumptions that stand, and without which something falls or is weakened.
    pub entries: Vec<Load>,
    /// How many claims and assumptions were tried.
    pub tried: usize,
    /// How many claims and assumptions do not stand as it is: nothing rests on them now.
    pub fallen: usize,
    /// Sources and entries that were not tried, since the file is too large to try all.
    pub untried: usize,
}

/// How many entries of one loss are named.
const NAMED: usize = 10;
/// How many changes of status all entries together may cause before the rest is left untried.
const CHANGES: usize = 2_000_000;
/// How many losses may need everything to be labelled anew.
const WHOLE: usize = 1_000;

impl<'a> Case<'a> {
    /// What an entry is: `claim`, `assumption` or `objection`.
    pub fn entry_kind(&self, entry: usize) -> &'static str {
        match self.entries[entry].entry.entry {
            EntryKind::Claim => "claim",
            EntryKind::Assume => "assumption",
            EntryKind::Objection => "objection",
        }
    }

    /// A claim's kind as written in the claims file; `fact` where none is written. `None` for other entries.
    pub fn claim_kind(&self, entry: usize) -> Option<&'static str> {
        let resolved = &self.entries[entry];
        if !resolved.is_claim() {
            return None;
        }
        Some(match resolved.kind()? {
            ClaimKind::Fact => "fact",
            ClaimKind::Interpretation => "interpretation",
            ClaimKind::Forecast => "forecast",
            ClaimKind::Recommendation => "recommendation",
            ClaimKind::Value => "value",
            ClaimKind::Definition => "definition",
            ClaimKind::CommonKnowledge => "common-knowledge",
        })
    }

    /// What an entry states, in its own words or in those of its sentence; empty if it states nothing.
    pub fn statement(&self, entry: usize) -> &str {
        &self.entries[entry].statement
    }

    /// A range of an entry's statement in its file: the claims file's, or the draft's where the sentence is the statement.
    /// One over several sentences is the whole of the first.
    pub fn stated_place(&self, resolved: &Resolved<'_>, span: Span) -> Place {
        if let Some(words) = &resolved.entry.statement {
            return resolved.place(crate::compare::figure::place_in(words, span));
        }
        let in_draft = match resolved.passages.as_slice() {
            [only] => self.in_passage(*only, span),
            [first, ..] => self.draft.map(|draft| draft.passages[*first].place),
            [] => None,
        };
        in_draft.unwrap_or_else(|| resolved.place(resolved.entry.name.span))
    }

    /// Where an entry says what it states: its own words, else its name.
    pub fn stated_whole(&self, entry: usize) -> Place {
        let resolved = &self.entries[entry];
        let own = resolved.entry.statement.as_ref().map(|words| words.span);
        resolved.place(own.unwrap_or(resolved.entry.name.span))
    }

    /// The qualifier as written.
    pub fn qualifier(&self, entry: usize) -> Option<&'a str> {
        self.entries[entry].entry.qualifier.as_ref().map(|words| words.value.as_str())
    }

    /// The citations of an entry.
    pub fn cited_as(&self, entry: usize) -> Vec<CitedAs> {
        self.entries[entry].evidence.iter().map(|evidence| self.citation(evidence)).collect()
    }

    fn citation(&self, evidence: &Evidence<'_>) -> CitedAs {
        use crate::syntax::tree::Target;
        let cite = &evidence.cite;
        let letter = evidence.source.and_then(|source| self.sources[source].decl.rating.as_ref()?.value);
        let digit = cite.rating.as_ref().and_then(|word| word.value);
        let ids = |notes: &[NoteId]| -> Vec<String> {
            let Some(draft) = self.draft else { return Vec::new() };
            notes.iter().map(|&note| draft.notes[note].id.clone()).collect()
        };
        CitedAs {
            name: match (&cite.target, evidence.source) {
                (_, Some(source)) => self.sources[source].decl.name.value.clone(),
                (Target::Source(name), None) => name.value.clone(),
                (Target::Note(note), None) => format!("[{}]", note.id),
            },
            relation: match cite.relation.as_ref().and_then(|word| word.value) {
                Some(Relation::States) => "states",
                Some(Relation::Background) => "background",
                Some(Relation::Contradicts) => "contradicts",
                Some(Relation::Supports) | None => "supports",
            },
            rating: letter
                .map(String::from)
                .into_iter()
                .chain(digit.map(|digit| digit.to_string()))
                .collect(),
            notes: ids(&evidence.notes),
            locators: cite.locators.iter().map(|l| self.slice(evidence.place(l.span)).to_owned()).collect(),
            place: evidence.place(cite.span),
            unpublished: evidence.source.is_some_and(|source| self.sources[source].decl.notes.is_empty()),
            weak: matches!(letter, Some('D' | 'E')) || matches!(digit, Some(4 | 5)),
        }
    }

    /// What a loss is called: `herman [15]`, `[15]`, `attack-share`.
    pub fn gone_name(&self, gone: &Gone) -> String {
        match gone {
            Gone::Entry(entry) => self.name(*entry).to_owned(),
            Gone::Thing(Thing::Source(source)) => {
                let source = &self.sources[*source];
                let decl = source.decl;
                let notes: Vec<&str> =
                    decl.notes.iter().map(|note| self.slice(source.place(note.span))).collect();
                format!("{} {}", decl.name.value, notes.join(", ")).trim_end().to_owned()
            }
            Gone::Thing(Thing::Note(note)) => {
                format!("[{}]", self.draft.map_or("", |draft| draft.notes[*note].id.as_str()))
            }
            Gone::Thing(Thing::Reference(id)) => format!("[{id}]"),
        }
    }

    /// Where it is declared.
    pub fn gone_place(&self, gone: &Gone) -> Option<Place> {
        match gone {
            Gone::Entry(entry) => Some(self.node_place(*entry)),
            Gone::Thing(Thing::Source(source)) => {
                let source = &self.sources[*source];
                Some(source.place(source.decl.name.span))
            }
            Gone::Thing(Thing::Note(note)) => self.draft.map(|draft| draft.notes[*note].place),
            Gone::Thing(Thing::Reference(_)) => None,
        }
    }

    /// What a word of the command line means: an entry's or a source's name, or a note in brackets. A note that a
    /// source line names is that source.
    pub fn gone_named(&self, word: &str) -> Option<Gone> {
        let inner = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
        let Some(id) = inner.map(|id| id.trim_start_matches('^')) else {
            let entry = self.entry_names.get(word).map(|&entry| Gone::Entry(entry));
            return entry
                .or_else(|| self.source_names.get(word).map(|&source| Gone::Thing(Thing::Source(source))));
        };
        let named = |note: &NoteRef| note.id == id || id.strip_prefix('@') == Some(note.id.as_str());
        let listed = self.sources.ids().find(|&source| self.sources[source].decl.notes.iter().any(named));
        if let Some(draft) = self.draft
            && let Some(note) = draft.note_by_id(id)
        {
            let source = self.source_of(note);
            return Some(Gone::Thing(source.or(listed).map_or(Thing::Note(note), Thing::Source)));
        }
        if let Some(source) = listed {
            return Some(Gone::Thing(Thing::Source(source)));
        }
        let reference = Thing::Reference(id.to_owned());
        self.things().contains_key(&reference).then_some(Gone::Thing(reference))
    }

    /// Takes away each source and each entry in turn.
    pub fn loads(&self) -> Loads {
        let argued = self.argued();
        let things = self.things();
        let mut losses = Losses::new(&argued.graph, &argued.labels);
        let theses = self.theses();
        let mut changes = 0;
        let mut load = |losses: &mut Losses<'_>, what: Gone| {
            let impact = self.impact(losses, &things, std::slice::from_ref(&what), &theses);
            changes += impact.labels.len() + 1;
            let first = impact.falls.iter().copied().take(NAMED).collect();
            let load = Load {
                what,
                falls: impact.falls.len(),
                first,
                weakened: impact.weakened.len(),
                theses: impact.theses,
            };
            (load, changes)
        };
        let mut loads = Loads::default();
        for thing in things.keys() {
            if losses.passes() >= WHOLE {
                loads.untried += 1;
                continue;
            }
            loads.sources.push(load(&mut losses, Gone::Thing(thing.clone())).0);
        }
        let bears = argued.graph.bearing_on(&theses);
        let mut wanted: Vec<usize> = Vec::new();
        for entry in 0..self.entries.len() {
            if self.entry_kind(entry) == "objection" || theses.contains(&entry) {
                continue;
            }
            match argued.labels[entry] == crate::argument::label::Label::In {
                true => wanted.push(entry),
                false => loads.fallen += 1,
            }
        }
        // Where there are too many to try, those that the thesis rests on go first.
        wanted.sort_by_key(|&entry| !bears.get(entry).copied().unwrap_or(false));
        let mut spent = 0;
        for entry in wanted {
            if spent > CHANGES || losses.passes() >= WHOLE {
                loads.untried += 1;
                continue;
            }
            loads.tried += 1;
            let (load, changes) = load(&mut losses, Gone::Entry(entry));
            spent = changes;
            if load.falls > 0 || !load.theses.is_empty() || load.weakened > 0 {
                loads.entries.push(load);
            }
        }
        let key = |load: &Load| (std::cmp::Reverse(load.theses.len()), std::cmp::Reverse(load.falls));
        loads.sources.sort_by_key(key);
        loads.entries.sort_by_key(key);
        loads
    }
}
