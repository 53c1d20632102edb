//! Set phrases that silence a sentence: it names its source, offers options, foretells,
//! sums up, speaks of the document, discloses or defines. Written by hand for claimlint;
//! found in one pass.

use std::sync::LazyLock;

use super::guard::Silence;
use crate::lexicon::{Words, list};
use crate::needles::Needles;

/// Every list, and what its words make of a sentence.
static PHRASES: [(&Words, Silence); 8] = [
    (&list::POINTER, Silence::Sourced),
    (&list::OPTION, Silence::Advice),
    (&list::FORECAST, Silence::Forecast),
    (&list::SUMMARY, Silence::Summary),
    (&list::OF_ITSELF, Silence::OwnVoice),
    (&list::DISCLOSURE, Silence::Disclosure),
    (&list::DEFINING_SIGN, Silence::Definition),
    (&list::SUPPOSED_CASE, Silence::Supposition),
];

static POINTER: LazyLock<Needles> =
    LazyLock::new(|| Needles::new(PHRASES.iter().flat_map(|(list, _)| list.iter())));

/// Whether set phrases silence the sentence; a look at the bytes.
pub fn points_elsewhere(sentence: &str) -> Option<Silence> {
    let found = POINTER.first_to_end(sentence)?.number;
    let mut end = 0;
    PHRASES.iter().find_map(|(list, silence)| {
        end += list.len();
        (found < end).then_some(*silence)
    })
}
