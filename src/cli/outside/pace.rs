//! Politeness: each host is asked one request at a time, with a pause before the next, and longer if it says so.

use std::collections::HashMap;
use std::time::Duration;

use url::Url;

use super::clock::Clock;

/// A host that asks us to come back later than this is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(90);

/// A host as it is paced: with its port.
pub fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// One request that was made.
#[derive(Debug, Clone)]
pub struct Step {
    /// When, since the run began.
    pub at: Duration,
    /// Whom.
    pub host: String,
    /// What.
    pub address: String,
    /// What came of it.
    pub came: String,
}

/// When each host may be asked again.
#[derive(Debug, Default)]
pub struct Pace {
    ready: HashMap<String, Duration>,
    pause: HashMap<String, Duration>,
    shut: HashMap<String, String>,
    /// Every request, in order.
    pub log: Vec<Step>,
}

impl Pace {
    /// Waits until a host may be asked.
    ///
    /// # Errors
    /// Why it is not asked any more in this run.
    pub fn wait(&mut self, host: &str, clock: &dyn Clock) -> Result<(), String> {
        if let Some(why) = self.shut.get(host) {
            return Err(why.clone());
        }
        let now = clock.now();
        if let Some(left) =
            self.ready.get(host).and_then(|ready| ready.checked_sub(now)).filter(|left| !left.is_zero())
        {
            clock.sleep(left);
        }
        Ok(())
    }

    /// A host was asked, and wants this pause at least.
    pub fn asked(&mut self, host: &str, pause: Duration, clock: &dyn Clock) {
        let pause = self.pause.get(host).copied().unwrap_or_default().max(pause);
        self.ready.insert(host.to_owned(), clock.now() + pause);
    }

    /// A host says how long the pauses are to be.
    pub fn slow_down(&mut self, host: &str, pause: Duration) {
        let known = self.pause.entry(host.to_owned()).or_default();
        *known = (*known).max(pause.min(LONGEST_WAIT));
    }

    /// A host asks to be left alone for a while. Whether it is asked again in this run.
    pub fn rest(&mut self, host: &str, time: Duration, clock: &dyn Clock) -> bool {
        if time > LONGEST_WAIT {
            let why = format!("asked for a pause of {} minutes", time.as_secs().div_ceil(60));
            self.shut.insert(host.to_owned(), why);
            return false;
        }
        self.ready.insert(host.to_owned(), clock.now() + time);
        true
    }

    /// A host is not asked again in this run.
    pub fn shut(&mut self, host: &str, why: &str) {
        self.shut.insert(host.to_owned(), why.to_owned());
    }
}
