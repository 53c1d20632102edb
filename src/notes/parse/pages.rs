//! Page numbers: of the whole work, or of the place relied on.

use super::elements::{Count, What};
use super::reader::Reader;
use super::token::Kind;
use crate::notes::{Field, TitleMark};

impl Reader<'_> {
    /// Page numbers: of the whole work or of the place relied on.
    pub fn pages(&mut self) {
        let mut seen = false;
        for at in 0..self.els.len() {
            let el = self.els[at];
            let bare = match el.what {
                What::Count(Count::Pages) => false,
                What::Count(Count::Bare) => true,
                _ => continue,
            };
            if self.done[at] {
                continue;
            }
            let width = self.width(el.value.0, el.value.1);
            let part = self.cite.container.is_found();
            let unplaced = bare && !part && !self.cite.date.is_found() && self.cite.volume.is_none();
            let surname = self.cite.author_list().iter().all(|it| it.given.is_empty());
            if bare && self.between_stops(at) {
                // "*The 2014 Floods*. 377. Leiden: …": the number of a report.
                let value = self.spanned(el.from, el.to);
                self.cite.number.get_or_insert(value);
                self.done[at] = true;
                continue;
            }
            if unplaced
                && !surname
                && !self.cite.publisher.is_found()
                && self.cite.title.value().is_some_and(|t| t.mark == TitleMark::Plain)
            {
                continue;
            }
            self.done[at] = true;
            let whole = part && self.cite.extent.is_none() && !seen;
            match width {
                Some(2..) if whole => self.cite.extent = Some(self.spanned(el.value.0, el.value.1)),
                // Two pages are a short article or a pinpoint: the words do not say.
                Some(1) if whole => {
                    self.cite.extent = Some(self.spanned(el.value.0, el.value.1));
                    self.doubtful_locator();
                }
                _ if self.goes_on(el.value.0) => self.widen_locator(el.value.1),
                _ => self.set_locator("page", el),
            }
            seen = true;
        }
        // "no. 377" of a work that is in nothing is the number of a report.
        if self.cite.volume.is_none() && !self.cite.container.is_found() && self.cite.number.is_none() {
            self.cite.number = self.cite.issue.take();
        }
    }

    /// ", 22–23, 40": whether the page locator ends right before this number.
    fn goes_on(&self, from: usize) -> bool {
        let Field::Found(found) = &self.cite.locator else { return false };
        found.value.label == "page"
            && from > 1
            && self.t.kind(from - 1) == Some(Kind::Comma)
            && self.t.list[from - 2].end == found.span.end
    }

    fn widen_locator(&mut self, to: usize) {
        if let Field::Found(found) = &mut self.cite.locator
            && let Some(last) = to.checked_sub(1).and_then(|last| self.t.get(last))
        {
            found.span.end = last.end;
            found.value.value = self.t.slice(found.span).to_string();
        }
    }

    fn between_stops(&self, at: usize) -> bool {
        let stop = |at: Option<usize>| {
            at.and_then(|at| self.els.get(at)).is_some_and(|el| el.what == What::Sep(Kind::Stop))
        };
        !self.cite.container.is_found()
            && self.cite.title.value().is_some_and(|title| title.mark != TitleMark::Quoted)
            && stop(at.checked_sub(1))
            && stop(Some(at + 1))
            && self.els[at + 1..].iter().any(|el| el.what == What::Text)
    }

    fn doubtful_locator(&mut self) {
        if !self.cite.locator.is_found() {
            self.cite.locator = Field::Unsure;
        }
    }

    /// How many pages a range goes on after its first: "118–45" is 27. `None` for
    /// a single page, a list or a range that runs backwards.
    fn width(&self, from: usize, to: usize) -> Option<u32> {
        if to != from + 3 || self.t.kind(from + 1) != Some(Kind::Dash) {
            return None;
        }
        let (first, last) = (self.t.at(from), self.t.at(from + 2));
        let start: u32 = first.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        let mut end: u32 = last.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        if last.len() < first.len() {
            let base = 10_u32.checked_pow(u32::try_from(last.len()).ok()?)?;
            end += start - start % base;
        }
        end.checked_sub(start)
    }
}
