//! `false-precision`: a loose word before a figure that is not loose.

use crate::diagnostic::{Edit, Level};
use crate::draft::PassageKind;
use crate::prose::measure::relative::quoted;
use crate::prose::measure::{Approx, Quantity, Unit};
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "false-precision",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a word such as “about” before an exact figure",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
"About", "some", "nearly" and the like go before round figures: not before one with decimals and three or more digits (four, where one decimal of a million is all: 22.8 million), nor before a whole number of four or more. Quarters and halves (12.5, 1.25) count as round.

## Why it matters
"Some 71.9%" says at once that the figure is rough and that it is exact to a tenth; readers cannot know which.

## Example
```text
Some 71.9% of them agreed.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “Some 71.9%”.

```text
Exports were worth nearly 1.53 million crowns.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “nearly 1.53 million”.

## Instead
```text
71.9% of them agreed.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
```text
Exports were worth 1.53 million crowns.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Not flagged
Round figures.
```text
Some 2,000 ships called, nearly 1.5 times as many as before, and about 0.5% of them sank.[1] They brought about 278 million crowns, or about 12.5%.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Authority
HM Treasury, Magenta Book: avoid spurious accuracy; IPCC guidance on uncertainty (2010).
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (passage, quantities) in case.measured() {
        if draft.passages[*passage].kind == PassageKind::TableCell {
            continue;
        }
        let text = draft.words(*passage);
        for quantity in quantities.iter().filter(|quantity| exact_to_the_eye(text, quantity)) {
            let whole = quantity.hedge.to(quantity.span);
            let quoted = quoted(text, quantity.opens());
            let Some(place) = case.in_passage(*passage, whole).filter(|_| !quoted) else { continue };
            let (hedge, figure) = (&text[quantity.hedge.range()], &text[quantity.span.range()]);
            let mut finding = sink
                .finding(place, format!("“{hedge}” does not go with an exact figure ({figure})"))
                .label("vague and exact at once")
                .why("readers cannot tell whether the figure is rough or exact")
                .help(format!("drop “{hedge}”, or round {figure}"))
                .passage(Some(*passage));
            // "nearly" says that the figure is a bound; only words without a side can go.
            if quantity.approx == Approx::About {
                let gap = Span { start: quantity.hedge.start, end: quantity.span.start };
                let removed =
                    case.in_passage(*passage, gap).filter(|place| case.slice(*place) == &text[gap.range()]);
                if let Some(place) = removed {
                    finding = finding.fix(
                        format!("drop “{hedge}”"),
                        false,
                        vec![Edit { place, text: String::new() }],
                    );
                }
            }
            sink.push(finding);
        }
    }
}

/// A loosened figure of more digits than a rough one has.
fn exact_to_the_eye(words: &str, quantity: &Quantity) -> bool {
    let loose = matches!(quantity.approx, Approx::About | Approx::Nearly) && !quantity.hedge.is_empty();
    if !loose || quantity.unit == Unit::Percent && quantity.value >= 99.0 {
        return false;
    }
    if quantity.step == 1.0 {
        return quantity.digits >= 4;
    }
    // "278 billion" is round: only decimals make a scaled number exact.
    let said = words.get(quantity.span.range()).unwrap_or("");
    let decimals = said.contains('.') || said.contains(',') && quantity.step < 1.0;
    // Multiples of a quarter or a twentieth: 12.5, 1.25, 3.75, 1.05 million.
    let quarters = (quantity.value * 4.0).fract().abs() < 1e-6 && quantity.step < 1.0;
    let scaled = quantity.step > 1.0 && ((quantity.value / quantity.step).round() % 5.0).abs() < 1e-6;
    // Of millions a first decimal is a round figure still: 22.8 million.
    let parts = said
        .split_once(['.', ','])
        .map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
    let least = if quantity.step > 1.0 && parts < 2 { 4 } else { 3 };
    quantity.digits >= least && decimals && !quarters && !scaled
}
