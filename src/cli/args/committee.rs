//! The commands of committees: convening and holding a session.

use clap::Subcommand;

/// What can be done with a session. `MEETING` is a number or a name; `N` the printed number of an item; `SEAT` the number of
/// a seat.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum MeetingCommand {
    Show {
        meeting: String,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Check {
        meeting: String,
    },
    Convene {
        meeting: String,
        #[arg(long, value_name = "CHANNEL")]
        channel: Option<String>,
        #[arg(long, requires = "start")]
        second: bool,
        #[arg(long, value_name = "WHEN", requires = "second")]
        start: Option<String>,
        #[arg(long)]
        anyway: bool,
    },
    Deliver {
        meeting: String,
        seat: i64,
        event: String,
        #[arg(long, value_name = "REF")]
        to: Option<String>,
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Reply {
        meeting: String,
        seat: i64,
        reply: String,
        #[arg(long, value_name = "REF")]
        to: Option<String>,
        #[arg(long, value_name = "REF")]
        instead: Option<String>,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Attend {
        meeting: String,
        #[arg(value_name = "SEAT=STATUS", required_unless_present = "replies")]
        marks: Vec<String>,
        #[arg(long)]
        replies: bool,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Open {
        meeting: String,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Suspend {
        meeting: String,
    },
    Note {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        #[arg(value_name = "TEXT|ar=…", required_unless_present = "phrase")]
        text: Vec<String>,
        #[arg(long, value_name = "CODE")]
        phrase: Option<String>,
        #[arg(long)]
        replace: bool,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Outcome {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        kind: String,
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
        #[arg(long, value_name = "SEAT=VOTE")]
        ballot: Vec<String>,
        #[arg(long, value_name = "TITLE")]
        action: Option<String>,
        #[arg(long, value_name = "REF", requires = "action")]
        owner: Option<String>,
        #[arg(long, value_name = "DATE", requires = "action")]
        due: Option<String>,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Close {
        meeting: String,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Circulate {
        meeting: String,
    },
    Amend {
        meeting: String,
        #[arg(value_name = "N")]
        item: String,
        #[arg(value_name = "TEXT|ar=…", required = true)]
        text: Vec<String>,
        #[arg(long, value_name = "REF")]
        proposer: Option<String>,
        #[arg(long, value_name = "MEETING")]
        decided_in: Option<String>,
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
    },
    Approve {
        meeting: String,
        #[arg(long = "in", value_name = "MEETING")]
        later: String,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Sign {
        meeting: String,
        #[arg(value_name = "REF")]
        who: String,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
}

/// What can be done with a body.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum BodyCommand {
    Tree,
    Seats {
        body: String,
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
    },
    Due {
        #[arg(long, value_name = "DAYS", default_value_t = 30)]
        within: i32,
    },
    Series {
        body: String,
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 12)]
        limit: usize,
    },
    Endings {
        #[arg(long, value_name = "DAYS", default_value_t = 60)]
        within: i32,
    },
    Propose {
        body: String,
        #[arg(value_name = "FIELD=VALUE", required = true)]
        fields: Vec<String>,
    },
    Proposals {
        body: String,
    },
    Decline {
        body: String,
        #[arg(value_name = "N")]
        number: i64,
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
    },
}

/// What can be done with a decision out of session.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum ProcedureCommand {
    Open {
        body: String,
        #[arg(value_name = "FIELD=VALUE", required = true)]
        fields: Vec<String>,
    },
    Answer {
        #[arg(value_name = "REF")]
        decision: String,
        #[arg(value_name = "SEAT=VOTE", required = true)]
        votes: Vec<String>,
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
    },
    Close {
        #[arg(value_name = "REF")]
        decision: String,
    },
}

/// What became of decisions.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum FollowUpCommand {
    Register {
        #[arg(long, value_name = "BODY")]
        body: Option<String>,
        #[arg(long, value_name = "YEAR")]
        year: Option<i16>,
        #[arg(long)]
        open: bool,
    },
    Overdue {
        #[arg(long, value_name = "REF")]
        institution: Option<String>,
        #[arg(long, value_name = "DAYS", default_value_t = 0)]
        within: i32,
    },
    Thread {
        #[arg(value_name = "REF")]
        decision: String,
    },
    Trace {
        #[arg(value_name = "REF")]
        what: String,
    },
    Compile {
        body: String,
        #[arg(long, value_name = "YEAR")]
        year: Option<i16>,
    },
}

/// What can be done with an action.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum ActionCommand {
    Update {
        #[arg(value_name = "REF", required = true)]
        actions: Vec<String>,
        #[arg(long, value_name = "STATE")]
        status: String,
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        #[arg(long, value_name = "N")]
        percent: Option<i64>,
        #[arg(long, value_name = "REF")]
        evidence: Vec<String>,
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
    },
}
