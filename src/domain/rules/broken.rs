//! What is told where a rule of committees stands against something: the key of a message and its values.
//!
//! Each rule says what is wrong in terms of its own; here that becomes words, the same on the screen as after a command.

use super::attendance::RollError;
use super::conduct::ConductError;
use super::convening::SecondCallError;
use super::minutes::MinutesError;
use super::opinions::OpinionError;
use super::outcomes::OutcomeError;
use super::quorum::{Count, UnreadNeed};
use super::roll_call::CallError;
use super::tenures::SuccessionError;
use crate::domain::words;
use crate::lang::{Lang, Lexicon};

/// A rule that stands against something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Key of its message.
    pub code: &'static str,
    /// Values in the message.
    pub values: Vec<(&'static str, String)>,
    /// The vocabulary of the values that are codes.
    pub vocabulary: Option<&'static str>,
    /// Whether what was named does not exist.
    pub is_missing: bool,
}

impl Broken {
    fn new(code: &'static str) -> Broken {
        Broken { code, values: Vec::new(), vocabulary: None, is_missing: false }
    }

    fn missing(code: &'static str) -> Broken {
        Broken { is_missing: true, ..Broken::new(code) }
    }

    /// A paper that goes out with a step cannot be written down: the step is not taken without it.
    pub fn unwritten(error: &impl std::fmt::Display) -> Broken {
        Broken::new("held-unwritten").with("detail", error)
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Broken {
        self.values.push((name, value.to_string()));
        self
    }

    fn counted(self, count: Count) -> Broken {
        self.with("counted", count.counted).with("needed", count.needed).with("base", count.base)
    }

    /// In a language, with codes by their labels.
    pub fn in_words(&self, lexicon: &Lexicon, lang: Lang) -> String {
        let label = |value: &str| match self.vocabulary {
            Some(vocabulary) => lexicon.label(lang, vocabulary, value).to_owned(),
            None => value.to_owned(),
        };
        let values: Vec<(&str, String)> = self.values.iter().map(|(name, value)| (*name, label(value))).collect();
        words::refusal(lexicon, lang, self.code, values.iter().map(|(name, value)| (*name, value.as_str())))
    }
}

impl From<ConductError> for Broken {
    fn from(error: ConductError) -> Broken {
        match error {
            ConductError::State(state) => Broken {
                vocabulary: Some("meeting_state"),
                ..Broken::new("cli-error-meeting-state").with("state", state)
            },
            ConductError::NoQuorum(count) => Broken::new("cli-error-no-quorum").counted(count),
            ConductError::NoSuchItem => Broken::missing("cli-error-no-item"),
            ConductError::MinutesOut => Broken::new("cli-error-minutes-out"),
        }
    }
}

impl From<OutcomeError> for Broken {
    fn from(error: OutcomeError) -> Broken {
        match error {
            OutcomeError::Conduct(error) => error.into(),
            OutcomeError::QuorumLost(count) => Broken::new("cli-error-quorum-lost").counted(count),
            OutcomeError::TooManyVotes { votes, seats } => {
                Broken::new("cli-error-too-many-votes").with("votes", votes).with("seats", seats)
            }
            OutcomeError::MayNotVote(seat) => Broken::new("cli-error-may-not-vote").with("seat", seat),
            OutcomeError::Tie => Broken::new("cli-error-tie"),
        }
    }
}

impl From<MinutesError> for Broken {
    fn from(error: MinutesError) -> Broken {
        match error {
            MinutesError::Phase(phase) => Broken {
                vocabulary: Some("minutes_phase"),
                ..Broken::new("cli-error-minutes-phase").with("phase", phase)
            },
            MinutesError::NotClosed => Broken::new("cli-error-not-closed"),
            MinutesError::NotTheNext => Broken::new("cli-error-not-the-next"),
            MinutesError::NeedsSession => Broken::new("cli-error-needs-session"),
            MinutesError::NoSuchItem => Broken::missing("cli-error-no-item"),
            MinutesError::NoSignatory => Broken::new("cli-error-no-signatory"),
        }
    }
}

impl From<RollError> for Broken {
    fn from(error: RollError) -> Broken {
        let (code, seat) = match error {
            RollError::NotThere(seat) => ("cli-error-not-there", seat),
            RollError::SitsElsewhere(seat) => ("cli-error-sits-elsewhere", seat),
            RollError::OwnProxy(seat) => ("cli-error-own-proxy", seat),
            RollError::TooManyProxies(seat) => ("cli-error-too-many-proxies", seat),
            RollError::Backwards(seat) => ("cli-error-backwards", seat),
            RollError::Full => ("cli-error-roll-full", 0),
        };
        Broken::new(code).with("seat", seat)
    }
}

impl From<CallError> for Broken {
    fn from(error: CallError) -> Broken {
        match error {
            CallError::Conduct(error) => error.into(),
            CallError::NoSuchSeat => Broken::missing("error-seat"),
            CallError::Vacant(seat) => Broken::new("cli-error-seat-vacant").with("seat", seat),
            CallError::Roll(error) => error.into(),
        }
    }
}

impl From<SecondCallError> for Broken {
    fn from(error: SecondCallError) -> Broken {
        match error {
            SecondCallError::NoRule => Broken::new("cli-error-second-call-no-rule"),
            SecondCallError::NotConvened => Broken::new("cli-error-not-convened"),
            SecondCallError::OutsideTheDelay { days, min, max } => {
                let most = max.map_or_else(|| "∞".to_owned(), |max| max.to_string());
                Broken::new("cli-error-second-call-delay").with("days", days).with("min", min).with("max", most)
            }
        }
    }
}

impl From<OpinionError> for Broken {
    fn from(error: OpinionError) -> Broken {
        match error {
            OpinionError::NoSuchItem => Broken::missing("cli-error-no-item"),
            OpinionError::AskedAlready => Broken::new("opinion-asked-already"),
            OpinionError::NotAsked => Broken::missing("opinion-not-asked"),
            OpinionError::Full => Broken::new("opinion-full"),
        }
    }
}

impl From<UnreadNeed> for Broken {
    fn from(error: UnreadNeed) -> Broken {
        Broken::new("error-quorum-need").with("value", error.0)
    }
}

impl From<SuccessionError> for Broken {
    fn from(error: SuccessionError) -> Broken {
        Broken::new(match error {
            SuccessionError::HoldsIt => "cli-error-holds-it",
            SuccessionError::LaterHolder => "cli-error-later-holder",
            SuccessionError::NoInterim => "cli-error-no-interim",
            SuccessionError::NoDay => "cli-error-no-day",
        })
    }
}
