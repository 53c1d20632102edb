//! How sure a citation is of what it does not hold, and what sort of work it is.

use super::elements::What;
use super::lexicon::Flags;
use super::reader::Reader;
use super::token::Kind;
use crate::lexicon::list;
use crate::notes::{Field, Form, NoteDate, TitleMark, WorkType};

impl Reader<'_> {
    /// Settles the work type, the words left over, and what is surely absent.
    pub fn settle(&mut self) {
        if self.cite.work == WorkType::Unknown {
            self.cite.work = self.work_type();
        }
        self.date_of_number();
        for at in 0..self.els.len() {
            let el = self.els[at];
            if !self.done[at] && !matches!(el.what, What::Sep(_)) {
                self.cite.rest.push(self.span_of(el));
            }
        }
        if self.cite.form != Form::Full || self.cite.work.is_law() || self.doubt || !self.cite.rest.is_empty()
        {
            return;
        }
        let unpublished = matches!(
            self.cite.work,
            WorkType::Interview | WorkType::Letter | WorkType::Speech | WorkType::Archive | WorkType::Film
        );
        if unpublished || !self.cite.title.is_found() || self.titled_as_outlet() {
            return;
        }
        let absent = |found: bool, sure: bool| !found && sure;
        let title_first = self.title.is_some_and(|(from, _)| from == 0);
        if absent(self.cite.authors.is_found(), title_first && self.cite.editors.is_none()) {
            self.cite.authors = Field::Absent;
        }
        if absent(self.cite.date.is_found(), !self.year_outside_title()) {
            self.cite.date = Field::Absent;
        }
        // What is not published yet has no outlet to lack.
        let unpublished =
            self.genre.is_some_and(|genre| {
                ["manuscript", "unpublished", "typescript", "draft"]
                    .iter()
                    .any(|it| genre.eq_ignore_ascii_case(it))
            }) || self.cite.date.value().is_some_and(|date| date.year.is_none() && !date.undated);
        if !self.cite.container.is_found() && !unpublished {
            self.cite.container = Field::Absent;
        }
        if !self.cite.publisher.is_found() && !unpublished {
            self.cite.publisher = Field::Absent;
        }
        if absent(self.cite.locator.is_found(), self.cite.extent.is_none() || self.wide_extent()) {
            self.cite.locator = Field::Absent;
        }
    }

    /// "COM(2016) 1985 final": where nothing else dates the work, the year in its number does.
    fn date_of_number(&mut self) {
        let t = self.t;
        let year = self.els.iter().filter(|el| el.what == What::Document).find_map(|el| {
            (el.from..el.to).find_map(|at| {
                let alone = t.kind(at) == Some(Kind::Open) && t.list[at].mate as usize == at + 2;
                super::dates::year(t, at + 1).filter(|_| alone).map(|year| (year, t.span(at + 1, at + 2)))
            })
        });
        if let Some((year, span)) = year {
            self.set_date(NoteDate { year: Some(year), ..NoteDate::default() }, span);
        }
    }

    /// "*New York Times*, May 3, 2019": an issue of a newspaper, in the title's place.
    fn titled_as_outlet(&self) -> bool {
        !self.cite.container.is_found()
            && !self.cite.publisher.is_found()
            && !self.cite.authors.is_found()
            && self.cite.title.value().is_some_and(|title| {
                title.mark != TitleMark::Quoted
                    && title.text.split(' ').count() <= 6
                    && names_outlet(&title.text)
            })
    }

    fn wide_extent(&self) -> bool {
        // Set by `pages`: an extent of two pages may be the pinpoint.
        self.cite.extent.as_ref().is_some_and(|extent| {
            let (first, last) =
                extent.value.split_once(['–', '-', '—', '‐', '‑']).unwrap_or((&extent.value, ""));
            match (first.trim().parse::<u32>(), last.trim().parse::<u32>()) {
                (Ok(first), Ok(last)) => {
                    let wide = if last < first { last + 100 } else { last };
                    wide.saturating_sub(first % 100) > 1 && last != first + 1
                }
                _ => false,
            }
        })
    }

    /// Whether a number that may be a year stands outside title, address and access date.
    fn year_outside_title(&self) -> bool {
        self.els.iter().enumerate().any(|(at, el)| {
            let inside = self.title.is_some_and(|(from, to)| (from..to).contains(&at));
            !inside
                && !matches!(el.what, What::Access(_) | What::Link(_) | What::Count(_) | What::Document)
                && (el.from..el.to).any(|at| super::dates::year(self.t, at).is_some())
        })
    }

    fn says(&self, words: &[&str]) -> bool {
        self.els.iter().enumerate().any(|(at, el)| {
            let inside = self.title.is_some_and(|(from, to)| (from..to).contains(&at));
            !inside && (el.from..el.to).any(|at| self.t.is_any(at, words))
        })
    }

    /// As [`Self::says`], in small letters only: "post", not "Washington Post".
    fn says_small(&self, word: &str) -> bool {
        self.els.iter().enumerate().any(|(at, el)| {
            let inside = self.title.is_some_and(|(from, to)| (from..to).contains(&at));
            !inside && (el.from..el.to).any(|at| self.t.at(at) == word)
        })
    }

    fn work_type(&self) -> WorkType {
        let cite = &self.cite;
        let mark = cite.title.value().map(|title| title.mark);
        if let Some(found) = self.by_genre() {
            return found;
        }
        if cite.arxiv.is_some() {
            return WorkType::Preprint;
        }
        let platform =
            |field: &Field<String>| field.value().is_some_and(|name| POSTED.contains(&name.as_str()));
        if platform(&cite.container)
            || platform(&cite.publisher)
            || self.says(&["tweet"])
            || self.says(&["twitter", "facebook", "mastodon"]) && self.says_small("post")
        {
            return WorkType::Post;
        }
        if self.chapter
            || cite.editors.is_some()
                && cite.container.is_found()
                && cite.issue.is_none()
                && mark != Some(TitleMark::Italic)
        {
            return if cite.container.value().is_some_and(|name| name.starts_with("Proceedings")) {
                WorkType::Paper
            } else {
                WorkType::Chapter
            };
        }
        if cite.container.value().is_some_and(|name| name.starts_with("Proceedings")) {
            return WorkType::Paper;
        }
        let day = cite.date.value().is_some_and(|date| date.day.is_some());
        if cite.volume.is_some() && cite.container.is_found() || cite.issue.is_some() {
            return WorkType::Article;
        }
        if cite.number.is_some() {
            return WorkType::Report;
        }
        if cite.isbn.is_some() && !cite.container.is_found()
            || self.cite.place.is_some() && cite.publisher.is_found()
        {
            return WorkType::Book;
        }
        if let Some(container) = cite.container.value() {
            if cite.extent.is_some() && !day {
                return WorkType::Article;
            }
            let news = container.split(' ').any(|word| list::NEWS.contains(&word.trim_matches(',')));
            if news && (day || cite.accessed.is_some() || cite.url.is_some()) {
                return WorkType::News;
            }
            return WorkType::WebPage;
        }
        if mark == Some(TitleMark::Italic) {
            let body = cite.author_list().iter().any(|it| it.body);
            let press = cite.publisher.value().is_some_and(|name| {
                name.split(' ').any(|word| super::lexicon::of(word).any(Flags::PUBLISHER))
            });
            return if press || (!body && cite.url.is_none() && cite.publisher.is_found()) {
                WorkType::Book
            } else if body || cite.publisher.is_found() {
                WorkType::Report
            } else {
                WorkType::Unknown
            };
        }
        if cite.url.is_some() || cite.accessed.is_some() {
            return WorkType::WebPage;
        }
        if cite.publisher.is_found() { WorkType::Report } else { WorkType::Unknown }
    }

    fn by_genre(&self) -> Option<WorkType> {
        let genre = self.genre?;
        let group = list::CITED_GENRE.group(genre)?;
        let heard = group == "paper-conference" || genre.eq_ignore_ascii_case("paper");
        if heard && self.says(&["presented", "conference", "meeting", "symposium"]) {
            return Some(WorkType::Paper);
        }
        match group {
            "paper-conference" => None,
            "post" => self.says(&["twitter", "tweet"]).then_some(WorkType::Post),
            kind => WorkType::of_csl(kind),
        }
    }

    /// Whether the citation lacks all that a full one has: date, outlet, address.
    pub fn is_bare(&self) -> bool {
        let cite = &self.cite;
        let address = cite.url.is_some()
            || cite.doi.is_some()
            || cite.archive.is_some()
            || cite.isbn.is_some()
            || cite.arxiv.is_some();
        !cite.date.is_found()
            && cite.outlet().is_none()
            && !address
            && cite.accessed.is_none()
            && cite.number.is_none()
            && !self.els.iter().any(|el| {
                el.what == What::Bracket
                    && self.t.kind(el.from) == Some(Kind::Open)
                    && el.to - el.from > 3
                    // "(emphasis added)".
                    && !self.says_nothing(el.from + 1, el.to - 1, self.els.len(), 0)
            })
    }
}

/// Whether one of the words is of the name of a periodical or a broadcaster.
fn names_outlet(name: &str) -> bool {
    name.split(' ').any(|word| super::lexicon::of(word.trim_matches([',', '.', '\''])).any(Flags::OUTLET))
}

/// Where posts are posted.
const POSTED: [&str; 9] =
    ["Twitter", "X", "Facebook", "Mastodon", "Instagram", "Bluesky", "LinkedIn", "Threads", "Reddit"];

#[cfg(test)]
mod tests {
    use crate::notes::{Hints, parse};

    #[test]
    fn the_year_in_a_number_dates_the_work() {
        let year = |words: &str| {
            let note = parse(words, &Hints::default());
            note.citations.first().and_then(|it| it.date.value()).and_then(|date| date.year)
        };
        assert_eq!(
            year("European Commission, “A Strategy for Alpine Farms,” COM(2016) 1985 final."),
            Some(2016)
        );
        // Near miss: the work has a date of its own.
        let dated =
            "European Commission, “A Strategy for Alpine Farms,” COM(2016) 1985 final, January 4, 2017.";
        assert_eq!(year(dated), Some(2017));
    }
}
