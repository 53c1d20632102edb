//! The tree of a claims file: what the author wrote, with the bytes of every part.
//!
//! Nothing here is resolved: a name is only a name, a note number only a number.

use crate::span::{Span, Spanned};

/// A kebab-case name, as written.
pub type Name = Spanned<String>;

/// A closed vocabulary's word, or `None` with the span of what stood there
/// (already reported as an error), so that rules can pass over it in silence.
pub type Word<T> = Spanned<Option<T>>;

/// One or more adjacent strings, joined by one space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The strings joined by one space, without their quotation marks.
    pub text: String,
    /// From the first opening to the last closing quotation mark.
    pub span: Span,
    /// Each string's inside (without quotation marks).
    pub parts: Vec<Spanned<String>>,
}

/// A whole claims file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// The declarations in file order, unreadable ones included.
    pub items: Vec<Item>,
}

/// One declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "most items are entries, the largest kind; a box would cost more"
)]
pub enum Item {
    /// `draft "file"`.
    Draft(DraftDecl),
    /// `source name [15] "fragment"`.
    Source(SourceDecl),
    /// `claim`, `assume` or `objection`.
    Entry(Entry),
    /// `accept rule on name "reason"`.
    Accept(Accept),
    /// Bytes that could not be read as a declaration; an error tells why.
    Broken(Span),
}

/// `draft "japan-cyber.txt"` and its clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftDecl {
    /// The whole declaration, from its keyword to the end of its last clause.
    pub span: Span,
    /// The file, relative to the claims file's folder.
    pub file: Words,
    /// The files in which it goes on, in order: `draft "1.md", "2.md"`.
    pub later: Vec<Words>,
    /// `thesis name, name`.
    pub thesis: Vec<Name>,
    /// `author "…"`; may be repeated.
    pub authors: Vec<Words>,
    /// `reach sentence`.
    pub reach: Option<Word<Reach>>,
    /// `scale icd203`.
    pub scale: Option<Word<Scale>>,
    /// `style chicago`; a free word for now.
    pub style: Option<Name>,
    /// `endnotes "notes.md"`; may be repeated.
    pub endnotes: Vec<Words>,
    /// `bibliography "refs.bib"`; may be repeated.
    pub bibliography: Vec<Words>,
}

/// How far one marker covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The sentence that carries it.
    Sentence,
    /// Every sentence of its paragraph.
    Paragraph,
    /// Its sentence and those after it in the paragraph, until the next marker.
    UntilSourceChanges,
    /// Markers cover nothing: only entries of the claims file do.
    ClaimsFileOnly,
}

/// Scales of likelihood words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// `certain likely possible unlikely`.
    Plain,
    /// Intelligence Community Directive 203.
    Icd203,
    /// IPCC guidance note, 2010.
    Ipcc,
}

/// `[15]`, `[^herman]` or `[@herman2016]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRef {
    /// The brackets included.
    pub span: Span,
    /// The id without brackets and sign: `15`, `herman`, `herman2016`.
    pub id: String,
    /// What kind of id.
    pub kind: NoteRefKind,
}

/// What a reference in brackets points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteRefKind {
    /// `[15]`: the note's number.
    Number,
    /// `[^herman]`: the note's label.
    Label,
    /// `[@herman2016]`: a bibliography key.
    Key,
}

/// `source herman [15] "Japan’s Cyberthreats"` and its clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDecl {
    /// The whole declaration.
    pub span: Span,
    /// Its name.
    pub name: Name,
    /// The notes that cite it; empty for evidence that is not published: a work paper, an interview, a data file.
    pub notes: Vec<NoteRef>,
    /// A fragment of the note's own text, or what the evidence is; `None` if it was left out.
    pub fragment: Option<Words>,
    /// `rating D`: Admiralty reliability, `A` to `F`.
    pub rating: Option<Word<char>>,
    /// `level secondary`.
    pub level: Option<Word<SourceLevel>>,
    /// `held "file" sha256 9f2c…`.
    pub held: Option<Held>,
    /// `same-origin as name`; may be repeated.
    pub same_origin: Vec<Name>,
    /// `withdrawn on DATE`.
    pub withdrawn: Option<Date>,
    /// `archived "URL" on DATE`.
    pub archived: Option<(Words, Date)>,
    /// `object of study`.
    pub object_of_study: Option<Span>,
    /// `was old-name, older-name`.
    pub was: Vec<Name>,
}

/// Level of a source for this use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceLevel {
    /// The thing itself.
    Primary,
    /// About the thing.
    Secondary,
    /// A digest of others.
    Tertiary,
}

/// A held copy and its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The clause.
    pub span: Span,
    /// The file, relative to the claims file's folder.
    pub file: Words,
    /// 16 to 64 lower-case hexadecimal digits; `None` before `pin`.
    pub sha256: Option<Spanned<String>>,
}

/// A calendar date; `None` if the words are no real date (reported).
pub type Date = Spanned<Option<jiff::civil::Date>>;

/// Which kind of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// `claim`.
    Claim,
    /// `assume`.
    Assume,
    /// `objection`.
    Objection,
}

/// A claim, an assumption or an objection. All clauses are kept for all three;
/// the parser reports those that do not belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The whole declaration.
    pub span: Span,
    /// Which kind.
    pub entry: EntryKind,
    /// Its name.
    pub name: Name,
    /// What it states; `None` if left out: then it states what its sentence in the draft says.
    pub statement: Option<Words>,
    /// `kind forecast`; absent means `fact`.
    pub kind: Option<Word<ClaimKind>>,
    /// `qualifier likely`; one or more words, checked against the scale later.
    pub qualifier: Option<Spanned<String>>,
    /// `confidence high`.
    pub confidence: Option<Word<Confidence>>,
    /// `at "…" to "…"`; may be repeated.
    pub at: Vec<Anchor>,
    /// `pinned k7f2, m3qa`: one word for each anchor, in their order.
    pub pinned: Option<Pinned>,
    /// `cites …`; may be repeated.
    pub cites: Vec<Cite>,
    /// `because a, b`; each line is one reason.
    pub because: Vec<Because>,
    /// `against …`; objections only; may be repeated.
    pub against: Vec<Against>,
    /// `checked by … on … seal …`; may be repeated, the last one counts.
    pub checked: Vec<Checked>,
    /// `from paid / raked`: what its figure is worked out from.
    pub from: Option<From>,
    /// `question "…" by "…" on DATE`, with what was answered and decided: open until it is decided.
    pub questions: Vec<Question>,
    /// `uncontested "reason"`.
    pub uncontested: Option<Words>,
    /// `reason "…"` (assumptions: why it is made).
    pub reason: Option<Words>,
    /// `effect "…"` (assumptions: what hangs on it).
    pub effect: Option<Words>,
    /// `by … on … until …` (assumptions: whose, since when, until when).
    pub by: Option<By>,
    /// `was old-name, older-name`.
    pub was: Vec<Name>,
    /// Clauses that could not be read (reported). A rule that misses something
    /// here, such as evidence, may be missing it because of one of these.
    pub unread: Vec<Span>,
}

/// Kinds of claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// Must have evidence.
    Fact,
    /// Must have reasons.
    Interpretation,
    /// Must have reasons.
    Forecast,
    /// Must have reasons.
    Recommendation,
    /// A value judgement.
    Value,
    /// What a word is to mean here.
    Definition,
    /// What every reader of the field knows.
    CommonKnowledge,
}

/// Confidence in a judgement, apart from its likelihood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// High.
    High,
    /// Moderate.
    Moderate,
    /// Low.
    Low,
}

/// `at "first words" to "last words"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The clause, or in `accept` the words from `at` on.
    pub span: Span,
    /// The words, or the first words.
    pub from: Words,
    /// The last words.
    pub to: Option<Words>,
}

/// `pinned k7f2, m3qa`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
    /// The clause.
    pub span: Span,
    /// The words, in the order of the anchors.
    pub words: Vec<Spanned<String>>,
}

/// What a `cites` points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A source by name.
    Source(Name),
    /// A note directly: the quick form.
    Note(NoteRef),
}

/// `cites herman states "…" page 3 rating 4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// The clause.
    pub span: Span,
    /// The source or note.
    pub target: Target,
    /// How it bears on the claim; absent means `supports`.
    pub relation: Option<Word<Relation>>,
    /// The quoted words.
    pub quote: Option<Words>,
    /// `page 3`, `section "Findings"`.
    pub locators: Vec<Locator>,
    /// `rating 4`: Admiralty credibility, 1 to 6.
    pub rating: Option<Word<u8>>,
}

/// How a citation bears on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Says it, in the quoted words.
    States,
    /// Supports it.
    Supports,
    /// Supports nothing; for the reader's orientation.
    Background,
    /// Evidence against.
    Contradicts,
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// Keyword and value.
    pub span: Span,
    /// Which unit.
    pub unit: Spanned<LocatorUnit>,
    /// The value as written, without quotation marks: `3`, `14-15`, `01:22:30`.
    pub value: Spanned<String>,
}

/// Units of a locator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the vocabulary itself")]
pub enum LocatorUnit {
    Page,
    Section,
    Paragraph,
    Line,
    Chapter,
    Figure,
    Table,
    Time,
}

/// One reason: entries that count together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The clause.
    pub span: Span,
    /// The entries.
    pub names: Vec<Name>,
}

/// What an objection attacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// `against name`.
    Entry(Name),
    /// `against step premise to conclusion`.
    Step {
        /// The clause.
        span: Span,
        /// The premise.
        from: Name,
        /// The conclusion.
        to: Name,
    },
}

/// `checked by "A. Editor" on 2017-05-10 seal k7f2q9xd`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The clause.
    pub span: Span,
    /// Who.
    pub by: Words,
    /// When.
    pub on: Date,
    /// What was looked at; empty if that is not said.
    pub of: Vec<Word<CheckedPart>>,
    /// What was found; absent means that the source supports it.
    pub verdict: Option<Word<Verdict>>,
    /// The seal.
    pub seal: Option<Spanned<String>>,
}

/// What a checker looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckedPart {
    /// Figures, dates and names, held against the source.
    Figure,
    /// The quoted words, held against the source.
    Quotation,
    /// Whether the reasons lead to the claim.
    Inference,
}

/// What a checker found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The source supports all of it.
    Supported,
    /// It supports a part.
    Partly,
    /// It does not support it.
    Not,
    /// The source, or the place in it, was not found.
    NotFound,
}

/// `question "…" by "…" on DATE`, with the lines `answer` and `decision` below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked, by whom, since when.
    pub asked: Remark,
    /// What was answered, in order.
    pub answers: Vec<Remark>,
    /// What was decided, which closes it.
    pub decision: Option<Remark>,
}

/// What somebody says about an entry: `answer "…" by "…" on DATE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The clause.
    pub span: Span,
    /// The words.
    pub text: Words,
    /// Whose.
    pub by: Option<Words>,
    /// When.
    pub on: Option<Date>,
}

/// `from (paid - owed) / paid`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct From {
    /// The clause.
    pub span: Span,
    /// The names and amounts with the signs between them, as written.
    pub terms: Vec<Term>,
}

/// A part of a calculation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A claim, whose figure is meant.
    Claim(Name),
    /// An amount.
    Amount(Spanned<String>),
    /// `+ - * / ( )`, in this shape however written.
    Sign(Spanned<char>),
}

/// `by "A. Editor" on 2017-05-10 until 2017-08-01`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The clause.
    pub span: Span,
    /// Who.
    pub by: Words,
    /// When.
    pub on: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

/// `accept rule on name "reason"` or `accept rule at "anchor" "reason"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    /// The whole declaration.
    pub span: Span,
    /// The rule.
    pub rule: Name,
    /// What it covers; `None` if unreadable (reported).
    pub target: Option<AcceptTarget>,
    /// Why; `None` if left out.
    pub reason: Option<Words>,
    /// Who, since when, until when.
    pub by: Option<By>,
}

/// What a waiver covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AcceptTarget {
    /// `on name`: an entry or a source.
    Entry(Name),
    /// `on [15]`: a note.
    Note(NoteRef),
    /// `at "anchor"`: a passage of the draft.
    Anchor(Anchor),
}

/// One error in a claims file. There may be many in one pass, one per place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What could not be read.
    pub span: Span,
    /// What is wrong, one sentence without a full stop at its end.
    pub message: String,
    /// Words under the place; may be empty.
    pub label: String,
    /// What to write instead.
    pub help: String,
    /// A second place that explains it (the first of two equal clauses).
    pub also: Option<(Span, String)>,
    /// If replacing `span` by these words mends it (a misspelt keyword).
    pub replacement: Option<String>,
    /// Accepted all the same, but worth saying (a repeated clause).
    pub mild: bool,
}
