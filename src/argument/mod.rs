//! Draft, notes and claims file tied together: what every rule looks at.
