//! What is drawn as text: characters with their places.

use std::collections::HashMap;
use std::panic::resume_unwind;

use super::links::Links;
use super::tex;
use hayro_interpret::font::{Glyph as Drawn, GlyphIdentifier, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

/// Glyphs are measured in thousandths of their size.
const UNITS: f64 = 1000.0;
/// From this weight on a font is bold.
const BOLD: u32 = 600;

/// A character on a page. `x` runs along the line, `y` upwards, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The character.
    pub c: char,
    /// Where it begins.
    pub x: f32,
    /// Where the next would stand without a space.
    pub end: f32,
    /// Its base line.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
    /// Of a digit: where the foot of its outline stands above the base line, and how
    /// high it is, in points.
    pub outline: Option<(f32, f32)>,
    /// Whether its font is bold.
    pub heavy: bool,
    /// The link that lies over it, as an index into [`super::Sheets::targets`].
    pub link: Option<u32>,
}

/// A glyph as it was drawn, in whatever direction.
struct Placed {
    glyph: Glyph,
    from: Point,
    to: Point,
}

/// Collects the glyphs of one page after the other.
pub struct Collector {
    placed: Vec<Placed>,
    /// How many glyphs were drawn in the file.
    pub glyphs: usize,
    /// How many of them stand for no known character.
    pub unknown: usize,
    /// Whether the page has pictures.
    pub pictures: bool,
    /// Links of the page, and where those of the file lead.
    pub links: Links,
    /// TeX made the file: the codes of its bitmap letters are known.
    tex: bool,
    /// Steps left for the file, and for this page.
    left: [usize; 2],
    on_page: usize,
    /// Foot and height of outlines that were measured, in thousandths.
    outlines: HashMap<GlyphIdentifier, Option<(f32, f32)>>,
}

/// Carried up to [`super::sheets`] when a file asks for too much.
struct TooMuch;

impl Collector {
    /// No glyphs yet; at most so many drawing steps in all and on one page.
    pub fn new(steps: usize, on_page: usize, tex: bool) -> Self {
        Self {
            placed: Vec::new(),
            glyphs: 0,
            unknown: 0,
            pictures: false,
            links: Links::default(),
            tex,
            left: [steps, on_page],
            on_page,
            outlines: HashMap::new(),
        }
    }

    /// Begins a page.
    pub fn begin_page(&mut self, page: &Dict<'_>) {
        self.links.begin_page(page);
        self.placed.clear();
        self.pictures = false;
        self.left[1] = self.on_page;
    }

    /// The page's glyphs in the direction that most of them run, turned upright.
    pub fn upright(&self) -> Vec<Glyph> {
        let mut counts = [0_usize; 4];
        let quarter = |placed: &Placed| quarter(placed.from, placed.to);
        self.placed.iter().filter_map(quarter).for_each(|at| counts[at] += 1);
        let main = (0..4).rev().max_by_key(|&at| counts[at]).unwrap_or(0);
        let turned = |point: Point| match main {
            0 => (point.x, point.y),
            1 => (point.y, -point.x),
            2 => (-point.x, -point.y),
            _ => (-point.y, point.x),
        };
        self.placed
            .iter()
            .filter(|placed| quarter(placed) == Some(main))
            .map(|placed| {
                let ((x, y), (end, _)) = (turned(placed.from), turned(placed.to));
                Glyph { x: x as f32, y: y as f32, end: end as f32, ..placed.glyph }
            })
            .filter(|glyph| glyph.x.is_finite() && glyph.y.is_finite() && glyph.end.is_finite())
            .collect()
    }

    /// Counts a step. Drawings in drawings can ask for more of them than there
    /// is time for, and nothing else stops the interpreter.
    fn step(&mut self) {
        for left in &mut self.left {
            match left.checked_sub(1) {
                Some(fewer) => *left = fewer,
                None => resume_unwind(Box::new(TooMuch)),
            }
        }
    }

    fn outline(&mut self, glyph: &Drawn<'_>) -> Option<(f32, f32)> {
        let Drawn::Outline(glyph) = glyph else { return None };
        *self.outlines.entry(glyph.identifier()).or_insert_with(|| {
            let bounds = glyph.outline().bounding_box();
            (bounds.height() > 0.0).then_some((bounds.y0 as f32, bounds.height() as f32))
        })
    }

    /// The same letter at the same place again: bold print of old programs.
    fn is_double(&self, c: char, from: Point, size: f32) -> bool {
        self.placed.last().is_some_and(|last| {
            last.glyph.c == c && last.glyph.size == size && (from - last.from).hypot() < 0.1 * f64::from(size)
        })
    }

    fn glyph(&mut self, drawn: &Drawn<'_>, transform: Affine, heavy: bool) {
        self.step();
        self.glyphs += 1;
        let words = match drawn.as_unicode() {
            Some(BfString::Char(c)) if c != '\u{fffd}' && c != '\0' => c.to_string(),
            Some(BfString::String(words)) if !words.is_empty() => words,
            _ => match drawn {
                Drawn::Type3(drawn) if self.tex => tex::letter(drawn.char_code()),
                _ => None,
            }
            .unwrap_or_else(|| {
                self.unknown += 1;
                '\u{fffd}'
            })
            .to_string(),
        };
        let words = plain_letters(&words);
        let width = match drawn {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawn) => drawn.advance_width(),
        };
        let from = transform * Point::ZERO;
        let to = transform * Point::new(f64::from(width.unwrap_or(500.0)), 0.0);
        let size = (transform * Point::new(0.0, UNITS) - from).hypot() as f32;
        let Some(first) = words.chars().next() else { return };
        if !(from.is_finite() && to.is_finite() && size.is_finite() && size > 0.0)
            || self.is_double(first, from, size)
        {
            return;
        }
        let outline = first.is_ascii_digit().then(|| self.outline(drawn)).flatten();
        let outline = outline.map(|(foot, height)| (foot * size / 1000.0, height * size / 1000.0));
        // The middle of its letters, a little above the line.
        let above = transform * Point::new(0.0, 0.25 * UNITS) - from;
        // A ligature is as many characters as it stands for.
        let count = words.chars().count();
        for (nth, c) in words.chars().enumerate() {
            let share = |nth: usize| from + (to - from) * (nth as f64 / count as f64);
            let (from, to) = (share(nth), share(nth + 1));
            let link = self.links.at(from.midpoint(to) + above);
            let glyph = Glyph { c, x: 0.0, end: 0.0, y: 0.0, size, outline, heavy, link };
            self.placed.push(Placed { glyph, from, to });
        }
    }
}

/// Ligatures as the letters that they join.
fn plain_letters(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            c => plain.push(c),
        }
    }
    plain
}

/// Which way a glyph runs: to the right, up, to the left, down; `None` if aslant.
fn quarter(from: Point, to: Point) -> Option<usize> {
    let along = to - from;
    if along.hypot() == 0.0 {
        return Some(0);
    }
    let (x, y) = (along.x / along.hypot(), along.y / along.hypot());
    match (x, y) {
        _ if x > 0.98 => Some(0),
        _ if y > 0.98 => Some(1),
        _ if x < -0.98 => Some(2),
        _ if y < -0.98 => Some(3),
        _ => None,
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.step();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let data = run.glyphs().first().and_then(|glyph| match &**glyph {
            Drawn::Outline(outline) => outline.font_data(),
            Drawn::Type3(_) => None,
        });
        let heavy = data.is_some_and(|data| {
            let named = |name: &String| name.contains("Bold") || name.contains("Black");
            data.weight.is_some_and(|weight| weight >= BOLD)
                || data.postscript_name.as_ref().is_some_and(named)
        });
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), heavy);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.pictures = true;
        self.step();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
