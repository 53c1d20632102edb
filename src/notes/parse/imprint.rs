//! What stands in brackets after a title: place, publisher, year; edition;
//! editors; kind of thesis; page numbers; a gloss.

use super::elements::{Count, Element, What, elements};
use super::form::{Form, first};
use super::lexicon::Flags;
use super::names::{Who, contributors};
use super::reader::{Reader, script_of};
use super::token::Kind;
use crate::lexicon::list;
use crate::notes::{Field, Script, TitleMark};

/// What has a word of its own in an imprint. "Repr." comes first, since an edition may follow it; no other two can read
/// the same words. What is left is a place or a publisher.
const IMPRINT: &[Form<Element>] = &[
    Form {
        name: "a reprint",
        reads: |reader, el| reader.text_of(el).to_ascii_lowercase().starts_with("repr"),
        example: "Ann Moor, *Harbours of the North* (1866; repr., Oslo: Fjord Press, 1993), 12.",
    },
    Form {
        name: "an edition",
        reads: |reader, el| reader.edition_words(el),
        example: "Ann Moor, *Harbours of the North* (2nd ed., Oslo: Fjord Press, 2014), 12.",
    },
    Form {
        name: "editors and translators",
        reads: |reader, el| reader.editor_words(el),
        example: "Ann Moor, “Tides,” in *Harbours of the North* (ed. Paul Smith, Fjord Press, 2014), 12.",
    },
    Form {
        name: "a thesis",
        reads: |reader, el| reader.thesis_words(el),
        example: "Ann Moor, “Tides of the Bay” (PhD diss., Lund University, 2014), 12.",
    },
    Form {
        name: "the number of a document",
        reads: |reader, el| reader.number_words(el),
        example: "Ann Moor, “Tides of the Bay” (Working Paper 24514, Fjord Institute, 2014).",
    },
    Form {
        name: "where a paper was heard",
        reads: |reader, el| reader.presented(el),
        example: "Ann Moor, “Tides of the Bay” (paper presented at the Annual Meeting of the Fjord Institute, Oslo, May 3, 2014).",
    },
];

impl Reader<'_> {
    /// Reads the bracket at element `at`.
    pub fn bracket(&mut self, at: usize, start: usize) {
        let el = self.els[at];
        if let Some((date, span)) = self.bracket_date(el) {
            if !self.cite.date.is_found() {
                self.set_date(date, span);
                self.done[at] = true;
            } else if self.cite.url.is_some() && self.cite.accessed.is_none() && date.day.is_some() {
                // "https://… [4.5.2019]": the day the author looked.
                self.cite.accessed = Some(crate::span::Spanned::new(date, span));
                self.done[at] = true;
            }
            return;
        }
        let (from, to) = (el.from + 1, el.to - 1);
        if from >= to || self.says_nothing(from, to, at, start) {
            self.done[at] = true;
            return;
        }
        let inner = elements(self.t, &self.context.italics, from, to);
        let dated = inner.iter().any(|el| matches!(el.what, What::Date(_)))
            || (from..to).any(|at| super::dates::year(self.t, at).is_some());
        let structured = inner.iter().any(|el| {
            el.what == What::Text
                && ((el.from..el.to).any(|at| self.t.kind(at) == Some(Kind::Colon)) || self.publishes(*el))
        });
        // "Financial Times (London)".
        if let [only] = inner.as_slice()
            && only.what == What::Text
            && (self.is_place(*only)
                || self.behind_container(at) && only.to == only.from + 1 && self.t.list[only.from].capital)
            && only.to - only.from <= 6
        {
            let value = self.spanned(only.from, only.to);
            self.cite.place.get_or_insert(value);
            self.done[at] = true;
            return;
        }
        let simple = inner.iter().all(|el| {
            matches!(el.what, What::Count(_) | What::Sep(_) | What::Access(_) | What::Link(_) | What::Aside)
                || el.what == What::Text && self.has(*el, Flags::EDITOR.or(Flags::TRANSLATOR))
        });
        if dated || structured || simple {
            self.done[at] = self.imprint(&inner);
        }
    }

    /// "*The Hindu* (Chennai)".
    fn behind_container(&self, at: usize) -> bool {
        at > 0
            && self.els[at - 1].what == What::Italic
            && self.cite.container.span() == Some(self.span_of(self.els[at - 1]))
    }

    /// Brackets that no field takes and no reader misses.
    pub fn says_nothing(&self, from: usize, to: usize, at: usize, start: usize) -> bool {
        if from >= to {
            return true;
        }
        let t = self.t;
        let text = t.slice(t.span(from, to));
        let lower = text.to_ascii_lowercase();
        let dated = (from..to).any(|at| super::dates::year(t, at).is_some());
        let gloss = !dated
            && at <= start + 1
            && (script_of(text) != Script::Latin
                || script_of(text) != self.cite.script
                || t.kind(from) == Some(Kind::OpenQuote)
                || self.t.at(from - 1) == "[" && to - from > 1);
        let short = to == from + 1
            && (text.bytes().all(|byte| byte.is_ascii_uppercase())
                || text.len() > 3 && t.list[from].capital && lower != text)
            && !t.flag(from, Flags::PUBLISHER);
        let place = short && t.flag(from, Flags::PLACE);
        gloss
            || short && !place && text.bytes().filter(u8::is_ascii_uppercase).count() >= 2
            || list::GLOSS_BEGIN.iter().any(|lead| {
                lower.starts_with(lead)
                    && !(lower.starts_with("translat") && t.flag(to - 1, Flags::TRANSLATOR))
            }) && !(from..to).any(|at| super::dates::year(t, at).is_some())
            || list::EDITION_FORM.iter().any(|it| lower.starts_with(it)) && to - from <= 3
    }

    /// Reads the parts of an imprint; says whether all were understood.
    fn imprint(&mut self, inner: &[Element]) -> bool {
        let mut all = true;
        let mut dated_here = false;
        let mut place_from: Option<usize> = None;
        for (at, el) in inner.iter().enumerate() {
            match el.what {
                What::Date(date) => {
                    // "(1866; repr., New York: Vintage, 1993)": the later one is of this printing.
                    if dated_here {
                        self.cite.date = Field::Unsure;
                    }
                    if self.cite.date.is_found() {
                        all = false;
                    }
                    self.set_date(date, self.value_span(*el));
                    dated_here = true;
                }
                What::Access(_) | What::Link(_) | What::Aside => {}
                What::Sep(_) => {}
                // "1996 [1651]": the year of the first printing.
                What::Bracket if dated_here && self.bracket_date(*el).is_some() => {}
                What::Count(Count::Place(label)) => self.set_locator(label, *el),
                What::Count(Count::Pages | Count::Bare) => {
                    let value = self.spanned(el.value.0, el.value.1);
                    if self.cite.extent.is_none() && el.value.1 > el.value.0 + 2 {
                        self.cite.extent = Some(value);
                    } else {
                        self.set_locator("page", *el);
                    }
                }
                What::Count(Count::Volume) => {
                    let value = self.spanned(el.value.0, el.value.1);
                    self.cite.volume.get_or_insert(value);
                }
                What::Count(Count::Issue) => {
                    let value = self.spanned(el.value.0, el.value.1);
                    self.cite.issue.get_or_insert(value);
                }
                // "“The Dockworker” (*The Atlantic*, May 2014)".
                What::Italic
                    if !self.cite.container.is_found()
                        && self.cite.title.value().is_some_and(|it| it.mark == TitleMark::Quoted) =>
                {
                    self.cite.container = Field::Found(self.spanned(el.from, el.to));
                }
                What::Text => all &= self.imprint_words(inner, at, &mut place_from),
                _ => all = false,
            }
        }
        // A place alone: "(Geneva, 2019)".
        if let Some(from) = place_from {
            let to = inner
                .iter()
                .filter(|el| el.what == What::Text && el.from >= from && self.is_place(**el))
                .map(|el| el.to)
                .next_back();
            if let Some(to) = to
                && self.cite.place.is_none()
            {
                self.cite.place = Some(self.spanned(from, to));
            }
        }
        all
    }

    /// One run of words in an imprint.
    fn imprint_words(&mut self, inner: &[Element], at: usize, place_from: &mut Option<usize>) -> bool {
        let t = self.t;
        let mut el = inner[at];
        // "OUP 2019": the year closes the run.
        if let Some((date, end)) = super::dates::year_at(t, el.to - 1).filter(|(_, end)| *end == el.to)
            && el.to > el.from + 1
        {
            self.set_date(date, t.span(el.to - 1, end));
            el.to -= 1;
        }
        // Ranges "1998–99" at the end.
        if el.to >= el.from + 4
            && let Some((date, end)) = super::dates::year_at(t, el.to - 3).filter(|(_, end)| *end == el.to)
        {
            self.set_date(date, t.span(el.to - 3, end));
            el.to -= 3;
        }
        if first(self, IMPRINT, el) {
            return true;
        }
        // "Palgrave Macmillan: 1985": the colon parts nothing.
        while el.to > el.from + 1 && t.kind(el.to - 1) == Some(Kind::Colon) {
            el.to -= 1;
        }
        if let Some(colon) = (el.from..el.to).find(|&at| t.kind(at) == Some(Kind::Colon)) {
            let place = (place_from.take().unwrap_or(el.from), colon);
            if place.0 < place.1 && !(self.cite.place.is_some() && self.cite.publisher.is_found()) {
                self.cite.place = Some(self.spanned(place.0, place.1));
            }
            // "(Cambridge: MIT Press; London: …)" keeps its first publisher.
            if colon + 1 < el.to && !self.cite.publisher.is_found() {
                self.cite.publisher = Field::Found(self.spanned(colon + 1, el.to));
            }
            return true;
        }
        let colon_later = inner[at + 1..]
            .iter()
            .any(|el| el.what == What::Text && (el.from..el.to).any(|at| t.kind(at) == Some(Kind::Colon)));
        if place_from.is_some() && colon_later {
            return true;
        }
        if (colon_later && !self.cite.publisher.is_found())
            || (self.is_place(el) && self.cite.publisher.value().is_none())
        {
            place_from.get_or_insert(el.from);
            return true;
        }
        if self.is_place(el) {
            let value = self.spanned(el.from, el.to);
            if let Field::Found(found) = &self.cite.publisher
                && found.value.contains("University of")
            {
                let span = found.span.to(value.span);
                let text = t.slice(span).to_string();
                self.cite.publisher = Field::Found(crate::span::Spanned::new(text, span));
            } else {
                self.widen_place(value);
            }
            return true;
        }
        // "“The Dockworker” (The Atlantic, May 2014)".
        let marked = self.cite.title.value().is_some_and(|title| title.mark == TitleMark::Quoted);
        if marked && !self.cite.container.is_found() && self.has(el, Flags::OUTLET) && !self.publishes(el) {
            self.cite.container = Field::Found(self.spanned(el.from, el.to));
            return el.to - el.from <= 9;
        }
        if !self.cite.publisher.is_found() {
            self.cite.publisher = Field::Found(self.spanned(el.from, el.to));
            return el.to - el.from <= 14;
        }
        self.widen_in_bracket(el)
    }

    /// "Cambridge, MA" behind the publisher: two runs, one place.
    fn widen_place(&mut self, more: crate::span::Spanned<String>) {
        match &mut self.cite.place {
            Some(place) if more.span.start <= place.span.end + 2 && more.span.start >= place.span.end => {
                place.span = place.span.to(more.span);
                place.value = self.t.slice(place.span).to_string();
            }
            Some(_) => {}
            none => *none = Some(more),
        }
    }

    /// "NBER Working Paper No. 15639": a number, and who numbers.
    fn number_words(&mut self, el: Element) -> bool {
        let Some((from, to)) = self.number_in(el.from, el.to) else { return false };
        if to < el.to {
            return false;
        }
        let value = self.spanned(from, to);
        self.cite.number.get_or_insert(value);
        self.issuer = self.issuer.or(Some((el.from, from)));
        self.genre = self.genre.or(Some("report"));
        true
    }

    /// "paper presented at the Annual Meeting of …", "speech delivered at Chatham House".
    pub fn presented(&mut self, el: Element) -> bool {
        let t = self.t;
        let Some(at) = (el.from..el.to).find(|&at| t.at(at) == "at" || t.at(at) == "to") else {
            return false;
        };
        let lead = (el.from..at).all(|at| {
            t.kind(at) != Some(Kind::Word) || t.flag(at, Flags::GENRE) || t.is_any(at, &list::PRESENTED)
        });
        if !lead || at == el.from || !t.flag(el.from, Flags::GENRE) {
            return false;
        }
        self.genre = Some(t.at(el.from));
        let from = at + 1 + usize::from(t.is(at + 1, "the"));
        if from < el.to && !self.cite.container.is_found() && !self.cite.publisher.is_found() {
            self.cite.publisher = Field::Found(self.spanned(from, el.to));
        }
        true
    }

    fn widen_in_bracket(&mut self, el: Element) -> bool {
        if let Field::Found(found) = &self.cite.publisher {
            let span = found.span.to(self.span_of(el));
            let text = self.t.slice(span).to_string();
            if span.len() < 160 && (self.publishes(el) || self.t.is_any(el.from, &["inc", "ltd", "llc"])) {
                self.cite.publisher = Field::Found(crate::span::Spanned::new(text, span));
                return true;
            }
        }
        false
    }

    fn edition_words(&mut self, el: Element) -> bool {
        let t = self.t;
        let last =
            if t.kind(el.to - 1) == Some(Kind::Stop) && el.to > el.from + 1 { el.to - 2 } else { el.to - 1 };
        let fits = t.is_any(last, &["ed", "edn", "edition", "aufl", "auflage", "printing"])
            && last > el.from
            && self.numbers_edition(el);
        if fits {
            let value = self.spanned(el.from, el.to);
            self.cite.edition.get_or_insert(value);
        }
        fits
    }

    /// "ed. Smith", "trans. Jones", "Smith, trans.".
    fn editor_words(&mut self, el: Element) -> bool {
        let t = self.t;
        if !t.flag(el.from, Flags::EDITOR.or(Flags::TRANSLATOR))
            && !self.has(el, Flags::EDITOR.or(Flags::TRANSLATOR))
        {
            return false;
        }
        let is_mark = |at: usize| {
            t.flag(at, Flags::EDITOR.or(Flags::TRANSLATOR))
                || t.is(at, "by")
                || t.kind(at) == Some(Kind::Stop)
        };
        let from = (el.from..el.to).find(|&at| !is_mark(at)).unwrap_or(el.to);
        let to = (from..el.to).rev().find(|&at| !is_mark(at)).map_or(from, |at| at + 1);
        let Some((list, true)) = contributors(t, from, to) else { return from == el.to };
        let span = list.iter().map(|it| it.span).reduce(crate::span::Span::to).unwrap_or_default();
        if self.cite.editors.is_none() {
            self.cite.editors = Some(crate::span::Spanned::new(list, span));
        }
        true
    }

    /// "PhD diss.", "working paper", "Master’s thesis".
    fn thesis_words(&mut self, el: Element) -> bool {
        let t = self.t;
        let genre = (el.from..el.to).rfind(|&at| t.flag(at, Flags::GENRE));
        let Some(genre) = genre.filter(|_| el.to - el.from <= 5 && self.who_is(el) != Who::Body) else {
            return false;
        };
        if self.has(el, Flags::PUBLISHER)
            || (t.list[genre].capital && el.to - el.from > 2 && !t.is(genre, "dissertation"))
        {
            return false;
        }
        self.genre = Some(t.at(genre));
        true
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_form_reads_its_example() {
        super::super::form::tests::each_reads_its_example(super::IMPRINT);
    }
}
