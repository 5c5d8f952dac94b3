//! What is read out when it comes or changes, to those who cannot see it.

use egui::Response;
use egui::accesskit::Live;

/// Words that are read out by themselves: once the voice is free, or at once when they are urgent.
pub fn read_out(words: &Response, urgent: bool) {
    let live = if urgent { Live::Assertive } else { Live::Polite };
    words.ctx.accesskit_node_builder(words.id, |node| node.set_live(live));
}
