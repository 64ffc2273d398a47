//! For PowerShell, which completes files by itself where a script has nothing to say.

use super::{MADE, list};
use meum_connect::headless::commands::{ALONE, COMMANDS, Command};

const BEGIN: &str = r"Register-ArgumentCompleter -Native -CommandName 'meum-connect' -ScriptBlock {
    param($word, $tree, $cursor)
    $typed = @($tree.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
    $command = if ($typed.Count -gt 1) { $typed[1] } else { '' }
    $before = $typed[-1]
    $words = switch -Wildcard (($command, $before) -join ' ') {
";

const END: &str = r"    }
    $words | Where-Object { $_ -like ($word + '*') } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
";

pub fn script() -> String {
    let mut script = vec![format!("# {MADE}\n{BEGIN}")];
    script.extend(COMMANDS.iter().map(of));
    let first = COMMANDS.iter().map(|command| command.name).chain(ALONE.iter().map(|choice| choice.name));
    script.push(format!("        default {{ {} }}\n{END}", array(first)));
    script.concat()
}

fn of(command: &Command) -> String {
    let name = command.name;
    let mut cases = Vec::new();
    for choice in command.options {
        if let Some(words) = list(choice.takes) {
            cases.push(format!("        '{name} {}' {{ {}; break }}\n", choice.name, array(words.split(' '))));
        }
    }
    let values = list(command.takes).unwrap_or_default();
    let options = command.options.iter().map(|choice| choice.name).chain(["--help"]);
    cases.push(format!("        '{name} *' {{ {}; break }}\n", array(options.chain(values.split_whitespace()))));
    cases.concat()
}

fn array<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}
