//! What lies over what: keys belong to the dialog that lies over the window, not to what it covers.

use egui::{Context, LayerId, Ui};

/// Whether a dialog lies over the window.
pub fn is_covered(ctx: &Context) -> bool {
    ctx.memory(|memory| !memory.allows_interaction(LayerId::background()))
}

/// Whether keys belong to what is drawn here: no dialog lies over it.
pub fn is_free(ui: &Ui) -> bool {
    ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
}
