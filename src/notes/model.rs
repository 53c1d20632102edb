//! What a note is made of.

use crate::ids::{IdVec, NoteId};
use crate::span::{Span, Spanned};

/// A field of a citation, as far as the words tell.
///
/// The difference between [`Field::Absent`] and [`Field::Unsure`] is what the
/// missing-field rules stand on: they speak on `Absent` only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Field<T> {
    /// It is there.
    Found(Spanned<T>),
    /// It is surely not there: every word of the citation was understood, and
    /// none of them is this.
    Absent,
    /// Some words were not understood, or the form of citation does not say.
    #[default]
    Unsure,
}

impl<T> Field<T> {
    /// The value, if it was found.
    pub fn value(&self) -> Option<&T> {
        match self {
            Field::Found(found) => Some(&found.value),
            Field::Absent | Field::Unsure => None,
        }
    }

    /// Where it stands, if it was found.
    pub fn span(&self) -> Option<Span> {
        match self {
            Field::Found(found) => Some(found.span),
            Field::Absent | Field::Unsure => None,
        }
    }

    /// Whether it was found.
    pub fn is_found(&self) -> bool {
        matches!(self, Field::Found(_))
    }

    /// Whether it is surely not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }
}

/// What a note is, as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NoteKind {
    /// One or more citations in full.
    Full,
    /// One or more short forms of works given in full elsewhere.
    Short,
    /// *Ibid.* or *Id.*
    Ibid,
    /// *op. cit.* or *loc. cit.*
    OpCit,
    /// *supra note 4*, *see note 4 above*: a pointer to another note.
    CrossReference,
    /// Law: cases, statutes, treaties, bills, orders.
    Legal,
    /// A bare address and nothing else.
    BareUrl,
    /// Words that cite nothing.
    #[default]
    Comment,
    /// Citations with a comment of at least a sentence.
    Mixed,
    /// Several citations of different kinds.
    Several,
}

impl NoteKind {
    /// The word for it in tables and JSON.
    pub fn name(self) -> &'static str {
        match self {
            NoteKind::Full => "full",
            NoteKind::Short => "short",
            NoteKind::Ibid => "ibid",
            NoteKind::OpCit => "op-cit",
            NoteKind::CrossReference => "cross-reference",
            NoteKind::Legal => "legal",
            NoteKind::BareUrl => "bare-url",
            NoteKind::Comment => "comment",
            NoteKind::Mixed => "mixed",
            NoteKind::Several => "several",
        }
    }
}

/// How one citation names its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Form {
    /// In full.
    #[default]
    Full,
    /// Name and short title, or name alone, or short title alone.
    Short,
    /// *Ibid.*, *Id.*: the work of the citation before.
    Ibid,
    /// *op. cit.*, *loc. cit.*: a work of this author cited before.
    OpCit,
    /// *supra note 4*, *see note 4*: the work (or words) of that note.
    NoteReference,
    /// Only an address.
    BareUrl,
    /// A case, statute, treaty, bill, order, docket entry.
    Legal,
}

/// What sort of work is cited, where the words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum WorkType {
    #[default]
    Unknown,
    Article,
    Book,
    Chapter,
    Report,
    News,
    WebPage,
    Case,
    Statute,
    Treaty,
    Bill,
    Hearing,
    Order,
    Interview,
    Speech,
    Letter,
    Thesis,
    Paper,
    Preprint,
    Dataset,
    Film,
    Post,
    Archive,
}

impl WorkType {
    /// The CSL type of this name (CSL 1.0.2, appendix III).
    pub fn csl(self) -> &'static str {
        match self {
            WorkType::Unknown => "document",
            WorkType::Article => "article-journal",
            WorkType::Book => "book",
            WorkType::Chapter => "chapter",
            WorkType::Report => "report",
            WorkType::News => "article-newspaper",
            WorkType::WebPage => "webpage",
            WorkType::Case => "legal_case",
            WorkType::Statute => "legislation",
            WorkType::Treaty => "treaty",
            WorkType::Bill => "bill",
            WorkType::Hearing => "hearing",
            WorkType::Order => "regulation",
            WorkType::Interview => "interview",
            WorkType::Speech => "speech",
            WorkType::Letter => "personal_communication",
            WorkType::Thesis => "thesis",
            WorkType::Paper => "paper-conference",
            WorkType::Preprint => "article",
            WorkType::Dataset => "dataset",
            WorkType::Film => "motion_picture",
            WorkType::Post => "post",
            WorkType::Archive => "manuscript",
        }
    }

    /// The kind of work of a CSL type, as [`Self::csl`] gives it.
    pub fn of_csl(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.csl() == name)
    }

    /// Every kind.
    pub const ALL: [WorkType; 23] = [
        WorkType::Unknown,
        WorkType::Article,
        WorkType::Book,
        WorkType::Chapter,
        WorkType::Report,
        WorkType::News,
        WorkType::WebPage,
        WorkType::Case,
        WorkType::Statute,
        WorkType::Treaty,
        WorkType::Bill,
        WorkType::Hearing,
        WorkType::Order,
        WorkType::Interview,
        WorkType::Speech,
        WorkType::Letter,
        WorkType::Thesis,
        WorkType::Paper,
        WorkType::Preprint,
        WorkType::Dataset,
        WorkType::Film,
        WorkType::Post,
        WorkType::Archive,
    ];

    /// Whether it is law: the rules on author, date and publisher pass over it.
    pub fn is_law(self) -> bool {
        matches!(
            self,
            WorkType::Case
                | WorkType::Statute
                | WorkType::Treaty
                | WorkType::Bill
                | WorkType::Hearing
                | WorkType::Order
        )
    }
}

/// A word before a citation that says how it bears on the text (Bluebook, rule 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Signal {
    See,
    SeeAlso,
    SeeGenerally,
    Cf,
    Eg,
    Accord,
    Compare,
    Contra,
    ButSee,
    ButCf,
    QuotedIn,
    CitedIn,
}

/// A person or a body responsible for a work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contributor {
    /// The family name of a person; the whole name of a body.
    pub family: String,
    /// The given names of a person as printed; empty for a body.
    pub given: String,
    /// Whether it is a body: a ministry, a company, a newspaper.
    pub body: bool,
    /// Whether the note prints the family name first ("Kallender, Paul").
    pub inverted: bool,
    /// Its words in the view.
    pub span: Span,
}

/// How a title is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TitleMark {
    /// Nothing marks it.
    #[default]
    Plain,
    /// In quotation marks: a part of something larger.
    Quoted,
    /// In italics: a whole work.
    Italic,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Title {
    /// Its words without quotation marks and closing punctuation.
    pub text: String,
    /// How it is set off.
    pub mark: TitleMark,
}

/// A date as printed, as exact as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct NoteDate {
    /// The year; `None` for "n.d." and "forthcoming".
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day as printed, which may not exist ("31 February").
    pub day: Option<u8>,
    /// The last year of a range ("2010–2014"), in full.
    pub until: Option<i16>,
    /// The season, 1 spring to 4 winter.
    pub season: Option<u8>,
    /// Whether the note says that there is none: "n.d.", "undated".
    pub undated: bool,
    /// "c. 1990", "1990?".
    pub about: bool,
}

impl NoteDate {
    /// Whether it names a day that the calendar does not have.
    pub fn is_impossible(&self) -> bool {
        let (Some(year), Some(month), Some(day)) = (self.year, self.month, self.day) else { return false };
        let fits = |month: u8, day: u8| {
            i8::try_from(month)
                .ok()
                .zip(i8::try_from(day).ok())
                .is_some_and(|(month, day)| jiff::civil::Date::new(year, month, day).is_ok())
        };
        !fits(month, day)
    }
}

/// Where in the work: "p. 4", "para. 12", "ch. 3", "at 231".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Locator {
    /// What is counted: `page`, `paragraph`, `section`, `chapter`, `line`,
    /// `note`, `figure`, `table`, `time`, `volume`, `column`.
    pub label: &'static str,
    /// The value as printed: "4", "12–14".
    pub value: String,
}

/// A copy kept by an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArchiveCopy {
    /// The archive's address, whole.
    pub url: String,
    /// The capture time in it, as `(year, month, day)`, if it holds one.
    pub captured: Option<(i16, u8, u8)>,
    /// The address of the page that was captured, if it is in it.
    pub original: Option<String>,
}

/// The writing of a citation's title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Script {
    #[default]
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Cjk,
    Other,
}

/// Where a form that points elsewhere points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoteReference {
    /// The number as printed.
    pub number: u32,
    /// Whether it says *infra* / *below* (true) or *supra* / *above* (false).
    pub below: bool,
}

/// One reference inside a note to one work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// All its words.
    pub span: Span,
    /// How it names its work.
    pub form: Form,
    /// The words that make it `Ibid.`, `op. cit.`, `supra note 4`.
    pub form_span: Option<Span>,
    /// The sort of work.
    pub work: WorkType,
    /// "See", "cf.".
    pub signal: Option<Spanned<Signal>>,
    /// Authors, persons or bodies, in the order printed.
    pub authors: Field<Vec<Contributor>>,
    /// Editors, translators and the like.
    pub editors: Option<Spanned<Vec<Contributor>>>,
    /// The title; in a short form the short title.
    pub title: Field<Title>,
    /// The journal, newspaper, book or site that contains it.
    pub container: Field<String>,
    /// The publisher, institution or issuing body.
    pub publisher: Field<String>,
    /// The place of publication.
    pub place: Option<Spanned<String>>,
    /// The edition as printed.
    pub edition: Option<Spanned<String>>,
    /// The volume.
    pub volume: Option<Spanned<String>>,
    /// The issue.
    pub issue: Option<Spanned<String>>,
    /// The pages that the whole work takes in its container.
    pub extent: Option<Spanned<String>>,
    /// The place in the work that is relied on.
    pub locator: Field<Locator>,
    /// The date of publication (of the interview, of the decision).
    pub date: Field<NoteDate>,
    /// The date on which the author looked at it.
    pub accessed: Option<Spanned<NoteDate>>,
    /// The number of a report, docket, bill, statute.
    pub number: Option<Spanned<String>>,
    /// The DOI, from its `10.` on, as printed.
    pub doi: Option<Spanned<String>>,
    /// The ISBN as printed.
    pub isbn: Option<Spanned<String>>,
    /// The ISSN as printed.
    pub issn: Option<Spanned<String>>,
    /// The arXiv identifier.
    pub arxiv: Option<Spanned<String>>,
    /// The handle (`hdl.handle.net`).
    pub handle: Option<Spanned<String>>,
    /// The address, as printed (not an archive's, not a DOI's).
    pub url: Option<Spanned<String>>,
    /// A copy in an archive.
    pub archive: Option<Spanned<ArchiveCopy>>,
    /// The note it points to (`supra note 4`).
    pub reference: Option<Spanned<NoteReference>>,
    /// The writing of its title.
    pub script: Script,
    /// Words that fit no field.
    pub rest: Vec<Span>,
    /// Where it points, filled in by `resolve`.
    pub target: Target,
}

impl Citation {
    /// The found authors, none if there are none.
    pub fn author_list(&self) -> &[Contributor] {
        self.authors.value().map_or(&[], Vec::as_slice)
    }

    /// Container, else publisher: the outlet, with its place in the view.
    pub fn outlet(&self) -> Option<(&str, Span)> {
        [&self.container, &self.publisher].into_iter().find_map(|field| match field {
            Field::Found(found) => Some((found.value.as_str(), found.span)),
            _ => None,
        })
    }
}

/// Which source a citation turned out to mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Target {
    /// Not resolved: words not understood, or a form that points to a hole which
    /// is written down there already (an *Ibid.* after a missing work, or after a
    /// gap in the numbers).
    #[default]
    None,
    /// This source (index into [`Notes::sources`]).
    Source(usize),
    /// One of these sources (at most 16 are listed, never fewer than 2); which, the
    /// words do not say. For a mere pointer ("see note 4") it is all of them.
    Ambiguous(Vec<usize>),
    /// Points to a note that exists and cites nothing (a cross-reference to a comment).
    Comment(NoteId),
    /// Points to nothing: no such note, no such work before it.
    Missing,
    /// Points to itself, or round in a ring.
    Cycle,
}

/// One note, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadNote {
    /// What it is as a whole.
    pub kind: NoteKind,
    /// Its citations, in order.
    pub citations: Vec<Citation>,
    /// Its comments, in order.
    pub comments: Vec<Span>,
}

/// One use of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Use {
    /// The note, an index into `Draft::notes` and [`Notes::notes`].
    pub note: NoteId,
    /// The citation in it.
    pub citation: usize,
}

/// A cited work with all citations of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// Its citations, in the order of the notes; the first in full, if any, is `full`.
    pub uses: Vec<Use>,
    /// Which of `uses` gives it in full, if one does.
    pub full: Option<usize>,
}

/// All notes of a draft, read and tied together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// One for each of `Draft::notes`.
    pub notes: IdVec<NoteId, ReadNote>,
    /// The works cited.
    pub sources: Vec<Work>,
}

impl Notes {
    /// The citation of a use.
    pub fn citation(&self, at: Use) -> &Citation {
        &self.notes[at.note].citations[at.citation]
    }

    /// The fullest citation of a source: the one in full, else the first.
    pub fn fullest(&self, source: usize) -> &Citation {
        let work = &self.sources[source];
        self.citation(work.uses[work.full.unwrap_or(0)])
    }

    /// Every citation with its place, in the order of the notes.
    pub fn citations(&self) -> impl Iterator<Item = (Use, &Citation)> {
        self.notes.each().flat_map(|(note, read)| {
            read.citations.iter().enumerate().map(move |(citation, it)| (Use { note, citation }, it))
        })
    }

    /// The sources that a note stands on, each once, ambiguous ones left out.
    pub fn sources_of(&self, note: NoteId) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for citation in &self.notes[note].citations {
            if let Target::Source(source) = citation.target
                && !found.contains(&source)
            {
                found.push(source);
            }
        }
        found
    }
}
