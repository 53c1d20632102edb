//! How fast prose is read: sentences, classes and signs. `cargo bench --bench prose`;
//! divan prints MB/s. The budget is 40 MB/s on one core.

use std::fmt::Write as _;

use claimlint::inside::prose::{Class, assertion, reading, sentences};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Policy prose of the kind that `benches/speed.rs` makes: one sentence in five asserts.
fn prose(bytes: usize) -> Vec<String> {
    const PLACES: [&str; 8] =
        ["Harwick", "Osaka", "Dover", "Bergen", "Cádiz", "Gdańsk", "Piraeus", "Halifax"];
    const GOODS: [&str; 8] = ["grain", "timber", "herring", "coal", "wool", "salt", "copper", "tea"];
    const FILLER: [&str; 4] = [
        "The council argued for a long time about who should pay, and the merchants argued back.",
        "This is the point at which the older accounts and the newer ones part company.",
        "Dues of this kind rest on custom more than on statute, and custom changes slowly.",
        "It should not be read as a judgement on the officers of the port.",
    ];
    let (mut blocks, mut block, mut made, mut count) = (Vec::new(), String::new(), 0, 0_usize);
    while made < bytes {
        let before = block.len();
        if count % 5 == 0 {
            let (place, goods) = (PLACES[count / 5 % 8], GOODS[count / 40 % 8]);
            let _ = write!(
                block,
                "In {}, the port of {place} cleared {},{:03} tonnes of {goods} at berth {count:06}. ",
                1800 + count % 200,
                1 + count % 90,
                count * 7 % 1000
            );
        } else {
            let _ = write!(block, "{} ", FILLER[count * 7 % 4]);
        }
        made += block.len() - before;
        count += 1;
        if count % 6 == 0 {
            blocks.push(std::mem::take(&mut block).trim_end().to_owned());
        }
    }
    blocks.push(block.trim_end().to_owned());
    blocks
}

fn run(bencher: Bencher, each: impl Fn(&str) + Sync) {
    let blocks = prose(2_000_000);
    let bytes: usize = blocks.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for block in &blocks {
            sentences(block, 0, &mut |span| each(&block[span.range()]));
        }
    });
}

/// Where sentences end.
#[divan::bench(sample_count = 10)]
fn sentences_alone(bencher: Bencher) {
    run(bencher, |sentence| {
        black_box(sentence);
    });
}

/// What `check` does of each sentence: its signs, and whether it needs support.
#[divan::bench(sample_count = 10)]
fn sentences_and_assertions(bencher: Bencher) {
    run(bencher, |sentence| {
        black_box(assertion(sentence));
    });
}

/// What `show` does of each sentence: its class too.
#[divan::bench(sample_count = 10)]
fn sentences_classes_and_signs(bencher: Bencher) {
    run(bencher, |sentence| {
        black_box(reading(sentence).class == Class::Assertion);
    });
}
