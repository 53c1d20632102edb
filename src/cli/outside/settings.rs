//! The settings of `verify`: a file that the user names on the command line. It is never looked for: a file of a
//! project, which a stranger may have written, must not say whom we ask, or which program is run.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use url::Url;

use super::registries;
use crate::cli::base::contact;
use crate::text::{nearest, toml_message};

/// What the file may say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    contact: Option<String>,
    pause: Option<f64>,
    mirror_pause: Option<f64>,
    timeout: Option<u64>,
    private: Vec<String>,
    verifier: Vec<String>,
    registries: BTreeMap<String, String>,
}

const KEYS: [&str; 7] = ["contact", "pause", "mirror-pause", "timeout", "private", "verifier", "registries"];

/// How outside is looked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// A mail address that goes into the user agent, so that operators can write to somebody.
    pub contact: Option<String>,
    /// The least pause between two pages of one host.
    pub pause: Duration,
    /// The pause between two requests to a registry that the settings put elsewhere; `None` for its usual one.
    pub mirror_pause: Option<Duration>,
    /// How long one request may take.
    pub timeout: Duration,
    /// Hosts that may lie in a private network.
    pub private: Vec<String>,
    /// The program that judges claims, with its arguments.
    pub verifier: Vec<String>,
    /// Registries that are elsewhere, by name.
    pub bases: BTreeMap<String, String>,
    /// Whether the system's proxy is used.
    pub proxy: bool,
    /// The hosts that may be asked, if nobody else may: the environment says so, and no file does.
    pub only: Option<Vec<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            contact: None,
            pause: Duration::from_secs(1),
            mirror_pause: None,
            timeout: Duration::from_secs(20),
            private: Vec::new(),
            verifier: Vec::new(),
            bases: BTreeMap::new(),
            proxy: true,
            only: None,
        }
    }
}

impl Settings {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| toml_message(error.message(), &KEYS))?;
        let mut settings = Self::default();
        if let Some(contact) = file.contact {
            settings.contact = Some(contact::contact(&contact)?);
        }
        let pause = |said: Option<f64>| match said {
            Some(pause) if !(0.0..=600.0).contains(&pause) => {
                Err("a pause is a number of seconds up to 600".to_owned())
            }
            said => Ok(said.map(Duration::from_secs_f64)),
        };
        // Strangers' hosts get their second whatever is written here.
        settings.pause = pause(file.pause)?.unwrap_or_default().max(settings.pause);
        settings.mirror_pause = pause(file.mirror_pause)?;
        if let Some(timeout) = file.timeout {
            if !(1..=600).contains(&timeout) {
                return Err("`timeout` is a number of seconds from 1 to 600".to_owned());
            }
            settings.timeout = Duration::from_secs(timeout);
        }
        for (name, base) in &file.registries {
            if !registries::names().any(|known| known == name) {
                let near = nearest(name, registries::names());
                let help = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                return Err(format!("there is no registry `{name}`{help}"));
            }
            let url = Url::parse(base)
                .ok()
                .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
            if url.is_none() {
                return Err(format!("`{name}` needs an address that begins with http:// or https://"));
            }
        }
        settings.private = file.private;
        settings.verifier = file.verifier;
        settings.bases = file.registries;
        Ok(settings)
    }

    /// What we call ourselves: the program, and whom to write to.
    pub fn agent(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        match &self.contact {
            Some(contact) => format!("claimlint/{version} (mailto:{contact})"),
            None => format!("claimlint/{version}"),
        }
    }

    /// The pause between two requests to a registry.
    pub fn pause_of(&self, name: &str, usual: Duration) -> Duration {
        self.mirror_pause.filter(|_| self.bases.contains_key(name)).unwrap_or(usual)
    }

    /// Where a registry is.
    pub fn base(&self, name: &str, usual: &str) -> String {
        self.bases.get(name).map_or(usual, String::as_str).trim_end_matches('/').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_meant_is_told() {
        for (text, told) in [
            ("contct = \"a@b.c\"\n", "did you mean `contact`?"),
            ("contact = \"nobody\"\n", "is a mail address"),
            ("contact = \"a@b.c\\r\\nX: y\"\n", "is a mail address"),
            ("timeout = 0\n", "from 1 to 600"),
            ("[registries]\ncrosref = \"https://x.example\"\n", "did you mean `crossref`?"),
            ("[registries]\ncrossref = \"ftp://x.example\"\n", "begins with http"),
        ] {
            let error = Settings::read(text).expect_err(text);
            assert!(error.contains(told), "{text}: {error}");
        }
        let settings = Settings::read("contact = \"ann@example.org\"\npause = 0.1\n").expect("it is right");
        assert!(settings.agent().ends_with("(mailto:ann@example.org)"));
        assert_eq!(settings.pause, Duration::from_secs(1));
    }
}
