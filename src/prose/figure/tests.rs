//! Figures in single sentences.

use super::{FigureKind, figures};

/// Every figure as `kind value`.
fn shown(text: &str) -> String {
    let all: Vec<_> = figures(text)
        .into_iter()
        .map(|figure| {
            let kind = match figure.kind {
                FigureKind::Count => 'c',
                FigureKind::Percent => '%',
                FigureKind::Money => '$',
                FigureKind::Year => 'y',
                FigureKind::Label => 'l',
            };
            format!("{kind}{}", figure.value)
        })
        .collect();
    all.join(" ")
}

#[test]
fn values_are_canonical() {
    for (text, expected) in [
        ("25 billion", "c25000000000"),
        ("25,000,000,000 of them", "c25000000000"),
        ("25bn", "c25000000000"),
        ("some 25 000 000 000 bytes", "c25000000000"),
        ("1.5 million homes", "c1500000"),
        ("1,054 war criminals", "c1054"),
        ("0.50 of it", "c0.5"),
        ("a mere .5 of it", "c0.5"),
        ("71.90%", "%71.9"),
        ("0.5 trillion", "c500000000000"),
        ("3 hundred million", "c300000000"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn percents_and_money() {
    for (text, expected) in [
        ("40% of it", "%40"),
        ("40 per cent", "%40"),
        ("71.9 percent", "%71.9"),
        ("by 16.5 percentage points", "%16.5"),
        ("a 12-percent rise", "%12"),
        ("71,9% of them", "%71.9"),
        ("10–15%", "%10 %15"),
        ("from 10 to 15 percent", "%10 %15"),
        ("$1.5bn", "$1500000000"),
        ("US$3 million", "$3000000"),
        ("€2m", "$2000000"),
        ("£40,000", "$40000"),
        ("25 billion yen", "$25000000000"),
        ("USD 400", "$400"),
        ("$3–4 billion", "$3000000000 $4000000000"),
        ("$500 to $600", "$500 $600"),
        ("9 cents", "$9"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn years_and_decades() {
    for (text, expected) in [
        ("In 2006, they", "y2006"),
        ("in 2012 and 2013.", "y2012 y2013"),
        ("2010–2014", "y2010 y2014"),
        ("from 2010-14 on", "y2010 l14"),
        ("the 1990s", "l1990"),
        ("the late 2000s", "l2000"),
        ("the 1990’s", "l1990"),
        ("May 17, 2017", "l17 y2017"),
        ("17 May 2017", "l17 y2017"),
        ("in mid-2014", "y2014"),
        ("FY2014", "y2014"),
        ("the Tokyo Olympics 2020", "l2020"),
        ("the Clean Air Act of 1970", "l1970"),
        ("in May of 2012", "y2012"),
        ("some 2000 people", "c2000"),
        ("the 2014 elections", "y2014"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn labels_are_no_counts() {
    for text in [
        "Article 9",
        "section 3.2",
        "the 2+2 dialogue",
        "World War 2",
        "an F-16",
        "CO2",
        "the G7 and G20",
        "5G",
        "No. 40",
        "Chapter 3",
        "pp. 40–45",
        "Web3",
        "COVID-19",
        "version 1.2.3",
        "at 9:30",
        "5 p.m.",
        "555-0100",
        "202-555-0100",
        "Resolution 1718",
        "H.R. 1234",
        "P.L. 110-246",
        "7 U.S.C. 1234",
        "the 19th century",
        "aged 40",
        "a 40-year-old man",
        "He is 40 years old",
        "9/11",
        "Apollo 11",
        "the Boeing 737",
        "#4",
        "§ 12",
        "[9]",
        "Articles 9, 10 and 12",
        "Figure 3",
        "the Group of Seven in section 2",
        "Goal 13",
        "(3)",
        "1. The",
        "https://example.org/2014/05/33",
        "mail a1@example.org",
        "MP3 and MP4",
        "sections 2 and 3",
        "Boats sailed on March 3, 9, 21, and 30 and April 2 and 8",
        "on 3, 9 and 21 March",
        "between the ages of 18 and 25",
        "aged between 18 and 25",
        "Executive Order (EO) 13985",
        "the writ (WP No 126)",
    ] {
        for figure in figures(text) {
            assert_eq!(figure.kind, FigureKind::Label, "{text}: {figure:?}");
        }
    }
}

#[test]
fn a_count_beside_a_day_is_a_count() {
    assert_eq!(shown("On October 24, 12 ships turned"), "l24 c12");
    assert_eq!(shown("On March 3 and 4, 9 boats of 15 sailed"), "l3 l4 c9 c15");
    assert_eq!(shown("They say: No 40 millers agreed"), "c40");
    assert_eq!(shown("The Ministry of Ports (MOP) 13985 boats"), "c13985");
}

#[test]
fn spans_cover_the_words() {
    let words = |text: &str| {
        figures(text).iter().map(|figure| text[figure.span.range()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(words("about US$3 million, or 40 per cent of it"), ["US$3 million", "40 per cent"]);
    assert_eq!(words("an F-16 and 25 billion yen"), ["F-16", "25 billion yen"]);
    assert_eq!(words("the 1990s"), ["1990s"]);
    assert_eq!(words("a €2m plan"), ["€2m"]);
}

#[test]
fn the_founding_article() {
    assert_eq!(
        shown("includes 1,054 Class-B and Class-C war criminals, and 14 Class-A war criminals."),
        "c1054 c14"
    );
    assert_eq!(
        shown("In 2014, the number passed the 25 billion mark, with 40% traceable"),
        "y2014 c25000000000 %40"
    );
    assert_eq!(shown("The reinterpretation of Article 9 in the Constitution"), "l9");
}
