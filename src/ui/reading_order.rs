//! The order in which a screen reader and Tab go through what is shown: from left to right within
//! a row.
//!
//! Rows are drawn from both ends, so that what stands at the right edge keeps its place; egui would
//! read and walk them in that order. The tree of each frame is put in order here, for every screen
//! alike, and Tab goes by the same tree, so that what is heard next is what Tab leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::accesskit::{Node, NodeId, Rect, Role, TreeUpdate};
use egui::{
    Context, Event, FocusDirection, FullOutput, Id, Key, LayerId, Modifiers, Plugin, RawInput, Ui,
    ViewportId, ViewportIdMap,
};

use super::spoken;
use super::trail::{Read, Step, Trail};
use super::widgets::layers::is_covered;

/// Puts every tree in order before it is handed on, and leads Tab through it.
#[derive(Default)]
pub(super) struct ReadingOrder {
    /// The windows that are being drawn, with their titles, the innermost last.
    drawn: Vec<(ViewportId, String)>,
    /// What was in each window in its last frame, in order, and where its keys were.
    read: ViewportIdMap<(Arc<Read>, Trail)>,
}

impl Plugin for ReadingOrder {
    fn debug_name(&self) -> &'static str {
        "reading order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        // Tab goes by the tree, so there is one also where no screen reader listens.
        ctx.enable_accesskit();
        // Under X11 a window cannot be asked for its title, which is empty then.
        let title = input.viewport().title.clone().filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| "Bellwether".to_owned());
        self.drawn.push((input.viewport_id, title));
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        let Some(window) = self.drawn.last().map(|(window, _)| *window) else { return };
        let Some((read, trail)) = self.read.get_mut(&window) else { return };
        if ctx.data_mut(|data| data.remove_temp::<bool>(anew())).is_some() {
            *trail = Trail::default();
        }
        let focused = ctx.memory(egui::Memory::focused);
        let again = trail.note(focused, read, is_covered(ctx));
        let steps = ctx.input(|input| input.events.iter().filter_map(step).collect::<Vec<_>>());
        let kept = ctx.data(|data| data.get_temp::<Id>(keeper()));
        if (steps.is_empty() && again.is_none()) || (focused.is_some() && focused == kept) {
            return;
        }
        let reached = reached(ctx);
        let stops: Vec<Id> =
            read.order.iter().filter_map(|node| reached.get(node).copied()).collect();
        let from = focused.or(again.filter(|id| stops.contains(id)));
        let to = steps.iter().fold(from, |from, step| trail.next(&stops, read, from, *step));
        if let Some(to) = to.filter(|to| Some(*to) != focused) {
            ctx.memory_mut(|memory| {
                // egui would go on from there in the order of drawing.
                memory.move_focus(FocusDirection::None);
                memory.request_focus(to);
            });
        }
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let drawn = self.drawn.pop();
        let update = output.platform_output.accesskit_update.as_mut();
        if let Some(((window, title), update)) = drawn.zip(update) {
            put_in_order(update, panes(ctx, window, update));
            spoken::complete(update, &title);
            let read = Arc::new(Read::new(in_order(update), update));
            self.read.entry(window).or_default().0 = read;
        }
    }
}

/// Says whether Tab is the widget's own as long as it has the focus: a field that takes what it
/// offers with it.
pub(super) fn keep_tab(ctx: &Context, id: Id, keeps: bool) {
    ctx.data_mut(|data| {
        if keeps {
            data.insert_temp(keeper(), id);
        } else {
            data.remove::<Id>(keeper());
        }
    });
}

/// Another stage is shown: Tab begins in it, wherever the keys were before.
pub(super) fn begin_anew(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(anew(), true));
}

/// Where it is kept that another stage is shown.
fn anew() -> Id {
    Id::unique("Tab begins anew")
}

/// Where it is kept which widget keeps Tab.
fn keeper() -> Id {
    Id::unique("keeps Tab")
}

fn step(event: &Event) -> Option<Step> {
    let Event::Key { key: Key::Tab, pressed: true, modifiers, .. } = event else { return None };
    if *modifiers == Modifiers::NONE {
        Some(Step::On)
    } else {
        modifiers.shift_only().then_some(Step::Back)
    }
}

/// What the keys can reach: it takes the focus, and no dialog lies over it.
fn reached(ctx: &Context) -> BTreeMap<NodeId, Id> {
    let known: Vec<(LayerId, Id)> = ctx.viewport(|viewport| {
        let layers = viewport.prev_pass.widgets.layers();
        let widgets = layers.flat_map(|(layer, widgets)| {
            let takes = widgets.iter().filter(|known| known.enabled && known.sense.is_focusable());
            takes.map(|known| (*layer, known.id))
        });
        widgets.collect()
    });
    ctx.memory(|memory| {
        let free = known.into_iter().filter(|(layer, _)| memory.allows_interaction(*layer));
        free.map(|(_, id)| (id.accesskit_id(), id)).collect()
    })
}

/// All nodes in the order in which they are read.
fn in_order(update: &TreeUpdate) -> Vec<NodeId> {
    let nodes: BTreeMap<NodeId, &Node> =
        update.nodes.iter().map(|(id, node)| (*id, node)).collect();
    let mut waiting: Vec<NodeId> = update.tree.iter().map(|tree| tree.root).collect();
    let mut read = Vec::with_capacity(nodes.len());
    while let Some(id) = waiting.pop() {
        read.push(id);
        waiting.extend(nodes.get(&id).into_iter().flat_map(|node| node.children().iter().rev()));
    }
    read
}

/// Where the columns of a window are: a column that holds little stands beside one that holds much
/// all the same.
fn panes(ctx: &Context, window: ViewportId, update: &TreeUpdate) -> Places {
    let panes = update.nodes.iter().filter(|(_, node)| node.role() == Role::Pane);
    let panes: BTreeSet<NodeId> = panes.map(|(id, _)| *id).collect();
    ctx.viewport_for(window, |viewport| {
        let widgets = viewport.prev_pass.widgets.layers().flat_map(|(_, widgets)| widgets);
        let placed = widgets.map(|known| (known.id.accesskit_id(), known.rect));
        let found = placed.filter(|(id, rect)| panes.contains(id) && rect.is_positive());
        let rect = |rect: egui::Rect| Rect {
            x0: rect.left().into(),
            y0: rect.top().into(),
            x1: rect.right().into(),
            y1: rect.bottom().into(),
        };
        found.map(|(id, place)| (id, Some(rect(place)))).collect()
    })
}

/// Where nodes are seen; nothing where they are not.
type Places = BTreeMap<NodeId, Option<Rect>>;

/// With `places` that are known.
fn put_in_order(update: &mut TreeUpdate, mut places: Places) {
    let nodes: BTreeMap<NodeId, &Node> =
        update.nodes.iter().map(|(id, node)| (*id, node)).collect();
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
fn place(id: NodeId, nodes: &BTreeMap<NodeId, &Node>, places: &mut Places) -> Option<Rect> {
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
fn by_rows(children: &[NodeId], places: &Places) -> Vec<NodeId> {
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
        let mut harness = harness();
        harness.run();
        let nodes = harness.root().children_recursive();
        let read: Vec<String> = nodes.filter_map(|node| node.accesskit_node().label()).collect();
        assert_eq!(read, wanted());
    }

    #[test]
    fn tab_goes_as_it_is_read_and_back_the_same_way() {
        let mut harness = harness();
        harness.run();
        let mut walk = |modifiers, steps: usize| -> Vec<String> {
            let steps = (0..steps).map(|_| {
                harness.key_press_modifiers(modifiers, Key::Tab);
                harness.run();
                let focused =
                    harness.root().children_recursive().find(egui_kittest::Node::is_focused);
                focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
            });
            steps.collect()
        };
        assert_eq!(walk(Modifiers::NONE, 8), wanted());
        assert_eq!(walk(Modifiers::NONE, 1), ["one, first"], "round and round");
        let back: Vec<String> = wanted().into_iter().rev().collect();
        assert_eq!(walk(Modifiers::SHIFT, 8), back);
    }

    #[test]
    fn a_widget_that_keeps_tab_is_not_left_by_it() {
        let mut harness = Harness::builder().build_ui(|ui| {
            ui.ctx().add_plugin(ReadingOrder::default());
            let keeps = ui.button("keeps");
            keep_tab(ui.ctx(), keeps.id, true);
            let tab = true;
            let filter = egui::EventFilter { tab, ..egui::EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(keeps.id, filter));
            ui.button("other").clicked();
        });
        harness.run();
        for _ in 0..3 {
            harness.key_press(Key::Tab);
            harness.run();
            let focused = harness.root().children_recursive().find(egui_kittest::Node::is_focused);
            let focused = focused.and_then(|node| node.accesskit_node().label());
            assert_eq!(focused.as_deref(), Some("keeps"));
        }
    }

    #[test]
    fn a_window_has_a_name_though_the_system_does_not_tell_its_title() {
        for (told, wanted) in [(None, "Bellwether"), (Some(""), "Bellwether"), (Some("Ash"), "Ash")]
        {
            let mut harness = harness();
            let id = harness.input().viewport_id;
            let window = harness.input_mut().viewports.entry(id).or_default();
            window.title = told.map(str::to_owned);
            harness.run();
            assert_eq!(harness.root().accesskit_node().label().as_deref(), Some(wanted));
        }
    }

    #[test]
    fn when_what_had_the_focus_is_gone_tab_goes_on_beside_it() {
        for (step, wanted) in [(Modifiers::NONE, "after"), (Modifiers::SHIFT, "before")] {
            let mut there = true;
            let mut harness = Harness::builder().build_ui(move |ui| {
                ui.ctx().add_plugin(ReadingOrder::default());
                ui.button("first").clicked();
                ui.button("before").clicked();
                if there {
                    let goes = ui.push_id("goes", |ui| ui.button("goes")).inner;
                    there = !goes.clicked();
                }
                ui.push_id("after", |ui| ui.button("after")).inner.clicked();
            });
            harness.run();
            let mut press = |modifiers, key| {
                harness.key_press_modifiers(modifiers, key);
                harness.run();
                let focused =
                    harness.root().children_recursive().find(egui_kittest::Node::is_focused);
                focused.and_then(|node| node.accesskit_node().label())
            };
            for _ in 0..3 {
                press(Modifiers::NONE, Key::Tab);
            }
            assert_eq!(press(Modifiers::NONE, Key::Space), None, "it went with the focus");
            assert_eq!(press(step, Key::Tab).as_deref(), Some(wanted));
        }
    }

    fn harness() -> Harness<'static> {
        Harness::builder().with_size([400.0, 200.0]).build_ui(|ui| {
            ui.ctx().add_plugin(ReadingOrder::default());
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
        })
    }

    fn wanted() -> Vec<String> {
        let rows = ["one", "two"].iter().flat_map(|row| {
            ["first", "second", "third", "fourth"].map(|place| format!("{row}, {place}"))
        });
        rows.collect()
    }
}
