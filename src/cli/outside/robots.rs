//! `robots.txt`, as RFC 9309 reads it.

/// What a host asks of robots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<(bool, String)>,
    /// How many seconds are to pass between two requests.
    pub delay: Option<u64>,
    all: Option<bool>,
}

/// More lines are not read.
const MOST_LINES: usize = 20_000;

impl Robots {
    /// Everything is allowed: there is no such file.
    pub fn open() -> Self {
        Self { all: Some(true), ..Self::default() }
    }

    /// Nothing is: the file could not be had.
    pub fn closed() -> Self {
        Self { all: Some(false), ..Self::default() }
    }

    /// Reads the lines meant for a robot of this name, else those for all.
    pub fn read(text: &str, name: &str) -> Self {
        let (mut own, mut any) = (None::<Self>, None::<Self>);
        let mut agents: Vec<String> = Vec::new();
        let mut in_rules = false;
        for line in text.lines().take(MOST_LINES) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if in_rules {
                    agents.clear();
                    in_rules = false;
                }
                // A version behind the name is none of its letters.
                agents.push(value.split('/').next().unwrap_or_default().trim().to_ascii_lowercase());
                continue;
            }
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            in_rules = true;
            let groups = [
                (&mut own, agents.iter().any(|agent| agent == name)),
                (&mut any, agents.iter().any(|it| it == "*")),
            ];
            for (group, meant) in groups {
                if !meant {
                    continue;
                }
                let group = group.get_or_insert_with(Self::default);
                match key.as_str() {
                    "crawl-delay" => {
                        group.delay =
                            value.parse::<f64>().ok().map(|seconds| seconds.clamp(0.0, 1e6).ceil() as u64)
                    }
                    // "Disallow:" with nothing behind it forbids nothing.
                    _ if value.is_empty() => {}
                    key => group.rules.push((key == "allow", value.to_owned())),
                }
            }
        }
        own.or(any).unwrap_or_else(Self::open)
    }

    /// Whether a path with its query may be asked for: the longest rule that fits decides, and of two as long the kinder.
    pub fn allow(&self, path: &str) -> bool {
        if let Some(all) = self.all {
            return all;
        }
        let fits = self.rules.iter().filter(|(_, pattern)| fits(pattern, path));
        fits.max_by_key(|(allow, pattern)| (pattern.len(), *allow)).is_none_or(|(allow, _)| *allow)
    }
}

/// Whether a pattern (`*` for any letters, `$` for the end) fits the beginning of a path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (turn, part) in parts.iter().enumerate() {
        let last = turn + 1 == parts.len();
        if last && whole {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    !whole || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let text =
            "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nCrawl-delay: 7\n";
        let robots = Robots::read(text, "claimlint");
        assert!(robots.allow("/a") && robots.allow("/private/open/b") && robots.allow("/a.pdf?x=1"));
        assert!(!robots.allow("/private/a") && !robots.allow("/x/a.pdf"));
        assert_eq!(robots.delay, Some(7));
    }

    #[test]
    fn a_group_of_our_own_goes_over_that_for_all() {
        let text = "User-agent: badbot\nUser-agent: claimlint\nDisallow: /\n\nUser-agent: *\nDisallow:\n";
        assert!(!Robots::read(text, "claimlint").allow("/a"));
        assert!(Robots::read(text, "other").allow("/a"));
        assert!(Robots::read("<html>no robots here</html>", "claimlint").allow("/a"));
        assert!(!Robots::closed().allow("/a"));
    }
}
