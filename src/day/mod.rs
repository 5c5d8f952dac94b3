//! The live day: what every clock shows at a moment, how the rest is expected to go, and
//! what needs somebody.
//!
//! **Invariant:** pure. Everything here is a function of the centre and of `now`, so the same
//! moment shows the same on every laptop and after every restart. Start reading at [`clock`].

pub mod attention;
pub mod board;
pub mod clock;
pub mod cues;
pub mod disturbance;
pub mod feedback;
pub mod forecast;
pub mod forms;
pub mod glance;
pub mod log;
pub mod meeting;
mod outlook;
pub mod presence;
pub mod sequence;
pub mod standing;
pub mod talk;
pub mod turns;
pub mod whereabouts;

pub use attention::{Attention, Need};
pub use board::Board;
pub use clock::{PhaseClock, SessionClock, State};
pub use cues::{Cue, CueKind};
pub use forecast::Forecast;
pub use outlook::Outlook;
pub use talk::{TalkShare, talk_share};
