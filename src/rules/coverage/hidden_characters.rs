//! `hidden-characters`: signs that turn the order of writing, and letters without a shape.

use std::borrow::Cow;

use crate::case::Case;
use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::ids::PassageId;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};
use crate::text::hidden::{Hidden, Sort, hidden};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "hidden-characters",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Coverage,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "hidden characters: reversed text, invisible letters",
    explain: EXPLAIN,
    check: Check::Case(check),
};

const EXPLAIN: &str = r#"## What it checks
Two sorts of characters that readers cannot see, in the text and the notes of the draft and in the claims file. Signs that turn the order of writing (overrides; embeddings and isolates where nothing is written from right to left, or that do not end). And characters without a shape: zero-width spaces and joiners, marks of direction, tags, a byte order mark within the text. A fix takes out those without a shape; signs that turn the order only with `--unsafe-fixes`, since the screen then shows other words.

## Why it matters
The words on the screen are not those that were checked. A figure between two such signs is read from the back; a word with an invisible letter in it is found by no search.

## Example
```markdown
Fares rose by &#8238;04&#8236; per cent in 2011.[^hull]

[^hull]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015), 4.
```
Marked: “&#8238;04&#8236;”.

A letter without a shape.
```markdown
Fares rose by 4&#8203;0 per cent in 2011.[^hull]

[^hull]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015), 4.
```
Marked: “4&#8203;0”.

## Instead
Without the signs the words stand as the screen did not show them.
```markdown
Fares rose by 04 per cent in 2011.[^hull]

[^hull]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015), 4.
```
What was meant.
```markdown
Fares rose by 40 per cent in 2011.[^hull]

[^hull]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015), 4.
```

## Not flagged
Hebrew within its marks, Persian with the joiner that it needs, a picture made of several, a soft hyphen.
```markdown
The sign read &#8295;שלום&#8297;, the book کتاب&#8204;ها, and the reply was 👨&#8205;👩&#8205;👧, unfor&#173;gettably.[^hull]

[^hull]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015), 4.
```

## Authority
Unicode Technical Standard 55, *Unicode Source Code Handling*; Unicode Standard Annex 31, on joiners.
"#;

/// A hidden character where it stands: its file, and the passage if it is the draft's.
struct Met {
    hidden: Hidden,
    place: Place,
    end: Option<Place>,
    /// The word around it, or all that is turned.
    around: Place,
    passage: Option<PassageId>,
}

/// How a sort of hidden characters is told.
struct Told {
    one: &'static str,
    many: &'static str,
    label: &'static str,
    why: &'static str,
    help: &'static str,
    title: &'static str,
    safe: bool,
}

const TURNS: Told = Told {
    one: "a hidden character reverses the text",
    many: "hidden characters reverse the text",
    label: "reversed here",
    why: "the screen shows other words than those that were checked",
    help: "type the words in reading order",
    title: "delete the hidden character",
    safe: false,
};

const INVISIBLE: Told = Told {
    one: "invisible character in the text",
    many: "invisible characters in the text",
    label: "in these words",
    why: "searches and checks see other words than readers do",
    help: "delete it",
    title: "delete the invisible characters",
    safe: true,
};

/// At most so many places are shown.
const SHOWN: usize = 20;

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for all in [in_draft(case), in_claims(case)] {
        let (turned, invisible): (Vec<Met>, Vec<Met>) =
            all.into_iter().partition(|met| met.hidden.sort == Sort::Turns);
        tell(&turned, sink, &TURNS);
        tell(&invisible, sink, &INVISIBLE);
    }
}

/// One finding for all of a sort: the first has the fix, the others their places.
fn tell(met: &[Met], sink: &mut Sink<'_>, told: &Told) {
    let mut found: Vec<Diagnostic> = met
        .iter()
        .take(SHOWN)
        .map(|met| {
            sink.finding(met.around, format!("{}: {}", told.one, met.hidden.name()))
                .label(told.label)
                .why(told.why)
                .help(told.help)
                .passage(met.passage)
        })
        .collect();
    let message = match found.as_slice() {
        [] => return,
        [one] => one.message.clone(),
        _ => {
            let mut names: Vec<String> = Vec::new();
            for name in met.iter().take(SHOWN).map(|met| met.hidden.name()) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            format!("{} {}: {}", met.len(), told.many, crate::rules::kit::listed(&names, 3))
        }
    };
    let signs = met.iter().flat_map(|met| std::iter::once(met.place).chain(met.end));
    let edits = signs.map(|place| Edit { place, text: String::new() }).collect();
    let first = found.remove(0).fix(told.title, told.safe, edits);
    found.insert(0, first);
    sink.gathered(found, message);
}

/// Those of the draft, notes included, as its files have them: the view leaves out what has no shape.
/// Direction ends with a paragraph, so each is looked at whole.
fn in_draft(case: &Case<'_>) -> Vec<Met> {
    let Some(draft) = case.draft else { return Vec::new() };
    // Each with its sentences, so that a waiver of a sentence holds for what stands in it.
    let mut paragraphs: Vec<(Place, Vec<(u32, PassageId)>)> = Vec::new();
    let mut last = None;
    for (at, passage) in draft.passages.each() {
        let place = passage.place;
        match paragraphs.last_mut().filter(|(whole, _)| whole.file == place.file) {
            Some((whole, sentences)) if last == Some(passage.paragraph) => {
                whole.span = whole.span.to(place.span);
                sentences.push((place.span.start, at));
            }
            _ => paragraphs.push((place, vec![(place.span.start, at)])),
        }
        last = Some(passage.paragraph);
    }
    paragraphs.extend(draft.notes.iter().map(|note| (note.place, Vec::new())));
    let entities = matches!(draft.format, "html" | "markdown" | "jats" | "docbook");
    let mut met = Vec::new();
    for (paragraph, sentences) in paragraphs {
        let words = case.slice(paragraph);
        let (shown, swaps) = if entities { decoded(words) } else { (Cow::Borrowed(words), Vec::new()) };
        let back = |span: Span| {
            let written = Span::new(source(&swaps, span.start), source(&swaps, span.end));
            Place::new(paragraph.file, paragraph.span.lift(written))
        };
        for hidden in hidden(&shown) {
            let (place, end) = (back(hidden.span), hidden.end.map(&back));
            let around = back(around(&shown, hidden.span, hidden.end));
            let after = sentences.partition_point(|(start, _)| *start <= place.span.start);
            let passage = after.checked_sub(1).map(|at| sentences[at].1);
            met.push(Met { hidden, place, end, around, passage });
        }
    }
    met
}

/// Words with their numbered entities as the characters that they stand for, and for each of these where it
/// ends there and here.
fn decoded(words: &str) -> (Cow<'_, str>, Vec<(u32, u32)>) {
    let mut swaps = Vec::new();
    let mut out = String::new();
    let mut rest = 0;
    for (at, _) in words.match_indices("&#") {
        let Some(length) = words[at..].bytes().take(12).position(|byte| byte == b';') else { continue };
        let digits = &words[at + 2..at + length];
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        };
        let Some(sign) = number.and_then(char::from_u32) else { continue };
        out.push_str(&words[rest..at]);
        swaps.push((Span::at(out.len()).start, Span::at(at).start));
        out.push(sign);
        rest = at + length + 1;
        swaps.push((Span::at(out.len()).start, Span::at(rest).start));
    }
    if swaps.is_empty() {
        return (Cow::Borrowed(words), swaps);
    }
    out.push_str(&words[rest..]);
    (Cow::Owned(out), swaps)
}

/// Where an offset of [`decoded`] words stands in the words as they are written.
fn source(swaps: &[(u32, u32)], at: u32) -> usize {
    let before = swaps.partition_point(|(shown, _)| *shown <= at);
    let (shown, written) = before.checked_sub(1).map_or((0, 0), |last| swaps[last]);
    (written + (at - shown)) as usize
}

/// Those of the claims file, line by line. A byte order mark at its head is none.
fn in_claims(case: &Case<'_>) -> Vec<Met> {
    let Some(file) = case.claims.map(|claims| claims.file) else { return Vec::new() };
    let content = case.texts.get(file).content.as_str();
    let mut met = Vec::new();
    let mut start = 0;
    for line in content.split_inclusive(['\n', '\r']) {
        let head = if start == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let here = Span::new(start + head, start + line.len());
        for hidden in hidden(&line[head..]) {
            let span = here.lift(hidden.span);
            let end = hidden.end.map(|end| here.lift(end));
            let around = Place::new(file, around(content, span, end));
            let end = end.map(|end| Place::new(file, end));
            met.push(Met { hidden, place: Place::new(file, span), end, around, passage: None });
        }
        start += line.len();
    }
    met
}

/// The most characters of a word that are marked on either side.
const WORD: usize = 24;

/// The word that a hidden character stands in; a pair with all between its two.
fn around(text: &str, span: Span, end: Option<Span>) -> Span {
    if let Some(end) = end {
        return span.to(end);
    }
    let (from, to) = (span.start as usize, span.end as usize);
    let word = |c: &char| !c.is_whitespace();
    let before: usize = text[..from].chars().rev().take(WORD).take_while(word).map(char::len_utf8).sum();
    let after: usize = text[to..].chars().take(WORD).take_while(word).map(char::len_utf8).sum();
    Span::new(from - before, to + after)
}
