//! What follows the title: container, publisher, editors, dates, pages.

use super::elements::{Count, Element, What};
use super::form::{Form, first};
use super::lexicon::Flags;
use super::names::contributors;
use super::reader::Reader;
use super::token::Kind;
use crate::notes::{Field, TitleMark};
use crate::span::Spanned;

/// What plain words after the title may be. A day and "in" come first, since they change how the rest is read; then what
/// has a word of its own (an edition, editors, a number, a kind of document); then words that only lead to something.
/// What is left is an outlet, a publisher or a place, of which only its neighbours tell which.
const AFTER: &[Form<usize>] = &[
    Form {
        name: "a day whose year stands elsewhere",
        reads: |reader, at| {
            let day = reader.is_day_and_month(reader.els[at]);
            reader.read_if(at, day)
        },
        example: "Ann Moor (2014), “Tides of the Bay,” The Harbour Times, 9 February.",
    },
    Form {
        name: "the book that holds a chapter",
        reads: |reader, at| reader.in_book(at),
        example: "Ann Moor, “Tides,” in *Harbours of the North*, ed. Paul Smith (Oslo: Fjord Press, 2014), 12–40.",
    },
    Form {
        name: "an edition",
        reads: |reader, at| reader.edition(at, reader.els[at]),
        example: "Ann Moor, *Harbours of the North*, 2nd ed. (Oslo: Fjord Press, 2014), 12.",
    },
    Form {
        name: "editors and translators",
        reads: |reader, at| reader.take_editors(at, reader.els[at]),
        example: "Ann Moor, *Harbours of the North*, ed. Paul Smith (Oslo: Fjord Press, 2014), 12.",
    },
    Form {
        name: "the number of a document",
        reads: |reader, at| reader.number_of(at, reader.els[at]),
        example: "Ann Moor, “Tides of the Bay,” Working Paper 24514, Fjord Institute, 2014.",
    },
    Form {
        name: "a kind of document",
        reads: |reader, at| !reader.numbered(at) && reader.is_genre(at, reader.els[at]),
        example: "Ann Moor, “Tides of the Bay,” white paper, Fjord Institute, 2014.",
    },
    Form {
        name: "words that say nothing of the work",
        reads: |reader, at| reader.small_words(at),
        example: "Ann Moor, *Harbours of the North*, 3 vols. (Oslo: Fjord Press, 2014).",
    },
    Form {
        name: "where a paper was heard",
        reads: |reader, at| {
            let heard = reader.presented(reader.els[at]);
            reader.read_if(at, heard)
        },
        example: "Ann Moor, “Tides of the Bay,” paper presented at the Annual Meeting of the Fjord Institute, Oslo, May 3, 2014.",
    },
    Form {
        name: "an author behind the title",
        reads: |reader, at| {
            let el = reader.els[at];
            reader.t.is(el.from, "by") && reader.by_somebody(at, el)
        },
        example: "“Tides of the Bay,” by Ann Moor, The Harbour Times, May 3, 2014.",
    },
    Form {
        name: "words that lead to something",
        reads: |reader, at| {
            let el = reader.els[at];
            let leads = reader.only_introduces(el.from, el.to) || reader.is_aside(el) || reader.is_part(el);
            reader.read_if(at, leads)
        },
        example: "Ann Moor, “Tides of the Bay,” The Harbour Times, May 3, 2014, print.",
    },
    Form {
        name: "an outlet, a publisher or a place",
        reads: |reader, at| {
            reader.outlet_or_place(at, reader.els[at]);
            true
        },
        example: "Ann Moor, “Tides of the Bay,” The Harbour Times, May 3, 2014.",
    },
];

impl Reader<'_> {
    /// Reads everything after the title.
    pub fn read_after(&mut self) {
        let Some((_, start)) = self.title else { return };
        let mut at = start;
        while at < self.els.len() {
            if !self.done[at] {
                self.one(at, start);
            }
            at += 1;
        }
        self.pages();
        self.settle_issuer();
        for at in 0..self.els.len() {
            if let What::Modified(date) = self.els[at].what {
                let span = self.value_span(self.els[at]);
                self.set_date(date, span);
                self.done[at] = true;
            }
        }
    }

    fn one(&mut self, at: usize, start: usize) {
        let el = self.els[at];
        match el.what {
            What::Date(date) => {
                // "c. 1990" and the like count too. A second date fits nowhere.
                if !self.cite.date.is_found() {
                    self.set_date(date, self.value_span(el));
                    self.done[at] = true;
                } else if self.after_web(at) {
                    self.cite.accessed.get_or_insert(Spanned::new(date, self.value_span(el)));
                    self.done[at] = true;
                } else if self.same_year(date.year) {
                    self.done[at] = true;
                }
            }
            What::Bracket => self.bracket(at, start),
            What::Italic | What::Quoted => self.second_mark(at),
            What::Text => self.words_after(at),
            What::Count(Count::Place(label)) => {
                self.set_locator(label, el);
                self.done[at] = true;
            }
            _ => {}
        }
    }

    /// "Web. 22 Apr. 2017": MLA's access date.
    fn after_web(&self, at: usize) -> bool {
        at >= 2
            && self.t.is_any(self.els[at - 2].from, &["web", "online"])
            && self.els[at - 2].to - self.els[at - 2].from <= 2
    }

    fn same_year(&self, year: Option<i16>) -> bool {
        self.cite.date.value().is_some_and(|date| date.year == year)
    }

    /// Italics or a quotation after the title: what contains it.
    fn second_mark(&mut self, at: usize) {
        let el = self.els[at];
        let own = self.cite.title.value().map(|title| title.mark);
        let quoted = el.what == What::Quoted;
        // A second book after the imprint is a second work.
        let second =
            own == Some(TitleMark::Italic) && !quoted && !self.chapter && self.cite.publisher.is_found();
        // "*Oxford English Dictionary*, s.v. “evidence”": the headword.
        if quoted
            && at > 0
            && self.t.is(self.els[at - 1].from, "s")
            && self.els[at - 1].to - self.els[at - 1].from <= 4
        {
            self.done[at] = true;
            return;
        }
        let behind_volume = at >= 2 && self.els[at - 2].what == What::Count(Count::Volume);
        if own == Some(TitleMark::Italic) && !quoted && !self.chapter && !second && behind_volume {
            // "*A History*, vol. 3, *Oil and Order*": the volume's own title.
            self.done[at] = true;
            return;
        }
        if second
            || self.cite.container.is_found()
            || (quoted && own != Some(TitleMark::Quoted) && !self.chapter)
        {
            return;
        }
        // 『雑誌』 after 「題名」.
        let cjk = self.t.at(el.from).starts_with(['『', '《']);
        if quoted && !self.chapter && !cjk {
            return;
        }
        let (mut from, mut to) = (el.from, el.to);
        if quoted {
            (from, to) = (from + 1, to - 1);
        }
        while to > from + 1
            && matches!(self.t.kind(to - 1), Some(Kind::Comma | Kind::Stop | Kind::Colon))
            && !self.t.abbreviates(to - 1)
        {
            to -= 1;
        }
        // Volume in the italics: "*Journal of Studies, 12*".
        let mut end = to;
        if self.t.kind(end - 1) == Some(Kind::Number)
            && end > from + 2
            && self.t.kind(end - 2) == Some(Kind::Comma)
        {
            let value = self.spanned(end - 1, end);
            self.cite.volume.get_or_insert(value);
            end -= 2;
        }
        self.cite.container = Field::Found(self.spanned(from, end));
        self.done[at] = true;
    }

    /// Plain words after the title.
    fn words_after(&mut self, at: usize) {
        // A bracket that never closes stands in front.
        while self.els[at].from + 1 < self.els[at].to && self.t.kind(self.els[at].from) == Some(Kind::Other) {
            self.els[at].from += 1;
        }
        first(self, AFTER, at);
    }

    /// Says that an element was read, if it was.
    pub fn read_if(&mut self, at: usize, read: bool) -> bool {
        self.done[at] |= read;
        read
    }

    /// "in", "In:", before a book. What stands behind it is read as the book's, by this form or those after it.
    fn in_book(&mut self, at: usize) -> bool {
        let t = self.t;
        let mut el = self.els[at];
        if !t.is(el.from, "in") || self.chapter {
            return false;
        }
        el.from += 1;
        if t.kind(el.from) == Some(Kind::Colon) {
            el.from += 1;
        }
        let next = self.next_real(at + 1);
        let book = self.els.get(next).is_some_and(|el| matches!(el.what, What::Italic | What::Quoted));
        if el.from >= el.to {
            self.chapter = book || self.els.get(next).is_some_and(|el| el.what == What::Text);
            self.done[at] = true;
            return true;
        }
        // "in Washington Post" is a newspaper, not a book.
        self.chapter = book || !self.is_outlet(el) || self.publishes(el);
        let comma = matches!(self.els.get(at + 1).map(|el| el.what), Some(What::Sep(Kind::Comma)) | None);
        let bracket = matches!(self.els.get(at + 1).map(|el| el.what), Some(What::Bracket));
        if !book
            && (comma || bracket)
            && el.to > el.from + 2
            && t.kind(el.to - 1) == Some(Kind::Number)
            && t.at(el.to - 1).len() < 4
        {
            // "in The Law of the Sea at Forty 101, 107": the first page.
            let page = self.spanned(el.to - 1, el.to);
            self.cite.extent.get_or_insert(page);
            el.to -= 1;
            self.els[at].to = el.to;
        }
        self.els[at].from = el.from;
        book && self.take_editors(at, el) || self.editors_then_title(at, el)
    }

    /// "of the", "3 vols.": words that say nothing of the work.
    fn small_words(&mut self, at: usize) -> bool {
        let (t, el) = (self.t, self.els[at]);
        let small = (el.from..el.to).all(|at| t.flag(at, Flags::SMALL) && !t.list[at].capital);
        let volumes =
            t.kind(el.from) == Some(Kind::Number) && t.is_any(el.from + 1, &["vols", "vol", "volumes", "pp"]);
        self.read_if(at, small || volumes)
    }

    /// "ed. Paul Smith", "edited by …", "trans. …"; "Paul Smith, ed.,".
    fn take_editors(&mut self, at: usize, el: Element) -> bool {
        let t = self.t;
        let is_mark = |at: usize| t.flag(at, Flags::EDITOR.or(Flags::TRANSLATOR));
        let mut from = el.from;
        let mut led = false;
        while from < el.to
            && (is_mark(from)
                || led && (t.is_any(from, &["by", "and", "von", "par"]) || t.kind(from) == Some(Kind::Stop)))
        {
            led = true;
            from += 1;
        }
        let mut to = el.to;
        let mut tailed = false;
        while to > from
            && (is_mark(to - 1) || (t.kind(to - 1) == Some(Kind::Stop) && to >= 2 && is_mark(to - 2)))
        {
            tailed = true;
            to -= 1;
        }
        if !led && !tailed {
            // The role may stand in the next element: "Smith and Jones (eds.),", "Smith, ed.,".
            let next = self.next_real(at + 1);
            let role = self.els.get(next).is_some_and(|el| {
                el.to - el.from <= 4
                    && (el.from..el.to).any(&is_mark)
                    && matches!(el.what, What::Text | What::Bracket)
            });
            let who = contributors(t, el.from, el.to);
            let Some((list, true)) = who.filter(|_| role) else { return false };
            self.set_editors(list);
            self.mark(at, next + 1);
            return true;
        }
        if from >= to {
            // A role alone: names follow ("ed. " cut off) or came before.
            self.done[at] = tailed || led;
            return true;
        }
        // Names with commas: "ed. A. Smith, B. Jones, and C. Doe".
        let mut last = at;
        let mut end = to;
        let listed = led && self.list_goes_on(at);
        loop {
            if !listed {
                break;
            }
            let next = last + 2;
            let Some(more) = self.els.get(next) else { break };
            if self.els[last + 1].what != What::Sep(Kind::Comma) || more.what != What::Text || self.done[next]
            {
                break;
            }
            let names = contributors(t, from, more.to);
            if !names.is_some_and(|(list, known)| known && list.iter().all(|it| !it.body))
                || self.is_outlet(*more)
            {
                break;
            }
            last = next;
            end = more.to;
        }
        let Some((list, known)) = contributors(t, from, end) else {
            return false;
        };
        self.doubt |= !known;
        self.set_editors(list);
        self.mark(at, last + 1);
        true
    }

    /// Whether an "and" closes a list of names that begins at element `at`.
    fn list_goes_on(&self, at: usize) -> bool {
        (1..=5)
            .map(|step| at + 2 * step)
            .take_while(|&next| self.els.get(next).is_some_and(|el| el.what == What::Text))
            .any(|next| {
                let el = self.els[next];
                (el.from..el.to).any(|at| self.t.is(at, "and") || self.t.kind(at) == Some(Kind::Amp))
            })
    }

    /// "…, by Eric A. Fischer" behind the title.
    fn by_somebody(&mut self, at: usize, el: Element) -> bool {
        let Some((list, true)) = contributors(self.t, el.from + 1, el.to) else { return false };
        let span = list.iter().map(|it| it.span).reduce(crate::span::Span::to).unwrap_or_default();
        if !self.cite.authors.is_found() && !self.review {
            self.cite.authors = Field::Found(Spanned::new(list, span));
        }
        self.done[at] = true;
        true
    }

    /// Whether a volume follows: then the words name a series.
    pub fn numbered(&self, at: usize) -> bool {
        self.els.get(at + 1).is_some_and(|el| el.what == What::Count(Count::Volume))
    }

    /// "9 February", "February 9": a day whose year stands elsewhere.
    fn is_day_and_month(&self, el: Element) -> bool {
        let t = self.t;
        let stops = usize::from(t.kind(el.to - 1) == Some(Kind::Stop));
        let pair = |day: usize, month: usize| {
            matches!(t.kind(day), Some(Kind::Number | Kind::Mixed))
                && t.at(day).len() <= 4
                && t.flag(month, Flags::MONTH)
        };
        el.to - el.from == 2 + stops && (pair(el.from, el.from + 1) || pair(el.from + 1, el.from))
    }

    fn set_editors(&mut self, list: Vec<crate::notes::Contributor>) {
        let span = list.iter().map(|it| it.span).reduce(crate::span::Span::to).unwrap_or_default();
        if self.cite.editors.is_none() && !list.is_empty() {
            self.cite.editors = Some(Spanned::new(list, span));
        }
    }

    /// "in Dertouzos and Moses (eds.), The Computer Age": no marks tell the book's title.
    fn editors_then_title(&mut self, at: usize, el: Element) -> bool {
        let next = self.next_real(at + 1);
        let role = self.els.get(next).is_some_and(|el| {
            el.to - el.from <= 4
                && self.has(*el, Flags::EDITOR)
                && matches!(el.what, What::Text | What::Bracket)
        });
        role && self.take_editors(at, el)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_form_reads_its_example() {
        super::super::form::tests::each_reads_its_example(super::AFTER);
    }
}
