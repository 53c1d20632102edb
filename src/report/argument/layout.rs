//! Where the boxes of a map stand: layers from the thesis down, few crossings, no overlaps.
//!
//! After Sugiyama, Tagawa and Toda (1981): links that close a ring are set aside, every box is put one layer below
//! the lowest of what it points to, links over several layers get way-points, layers are ordered by barycentre, and
//! boxes are moved towards their neighbours as far as those beside them allow. Boxes of one layer keep their order
//! and their distance, so nothing can overlap. Nothing recurses and nothing is random: the same argument always
//! looks the same.

/// Room between boxes of one layer, in pixels.
const BESIDE: f64 = 24.0;
/// Room between layers, in pixels.
const BETWEEN: f64 = 56.0;
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

/// Lays out boxes of these sizes; links lead from a box to one that is to stand above it.
pub(super) fn layout(sizes: &[(f64, f64)], links: &[(usize, usize)]) -> Layout {
    if sizes.is_empty() {
        return Layout { ways: vec![Vec::new(); links.len()], ..Layout::default() };
    }
    let layers_of = layers(sizes.len(), links);
    let mut plan = Plan::new(sizes, links, &layers_of);
    plan.order();
    plan.place();
    plan.finish(links, &layers_of)
}

/// The layer of each box, 0 at the top. Links that would close a ring do not count.
fn layers(count: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut above = vec![0usize; count];
    for &(from, to) in links {
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
    fn new(sizes: &[(f64, f64)], links: &[(usize, usize)], layer: &[usize]) -> Self {
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
        for &(from, to) in links {
            let mut way = Vec::new();
            if layer[from] > layer[to] {
                let mut at = from;
                let long = layer[from] - layer[to] - 1;
                if plan.sizes.len() - count + long <= WAYPOINTS {
                    for row in (layer[to] + 1..layer[from]).rev() {
                        let point = plan.sizes.len();
                        plan.sizes.push((2.0, 0.0));
                        plan.up.push(Vec::new());
                        plan.down.push(Vec::new());
                        plan.rows[row].push(point);
                        plan.tie(at, point);
                        way.push(point);
                        at = point;
                    }
                    plan.tie(at, to);
                } else {
                    plan.tie(from, to);
                }
            }
            plan.ways.push(way);
        }
        plan
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
        for row in &self.rows {
            let mut left = 0.0;
            for &node in row {
                self.x[node] = left + self.sizes[node].0 / 2.0;
                left += self.sizes[node].0 + BESIDE;
            }
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
                for (&node, x) in self.rows[row].iter().zip(apart(&wanted, &widths)) {
                    self.x[node] = x;
                }
            }
        }
    }

    fn finish(self, links: &[(usize, usize)], layer: &[usize]) -> Layout {
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
                .map(|node| (self.x[node] - left, (band(node).0 + band(node).1) / 2.0))
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

/// Places nearest to those wanted (least squares) at which boxes of these widths stand in this order and apart:
/// neighbours that want to be nearer than they may be move as one block.
fn apart(wanted: &[f64], widths: &[f64]) -> Vec<f64> {
    let mut offset = Vec::with_capacity(wanted.len());
    let mut sum = 0.0;
    for (at, width) in widths.iter().enumerate() {
        if at > 0 {
            sum += (widths[at - 1] + width) / 2.0 + BESIDE;
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
        let found = layout(&[(100.0, 40.0); 4], &[(1, 0), (2, 0), (3, 1), (3, 0)]);
        let y = |node: usize| found.middle[node].1;
        assert!(y(0) < y(1) && y(1) < y(3) && y(1) == y(2));
        assert_eq!(found.ways[3].len(), 1, "the long link has a way-point");
    }

    #[test]
    fn rings_and_loops_are_laid_out() {
        for links in [&[(0, 0)][..], &[(0, 1), (1, 0)], &[(0, 1), (1, 2), (2, 0), (2, 2)]] {
            let found = layout(&[(100.0, 40.0); 3], links);
            assert!(found.middle.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
        }
        let chain: Vec<_> = (1..20_000).map(|at| (at, at - 1)).collect();
        assert_eq!(layout(&vec![(10.0, 10.0); 20_000], &chain).middle.len(), 20_000);
    }

    #[test]
    fn blocks_keep_their_distance() {
        let found = apart(&[10.0, 10.0, 500.0, 0.0], &[100.0; 4]);
        assert!(found.windows(2).all(|pair| pair[1] - pair[0] >= 100.0 + BESIDE - 1e-6));
    }
}
