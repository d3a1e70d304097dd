//! One file for each kind of record: its fields declared once, with what they mean.
//!
//! Field numbers 30 to 38 are the same in every kind (themes to example); kinds number their own from 1.
//! A number lies on disk and is never given to another field.

pub mod action;
pub mod body;
pub mod commitment;
pub mod common;
pub mod decision;
pub mod document;
pub mod engagement;
pub mod instrument;
pub mod letter;
pub mod meeting;
pub mod partner;
pub mod person;
pub mod post;
pub mod strategy;
pub mod study;
pub mod term;
