//! `ibid-used`: *Ibid.*, *Id.*, *op. cit.* or *loc. cit.* in place of a short form.

use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::notes::{Citation, Form, ShortForm, Target, Use};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "ibid-used",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "“Ibid.” or “op. cit.” in place of a short form",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

/// Up to so many such notes each get a finding; more are one habit.
const EACH: usize = 3;

const EXPLAIN: &str = r#"## What it checks
No note says *Ibid.*, *Id.*, *op. cit.* or *loc. cit.* in place of the work's short form.

## Why it matters
A note inserted before it changes what it refers to, and readers must turn back to see.

## Example
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Smith, “Harbour Dues: A History,” Port Review 12, no. 3 (2014): 45–61.

[2] Ibid.
```
Marked: “Ibid.”.

## Instead
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Smith, “Harbour Dues: A History,” Port Review 12, no. 3 (2014): 45–61.

[2] Smith, “Harbour Dues.”
```
`claimlint check --fix --unsafe-fixes` writes the short form; read what it wrote, and add the page.
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Smith, “Harbour Dues: A History,” Port Review 12, no. 3 (2014): 45–61.

[2] Smith, “Harbour Dues,” 47.
```

## Not flagged
Words that only look like one.
```text
Exports grew.[1]

Notes

[1] Hassan Ibidun, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.
```
Any such form under `--profile legal`: legal citation keeps *Id.*

## Authority
Chicago Manual of Style 14.34 (17th edition), repeated in the 18th.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    if on.case.options.profile.is_legal() {
        return;
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for (at, citation) in on.notes.citations() {
        if matches!(citation.form, Form::Ibid | Form::OpCit) {
            found.push(finding(on, sink, at, citation));
        }
    }
    if found.len() <= EACH {
        found.into_iter().for_each(|finding| sink.push(finding));
        return;
    }
    let title = "write the short forms";
    let edits: Vec<Edit> =
        found.iter().filter_map(|it| it.fix.as_ref()).flat_map(|fix| fix.edits.clone()).collect();
    let message =
        format!("{} notes use “Ibid.”, “op. cit.” or the like instead of naming the work", found.len());
    for finding in &mut found {
        finding.fix = None;
    }
    if !edits.is_empty() {
        found[0].fix = Some(crate::diagnostic::Fix { title: title.to_owned(), safe: false, edits });
    }
    found[0].help =
        "name the work in each: family name, short title, page; for legal writing use `--profile legal`"
            .to_owned();
    sink.gathered(found, message);
}

fn finding(on: &NoteCase<'_, '_>, sink: &Sink<'_>, at: Use, citation: &Citation) -> Diagnostic {
    let form = citation.form_span.unwrap_or(citation.span);
    let word = on.words(form);
    let (message, why) = match citation.form {
        Form::OpCit => (
            format!("“{word}” sends readers back through the earlier notes"),
            "they must search all of them, and may find two works by this author",
        ),
        _ => (
            format!("“{word}” points to the note before instead of naming the work"),
            "a note inserted in between changes what it refers to",
        ),
    };
    let finding = on.finding(sink, at.note, form, message).why(why);
    let Target::Source(source) = citation.target else {
        return finding
            .label("which work?")
            .help("write the work's short form: family name, short title, page");
    };
    let full = on.notes.fullest(source);
    let first = on.notes.sources[source].uses.first().map_or(at, |first| *first);
    let label = if first.note == at.note {
        String::new()
    } else {
        format!("the work cited in {}", on.name(first.note))
    };
    let finding = finding.label(label);
    let Some(short) = ShortForm::of(on.draft, full).filter(|_| matches!(full.form, Form::Full)) else {
        return finding.help("write the work's short form: family name, short title, page");
    };
    let named = matches!(citation.form, Form::OpCit);
    let finding = finding.help(format!("write the short form: {}", short.with("")));
    match edit(on, form, &short).filter(|_| !named) {
        Some(edit) => finding.fix("write the short form", false, vec![edit]),
        None => finding,
    }
}

/// Replaces the form, and what joins it to a page ("Ibid., 56", "Id. at 56"),
/// by the short form.
fn edit(on: &NoteCase<'_, '_>, form: Span, short: &ShortForm) -> Option<Edit> {
    let after = on.draft.view.text().get(form.end as usize..)?;
    let line = after.split('\n').next().unwrap_or("");
    let point = line.len() - line.strip_prefix('.').unwrap_or(line).len();
    let rest = &line[point..];
    let joint = [",", " at", ", at", " p.", ":"]
        .iter()
        .filter(|joint| rest.starts_with(**joint))
        .map(|j| j.len())
        .max();
    let (mark, joined) = match joint {
        _ if rest.trim().is_empty() => (".", point),
        Some(length) => (",", point + if rest.starts_with(" p.") { 0 } else { length }),
        None if rest.starts_with([';', ')']) => ("", point),
        None => (".", point),
    };
    let text = short.with(mark);
    let whole = Span { start: form.start, end: form.end + u32::try_from(joined).ok()? };
    let mut place = on.case.in_draft(whole)?;
    if joined == 0 || on.draft.format == "markdown" {
        place = with_markup(on, place, joined > 0)?;
    }
    Some(Edit { place, text })
}

/// The place with the marks of emphasis around it: `*Ibid.*` is replaced whole.
/// `None` if only one side of them is inside.
fn with_markup(on: &NoteCase<'_, '_>, place: Place, joined: bool) -> Option<Place> {
    let content = &on.case.texts.get(place.file).content;
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    let inside = content.get(start..end)?;
    let marks = ['*', '_'];
    let before = content[..start].chars().rev().take_while(|c| marks.contains(c)).count();
    if before == 0 {
        return Some(place);
    }
    let closed = inside.chars().filter(|c| marks.contains(c)).count();
    let after = content[end..].chars().take_while(|c| marks.contains(c)).count();
    match (closed, after) {
        (closed, _) if joined && closed == before => {
            Some(Place::new(place.file, Span::new(start - before, end)))
        }
        (0, after) if after == before => Some(Place::new(place.file, Span::new(start - before, end + after))),
        _ => None,
    }
}
