//! The record on its way to the disk: read, added to by one run or several at once, written whole each time.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::clock::Clock;
use crate::cli::base::{read, write};
use crate::verified::{Judgement, Record, Seen};

/// A record of so many lines is written anew after that much time for each: a short one after every answer, a long
/// one often enough that who ends the run in the middle loses little.
const FOR_EACH: Duration = Duration::from_millis(10);
/// It is written after so long in any case.
const OFTEN: Duration = Duration::from_secs(5);

/// The record of a draft while a run adds to it.
pub struct Journal {
    path: PathBuf,
    record: Record,
    /// What stood there when it was last read or written.
    before: Record,
    /// What this run has seen and not yet written.
    fresh: Vec<Seen>,
    judged: Vec<Judgement>,
    written: Duration,
}

impl Journal {
    /// Reads the record, if there is one.
    ///
    /// # Errors
    /// A plain sentence: it cannot be read, or has lines that would be lost if it were written anew.
    pub fn open(path: &Path) -> Result<Self, String> {
        let record = current(path)?;
        Ok(Self {
            path: path.to_owned(),
            before: record.clone(),
            record,
            fresh: Vec::new(),
            judged: Vec::new(),
            written: Duration::ZERO,
        })
    }

    /// Everything that is known.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Keeps what was seen, and writes it if the last writing is a while ago.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub fn put(&mut self, seen: Seen, clock: &dyn Clock) -> Result<(), String> {
        self.record.put(seen.clone());
        self.fresh.push(seen);
        let lines = u32::try_from(self.record.all().count()).unwrap_or(u32::MAX);
        if clock.now().saturating_sub(self.written) >= FOR_EACH.saturating_mul(lines).min(OFTEN) {
            self.written = clock.now();
            self.save()?;
        }
        Ok(())
    }

    /// Keeps a judgement.
    pub fn judge(&mut self, judgement: Judgement) {
        self.record.judge(judgement.clone());
        self.judged.push(judgement);
    }

    /// Writes what is new into the record as it is now: another run may have written meanwhile.
    ///
    /// # Errors
    /// A plain sentence; what stood there still does.
    pub fn save(&mut self) -> Result<(), String> {
        if self.fresh.is_empty() && self.judged.is_empty() {
            return Ok(());
        }
        let _lock = write::lock([self.path.as_path()])?;
        let mut now = current(&self.path)?;
        for seen in &self.fresh {
            // A later day is another run's, unless it stood there before: then a clock was wrong, and that look is past.
            let known = |theirs: &Seen| self.before.get(&seen.id) == Some(theirs);
            if now.get(&seen.id).is_none_or(|theirs| theirs.day <= seen.day || known(theirs)) {
                now.put(seen.clone());
            }
        }
        for judgement in &self.judged {
            now.judge(judgement.clone());
        }
        let sort = write::Sort { name: "record of claimlint verify", is_ours: &is_record };
        write::put_over(&self.path, &now.written(), sort)?;
        self.record = now;
        self.record.faults.clear();
        self.before = self.record.clone();
        self.fresh.clear();
        self.judged.clear();
        Ok(())
    }
}

fn is_record(bytes: &[u8]) -> bool {
    bytes.trim_ascii().is_empty() || bytes.starts_with(b"{\"id\":") || bytes.starts_with(b"{\"claim\":")
}

/// The record as it is on the disk.
fn current(path: &Path) -> Result<Record, String> {
    if !path.exists() {
        return Ok(Record::default());
    }
    let name = path.display();
    let text = read::read(path).map_err(|message| format!("{name}: {message}"))?;
    let record = Record::read(&text);
    if let Some(fault) = record.faults.iter().find(|fault| fault.unread) {
        let line = text.get(..fault.span.start as usize).unwrap_or_default().matches('\n').count() + 1;
        return Err(format!("{name}:{line}: this line {}; correct or delete it, and run again", fault.what));
    }
    Ok(record)
}
