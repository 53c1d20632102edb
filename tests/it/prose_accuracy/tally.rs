//! Counts of what was right.

use std::collections::BTreeMap;

use claimlint::inside::prose::{Class, TriggerKind, assertion, reading};

use super::labelled::{Grade, Labelled};

/// So many right of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// The right ones.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Share {
    /// Counts more.
    pub fn add(&mut self, right: usize, of: usize) {
        self.right += right;
        self.of += of;
    }

    /// The right ones of all; 1 if there are none.
    pub fn ratio(self) -> f64 {
        if self.of == 0 { 1.0 } else { self.right as f64 / self.of as f64 }
    }

    /// The 95 % interval after Wilson.
    pub fn wilson(self) -> (f64, f64) {
        if self.of == 0 {
            return (0.0, 1.0);
        }
        let (n, p, z) = (self.of as f64, self.ratio(), 1.96_f64);
        let middle = p + z * z / (2.0 * n);
        let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + z * z / n;
        ((middle - reach) / whole, (middle + reach) / whole)
    }
}

/// Sentences that were flagged, by what an editor says of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Flagged {
    needs: usize,
    arguable: usize,
    none: usize,
    sourced: usize,
    /// Sentences that need a source, flagged or not.
    truth: usize,
}

impl Flagged {
    fn add(&mut self, grade: Grade, flagged: bool) {
        self.truth += usize::from(grade == Grade::Needs);
        if flagged {
            *match grade {
                Grade::Needs => &mut self.needs,
                Grade::Arguable => &mut self.arguable,
                Grade::None => &mut self.none,
                Grade::Sourced => &mut self.sourced,
            } += 1;
        }
    }

    fn all(self) -> usize {
        self.needs + self.arguable + self.none + self.sourced
    }

    /// P2: those that need a source.
    pub fn strict(self) -> Share {
        Share { right: self.needs, of: self.all() }
    }

    /// P1+: those that need one, or are arguable.
    pub fn tolerable(self) -> Share {
        Share { right: self.needs + self.arguable, of: self.all() }
    }

    /// R2: of those that need one, the flagged.
    pub fn recall(self) -> Share {
        Share { right: self.needs, of: self.truth }
    }

    /// F1 of P2 and R2.
    pub fn f1(self) -> f64 {
        let all = self.all() + self.truth;
        if all == 0 { 1.0 } else { 2.0 * self.needs as f64 / all as f64 }
    }
}

/// One kind of sign: right, wrong, missed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sign {
    /// Found and labelled.
    pub right: usize,
    /// Found, not labelled.
    pub wrong: usize,
    /// Labelled, not found.
    pub missed: usize,
    /// Of the right ones, those whose words overlap the labelled words.
    pub placed: usize,
    /// Found in sentences of each grade.
    pub flagged: Flagged,
}

/// Everything that is counted of a part.
#[derive(Debug, Default)]
pub struct Score {
    /// Sentences.
    pub sentences: usize,
    /// Strong signs: a warning.
    pub warned: Flagged,
    /// `needs_support`.
    pub needing: Flagged,
    /// The same by register: warned, needing.
    pub registers: BTreeMap<&'static str, (Flagged, Flagged)>,
    /// By rule at level warning.
    pub rules: BTreeMap<&'static str, Flagged>,
    /// By kind of sign.
    pub signs: BTreeMap<TriggerKind, Sign>,
    /// Class as labelled and as told.
    pub classes: BTreeMap<(&'static str, &'static str), usize>,
    /// What went wrong, in words.
    pub failures: Vec<String>,
}

/// The rule that a leading sign raises.
fn rule(kind: TriggerKind) -> Option<&'static str> {
    match kind {
        TriggerKind::Statistic => Some("statistic-uncited"),
        TriggerKind::DatedEvent => Some("dated-event-uncited"),
        TriggerKind::Quotation => Some("quote-uncited"),
        TriggerKind::Attribution => Some("attribution-uncited"),
        _ => None,
    }
}

impl Score {
    /// Counts one sentence.
    pub fn judge(&mut self, one: &Labelled) {
        self.sentences += 1;
        let read = reading(one.sentence);
        let found = assertion(one.sentence);
        assert_eq!(found.is_some(), read.needs_support, "{}", one.sentence);
        let strong = found.as_ref().is_some_and(claimlint::inside::prose::Assertion::strong);
        self.warned.add(one.grade, strong);
        self.needing.add(one.grade, read.needs_support);
        let register = self.registers.entry(one.register).or_default();
        register.0.add(one.grade, strong);
        register.1.add(one.grade, read.needs_support);
        let leading = found.iter().flat_map(|it| &it.triggers).filter(|it| it.strong).map(|it| it.kind).min();
        if let Some(rule) = leading.and_then(rule) {
            self.rules.entry(rule).or_default().add(one.grade, true);
        }
        for kind in TriggerKind::ALL {
            let got = read.triggers.iter().filter(|it| it.kind == kind);
            let truth: Vec<_> = one
                .signs(kind)
                .filter_map(|words| one.sentence.find(words).map(|at| at..at + words.len()))
                .collect();
            let placed = got.clone().any(|it| {
                truth
                    .iter()
                    .any(|span| span.start < it.span.end as usize && (it.span.start as usize) < span.end)
            });
            let sign = self.signs.entry(kind).or_default();
            let got = got.count() > 0;
            match (got, truth.is_empty()) {
                (true, false) => sign.right += 1,
                (true, true) => sign.wrong += 1,
                (false, false) => sign.missed += 1,
                (false, true) => {}
            }
            sign.placed += usize::from(got && placed);
            sign.flagged.add(one.grade, got);
        }
        *self.classes.entry((one.class, read.class.name())).or_default() += 1;
        self.tell(one, &read, strong);
    }

    fn tell(&mut self, one: &Labelled, read: &claimlint::inside::prose::Reading, strong: bool) {
        let wrong = matches!(one.grade, Grade::None | Grade::Sourced);
        let what = match (one.grade, strong, read.needs_support) {
            (_, true, true) if wrong => "FALSE WARNING",
            (_, false, true) if wrong => "FALSE NEED",
            (Grade::Needs, _, false) => "MISSED",
            _ if read.class.name() != one.class && !alike(one.class, read.class) => "CLASS",
            _ => "signs",
        };
        let labelled: Vec<String> =
            one.triggers.iter().map(|(name, words)| format!("{name}={words}")).collect();
        let got: Vec<String> = read
            .triggers
            .iter()
            .map(|it| {
                format!(
                    "{}{}={}",
                    if it.strong { "!" } else { "" },
                    it.kind.name(),
                    &one.sentence[it.span.range()]
                )
            })
            .collect();
        let mut kinds: (Vec<&str>, Vec<&str>) = (
            one.triggers.iter().map(|(name, _)| *name).collect(),
            read.triggers.iter().map(|it| it.kind.name()).collect(),
        );
        for list in [&mut kinds.0, &mut kinds.1] {
            list.sort_unstable();
            list.dedup();
        }
        if what == "signs" && kinds.0 == kinds.1 {
            return;
        }
        self.failures.push(format!(
            "{what} {:?} {} [{}|{}] {}: want {}; got {} ({})",
            one.grade,
            one.register,
            one.class,
            read.class.name(),
            one.sentence,
            labelled.join(" ; "),
            got.join(" ; "),
            read.score
        ));
    }
}

/// A sentence by itself does not show that it opens a paragraph or sums it up.
pub fn alike(labelled: &str, told: Class) -> bool {
    labelled == told.name()
        || matches!(labelled, "topic-sentence" | "statement" | "summary" | "transition")
            && matches!(told, Class::Statement | Class::TopicSentence | Class::Summary | Class::Transition)
}
