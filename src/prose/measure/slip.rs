//! Figures that do not agree, and what makes two figures agree.

use super::{Approx, Quantity};
use crate::span::Span;

/// Figures of one sentence that do not agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// The figure that does not fit.
    pub span: Span,
    /// The words it was reckoned from.
    pub from: Span,
    /// The sum, in a sentence without its stop: "from 3.3 to 5.8 million is a rise of 76%, not 87%".
    pub says: String,
}

/// Whether two intervals share a value; what floating point loses is given back.
pub(super) fn meets(one: (f64, f64), two: (f64, f64)) -> bool {
    let slack = 1e-9 * (1.0 + one.1.abs().max(two.1.abs()));
    one.0 <= two.1 + slack && two.0 <= one.1 + slack
}

/// Whether a quantity is said as it stands or loosely, but not as a bound.
pub(super) fn sayable(quantity: &Quantity) -> bool {
    quantity.approx != Approx::Bound
}
