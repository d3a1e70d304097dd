//! Fields that every kind has, with the same numbers: what a record touches, who may read it,
//! where it comes from.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::Kind;

/// Themes of public policy it touches.
pub const THEMES: Field = Field::new(30, "themes", Shape::List(&Shape::Code("theme")));
/// Moroccans abroad, or migrants and refugees in Morocco.
pub const DIMENSION: Field = Field::new(31, "dimension", Shape::List(&Shape::Code("dimension")));
/// Objectives of the Global Compact it serves.
pub const OBJECTIVES: Field = Field::new(32, "objectives", Shape::List(&Shape::Code("gcm_objective")));
/// Who may read it; internal where nothing is said.
pub const CONFIDENTIALITY: Field = Field::new(33, "confidentiality", Shape::Code("confidentiality"));
/// Where the facts come from: a document, a person, an address.
pub const SOURCE: Field = Field::new(34, "source", Shape::Text);
/// Documents attached to it.
pub const DOCUMENTS: Field = Field::new(35, "documents", Shape::List(&Shape::Link(&[Kind::Document])));
/// Notes of the staff.
pub const NOTES: Field = Field::new(36, "notes", Shape::LongText).searched(1);
/// Free words of the staff.
pub const TAGS: Field = Field::new(37, "tags", Shape::List(&Shape::Text)).searched(2);
/// Whether it is an example and no fact of the world.
pub const EXAMPLE: Field = Field::new(38, "example", Shape::Flag);
