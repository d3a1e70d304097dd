//! Every pane and layer as text, in three languages and at four sizes, on a desk that is empty, one as it is in use and one
//! where every text is too long; and what no screen may ever do.
//!
//! A picture holds the cells as they stand, so that a mistake of direction or shaping is a visible difference. After a
//! change that is meant, look at the new pictures before accepting them: `INSTA_UPDATE=always cargo test --test pictures`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "pictures/desk.rs"]
mod desk;
#[path = "pictures/rules.rs"]
mod rules;
#[path = "pictures/screens.rs"]
mod screens;

use desk::{SIZES, at_four_sizes, bare, desk_of, lexicon, overlong, pressed, sample, session, sound};
use screens::{BARE, EMPTY, HELD, LAYERS, LOOKING, PANES};
use tansiq::app::{Code, Key, Msg};
use tansiq::domain::{Draft, Text3};
use tansiq::lang::Lang;

#[test]
fn panes_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for (name, keys) in PANES {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&drafts, &lexicon, lang, keys);
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), shown);
        }
    }
}

#[test]
fn layers_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for (name, keys) in LAYERS {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&drafts, &lexicon, lang, keys);
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), shown);
        }
    }
}

#[test]
fn a_session_being_held_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for (name, keys) in HELD {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&drafts, &lexicon, lang, keys);
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), shown);
        }
    }
}

#[test]
fn looking_up_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let mut drafts = sample(&lexicon);
    let twice = drafts.iter().find_map(|draft| match draft {
        Draft::Add { reference: Some(reference), kind, fields } if reference.0 == 26 => {
            Some(Draft::Add { reference: None, kind: *kind, fields: fields.clone() })
        }
        _ => None,
    });
    drafts.extend(twice);
    for (name, keys) in LOOKING {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&drafts, &lexicon, lang, keys);
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), shown);
        }
    }
}

#[test]
fn an_empty_desk_says_what_to_do_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    for (name, keys) in EMPTY {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&[], &lexicon, lang, keys);
            insta::assert_snapshot!(format!("empty-{name}-{}", lang.code()), shown);
        }
    }
}

#[test]
fn records_of_which_nothing_is_said_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = bare(&lexicon);
    for (name, keys) in BARE {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&drafts, &lexicon, lang, keys);
            insta::assert_snapshot!(format!("bare-{name}-{}", lang.code()), shown);
        }
    }
}

/// Drawn at every size; the pictures kept are those of the two smallest, where the most is cut.
#[test]
fn texts_longer_than_any_screen_in_three_languages() {
    let lexicon = lexicon();
    let drafts = overlong(&lexicon);
    for (name, keys) in PANES.iter().chain(&LAYERS).chain(&LOOKING).chain(&HELD) {
        let mut session = session(desk_of(&drafts, &lexicon), &lexicon, Lang::Fr, SIZES[1]);
        pressed(&mut session, keys);
        for lang in Lang::ALL {
            session.stage.model.session.lang = lang;
            let shown = SIZES.map(|(columns, rows)| {
                session.deal(Msg::Resized(columns, rows));
                format!("{columns}x{rows}\n{}\n", sound(&session))
            });
            insta::assert_snapshot!(format!("long-{name}-{}", lang.code()), shown[..2].concat());
        }
    }
}

#[test]
fn the_tutorial_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for lang in Lang::ALL {
        let shown = SIZES.map(|size| {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, size);
            session.stage.model.begin_tutor(5);
            pressed(&mut session, &["2"]);
            let begun = sound(&session);
            session.press(&[Key::plain(Code::F(4)), Key::char('3'), Key::char('n'), Key::char('m'), Key::char('c')]);
            pressed(&mut session, &["a"]);
            format!("{}x{}\n{begun}\n{}\n", size.0, size.1, sound(&session))
        });
        insta::assert_snapshot!(format!("tutor-{}", lang.code()), shown.concat());
    }
}

#[test]
fn views_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    let keys = ["f", "c", "o", "u", "n", "t", "r", "y", ":", "D", "E", "Enter", "w", "A"];
    for (lang, name) in [(Lang::Ar, "ألمانيا"), (Lang::Fr, "Allemagne"), (Lang::En, "Germany")] {
        let shown = SIZES.map(|size| {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, size);
            pressed(&mut session, &keys);
            session.press(&name.chars().map(Key::char).collect::<Vec<_>>());
            pressed(&mut session, &["Enter"]);
            format!("{}x{}\n{}\n", size.0, size.1, sound(&session))
        });
        insta::assert_snapshot!(format!("views-{}", lang.code()), shown.concat());
    }
}

#[test]
fn what_was_left_unsaved_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    let names =
        Text3 { ar: Some("جمعية التضامن".into()), fr: Some("Association Solidarité".into()), en: None };
    for lang in Lang::ALL {
        let shown = SIZES.map(|size| {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, size);
            pressed(&mut session, &["n", "p"]);
            session.deal(Msg::Paste(names.best(lang).to_owned()));
            let mut left = session.stage.model.unfinished();
            pressed(&mut session, &["Esc", "Esc", "e", "End"]);
            session.deal(Msg::Paste("…".to_owned()));
            left.extend(session.stage.model.unfinished());
            pressed(&mut session, &["Esc", "Esc"]);
            session.deal(Msg::Left(left));
            format!("{}x{}\n{}\n", size.0, size.1, sound(&session))
        });
        insta::assert_snapshot!(format!("unsaved-{}", lang.code()), shown.concat());
    }
}
