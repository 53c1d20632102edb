//! Whether a case is worse after a change than before it.

use crate::cli::run::checked::Checked;

/// What became worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worse {
    /// A file can be read no more.
    Unread,
    /// There are more slips in the claims file.
    Slips,
    /// A sentence that the claims file quotes is found no more.
    Lost,
    /// A check that was signed is void.
    Stale,
    /// There are more errors.
    Errors,
    /// There were too many to try each.
    Untried,
}

impl Worse {
    /// How it is told, after what would be done.
    pub fn words(self) -> &'static str {
        match self {
            Worse::Unread => "would leave a file that cannot be read",
            Worse::Slips => "would leave a claims file with more mistakes",
            Worse::Lost => "would lose words that the claims file quotes; change them in both files",
            Worse::Stale => "would void a signed check; change it by hand and sign again",
            Worse::Errors => "would make more errors than it mends",
            Worse::Untried => "could not be tried: there are too many fixes that do harm; run again",
        }
    }
}

/// What is worse in a case of one run than in the same case of an earlier one.
pub fn worse(before: &Checked, old: usize, after: &Checked, new: usize) -> Option<Worse> {
    let (Some(old), Some(new)) = (before.cases.get(old), after.cases.get(new)) else {
        return Some(Worse::Unread);
    };
    let known = |trouble: &crate::report::Trouble| {
        before.trouble.iter().any(|it| it.file == trouble.file && it.message == trouble.message)
    };
    let gone = old.report.is_some() && new.report.is_none();
    if after.refused || gone || !after.trouble.iter().all(known) {
        return Some(Worse::Unread);
    }
    [
        (new.soundness.slips > old.soundness.slips, Worse::Slips),
        (new.soundness.lost > old.soundness.lost, Worse::Lost),
        (new.soundness.stale > old.soundness.stale, Worse::Stale),
        (new.errors > old.errors, Worse::Errors),
    ]
    .into_iter()
    .find_map(|(is, worse)| is.then_some(worse))
}
