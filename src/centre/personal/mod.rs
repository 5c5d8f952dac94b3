//! Where personal data stands in changes: about whom a change is, and what in it somebody typed.
//!
//! **Invariant:** these matches have no wildcard over changes. Whoever adds a change says here
//! whom it is about and which of its fields are typed, or it does not compile: pseudonyms, answers
//! to subject access requests and erasure all rest on it.

mod about;
mod texts;

pub use about::{Index, about};
pub use texts::{Field, texts};
