//! Running heads and feet, and the numbers printed on pages.

use std::collections::HashMap;

use super::Sheet;
use super::columns::{self, Line};
use super::pieces::Piece;

/// How many rows from the top and from the foot of a page are looked at.
const EDGE: usize = 4;
/// Rows of different pages stand at the same height if they differ by less, in points.
const STEP: f32 = 4.0;
/// A running head is no longer than this, in bytes.
const LONGEST: usize = 200;

/// A page without what runs over pages.
#[derive(Debug, Default)]
pub struct Page {
    /// The number that the file itself gives it.
    pub label: Option<String>,
    /// The number printed on it, if the pages show one regularly.
    pub printed: Option<u32>,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// The rows of its head and foot that run over pages.
    pub head: Vec<Line>,
    /// The same below the text.
    pub foot: Vec<Line>,
    /// Whether pictures were drawn on it.
    pub pictures: bool,
}

/// A row at an edge of a page.
struct Row {
    /// Its words, figures replaced by `#`.
    shape: String,
    /// Its figures.
    numbers: Vec<i64>,
    y: f32,
    /// It begins with a raised figure, as notes do.
    noted: bool,
}

/// Parts running heads and feet from the pages.
pub fn part(sheets: Vec<Sheet>) -> Vec<Page> {
    let mut rows: Vec<Vec<Line>> = Vec::with_capacity(sheets.len());
    let mut pages: Vec<Page> = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        rows.push(columns::whole_rows(sheet.pieces));
        pages.push(Page { label: sheet.label, pictures: sheet.pictures, ..Page::default() });
    }
    let edges: Vec<[Vec<Row>; 2]> = rows
        .iter()
        .map(|lines| {
            let half = lines.len().div_ceil(2).min(EDGE);
            [
                lines.iter().take(half).map(row).collect(),
                lines.iter().rev().take(lines.len().saturating_sub(half).min(EDGE)).map(row).collect(),
            ]
        })
        .collect();
    let shift = shift(&edges);
    let known = repeated(&edges);
    let few = edges.len() <= 2;
    for (index, (page, mut lines)) in pages.iter_mut().zip(rows).enumerate() {
        let running = |edge: usize| {
            let rows = &edges[index][edge];
            rows.iter().take_while(|row| runs(row, edge, index, shift, &known, few)).count()
        };
        let (head, foot) = (running(0), running(1));
        page.foot = lines.split_off(lines.len() - foot);
        let rest = lines.split_off(head);
        page.head = lines;
        page.pieces = rest.into_iter().flat_map(|line| line.pieces).collect();
        page.printed = shift.and_then(|shift| u32::try_from(index as i64 + shift).ok()).filter(|&at| at > 0);
    }
    pages
}

fn row(line: &Line) -> Row {
    let words = on_the_line(line);
    let mut row = Row {
        shape: String::new(),
        numbers: Vec::new(),
        y: line.y,
        noted: line
            .pieces
            .first()
            .is_some_and(|piece| piece.raised.first().is_some_and(|&(start, _)| start == 0)),
    };
    if words.len() > LONGEST {
        return row;
    }
    let trimmed = words.trim_matches(|c: char| !c.is_alphanumeric());
    if !trimmed.is_empty() && trimmed.bytes().all(|byte| b"ivxlcIVXLC".contains(&byte)) {
        row.shape.push('~');
        return row;
    }
    for part in words.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            row.numbers.push(if digits.len() < 10 { digits.parse().unwrap_or(-1) } else { -1 });
            row.shape.push('#');
        }
        row.shape.push_str(&part[digits.len()..]);
    }
    row
}

/// The words of a row without what stands raised in it: a marker is no page number.
fn on_the_line(line: &Line) -> String {
    let piece = line.joined();
    let mut words = String::new();
    let mut at = 0;
    for &(start, end) in &piece.raised {
        words.push_str(piece.text.get(at..start as usize).unwrap_or(""));
        at = end as usize;
    }
    words + piece.text.get(at..).unwrap_or("")
}

/// By how much the printed numbers differ from the count of pages, from 0: the figure
/// that most pages show at an edge.
fn shift(edges: &[[Vec<Row>; 2]]) -> Option<i64> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for (index, edge) in edges.iter().enumerate() {
        let mut seen: Vec<i64> = edge
            .iter()
            .flatten()
            .filter(|row| !row.noted)
            .flat_map(at_edges)
            .map(|number| number - index as i64)
            .collect();
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter().for_each(|shift| *counts.entry(shift).or_default() += 1);
    }
    let (shift, count) = counts.into_iter().max_by_key(|&(shift, count)| (count, -shift.abs()))?;
    (count >= 3.min(edges.len().max(2)) && count * 2 >= edges.len()).then_some(shift)
}

/// The figures that begin or end a row.
fn at_edges(row: &Row) -> impl Iterator<Item = i64> + '_ {
    let shape = row.shape.trim_matches(|c: char| c.is_whitespace() || "-–—|/.[]()".contains(c));
    let first = shape.starts_with('#').then(|| row.numbers.first()).flatten();
    let last = shape.ends_with('#').then(|| row.numbers.last()).flatten();
    // `Page 3 of 40`, `3/40`: the first of two.
    let second = (row.numbers.len() == 2 && shape.ends_with('#')).then(|| row.numbers.first()).flatten();
    first.into_iter().chain(last).chain(second).copied().filter(|number| (0..10_000).contains(number))
}

/// What the pages that show a row of one shape at one height have in common.
#[derive(Default)]
struct Shared {
    pages: usize,
    /// How many show this figure in this place of the row.
    steady: HashMap<(usize, i64), usize>,
    /// The same of figures less the count of the page.
    going: HashMap<(usize, i64), usize>,
}

type Known = HashMap<(usize, i32, String), Shared>;

/// Rows of the same shape at the same height.
fn repeated(edges: &[[Vec<Row>; 2]]) -> Known {
    let mut known = Known::new();
    for (index, edge) in edges.iter().enumerate() {
        for (side, rows) in edge.iter().enumerate() {
            for row in rows.iter().filter(|row| !row.shape.trim().is_empty()) {
                let shared = known.entry((side, height(row.y), row.shape.clone())).or_default();
                shared.pages += 1;
                for (nth, &number) in row.numbers.iter().enumerate() {
                    *shared.steady.entry((nth, number)).or_default() += 1;
                    *shared.going.entry((nth, number - index as i64)).or_default() += 1;
                }
            }
        }
    }
    known
}

fn height(y: f32) -> i32 {
    (y / STEP) as i32
}

/// Whether a row runs over pages.
fn runs(row: &Row, side: usize, index: usize, shift: Option<i64>, known: &Known, few: bool) -> bool {
    if row.noted || row.shape.trim().is_empty() {
        return false;
    }
    let here = |number: i64| shift.is_some_and(|shift| number == index as i64 + shift);
    if at_edges(row).any(here) && row.shape.len() < 120 && !row.shape.trim_end().ends_with('.') {
        return true;
    }
    // One page or two show no regularity: a number that stands alone is the page's.
    if few && row.shape.trim() == "#" {
        return true;
    }
    let near: Vec<&Shared> =
        (-1..=1).filter_map(|step| known.get(&(side, height(row.y) + step, row.shape.clone()))).collect();
    let pages: usize = near.iter().map(|shared| shared.pages).sum();
    // Figures must stay, or go with the pages: `12 Ibid.` at the foot does neither.
    let kept = row.numbers.iter().enumerate().all(|(nth, &number)| {
        let count = |table: fn(&Shared) -> &HashMap<(usize, i64), usize>, at: i64| {
            near.iter().map(|shared| table(shared).get(&(nth, at)).copied().unwrap_or(0)).sum::<usize>()
        };
        let steady = count(|shared| &shared.steady, number);
        let going = count(|shared| &shared.going, number - index as i64);
        steady.max(going) * 3 >= pages * 2
    });
    pages >= 2 && kept
}
