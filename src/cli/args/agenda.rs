//! The commands of an agenda: composing a session.

use clap::Subcommand;
use std::path::PathBuf;

/// What can be done with an agenda. `MEETING` is a number or a name; `N` the printed number of an item.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum AgendaCommand {
    New {
        body: String,
        #[arg(long, value_name = "WHEN")]
        start: String,
        #[arg(long, value_name = "T")]
        template: Option<String>,
    },
    Show {
        meeting: String,
    },
    Suggest {
        meeting: String,
        #[arg(value_name = "FILTER")]
        filters: Vec<String>,
    },
    Add {
        meeting: String,
        #[arg(value_name = "REF|FIELD=VALUE", required = true)]
        what: Vec<String>,
        #[arg(long, value_name = "N", conflicts_with = "under")]
        after: Option<String>,
        #[arg(long, value_name = "N")]
        under: Option<String>,
    },
    Move {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        #[arg(value_name = "M")]
        to: String,
    },
    Indent {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
    },
    Outdent {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
    },
    Drop {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
    },
    Carry {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        #[arg(value_name = "TO")]
        to: String,
    },
    Set {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        #[arg(value_name = "FIELD=VALUE", required = true)]
        fields: Vec<String>,
    },
    Freeze {
        meeting: String,
    },
    Diff {
        meeting: String,
        #[arg(value_name = "V")]
        older: i64,
        #[arg(value_name = "W")]
        newer: Option<i64>,
    },
    Paste {
        meeting: String,
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "N", conflicts_with = "under")]
        after: Option<String>,
        #[arg(long, value_name = "N")]
        under: Option<String>,
    },
    Copy {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        #[arg(value_name = "TO")]
        to: String,
    },
    Transfer {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        #[arg(value_name = "TO")]
        to: String,
    },
    Aside {
        meeting: String,
        #[arg(value_name = "REF", required = true)]
        what: Vec<String>,
    },
    Arrange {
        meeting: String,
    },
    Ask {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        institution: String,
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
    },
    Opinion {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        institution: String,
        kind: String,
        #[arg(value_name = "TEXT")]
        text: Vec<String>,
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    Opinions {
        meeting: String,
    },
}
