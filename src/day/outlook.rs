//! All that the live stage shows of a moment, derived together.

use jiff::Timestamp;

use super::attention::{Attention, attention_with};
use super::board::{Board, board};
use super::forecast::{Forecast, forecast};
use crate::centre::Centre;

/// What follows from the centre and now for the one who runs the day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outlook {
    /// How the rest of the day is expected to go.
    pub forecast: Forecast,
    /// Lanes, cards and lists.
    pub board: Board,
    /// What needs somebody, what bites first first.
    pub needs: Vec<Attention>,
}

impl Outlook {
    /// The outlook at `now`.
    pub fn of(centre: &Centre, now: Timestamp) -> Self {
        let forecast = forecast(centre, now);
        let board = board(centre, &forecast, now);
        let needs = attention_with(centre, &forecast, now);
        Self { forecast, board, needs }
    }
}
