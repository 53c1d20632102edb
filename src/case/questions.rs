//! What could be asked about a claim and a source of which a copy is held, and where in the copy to begin reading.

use super::Case;
use crate::compare::{Passage, best_passage};
use crate::ids::SourceId;
use crate::verified::Question;

/// A passage with less on either side of it is hard to judge: so many bytes are added.
const AROUND: usize = 160;

impl Case<'_> {
    /// The passage of a source's held copy in which an entry is likeliest to stand, by its words and figures.
    pub fn likely_passage(&self, entry: usize, source: SourceId) -> Option<Passage> {
        let copy = self.copy(source)?;
        let resolved = &self.entries[entry];
        let mut words =
            resolved.entry.statement.as_ref().map(|words| words.text.to_string()).unwrap_or_default();
        if words.is_empty() {
            let passage = *resolved.passages.first()?;
            words = self.draft?.words(passage).to_owned();
        }
        best_passage(copy.held, &words)
    }

    /// A question for each claim and each source that supports it and whose copy was read: the entry, the number of the
    /// `cites`, the question.
    pub fn questions(&self) -> Vec<(usize, usize, Question)> {
        let mut all = Vec::new();
        for (index, resolved) in self.entries.iter().enumerate().filter(|(_, resolved)| resolved.is_claim()) {
            let Some(statement) = resolved.entry.statement.as_ref() else { continue };
            for (number, evidence) in resolved.evidence.iter().enumerate().filter(|(_, it)| it.supports()) {
                let Some(source) = evidence.source else { continue };
                let (Some(copy), Some(found)) = (self.copy(source), self.likely_passage(index, source))
                else {
                    continue;
                };
                let words = copy.held.words.as_str();
                let edge = |mut at: usize| {
                    at = at.min(words.len());
                    while !words.is_char_boundary(at) {
                        at -= 1;
                    }
                    at
                };
                let from = edge((found.span.start as usize).saturating_sub(AROUND));
                let to = edge(found.span.end as usize + AROUND);
                let passage =
                    words.get(from..to).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
                let sentence =
                    resolved.passages.first().zip(self.draft).map(|(&passage, draft)| draft.words(passage));
                let question = Question {
                    claim: resolved.entry.name.value.clone(),
                    statement: statement.text.to_string(),
                    sentence: sentence.unwrap_or_default().to_owned(),
                    source: self.sources[source].decl.name.value.clone(),
                    quote: evidence
                        .cite
                        .quote
                        .as_ref()
                        .map(|quote| quote.text.to_string())
                        .unwrap_or_default(),
                    passage,
                    place: copy.held.whereabouts(found.span.start),
                };
                all.push((index, number, question));
            }
        }
        all
    }
}
