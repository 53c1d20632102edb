//! claimlint: checks whether what a document asserts is supported by what it cites.
//!
//! The names below are the door: texts go in, a [`Report`] comes out, and a
//! [`Format`] turns it into words. Nothing behind it reads a file, prints or asks
//! for the time, so the same texts and [`Options`] always give the same report.
//!
//! ```
//! use claimlint::{Input, Level, Options, Run, Style, Text, Texts, check, format, reader_for};
//!
//! let mut texts = Texts::new();
//! let words = "Exports of hides fell by a third in 2014.[2] Imports rose.[1]\n\n\
//!              [1] Harbour Board, Yearbook 2015, 12.\n";
//! let file = texts.add(Text::new("hides.txt", words));
//!
//! let input = Input::draft(&texts, file, reader_for("hides.txt"));
//! let report = check(input, &Options::default());
//!
//! let finding = report.findings.iter().find(|finding| finding.code == "note-undefined").expect("there is no note 2");
//! assert_eq!(finding.level, Level::Error);
//! // Places are bytes of the text; lines and columns count from 1.
//! let place = finding.place();
//! assert_eq!(texts.get(place.file).slice(place.span), "[2]");
//! assert_eq!(texts.get(place.file).position(place.span.start).line, 1);
//!
//! let reports = [report];
//! let run = Run::new(&texts, &reports, &[]);
//! let words = (format("concise").expect("one of FORMATS").render)(&run, &Style::plain());
//! assert!(words.contains("hides.txt:1:42: error[note-undefined]"), "{words}");
//! ```
//!
//! A claims file beside the draft is a second text ([`Input::claims`]), files of
//! notes are more ([`Input::endnotes`]). A Word or OpenDocument file is bytes: its
//! reader's [`unpack`](Reader::unpack) makes the text ([`Text::packaged`]).
//!
//! # Features
//!
//! All are on unless `default-features = false`.
//!
//! | feature | what it brings |
//! |---|---|
//! | `cli` | the command and all that it alone needs; never for WebAssembly |
//! | `lsp` | the language server (`claimlint lsp`), for the command |
//! | `pdf` | the words of held copies that are PDFs |
//! | `office` | Word and OpenDocument files |
//! | `yaml` | bibliographies in CSL-YAML |
//! | `verify` | the command `verify`, which alone looks outside; brings `cli` |
//! | `open` | bytes to text: the encodings of the web, and what a file is that lies about its name |
//!
//! A file whose reader is not built is refused with the reason, never passed over.
//!
//! # What may change
//!
//! Types marked non-exhaustive gain fields and variants in minor versions: begin with
//! their `default()` or `new` and set what you need. Names and words of findings
//! are those of `claimlint explain`; a code is never given to another fault.

/// The rooms of the house, in the order in which a text passes through them. Open
/// for our own tests and benchmarks and for nobody else: no promise holds here.
///
/// 1. [`text`], [`span`], [`ids`]: loaded texts, places in them, and which thing of a list is meant;
///    [`lexicon`]: what is known of languages, as data; [`needles`]: many phrases looked for at once.
/// 2. [`draft`]: any format to a [`draft::Draft`]: passages, markers, notes.
/// 3. [`syntax`]: `.claims` text to a [`syntax::tree::Tree`] and its errors.
/// 4. [`prose`]: sentences and the signs of an assertion in them.
/// 5. [`notes`]: note texts to citations, citations to sources.
///    `pdf`: pages of PDFs as lines, blocks and notes, for drafts and held copies.
/// 6. [`compare`]: anchors, figures, quotations: comparing words with words.
///    [`verified`]: what `claimlint verify` saw outside, held against the notes.
/// 7. [`options`], [`catalogue`]: how a case is to be judged; what rules are called.
/// 8. [`case`]: all of these tied together in a [`case::Case`]; [`argument`]: what stands, as a graph that knows
///    numbers only.
/// 9. [`rules`]: one file a rule, each over what it needs of the case.
/// 10. [`house`]: rules that a team adds as data.
/// 11. [`check`]: runs the stages and the gate that decides what is reported.
/// 12. [`report`]: one file an output format.
/// 13. [`starter`]: a first claims file for a draft.
/// 14. [`decide`]: what a reviewer decided, and how the claims file takes it up.
/// 15. [`comments`]: findings as comments in a copy of a Word or OpenDocument file.
/// 16. `open`: bytes of a file to a text, and which reader it is for.
/// 17. [`config`]: `claimlint.toml`, read and laid over each other.
/// 18. `lsp`: the language server, which speaks to an editor and reads no file itself.
/// 19. `cli`: flags, commands, and the only file access.
#[doc(hidden)]
#[path = "."]
pub mod inside {
    pub mod argument;
    pub mod case;
    pub mod catalogue;
    pub mod check;
    #[cfg(feature = "cli")]
    pub mod cli;
    pub mod comments;
    pub mod compare;
    pub mod config;
    pub mod decide;
    pub mod diagnostic;
    pub mod draft;
    pub mod house;
    pub mod ids;
    pub mod lexicon;
    #[cfg(feature = "lsp")]
    pub mod lsp;
    pub mod needles;
    pub mod notes;
    #[cfg(feature = "open")]
    pub mod open;
    pub mod options;
    pub mod pattern;
    #[cfg(feature = "pdf")]
    pub mod pdf;
    pub mod prose;
    pub mod report;
    pub mod rules;
    pub mod span;
    pub mod starter;
    pub mod syntax;
    pub mod text;
    pub mod verified;
}

// So that a room is `crate::draft` wherever it is named. A test of ours says
// `claimlint::inside::draft`.
#[allow(unused_imports, reason = "some rooms are named by `cli` alone")]
use inside::{
    argument, case, catalogue, check, comments, compare, config, decide, diagnostic, draft, house, ids,
    lexicon, needles, notes, options, pattern, prose, report, rules, span, starter, syntax, text, verified,
};
#[cfg(feature = "cli")]
use inside::{cli, open};

#[cfg(feature = "lsp")]
use inside::lsp;
#[cfg(feature = "pdf")]
use inside::pdf;

// The door.
pub use inside::case::{Coverage, Health, Join, Understanding, Unknown};
pub use inside::check::{HeldBack, Input, OutletsMet, Report, Waived, check, check_read, read_draft};
pub use inside::diagnostic::{Diagnostic, Edit, Fix, Identity, Label, Level};
pub use inside::draft::office::{Changes, Fault, Limits, Unpacked, Unpacking};
pub use inside::draft::{
    Draft, Marker, Note, Passage, PassageKind, READERS, Reader, reader_for, reader_named,
};
pub use inside::house::House;
pub use inside::lexicon::Lexicons;
pub use inside::notes::outlets::Outlets;
pub use inside::options::{Options, Profile};
pub use inside::report::{FORMATS, Format, Root, Run, Style, Trouble, format};
pub use inside::rules::{RULES, Rule};
pub use inside::span::{Place, Span};
pub use inside::syntax::Claims;
pub use inside::syntax::tree::Reach;
pub use inside::text::{FileId, Position, Rendition, Text, Texts};
