//! Assertions in single sentences.

use super::TriggerKind::{Attribution, DatedEvent, Quotation, Statistic};
use super::{TriggerKind, assertion};

/// The kinds of triggers in a sentence, each once.
fn kinds(sentence: &str) -> Vec<TriggerKind> {
    let mut kinds: Vec<_> = assertion(sentence)
        .map(|found| found.triggers.iter().map(|trigger| trigger.kind).collect())
        .unwrap_or_default();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn the_founding_article_asserts() {
    for (sentence, kind) in [
        (
            "Currently, the Yasukuni includes 1,054 Class-B and Class-C war criminals, and 14 Class-A war criminals.",
            Statistic,
        ),
        (
            "Some 71.9% of the Japanese surveyed said the current relationship between the two countries is bad, while 78.2% of the Chinese surveyed expressed similar sentiments.",
            Statistic,
        ),
        (
            "In 2006, Japanese policymakers first raised the necessity of a global cybersecurity cooperation with the publication, First National Strategy on Information Security.",
            DatedEvent,
        ),
        (
            "To promote cooperation with European countries, Japan held the bilateral Japan-UK cyber dialogue in 2012 and the Japan-EU Internet Security Forum in 2013.",
            DatedEvent,
        ),
        (
            "On 2013, Japan and ASEAN made an agreement for raising awareness as a specific cooperation issue.",
            DatedEvent,
        ),
        ("An annual cybersecurity conference with ASEAN has also occurred since 2009.", DatedEvent),
        (
            "In 2013, initial dialogues on maritime and cyber defense cooperation were halted due to the northern territorial disputes.",
            DatedEvent,
        ),
        (
            "According to the annual reports published by Japan’s National Institute for Defense Studies on China’s security, Japan perceives China’s military rise and cyber capabilities as a threat.",
            Attribution,
        ),
        (
            "In 2014, the number of cyberattacks in Japan passed the 25 billion mark, with 40% traceable back to China.",
            Statistic,
        ),
        (
            "In 2014, the number of cyberattacks in Japan passed the 25 billion mark, with 40% traceable back to China.",
            DatedEvent,
        ),
        ("And, an ASEAN-Japan cybercrime dialogue was also implemented in 2014.", DatedEvent),
    ] {
        assert!(kinds(sentence).contains(&kind), "{kind:?}: {sentence}");
        assert!(assertion(sentence).is_some_and(|found| found.strong()), "{sentence}");
    }
}

#[test]
fn the_founding_article_stays_silent() {
    for sentence in [
        "Japan’s recent efforts in cyberspace reflects its ambition to have a more proactive military posture and expand the scope of the US-Japan alliance.",
        "Japan’s evolving role as a “cyber power” will enhance the defense capabilities of the US-Japan alliance, but will potentially increase tensions with China in this emerging strategic frontier.",
        "The reinterpretation of Article 9 in the Japanese Constitution to “collective self-defense” is reflective of the broader trends of change and new assertiveness in its national security trajectory.",
        "Moreover, collaboration efforts with India were also pursued under the 2+2 dialogue that covered foreign policy issues and security.",
        "Among the heated disputed issues are the so-called “Comfort Women,” who were kidnapped and used as sex slaves by the Japanese military; horrific incidents like the Rape of Nanking; and the Diaoyu/Senkaku Island territorial disputes between China and Japan.",
        "Thus, Japan aims to create more centralized institutions for cyberspace in order to build comprehensive cyber defense capabilities in preparation for the Tokyo Olympics 2020 and for the overall Asia-Pacific security.",
        "The United States and Japan have built a bilateral framework to promote various efforts in the area of policy consultation, cyber incident response and information sharing.",
        "Therefore, Japan and China will need to be mindful of the risks of rapid escalation and conflict in cyberspace if they are not to destabilize bilateral ties and the wider Asia-Pacific region security outlook.",
        "However, the current Abe administration is persistently pushing for a revision of the Japanese constitution by 2020.",
        "Because the majority of the Japanese public learns very little about Japan’s aggressions in World War II, the Japanese public tends to be fed up with China’s repeated demand for an apology.",
        "These incidents paint a picture where China’s cyber capabilities are more offensive whereas Japan’s capabilities are more defensive.",
    ] {
        assert_eq!(assertion(sentence), None, "{sentence}");
    }
}

#[test]
fn guards_silence() {
    for sentence in [
        "Did 40% of the members vote in 2014?",
        "We surveyed 1,054 firms in 2014.",
        "In 2014, this report surveyed 1,054 firms.",
        "Congress could appropriate $3 billion.",
        "Suppose 40% of the firms left in 2014.",
        "The law was amended in 2008 (P.L. 110-246).",
        "Spending rose to $3 billion in 2014 (see Table 2).",
        "Smith (2014) surveyed 1,054 firms.",
        "Table 3. Spending rose 40% in 2014.",
        "Spending of $3 billion in 2014",
    ] {
        assert_eq!(assertion(sentence), None, "{sentence}");
    }
}

#[test]
fn quotations_are_someones_words() {
    assert!(
        kinds("The minister said that “the attacks came from abroad and were planned.”").contains(&Quotation)
    );
    assert!(
        !kinds("The ministry published “The First National Strategy on Information Security.”")
            .contains(&Quotation)
    );
    assert!(!kinds("It became a so-called “free and open and lasting order” then.").contains(&Quotation));
}

#[test]
fn weak_signs_are_marked() {
    let found = assertion("The ministry closed 14 offices.").expect("a count and a past verb");
    assert!(!found.strong());
    let found = assertion("In 2014, the ministry closed 14 offices.").expect("two kinds");
    assert!(found.triggers.iter().all(|trigger| trigger.strong));
}

#[test]
fn what_stands_in_the_words_is_a_source() {
    for sentence in [
        "According to the 2019 Herring Stock Survey, boats landed 41,300 tonnes.",
        "Okafor argues that 40% of clinics closed within a year (2014).",
        "Lind and Okafor found that 40% of tenants moved (2014, p. 6).",
        "Rents fell by 12% in the ward, as Figure 9 shows.",
        "In this example the landlord gains $4,100.",
        "The board chose one of the four sites in the valley.",
    ] {
        assert!(!assertion(sentence).is_some_and(|found| found.strong()), "{sentence}");
    }
    for sentence in [
        "According to the harbour master, boats landed 41,300 tonnes.",
        "Okafor argues that 40% of clinics closed (most of them small).",
        "Rents fell by 12% in the ward.",
        "One in four sites in the valley was flooded.",
        "The Housing Act of 1996 was followed by 41,300 evictions.",
        "The court closed the school on 17 July 2019.",
    ] {
        assert!(assertion(sentence).is_some_and(|found| found.strong()), "{sentence}");
    }
}

#[test]
fn a_date_is_told_whole() {
    let date = |sentence: &str| {
        let found = assertion(sentence).expect("it asserts");
        let dated = found.first(DatedEvent).expect("it is dated");
        sentence[dated.span.range()].to_owned()
    };
    assert_eq!(date("The court closed the school on 17 July 2019."), "17 July 2019");
    assert_eq!(date("The court closed the school on July 17, 2019."), "July 17, 2019");
    assert_eq!(date("The court closed the school on 17 July."), "17 July");
}

#[test]
fn the_verb_in_a_name_tells_nothing() {
    let told = |words: &str| assertion(words).is_some_and(|found| found.has(TriggerKind::Attribution));
    assert!(!told("The maps, as a work of the United States, are free to use."));
    assert!(told("As the economist Lena Ostrow states, the maps are free to use."));
}

#[test]
fn a_share_in_words_is_a_statistic_whatever_its_verb() {
    for sentence in [
        "Three in four ferries moor at the same quay.",
        "Seven of the twelve mills grind rye.",
        "One warden in nine cannot swim.",
        "Six in ten wardens can name the tides.",
        "Eighty percent of the hulls are of oak.",
        "Wages rose by twenty-five per cent.",
        "Tarred ropes bear a third more than plain ones.",
        "The new lock is twice the length of the old.",
        "Since the strike, thefts from sheds have almost tripled.",
        "A lock keeper opens about 40 gates a day.",
    ] {
        assert!(
            assertion(sentence).is_some_and(|found| found.strong() && found.has(Statistic)),
            "{sentence}: {:?}",
            super::reading(sentence)
        );
    }
}

#[test]
fn what_only_looks_like_a_share_in_words_is_none() {
    for sentence in [
        "Three in four ferries of the northern line.",
        "Seven of the twelve mills.",
        "The council doubled down on its plan.",
        "We want to double the guard.",
        "One warden in nine would swim if the water were warm.",
        "Grain bills of about 40 mills.",
    ] {
        assert!(
            !assertion(sentence).is_some_and(|found| found.strong()),
            "{sentence}: {:?}",
            super::reading(sentence)
        );
    }
}
