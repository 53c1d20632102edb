//! Waivers that stand in the draft itself, as comments of its format:
//! `<!-- claimlint: accept RULE "reason" until DATE -->`, `% claimlint: …`.
//!
//! One covers the paragraph, heading, list item or note that it stands in, or
//! behind which it stands on the same line; else the next one. Places decide,
//! so it moves with the words it was written for.

use std::collections::HashMap;

use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::draft::{Comment, Draft, Says};
use crate::house::House;
use crate::options::Options;
use crate::span::{Place, Span};
use crate::text::{FileId, Texts, nearest};

/// What keeps a comment from being followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to type.
    pub help: String,
}

/// A waiver in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftWaiver {
    /// The whole comment.
    pub place: Place,
    /// The rule's name, as written.
    pub rule: Option<(String, Place)>,
    /// Why; empty counts as none.
    pub reason: Option<String>,
    /// Its last day.
    pub until: Option<(jiff::civil::Date, Place)>,
    /// The first thing that could not be understood.
    pub slip: Option<Slip>,
    /// Whether its last day is past.
    pub past: bool,
    /// What it covers, if anything stands there.
    pub scope: Option<Place>,
}

impl DraftWaiver {
    /// Whether it silences: understood, with a reason, in date.
    pub fn is_valid(&self) -> bool {
        self.slip.is_none() && self.rule.is_some() && self.reason.is_some() && !self.past
    }
}

/// The waivers of a draft, and which findings they silence.
#[derive(Debug, Clone, Default)]
pub struct DraftWaivers {
    /// In the order of the text.
    pub all: Vec<DraftWaiver>,
    blocks: Blocks,
    by_block: HashMap<(String, Place), usize>,
}

/// Paragraphs and notes, each in the order of files and bytes.
#[derive(Debug, Clone, Default)]
struct Blocks {
    paragraphs: Vec<Place>,
    notes: Vec<Place>,
}

impl DraftWaivers {
    /// Reads the comments of a draft.
    pub fn of(draft: &Draft, texts: &Texts, options: &Options) -> Self {
        if draft.comments.is_empty() {
            return Self::default();
        }
        let blocks = Blocks::of(draft);
        let mut found = Self { blocks, ..Self::default() };
        for comment in draft.comments.iter().filter(|comment| comment.says == Says::Waiver) {
            let text = texts.get(comment.place.file);
            let mut waiver = Words::new(comment, text.slice(comment.words), &options.house).waiver();
            waiver.past =
                waiver.until.as_ref().zip(options.today).is_some_and(|((end, _), today)| *end < today);
            waiver.scope = found.blocks.scope(comment.place, &text.content);
            if waiver.is_valid()
                && let (Some((rule, _)), Some(scope)) = (&waiver.rule, waiver.scope)
            {
                found.by_block.entry((rule.clone(), scope)).or_insert(found.all.len());
            }
            found.all.push(waiver);
        }
        found
    }

    /// The waiver that silences a finding, if one does.
    pub fn silencing(&self, draft: &Draft, finding: &Diagnostic) -> Option<usize> {
        if self.by_block.is_empty() {
            return None;
        }
        let passage = finding.passage.and_then(|passage| draft.passages.get(passage)).map(|p| p.place);
        [Some(finding.place()), passage]
            .into_iter()
            .flatten()
            .flat_map(|place| [holding(&self.blocks.notes, place), holding(&self.blocks.paragraphs, place)])
            .flatten()
            .find_map(|block| self.by_block.get(&(finding.code.to_owned(), block)).copied())
    }
}

fn order(place: &Place) -> (FileId, u32) {
    (place.file, place.span.start)
}

/// The block in which a place begins.
fn holding(blocks: &[Place], place: Place) -> Option<Place> {
    let after = blocks.partition_point(|block| order(block) <= order(&place));
    let block = *blocks.get(after.checked_sub(1)?)?;
    (block.file == place.file && place.span.start <= block.span.end).then_some(block)
}

impl Blocks {
    fn of(draft: &Draft) -> Self {
        let mut paragraphs: Vec<Place> = Vec::new();
        let mut last = None;
        for passage in &draft.passages {
            match paragraphs.last_mut() {
                Some(open) if last == Some(passage.paragraph) && open.file == passage.place.file => {
                    open.span = open.span.to(passage.place.span);
                }
                _ => paragraphs.push(passage.place),
            }
            last = Some(passage.paragraph);
        }
        let mut notes: Vec<Place> = draft.notes.iter().map(|note| note.place).collect();
        paragraphs.sort_by_key(order);
        notes.sort_by_key(order);
        Self { paragraphs, notes }
    }

    /// What a comment at this place covers.
    fn scope(&self, comment: Place, content: &str) -> Option<Place> {
        let kinds = [&self.notes, &self.paragraphs];
        let within = kinds
            .iter()
            .find_map(|blocks| holding(blocks, comment).filter(|block| comment.span.start < block.span.end));
        if within.is_some() {
            return within;
        }
        let before = kinds.iter().filter_map(|blocks| {
            let after = blocks.partition_point(|block| order(block) <= order(&comment));
            let block = *blocks.get(after.checked_sub(1)?)?;
            let gap = content.get(block.span.end as usize..comment.span.start as usize)?;
            (block.file == comment.file && !gap.contains(['\n', '\r'])).then_some(block)
        });
        if let Some(before) = before.max_by_key(|block| block.span.end) {
            return Some(before);
        }
        let next = kinds.iter().filter_map(|blocks| {
            let after = blocks.partition_point(|block| order(block) < order(&comment));
            blocks.get(after).filter(|block| block.file == comment.file).copied()
        });
        next.min_by_key(order)
    }
}

/// The words of a comment, read from the front.
struct Words<'a> {
    comment: &'a Comment,
    text: &'a str,
    at: usize,
    house: &'a House,
}

const FORM: &str = "write: `claimlint: accept RULE \"reason\"`; to end it on a day, add `until 2030-12-31`";

impl<'a> Words<'a> {
    fn new(comment: &'a Comment, text: &'a str, house: &'a House) -> Self {
        let at = text.find(':').map_or(text.len(), |colon| colon + 1);
        Self { comment, text, at, house }
    }

    fn place(&self, start: usize, end: usize) -> Place {
        let from = self.comment.words.start as usize;
        Place::new(self.comment.place.file, Span::new(from + start, from + end))
    }

    fn blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The next word, up to white space or a quotation mark.
    fn word(&mut self) -> Option<(&'a str, Place)> {
        self.blanks();
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
        let start = self.at;
        self.at += end;
        (end > 0).then(|| (&rest[..end], self.place(start, start + end)))
    }

    /// The next words in quotation marks, typed or typographic.
    fn quoted(&mut self) -> Option<&'a str> {
        self.blanks();
        let rest = &self.text[self.at..];
        let open = rest.chars().next().filter(|c| is_quote(*c))?;
        let inner = &rest[open.len_utf8()..];
        let close = inner.find(is_quote)?;
        let mark = inner[close..].chars().next().map_or(0, char::len_utf8);
        self.at += open.len_utf8() + close + mark;
        Some(inner[..close].trim())
    }

    fn waiver(mut self) -> DraftWaiver {
        let mut waiver = DraftWaiver {
            place: self.comment.place,
            rule: None,
            reason: None,
            until: None,
            slip: None,
            past: false,
            scope: None,
        };
        waiver.slip = self.fill(&mut waiver).err();
        waiver
    }

    fn slip(&self, place: Place, message: impl Into<String>, help: impl Into<String>) -> Slip {
        Slip { place, message: message.into(), help: help.into() }
    }

    fn fill(&mut self, waiver: &mut DraftWaiver) -> Result<(), Slip> {
        let whole = self.comment.place;
        match self.word() {
            Some(("accept", _)) => {}
            Some((word, place)) => {
                let help = match word {
                    "ignore" | "disable" | "allow" | "expect" | "waive" | "off" | "acept" | "except" => {
                        format!("write `accept` for `{word}`: `claimlint: accept RULE \"reason\"`")
                    }
                    _ => FORM.to_owned(),
                };
                return Err(self.slip(place, format!("claimlint does not know `{word}` in a comment"), help));
            }
            None => return Err(self.slip(whole, "this comment asks claimlint for nothing", FORM)),
        }
        let Some((rule, place)) = self.word() else {
            return Err(self.slip(whole, "this waiver does not name a rule", FORM));
        };
        let rule = rule.trim_end_matches([',', ':']);
        waiver.rule = Some((rule.to_owned(), place));
        if !catalogue::is_rule(rule) && self.house.named(rule).is_none() {
            let help = if catalogue::is_meant(rule) {
                "name one rule; the level of a group is set in claimlint.toml".to_owned()
            } else {
                nearest(rule, self.house.names())
                    .or_else(|| catalogue::nearest(rule))
                    .map_or("`claimlint rules` lists them".to_owned(), |near| {
                        format!("did you mean `{near}`?")
                    })
            };
            return Err(self.slip(place, format!("there is no rule `{rule}`"), help));
        }
        waiver.reason = self.quoted().filter(|reason| !reason.is_empty()).map(str::to_owned);
        while let Some((word, place)) = self.word() {
            self.clause(word, place, waiver)?;
        }
        self.blanks();
        if self.at < self.text.len() {
            let place = self.place(self.at, self.text.len());
            return Err(self.slip(place, "this is not part of a waiver", FORM));
        }
        Ok(())
    }

    /// `until DATE`; `by "Name"` and `on DATE` as in the claims file.
    fn clause(&mut self, word: &str, place: Place, waiver: &mut DraftWaiver) -> Result<(), Slip> {
        match word {
            "by" => match self.quoted() {
                Some(_) => Ok(()),
                None => Err(self.slip(place, "there is no name after `by`", "write `by \"Name\"`")),
            },
            "until" | "on" => {
                let said = self.word();
                match said.and_then(|(said, place)| Some((said.parse().ok()?, place))) {
                    Some(date) if word == "until" => {
                        waiver.until = Some(date);
                        Ok(())
                    }
                    Some(_) => Ok(()),
                    None => {
                        let at = said.map_or(place, |(_, place)| place);
                        Err(self.slip(at, "this is not a date", "write year, month and day: `2030-12-31`"))
                    }
                }
            }
            _ => {
                let help = match nearest(word, ["until", "by", "on"]) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if waiver.reason.is_none() => "put the reason in quotation marks".to_owned(),
                    None => FORM.to_owned(),
                };
                Err(self.slip(place, format!("`{word}` is not part of a waiver"), help))
            }
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}
