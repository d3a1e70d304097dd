//! Help in the language of the person: the messages of `cli.ftl` put into the declared command line.
//!
//! A command's text is `cli-<command>`, with `cli-<command>-examples` below; an option's is
//! `cli-opt-<name>`, or `cli-<command>-opt-<name>` where it means something of its own there.

use crate::lang::{Lang, Lexicon};
use clap::{Command, CommandFactory};

/// The command line with its help in a language.
pub fn command<C: CommandFactory>(lexicon: &Lexicon, lang: Lang) -> Command {
    say(C::command(), "cli", lexicon, lang)
}

fn say(command: Command, key: &str, lexicon: &Lexicon, lang: Lang) -> Command {
    let mut command = command.about(lexicon.plain(lang, &format!("{key}-about"), &[]));
    let examples = format!("{key}-examples");
    if lexicon.knows(lang, &examples) {
        command = command.after_help(lexicon.plain(lang, &examples, &[]));
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| say(sub, &format!("{key}-{name}"), lexicon, lang));
    }
    command.mut_args(|arg| {
        let id = arg.get_id().as_str().replace('_', "-");
        let own = [format!("{key}-opt-{id}"), format!("cli-opt-{id}")].into_iter().find(|own| lexicon.knows(lang, own));
        match own {
            Some(own) => arg.help(lexicon.plain(lang, &own, &[])),
            None => arg,
        }
    })
}
