//! The argument as a plain attack graph, for other solvers: what they call grounded is what stands here.
//!
//! Support is turned into attacks with a few more arguments. Each entry and attacked step is an argument, and an
//! objection attacks its targets. An entry *c* that is a premise gets an argument `not-c` that *c* attacks;
//! each reason is an argument that the `not-` of its members attacks; and an entry without ground of its own gets
//! an argument `lack-c`, which attacks *c* and is attacked by the reasons of *c*. Reasons that go in a ring are
//! left out, since they carry nothing.

use std::fmt::Write as _;

use super::graph::Graph;

/// Arguments by name, and who attacks whom (indices into the names). The first arguments are the nodes of the
/// graph, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Framework {
    /// The arguments, by name.
    pub names: Vec<String>,
    /// Attacker and target.
    pub attacks: Vec<(usize, usize)>,
}

impl Framework {
    /// Of a graph; `names` are those of its nodes. Linear.
    pub fn of(graph: &Graph, names: Vec<String>) -> Self {
        let mut framework = Self { names, attacks: Vec::new() };
        for node in 0..graph.nodes {
            framework.attacks.extend(graph.objects.of(node).iter().map(|&target| (node, target as usize)));
        }
        let mut denials: Vec<Option<usize>> = vec![None; graph.nodes];
        for node in 0..graph.nodes {
            let lack =
                (!graph.ground[node]).then(|| framework.add(format!("lack-{}", framework.names[node])));
            if let Some(lack) = lack {
                framework.attacks.push((lack, node));
            }
            for (number, &reason) in graph.reasons.of(node).iter().enumerate() {
                if graph.circular[reason as usize] {
                    continue;
                }
                let argument = framework.add(format!("reason-{}-{}", number + 1, framework.names[node]));
                framework.attacks.extend(lack.map(|lack| (argument, lack)));
                for &member in graph.members.of(reason as usize) {
                    let member = member as usize;
                    let denial = match denials[member] {
                        Some(denial) => denial,
                        None => {
                            let denial = framework.add(format!("not-{}", framework.names[member]));
                            framework.attacks.push((member, denial));
                            *denials[member].insert(denial)
                        }
                    };
                    framework.attacks.push((denial, argument));
                }
            }
        }
        framework
    }

    fn add(&mut self, name: String) -> usize {
        self.names.push(name);
        self.names.len() - 1
    }

    /// The i23 format of the International Competition on Computational Models of Argumentation: `p af N`, then a
    /// line for each attack, arguments numbered from 1. Comments name the arguments.
    pub fn af(&self) -> String {
        let mut out = format!("p af {}\n", self.names.len());
        for (number, name) in self.names.iter().enumerate() {
            let _ = writeln!(out, "# {} {name}", number + 1);
        }
        for (from, to) in &self.attacks {
            let _ = writeln!(out, "{} {}", from + 1, to + 1);
        }
        out
    }

    /// The apx format: `arg(a).` and `att(a,b).`. Hyphens are written as underscores, since a name with a hyphen is
    /// a difference there.
    pub fn apx(&self) -> String {
        let names = self.plain_names();
        let mut out = String::new();
        for name in &names {
            let _ = writeln!(out, "arg({name}).");
        }
        for &(from, to) in &self.attacks {
            let _ = writeln!(out, "att({},{}).", names[from], names[to]);
        }
        out
    }

    /// Trivial graph format: names, a line with `#`, then attacks.
    pub fn tgf(&self) -> String {
        let names = self.plain_names();
        let mut out = String::new();
        for name in &names {
            let _ = writeln!(out, "{name}");
        }
        out.push_str("#\n");
        for &(from, to) in &self.attacks {
            let _ = writeln!(out, "{} {}", names[from], names[to]);
        }
        out
    }

    /// Names of letters, digits and underscores, none twice.
    fn plain_names(&self) -> Vec<String> {
        let mut seen = std::collections::HashSet::new();
        let plain = |name: &String| {
            let mut plain: String =
                name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            while !seen.insert(plain.clone()) {
                plain.push_str("_x");
            }
            plain
        };
        self.names.iter().map(plain).collect()
    }
}
