//! throwaway
#![allow(clippy::all, clippy::pedantic, clippy::disallowed_methods)]
#[path = "stage/planned.rs"]
mod planned;
#[test]
fn look() {
    let m = |candidates, assessors, players, rooms| planned::Means {
        candidates,
        assessors,
        players,
        rooms,
    };
    std::fs::write(
        "/tmp/look/twelve.centre.ron",
        planned::file(&planned::centre("leading-and-managing", planned::TWELVE)),
    )
    .unwrap();
    std::fs::write(
        "/tmp/look/carousel.centre.ron",
        planned::file(&planned::centre("recruit-carousel", m(20, 9, 5, 8))),
    )
    .unwrap();
    std::fs::write(
        "/tmp/look/large.centre.ron",
        planned::file(&planned::centre("leading-and-managing", m(48, 28, 12, 24))),
    )
    .unwrap();
}
