//! The clauses: the table of them all, and what several of them share.
//!
//! Each is read by a function of its own, which gets what follows the clause's
//! first word: those of drafts and sources in [`super::clause_setting`], those of
//! entries in [`super::clause_entry`], `cites` in [`super::cites`].

pub use super::clause_part::Clause;
use super::{
    cites::cites,
    clause_entry::{
        against, answer, at, because, by, checked, confidence, decision, effect, kind, pinned, qualifier,
        question, reason, uncontested,
    },
    clause_from::from,
    clause_setting::{
        archived, author, bibliography, endnotes, held, level, object, rating, reach, same_origin, scale,
        style, thesis, was, withdrawn,
    },
    read::Reader,
    token::Parsed,
    words::{ASSUME, CLAIM, Home, OBJECTION},
};

/// A function that reads a clause after its first word.
type Read = for<'a> fn(&mut Reader<'a>, &'a str) -> Parsed<'a, Clause>;

/// One clause of the language.
pub struct ClauseRow {
    /// Its first word.
    pub word: &'static str,
    /// The declarations it may stand under.
    pub homes: &'static [Home],
    /// Whether a second one is a slip.
    pub once: bool,
    /// The other words of ours that may stand in it.
    pub inner: &'static [&'static str],
    /// How it looks.
    pub example: &'static str,
    /// What reads it.
    pub read: Read,
}

const DRAFT: &[Home] = &[Home::Draft];
const SOURCE: &[Home] = &[Home::Source];
const ARGUED: &[Home] = &[CLAIM, OBJECTION];
const ENTRIES: &[Home] = &[CLAIM, ASSUME, OBJECTION];
const NAMED: &[Home] = &[CLAIM, ASSUME, OBJECTION, Home::Source];

const fn row(
    word: &'static str,
    homes: &'static [Home],
    inner: &'static [&'static str],
    example: &'static str,
    read: Read,
) -> ClauseRow {
    ClauseRow { word, homes, once: true, inner, example, read }
}

const fn many(row: ClauseRow) -> ClauseRow {
    ClauseRow { once: false, ..row }
}

/// Every clause.
#[rustfmt::skip]
pub const CLAUSES: &[ClauseRow] = &[
    many(row("thesis", DRAFT, &[], "thesis main-claim", thesis)),
    many(row("author", DRAFT, &[], "author \"A. Author\"", author)),
    row("reach", DRAFT, &[], "reach sentence", reach),
    row("scale", DRAFT, &[], "scale icd203", scale),
    row("style", DRAFT, &[], "style chicago", style),
    many(row("endnotes", DRAFT, &[], "endnotes \"notes.md\"", endnotes)),
    many(row("bibliography", DRAFT, &[], "bibliography \"refs.bib\"", bibliography)),
    row("rating", SOURCE, &[], "rating B", rating),
    row("level", SOURCE, &[], "level secondary", level),
    row("held", SOURCE, &["sha256"], "held \"sources/smith.pdf\" sha256 9f2c41d07a3be815", held),
    many(row("same-origin", SOURCE, &["as"], "same-origin as smith", same_origin)),
    row("withdrawn", SOURCE, &["on"], "withdrawn on 2017-05-10", withdrawn),
    row("archived", SOURCE, &["on"], "archived \"https://web.archive.org/…\" on 2017-05-10", archived),
    row("object", SOURCE, &["of", "study"], "object of study", object),
    many(row("was", NAMED, &[], "was old-name", was)),
    row("kind", ARGUED, &[], "kind forecast", kind),
    row("qualifier", ARGUED, &[], "qualifier likely", qualifier),
    row("confidence", ARGUED, &[], "confidence moderate", confidence),
    many(row("at", ENTRIES, &["to"], "at \"first words\" to \"last words\"", at)),
    row("pinned", ENTRIES, &[], "pinned k7f2", pinned),
    many(row("cites", ARGUED, &[], "cites smith states \"the words quoted\" page 3 rating 2", cites)),
    many(row("because", ARGUED, &[], "because one-claim, other-claim", because)),
    many(row("against", &[OBJECTION], &["step", "to"], "against claim-name, or: against step one-claim to other-claim", against)),
    row("from", &[CLAIM], &[], "from one-claim / other-claim", from),
    many(row("checked", ENTRIES, &["by", "on", "of", "verdict", "seal"], "checked by \"A. Editor\" on 2017-05-10 of figure, quotation verdict supported", checked)),
    many(row("question", ENTRIES, &["by", "on"], "question \"What is open?\" by \"A. Editor\" on 2017-05-10", question)),
    many(row("answer", ENTRIES, &["by", "on"], "answer \"What is known.\" by \"A. Author\" on 2017-05-11", answer)),
    many(row("decision", ENTRIES, &["by", "on"], "decision \"What is to be done.\" by \"A. Editor\" on 2017-05-12", decision)),
    row("uncontested", &[CLAIM], &[], "uncontested \"Why it is not disputed.\"", uncontested),
    row("reason", &[ASSUME], &[], "reason \"Why it is assumed.\"", reason),
    row("effect", &[ASSUME], &[], "effect \"What depends on it.\"", effect),
    row("by", &[ASSUME, Home::Accept], &["on", "until"], "by \"A. Editor\" on 2017-05-10 until 2017-08-01", by),
];

/// The clause with this first word.
pub fn clause_row(word: &str) -> Option<&'static ClauseRow> {
    CLAUSES.iter().find(|row| row.word == word)
}
