//! Page labels: the numbers that a PDF itself gives its pages (ISO 32000-1,
//! 12.4.2), such as `iv` or `233`.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as Bytes};
use hayro_interpret::hayro_syntax::xref::XRef;

/// How deep the tree of labels may be, and how many ranges it may have.
const MOST: (usize, usize) = (8, 10_000);

/// A range of pages that are numbered alike.
struct Range {
    first: usize,
    style: Option<u8>,
    prefix: String,
    start: usize,
}

/// The label of each page; empty if the file gives none.
pub fn labels(xref: &XRef, pages: usize) -> Vec<Option<String>> {
    let Some(catalog) = xref.get::<Dict<'_>>(xref.root_id()) else { return Vec::new() };
    let Some(tree) = catalog.get::<Dict<'_>>(b"PageLabels") else { return Vec::new() };
    let mut ranges = Vec::new();
    gather(&tree, 0, &mut ranges);
    ranges.sort_by_key(|range| range.first);
    if ranges.is_empty() {
        return Vec::new();
    }
    (0..pages)
        .map(|page| {
            let range = ranges.get(ranges.partition_point(|range| range.first <= page).checked_sub(1)?)?;
            let number = range.start.saturating_add(page - range.first);
            let number = range.style.map_or(String::new(), |style| numbered(style, number));
            let label = format!("{}{number}", range.prefix);
            (!label.is_empty()).then_some(label)
        })
        .collect()
}

fn gather(node: &Dict<'_>, depth: usize, ranges: &mut Vec<Range>) {
    if depth > MOST.0 || ranges.len() > MOST.1 {
        return;
    }
    if let Some(pairs) = node.get::<Array<'_>>(b"Nums") {
        let mut first = None;
        for object in pairs.iter::<Object<'_>>().take(2 * MOST.1) {
            match (first.take(), object) {
                (None, Object::Number(number)) => first = usize::try_from(number.as_i64()).ok(),
                (Some(first), Object::Dict(label)) => ranges.push(range(first, &label)),
                _ => {}
            }
        }
    }
    if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
        kids.iter::<Dict<'_>>().take(MOST.1).for_each(|kid| gather(&kid, depth + 1, ranges));
    }
}

fn range(first: usize, label: &Dict<'_>) -> Range {
    let style = label.get::<Name<'_>>(b"S").and_then(|name| name.first().copied());
    let prefix = label.get::<Bytes<'_>>(b"P").map_or(String::new(), |bytes| {
        bytes.as_bytes().iter().filter(|byte| byte.is_ascii_graphic()).take(32).map(|&b| b as char).collect()
    });
    let start = label.get::<u32>(b"St").map_or(1, |start| start as usize);
    Range { first, style, prefix, start }
}

/// A number in one of the styles `D`, `R`, `r`, `A`, `a`.
fn numbered(style: u8, number: usize) -> String {
    match style {
        b'D' => number.to_string(),
        b'r' => roman(number),
        b'R' => roman(number).to_ascii_uppercase(),
        b'a' | b'A' if number > 0 && number <= 26 * 26 => {
            let letter = style + u8::try_from((number - 1) % 26).unwrap_or(0);
            (letter as char).to_string().repeat((number - 1) / 26 + 1)
        }
        _ => String::new(),
    }
}

fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    if number >= 5000 {
        return out;
    }
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}
