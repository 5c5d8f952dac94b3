//! What comes in from files in the People stage: photos, and the sheets of a workbook.

use crate::stage;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use stage::window::{Window, read};

/// A window with one candidate chosen.
fn with_a_candidate() -> Window {
    let mut window = Window::open();
    window.press("New centre…");
    window.press("Make the centre");
    window.enter("Add a candidate as C01: type a name, then Enter", "Ada Abara");
    window.press("C01 · Ada Abara");
    window
}

fn photo_in(window: &mut Window) -> Option<[usize; 2]> {
    let document = window.saved_as("day.centre.ron");
    let mut record =
        bellwether::centre::Record::new(document.id, std::sync::Arc::new(document.scenario));
    record.merge(document.entries);
    let candidates = record.centre().people.candidates();
    let photo = candidates.first().unwrap().photo.clone()?;
    Some(photo.pixels().unwrap().0)
}

#[test]
fn a_photo_is_chosen_made_small_kept_in_the_file_and_taken_away_again() {
    let mut window = with_a_candidate();
    let path = window.path("ada.png");
    image::RgbImage::from_pixel(900, 1200, image::Rgb([90, 120, 150])).save(&path).unwrap();
    window.dialogs.choose(path);
    window.press("Add a photo…");
    assert!(
        window.harness.query_by_role_and_label(Role::Image, "Photo of C01 · Ada Abara").is_some()
    );
    assert_eq!(photo_in(&mut window), Some([240, 320]));
    window.press("Remove the photo");
    assert_eq!(photo_in(&mut window), None);
}

#[test]
fn what_is_no_picture_says_so_and_changes_nothing() {
    let mut window = with_a_candidate();
    let path = window.path("notes.jpg");
    std::fs::write(&path, "not a picture").unwrap();
    window.dialogs.choose(path);
    window.press("Add a photo…");
    assert!(window.shows("notes.jpg is not a picture that can be read"));
    assert_eq!(photo_in(&mut window), None);
}

#[test]
fn another_sheet_of_a_workbook_is_chosen_before_anybody_comes_in() {
    let mut window = with_a_candidate();
    let path = window.path("people.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, person) in [("Monday", "Mona Day"), ("Tuesday", "Tess Day")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write(0, 0, "Name").unwrap();
        sheet.write(1, 0, person).unwrap();
    }
    book.save(&path).unwrap();
    window.dialogs.choose(path);
    window.press("Bring in a list…");
    assert!(window.shows("sheet “Monday”"));
    window.harness.get_by_role_and_label(Role::ComboBox, "Sheet").click_accesskit();
    window.settle();
    window.press("Tuesday");
    assert!(window.shows("sheet “Tuesday”"));
    window.press("Bring them in");
    let path = window.path("week.centre.ron");
    let _document = window.saved_as("week.centre.ron");
    let text = format!("{:?}", read(&path).entries);
    assert!(text.contains("Tess Day") && !text.contains("Mona Day"));
}
