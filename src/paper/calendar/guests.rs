//! Who is invited to a session, and where a letter by electronic mail reaches them.

use crate::domain::kinds::{body, meeting, partner, person, post};
use crate::domain::rules::{bodies, tenures};
use crate::domain::{Desk, Fields, Kind, Record, Ref};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Somebody with an address.
pub(super) struct Guest {
    /// The person, or the institution.
    pub(super) who: Ref,
    /// The address of electronic mail.
    pub(super) address: String,
    /// `CHAIR`, `REQ-PARTICIPANT`, `OPT-PARTICIPANT`.
    pub(super) role: &'static str,
    /// `NEEDS-ACTION`, `ACCEPTED`, `DECLINED`, `DELEGATED`.
    pub(super) reply: &'static str,
}

/// Whose name an invitation bears: the secretariat of the body, with its address.
pub(super) fn sender(desk: &Desk, session: &Record, day: Date) -> Option<Guest> {
    let body = desk.get(session.fields.link(meeting::BODY.id)?)?;
    let who = body.fields.link(body::SECRETARIAT.id)?;
    let address = own_address(desk.get(who)?, day)?;
    Some(Guest { who, address, role: "CHAIR", reply: "ACCEPTED" })
}

/// Who is invited, each once: those with an address, and those without.
pub(super) fn guests(desk: &Desk, session: &Record, day: Date) -> (Vec<Guest>, Vec<Ref>) {
    let chair = session.fields.link(meeting::CHAIR.id).map(|chair| who_holds(desk, chair, day));
    let (mut reached, mut unreached) = (Vec::new(), Vec::new());
    let (mut known, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    let chair_first = chair.map(|who| (who, "CHAIR", "NEEDS-ACTION"));
    for (who, role, reply) in convened(desk, session, day).into_iter().chain(chair_first) {
        if !known.insert(who) {
            continue;
        }
        let role = if chair == Some(who) { "CHAIR" } else { role };
        match address(desk, who, day) {
            // Two members of one house may share its address; a calendar takes each address once.
            Some(address) if addresses.insert(address.clone()) => reached.push(Guest { who, address, role, reply }),
            Some(_) => {}
            None => unreached.push(who),
        }
    }
    (reached, unreached)
}

/// Those who were convened with what they answered; where nobody was yet, the titular members of the body.
fn convened(desk: &Desk, session: &Record, day: Date) -> Vec<(Ref, &'static str, &'static str)> {
    let convened: Vec<&Fields> = session.fields.parts(meeting::CONVOCATIONS.id).collect();
    let Some(body) = session.fields.link(meeting::BODY.id).and_then(|body| desk.get(body)) else { return Vec::new() };
    let seats = bodies::seats(desk, body, day);
    let role_of = |number: Option<i64>| {
        let seat = seats.iter().find(|seat| Some(seat.number) == number);
        if matches!(seat.and_then(|seat| seat.voting), Some("observer" | "expert")) {
            "OPT-PARTICIPANT"
        } else {
            "REQ-PARTICIPANT"
        }
    };
    if convened.is_empty() {
        let titular = seats.iter().filter_map(|seat| {
            let holder = seat.holders.iter().find(|holder| !holder.alternate)?;
            Some((holder.person.or(holder.post)?, role_of(Some(seat.number)), "NEEDS-ACTION"))
        });
        return titular.collect();
    }
    let line = |part: &&Fields| {
        let reply = match part.text(meeting::convocation::REPLY.id) {
            Some("attends") => "ACCEPTED",
            Some("excused") => "DECLINED",
            Some("represented_by") => "DELEGATED",
            _ => "NEEDS-ACTION",
        };
        let who = who_holds(desk, part.link(meeting::convocation::WHO.id)?, day);
        Some((who, role_of(part.number(meeting::convocation::SEAT.id)), reply))
    };
    convened.iter().filter_map(line).collect()
}

/// The person behind a post on a day; the post itself where it is vacant.
fn who_holds(desk: &Desk, who: Ref, day: Date) -> Ref {
    let post = desk.get(who).filter(|record| record.kind == Kind::Post);
    post.and_then(|post| tenures::holder(post, day)).map_or(who, |holder| holder.person)
}

/// The address of somebody: their own, else that of the house where they hold a post or belong.
fn address(desk: &Desk, who: Ref, day: Date) -> Option<String> {
    let record = desk.get(who)?;
    let house = |link: Option<Ref>| link.and_then(|house| own_address(desk.get(house)?, day));
    match record.kind {
        Kind::Person => own_address(record, day)
            .or_else(|| {
                let posts = tenures::posts_held(desk, who, day);
                posts.into_iter().find_map(|held| house(held.fields.link(post::PARTNER.id)))
            })
            .or_else(|| house(record.fields.link(person::PARTNER.id))),
        Kind::Post => house(record.fields.link(post::PARTNER.id)),
        _ => own_address(record, day),
    }
}

fn own_address(record: &Record, day: Date) -> Option<String> {
    let contacts = match record.kind {
        Kind::Person => person::CONTACTS.id,
        Kind::Partner => partner::CONTACTS.id,
        _ => return None,
    };
    let of_the_day = record.fields.parts(contacts).filter(|part| {
        part.text(partner::contact::TYPE.id) == Some("email")
            && tenures::holds_on(part.date(partner::contact::FROM.id), part.date(partner::contact::TO.id), day)
    });
    let mut addresses = of_the_day.filter_map(|part| part.text(partner::contact::VALUE.id)).map(str::trim);
    addresses.find(|address| is_address(address)).map(str::to_owned)
}

/// Whether a text can stand in an invitation as an address: one `@`, and nothing that ends or quotes a line.
fn is_address(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_graphic() && !"\"(),:;<>[]\\".contains(letter);
    let sides = text.split_once('@');
    text.chars().all(plain)
        && sides.is_some_and(|(name, house)| !name.is_empty() && house.contains('.') && !house.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_stand_in_a_line_is_an_address() {
        for good in ["contact@exemple.test", "a.b+c@mre.gov.ma"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "contact", "a@b", "@x.y", "a b@x.y", "a@x.y\r\nATTENDEE:z", "a,b@x.y", "a@b@x.y", "أ@x.y"] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }
}
