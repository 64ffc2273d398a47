//! For zsh.

use super::{MADE, list};
use meum_connect::headless::commands::{ALONE, COMMANDS, Choice, Command, Takes};

pub fn script() -> String {
    let mut script = vec![format!(
        "#compdef meum-connect\n# {MADE}\n_meum_connect() {{\n    local line state\n    _arguments -C \\\n"
    )];
    for choice in &ALONE {
        script.push(format!("        '(- *){}[{}]' \\\n", choice.name, choice.does));
    }
    script.push(
        "        '1: :->command' '*:: :->rest'\n    case $state in\n    command)\n        local -a commands=(\n"
            .to_owned(),
    );
    for command in &COMMANDS {
        script.push(format!("            '{}:{}'\n", command.name, quoted(command.does)));
    }
    script.push(
        "        )\n        _describe command commands\n        ;;\n    rest)\n        case $line[1] in\n".to_owned(),
    );
    script.extend(COMMANDS.iter().map(of));
    script.push("        esac\n        ;;\n    esac\n}\n_meum_connect \"$@\"\n".to_owned());
    script.concat()
}

fn of(command: &Command) -> String {
    let mut case = vec![format!("        {})\n            _arguments \\\n", command.name)];
    for choice in command.options {
        case.push(format!("                '{}' \\\n", option(choice)));
    }
    let rest = action("what", command.takes).map_or(String::new(), |action| format!(" '*{action}'"));
    case.push(format!("                '(- *)--help[prints the help]'{rest}\n            ;;\n"));
    case.concat()
}

fn option(choice: &Choice) -> String {
    match action("value", choice.takes) {
        Some(action) => format!("{}=[{}]{action}", choice.name, quoted(choice.does)),
        None => format!("{}[{}]", choice.name, quoted(choice.does)),
    }
}

/// What zsh does to complete this; `None` where nothing follows.
fn action(message: &str, takes: Takes) -> Option<String> {
    match takes {
        Takes::Nothing => None,
        Takes::Word => Some(format!(":{message}: ")),
        Takes::File => Some(format!(":{message}:_files")),
        Takes::OneOf(_) | Takes::Code => list(takes).map(|words| format!(":{message}:({words})")),
    }
}

/// Inside quotes, and between brackets.
fn quoted(text: &str) -> String {
    text.replace('\'', "'\\''").replace(':', "\\:")
}
