//! The clock that pauses go by: the system's, or one of a test's that nobody has to wait for.

use std::time::{Duration, Instant};

/// Tells the time since a run began, and lets it pass.
pub trait Clock {
    /// How long the run has lasted.
    fn now(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// The system's clock.
#[derive(Debug)]
pub struct SystemClock(Instant);

impl SystemClock {
    /// A clock that starts now. It only goes forward, whatever the clock on the wall does.
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
