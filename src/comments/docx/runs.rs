//! The main part of a Word file as the elements between which a comment may begin or end: its runs, with what is in
//! each, and whatever else stands beside them.
//!
//! Word takes the ends of a comment among the runs of a paragraph, of a link, of a tracked insertion, of a content
//! control; never in a run, in a drawing's text box, or in a control that is filled from elsewhere. What stands in such
//! a place is taken as one thing, and a comment goes round it.

use crate::draft::office::Fault;
use crate::draft::office::xml::{Ns, Token, Xml};
use crate::span::Span;

/// Elements of a paragraph in which runs stand as in the paragraph itself.
const INLINE: &[&str] = &[
    "hyperlink",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "smartTag",
    "customXml",
    "fldSimple",
    "dir",
    "bdo",
    "sdtContent",
];

/// What makes a content control one thing: its words come from elsewhere, or may not be parted.
const FILLED: &[&str] = &["dataBinding", "text", "date", "dropDownList", "comboBox", "picture", "checkbox"];

/// An element among the runs: a run, or anything else, which is one thing.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// First byte.
    pub start: usize,
    /// Past its last byte.
    pub end: usize,
    /// What is in it, if it is a run.
    pub run: Option<Run>,
    /// The unit with which the field begins that ends in this one.
    pub field: Option<usize>,
}

/// What is in a run.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Its start tag.
    pub tag: Span,
    /// Its properties, whole.
    pub props: Option<Span>,
    /// What it holds beside them.
    pub children: Vec<Child>,
}

/// An element in a run.
#[derive(Debug, Clone, Default)]
pub struct Child {
    /// First byte.
    pub start: usize,
    /// Past its last byte.
    pub end: usize,
    /// Its start tag, and the characters between its tags, if it is text.
    pub text: Option<(Span, Span)>,
}

/// What a comment leaves in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `commentRangeStart`.
    Start,
    /// `commentRangeEnd`.
    End,
    /// `commentReference`.
    Reference,
}

/// One of these, and where.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The comment's number.
    pub id: String,
    /// Which it is.
    pub sign: Sign,
    /// Its bytes.
    pub start: usize,
    /// Past its last byte.
    pub end: usize,
    /// The run that holds it.
    pub unit: Option<usize>,
    /// How many characters of text stand before it.
    pub at: usize,
    /// Whether it stands where Word takes it: not in properties, not in a note.
    pub sound: bool,
}

/// The part, taken apart.
#[derive(Debug, Default)]
pub struct Parted {
    /// Runs and what stands beside them, in order.
    pub units: Vec<Unit>,
    /// Fields in one element.
    pub fields: Vec<(usize, usize)>,
    /// Ends of comments, and references to them.
    pub marks: Vec<Mark>,
}

/// An open element.
#[derive(Debug, Clone, PartialEq)]
enum El {
    /// Outside all paragraphs.
    Block,
    /// Runs stand in it. Whether it is a field, and where it began.
    Inline(Option<usize>),
    /// A content control: where it began, and whether it is one thing.
    Control(usize, bool),
    /// The properties of a content control.
    ControlProps,
    /// A run.
    Run,
    /// Something in a run.
    Child,
    /// A run's properties.
    Props(usize),
    /// A unit that is no run.
    Thing,
    /// Inside one thing.
    Inside,
}

struct Walk<'a> {
    xml: Xml<'a>,
    out: Parted,
    open: Vec<(El, Option<usize>)>,
    /// Units with which fields began that are still open.
    begun: Vec<usize>,
    chars: usize,
    /// The depth of the text element that is read.
    text: Option<usize>,
}

/// Takes a part apart.
///
/// # Errors
/// It is not well-formed.
pub fn parted(part: &str, source: &str) -> Result<Parted, Fault> {
    let mut walk = Walk {
        xml: Xml::new(part, source),
        out: Parted::default(),
        open: Vec::new(),
        begun: Vec::new(),
        chars: 0,
        text: None,
    };
    while let Some(token) = walk.xml.pull()? {
        match token {
            Token::Start(ns, name) => walk.start(ns, name),
            Token::End => walk.end(),
            Token::Text(text) => {
                if walk.text.is_some() {
                    walk.chars += text.chars().count();
                }
            }
        }
    }
    Ok(walk.out)
}

impl Walk<'_> {
    fn start(&mut self, ns: Ns, name: &str) {
        let at = self.xml.span().start as usize;
        let word = ns == Ns::Word;
        let mark = if word { self.mark(name, at) } else { None };
        if word && matches!(name, "t" | "delText") && self.text.is_none() {
            self.text = Some(self.xml.depth());
        }
        let parent = self.open.last().map(|(el, _)| el.clone());
        let el = match parent {
            None | Some(El::Block) if word && name == "p" => El::Inline(None),
            None | Some(El::Block) if ns == Ns::Compat => El::Inside,
            None | Some(El::Block) => El::Block,
            Some(El::Inline(_)) => self.start_inline(word, name, at),
            Some(El::Control(..)) if word && name == "sdtPr" => El::ControlProps,
            Some(El::Control(_, false)) if word && name == "sdtContent" => El::Inline(None),
            Some(El::ControlProps) => {
                self.fill(name);
                El::Inside
            }
            Some(El::Run) if word && name == "rPr" => El::Props(at),
            Some(El::Run) => {
                self.child(word, name, at);
                El::Child
            }
            Some(El::Control(..) | El::Child | El::Props(_) | El::Thing | El::Inside) => El::Inside,
        };
        self.open.push((el, mark));
    }

    fn start_inline(&mut self, word: bool, name: &str, at: usize) -> El {
        if word && INLINE.contains(&name) {
            return El::Inline((name == "fldSimple").then_some(at));
        }
        if word && name == "sdt" {
            return El::Control(at, false);
        }
        let run = (word && name == "r").then(|| Run { tag: self.xml.span(), ..Run::default() });
        let el = if run.is_some() { El::Run } else { El::Thing };
        self.out.units.push(Unit { start: at, end: at, run, field: None });
        el
    }

    /// The control is one thing if its properties say so.
    fn fill(&mut self, name: &str) {
        let depth = self.open.len();
        if FILLED.contains(&name)
            && let Some((El::Control(_, filled), _)) =
                depth.checked_sub(2).and_then(|at| self.open.get_mut(at))
        {
            *filled = true;
        }
    }

    fn child(&mut self, word: bool, name: &str, at: usize) {
        let tag = self.xml.span();
        let text = (word && matches!(name, "t" | "delText")).then_some((tag, Span::at(tag.end as usize)));
        let last = self.out.units.len().saturating_sub(1);
        if word && name == "fldChar" {
            match self.xml.attr(Ns::Word, "fldCharType").as_deref() {
                Some("begin") => self.begun.push(last),
                Some("end") => {
                    let begun = self.begun.pop();
                    if let Some(unit) = self.out.units.last_mut() {
                        unit.field = begun;
                    }
                }
                _ => {}
            }
        }
        if let Some(run) = self.out.units.last_mut().and_then(|unit| unit.run.as_mut()) {
            run.children.push(Child { start: at, end: at, text });
        }
    }

    /// A sign that a comment leaves.
    fn mark(&mut self, name: &str, at: usize) -> Option<usize> {
        let sign = match name {
            "commentRangeStart" => Sign::Start,
            "commentRangeEnd" => Sign::End,
            "commentReference" => Sign::Reference,
            _ => return None,
        };
        let parent = self.open.last().map(|(el, _)| el);
        let in_run = parent == Some(&El::Run);
        let sound = match sign {
            Sign::Reference => in_run || parent == Some(&El::Inside),
            _ => matches!(parent, Some(El::Block | El::Inline(_))),
        };
        self.out.marks.push(Mark {
            id: self.xml.attr(Ns::Word, "id").unwrap_or_default(),
            sign,
            start: at,
            end: self.xml.span().end as usize,
            unit: in_run.then(|| self.out.units.len().saturating_sub(1)),
            at: self.chars,
            sound,
        });
        Some(self.out.marks.len() - 1)
    }

    fn end(&mut self) {
        let span = self.xml.span();
        let (start, end) = (span.start as usize, span.end as usize);
        if self.text.is_some_and(|depth| self.xml.depth() < depth) {
            self.text = None;
        }
        let Some((el, mark)) = self.open.pop() else { return };
        if let Some(mark) = mark.and_then(|mark| self.out.marks.get_mut(mark)) {
            mark.end = end;
        }
        match el {
            El::Run | El::Thing => {
                if let Some(unit) = self.out.units.last_mut() {
                    unit.end = end;
                }
            }
            El::Child => {
                let child = self.out.units.last_mut().and_then(|unit| unit.run.as_mut()?.children.last_mut());
                if let Some(child) = child {
                    child.end = end;
                    if let Some((_, text)) = &mut child.text {
                        *text = Span::new(text.start as usize, start.max(text.start as usize));
                    }
                }
            }
            El::Props(from) => {
                if let Some(run) = self.out.units.last_mut().and_then(|unit| unit.run.as_mut()) {
                    run.props = Some(Span::new(from, end));
                }
            }
            El::Inline(Some(from)) => self.out.fields.push((from, end)),
            El::Control(from, true) => {
                self.out.units.push(Unit { start: from, end, ..Unit::default() });
            }
            El::Inline(None) | El::Block | El::Control(..) | El::ControlProps | El::Inside => {}
        }
    }
}

/// Where a comment may begin or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// The byte.
    pub at: usize,
    /// The run that has to be parted there; none where the byte lies between elements.
    pub part: Option<usize>,
    /// The child whose characters are parted, too.
    pub child: Option<usize>,
}

impl Parted {
    /// Where a comment begins whose first words are shown by these bytes.
    pub fn before(&self, bytes: Span) -> Option<Cut> {
        let at = bytes.start as usize;
        let between = |at| Cut { at, part: None, child: None };
        let Some(index) = self.unit(at) else { return self.field(bytes).map(|(start, _)| between(start)) };
        let unit = &self.units[index];
        let Some(run) = &unit.run else { return Some(between(unit.start)) };
        if let Some(begun) = unit.field {
            return Some(between(self.units[begun].start));
        }
        let nth = run.children.iter().position(|child| child.start <= at && at < child.end)?;
        let child = &run.children[nth];
        match child.text {
            Some((_, text)) if at > text.start as usize => {
                Some(Cut { at, part: Some(index), child: Some(nth) })
            }
            _ if nth == 0 => Some(between(unit.start)),
            _ => Some(Cut { at: child.start, part: Some(index), child: None }),
        }
    }

    /// Where a comment ends whose last words are shown by these bytes.
    pub fn after(&self, bytes: Span) -> Option<Cut> {
        let at = bytes.end as usize;
        let between = |at| Cut { at, part: None, child: None };
        let Some(index) = self.unit(at.checked_sub(1)?) else {
            return self.field(bytes).map(|(_, end)| between(end));
        };
        let unit = &self.units[index];
        let Some(run) = &unit.run else { return Some(between(unit.end)) };
        let nth = run.children.iter().position(|child| child.start < at && at <= child.end)?;
        let child = &run.children[nth];
        match child.text {
            Some((_, text)) if at < text.end as usize => {
                Some(Cut { at, part: Some(index), child: Some(nth) })
            }
            _ if nth + 1 == run.children.len() => Some(between(unit.end)),
            _ => Some(Cut { at: child.end, part: Some(index), child: None }),
        }
    }

    /// The unit in which a byte lies.
    fn unit(&self, at: usize) -> Option<usize> {
        let index = self.units.partition_point(|unit| unit.start <= at).checked_sub(1)?;
        (at < self.units[index].end).then_some(index)
    }

    /// The field in one element whose end tag these bytes are.
    fn field(&self, bytes: Span) -> Option<(usize, usize)> {
        self.fields.iter().copied().find(|&(_, end)| end == bytes.end as usize)
    }
}
