//! Bitmap letters of TeX. Its printers' fonts name no characters; their codes are those of
//! TeX's own encodings, which agree with ASCII and Latin-1 where it matters most.

/// The letter that a code of such a font stands for, if the encodings agree on it.
pub fn letter(code: u32) -> Option<char> {
    match code {
        // Quotation marks and ligatures of OT1 and T1; those of one are free in the other.
        11 | 27 => Some('ﬀ'),
        12 | 28 => Some('ﬁ'),
        13 | 29 => Some('ﬂ'),
        14 | 30 => Some('ﬃ'),
        15 | 31 => Some('ﬄ'),
        16 => Some('“'),
        17 => Some('”'),
        21 => Some('–'),
        22 => Some('—'),
        39 => Some('’'),
        96 => Some('‘'),
        33 | 35..=38 | 40..=91 | 93 | 97..=122 => char::from_u32(code),
        // Signs of TS1: £, §, ©, ¶ and their like.
        132 => Some('†'),
        133 => Some('‡'),
        162..=169 | 172 | 174..=182 | 185..=190 | 192..=255 => char::from_u32(code),
        _ => None,
    }
}

/// Whether what made a file says that it was TeX.
pub fn made(by: &[u8]) -> bool {
    memchr::memmem::find(by, b"TeX").is_some()
        || memchr::memmem::find(by, b"dvips").is_some()
        || memchr::memmem::find(by, b"dvipdf").is_some()
}
