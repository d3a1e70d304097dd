//! Commands: what can be done, under which keys, where. Help, palette and key bar are made from them.
//!
//! A command is one constant. Its name and help are the messages `command-<id>` and `command-<id>-help` in
//! `app.ftl` or `panes.ftl` (dots become dashes). Default keys exist on AZERTY and QWERTY, and each command has one
//! that the Arabic layout of both can give.

use super::key::{Code, Key};

/// Where a command can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Wherever no layer is open.
    Everywhere,
    /// In the pane of that name.
    Pane(&'static str),
}

/// One thing that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name: `noun.verb`.
    pub id: &'static str,
    /// Where.
    pub scope: Scope,
    /// Its keys, the first is the one that is shown.
    pub keys: &'static [Key],
    /// Whether the key bar shows it, and how early (1 first); 0 for not at all.
    pub bar: u8,
}

impl Command {
    /// Key of its name in the message files.
    pub fn message(&self) -> String {
        format!("command-{}", self.id.replace('.', "-"))
    }

    /// Whether it would change the desk: not where the past is looked at.
    pub fn changes(&self) -> bool {
        const CHANGING: [&str; 18] = [
            "record.new",
            "record.edit",
            "record.drop",
            "change.",
            "trash.",
            "action.",
            "meeting.",
            "post.",
            "body.propose",
            "body.decline",
            "agenda.freeze",
            "agenda.item.",
            "agenda.candidate.",
            "agenda.arrange",
            "agenda.opinion.",
            "convocation.",
            "roll.",
            "minutes.",
        ];
        const ONLY_LOOKING: [&str; 2] = ["agenda.item.mark", "roll.find"];
        CHANGING.iter().any(|beginning| self.id.starts_with(beginning)) && !ONLY_LOOKING.contains(&self.id)
    }

    /// Whether words may follow its name in the palette: `:asof 2018-12-10`.
    pub fn takes_words(&self) -> bool {
        matches!(self.id, "asof.open" | "record.on-date")
    }

    /// Whether the key gives it.
    pub fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }
}

const fn everywhere(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: Scope::Everywhere, keys, bar }
}

/// The commands that work in every pane.
pub const EVERYWHERE: &[Command] = &[
    everywhere("find.open", &[Key::char('/')], 1),
    everywhere("palette.open", &[Key::char(':')], 3),
    everywhere("help.open", &[Key::char('?'), Key::plain(Code::F(1))], 2),
    everywhere("record.new", &[Key::char('n')], 4),
    everywhere("record.edit", &[Key::char('e')], 5),
    everywhere("record.print", &[Key::char('p')], 6),
    everywhere("record.copy", &[Key::char('Y')], 0),
    everywhere("record.dossier", &[Key::char('i'), Key::plain(Code::F(4))], 0),
    everywhere("record.history", &[Key::char('H'), Key::plain(Code::F(3))], 0),
    everywhere("record.on-date", &[], 0),
    everywhere("record.duplicates", &[Key::char('!'), Key::plain(Code::F(9))], 0),
    everywhere("record.drop", &[Key::char('D'), Key::plain(Code::F(8))], 0),
    everywhere("post.succeed", &[], 0),
    everywhere("mark.toggle", &[Key::char('m'), Key::char(' ')], 0),
    everywhere("mark.all", &[Key::char('M'), Key::plain(Code::F(7))], 0),
    everywhere("mark.act", &[Key::char('b'), Key::plain(Code::F(6))], 0),
    everywhere("change.undo", &[Key::char('u'), Key::ctrl('z')], 7),
    everywhere("change.redo", &[Key::char('U')], 0),
    everywhere("place.back", &[Key::char('['), Key::char('(')], 0),
    everywhere("place.forward", &[Key::char(']'), Key::char(')')], 0),
    everywhere("pane.home", &[Key::char('0'), Key::char('à')], 0),
    everywhere("pane.partners", &[Key::char('1'), Key::char('&')], 0),
    everywhere("pane.timelines", &[Key::char('2'), Key::char('é')], 0),
    everywhere("pane.committees", &[Key::char('3'), Key::char('"')], 0),
    everywhere("pane.reports", &[Key::char('4'), Key::char('\'')], 0),
    everywhere("pane.follow-up", &[Key::char('5'), Key::plain(Code::F(5))], 0),
    everywhere("pane.next", &[Key::plain(Code::Tab)], 8),
    everywhere("pane.previous", &[Key::plain(Code::BackTab)], 0),
    everywhere("language.next", &[Key::char('L'), Key::plain(Code::F(2))], 9),
    everywhere("language.choose", &[], 0),
    everywhere("terminal.reading", &[], 0),
    everywhere("settings.open", &[Key::char(','), Key::plain(Code::F(12))], 0),
    everywhere("view.saved", &[Key::char('w')], 0),
    everywhere("view.arrange", &[Key::char('o')], 0),
    everywhere("view.card", &[Key::char('z')], 0),
    everywhere("view.vowels", &[], 0),
    everywhere("form.unsaved", &[], 0),
    everywhere("trash.open", &[], 0),
    everywhere("asof.open", &[], 0),
    everywhere("asof.leave", &[Key::char('N')], 0),
    everywhere("session.suspend", &[], 0),
    everywhere("session.quit", &[Key::char('q'), Key::ctrl('c')], 10),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_past_is_looked_at_nothing_of_a_session_can_be_changed() {
        let changes = |id| Command { id, scope: Scope::Everywhere, keys: &[], bar: 0 }.changes();
        for id in
            ["minutes.note", "minutes.vote", "roll.present", "convocation.attends", "agenda.arrange", "record.drop"]
        {
            assert!(changes(id), "{id}");
        }
        for id in ["agenda.item.mark", "agenda.preview", "agenda.opinions", "roll.find", "leaf.minutes", "record.print"]
        {
            assert!(!changes(id), "{id}");
        }
    }
}
