//! A day as a set of slots: one bit a slot, at most [`SLOTS`] of them.

/// The most slots a day can have.
pub(super) const SLOTS: u32 = 128;

/// The slots from `from` up to and not including `until`.
pub(super) fn span(from: u32, until: u32) -> u128 {
    below(until) & !below(from)
}

/// The slots before `until`.
pub(super) fn below(until: u32) -> u128 {
    if until >= SLOTS { u128::MAX } else { (1 << until) - 1 }
}

/// Where something of `length` slots can begin when these are free. What ends after the last slot
/// fits as well: nothing else is there.
pub(super) fn fits(free: u128, length: u32) -> u128 {
    let busy = !free;
    // Bit by bit doubling: busy anywhere in the next `length` slots.
    let mut blocked = busy;
    let mut covered = 1;
    if length == 0 {
        return u128::MAX;
    }
    while covered < length {
        let step = covered.min(length - covered);
        blocked |= blocked >> step;
        covered += step;
    }
    !blocked
}

/// The starts of something of `length` slots that lies before, or after, something else of `other`
/// slots with one of these `starts` at least.
pub(super) fn clear_of(starts: u128, other: u32, length: u32) -> u128 {
    let Some(first) = first(starts) else { return 0 };
    // Before the last one, or after the first.
    below(end(starts).saturating_sub(length)) | !below(first + other)
}

/// The set moved later by so many slots.
pub(super) fn later(set: u128, by: u32) -> u128 {
    if by >= SLOTS { 0 } else { set << by }
}

/// The members of a set, lowest first.
pub(super) fn members(mut set: u128) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let first = set.trailing_zeros();
            set &= set - 1;
            first
        })
    })
}

/// The lowest member, if any.
pub(super) fn first(set: u128) -> Option<u32> {
    (set != 0).then(|| set.trailing_zeros())
}

/// One after the highest member; 0 when empty.
pub(super) fn end(set: u128) -> u32 {
    SLOTS - set.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_fits_where_all_its_slots_are_free() {
        for length in 1..40 {
            let free = !(span(5, 8) | span(20, 21) | span(60, 100));
            for start in 0..SLOTS {
                let fits_here = span(start, start + length) & !free == 0;
                assert_eq!(fits(free, length) >> start & 1 == 1, fits_here, "{start} {length}");
            }
        }
    }

    #[test]
    fn a_block_is_clear_of_a_meal_where_one_of_its_starts_is_left() {
        let meals = [span(30, 31), span(30, 41), span(30, 33) | span(50, 52), span(0, 2), 0];
        for (starts, length) in meals.into_iter().flat_map(|set| (1..30).map(move |l| (set, l))) {
            for start in 0..SLOTS {
                let clear = |meal: u32| meal + 9 <= start || start + length <= meal;
                let wanted = members(starts).any(clear);
                let found = clear_of(starts, 9, length) >> start & 1 == 1;
                assert_eq!(found, wanted, "{start} {length} {starts:b}");
            }
        }
    }

    #[test]
    fn sets_know_their_members_and_ends() {
        assert_eq!(members(span(3, 6)).collect::<Vec<_>>(), [3, 4, 5]);
        assert_eq!(
            (first(0), first(span(9, 10)), end(span(9, 12)), end(0)),
            (None, Some(9), 12, 0)
        );
        assert_eq!((end(span(100, 128)), below(128)), (128, u128::MAX));
    }
}
