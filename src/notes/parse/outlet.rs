//! Plain words after a title: container, publisher or place.

use super::elements::{Count, Element, What};
use super::form::{Form, first};
use super::lexicon::Flags;
use super::names::Who;
use super::reader::Reader;
use super::token::Kind;
use crate::lexicon::list;
use crate::notes::{Field, TitleMark};
use crate::span::Spanned;

/// Plain words that may be a place.
#[derive(Debug, Clone, Copy)]
struct Where {
    at: usize,
    el: Element,
    /// A year or a region was read with them, as with places alone.
    closed: bool,
}

/// What names a place. A colon tells both place and publisher, so it comes first; a place in front of that colon is not
/// the publisher's; any other place is one only where something beside it says so.
const PLACE: &[Form<Where>] = &[
    Form {
        name: "a place and a publisher",
        reads: |reader, words| reader.place_and_publisher(words.at, words.el),
        example: "Ann Moor, *Harbours of the North*, New York: Viking, 2014.",
    },
    Form {
        name: "a place in front of another",
        reads: |reader, words| {
            let opens = reader.is_place(words.el) && reader.place_opens(words.at);
            reader.read_if(words.at, opens)
        },
        example: "Ann Moor, *Harbours of the North*, London, New York: Viking, 2014.",
    },
    Form {
        name: "a place alone",
        reads: |reader, words| reader.place_alone(words),
        example: "Ann Moor, “Tides of the Bay,” Fjord Institute, Geneva, 2014.",
    },
];

/// Plain words that are no place, and what their neighbours say of them.
#[derive(Debug, Clone, Copy)]
struct Words {
    at: usize,
    el: Element,
    /// They name who publishes.
    publishes: bool,
    /// They name a periodical.
    periodical: bool,
}

/// What words that are no place name. What holds the work comes before who publishes it, since a note names it first;
/// a person behind it is neither; a second body is the parent of the first.
const NAMED: &[Form<Words>] = &[
    Form {
        name: "what holds the work",
        reads: |reader, words| {
            let quoted = reader.cite.title.value().is_some_and(|title| title.mark != TitleMark::Italic);
            let holds = !reader.cite.container.is_found()
                && (quoted || words.periodical)
                && (!words.publishes || reader.chapter);
            if holds {
                reader.cite.container = Field::Found(reader.spanned(words.el.from, words.el.to));
            }
            reader.read_if(words.at, holds)
        },
        example: "Ann Moor, “Tides of the Bay,” The Harbour Times, May 3, 2014.",
    },
    Form {
        name: "a person behind an outlet",
        reads: |reader, words| {
            !reader.cite.publisher.is_found()
                && reader.cite.container.is_found()
                && !reader.chapter
                && reader.cite.editors.is_none()
                && reader.who_is(words.el) == Who::Person
                && !words.publishes
                && words.el.to - words.el.from <= 3
        },
        example: "“Tides of the Bay,” The Harbour Times, Ann Moor, May 3, 2014.",
    },
    Form {
        name: "who publishes",
        reads: |reader, words| {
            let first = !reader.cite.publisher.is_found();
            if first {
                reader.cite.publisher = Field::Found(reader.spanned(words.el.from, words.el.to));
            }
            reader.read_if(words.at, first)
        },
        example: "Ann Moor, *Harbours of the North*, Fjord Press, 2014.",
    },
    Form {
        name: "a parent of who publishes",
        reads: |reader, words| {
            let parent = words.publishes || reader.is_outlet(words.el);
            if parent {
                reader.widen_publisher(words.at, words.el);
            }
            parent
        },
        example: "Ann Moor, *Harbours of the North*, Office of Management, Executive Office of the President, 2014.",
    },
];

impl Reader<'_> {
    /// Container, publisher, place or nothing known.
    pub fn outlet_or_place(&mut self, at: usize, el: Element) {
        let worded = (el.from..el.to).any(|at| self.t.kind(at) == Some(Kind::Word));
        if !self.names_outlet(el) || !worded && el.to > el.from + 1 {
            return;
        }
        let whole = el.to;
        let el = self.cut_year(at, el);
        if el.from >= el.to {
            return;
        }
        let before = el.to;
        let el = self.join_region(at, el);
        if first(self, PLACE, Where { at, el, closed: before < whole || el.to > before }) {
            return;
        }
        let el = self.cut_genre_tail(at, el);
        let el = self.cut_first_page(at, el);
        let between = at > 0
            && self.els[at - 1].what == What::Count(Count::Volume)
            && matches!(
                self.els.get(at + 1).map(|el| el.what),
                Some(What::Count(Count::First | Count::Pages))
            );
        // "“Title,” Electoral Studies 33": what has volumes is a periodical.
        let marked = self.cite.title.value().is_some_and(|title| title.mark == TitleMark::Quoted);
        let next = self.next_real(at + 1);
        let placed = self.els.get(next).is_some_and(|el| el.what == What::Text && self.is_place(*el))
            && self.els.get(self.next_real(next + 1)).is_some_and(|el| matches!(el.what, What::Date(_)))
            && !self.has(el, Flags::OUTLET)
            && self.cite.title.value().is_some_and(|title| title.mark == TitleMark::Plain);
        let publishes =
            (self.publishes(el) || placed) && !between && !(marked && !self.chapter && self.numbered(at));
        let periodical = between || !publishes && self.has(el, Flags::OUTLET);
        first(self, NAMED, Words { at, el, publishes, periodical });
    }

    /// "Geneva" where it stands behind a publisher, before one, before the date, or closes with a year of its own.
    fn place_alone(&mut self, words: Where) -> bool {
        let Where { at, el, closed } = words;
        let alone = self.is_place(el)
            && (self.cite.container.is_found()
                || self.cite.publisher.is_found()
                || closed
                || self.place_leads(at)
                || self.date_follows(at)
                || self.book_place(at));
        if !alone {
            return false;
        }
        let value = self.spanned(el.from, el.to);
        match &self.cite.publisher {
            // "University of California, Berkeley".
            Field::Found(found)
                if found.value.contains("University of") && el.from == self.after(found.span.end) =>
            {
                let whole = found.span.to(value.span);
                let text = self.t.slice(whole).to_string();
                self.cite.publisher = Field::Found(Spanned::new(text, whole));
            }
            _ => {
                self.cite.place.get_or_insert(value);
            }
        }
        self.read_if(at, true)
    }

    /// "Liberty University dissertation": the kind of document behind the body.
    fn cut_genre_tail(&mut self, at: usize, mut el: Element) -> Element {
        while el.to > el.from + 1 && self.t.flag(el.to - 1, Flags::GENRE) && !self.t.list[el.to - 1].capital {
            self.genre = Some(self.t.at(el.to - 1));
            el.to -= 1;
        }
        if self.genre.is_some()
            && self.t.is_any(el.to - 1, &["phd", "press", "doctoral", "working", "master's"])
            && el.to > el.from + 1
            && !self.t.list[el.to - 1].capital
        {
            el.to -= 1;
        }
        self.els[at] = el;
        el
    }

    /// The token that begins two tokens after this offset: after one comma.
    fn after(&self, end: u32) -> usize {
        self.t.list.partition_point(|token| token.start < end) + 1
    }

    /// "Office of Mgmt. & Budget, Exec. Office of the President": one body and its parent.
    fn widen_publisher(&mut self, at: usize, el: Element) {
        if let Field::Found(found) = &self.cite.publisher {
            let between = self.t.words.get(found.span.end as usize..self.t.list[el.from].start as usize);
            if between.is_some_and(|between| between.trim_matches([',', ' ']).is_empty()) {
                let span = found.span.to(self.span_of(el));
                let value = self.t.slice(span).to_string();
                self.cite.publisher = Field::Found(Spanned::new(value, span));
                self.done[at] = true;
            }
        }
    }

    /// Whether the words could be the name of an outlet or a place: they open
    /// with a capital (or are another script) and do not run like a sentence.
    fn names_outlet(&self, el: Element) -> bool {
        let t = self.t;
        let first = t.text(t.list[el.from]);
        let opens = first.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric())
            || first.contains('.')
            || (el.from + 2 < el.to && t.kind(el.from + 1) == Some(Kind::Stop) && !t.list[el.from + 1].gap)
            || t.is_any(el.from, &["the", "arXiv"])
            || first.starts_with('@');
        let prose = (el.from..el.to)
            .any(|at| t.flag(at, Flags::PROSE) && !t.list[at].capital && !t.is_any(at, &["us", "here", "i"]));
        opens && !prose && el.to - el.from <= 40
    }

    /// "New York: Viking" as plain words.
    fn place_and_publisher(&mut self, at: usize, el: Element) -> bool {
        let t = self.t;
        let Some(colon) = (el.from + 1..el.to.saturating_sub(1)).find(|&at| t.kind(at) == Some(Kind::Colon))
        else {
            return false;
        };
        let place = Element { to: colon, ..el };
        let known = self.is_place(place)
            || (colon - el.from <= 3 && self.publishes(Element { from: colon + 1, ..el }))
            // "Boulder: Lynne Rienner" behind the title of a book.
            || (colon - el.from <= 2
                && el.to - colon <= 6
                && !self.cite.container.is_found()
                && self.cite.title.value().is_some_and(|title| title.mark != TitleMark::Quoted));
        if !known || self.cite.publisher.is_found() {
            return false;
        }
        // "Cambridge, MA: MIT Press": the place began one element earlier.
        let before = at.checked_sub(2).map(|at| self.els[at]).filter(|before| {
            before.what == What::Text
                && self.els[at - 1].what == What::Sep(Kind::Comma)
                && self.is_place(*before)
        });
        self.cite.place = Some(self.spanned(before.map_or(el.from, |before| before.from), colon));
        self.cite.publisher = Field::Found(self.spanned(colon + 1, el.to));
        self.done[at] = true;
        true
    }

    /// Whether every word is of a place: "Washington, DC".
    pub fn is_place(&self, el: Element) -> bool {
        let t = self.t;
        let mut some = false;
        let all = (el.from..el.to).all(|at| {
            let token = t.list[at];
            let known = token.capital && token.flags.any(Flags::PLACE.or(Flags::REGION));
            // "D.C.", "Frankfurt a. M."
            let letter = token.end - token.start == 1;
            some |= known || (letter && t.at(at) == "D" && t.at(at + 2) == "C");
            known
                || (letter && (at > el.from || t.at(at) == "D"))
                || token.kind != Kind::Word
                || (token.capital && token.flags.any(Flags::PLACE_PART))
                || t.is_any(at, &["am", "upon", "and", "new"])
        });
        all && (some || t.is_any(el.from, &list::PLACE_BEGIN) && el.to - el.from >= 2)
    }

    /// "[2005] PL 440", "(2001) 117 LQR 42": the page on which the article begins.
    fn cut_first_page(&mut self, at: usize, mut el: Element) -> Element {
        let t = self.t;
        let after_date = at > 0
            && matches!(self.els[at - 1].what, What::Bracket | What::Count(Count::Volume | Count::Issue))
            && self.cite.date.is_found();
        let last = el.to - 1;
        if !after_date || t.kind(last) != Some(Kind::Number) || last == el.from || self.cite.extent.is_some()
        {
            return el;
        }
        let mut from = el.from;
        if t.kind(from) == Some(Kind::Number) && last > from + 1 {
            let value = self.spanned(from, from + 1);
            self.cite.volume.get_or_insert(value);
            from += 1;
        }
        if !t.list[from].capital {
            return el;
        }
        let page = self.spanned(last, el.to);
        self.cite.extent = Some(page);
        (el.from, el.to) = (from, last);
        self.els[at] = el;
        el
    }

    /// "Washington, DC": the region behind the comma is of the place.
    fn join_region(&mut self, at: usize, mut el: Element) -> Element {
        if let Some(next) = self.els.get(at + 2).copied()
            && next.what == What::Text
            && !self.done[at + 2]
            && self.els[at + 1].what == What::Sep(Kind::Comma)
            && next.to - next.from <= 4
            && self.t.flag(next.from, Flags::REGION)
            && self.is_place(el)
            && self.is_place(next)
        {
            el.to = next.to;
            self.els[at] = el;
            self.done[at + 2] = true;
        }
        el
    }

    /// "Cambridge," before "MA: MIT Press": the rest is read with the next words.
    fn place_opens(&self, at: usize) -> bool {
        let Some(next) = self.els.get(at + 2) else { return false };
        let colon = (next.from..next.to).find(|&at| self.t.kind(at) == Some(Kind::Colon));
        next.what == What::Text
            && self.els[at + 1].what == What::Sep(Kind::Comma)
            && colon.is_some_and(|colon| colon > next.from && self.is_place(Element { to: colon, ..*next }))
    }

    /// "Paris, Minuit, 1979" behind the title of a book.
    fn book_place(&self, at: usize) -> bool {
        let next = self.next_real(at + 1);
        let then = self.next_real(next + 1);
        self.cite.title.value().is_some_and(|title| title.mark == TitleMark::Italic)
            && self.els.get(next).is_some_and(|el| el.what == What::Text && !self.done[next])
            && self.els.get(then).is_some_and(|el| matches!(el.what, What::Date(_)))
    }

    /// Whether the next thing is the date, or nothing: "Geneva, 2020."
    fn date_follows(&self, at: usize) -> bool {
        let next = self.next_real(at + 1);
        self.els.get(next).is_none_or(|el| matches!(el.what, What::Date(_) | What::Link(_) | What::Access(_)))
    }

    /// "Zürich 2015", "Oxford University Press 2015": the year closes the words.
    fn cut_year(&mut self, at: usize, mut el: Element) -> Element {
        let last = el.to - 1;
        let Some((date, _)) =
            super::dates::year_at(self.t, last).filter(|_| !self.cite.date.is_found() && last > el.from)
        else {
            return el;
        };
        let before = Element { to: last, ..el };
        if self.is_place(before) || self.has(before, Flags::PUBLISHER) {
            self.set_date(date, self.t.span(last, last + 1));
            el.to = last;
            self.els[at] = el;
        }
        el
    }

    /// A place that leads to a publisher: the next words are a body or a publisher.
    fn place_leads(&self, at: usize) -> bool {
        let next = self.next_real(at + 1);
        self.els.get(next).is_some_and(|el| el.what == What::Text && !self.done[next] && self.publishes(*el))
    }

    /// Whether the words name a publisher or an institution rather than a periodical.
    pub fn publishes(&self, el: Element) -> bool {
        let t = self.t;
        let capital = |at: &usize| t.list[*at].capital;
        let words = || (el.from..el.to).filter(capital);
        let outlet = words().any(|at| t.flag(at, Flags::OUTLET) && !t.flag(at, Flags::PUBLISHER));
        let body = words().any(|at| t.flag(at, Flags::BODY));
        let publisher = words().any(|at| t.flag(at, Flags::PUBLISHER));
        (publisher || (body && !outlet)) && !t.is(el.from, "proceedings")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_form_reads_its_example() {
        super::super::form::tests::each_reads_its_example(super::PLACE);
        super::super::form::tests::each_reads_its_example(super::NAMED);
    }
}
