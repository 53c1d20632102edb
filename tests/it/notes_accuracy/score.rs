//! Compares what the parser found with the labels and counts.

use std::collections::BTreeMap;

use claimlint::inside::notes::{Citation, ReadNote};

use super::fields::{self, State};
use super::fixture::{FIELDS, Labelled, Truth};
use super::licence;

/// What the missing-field rules ask for.
pub const WANTED: [&str; 3] = ["date", "author", "outlet"];

/// Of law only these are judged: the model does not say which field holds a reporter,
/// a court or a code.
const OF_LAW: [&str; 8] = ["authors", "title", "accessed", "date", "doi", "url", "archive", "reference"];

/// How often a field is there, is found, and is right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    pub truth: usize,
    pub found: usize,
    pub right: usize,
}

/// How often something was tried, and how often it was right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Share {
    pub of: usize,
    pub right: usize,
}

impl Share {
    pub fn count(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }
}

/// The notes of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct OfKind {
    /// Whether the kind was seen.
    pub kind: Share,
    /// Whether all is right, container and publisher taken as one field.
    pub whole: Share,
    /// Whether all is right, container and publisher apart.
    pub strict: Share,
}

/// One thing that a missing-field rule asks for, over citations in full.
#[derive(Debug, Clone, Copy, Default)]
pub struct Missing {
    /// The parser says it is surely not there; right if it is not.
    pub absent: Share,
    /// A careful editor would ask for it; right if the parser says that it is not there.
    pub asked: Share,
    /// Citations judged; "right" are those where the parser is sure either way.
    pub sure: Share,
}

/// All counts of one set of notes.
#[derive(Debug, Default)]
pub struct Score {
    pub fields: BTreeMap<String, Tally>,
    pub kinds: BTreeMap<String, OfKind>,
    pub forms: Share,
    pub splits: Share,
    pub works: Share,
    /// Comments without a false field.
    pub comments: Share,
    /// Labelled citations, in notes whose kind is beyond doubt; right are those that were found at all.
    pub cited: Share,
    /// The notes of each family; right in full.
    pub families: BTreeMap<String, Share>,
    pub missing: BTreeMap<&'static str, Missing>,
    pub open: usize,
    /// The notes that went wrong, told for a developer.
    pub failures: Vec<String>,
}

impl Score {
    /// Takes in one note.
    pub fn judge(&mut self, note: &Labelled, read: &ReadNote) {
        let mut wrong: Vec<String> = Vec::new();
        let kind = read.kind.name();
        // Several works cited in one form: the first set calls the note by that form, the second “several”. How many
        // they are, and the form of each, is judged below.
        let many = note.citations.len() > 1;
        let alike = |name: &str| many && note.citations.iter().all(|it| it.form == name);
        let kind_right = note.open.contains("kind")
            || kind == note.kind
            || note.kind == "several" && alike(kind)
            || kind == "several" && alike(&note.kind);
        if !kind_right {
            wrong.push(format!("kind: {} expected, got {kind}", note.kind));
        }
        if note.kind == "comment" && note.open.is_empty() {
            let clean = !read
                .citations
                .iter()
                .any(|it| FIELDS.iter().any(|label| fields::found(it, label).is_some()));
            self.comments.count(clean);
        }
        let split = note.citations.len() == read.citations.len() || note.open.contains("kind");
        self.splits.count(split);
        if !split {
            wrong.push(format!("{} citations expected, got {}", note.citations.len(), read.citations.len()));
        }
        let (mut outlet_wrong, mut apart_wrong) = (false, false);
        for (truth, citation) in pair(&note.citations, &read.citations) {
            if truth.is_some() && !note.open.contains("kind") {
                self.cited.count(citation.is_some());
            }
            self.open += truth.map_or(0, |it| it.open.len());
            if let (Some(truth), Some(citation)) = (truth, citation) {
                let form = fields::form(citation.form);
                let right = form == truth.form || note.open.contains("form");
                self.forms.count(right);
                if !right {
                    wrong.push(format!("form: {} expected, got {form}", truth.form));
                }
                self.work(truth, citation);
                let at = note.citations.iter().position(|it| std::ptr::eq(it, truth));
                let pages = at.and_then(|at| note.pages.get(at)).map_or("", String::as_str);
                wrong.extend(licence::faults(note, truth, citation, pages));
            }
            for label in FIELDS {
                let slip = self.field(label, truth, citation);
                let outlet = matches!(label, "container" | "publisher");
                apart_wrong |= outlet && slip.is_some();
                wrong.extend(slip.filter(|_| !outlet));
            }
            self.pages(truth, citation);
            if let Some(slip) = self.outlet(truth, citation) {
                outlet_wrong = true;
                wrong.push(slip);
            }
            self.absence(note, truth, citation);
        }
        let whole = wrong.is_empty();
        let entry = self.kinds.entry(note.kind.clone()).or_default();
        entry.kind.count(kind_right);
        entry.whole.count(whole);
        self.families.entry(note.family.clone()).or_default().count(whole);
        entry.strict.count(whole && !apart_wrong && !outlet_wrong);
        if !whole {
            self.failures.push(format!("{}\n    {}\n      {}", note.at, note.words, wrong.join("\n      ")));
        }
    }

    /// Counts one field of one citation, and says what is wrong with it.
    fn field(&mut self, label: &str, truth: Option<&Truth>, citation: Option<&Citation>) -> Option<String> {
        if passed_over(label, truth) {
            return None;
        }
        let right = truth.and_then(|it| it.fields.get(label));
        let found = citation.and_then(|it| found_for(label, truth, it));
        let answers = right.map(|it| fields::answers(label, it)).unwrap_or_default();
        let agree = found.as_ref().is_some_and(|it| answers.contains(it));
        let tally = self.fields.entry(label.to_string()).or_default();
        tally.truth += usize::from(right.is_some());
        tally.found += usize::from(found.is_some());
        tally.right += usize::from(agree);
        slip(label, right.map(String::as_str), found, agree)
    }

    /// Extent and locator as one field: which pages, whatever they are for.
    fn pages(&mut self, truth: Option<&Truth>, citation: Option<&Citation>) {
        if passed_over("extent", truth) || passed_over("locator", truth) {
            return;
        }
        let of_truth = |label| truth.and_then(|it| it.fields.get(label)).map(|it| fields::answers(label, it));
        let truths = [of_truth("extent"), of_truth("locator").map(no_label)];
        let found = |label| citation.and_then(|it| fields::found(it, label));
        let founds = [found("extent"), found("locator").map(|it| no_label(vec![it]).remove(0))];
        self.either("pages", &truths, &founds);
    }

    /// Container and publisher as one field: who brought it out, under whichever name.
    fn outlet(&mut self, truth: Option<&Truth>, citation: Option<&Citation>) -> Option<String> {
        if passed_over("container", truth) || passed_over("publisher", truth) {
            return None;
        }
        let of_truth = |label| truth.and_then(|it| it.fields.get(label)).map(|it| fields::answers(label, it));
        let found = |label| citation.and_then(|it| fields::found(it, label));
        let truths = [of_truth("container"), of_truth("publisher")];
        let founds = [found("container"), found("publisher")];
        if self.either("outlet", &truths, &founds) {
            return None;
        }
        let told = |label| truth.and_then(|it| it.fields.get(label)).map_or("nothing", String::as_str);
        let got = |it: &Option<String>| it.clone().unwrap_or_else(|| "nothing".to_string());
        Some(format!(
            "outlet: {} / {} expected, got {} / {}",
            told("container"),
            told("publisher"),
            got(&founds[0]),
            got(&founds[1])
        ))
    }

    /// Counts two fields as one; whether they agree.
    fn either(
        &mut self,
        name: &str,
        truths: &[Option<Vec<String>>; 2],
        founds: &[Option<String>; 2],
    ) -> bool {
        let mut left: Vec<&Vec<String>> = truths.iter().flatten().collect();
        let (truth, found) = (left.len(), founds.iter().flatten().count());
        let mut right = 0;
        for value in founds.iter().flatten() {
            if let Some(at) = left.iter().position(|answers| answers.contains(value)) {
                left.remove(at);
                right += 1;
            }
        }
        let tally = self.fields.entry(name.to_string()).or_default();
        tally.truth += truth;
        tally.found += found;
        tally.right += right;
        truth == right && found == right
    }

    /// The sort of work, where the label names one and the parser does.
    fn work(&mut self, truth: &Truth, citation: &Citation) {
        if let (Some(right), Some(found)) = (truth.fields.get("work"), fields::found(citation, "work")) {
            self.works.count(&found == right);
        }
    }

    /// What the missing-field rules would say.
    fn absence(&mut self, note: &Labelled, truth: Option<&Truth>, citation: Option<&Citation>) {
        // The rules speak on citations in full; what the parser takes for one counts.
        let Some(citation) = citation.filter(|it| fields::form(it.form) == "full") else { return };
        if note.open.contains("kind") {
            return;
        }
        for wanted in WANTED {
            if truth.is_some_and(|it| is_open(wanted, it)) {
                continue;
            }
            let state = fields::state(citation, wanted);
            let full = truth.filter(|it| it.form == "full");
            let entry = self.missing.entry(wanted).or_default();
            if state == State::Absent {
                entry.absent.count(full.is_some_and(|it| !holds(wanted, it)));
            }
            if let Some(full) = full {
                entry.sure.count(state != State::Unsure);
                if full.missing.contains(wanted) {
                    entry.asked.count(state == State::Absent);
                }
            }
        }
    }
}

/// Whether a label is not judged in this citation.
fn passed_over(label: &str, truth: Option<&Truth>) -> bool {
    truth.is_some_and(|it| it.open.contains(label) || (it.form == "legal" && !OF_LAW.contains(&label)))
}

/// What was found; in law a body among the authors is no fault, only a person is.
fn found_for(label: &str, truth: Option<&Truth>, citation: &Citation) -> Option<String> {
    let law = truth.is_some_and(|it| it.form == "legal");
    if law && label == "authors" && citation.author_list().iter().all(|it| it.body) {
        return None;
    }
    fields::found(citation, label)
}

fn slip(label: &str, right: Option<&str>, found: Option<String>, agree: bool) -> Option<String> {
    match (right, found) {
        (None, None) => None,
        _ if agree => None,
        (Some(right), None) => Some(format!("{label}: {right} expected, got nothing")),
        (Some(right), Some(found)) => Some(format!("{label}: {right} expected, got {found}")),
        (None, Some(found)) => Some(format!("{label}: nothing expected, got {found}")),
    }
}

/// Without the word before the value.
fn no_label(values: Vec<String>) -> Vec<String> {
    values.iter().map(|it| it.split_once(' ').map_or("", |(_, value)| value).to_string()).collect()
}

/// Whether the label says that it is there.
fn holds(wanted: &str, truth: &Truth) -> bool {
    let has = |label: &str| truth.fields.contains_key(label);
    match wanted {
        "author" => has("authors"),
        "outlet" => has("container") || has("publisher"),
        _ => has(wanted),
    }
}

/// Whether careful readers differ about it.
fn is_open(wanted: &str, truth: &Truth) -> bool {
    match wanted {
        "author" => truth.open.contains("authors"),
        "outlet" => truth.open.contains("container") || truth.open.contains("publisher"),
        _ => truth.open.contains(wanted),
    }
}

/// Pairs labels with what was found, in order, so that most agrees; what has no partner
/// stands alone.
fn pair<'a>(truths: &'a [Truth], found: &'a [Citation]) -> Vec<(Option<&'a Truth>, Option<&'a Citation>)> {
    let (rows, columns) = (truths.len(), found.len());
    // best[i][j]: agreement of the first i labels with the first j citations.
    let mut best = vec![vec![0; columns + 1]; rows + 1];
    for (i, truth) in truths.iter().enumerate() {
        for (j, citation) in found.iter().enumerate() {
            best[i + 1][j + 1] =
                (best[i][j] + likeness(truth, citation)).max(best[i][j + 1]).max(best[i + 1][j]);
        }
    }
    let (mut i, mut j, mut pairs) = (rows, columns, Vec::new());
    while i > 0 || j > 0 {
        if i > 0 && j > 0 && best[i][j] == best[i - 1][j - 1] + likeness(&truths[i - 1], &found[j - 1]) {
            (i, j) = (i - 1, j - 1);
            pairs.push((Some(&truths[i]), Some(&found[j])));
        } else if i > 0 && (j == 0 || best[i][j] == best[i - 1][j]) {
            i -= 1;
            pairs.push((Some(&truths[i]), None));
        } else {
            j -= 1;
            pairs.push((None, Some(&found[j])));
        }
    }
    pairs.reverse();
    pairs
}

/// How many fields agree; one for being a citation at all.
fn likeness(truth: &Truth, citation: &Citation) -> usize {
    let agree = |(label, value): (&String, &String)| {
        let found = fields::found(citation, label);
        found.is_some_and(|it| fields::answers(label, value).contains(&it))
    };
    1 + truth.fields.iter().filter(|pair| agree(*pair)).count()
}
