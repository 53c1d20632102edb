//! The pieces of a page in reading order: columns, and lines in each.

use super::pieces::Piece;

/// How finely the page is searched for gutters, in points.
const BIN: f32 = 1.0;
/// The widest page that is searched, in points.
const WIDEST: f32 = 4000.0;
/// A piece wider than this share of the text spans columns.
const SPANNING: f32 = 0.62;
/// So many of a hundred pieces may lie over a gutter: headings, tables.
const OVER: usize = 8;
/// A gutter is at least so wide, in ems and in points.
const GUTTER: (f32, f32) = (0.4, 4.0);
/// A gap wider than this parts cells, in ems.
const APART: f32 = 1.1;
/// A gap wider than this parts words.
const SPACE: f32 = 0.16;

/// A line of a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Its pieces from left to right; more than one where gaps part them.
    pub pieces: Vec<Piece>,
    /// The column, counted from 1; 0 if it stands across columns.
    pub column: u8,
    /// Where it begins and ends.
    pub x: f32,
    /// Where it ends.
    pub end: f32,
    /// Its base line.
    pub y: f32,
    /// The size of most of its letters.
    pub size: f32,
}

impl Line {
    /// A line of pieces that stand side by side.
    pub fn of(pieces: Vec<Piece>, column: u8) -> Self {
        let main = pieces.iter().max_by_key(|piece| piece.text.len());
        let (y, size) = main.map_or((0.0, 0.0), |piece| (piece.y, piece.size));
        let x = pieces.iter().map(|piece| piece.x).fold(f32::INFINITY, f32::min);
        let end = pieces.iter().map(|piece| piece.end).fold(f32::NEG_INFINITY, f32::max);
        Self { pieces, column, x, end, y, size }
    }

    /// The whole line as one piece.
    pub fn joined(&self) -> Piece {
        let mut pieces = self.pieces.iter();
        let Some(mut whole) = pieces.next().cloned() else { return Piece::default() };
        pieces.for_each(|piece| whole.append(piece, true));
        (whole.y, whole.size) = (self.y, self.size);
        whole
    }

    /// Its words.
    pub fn words(&self) -> String {
        self.joined().text
    }
}

/// Puts the pieces of a page in the order in which they are read. Gives the lines and
/// how many columns there are.
pub fn lines(pieces: Vec<Piece>) -> (Vec<Line>, u8) {
    let gutters = gutters(&pieces);
    let columns = u8::try_from(gutters.len() + 1).unwrap_or(u8::MAX);
    if gutters.is_empty() {
        return (rows(pieces, 1), 1);
    }
    let crosses = |piece: &Piece| {
        let margin = 0.2 * piece.size;
        gutters.iter().any(|&gutter| piece.x < gutter - margin && piece.end > gutter + margin)
    };
    let (across, mut within): (Vec<_>, Vec<Piece>) = pieces.into_iter().partition(crosses);
    let across = rows(across, 0);
    within.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut within = within.into_iter().peekable();
    let mut lines = Vec::new();
    // What stands across the columns parts the page into bands, each read by itself.
    for line in across {
        let mut above = Vec::new();
        while let Some(piece) = within.next_if(|piece| piece.y > line.y + 0.3 * line.size) {
            above.push(piece);
        }
        band(above, &gutters, &mut lines);
        lines.push(line);
    }
    band(within.collect(), &gutters, &mut lines);
    (lines, columns)
}

fn band(pieces: Vec<Piece>, gutters: &[f32], lines: &mut Vec<Line>) {
    if pieces.is_empty() {
        return;
    }
    let mut columns: Vec<Vec<Piece>> = vec![Vec::new(); gutters.len() + 1];
    for piece in pieces {
        let middle = (piece.x + piece.end) / 2.0;
        let column = gutters.partition_point(|&gutter| gutter < middle);
        columns[column].push(piece);
    }
    for (column, pieces) in (1..).zip(columns) {
        lines.extend(rows(pieces, column));
    }
}

/// Pieces of one column as lines, from the top.
fn rows(pieces: Vec<Piece>, column: u8) -> Vec<Line> {
    grouped(pieces).into_iter().map(|(row, foot)| row_line(row, foot, column)).collect()
}

/// The rows of a page, whatever its columns: no two pieces are joined.
pub fn whole_rows(pieces: Vec<Piece>) -> Vec<Line> {
    let sorted = |mut row: Vec<Piece>| {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        row
    };
    grouped(pieces).into_iter().map(|(row, _)| Line::of(sorted(row), 0)).collect()
}

/// Pieces by base line, each row with that of its largest letters and their size.
fn grouped(mut pieces: Vec<Piece>) -> Vec<(Vec<Piece>, (f32, f32))> {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows = Vec::new();
    let mut row: Vec<Piece> = Vec::new();
    // The base line of the row's largest letters, and their size.
    let mut foot = (0.0_f32, 0.0_f32);
    for piece in pieces {
        let scale = foot.1.max(piece.size);
        let drop = foot.0 - piece.y;
        // A figure that was drawn apart from its line, above it.
        let loose = row.iter().all(is_small_figure) && piece.size > foot.1 * 1.1;
        let same = !row.is_empty() && (drop < 0.3 * scale || loose && drop < 0.6 * scale);
        if !same && !row.is_empty() {
            rows.push((std::mem::take(&mut row), foot));
        }
        if row.is_empty() || piece.size > foot.1 * 1.1 {
            foot = (piece.y, piece.size);
        }
        row.push(piece);
    }
    if !row.is_empty() {
        rows.push((row, foot));
    }
    rows
}

fn is_small_figure(piece: &Piece) -> bool {
    piece.text.len() <= 4 && piece.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

/// Joins the pieces of a row that stand close.
fn row_line(mut row: Vec<Piece>, (y, size): (f32, f32), column: u8) -> Line {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut joined: Vec<Piece> = Vec::new();
    for mut piece in row {
        let lift = (piece.y - y) / size.max(f32::MIN_POSITIVE);
        if is_small_figure(&piece) && piece.size < 0.86 * size && (0.12..0.9).contains(&lift) {
            piece.raised = vec![(0, u32::try_from(piece.text.len()).unwrap_or(u32::MAX))];
        }
        match joined.last_mut() {
            Some(last) if piece.x - last.end < APART * size => {
                let parted = piece.x - last.end > SPACE * size;
                last.append(&piece, parted);
                if piece.size > last.size {
                    (last.size, last.y) = (piece.size, piece.y);
                }
            }
            _ => joined.push(piece),
        }
    }
    Line::of(joined, column)
}

/// Where the page's columns part, from left to right.
fn gutters(pieces: &[Piece]) -> Vec<f32> {
    let mut found = Vec::new();
    let all: Vec<&Piece> = pieces.iter().filter(|piece| piece.x > -WIDEST && piece.end < WIDEST).collect();
    part(&all, 2, &mut found);
    found.sort_by(f32::total_cmp);
    found
}

fn part(pieces: &[&Piece], depth: usize, found: &mut Vec<f32>) {
    let Some(gutter) = gutter(pieces) else { return };
    found.push(gutter);
    if depth > 0 {
        for left in [true, false] {
            let side: Vec<&Piece> = pieces
                .iter()
                .copied()
                .filter(|piece| if left { piece.end < gutter } else { piece.x > gutter })
                .collect();
            part(&side, depth - 1, found);
        }
    }
}

/// The clearest gutter between two columns, if these pieces stand in columns.
fn gutter(pieces: &[&Piece]) -> Option<f32> {
    if pieces.len() < 8 {
        return None;
    }
    let left = pieces.iter().map(|piece| piece.x).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|piece| piece.end).fold(f32::NEG_INFINITY, f32::max);
    let width = right - left;
    let narrow: Vec<&Piece> =
        pieces.iter().copied().filter(|piece| piece.end - piece.x < SPANNING * width).collect();
    let em = median(narrow.iter().map(|piece| piece.size).collect())?;
    let bins = (width / BIN) as usize + 1;
    let bin = |x: f32| (((x - left) / BIN).max(0.0) as usize).min(bins);
    // How many pieces begin less how many end, summed up from the left.
    let mut steps = vec![0_i64; bins + 2];
    for piece in &narrow {
        steps[bin(piece.x)] += 1;
        steps[bin(piece.end) + 1] -= 1;
    }
    let most = i64::try_from(narrow.len() * OVER / 100).unwrap_or(0);
    let least = (GUTTER.0 * em).max(GUTTER.1);
    let (mut covered, mut since, mut best) = (0, None, None::<(i64, f32, f32)>);
    let mut worst = 0;
    for (at, step) in steps.iter().enumerate() {
        covered += step;
        if covered <= most && at <= bins {
            let start = *since.get_or_insert(at);
            worst = if start == at { covered } else { worst.max(covered) };
            continue;
        }
        if let Some(start) = since.take() {
            let (from, to) = (left + start as f32 * BIN, left + at as f32 * BIN);
            let middle = (from + to) / 2.0;
            let inside = (0.15..0.85).contains(&((middle - left) / width));
            let better = best.is_none_or(|(cover, wide, _)| (worst, -(to - from)) < (cover, -wide));
            if inside && to - from - BIN >= least && better {
                best = Some((worst, to - from, middle));
            }
        }
    }
    let (_, _, middle) = best?;
    let total: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let sides = [(left, middle), (middle, right)];
    sides.into_iter().all(|side| is_column(&narrow, side, total)).then_some(middle)
}

/// Whether what stands between two edges is running text: lines that fill it.
fn is_column(pieces: &[&Piece], (left, right): (f32, f32), total: usize) -> bool {
    let inside: Vec<&&Piece> = pieces.iter().filter(|piece| piece.x >= left && piece.end <= right).collect();
    let chars = |pieces: &[&&Piece]| pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
    let start = inside.iter().map(|piece| piece.x).fold(f32::INFINITY, f32::min);
    let end = inside.iter().map(|piece| piece.end).fold(f32::NEG_INFINITY, f32::max);
    let wide: Vec<&&Piece> =
        inside.iter().copied().filter(|piece| piece.end - piece.x > 0.6 * (end - start)).collect();
    let all = chars(&inside);
    inside.len() >= 3 && all * 8 >= total && chars(&wide) * 10 >= all * 6 && all >= 20 * wide.len()
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    let middle = values.len() / 2;
    values.sort_by(f32::total_cmp);
    values.get(middle).copied()
}
