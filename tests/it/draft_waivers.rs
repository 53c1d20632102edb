//! Waivers in the draft's own comments: found in each format, what they cover,
//! how they are told and taken out.

use std::fs;
use std::process::Command;

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::draft::reader_for;
use claimlint::inside::text::{Text, Texts};
use proptest::prelude::*;

fn checked(name: &str, content: &str) -> (Texts, Report) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new(name, content));
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2026, 11, 24));
    let input = Input { texts: &texts, draft: Some((file, reader_for(name))), claims: None, endnotes: &[] };
    let report = check(input, &options);
    (texts, report)
}

/// "line: code" of what is told, of these rules only.
fn told(name: &str, content: &str) -> Vec<String> {
    let (texts, report) = checked(name, content);
    let ours =
        ["statistic-uncited", "waiver-unread", "waiver-unreasoned", "waiver-unused", "note-missing-date"];
    let line = |finding: &claimlint::inside::diagnostic::Diagnostic| {
        format!("{}: {}", texts.get(finding.place().file).line(finding.span().start), finding.code)
    };
    report.findings.iter().filter(|finding| ours.contains(&finding.code)).map(line).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn each_format_has_its_comment() {
    let markdown = "# Trade\n\n<!-- claimlint: accept statistic-uncited \"Common ground.\" -->\nExports grew by 12% in 2014.\n\nImports fell by 3% in 2014.\n";
    assert_eq!(told("a.md", markdown), ["6: statistic-uncited"]);
    let inline = "# Trade\n\nExports grew by 12% in 2014. <!-- claimlint: accept statistic-uncited “Common ground.” -->\n\nImports fell by 3% in 2014.\n";
    assert_eq!(told("a.md", inline), ["5: statistic-uncited"]);
    let html = "<html><body><article><h1>Trade</h1>\n<!-- claimlint: accept statistic-uncited \"Common ground.\" -->\n<p>Exports grew by 12% in 2014.</p>\n<p>Imports fell by 3% in 2014.</p></article></body></html>\n";
    assert_eq!(told("a.html", html), ["4: statistic-uncited"]);
    let latex = "\\documentclass{article}\n\\begin{document}\n% claimlint: accept statistic-uncited \"Common ground.\"\nExports grew by 12\\% in 2014.\n\nImports fell by 3\\% in 2014. % claimlint: accept statistic-uncited \"And this.\"\n\nPrices rose by 5\\% in 2014.\n\\end{document}\n";
    assert_eq!(told("a.tex", latex), ["8: statistic-uncited"]);
    let crlf = markdown.replace('\n', "\r\n");
    assert_eq!(told("a.md", &crlf), ["6: statistic-uncited"]);
}

#[test]
fn code_and_other_formats_hold_no_waiver() {
    let fenced =
        "# Trade\n\n```html\n<!-- claimlint: acept x -->\n```\n\nWrite `<!-- claimlint: x -->` there.\n";
    assert_eq!(told("a.md", fenced), NONE);
    let verbatim = "\\begin{document}\n\\begin{verbatim}\n% claimlint: acept x\n\\end{verbatim}\nSee \\verb|% claimlint: x| there.\n\\end{document}\n";
    assert_eq!(told("a.tex", verbatim), NONE);
    let plain = "Exports grew by 12% in 2014.\n% claimlint: accept statistic-uncited \"No.\"\n";
    assert_eq!(told("a.txt", plain), ["1: statistic-uncited"]);
}

#[test]
fn a_comment_before_a_note_covers_the_note() {
    let text = "# Trade\n\nExports grew by 12% in 2014.[^1] Imports fell by 2%.[^2]\n\n<!-- claimlint: accept note-missing-date \"The page bears none.\" -->\n[^1]: Ada Smith, “Trade and Tariffs,” Oxford University Press.\n\n[^2]: Bea Jones, “Ports and Harbours,” Oxford University Press.\n";
    let with = told("a.md", text);
    let without = told("a.md", &text.replace("claimlint:", "x:"));
    assert_eq!(without, ["6: note-missing-date", "8: note-missing-date"]);
    assert_eq!(with, ["8: note-missing-date"]);
}

#[test]
fn slips_are_told_and_silence_nothing() {
    for (comment, expected) in [
        ("accept statistic-uncited", "waiver-unreasoned"),
        ("accept statistic-uncited \"\"", "waiver-unreasoned"),
        ("accept statistic-uncited \"x\" until 2020-01-01", "waiver-unreasoned"),
        ("accept statistc-uncited \"x\"", "waiver-unread"),
        ("accept coverage \"x\"", "waiver-unread"),
        ("ignore statistic-uncited \"x\"", "waiver-unread"),
        ("accept statistic-uncited \"x\" untl 2030-01-01", "waiver-unread"),
        ("accept statistic-uncited \"x\" until May", "waiver-unread"),
        ("accept statistic-uncited because I say so", "waiver-unread"),
        ("accept statistic-uncited \"x", "waiver-unread"),
        ("", "waiver-unread"),
    ] {
        let text = format!("# Trade\n\n<!-- claimlint: {comment} -->\nExports grew by 12% in 2014.\n");
        assert_eq!(
            told("a.md", &text),
            [format!("3: {expected}"), "4: statistic-uncited".to_owned()],
            "{comment}"
        );
    }
    let whole = "accept statistic-uncited \"x\" by \"A. Editor\" on 2026-01-02 until 2030-01-01";
    let text = format!("# Trade\n\n<!-- claimlint: {whole} -->\nExports grew by 12% in 2014.\n");
    assert_eq!(told("a.md", &text), NONE);
}

#[test]
fn unused_ones_are_taken_out_with_their_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    let claimed = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
            .args(["check", "a.md", "--format", "concise", "--isolated"])
            .args(args)
            .current_dir(folder.path())
            .output()
            .expect("the command starts");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let text = "# Trade\r\n\r\n<!-- claimlint: accept statistic-uncited \"No need.\" -->\r\nExports grew. <!-- claimlint: accept note-unused \"No need.\" -->\r\nThey grew by 12% in 2014.\r\n\r\n<!-- claimlint: accept statistic-uncited \"At the end.\" -->\r\n";
    fs::write(&path, text).expect("a file");
    let said = claimed(&[]);
    assert_eq!(said.matches("waiver-unused").count(), 2, "{said}");
    // A rule that is off cannot need its waivers.
    assert!(!claimed(&["--level", "statistic-uncited=off,note-unused=off"]).contains("waiver-unused"));
    claimed(&["--fix"]);
    let expected = "# Trade\r\n\r\n<!-- claimlint: accept statistic-uncited \"No need.\" -->\r\nExports grew.\r\nThey grew by 12% in 2014.\r\n\r\n";
    assert_eq!(fs::read_to_string(&path).expect("it is there"), expected);
}

#[test]
fn many_comments_cost_little() {
    // Every other sentence is cited, so that no rule speaks of the draft as a whole; the one that is not stands last,
    // so that no paragraph's marker covers it.
    let one = |n: usize| {
        format!(
            "Imports of ware {n} fell by 3% in 2014.[^1]\n\n<!-- claimlint: accept statistic-uncited \"x\" -->\n\n\
             Exports of ware {n} grew by 12% in 2014.\n\n"
        )
    };
    let text: String =
        (0..5_000).map(one).collect::<String>() + "[^1]: Customs Office, Annual Report 2014.\n";
    let begun = std::time::Instant::now();
    let before = ran();
    let (_, report) = checked("a.md", &text);
    assert_eq!(report.waived.len(), 5_000);
    // What else runs on the machine does not count, where the system tells.
    let took = match (before, ran()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => begun.elapsed(),
    };
    assert!(took.as_secs() < 20, "{took:?}");
}

/// How long this thread has run on a processor.
fn ran() -> Option<std::time::Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(std::time::Duration::from_nanos(stat.split(' ').next()?.parse().ok()?))
}

proptest! {
    /// Whatever stands in a comment, in whatever place, nothing panics.
    #[test]
    fn any_comment_is_read(words in "[ a-z\"“:.\\-0-9\u{e9}\u{65e5}]{0,40}", accept in any::<bool>(), cut in 0usize..60) {
        let verb = if accept { "accept note-unused " } else { "" };
        let text = format!("a é\n\n<!-- claimlint:{verb}{words} -->\nExports grew by 12% in 2014.[^1]\n");
        let mut cut = cut.min(text.len());
        while !text.is_char_boundary(cut) { cut -= 1; }
        for name in ["a.md", "a.html", "a.tex", "a.txt"] {
            checked(name, &text);
            checked(name, &text[cut..]);
            checked(name, &text[..cut]);
            checked(name, &text.replace("<!--", "%").replace("-->", ""));
        }
    }
}
