//! What can be printed, as what and for whom; and the templates of an office.

use crate::paper::{CopyKind, Piece};
use clap::builder::PossibleValue;
use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;

/// Which page can be printed, or all that a session has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintWhat {
    /// This page.
    One(Piece),
    /// Every page that there is of a session.
    Set,
}

impl PrintWhat {
    /// All of them.
    const ALL: [PrintWhat; Piece::ALL.len() + 1] = {
        let mut all = [PrintWhat::Set; Piece::ALL.len() + 1];
        let mut at = 0;
        while at < Piece::ALL.len() {
            all[at] = PrintWhat::One(Piece::ALL[at]);
            at += 1;
        }
        all
    };
}

impl ValueEnum for PrintWhat {
    fn value_variants<'a>() -> &'a [PrintWhat] {
        &PrintWhat::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            PrintWhat::One(piece) => piece.key(),
            PrintWhat::Set => Piece::SET,
        }))
    }
}

/// As what it can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum PrintForm {
    Txt,
    Md,
    Html,
    Pdf,
    Docx,
    Ics,
    Json,
}

impl PrintForm {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            PrintForm::Txt => "txt",
            PrintForm::Md => "md",
            PrintForm::Html => "html",
            PrintForm::Pdf => "pdf",
            PrintForm::Docx => "docx",
            PrintForm::Ics => "ics",
            PrintForm::Json => "json",
        }
    }
}

impl ValueEnum for CopyKind {
    fn value_variants<'a>() -> &'a [CopyKind] {
        &CopyKind::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.key()))
    }
}

/// `template …`.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum TemplateCommand {
    List,
    Export {
        form: TemplateForm,
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    Check,
}

/// Of which form a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum TemplateForm {
    Typ,
    Html,
    Md,
}
