//! The program as a user runs it: asks first, keeps what it saw, goes on after a kill.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::tool::{claimlint, said};

use super::article::settings;
use super::server::{Play, Server, json, page, status};

pub const DRAFT: &str = "The port closed in 2014.[1] It opened again.[2] Ships came.[3]\n\nNotes\n\n\
    [1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.\n\n\
    [2] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.5555/ports.\n\n\
    [3] Bo Linde, “Ships and Salt,” Journal of Harbour Studies 41, no. 2 (2018): 1–20, https://doi.org/10.5555/salt.\n";

fn world() -> Server {
    Server::start(|_, path| match path {
        "/crossref/works/10.5555/ports" => json(
            r#"{"message":{"DOI":"10.5555/ports","title":["Ports and Power"],"author":[{"family":"Reed"}],
            "container-title":["Journal of Harbour Studies"],"published-print":{"date-parts":[[2012]]},"published-online":{"date-parts":[[2011]]},
            "updated-by":[{"type":"retraction","DOI":"10.5555/r","updated":{"date-parts":[[2019,5,17]]}}]}}"#,
        ),
        "/crossref/works/10.5555/salt" => json(
            r#"{"message":{"DOI":"10.5555/salt","title":["Growth of Crystals in Brine"],"author":[{"family":"Ortega"}],
            "container-title":["Chemical Letters"],"issued":{"date-parts":[[1998]]}}}"#,
        ),
        path if path.starts_with("/wayback") => json(r#"{"archived_snapshots":{}}"#),
        path if path.starts_with("/page?") => status(if path.contains("robots") { 404 } else { 410 }),
        _ => status(404),
    })
}

pub fn folder(draft: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), draft).expect("it is written");
    folder
}

#[test]
fn nothing_is_asked_before_somebody_agrees() {
    let server = world();
    let folder = folder(DRAFT);
    let settings = settings(folder.path(), &server);
    for flags in [&["--dry-run"][..], &[]] {
        let run = claimlint(folder.path(), &[&["verify", "a.txt", "--settings", &settings], flags].concat());
        let text = said(&run);
        assert_eq!(run.status.code(), Some(if flags.is_empty() { 2 } else { 0 }), "{text}");
        assert!(text.contains("this would leave the machine") && text.contains("10.5555/ports"), "{text}");
        assert!(text.contains("mailto:ann@example.org") && !text.contains("opened again"), "{text}");
    }
    assert_eq!(server.asked(), []);
    assert!(!folder.path().join("a.verified.jsonl").exists());
}

#[test]
fn a_look_that_does_not_reach_crossref_takes_no_retraction_back() {
    static DOWN: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    let server = Server::start(|_, path| {
        if path.starts_with("/crossref/") && DOWN.load(std::sync::atomic::Ordering::SeqCst) {
            return status(503);
        }
        match path {
            "/crossref/works/10.5555/ports" => json(
                r#"{"message":{"DOI":"10.5555/ports","title":["Ports and Power"],"author":[{"family":"Reed"}],
                "updated-by":[{"type":"retraction","DOI":"10.5555/r","updated":{"date-parts":[[2019,5,17]]}}]}}"#,
            ),
            path if path.contains("/api/handles/10.5555/ports") => {
                json(r#"{"responseCode":1,"handle":"10.5555/ports","values":[]}"#)
            }
            _ => status(404),
        }
    });
    let folder = folder(DRAFT);
    let settings = settings(folder.path(), &server);
    let verify = ["verify", "a.txt", "--yes", "--only", "doi", "--settings", &settings, "--again"];
    let told = || said(&claimlint(folder.path(), &["check", "a.txt", "--format", "concise"]));
    claimlint(folder.path(), &verify);
    assert!(told().contains("source-retracted"), "{}", told());
    DOWN.store(true, std::sync::atomic::Ordering::SeqCst);
    let run = said(&claimlint(folder.path(), &verify));
    assert!(run.contains("nobody knows whether it was retracted"), "{run}");
    assert!(told().contains("source-retracted"), "{}", told());
}

#[test]
fn what_was_seen_is_kept_and_a_check_reads_it_offline() {
    let server = world();
    let folder = folder(DRAFT);
    let settings = settings(folder.path(), &server);
    let verify = ["verify", "a.txt", "--yes", "--settings", &settings, "--log", "requests.log"];
    let run = claimlint(folder.path(), &verify);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let asked = server.asked().len();
    let log = std::fs::read_to_string(folder.path().join("requests.log")).expect("the log");
    assert_eq!(requests(&log).len(), asked, "{log}");
    assert!(log.starts_with("# claimlint verify 0.") && log.contains(", begun 20"), "{log}");
    drop(server);
    let check = said(&claimlint(folder.path(), &["check", "a.txt", "--format", "concise"]));
    for code in ["source-gone", "doi-other-work", "source-retracted", "metadata-differs", "archive-missing"] {
        assert!(check.contains(code), "no {code} in:\n{check}");
    }
    for command in [&["sources", "a.txt"][..], &["verify", "a.txt", "--show"]] {
        let shown = said(&claimlint(folder.path(), command));
        assert!(shown.contains("17 May 2019"), "{shown}");
        assert!(shown.contains("another work"), "{shown}");
    }
    claimlint(folder.path(), &["check", "a.txt", "--report", "html=a.html"]);
    let html = std::fs::read_to_string(folder.path().join("a.html")).expect("the page");
    assert!(html.contains("Looked up: ") && html.contains("answered 410"));
    // Looked at lately: nothing is asked again.
    let run = claimlint(folder.path(), &verify);
    assert!(said(&run).contains("nothing to look up"), "{}", said(&run));
    // A hand that makes it better than it is, is seen.
    let path = folder.path().join("a.verified.jsonl");
    let record = std::fs::read_to_string(&path).expect("the record");
    std::fs::write(&path, record.replace("\"gone\"", "\"there\"")).expect("it is written");
    let check = said(&claimlint(folder.path(), &["check", "a.txt", "--format", "concise"]));
    assert!(check.contains("record-damaged") && check.contains("edited by hand"), "{check}");
}

/// Killed as it runs, then run again. By hand with a thousand identifiers and ten kills: `tests/long/verify`.
#[test]
fn a_run_that_is_killed_is_gone_on_with() {
    let many: usize =
        std::env::var("CLAIMLINT_IDENTIFIERS").ok().and_then(|many| many.parse().ok()).unwrap_or(40);
    let kills = many.div_ceil(100);
    let server = Server::start(|_, path| {
        if path.starts_with("/crossref/works/") {
            let doi = path.trim_start_matches("/crossref/works/");
            return json(&format!(r#"{{"message":{{"DOI":"{doi}"}}}}"#));
        }
        if path.starts_with("/page?") { page("x") } else { Play::Hang }
    });
    let (mut draft, mut notes) = (String::new(), String::from("\nNotes\n"));
    for n in 1..=many {
        draft.push_str(&format!("Hides fell again.[{n}] "));
        notes.push_str(&format!("\n[{n}] Ann Reed, “Hides of Year {n},” Hide Letters {n} (2017): 1–9, https://doi.org/10.5555/h{n}.\n"));
    }
    let folder = folder(&format!("{draft}\n{notes}"));
    let settings = settings(folder.path(), &server);
    let pause = Duration::from_millis(80);
    let path = folder.path().join(&settings);
    let slow = std::fs::read_to_string(&path).expect("it is there");
    std::fs::write(&path, slow.replace("mirror-pause = 0", "mirror-pause = 0.08")).expect("it is written");
    let args =
        ["verify", "a.txt", "--yes", "--only", "doi", "--settings", &settings, "--log", "requests.log"];
    let log = || std::fs::read_to_string(folder.path().join("requests.log")).expect("the log");
    let path = folder.path().join("a.verified.jsonl");
    let lines = || std::fs::read_to_string(&path).map_or(0, |text| text.lines().count());
    let mut begun: Vec<usize> = Vec::new();
    for kill in 1..=kills {
        begun.push(server.times().len());
        let mut child = Command::new(env!("CARGO_BIN_EXE_claimlint"))
            .args(args)
            .current_dir(folder.path())
            .env("CLAIMLINT_HOSTS", format!("127.0.0.1:{}", server.port))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let (from, since) = (lines(), Instant::now());
        let enough = many / (kills + 1) * kill;
        while lines() < enough.max(from + 1) && since.elapsed() < Duration::from_secs(120) {
            std::thread::sleep(Duration::from_millis(20));
        }
        // SIGKILL: nothing of it gets to say anything more.
        child.kill().expect("it is killed");
        child.wait().expect("it ended");
        assert!((from + 1..many).contains(&lines()), "kill {kill}: {} after {from}", lines());
        // The log was written as the requests were answered: all but the one that the kill fell upon stand in it.
        let (told, asked) = (requests(&log()).len(), server.asked().len());
        assert!(
            (lines()..=asked).contains(&told) && asked - told <= kill,
            "kill {kill}: {told} of {asked} requests"
        );
    }
    let (kept, before) = (lines(), server.asked().len());
    begun.push(server.times().len());
    let run = claimlint(folder.path(), &args);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert_eq!(lines(), many);
    assert_eq!(server.asked().len() - before, many - kept, "what was seen is not asked for again");
    // The server's own log proves the pauses, within each run.
    let times = server.times();
    let gaps = (1..times.len()).filter(|at| !begun.contains(at)).map(|at| times[at] - times[at - 1]);
    let shortest = gaps.min().expect("there are some");
    assert!(shortest >= pause, "{shortest:?}");
    // So does the program's own log, which was killed as often.
    let log = log();
    let runs: Vec<Vec<f64>> = log
        .split("# claimlint verify")
        .skip(1)
        .map(|run| requests(run).into_iter().map(|(_, at)| at).collect())
        .collect();
    assert_eq!(runs.len(), kills + 1, "{log}");
    let told =
        runs.iter().flat_map(|run| run.windows(2)).map(|pair| pair[1] - pair[0]).fold(f64::MAX, f64::min);
    // The log gives hundredths; what the machine makes of their difference is not exact.
    assert!(told >= 0.08 - 1e-6, "{told}");
    if many > 40 {
        let lost = times.len() - many;
        println!(
            "{many} identifiers, {kills} kills, {} requests ({lost} asked for twice), shortest pause {shortest:?} by the server, {told:.3} s by the log",
            times.len()
        );
    }
}

/// The requests of a log: the host, and when it was asked.
fn requests(log: &str) -> Vec<(String, f64)> {
    let line = |line: &str| {
        let mut parts = line.split_whitespace();
        let at: f64 = parts.next()?.parse().ok()?;
        Some((parts.next()?.to_owned(), at))
    };
    log.lines().filter_map(line).collect()
}

#[test]
fn two_drafts_in_one_run_are_one_run_for_the_hosts() {
    let server = world();
    let folder = folder(DRAFT);
    std::fs::write(folder.path().join("b.txt"), DRAFT).expect("it is written");
    let settings = settings(folder.path(), &server);
    let path = folder.path().join(&settings);
    let slow = std::fs::read_to_string(&path)
        .expect("it is there")
        .replace("mirror-pause = 0", "mirror-pause = 0.4");
    std::fs::write(&path, slow).expect("it is written");
    let args =
        ["verify", "a.txt", "b.txt", "--yes", "--only", "doi", "--settings", &settings, "--log", "log"];
    let run = claimlint(folder.path(), &args);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let times = requests(&std::fs::read_to_string(folder.path().join("log")).expect("the log"));
    assert_eq!(times.len(), server.asked().len(), "the log tells of both drafts");
    assert!(times.len() >= 4, "{times:?}");
    assert!(times.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 0.4), "{times:?}");
}

#[test]
fn status_shows_what_was_looked_up() {
    let server = world();
    let folder = folder(DRAFT);
    std::fs::write(folder.path().join("a.claims"), CLAIMS).expect("it is written");
    let settings = settings(folder.path(), &server);
    let status = || said(&claimlint(folder.path(), &["status", "a.claims"]));
    assert!(!status().contains("looked up"), "{}", status());
    claimlint(folder.path(), &["verify", "a.txt", "--yes", "--only", "url", "--settings", &settings]);
    let words = status().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("(looked up: gone, retracted or another work)"), "{words}");
}

/// What the preview lists of each host is counted where it is not shown, and what is not asked is not in it.
#[test]
fn the_preview_says_how_much_more_there_is_and_leaves_out_what_is_not_asked() {
    let server = world();
    let (mut draft, mut notes) = (String::new(), String::from("\nNotes\n"));
    for n in 1..=60 {
        draft.push_str(&format!("Hides fell again.[{n}] "));
        notes.push_str(&format!("\n[{n}] Ann Reed, “Hides of Year {n},” Hide Letters {n} (2017): 1–9, https://doi.org/10.5555/h{n}.\n"));
    }
    draft.push_str("Ships came.[61]");
    notes.push_str("\n[61] Ann Reed, “Ships,” The Quay, May 2, 2014, http://wiki.quay.lan/ships.\n");
    let folder = folder(&format!("{draft}\n{notes}"));
    let settings = settings(folder.path(), &server);
    let preview = |flags: &[&str]| said(&claimlint(folder.path(), &[&["verify", "a.txt"], flags].concat()));
    let short = preview(&[]);
    assert!(short.contains("to api.crossref.org: 60 DOIs\n"), "{short}");
    assert_eq!(
        short
            .matches("      10.5555/h1\n      10.5555/h2\n      and 58 more (`--dry-run` lists all)\n")
            .count(),
        4,
        "{short}"
    );
    assert!(short.contains("to doi.org: 60 DOIs, if those asked before do not know it"), "{short}");
    assert!(short.contains("to nobody: 1 address of a private network"), "{short}");
    assert!(
        !short.contains("wiki.quay.lan") && !short.contains("archive.org"),
        "the archive is not told of it: {short}"
    );
    // A mirror of all of them gets everything.
    let mirror = preview(&["--settings", &settings]);
    assert!(mirror.contains(&format!("to 127.0.0.1:{}: 60 DOIs\n", server.port)), "{mirror}");
    let whole = preview(&["--dry-run"]);
    assert!(whole.contains("      10.5555/h60\n") && !whole.contains("more ("), "{whole}");
    let pages = preview(&["--only", "url"]);
    assert!(!pages.contains("crossref") && !pages.contains("10.5555"), "{pages}");
    // What is fresh in the record is not asked, so it is not shown.
    let some = DRAFT.replace("10.5555/salt", "10.5555/h9");
    std::fs::write(folder.path().join("b.txt"), some).expect("it is written");
    claimlint(folder.path(), &["verify", "b.txt", "--yes", "--only", "doi", "--settings", &settings]);
    let rest = said(&claimlint(folder.path(), &["verify", "b.txt", "--dry-run"]));
    assert!(rest.contains("japantimes.example") && rest.contains("its robots.txt"), "{rest}");
    assert!(!rest.contains("10.5555/ports") && !rest.contains("crossref"), "{rest}");
}

#[test]
fn a_line_that_was_edited_is_told_before_it_is_left_out() {
    let server = world();
    let folder = folder(DRAFT);
    let settings = settings(folder.path(), &server);
    let args = ["verify", "a.txt", "--yes", "--only", "doi", "--settings", &settings];
    claimlint(folder.path(), &args);
    let path = folder.path().join("a.verified.jsonl");
    let record = std::fs::read_to_string(&path).expect("the record");
    std::fs::write(&path, record.replacen("2011", "2017", 1)).expect("it is written");
    let text = said(&claimlint(folder.path(), &args));
    assert!(text.contains("a line was edited by hand") && text.contains("left out when"), "{text}");
    assert_eq!(std::fs::read_to_string(&path).expect("the record"), record, "it was looked at again");
}

#[test]
fn every_export_shows_what_was_seen() {
    let server = world();
    let folder = folder(DRAFT);
    let checked = CLAIMS.replace("[1] \"Port Closed\"", "[2] \"Ports and Power\"")
        + "    checked by \"Ann Lund\" on 2026-01-02\n";
    std::fs::write(folder.path().join("a.claims"), checked).expect("it is written");
    let settings = settings(folder.path(), &server);
    claimlint(folder.path(), &["verify", "a.txt", "--yes", "--only", "doi", "--settings", &settings]);
    for format in claimlint::inside::report::export::EXPORTS {
        let text = said(&claimlint(folder.path(), &["export", "a.claims", "--format", format.name]));
        for shown in ["retract", "10.5555/r", "2019"] {
            assert!(text.contains(shown), "{}: no {shown} in:\n{text}", format.name);
        }
    }
    let text = said(&claimlint(folder.path(), &["export", "a.claims", "--format", "claim-review"]));
    assert!(text.contains("\"correction\"") && text.contains("\"creativeWorkStatus\""), "{text}");
    let text = said(&claimlint(folder.path(), &["export", "a.claims", "--format", "web-annotation"]));
    assert!(text.contains("urn:claimlint:verified:reed") && text.contains("\"assessing\""), "{text}");
}

#[test]
fn settings_are_never_looked_for() {
    let server = world();
    let folder = folder(DRAFT);
    settings(folder.path(), &server);
    // A stranger's file of a project names a program and a server; neither is heard of.
    std::fs::write(folder.path().join("claimlint.toml"), "verifier = [\"touch\", \"touched\"]\n")
        .expect("it is written");
    let run = claimlint(folder.path(), &["verify", "a.txt", "--dry-run"]);
    let text = said(&run);
    assert!(!text.contains("127.0.0.1"), "{text}");
    assert!(text.contains("there is no key `verifier`") || text.contains("api.crossref.org"), "{text}");
    assert_eq!(server.asked(), []);
}

pub const CLAIMS: &str = "source reed [1] \"Port Closed\"\n\nclaim closure \"The port closed in 2014.\"\n    at \"The port closed in 2014\"\n    cites reed\n";

/// A site with an article, one behind a paywall, and one that asks for a login.
fn press() -> Server {
    Server::start(|_, path| {
        let html = |body: &str| {
            let body = format!(
                "<!doctype html><html><head><title>Port Closed</title></head><body><p>{body}</p></body></html>"
            );
            Play::Say(200, vec![("content-type", "text/html".to_owned())], body.into_bytes())
        };
        match path {
            path if path.starts_with("/wayback") => json(
                r#"{"archived_snapshots":{"closest":{"available":true,"url":"http://web.archive.org/web/20140506120000/https://www.japantimes.example/port","timestamp":"20140506120000"}}}"#,
            ),
            path if path.contains("walled.example%2Fport") => html(
                r#"<script type="application/ld+json">{"isAccessibleForFree": "False"}</script> Subscribe."#,
            ),
            path if path.contains("login.example%2Fport") => status(403),
            path if path.contains("japantimes.example%2Fport") => {
                html("The port of Osaka closed in 2014, after 300 ships had left.")
            }
            _ => status(404),
        }
    })
}

#[test]
fn a_copy_is_kept_pinned_and_named_and_never_past_a_refusal() {
    let server = press();
    for (host, kept) in
        [("www.japantimes.example", true), ("walled.example", false), ("login.example", false)]
    {
        let folder = folder(&DRAFT.replace("www.japantimes.example", host));
        std::fs::write(folder.path().join("a.claims"), CLAIMS).expect("it is written");
        let settings = settings(folder.path(), &server);
        let run = claimlint(
            folder.path(),
            &["verify", "a.txt", "--yes", "--only", "url,archive", "--save", "reed", "--settings", &settings],
        );
        let text = said(&run);
        assert_eq!(run.status.code(), Some(0), "{text}");
        let claims = std::fs::read_to_string(folder.path().join("a.claims")).expect("it is there");
        let copy = folder.path().join("sources/reed.html");
        assert_eq!(copy.exists(), kept, "{host}: {text}");
        assert_eq!(text.contains("not kept"), !kept, "{text}");
        if !kept {
            assert_eq!(claims, CLAIMS);
            continue;
        }
        assert!(claims.contains("held \"sources/reed.html\" sha256 "), "{claims}");
        assert!(
            claims.contains("archived \"https://web.archive.org/web/20140506120000/")
                && claims.contains("on 2014-05-06"),
            "{claims}"
        );
        let fits = claimlint(folder.path(), &["pin", "a.claims", "--diff"]);
        assert_eq!(fits.status.code(), Some(0), "the digest fits: {}", said(&fits));
        assert_eq!(
            claimlint(folder.path(), &["fmt", "--check", "a.claims"]).status.code(),
            Some(0),
            "{claims}"
        );
        // The page shows where in the copy to begin reading.
        claimlint(folder.path(), &["check", "a.txt", "--report", "html=a.html"]);
        let html = std::fs::read_to_string(folder.path().join("a.html")).expect("the page");
        assert!(
            html.contains("Likeliest passage of the held copy")
                && html.contains("The port of Osaka closed in 2014")
        );
        let run = claimlint(
            folder.path(),
            &["verify", "a.txt", "--yes", "--save", "reed", "--settings", &settings],
        );
        assert!(said(&run).contains("has a held copy already"), "{}", said(&run));
    }
}

#[test]
fn the_archive_is_asked_to_keep_a_page_that_was_named() {
    let server = Server::start(|_, path| match path {
        "/keep/save/https://www.japantimes.example/port" => Play::Say(
            200,
            vec![("content-location", "/web/20261201120000/https://www.japantimes.example/port".to_owned())],
            Vec::new(),
        ),
        _ => status(404),
    });
    let folder = folder(DRAFT);
    std::fs::write(folder.path().join("a.claims"), CLAIMS).expect("it is written");
    let settings = settings(folder.path(), &server);
    let ask =
        ["verify", "a.txt", "--yes", "--only", "retraction", "--archive", "reed", "--settings", &settings];
    let run = claimlint(folder.path(), &ask);
    assert!(said(&run).contains("reed: kept by the Internet Archive"), "{}", said(&run));
    let claims = std::fs::read_to_string(folder.path().join("a.claims")).expect("it is there");
    let line = "    archived \"https://web.archive.org/web/20261201120000/https://www.japantimes.example/port\" on 2026-12-01";
    assert!(claims.contains(line), "{claims}");
    assert!(said(&claimlint(folder.path(), &ask)).contains("has a copy in an archive already"));
}

#[cfg(unix)]
#[test]
fn a_program_of_ones_own_judges_and_its_judgement_is_advice() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(DRAFT);
    std::fs::create_dir(folder.path().join("sources")).expect("a folder");
    std::fs::write(
        folder.path().join("sources/reed.txt"),
        "The port of Osaka stayed open in 2014, after the port of Kobe closed.\n",
    )
    .expect("it is written");
    let claims = CLAIMS
        .replace("\n\nclaim", "\n    held \"sources/reed.txt\"\n\nclaim")
        .replace("cites reed", "cites reed states \"stayed open in 2014\"");
    std::fs::write(folder.path().join("a.claims"), &claims).expect("it is written");
    let script = folder.path().join("judge.sh");
    std::fs::write(&script, "#!/bin/sh\ncat > asked.json\necho '{\"verdict\":\"contradicts\",\"program\":\"invented 0.1\",\"reason\":\"it stayed open\"}'\n").expect("it is written");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("it may run");
    let server = Server::start(|_, _| status(404));
    let name = settings(folder.path(), &server);
    let text = std::fs::read_to_string(folder.path().join(&name)).expect("it is there");
    std::fs::write(folder.path().join(&name), format!("verifier = [\"{}\"]\n{text}", script.display()))
        .expect("it is written");
    let judge = ["verify", "a.txt", "--yes", "--only", "retraction", "--judge", "--settings", &name];
    let run = claimlint(folder.path(), &judge);
    assert!(
        said(&run).contains("invented 0.1 on closure by reed: contradicts: it stayed open"),
        "{}",
        said(&run)
    );
    let asked: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(folder.path().join("asked.json")).expect("it was asked"),
    )
    .expect("JSON");
    assert_eq!(asked["statement"], "The port closed in 2014.");
    assert_eq!(asked["quote"], "stayed open in 2014");
    assert_eq!((&asked["claim"], &asked["source"]), (&"closure".into(), &"reed".into()), "{asked}");
    assert_eq!(asked["sentence"], "The port closed in 2014.");
    assert!(
        asked["passage"].as_str().is_some_and(|passage| passage.contains("stayed open in 2014")),
        "{asked}"
    );
    // The check runs nothing; it tells whose judgement it is, as advice, for as long as the claim is as it was.
    std::fs::remove_file(&script).expect("it is gone");
    let check = |args: &[&str]| {
        said(&claimlint(folder.path(), &[&["check", "a.txt", "--format", "concise"], args].concat()))
    };
    let found = check(&["--profile", "publication"]);
    assert!(found.contains("advice[verifier-doubts]") && found.contains("invented 0.1 says"), "{found}");
    std::fs::write(folder.path().join("a.claims"), claims.replace("closed in 2014.\"", "closed in 2015.\""))
        .expect("it is written");
    assert!(!check(&[]).contains("verifier-doubts"));
    // Without settings of the user's own no program is named, whatever a file of the project says.
    let run = claimlint(folder.path(), &["verify", "a.txt", "--yes", "--judge"]);
    assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    // One that fails, or answers what cannot be read, is told.
    for (body, told) in [
        ("exit 3", "failed"),
        ("echo no", "no answer that can be read"),
        // A child that outlives the program and keeps its output open is not waited for.
        ("(sleep 20; echo late) &", "something that it began still speaks"),
        ("echo '{\"verdict\":\"true\",\"program\":\"x\"}'", "must be one of"),
    ] {
        std::fs::write(&script, format!("#!/bin/sh\n{body}\n")).expect("it is written");
        std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("it may run");
        let run = claimlint(folder.path(), &judge);
        assert!(said(&run).contains(told), "{body}: {}", said(&run));
        assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    }
}
