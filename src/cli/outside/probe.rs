//! What a site says to an address that it cannot have: by that one tells what its 200 is worth.

/// What a site says to an address that it cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Probe {
    /// That it is not there, or nothing that looks like a page.
    Honest,
    /// 200, with this title and these bytes.
    SaysYes(String, [u8; 32]),
    /// It leads on to this address, which is there.
    Leads(String),
}
