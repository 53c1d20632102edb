//! What `--fix` writes does no harm: quoted words move with the words they quote, nothing is written that leaves a case
//! worse than it was, and what was not done is said.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::tool::{claimlint, said};

/// A folder with a draft and its claims file.
fn folder(draft: &str, claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ferry.md"), draft).expect("a draft");
    fs::write(folder.path().join("ferry.claims"), claims).expect("a claims file");
    folder
}

fn read(folder: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("it is there")
}

/// How many findings of each level a check tells, and their codes.
fn errors(folder: &Path) -> usize {
    let output = claimlint(folder, &["check", ".", "--isolated", "--format", "json", "--fail-on", "never"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().filter(|finding| finding["level"] == "error").count()
}

const PILOTS: &str = "\
# Pilots of the Sound

The harbour-masters met in March.[^hull] The harbour-masters wrote to every port of the Sound.[^hull]
Other harbourmasters took 14 boats out of service in 2011.[^hull]

[^hull]: Ada Hull, *Crossings of the Sound* (Nesse: Sound Press, 2015), 12.
";

const PILOT_CLAIMS: &str = "\
draft \"ferry.md\"

source hull [^hull] \"Crossings of the Sound\"

claim boats \"In 2011, 14 boats were taken out of service.\"
    at \"Other harbourmasters took 14\" to \"service in 2011\"
    cites hull page 12
";

#[test]
fn anchors_follow_the_words_that_a_fix_changes() {
    let folder = folder(PILOTS, PILOT_CLAIMS);
    let before = errors(folder.path());
    let output = claimlint(folder.path(), &["check", "ferry.md", "--only", "name-variant", "--fix"]);
    assert!(read(&folder, "ferry.md").contains("Other harbour-masters took"), "{}", said(&output));
    assert!(
        read(&folder, "ferry.claims")
            .contains("    at \"Other harbour-masters took 14\" to \"service in 2011\"\n"),
        "{}",
        read(&folder, "ferry.claims")
    );
    assert_eq!(errors(folder.path()), before);
}

/// As the claims of the pilots, with nothing that says what the sentence says: a pin holds it.
const LIGHT_CLAIMS: &str = "\
draft \"ferry.md\"

source hull [^hull] \"Crossings of the Sound\"

claim boats
    at \"Other harbourmasters took 14\" to \"service in 2011\"
    cites hull page 12
";

#[test]
fn a_pin_is_taken_of_the_sentence_as_it_is_mended() {
    let folder = folder(PILOTS, LIGHT_CLAIMS);
    let shown = said(&claimlint(folder.path(), &["check", "ferry.md", "--diff"]));
    let fixed = claimlint(folder.path(), &["check", "ferry.md", "--fix", "--fail-on", "never"]);
    assert!(read(&folder, "ferry.md").contains("Other harbour-masters took"), "{}", said(&fixed));
    let claims = read(&folder, "ferry.claims");
    let pinned = claims.lines().find(|line| line.trim_start().starts_with("pinned ")).expect("a pin");
    assert!(shown.contains(&format!("+{pinned}")), "what is shown is what is written: {shown}");
    let again = said(&claimlint(folder.path(), &["check", "ferry.md", "--show", "advice"]));
    assert!(!again.contains("pin-stale") && !again.contains("claim-unpinned"), "{again}");
    // Nothing is left to do.
    claimlint(folder.path(), &["check", "ferry.md", "--fix", "--fail-on", "never"]);
    assert_eq!(read(&folder, "ferry.claims"), claims);
}

#[test]
fn a_pin_is_renewed_by_the_fix_that_changes_its_sentence_and_by_no_other() {
    let pin = |text: &str| text.lines().find(|line| line.contains("pinned ")).map(str::to_owned);
    let written = folder(PILOTS, LIGHT_CLAIMS);
    claimlint(written.path(), &["check", "ferry.md", "--only", "claim-unpinned", "--fix"]);
    let first = read(&written, "ferry.claims");
    assert!(pin(&first).is_some() && read(&written, "ferry.md") == PILOTS, "{first}");
    claimlint(written.path(), &["check", "ferry.md", "--fix", "--fail-on", "never"]);
    let again = said(&claimlint(written.path(), &["check", "ferry.md", "--show", "advice"]));
    assert!(pin(&read(&written, "ferry.claims")) != pin(&first) && !again.contains("pin-stale"), "{again}");

    let folder = folder(&PILOTS.replace("Other harbourmasters", "Other harbour-masters"), LIGHT_CLAIMS);
    let claims = LIGHT_CLAIMS.replace("Other harbourmasters", "Other harbour-masters");
    fs::write(folder.path().join("ferry.claims"), claims).expect("a claims file");
    claimlint(folder.path(), &["check", "ferry.md", "--fix", "--fail-on", "never"]);
    let of_before = read(&folder, "ferry.claims");
    assert!(of_before.contains("    pinned "), "{of_before}");
    // The author changes the word, and the anchor with it: that makes the pin stale, and it stays so.
    let by_hand = of_before.replace("harbour-masters took 14", "harbourmasters took 15");
    fs::write(folder.path().join("ferry.claims"), &by_hand).expect("a claims file");
    fs::write(folder.path().join("ferry.md"), PILOTS.replace("took 14 boats", "took 15 boats"))
        .expect("a draft");
    let stale = said(&claimlint(folder.path(), &["check", "ferry.md", "--show", "advice"]));
    assert!(stale.contains("pin-stale"), "{stale}");
    let fixed = said(&claimlint(folder.path(), &["check", "ferry.md", "--fix", "--fail-on", "never"]));
    assert!(read(&folder, "ferry.md").contains("Other harbour-masters took 15"), "{fixed}");
    assert_eq!(pin(&read(&folder, "ferry.claims")), pin(&of_before), "{fixed}");
}

/// Whoever fixes by one rule alone leaves no pin behind that only that fix made stale, and writes none that was not there.
#[test]
fn a_pin_is_renewed_under_only_too() {
    let pin = |text: &str| text.lines().find(|line| line.contains("pinned ")).map(str::to_owned);
    let folder = folder(PILOTS, LIGHT_CLAIMS);
    claimlint(folder.path(), &["check", "ferry.md", "--only", "name-variant", "--fix"]);
    assert!(read(&folder, "ferry.md").contains("Other harbour-masters took"));
    assert_eq!(pin(&read(&folder, "ferry.claims")), None);
    fs::write(folder.path().join("ferry.md"), PILOTS).expect("a draft");
    fs::write(folder.path().join("ferry.claims"), LIGHT_CLAIMS).expect("a claims file");
    claimlint(folder.path(), &["check", "ferry.md", "--only", "claim-unpinned", "--fix"]);
    let first = read(&folder, "ferry.claims");
    claimlint(folder.path(), &["check", "ferry.md", "--only", "name-variant", "--fix"]);
    assert!(read(&folder, "ferry.md").contains("Other harbour-masters took"));
    assert!(pin(&first).is_some() && pin(&read(&folder, "ferry.claims")) != pin(&first));
    let again = said(&claimlint(folder.path(), &["check", "ferry.md", "--show", "advice"]));
    assert!(!again.contains("pin-stale"), "{again}");
}

#[test]
fn waivers_on_words_follow_them_too() {
    let claims = "draft \"ferry.md\"\n\naccept statistic-uncited at \"Other harbourmasters took 14 boats\"\n    \
                  reason \"to be checked\" by \"P. Lunde\" on 2020-01-02 until 2099-01-01\n";
    let draft = PILOTS.replace("in 2011.[^hull]", "in 2011.");
    let folder = folder(&draft, claims);
    claimlint(folder.path(), &["check", "ferry.md", "--only", "name-variant", "--fix"]);
    assert!(
        read(&folder, "ferry.claims").contains("at \"Other harbour-masters took 14 boats\""),
        "{}",
        read(&folder, "ferry.claims")
    );
}

#[test]
fn a_signed_sentence_is_not_changed_behind_the_back_of_who_signed_it() {
    let folder = folder(PILOTS, PILOT_CLAIMS);
    let signed = claimlint(folder.path(), &["sign", "boats", "--by", "P. Lunde", "--on", "2020-01-02"]);
    assert_eq!(signed.status.code(), Some(0), "{}", said(&signed));
    let sealed = read(&folder, "ferry.claims");
    let output = claimlint(folder.path(), &["check", "ferry.md", "--fix", "--fail-on", "never"]);
    assert_eq!(read(&folder, "ferry.md"), PILOTS);
    assert_eq!(read(&folder, "ferry.claims"), sealed);
    assert!(
        said(&output).contains(
            "not fixed (name-variant): to write “harbour-masters” throughout would void a signed check"
        ),
        "{}",
        said(&output)
    );
    // The other fixes of the same file are made.
    fs::write(folder.path().join("ferry.md"), PILOTS.replace("March.[^hull]", "March[^hull]."))
        .expect("a draft");
    let output = claimlint(folder.path(), &["check", "ferry.md", "--fix", "--fail-on", "never"]);
    assert_eq!(read(&folder, "ferry.md"), PILOTS, "{}", said(&output));
}

#[test]
fn a_title_that_is_mended_stays_the_fragment_of_its_source() {
    let draft = "# Weirs\n\nThe weir broke in 1998.[^weir]\n\n[^weir]: Per Rask, “The Weirs of the Sound | Sound Press | Home,” \
                 *Sound Press*, 3 March 1999, https://sound.example/weirs.\n";
    let claims = "draft \"ferry.md\"\n\nsource weir [^weir] \"The Weirs of the Sound | Sound Press | Home\"\n\n\
                  claim broke \"The weir broke in 1998.\"\n    at \"The weir broke\"\n    cites weir\n";
    let folder = folder(draft, claims);
    let before = errors(folder.path());
    let args = ["check", "ferry.md", "--only", "note-scraped-metadata", "--fix", "--unsafe-fixes"];
    let output = claimlint(folder.path(), &args);
    assert!(!read(&folder, "ferry.md").contains("| Home"), "{}", said(&output));
    assert!(
        read(&folder, "ferry.claims").contains("source weir [^weir] \"The Weirs of the Sound"),
        "{}",
        read(&folder, "ferry.claims")
    );
    assert!(!read(&folder, "ferry.claims").contains("Home"), "{}", read(&folder, "ferry.claims"));
    assert_eq!(errors(folder.path()), before);
}

#[test]
fn what_is_shown_is_what_would_be_written() {
    let folder = folder(PILOTS, PILOT_CLAIMS);
    let shown = said(&claimlint(folder.path(), &["check", "ferry.md", "--diff"]));
    assert!(shown.contains("+Other harbour-masters took 14 boats"), "{shown}");
    assert!(shown.contains("+    at \"Other harbour-masters took 14\""), "{shown}");
    assert_eq!(read(&folder, "ferry.md"), PILOTS);
    assert_eq!(read(&folder, "ferry.claims"), PILOT_CLAIMS);
}

/// The worked examples, to be damaged.
const EXAMPLES: [(&str, &str); 3] = [
    ("japan-cyber.txt", "japan-cyber.claims"),
    ("harbour-dues.md", "harbour-dues.claims"),
    ("clean-brief.txt", "clean-brief.claims"),
];

/// What authors and editors do to a text.
fn damaged(text: &str, how: &[(u8, u16)]) -> String {
    let mut text = text.to_owned();
    for &(kind, at) in how {
        let lines: Vec<&str> = text.lines().collect();
        let line = usize::from(at) % lines.len().max(1);
        let words: Vec<&str> = lines.get(line).map_or(Vec::new(), |line| line.split(' ').collect());
        let word = usize::from(at / 7) % words.len().max(1);
        let changed = |with: String| {
            let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            lines[line] = with;
            lines.join("\n") + "\n"
        };
        let without = |at: usize| {
            words
                .iter()
                .enumerate()
                .filter(|(n, _)| *n != at)
                .map(|(_, word)| *word)
                .collect::<Vec<_>>()
                .join(" ")
        };
        text = match kind % 9 {
            0 => changed(without(word)),
            1 => changed(lines[line].replacen('-', "", 1)),
            2 => changed(lines[line].replacen("US", "U.S.", 1)),
            3 => changed(lines[line].replacen(".[", "[", 1)),
            4 => changed(format!("{} {}", lines[line], lines[line])),
            5 => changed(String::new()),
            6 => changed(lines[line].replacen('1', "2", 1)),
            7 => changed(lines[line].replacen("policymakers", "policy-makers", 1).replacen(
                "cyber attack",
                "cyberattack",
                1,
            )),
            _ => changed(lines[line].replace(['“', '”'], "\"")),
        };
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("CLAIMLINT_FIXES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(8)
    ))]

    /// Whatever was done to draft and claims file, fixing never leaves more errors than there were.
    #[test]
    fn fixing_never_raises_the_number_of_errors(
        example in 0..EXAMPLES.len(),
        draft in prop::collection::vec(any::<(u8, u16)>(), 0..6),
        claims in prop::collection::vec(any::<(u8, u16)>(), 0..3),
        all in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let (name, with) = EXAMPLES[example];
        for (name, how) in [(name, &draft), (with, &claims)] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims").join(name);
            let text = fs::read_to_string(path).expect("an example");
            fs::write(folder.path().join(name), damaged(&text, how)).expect("a file");
        }
        let before = errors(folder.path());
        let mut args = vec!["check", ".", "--isolated", "--fix", "--fail-on", "never"];
        if all {
            args.push("--unsafe-fixes");
        }
        let output = claimlint(folder.path(), &args);
        prop_assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let after = errors(folder.path());
        prop_assert!(after <= before, "{} errors became {}\n{}", before, after, said(&output));
    }
}
