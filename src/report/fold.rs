//! The last thing done to a text for people: no line is wider than the terminal, and what goes on stands under its column.

use super::clean::{cells, quoted};

/// Breaks lines that are wider than `width` at spaces. What goes on stands under the last column that begins in the first
/// two thirds of the line, else a little deeper than the line does. A word that is longer than a line stays whole, and so
/// does what stands in backquotes.
pub fn folded(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.strip_suffix('\n').unwrap_or(line);
        if seen(words) <= width {
            out.push_str(line);
            continue;
        }
        fold(words, width, &mut out);
        out.push_str(&line[words.len()..]);
    }
    out
}

/// The characters of a line that fill cells, with where they stand; escape sequences of ours fill none.
fn shown(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut hidden = None;
    line.char_indices().filter(move |&(at, c)| match (hidden, c) {
        (None, '\u{1b}') => {
            // A colour ends with `m`, a link with a backslash.
            hidden = Some(if line[at..].starts_with("\u{1b}]") { '\\' } else { 'm' });
            false
        }
        (None, _) => true,
        (Some(end), c) => {
            if c == end {
                hidden = None;
            }
            false
        }
    })
}

/// How many cells a line fills.
fn seen(line: &str) -> usize {
    shown(line).map(|(_, c)| cells(c)).sum()
}

/// Where what goes on stands.
fn hanging(line: &str, width: usize) -> usize {
    let (mut column, mut spaces, mut indent, mut hang) = (0, 0, None, None);
    for (_, c) in shown(line) {
        if c == ' ' {
            spaces += 1;
        } else {
            if indent.is_none() {
                indent = Some(column);
            } else if spaces > 1 && column <= width * 2 / 3 {
                hang = Some(column);
            }
            spaces = 0;
        }
        column += cells(c);
    }
    let indent = indent.unwrap_or(0);
    hang.unwrap_or(if indent + 2 < width / 2 { indent + 2 } else { 0 })
}

/// What stands before what goes on: the stems of a tree go down, else there is nothing.
fn before(line: &str, width: usize) -> String {
    let head: Vec<char> =
        shown(line).map(|(_, c)| c).take_while(|c| matches!(c, ' ' | '│' | '├' | '└' | '─')).collect();
    if head.iter().all(|c| *c == ' ') {
        return " ".repeat(hanging(line, width));
    }
    head.into_iter().map(|c| if matches!(c, '│' | '├') { '│' } else { ' ' }).collect()
}

fn fold(line: &str, width: usize, out: &mut String) {
    let before = before(line, width);
    let hang = before.chars().count();
    // Where the words of the present line begin, how far it is filled, and the last space at which it may end.
    let (mut begins, mut column, mut space) = (0, 0, None);
    let mut whole = quoted(line, width.saturating_sub(hang)).into_iter().peekable();
    for (at, c) in shown(line) {
        while whole.next_if(|span| span.end <= at).is_some() {}
        if c == ' ' && column > hang && whole.peek().is_none_or(|span| at < span.start) {
            space = Some(at);
        }
        column += cells(c);
        if let Some(end) = space.filter(|_| column > width && c != ' ') {
            out.push_str(line[begins..end].trim_end());
            out.push('\n');
            out.push_str(&before);
            begins = end + 1;
            column = hang + seen(&line[begins..at]) + cells(c);
            space = None;
        }
    }
    out.push_str(line[begins..].trim_end());
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn what_goes_on_stands_under_its_column() {
        let rule = "  anchor-lost   error    the words are in the draft no more, or they were changed\n";
        assert_eq!(
            folded(rule, 50),
            "  anchor-lost   error    the words are in the\n                         draft no more, or they\n                         were changed\n"
        );
        assert_eq!(folded("  one two three four five\n", 14), "  one two\n    three four\n    five\n");
        assert_eq!(folded("│  ├─ and one two three\n", 16), "│  ├─ and one\n│  │  two three\n");
        assert_eq!(folded("└─ and one two three", 12), "└─ and one\n   two three");
        assert_eq!(folded("└─ goes on: `claimlint trace x`", 24), "└─ goes on:\n   `claimlint trace x`");
        assert_eq!(folded("run `claimlint trace x` now", 12), "run\n  `claimlint trace x`\n  now");
        assert_eq!(folded("short\n\nalso short", 20), "short\n\nalso short");
    }

    #[test]
    fn colours_fill_nothing_and_long_words_stay_whole() {
        let red = "\u{1b}[31mone\u{1b}[0m two three";
        assert_eq!(folded(red, 13), red);
        assert_eq!(folded(red, 9), "\u{1b}[31mone\u{1b}[0m two\n  three");
        let link = "\u{1b}]8;;https://example.org\u{1b}\\one\u{1b}]8;;\u{1b}\\ two";
        assert_eq!(folded(link, 7), link);
        assert_eq!(folded("https://example.org/a/long/way", 12), "https://example.org/a/long/way");
        assert_eq!(folded("日本 日本 日本", 7), "日本\n  日本\n  日本");
    }
}
