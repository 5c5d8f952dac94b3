//! Drop-down lists and menus by keyboard, every one alike: the open list owns the arrows, which begin
//! at the chosen entry, or at the first; Enter or Space takes an entry and closes the list, Esc closes it as it was, and
//! the keys are at its button again; Tab closes it and goes on from there.
//!
//! egui closes a list on a click of the mouse alone, lets arrows leave it, and gives up the focus
//! on Esc before anybody is asked. So keys are taken out here before egui sees them.

use std::collections::BTreeMap;
use std::time::Duration;

use egui::accesskit::{Action, ActionRequest, NodeId, Role, Toggled};
use egui::{
    Context, Event, FocusDirection, FullOutput, Id, Key, LayerId, Memory, Plugin, Popup, RawInput,
    Ui, ViewportId,
};

/// The list that is open, and what was pressed for it.
#[derive(Default)]
pub(super) struct DropDown {
    open: Option<Open>,
    /// What could be chosen or pressed in the last frame, and whether it was chosen.
    choices: BTreeMap<NodeId, bool>,
    pressed: Pressed,
    /// What comes after the key that closed the list is for what lies behind it.
    waiting: Vec<Event>,
}

/// A list that is open.
struct Open {
    button: Id,
    list: Id,
    /// What takes the focus in it.
    stops: Vec<Id>,
    /// Its chosen entry, or its first, had its turn to get the focus.
    begun: bool,
    /// In how many passes it was drawn.
    drawn: u8,
}

/// What was pressed for the open list in this frame.
#[derive(Default)]
struct Pressed {
    steps: Vec<Step>,
    /// It is to be closed as it was.
    leaves: bool,
    /// The entry that has the focus is taken.
    takes: bool,
    /// An entry is pressed by a screen reader.
    told: bool,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Down,
    Up,
    First,
    Last,
}

/// What a key means for an open list.
enum Meaning {
    Step(Step),
    /// It does nothing, nor does it lead out of the list.
    Nothing,
    Leave,
    LeaveAndGoOn,
    Take,
}

impl Plugin for DropDown {
    fn debug_name(&self) -> &'static str {
        "drop-down lists"
    }

    fn input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        if input.viewport_id != ViewportId::ROOT {
            return;
        }
        let mut events = std::mem::take(&mut self.waiting);
        events.append(&mut input.events);
        self.pressed = Pressed::default();
        let Some(open) = &self.open else {
            input.events = events;
            return;
        };
        // What has just opened is measured first: its entries, if any, are there a frame later.
        let measured = open.drawn > 2 || !self.entries(open).is_empty();
        for event in events {
            if self.pressed.leaves || !self.waiting.is_empty() {
                self.waiting.push(event);
                continue;
            }
            if !measured && meaning(&event).is_some() {
                self.waiting.push(event);
                continue;
            }
            match meaning(&event) {
                Some(Meaning::Step(step)) => self.pressed.steps.push(step),
                Some(Meaning::Nothing) => {}
                Some(Meaning::Leave) => self.pressed.leaves = true,
                Some(Meaning::LeaveAndGoOn) => {
                    self.pressed.leaves = true;
                    self.waiting.push(event);
                }
                Some(Meaning::Take) => {
                    self.pressed.takes = true;
                    input.events.push(event);
                }
                None => {
                    self.pressed.told |= clicked(&event)
                        .is_some_and(|node| open.stops.iter().any(|id| id.accesskit_id() == node));
                    input.events.push(event);
                }
            }
        }
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        if ctx.viewport_id() != ViewportId::ROOT {
            return;
        }
        if !self.waiting.is_empty() {
            ctx.request_repaint_after(Duration::ZERO);
        }
        let Some(mut open) = self.open.take() else { return };
        let pressed = &self.pressed;
        if pressed.leaves {
            close(ctx, &open);
            return;
        }
        let entries = self.entries(&open);
        let focused = ctx.memory(Memory::focused);
        let chosen = entries.iter().position(|id| self.is_chosen(*id));
        let begins = !open.begun && focused == Some(open.button);
        open.begun |= !entries.is_empty();
        let from = entries.iter().position(|id| Some(*id) == focused).or(chosen);
        let from = from.or(begins.then_some(0));
        let last = entries.len().saturating_sub(1);
        let to = pressed.steps.iter().fold(from, |from, step| {
            Some(match step {
                Step::Down => from.map_or(0, |from| (from + 1).min(last)),
                Step::Up => from.map_or(last, |from| from.saturating_sub(1)),
                Step::First => 0,
                Step::Last => last,
            })
        });
        let moves = begins || !pressed.steps.is_empty();
        if let Some(to) = to.filter(|_| moves).and_then(|to| entries.get(to)) {
            ctx.memory_mut(|memory| memory.request_focus(*to));
        }
        self.open = Some(open);
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        if ctx.viewport_id() != ViewportId::ROOT {
            return;
        }
        let before = self.open.take();
        if let Some(open) = &before {
            let focused = ctx.memory(Memory::focused);
            let within = focused.is_some_and(|id| open.stops.contains(&id));
            let is_open = Popup::is_id_open(ctx, open.list);
            let taken = self.pressed.told || (self.pressed.takes && within);
            if is_open && taken || !is_open && within {
                close(ctx, open);
            }
        }
        self.pressed = Pressed::default();
        let open = Self::find(ctx);
        self.open = open.map(|open| match before.filter(|known| known.list == open.list) {
            Some(Open { begun, drawn, .. }) => {
                Open { begun, drawn: drawn.saturating_add(1), ..open }
            }
            None => open,
        });
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        let Some(update) = &output.platform_output.accesskit_update else { return };
        let choices = update.nodes.iter().filter_map(|(id, node)| match node.toggled() {
            Some(toggled) => Some((*id, toggled == Toggled::True)),
            None => (node.role() == Role::Button).then_some((*id, false)),
        });
        self.choices = choices.collect();
    }
}

impl DropDown {
    /// What can be chosen in it, from the first to the last.
    fn entries(&self, open: &Open) -> Vec<Id> {
        let stops = open.stops.iter().copied();
        stops.filter(|id| self.choices.contains_key(&id.accesskit_id())).collect()
    }

    fn is_chosen(&self, id: Id) -> bool {
        self.choices.get(&id.accesskit_id()).is_some_and(|chosen| *chosen)
    }

    /// The list that is open at the end of a pass.
    fn find(ctx: &Context) -> Option<Open> {
        if !Popup::is_any_open(ctx) {
            return None;
        }
        let known: Vec<(LayerId, Id, bool)> = ctx.viewport(|viewport| {
            let layers = viewport.this_pass.widgets.layers();
            let widgets = layers.flat_map(|(layer, widgets)| {
                widgets
                    .iter()
                    .map(|known| (*layer, known.id, known.enabled && known.sense.is_focusable()))
            });
            widgets.collect()
        });
        // So `ComboBox` and `Popup::menu` name their lists.
        let mut buttons = known.iter().map(|(_, id, _)| *id);
        let button = buttons.find(|id| Popup::is_id_open(ctx, id.with("popup")))?;
        let list = button.with("popup");
        let stops = known.iter().filter(|(layer, _, takes)| layer.id == list && *takes);
        let stops = stops.map(|(_, id, _)| *id).collect();
        Some(Open { button, list, stops, begun: false, drawn: 0 })
    }
}

/// Closes the list; the keys are at its button again.
fn close(ctx: &Context, open: &Open) {
    Popup::close_id(ctx, open.list);
    ctx.memory_mut(|memory| {
        memory.move_focus(FocusDirection::None);
        memory.request_focus(open.button);
    });
    ctx.request_repaint_after(Duration::ZERO);
}

/// What a press means for the open list; nothing where it is none of its keys.
fn meaning(event: &Event) -> Option<Meaning> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    if *key == Key::Tab && (modifiers.is_none() || modifiers.shift_only()) {
        return Some(Meaning::LeaveAndGoOn);
    }
    if modifiers.any() {
        return None;
    }
    Some(match key {
        Key::ArrowDown => Meaning::Step(Step::Down),
        Key::ArrowUp => Meaning::Step(Step::Up),
        Key::Home => Meaning::Step(Step::First),
        Key::End => Meaning::Step(Step::Last),
        Key::ArrowLeft | Key::ArrowRight => Meaning::Nothing,
        Key::Escape => Meaning::Leave,
        Key::Enter | Key::Space => Meaning::Take,
        _ => return None,
    })
}

/// What a screen reader presses.
fn clicked(event: &Event) -> Option<NodeId> {
    match event {
        Event::AccessKitActionRequest(ActionRequest {
            action: Action::Click, target_node, ..
        }) => Some(*target_node),
        _ => None,
    }
}
