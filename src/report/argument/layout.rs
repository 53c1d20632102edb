//! Where the boxes of a map stand: layers from the thesis down, few crossings, no overlaps.
//!
//! After Sugiyama, Tagawa and Toda (1981): links that close a ring are set aside, every box is put one layer below
//! the lowest of what it points to, links over several layers get way-points, layers are ordered by barycentre, and
//! boxes are moved towards their neighbours as far as those beside them allow. Boxes of one layer keep their order
//! and their distance, so nothing can overlap. Nothing recurses and nothing is random: the same argument always
//! looks the same.
//!
//! A row takes so many boxes and no more: what does not fit goes into the next row (after Coffman and Graham, 1972).
//! Links of one kind to one box share their way-points, so that they meet as early as they can. No row reaches beyond
//! the widest.

use std::collections::HashMap;

/// Room between boxes of one layer, in pixels.
const BESIDE: f64 = 24.0;
/// Room beside a way-point or a joint, and between two of them.
const NARROW: (f64, f64) = (14.0, 9.0);
/// Room between layers, in pixels.
const BETWEEN: f64 = 46.0;
/// What is narrower than this is no box.
const SMALL: f64 = 20.0;
/// How often layers are ordered anew, down and up.
const SWEEPS: usize = 10;
/// Way-points at most; a drawing that would need more draws its long links straight.
const WAYPOINTS: usize = 6_000;

/// Where everything stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The middle of each box.
    pub middle: Vec<(f64, f64)>,
    /// For each box the top and the foot of its layer.
    pub row: Vec<(f64, f64)>,
    /// For each link its way-points, from its lower end up: where it crosses a layer, and that layer's top and foot.
    pub ways: Vec<Vec<(f64, f64, f64)>>,
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
}

/// Lays out boxes of these sizes, at most so many in a row; links lead from a box to one that is to stand above it, and
/// are of some kind.
pub(super) fn layout(sizes: &[(f64, f64)], links: &[(usize, usize, u8)], most: usize) -> Layout {
    if sizes.is_empty() {
        return Layout { ways: vec![Vec::new(); links.len()], ..Layout::default() };
    }
    let layers_of = bounded(&layers(sizes.len(), links), sizes, links, most);
    let mut plan = Plan::new(sizes, links, &layers_of);
    plan.order();
    plan.place();
    plan.finish(links, &layers_of)
}

/// The layer of each box, 0 at the top. Links that would close a ring do not count.
fn layers(count: usize, links: &[(usize, usize, u8)]) -> Vec<usize> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut above = vec![0usize; count];
    for &(from, to, _) in links {
        if from != to {
            below[to].push(from);
            above[from] += 1;
        }
    }
    // Depth first from the tops, and from whatever is left in rings; a link to a box on the way here is set aside.
    let mut state = vec![0u8; count];
    let mut order: Vec<usize> = Vec::new();
    let mut kept: Vec<Vec<usize>> = vec![Vec::new(); count];
    let tops = (0..count).filter(|&node| above[node] == 0).chain(0..count);
    for top in tops.collect::<Vec<_>>() {
        if state[top] != 0 {
            continue;
        }
        state[top] = 1;
        let mut walk = vec![(top, 0usize)];
        while let Some(&mut (node, ref mut next)) = walk.last_mut() {
            let Some(&child) = below[node].get(*next) else {
                state[node] = 2;
                order.push(node);
                walk.pop();
                continue;
            };
            *next += 1;
            if state[child] != 1 {
                kept[node].push(child);
            }
            if state[child] == 0 {
                state[child] = 1;
                walk.push((child, 0));
            }
        }
    }
    let mut layer = vec![0usize; count];
    for &node in order.iter().rev() {
        for &child in &kept[node] {
            layer[child] = layer[child].max(layer[node] + 1);
        }
    }
    layer
}

/// Rows of at most so many boxes each: every box in the first row below all it points to that has room. What is linked
/// to nothing comes last.
fn bounded(layer: &[usize], sizes: &[(f64, f64)], links: &[(usize, usize, u8)], most: usize) -> Vec<usize> {
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); layer.len()];
    let mut linked = vec![false; layer.len()];
    for &(from, to, _) in links {
        linked[from] = true;
        linked[to] = true;
        if layer[from] > layer[to] {
            above[from].push(to);
        }
    }
    let mut order: Vec<usize> = (0..layer.len()).collect();
    order.sort_by_key(|&node| (!linked[node], layer[node], node));
    let mut row = vec![0; layer.len()];
    let mut held: Vec<usize> = Vec::new();
    let mut last = 0;
    // Rows before this one are full.
    let mut open = 0;
    for node in order {
        let first = match linked[node] {
            true => above[node].iter().map(|&upper| row[upper] + 1).max().unwrap_or(0),
            false => last + 1,
        };
        let wide = sizes[node].0 >= SMALL;
        let mut at = if wide { first.max(open) } else { first };
        while wide && held.get(at).is_some_and(|&count| count >= most.max(1)) {
            at += 1;
        }
        held.resize(held.len().max(at + 1), 0);
        held[at] += usize::from(wide);
        while held.get(open).is_some_and(|&count| count >= most.max(1)) {
            open += 1;
        }
        row[node] = at;
        if linked[node] {
            last = last.max(at);
        }
    }
    // Rows in which nothing came to stand are left out.
    let mut used: Vec<usize> = row.clone();
    used.sort_unstable();
    used.dedup();
    row.iter().map(|at| used.partition_point(|other| other < at)).collect()
}

/// A layout in the making: boxes first, then way-points.
struct Plan {
    sizes: Vec<(f64, f64)>,
    boxes: usize,
    rows: Vec<Vec<usize>>,
    up: Vec<Vec<usize>>,
    down: Vec<Vec<usize>>,
    x: Vec<f64>,
    /// For each link its way-points, from its lower end up.
    ways: Vec<Vec<usize>>,
}

impl Plan {
    fn new(sizes: &[(f64, f64)], links: &[(usize, usize, u8)], layer: &[usize]) -> Self {
        let count = sizes.len();
        let mut plan = Self {
            sizes: sizes.to_vec(),
            boxes: count,
            rows: vec![Vec::new(); layer.iter().max().map_or(1, |most| most + 1)],
            up: vec![Vec::new(); count],
            down: vec![Vec::new(); count],
            x: Vec::new(),
            ways: Vec::with_capacity(links.len()),
        };
        for (node, &at) in layer.iter().enumerate() {
            plan.rows[at].push(node);
        }
        // The way-points of what leads to one box, by row: shared by all links of a kind.
        let mut shared: HashMap<(usize, u8, usize), usize> = HashMap::new();
        for &(from, to, kind) in links {
            let mut way = Vec::new();
            if layer[from] > layer[to] {
                let mut at = from;
                let mut met = false;
                let long = layer[from] - layer[to] - 1;
                if plan.sizes.len() - count + long <= WAYPOINTS {
                    for row in (layer[to] + 1..layer[from]).rev() {
                        let known = shared.get(&(to, kind, row)).copied();
                        let point = known.unwrap_or_else(|| plan.way_point(row));
                        shared.insert((to, kind, row), point);
                        if !met {
                            plan.tie(at, point);
                        }
                        met |= known.is_some();
                        way.push(point);
                        at = point;
                    }
                }
                if !met {
                    plan.tie(at, to);
                }
            }
            plan.ways.push(way);
        }
        plan
    }

    fn way_point(&mut self, row: usize) -> usize {
        let point = self.sizes.len();
        self.sizes.push((2.0, 0.0));
        self.up.push(Vec::new());
        self.down.push(Vec::new());
        self.rows[row].push(point);
        point
    }

    fn tie(&mut self, lower: usize, upper: usize) {
        self.up[lower].push(upper);
        self.down[upper].push(lower);
    }

    /// Orders each row by the middle of its neighbours in the row before.
    fn order(&mut self) {
        let mut at = vec![0.0; self.sizes.len()];
        let number = |rows: &[Vec<usize>], at: &mut Vec<f64>| {
            for row in rows {
                row.iter().enumerate().for_each(|(index, &node)| at[node] = index as f64);
            }
        };
        number(&self.rows, &mut at);
        for sweep in 0..SWEEPS {
            let downwards = sweep % 2 == 0;
            let count = self.rows.len();
            for step in 0..count {
                let row = if downwards { step } else { count - 1 - step };
                let near = if downwards { &self.up } else { &self.down };
                let mut keyed: Vec<(f64, usize)> = self.rows[row]
                    .iter()
                    .map(|&node| (mean(near[node].iter().map(|&other| at[other])).unwrap_or(at[node]), node))
                    .collect();
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
                self.rows[row] = keyed.into_iter().map(|(_, node)| node).collect();
                for (index, &node) in self.rows[row].iter().enumerate() {
                    at[node] = index as f64;
                }
            }
        }
    }

    /// Moves each box towards its neighbours as far as those beside it allow.
    fn place(&mut self) {
        self.x = vec![0.0; self.sizes.len()];
        let mut widest: f64 = 0.0;
        for row in &self.rows {
            let mut left = 0.0;
            let mut before = None;
            for &node in row {
                let width = self.sizes[node].0;
                left += before.map_or(0.0, |before| gap(before, width));
                self.x[node] = left + width / 2.0;
                left += width;
                before = Some(width);
            }
            widest = widest.max(left);
        }
        for sweep in 0..SWEEPS {
            let count = self.rows.len();
            for step in 0..count {
                let row = if sweep % 2 == 0 { step } else { count - 1 - step };
                let wanted: Vec<f64> = self.rows[row]
                    .iter()
                    .map(|&node| {
                        let near = self.up[node].iter().chain(&self.down[node]).map(|&other| self.x[other]);
                        mean(near).unwrap_or(self.x[node])
                    })
                    .collect();
                let widths: Vec<f64> = self.rows[row].iter().map(|&node| self.sizes[node].0).collect();
                let placed = within(apart(&wanted, &widths), &widths, widest);
                for (&node, x) in self.rows[row].iter().zip(placed) {
                    self.x[node] = x;
                }
            }
        }
    }

    fn finish(self, links: &[(usize, usize, u8)], layer: &[usize]) -> Layout {
        let left = (0..self.sizes.len())
            .map(|node| self.x[node] - self.sizes[node].0 / 2.0)
            .fold(f64::INFINITY, f64::min);
        let right =
            (0..self.sizes.len()).map(|node| self.x[node] + self.sizes[node].0 / 2.0).fold(0.0, f64::max);
        let mut bands = Vec::with_capacity(self.rows.len());
        let mut top = 0.0;
        for row in &self.rows {
            let tall = row.iter().map(|&node| self.sizes[node].1).fold(0.0, f64::max);
            bands.push((top, top + tall));
            top += tall + BETWEEN;
        }
        let mut row_of = layer.to_vec();
        row_of.resize(self.sizes.len(), 0);
        for (row, nodes) in self.rows.iter().enumerate() {
            nodes.iter().for_each(|&node| row_of[node] = row);
        }
        let band = |node: usize| -> (f64, f64) { bands[row_of[node]] };
        let way = |&point: &usize| (self.x[point] - left, band(point).0, band(point).1);
        Layout {
            middle: (0..self.boxes)
                .map(|node| (self.x[node] - left, band(node).0 + self.sizes[node].1 / 2.0))
                .collect(),
            row: (0..self.boxes).map(band).collect(),
            ways: (0..links.len()).map(|link| self.ways[link].iter().map(way).collect()).collect(),
            width: right - left,
            height: top - BETWEEN,
        }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

/// Room between two that stand side by side.
fn gap(one: f64, other: f64) -> f64 {
    match (one < SMALL, other < SMALL) {
        (false, false) => BESIDE,
        (true, true) => NARROW.1,
        _ => NARROW.0,
    }
}

/// The same places, pushed inwards so that none reaches beyond 0 or `most`.
fn within(mut places: Vec<f64>, widths: &[f64], most: f64) -> Vec<f64> {
    let mut least = f64::NEG_INFINITY;
    for (at, place) in places.iter_mut().enumerate() {
        let edge = if at == 0 { 0.0 } else { least + gap(widths[at - 1], widths[at]) };
        *place = place.max(edge + widths[at] / 2.0);
        least = *place + widths[at] / 2.0;
    }
    let mut edge = most;
    for at in (0..places.len()).rev() {
        places[at] = places[at].min(edge - widths[at] / 2.0);
        let before = at.checked_sub(1).map_or(0.0, |before| gap(widths[before], widths[at]));
        edge = places[at] - widths[at] / 2.0 - before;
    }
    places
}

/// Places nearest to those wanted (least squares) at which boxes of these widths stand in this order and apart:
/// neighbours that want to be nearer than they may be move as one block.
fn apart(wanted: &[f64], widths: &[f64]) -> Vec<f64> {
    let mut offset = Vec::with_capacity(wanted.len());
    let mut sum = 0.0;
    for (at, width) in widths.iter().enumerate() {
        if at > 0 {
            sum += (widths[at - 1] + width) / 2.0 + gap(widths[at - 1], *width);
        }
        offset.push(sum);
    }
    // Blocks of one place each, less the offset: their places must not fall from left to right.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (want, offset) in wanted.iter().zip(&offset) {
        let mut block = (want - offset, 1.0, 1);
        while let Some(&(place, weight, count)) = blocks.last()
            && place > block.0
        {
            blocks.pop();
            let both = weight + block.1;
            block = ((place * weight + block.0 * block.1) / both, both, count + block.2);
        }
        blocks.push(block);
    }
    let places = blocks.iter().flat_map(|&(place, _, count)| std::iter::repeat_n(place, count));
    places.zip(&offset).map(|(place, offset)| place + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_up_stands_below() {
        let found = layout(&[(100.0, 40.0); 4], &[(1, 0, 0), (2, 0, 0), (3, 1, 0), (3, 0, 0)], 9);
        let y = |node: usize| found.middle[node].1;
        assert!(y(0) < y(1) && y(1) < y(3) && y(1) == y(2));
        assert_eq!(found.ways[3].len(), 1, "the long link has a way-point");
    }

    #[test]
    fn rings_and_loops_are_laid_out() {
        for links in
            [&[(0, 0, 0)][..], &[(0, 1, 0), (1, 0, 0)], &[(0, 1, 0), (1, 2, 0), (2, 0, 0), (2, 2, 0)]]
        {
            let found = layout(&[(100.0, 40.0); 3], links, 9);
            assert!(found.middle.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
        }
        let chain: Vec<_> = (1..20_000).map(|at| (at, at - 1, 0)).collect();
        assert_eq!(layout(&vec![(100.0, 10.0); 20_000], &chain, 4).middle.len(), 20_000);
    }

    #[test]
    fn a_row_takes_no_more_than_it_may_and_reaches_no_farther_than_the_widest() {
        let links: Vec<_> = (1..30).map(|at| (at, 0, 0)).collect();
        let found = layout(&[(100.0, 40.0); 40], &links, 4);
        let mut rows: HashMap<u64, usize> = HashMap::new();
        found.middle.iter().for_each(|(_, y)| *rows.entry(y.to_bits()).or_default() += 1);
        assert!(rows.values().all(|count| *count <= 4), "{rows:?}");
        let lone = found.middle[30..].iter().map(|(_, y)| *y).fold(f64::INFINITY, f64::min);
        assert!(found.middle[..30].iter().all(|(_, y)| *y < lone), "what is linked to nothing comes last");
        assert!(found.width < 4.0 * 100.0 + 3.0 * BESIDE + 40.0, "{}", found.width);
    }

    #[test]
    fn blocks_keep_their_distance() {
        let found = apart(&[10.0, 10.0, 500.0, 0.0], &[100.0; 4]);
        assert!(found.windows(2).all(|pair| pair[1] - pair[0] >= 100.0 + BESIDE - 1e-6));
    }
}
