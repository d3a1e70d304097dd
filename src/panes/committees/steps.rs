//! The steps that the life of a session may take from here: chosen by a digit, convening after a look at what stands against
//! it.

use super::agreed::Agreed;
use super::own;
use crate::app::command::Command;
use crate::app::pane::{Asking, Request};
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::kinds::meeting;
use crate::domain::rules::warnings::{Look, Warning};
use crate::domain::rules::{holding, minutes};
use crate::domain::{Field, Fields, Record, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::Arg;

/// While steps are shown they have the keys.
const CHOOSING: &[Command] =
    &[own("steps.take", &[Key::plain(Code::Enter)], 1), own("steps.leave", &[Key::plain(Code::Esc)], 1)];

/// While what stands against convening is shown.
const CONVENING: &[Command] =
    &[own("steps.convene", &[Key::plain(Code::Enter)], 1), own("steps.leave", &[Key::plain(Code::Esc)], 1)];

/// What a second call needs to know.
static WHEN: &[Field] = &[meeting::START];

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Convene,
    SecondCall,
    Freeze,
    Open,
    Suspend,
    Close,
    Postpone,
    Cancel,
    Draft,
    Circulate,
    Approve,
    Sign(Ref),
}

impl Step {
    /// The name of its command.
    fn command(&self) -> &'static str {
        match self {
            Step::Convene => "meeting.convene",
            Step::SecondCall => "meeting.second-call",
            Step::Freeze => "agenda.freeze",
            Step::Open => "meeting.open",
            Step::Suspend => "meeting.suspend",
            Step::Close => "meeting.close",
            Step::Postpone => "meeting.postpone",
            Step::Cancel => "meeting.cancel",
            Step::Draft => "meeting.draft",
            Step::Circulate => "meeting.circulate",
            Step::Approve => "meeting.approve",
            Step::Sign(_) => "meeting.sign",
        }
    }
}

/// The step of a command.
pub(super) fn named(command: &str, meeting: &Record) -> Option<Step> {
    let sign = || holding::to_sign(meeting).first().copied().map(Step::Sign);
    let all = [
        Step::Convene,
        Step::SecondCall,
        Step::Freeze,
        Step::Open,
        Step::Suspend,
        Step::Close,
        Step::Postpone,
        Step::Cancel,
        Step::Draft,
        Step::Circulate,
        Step::Approve,
    ];
    all.into_iter().chain(sign()).find(|step| step.command() == command)
}

/// The steps that a session may take, the one that is usually next first.
fn possible(meeting: &Record) -> Vec<Step> {
    match meeting.status_code().unwrap_or("draft") {
        "draft" => vec![Step::Convene, Step::Freeze, Step::Postpone, Step::Cancel],
        "convened" => vec![Step::Open, Step::Freeze, Step::SecondCall, Step::Postpone, Step::Cancel],
        "open" => vec![Step::Suspend, Step::Close],
        "suspended" => vec![Step::Open, Step::Close],
        "postponed" => vec![Step::Draft, Step::Convene, Step::Cancel],
        "closed" => of_minutes(meeting),
        _ => Vec::new(),
    }
}

fn of_minutes(meeting: &Record) -> Vec<Step> {
    match meeting.fields.text(meeting::MINUTES_PHASE.id).unwrap_or("notes") {
        "notes" | "draft" => vec![Step::Circulate],
        "circulated" | "amended" => vec![Step::Approve],
        _ if minutes::is_locked(meeting) => holding::to_sign(meeting).into_iter().map(Step::Sign).collect(),
        _ => Vec::new(),
    }
}

/// What is shown.
enum Shown {
    Steps(Vec<Step>),
    Warnings(Vec<Warning>),
}

/// The steps of a session, or what stands against the one that was chosen.
pub(super) struct Steps {
    shown: Shown,
    list: ListState,
}

impl Steps {
    pub(super) fn of(meeting: &Record, _session: &Session) -> Steps {
        Steps { shown: Shown::Steps(possible(meeting)), list: ListState::default() }
    }

    pub(super) fn commands(&self) -> &'static [Command] {
        match self.shown {
            Shown::Steps(_) => CHOOSING,
            Shown::Warnings(_) => CONVENING,
        }
    }

    /// Takes a step; answers what must be answered first.
    pub(super) fn take(step: &Step, agreed: &Agreed<'_>, ask: &mut Vec<Request>) -> Option<Steps> {
        match step {
            Step::Convene => {
                if !matches!(agreed.meeting.status_code(), None | Some("draft" | "postponed")) {
                    ask.push(Request::Warn(agreed.session.say("held-convened-already")));
                    return None;
                }
                let session = agreed.session;
                let look =
                    Look { desk: &session.desk, lexicon: &session.lexicon, lang: session.lang, today: session.today() };
                let warnings = look.before_convening(agreed.meeting);
                if !warnings.is_empty() {
                    return Some(Steps { shown: Shown::Warnings(warnings), list: ListState::default() });
                }
                agreed.convene(ask);
            }
            Step::SecondCall => ask.push(Request::Ask(Asking {
                label: "meeting.second-call",
                title: agreed.session.say("command-meeting-second-call"),
                fields: WHEN,
                values: Fields::new(),
            })),
            Step::Freeze => agreed.freeze(ask),
            Step::Open => agreed.open(ask),
            Step::Suspend => {
                agreed.propose("meeting.suspend", crate::domain::rules::conduct::suspend(agreed.meeting), ask)
            }
            Step::Close => agreed.close(ask),
            Step::Postpone => agreed.set_state("meeting.postpone", "postponed", ask),
            Step::Cancel => agreed.set_state("meeting.cancel", "cancelled", ask),
            Step::Draft => agreed.set_state("meeting.draft", "draft", ask),
            Step::Circulate => agreed.circulate(ask),
            Step::Approve => agreed.approve(ask),
            Step::Sign(who) => agreed.sign(*who, ask),
        }
        None
    }

    /// Deals with a key; answers what is still shown.
    pub(super) fn key(mut self, key: Key, agreed: &Agreed<'_>, ask: &mut Vec<Request>) -> Option<Steps> {
        let len = match &self.shown {
            Shown::Steps(steps) => steps.len(),
            Shown::Warnings(warnings) => warnings.len(),
        };
        let chosen = match key.for_commands(agreed.session.keyboard).code {
            Code::Esc => return None,
            Code::Enter => Some(self.list.selected),
            Code::Char(letter) => place_of(letter),
            _ => None,
        };
        match (&self.shown, chosen) {
            (Shown::Steps(steps), Some(place)) => match steps.get(place) {
                Some(step) => return Steps::take(step, agreed, ask),
                None => return Some(self),
            },
            (Shown::Warnings(_), Some(_)) if key.code == Code::Enter => {
                agreed.convene(ask);
                return None;
            }
            _ => {}
        }
        if let Some(step) = crate::panes::list_step(key, len, agreed.session.pane_rows()) {
            self.list.step(step, len);
        }
        Some(self)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, meeting: Ref) {
        super::head::draw_head(canvas, session, meeting);
        match &self.shown {
            Shown::Steps(steps) => self.draw_steps(canvas, session, steps),
            Shown::Warnings(warnings) => draw_warnings(canvas, session, warnings, self.list.selected),
        }
    }

    fn draw_steps(&self, canvas: &mut Canvas<'_>, session: &Session, steps: &[Step]) {
        if steps.is_empty() {
            canvas.text(3, 2, usize::MAX, &session.say("held-no-steps"), Role::Dim);
        }
        for (place, step) in steps.iter().enumerate() {
            let name = session.say(&format!("command-{}", step.command().replace('.', "-")));
            let who = if let Step::Sign(who) = step { format!("  {}", session.title(*who)) } else { String::new() };
            let spans = [
                canvas.marker(self.list.mark(place)),
                Span::new(format!("{}  ", place + 1), Role::Label),
                Span::plain(name),
                Span::new(who, Role::Dim),
            ];
            canvas.line(place + 3, 0, &spans);
            canvas.pick(place + 3, &self.list, place);
        }
    }
}

/// The line that a digit means; on AZERTY also without Shift.
fn place_of(letter: char) -> Option<usize> {
    const UNSHIFTED: &str = "&é\"'(-è_ç";
    let digit = letter.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
    digit.or_else(|| UNSHIFTED.chars().position(|other| other == letter))
}

fn draw_warnings(canvas: &mut Canvas<'_>, session: &Session, warnings: &[Warning], first: usize) {
    let height = canvas.height();
    let mut row = 3;
    let blocks = warnings.iter().any(|warning| warning.blocks);
    let ask = if blocks { "held-convene-anyway" } else { "held-convene" };
    row += canvas.wrapped(row, 0, 2, &session.say(ask), if blocks { Role::Danger } else { Role::Normal }) + 1;
    for warning in warnings.iter().skip(first) {
        let values: Vec<(&str, Arg<'_>)> =
            warning.values.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
        let role = if warning.blocks { Role::Danger } else { Role::Warning };
        canvas.text(row, 0, 2, if warning.blocks { "!" } else { "·" }, role);
        row += canvas.wrapped(row, 2, height.saturating_sub(row), &session.say_with(warning.code, &values), role);
    }
}
