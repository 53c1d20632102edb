//! The words before a title: who is responsible for the work.

use super::elements::What;
use super::lexicon::Flags;
use super::reader::Reader;
use super::title::is_role;
use super::token::Kind;
use crate::notes::Field;
use crate::span::Spanned;

impl Reader<'_> {
    /// Reads elements `from..to`, before the title, as authors or editors.
    pub fn take_authors(&mut self, from: usize, to: usize) {
        // "John Smith, preface to *The Quiet Port*": the lead is not a name.
        let to = self.skip.map_or(to, |skip| skip.min(to));
        // "Press Releases, “…”": a label in front is nobody.
        let label = |at: usize| self.done[at] && matches!(self.els[at].what, What::Text | What::Sep(_));
        let from = (from..to).find(|&at| !label(at)).unwrap_or(to);
        let mut end = to;
        let mut editors = false;
        // "Smith and Jones, eds.," and "Smith (ed.)".
        for at in from..to {
            let el = self.els[at];
            // "Lena Morris (@lenamorris)", "Air Transport Association (ATA)".
            if el.what == What::Bracket && at > from {
                end = end.min(at);
            }
            if is_role(self, &el) {
                editors |= !self.has(el, Flags::TRANSLATOR) || self.has(el, Flags::EDITOR);
                end = end.min(at);
            }
        }
        while end > from && matches!(self.els[end - 1].what, What::Sep(_)) {
            end -= 1;
        }
        self.lead = end;
        let (start, mut stop) = self.tokens_of(from, end);
        if start >= stop {
            return;
        }
        // "Dertouzos and Moses eds." without a comma.
        let tail = stop - 1 - usize::from(self.t.kind(stop - 1) == Some(Kind::Stop));
        if tail > start && self.t.is_any(tail, &["ed", "eds", "editors", "hrsg", "hg"]) {
            editors = true;
            stop = tail;
        }
        let stop = self.cut_genre(start, stop);
        let mut parsed = super::names::contributors(self.t, start, stop);
        let mut upto = to;
        if !parsed.as_ref().is_some_and(|(_, known)| *known) {
            // "UN General Assembly, Resolution 70/1": the names end before the title does.
            let prefix = (from + 1..end)
                .rev()
                .filter(|&at| matches!(self.els[at].what, What::Sep(_)))
                .take(6)
                .find_map(|at| self.names(from, at).filter(|(_, known)| *known).map(|found| (at, found)));
            if let Some((at, found)) = prefix {
                upto = at;
                parsed = Some(found);
            }
        }
        let Some((list, known)) = parsed.filter(|(list, _)| !list.is_empty()) else {
            return;
        };
        self.doubt |= !known;
        self.mark(from, upto);
        for at in upto..to {
            let el = self.els[at];
            if el.what == What::Text && !self.done[at] && !self.is_genre(at, el) {
                self.number_of(at, el);
            }
        }
        let span = list.iter().map(|it| it.span).reduce(crate::span::Span::to).unwrap_or_default();
        if editors {
            self.cite.editors = Some(Spanned::new(list, span));
        } else {
            self.cite.authors = Field::Found(Spanned::new(list, span));
        }
    }

    /// "FAA report" names the FAA: cuts the kind of document off.
    fn cut_genre(&mut self, start: usize, stop: usize) -> usize {
        let mut end = stop;
        while end > start + 1
            && (self.t.flag(end - 1, Flags::GENRE) && !self.t.list[end - 1].capital
                || self.t.is(end - 1, "briefing"))
        {
            self.genre = Some(self.t.at(end - 1));
            end -= 1;
        }
        end
    }
}
