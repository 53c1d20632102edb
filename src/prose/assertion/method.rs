//! Figures that state nothing of the world: the parameters of a method, the terms of a sum that stands there, and years
//! in the title of a law or glued to the name of a period.

use crate::lexicon::list;
use crate::prose::figure::{Figure, FigureKind};
use crate::prose::words::word_at;

/// Whether a figure is a parameter of a method or a term of a sum: `95% confidence`, `the nearest 1,000`, `N = 412`,
/// `3 × 14 = 42`.
pub(super) fn parameter(text: &str, figure: &Figure) -> bool {
    let head = text.get(..figure.span.start as usize).unwrap_or("");
    let rest = text.get(figure.span.end as usize..).unwrap_or("");
    let after = word_at(text, figure.span.end as usize + 1);
    let percent = figure.kind == FigureKind::Percent;
    percent && rest.starts_with([' ', '-', '\u{a0}']) && list::METHOD_LEVEL.has(after)
        || percent && after == "level" && list::METHOD_TESTED.find(text).is_some()
        || head.trim_end_matches([' ', '$', '£', '€']).ends_with("nearest")
        || figure.kind == FigureKind::Count
            && version(head, text.get(figure.span.range()).unwrap_or(""), rest)
        || term(head, rest)
        || figure.kind == FigureKind::Count && list::SIZE_OF_A_FORMAT.has(after)
}

/// Whether the sentence is a sum: `£40 for a nurse + (2 hours × £9) = £58`.
pub(super) fn reckoned(text: &str) -> bool {
    text.split_once(" = ").is_some_and(|(terms, total)| {
        let total = total.trim_start_matches(['$', '£', '€', ' ', '(', '~', '≈']);
        total.starts_with(|c: char| c.is_ascii_digit())
            && [" + ", " × ", " x ", " * ", " - ", " − ", " / ", " ÷ "]
                .iter()
                .any(|sign| terms.contains(sign))
    })
}

/// `HX 2.5`: capitals alone before a number with one point and no measure name an edition of something.
fn version(head: &str, number: &str, rest: &str) -> bool {
    let name = head.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let capitals = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let decimal = number.contains('.') && number.len() <= VERSION;
    let scaled = ["million", "billion", "trillion", "bn", "percent", "per "]
        .iter()
        .any(|unit| rest.trim_start().starts_with(unit));
    head.ends_with(' ') && capitals && decimal && !scaled
}

/// A number of an edition has at most so many signs.
const VERSION: usize = 4;

/// Whether a sign of reckoning stands beside it: `= 412`, `14 ×`, `< .001`.
fn term(head: &str, rest: &str) -> bool {
    let head = head.trim_end_matches(['$', '£', '€']).trim_end();
    let sign = |c: char| matches!(c, '=' | '×' | '÷' | '≈' | '<' | '>' | '≤' | '≥');
    let rest = rest.trim_start();
    // "Sales rose => 40": an arrow is no sum.
    !head.ends_with("=>") && !head.ends_with("->") && head.ends_with(sign)
        || rest.starts_with(['=', '×', '÷'])
}

/// Whether a year belongs to the title of a law: `the Fisheries Act of 1996`, `the Appropriation Act for Fiscal Year 2021`,
/// or is glued to what it counts: `FY2022`.
pub(super) fn names_a_law(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("");
    if head.ends_with(|c: char| c.is_alphabetic()) {
        return true;
    }
    for token in head.split(' ').rev().skip(1) {
        let word = token.trim_matches(['(', ')', '“', '”', ',']);
        let capital = word.starts_with(char::is_uppercase);
        if capital && list::ACT_TITLE.has(word) {
            return true;
        }
        if !capital && !matches!(word, "of" | "for" | "and" | "the") {
            return false;
        }
    }
    false
}

/// Whether a law that is named gave the sum: `In the Clinics Act, 2018, $40 million`, `the Safe Harbours Act provided $40
/// million`. The law itself is the source, and anybody finds it by its name.
pub(super) fn set_by_law(text: &str) -> bool {
    let tokens: Vec<&str> = text.split(' ').collect();
    let bare = |token: &str| token.trim_matches(['(', ')', '“', '”', ',', '’', '.']).to_owned();
    let name = |at: usize| {
        let word = bare(tokens[at]);
        word.starts_with(char::is_uppercase) && !word.starts_with("The")
            || matches!(word.as_str(), "of" | "and" | "for")
    };
    let year = |token: &str| {
        let token = bare(token);
        token.len() == 4 && token.starts_with(['1', '2']) && token.bytes().all(|byte| byte.is_ascii_digit())
    };
    (1..tokens.len()).any(|at| {
        let act = bare(tokens[at]);
        if !(act.starts_with(char::is_uppercase) && list::ACT_TITLE.has(&act) && name(at - 1)) {
            return false;
        }
        let opens = (0..at).rev().take_while(|&back| name(back) || year(tokens[back])).last().unwrap_or(at);
        let next = |by: usize| tokens.get(at + by).copied().unwrap_or("");
        let dated =
            (opens..at).any(|back| year(tokens[back])) || year(next(1)) || next(1) == "of" && year(next(2));
        let before = opens.checked_sub(1).map_or("", |before| tokens[before]);
        let lead = if matches!(before, "the" | "The") {
            opens.checked_sub(2).map_or("", |two| tokens[two])
        } else {
            before
        };
        let within = dated && list::ACT_WITHIN.has(lead);
        let gives = (1..=4)
            .take_while(|&by| by == 1 || !next(by - 1).ends_with('.'))
            .any(|by| list::ACT_GIVES.has(&bare(next(by))));
        within || gives
    })
}

/// Whether a law that is named was made: `Congress passed the Safe Harbours Act in 1911`, `the Rural Clinics Act, which was
/// enacted in 2004`, `since RCA was enacted in 2004`. The law says when, and anybody finds it by its name.
pub(super) fn law_made(text: &str) -> bool {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let bare =
        |at: usize| tokens.get(at).map_or("", |token| token.trim_matches(|c: char| !c.is_alphanumeric()));
    let made = |at: usize| list::ACT_MADE.has(bare(at));
    let capital = |at: usize| bare(at).starts_with(char::is_uppercase);
    let linked = |at: usize| capital(at) || list::CITATION_LINKS.has(bare(at));
    let letters = |at: usize| bare(at).len() > 2 && bare(at).bytes().all(|byte| byte.is_ascii_uppercase());
    (1..tokens.len()).any(|at| {
        let titled = capital(at)
            && list::ACT_TITLE.has(bare(at))
            && capital(at - 1)
            && !matches!(bare(at - 1), "The" | "This" | "That" | "An" | "A" | "No");
        // The verb before its name, with nothing but the name between.
        let before = || {
            let name = (0..at).rev().take(LAW_NAME).take_while(|&back| linked(back)).last().unwrap_or(at);
            name.checked_sub(1).is_some_and(made)
        };
        // Or behind it: "which was enacted", "(RCA), signed in May".
        let after = || {
            let near = (at + 1..=at + AFTER_LAW).find(|&next| made(next));
            let only = |verb: usize| {
                (at + 1..verb).all(|between| {
                    letters(between)
                        || list::ACT_BETWEEN.has(bare(between))
                        || bare(between).starts_with(|c: char| c.is_ascii_digit())
                })
            };
            // A title may stand between: "Order 13985 on Ports and Piers, issued in May".
            let apart =
                || (at + 2..=at + AFTER_TITLE).any(|verb| made(verb) && tokens[verb - 1].ends_with(','));
            near.is_some_and(only) || apart()
        };
        let short = || made(at) && matches!(bare(at - 1), "was" | "were") && at > 1 && letters(at - 2);
        titled && (before() || after()) || short()
    })
}

/// The name of a law has at most so many words: a row of thousands of capitals is none.
const LAW_NAME: usize = 40;
/// The verb by which a law was made stands so near behind its name.
const AFTER_LAW: usize = 5;
/// And so near where its title and a comma stand between.
const AFTER_TITLE: usize = 14;

#[cfg(test)]
mod tests {
    use super::{law_made, names_a_law, parameter, reckoned, set_by_law};
    use crate::prose::figure::figures;

    #[test]
    fn a_parameter_of_a_method_states_nothing() {
        for text in [
            "Bars show 95 percent confidence intervals.",
            "Bands are 90% CI [2, 4].",
            "The slope differs from zero at the 10% level and is significant.",
            "Catches are rounded to the nearest 1,000 tonnes.",
            "Rents are rounded to the nearest $1,000.",
            "The fit was good, χ2(41) = 3990.32.",
            "Two nurses × 1,400 hours make the sum.",
            "A short block has fewer than 8192 bytes.",
            "The port held an HX 2.5 drill in May.",
            "Nurses went to the HX 13.0 Opening Meeting.",
        ] {
            let told: Vec<_> = figures(text).into_iter().filter(|one| one.value.len() > 1).collect();
            assert!(told.iter().any(|figure| parameter(text, figure)), "{text}");
        }
        for text in [
            "Some 95 percent of wards had confidence in it.",
            "The nearest school had 1,000 pupils.",
            "Water rose by 10% at the level crossing.",
            "Rents rose by $1,000.",
            "The fund lent SEK 2.5 million.",
        ] {
            assert!(!figures(text).iter().any(|figure| parameter(text, figure)), "{text}");
        }
    }

    #[test]
    fn a_sum_that_stands_there_is_its_own_source() {
        assert!(reckoned("£8,400 cost of the nurse + (2 hours of talk x £98.50 an hour) = £8,600"));
        assert!(!reckoned("The sign + on 8,400 doors = a plan."));
        assert!(!reckoned("Rents were 8,400 = 8,400."));
    }

    #[test]
    fn a_law_that_is_named_is_the_source_of_its_sums() {
        assert!(set_by_law("Parliament set aside $40 million in the Rural Clinics Act, 2018."));
        assert!(set_by_law("The Safe Harbours Act provided $40 million for piers."));
        assert!(set_by_law("Under the 1994 Rent Control Act tenants got $40 million."));
        assert!(!set_by_law("After the Rent Control Act rents rose by $40 million."));
        assert!(!set_by_law("In the act he lost $40 million."));
        assert!(!set_by_law("The Act of 1994 was dear to him, and the port lost $40 million."));
    }

    #[test]
    fn a_law_that_is_named_says_when_it_was_made() {
        for text in [
            "In 1911, Parliament passed the Safe Harbours and Piers Act of 1911.",
            "The Rural Clinics Act, which was enacted in 2004, named nine valleys.",
            "The Rural Clinics Act (RCA) was signed in May 2004.",
            "Since RCLA was enacted in 2004, nine valleys have had a nurse.",
            "Executive Order (EO) 13985 on Piers and Harbours, issued on May 4, 2011, tells ports to report.",
            "In May 2011, the governor issued Executive Order 77.",
        ] {
            assert!(law_made(text), "{text}");
        }
        for text in [
            "In 1911, Parliament passed the Act.",
            "Parliament changed the rules of the Rural Clinics Act’s funds in 2004.",
            "The Rural Clinics Act closed nine clinics in 2004.",
            "The line was enacted on stage in 2004.",
            "Congress passed over the nurses in 2004.",
            "Under Executive Order 77 on Piers, ports closed, and leaflets issued in 2004 were lost.",
        ] {
            assert!(!law_made(text), "{text}");
        }
    }

    #[test]
    fn a_year_in_the_title_of_a_law_dates_nothing() {
        let year = |text: &str| names_a_law(text, text.find("20").expect("a year"));
        assert!(year("The Housing and Rents Act of 2008 was kept."));
        assert!(year("The Defence Authorization Act for Fiscal Year 2021 was kept."));
        assert!(year("Grants since FY2022 were kept."));
        assert!(!year("The council passed the Act in 2008."));
        assert!(!year("Under the Act rents of 2008 were kept."));
    }
}
