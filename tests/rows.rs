//! Which test shows which capability of the life of a session: compose, hold, print, follow up. Each row of the list that the
//! program is measured by has a test that bears its number, or the reason why it has none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::{Path, PathBuf};

/// Number of the row, what it is, and the beginning of the name of its test; the reason where there is none.
const ROWS: [(u8, &str, Result<&str, &str>); 37] = [
    (33, "create from a template", Ok("row_33_")),
    (34, "reorder with automatic renumbering", Ok("row_34_")),
    (35, "sub-items", Ok("row_35_")),
    (36, "numbering schemes", Ok("row_36_")),
    (37, "duration per item", Ok("rows_37_to_40_")),
    (38, "presenter per item", Ok("rows_37_to_40_")),
    (39, "documents per item", Ok("rows_37_to_40_")),
    (40, "kinds of items", Ok("rows_37_to_40_")),
    (41, "proposals with a deadline", Ok("row_41_")),
    (42, "late items kept apart, printed as an addendum", Ok("row_42_")),
    (43, "placement by category or proposer", Ok("row_43_")),
    (44, "opinions asked per item", Ok("row_44_")),
    (45, "carry-over with lineage", Ok("row_45_")),
    (46, "open decisions of the previous session", Ok("row_46_")),
    (47, "frozen versions and their difference", Ok("row_47_")),
    (48, "items withheld per recipient", Ok("rows_48_and_49_")),
    (49, "two languages beside each other", Ok("rows_48_and_49_")),
    (50, "series with exceptions", Ok("rows_31_and_50_")),
    (51, "conflicts, holidays, hours of Ramadan", Ok("row_51_")),
    (52, "letters with title, gender and language", Ok("row_52_")),
    (53, "invitations and feeds for calendars", Ok("row_53_")),
    (54, "replies and representatives", Ok("row_54_")),
    (55, "attendance", Ok("row_55_")),
    (56, "arrivals and departures", Ok("row_56_")),
    (57, "proxies", Ok("row_57_")),
    (58, "live quorum", Ok("row_58_")),
    (59, "consensus, counts and votes by name", Ok("row_59_")),
    (60, "notes per item during the session", Ok("row_60_")),
    (61, "kinds of outcome", Ok("row_61_")),
    (62, "written procedure", Ok("row_62_")),
    (63, "approval, signature and lock of minutes", Ok("row_63_")),
    (64, "the whole set of papers", Ok("row_64_")),
    (65, "actions with history and evidence", Ok("row_65_")),
    (66, "register of decisions", Ok("row_66_")),
    (67, "what is overdue by institution, ready to send", Ok("row_67_")),
    (68, "from decision to strategy and objective", Ok("row_68_")),
    (69, "minutes and decisions of a year", Ok("row_69_")),
];

fn sources(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_row_has_a_test_of_its_name_or_the_reason_why_not() {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    ["src", "tests"].iter().for_each(|folder| sources(&home.join(folder), &mut all));
    for (at, (number, what, test)) in (33u8..).zip(ROWS) {
        assert_eq!(number, at, "{what}");
        match test {
            Ok(name) => assert!(all.contains(&format!("fn {name}")), "row {number}, {what}: no test is called {name}…"),
            Err(reason) => {
                assert!(
                    reason.len() > 20 && !all.contains(&format!("fn row_{number}_")),
                    "row {number} has a test now"
                );
            }
        }
    }
}
