//! The order in which a screen reader goes through what is shown: from left to right within a row.
//!
//! Rows are drawn from both ends, so that what stands at the right edge keeps its place; the tree
//! that is handed to screen readers would be read in that order too. It is put in order here, for
//! every screen alike.

use std::collections::BTreeMap;

use egui::accesskit::{Node, NodeId, Rect, TreeUpdate};
use egui::{Context, FullOutput, Plugin};

/// Puts every tree in order before it is handed on.
pub(super) struct ReadingOrder;

impl Plugin for ReadingOrder {
    fn debug_name(&self) -> &'static str {
        "reading order"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        if let Some(update) = &mut output.platform_output.accesskit_update {
            put_in_order(update);
        }
    }
}

fn put_in_order(update: &mut TreeUpdate) {
    let nodes: BTreeMap<NodeId, &Node> =
        update.nodes.iter().map(|(id, node)| (*id, node)).collect();
    let mut places = BTreeMap::new();
    for id in nodes.keys() {
        place(*id, &nodes, &mut places);
    }
    for (_, node) in &mut update.nodes {
        let children = node.children();
        if children.len() > 1 {
            let ordered = by_rows(children, &places);
            if ordered != children {
                node.set_children(ordered);
            }
        }
    }
}

/// Where a node is seen: what is in it, where the node itself does not say.
fn place(
    id: NodeId,
    nodes: &BTreeMap<NodeId, &Node>,
    places: &mut BTreeMap<NodeId, Option<Rect>>,
) -> Option<Rect> {
    if let Some(known) = places.get(&id) {
        return *known;
    }
    let node = nodes.get(&id)?;
    places.insert(id, None);
    let own = node.bounds().filter(|own| own.width() > 0.0 && own.height() > 0.0);
    let seen = own.or_else(|| {
        let children = node.children().iter();
        let within = children.filter_map(|child| place(*child, nodes, places));
        within.reduce(|one, other| one.union(other))
    });
    places.insert(id, seen);
    seen
}

/// What follows on another in one row, from left to right; all else as it was.
fn by_rows(children: &[NodeId], places: &BTreeMap<NodeId, Option<Rect>>) -> Vec<NodeId> {
    let at = |id: &NodeId| places.get(id).copied().flatten();
    let mut ordered: Vec<NodeId> = Vec::with_capacity(children.len());
    for row in children.chunk_by(|one, next| {
        at(one).zip(at(next)).is_some_and(|(one, next)| is_one_row(one, next))
    }) {
        let mut row = row.to_vec();
        row.sort_by(|one, next| {
            let left = |id| at(id).map_or(0.0, |place| place.x0);
            left(one).total_cmp(&left(next))
        });
        ordered.extend(row);
    }
    ordered
}

/// Whether two stand side by side: neither above the other, and of about one height.
fn is_one_row(one: Rect, next: Rect) -> bool {
    let shared = one.y1.min(next.y1) - one.y0.max(next.y0);
    let apart = one.x1 <= next.x0 + 1.0 || next.x1 <= one.x0 + 1.0;
    apart
        && shared * 2.0 >= one.height().min(next.height())
        && shared * 4.0 >= one.height().max(next.height())
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::NodeT as _;

    use super::*;

    #[test]
    fn what_is_drawn_from_both_ends_is_read_from_left_to_right_and_rows_stay_rows() {
        let mut harness = Harness::builder().with_size([400.0, 200.0]).build_ui(|ui| {
            ui.ctx().add_plugin(ReadingOrder);
            for row in ["one", "two"] {
                ui.horizontal(|ui| {
                    ui.button(format!("{row}, first")).clicked();
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        ui.button(format!("{row}, fourth")).clicked();
                        ui.button(format!("{row}, third")).clicked();
                        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                            ui.button(format!("{row}, second")).clicked();
                        });
                    });
                });
            }
        });
        harness.run();
        let nodes = harness.root().children_recursive();
        let read: Vec<String> = nodes.filter_map(|node| node.accesskit_node().label()).collect();
        let wanted = ["one", "two"].iter().flat_map(|row| {
            ["first", "second", "third", "fourth"].map(|place| format!("{row}, {place}"))
        });
        assert_eq!(read, wanted.collect::<Vec<String>>());
    }
}
