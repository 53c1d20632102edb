//! One citation in full: which stretch is the title, who stands before it,
//! what follows it.

use super::Context;
use super::elements::{Count, Element, What, elements};
use super::ids::IdentKind;
use super::lexicon::Flags;
use super::names::{Who, contributors, who};
use super::token::{Kind, Tokens};
use crate::lexicon::list;
use crate::notes::{Citation, Contributor, Field, Locator, NoteDate, Script, Title, TitleMark};
use crate::span::{Span, Spanned};

/// A citation while it is read.
pub(super) struct Reader<'a> {
    pub t: &'a Tokens<'a>,
    pub context: &'a Context<'a>,
    pub from: usize,
    pub to: usize,
    pub els: Vec<Element>,
    /// Elements that were given to a field, or that say nothing.
    pub done: Vec<bool>,
    pub cite: Citation,
    /// Something was not understood that left no words over.
    pub doubt: bool,
    /// The elements of the title: first, and the one after the last.
    pub title: Option<(usize, usize)>,
    /// The elements before the title that name authors.
    pub lead: usize,
    /// A phrase of genre was met: "PhD diss.", "press release".
    pub genre: Option<&'a str>,
    /// What is cited reviews or introduces the titled work.
    pub review: bool,
    /// The element that leads to the title, no name: "preface to".
    pub skip: Option<usize>,
    /// Words that name who numbers a report, if nobody else is named: "NBER".
    pub issuer: Option<(usize, usize)>,
    /// The container was said to be one by "in".
    pub chapter: bool,
}

impl<'a> Reader<'a> {
    pub fn new(context: &'a Context<'a>, from: usize, to: usize) -> Self {
        let t = &context.tokens;
        let els = elements(t, &context.italics, from, to);
        let done =
            els.iter().map(|el| matches!(el.what, What::Sep(_) | What::Aside | What::Modified(_))).collect();
        let mut reader = Self {
            t,
            context,
            from,
            to,
            els,
            done,
            cite: Citation::default(),
            doubt: context.tokens.unbalanced,
            title: None,
            lead: 0,
            genre: None,
            issuer: None,
            review: false,
            skip: None,
            chapter: false,
        };
        reader.cite.span = t.span(from, reader.end_of_words(to));
        for at in 0..reader.els.len() {
            reader.plain_cue(at);
        }
        reader
    }

    /// The token after the last that is not a closing mark.
    fn end_of_words(&self, to: usize) -> usize {
        let mut end = to;
        while end > self.from + 1
            && (matches!(
                self.t.kind(end - 1),
                Some(Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Break)
            ) || (self.t.kind(end - 1) == Some(Kind::Stop) && !self.t.abbreviates(end - 1)))
        {
            end -= 1;
        }
        end
    }

    pub fn span_of(&self, el: Element) -> Span {
        self.t.span(el.from, el.to)
    }

    /// The bytes of an element's value.
    pub fn value_span(&self, el: Element) -> Span {
        self.t.span(el.value.0, el.value.1)
    }

    pub fn text_of(&self, el: Element) -> &'a str {
        self.t.slice(self.span_of(el))
    }

    pub fn spanned(&self, from: usize, to: usize) -> Spanned<String> {
        let span = self.t.span(from, to);
        Spanned::new(self.t.slice(span).to_string(), span)
    }

    /// Takes addresses, access dates and numbers that need no context.
    fn plain_cue(&mut self, at: usize) {
        let el = self.els[at];
        match el.what {
            What::Link(index) => {
                self.take_link(index);
                self.done[at] = true;
                self.introduced(at);
            }
            What::Access(date) => {
                let span = self.t.span(el.value.0, el.value.1);
                self.cite.accessed.get_or_insert(Spanned::new(date, self.date_span(el, span)));
                self.done[at] = true;
            }
            What::Document => {
                let value = self.spanned(el.from, el.to);
                self.cite.number.get_or_insert(value);
                self.done[at] = true;
            }
            What::Count(Count::First) => {
                let value = self.spanned(el.from, el.to);
                self.cite.extent.get_or_insert(value);
                self.done[at] = true;
            }
            What::Text if !self.has_word(el) => self.done[at] = true,
            What::Count(Count::Volume) => {
                let value = self.spanned(el.value.0, el.value.1);
                self.cite.volume.get_or_insert(value);
                self.done[at] = true;
            }
            What::Count(Count::Issue) => {
                let value = self.spanned(el.value.0, el.value.1);
                self.cite.issue.get_or_insert(value);
                self.done[at] = true;
            }
            What::Bracket => self.bracket_cue(el, at),
            _ => {}
        }
    }

    /// The date's own words: a closing "from" is not of it.
    fn date_span(&self, el: Element, span: Span) -> Span {
        let mut end = el.value.1;
        while end > el.value.0 + 1
            && (self.t.is(end - 1, "from") || matches!(self.t.kind(end - 1), Some(Kind::Comma)))
        {
            end -= 1;
        }
        if end < el.value.1 { self.t.span(el.value.0, end) } else { span }
    }

    fn has_word(&self, el: Element) -> bool {
        (el.from..el.to).any(|at| matches!(self.t.kind(at), Some(Kind::Word | Kind::Number | Kind::Mixed)))
    }

    /// Links and access dates in brackets: "(accessed May 6, 2017)", "(https://…)".
    fn bracket_cue(&mut self, el: Element, at: usize) {
        if el.to <= el.from + 1 {
            return;
        }
        let inner = elements(self.t, &self.context.italics, el.from + 1, el.to - 1);
        let mut all = !inner.is_empty();
        for part in inner {
            match part.what {
                What::Link(index) => self.take_link(index),
                What::Access(date) => {
                    let span = self.date_span(part, self.t.span(part.value.0, part.value.1));
                    self.cite.accessed.get_or_insert(Spanned::new(date, span));
                }
                What::Sep(_) | What::Aside => {}
                What::Text if self.only_introduces(part.from, part.to) || !self.has_word(part) => {}
                _ => all = false,
            }
        }
        self.done[at] |= all;
    }

    fn take_link(&mut self, index: u32) {
        let Some(ident) = self.t.idents.get(index as usize) else { return };
        let value = |span: Span| Spanned::new(self.t.slice(span).to_string(), span);
        let found = value(ident.span);
        let cite = &mut self.cite;
        match &ident.kind {
            IdentKind::Url => {
                cite.url.get_or_insert(found);
            }
            IdentKind::Doi => {
                cite.doi.get_or_insert(found);
            }
            IdentKind::Isbn => {
                cite.isbn.get_or_insert(found);
            }
            IdentKind::Issn => {
                cite.issn.get_or_insert(found);
            }
            IdentKind::Arxiv => {
                cite.arxiv.get_or_insert(found);
            }
            IdentKind::ArxivUrl(id) => {
                cite.arxiv.get_or_insert(value(*id));
                cite.url.get_or_insert(found);
            }
            IdentKind::HandleUrl(id) => {
                cite.handle.get_or_insert(value(*id));
                cite.url.get_or_insert(found);
            }
            IdentKind::Archive(copy) => {
                cite.archive.get_or_insert(Spanned::new(copy.clone(), ident.span));
            }
        }
    }

    /// Whether the words only lead to an address: "available at", "via".
    pub fn only_introduces(&self, from: usize, to: usize) -> bool {
        from < to
            && (from..to).all(|at| {
                self.t.is_any(at, &list::LEADS_TO_ADDRESS)
                    || !matches!(self.t.kind(at), Some(Kind::Word | Kind::Number | Kind::Mixed))
            })
    }

    /// Cuts "available at" off the words before an address.
    fn introduced(&mut self, link: usize) {
        let Some(mut at) = link.checked_sub(1) else { return };
        if matches!(self.els[at].what, What::Sep(Kind::Colon | Kind::Comma)) && at > 0 {
            at -= 1;
        }
        let el = self.els[at];
        if el.what != What::Text {
            return;
        }
        let mut end = el.to;
        while end > el.from
            && (self.t.is_any(end - 1, &list::LEADS_TO_ADDRESS)
                || matches!(self.t.kind(end - 1), Some(Kind::Colon | Kind::Other)))
        {
            end -= 1;
        }
        if end == el.from {
            self.done[at] = true;
        } else {
            self.els[at].to = end;
        }
    }

    /// The tokens from the first of element `from` to the last of element `to - 1`.
    pub fn tokens_of(&self, from: usize, to: usize) -> (usize, usize) {
        if from >= to || to > self.els.len() {
            return (self.from, self.from);
        }
        (self.els[from].from, self.els[to - 1].to)
    }

    pub fn mark(&mut self, from: usize, to: usize) {
        for at in from..to.min(self.done.len()) {
            self.done[at] = true;
        }
    }

    /// Sets the title from elements `from..to`.
    pub fn set_title(&mut self, from: usize, to: usize, mark: TitleMark) {
        let (mut start, mut end) = self.tokens_of(from, to);
        if mark == TitleMark::Quoted && self.els[from].what == What::Quoted {
            start += 1;
            end = end.saturating_sub(1).max(start);
        }
        // A quotation inside italics, or italics inside a quotation, keep the outer mark;
        // quotation marks just inside are not part of the title's words.
        if self.t.kind(start) == Some(Kind::OpenQuote)
            && self.t.over(start) == end
            && mark != TitleMark::Plain
        {
            start += 1;
            end -= 1;
        }
        while end > start + 1
            && (matches!(
                self.t.kind(end - 1),
                Some(Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Break)
            ) || (self.t.kind(end - 1) == Some(Kind::Stop) && !self.stop_is_own(end - 1)))
        {
            end -= 1;
        }
        let value = self.spanned(start, end);
        self.cite.script = script_of(&value.value);
        self.cite.title = Field::Found(Spanned::new(Title { text: value.value, mark }, value.span));
        self.mark(from, to);
        self.title = Some((from, to));
    }

    /// "U.S.", "Inc.", "D.C." keep their stop at the end of a title.
    fn stop_is_own(&self, at: usize) -> bool {
        let initials = at >= 3
            && self.t.kind(at - 2) == Some(Kind::Stop)
            && self.t.at(at - 1).chars().count() == 1
            && !self.t.list[at - 1].gap;
        initials || self.t.is_any(at.saturating_sub(1), &["inc", "ltd", "co", "corp", "jr", "sr"])
    }

    /// Whether elements `from..to` name persons or bodies, every word understood.
    pub fn names(&self, from: usize, to: usize) -> Option<(Vec<Contributor>, bool)> {
        let (start, end) = self.tokens_of(from, to);
        (start < end).then(|| contributors(self.t, start, end)).flatten()
    }

    pub fn who_is(&self, el: Element) -> Who {
        who(self.t, el.from, el.to)
    }

    /// Whether any word of the element has a flag.
    pub fn has(&self, el: Element, flags: Flags) -> bool {
        (el.from..el.to).any(|at| self.t.flag(at, flags))
    }

    /// The date in a bracket that holds a date and nothing else.
    pub fn bracket_date(&self, el: Element) -> Option<(NoteDate, Span)> {
        use super::dates::{date_at, year_at};
        let (date, end) = date_at(self.t, el.from + 1).or_else(|| year_at(self.t, el.from + 1))?;
        (end + 1 == el.to).then(|| (date, self.t.span(el.from + 1, end)))
    }

    pub fn set_date(&mut self, date: NoteDate, span: Span) {
        if !self.cite.date.is_found() {
            self.cite.date = Field::Found(Spanned::new(date, span));
        }
    }

    pub fn set_locator(&mut self, label: &'static str, el: Element) {
        if !self.cite.locator.is_found() {
            let value = self.spanned(el.value.0, el.value.1);
            let found = Locator { label, value: value.value };
            self.cite.locator = Field::Found(Spanned::new(found, value.span));
        }
    }

    /// The next element at or after `at` that is not a separator.
    pub fn next_real(&self, at: usize) -> usize {
        (at..self.els.len()).find(|&at| !matches!(self.els[at].what, What::Sep(_))).unwrap_or(self.els.len())
    }
}

/// The writing of a text, by the letters that are most in it.
pub(super) fn script_of(text: &str) -> Script {
    let mut counts = [0_u32; 6];
    for c in text.chars().take(400) {
        let at = match c {
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' => 0,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 1,
            '\u{400}'..='\u{52f}' => 2,
            '\u{590}'..='\u{5ff}' => 3,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' => 4,
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' => 5,
            _ => continue,
        };
        counts[at] += 1;
    }
    let most = (0..6).max_by_key(|&at| (counts[at], 6 - at)).unwrap_or(0);
    if counts[most] == 0 {
        return if text.chars().any(char::is_alphabetic) { Script::Other } else { Script::Latin };
    }
    [Script::Latin, Script::Greek, Script::Cyrillic, Script::Hebrew, Script::Arabic, Script::Cjk][most]
}
