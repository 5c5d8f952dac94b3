//! The shell: it knows all screens, and alone answers what they ask.

mod announcing;
mod answer;
mod arrivals;
mod centre_files;
mod cues;
mod drawing_board;
mod fitting;
mod leaving;
mod naming;
mod printing;
mod rehearsing;
mod replan;
mod reporting;
mod roster;
mod shortcuts;
mod solving;
mod stages;
mod summary;
mod timetable_out;
mod topbar;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::Ui;
use jiff::tz::TimeZone;

use super::asks::{Ask, Asks};
use super::command::Command;
use super::cx::Cx;
use super::derived::Derived;
use super::dialogs::{FileDialogs, Question};
use super::room::RoomScreens;
use super::room::around::Around;
use super::screens::design::Design;
use super::screens::live::Live;
use super::screens::observe::Observe;
use super::screens::people::People;
use super::screens::reports::Reports;
use super::screens::scorecards::Scorecards;
use super::screens::timetable::Timetable;
use super::screens::wash_up::WashUp;
use super::stage::Stage;
use super::theme::{self, Palette};
use super::toasts::Toasts;
use super::turns::Turns;
use super::typed_path::{Typed, TypedPath};
use super::widgets::follow;
use super::{Start, begin, consent, damaged, declare, drop_down, keys, palette, reading_order};
use crate::centre::Author;
use crate::clock::{Rehearsal, Time};
use crate::files::fs::Fs;
use crate::files::places::Places;
use crate::files::prefs::{self, Prefs};
use crate::scenario::Scenario;
use crate::time::{Now, between};
use crate::words;
use crate::workspace::{Env, LeftBehind, Workspace};
use arrivals::Arrivals;
use drawing_board::Board;
use naming::Nameless;
use printing::Printing;
use replan::Replans;
use reporting::Reporting;
use solving::Solving;
use summary::who_here;

/// The longest that figures wait for a window that takes long to paint.
const MOST_PAUSE: Duration = Duration::from_millis(600);

/// What the window needs of the world.
pub struct Parts {
    /// The disk.
    pub fs: Arc<dyn Fs>,
    /// Where journals and preferences lie.
    pub places: Places,
    /// Where moments come from.
    pub time: Arc<dyn Time>,
    /// The time zone of the machine.
    pub zone: TimeZone,
    /// How files are asked for.
    pub dialogs: Box<dyn FileDialogs>,
}

/// The window's state.
pub struct App {
    desk: Desk,
    prefs: Prefs,
    dialogs: Box<dyn FileDialogs>,
    screens: Screens,
    view: View,
    scenarios: Vec<Scenario>,
    board: Board,
    printing: Printing,
    reporting: Reporting,
    solving: Solving,
    arrivals: Arrivals,
    replans: Replans,
}

/// The open centre and what it rests on.
struct Desk {
    env: Env,
    time: Arc<dyn Time>,
    /// The machine's own clock, which drives the other one in a rehearsal.
    real: Arc<dyn Time>,
    /// The clock that is driven, while a rehearsal is open.
    rehearsal: Option<Arc<Rehearsal>>,
    zone: TimeZone,
    workspace: Option<Workspace>,
    /// What screens look at while names are hidden.
    nameless: Option<Nameless>,
    /// Lanes, forecast and needs as of the second that is drawn.
    derived: Derived,
    /// Which windows of rooms are open, and which monitors there are.
    rooms: Around,
}

/// The state of each stage.
#[derive(Default)]
struct Screens {
    design: Design,
    people: People,
    timetable: Timetable,
    live: Live,
    observe: Observe,
    wash_up: WashUp,
    scorecards: Scorecards,
    reports: Reports,
}

/// What lies over and around the stages.
struct View {
    stage: Stage,
    you: Author,
    toasts: Toasts,
    finder: Option<palette::Finder>,
    begin: Option<begin::Form>,
    rehearse: Option<rehearsing::Form>,
    roster: Option<roster::Form>,
    declare: Option<declare::Form>,
    consent: Option<consent::Form>,
    typed_path: Option<TypedPath>,
    damaged: Option<(PathBuf, Vec<String>)>,
    left_behind: Vec<LeftBehind>,
    rooms: RoomScreens,
    question: Option<Question>,
    /// What waits for its folder.
    leaving: Option<leaving::Waiting>,
    keys: bool,
    last_focus: shortcuts::LastFocus,
    /// The window is as large as the screen lets it be.
    fitted: bool,
    /// Presses that wait for the next frame.
    turns: Turns,
    quitting: bool,
}

impl App {
    /// The window over a fresh or restored desk.
    pub fn new(ctx: &egui::Context, parts: Parts, start: &Start) -> Self {
        theme::install(ctx);
        ctx.add_plugin(drop_down::DropDown::default());
        ctx.add_plugin(reading_order::ReadingOrder::default());
        let prefs = prefs::load(parts.fs.as_ref(), &parts.places);
        let wake = ctx.clone();
        let env = Env {
            fs: parts.fs,
            places: parts.places,
            installation: prefs.installation,
            who: who_here(),
            wake: Arc::new(move || wake.request_repaint_after(Duration::ZERO)),
        };
        ctx.set_theme(theme_preference(prefs.theme));
        ctx.set_zoom_factor(prefs.zoom);
        let view = View {
            stage: Stage::Home,
            you: Author::Facilitator,
            toasts: Toasts::default(),
            finder: None,
            begin: None,
            rehearse: None,
            roster: None,
            declare: None,
            consent: None,
            typed_path: None,
            damaged: None,
            left_behind: Vec::new(),
            rooms: RoomScreens::default(),
            question: None,
            leaving: None,
            keys: false,
            last_focus: shortcuts::LastFocus::default(),
            fitted: false,
            turns: Turns::default(),
            quitting: false,
        };
        let desk = Desk {
            env,
            time: Arc::clone(&parts.time),
            real: parts.time,
            rehearsal: None,
            zone: parts.zone,
            workspace: None,
            nameless: None,
            derived: Derived::default(),
            rooms: Around::default(),
        };
        let mut app = Self {
            desk,
            prefs,
            dialogs: parts.dialogs,
            screens: Screens::default(),
            view,
            scenarios: crate::scenario::library::bundled(),
            board: Board::default(),
            printing: Printing::default(),
            reporting: Reporting::default(),
            solving: Solving::default(),
            arrivals: Arrivals::default(),
            replans: Replans::default(),
        };
        if let Err(failure) = app.store_prefs() {
            let now = app.desk.time.now().wall;
            app.view.toasts.bad(words::failure(&failure), now);
        }
        app.begin_with(start);
        app
    }

    /// The open centre, for those who look at what was done.
    pub fn workspace(&self) -> Option<&Workspace> {
        self.desk.workspace.as_ref()
    }

    fn store_prefs(&self) -> Result<(), crate::files::Failure> {
        prefs::store(self.desk.env.fs.as_ref(), &self.desk.env.places, &self.prefs)
    }

    /// Takes in what the disk and dialogs have said, and gives what is due.
    fn keep_up(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        let now = self.desk.time.now();
        if let Some(workspace) = &mut self.desk.workspace {
            for failure in workspace.poll(now) {
                self.view.toasts.bad(words::failure(&failure), now.wall);
            }
        }
        if let Some(answer) = self.dialogs.answer() {
            self.answer_dialog(answer, now);
        }
        self.take_in_arrivals(now);
        self.give_cues(now);
        self.save_while_held(now);
        let real = self.desk.real.now();
        let kept_next = self.keep_draft(real);
        self.keep_up_with_search(now);
        for (good, said) in self.printing.poll() {
            let toasts = &mut self.view.toasts;
            if good {
                toasts.good(said, now.wall);
            } else {
                toasts.bad(said, now.wall);
            }
        }
        let look_again = self.keep_up_with_reports(ctx, real);
        let next = [
            self.desk.workspace.as_ref().and_then(Workspace::next_due),
            self.view.toasts.next_change(),
            self.next_figure(now),
        ];
        let next = next.into_iter().flatten().min();
        let next = next.map(|next| self.desk.time.really(between(now.wall, next)));
        let real_next = [look_again, kept_next].into_iter().flatten().min();
        let real_next = real_next.map(|next| between(real.wall, next));
        if let Some(wait) = next.into_iter().chain(real_next).min() {
            let wait = wait.max(pause_after(frame.info().cpu_usage));
            ctx.request_repaint_after(wait + Duration::from_millis(2));
        }
    }

    /// Looks at the open centre as screens do.
    fn with_cx<T>(&self, look: impl FnOnce(&Cx<'_>, &Screens) -> T) -> Option<T> {
        let centre = self.desk.workspace.as_ref()?.centre();
        let now = self.desk.time.now();
        // What is done rests on the centre as it is; only what is shown may leave names out.
        let cx = Cx { centre, ..cx(&self.desk, now, self.view.you, &theme::ROOM)? };
        Some(look(&cx, &self.screens))
    }

    fn layers(&mut self, ui: &Ui, asks: &mut Asks) {
        let now = self.desk.time.now();
        let situation = self.situation();
        let palette = Palette::of(ui.ctx());
        let Self { desk, view, scenarios, replans, prefs, .. } = self;
        let cx = cx(desk, now, view.you, palette);
        let known = palette::Known { now: situation, scenarios, recent: &prefs.recent };
        if view.finder.as_mut().is_some_and(|finder| finder.modal(ui, cx.as_ref(), &known, asks)) {
            view.finder = None;
        }
        if view.begin.as_mut().is_some_and(|form| form.modal(ui, scenarios, asks)) {
            view.begin = None;
        }
        if view.rehearse.as_mut().is_some_and(|form| form.modal(ui, scenarios, cx.as_ref(), asks)) {
            view.rehearse = None;
        }
        if let Some(cx) = &cx {
            if view.roster.as_mut().is_some_and(|form| form.modal(ui, cx, asks)) {
                view.roster = None;
            }
            if view.declare.as_mut().is_some_and(|form| form.modal(ui, cx, asks)) {
                view.declare = None;
            }
            if view.consent.as_mut().is_some_and(|form| form.modal(ui, cx, asks)) {
                view.consent = None;
            }
            replans.modal(ui, cx, asks);
        }
        if view.keys && keys::modal(ui, view.stage) {
            view.keys = false;
        }
        if let Some((path, places)) = &view.damaged
            && damaged::modal(ui, path, places, asks)
        {
            view.damaged = None;
        }
        let typed = view.typed_path.as_mut().map(|typed| (typed.modal(ui), typed.purpose.clone()));
        match typed {
            Some((Typed::Path(path), purpose)) => {
                self.view.typed_path = None;
                self.answer_dialog(super::dialogs::Answer::Chosen(purpose, path), now);
            }
            Some((Typed::Cancelled, _)) => self.view.typed_path = None,
            _ => {}
        }
        self.board.modal(ui, asks);
        self.printing.modal(ui, asks);
        self.reporting.modal(ui, asks);
        let typing_below = self.view.stage == Stage::Observe;
        let held = self.desk.rehearsal.as_ref().is_some_and(|clock| clock.is_held());
        self.view.toasts.ui(ui, typing_below, (now.wall, held));
    }

    fn drops_and_closing(&self, ctx: &egui::Context, asks: &mut Asks) {
        let (dropped, close) = ctx.input(|input| {
            let dropped: Vec<PathBuf> =
                input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
            (dropped, input.viewport().close_requested())
        });
        asks.0.extend(dropped.into_iter().map(Ask::Open));
        if close && !self.view.quitting {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            asks.command(Command::Quit);
        }
    }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &egui::Context, raw: &mut egui::RawInput) {
        // Windows beside the main one have few keys, and none that hangs on another.
        if raw.viewport_id == egui::ViewportId::ROOT {
            self.view.turns.take(ctx.text_edit_focused(), raw);
        }
    }

    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        if self.view.stage == Stage::Live {
            let now = self.desk.time.now().wall;
            self.desk.rooms = self.view.rooms.around(frame, now, self.prefs.speech);
        }
        self.fit_the_screen(ctx);
        self.keep_up(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let mut asks = Asks::default();
        let before = self.view.stage;
        self.look_without_names();
        self.shortcuts(ui, &mut asks);
        self.frame_ui(ui, &mut asks);
        self.layers(ui, &mut asks);
        follow::note(ui.ctx());
        self.drops_and_closing(ui.ctx(), &mut asks);
        let asked = !asks.0.is_empty();
        // What it opens is drawn in the next frame, and has the keys after that.
        if asks.0.iter().any(|ask| matches!(ask, Ask::Command(_))) {
            self.view.turns.lead_on();
        }
        self.answer(asks, ui.ctx());
        if self.view.stage != before {
            reading_order::begin_anew(ui.ctx());
        }
        if let Some(question) = self.view.question.take() {
            self.dialogs.ask(question, frame, ui.ctx());
        }
        if asked || self.view.turns.waits() {
            ui.ctx().request_repaint_after(Duration::ZERO);
        }
    }
}

/// How long figures that run leave the window alone after a frame that took `secs`. On a machine
/// that is slow, what is typed and pressed comes first: eframe 0.37 drops what was typed into a
/// second window when that window waits a quarter of a second for its frame.
fn pause_after(secs: Option<f32>) -> Duration {
    let twice = secs.map(|secs| Duration::try_from_secs_f32(secs * 2.0).unwrap_or_default());
    twice.unwrap_or_default().min(MOST_PAUSE)
}

/// What screens look at, if a centre is open.
fn cx<'a>(desk: &'a Desk, now: Now, you: Author, palette: &'static Palette) -> Option<Cx<'a>> {
    let workspace = desk.workspace.as_ref()?;
    let nameless = desk.nameless.as_ref();
    // What is kept for a version holds names or does not.
    let version = workspace.record().entries().len() * 2 + usize::from(nameless.is_some());
    Some(Cx {
        centre: nameless.map_or_else(|| workspace.centre(), Nameless::centre),
        entries: workspace.record().entries(),
        on_the_way: workspace.on_the_way(),
        version,
        now,
        you,
        zone: &desk.zone,
        palette,
        rooms: &desk.rooms,
        writable: workspace.is_writable(),
        drafts: workspace.drafts(),
        derived: &desk.derived,
    })
}

fn theme_preference(theme: prefs::Theme) -> egui::ThemePreference {
    match theme {
        prefs::Theme::System => egui::ThemePreference::System,
        prefs::Theme::Light => egui::ThemePreference::Light,
        prefs::Theme::Dark => egui::ThemePreference::Dark,
    }
}
