//! Whether there are enough assessors, in words.

use super::count;
use crate::planning::Staffing;

/// Rule A4: that there are too few assessors, and how many more to bring; nothing where there are
/// enough.
pub fn few_assessors(staffing: Staffing) -> Option<String> {
    let lacking = staffing.lacking();
    (lacking > 0).then(|| {
        format!(
            "{} and {}: more than {} for each. Bring {} more.",
            count(staffing.candidates, "candidate", "candidates"),
            count(staffing.assessors, "assessor", "assessors"),
            staffing.most,
            count(lacking, "assessor", "assessors"),
        )
    })
}
