//! The labelling: known cases, independent solvers, properties.

use claimlint::Claims;
use claimlint::inside::argument::cycles;
use claimlint::inside::argument::framework::Framework;
use claimlint::inside::argument::graph::{Graph, Parts};
use claimlint::inside::argument::label::{Label, Loss, label};
use claimlint::inside::argument::status::{Argued, Status, Why};
use claimlint::inside::case::Case;
use claimlint::inside::check::Options;
use claimlint::inside::text::{Text, Texts};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// Statuses of the entries of a claims file, by name.
fn statuses(claims: &str) -> Vec<(String, &'static str)> {
    with_case(claims, |case| {
        let argued = case.argued();
        (0..case.entries.len()).map(|at| (case.name(at).to_owned(), argued.status(at).name())).collect()
    })
}

/// Does something with the case of a claims file.
fn with_case<T>(claims: &str, with: impl FnOnce(&Case<'_>) -> T) -> T {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("t.claims", claims));
    let parsed = Claims::read(file, &texts);
    let options = Options::default();
    with(&Case::resolve(&texts, None, Some(&parsed), &options))
}

/// The words for why an entry fares as it does.
fn why(claims: &str, name: &str) -> String {
    with_case(claims, |case| case.why_words(case.entry_names[name]))
}

/// A small language for the cases: entries parted by semicolons. `c a` is a claim with evidence, `j a` a judgement
/// without, `s a` an assumption, `o a > b` an objection, `o a > b-c` an objection to a step; `: x y | z` adds reasons.
fn claims(short: &str) -> String {
    let mut out = String::from("source s [1] \"Words\"\n");
    for entry in short.split(';').map(str::trim).filter(|entry| !entry.is_empty()) {
        let (head, reasons) = entry.split_once(':').unwrap_or((entry, ""));
        let (head, target) = head.split_once('>').unwrap_or((head, ""));
        let (kind, name) = head.trim().split_once(' ').expect("a kind and a name");
        let name = name.trim();
        out += &match kind {
            "c" => format!("claim {name} \"It is so.\"\n    cites s\n"),
            "j" => format!("claim {name} \"It is so.\"\n    kind interpretation\n"),
            "s" => format!("assume {name} \"It is so.\"\n"),
            _ => format!("objection {name} \"It is not so.\"\n"),
        };
        for target in target.split_whitespace() {
            out += &match target.split_once('-') {
                Some((from, to)) => format!("    against step {from} to {to}\n"),
                None => format!("    against {target}\n"),
            };
        }
        for reason in reasons.split('|').map(str::trim).filter(|reason| !reason.is_empty()) {
            out += &format!("    because {}\n", reason.split_whitespace().collect::<Vec<_>>().join(", "));
        }
    }
    out
}

/// The known cases: what is written, and what stands, is defeated, unsupported, contested.
const KNOWN: &[(&str, &str, &str)] = &[
    ("a claim with evidence", "c a", "a+"),
    ("a judgement that says nothing for itself", "j a", "a-"),
    ("an assumption", "s a", "a+"),
    ("one unanswered objection", "c a; o x > a", "a! x+"),
    ("an answered objection: the claim is back", "c a; o x > a; o y > x", "a+ x! y+"),
    ("three in a row: it falls again", "c a; o x > a; o y > x; o z > y", "a! x+ y! z+"),
    ("two objections, one answered", "c a; o x > a; o w > a; o y > x", "a! x! w+ y+"),
    ("two that rebut each other", "o a > b; o b > a", "a? b?"),
    ("and a claim below them", "c t; o a > b t; o b > a", "t? a? b?"),
    ("an even ring of four", "o a > b; o b > c; o c > d; o d > a", "a? b? c? d?"),
    ("an even ring that something outside settles", "o a > b; o b > a; o k > a", "a! b+ k+"),
    ("three in an odd ring", "o a > b; o b > c; o c > a", "a? b? c?"),
    ("an objection to itself", "c t; o a > a t", "t? a?"),
    ("a fallen member takes its reason along", "c p; j t: p; o x > p", "p! t- x+"),
    ("linked: one of two is not enough", "c p; c q; j t: p q; o x > p", "p! q+ t- x+"),
    ("apart: one of two is enough", "c p; c q; j t: p | q; o x > p", "p! q+ t+ x+"),
    ("a claim with evidence outlives its reasons", "c p; c t: p; o x > p", "p! t+ x+"),
    ("an attack does not travel down", "c p; j t: p; o x > t", "p+ t! x+"),
    ("the step alone is attacked", "c p; j t: p; o x > p-t", "p+ t- x+"),
    ("the step is defended", "c p; j t: p; o x > p-t; o y > x", "p+ t+ x! y+"),
    ("the step of one reason of two", "c p; c q; j t: p | q; o x > p-t", "p+ q+ t+ x+"),
    ("an assumption is attacked", "s h; c p; j t: p h; o x > h", "h! p+ t- x+"),
    ("a chain of four", "c a; j b: a; j c: b; j d: c; o x > a", "a! b- c- d- x+"),
    ("a contested premise", "c p; j t: p; o x > p y; o y > x", "p? t? x? y?"),
    ("a contested premise beside a sound one", "c p; c q; j t: p | q; o x > p y; o y > x", "p? q+ t+ x? y?"),
    ("defeated although its reason is open", "c p; j t: p; o x > p y; o y > x; o z > t", "p? t! x? y? z+"),
    ("a ring of support without ground", "j a: b; j b: a", "a- b-"),
    ("a claim that supports itself", "j a: a", "a-"),
    ("a ring with ground outside", "c g; j a: b | g; j b: a", "g+ a+ b+"),
    ("a ring one of whose members has evidence", "c a: b; j b: a", "a+ b+"),
    ("its ground falls, and the ring with it", "c g; j a: b | g; j b: a; o x > g", "g! a- b- x+"),
    ("an objection that rests on a reason", "c t; c p; o x > t: p; o y > p", "t+ p! x- y+"),
    ("an objection to what rests on it", "o x > t: t; c t", "x? t?"),
    ("two targets of one objection", "c a; c b; o x > a b", "a! b! x+"),
    ("diamond", "c p; j l: p; j r: p; j t: l r; o x > p; o y > x", "p+ l+ r+ t+ x! y+"),
];

#[test]
fn known_cases() {
    let sign = |status: &str| match status {
        "stands" => '+',
        "defeated" => '!',
        "unsupported" => '-',
        _ => '?',
    };
    for (what, short, wanted) in KNOWN {
        let mut found: Vec<String> =
            statuses(&claims(short)).iter().map(|(name, status)| format!("{name}{}", sign(status))).collect();
        let mut wanted: Vec<String> = wanted.split(' ').map(str::to_owned).collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{what}: {short}");
    }
}

#[test]
fn reasons_are_told() {
    let two = claims("c p; c q; j t: p | q; o x > p; o w > t; o y > w");
    assert_eq!(why(&two, "t"), "on 1 of 2 reasons; 1 objection, answered by `y`");
    assert_eq!(why(&two, "p"), "by `x`, an objection that cites nothing");
    let one = claims("c p; j t: p; o x > p; j u: t");
    assert_eq!(why(&one, "t"), "depends on `p`, which is defeated by `x`, an objection that cites nothing");
    assert_eq!(why(&one, "u"), "depends on `t`, which is unsupported");
    assert_eq!(why(&claims("j a"), "a"), "has no source and no reason");
    assert_eq!(why(&claims("j a: b; j b: a"), "a"), "its reasons lead back to it");
    assert_eq!(
        why(&claims("o a > b; o b > a; c t; o q > t"), "a"),
        "`b` rebuts `a`, `a` rebuts `b`; nothing in the file settles it"
    );
    assert_eq!(
        why(&claims("c p; j t: p; o x > p-t"), "t"),
        "depends on the step from `p` to `t`, which is defeated by `x`, an objection that cites nothing"
    );
}

/// What cannot be resolved is reported elsewhere and fells nothing.
#[test]
fn holes_fell_nothing() {
    let file = "claim t \"It is so.\"\n    kind interpretation\n    because gone\nclaim u \"So.\"\n    cites nobody\n\
                claim v \"So.\"\n    because t, gone\n    kind forecast\nclaim w \"So.\"\n    kind forecast\n    becuase t\n";
    assert!(statuses(file).iter().all(|(_, status)| *status == "stands"), "{:?}", statuses(file));
}

/// Kinds that ask for neither evidence nor reasons stand; evidence against or for orientation is no ground.
#[test]
fn kinds_and_relations() {
    let file = "source s [1] \"W\"\nclaim d \"D.\"\n    kind definition\nclaim k \"K.\"\n    kind common-knowledge\n\
                claim v \"V.\"\n    kind value\nclaim b \"B.\"\n    cites s background\nclaim c \"C.\"\n    cites s contradicts\n";
    let found: Vec<&str> = statuses(file).iter().map(|(_, status)| *status).collect();
    assert_eq!(found, ["stands", "stands", "stands", "unsupported", "unsupported"]);
}

/// Random parts: entries, reasons, attacks, attacks on steps. Support may go in a ring if `rings`.
fn parts(most: usize, rings: bool) -> impl Strategy<Value = Parts> {
    (1..most).prop_flat_map(move |count| {
        let node = 0..count as u32;
        let reason = (node.clone(), prop::collection::vec(node.clone(), 1..4));
        (
            prop::collection::vec(any::<bool>(), count),
            prop::collection::vec(reason, 0..count * 2),
            prop::collection::vec((node.clone(), node.clone()), 0..count * 2),
            prop::collection::vec((node.clone(), 0..usize::MAX), 0..3),
        )
            .prop_map(move |(ground, mut reasons, attacks, steps)| {
                if !rings {
                    for (conclusion, members) in &mut reasons {
                        members.retain(|member| member < conclusion);
                    }
                    reasons.retain(|(_, members)| !members.is_empty());
                }
                let step_attacks = steps
                    .into_iter()
                    .filter_map(|(attacker, pick)| {
                        let (conclusion, members) = reasons.get(pick.checked_rem(reasons.len())?)?;
                        Some((attacker, (members[0], *conclusion)))
                    })
                    .collect();
                Parts { ground, reasons, attacks, step_attacks }
            })
    })
}

/// The grounded set by an independent implementation.
fn grounded(framework: &Framework) -> Vec<bool> {
    let mut other = argumentation::ArgumentationFramework::new();
    (0..framework.names.len()).for_each(|argument| other.add_argument(argument));
    for (from, to) in &framework.attacks {
        other.add_attack(from, to).expect("both are there");
    }
    let stands = other.grounded_extension();
    (0..framework.names.len()).map(|argument| stands.contains(&argument)).collect()
}

fn names(graph: &Graph) -> Vec<String> {
    (0..graph.nodes).map(|node| format!("n{node}")).collect()
}

/// The rule itself, looked at again and again until nothing changes: slow and plain.
fn plainly(graph: &Graph) -> Vec<Label> {
    let mut labels = vec![Label::Open; graph.nodes];
    loop {
        let before = labels.clone();
        for node in 0..graph.nodes {
            let is = |other: &u32, label| labels[*other as usize] == label;
            let reasons: Vec<u32> =
                graph.reasons.of(node).iter().copied().filter(|&r| !graph.circular[r as usize]).collect();
            let carried = graph.ground[node]
                || reasons.iter().any(|&r| graph.members.of(r as usize).iter().all(|m| is(m, Label::In)));
            let fallen = !graph.ground[node]
                && reasons.iter().all(|&r| graph.members.of(r as usize).iter().any(|m| is(m, Label::Out)));
            let objections = graph.objections.of(node);
            if objections.iter().any(|o| is(o, Label::In)) || fallen {
                labels[node] = Label::Out;
            } else if carried && objections.iter().all(|o| is(o, Label::Out)) {
                labels[node] = Label::In;
            }
        }
        if labels == before {
            return labels;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    /// Attacks alone, against another solver.
    #[test]
    fn attacks_agree_with_another_solver(count in 1usize..14, attacks in prop::collection::vec((0u32..14, 0u32..14), 0..30)) {
        let attacks: Vec<_> = attacks.into_iter().map(|(a, b)| (a % count as u32, b % count as u32)).collect();
        let graph = Graph::new(Parts { ground: vec![true; count], attacks: attacks.clone(), ..Parts::default() });
        let ours = label(&graph, &Loss::default());
        let framework = Framework::of(&graph, names(&graph));
        let theirs = grounded(&framework);
        for node in 0..count {
            prop_assert_eq!(ours[node] == Label::In, theirs[node]);
            let attacked = attacks.iter().any(|&(from, to)| to as usize == node && theirs[from as usize]);
            prop_assert_eq!(ours[node] == Label::Out, attacked);
        }
    }

    /// Support, steps and rings of support too, through the plain attack graph.
    #[test]
    fn support_agrees_with_another_solver(parts in parts(9, true)) {
        let graph = Graph::new(parts);
        let ours = label(&graph, &Loss::default());
        let theirs = grounded(&Framework::of(&graph, names(&graph)));
        for node in 0..graph.nodes {
            prop_assert_eq!(ours[node] == Label::In, theirs[node], "node {} of {:?}", node, graph);
        }
    }

    /// The counters come to what the rule says.
    #[test]
    fn counters_agree_with_the_rule(parts in parts(12, true)) {
        let graph = Graph::new(parts);
        prop_assert_eq!(label(&graph, &Loss::default()), plainly(&graph));
    }

    /// Where support has no ring, no reason is set aside; and what is left never has one.
    #[test]
    fn rings_are_found_and_cut(parts in parts(10, false), tied in parts(10, true)) {
        prop_assert!(!Graph::new(parts).circular.contains(&true));
        let graph = Graph::new(tied);
        let mut left = Vec::new();
        for reason in (0..graph.members.len()).filter(|&reason| !graph.circular[reason]) {
            left.extend(graph.members.of(reason).iter().map(|&member| (member, graph.conclusion[reason])));
        }
        let links = claimlint::inside::argument::graph::Links::new(graph.nodes, &left);
        let sizes = cycles::sizes(&cycles::components(&links));
        prop_assert!(sizes.iter().all(|&size| size == 1));
        prop_assert!(left.iter().all(|(a, b)| a != b));
    }

    /// The order of the file changes no status.
    #[test]
    fn order_does_not_matter(parts in parts(10, true), seed in any::<u64>()) {
        let count = parts.ground.len();
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|&at| (at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let at = |old: u32| order[old as usize] as u32;
        let mut ground = vec![false; count];
        (0..count).for_each(|old| ground[order[old]] = parts.ground[old]);
        let mut reasons: Vec<_> = parts.reasons.iter().map(|(of, members)| (at(*of), members.iter().rev().map(|&m| at(m)).collect())).collect();
        reasons.reverse();
        let moved = Parts {
            ground,
            reasons,
            attacks: parts.attacks.iter().rev().map(|&(a, b)| (at(a), at(b))).collect(),
            step_attacks: parts.step_attacks.iter().map(|&(o, (a, b))| (at(o), (at(a), at(b)))).collect(),
        };
        let before = label(&Graph::new(parts), &Loss::default());
        let after = label(&Graph::new(moved), &Loss::default());
        for old in 0..count {
            prop_assert_eq!(before[old], after[order[old]]);
        }
    }

    /// An objection that is answered at once changes nothing else.
    #[test]
    fn an_answered_objection_changes_nothing(parts in parts(10, true), target in 0u32..10) {
        let count = parts.ground.len() as u32;
        let mut more = parts.clone();
        more.ground.extend([true, true]);
        more.attacks.extend([(count, target % count), (count + 1, count)]);
        let before = label(&Graph::new(parts), &Loss::default());
        let after = label(&Graph::new(more), &Loss::default());
        prop_assert_eq!(&before[..count as usize], &after[..count as usize]);
    }

    /// Every status has a reason that is true.
    #[test]
    fn reasons_are_true(parts in parts(10, true)) {
        let argued = Argued::new(Graph::new(parts));
        let graph = &argued.graph;
        for node in 0..graph.nodes {
            match (argued.status(node), argued.why(node)) {
                (Status::Stands, Why::Carried { standing, .. }) => prop_assert!(graph.ground[node] || standing > 0),
                (Status::Defeated, Why::Objection(by)) => {
                    prop_assert!(graph.objections.of(node).contains(&(by as u32)) && argued.labels[by] == Label::In);
                }
                (Status::Unsupported, Why::Fallen(member)) => prop_assert_eq!(argued.labels[member], Label::Out),
                (Status::Unsupported, Why::Ring | Why::Nothing) => {}
                (Status::Contested, Why::Cycle(ring)) => {
                    prop_assert!(!ring.is_empty());
                    for (at, &from) in ring.iter().enumerate() {
                        let to = ring[(at + 1) % ring.len()] as u32;
                        let rests = graph.reasons.of(from).iter().any(|&r| graph.members.of(r as usize).contains(&to));
                        prop_assert!(rests || graph.objections.of(from).contains(&to));
                        prop_assert_eq!(argued.labels[from], Label::Open);
                    }
                }
                (status, why) => prop_assert!(false, "{:?} because {:?}", status, why),
            }
            prop_assert!(argued.way_down(node).len() <= graph.nodes);
        }
    }
}

/// A solver of the competitions, if one is installed: `crustabri` or `scalop`, as a process.
#[test]
fn an_installed_solver_agrees() {
    let args = ["solve", "-p", "SE-GR", "--logging-level", "off", "-f"];
    let Some(solver) = ["crustabri", "scalop"].into_iter().find(|solver| {
        std::process::Command::new(solver)
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success())
    }) else {
        println!("skipped: neither crustabri nor scalop is installed");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for round in 0..100 {
        let graph = Graph::new(parts(12, true).new_tree(&mut runner).expect("a graph").current());
        let path = folder.path().join(format!("{round}.af"));
        std::fs::write(&path, Framework::of(&graph, names(&graph)).af()).expect("it is written");
        let output = std::process::Command::new(solver).args(args).arg(&path).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = said.lines().find(|line| line.starts_with('w')).unwrap_or_else(|| panic!("{said}"));
        let theirs: Vec<usize> = line[1..].split_whitespace().map(|n| n.parse().expect("a number")).collect();
        let ours = label(&graph, &Loss::default());
        for (node, ours) in ours.iter().enumerate() {
            assert_eq!(
                *ours == Label::In,
                theirs.contains(&(node + 1)),
                "{solver}, round {round}, node {node}"
            );
        }
    }
}

/// Long chains and rings cost no stack and little time.
#[test]
fn ten_thousand_in_a_chain_or_a_ring() {
    let count = 10_000u32;
    let chain: Vec<_> = (1..count).map(|at| (at, vec![at - 1])).collect();
    let mut ground = vec![false; count as usize];
    let mut ring = chain.clone();
    ring.push((0, vec![count - 1]));
    let argued = Argued::new(Graph::new(Parts { ground: ground.clone(), reasons: ring, ..Parts::default() }));
    assert!((0..10_000).all(|node| argued.status(node) == Status::Unsupported));
    assert_eq!(argued.graph.circular.iter().filter(|&&circular| circular).count(), 10_000);
    ground[0] = true;
    let argued =
        Argued::new(Graph::new(Parts { ground: ground.clone(), reasons: chain, ..Parts::default() }));
    assert!((0..10_000).all(|node| argued.status(node) == Status::Stands));
    let objections: Vec<_> = (0..count - 1).map(|at| (at, (at + 1) % (count - 1))).collect();
    let ground = vec![true; count as usize];
    let argued = Argued::new(Graph::new(Parts { ground, attacks: objections, ..Parts::default() }));
    assert_eq!(argued.status(0), Status::Contested);
    assert!(matches!(argued.why(17), Why::Cycle(ring) if ring.len() == 9_999));
}
