//! Quantities and their arithmetic in single sentences.

use super::arithmetic::slips;
use super::*;

fn says(text: &str) -> Vec<String> {
    slips(text, &quantities(text)).into_iter().map(|slip| slip.says).collect()
}

#[test]
fn units_and_looseness() {
    for (text, unit, approx) in [
        ("about 40% of it", Unit::Percent, Approx::About),
        ("by 7 percentage points", Unit::Points, Approx::Plain),
        ("more than $3 million", Unit::Money(Currency::Dollar), Approx::Bound),
        ("passed the 25 billion mark", Unit::Count, Approx::Bound),
        ("nearly 3 million yen", Unit::Money(Currency::Yen), Approx::Nearly),
        ("€2m", Unit::Money(Currency::Euro), Approx::Plain),
        ("some 2,000 ships", Unit::Count, Approx::About),
        ("handsome 2,000 ships", Unit::Count, Approx::Plain),
    ] {
        let all = quantities(text);
        assert_eq!((all[0].unit, all[0].approx), (unit, approx), "{text}");
    }
}

#[test]
fn digits_that_count() {
    for (text, digits, step) in [
        ("71.9% of it", 3, 0.1),
        ("1.53 of it", 3, 0.01),
        ("0.5 of it", 1, 0.1),
        ("2,000 of it", 1, 1.0),
        ("1,054 of it", 4, 1.0),
        ("25 billion of it", 2, 1e9),
        ("1.50 of it", 3, 0.01),
    ] {
        let all = quantities(text);
        assert_eq!(all[0].digits, digits, "{text}");
        assert!((all[0].step - step).abs() < step * 1e-6, "{text}");
    }
}

#[test]
fn changes_that_do_not_add_up() {
    for (text, expected) in [
        (
            "Exports rose from 3.3 to 5.8 million, or by 87%.",
            "from 3.3 to 5.8 million is a rise of 76%, not 87%",
        ),
        (
            "Exports rose by 87% from 3.3 million in 2001 to 5.8 million in 2009.",
            "from 3.3 million in 2001 to 5.8 million is a rise of 76%, not 87%",
        ),
        ("Deaths fell from 900 to 395 (down 66%).", "from 900 to 395 is a fall of 56%, not 66%"),
        (
            "The share rose from 21% to 28%, by 7%.",
            "from 21% to 28% is a rise of 7 percentage points, or 33%, not 7%",
        ),
        (
            "Output doubled from 3.0 to 7.0 million tons.",
            "from 3.0 to 7.0 million is 2.33 times as much, not “doubled”",
        ),
        ("12 of 40 members (40%) agreed.", "12 of 40 is 30%, not 40%"),
        (
            "Of the 30 respondents, 71.9% agreed.",
            "no whole number of 30 is 71.9%: 21 is 70.0% and 22 is 73.3%",
        ),
        ("There were a total of 12: 5 in Ostrey, 4 in Tarn and 4 in Dun.", "5 + 4 + 4 is 13, not 12"),
    ] {
        assert_eq!(says(text), [expected], "{text}");
    }
}

#[test]
fn what_may_be_right_is_left_alone() {
    for text in [
        "Exports rose from 3.3 to 5.8 million, or by 76%.",
        "Exports rose from 3.3 to 5.8 million, or by 78%.",
        "The share rose from 21% to 28%, by 33.3%.",
        "The share fell from 82.9% to 66.4%, by 16.5 percentage points.",
        "A letter rose from 4 to 9 cents, by 125%.",
        "Costs grew from 3 to 6 million, or by 7% a year.",
        "Costs rose from 3 to 6 million and wages by 5%.",
        "Fees ranged from 3 to 6 million, up by 20%.",
        "It more than doubled from 3.0 to 7.0 million.",
        "Staff rose from 10 in 2010 to 20 in 2012, with 40% in Ostrey.",
        "12 of 40 members (30%) agreed.",
        "3 of 12 states (40% of the population) agreed.",
        "2 of 3 members (66.6%) agreed, or 66.7%.",
        "Of the 30 firms, 71.9% of exports came from two.",
        "Of the 32 respondents, 71.9% agreed.",
        "There were a total of 12, including 5 in Ostrey, 4 in Tarn and 4 in Dun.",
        "There were a total of 13: 5 in Ostrey, 4 in Tarn and 4 in Dun.",
        "From 1 January to 31 March sales rose by 12%.",
    ] {
        assert_eq!(says(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn columns_and_their_totals() {
    let column = |values: &[&str], total: &str| {
        let all: Vec<_> = values.iter().flat_map(|value| quantities(value)).collect();
        total::column(&quantities(total)[0], &all.iter().collect::<Vec<_>>())
    };
    assert_eq!(column(&["412", "186", "94"], "692"), None);
    assert_eq!(column(&["412", "186", "94"], "693"), None, "rounding");
    assert_eq!(column(&["412", "186", "94"], "792"), Some(692.0));
    assert_eq!(column(&["5", "4", "4"], "12"), Some(13.0));
    assert_eq!(column(&["10", "4", "6", "5"], "15"), None, "parts of a row");
    assert_eq!(column(&["33", "33", "33"], "100"), None, "shares");
    assert_eq!(column(&["3.3", "5.8"], "9.2"), None, "rounding");
    assert_eq!(column(&["5", "about 4"], "12"), None, "loosely said");
    assert_eq!(column(&["5", "4%"], "12"), None, "another unit");
}

#[test]
fn shares_and_their_rest() {
    let sum = |text: &str| {
        let all = quantities(text);
        total::shares_with_rest(text, &all).and_then(|shares| total::not_hundred(&shares))
    };
    assert_eq!(sum("Roads took 45%, rail 30% and ports the remaining 35%."), Some(110.0));
    assert_eq!(sum("Roads took 45%, rail 30% and ports the remaining 25%."), None);
    assert_eq!(sum("Of the 60% who voted, the other 70% came by road."), Some(130.0));
    assert_eq!(sum("Some 45% came, of which 20% by road and the remaining 80% by rail."), None);
    assert_eq!(sum("Dues rose by 45%, and the remaining 35% came later."), None);
}
