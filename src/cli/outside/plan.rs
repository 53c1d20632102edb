//! What of a draft is to be looked at, who would be asked, and in which order.

use std::collections::{BTreeMap, VecDeque};

use jiff::civil::Date;
use url::Url;

use super::guard::{Doors, is_private_name};
use super::pace::host_of;
use super::registries::{TELLS_UPDATES, WAYBACK, asked_for};
use super::settings::Settings;
use crate::case::Case;
use crate::notes::{Citation, NoteDate};
use crate::verified::{Answer, Id, Kind, Record, identifiers, page};

/// One identifier to be looked at.
#[derive(Debug, Clone)]
pub struct Task {
    /// What.
    pub id: Id,
    /// The citation that it is in.
    pub citation: Citation,
    /// Whether it itself is looked at.
    pub look: bool,
    /// Whether the archive is asked for a copy of it, and near which day.
    pub copy: bool,
    /// The day on which the author saw it.
    pub near: Option<Date>,
}

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// DOIs, ISBNs and the numbers of arXiv and PubMed.
    pub numbers: bool,
    /// Of these only those of which retractions are told.
    pub retractions: bool,
    /// Addresses.
    pub pages: bool,
    /// Copies in the archive.
    pub archive: bool,
    /// Titles of works that have no number and no address.
    pub titles: bool,
    /// What was looked at lately, too.
    pub again: bool,
}

/// What was seen so many days ago need not be looked at again.
const LATELY: i32 = 7;

/// Everything in the notes that can be looked up, each once, in the order of the notes; and how many sources give
/// nothing to look up.
pub fn found(case: &Case<'_>) -> (Vec<(Id, Citation)>, usize) {
    let mut all: Vec<(Id, Citation)> = Vec::new();
    let mut bare = 0;
    let Some(draft) = case.draft else { return (all, bare) };
    for source in 0..case.notes.sources.len() {
        let mut any = false;
        for used in &case.notes.sources[source].uses {
            let citation = case.notes.citation(*used);
            for id in identifiers(citation, draft.view.slice(citation.span)) {
                any |= id.kind != Kind::Title;
                if !all.iter().any(|(known, _)| *known == id) {
                    all.push((id, citation.clone()));
                }
            }
        }
        for line in case.declared(source) {
            if let Some(address) = line.decl.archived.as_ref().and_then(|(words, _)| page(&words.text)) {
                any = true;
                let id = Id::new(Kind::Url, address);
                if !all.iter().any(|(known, _)| *known == id) {
                    all.push((id, case.notes.fullest(source).clone()));
                }
            }
        }
        bare += usize::from(!any);
    }
    (all, bare)
}

/// What is to be done of all that was found.
pub fn tasks(found: Vec<(Id, Citation)>, wanted: Wanted, record: &Record, today: Date) -> Vec<Task> {
    let tasks = found.into_iter().filter_map(|(id, citation)| {
        let known = record.get(&id);
        let lately = |day: Date| {
            let since = today.since(day).map_or(-1, |span| span.get_days());
            (0..LATELY).contains(&since)
        };
        let settled = known.is_some_and(|seen| match seen.answer {
            // Only the archive was asked for it.
            _ if seen.by.is_empty() => false,
            // Without Crossref nobody knows of a retraction.
            Answer::There if id.kind == Kind::Doi && !seen.by.iter().any(|name| name == TELLS_UPDATES) => {
                seen.day == today
            }
            Answer::There | Answer::Gone => lately(seen.day),
            // What could not be learned today may be learned tomorrow.
            Answer::NotKnown => seen.day == today,
        });
        let look = match id.kind {
            Kind::Url => wanted.pages,
            Kind::Title => wanted.titles,
            Kind::Doi | Kind::Pmid => wanted.numbers || wanted.retractions,
            Kind::Arxiv | Kind::Isbn => wanted.numbers,
        };
        let look = look && (wanted.again || !settled);
        // Nobody outside has a copy of what lies inside, or is to learn that it is there.
        let archived = is_archive(&id) || lies_inside(&id);
        let asked = known
            .and_then(|seen| seen.copy.as_ref())
            .is_some_and(|copy| copy.at.is_some() || lately(copy.day));
        let copy = wanted.archive && id.kind == Kind::Url && !archived && (wanted.again || !asked);
        let near = citation
            .accessed
            .as_ref()
            .and_then(|date| civil(&date.value))
            .or_else(|| citation.date.value().and_then(civil));
        (look || copy).then_some(Task { id, citation, look, copy, near })
    });
    interleaved(tasks.collect())
}

/// Whether an address is that of a copy in an archive.
fn is_archive(id: &Id) -> bool {
    let host =
        Url::parse(&id.value).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    host == "web.archive.org" || host == "perma.cc" || host.starts_with("archive.")
}

/// Whether the host of an address is named as one of this machine or its network.
fn lies_inside(id: &Id) -> bool {
    Url::parse(&id.value).is_ok_and(|url| is_private_name(url.host_str().unwrap_or_default()))
}

fn civil(date: &NoteDate) -> Option<Date> {
    let month = i8::try_from(date.month.unwrap_or(7)).ok()?;
    Date::new(date.year?, month, i8::try_from(date.day.unwrap_or(1)).ok()?).ok()
}

/// The host that is asked first.
pub fn first_host(id: &Id) -> String {
    match id.kind {
        Kind::Url => Url::parse(&id.value).map(|url| host_of(&url)).unwrap_or_default(),
        kind => asked_for(kind).next().map(|(row, _)| row.name.to_owned()).unwrap_or_default(),
    }
}

/// In turns, so that while one host has its pause another is asked.
fn interleaved(tasks: Vec<Task>) -> Vec<Task> {
    let mut hosts: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows: Vec<VecDeque<Task>> = Vec::new();
    for task in tasks {
        let row = *hosts.entry(first_host(&task.id)).or_insert_with(|| {
            rows.push(VecDeque::new());
            rows.len() - 1
        });
        rows[row].push_back(task);
    }
    let mut out = Vec::new();
    while rows.iter().any(|row| !row.is_empty()) {
        out.extend(rows.iter_mut().filter_map(VecDeque::pop_front));
    }
    out
}

/// What one host would get of one kind of identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gets {
    /// The identifiers.
    pub values: Vec<String>,
    /// It gets only those that the registries before it do not know.
    pub rest: bool,
}

/// Who is asked for what, by the name of the host and the kind of identifier; only what is asked indeed.
pub fn preview(tasks: &[Task], settings: &Settings) -> Vec<(String, BTreeMap<&'static str, Gets>)> {
    let mut whom: BTreeMap<String, BTreeMap<&'static str, Gets>> = BTreeMap::new();
    let mut add = |host: String, task: &Task, kind: &'static str, rest: bool| {
        let gets = whom.entry(host).or_default().entry(kind).or_insert(Gets { values: Vec::new(), rest });
        // A mirror stands for several registries: it gets everything that the first of them would.
        gets.rest &= rest;
        // A mirror may be both the site and the archive.
        if gets.values.last() != Some(&task.id.value) {
            gets.values.push(task.id.value.clone());
        }
    };
    let host = |base: String| Url::parse(&base).map(|url| host_of(&url)).unwrap_or_default();
    for task in tasks {
        if task.look && task.id.kind == Kind::Url {
            let mirror = settings.bases.get(super::registries::PAGES);
            if is_asked(&task.id, settings) {
                let to = mirror.map_or_else(|| first_host(&task.id), |mirror| host(mirror.clone()));
                add(to, task, "address", false);
            }
        } else if task.look {
            for (turn, (row, _)) in asked_for(task.id.kind).enumerate() {
                add(host(settings.base(row.name, row.base)), task, task.id.kind.said(), turn > 0);
            }
        }
        if task.copy {
            add(host(settings.base(WAYBACK.name, WAYBACK.base)), task, "address", false);
        }
    }
    whom.into_iter().collect()
}

/// Whether a page is asked for at all: not if it lies inside, unless the settings open that door, which a mirror never goes
/// through.
pub fn is_asked(id: &Id, settings: &Settings) -> bool {
    let Ok(url) = Url::parse(&id.value) else { return false };
    let (host, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(443));
    let mirrored = settings.bases.contains_key(super::registries::PAGES);
    let open = !mirrored && Doors::new(settings.private.clone()).open_to(host, port);
    open || !is_private_name(host)
}
