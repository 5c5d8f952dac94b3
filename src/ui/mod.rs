//! The window: it shows the state and sends changes, nothing else.
//!
//! **Invariants:** screens get `&Centre` and return [`asks::Asks`]; only [`app`] answers them.
//! No dialog and no file is waited for within a frame. Nothing that a person would miss lives in
//! egui's own memory.

pub mod app;
pub mod asks;
mod begin;
mod chime;
pub mod command;
mod consent;
pub mod cx;
mod damaged;
mod declare;
mod derived;
pub mod dialogs;
mod drop_down;
mod half_typed;
mod keys;
mod missing_letters;
pub mod pace;
mod palette;
mod rail;
mod reading_order;
pub mod reports_shown;
pub mod room;
pub mod screens;
pub mod search;
mod speech;
mod spoken;
pub mod stage;
pub mod theme;
mod toasts;
mod trail;
mod turns;
mod typed_path;
pub mod widgets;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use crate::clock::Clock;
use crate::files::fs::Disk;
use crate::files::places::Places;

/// How the window begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Start {
    /// Open this file.
    pub file: Option<PathBuf>,
    /// Open the sample centre.
    pub sample: bool,
    /// Rehearse at this speed: with a copy of the file, or with invented people.
    pub rehearse: Option<u8>,
    /// Keep journals and preferences below this folder.
    pub data: Option<PathBuf>,
}

/// Opens the window, with wgpu, else with OpenGL; else says in words what is missing.
pub fn run(start: &Start) -> ExitCode {
    let mut failures = Vec::new();
    for renderer in [eframe::Renderer::Wgpu, eframe::Renderer::Glow] {
        match open(start, renderer) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(error) => failures.push(format!("{renderer}: {error}")),
        }
    }
    eprintln_all(&failures);
    ExitCode::FAILURE
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn eprintln_all(failures: &[String]) {
    eprintln!("Bellwether cannot open its window on this machine.");
    for failure in failures {
        eprintln!("  {failure}");
    }
    eprintln!(
        "It needs a display and Vulkan, DirectX 12, Metal or OpenGL 2; a graphics driver is missing."
    );
    eprintln!("Without a window, `bellwether --help` lists what works on the command line.");
}

/// What the task bar shows; none rather than no window.
fn icon() -> egui::IconData {
    let png = include_bytes!("../../assets/desktop/bellwether.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

fn open(start: &Start, renderer: eframe::Renderer) -> eframe::Result {
    let mut options = eframe::NativeOptions {
        renderer,
        system_font_fallback: true,
        viewport: egui::ViewportBuilder::default()
            .with_title("Bellwether")
            .with_app_id("bellwether")
            .with_icon(icon())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([900.0, 600.0])
            .with_drag_and_drop(true),
        ..Default::default()
    };
    if let eframe::egui_wgpu::WgpuSetup::CreateNew(setup) = &mut options.wgpu_options.wgpu_setup {
        // A form is no reason to wake a laptop's second graphics card.
        setup.power_preference = eframe::wgpu::PowerPreference::LowPower;
    }
    let start = start.clone();
    eframe::run_native(
        "Bellwether",
        options,
        Box::new(move |cc| {
            let places = match &start.data {
                Some(folder) => Places::under(folder.clone()),
                None => Places::of_user().ok_or("this system names no folder for a user's data")?,
            };
            let parts = app::Parts {
                fs: Arc::new(Disk),
                places,
                time: Arc::new(Clock::new()),
                zone: jiff::tz::TimeZone::system(),
                dialogs: Box::<dialogs::Native>::default(),
            };
            Ok(Box::new(app::App::new(&cc.egui_ctx, parts, &start)))
        }),
    )
}
