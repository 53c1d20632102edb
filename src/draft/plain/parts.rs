//! Which block is the title, a heading, the byline, or not of the text at all.

use super::blocks::{Block, What};
use super::lines::Lines;
use super::shape;
use crate::lexicon::list;

/// Decides what each paragraph really is.
pub(super) fn name(lines: &Lines, blocks: &mut [Block]) {
    furniture_around(lines, blocks);
    let body = head(lines, blocks);
    let base = base_indent(lines, blocks);
    captions(lines, &mut blocks[body..]);
    headings(lines, blocks, body);
    inset(lines, blocks, body, base);
    tail(lines, blocks);
}

fn text<'a>(lines: &Lines<'a>, block: &Block) -> &'a str {
    &lines.source[lines.span(block.first, block.last).range()]
}

/// How far from either end of a file buttons are looked for.
const EDGE: usize = 12;

/// Buttons and notices before the text and after it.
fn furniture_around(lines: &Lines, blocks: &mut [Block]) {
    let count = blocks.len();
    let near = |at: usize| at < EDGE || at + EDGE >= count;
    for (at, block) in blocks.iter_mut().enumerate() {
        let plain = matches!(block.what, What::Paragraph | What::Item);
        if plain
            && near(at)
            && (shape::is_button(text(lines, block))
                || (at * 2 > count && shape::is_disclaimer(text(lines, block))))
        {
            block.what = What::Furniture;
        }
    }
}

/// Title and byline; says at which block the body begins.
fn head(lines: &Lines, blocks: &mut [Block]) -> usize {
    let Some(first) = blocks.iter().position(|block| block.what != What::Furniture) else { return 0 };
    let title = &blocks[first];
    let words = text(lines, title);
    let few = title.last - title.first < 3 && words.len() <= 300 && !words.ends_with(['.', ',', ';', ':']);
    let headlike =
        title.what == What::Paragraph && few && shape::is_headlike(words.lines().next().unwrap_or(""));
    let numbered = shape::heading_rank(words).is_some_and(|(rank, _)| rank > 8);
    let underlined = title.what == What::Heading(1);
    // A file of one line, or of lines that all look alike, has no title.
    if !(headlike && !numbered || underlined) || blocks.len() < first + 2 {
        return first;
    }
    if words.starts_with('#') {
        blocks[first].skip = 0;
    }
    if let Some((rank, skip)) = shape::heading_rank(words)
        && rank <= 6
    {
        blocks[first].skip = u16::try_from(skip).unwrap_or(0);
    }
    blocks[first].what = What::Title;
    byline(lines, blocks, first + 1)
}

/// The lines under the title: date, author, address.
fn byline(lines: &Lines, blocks: &mut [Block], from: usize) -> usize {
    let lead = |at: usize| -> Option<&str> {
        let block = blocks.get(at)?;
        let short = block.what == What::Paragraph && block.last - block.first < 2;
        short.then(|| text(lines, block)).filter(|text| text.len() <= 200)
    };
    let sure = |at: usize| lead(at).is_some_and(|text| shape::is_date(text) || shape::is_byline_label(text));
    let mut end = from;
    while end < from + 8 {
        let beside = (end > from && sure(end - 1)) || sure(end + 1);
        let name = lead(end).is_some_and(|text| shape::is_name(text) && !is_common_heading(text));
        let button = blocks.get(end).is_some_and(|block| block.what == What::Furniture);
        if !(sure(end) || (name && beside) || button) {
            break;
        }
        end += 1;
    }
    for block in blocks[from..end].iter_mut().filter(|block| block.what == What::Paragraph) {
        block.what = What::Byline;
    }
    end
}

fn is_common_heading(text: &str) -> bool {
    let lower = text.to_lowercase();
    list::OPENING_HEADING.iter().any(|word| lower.starts_with(word))
}

/// Headings, by their number, their capitals, or the room around them.
fn headings(lines: &Lines, blocks: &mut [Block], body: usize) {
    let mut alike = 0;
    for at in body..blocks.len() {
        let block = blocks[at];
        let words = text(lines, &block);
        let single = block.first == block.last;
        let beside = |what: What| {
            at.checked_sub(1).is_some_and(|at| blocks[at].what == what)
                || blocks.get(at + 1).is_some_and(|next| next.what == what)
        };
        let followed = at + 1 < blocks.len();
        let rank = match block.what {
            What::Paragraph if single && followed => shape::heading_rank(words)
                .or_else(|| shape::is_plain_heading(lines, block.first).then_some((shape::PLAIN_RANK, 0))),
            // `CHAPTER 6` and what it is about, two lines of capitals.
            What::Paragraph if followed && block.last - block.first < 3 && shape::is_shouted(words) => {
                Some((8, 0))
            }
            // `2. Current Law`, with no other item beside it.
            What::Item if single && followed && !beside(What::Item) => {
                shape::heading_rank(words).filter(|(rank, _)| *rank > 6)
            }
            _ => None,
        };
        alike = if rank.is_some_and(|(rank, _)| rank == shape::PLAIN_RANK) { alike + 1 } else { 0 };
        if let Some((rank, skip)) = rank {
            blocks[at].what = What::Heading(rank);
            blocks[at].skip = u16::try_from(skip).unwrap_or(0);
        }
        // Line after line that could be a heading: verse, an address, a list.
        if alike > 3 {
            let from = if alike == 4 { at - 3 } else { at };
            blocks[from..=at].iter_mut().for_each(|block| block.what = What::Paragraph);
        }
    }
}

/// The column at which most paragraphs stand.
fn base_indent(lines: &Lines, blocks: &[Block]) -> u16 {
    let mut counts = [0_u32; 64];
    for block in blocks.iter().filter(|block| block.what == What::Paragraph) {
        counts[usize::from(least_indent(lines, block)).min(63)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().position(|&count| count == most).and_then(|at| u16::try_from(at).ok()).unwrap_or(0)
}

fn least_indent(lines: &Lines, block: &Block) -> u16 {
    (block.first..=block.last).map(|at| lines.lines[at].indent).min().unwrap_or(0)
}

/// `Figure 2: …` names what it captions.
fn captions(lines: &Lines, blocks: &mut [Block]) {
    // How many blocks ago a figure or table was met.
    let mut ago = usize::MAX;
    for block in blocks {
        let words = text(lines, block);
        let paragraph = block.what == What::Paragraph;
        ago = if block.what == What::Table || is_caption(words) { 0 } else { ago.saturating_add(1) };
        if paragraph && (ago == 0 || ago <= FIGURE && is_credit(words)) {
            block.what = What::Caption;
        }
    }
}

/// Paragraphs set deeper than the others are quotations, or code.
fn inset(lines: &Lines, blocks: &mut [Block], body: usize, base: u16) {
    for block in blocks[body..].iter_mut().filter(|block| block.what == What::Paragraph) {
        let words = text(lines, block);
        let several = block.last > block.first;
        let quoted = words.starts_with(['“', '"', '‘', '«']);
        if least_indent(lines, block) >= base.saturating_add(4) {
            if is_code(lines, block) {
                block.what = What::Code;
            } else if several || quoted {
                block.what = What::Quote;
            }
        }
    }
}

/// Blocks that the labels of one figure may fall into, where they were taken as text.
const FIGURE: usize = 12;

/// `Source: …`, `Notes: …` under a figure: how it was made and what it shows is said of the figure.
fn is_credit(text: &str) -> bool {
    let head = text.split_once(':').map_or("", |(head, _)| head);
    ["Note", "Notes", "Source", "Sources"].contains(&head)
}

/// Whether words name a figure or a table: `Figure 2: …`.
pub(crate) fn is_caption(text: &str) -> bool {
    let Some((word, rest)) = text.split_once(' ') else { return false };
    let kinds = ["Figure", "Fig.", "Table", "Chart", "Box", "Map", "Exhibit", "Graph"];
    let number = rest.split([' ', ':', '.', '\n']).next().unwrap_or("");
    let after = &rest[number.len()..];
    let known = kinds.iter().any(|kind| word.eq_ignore_ascii_case(kind));
    let numbered = (1..=5).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && number.bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    text.len() <= 300 && known && numbered && (after.is_empty() || after.starts_with([':', '.']))
}

fn is_code(lines: &Lines, block: &Block) -> bool {
    let codelike = |at: &usize| {
        let text = lines.text(*at);
        text.ends_with(['{', '}', ';'])
            || text.contains(" = ")
            || text.contains("();")
            || text.starts_with("$ ")
    };
    let count = block.last - block.first + 1;
    (block.first..=block.last).filter(codelike).count() * 2 > count
}

/// What follows the last note is not of the text, unless a heading says so.
fn tail(lines: &Lines, blocks: &mut [Block]) {
    let Some(last) = blocks.iter().rposition(|block| matches!(block.what, What::Note(_))) else { return };
    let after = &mut blocks[last + 1..];
    let notes_end = lines.len() - after.first().map_or(lines.len(), |block| block.first);
    let heading = after.windows(2).position(|pair| {
        matches!(pair[0].what, What::Heading(_))
            && matches!(pair[1].what, What::Paragraph | What::Item | What::Table)
    });
    let many = after.len() > EDGE || notes_end * 5 > lines.len() && after.len() > 4;
    let end = heading.unwrap_or(if many { 0 } else { after.len() });
    for block in after[..end].iter_mut().filter(|block| block.what != What::Table) {
        block.what = What::Furniture;
    }
}
