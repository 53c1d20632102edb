//! Asks, one request after the other: paced, once more if a host wants that, and each told in the log.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use url::Url;

use super::clock::Clock;
use super::guard::{Doors, Guard, Names};
use super::pace::{Pace, Step, host_of};
use super::probe::Probe;
use super::registries::PAGES;
use super::robots::Robots;
use super::settings::Settings;
use super::wire::{Fate, How, Reply, Wire};

/// A host that failed so many times in a row is not waited for again.
const PATIENCE: u32 = 3;

/// A host that says "too many" without saying for how long gets so much rest.
const REST: Duration = Duration::from_secs(10);

/// Whoever is told of requests.
pub type Told<'a> = Box<dyn FnMut(&Step) + 'a>;

/// Looks outside.
pub struct Looker<'a> {
    how: How,
    guard: Arc<Guard>,
    /// Made when it is first needed: it reads the certificates of the system.
    wire: Option<Wire>,
    /// The clock of the run.
    pub clock: &'a dyn Clock,
    /// How outside is looked.
    pub settings: &'a Settings,
    /// Who is asked when.
    pub pace: Pace,
    /// The day of the run.
    pub today: Date,
    pub(super) robots: HashMap<String, Robots>,
    pub(super) probes: HashMap<String, Probe>,
    /// Whether anybody has answered anything.
    pub heard: bool,
    /// Whether anybody outside has: who only heard a mirror of the house knows nothing of names outside.
    pub heard_outside: bool,
    /// Hosts that were not asked, since they are not on the list of those that may be.
    pub refused: Vec<String>,
    /// Told of every request when its answer has come.
    pub told: Option<Told<'a>>,
    /// How many times in a row each host did not answer.
    silent: HashMap<String, u32>,
}

impl<'a> Looker<'a> {
    /// A looker with these names, clock and settings.
    pub fn new(settings: &'a Settings, names: Arc<dyn Names>, clock: &'a dyn Clock, today: Date) -> Self {
        let guard = Guard::new(names, Doors::new(settings.private.clone())).only(settings.only.clone());
        let guard = Arc::new(guard);
        let how = How { agent: settings.agent(), timeout: settings.timeout, proxy: settings.proxy };
        Self {
            how,
            guard,
            wire: None,
            clock,
            settings,
            pace: Pace::default(),
            today,
            robots: HashMap::new(),
            probes: HashMap::new(),
            heard: false,
            heard_outside: false,
            refused: Vec::new(),
            told: None,
            silent: HashMap::new(),
        }
    }

    /// The address under which a page is asked for: its own, or that of the mirror of the settings.
    fn route(&self, url: &Url) -> Option<Url> {
        match self.settings.bases.get(PAGES) {
            None => Some(url.clone()),
            Some(mirror) => {
                let address: String = url::form_urlencoded::byte_serialize(url.as_str().as_bytes()).collect();
                Url::parse(&format!("{mirror}{address}")).ok()
            }
        }
    }

    /// Asks for a page, at its own address or at that of the mirror.
    ///
    /// # Errors
    /// Why nothing came back.
    pub fn page(&mut self, url: &Url, accept: &str, most: u64) -> Result<Reply, Fate> {
        let host = url.host_str().unwrap_or_default();
        // A mirror must not be sent into its own house either.
        if self.settings.bases.contains_key(PAGES) && super::guard::is_private_name(host) {
            return Err(Fate::Inside);
        }
        let Some(asked) = self.route(url) else { return Err(Fate::Inside) };
        // The pause is one between requests to the host that has the page.
        let reply = self.ask(&asked, &host_of(url), accept, most, self.settings.pause);
        // That the mirror has no name says nothing of the page.
        let mirrored = self.settings.bases.contains_key(PAGES);
        reply.map_err(|fate| match fate {
            Fate::NoName if mirrored => {
                Fate::Trouble("could not be asked for: the mirror of the settings was not found".to_owned())
            }
            fate => fate,
        })
    }

    /// Asks, after the pause that the host wants; once more if it says that it is too soon.
    ///
    /// # Errors
    /// Why nothing came back.
    pub fn ask(
        &mut self,
        url: &Url,
        host: &str,
        accept: &str,
        most: u64,
        pause: Duration,
    ) -> Result<Reply, Fate> {
        let (name, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(443));
        if !self.guard.lists(name, port) {
            self.refused.push(format!("{name}:{port}"));
            return Err(Fate::Unlisted);
        }
        for again in [true, false] {
            let reply = self.once(url, host, accept, most, pause)?;
            self.heard = true;
            self.heard_outside |= !self.guard.doors().open_to(name, port);
            if let Some((many, seconds)) = reply.limit.filter(|(many, _)| *many > 0) {
                let gap = Duration::from_secs(seconds) / u32::try_from(many).unwrap_or(u32::MAX).max(1);
                self.pace.slow_down(host, gap);
            }
            let rest = match (reply.status, reply.retry_after) {
                (429 | 503, Some(seconds)) => Duration::from_secs(seconds),
                (429, None) => REST,
                _ => return Ok(reply),
            };
            if !again || !self.pace.rest(host, rest, self.clock) {
                if reply.status == 429 {
                    self.pace.shut(host, "answered 429: too many requests");
                }
                return Ok(reply);
            }
        }
        Err(Fate::Timeout)
    }

    /// Makes one request after the pause, and tells it in the log.
    fn once(
        &mut self,
        url: &Url,
        host: &str,
        accept: &str,
        most: u64,
        pause: Duration,
    ) -> Result<Reply, Fate> {
        self.pace.wait(host, self.clock).map_err(Fate::Trouble)?;
        let at = self.clock.now();
        let wire = self.wire.get_or_insert_with(|| Wire::new(&self.how, Arc::clone(&self.guard)));
        let reply = wire.get(url, accept, most);
        self.pace.asked(host, pause, self.clock);
        let came = match &reply {
            Ok(reply) => reply.status.to_string(),
            Err(fate) => fate.said(),
        };
        let step = Step { at, host: host.to_owned(), address: url.to_string(), came };
        if let Some(told) = &mut self.told {
            told(&step);
        }
        self.pace.log.push(step);
        match &reply {
            Err(Fate::Timeout | Fate::Trouble(_)) => {
                let silent = self.silent.entry(host.to_owned()).or_default();
                *silent += 1;
                if *silent >= PATIENCE {
                    self.pace.shut(host, "did not answer three times in a row");
                }
            }
            Err(_) => {}
            Ok(_) => {
                self.silent.remove(host);
            }
        }
        reply
    }
}
