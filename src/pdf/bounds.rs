//! Numbers measured before anything is made of them: a few bytes may ask for a
//! table of thousands of millions of lines.
//!
//! The library takes such numbers at their word. What lies past their meaning
//! (a letter of a CID font is named by 16 bits, a letter of a simple font by 8)
//! is refused here, before a font or a stream that holds it is loaded.

use std::collections::HashSet;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Object};

/// The last code of a CID font (ISO 32000-1, annex C: CIDs are 16 bits).
const LAST_CID: u32 = 65_535;
/// The last code of a simple font.
const LAST_BYTE: usize = 255;
/// Most widths that ranges such as `0 65535 500` may give in one array, and in
/// all arrays of a file. Real fonts give a few thousand so.
const MOST_IN_RANGES: [u64; 2] = [2 * 65_536, 4_000_000];
/// The longest row of a predictor, in samples: wider than any picture printed.
const MOST_COLUMNS: usize = 1_000_000;
/// Most samples of a row side by side, and most bits of one.
const MOST_COLORS: usize = 64;
/// How deep objects may stand in each other without a name of their own.
const DEEPEST: usize = 64;

/// Refuses a file whose numbers mean nothing, or too much. Only what the pages draw
/// with is looked at: to touch a broken object that nobody needs would set the
/// library to mending the file.
///
/// # Errors
/// Why, as the end of a sentence that begins with the file's name.
pub fn measure(pdf: &Pdf) -> Result<(), String> {
    let mut walk = Walk { pdf, seen: HashSet::new(), stack: Vec::new(), left: MOST_IN_RANGES[1] };
    for page in pdf.pages().iter() {
        let drawn = page.resources();
        for dict in [&drawn.fonts, &drawn.x_objects, &drawn.patterns, &drawn.ext_g_states] {
            walk.stack.push((Object::Dict(dict.clone()), 0));
        }
        for (key, value) in page.raw().entries() {
            if key.as_ref() == b"Contents" {
                walk.follow(value, 0);
            }
        }
        walk.run()?;
    }
    Ok(())
}

struct Walk<'a> {
    pdf: &'a Pdf,
    /// Objects with a name that were met.
    seen: HashSet<(u32, i32)>,
    /// What is to be looked at, and how deep it stands in an object with a name.
    stack: Vec<(Object<'a>, usize)>,
    /// How many widths ranges may still give.
    left: u64,
}

impl<'a> Walk<'a> {
    fn run(&mut self) -> Result<(), String> {
        while let Some((object, depth)) = self.stack.pop() {
            if depth > DEEPEST {
                return Err(format!("nests its objects more than {DEEPEST} deep"));
            }
            match &object {
                Object::Dict(dict) => self.within(dict, depth)?,
                Object::Stream(stream) => self.within(stream.dict(), depth)?,
                Object::Array(array) => array.raw_iter().for_each(|value| self.follow(value, depth)),
                _ => {}
            }
        }
        Ok(())
    }

    fn within(&mut self, dict: &Dict<'a>, depth: usize) -> Result<(), String> {
        dictionary(dict, &mut self.left)?;
        for (key, value) in dict.entries() {
            // The way back to the page, and from there to everything.
            if !matches!(key.as_ref(), b"Parent" | b"P" | b"StructParent") {
                self.follow(value, depth);
            }
        }
        Ok(())
    }

    fn follow(&mut self, value: MaybeRef<Object<'a>>, depth: usize) {
        match value {
            MaybeRef::NotRef(object @ (Object::Dict(_) | Object::Array(_))) => {
                self.stack.push((object, depth + 1));
            }
            MaybeRef::NotRef(_) => {}
            MaybeRef::Ref(name) => {
                if self.seen.insert((name.obj_number, name.gen_number)) {
                    let object = self.pdf.xref().get::<Object<'_>>(name.into());
                    self.stack.extend(object.map(|object| (object, 0)));
                }
            }
        }
    }
}

fn dictionary(dict: &Dict<'_>, left: &mut u64) -> Result<(), String> {
    if let Some(array) = dict.get::<Array<'_>>("W") {
        spend(ranges(&array, false)?, left)?;
    }
    if let Some(array) = dict.get::<Array<'_>>("W2") {
        spend(ranges(&array, true)?, left)?;
    }
    let past = |key: &str, most: usize| dict.get::<usize>(key).is_some_and(|number| number > most);
    if past("FirstChar", LAST_BYTE) {
        return Err("holds a font that begins past its last letter".to_owned());
    }
    if past("Columns", MOST_COLUMNS) || past("Colors", MOST_COLORS) || past("BitsPerComponent", MOST_COLORS) {
        return Err("holds a stream whose rows are wider than any page".to_owned());
    }
    Ok(())
}

fn spend(widths: u64, left: &mut u64) -> Result<(), String> {
    *left = left.checked_sub(widths).ok_or_else(too_many)?;
    Ok(())
}

/// How many widths the ranges of a `/W` or `/W2` array give. It is read step by
/// step as the library reads it, so that both see the same ranges.
fn ranges(array: &Array<'_>, vertical: bool) -> Result<u64, String> {
    let mut iter = array.flex_iter();
    let mut all = 0;
    loop {
        if let Some((first, _)) = iter.next::<(u32, Array<'_>)>() {
            if first > LAST_CID {
                return Err(too_many());
            }
            continue;
        }
        let range = if vertical {
            iter.next::<(u32, u32, f32, f32, f32)>().map(|(first, last, ..)| (first, last))
        } else {
            iter.next::<(u32, u32, f32)>().map(|(first, last, _)| (first, last))
        };
        let Some((first, last)) = range else { return Ok(all) };
        // A range that ends before it begins gives nothing, to the library too.
        if last >= first {
            if last > LAST_CID {
                return Err(too_many());
            }
            all += u64::from(last - first) + 1;
        }
        if all > MOST_IN_RANGES[0] {
            return Err(too_many());
        }
    }
}

fn too_many() -> String {
    "holds a font that gives widths to more letters than a font can have".to_owned()
}
