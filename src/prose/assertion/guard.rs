//! What silences a whole sentence.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Passage;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;

/// Words that are a source in the sentence itself.
const POINTERS: &[&str] = &[
    "P.L. ",
    "Pub. L.",
    "U.S.C",
    "C.F.R.",
    "§",
    "http://",
    "https://",
    "www.",
    "doi:",
    "doi.org",
    "Ibid",
    "ibid.",
    "H.R. ",
    "et al",
    "see Table",
    "See Table",
    "see Figure",
    "See Figure",
    "see Appendix",
    "See Appendix",
    "see Chapter",
    "see chapter",
    "see Section",
    "see section",
    "see Box",
    "(see ",
    "(See ",
    "[see",
    "see note",
    "Fed. Reg.",
    " v. ",
    "Stat. ",
    "(Table",
    "(Figure",
    "(Fig.",
    "(Appendix",
    "(Source",
    "Table below",
    "table below",
    "figure below",
    "(Chapter",
    "(chapter",
    "(Section",
    "(section",
    ", p. ",
    " pp. ",
    "(p. ",
    "on page ",
    "at page ",
    "(minute ",
    " Circular A-",
    "(page ",
    ", page ",
    "see page",
    "(Act ",
    "Law No. ",
    "Act No. ",
    "Decree No. ",
    "Bill No. ",
    "Docket No. ",
    "Case C-",
    "Case No. ",
    "COM(",
    "A/RES/",
    "S/RES/",
    "S. Rep.",
    "H. Rep.",
    "H.Res.",
    " F.3d ",
    " F.2d ",
    "UKSC",
    "EWCA",
    "ECHR",
    "art. ",
    "arts. ",
    "para. ",
    "paras. ",
    "vol. ",
    " id. at ",
    "; see also ",
    "supra note",
    "(Note ",
    "(note ",
    ", chapter ",
    ", ch. ",
    ", line ",
    ", book ",
    ", Book ",
    "available at ",
    "as shown in ",
    "As shown in ",
    "as set out in ",
    "As set out in ",
    "Note 1",
    "Table 1",
    "Table 2",
    "Table 3",
    "Table 4",
    "Table 5",
    "Table A",
    "Figure 1",
    "Figure 2",
    "Figure 3",
    "Figure 4",
    "Figure 5",
    "Chart 1",
    "Chart 2",
    "Chart 3",
    "Annex 1",
    "Annex 2",
    "Annex A",
    "Annex B",
    "Appendix 1",
    "Appendix 2",
    "Appendix A",
    "Appendix B",
    "accessed ",
    "retrieved ",
    "Accessed ",
    "Retrieved ",
    "©",
    "Copyright",
    "ISBN",
    "last updated",
    "Last updated",
];

/// Words that offer options or ask for a decision.
const OPTIONS: &[&str] = &[
    "one option",
    "One option",
    "Congress could",
    "Congress may",
    "policymakers could",
    "for example, if",
    " are asked to approve",
    " are asked to note",
    " are asked to agree",
    " is asked to approve",
    " is asked to note",
    " is asked to agree",
    " are invited to ",
    " is invited to ",
    " are recommended to ",
    " is recommended to ",
    "It is recommended",
    "it is recommended",
    "fficers recommend",
    "is sought for",
    "is sought to",
    "That the Cabinet",
    "That Cabinet",
    "That the Committee",
    "That the Council",
    "That Council",
    "That Members",
];

/// Words that foretell without a modal.
const FORECASTS: &[&str] = &[
    " is set to ",
    " are set to ",
    " is to be ",
    " are to be ",
    "on track to ",
    "on course to ",
    "is scheduled ",
    "are scheduled ",
    "is budgeted ",
    "are budgeted ",
    "is planned ",
    "are planned ",
    "is slated ",
    "are slated ",
    "is due in ",
    "are due in ",
];

/// Words that take up what was said before.
const SUMMARIES: &[&str] = &[
    "In summary",
    "in summary,",
    "In sum,",
    "in sum,",
    "To sum up",
    "To summarize",
    "To summarise",
    "To recapitulate",
    "As noted above",
    "as noted above",
    "As noted earlier",
    "as noted earlier",
    "noted in Part",
    "As discussed",
    "as discussed",
    "As described above",
    "as described above",
    "As explained above",
    "as explained above",
    "As mentioned",
    "as mentioned",
    "as shown above",
    "As shown above",
    "seen above",
    "discussed above",
    "described above",
    "mentioned above",
    "The preceding ",
    "In short, ",
    "In brief, ",
    "Thus far, ",
    "So far, this",
    "have shown that",
    "has shown how",
    "As this report",
    "as this report",
];

/// Words by which a document speaks of itself.
const ITSELF: &[&str] = &[
    "hereinafter",
    "hereafter called",
    "referred to below",
    "in the glossary",
    "in Annex ",
    "in annex ",
    "in Appendix ",
    "in the appendix",
    "the author's ",
    "the author’s ",
    "the authors' ",
    "the authors’ ",
    "The author is ",
    "The author was ",
    "The author has ",
    "The author would ",
    "The authors would ",
    "unless otherwise ",
    "Unless otherwise ",
    "stated otherwise",
    "because of rounding",
    "due to rounding",
    "are in thousands",
    "are in millions",
    "are expressed in",
    "are estimates.",
    "ieldwork",
    "interviews were conducted",
    "nterviews took place",
    "was drawn from",
    "were drawn from",
    "at random",
    "for testing",
    "judgmental sample",
    "audit team",
    "audit scope",
    "scope of the audit",
    "scope of the review",
    "period under review",
    "this Article",
    "this Part",
    "this Note",
    "this Essay",
    "this Comment",
    "this Report",
    "audit covered",
    "audit was conducted",
    "audit was performed",
    "in accordance with generally accepted",
    "for example, a ",
    "For example, a ",
    "for example, an ",
    "for instance, a ",
    "For instance, a ",
    "First published in",
    "irst published by",
    "Cover photo",
    "Photo:",
    "Photograph:",
    "Illustration:",
    "Column:",
    "author's own",
    "author’s own",
];

/// Words that tell who paid, whose views these are, who is thanked.
const DISCLOSURES: &[&str] = &[
    "made possible in part by",
    "was made possible by",
    "supported by a grant",
    "funded by a grant",
    "views expressed",
    "opinions expressed",
    "responsibility of the author",
    "conflict of interest",
    "conflicts of interest",
    "competing interest",
    "not necessarily reflect",
    "received no funding",
    "received no specific grant",
    "grateful to",
    "authors thank",
    "author thanks",
    "reproduced with permission",
    "rights reserved",
    "is considered independent",
    "are considered independent",
    "express no opinion",
    "declares no interest",
    "declare no interest",
    "unding for this",
    "received fees from",
    "received grants from",
    "received funding from",
    "honoraria",
    "holds no shares",
    "shares in the Company",
    "shares in the company",
    "has been a director",
    "director since",
    "member of the Board",
    "on the Board since",
    "draft of this",
    "draft report was",
    "comments on a draft",
    "comments on the draft",
    "auditor's fee",
    "auditor’s fee",
    "fees paid to the auditor",
    "recused",
    "non-executive director",
    "independent director",
    "has served on the board",
    "paid consultant",
    "This research was",
    "This work was",
    "This study was",
    "This publication",
];

/// Words that say what a term means, whatever else stands in the sentence.
const DEFINITIONS: &[&str] = &[
    " is defined as ",
    " are defined as ",
    "” means ",
    "\" means ",
    "’ means ",
    " means any ",
    " is short for ",
    "For purposes of this",
    "For the purposes of this",
    ", for the purposes of this",
];

/// Every list, and what its words make of a sentence.
const PHRASES: [(&[&str], Silence); 7] = [
    (POINTERS, Silence::Sourced),
    (OPTIONS, Silence::Advice),
    (FORECASTS, Silence::Forecast),
    (SUMMARIES, Silence::Summary),
    (ITSELF, Silence::OwnVoice),
    (DISCLOSURES, Silence::Disclosure),
    (DEFINITIONS, Silence::Definition),
];

static POINTER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(PHRASES.iter().flat_map(|(list, _)| *list)).ok());

/// Why no trigger of a sentence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// It names its source itself: `P.L. 110-246`, `see Table 2`, `(Smith 2014)`.
    Sourced,
    /// It offers options or gives an order.
    Advice,
    /// It asks.
    Question,
    /// It is a caption, or the line of a source.
    Caption,
    /// It supposes: `If the rate is 75%`, `in the baseline scenario`.
    Supposition,
    /// The author speaks of the author or of this paper.
    OwnVoice,
    /// There is no verb in it.
    Fragment,
    /// It tells who paid, whose views these are, who is thanked.
    Disclosure,
    /// It says what a term means.
    Definition,
    /// It takes up what was said before.
    Summary,
    /// It foretells, in words that are no modal.
    Forecast,
    /// Everybody knows it.
    Common,
}

/// Whether set phrases silence the sentence; a look at the bytes.
pub fn points_elsewhere(sentence: &str) -> Option<Silence> {
    let found = POINTER.as_ref()?.find(sentence)?.pattern().as_usize();
    let mut end = 0;
    PHRASES.into_iter().find_map(|(list, silence)| {
        end += list.len();
        (found < end).then_some(silence)
    })
}

/// Why no trigger of this sentence counts, if so.
pub fn silent(passage: &Passage<'_>) -> Option<Silence> {
    if question(passage.text) {
        return Some(Silence::Question);
    }
    if caption(passage) {
        return Some(Silence::Caption);
    }
    if author_date(passage.text) || article_of_law(passage) {
        return Some(Silence::Sourced);
    }
    opener(passage)
        .or_else(|| outline(passage).then_some(Silence::OwnVoice))
        .or_else(|| measure(passage).then_some(Silence::Definition))
        .or_else(|| common(passage).then_some(Silence::Common))
        .or_else(|| own_voice(passage))
        .or_else(|| fragment(passage).then_some(Silence::Fragment))
}

/// A sentence that ends in a question mark.
fn question(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ' ']).ends_with('?')
}

/// `Table 3: …`, `Source: …`.
fn caption(passage: &Passage<'_>) -> bool {
    let Some(first) = passage.words.first() else { return true };
    let captions = ["Table", "Figure", "Fig", "Box", "Chart", "Exhibit", "Map", "Photo"];
    if ["Source", "Sources", "Note", "Notes", "Author", "Published", "Posted", "Updated", "Date"]
        .contains(&first.text)
    {
        return passage.text.get(first.end()..).is_some_and(|rest| rest.starts_with(':'));
    }
    captions.contains(&first.text) && passage.words.get(1).is_some_and(|word| word.digit())
}

/// `(Smith 2014)`, `Smith (2014)`, `(Smith and Jones, 2014a; …)`.
fn author_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b')', bytes).any(|close| {
        let head = text.get(..close).unwrap_or("");
        let head = head.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(head);
        let digits = head.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
        let before = &head[..head.len() - digits];
        let name = |c: char| c.is_alphabetic() || c == '.';
        digits == 4
            && (before.strip_suffix('(').is_some_and(|rest| name_ends(rest.trim_end()))
                || (before.ends_with([' ', ',']) && cited_name(before, name)))
    })
}

/// Whether the last word of `text` opens with a capital.
fn name_ends(text: &str) -> bool {
    let near = text.get(text.len().saturating_sub(40)..).unwrap_or("");
    let word = near.rsplit(' ').next().unwrap_or("");
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Whether a parenthesis opens right before the one or few names that end `text`.
fn cited_name(text: &str, name: fn(char) -> bool) -> bool {
    let tail = text.trim_end_matches([' ', ',']);
    let Some(open) = memchr::memrchr(b'(', &tail.as_bytes()[tail.len().saturating_sub(80)..]) else {
        return false;
    };
    let inside = tail.get(tail.len().saturating_sub(80) + open + 1..).unwrap_or("");
    let dated = inside
        .split(' ')
        .any(|word| word.len() > 2 && crate::prose::lexicon::of(word).any(Flags::MONTH.or(Flags::DATE_PREP)));
    !inside.is_empty()
        && !dated
        && inside.starts_with(char::is_uppercase)
        && inside
            .chars()
            .all(|c| name(c) || matches!(c, ' ' | ',' | '&' | '-' | '’' | ';') || c.is_ascii_digit())
}

/// `Article 4 of the Treaty of Lund`: the place in a law that is named is a source.
fn article_of_law(passage: &Passage<'_>) -> bool {
    let words = &passage.words;
    words.windows(5).any(|run| {
        let place = run[0].flags.any(Flags::LABEL) && run[1].digit() && run[2].is("of");
        let law = |word: &Word<'_>| word.capital() && !word.digit();
        place && (run[3].is("the") && law(&run[4]) || law(&run[3]))
    })
}

/// `An acre is 43,560 square feet`: a kind of thing, no name, no past.
fn measure(passage: &Passage<'_>) -> bool {
    let words = &passage.words;
    let opens = words.first().is_some_and(|first| first.is("a") || first.is("an"));
    opens
        && words.iter().skip(1).take(4).any(|word| word.is("is") || word.is("equals"))
        && !words.iter().skip(1).any(Word::capital)
        && !(0..words.len()).any(|index| super::past::past(words, index))
}

/// A short sentence that dates what every reader knows: `The Second World War ended in 1945`.
fn common(passage: &Passage<'_>) -> bool {
    const KNOWN: [&str; 12] = [
        "World War",
        "French Revolution",
        "Berlin Wall",
        "Soviet Union",
        "Cold War",
        "Russian Revolution",
        "American Revolution",
        "Great Depression",
        "Industrial Revolution",
        "Roman Empire",
        "Civil War",
        "United Nations was founded",
    ];
    passage.words.len() <= 9 && KNOWN.iter().any(|name| passage.text.contains(name))
}

/// `Section 3 turns to …`, `Part II examines …`: a document that tells its own plan.
fn outline(passage: &Passage<'_>) -> bool {
    const PARTS: [&str; 9] =
        ["Section", "Part", "Chapter", "Table", "Figure", "Appendix", "Annex", "Box", "Volume"];
    const DOES: [&str; 22] = [
        "turns",
        "examines",
        "sets",
        "discusses",
        "describes",
        "reviews",
        "explains",
        "presents",
        "considers",
        "outlines",
        "shows",
        "lists",
        "summarizes",
        "summarises",
        "looks",
        "takes",
        "draws",
        "asks",
        "traces",
        "provides",
        "renumbered",
        "proceeds",
    ];
    let words = &passage.words;
    let (Some(first), Some(second)) = (words.first(), words.get(1)) else { return false };
    let own = first.is("this") && PARTS.iter().chain(&["Article", "Note"]).any(|part| second.text == *part);
    let part = (PARTS.contains(&first.text) || first.is("the") && second.is("appendix"))
        && !words.get(2).is_some_and(|third| third.is("of"));
    own || part && words.iter().skip(1).take(7).any(|word| DOES.iter().any(|verb| word.is(verb)))
}

/// Imperatives and suppositions, after `and`, `but` or `or`.
fn opener(passage: &Passage<'_>) -> Option<Silence> {
    let mut words = passage.words.iter().skip_while(|word| word.flags.any(Flags::CONNECTIVE));
    let Some(first) = words.next() else { return Some(Silence::Fragment) };
    if first.flags.any(Flags::OPENER) {
        return Some(Silence::Supposition);
    }
    let next = words.next();
    let noun = next.is_none_or(|next| {
        next.is("of")
            || next.flags.any(Flags::WAS.or(Flags::HAVE).or(Flags::BE).or(Flags::PAST))
            || next.text.ends_with("ed")
    });
    (first.flags.any(Flags::IMPERATIVE) && !noun).then_some(Silence::Advice)
}

/// First or second person, "this report", model language; outside quotations.
fn own_voice(passage: &Passage<'_>) -> Option<Silence> {
    passage.words.iter().enumerate().find_map(|(index, word)| {
        let flags = word.flags;
        if !flags.any(Flags::FIRST.or(Flags::MODEL).or(Flags::DOCUMENT)) || passage.in_quotes(word.start) {
            return None;
        }
        let before = index.checked_sub(1).and_then(|index| passage.words.get(index));
        // "Officials told us that": somebody else speaks.
        if before.is_some_and(|before| before.is("told")) {
            return None;
        }
        if flags.any(Flags::FIRST) && !country(word.text) && !roman(word.text, before.map(|word| word.text)) {
            return Some(Silence::OwnVoice);
        }
        if flags.any(Flags::MODEL) {
            let named = before.is_some_and(|before| before.is("the")) && word.text.starts_with("assum");
            return (!named).then_some(Silence::Supposition);
        }
        let this = before.is_some_and(|before| before.is("this") || before.is("present"));
        (flags.any(Flags::DOCUMENT) && this && !word.capital()).then_some(Silence::OwnVoice)
    })
}

/// `US` is a country, `us` is not.
fn country(word: &str) -> bool {
    word == "US" || word == "U" || word == "S"
}

/// The `I` of `World War I`, `Title I`, `I.`.
fn roman(word: &str, before: Option<&str>) -> bool {
    word == "I"
        && before.is_some_and(|before| {
            before.starts_with(char::is_uppercase)
                && !crate::prose::lexicon::of(before)
                    .any(Flags::CONNECTIVE.or(Flags::DATE_PREP).or(Flags::PREP))
        })
}

/// Nothing in it that could be a verb; without a full stop, nothing that surely is one.
fn fragment(passage: &Passage<'_>) -> bool {
    let sure = Flags::WAS.or(Flags::HAVE).or(Flags::BE).or(Flags::PAST).or(Flags::MODAL);
    let words = &passage.words;
    let regular = |index: usize| super::past::regular(words, index);
    if (0..words.len()).any(|index| words[index].flags.any(sure) || regular(index)) {
        return false;
    }
    let closed =
        passage.text.trim_end_matches(['”', '"', '’', ')', ' ']).ends_with(['.', '!', ':', ';', ',']);
    if !closed {
        return true;
    }
    let told = (1..words.len()).any(|index| unknown_verb(words, index));
    let present = told
        || words.iter().skip(1).any(|word| {
            word.flags
                .any(Flags::PRESENT.or(Flags::LAW_VERB).or(Flags::SAME).or(Flags::SAYS).or(Flags::FINDS))
        });
    !present && words.len() < 12
}

/// A word in -s between a noun and an article or preposition: `The Restatement adopts the`.
fn unknown_verb(words: &[Word<'_>], index: usize) -> bool {
    let (word, before) = (&words[index], &words[index - 1]);
    let noun = !before.flags.any(Flags::DET.or(Flags::PREP).or(Flags::FUNCTION));
    let next = words.get(index + 1);
    word.text.len() > 4
        && word.text.ends_with('s')
        && !word.capital()
        && noun
        && next.is_some_and(|next| next.flags.any(Flags::DET))
}
