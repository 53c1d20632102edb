//! Words and lines from glyphs and their places.

use std::panic::resume_unwind;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Vec2};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

/// A gap wider than this share of the letters' size parts words.
const SPACE: f64 = 0.16;
/// A step off the line by more than this share of the size begins another.
const LINE: f64 = 0.35;
/// Glyphs are measured in thousandths of their size.
const UNITS: f64 = 1000.0;

/// The glyph before.
#[derive(Clone, Copy)]
struct Last {
    /// Where it began and where the next would stand without a space.
    from: Point,
    to: Point,
    /// The height of its letters.
    size: f64,
    /// Its character.
    c: char,
}

/// Collects what is drawn as text.
pub struct Words {
    text: String,
    last: Option<Last>,
    /// The present line: a point of its foot and the size of its letters.
    line: Option<(Point, f64)>,
    /// How many glyphs were drawn.
    pub glyphs: usize,
    /// How many of them stand for no known character.
    pub unknown: usize,
    /// Steps left for the file, and for this page.
    left: [usize; 2],
    on_page: usize,
}

/// Carried up to [`super::read`] when a file asks for too much.
struct TooMuch;

impl Words {
    /// No words yet; at most so many drawing steps in all and on one page.
    pub fn new(steps: usize, on_page: usize) -> Self {
        Self {
            text: String::new(),
            last: None,
            line: None,
            glyphs: 0,
            unknown: 0,
            left: [steps, on_page],
            on_page,
        }
    }

    /// Begins a page.
    pub fn begin_page(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.last = None;
        self.line = None;
        self.left[1] = self.on_page;
    }

    /// The words so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words.
    pub fn into_text(self) -> String {
        self.text
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

    fn glyph(&mut self, words: &str, from: Point, to: Point, size: f64) {
        let Some(first) = words.chars().next() else { return };
        let raised = self.join(from, to, size);
        for c in words.chars() {
            match c {
                // Raised figures point to notes, as typists show them.
                '0'..='9' if raised => self.text.push(superscript(c)),
                c if c.is_control() || c.is_whitespace() => self.text.push(' '),
                c => self.text.push(c),
            }
        }
        self.last = Some(Last { from, to, size, c: first });
        if !raised {
            self.line = Some((from, size));
        }
    }

    /// Puts a space or a line end before a glyph if its place asks for it; tells
    /// whether it is raised above its line.
    fn join(&mut self, from: Point, to: Point, size: f64) -> bool {
        let (Some(last), Some((foot, line_size))) = (self.last, self.line) else { return false };
        let along = unit(to - from).unwrap_or(Vec2::new(1.0, 0.0));
        let up = Vec2::new(-along.y, along.x);
        let scale = line_size.max(size).max(f64::MIN_POSITIVE);
        let lift = (from - foot).dot(up) / scale;
        let gap = (from - last.to).dot(along) / scale;
        let raised = size < 0.8 * line_size && (0.1..0.9).contains(&lift) && gap.abs() < 1.0;
        if raised {
            return true;
        }
        // A raised note number of the last line's end is not this line's foot.
        if lift.abs() > LINE || gap < -1.0 {
            if !self.text.ends_with('\n') {
                self.text.push('\n');
            }
            return false;
        }
        if gap > SPACE && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
        false
    }

    /// The same letter at the same place again: bold print of old programs.
    fn is_double(&self, words: &str, from: Point, size: f64) -> bool {
        self.last.is_some_and(|last| {
            words.starts_with(last.c) && last.size == size && (from - last.from).hypot() < 0.1 * size
        })
    }
}

fn unit(vector: Vec2) -> Option<Vec2> {
    let length = vector.hypot();
    (length.is_finite() && length > 0.0).then(|| vector / length)
}

fn superscript(digit: char) -> char {
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32(0x2070 + (digit as u32 - '0' as u32)).unwrap_or('⁰'),
    }
}

impl<'a> Device<'a> for Words {
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
        for glyph in run.glyphs() {
            self.step();
            self.glyphs += 1;
            let words = match glyph.as_unicode() {
                Some(BfString::Char(c)) if c != '\u{fffd}' && c != '\0' => c.to_string(),
                Some(BfString::String(words)) if !words.is_empty() => words,
                _ => {
                    self.unknown += 1;
                    '\u{fffd}'.to_string()
                }
            };
            let transform: Affine = props.transform * glyph.transform();
            let width = match &**glyph {
                hayro_interpret::font::Glyph::Outline(outline) => outline.advance_width(),
                hayro_interpret::font::Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let from = transform * Point::ZERO;
            let to = transform * Point::new(f64::from(width.unwrap_or(500.0)), 0.0);
            let size = (transform * Point::new(0.0, UNITS) - from).hypot();
            if !(from.is_finite() && to.is_finite() && size.is_finite()) || self.is_double(&words, from, size)
            {
                continue;
            }
            self.glyph(&words, from, to, size);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.step();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
