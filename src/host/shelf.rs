//! How unfinished forms are written down: one JSON object, in the words of records, so that a form left by an older program
//! is read by a newer one as an import would be.

use crate::app::form::{Of, OpenPart, Pile, RowName, Sheet, Unfinished, parts_of};
use crate::domain::{Field, Fields, Kind, Ref, Shape, Value};
use crate::exchange::json::{json_to_value, parse, to_line, value_to_json};
use crate::lang::Lang;
use crate::limits;
use serde_json::{Map, Value as Json, json};

/// The form in which it is written.
const VERSION: u64 = 1;

/// What a person left, as bytes.
pub fn to_bytes(piles: &[Pile]) -> Vec<u8> {
    let piles: Vec<Json> = piles.iter().map(pile_to_json).collect();
    to_line(&json!({ "version": VERSION, "piles": piles })).into_bytes()
}

/// What a person left; nothing where the bytes are no such thing.
pub fn from_bytes(bytes: &[u8]) -> Option<Vec<Pile>> {
    let json = parse(bytes).ok()?;
    let piles = json.get("piles").filter(|_| json.get("version").and_then(Json::as_u64) == Some(VERSION))?;
    piles.as_array()?.iter().take(limits::PILES_KEPT).map(json_to_pile).collect()
}

fn pile_to_json(pile: &Pile) -> Json {
    let forms: Vec<Json> = pile.forms.iter().map(form_to_json).collect();
    json!({ "at": pile.at.to_string(), "forms": forms })
}

fn json_to_pile(json: &Json) -> Option<Pile> {
    let forms = json.get("forms")?.as_array()?.iter().take(limits::LAYERS).map(json_to_form);
    Some(Pile { at: json.get("at")?.as_str()?.parse().ok()?, forms: forms.collect::<Option<_>>()?, is_let_go: false })
}

fn form_to_json(form: &Unfinished) -> Json {
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| drop(object.insert(key.to_owned(), value));
    let before = match form.of {
        Of::New(kind) => {
            put("kind", kind.key().into());
            form.of.declared()
        }
        Of::Record(kind, reference) => {
            put("kind", kind.key().into());
            put("ref", reference.0.into());
            form.of.declared()
        }
        Of::Part(kind, reference, field, place) => {
            put("kind", kind.key().into());
            put("ref", reference.0.into());
            put("list", field.key.into());
            put("place", place.into());
            kind.spec().fields
        }
    };
    put("before", fields_to_json(before, &form.before));
    put("sheet", sheet_to_json(form.of.declared(), &form.sheet));
    Json::Object(object)
}

fn json_to_form(json: &Json) -> Option<Unfinished> {
    let kind = Kind::from_key(json.get("kind")?.as_str()?)?;
    let reference = json.get("ref").map(|json| json.as_u64().map(Ref));
    let of = match (reference, json.get("list")) {
        (None, _) => Of::New(kind),
        (Some(reference), None) => Of::Record(kind, reference?),
        (Some(reference), Some(list)) => {
            Of::Part(kind, reference?, kind.spec().field(list.as_str()?)?, number(json.get("place")?)?)
        }
    };
    let before = json_to_fields(kind.spec().fields, json.get("before")?)?;
    Some(Unfinished { of, before, sheet: json_to_sheet(of.declared(), json.get("sheet")?)? })
}

fn sheet_to_json(declared: &'static [Field], sheet: &Sheet) -> Json {
    let named = |(id, lang): &RowName| {
        let field = declared.iter().find(|field| field.id == *id).map_or("", |field| field.key);
        json!([field, lang.map(Lang::code)])
    };
    let typed: Vec<Json> = sheet.typed.iter().map(|(row, text)| json!([named(row), text])).collect();
    let part = sheet.part.as_ref().map(|part| {
        json!({
            "list": part.field.key,
            "place": part.place,
            "sheet": sheet_to_json(parts_of(part.field), &part.sheet),
        })
    });
    json!({
        "fields": fields_to_json(declared, &sheet.fields),
        "typed": typed,
        "at": sheet.at.as_ref().map(named),
        "part": part,
    })
}

fn json_to_sheet(declared: &'static [Field], json: &Json) -> Option<Sheet> {
    let row = |json: &Json| -> Option<RowName> {
        let field = declared.iter().find(|field| Some(field.key) == json.get(0).and_then(Json::as_str))?;
        let lang = json.get(1)?.as_str().map(Lang::from_code);
        Some((field.id, if let Some(lang) = lang { Some(lang?) } else { None }))
    };
    let typed = json.get("typed")?.as_array()?.iter().map(|json| {
        let text = json.get(1)?.as_str()?.to_owned();
        Some((row(json.get(0)?)?, text))
    });
    let part = match json.get("part")? {
        Json::Null => None,
        part => {
            let list = part.get("list")?.as_str()?;
            let field = declared.iter().find(|field| field.key == list)?;
            let place = match part.get("place")? {
                Json::Null => None,
                place => Some(number(place)?),
            };
            let sheet = json_to_sheet(parts_of(field), part.get("sheet")?)?;
            Some(Box::new(OpenPart { field, place, sheet }))
        }
    };
    Some(Sheet {
        fields: json_to_fields(declared, json.get("fields")?)?,
        typed: typed.collect::<Option<_>>()?,
        at: json.get("at").and_then(row),
        part,
    })
}

fn fields_to_json(declared: &'static [Field], fields: &Fields) -> Json {
    value_to_json(&Shape::Part(declared), &Value::Part(fields.clone()))
}

fn json_to_fields(declared: &'static [Field], json: &Json) -> Option<Fields> {
    match json_to_value("", &Shape::Part(declared), json) {
        Ok(Value::Part(fields)) => Some(fields),
        _ => None,
    }
}

fn number(json: &Json) -> Option<usize> {
    json.as_u64().and_then(|number| usize::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::{meeting, partner};
    use crate::domain::{Fields, Text3};

    fn name(text: &str) -> Text3 {
        Text3 { fr: Some(text.to_owned()), ..Text3::default() }
    }

    #[test]
    fn what_was_left_comes_back_as_it_was() {
        let contact = Fields::new().with_value(partner::contact::VALUE.id, Value::Text("+212 5\u{202e}".to_owned()));
        let part = OpenPart {
            field: &partner::CONTACTS,
            place: Some(2),
            sheet: Sheet { fields: contact, typed: vec![((4, None), "9/2018".to_owned())], ..Sheet::default() },
        };
        let sheet = Sheet {
            fields: Fields::new().with(partner::NAMES.id, name("Association")),
            typed: vec![((partner::NAMES.id, Some(Lang::Ar)), "جمعية".to_owned())],
            at: Some((partner::NAMES.id, Some(Lang::Ar))),
            part: Some(Box::new(part)),
        };
        let before = Fields::new().with(partner::NAMES.id, name("Asso"));
        let item = Fields::new().with(meeting::item::ITEM.id, 7);
        let list = Fields::new().with(meeting::AGENDA.id, vec![Value::Part(item.clone())]);
        let forms = vec![
            Unfinished { of: Of::New(Kind::Partner), before: Fields::new(), sheet: sheet.clone() },
            Unfinished { of: Of::Record(Kind::Partner, Ref(26)), before, sheet },
            Unfinished {
                of: Of::Part(Kind::Meeting, Ref(188), &meeting::AGENDA, 0),
                before: list,
                sheet: Sheet { fields: item, ..Sheet::default() },
            },
        ];
        let piles = [
            Pile { at: "2026-11-23T10:00".parse().unwrap(), forms, is_let_go: false },
            Pile { at: "2026-11-24T10:00".parse().unwrap(), forms: Vec::new(), is_let_go: false },
        ];
        let bytes = to_bytes(&piles);
        assert!(!bytes.contains(&0xe2), "nothing that reorders stands raw");
        assert_eq!(from_bytes(&bytes), Some(piles.to_vec()));
    }

    #[test]
    fn what_is_no_such_thing_is_not_guessed_at() {
        for bytes in [
            &b""[..],
            b"{}",
            b"{\"version\":2,\"piles\":[]}",
            b"{\"version\":1,\"piles\":[{\"at\":\"2026-11-23T10:00:00\",\"forms\":[{\"kind\":\"planet\"}]}]}",
            b"{\"version\":1,\"piles\":[{\"at\":\"yesterday\",\"forms\":[]}]}",
        ] {
            assert_eq!(from_bytes(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(from_bytes(b"{\"version\":1,\"piles\":[]}"), Some(Vec::new()));
    }
}
