//! Calendar objects as RFC 5545 writes them; escaping and folding are the business of `calcard`.

use super::Guest;
use crate::lang::zone::ClockChange;
use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameter, ICalendarParameterName,
    ICalendarProperty, ICalendarValue, ICalendarValueType, Uri,
};
use jiff::civil::{Date, DateTime};

/// Who wrote a calendar.
const PRODUCT: &str = "-//tansiq//tansiq//EN";

/// A moment of an entry.
pub(super) enum Moment {
    /// A whole day.
    Day(Date),
    /// A time on the wall in a zone.
    Wall(DateTime, String),
    /// A time in Greenwich.
    Utc(DateTime),
}

/// Which moment of an entry.
#[derive(Clone, Copy)]
pub(super) enum Which {
    /// The first.
    Start,
    /// The first after it.
    End,
}

/// An entry under way.
pub(super) struct Component(ICalendarComponent);

impl Component {
    pub(super) fn event() -> Component {
        Component(ICalendarComponent::new(ICalendarComponentType::VEvent))
    }

    pub(super) fn identity(&mut self, name: &str) {
        self.0.add_uid(name);
    }

    pub(super) fn stamp(&mut self, written: DateTime, sequence: i64) {
        self.0.add_dtstamp(in_greenwich(written));
        self.0.add_sequence(sequence);
    }

    pub(super) fn moment(&mut self, which: Which, moment: &Moment) {
        let name = match which {
            Which::Start => ICalendarProperty::Dtstart,
            Which::End => ICalendarProperty::Dtend,
        };
        let (params, value) = match moment {
            Moment::Day(day) => {
                let is_a_day = ICalendarParameter::new(ICalendarParameterName::Value, ICalendarValueType::Date);
                (vec![is_a_day], on_the_wall(day.at(0, 0, 0, 0)))
            }
            Moment::Wall(wall, zone) => {
                (vec![ICalendarParameter::new(ICalendarParameterName::Tzid, zone.clone())], on_the_wall(*wall))
            }
            Moment::Utc(time) => (Vec::new(), in_greenwich(*time)),
        };
        self.0.add_property_with_params(name, params, value);
    }

    pub(super) fn summary(&mut self, text: &str) {
        self.text(ICalendarProperty::Summary, text);
    }

    pub(super) fn place(&mut self, text: &str) {
        self.text(ICalendarProperty::Location, text);
    }

    pub(super) fn description(&mut self, text: &str) {
        self.text(ICalendarProperty::Description, text);
    }

    pub(super) fn status(&mut self, word: &str) {
        self.text(ICalendarProperty::Status, word);
    }

    pub(super) fn class(&mut self, word: &str) {
        self.text(ICalendarProperty::Class, word);
    }

    pub(super) fn sender(&mut self, address: &str, name: &str) {
        self.0.add_property_with_params(ICalendarProperty::Organizer, [named(name)], mail(address));
    }

    pub(super) fn guest(&mut self, guest: &Guest, name: &str) {
        let said = |name, value: &str| ICalendarParameter::new(name, value.to_owned());
        let params = [
            named(name),
            said(ICalendarParameterName::Role, guest.role),
            said(ICalendarParameterName::Partstat, guest.reply),
            said(ICalendarParameterName::Rsvp, if guest.reply == "NEEDS-ACTION" { "TRUE" } else { "FALSE" }),
        ];
        self.0.add_property_with_params(ICalendarProperty::Attendee, params, mail(&guest.address));
    }

    fn text(&mut self, name: ICalendarProperty, text: &str) {
        let text = plain(text);
        if !text.is_empty() {
            self.0.add_property(name, ICalendarValue::Text(text));
        }
    }
}

/// A whole calendar object.
pub(super) fn calendar(
    method: &str,
    name: Option<&str>,
    zones: Vec<(String, Vec<ClockChange>)>,
    events: Vec<Component>,
) -> String {
    let mut root = Component(ICalendarComponent::new(ICalendarComponentType::VCalendar));
    root.text(ICalendarProperty::Version, "2.0");
    root.text(ICalendarProperty::Prodid, PRODUCT);
    root.text(ICalendarProperty::Calscale, "GREGORIAN");
    root.text(ICalendarProperty::Method, method);
    if let Some(name) = name {
        root.text(ICalendarProperty::Name, name);
        // What programs read that do not know the name of RFC 7986.
        root.text(ICalendarProperty::Other("X-WR-CALNAME".to_owned()), name);
    }
    let mut whole = ICalendar { components: vec![root.0] };
    for (zone, changes) in &zones {
        let mut own = Component(ICalendarComponent::new(ICalendarComponentType::VTimezone));
        own.text(ICalendarProperty::Tzid, zone);
        let at = push(&mut whole, 0, own.0);
        for change in changes {
            push(&mut whole, at, observance(change));
        }
    }
    for event in events {
        push(&mut whole, 0, event.0);
    }
    let mut out = String::new();
    // Writing into a string never fails.
    let _ = whole.write_to(&mut out);
    out
}

fn push(whole: &mut ICalendar, parent: usize, component: ICalendarComponent) -> usize {
    let place = whole.components.len();
    whole.components.push(component);
    if let (Some(parent), Ok(id)) = (whole.components.get_mut(parent), u32::try_from(place)) {
        parent.component_ids.push(id);
    }
    place
}

/// From when the clocks went how. Clocks that went forward are called daylight time whatever their zone calls it: programs
/// that do not know a winter time below the standard read Morocco's right too.
fn observance(change: &ClockChange) -> ICalendarComponent {
    let kind = if change.to_seconds > change.from_seconds {
        ICalendarComponentType::Daylight
    } else {
        ICalendarComponentType::Standard
    };
    let mut own = ICalendarComponent::new(kind);
    own.add_property(ICalendarProperty::Dtstart, on_the_wall(change.at));
    own.add_property(ICalendarProperty::Tzoffsetfrom, offset(change.from_seconds));
    own.add_property(ICalendarProperty::Tzoffsetto, offset(change.to_seconds));
    own.add_property(ICalendarProperty::Tzname, ICalendarValue::Text(change.name.clone()));
    own
}

fn named(name: &str) -> ICalendarParameter {
    // A quoted value has no way to hold its own quotes that every program reads.
    ICalendarParameter::new(ICalendarParameterName::Cn, plain(name).replace('"', "’").replace('\n', " "))
}

fn mail(address: &str) -> ICalendarValue {
    ICalendarValue::Uri(Uri::Location(format!("mailto:{address}")))
}

/// Text without what a calendar program may obey: no control characters but line ends, no marks of direction.
fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| crate::text::for_screen(line).into_owned());
    lines.collect::<Vec<_>>().join("\n")
}

fn on_the_wall(time: DateTime) -> PartialDateTime {
    let number = |number: i8| u8::try_from(number).ok();
    PartialDateTime {
        year: u16::try_from(time.year()).ok(),
        month: number(time.month()),
        day: number(time.day()),
        hour: number(time.hour()),
        minute: number(time.minute()),
        second: number(time.second()),
        ..PartialDateTime::default()
    }
}

fn in_greenwich(time: DateTime) -> PartialDateTime {
    PartialDateTime { tz_hour: Some(0), tz_minute: Some(0), ..on_the_wall(time) }
}

fn offset(seconds: i32) -> PartialDateTime {
    let minutes = seconds.unsigned_abs() / 60;
    PartialDateTime {
        tz_hour: u8::try_from(minutes / 60).ok(),
        tz_minute: u8::try_from(minutes % 60).ok(),
        tz_minus: seconds < 0,
        ..PartialDateTime::default()
    }
}
