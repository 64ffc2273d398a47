//! What `--help` prints, made of the table of commands.

use super::commands::{ALONE, COMMANDS, Command, MISUSE, ON_WINDOWS, OTHERWISE, PURPOSE, Part, SETTINGS};

/// No line is longer, so that none is broken in a usual window.
const WIDTH: usize = 100;

/// All of it.
pub fn text() -> String {
    let mut lines = vec![wrapped(PURPOSE, ""), String::new()];
    for (at, command) in COMMANDS.iter().enumerate() {
        let begin = if at == 0 { "Usage:" } else { "      " };
        lines.push(format!("{begin} meum-connect {} {}", command.name, command.usage).trim_end().to_owned());
    }
    lines.push(format!("       meum-connect {}", ALONE.map(|choice| choice.name).join(" | ")));
    lines.push(OTHERWISE.to_owned());
    lines.extend(COMMANDS.iter().flat_map(of));
    let exits = COMMANDS.iter().enumerate().map(|(at, command)| match at {
        0 => format!("Exit codes: {}", command.exits),
        _ => format!("{}: {}", command.name, command.exits),
    });
    let exits = exits.chain([format!("All: {MISUSE}.")]).collect::<Vec<_>>().join(". ");
    lines.extend([String::new(), wrapped(&exits, "")]);
    lines.push(format!("{} count as they do for the app.", SETTINGS.map(|(name, _)| name).join(" and ")));
    lines.push(wrapped(ON_WINDOWS, ""));
    lines.join("\n") + "\n"
}

/// What a command does, and its options.
fn of(command: &Command) -> Vec<String> {
    let mut lines = vec![String::new(), format!("{}: {}", command.name, command.does)];
    for part in command.about {
        match part {
            Part::Words(words) => lines.push(wrapped(words, "  ")),
            Part::Lines(said) => lines.extend(said.iter().map(|line| format!("    {line}"))),
        }
    }
    lines.extend(command.options.iter().map(|choice| {
        let does = wrapped(choice.does, "             ");
        format!("  {:<11}{}", choice.name, does.trim_start())
    }));
    lines
}

/// A paragraph in lines that begin with this.
fn wrapped(words: &str, margin: &str) -> String {
    let mut text = margin.to_owned();
    let mut length = margin.len();
    for word in words.split_whitespace() {
        let follows = length > margin.len();
        if follows && length + 1 + word.len() > WIDTH {
            text = text + "\n" + margin;
            length = margin.len();
        } else if follows {
            text.push(' ');
            length += 1;
        }
        text.push_str(word);
        length += word.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_is_in_the_help_and_no_line_is_too_long() {
        let help = text();
        for command in &COMMANDS {
            assert!(
                help.contains(&format!("meum-connect {} {}", command.name, command.usage)) || command.usage.is_empty()
            );
            for choice in command.options {
                assert!(command.usage.contains(choice.name), "{} hides {}", command.name, choice.name);
                assert!(help.contains(&format!("\n  {:<11}", choice.name)), "{}", choice.name);
            }
        }
        for line in help.lines() {
            assert!(line.chars().count() <= WIDTH && line.trim_end() == line, "{line}");
        }
    }
}
