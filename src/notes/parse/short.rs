//! Forms that point to a work named elsewhere: *Ibid.*, *op. cit.*, *supra
//! note 4*, author and year, a bare address.

use super::Context;
use super::elements::{Count, What};
use super::lexicon::Flags;
use super::reader::Reader;
use super::token::{Kind, Tokens};
use crate::lexicon::list;
use crate::notes::{Citation, Field, Form, NoteReference, TitleMark};
use crate::span::Spanned;

/// Whether *Ibid.* or *Id.* stands at `at`; the token after it.
pub(super) fn ibid_at(t: &Tokens, at: usize) -> Option<usize> {
    let word = t.at(at);
    let again = |word: &str| list::PINPOINT_AGAIN.has(word);
    let long =
        word.len() > 2 && (again(word) || !word.is_ascii() && again(&word.to_lowercase())) || t.is(at, "ivi");
    let short =
        matches!(word, "Id" | "id" | "Ib" | "ib") && matches!(t.kind(at + 1), Some(Kind::Stop | Kind::Comma));
    let end = at + 1 + usize::from(t.kind(at + 1) == Some(Kind::Stop));
    (long || short).then_some(end)
}

/// "op. cit.", "loc. cit.", "a.a.O." at `at`; the token after it.
pub(super) fn op_cit_at(t: &Tokens, at: usize) -> Option<usize> {
    let stop = |at: usize| at + usize::from(t.kind(at) == Some(Kind::Stop));
    if t.is_any(at, &["op", "loc", "art", "ob"]) {
        let next = stop(at + 1);
        return t.is_any(next, &["cit", "citt", "citato"]).then(|| stop(next + 1));
    }
    // « ouvr. cité », «obra citada».
    if t.is_any(at, &["ouvr", "ouvrage", "obra"]) {
        let next = stop(at + 1);
        return t.is_any(next, &["cité", "citada"]).then_some(next + 1);
    }
    if t.at(at) == "a" && t.at(at + 2) == "a" && t.is(at + 4, "O") {
        return Some(stop(at + 5));
    }
    None
}

/// A pointer to a note at `at`: the pointer, where its words begin, and the token after them.
pub(super) fn reference_at(
    t: &Tokens,
    from: usize,
    at: usize,
    to: usize,
) -> Option<(NoteReference, usize, usize)> {
    if !t.flag(at, Flags::FOOTNOTE) || at >= to || t.is_any(at, &["notes on"]) {
        return None;
    }
    let mut next = at + 1;
    if t.kind(next) == Some(Kind::Stop) {
        next += 1;
    }
    if next >= to {
        return None;
    }
    let number = t.number(next).filter(|_| t.at(next).len() <= 5)?;
    let word = |at: usize, words: &[&str]| at >= from && at < to && t.is_any(at, words);
    let (up, down) = (["supra", "above", "earlier", "previous", "wie"], ["infra", "below"]);
    let mut start = at;
    let mut side = None;
    if let Some(before) = at.checked_sub(1) {
        let before = if matches!(t.kind(before), Some(Kind::Stop | Kind::Comma)) {
            before.saturating_sub(1)
        } else {
            before
        };
        // "supra text accompanying notes 12–15".
        let lead = (1..=4)
            .filter_map(|back| at.checked_sub(back))
            .take_while(|&it| {
                it >= from && t.is_any(it, &["text", "accompanying", "sources", "cited", "in", "at", "and"])
            })
            .last();
        let before = lead.and_then(|lead| lead.checked_sub(1)).filter(|it| *it >= from).unwrap_or(before);
        if word(before, &up) {
            (start, side) = (before, Some(false));
        } else if word(before, &down) {
            (start, side) = (before, Some(true));
        }
    }
    let mut end = next + 1;
    // "notes 12–14", "notes 3 and 5".
    while (t.kind(end) == Some(Kind::Dash) || t.is(end, "and"))
        && t.number(end + 1).is_some()
        && end + 2 <= to
    {
        end += 2;
    }
    let number_end = end;
    if side.is_none() {
        let after = end + usize::from(t.kind(end) == Some(Kind::Comma));
        if word(after, &up) {
            (end, side) = (after + 1, Some(false));
        } else if word(after, &down) {
            (end, side) = (after + 1, Some(true));
        }
    }
    // "(n 12)" is a pointer by its brackets; "note 4" alone by standing first.
    let bracketed =
        at > from && t.kind(at - 1) == Some(Kind::Open) && t.list[at - 1].mate as usize == number_end;
    if bracketed {
        start = at - 1;
        end = number_end + 1;
    }
    // "Hughes (above n 7) 34".
    if !bracketed
        && start > from
        && t.kind(start - 1) == Some(Kind::Open)
        && t.list[start - 1].mate as usize == end
    {
        start -= 1;
        end += 1;
    }
    // «Véase la nota 4».
    let front = at == from || at == from + 1 && t.is(from, "la");
    let first = front && (t.at(at).len() > 1 || t.kind(at + 1) == Some(Kind::Stop));
    if first && side.is_none() {
        start = start.min(from);
    }
    (side.is_some() || bracketed || first).then_some((
        NoteReference { number, below: side == Some(true) },
        start,
        end.min(to),
    ))
}

/// Reads a form that points elsewhere, if `from..to` is one.
pub(super) fn read(context: &Context, from: usize, to: usize) -> Option<Citation> {
    let t = &context.tokens;
    if let Some(end) = ibid_at(t, from).filter(|end| *end <= to) {
        return Some(pointing(context, from, to, (from, end), Form::Ibid));
    }
    // The window keeps a long note linear: these words stand near the front.
    for at in from..to.min(from + 120) {
        if matches!(t.kind(at), Some(Kind::Word)) {
            if let Some(end) = op_cit_at(t, at).filter(|end| *end <= to) {
                return Some(pointing(context, from, to, (at, end), Form::OpCit));
            }
            if let Some((reference, start, end)) = reference_at(t, from, at, to)
                && !full_before(context, from, start)
            {
                let mut cite = pointing(context, from, to, (start, end), Form::NoteReference);
                cite.reference = Some(Spanned::new(reference, t.span(start, end)));
                return Some(cite);
            }
            if t.is(at, "supra")
                && at > from
                && !t.list[at].capital
                && !(at + 1..to.min(at + 5)).any(|at| reference_at(t, from, at, to).is_some())
                && !full_before(context, from, at)
            {
                return Some(pointing(context, from, to, (at, at + 1), Form::OpCit));
            }
        }
    }
    None
}

/// Whether a full citation stands before: then "note 4" is a place in it.
fn full_before(context: &Context, from: usize, to: usize) -> bool {
    let t = &context.tokens;
    // "Hughes (2016), supra n. 4" is a short form with its year.
    let words = (from..to).filter(|&at| t.kind(at) == Some(Kind::Word)).count();
    words > 5
        && (from..to)
            .any(|at| super::dates::year(t, at).is_some() || matches!(t.kind(at), Some(Kind::Link(_))))
}

/// Names, short title and place of a form that points elsewhere.
fn pointing(context: &Context, from: usize, to: usize, form: (usize, usize), kind: Form) -> Citation {
    let t = &context.tokens;
    let whole = Reader::new(context, from, to);
    let mut cite = whole.cite;
    cite.form = kind;
    let form_span = t.span(form.0, form.1);
    // The stop of "Ibid." is its own.
    cite.span.end = cite.span.end.max(form_span.end);
    cite.form_span = Some(form_span);
    if form.0 > from {
        let mut before = Reader::new(context, from, form.0);
        before.read_short();
        cite.authors = before.cite.authors;
        cite.title = before.cite.title;
        cite.script = before.cite.script;
        cite.rest = before.cite.rest;
    }
    if form.1 < to {
        if kind == Form::OpCit {
            // "op. cit. (note 4)".
            let pointer = (form.1..to.min(form.1 + 6)).find_map(|at| {
                let first = if t.kind(at) == Some(Kind::Open) { at + 1 } else { at };
                reference_at(t, first, first, to)
                    .map(|(reference, start, end)| (reference, start.max(at), end))
            });
            if let Some((reference, start, end)) = pointer {
                cite.reference = Some(Spanned::new(reference, t.span(start, end)));
            }
        }
        let mut after = Reader::new(context, form.1, to);
        after.read_places();
        cite.locator = after.cite.locator;
        if after.cite.title.is_found() && !cite.title.is_found() {
            cite.title = after.cite.title;
        }
        cite.rest.extend(after.cite.rest);
    }
    cite
}

impl Reader<'_> {
    /// Names and short title before "op. cit.", "supra note".
    fn read_short(&mut self) {
        let mark = (0..self.els.len()).find(|&at| matches!(self.els[at].what, What::Quoted | What::Italic));
        match mark {
            Some(at) => {
                let kind =
                    if self.els[at].what == What::Quoted { TitleMark::Quoted } else { TitleMark::Italic };
                self.set_title(at, at + 1, kind);
                self.take_authors(0, at);
            }
            None => {
                let texts: Vec<usize> =
                    (0..self.els.len()).filter(|&at| self.els[at].what == What::Text).collect();
                let all = self.names(0, self.els.len()).filter(|(_, known)| *known);
                // "Doe & Roe, Banks, supra note 3": a list of names ends behind its "and".
                let joins = |el: &super::elements::Element| {
                    (el.from..el.to).any(|at| self.t.is(at, "and") || self.t.kind(at) == Some(Kind::Amp))
                };
                let behind = texts.last().copied().filter(|&last| {
                    last > 0 && !joins(&self.els[last]) && self.els[..last].iter().any(joins)
                });
                if let Some(last) = behind.filter(|&last| self.names(0, last).is_some_and(|it| it.1)) {
                    self.set_title(last, self.els.len(), TitleMark::Plain);
                    self.take_authors(0, last);
                } else if all.is_some() {
                    self.take_authors(0, self.els.len());
                } else if texts.len() > 1
                    && let Some(&split) =
                        texts.iter().rev().find(|&&at| at > 0 && self.names(0, at).is_some_and(|it| it.1))
                {
                    self.set_title(split, self.els.len(), TitleMark::Plain);
                    self.take_authors(0, split);
                } else if texts.len() == 1 {
                    self.set_title(texts[0], texts[0] + 1, TitleMark::Plain);
                }
            }
        }
        self.left_over();
    }

    /// "at 34", ", 45", "para. 5" after the form's words.
    fn read_places(&mut self) {
        for at in 0..self.els.len() {
            let el = self.els[at];
            match el.what {
                What::Count(Count::Pages | Count::Bare) => self.set_locator("page", el),
                // "Ibid., 1914": the work has its year already, so this is a page.
                What::Date(date) if date.year.is_some() && date.month.is_none() && date.season.is_none() => {
                    self.set_locator("page", el);
                }
                // "Ferrars (n 12) [33]".
                What::Bracket
                    if self.t.text(self.t.list[el.from]) == "["
                        && el.to == el.from + 3
                        && self.t.number(el.from + 1).is_some() =>
                {
                    let inner = super::elements::Element { value: (el.from + 1, el.to - 1), ..el };
                    self.set_locator("paragraph", inner);
                }
                What::Count(Count::Place("note")) if self.els.len() > 2 => {}
                What::Count(Count::Place(label)) => self.set_locator(label, el),
                What::Count(Count::Volume | Count::Issue) => {}
                What::Bracket if self.says_nothing(el.from + 1, el.to - 1, at, self.els.len()) => {}
                // "Idem, *Pipelines and Power*, 90": the same author's other work.
                What::Italic | What::Quoted if !self.cite.title.is_found() => {
                    let mark = if el.what == What::Italic { TitleMark::Italic } else { TitleMark::Quoted };
                    self.set_title(at, at + 1, mark);
                }
                // "Ibid. 56": a number and nothing else.
                What::Text if super::numbers::value(self.t, el.from, el.to, true) == Some(el.to) => {
                    self.set_locator("page", el);
                }
                _ => continue,
            }
            self.done[at] = true;
        }
        if let Some(el) = self.els.iter().find(|el| el.what == What::Count(Count::Volume)).copied() {
            self.set_locator("volume", el);
        }
        if let Some(el) = self.els.iter().find(|el| el.what == What::Count(Count::Place("note"))).copied() {
            self.set_locator("note", el);
        }
        self.left_over();
    }

    /// Keeps what no field took.
    pub fn left_over(&mut self) {
        for at in 0..self.els.len() {
            let el = self.els[at];
            if !self.done[at] && !matches!(el.what, What::Sep(_)) {
                self.cite.rest.push(self.span_of(el));
            }
        }
    }

    /// Whether nothing but addresses stands here: a bare address.
    pub fn is_address_only(&self) -> bool {
        let cite = &self.cite;
        let some = cite.url.is_some() || cite.archive.is_some() || cite.doi.is_some();
        some && self.els.iter().zip(&self.done).all(|(el, done)| {
            *done || matches!(el.what, What::Sep(_) | What::Link(_) | What::Access(_) | What::Aside)
        }) && self.els.iter().all(|el| !matches!(el.what, What::Quoted | What::Italic | What::Date(_)))
    }

    /// "Smith 2010, 34", "Smith and Jones (2010), pp. 3–4".
    pub fn author_and_year(&mut self) -> bool {
        let t = self.t;
        let Some(first) = self.els.first().copied().filter(|el| el.what == What::Text) else { return false };
        if self.els.iter().any(|el| matches!(el.what, What::Quoted | What::Italic | What::Link(_)))
            || self.to - self.from > 40
        {
            return false;
        }
        // The date, and the tokens of the names before it.
        let mut found = None;
        let mut taken = 0;
        for at in 0..self.els.len().min(6) {
            let el = self.els[at];
            match el.what {
                What::Bracket => {
                    found = self.bracket_or_page_date(el).map(|(date, span)| (el.from, date, span));
                    taken = at + 1;
                }
                What::Date(date) if date.month.is_none() && at > 0 => {
                    found = Some((el.from, date, self.span_of(el)));
                    taken = at + 1;
                }
                // "Hughes 2016: 34".
                What::Text if self.colon_page(el).is_some() => {
                    if let Some((from, date, span)) = self.colon_page(el) {
                        let place =
                            super::elements::Element { from: from + 2, value: (from + 2, el.to), ..el };
                        self.set_locator("page", place);
                        found = Some((from, date, span));
                        taken = at + 1;
                    }
                }
                What::Text if el.to - el.from >= 2 => {
                    found = super::dates::year_at(t, el.to - 1)
                        .filter(|(_, end)| *end == el.to)
                        .map(|(date, end)| (el.to - 1, date, t.span(el.to - 1, end)));
                    taken = at + 1;
                }
                _ => {}
            }
            if found.is_some() {
                break;
            }
        }
        let Some((names_end, date, span)) = found else { return false };
        let tail = self.els[taken..].iter().find(|el| el.what == What::Text);
        let prose = tail
            .is_some_and(|el| t.get(el.from).is_some_and(|token| token.kind == Kind::Word && !token.capital));
        let rest_is_place =
            prose || self.els[taken..].iter().all(|el| matches!(el.what, What::Sep(_) | What::Count(_)));
        let names = super::names::contributors(t, first.from, names_end);
        let Some((list, true)) = names.filter(|_| rest_is_place) else { return false };
        let short = list.iter().all(|it| it.given.is_empty());
        if !short || list.iter().any(|it| it.body && it.family.len() > 12) {
            return false;
        }
        let names_span = list.iter().map(|it| it.span).reduce(crate::span::Span::to).unwrap_or_default();
        self.cite.form = Form::Short;
        self.cite.authors = Field::Found(Spanned::new(list, names_span));
        self.cite.date = Field::Found(Spanned::new(date, span));
        self.mark(0, taken);
        for at in taken..self.els.len() {
            let el = self.els[at];
            match el.what {
                What::Count(Count::Place(label)) => self.set_locator(label, el),
                What::Count(Count::Pages | Count::Bare) => self.set_locator("page", el),
                What::Sep(_) => {}
                _ => continue,
            }
            self.done[at] = true;
        }
        true
    }

    /// "Hughes 2016: 34": where the year stands, if the words are so.
    fn colon_page(
        &self,
        el: super::elements::Element,
    ) -> Option<(usize, crate::notes::NoteDate, crate::span::Span)> {
        let t = self.t;
        let year = (el.from + 1..el.to).find(|&at| super::dates::year(t, at).is_some())?;
        let (date, end) = super::dates::year_at(t, year)?;
        let paged =
            t.kind(end) == Some(Kind::Colon) && super::numbers::value(t, end + 1, el.to, true) == Some(el.to);
        paged.then(|| (year, date, t.span(year, end)))
    }

    /// "(2010)", and "(2010: 34)", "(2010, 34)", whose place is kept.
    fn bracket_or_page_date(
        &mut self,
        el: super::elements::Element,
    ) -> Option<(crate::notes::NoteDate, crate::span::Span)> {
        if let Some(found) = self.bracket_date(el) {
            return Some(found);
        }
        let t = self.t;
        let (date, end) = super::dates::year_at(t, el.from + 1)?;
        if !matches!(t.kind(end), Some(Kind::Colon | Kind::Comma)) {
            return None;
        }
        let mut from = end + 1;
        while t.flag(from, Flags::PAGE) || t.kind(from) == Some(Kind::Stop) {
            from += 1;
        }
        let to = super::numbers::value(t, from, el.to - 1, true)?;
        if to + 1 != el.to {
            return None;
        }
        let place = super::elements::Element { what: What::Text, from, to, value: (from, to) };
        self.set_locator("page", place);
        Some((date, t.span(el.from + 1, end)))
    }
}
