//! What stands around a text: a library's sheet before it, the lives of its authors behind it.

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::draft::{Draft, PassageKind, read, reader_named};
use claimlint::inside::text::{Text, Texts};

/// An article as a repository hands it out.
const ARTICLE: &str = "\
Harbour Review: Studies

Volume 12 Number 3

Quiet Weirs: Fishing the Upper River

Ada B. Hull and Peter van Lund

Follow this and additional works at: https://press.example.edu/harbour

Recommended Citation

Ada B. Hull and Peter van Lund, “Quiet Weirs,” Harbour Review 12, no. 3 (2011): 23-36.

This article is brought to you for free and open access by NHCU Press. It has been accepted for inclusion in Harbour \
Review by an authorized editor of NHCU Press.

The weirs

Ada B. Hull is quoted on most of what is known of the weirs. Some 480 of them stood on the upper river, and the towns \
on its banks lived by them for two hundred years. Nobody counted the boats. The river board has kept its rolls since, \
and a clerk reads them out each spring to whoever comes. In 2009 eleven people came to hear it.

Conclusion

The weirs are quiet, and the towns have other work. What the rolls hold of them is worth keeping.

Ada B. Hull Dr. Ada B. Hull is chair of river studies at the Northern College of Salmon. She fished until 1998.

Peter van Lund is an editor of the Shore Quarterly.
";

fn draft(source: &str) -> Draft {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", source));
    read(reader_named("text").or(reader_named("plain")).expect("the reader is registered"), file, &texts)
}

fn words(draft: &Draft, kind: PassageKind) -> String {
    let of_kind = draft.passages.each().filter(|(_, passage)| passage.kind == kind);
    of_kind.map(|(at, _)| draft.words(at)).collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_cover_sheet_is_no_text() {
    let read = draft(ARTICLE);
    let text = words(&read, PassageKind::Sentence);
    assert!(!text.contains("NHCU Press") && !text.contains("additional works"), "{text}");
    assert!(text.contains("Some 480 of them") && text.contains("The weirs are quiet"), "{text}");
    // One such wording is no sheet.
    let told = ARTICLE.replace("Follow this and additional works at", "More is told at");
    let told = told
        .replace("Recommended Citation", "How to cite")
        .replace("It has been accepted for inclusion in", "It is in");
    let told = told.replace("by an authorized editor of", "by");
    assert!(words(&draft(&told), PassageKind::Sentence).contains("NHCU Press"), "{told}");
}

#[test]
fn the_lives_of_the_authors_are_no_conclusion() {
    let read = draft(ARTICLE);
    let text = words(&read, PassageKind::Sentence);
    assert!(!text.contains("Northern College") && !text.contains("Shore Quarterly"), "{text}");
    assert!(words(&read, PassageKind::Byline).contains("Northern College"));
    // Whom the head does not name may be what the text is about, and an author may stand in its midst.
    assert!(text.contains("Ada B. Hull is quoted"), "{text}");
    let other = draft(&ARTICLE.replace("Peter van Lund is an editor", "Jon Pike is an editor"));
    assert!(words(&other, PassageKind::Sentence).contains("Jon Pike is an editor"));
}

#[test]
fn neither_is_looked_at_as_a_conclusion_or_an_acronym() {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft", ARTICLE));
    let reader = reader_named("text").or(reader_named("plain")).expect("the reader is registered");
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] };
    let report = check(input, &Options::default());
    let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
    assert!(!codes.contains(&"conclusion-new-fact") && !codes.contains(&"acronym-use"), "{codes:?}");
}
