//! What is on each screen that is looked at, and the keys that lead there.

/// What is on the screen, and the keys that lead there from the start.
pub const PANES: [(&str, &[&str]); 19] = [
    ("home", &["0"]),
    ("partners", &[]),
    ("timelines", &["2"]),
    ("timelines-years", &["2", "a", "-", "-", "-"]),
    ("timelines-lanes", &["Down", "2", "v"]),
    ("committees", &["3"]),
    ("composer", &["3", "n", "m", "c", "a", "a"]),
    ("composer-page", &["3", "n", "m", "v"]),
    ("body", &["3", "Enter"]),
    ("follow-up", &["5", "j", "m"]),
    ("follow-up-owed", &["5", "v", "v", "j"]),
    ("follow-up-plot", &["5", "v", "v", "v"]),
    ("follow-up-thread", &["5", "j", "j", "j", "Enter"]),
    ("reports", &["4"]),
    ("reports-country", &["4", "v", "v", "t", "Right"]),
    ("reports-follow-up", &["4", "r"]),
    ("reports-convergence", &["4", "r", "r", "Right", "Left"]),
    ("reports-counted", &["4", "r", "r", "r", "Down", "Enter"]),
    ("past", &[":", "a", "s", "o", "f", "Space", "1", "0", "/", "1", "2", "/", "2", "0", "1", "8", "Enter"]),
];
pub const LAYERS: [(&str, &[&str]); 19] = [
    ("finder", &["/", "d", "a", "k", "h"]),
    ("finder-nothing", &["/", "q", "q", "x", "z"]),
    ("palette", &[":"]),
    ("help", &["?"]),
    ("language", &[":", "l", "a", "n", "g", "u", "a", "g", "e", ".", "c", "h", "Enter"]),
    ("reading", &[":", "t", "e", "r", "m", "i", "n", "a", "l", ".", "r", "Enter"]),
    ("new", &["n"]),
    ("form", &["n", "e"]),
    ("form-alike", &["n", "p", "m", "i", "n", "i", "s", "t", "e", "r", "e"]),
    ("form-list", &["e", "Down", "Down", "Down"]),
    ("print", &["3", "n", "m", "p"]),
    ("print-form", &["3", "n", "m", "p", "Right"]),
    ("report-menu", &["4", "r", "p"]),
    ("preview", &["3", "n", "m", "v"]),
    ("as-of", &[":", "a", "s", "o", "f", ".", "o", "Enter"]),
    ("dossier", &["i"]),
    ("dossier-past", &["i", "t", "1", "2", "/", "2", "0", "1", "8", "Enter"]),
    ("history", &["H"]),
    ("trash", &["3", "n", "m", "Esc", "D", ":", "t", "r", "a", "s", "h", "Enter"]),
];

/// What looking up and narrowing show, at every size, on the sample with one partner entered twice.
pub const LOOKING: [(&str, &[&str]); 23] = [
    ("settings", &[","]),
    ("settings-words", &[",", "End", "Up", "Up", "Up", "Up", "Up", "Up", "Enter", "Right"]),
    ("settings-typed", &[",", "End", "Enter", "x", "Enter"]),
    ("finder-list", &["/", "d", "a", "k", "h", "Down"]),
    ("finder-offers", &["/", "d", "a", "k", "h", "Enter", "/"]),
    ("finder-filter", &["/", "t", "h", "e", "m", "e", ":", "e", "d"]),
    ("timelines-filter", &["2", "a", "f", "a", "f", "t", "e", "r", ":", "2", "0", "2", "6", "-", "1", "0", "Enter"]),
    ("duplicates", &["!"]),
    ("duplicates-joined", &["!", "1"]),
    ("marks", &["f", "c", "o", "u", "n", "t", "r", "y", ":", "D", "E", "Enter", "m", "m"]),
    ("arrange", &["o"]),
    ("partners-grouped", &["o", "j", "Enter", "Esc"]),
    ("partners-tree", &["o", "j", "j", "j", "j", "Enter", "Esc"]),
    ("partners-columns", &["o", "G", "k", "k", "k", "k", "k", "k", "k", "k", "Enter", "G", "k", "k", "Enter", "Esc"]),
    ("dossier-state", &["/", "s", "e", "n", "e", "g", "a", "l", "Enter", "i"]),
    ("form-beside", &["e", "Down", "Down"]),
    ("form-create", &["n", "a", "x", "Enter", "Enter", "q", "q", "x", "Up"]),
    ("timelines-columns", &["2", "a", "o", "j", "j", "j", "Enter", "Esc"]),
    ("committees-columns", &["3", "o", "j", "Enter", "Esc"]),
    ("letter", &["0", "Enter"]),
    ("bulk", &["M", "b"]),
    ("bulk-field", &["M", "b", "4", "c"]),
    ("bulk-preview", &["M", "b", "2", "e", "d", "u", "c", "Enter", "Enter"]),
];

/// The next session from its agenda to its minutes, at every size.
pub const HELD: [(&str, &[&str]); 10] = [
    ("held-warnings", &["3", "n", "m", ".", "1"]),
    ("held-convocations", &["3", "n", "m", ".", "1", "Enter", "p", "x", "s"]),
    ("held-addendum", &["3", "n", "m", ".", "1", "Enter", "h", "a", "X", "Enter", "l", "h", "a", "s", "s"]),
    ("held-roll", &["3", "n", "m", ".", "1", "Enter", "o", "p", "p", "x", "a"]),
    ("held-steps", &["3", "n", "m", ".", "1", "Enter", "o", "."]),
    ("held-guest", &["3", "n", "m", ".", "1", "Enter", "o", "g", "h", "a", "s", "s"]),
    ("held-minutes", OPENED),
    ("held-note", NOTED),
    ("held-outcome", OUTCOME),
    ("held-votes", VOTED),
];

/// The session open with a quorum.
pub const OPENED: &[&str] =
    &["3", "n", "m", ".", "1", "Enter", "o", "p", "p", "p", "p", "a", "p", "p", "p", "p", "p", ".", "1"];
const NOTED: &[&str] = &[
    "3", "n", "m", ".", "1", "Enter", "o", "p", "p", "p", "p", "a", "p", "p", "p", "p", "p", ".", "1", "j", "Enter",
    "O", "k", "Enter", "1",
];
const OUTCOME: &[&str] = &[
    "3", "n", "m", ".", "1", "Enter", "o", "p", "p", "p", "p", "a", "p", "p", "p", "p", "p", ".", "1", "j", "x",
    "Ctrl-s", "a", "W", "Ctrl-s", ";", "Enter",
];
const VOTED: &[&str] = &[
    "3", "n", "m", ".", "1", "Enter", "o", "p", "p", "p", "p", "a", "p", "p", "p", "p", "p", ".", "1", "j", "v", "p",
    "p", "c", "a",
];

/// What there is before anything is: the panes with their views, and what opens over them.
pub const EMPTY: [(&str, &[&str]); 22] = [
    ("home", &["0"]),
    ("partners", &["1"]),
    ("partners-filter", &["1", "f", "x"]),
    ("timelines", &["2"]),
    ("timelines-all", &["2", "a"]),
    ("timelines-lanes", &["2", "v"]),
    ("committees", &["3"]),
    ("reports", &["4"]),
    ("reports-follow-up", &["4", "r"]),
    ("reports-convergence", &["4", "r", "r"]),
    ("reports-commitments", &["4", "r", "r", "r"]),
    ("follow-up", &["5"]),
    ("follow-up-actions", &["5", "v"]),
    ("follow-up-owed", &["5", "v", "v"]),
    ("follow-up-plot", &["5", "v", "v", "v"]),
    ("finder", &["/"]),
    ("finder-nothing", &["/", "a"]),
    ("duplicates", &["!"]),
    ("trash", &[":", "t", "r", "a", "s", "h", "Enter"]),
    ("views", &["1", "w"]),
    ("form-list", &["n", "p", "Ctrl-o"]),
    ("new-letter", &["n", "l"]),
];

/// One partner, one body and one session of which nothing else is said.
pub const BARE: [(&str, &[&str]); 14] = [
    ("home", &["0"]),
    ("partner", &["1"]),
    ("timeline", &["2"]),
    ("dossier", &["1", "i"]),
    ("history", &["1", "H"]),
    ("committees", &["3"]),
    ("sheet", &["3", "Enter"]),
    ("composer", &["3", "j", "Enter"]),
    ("composer-pick", &["3", "j", "Enter", "a", "X", "Enter", "l", "q", "q", "x"]),
    ("opinions", &["3", "j", "Enter", "a", "X", "Enter", "O"]),
    ("convocations", &["3", "j", "Enter", "i"]),
    ("roll", &["3", "j", "Enter", "o"]),
    ("minutes", &["3", "j", "Enter", "b"]),
    ("steps", &["3", "j", "Enter", "."]),
];
