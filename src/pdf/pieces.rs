//! Glyphs to pieces: stretches of a line, with what stands raised in them.

use super::accents;
use super::glyphs::Glyph;

/// A gap wider than this share of the letters' size parts words.
const SPACE: f32 = 0.16;
/// A gap wider than this parts pieces: cells of a table, columns.
const APART: f32 = 1.1;
/// A step off the base line by more than this share of the size leaves the line.
const LINE: f32 = 0.3;
/// The foot of a raised figure stands so far above the base line (in ems of the text beside it).
const RAISED: std::ops::Range<f32> = 0.15..0.78;
/// A raised figure is less high than this.
const LOW: f32 = 0.62;
/// A letter of at least so many times the size of the next opens a paragraph over several lines.
const CAP: f32 = 1.8;
/// Without an outline: raised letters are smaller than this share of those beside them.
const SMALL: f32 = 0.86;

/// A stretch of a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Where it begins and ends.
    pub x: f32,
    /// Where it ends.
    pub end: f32,
    /// The base line.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
    /// How many of its characters are bold.
    pub heavy: usize,
    /// What stands raised in it: bytes of `text`, ascending.
    pub raised: Vec<(u32, u32)>,
    /// The size of a large letter that opens it and stands beside the lines below it; 0 if there is none.
    pub cap: f32,
    /// Links over its words, ascending.
    pub links: Vec<Link>,
}

/// Words that lead to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The bytes of the words.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// Where they lead: an index into [`super::Sheets::targets`].
    pub target: u32,
}

impl Piece {
    /// Whether all of it stands raised.
    pub fn is_raised(&self) -> bool {
        self.raised
            .first()
            .is_some_and(|&(start, end)| start == 0 && end as usize >= self.text.trim_end().len())
    }

    /// Appends a piece of the same line; a space parts the two if `parted`.
    pub fn append(&mut self, other: &Piece, parted: bool) {
        if parted && !self.text.ends_with(' ') && !other.text.starts_with(' ') {
            self.text.push(' ');
        }
        let shift = offset(&self.text);
        for &(start, end) in &other.raised {
            self.raise(start + shift, end + shift);
        }
        for &link in &other.links {
            self.link(Link { start: link.start + shift, end: link.end + shift, ..link });
        }
        self.text.push_str(&other.text);
        self.heavy += other.heavy;
        self.end = self.end.max(other.end);
        self.x = self.x.min(other.x);
    }

    /// Adds linked words, which may go on from those before: a space or the end of a line
    /// within a link is of it.
    fn link(&mut self, link: Link) {
        match self.links.last_mut() {
            Some(last) if last.target == link.target && last.end + 1 >= link.start => last.end = link.end,
            _ => self.links.push(link),
        }
    }

    fn raise(&mut self, start: u32, end: u32) {
        match self.raised.last_mut() {
            Some(last) if last.1 == start => last.1 = end,
            _ => self.raised.push((start, end)),
        }
    }
}

fn offset(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Puts the glyphs of a page together, in the order in which they were drawn.
pub fn pieces(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut maker = Maker::default();
    for glyph in glyphs {
        maker.glyph(glyph);
    }
    maker.end();
    maker.done
}

#[derive(Default)]
struct Maker {
    done: Vec<Piece>,
    piece: Piece,
    /// The glyph before.
    last: Option<Glyph>,
    /// Nothing but raised or small figures yet: the base line is not known.
    afloat: bool,
}

/// How a glyph stands to the piece before it.
#[derive(Clone, Copy, PartialEq)]
enum Stand {
    On,
    Raised,
    Lowered,
    Off,
}

impl Maker {
    fn end(&mut self) {
        let mut piece = std::mem::take(&mut self.piece);
        piece.text.truncate(piece.text.trim_end().len());
        if !piece.text.is_empty() {
            let length = offset(&piece.text);
            piece.raised.retain_mut(|(start, end)| {
                *end = (*end).min(length);
                *start < *end
            });
            piece.links.iter_mut().for_each(|link| link.end = link.end.min(length));
            piece.links.retain(|link| link.start < link.end);
            self.done.push(piece);
        }
        self.last = None;
    }

    fn glyph(&mut self, glyph: Glyph) {
        if glyph.c.is_whitespace() || glyph.c.is_control() {
            return self.space(glyph);
        }
        if self.accent(glyph) {
            return;
        }
        if self.after_cap(glyph) {
            return;
        }
        if let Some(last) = self.last {
            let scale = self.piece.size.max(glyph.size);
            let gap = (glyph.x - last.end) / scale;
            let stand = self.stand(glyph);
            if stand == Stand::Off || !(-1.0..=APART).contains(&gap) {
                self.end();
            } else {
                // A raised figure belongs to the word before it, however far.
                if gap > SPACE && stand != Stand::Raised && !self.piece.text.ends_with(' ') {
                    self.piece.text.push(' ');
                }
                return self.push(glyph, stand);
            }
        }
        self.piece.x = glyph.x;
        self.piece.y = glyph.y;
        self.piece.size = glyph.size;
        self.piece.end = glyph.end;
        self.afloat = glyph.c.is_ascii_digit();
        let stand = if is_raised(&glyph, glyph.y, glyph.size) { Stand::Raised } else { Stand::On };
        self.push(glyph, stand);
    }

    /// A capital that stands over several lines, and the rest of its word beside its head.
    fn after_cap(&mut self, glyph: Glyph) -> bool {
        let Some(last) = self.last else { return false };
        let (cap, size) = (self.piece.size, glyph.size);
        let mut letters = self.piece.text.trim_start_matches(['“', '"', '‘']).chars();
        let alone = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let beside = (-0.3 * size..0.6 * size).contains(&(glyph.x - last.end));
        let within = glyph.y > self.piece.y - 0.2 * size && glyph.y + 0.5 * size < self.piece.y + cap;
        if !(alone && glyph.c.is_alphabetic() && cap >= CAP * size && beside && within) {
            return false;
        }
        self.piece.y = glyph.y;
        self.piece.size = size;
        self.piece.cap = cap;
        self.push(glyph, Stand::On);
        true
    }

    /// White space that was drawn: it parts words, and says nothing of the line.
    fn space(&mut self, glyph: Glyph) {
        let Some(last) = self.last else { return };
        let scale = self.piece.size.max(f32::MIN_POSITIVE);
        let near = (glyph.x - last.end).abs() < APART * scale && (glyph.y - last.y).abs() < scale;
        if near && !self.piece.text.ends_with(' ') {
            self.piece.text.push(' ');
        }
    }

    /// Joins an accent with the letter at whose place it stands.
    fn accent(&mut self, glyph: Glyph) -> bool {
        let Some(last) = self.last else { return false };
        let middle = |glyph: &Glyph| (glyph.x + glyph.end) / 2.0;
        let over = |accent: &Glyph, letter: &Glyph| {
            let width = (letter.end - letter.x).max(0.1 * letter.size);
            (middle(accent) - middle(letter)).abs() < 0.5 * width
                && (accent.y - letter.y).abs() < 0.6 * letter.size
        };
        let (letter, accent) = if accents::is_accent(last.c) && over(&last, &glyph) {
            (glyph, last)
        } else if accents::is_accent(glyph.c) && over(&glyph, &last) {
            (last, glyph)
        } else {
            return false;
        };
        let Some(joined) = accents::joined(letter.c, accent.c) else { return false };
        if !self.piece.text.ends_with(last.c) {
            return false;
        }
        self.piece.text.pop();
        let at = offset(&self.piece.text);
        self.piece.raised.retain_mut(|(start, end)| {
            *end = (*end).min(at);
            *start < *end
        });
        self.piece.links.retain(|link| link.start < at);
        self.piece.links.iter_mut().for_each(|link| link.end = link.end.min(at));
        self.piece.text.push(joined);
        if let Some(target) = letter.link {
            self.piece.link(Link { start: at, end: offset(&self.piece.text), target });
        }
        if self.piece.text.len() == joined.len_utf8() {
            (self.piece.x, self.piece.y, self.piece.size) = (letter.x, letter.y, letter.size);
        }
        self.piece.end = self.piece.end.max(letter.end);
        self.last = Some(Glyph { c: joined, ..letter });
        true
    }

    fn stand(&mut self, glyph: Glyph) -> Stand {
        let (y, size) = (self.piece.y, self.piece.size);
        if self.afloat {
            // Small figures before a text: its base line is the line's.
            let drop = (y - glyph.y) / glyph.size;
            let small = size < SMALL * glyph.size;
            if small && (0.1..0.8).contains(&drop) {
                self.settle(glyph, true);
                return Stand::On;
            }
            if small && drop.abs() < LINE {
                self.settle(glyph, false);
                return Stand::On;
            }
        }
        if is_raised(&glyph, y, size) {
            return Stand::Raised;
        }
        let lift = (glyph.y - y) / size.max(f32::MIN_POSITIVE);
        let small = glyph.size < SMALL * size;
        match lift {
            _ if small && glyph.outline.is_none() && (0.12..0.9).contains(&lift) => Stand::Raised,
            _ if small && (-0.6..-0.06).contains(&lift) => Stand::Lowered,
            _ if lift.abs() < LINE => Stand::On,
            _ if small && (-0.6..0.9).contains(&lift) => Stand::Raised,
            _ => Stand::Off,
        }
    }

    /// Takes the base line and size from the first glyph that shows them.
    fn settle(&mut self, glyph: Glyph, raised: bool) {
        self.afloat = false;
        self.piece.y = glyph.y;
        self.piece.size = glyph.size;
        if raised {
            self.piece.raised.clear();
            self.piece.raise(0, offset(self.piece.text.trim_end()));
        }
    }

    fn push(&mut self, glyph: Glyph, stand: Stand) {
        let start = offset(&self.piece.text);
        self.piece.text.push(on_the_line(glyph.c));
        if let Some(target) = glyph.link {
            self.piece.link(Link { start, end: offset(&self.piece.text), target });
        }
        if stand == Stand::Raised {
            self.piece.raise(start, offset(&self.piece.text));
        } else if !glyph.c.is_ascii_digit() {
            self.afloat = false;
        }
        if stand == Stand::On && glyph.size > self.piece.size && glyph.c.is_alphabetic() {
            // A line that opens with small letters.
            self.piece.size = glyph.size;
        }
        self.piece.heavy += usize::from(glyph.heavy);
        self.piece.end = self.piece.end.max(glyph.end);
        self.last = Some(glyph);
    }
}

/// A superior figure as the figure that it is; where it stands is kept apart.
fn on_the_line(c: char) -> char {
    match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' | '⁴'..='⁹' => char::from_digit(c as u32 - 0x2070, 10).unwrap_or(c),
        c => c,
    }
}

/// Whether a figure stands raised above this base line, by the foot of its outline.
fn is_raised(glyph: &Glyph, y: f32, size: f32) -> bool {
    let Some((foot, height)) = glyph.outline else {
        return matches!(glyph.c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    };
    let size = size.max(f32::MIN_POSITIVE);
    RAISED.contains(&((glyph.y - y + foot) / size)) && height / size < LOW
}
