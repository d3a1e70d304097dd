//! What laying out text costs, and how words are shaped.
//!
//! `layout` prints the milliseconds of a frame of 50 rows of 120 columns, Arabic, mixed and Latin, new and as they stood in the
//! frame before, and of the plain loop over letters that Latin rows are measured against; JSON, one object a line. `layout FILE` prints each line of a file
//! as it stands in cells from right to left, for comparing with other programs (`fribidi --rtl --nopad --nobreak`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use serde_json::json;
use std::hint::black_box;
use std::time::Instant;
use tansiq::text::{self, Direction};

const ROWS: usize = 50;
const COLUMNS: usize = 120;
const FRAMES: usize = 400;

/// A row of so many columns made of these words.
fn row(words: &str, at: usize) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let mut row = String::new();
    for word in words.iter().cycle().skip(at) {
        if text::width(&row) + text::width(word) >= COLUMNS {
            break;
        }
        row.push_str(word);
        row.push(' ');
    }
    row
}

fn median_ms(mut frame: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..FRAMES)
        .map(|_| {
            let begun = Instant::now();
            frame();
            begun.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[FRAMES / 2]
}

fn main() {
    if let Some(file) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        for line in std::fs::read_to_string(file).unwrap().lines() {
            let cells = text::layout(line, Some(Direction::Rtl)).cells;
            println!("{}", cells.iter().map(|cell| cell.text.as_str()).collect::<String>());
        }
        return;
    }
    let texts = [
        (
            "arabic",
            "اللجنة الوزارية للمغاربة المقيمين بالخارج وشؤون الهجرة الاتفاق العالمي من أجل هجرة آمنة ومنظمة ونظامية",
        ),
        ("mixed", "الدورة رقم 14 للجنة GFMD (برلين) 2017–2018 بتاريخ 18/06/2026 على الساعة 10:30"),
        ("latin", "Commission ministérielle des Marocains résidant à l’étranger et des affaires de la migration 2026"),
    ];
    for (name, words) in texts {
        let rows: Vec<String> = (0..ROWS).map(|at| row(words, at)).collect();
        let ms = median_ms(|| rows.iter().for_each(|row| drop(black_box(text::layout(black_box(row), None)))));
        println!("{}", json!({"frame": name, "rows": ROWS, "columns": COLUMNS, "median_ms": ms}));
        let lines = text::KeptLines::default();
        let again = median_ms(|| rows.iter().for_each(|row| drop(black_box(lines.fit(black_box(row), COLUMNS)))));
        println!("{}", json!({"frame": format!("{name}, rows of the frame before"), "median_ms": again}));
    }
    let rows: Vec<String> = (0..ROWS).map(|at| row(texts[2].1, at)).collect();
    let plain = |row: &String| row.chars().map(|letter| letter.to_string()).collect::<Vec<_>>();
    let ms = median_ms(|| rows.iter().for_each(|row| drop(black_box(plain(black_box(row))))));
    println!("{}", json!({"frame": "latin, a string for each letter and nothing else", "median_ms": ms}));
}
