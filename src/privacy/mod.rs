//! What becomes of personal data: copies under pseudonyms, everything about one person for a
//! subject access request, how long data is kept, and erasure with its certificate.
//!
//! **Invariants:** pure; what is due, found and proposed here is shown to a person before anything
//! is done about it, and [`crate::workspace`] alone does it. Where typed text and names stand in
//! changes is said once, by [`crate::centre::personal`].

mod access;
mod certificate;
mod due;
mod erasing;
mod pseudonyms;
mod roll;

pub use access::{Access, Page, PageAct, PageTable, Told, access, html, json, page};
pub use certificate::{Certificate, certificate};
pub use due::{Kept, StaffKept, all_due, kept, staff};
pub use erasing::{Preview, erase, naming, preview};
pub use pseudonyms::{Alias, Proposal, aliases, copy, proposals};
