//! The parts that screens are made of. They know colours and values, never a centre.

pub mod aloud;
pub mod arrows;
pub mod bars;
pub mod buttons;
pub mod cards;
pub mod fields;
pub mod follow;
pub mod form;
pub mod item_list;
pub mod layers;
pub mod leader_map;
pub mod levels;
pub mod markdown;
pub mod marks;
pub mod phase_bar;
pub mod photo;
pub mod pick;
pub mod rows;
pub mod score_bar;
pub mod segments;
pub mod table;
pub mod wide;
