//! Puts clauses that were read into the declaration they stand under.

use super::{
    clause::Clause,
    tree::{Accept, Because, DraftDecl, Entry, Item, Name, Question, SourceDecl, Term},
};

/// Puts a clause into its place. One that does not belong was reported; an entry
/// keeps it all the same, the others have no place for it.
pub fn absorb(item: &mut Item, clause: Clause) {
    match item {
        Item::Draft(draft) => absorb_draft(draft, clause),
        Item::Source(source) => absorb_source(source, clause),
        Item::Entry(entry) => absorb_entry(entry, clause),
        Item::Accept(accept) => absorb_accept(accept, clause),
        Item::Broken(_) => {}
    }
}

fn absorb_draft(draft: &mut DraftDecl, clause: Clause) {
    match clause {
        Clause::Thesis(names) => draft.thesis.extend(names),
        Clause::Author(words) => draft.authors.push(words),
        Clause::Reach(word) => draft.reach = Some(word),
        Clause::Scale(word) => draft.scale = Some(word),
        Clause::Style(name) => draft.style = Some(name),
        Clause::Endnotes(words) => draft.endnotes.push(words),
        Clause::Bibliography(words) => draft.bibliography.push(words),
        _ => {}
    }
}

fn absorb_source(source: &mut SourceDecl, clause: Clause) {
    match clause {
        Clause::Rating(word) => source.rating = Some(word),
        Clause::Level(word) => source.level = Some(word),
        Clause::Held(held) => source.held = Some(held),
        Clause::SameOrigin(name) => source.same_origin.push(name),
        Clause::Withdrawn(date) => source.withdrawn = Some(date),
        Clause::Archived(url, date) => source.archived = Some((url, date)),
        Clause::ObjectOfStudy(span) => source.object_of_study = Some(span),
        Clause::Was(names) => source.was.extend(names),
        _ => {}
    }
}

fn absorb_entry(entry: &mut Entry, clause: Clause) {
    match clause {
        Clause::Kind(word) => entry.kind = Some(word),
        Clause::Qualifier(words) => entry.qualifier = Some(words),
        Clause::Confidence(word) => entry.confidence = Some(word),
        Clause::At(anchor) => entry.at.push(anchor),
        Clause::Pinned(pinned) => entry.pinned = Some(pinned),
        Clause::Cites(cite) => entry.cites.push(cite),
        Clause::Because(because) => entry.because.push(because),
        Clause::Against(against) => entry.against.push(against),
        Clause::Checked(checked) => entry.checked.push(checked),
        Clause::From(from) => {
            // What a figure is worked out from is a reason for it, and needs all of its parts.
            let named = |term: &Term| if let Term::Claim(name) = term { Some(name.clone()) } else { None };
            let names: Vec<Name> = from.terms.iter().filter_map(named).collect();
            if !names.is_empty() {
                entry.because.push(Because { span: from.span, names });
            }
            entry.from = Some(from);
        }
        Clause::Question(asked) => {
            entry.questions.push(Question { asked, answers: Vec::new(), decision: None });
        }
        Clause::Answer(said) => {
            if let Some(question) = entry.questions.last_mut() {
                question.answers.push(said);
            }
        }
        Clause::Decision(said) => {
            if let Some(question) = entry.questions.last_mut() {
                question.decision = Some(said);
            }
        }
        Clause::Uncontested(words) => entry.uncontested = Some(words),
        Clause::Reason(words) => entry.reason = Some(words),
        Clause::Effect(words) => entry.effect = Some(words),
        Clause::By(by) => entry.by = Some(by),
        Clause::Was(names) => entry.was.extend(names),
        _ => {}
    }
}

fn absorb_accept(accept: &mut Accept, clause: Clause) {
    if let Clause::By(by) = clause {
        accept.by = Some(by);
    }
}
