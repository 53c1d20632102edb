//! A mail address that goes into a header of requests.

/// A mail address that can stand in a header as it is.
///
/// # Errors
/// That it is none.
pub fn contact(text: &str) -> Result<String, String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"()<>\"".contains(&byte));
    match text.split_once('@') {
        Some((name, host)) if plain && !name.is_empty() && host.contains('.') && text.len() < 200 => {
            Ok(text.to_owned())
        }
        _ => Err("the contact is a mail address: `ann@example.org`".to_owned()),
    }
}
