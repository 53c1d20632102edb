//! Every command that tells people something keeps to the width of the terminal, or to `--width`.

use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use crate::tool::{claimlint, said};

/// Commands with what they are asked, run in `claims/`.
const CALLS: &[&[&str]] = &[
    &["check", "japan-cyber.txt"],
    &["check", "japan-cyber.txt", "--show", "advice", "--format", "full"],
    &["coverage", "japan-cyber.txt"],
    &["coverage", "."],
    &["status", "japan-cyber.txt", "--full"],
    &["impact", "--in", "japan-cyber.txt"],
    &["trace", "ships-changed", "harbour-dues.md"],
    &["rules"],
    &["evidence", "."],
    &["show", "japan-cyber.txt"],
    &["show", "japan-cyber.txt", "--assertions"],
    &["notes", "japan-cyber.txt"],
    &["sources", "japan-cyber.txt"],
    &["outlets"],
    &["lexicons"],
    &["doctor"],
    &["explain", "statistic-uncited"],
    &["explain", "review"],
];

#[test]
fn every_command_keeps_to_the_width() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let mut wrong = Vec::new();
    for width in [60, 72, 90] {
        for call in CALLS {
            let output = claimlint(&folder, &[call, ["--width", &width.to_string()].as_slice()].concat());
            let text = said(&output);
            assert!(text.lines().count() > 3, "{call:?}: {text}");
            // One word that is longer than a line stays whole: a path, an address, the frames of `full`.
            let may = |line: &str| {
                line.split_whitespace().any(|word| word.width() > width / 3) || line.contains('│')
            };
            for line in text.lines().filter(|line| line.width() > width && !may(line)) {
                wrong.push(format!("{} at {width}: {line}", call.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_program_reads_is_never_folded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    for call in [
        ["status", "japan-cyber.txt", "--format", "csv"],
        ["rules", "--format", "markdown", "--isolated"],
        ["outlets", "--format", "toml", "--isolated"],
        ["coverage", "japan-cyber.txt", "--format", "json"],
    ] {
        let call: Vec<&str> = call.into_iter().filter(|word| *word != "--isolated").collect();
        let wide = claimlint(&folder, &call).stdout;
        let narrow = claimlint(&folder, &[call.as_slice(), &["--width", "40"]].concat()).stdout;
        assert!(wide == narrow && !wide.is_empty(), "{call:?}");
    }
}
