//! `publisher-url-mismatch`: the body named and the address belong to different owners.

use crate::diagnostic::Level;
use crate::notes::outlets::{Kind, host_of, registrable};
use crate::notes::{Citation, Contributor, Field};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "publisher-url-mismatch",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a publisher and a web address that belong to different owners",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Where a note names a body of the list (`claimlint outlets` prints it) and its address belongs to another body of the list, one of the two is probably a slip. Likewise where an archive's address keeps a page of another site than the one cited.

## Why it matters
Readers expect a report by one publisher and find another.

## Example
```text
Nine men were held without trial in 2014.[1]

Notes

[1] “Held Without Trial,” Human Rights Watch, May 2, 2014, https://www.amnesty.org/en/documents/held.
```
Marked: “https://www.amnesty.org/en/documents/held”.

## Instead
```text
Nine men were held without trial in 2014.[1]

Notes

[1] “Held Without Trial,” Amnesty International, May 2, 2014, https://www.amnesty.org/en/documents/held.
```

## Not flagged
A repository or a reprint at a site that the list does not know as a body.
```text
Nine men were held without trial in 2014.[1] Prices fell.[2]

Notes

[1] “Held Without Trial,” Human Rights Watch, May 2, 2014, https://www.scribd.com/document/held.

[2] “Prices,” World Bank, May 2, 2014, https://reliefweb.example/prices.
```

A report of both.
```text
Nine men were held without trial in 2014.[1]

Notes

[1] Amnesty International, “Held Without Trial,” Human Rights Watch, May 2, 2014, https://www.amnesty.org/en/documents/held.
```

## Authority
Own; a handbook's model citation credits a report at amnesty.org to Human Rights Watch.
"#;

/// Kinds whose names and addresses belong together. Papers reprint each other,
/// so news is none of them.
const BODIES: [Kind; 4] = [Kind::Body, Kind::Advocacy, Kind::Government, Kind::Vendor];

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    for (used, citation) in case.notes.citations() {
        let Some(url) = &citation.url else { continue };
        let Some(host) = host_of(&url.value) else { continue };
        let passage = case.passage_of(used.note);
        if let Some((named, owner)) = named_elsewhere(case, citation, &host)
            && let Some(place) = case.in_draft(url.span)
        {
            sink.push(
                sink.finding(place, format!("the note names {named}, but the address belongs to {owner}"))
                    .label(format!("{owner}’s address"))
                    .why("readers expect one publisher and find another")
                    .help("open the page to see who published it; correct the name or the address")
                    .note(used.note)
                    .passage(passage),
            );
        }
        let kept =
            citation.archive.as_ref().and_then(|copy| copy.value.original.as_deref()).and_then(host_of);
        if let (Some(kept), Some(archive)) = (kept, &citation.archive)
            && registrable(&kept).is_some()
            && registrable(&kept) != registrable(&host)
            && let Some(place) = case.in_draft(archive.span)
        {
            sink.push(
                sink.finding(place, format!("the archive holds a page of {kept}, but the note cites {host}"))
                    .label(format!("a page of {kept}"))
                    .why("the archived copy is of another website")
                    .help("check which of the addresses is right")
                    .note(used.note)
                    .passage(passage),
            );
        }
    }
}

/// The names of the body in the note and of the owner of the host, if both are
/// known, differ, and the note does not name the owner too.
fn named_elsewhere(case: &CoveredCase<'_, '_>, citation: &Citation, host: &str) -> Option<(String, String)> {
    let list = &case.options.outlets;
    let owner = list.by_domain(host).filter(|row| BODIES.contains(&row.kind) && !row.permanent)?;
    let fields = [&citation.container, &citation.publisher].into_iter().filter_map(|field| match field {
        Field::Found(found) => Some(found.value.as_str()),
        _ => None,
    });
    // A body may have been read as a person: "Amnesty International".
    let whole = |author: &Contributor| match author.given.as_str() {
        "" => author.family.clone(),
        given => format!("{given} {}", author.family),
    };
    let bodies: Vec<String> = citation.author_list().iter().map(whole).collect();
    let rows: Vec<_> =
        fields.chain(bodies.iter().map(String::as_str)).filter_map(|name| list.by_name(name)).collect();
    let named = rows.iter().find(|row| BODIES.contains(&row.kind) && !row.domains.is_empty())?;
    let owned = rows.iter().any(|row| row.id == owner.id);
    (!owned).then(|| (named.name.clone(), owner.name.clone()))
}
