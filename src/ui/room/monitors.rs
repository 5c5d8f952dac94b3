//! The monitors of this computer, in the order in which the system counts them.

/// How many can be named where the system does not say which there are.
const UNKNOWN: usize = 4;

/// The monitors in words, each in its place: `Monitor 2 · 1920 × 1080`.
pub fn of(frame: &eframe::Frame) -> Vec<String> {
    let Some(window) = frame.winit_window() else { return Vec::new() };
    let here = window.current_monitor();
    let all = window.available_monitors().enumerate();
    all.map(|(place, monitor)| {
        let size = monitor.size();
        words(place, (size.width, size.height), here.as_ref() == Some(&monitor))
    })
    .collect()
}

/// What stands in the menu: the monitors that are known, else numbers to try.
pub fn to_choose(known: &[String]) -> Vec<String> {
    if known.is_empty() {
        return (1..=UNKNOWN).map(|number| format!("Monitor {number}")).collect();
    }
    known.to_vec()
}

fn words(place: usize, (width, height): (u32, u32), is_here: bool) -> String {
    let here = if is_here { ", where this window is" } else { "" };
    format!("Monitor {} · {width} × {height}{here}", place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_monitor_is_known_by_its_number_its_size_and_whether_this_window_is_there() {
        assert_eq!(words(0, (1440, 900), true), "Monitor 1 · 1440 × 900, where this window is");
        assert_eq!(words(1, (1920, 1080), false), "Monitor 2 · 1920 × 1080");
    }

    #[test]
    fn where_the_system_does_not_say_which_there_are_numbers_can_be_tried() {
        assert_eq!(to_choose(&[]).len(), UNKNOWN);
        assert_eq!(to_choose(&["Monitor 1 · 1440 × 900".into()]), ["Monitor 1 · 1440 × 900"]);
    }
}
