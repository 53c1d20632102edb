//! The committed test set: `¦` marks where a block must be cut.

use super::*;

fn split(block: &str) -> Vec<&str> {
    let mut found = Vec::new();
    sentences(block, 0, &mut |span| found.push(&block[span.range()]));
    found
}

#[test]
fn the_labelled_blocks_are_split_as_labelled() {
    let set: Vec<&str> =
        include_str!("set.txt").lines().filter(|line| !line.is_empty() && !line.starts_with("##")).collect();
    let count: usize = set.iter().map(|line| line.split('¦').count()).sum();
    assert!(count >= 120, "the set holds {count} sentences");
    let mut wrong = Vec::new();
    for line in &set {
        let want: Vec<&str> = line.split('¦').map(str::trim).collect();
        let block = want.join(" ");
        let got = split(&block);
        if got != want {
            wrong.push(format!("want {want:?}\n got {got:?}"));
        }
    }
    let right = 1.0 - wrong.len() as f64 / set.len() as f64;
    assert!(right >= 0.98, "{:.1} % of blocks right:\n{}", right * 100.0, wrong.join("\n"));
}

#[test]
fn spans_are_view_spans_without_space_around() {
    let mut spans = Vec::new();
    sentences(" One. Two ", 100, &mut |span| spans.push(span));
    assert_eq!(spans, [Span::new(101, 105), Span::new(106, 109)]);
}

#[test]
fn cjk_full_stops_need_no_space() {
    assert_eq!(
        split("これは文です。次の文です！「本当？」と言った。"),
        ["これは文です。", "次の文です！", "「本当？」", "と言った。"]
    );
}

#[test]
fn a_long_run_of_terminators_is_one_stop() {
    let dots = ". ".repeat(100_000);
    assert_eq!(split(&dots).len(), 1);
    let letters = "A. ".repeat(100_000);
    assert_eq!(split(&letters).len(), 1);
}

proptest::proptest! {
    /// Sentences are in order, inside the block, and leave out nothing but space.
    #[test]
    fn nothing_but_space_is_lost(block in "[ a-zA-Z0-9.?!…“”\"()\\[\\]。、U\\.S é’-]{0,200}") {
        let (mut end, mut left) = (0, String::new());
        sentences(&block, 0, &mut |span| {
            assert!(span.start >= end, "in order");
            left.push_str(&block[end as usize..span.start as usize]);
            end = span.end;
        });
        left.push_str(&block[end as usize..]);
        proptest::prop_assert!(left.trim().is_empty());
    }
}
