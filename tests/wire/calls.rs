//! The telephone rings on a large desk: at most six keys to the right card, each within its budget of bytes.

use super::large;
use super::terminal::Terminal;
use std::time::Duration;
use tansiq::limits;

/// Long enough for a busy machine to finish a picture, which goes out in one block.
const QUIET: Duration = Duration::from_millis(400);

/// Partners among ten thousand others: what is typed, in four letters at most, and what stands on the chosen line.
const CALLS: [(&str, &str, &str); 4] = [
    ("oczt", r#""names":{"fr":"Office chérifien de la transhumance"},"acronyms":{"fr":"OCZT"}"#, "OCZT"),
    ("zraï", r#""names":{"fr":"Zraïb et fils"}"#, "Zraïb et fils"),
    ("ايصش", r#""names":{"ar":"إيصشان"}"#, "إيصشان"),
    ("77zz", r#""names":{"en":"Xylophone makers"},"code":"77ZZ""#, "77ZZ"),
];

#[test]
fn six_keys_lead_to_the_right_card_and_each_takes_few_bytes() {
    let place = large("en");
    let record = |fields: &str| format!("{{\"kind\":\"partner\",\"type\":\"association\",{fields}}}\n");
    let lines: String = CALLS.iter().map(|(_, fields, _)| record(fields)).collect();
    std::fs::write(place.path().join("called.jsonl"), lines).unwrap();
    place.said(&["import", "jsonl", "called.jsonl"]);
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("10004");
    screen.read_until_quiet(QUIET);
    for (typed, _, line) in CALLS {
        let before = screen.keys();
        let mut bytes = Vec::new();
        for key in std::iter::once('/').chain(typed.chars()) {
            screen.press(&[key.encode_utf8(&mut [0; 4])]);
            bytes.push(screen.read_until_quiet(QUIET));
        }
        let visual = tansiq::text::layout(line, None);
        let line: String = visual.cells.iter().map(|cell| cell.text.as_str()).collect();
        let shown = screen.wait_for(&line);
        assert!(shown.lines().nth(2).is_some_and(|row| row.contains('›')), "{typed}:\n{shown}");
        screen.press(&["Enter"]);
        bytes.push(screen.read_until_quiet(QUIET));
        assert!(screen.keys() - before <= 6, "{typed}");
        assert!(bytes.iter().all(|bytes| *bytes <= limits::FINDER_KEY_BYTES), "{typed}: {bytes:?}");
    }
    screen.quit();
}
