//! The words of a Word file: runs, markers, links and fields.

use super::super::super::office::story::{Class, From, Mark};
use super::super::super::office::xml::Ns;
use super::super::field::{self, Field, Kind, Meaning};
use super::super::styles::is_on;
use super::super::symbol;
use super::{El, MAX_FIELDS, Reference, Walk};
use crate::span::Span;

impl Walk<'_> {
    pub(super) fn reference(&mut self, class: Class) {
        if self.is_hidden() || self.note.is_some() {
            return;
        }
        let Some(id) = self.xml.attr(Ns::Word, "id") else { return };
        let custom = self.xml.attr(Ns::Word, "customMarkFollows").is_some_and(|value| is_on(Some(value)));
        let key = (class == Class::End, id.clone());
        let next = self.body.references.len();
        let note = *self.seen.entry(key).or_insert(next);
        if note == next {
            let section = self.body.sections.len();
            self.body.references.push(Reference { class, id, section, custom: None });
        }
        if custom {
            self.body.references[note].custom.get_or_insert_default();
            self.custom = Some(note);
        }
        let from = self.from();
        self.mark(Mark::Reference(note, from));
    }

    /// The run ends, and with it the mark that the author chose.
    pub(super) fn end_custom(&mut self) {
        if let Some(note) = self.custom.take() {
            let mark = &mut self.body.references[note].custom;
            *mark = mark.take().map(|mark| mark.trim().to_owned()).filter(|mark| !mark.is_empty());
        }
    }

    // --- words ---

    pub(super) fn from(&self) -> From {
        (self.part, self.xml.span())
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        if let Some(frame) = self.frames.last_mut() {
            frame.para.mark(mark);
        }
    }

    /// Whether what stands here is not to be seen: hidden, or the result of a
    /// field in the instruction of another. Words that stand in an instruction
    /// themselves are shown: they are there only if the field was never closed.
    pub(super) fn is_hidden(&self) -> bool {
        let result = self.fields.last().is_some_and(|field| field.in_result);
        self.runs.last().is_some_and(|run| run.hidden) || (result && self.pending > 0)
    }

    pub(super) fn words(&mut self, text: &str) {
        if let Some(note) = self.custom {
            if let Some(mark) = self.body.references[note].custom.as_mut().filter(|mark| mark.len() < 32) {
                mark.push_str(text);
            }
            return;
        }
        if self.is_hidden() {
            return;
        }
        let run = self.runs.last().copied().unwrap_or_default();
        if let Some(field) = self.fields.last_mut().filter(|field| field.in_result) {
            // A note's number set as a marker, though no switch asks for it.
            if field.kind == Kind::Words
                && (run.marker || run.raised)
                && field.instruction.trim_start().starts_with("NOTEREF")
            {
                field.kind = Kind::Again(String::new());
            }
            if let Kind::Again(shown) = &mut field.kind {
                if shown.len() < 32 {
                    shown.push_str(text);
                }
                return;
            }
        }
        let raised = if run.raised { symbol::raised(text) } else { None };
        let from = self.from();
        if let Some(frame) = self.frames.last_mut() {
            frame.para.weigh(text, run.bold);
            frame.para.words(raised.as_deref().unwrap_or(text), run.italic, from);
        }
    }

    pub(super) fn symbol(&mut self) {
        let code = self.xml.attr(Ns::Word, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let font = self.xml.attr(Ns::Word, "font").unwrap_or_default();
        if let Some(code) = code {
            let shown = symbol::symbol(&font, code);
            self.words(shown.encode_utf8(&mut [0; 4]));
        }
    }

    pub(super) fn link(&mut self) {
        let outside = self.xml.attr(Ns::Rel, "id").and_then(|id| self.links.link(&id).map(str::to_owned));
        let anchor = self.xml.attr(Ns::Word, "anchor").map(|anchor| format!("#{anchor}"));
        let target = outside.unwrap_or_default() + &anchor.unwrap_or_default();
        self.mark(Mark::Link(target));
    }

    // --- fields ---

    pub(super) fn field_char(&mut self) {
        match self.xml.attr(Ns::Word, "fldCharType").as_deref() {
            Some("begin") if self.fields.len() < MAX_FIELDS => {
                self.fields.push(Field::default());
                self.pending += 1;
            }
            Some("separate") => self.begin_result(),
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    pub(super) fn simple_field(&mut self) -> El {
        let before = self.fields.len();
        let instruction = self.xml.attr(Ns::Word, "instr").unwrap_or_default();
        if before < MAX_FIELDS {
            let mut field = Field::default();
            field.instruct(&instruction);
            self.fields.push(field);
            self.pending += 1;
            self.begin_result();
        }
        El::Simple(before)
    }

    pub(super) fn begin_result(&mut self) {
        let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) else { return };
        field.in_result = true;
        self.pending -= 1;
        let (kind, mark) = match field.meaning() {
            Meaning::Words => (Kind::Words, None),
            Meaning::Link(target) => (Kind::Link, Some(Mark::Link(target))),
            Meaning::Again => (Kind::Again(String::new()), None),
            Meaning::Citation(citation) => {
                self.story.citations.push(citation);
                let index = self.story.citations.len() - 1;
                (Kind::Citation(index), Some(Mark::Citation(index)))
            }
            Meaning::Furniture => {
                let index = Span::at(self.story.furniture.len()).start;
                self.story.furniture.push(false);
                if let Some(frame) = self.frames.last_mut().filter(|frame| frame.para.is_empty()) {
                    frame.para.furniture.get_or_insert(index);
                }
                (Kind::Furniture(index), None)
            }
        };
        field.kind = kind;
        if let Some(mark) = mark {
            self.mark(mark);
        }
    }

    pub(super) fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        if !field.in_result {
            self.pending -= 1;
            return;
        }
        if let Kind::Furniture(index) = field.kind
            && let Some(closed) = self.story.furniture.get_mut(index as usize)
        {
            *closed = true;
        }
        let from = self.from();
        if let Some(mark) = field::closing(field.kind, from) {
            self.mark(mark);
        }
    }
}
