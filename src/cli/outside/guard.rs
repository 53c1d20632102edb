//! Where no request goes: this machine, the networks round it, and what stands for them. A draft is a stranger's: its
//! addresses must not make us knock at doors inside the house.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

/// Why a name leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoName {
    /// There is no such name.
    Unknown,
    /// It could not be asked for.
    Trouble,
}

/// Why a host is not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shut {
    /// It lies inside.
    Inside,
    /// There is a list of the hosts that may be asked, and it is not on it.
    Unlisted,
    /// Its name leads nowhere.
    Nowhere(NoName),
}

/// Turns the name of a host into addresses.
pub trait Names: Send + Sync {
    /// The addresses of a host.
    ///
    /// # Errors
    /// Why it has none.
    fn addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, NoName>;
}

/// The names that the system knows.
#[derive(Debug)]
pub struct SystemNames;

impl Names for SystemNames {
    fn addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, NoName> {
        match (host, port).to_socket_addrs() {
            Ok(found) => Ok(found.collect()),
            // "No such name" has no kind of its own. What is not known to say it may be a server of names in trouble:
            // a host must not be called gone for that.
            Err(error) if says_no_name(&error.to_string()) => Err(NoName::Unknown),
            Err(_) => Err(NoName::Trouble),
        }
    }
}

/// Whether these are words by which a system (glibc, musl, BSD and macOS, Windows) says that there is no such name.
fn says_no_name(error: &str) -> bool {
    const SAID: [&str; 6] = [
        "name or service not known",
        "no address associated with hostname",
        "name does not resolve",
        "name has no usable address",
        "nodename nor servname provided",
        "no such host is known",
    ];
    let error = error.to_ascii_lowercase();
    SAID.iter().any(|said| error.contains(said))
}

/// Hosts that may lie in a private network: a mirror of the user's own. `host` or `host:port`.
#[derive(Debug, Clone, Default)]
pub struct Doors(Arc<Vec<String>>);

impl Doors {
    /// These hosts.
    pub fn new(hosts: Vec<String>) -> Self {
        Self(Arc::new(hosts.into_iter().map(|host| host.to_ascii_lowercase()).collect()))
    }

    /// Whether this host may be asked wherever it lies.
    pub fn open_to(&self, host: &str, port: u16) -> bool {
        let host = host.trim_matches(['[', ']']).to_ascii_lowercase();
        self.0.iter().any(|open| {
            *open == host || *open == format!("{host}:{port}") || *open == format!("[{host}]:{port}")
        })
    }
}

/// Whether a host is named so that it can only be one of this machine or its network.
pub fn is_private_name(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if let Ok(ip) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
        return is_private(ip);
    }
    !host.contains('.') || host == "localhost" || INSIDE.iter().any(|end| host.ends_with(end))
}

/// Ends of names that are given out inside a house only (RFC 6761, 6762, 8375, and the custom of routers).
const INSIDE: [&str; 7] = [".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet", ".corp"];

/// Whether an address is one of this machine, its networks, or of none that a page lies in.
pub fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_4(ip),
        IpAddr::V6(ip) => is_private_6(ip),
    }
}

fn is_private_4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || a == 100 && (64..128).contains(&b)
        || a == 198 && (18..20).contains(&b)
        || a == 192 && b == 0 && c == 0
}

fn is_private_6(ip: Ipv6Addr) -> bool {
    let [first, second, third, ..] = ip.segments();
    // An old address in the clothes of a new one (mapped, translated, 6to4, NAT64, Teredo) is judged as what it is.
    let [.., high, low] = ip.segments();
    let [h, l] = [high.to_be_bytes(), low.to_be_bytes()];
    let inner = match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff, ..] | [0, 0, 0, 0, 0xffff, 0, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => {
            Some(Ipv4Addr::new(h[0], h[1], l[0], l[1]))
        }
        [0x2002, high, low, ..] => {
            let [h, l] = [high.to_be_bytes(), low.to_be_bytes()];
            Some(Ipv4Addr::new(h[0], h[1], l[0], l[1]))
        }
        // Teredo hides the address of the client behind its bits turned.
        [0x2001, 0, ..] => Some(Ipv4Addr::new(!h[0], !h[1], !l[0], !l[1])),
        _ => None,
    };
    inner.is_some_and(is_private_4)
        || ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_multicast()
        || first & 0xfe00 == 0xfc00
        || first & 0xffc0 == 0xfe80
        || first & 0xffc0 == 0xfec0
        || first == 0x100 && second == 0
        || first == 0x2001 && second == 0xdb8
        || first == 0x3fff && second < 0x1000
        || first == 0x5f00
        // NAT64 of a house of its own (RFC 8215).
        || first == 0x64 && second == 0xff9b && third == 1
        || ip.segments()[..6] == [0; 6]
}

/// Asks for names and lets none through that leads inside, nor one that is not listed where there is a list.
pub struct Guard {
    names: Arc<dyn Names>,
    doors: Doors,
    only: Option<Doors>,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("doors", &self.doors).field("only", &self.only).finish_non_exhaustive()
    }
}

impl Guard {
    /// A guard over these names.
    pub fn new(names: Arc<dyn Names>, doors: Doors) -> Self {
        Self { names, doors, only: None }
    }

    /// The same, for these hosts and no others, whoever names them.
    pub fn only(self, hosts: Option<Vec<String>>) -> Self {
        Self { only: hosts.map(Doors::new), ..self }
    }

    /// Whether a host is one of those that may be asked at all.
    pub fn lists(&self, host: &str, port: u16) -> bool {
        self.only.as_ref().is_none_or(|only| only.open_to(host, port))
    }

    /// The hosts that may lie inside.
    pub fn doors(&self) -> &Doors {
        &self.doors
    }

    /// The addresses of a host that may be asked.
    ///
    /// # Errors
    /// Why there are none.
    pub fn addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, Shut> {
        let bare = host.trim_matches(['[', ']']);
        if !self.lists(host, port) {
            return Err(Shut::Unlisted);
        }
        let open = self.doors.open_to(host, port);
        if !open && is_private_name(host) {
            return Err(Shut::Inside);
        }
        let found = match bare.parse::<IpAddr>() {
            Ok(ip) => vec![SocketAddr::new(ip, port)],
            Err(_) => self.names.addresses(bare, port).map_err(Shut::Nowhere)?,
        };
        // One address inside is enough to be refused: which of them a connection takes is not ours to choose.
        if found.is_empty() {
            return Err(Shut::Nowhere(NoName::Unknown));
        }
        if !open && found.iter().any(|address| is_private(address.ip())) {
            return Err(Shut::Inside);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(&'static str);

    impl Names for Fixed {
        fn addresses(&self, _: &str, port: u16) -> Result<Vec<SocketAddr>, NoName> {
            Ok(vec![SocketAddr::new(self.0.parse().expect("an address"), port)])
        }
    }

    #[test]
    fn what_lies_inside_is_refused_in_all_its_clothes() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.9.9",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "::ffff:0:10.0.0.1",
            "64:ff9b:1::808:808",
            "2002:7f00:1::",
            "2001:0:808:808:0:0:f5ff:fffe",
            "3fff::1",
            "::127.0.0.1",
            "224.0.0.1",
        ] {
            assert!(is_private(inside.parse().expect(inside)), "{inside}");
            assert_eq!(
                Guard::new(Arc::new(Fixed(inside)), Doors::default()).addresses("page.example", 80),
                Err(Shut::Inside)
            );
        }
        for outside in ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808"] {
            assert!(!is_private(outside.parse().expect(outside)), "{outside}");
        }
        for name in [
            "localhost",
            "printer",
            "router.lan",
            "a.local",
            "metadata.google.internal",
            "[::1]",
            "127.0.0.1",
        ] {
            assert!(is_private_name(name), "{name}");
        }
        assert!(!is_private_name("example.org"));
    }

    #[test]
    fn only_what_is_known_to_say_so_says_that_there_is_no_such_name() {
        for said in [
            "failed to lookup address information: Name or service not known",
            "failed to lookup address information: nodename nor servname provided, or not known",
            "No such host is known. (os error 11001)",
        ] {
            assert!(says_no_name(said), "{said}");
        }
        for said in [
            "failed to lookup address information: Temporary failure in name resolution",
            "failed to lookup address information: Non-recoverable failure in name resolution",
            "failed to lookup address information: System error",
            "",
        ] {
            assert!(!says_no_name(said), "{said}");
        }
    }

    #[test]
    fn a_mirror_of_ones_own_may_lie_inside() {
        let guard = Guard::new(Arc::new(Fixed("10.0.0.7")), Doors::new(vec!["mirror.lan:8080".to_owned()]));
        assert!(guard.addresses("mirror.lan", 8080).is_ok());
        assert_eq!(guard.addresses("mirror.lan", 22), Err(Shut::Inside));
    }

    #[test]
    fn where_there_is_a_list_nobody_else_is_asked_be_it_by_number() {
        let list = |hosts: &[&str]| Some(hosts.iter().map(ToString::to_string).collect());
        let guard = |only| Guard::new(Arc::new(Fixed("8.8.8.8")), Doors::default()).only(only);
        let listed = guard(list(&["a.example", "b.example:8080"]));
        assert!(listed.addresses("a.example", 443).is_ok() && listed.addresses("b.example", 8080).is_ok());
        for (host, port) in
            [("b.example", 443), ("c.example", 443), ("8.8.8.8", 443), ("[2606:2800:220:1::1]", 80)]
        {
            assert_eq!(listed.addresses(host, port), Err(Shut::Unlisted), "{host}:{port}");
        }
        assert_eq!(
            guard(list(&[])).addresses("a.example", 443),
            Err(Shut::Unlisted),
            "an empty list names nobody"
        );
        assert!(guard(None).addresses("c.example", 443).is_ok());
    }
}
