//! `secondary-for-named-primary`: the text names a document, the note cites something about it.

use crate::lexicon::list;

use crate::pattern::pattern;

use crate::diagnostic::Level;
use crate::ids::PassageId;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "secondary-for-named-primary",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Sources,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a sentence on what a named document says that cites only a study about it",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Where a sentence says what a named strategy, law, report or treaty says ("under its Cyber Security Strategy", "the Port Act requires"), its only source is not a study, commentary or guide about that document. Both names must be plain: the document in the text, and the same words with "study of", "analysis", "review", "commentary" and the like in the title cited.

## Why it matters
The document itself is better evidence of what it says, and readers can look it up.

## Example
```text
Under its Cyber Security Strategy, Japan defined cyberspace as a global commons.[1]

Notes

[1] Kim Min and Seo Chai, “An Analytic Study of Cyber Security Strategies of Japan,” Journal of Security 10 (2016): 37–46.
```
Marked: “Cyber Security Strategy”.

## Instead
```text
Under its Cyber Security Strategy, Japan defined cyberspace as a global commons.[1]

Notes

[1] Information Security Policy Council, Cyber Security Strategy (Tokyo: Cabinet Office, 2013), 5.
```

## Not flagged
Both are cited.
```text
Under its Cyber Security Strategy, Japan defined cyberspace as a global commons.[1][2]

Notes

[1] Information Security Policy Council, Cyber Security Strategy (Tokyo: Cabinet Office, 2013), 5.

[2] Kim Min and Seo Chai, “An Analytic Study of Cyber Security Strategies of Japan,” Journal of Security 10 (2016): 37–46.
```

The document is not public.
```text
Under its classified Cyber Security Strategy, Japan defined cyberspace as a global commons.[1]

Notes

[1] Kim Min and Seo Chai, “An Analytic Study of Cyber Security Strategies of Japan,” Journal of Security 10 (2016): 37–46.
```

## Authority
KSJ Fact-Checking Project, Sourcing (primary first); Government Auditing Standards 7.50 (direct beats indirect).
"#;

const DOCUMENT: &str = r"(?:Strategy|White Paper|Act|Law|Code|Decree|Statute|Report|Plan|Directive|Treaty|Convention|Charter|Constitution|Guidelines|Agreement|Doctrine|Declaration|Accord|Resolution)";

pattern! {
    /// "under its Cyber Security Strategy", "the Port Act requires".
    static NAMED = {
        // A word is what stands between spaces and stops: classes of letters would cost milliseconds to build.
        const WORD: &str = r#"[^ \n.,;:()\[\]“”"]"#;
        let name = format!(r"(?:[A-Z]{WORD}+ (?:(?:of|on|for|and|the) )*){{1,7}}{DOCUMENT}");
        format!(
            r"(?-u:\b)(?:(?:[Uu]nder|[Aa]ccording to|[Pp]er) (?:{WORD}+[’']s |its |the |their |a )?(?:[0-9]{{4}} )?(?P<a>{name})(?-u:\b)|(?-u:\b)(?:[Tt]he|[Ii]ts|[Tt]heir|{WORD}+[’']s) (?:[0-9]{{4}} )?(?P<b>{name}),? (?:says|states|stated|defines|defined|requires|required|prohibits|prohibited|forbids|provides|provided|stipulates|calls|called|declares|declared|set out|sets out)(?-u:\b))"
        )
    };
}

pattern! {
    /// "Under this strategy": the document of the sentence before.
    static POINTS_BACK = r"(?i-u)\b(?:under|according to|in) (?:this|that|the same|the) (?P<noun>strategy|white paper|act|law|code|decree|statute|report|plan|directive|treaty|convention|charter|constitution|guidelines|agreement|doctrine|declaration|accord|resolution)\b";
}

pattern! {
    static NOT_PUBLIC = r"(?i-u)\b(?:classified|unpublished|secret|confidential|leaked|not public|undisclosed)\b";
}

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let standing = case.standing();
    for source in 0..case.notes.sources.len() {
        let citation = case.notes.fullest(source);
        let Some(title) = citation.title.value() else { continue };
        if citation.work.is_law() || list::ABOUT_A_WORK.find(&title.text).is_none() {
            continue;
        }
        for at in standing.by_source[source].iter().filter(|at| at.whole) {
            let words = draft.words(at.passage);
            let Some((span, name)) = named(case, at.passage) else { continue };
            if NOT_PUBLIC.as_ref().is_none_or(|pattern| pattern.is_match(words))
                || !is_about(&title.text, &name)
            {
                continue;
            }
            let Some(place) = case.in_draft(span) else { continue };
            let mut finding = sink
                .finding(
                    place,
                    format!("the text reports what “{name}” says, but its only source is a study about it"),
                )
                .label("the document itself is not cited")
                .why("the document is better evidence of what it says")
                .help("cite the document itself, and the study as well if it adds something")
                .note(at.note)
                .passage(Some(at.passage));
            if let Some(place) = citation.title.span().and_then(|span| case.in_draft(span)) {
                finding = finding.also(place, "about it");
            }
            sink.push(finding);
        }
    }
}

/// The document whose content a passage gives, with its place in the view: in
/// its own words, or in those of the sentence before.
fn named(case: &CoveredCase<'_, '_>, passage: PassageId) -> Option<(Span, String)> {
    let draft = case.draft;
    let find = |index: PassageId| {
        let found = NAMED.as_ref()?.captures(draft.words(index))?;
        let name = found.name("a").or_else(|| found.name("b"))?;
        let span = Span::new(name.start(), name.end());
        Some((draft.passages[index].view.lift(span), name.as_str().to_owned()))
    };
    find(passage).or_else(|| {
        let noun =
            POINTS_BACK.as_ref()?.captures(draft.words(passage))?.name("noun")?.as_str().to_lowercase();
        let before = passage.before()?;
        let near = &draft.passages[before];
        if near.paragraph != draft.passages[passage].paragraph || !near.markers.is_empty() {
            return None;
        }
        find(before).filter(|(_, name)| name.to_lowercase().ends_with(&noun))
    })
}

/// Whether a title is about the document: it holds all the words of its name,
/// and does not begin with them.
fn is_about(title: &str, name: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 2 && !matches!(*word, "the" | "and" | "for"))
            .map(|word| {
                word.strip_suffix("ies")
                    .map(|stem| format!("{stem}y"))
                    .unwrap_or_else(|| word.strip_suffix('s').unwrap_or(word).to_owned())
            })
            .collect()
    };
    let (title, name) = (stems(title), stems(name));
    name.len() >= 2 && name.iter().all(|word| title.contains(word)) && !title.starts_with(&name)
}
