//! For bash.

use super::{MADE, list};
use meum_connect::headless::commands::{ALONE, COMMANDS, Command, Takes};

/// What bash does not know by itself: it takes `--format=text` apart at the sign.
const BEGIN: &str = r"_meum_connect() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words= files=
    if [[ $word == = ]]; then
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD-2]}
    fi
    case $COMP_CWORD:${COMP_WORDS[1]}:$before in
";

const END: &str = r#"    esac
    if [[ $files ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$word"; compgen -W "$words" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    fi
}
complete -F _meum_connect meum-connect
"#;

pub fn script() -> String {
    let first: Vec<&str> =
        COMMANDS.iter().map(|command| command.name).chain(ALONE.iter().map(|choice| choice.name)).collect();
    let mut script = vec![format!("# {MADE}\n{BEGIN}    1:*) words='{}' ;;\n", first.join(" "))];
    script.extend(COMMANDS.iter().map(of));
    script.push(END.to_owned());
    script.concat()
}

fn of(command: &Command) -> String {
    let name = command.name;
    let mut cases = Vec::new();
    for choice in command.options {
        match (choice.takes, list(choice.takes)) {
            (_, Some(words)) => cases.push(format!("    *:{name}:{}) words='{words}' ;;\n", choice.name)),
            (Takes::File, None) => cases.push(format!("    *:{name}:{}) files=yes ;;\n", choice.name)),
            _ => {}
        }
    }
    let options = command.options.iter().map(|choice| choice.name).chain(["--help"]).collect::<Vec<_>>().join(" ");
    let words = list(command.takes).map_or(options.clone(), |words| format!("{options} {words}"));
    let files = if command.takes == Takes::File { " files=yes" } else { "" };
    cases.push(format!("    *:{name}:*) words='{words}'{files} ;;\n"));
    cases.concat()
}
