//! How numbers are shown: the one rounding of every screen, report and command.

/// A number for showing with so many decimals, halves rounded away from zero. A value such as 3.35
/// lies a hair below its decimal in binary and is taken as the decimal that it stands for. For
/// showing only, never to go on with.
pub fn shown(value: f64, decimals: u8) -> String {
    format!("{:.*}", usize::from(decimals), to_show(value, decimals))
}

/// The number that [`shown`] writes.
pub fn to_show(value: f64, decimals: u8) -> f64 {
    let parts = 10_f64.powi(i32::from(decimals));
    let settled = (value.abs() * parts + 0.5 + 1e-7).floor() / parts;
    // Nothing is left of it: no minus either.
    if settled == 0.0 { 0.0 } else { settled.copysign(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero_on_the_decimal_that_stands_there() {
        for (value, one, two) in [
            (3.25, "3.3", "3.25"),
            (2.25, "2.3", "2.25"),
            (3.35, "3.4", "3.35"),
            (1.005, "1.0", "1.01"),
            (3.875, "3.9", "3.88"),
            (3.125, "3.1", "3.13"),
            (2.9499, "2.9", "2.95"),
            (-0.25, "-0.3", "-0.25"),
            (-0.04, "0.0", "-0.04"),
            (-0.001, "0.0", "0.00"),
            (10.0 / 3.0, "3.3", "3.33"),
        ] {
            assert_eq!((&*shown(value, 1), &*shown(value, 2)), (one, two), "{value}");
        }
    }
}
