//! The coverage badge: a small picture for a README, made without any service.

/// By these words a file is known to be a badge of ours.
pub const MARK: &str = "<!-- coverage badge, written by claimlint -->";

/// Words on the left.
const LABEL: &str = "claims covered";

/// Which colour from how many per cent on, the best first. White on each has a
/// contrast of at least 4.5 to 1, as WCAG 2.1 (criterion 1.4.3) asks of small text.
const COLOURS: [(u32, &str); 4] = [(90, "#2f7d32"), (75, "#5b7a1c"), (50, "#a15c00"), (0, "#b3261e")];

/// The picture for so many covered assertions of so many; for `None`, where the
/// coverage of a draft is not known.
///
/// Per cent are rounded down, so that 100 means all of them.
pub fn svg(known: Option<(usize, usize)>) -> String {
    let (covered, all) = known.unwrap_or_default();
    let percent = (covered.min(all) * 100).checked_div(all).and_then(|percent| u32::try_from(percent).ok());
    let value = match (known, percent) {
        (None, _) => "unknown".to_owned(),
        (_, None) => "none to cover".to_owned(),
        (_, Some(percent)) => format!("{percent}%"),
    };
    let colour = percent.map_or("#5f6368", |percent| {
        COLOURS.iter().find(|(least, _)| percent >= *least).map_or("#5f6368", |(_, colour)| *colour)
    });
    let title = match percent {
        Some(percent) => format!("{LABEL}: {percent}% ({covered} of {all} factual statements)"),
        None if known.is_none() => format!("{LABEL}: unknown, since not everything could be read"),
        None => format!("{LABEL}: nothing to cover"),
    };
    // `textLength` holds the words to this width in any font.
    let (left, right) = (width(LABEL) + 10, width(&value) + 10);
    let (all_wide, left_mid, right_mid) = (left + right, left / 2, left + right / 2);
    let (label_wide, value_wide) = (left - 10, right - 10);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{all_wide}" height="20" viewBox="0 0 {all_wide} 20" role="img" aria-label="{title}">
{MARK}
<title>{title}</title>
<clipPath id="round"><rect width="{all_wide}" height="20" rx="3"/></clipPath>
<g clip-path="url(#round)">
<rect width="{left}" height="20" fill="#444"/>
<rect x="{left}" width="{right}" height="20" fill="{colour}"/>
</g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
<text x="{left_mid}" y="14" textLength="{label_wide}">{LABEL}</text>
<text x="{right_mid}" y="14" textLength="{value_wide}">{value}</text>
</g>
</svg>
"##
    )
}

/// About how many pixels wide words are at 11 pixels in a wide sans-serif font.
fn width(words: &str) -> usize {
    let tenths = |c: char| match c {
        'i' | 'l' | ' ' => 35,
        'r' | 't' => 48,
        'm' | 'w' => 100,
        '%' => 115,
        _ => 69,
    };
    words.chars().map(tenths).sum::<usize>().div_ceil(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_the_per_cent_rounded_down() {
        for (covered, all, words, colour) in [
            (0, 0, "none to cover", "#5f6368"),
            (0, 7, "0%", "#b3261e"),
            (1, 2, "50%", "#a15c00"),
            (3, 4, "75%", "#5b7a1c"),
            (9, 10, "90%", "#2f7d32"),
            (999, 1000, "99%", "#2f7d32"),
            (1000, 1000, "100%", "#2f7d32"),
        ] {
            let svg = svg(Some((covered, all)));
            assert!(svg.contains(&format!(">{words}</text>")), "{svg}");
            assert!(svg.contains(&format!("fill=\"{colour}\"")), "{svg}");
            assert!(svg.contains(MARK));
        }
        let svg = svg(None);
        assert!(svg.contains(">unknown</text>") && svg.contains("fill=\"#5f6368\""), "{svg}");
        assert!(!svg.contains('%'), "{svg}");
    }
}
