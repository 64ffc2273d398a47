//! For fish.

use super::{MADE, list};
use meum_connect::headless::commands::{ALONE, COMMANDS, Choice, Command, Takes};

pub fn script() -> String {
    let mut script = vec![format!("# {MADE}\ncomplete -c meum-connect -f\n")];
    let names = COMMANDS.iter().map(|command| command.name).collect::<Vec<_>>().join(" ");
    let first = format!("complete -c meum-connect -n 'not __fish_seen_subcommand_from {names}'");
    for choice in &ALONE {
        script.push(format!("{first} -l {} -d '{}'\n", bare(choice), quoted(choice.does)));
    }
    for command in &COMMANDS {
        script.push(format!("{first} -a {} -d '{}'\n", command.name, quoted(command.does)));
    }
    script.extend(COMMANDS.iter().map(of));
    script.concat()
}

fn of(command: &Command) -> String {
    let begin = format!("complete -c meum-connect -n '__fish_seen_subcommand_from {}'", command.name);
    let mut lines = Vec::new();
    for choice in command.options {
        let value = match (choice.takes, list(choice.takes)) {
            (_, Some(words)) => format!(" -x -a '{words}'"),
            (Takes::File, None) => " -r -F".to_owned(),
            (_, None) => String::new(),
        };
        lines.push(format!("{begin} -l {}{value} -d '{}'\n", bare(choice), quoted(choice.does)));
    }
    lines.push(format!("{begin} -l help -d 'prints the help'\n"));
    match (command.takes, list(command.takes)) {
        (_, Some(words)) => lines.push(format!("{begin} -a '{words}'\n")),
        (Takes::File, None) => lines.push(format!("{begin} -F\n")),
        (_, None) => {}
    }
    lines.concat()
}

fn bare(choice: &Choice) -> &'static str {
    choice.name.trim_start_matches('-')
}

fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "\\'")
}
