//! Hosts of addresses, and the part of a host that one owner registered.

/// The host of an address as printed, with or without its scheme, in lower
/// case; `None` if it is no web address.
pub fn host_of(address: &str) -> Option<String> {
    let address = address.trim();
    let whole = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let url = url::Url::parse(&whole).ok()?;
    if !matches!(url.scheme(), "http" | "https" | "ftp") {
        return None;
    }
    let host = url.host_str()?;
    host.contains('.').then(|| host.trim_start_matches("www.").to_owned())
}

/// The domain that an owner registered: `bbc.co.uk` of `news.bbc.co.uk`. A
/// blog under a shared host stays whole: `someone.blogspot.com`.
pub fn registrable(host: &str) -> Option<&str> {
    psl::domain_str(host)
}

/// Whether this is an ending under which many owners register: `com`, `co.uk`.
pub(super) fn is_shared_ending(domain: &str) -> bool {
    psl::suffix_str(domain) == Some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_owners() {
        assert_eq!(host_of("https://www.BBC.co.uk/news?x=1").as_deref(), Some("bbc.co.uk"));
        assert_eq!(host_of("www.hrw.org/report").as_deref(), Some("hrw.org"));
        assert_eq!(host_of("file:///home/x"), None);
        assert_eq!(host_of("no address"), None);
        assert_eq!(registrable("news.bbc.co.uk"), Some("bbc.co.uk"));
        assert_eq!(registrable("a.someone.blogspot.com"), Some("someone.blogspot.com"));
        assert!(is_shared_ending("go.jp") && !is_shared_ending("mod.go.jp"));
    }
}
