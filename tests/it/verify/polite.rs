//! A thousand identifiers: polite, and kept whatever becomes of the run.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use claimlint::inside::cli::outside::journal::Journal;
use claimlint::inside::cli::outside::looker::Looker;
use claimlint::inside::cli::outside::numbers::blank;
use claimlint::inside::cli::outside::plan::{Wanted, tasks};
use claimlint::inside::cli::outside::run::run;
use claimlint::inside::notes::Citation;
use claimlint::inside::verified::{Answer, Id, Record};

use super::server::{Jumps, Server, Told, json, page, status};
use super::{TODAY, settings};

const ALL: Wanted =
    Wanted { numbers: true, retractions: true, pages: true, archive: false, titles: false, again: false };

fn found(ids: impl IntoIterator<Item = String>) -> Vec<(Id, Citation)> {
    ids.into_iter().map(|id| (Id::read(&id).expect("an identifier"), Citation::default())).collect()
}

#[test]
fn a_thousand_identifiers_are_asked_for_with_pauses() {
    let server = Server::start(|host, path| match (host, path) {
        ("api.crossref.example", path) => {
            let doi = path.trim_start_matches("/works/");
            json(&format!(r#"{{"message":{{"DOI":"{doi}","title":["Of {doi}"]}}}}"#))
        }
        (_, path) if path.starts_with("/page") => page(path),
        ("slow.example", "/robots.txt") => {
            super::server::Play::Say(200, Vec::new(), b"User-agent: *\nCrawl-delay: 3\n".to_vec())
        }
        _ => status(404),
    });
    let hosts = ["api.crossref.example", "one.example", "two.example", "slow.example"];
    let mut settings = settings(&server, &hosts);
    settings.timeout = Duration::from_secs(20);
    let names: Vec<(&str, &'static str)> = hosts.iter().map(|host| (*host, "127.0.0.1")).collect();
    let names = Told::of(&names);
    settings.bases.insert("crossref".to_owned(), format!("http://api.crossref.example:{}", server.port));
    let ids = (0..700).map(|n| format!("doi:10.5555/{n}")).chain((0..300).map(|n| {
        let host = ["one.example", "two.example", "slow.example"][n % 3];
        format!("url:http://{host}:{}/page{n}", server.port)
    }));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.verified.jsonl");
    let mut journal = Journal::open(&path).expect("it opens");
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Arc::clone(&names) as Arc<_>, &clock, TODAY);
    let tasks = tasks(found(ids), ALL, journal.record(), TODAY);
    assert_eq!(tasks.len(), 1000);
    let came = run(&mut looker, &tasks, &mut journal, &mut |_| {}).expect("it is written");
    assert_eq!((came.looked, came.deaf), (1000, None));
    let record = Record::read(&std::fs::read_to_string(&path).expect("it is there"));
    assert_eq!(record.all().filter(|seen| seen.answer == Answer::There).count(), 1000);
    // The log proves the pauses, host by host.
    let mut last: BTreeMap<&str, Duration> = BTreeMap::new();
    let mut shortest: BTreeMap<&str, Duration> = BTreeMap::new();
    for step in &looker.pace.log {
        let host = step.host.split(':').next().expect("a host");
        if let Some(before) = last.insert(host, step.at) {
            let gap = step.at.checked_sub(before).expect("time goes on");
            let known = shortest.entry(host).or_insert(gap);
            *known = gap.min(*known);
        }
    }
    assert!(shortest["api.crossref.example"] >= Duration::from_millis(250), "{shortest:?}");
    assert!(shortest["one.example"] >= Duration::from_secs(1), "{shortest:?}");
    assert!(shortest["two.example"] >= Duration::from_secs(1), "{shortest:?}");
    assert!(shortest["slow.example"] >= Duration::from_secs(1), "{shortest:?}");
    let slow: Vec<Duration> =
        looker.pace.log.iter().filter(|step| step.host.starts_with("slow")).map(|step| step.at).collect();
    assert!(
        slow.windows(2).skip(1).all(|pair| pair[1] - pair[0] >= Duration::from_secs(3)),
        "robots.txt asks for 3 s"
    );
    // The hosts had their pauses side by side, not one after the other.
    assert!(clock.0.get() < Duration::from_secs(500), "{:?}", clock.0.get());
    assert_eq!(*names.strays.lock().expect("it is ours"), [""; 0]);
    assert_eq!(looker.pace.log.len(), server.asked().len(), "every request is in the log");
}

#[test]
fn registries_have_the_pause_that_their_operators_ask_for() {
    use claimlint::inside::cli::outside::registries::{REGISTRIES, WAYBACK};
    let pause = |name: &str| REGISTRIES.iter().find(|row| row.name == name).expect("a row").pause;
    assert!(pause("arxiv") >= Duration::from_secs(3));
    assert!(pause("pubmed") >= Duration::from_millis(334));
    assert!(pause("openlibrary") >= Duration::from_secs(1));
    assert!(WAYBACK.pause >= Duration::from_secs(4));
    assert!(
        REGISTRIES.iter().all(|row| row.pause >= Duration::from_millis(100)),
        "none is asked without a pause"
    );
    assert!(REGISTRIES.iter().all(|row| row.base.starts_with("https://") && !row.etiquette.is_empty()));
}

#[test]
fn headers_that_ask_for_longer_pauses_are_heeded() {
    let server = Server::start(|_, path| {
        let doi = path.trim_start_matches("/works/");
        let body = format!(r#"{{"message":{{"DOI":"{doi}"}}}}"#).into_bytes();
        let limits =
            vec![("x-rate-limit-limit", "2".to_owned()), ("x-rate-limit-interval", "10s".to_owned())];
        super::server::Play::Say(200, limits, body)
    });
    let mut settings = settings(&server, &["crossref.example"]);
    settings.bases.insert("crossref".to_owned(), format!("http://crossref.example:{}", server.port));
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Told::of(&[("crossref.example", "127.0.0.1")]), &clock, TODAY);
    for n in 0..4 {
        looker.look_up(&Id::read(&format!("doi:10.5555/{n}")).expect("an identifier"), &Citation::default());
    }
    let at: Vec<Duration> = looker.pace.log.iter().map(|step| step.at).collect();
    assert!(at.windows(2).skip(1).all(|pair| pair[1] - pair[0] >= Duration::from_secs(5)), "{at:?}");
}

#[test]
fn two_runs_at_once_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.verified.jsonl");
    let seen = |id: &str| blank(&Id::read(id).expect("an identifier"), TODAY);
    let (mut one, mut two) =
        (Journal::open(&path).expect("it opens"), Journal::open(&path).expect("it opens"));
    let clock = Jumps::default();
    one.put(seen("doi:10.1/a"), &clock).expect("it is written");
    two.put(seen("doi:10.1/b"), &clock).expect("it is written");
    one.put(seen("doi:10.1/c"), &clock).expect("it is written");
    one.save().expect("it is written");
    two.save().expect("it is written");
    let text = std::fs::read_to_string(&path).expect("it is there");
    let ids: Vec<String> = Record::read(&text).all().map(|seen| seen.id.to_string()).collect();
    assert_eq!(ids, ["doi:10.1/a", "doi:10.1/b", "doi:10.1/c"]);
}

/// A clock that was a year ahead once must not keep out what is seen now; a later day of another run does.
#[test]
fn a_line_of_a_wrong_clock_is_written_over_and_one_of_a_later_run_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.verified.jsonl");
    let ahead = Record::seal("{\"id\":\"doi:10.1/a\",\"day\":\"2031-01-01\",\"answer\":\"there\"}\n");
    std::fs::write(&path, &ahead).expect("it is written");
    let id = Id::read("doi:10.1/a").expect("an identifier");
    let day = |path: &std::path::Path| {
        let text = std::fs::read_to_string(path).expect("it is there");
        Record::read(&text).get(&id).map(|seen| seen.day)
    };
    let clock = Jumps::default();
    let mut journal = Journal::open(&path).expect("it opens");
    journal.put(blank(&id, TODAY), &clock).expect("it is written");
    journal.save().expect("it is written");
    assert_eq!(day(&path), Some(TODAY));
    // Another run, after midnight, comes between.
    let tomorrow = TODAY.tomorrow().expect("there is one");
    let (mut ours, mut theirs) =
        (Journal::open(&path).expect("it opens"), Journal::open(&path).expect("it opens"));
    theirs.put(blank(&id, tomorrow), &clock).expect("it is written");
    theirs.save().expect("it is written");
    ours.put(blank(&id, TODAY), &clock).expect("it is written");
    ours.save().expect("it is written");
    assert_eq!(day(&path), Some(tomorrow));
}

/// Of two looks on one day, as a merge leaves them, one that learned something counts, wherever it stands.
#[test]
fn what_was_learned_counts_more_than_what_was_not_on_the_same_day() {
    let line = |answer: &str| {
        Record::seal(&format!("{{\"id\":\"doi:10.1/a\",\"day\":\"2026-05-01\",\"answer\":\"{answer}\"}}\n"))
    };
    let id = Id::read("doi:10.1/a").expect("an identifier");
    for text in [line("gone") + &line("not-known"), line("not-known") + &line("gone")] {
        assert_eq!(Record::read(&text).get(&id).map(|seen| seen.answer), Some(Answer::Gone), "{text}");
    }
}

#[test]
fn a_record_with_marks_of_a_merge_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.verified.jsonl");
    let before = "<<<<<<< ours\n{\"id\":\"doi:10.1/a\"}\n";
    std::fs::write(&path, before).expect("it is written");
    let error = Journal::open(&path).err().expect("it is told");
    assert!(error.contains("a.verified.jsonl:1") && error.contains("merge"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), before);
}

#[test]
fn nobody_answering_is_no_news_of_anybody() {
    let server = Server::start(|_, _| status(404));
    let settings = settings(&server, &[]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.verified.jsonl");
    let mut journal = Journal::open(&path).expect("it opens");
    let clock = Jumps::default();
    let names = Told::of(&[("a.example", ""), ("b.example", "")]);
    let mut looker = Looker::new(&settings, names, &clock, TODAY);
    let ids = ["url:https://a.example/x", "url:https://b.example/y"].map(str::to_owned);
    let tasks = tasks(found(ids), ALL, journal.record(), TODAY);
    let came = run(&mut looker, &tasks, &mut journal, &mut |_| {}).expect("nothing is written");
    let first = came.deaf.expect("nobody answered");
    assert!(
        first.starts_with("address https://a.example/x has a host whose name does not resolve"),
        "{first}"
    );
    assert!(!path.exists());
}
