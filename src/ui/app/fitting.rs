//! A window that would reach over the edge of a small screen takes the whole of it instead.

use egui::{Context, ViewportCommand};

use super::App;

/// About what the bars of a desktop and the frame of a window take of a screen's height.
const BARS: f32 = 60.0;

impl App {
    /// Once, as soon as it is known how large the screen is.
    pub(super) fn fit_the_screen(&mut self, ctx: &Context) {
        if self.view.fitted {
            return;
        }
        let Some(screen) = ctx.input(|input| input.viewport().monitor_size) else { return };
        let window = ctx.content_rect().size();
        self.view.fitted = true;
        if window.x > screen.x || window.y + BARS > screen.y {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
    }
}
