//! The one writer: several at once, killed, and kept off what is not theirs to write.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::tool::said as told;

const DRAFT: &str = "\
# Ferries of the Sound

The crossing took 40 minutes in 1998.[^hull] Fares rose by 12 per cent in 2011.[^hull]
The pier at Nesse was closed in 2013.[^hull] Nobody has measured the swell since 2014[^tide].

[^hull]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015).

[^tide]: Per Rask, *Tides of the Sound* (Nesse: Sound Press, 2016).
";

const CLAIMS: &str = "\
draft \"ferries.md\"

source hull [^hull] \"Crossings\"
    held \"copy.txt\"

claim crossing \"The crossing took 40 minutes in 1998.\"
    at \"The crossing took 40 minutes\"
    cites hull

claim fares \"Fares rose by 12 per cent in 2011.\"
    at \"Fares rose by 12 per cent\"
    cites hull

claim loose \"The pier at Nesse was closed in 2013.\"
          at    \"The pier at Nesse was closed\"
    cites    hull

# The copy is called tide-table.txt: something to mend.
source tide [^tide] \"Tides of the Sound\"
    held \"tide-tabel.txt\" sha256 c198d5c3ce38dcf7

claim springs \"The pier at Nesse was closed at springs.\"
    at \"The pier at Nesse\"
    cites tide
";

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
    command.args(args).current_dir(folder).env_remove("COLUMNS").stdin(Stdio::null());
    command
}

fn claimlint(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("it starts")
}

fn scene() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in [
        ("ferries.md", DRAFT.to_owned()),
        ("ferries.claims", CLAIMS.to_owned()),
        ("copy.txt", "The crossing took 40 minutes.".to_owned()),
        ("tide-table.txt", "Low water at noon.".to_owned()),
    ] {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

fn text(folder: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("it is there")
}

/// One writer: what it is called with, and whether its work is there.
struct Writer {
    args: &'static [&'static str],
    done: fn(&tempfile::TempDir) -> bool,
}

const WRITERS: &[Writer] = &[
    Writer {
        args: &["sign", "crossing", "--by", "P. Lunde", "--on", "2020-01-02"],
        done: |folder| text(folder, "ferries.claims").contains("checked by \"P. Lunde\" on 2020-01-02"),
    },
    Writer {
        args: &["sign", "fares", "--by", "R. Osei", "--on", "2020-01-03"],
        done: |folder| text(folder, "ferries.claims").contains("checked by \"R. Osei\" on 2020-01-03"),
    },
    Writer {
        args: &["fmt", "ferries.claims"],
        done: |folder| !text(folder, "ferries.claims").contains("at    \""),
    },
    Writer {
        args: &["check", "ferries.claims", "--fix", "--fail-on", "never"],
        done: |folder| {
            text(folder, "ferries.md").contains("2014.[^tide]")
                && text(folder, "ferries.claims").contains("held \"tide-table.txt\"")
        },
    },
    Writer {
        args: &["pin", "ferries.claims", "--source", "hull"],
        done: |folder| text(folder, "ferries.claims").contains("held \"copy.txt\" sha256"),
    },
    Writer {
        args: &["init", "--update", "--cited", "ferries.md"],
        done: |folder| text(folder, "ferries.claims").contains("Nobody has measured the swell"),
    },
];

/// Lets these write at once; each that says it is done must have done it, and
/// whoever was kept from it must say so.
fn race(writers: &[&Writer]) {
    let folder = scene();
    let children: Vec<Child> = writers
        .iter()
        .map(|writer| {
            let mut command = command(folder.path(), writer.args);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
        })
        .collect();
    for (writer, child) in writers.iter().zip(children) {
        let output = child.wait_with_output().expect("it ends");
        let said = told(&output);
        match output.status.code() {
            Some(0) => assert!((writer.done)(&folder), "{:?} was lost, and said: {said}", writer.args),
            Some(2) => assert!(said.contains("in the meantime; run again"), "{:?}: {said}", writer.args),
            other => panic!("{:?} ended with {other:?}: {said}", writer.args),
        }
    }
    let output = claimlint(
        folder.path(),
        &["check", "ferries.claims", "--fail-on", "never", "--only", "claims-syntax"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(unknown(folder.path()), Vec::<String>::new());
}

/// Files that nobody put there.
fn unknown(folder: &Path) -> Vec<String> {
    let known = ["ferries.md", "ferries.claims", "copy.txt", "tide-table.txt"];
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| !known.contains(&name.as_str())).collect()
}

/// Rounds of the races: `CLAIMLINT_RACES=100` is the long run (`tests/long/races`).
fn rounds(usual: usize) -> usize {
    std::env::var("CLAIMLINT_RACES").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

#[test]
fn each_writer_alone_does_its_work() {
    for writer in WRITERS {
        let folder = scene();
        assert!(!(writer.done)(&folder), "{:?} had nothing to do", writer.args);
        let output = claimlint(folder.path(), writer.args);
        assert_eq!(output.status.code(), Some(0), "{:?}: {}", writer.args, told(&output));
        assert!((writer.done)(&folder), "{:?}: {}", writer.args, told(&output));
    }
}

#[test]
fn of_two_who_sign_at_once_both_are_kept() {
    for _ in 0..rounds(3) {
        let folder = scene();
        let children: Vec<Child> = WRITERS[..2]
            .iter()
            .map(|writer| {
                command(folder.path(), writer.args).stdout(Stdio::null()).spawn().expect("it starts")
            })
            .collect();
        for mut child in children {
            assert!(child.wait().expect("it ends").success());
        }
        assert!(
            WRITERS[..2].iter().all(|writer| (writer.done)(&folder)),
            "{}",
            text(&folder, "ferries.claims")
        );
    }
}

#[test]
fn writers_at_once_lose_nothing() {
    let rounds = rounds(1);
    // Every pair in turn, until so many pairs have raced; then triples.
    let pairs: Vec<[&Writer; 2]> =
        (0..WRITERS.len()).flat_map(|a| (0..a).map(move |b| [&WRITERS[a], &WRITERS[b]])).collect();
    let most = if rounds == 1 { pairs.len() } else { rounds };
    pairs.iter().cycle().take(most).for_each(|pair| race(pair));
    let most = if rounds == 1 { 3 } else { rounds.div_ceil(3).max(30) };
    for round in 0..most {
        let pick = |step: usize| &WRITERS[(round + step) % WRITERS.len()];
        race(&[pick(0), pick(1 + round % 2), pick(3 + round % 3)]);
    }
}

#[cfg(unix)]
#[test]
fn a_writer_that_is_killed_leaves_what_the_next_one_clears() {
    let folder = scene();
    // What a killed writer leaves: a file with our name, and others that are not ours.
    for name in [".claimlint-a1B2c3.tmp", ".claimlint-notes.tmp", ".tmpAbCdEf", "claimlint-a1B2c3.tmp"] {
        fs::write(folder.path().join(name), "half").expect("a file");
    }
    let mut killed = 0;
    for round in 0..rounds(8) as u64 {
        let mut child =
            command(folder.path(), WRITERS[0].args).stdout(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(std::time::Duration::from_millis(round * 7 % 120));
        killed += usize::from(child.kill().is_ok());
        let _ = child.wait();
        let now = text(&folder, "ferries.claims");
        assert!(now == CLAIMS || (WRITERS[0].done)(&folder), "half a file: {now}");
        fs::write(folder.path().join("ferries.claims"), CLAIMS).expect("a file");
    }
    assert!(killed > 0);
    let output = claimlint(folder.path(), WRITERS[0].args);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let mut left = unknown(folder.path());
    left.sort();
    assert_eq!(left, [".claimlint-notes.tmp", ".tmpAbCdEf", "claimlint-a1B2c3.tmp"]);
}

#[test]
fn what_is_written_keeps_the_shape_of_the_file() {
    for (end, mark) in [("\r\n", ""), ("\r", ""), ("\n", "\u{feff}"), ("\r", "\u{feff}")] {
        for writer in WRITERS {
            let folder = scene();
            let claims = mark.to_owned() + &CLAIMS.replace('\n', end);
            fs::write(folder.path().join("ferries.claims"), claims).expect("a file");
            let output = claimlint(folder.path(), writer.args);
            assert_eq!(output.status.code(), Some(0), "{:?}: {}", writer.args, told(&output));
            assert!((writer.done)(&folder), "{:?}: {}", writer.args, told(&output));
            let now = text(&folder, "ferries.claims");
            assert_eq!(now.starts_with('\u{feff}'), !mark.is_empty(), "{:?}: {now:?}", writer.args);
            let bare = now.replace(end, "");
            assert!(!bare.contains(['\r', '\n']), "{:?} with {end:?}: {now:?}", writer.args);
        }
    }
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_so_does_the_owner() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let folder = scene();
    let file = folder.path().join("ferries.claims");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("it can be set");
    // Only root may give a file away.
    let given = chown(&file, Some(1234), Some(2345)).is_ok();
    let before = fs::metadata(&file).expect("it is there");
    assert!(claimlint(folder.path(), WRITERS[0].args).status.success());
    let after = fs::metadata(&file).expect("it is there");
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()), "given away before: {given}");
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_out_of_the_project() {
    let outside = scene();
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["ferries.md", "ferries.claims"] {
        std::os::unix::fs::symlink(outside.path().join(name), folder.path().join(name)).expect("a link");
    }
    for writer in WRITERS.iter().filter(|writer| writer.args[0] != "init") {
        let output = claimlint(folder.path(), writer.args);
        assert_eq!(output.status.code(), Some(2), "{:?}: {}", writer.args, told(&output));
        assert_eq!(text(&outside, "ferries.claims"), CLAIMS, "{:?}", writer.args);
    }
    // A link within the project is followed, and stays one.
    let folder = scene();
    std::os::unix::fs::symlink("ferries.claims", folder.path().join("link.claims")).expect("a link");
    let output = claimlint(folder.path(), &["fmt", "link.claims"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!((WRITERS[2].done)(&folder));
    assert!(folder.path().join("link.claims").is_symlink());
}

#[test]
fn fixes_are_written_to_all_files_or_to_none() {
    let folder = scene();
    fs::write(folder.path().join("second.md"), DRAFT).expect("a file");
    let second = folder.path().join("second.md");
    let mut permissions = fs::metadata(&second).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&second, permissions).expect("it can be set");
    let output = claimlint(folder.path(), &["check", "ferries.md", "second.md", "--fix"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("second.md could not be written: it is read-only"), "{}", told(&output));
    assert!(
        text(&folder, "ferries.md").contains("2014[^tide]."),
        "the other was written before all were looked at"
    );
}

#[test]
fn reports_are_written_over_reports_only() {
    let folder = scene();
    fs::create_dir(folder.path().join("out")).expect("a folder");
    let check = |report: &str| {
        claimlint(folder.path(), &["check", "ferries.md", "--fail-on", "never", "--report", report])
    };
    for format in claimlint::inside::report::FORMATS.iter().map(|format| format.name) {
        let report = format!("{format}=out/report-{format}");
        for _ in 0..2 {
            let output = check(&report);
            assert_eq!(output.status.code(), Some(0), "{report}: {}", told(&output));
        }
    }
    for (name, content) in [
        ("other.claims", "draft \"x.md\"\n"),
        ("other.md", "# Tides\n"),
        ("data.json", "{\"years\": [1998]}"),
        ("notes", "A line.\n"),
    ] {
        fs::write(folder.path().join(name), content).expect("a file");
        for format in ["json", "sarif", "markdown", "concise", "junit"] {
            let output = check(&format!("{format}={name}"));
            assert_eq!(output.status.code(), Some(2), "{format}={name}: {}", told(&output));
            assert!(told(&output).contains("was"), "{}", told(&output));
            assert_eq!(text(&folder, name), content, "{format}");
        }
    }
    for name in ["out", "new.claims"] {
        let output = check(&format!("json={name}"));
        assert_eq!(output.status.code(), Some(2), "{name}: {}", told(&output));
    }
    assert!(!folder.path().join("new.claims").exists());
    // An empty file holds nothing that could be lost: `touch`, `mktemp`.
    fs::write(folder.path().join("empty"), "").expect("a file");
    assert_eq!(check("json=empty").status.code(), Some(0));
}
