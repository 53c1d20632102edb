//! Numbers of registries, and titles where there is none.

use url::Url;

use super::looker::Looker;
use super::pace::host_of;
use super::registries::{KEEP, No, Registry, TELLS_UPDATES, WAYBACK, asked_for};
use super::replies::{self, Found, Read};
use super::wire::Fate;
use super::worth::looks_like_html;
use crate::notes::Citation;
use crate::verified::{Answer, Copy, Id, Kind, Seen, fits};

/// A reply of a registry is read so far.
const MOST: u64 = 4 * 1024 * 1024;

/// An identifier as it can stand in an address.
fn encoded(id: &Id, in_path: bool) -> String {
    let mut out = String::new();
    // Whoever reads an address takes a part of dots for a way up, escaped or not: then no part is one.
    let in_path = in_path && !id.value.split('/').any(|part| matches!(part, "." | ".."));
    for byte in id.value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b'/' | b':' | b'(' | b')' if in_path => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

impl Looker<'_> {
    /// Asks the registries that know this kind of identifier, one after the other, until one is sure.
    pub fn look_up(&mut self, id: &Id, citation: &Citation) -> Seen {
        let mut seen = blank(id, self.today);
        let mut asked: Vec<&str> = Vec::new();
        let mut trouble: Vec<String> = Vec::new();
        let mut silent: Vec<&str> = Vec::new();
        for (row, form) in asked_for(id.kind) {
            seen.by.push(row.name.to_owned());
            asked.push(row.called);
            match self.ask_registry(row, form, id) {
                Ok(Read::Known(found)) => {
                    take(&mut seen, *found, row.called);
                    lacks(&mut seen, &silent, &trouble);
                    return seen;
                }
                Ok(Read::Candidates(all)) => {
                    if let Some(found) = all.into_iter().find(|found| fits(citation, &found.work)) {
                        let doi = found.doi.clone();
                        take(&mut seen, found, row.called);
                        seen.at = (!doi.is_empty()).then(|| format!("https://doi.org/{doi}"));
                        return seen;
                    }
                }
                Ok(Read::No) if row.no == No::Final => {
                    seen.answer = Answer::Gone;
                    seen.why = format!("is not registered: {} knows no such {}", row.called, id.kind.said());
                    return seen;
                }
                Ok(Read::No) => {}
                Ok(Read::Garbled) => {
                    silent.push(row.name);
                    trouble.push(format!("{} gave no answer that can be read", row.called));
                }
                Err(why) => {
                    silent.push(row.name);
                    trouble.push(format!("{} {why}", row.called));
                }
            }
        }
        seen.why = if trouble.is_empty() {
            let list = match id.kind {
                Kind::Title => "which list little news, law and grey literature",
                _ => "which do not list every one",
            };
            format!("was looked for in {}, {list}", asked.join(", "))
        } else {
            format!("could not be looked up: {}", trouble.join("; "))
        };
        seen
    }

    /// Asks one registry for an identifier.
    ///
    /// # Errors
    /// Why it said nothing, as the end of a sentence.
    fn ask_registry(&mut self, row: &Registry, form: &str, id: &Id) -> Result<Read, String> {
        let in_path = !form.split("{id}").next().unwrap_or_default().contains('?');
        let base = self.settings.base(row.name, row.base);
        let url = Url::parse(&(base + &form.replace("{id}", &encoded(id, in_path))));
        let url = url.map_err(|_| "cannot be asked for it".to_owned())?;
        let pause = self.settings.pause_of(row.name, row.pause);
        let accept = "application/json,application/atom+xml;q=0.9";
        let reply = self.ask(&url, &host_of(&url), accept, MOST, pause).map_err(|fate| match fate {
            Fate::NoName => "could not be found from here".to_owned(),
            fate => fate.said(),
        })?;
        let read = || (row.read)(id.kind, &id.value, &reply.body);
        match reply.status {
            200 if reply.cut || reply.packed => Ok(Read::Garbled),
            200 => Ok(read()),
            // Where a "no" is final, it has to be the registry's own: a 404 may come from anything between us.
            404 | 410 if row.no == No::Final => Ok(read()),
            404 | 410 if !looks_like_html(&reply.body) => Ok(Read::No),
            status => Err(format!("answered {status}")),
        }
    }

    /// Asks the archive whether it holds a copy of a page, near a day if one is known.
    pub fn look_for_copy(&mut self, address: &str, near: Option<jiff::civil::Date>) -> Option<Copy> {
        let id = Id::new(Kind::Url, address);
        let day = near.map(|day| day.to_string().replace('-', "")).unwrap_or_default();
        let form = WAYBACK.form.replace("{id}", &encoded(&id, false));
        let form =
            if day.is_empty() { form.replace("&timestamp={day}", "") } else { form.replace("{day}", &day) };
        let url = Url::parse(&(self.settings.base(WAYBACK.name, WAYBACK.base) + &form)).ok()?;
        let pause = self.settings.pause_of(WAYBACK.name, WAYBACK.pause);
        let reply = self.ask(&url, &host_of(&url), "application/json", MOST, pause).ok()?;
        let found = replies::wayback(&reply.body).filter(|_| reply.status == 200 && !reply.cut)?;
        let (at, captured) = found.map_or((None, None), |(at, captured)| (Some(at), captured));
        Some(Copy { day: self.today, at, captured })
    }
}

impl Looker<'_> {
    /// Asks the archive to keep a page now: the address of the copy, and its day.
    ///
    /// # Errors
    /// Why it did not, as the end of a sentence.
    pub fn ask_to_keep(&mut self, address: &str) -> Result<(String, jiff::civil::Date), String> {
        let base = self.settings.base(KEEP.name, KEEP.base);
        let url = Url::parse(&(base.clone() + &KEEP.form.replace("{id}", address)));
        let url = url.map_err(|_| "is no address that can be asked for".to_owned())?;
        let pause = self.settings.pause_of(KEEP.name, KEEP.pause);
        let reply = self.ask(&url, &host_of(&url), "text/html,*/*;q=0.8", 0, pause);
        let reply = reply.map_err(|fate| format!("was not kept: the archive {}", fate.said()))?;
        // The copy's own address stands in a header, with its time.
        let at = reply.location.as_deref().and_then(|location| url.join(location).ok());
        let at = at.filter(|at| (200..400).contains(&reply.status) && at.path().starts_with("/web/"));
        let stamp = |at: &Url| at.path().trim_start_matches("/web/").split('/').next().map(str::to_owned);
        let found = at.and_then(|at| Some((replies::day_of(&stamp(&at)?)?, at)));
        match found {
            Some((day, at)) => Ok((format!("{}{}", KEEP.base, &at[url::Position::BeforePath..]), day)),
            None => Err(format!("was not kept: the archive answered {}", reply.status)),
        }
    }
}

/// Says whom else we asked in vain. Crossref alone tells of the retractions of all publishers: without it nobody knows
/// whether there is one, and the next run asks again.
fn lacks(seen: &mut Seen, silent: &[&str], trouble: &[String]) {
    if silent.is_empty() {
        return;
    }
    seen.by.retain(|name| !silent.contains(&name.as_str()));
    seen.why.push_str(&format!("; {}", trouble.join("; ")));
    if silent.contains(&TELLS_UPDATES) {
        seen.why.push_str(", so nobody knows whether it was retracted or corrected");
    }
}

fn take(seen: &mut Seen, found: Found, by: &str) {
    seen.answer = Answer::There;
    let described = found.work != crate::verified::Work::default();
    seen.why = if described {
        format!("is known to {by}")
    } else {
        format!("is registered with {by}, which does not describe it")
    };
    seen.work = described.then_some(found.work);
    seen.updates = found.updates;
}

/// Nothing is known yet.
pub fn blank(id: &Id, today: jiff::civil::Date) -> Seen {
    Seen {
        id: id.clone(),
        day: today,
        answer: Answer::NotKnown,
        why: String::new(),
        by: Vec::new(),
        at: None,
        hops: Vec::new(),
        work: None,
        updates: Vec::new(),
        copy: None,
        missed: None,
    }
}
