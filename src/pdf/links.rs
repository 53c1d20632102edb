//! Links over the words of a page: annotations that lead to an address (ISO 32000-1, 12.5.6.5).
//!
//! An annotation knows a rectangle and no words; which words it lies over is known when
//! they are drawn. What leads to a place within the file, or to nobody's page (`mailto:`),
//! is no link here.

use std::collections::HashMap;

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, String as Bytes};
use hayro_interpret::kurbo::{Point, Rect};

/// Most addresses in a file, and most annotations on a page that are looked at.
const MOST: (usize, usize) = (20_000, 4_000);
/// The longest address, in bytes.
const LONGEST: usize = 4_096;
/// Rectangles are found by the strips of the page that they lie in, each so high, in points.
const STRIP: f64 = 16.0;
/// Most strips that a rectangle may lie in: what is higher lies over no words, but over a page.
const MOST_STRIPS: i64 = 40;
/// Most rectangles of one strip: a line has room for no more.
const MOST_IN_STRIP: usize = 64;

/// The links of a file, page by page.
#[derive(Debug, Default)]
pub struct Links {
    /// Where they lead, each once.
    pub targets: Vec<String>,
    known: HashMap<String, u32>,
    /// Rectangles of this page, and the link of each.
    areas: Vec<(Rect, u32)>,
    strips: HashMap<i64, Vec<usize>>,
}

impl Links {
    /// Takes the links of a page, in place of those of the page before.
    pub fn begin_page(&mut self, page: &Dict<'_>) {
        self.areas.clear();
        self.strips.clear();
        let Some(annotations) = page.get::<Array<'_>>(b"Annots") else { return };
        for annotation in annotations.iter::<Dict<'_>>().take(MOST.1) {
            if let Some(link) = self.link(&annotation) {
                for area in areas(&annotation) {
                    self.place(area, link);
                }
            }
        }
    }

    /// The link of an annotation that leads to a page of the web.
    fn link(&mut self, annotation: &Dict<'_>) -> Option<u32> {
        let named = |dict: &Dict<'_>, key: &[u8], name: &[u8]| {
            dict.get::<Name<'_>>(key).is_some_and(|found| found.as_ref() == name)
        };
        if !named(annotation, b"Subtype", b"Link") {
            return None;
        }
        let action = annotation.get::<Dict<'_>>(b"A").filter(|action| named(action, b"S", b"URI"))?;
        let address = action.get::<Bytes<'_>>(b"URI")?;
        let bytes = address.as_bytes();
        if bytes.len() > LONGEST {
            return None;
        }
        let address = String::from_utf8_lossy(bytes).trim().to_owned();
        let begins =
            |with: &str| address.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
        if !["http://", "https://", "ftp://"].into_iter().any(begins) || address.contains(char::is_control) {
            return None;
        }
        if let Some(&known) = self.known.get(&address) {
            return Some(known);
        }
        let link = u32::try_from(self.targets.len()).ok().filter(|_| self.targets.len() < MOST.0)?;
        self.known.insert(address.clone(), link);
        self.targets.push(address);
        Some(link)
    }

    fn place(&mut self, area: Rect, link: u32) {
        let (first, last) = (strip(area.y0), strip(area.y1));
        if !area.is_finite() || area.area() <= 0.0 || last.saturating_sub(first) > MOST_STRIPS {
            return;
        }
        for at in first..=last {
            let strip = self.strips.entry(at).or_default();
            if strip.len() < MOST_IN_STRIP {
                strip.push(self.areas.len());
            }
        }
        self.areas.push((area, link));
    }

    /// The link that lies over a point of the page.
    pub fn at(&self, point: Point) -> Option<u32> {
        let strip = self.strips.get(&strip(point.y))?;
        // What was laid over the page last lies on top.
        strip
            .iter()
            .rev()
            .map(|&at| self.areas[at])
            .find(|(area, _)| area.contains(point))
            .map(|(_, link)| link)
    }
}

fn strip(y: f64) -> i64 {
    (y / STRIP).floor() as i64
}

/// Where an annotation lies: over a link of several lines there are several stretches.
fn areas(annotation: &Dict<'_>) -> Vec<Rect> {
    let numbers = |key: &[u8], most: usize| -> Vec<f64> {
        annotation
            .get::<Array<'_>>(key)
            .map(|array| array.iter::<f32>().take(most).map(f64::from).collect())
            .unwrap_or_default()
    };
    let around = |points: &[f64]| {
        let xs = points.iter().copied().step_by(2);
        let ys = points.iter().copied().skip(1).step_by(2);
        Rect::new(
            xs.clone().fold(f64::INFINITY, f64::min),
            ys.clone().fold(f64::INFINITY, f64::min),
            xs.fold(f64::NEG_INFINITY, f64::max),
            ys.fold(f64::NEG_INFINITY, f64::max),
        )
    };
    let whole = numbers(b"Rect", 4);
    if whole.len() < 4 {
        return Vec::new();
    }
    let whole = around(&whole);
    // Stretches outside of the rectangle are not to be heeded, says the standard.
    let within = |area: &Rect| whole.inflate(1.0, 1.0).contains_rect(*area);
    let stretches: Vec<Rect> =
        numbers(b"QuadPoints", 8 * MOST_IN_STRIP).chunks_exact(8).map(around).collect();
    if !stretches.is_empty() && stretches.iter().all(within) { stretches } else { vec![whole] }
}
