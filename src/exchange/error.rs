//! Why a file as a whole cannot be read or written; what is wrong with one row is a refusal in the report.

use std::fmt;
use std::io;

/// A file that cannot be exchanged. [`ExchangeError::code`] is its message in `exchange.ftl`.
#[derive(Debug)]
pub enum ExchangeError {
    /// The reader or writer failed.
    Io(io::Error),
    /// More bytes than the bound.
    TooLarge {
        /// The bound in bytes.
        limit: usize,
    },
    /// More rows than the bound.
    TooManyRows {
        /// The bound.
        limit: usize,
    },
    /// More columns than the bound.
    TooManyColumns {
        /// The bound.
        limit: usize,
    },
    /// More cells than the bound.
    TooManyCells {
        /// The bound.
        limit: usize,
    },
    /// No first line with the names of the columns.
    NoHeader,
    /// Two columns of one name.
    HeaderTwice {
        /// The name.
        column: String,
    },
    /// A column that is no field of the kind.
    UnknownColumn {
        /// The name.
        column: String,
    },
    /// A column that the mapping names and the file has not.
    MissingColumn {
        /// The name.
        column: String,
    },
    /// An encoding that is not known.
    UnknownEncoding {
        /// The name.
        name: String,
    },
    /// Bytes that are no text in the encoding.
    Undecodable {
        /// The encoding.
        encoding: &'static str,
    },
    /// A line that is no CSV.
    Csv {
        /// The line, from 1.
        line: u64,
    },
    /// A mapping file of more bytes than the bound.
    MappingTooLarge {
        /// The bound in bytes.
        limit: usize,
    },
    /// A mapping file that is no TOML.
    MappingSyntax {
        /// The line, from 1.
        line: usize,
    },
    /// A key of a mapping file that is not known.
    MappingUnknown {
        /// The key with its table.
        key: String,
    },
    /// A key of a mapping file that is missing or holds what it cannot hold.
    MappingValue {
        /// The key with its table.
        key: String,
    },
}

impl ExchangeError {
    /// Key of its message.
    pub fn code(&self) -> &'static str {
        match self {
            ExchangeError::Io(_) => "exchange-io",
            ExchangeError::TooLarge { .. } => "exchange-too-large",
            ExchangeError::TooManyRows { .. } => "exchange-too-many-rows",
            ExchangeError::TooManyColumns { .. } => "exchange-too-many-columns",
            ExchangeError::TooManyCells { .. } => "exchange-too-many-cells",
            ExchangeError::NoHeader => "exchange-no-header",
            ExchangeError::HeaderTwice { .. } => "exchange-header-twice",
            ExchangeError::UnknownColumn { .. } => "exchange-unknown-column",
            ExchangeError::MissingColumn { .. } => "exchange-missing-column",
            ExchangeError::UnknownEncoding { .. } => "exchange-unknown-encoding",
            ExchangeError::Undecodable { .. } => "exchange-undecodable",
            ExchangeError::Csv { .. } => "exchange-csv",
            ExchangeError::MappingTooLarge { .. } => "exchange-mapping-too-large",
            ExchangeError::MappingSyntax { .. } => "exchange-mapping-syntax",
            ExchangeError::MappingUnknown { .. } => "exchange-mapping-unknown",
            ExchangeError::MappingValue { .. } => "exchange-mapping-value",
        }
    }

    /// Values in its message.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            ExchangeError::Io(error) => vec![("detail", error.to_string())],
            ExchangeError::TooLarge { limit }
            | ExchangeError::TooManyRows { limit }
            | ExchangeError::TooManyCells { limit }
            | ExchangeError::MappingTooLarge { limit }
            | ExchangeError::TooManyColumns { limit } => vec![("limit", limit.to_string())],
            ExchangeError::NoHeader => vec![],
            ExchangeError::HeaderTwice { column }
            | ExchangeError::UnknownColumn { column }
            | ExchangeError::MissingColumn { column } => vec![("column", column.clone())],
            ExchangeError::UnknownEncoding { name } => vec![("encoding", name.clone())],
            ExchangeError::Undecodable { encoding } => vec![("encoding", (*encoding).to_owned())],
            ExchangeError::Csv { line } => vec![("line", line.to_string())],
            ExchangeError::MappingSyntax { line } => vec![("line", line.to_string())],
            ExchangeError::MappingUnknown { key } | ExchangeError::MappingValue { key } => vec![("key", key.clone())],
        }
    }
}

impl From<io::Error> for ExchangeError {
    fn from(error: io::Error) -> Self {
        ExchangeError::Io(error)
    }
}

impl fmt::Display for ExchangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        self.values().iter().try_for_each(|(name, value)| write!(f, " {name}={value:?}"))
    }
}

impl std::error::Error for ExchangeError {}
