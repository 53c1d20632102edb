//! A progress bar for long runs: after one second, on a terminal only, on
//! standard error, and gone when the run is over.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that takes less needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// With fewer files than this a bar would jump, not move.
const FEWEST: u64 = 5;

/// How far a run has come.
pub struct Progress {
    begun: Instant,
    steps: u64,
    done: AtomicU64,
    shown: bool,
    what: &'static str,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Begins a run over so many files, each of two steps: read and checked.
    pub fn begin(files: usize) -> Self {
        Self { steps: files as u64 * 2, ..Self::over(files, "checking") }
    }

    /// Begins a run over so many things, each of one step.
    pub fn over(things: usize, what: &'static str) -> Self {
        let things = things as u64;
        Self {
            begun: Instant::now(),
            steps: things,
            done: AtomicU64::new(0),
            shown: things >= FEWEST && std::io::stderr().is_terminal(),
            what,
            bar: OnceLock::new(),
        }
    }

    /// One step more is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown && (self.bar.get().is_some() || self.begun.elapsed() >= PATIENCE) {
            self.bar.get_or_init(|| bar(self.steps, self.what)).set_position(done);
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(steps: u64, what: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template(&format!("{what} {{bar:40}} {{percent}}%, {{eta}} left"));
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
