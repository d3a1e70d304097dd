//! The room `lang`.
