//! Whose account a passage is. A body cannot cite itself for its own meetings, surveys, consultations and sums, nor an
//! author for his own reckoning; of the rest of the world both must say where they have it from.

mod study;

use std::collections::BTreeMap;

use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::{self, list};
use crate::prose::{Assertion, Flags, words};

/// A body that concludes or recommends so often, and no other half as often, wrote the report.
const CONCLUDES: usize = 4;
/// An agency that recommends so often gives guidance of its own.
const GUIDES: usize = 3;
/// At most so many passages are the title block.
const HEAD: usize = 10;
/// So many sentences may go on with one of the writer's own.
const GOES_ON: usize = 4;
/// A body and those who sit in it have so many letters in common.
const MEMBER: usize = 5;
/// A name of a body has at most so many words.
const NAME: usize = 9;

/// Who writes a draft, and whether it is an account of the writer's own work.
#[derive(Debug, Clone, Default)]
pub(crate) struct Account {
    /// Names of who writes, as they stand in a sentence: `NAL`, `the Office`.
    names: Vec<String>,
    /// Whether its title calls it a report of one's own doings.
    own: bool,
    /// Whether it assesses the impact of what is proposed: what that will cost it reckons itself.
    assesses: bool,
    /// Whether it is the record of a meeting or a hearing.
    heard: bool,
    /// Where the text begins: the passages before it are the title block.
    body: Option<PassageId>,
    /// What the document found out itself, if it tells a study of its own.
    study: study::Study,
}

impl Account {
    /// From the title block, and from those whom the configuration declares.
    pub fn of(draft: &Draft, declared: &[String]) -> Self {
        let mut account = Self { names: declared.to_vec(), ..Self::default() };
        let (mut titles, mut cells) = (Vec::new(), Vec::new());
        let mut declared = false;
        for (at, passage) in draft.passages.each().take(HEAD) {
            let line = draft.words(at);
            let sentence = passage.kind.is_body() && line.trim_end().ends_with(['.', '?', '!', ':', '”']);
            // A table of contents is no form: nobody fills it in.
            let contents = passage.kind == PassageKind::Heading
                && line.trim().eq_ignore_ascii_case("contents")
                || line.trim().eq_ignore_ascii_case("table of contents");
            if sentence || contents {
                break;
            }
            // A form opens with a table of who, what and when.
            let cell = passage.kind == PassageKind::TableCell;
            if !cell {
                account.body = Some(at.next());
            }
            declared |= list::OWN_GENRE.find(line).is_some();
            account.assesses |= list::OWN_ASSESSES.find(line).is_some();
            account.heard |= list::OWN_GENRE_MINUTES.find(line).is_some();
            match passage.kind {
                PassageKind::Title | PassageKind::Heading => titles.push(at),
                PassageKind::TableCell => cells.push(at),
                _ => account.read(line),
            }
        }
        account.own = declared;
        // A title names who writes only where it says that this is the writer's own report; else it names the subject.
        for at in titles.into_iter().filter(|_| declared) {
            account.read(draft.words(at));
        }
        // The first body that a form names fills it in; the others are asked.
        for at in cells.into_iter().filter(|_| declared) {
            if !account.names.is_empty() {
                break;
            }
            account.read(draft.words(at));
        }
        if declared && account.names.is_empty() {
            account.names.extend(herself(draft));
        }
        account.names.extend(guide(draft));
        account.names.extend(members(&account.names));
        // A ministry writes for the government it belongs to.
        if account.names.iter().any(|name| name.split(' ').any(|word| list::OWN_MINISTRY.has(word))) {
            account.names.push("the Government".to_owned());
        }
        account.study = study::Study::of(draft);
        account
    }

    /// Whether what a passage asserts was found out by the document itself: see [`study::Study`].
    pub fn is_own_finding(&self, draft: &Draft, passage: PassageId, assertion: &Assertion) -> bool {
        self.study.holds(draft, passage, assertion)
    }

    /// Whether a passage belongs to the title block.
    pub fn is_title_block(&self, passage: PassageId) -> bool {
        self.body.is_some_and(|body| passage < body)
    }

    /// Takes the names of bodies out of a line of the title block.
    fn read(&mut self, line: &str) {
        let mut last: Option<usize> = None;
        for part in line.split([':', ',', '—', '–', '|', ';', '(', ')', '\n']) {
            let part = part.trim().trim_matches(['*', '_', '.']);
            let letters =
                part.len() <= 8 && part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
            if letters && last.is_some() {
                self.names.push(part.to_owned());
                continue;
            }
            last = body(part).map(|name| {
                self.names.extend(short(name));
                self.names.push(name.to_owned());
                self.names.len()
            });
        }
    }

    /// Whether a name is that of who writes.
    pub fn writes(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    /// Whether a passage speaks of the writer's own work, or goes on with the sentence before it that does: `It cost …`,
    /// `The second of them …`.
    pub fn is_own_at(&self, draft: &Draft, passage: PassageId) -> bool {
        let mut at = passage;
        for _ in 0..GOES_ON {
            if self.is_own(draft.words(at)) {
                return true;
            }
            let before = at
                .before()
                .filter(|_| list::OWN_GOES_ON.iter().any(|lead| draft.words(at).starts_with(lead)));
            let Some(before) = before
                .filter(|&before| draft.passages[before].paragraph == draft.passages[passage].paragraph)
            else {
                return false;
            };
            at = before;
        }
        false
    }

    /// Whether a sentence speaks of the writer's own work, and so can have no other source.
    pub fn is_own(&self, sentence: &str) -> bool {
        // In plain text a name may be parted by the end of a line.
        if sentence.contains('\n') {
            return self.is_own(&sentence.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        list::OWN_SUM.find(sentence).is_some()
            || self.names.iter().any(|name| speaks_of(sentence, name))
            || self.own && list::OWN_PROCESS.find(sentence).is_some()
            || self.assesses && (list::OWN_ESTIMATE.find(sentence).is_some() || is_option(sentence))
            || self.heard && list::OWN_SPEAKER.iter().any(|who| sentence.starts_with(who))
    }
}

/// `Option 3 – Lowering the limit to £5,760`: what is proposed.
fn is_option(sentence: &str) -> bool {
    let rest = sentence.strip_prefix("Option ").unwrap_or("");
    rest.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase() && rest.get(1..2) == Some(" "))
}

/// What a report calls the body that wrote it, where no title block says so: the one body that it often lets conclude and
/// recommend, with the letters that stand after its full name.
fn herself(draft: &Draft) -> Vec<String> {
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    let mut letters: BTreeMap<String, String> = BTreeMap::new();
    for (at, _) in draft.passages.each().filter(|(_, passage)| passage.kind.is_body()) {
        let words = words(draft.words(at));
        for index in 1..words.len() {
            let noun = &words[index];
            let body = noun.capital() && noun.flags.any(Flags::BODY);
            if !body {
                continue;
            }
            let follows = |by: usize| words.get(index + by).map_or("", |word| word.text);
            if words[index - 1].is("the")
                && (list::OWN_CONCLUDES.has(follows(1)) || list::OWN_CONCLUDES.has(follows(2)))
            {
                *said.entry(noun.text.to_lowercase()).or_default() += 1;
            }
            let short = follows(1);
            if short.len() > 1 && short.len() < 8 && short.bytes().all(|byte| byte.is_ascii_uppercase()) {
                letters.entry(noun.text.to_lowercase()).or_insert_with(|| short.to_owned());
            }
        }
    }
    let mut most: Vec<(&String, &usize)> = said.iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let Some(&(noun, &count)) = most.first() else { return Vec::new() };
    let second = most.get(1).map_or(0, |(_, count)| **count);
    if count < CONCLUDES || second * 2 > count {
        return Vec::new();
    }
    let mut capital = noun.clone();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    std::iter::once(format!("the {capital}")).chain(letters.get(noun).cloned()).collect()
}

/// The letters of a body that recommends throughout, which stand in the title block: an agency calls itself so in its own
/// guidance, `NHTSA recommends`.
fn guide(draft: &Draft) -> Option<String> {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let guides = |words: &str| words.contains(" recommends") || words.contains(" encourages");
    for (at, _) in draft.passages.each().filter(|(_, passage)| passage.kind.is_body()) {
        let said_here = draft.words(at);
        // Most sentences have neither verb, and need not be cut.
        if !guides(said_here) {
            continue;
        }
        for pair in words(said_here).windows(2) {
            let letters =
                pair[0].text.len() > 2 && pair[0].text.bytes().all(|byte| byte.is_ascii_uppercase());
            if letters && (pair[1].is("recommends") || pair[1].is("encourages")) {
                *said.entry(pair[0].text).or_default() += 1;
            }
        }
    }
    let (name, count) = said.into_iter().max_by_key(|(_, count)| *count)?;
    let head = draft.passages.ids().take(HEAD * 2);
    let titled = head.into_iter().any(|at| words(draft.words(at)).iter().any(|word| word.text == name));
    (count >= GUIDES && titled).then(|| name.to_owned())
}

/// The name of a body in a part of a title block: capitals throughout, a noun for a body, not what the title is about.
fn body(part: &str) -> Option<&str> {
    let by = list::OWN_BYLINE.iter().find_map(|by| {
        let head = part.get(..by.len()).filter(|head| head.eq_ignore_ascii_case(by))?;
        part.get(head.len()..).and_then(|rest| rest.strip_prefix(' '))
    });
    let name = by.unwrap_or(part);
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let about = list::OWN_ABOUT
        .iter()
        .any(|about| name.get(..about.len()).is_some_and(|head| head.eq_ignore_ascii_case(about)));
    let words: Vec<&str> = name.split(' ').collect();
    let capitals = words.iter().all(|word| {
        word.starts_with(char::is_uppercase) || lexicon::sentence(word).any(Flags::PREP.or(Flags::DET))
    });
    // "Senator Angus Reed" is a person, though a senator speaks for a house.
    let person = |word: &str| lexicon::citation(word).any(lexicon::Citation::HONORIFIC);
    let noun = words.iter().any(|word| lexicon::sentence(word).any(Flags::BODY) && !person(word));
    (!about && capitals && noun && words.len() > 1 && words.len() <= NAME && !name.contains(['“', '"', '.']))
        .then_some(name)
}

/// How the text goes on to call a body: `the Office`.
fn short(name: &str) -> Option<String> {
    let noun = name.split(' ').find(|word| lexicon::sentence(word).any(Flags::BODY))?;
    let mut letters = noun.chars();
    let first = letters.next()?;
    Some(format!("the {first}{}", letters.as_str().to_lowercase()))
}

/// What those are called who sit in the bodies of these names: the Commissioners of the Commission.
fn members(names: &[String]) -> Vec<String> {
    let noun = |name: &String| {
        let noun = name.split(' ').find(|word| lexicon::sentence(word).any(Flags::BODY));
        noun.map(str::to_lowercase)
    };
    let nouns: Vec<String> = names.iter().filter_map(noun).collect();
    let sits = |member: &&&str| {
        nouns.iter().any(|noun| noun.get(..MEMBER).is_some_and(|head| member.starts_with(head)))
    };
    let mut found: Vec<String> = list::OWN_MEMBERS
        .iter()
        .filter(sits)
        .map(|member| member[..1].to_uppercase() + &member[1..])
        .collect();
    found.dedup();
    found
}

/// Whether a name stands in a sentence outside quotations, as whole words.
fn speaks_of(sentence: &str, name: &str) -> bool {
    let alone = |at: usize, end: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // "The Office of Mines" is another body than "the Office".
        let longer =
            sentence.get(end..).is_some_and(|rest| rest.starts_with(" of ") || rest.starts_with(" for "));
        !letter(sentence[..at].chars().next_back()) && !letter(sentence[end..].chars().next()) && !longer
    };
    let quoted = |at: usize| sentence[..at].matches('“').count() > sentence[..at].matches('”').count();
    let with =
        |name: &str| sentence.match_indices(name).any(|(at, _)| alone(at, at + name.len()) && !quoted(at));
    with(name)
        || name.strip_prefix("the ").is_some_and(|bare| {
            sentence.starts_with("The ") && {
                let end = 4 + bare.len();
                sentence.get(4..end) == Some(bare) && alone(4, end)
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(lines: &[&str]) -> Account {
        let mut account = Account::default();
        for line in lines {
            account.own |= list::OWN_GENRE.find(line).is_some();
            account.heard |= list::OWN_GENRE_MINUTES.find(line).is_some();
            account.read(line);
        }
        account
    }

    #[test]
    fn who_writes_is_known_from_the_title_block() {
        let mint = account(&["ROYAL COINAGE OFFICE", "Annual Report 1911"]);
        assert!(mint.is_own("In May the Office moved 40,000 dies."));
        assert!(!mint.is_own("Forgers made 40,000 dies."));
        assert!(!mint.is_own("The Office of Works moved 40,000 dies."));
        let bees = account(&["Prepared by the Bureau of Hives (BH), for the Ministry of Orchards"]);
        assert!(bees.is_own("BH held two workshops."));
        assert!(!bees.is_own("The Ministry lost 4,000 hives."));
        assert!(!account(&["Audit of the Ministry of Orchards"]).is_own("The Ministry lost 4,000 hives."));
    }

    #[test]
    fn what_was_heard_and_reckoned_is_the_writers_own() {
        let hearing = account(&["Minutes of the Ferry Panel, 3 May"]);
        assert!(hearing.is_own("Ms. Varga said: “The ferry was full.”"));
        assert!(!account(&["The Ferry"]).is_own("Ms. Varga said: “The ferry was full.”"));
        assert!(account(&["The Ferry"]).is_own("This gives a loss of 3,100 crowns."));
    }
}
