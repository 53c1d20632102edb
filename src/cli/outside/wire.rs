//! One request and its answer. Nothing is followed, unpacked or kept here: no redirects, no compression (a body that
//! grows cannot go off where nothing unpacks it), no cookies.

use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, Proxy, ProxyProtocol};
use url::Url;

use super::guard::{Guard, NoName, Shut, is_private_name};
use crate::draft::html::head::forbids_copies;

/// The variable of the environment that lists the hosts that may be asked, if it is set.
pub const LIST: &str = "CLAIMLINT_HOSTS";

/// What came back.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Where it leads on to, or where what it shows really is.
    pub location: Option<String>,
    /// The type of the body, small, without its parameters.
    pub kind: String,
    /// The encoding of its letters, if the type names one.
    pub charset: Option<String>,
    /// After how many seconds one may ask again.
    pub retry_after: Option<u64>,
    /// How many requests in how many seconds the server says it takes.
    pub limit: Option<(u64, u64)>,
    /// The body, as far as it was wanted.
    pub body: Vec<u8>,
    /// Whether there was more of it.
    pub cut: bool,
    /// Whether it came compressed, which was not asked for.
    pub packed: bool,
    /// Whether its headers ask that no copy be kept (`X-Robots-Tag: noarchive`).
    pub no_copy: bool,
}

/// Why nothing came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The address lies inside: nothing was asked.
    Inside,
    /// There is a list of the hosts that may be asked, and this one is not on it: nothing was asked.
    Unlisted,
    /// The name of the host leads nowhere.
    NoName,
    /// It took too long.
    Timeout,
    /// Something else: the end of a sentence.
    Trouble(String),
}

impl Fate {
    /// What happened, as the end of a sentence.
    pub fn said(&self) -> String {
        match self {
            Fate::Inside => "is an address of a private network, which is never asked".to_owned(),
            Fate::Unlisted => format!("was not asked for: {LIST} does not name its host"),
            Fate::NoName => "has a host whose name does not resolve".to_owned(),
            Fate::Timeout => "did not answer in time".to_owned(),
            Fate::Trouble(what) => what.clone(),
        }
    }
}

/// How requests are made.
#[derive(Debug, Clone)]
pub struct How {
    /// What we call ourselves.
    pub agent: String,
    /// How long one request may take.
    pub timeout: Duration,
    /// Whether the system's proxy is used; a test has none.
    pub proxy: bool,
}

/// Makes requests.
pub struct Wire {
    agent: Agent,
    guard: Arc<Guard>,
    proxied: bool,
    /// Behind a proxy: whether each host lies inside, as far as this machine can tell. Asked once for each.
    inside: Mutex<HashMap<(String, u16), bool>>,
}

/// Why the proxy of the environment cannot be used, if there is one and it cannot: going round it is not what its
/// owner wants.
pub fn proxy_trouble() -> Option<String> {
    let proxy = Proxy::try_from_env()?;
    let usable = matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https);
    (!usable).then(|| {
        "the environment names a SOCKS proxy, which claimlint cannot use; nothing was asked".to_owned()
    })
}

/// Where ureq asks for addresses.
#[derive(Debug)]
struct Asked {
    guard: Arc<Guard>,
    /// The host of the system's proxy, which may lie inside.
    proxy: Option<String>,
}

/// How a refusal of the guard gets through ureq.
#[derive(Debug)]
struct Refused(Shut);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

impl Resolver for Asked {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().unwrap_or_default();
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("http") { 80 } else { 443 });
        let found = if self.proxy.as_deref() == Some(host) && self.guard.lists(host, port) {
            use std::net::ToSocketAddrs;
            let nowhere = |_| Shut::Nowhere(NoName::Trouble);
            (host, port).to_socket_addrs().map(Iterator::collect).map_err(nowhere)
        } else {
            self.guard.addresses(host, port)
        };
        let found: Vec<_> = found.map_err(|why| Error::Other(Box::new(Refused(why))))?;
        let mut out = self.empty();
        for address in found.into_iter().take(16) {
            out.push(address);
        }
        Ok(out)
    }
}

impl Wire {
    /// A wire with the system's certificates.
    pub fn new(how: &How, guard: Arc<Guard>) -> Self {
        let certs: Vec<Certificate<'static>> = rustls_native_certs::load_native_certs()
            .certs
            .iter()
            .map(|cert| Certificate::from_der(cert.as_ref()).to_owned())
            .collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&certs))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let proxy = if how.proxy { Proxy::try_from_env() } else { None };
        let proxy_host = proxy.as_ref().map(|proxy| proxy.host().to_owned());
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(how.timeout))
            .user_agent(how.agent.as_str())
            .accept_encoding("identity")
            .max_response_header_size(64 * 1024)
            .tls_config(tls)
            .proxy(proxy)
            .build();
        let proxied = proxy_host.is_some();
        let asked = Asked { guard: Arc::clone(&guard), proxy: proxy_host };
        let agent = Agent::with_parts(config, DefaultConnector::default(), asked);
        Self { agent, guard, proxied, inside: Mutex::default() }
    }

    /// Whether a host that a proxy would look up lies inside by what this machine knows of it.
    fn lies_inside(&self, host: &str, port: u16) -> bool {
        let Ok(mut known) = self.inside.lock() else { return true };
        let look = || matches!(self.guard.addresses(host, port), Err(Shut::Inside));
        *known.entry((host.to_owned(), port)).or_insert_with(look)
    }

    /// Asks once. At most so many bytes of the body are read.
    ///
    /// # Errors
    /// Why nothing came back.
    pub fn get(&self, url: &Url, accept: &str, most: u64) -> Result<Reply, Fate> {
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or(443);
        if !self.guard.lists(host, port) {
            return Err(Fate::Unlisted);
        }
        // Behind a proxy the name is looked up by the proxy: what we can see, we look at here.
        if is_private_name(host) && !self.guard.doors().open_to(host, port) {
            return Err(Fate::Inside);
        }
        if self.proxied && self.lies_inside(host, port) {
            return Err(Fate::Inside);
        }
        let answer = self.agent.get(url.as_str()).header("accept", accept).call().map_err(fate)?;
        let (parts, body) = answer.into_parts();
        let header =
            |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
        let number =
            |name: &str| header(name).and_then(|value| value.trim_end_matches('s').parse::<u64>().ok());
        let mut kind = header("content-type").unwrap_or_default().split(';');
        let name = kind.next().unwrap_or_default();
        let charset = kind.filter_map(|part| part.split_once('=')).find_map(|(key, value)| {
            let is_it = key.trim().eq_ignore_ascii_case("charset");
            is_it.then(|| value.trim().trim_matches('"').to_owned())
        });
        let mut reply = Reply {
            status: parts.status.as_u16(),
            location: header("location").or(header("content-location")).map(str::to_owned),
            kind: name.trim().to_ascii_lowercase(),
            charset,
            // A date here needs a clock that agrees with the server's: a minute is as good.
            retry_after: header("retry-after").map(|value| value.parse().unwrap_or(60)),
            limit: number("x-rate-limit-limit").zip(number("x-rate-limit-interval")),
            packed: header("content-encoding")
                .is_some_and(|it| !it.is_empty() && !it.eq_ignore_ascii_case("identity")),
            no_copy: parts
                .headers
                .get_all("x-robots-tag")
                .iter()
                .filter_map(|value| value.to_str().ok())
                .any(forbids_us_copies),
            ..Reply::default()
        };
        if most == 0 || reply.packed {
            return Ok(reply);
        }
        let mut reader = body.into_reader().take(most + 1);
        let mut piece = [0; 8192];
        loop {
            match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => reply.body.extend_from_slice(piece.get(..count).unwrap_or_default()),
                // What came so far says that it is there; the rest did not come.
                Err(_) => {
                    reply.cut = true;
                    break;
                }
            }
        }
        if reply.body.len() as u64 > most {
            reply.body.truncate(usize::try_from(most).unwrap_or(usize::MAX));
            reply.cut = true;
        }
        Ok(reply)
    }
}

/// Whether a header for robots asks all of them, or us, to keep no copy: `noarchive`, `otherbot: noarchive`.
fn forbids_us_copies(header: &str) -> bool {
    let names_a_robot = |head: &str| !head.contains(',') && !head.trim().contains(['_', ' ']);
    match header.split_once(':').filter(|(head, _)| names_a_robot(head)) {
        Some((robot, words)) => {
            let ours = matches!(robot.trim().to_ascii_lowercase().as_str(), "claimlint" | "*");
            // `max-snippet: 5, noarchive` names no robot.
            (ours || robot.trim().to_ascii_lowercase().starts_with("max-")) && forbids_copies(words)
        }
        None => forbids_copies(header),
    }
}

fn fate(error: Error) -> Fate {
    match error {
        Error::Timeout(_) => Fate::Timeout,
        Error::HostNotFound => Fate::NoName,
        Error::Other(inner) => match inner.downcast_ref::<Refused>() {
            Some(Refused(Shut::Inside)) => Fate::Inside,
            Some(Refused(Shut::Unlisted)) => Fate::Unlisted,
            Some(Refused(Shut::Nowhere(NoName::Unknown))) => Fate::NoName,
            Some(Refused(Shut::Nowhere(NoName::Trouble))) => {
                Fate::Trouble("could not be asked: names cannot be looked up at the moment".to_owned())
            }
            None => Fate::Trouble(format!("could not be asked: {inner}")),
        },
        Error::Rustls(error) => Fate::Trouble(format!("has a certificate that is not accepted: {error}")),
        Error::Tls(why) => Fate::Trouble(format!("could not be asked over TLS: {why}")),
        Error::Io(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => Fate::Trouble("refused the connection".to_owned()),
            std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock => Fate::Timeout,
            _ if error.to_string().contains("certificate") => {
                Fate::Trouble(format!("has a certificate that is not accepted: {error}"))
            }
            _ => Fate::Trouble(format!("broke the connection: {error}")),
        },
        Error::ConnectProxyFailed(why) => {
            Fate::Trouble(format!("could not be reached through the proxy: {why}"))
        }
        other => Fate::Trouble(format!("gave no answer that can be read: {other}")),
    }
}
