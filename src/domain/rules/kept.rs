//! Papers of a session that went out: what each said at that moment, as the program wrote it down, with its seal. It is
//! never written over, so that a paper prints for ever as it went, whatever happens to names, posts and items later.

use super::seal::seal;
use crate::domain::kinds::meeting::{PAPERS, kept};
use crate::domain::record::Record;
use crate::domain::value::{Fields, Value};
use crate::lang::date::Instant;

/// A paper that goes out.
#[derive(Clone, Debug)]
pub struct Keeping<'a> {
    /// Code of `paper_kind`.
    pub what: &'a str,
    /// What it says, as text.
    pub text: String,
    /// Who sends it.
    pub by: &'a str,
    /// When.
    pub at: Instant,
}

/// Keeps a paper with its session. Answers its number among the papers of its kind.
pub fn keep(fields: &mut Fields, keeping: Keeping<'_>) -> i64 {
    let number = next_number(fields, keeping.what);
    let mut part = Fields::new().with(kept::NUMBER.id, number).with(kept::AT.id, keeping.at);
    part.set(kept::WHAT.id, Some(Value::Code(keeping.what.to_owned())));
    part.set(kept::HASH.id, Some(Value::Text(seal(&keeping.text))));
    part.set(kept::BY.id, Some(Value::Text(keeping.by.to_owned())));
    part.set(kept::TEXT.id, Some(Value::Text(keeping.text)));
    let mut papers = fields.list(PAPERS.id).to_vec();
    papers.push(Value::Part(part));
    fields.set(PAPERS.id, Some(Value::List(papers)));
    number
}

/// The number that the next paper of a kind gets.
pub fn next_number(fields: &Fields, what: &str) -> i64 {
    let own = fields.parts(PAPERS.id).filter(|part| part.text(kept::WHAT.id) == Some(what));
    own.filter_map(|part| part.number(kept::NUMBER.id)).max().unwrap_or(0) + 1
}

/// The paper of a kind with that number; the newest where none is asked for.
pub fn paper<'r>(session: &'r Record, what: &str, number: Option<i64>) -> Option<&'r Fields> {
    let own = session.fields.parts(PAPERS.id).filter(|part| part.text(kept::WHAT.id) == Some(what));
    own.filter(|part| number.is_none() || part.number(kept::NUMBER.id) == number)
        .max_by_key(|part| part.number(kept::NUMBER.id))
}

/// Whether the text of a paper is still what its seal says.
pub fn is_whole(paper: &Fields) -> bool {
    paper.text(kept::TEXT.id).is_some_and(|text| Some(seal(text).as_str()) == paper.text(kept::HASH.id))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::{Kind, Ref};

    #[test]
    fn papers_of_a_kind_are_numbered_apart_and_none_is_written_over() {
        let at = Instant::at_home(jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0));
        let mut fields = Fields::new();
        let mut put = |what: &'static str, text: &str| {
            keep(&mut fields, Keeping { what, text: text.to_owned(), by: "amina", at: at.clone() })
        };
        assert_eq!([put("minutes", "a"), put("convocation", "b"), put("minutes", "c")], [1, 1, 2]);
        let session = Record { reference: Ref(1), kind: Kind::Meeting, rev: 1, fields };
        let text = |what, number| paper(&session, what, number).and_then(|part| part.text(kept::TEXT.id));
        assert_eq!(text("minutes", None), Some("c"));
        assert_eq!(text("minutes", Some(1)), Some("a"));
        assert_eq!(text("minutes", Some(3)), None);
        let mut broken = paper(&session, "minutes", Some(1)).unwrap().clone();
        assert!(is_whole(&broken));
        broken.set(kept::TEXT.id, Some(Value::Text("z".to_owned())));
        assert!(!is_whole(&broken));
    }
}
