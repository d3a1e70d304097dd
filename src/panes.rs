//! The room `panes`.
