//! Two branches that each look something up: git merges their records, and the merged record reads right.

use std::path::Path;
use std::process::{Command, Output};

use claimlint::inside::verified::{Answer, Id, Record};

use super::program::{DRAFT, folder};
use crate::tool::{claimlint, said};

fn git(folder: &Path, args: &[&str]) -> Output {
    Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(folder)
        .output()
        .expect("git starts")
}

fn done(folder: &Path, args: &[&str]) {
    let output = git(folder, args);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
}

fn line(id: &str, day: &str, answer: &str) -> String {
    Record::seal(&format!(
        "{{\"id\":\"{id}\",\"day\":\"{day}\",\"answer\":\"{answer}\",\"by\":[\"crossref\"]}}"
    ))
}

#[test]
fn git_merges_the_records_of_two_branches_and_the_later_look_counts() {
    if Command::new("git").arg("--version").output().is_err() {
        println!("git is not here: this test was skipped");
        return;
    }
    let folder = folder(DRAFT);
    let path = folder.path().join("a.verified.jsonl");
    let write = |lines: &[String]| std::fs::write(&path, lines.concat()).expect("it is written");
    let first =
        [line("doi:10.5555/a", "2026-05-01", "not-known"), line("doi:10.5555/y", "2026-05-01", "there")];
    done(folder.path(), &["init", "--quiet"]);
    write(&first);
    done(folder.path(), &["add", "."]);
    done(folder.path(), &["commit", "--quiet", "-m", "first"]);
    // One branch learns of a, and of one more; the other of a on a later day, and of another at the same place.
    for (branch, day, answer, new) in [
        ("one", "2026-05-02", "there", "doi:10.5555/ports"),
        ("two", "2026-05-03", "gone", "doi:10.5555/salt"),
    ] {
        done(folder.path(), &["checkout", "--quiet", "-b", branch, "main"]);
        write(&[line("doi:10.5555/a", day, answer), line(new, day, "there"), first[1].clone()]);
        done(folder.path(), &["commit", "--quiet", "-am", branch]);
    }
    // Without the attribute git asks, and what it leaves is told and not lost.
    assert!(
        !git(folder.path(), &["merge", "--quiet", "one"]).status.success(),
        "else this test shows nothing"
    );
    let check = said(&claimlint(folder.path(), &["check", "a.txt", "--format", "concise"]));
    assert!(check.contains("record-damaged"), "{check}");
    done(folder.path(), &["merge", "--abort"]);
    std::fs::write(folder.path().join(".gitattributes"), "*.verified.jsonl merge=union\n")
        .expect("it is written");
    done(folder.path(), &["add", "."]);
    done(folder.path(), &["commit", "--quiet", "-m", "records merge"]);
    done(folder.path(), &["merge", "--quiet", "-m", "both", "one"]);
    let record = Record::read(&std::fs::read_to_string(&path).expect("it is there"));
    assert_eq!(record.faults, []);
    let ids: Vec<String> = record.all().map(|seen| seen.id.to_string()).collect();
    assert_eq!(ids, ["doi:10.5555/a", "doi:10.5555/ports", "doi:10.5555/salt", "doi:10.5555/y"]);
    let a = record.get(&Id::read("doi:10.5555/a").expect("an identifier")).expect("it is there");
    assert_eq!((a.answer, a.day.to_string().as_str()), (Answer::Gone, "2026-05-03"));
    let check = said(&claimlint(folder.path(), &["check", "a.txt", "--format", "concise"]));
    assert!(!check.contains("record-damaged"), "{check}");
    let shown = said(&claimlint(folder.path(), &["verify", "a.txt", "--show"]));
    assert!(shown.contains("2 there") && !shown.contains("not relied on"), "{shown}");
}
