//! Desks and sessions without a terminal, for pictures of the screen.

use std::sync::Arc;
use tansiq::app::{Key, Keyboard};
use tansiq::domain::check::check_record;
use tansiq::domain::{Desk, Draft, Fields, Proposal, Record, Text3, Value};
use tansiq::exchange::{import, jsonl};
use tansiq::host::clock::Clock;
use tansiq::host::headless::Headless;
use tansiq::host::keys::key_named;
use tansiq::host::settings::{Asked, SettingsFile};
use tansiq::host::stage::{Seat, Stage};
use tansiq::kit::{Theme, picture};
use tansiq::lang::{Lang, Lexicon};
use tansiq::store::{Registrar, memory_ledger};
use tansiq::text;

const SAMPLE: &str = include_str!("../../assets/sample/desk.jsonl");
pub const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (120, 40), (200, 50)];

pub fn registrar(lexicon: &Arc<Lexicon>) -> Registrar {
    let own = Arc::clone(lexicon);
    let rules = Box::new(move |record: &Record, desk: &Desk| check_record(record, desk, &own));
    Registrar::open(Box::new(memory_ledger().unwrap()), rules).unwrap()
}

pub fn with(registrar: &mut Registrar, drafts: Vec<Draft>) {
    let proposal = Proposal { by: "amina".into(), machine: "m".into(), at_ms: 1, label: "init.sample".into(), drafts };
    registrar.propose(proposal).unwrap();
}

/// The sample desk as drafts, read once a test.
pub fn sample(lexicon: &Arc<Lexicon>) -> Vec<Draft> {
    let rows = jsonl::rows(SAMPLE.as_bytes(), None).unwrap();
    import::plan(rows, &Desk::default(), lexicon, &import::Options::default()).drafts
}

pub fn desk_of(drafts: &[Draft], lexicon: &Arc<Lexicon>) -> Registrar {
    let mut registrar = registrar(lexicon);
    with(&mut registrar, drafts.to_vec());
    registrar
}

/// The sample desk with every text in three languages longer than any screen, in both directions.
pub fn overlong(lexicon: &Arc<Lexicon>) -> Vec<Draft> {
    let mut drafts = sample(lexicon);
    for draft in &mut drafts {
        if let Draft::Add { fields, .. } = draft {
            *fields = lengthened(fields);
        }
    }
    drafts
}

fn lengthened(fields: &Fields) -> Fields {
    let long = |text: &Text3| Text3 {
        ar: text.ar.as_ref().map(|text| [text.as_str(); 14].join(" ")),
        fr: text.fr.as_ref().map(|text| [text.as_str(); 14].join(" ")),
        en: text.en.as_ref().map(|text| [text.as_str(); 14].join(" ")),
    };
    let value = |value: &Value| match value {
        Value::Text3(text) => Value::Text3(long(text)),
        Value::Part(fields) => Value::Part(lengthened(fields)),
        Value::List(values) => Value::List(
            values
                .iter()
                .map(|value| match value {
                    Value::Part(fields) => Value::Part(lengthened(fields)),
                    other => other.clone(),
                })
                .collect(),
        ),
        other => other.clone(),
    };
    fields.iter().map(|(id, of)| (id, value(of))).collect()
}

/// A desk with one of each of what a session needs, and nothing said of any of them.
pub fn bare(lexicon: &Arc<Lexicon>) -> Vec<Draft> {
    let lines = [
        r#"{"kind":"partner","ref":1,"names":{"fr":"Institution sans rien","ar":"مؤسسة","en":"Bare institution"},"type":"gov_department"}"#,
        r#"{"kind":"body","ref":2,"names":{"fr":"Instance sans rien","ar":"لجنة","en":"Bare body"},"type":"technical_commission"}"#,
        r#"{"kind":"meeting","ref":3,"title":{"fr":"Session sans rien","ar":"دورة","en":"Bare session"},"body":2,"start":"2026-12-18T10:00:00+01:00[Africa/Casablanca]","status":"draft"}"#,
    ];
    let rows = jsonl::rows(lines.join("\n").as_bytes(), None).unwrap();
    let plan = import::plan(rows, &Desk::default(), lexicon, &import::Options::default());
    assert_eq!(plan.drafts.len(), lines.len(), "{:?}", plan.report);
    plan.drafts
}

pub fn session(registrar: Registrar, lexicon: &Arc<Lexicon>, lang: Lang, size: (u16, u16)) -> Headless {
    let clock = Clock::fixed("2026-11-23T10:00".parse().unwrap());
    let seat = Seat {
        lexicon: Arc::clone(lexicon),
        lang,
        by: "amina".into(),
        theme: Theme::coloured(),
        keyboard: Keyboard::default(),
        size,
        clock,
        start: "partners",
        arrangements: Default::default(),
        views: Vec::new(),
        used: Default::default(),
        seen: Some(0),
        output_dir: std::env::temp_dir().join("nothing-is-written"),
    };
    let mut stage = Stage::new(registrar, seat);
    // Nothing of the machine on which the picture is taken.
    let asked = Asked { desk: Some("/srv/tansiq/desk".into()), lang: Some(lang), by: Some("amina".into()) };
    let text = "[terminal]\nkeyboard = \"qwerty\"\n".to_owned();
    stage.settings_file = SettingsFile::thrown_away(asked, "/srv/tansiq".into(), text);
    Headless::new(stage)
}

pub fn pressed(session: &mut Headless, keys: &[&str]) {
    let keys: Vec<Key> = keys.iter().map(|key| key_named(key).unwrap()).collect();
    session.press(&keys);
}

pub fn lexicon() -> Arc<Lexicon> {
    Arc::new(Lexicon::load())
}

/// Checks what holds for every screen, and answers it as text.
pub fn sound(session: &Headless) -> String {
    let buffer = session.screen();
    for cell in buffer.content() {
        assert!(!text::has_control(cell.symbol()), "a control character in {:?}", cell.symbol());
    }
    picture(&buffer)
}

/// What these keys lead to, at each size after the other.
pub fn at_four_sizes(drafts: &[Draft], lexicon: &Arc<Lexicon>, lang: Lang, keys: &[&str]) -> String {
    let shown = SIZES.map(|size| {
        let mut session = session(desk_of(drafts, lexicon), lexicon, lang, size);
        pressed(&mut session, keys);
        format!("{}x{}\n{}\n", size.0, size.1, sound(&session))
    });
    shown.concat()
}
