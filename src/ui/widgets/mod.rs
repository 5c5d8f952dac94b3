//! The parts that screens are made of. They know colours and values, never a centre.

pub mod bars;
pub mod buttons;
pub mod cards;
pub mod fields;
pub mod levels;
pub mod marks;
