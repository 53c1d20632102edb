//! The labelled sentences and paragraphs, read from their files.

use claimlint::inside::prose::TriggerKind;

/// Which part of the labelled text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// For development.
    Dev,
    /// Held back.
    Held,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Dev => "dev",
            Part::Held => "held",
        }
    }
}

/// The classes that a label may name.
pub const CLASSES: &[&str] = &[
    "assertion",
    "statement",
    "topic-sentence",
    "transition",
    "inference",
    "forecast",
    "recommendation",
    "definition",
    "question",
    "summary",
    "disclosure",
    "own-voice",
];

/// How much an editor would want a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// An editor would ask for one.
    Needs,
    /// Arguable.
    Arguable,
    /// Needs none.
    None,
    /// It names its own.
    Sourced,
}

/// One labelled sentence.
#[derive(Debug)]
pub struct Labelled {
    /// Crs, oped, essay, …
    pub register: &'static str,
    /// What an editor would say.
    pub grade: Grade,
    /// One of [`CLASSES`].
    pub class: &'static str,
    /// Name and exact words of each sign.
    pub triggers: Vec<(&'static str, String)>,
    /// The words.
    pub sentence: &'static str,
}

impl Labelled {
    /// The words of its signs of a kind.
    pub fn signs(&self, kind: TriggerKind) -> impl Iterator<Item = &str> {
        self.triggers.iter().filter(move |(name, _)| *name == kind.name()).map(|(_, words)| words.as_str())
    }
}

/// The labelled sentences of a part.
pub fn sentences(part: Part) -> Vec<Labelled> {
    include_str!("../../fixtures/prose/sentences.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .filter_map(|line| {
            let mut cells = line.splitn(6, '\t');
            let mut cell = || cells.next().unwrap_or_else(|| panic!("six columns: {line}"));
            let (in_part, register, grade, class, triggers, sentence) =
                (cell(), cell(), cell(), cell(), cell(), cell());
            let grade = match grade {
                "2" => Grade::Needs,
                "1" => Grade::Arguable,
                "0" => Grade::None,
                "S" => Grade::Sourced,
                other => panic!("no such grade: {other}"),
            };
            let triggers = triggers
                .split(" ; ")
                .filter_map(|one| one.split_once('='))
                .map(|(name, words)| (name, words.to_owned()))
                .collect();
            (in_part == part.name()).then_some(Labelled { register, grade, class, triggers, sentence })
        })
        .collect()
}

/// The paragraphs of a part, each as its sentences. Note markers are left out, as the
/// view leaves them out.
pub fn blocks(part: Part) -> Vec<Vec<String>> {
    let text = include_str!("../../fixtures/prose/paragraphs.txt");
    let head = format!("## {}\n", part.name());
    let (_, rest) = text.split_once(&head).expect("the part is there");
    let body = rest.split("\n## ").next().unwrap_or(rest);
    body.split("\n\n")
        .map(|block| {
            block
                .lines()
                .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
                .map(|line| without_markers(line).replace(['\u{a0}', '\u{202f}'], " "))
                .collect()
        })
        .filter(|lines: &Vec<String>| !lines.is_empty())
        .collect()
}

/// A line without `[9]`, `[^9]` and `<sup>9</sup>`, and without the space that would be left before them.
fn without_markers(line: &str) -> String {
    let line = line.replace("<sup>", "[^").replace("</sup>", "]");
    let mut out = String::new();
    let mut rest = line.as_str();
    while let Some(open) = rest.find('[') {
        let inside = &rest[open + 1..];
        let close = inside.find(']').unwrap_or(inside.len());
        let id = &inside[..close];
        let marker = id.starts_with('^')
            || id.starts_with(|c: char| c.is_ascii_digit())
                && id.chars().all(|c| c.is_ascii_digit() || ", -–".contains(c));
        if marker && close < inside.len() {
            let before = &rest[..open];
            let ends = before.trim_end().ends_with(['.', '?', '!', '”', '"']);
            out.push_str(if ends { before.trim_end() } else { before });
            rest = &inside[close + 1..];
        } else {
            out.push_str(&rest[..=open]);
            rest = inside;
        }
    }
    out.push_str(rest);
    out
}
