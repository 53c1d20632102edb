//! `note-sequence`: note numbers that do not follow each other in the text.

use crate::case::Case;
use crate::diagnostic::{Edit, Level};
use crate::draft::{Draft, Marker, Note};
use crate::notes::Form;
use crate::rules::kit::listed;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;
use crate::syntax::tree::{AcceptTarget, NoteRef, NoteRefKind, Target};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-sequence",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "note numbers out of order, or with gaps",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

/// Runs of numbering for which a fix is worked out: each looks through the whole draft.
const MOST_FIXES: usize = 20;

const EXPLAIN: &str = r#"## What it checks
Numbered markers appear in ascending order where each is first used, without a gap.

## Why it matters
Readers and printers expect notes in order; a jump is often the trace of a note that was lost or moved.

## Example
```text
Exports grew.[2] Imports fell.[1]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
Marked: “[1]”.

## Instead
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Port Authority, Yearbook 2015.

[2] Customs Office, Annual Report 2014.
```

## Not flagged
An earlier note may be cited again later.
```text
Exports grew.[1] Imports fell.[2] Exports are recorded monthly.[1]

Notes

[1] Port Authority, Yearbook 2015.

[2] Customs Office, Annual Report 2014.
```
Markdown numbers `[^n]` notes by itself, whatever their labels.
```markdown
Exports grew.[^2] Imports fell.[^1]

[^1]: Customs Office, Annual Report 2014.
[^2]: Port Authority, Yearbook 2015.
```

Text taken from a PDF may have lost a note on the way.
```text
The clinic on the hill opened in spring.1 It was closed after the flood.2 The council sold the house.4 A school moved in.5

1 Board of Health, Annual Report 1990, 12.
2 Board of Health, Annual Report 2001, 14.
4 Town Council, Minutes, May 3, 2004, 9.
5 Board of Schools, Yearbook 2006, 31.
```

## Authority
Chicago Manual of Style 14.25.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    if draft.notes.is_empty() {
        return; // `note-undefined` has said what is wrong
    }
    let mut seen: HashMap<u32, (BTreeSet<u32>, u32)> = HashMap::new();
    let mut mended: HashSet<u32> = HashSet::new();
    let mut late: Option<Late<'_>> = None;
    for marker in &draft.markers {
        let typed = case.slice(marker.place);
        let Ok(number) = marker.id.parse::<u32>() else { continue };
        if marker.passage.is_none() || typed.contains('^') || typed.starts_with('<') || marker.note.is_none()
        {
            continue;
        }
        let (used, highest) = seen.entry(marker.scope).or_default();
        if !used.insert(number) {
            continue;
        }
        let defined =
            |id: &u32| draft.notes.iter().any(|n| n.scope == marker.scope && n.id == id.to_string());
        if number < *highest {
            // A passage that was moved takes its notes along: they are out of order together.
            match &mut late {
                Some(late) if (late.scope, late.highest) == (marker.scope, *highest) => {
                    late.markers.push((number, marker));
                }
                _ => {
                    let next =
                        Late { scope: marker.scope, highest: *highest, markers: vec![(number, marker)] };
                    late.replace(next).into_iter().for_each(|late| late.tell(case, sink, &mut mended));
                }
            }
            continue;
        }
        let message = if number - *highest > 1
            && number - *highest < 50
            && !has_lost_its_height(typed)
            && !(*highest + 1..number).any(|id| defined(&id))
        {
            match *highest {
                0 => format!("the first note cited is {number}: the numbers before it are missing"),
                before => format!(
                    "note {before} is followed by note {number}: the numbers between them are missing"
                ),
            }
        } else {
            *highest = number.max(*highest);
            continue;
        };
        *highest = number.max(*highest);
        late.take().into_iter().for_each(|late| late.tell(case, sink, &mut mended));
        tell(case, sink, marker, message, &mut mended);
    }
    late.take().into_iter().for_each(|late| late.tell(case, sink, &mut mended));
}

/// Notes that are first cited after a higher one.
struct Late<'a> {
    scope: u32,
    highest: u32,
    markers: Vec<(u32, &'a Marker)>,
}

impl Late<'_> {
    fn tell(self, case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>, mended: &mut HashSet<u32>) {
        let numbers: Vec<String> = self.markers.iter().map(|(number, _)| number.to_string()).collect();
        let message = match numbers.as_slice() {
            [one] => format!("note {one} is first cited after note {}", self.highest),
            many => format!("notes {} are first cited after note {}", listed(many, 6), self.highest),
        };
        if let Some((_, first)) = self.markers.first() {
            tell(case, sink, first, message, mended);
        }
    }
}

fn tell(
    case: &CoveredCase<'_, '_>,
    sink: &mut Sink<'_>,
    marker: &Marker,
    message: String,
    mended: &mut HashSet<u32>,
) {
    let finding = sink
        .finding(marker.place, message)
        .label("out of order")
        .why("a jump often means that a note was lost or moved")
        .help("renumber the notes in the order of their markers")
        .passage(marker.passage);
    // One fix renumbers a whole run; its first finding carries it.
    let edits = (mended.len() < MOST_FIXES && mended.insert(marker.scope))
        .then(|| Renumbering::of(case, case.draft, marker.scope)?.edits());
    sink.push(match edits.flatten() {
        Some(edits) => finding.fix("renumber the notes and their markers", false, edits),
        None => finding,
    });
}

/// Whether a marker is digits alone, as in text taken from a PDF, where a raised number has become one of the words:
/// that a number is missing among them says more of such a text, and of our reading, than of the document.
fn has_lost_its_height(typed: &str) -> bool {
    typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// A run of notes with new numbers, in the order of their first markers.
struct Renumbering<'c, 'a> {
    case: &'c Case<'a>,
    draft: &'a Draft,
    scope: u32,
    /// The run's notes, in the order of the file.
    notes: Vec<&'a Note>,
    /// Old id to new number.
    new: HashMap<&'a str, u32>,
}

impl<'c, 'a> Renumbering<'c, 'a> {
    /// `None` where numbers alone do not tell what to do: a note without a
    /// marker, a marker without a note, two notes with one number, a label
    /// that is no number, a note in another file.
    fn of(case: &'c Case<'a>, draft: &'a Draft, scope: u32) -> Option<Self> {
        let mut notes: Vec<&Note> = draft.notes.iter().filter(|note| note.scope == scope).collect();
        notes.sort_by_key(|note| note.place.span.start);
        let first = notes.iter().map(|note| note.id.parse::<u32>().ok()).min()??;
        let known: HashSet<&str> = notes.iter().map(|note| note.id.as_str()).collect();
        let file = notes.first()?.place.file;
        let sound = |note: &&&Note| {
            note.uses > 0 && !note.unnumbered && note.place.file == file && note.id.parse::<u32>().is_ok()
        };
        if known.len() != notes.len() || notes.iter().filter(sound).count() != notes.len() {
            return None;
        }
        let mut new: HashMap<&str, u32> = HashMap::new();
        for marker in draft.markers.iter().filter(|marker| marker.scope == scope) {
            let next = first.checked_add(u32::try_from(new.len()).ok()?)?;
            if marker.in_note.is_some() || marker.note.is_none() {
                return None;
            }
            new.entry(marker.id.as_str()).or_insert(next);
        }
        (new.len() == notes.len()).then_some(Self { case, draft, scope, notes, new })
    }

    /// Markers, notes and the claims file's numbers, all or nothing.
    fn edits(&self) -> Option<Vec<Edit>> {
        let mut sorted = self.notes.clone();
        sorted.sort_by_key(|note| self.new[note.id.as_str()]);
        let moved = sorted.iter().zip(&self.notes).any(|(one, other)| one.id != other.id);
        if self.hangs_on_order(moved) {
            return None;
        }
        let mut edits = Vec::new();
        let mut last = None;
        for marker in self.draft.markers.iter().filter(|marker| marker.scope == self.scope) {
            // Numbers inside a range (`[1–4]`) have no bytes of their own.
            if last.is_some_and(|last: Place| marker.place.span.start < last.span.end) {
                return None;
            }
            last = Some(marker.place);
            let text = renumbered(self.case.slice(marker.place), &marker.id, self.new[marker.id.as_str()])?;
            edits.push(Edit { place: marker.place, text });
        }
        for (slot, note) in self.notes.iter().zip(&sorted) {
            let label = renumbered(self.case.slice(note.label), &note.id, self.new[note.id.as_str()])?;
            if slot.id == note.id {
                edits.push(Edit { place: note.label, text: label });
            } else {
                let whole = self.case.slice(note.place);
                let rest = whole.strip_prefix(self.case.slice(note.label))?;
                edits.push(Edit { place: slot.place, text: format!("{label}{rest}") });
            }
        }
        self.claims(&mut edits)?;
        edits.retain(|edit| self.case.slice(edit.place) != edit.text);
        Some(edits)
    }

    /// Whether a note, or the text, leans on present numbers or neighbours:
    /// *Ibid.*, "see note 4".
    fn hangs_on_order(&self, moved: bool) -> bool {
        let by_neighbour = self.case.notes.citations().any(|(at, citation)| {
            let here = self.draft.notes[at.note].scope == self.scope;
            here && (moved && citation.form == Form::Ibid || citation.reference.is_some())
        });
        let words = self.draft.view.text().to_lowercase();
        let by_number = ["note ", "notes ", "n. ", "nn. ", "note\u{a0}"].iter().any(|word| {
            words.match_indices(word).any(|(at, _)| {
                let alone = !words[..at].ends_with(char::is_alphanumeric)
                    || words[..at].ends_with("foot")
                    || words[..at].ends_with("end");
                alone && words[at + word.len()..].starts_with(|c: char| c.is_ascii_digit())
            })
        });
        by_neighbour || by_number || moved && words.contains("ibid")
    }

    /// Adds the numbers that the claims file gives; `None` if they cannot all be seen.
    fn claims(&self, edits: &mut Vec<Edit>) -> Option<()> {
        let Some(claims) = self.case.claims else { return Some(()) };
        if !claims.errors.is_empty() || self.draft.notes.len() != self.notes.len() {
            return None;
        }
        let cited = self.case.entries.iter().flat_map(|entry| &entry.entry.cites).filter_map(|cite| {
            match &cite.target {
                Target::Note(note) => Some(note),
                _ => None,
            }
        });
        let waived = self.case.waivers.iter().filter_map(|waiver| match &waiver.accept.target {
            Some(AcceptTarget::Note(note)) => Some(note),
            _ => None,
        });
        let refs: Vec<&NoteRef> = self
            .case
            .sources
            .iter()
            .flat_map(|source| &source.decl.notes)
            .chain(cited)
            .chain(waived)
            .collect();
        for note in refs.into_iter().filter(|note| note.kind == NoteRefKind::Number) {
            if let Some(new) = self.new.get(note.id.as_str()) {
                edits.push(Edit { place: Place::new(claims.file, note.span), text: format!("[{new}]") });
            }
        }
        Some(())
    }
}

/// The words with this number changed, if they hold it and no other.
fn renumbered(words: &str, old: &str, new: u32) -> Option<String> {
    let at = words.find(old)?;
    let (before, after) = (&words[..at], &words[at + old.len()..]);
    let digit = |c: char| c.is_numeric();
    (!before.contains(digit) && !after.contains(digit)).then(|| format!("{before}{new}{after}"))
}
