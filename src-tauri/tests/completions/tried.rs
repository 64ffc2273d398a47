//! Each shell is asked what it offers for a line, as if the tabulator were pressed at its end. A shell that is not
//! installed is left out; `cargo xtask test` installs bash, zsh and fish.

use super::scripts;
use std::collections::BTreeSet;
use std::process::Command;

/// Bash, with the line's words as readline has them.
const BASH: &str = r#"source "$1/meum-connect.bash"; complete -p meum-connect >/dev/null || exit 9
IFS=' '; words=($2); unset IFS; [[ $2 == *' ' ]] && words+=('')
COMP_WORDS=(); for word in "${words[@]}"; do
    if [[ $word == *=* ]]; then COMP_WORDS+=("${word%%=*}" = "${word#*=}"); else COMP_WORDS+=("$word"); fi
done
[[ ${COMP_WORDS[-1]} || $2 == *' ' ]] || unset 'COMP_WORDS[-1]'
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); compopt() { :; }
_meum_connect; printf '%s\n' "${COMPREPLY[@]}""#;

/// Zsh completes at a terminal only: this makes one, and notes whatever is offered there.
const ZSH: &str = r#"zmodload zsh/zpty; notes=$3/offered; : > $notes
zpty shell zsh -f -i
zpty -w shell "PROMPT=; fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -d ${(q)3}/dump
compadd() {
    if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd \"\$@\"; return; fi
    local -a offered; builtin compadd -A offered \"\$@\"; print -rl -- \$offered >> ${(q)notes}; builtin compadd \"\$@\"
}
comppostfuncs=(exit); bindkey '^I' complete-word; cd ${(q)3}"
zpty -w -n shell "$2"$'\t'
while zpty -r shell heard; do :; done
cat $notes"#;

const FISH: &str = "source $argv[1]/meum-connect.fish; complete -C $argv[2] | string replace -r '\\t.*' ''; true";

const POWERSHELL: &str = "param($folder, $line) . (Join-Path $folder 'meum-connect.ps1'); \
    (TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object { $_.CompletionText }";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Pwsh,
}

impl Shell {
    fn command(self) -> Command {
        let words: &[&str] = match self {
            Self::Bash => &["bash", "--norc", "-c", BASH, "bash"],
            Self::Zsh => &["zsh", "-f", "-c", ZSH, "zsh"],
            Self::Fish => &["fish", "--no-config", "-c", FISH],
            Self::Pwsh => &["pwsh", "-NoProfile", "-Command", POWERSHELL],
        };
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        command
    }

    /// What is offered for this line; `None` where the shell is not installed.
    fn offers(self, line: &str) -> Option<BTreeSet<String>> {
        let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (name, text) in scripts() {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        std::fs::write(home.path().join("picture one.jpg"), "").unwrap();
        let mut command = self.command();
        command.arg(folder.path()).arg(line).arg(home.path());
        command.env("HOME", home.path()).env("LC_ALL", "C.UTF-8").env("TERM", "dumb").current_dir(home.path());
        let ran = command.output().ok()?;
        assert!(ran.status.success(), "{self:?}: {}", String::from_utf8_lossy(&ran.stderr));
        let said = String::from_utf8(ran.stdout).unwrap();
        // Fish offers the whole word, and a blank in a name as one types it.
        let bare = |word: &str| word.trim().trim_start_matches("--format=").replace("\\ ", " ").replace('\'', "");
        Some(said.lines().map(bare).filter(|word| !word.is_empty()).collect())
    }
}

/// A line, some of what is offered for it, and some of what is not.
const CASES: [(&str, &[&str], &[&str]); 9] = [
    ("meum-connect ", &["check", "read", "explain", "status", "watch"], &["F10", "text", "--json"]),
    ("meum-connect st", &["status"], &["check", "--json"]),
    ("meum-connect status --", &["--json", "--nagios", "--format", "--output", "--help"], &["--all", "--version"]),
    ("meum-connect status --format ", &["text", "json", "openmetrics", "nagios"], &["--json", "picture one.jpg"]),
    ("meum-connect status --format=op", &["openmetrics"], &["text"]),
    ("meum-connect status --output pic", &["picture one.jpg"], &["text"]),
    ("meum-connect explain F1", &["F10", "F11"], &["A01", "--all"]),
    ("meum-connect read pic", &["picture one.jpg"], &["check"]),
    ("meum-connect check --", &["--json", "--help"], &["--all", "--nagios"]),
];

fn check(shell: Shell) {
    for (line, offered, not) in CASES {
        let Some(offers) = shell.offers(line) else { return };
        // Zsh and fish show the options that take a value with their sign.
        let has = |word: &&&str| offers.contains(**word) || offers.contains(&format!("{word}="));
        let lacking: Vec<_> = offered.iter().filter(|word| !has(word)).collect();
        let more: Vec<_> = not.iter().filter(|word| has(word)).collect();
        assert!(lacking.is_empty() && more.is_empty(), "{shell:?}, {line:?}: {offers:?} ({lacking:?}, {more:?})");
    }
}

#[test]
fn bash_offers_what_may_come_next() {
    check(Shell::Bash);
}

#[test]
fn zsh_offers_what_may_come_next() {
    check(Shell::Zsh);
}

#[test]
fn fish_offers_what_may_come_next() {
    check(Shell::Fish);
}

#[test]
fn powershell_offers_what_may_come_next() {
    check(Shell::Pwsh);
}
