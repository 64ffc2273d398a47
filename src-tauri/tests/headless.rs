//! `meum-connect check` as a process, without a display, against real servers: what it prints, how
//! it ends, and that nothing secret gets out and nothing is kept.

mod claims;
mod guests;
mod signs;
mod updates;
mod words;
mod world;

use connect_practice::{Trouble, notebook};
use serde_json::Value;
use world::{Ran, World};

const KEY: &str = "ck_cafe0badc0de1111222233334444555566667777";
const SECRET: &str = "cs_feedfacedeadbeef88889999aaaabbbbccccdddd";
const READ_KEY: &str = "ck_ba5eba11ba5eba1101234567abcdef0976543210";
const READ_SECRET: &str = "cs_5ca1ab1e5ca1ab1e76543210fedcba9001234567";
const STRANGE_KEY: &str = "ck_0ddba1100ddba110aa11bb22cc33dd44ee55ff66";
const USER: &str = "anna of the corner";
const PASSWORD: &str = "cAna rYp4 sSw0 rdXy Z12q W3eR";
const MEUM_KEY: &str = "sk_live_canaryAq7ZsW2xCdE3rFvB4nHyT6";
const NONE: [Trouble; 0] = [];

fn pair(key: &str, secret: &str) -> String {
    format!("{key}\n{secret}\n")
}

fn approved(user: &str) -> String {
    format!("user: {user}\napplication-password: {PASSWORD}\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_healthy_shop_is_found_without_keys() {
    let world = World::with(NONE).await;
    let ran = world.check(&[], "");
    assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
    let home = world.address();
    ran.says(&[
        &format!("Meum Connect {}\nAddress: {}\nTime: ", env!("CARGO_PKG_VERSION"), home.trim_end_matches('/')),
        " UTC\nMeum is not where it usually is. A setting (MEUM_API_URL) sends its keys to http://127.0.0.1:",
        "/\n\nLooking for your shop…\n  An answer at this address: done",
        "  A secure connection: done\n  WordPress: done",
        "  WooCommerce, switched on: done\n  The Meum plugin: done\n",
        &format!("This is your shop: “{}”, {}\n", notebook::SHOP_NAME, home.trim_end_matches('/')),
        "Worth knowing\n  A17 · Shoppers may not reach this address\n    You can look around. But",
        "\nResult: nothing stands in the way\n",
    ]);
    assert!(!ran.out.contains("Checking your keys"), "{}", ran.out);
    assert!(ran.err.is_empty(), "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_understood_as_the_wizards_boxes_are() {
    let world = World::with(NONE).await;
    for input in [
        pair(KEY, SECRET),
        pair(SECRET, KEY),
        format!("{KEY} {SECRET}"),
        format!("\u{FEFF}Consumer key: {KEY}\r\nConsumer secret: “{SECRET}”\r\n"),
    ] {
        let ran = world.check(&[], &input);
        assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
        ran.says(&[
            "Checking your keys…\n  A key the shop knows, with its secret: done",
            "  Allowed to look at your shop: done",
            "  Allowed to change settings: done",
            "WordPress 6.9.7 · WooCommerce 10.0.2 · Meum plugin 1.2.0\nKey ending …6667777\n",
        ]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_and_nothing_is_changed() {
    let world = World::with(NONE).await;
    let before = world.shop.gateway();
    assert_eq!(world.check(&[], &pair(KEY, SECRET)).code, 0);
    assert_eq!(world.kept(), Vec::<String>::new());
    assert_eq!(world.shop.gateway(), before);
    assert_eq!(world.shop.requests().len(), 5, "one to find it, two to check the keys, two as guests");
}

/// A trouble, what is given, and the problem that must come out.
struct Case {
    trouble: Option<Trouble>,
    input: String,
    code: &'static str,
    /// What the text says beside it.
    says: &'static [&'static str],
}

fn case(code: &'static str, trouble: Option<Trouble>, input: String, says: &'static [&'static str]) -> Case {
    Case { trouble, input, code, says }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_problem_is_told_to_people_and_to_machines() {
    let unknown = pair(STRANGE_KEY, SECRET);
    for case in [
        case("F01", None, unknown, &["the key ending …e55ff66", "Open my key list: https://localhost:"]),
        case("F02", None, pair(KEY, READ_SECRET), &["Who can fix it: You\n"]),
        case("F03", None, pair(READ_KEY, READ_SECRET), &["Not allowed to change settings: noted", "…6543210"]),
        case(
            "D01",
            Some(Trouble::PlainPermalinks),
            String::new(),
            &["wp-admin/options-permalink.php\n", "WordPress: stopped here", "What else we tried:\n  - GET"],
        ),
        case(
            "C07",
            Some(Trouble::FatalError),
            String::new(),
            &["A note to pass on (Your developer):\n    Hello,", "    Seen: GET localhost:", "/wp-json/ · 500"],
        ),
        case("C04", Some(Trouble::StagingPassword), pair(KEY, SECRET), &["Technical details: GET localhost:"]),
        case("E21", None, format!("user: {USER}\napplication-password: {KEY}"), &["Who can fix it: You\n"]),
        case("F12", None, approved("somebody"), &["invalid_username"]),
        case("F13", Some(Trouble::PasswordsOff), approved(USER), &["application_passwords_disabled"]),
        case("F14", Some(Trouble::AuthorizationStripped), approved(USER), &["rest_not_logged_in"]),
        case("E05", None, KEY.chars().take(20).collect(), &["and this one has 20"]),
        case("E08", None, MEUM_KEY.to_owned(), &[]),
        case("E08", None, pair(KEY, MEUM_KEY), &[]),
        // No box is there.
        case("E11", None, KEY.to_owned(), &["E11 · Only one half of the keys was given"]),
    ] {
        let world = World::with(case.trouble).await;
        let (text, json) = (world.check(&[], &case.input), world.check(&["--json"], &case.input));
        let told = json.json();
        assert_eq!((text.code, json.code), (1, 1), "{}\n{}{}", case.code, text.out, text.err);
        assert_eq!((&told["problem"]["code"], &told["healthy"]), (&case.code.into(), &false.into()), "{told}");
        text.says(case.says);
        text.says(&[&format!("\n{} · ", case.code), &format!("\nResult: {}\n", case.code)]);
        says_the_same(&text, &told["problem"]);
        if case.code.starts_with('E') {
            assert!(world.shop.requests().is_empty(), "{} is told before any request", case.code);
        }
    }
}

/// Whatever a machine is told of a problem, a person is told as well.
#[track_caller]
fn says_the_same(text: &Ran, problem: &Value) {
    for field in ["title", "means", "next"] {
        text.says(&[problem[field].as_str().unwrap()]);
    }
    for field in ["link", "instead"] {
        text.says(&problem[field].as_str().into_iter().collect::<Vec<&str>>());
    }
    assert_eq!(problem["technical"].is_string(), text.out.contains("Technical details: "), "{}", text.out);
    assert_eq!(problem["note"].is_string(), text.out.contains("A note to pass on"), "{}", text.out);
    assert_eq!(problem["tried"].as_array().unwrap().is_empty(), !text.out.contains("What else we tried"));
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_get_one_object() {
    let world = World::with(NONE).await;
    let ran = world.check(&["--json"], &pair(KEY, SECRET));
    let told = ran.json();
    assert_eq!(ran.code, 0, "{told}");
    let mut fields: Vec<&String> = told.as_object().unwrap().keys().collect();
    fields.sort();
    let expected = [
        "address",
        "app",
        "checkedAt",
        "checks",
        "healthy",
        "home",
        "keys",
        "meum",
        "problem",
        "remarks",
        "updatesTo",
        "versions",
    ];
    assert_eq!(fields, expected);
    let home = world.address();
    assert_eq!((&told["address"], &told["home"]), (&home.trim_end_matches('/').into(), &told["address"]));
    assert_eq!((&told["healthy"], &told["problem"]), (&true.into(), &Value::Null));
    assert_eq!(told["keys"], serde_json::json!({"ending": "6667777", "mayWrite": true, "signIn": "header"}));
    let versions = serde_json::json!({"wordpress": "6.9.7", "woocommerce": "10.0.2", "plugin": "1.2.0"});
    assert_eq!(told["versions"], versions);
    let checks = told["checks"].as_array().unwrap();
    let names: Vec<&str> = checks.iter().map(|check| check["check"].as_str().unwrap()).collect();
    let expected = ["found", "secure", "wordPress", "wooCommerce", "plugin", "keysAccepted", "mayRead", "mayChange"];
    assert_eq!(names, expected);
    assert!(checks.iter().all(|check| check["state"] == "passed"), "{told}");
    assert!(checks[0]["millis"].is_number(), "{told}");
    let at: jiff::Timestamp = told["checkedAt"].as_str().unwrap().parse().unwrap();
    assert!(at <= jiff::Timestamp::now(), "{told}");
    let remarks = told["remarks"].as_array().unwrap();
    assert!(remarks.iter().any(|remark| remark["code"] == "A17" && remark["note"].is_null()), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_password_is_checked_like_keys_and_known_by_its_user() {
    let world = World::with(NONE).await;
    let ran = world.check(&[], &approved(USER));
    assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
    ran.says(&["  Allowed to change settings: done", &format!("\nApproved in WordPress by {USER}\n")]);
    let told = world.check(&["--json"], &approved(USER)).json();
    assert_eq!(told["keys"], serde_json::json!({"user": USER, "mayWrite": true, "signIn": "header"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_keys_machines_are_told_of_none() {
    let world = World::with([Trouble::PluginAbsent]).await;
    let told = world.check(&["--json"], "\n").json();
    assert_eq!((&told["keys"], &told["healthy"]), (&Value::Null, &true.into()), "{told}");
    assert_eq!(told["versions"]["wordpress"], Value::Null);
    assert_eq!(told["checks"].as_array().unwrap().last().unwrap()["state"], "noted", "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extra_password_comes_on_lines_of_its_own() {
    let world = World::with([Trouble::StagingPassword]).await;
    let extra = |password: &str| format!("extra-user: {}\nextra-password: {password}\n", notebook::STAGING_USER);
    let ran = world.check(&["--json"], &format!("{}{KEY} {SECRET}", extra(notebook::STAGING_PASSWORD)));
    assert_eq!(&ran.json()["keys"]["signIn"], "query", "{}", ran.out);
    // Meum has no such password: its messages meet the question for it.
    assert_eq!((ran.code, &ran.json()["problem"]["code"]), (1, &"H25".into()), "{}", ran.out);
    let ran = world.check(&["--json"], &extra("not-that-one"));
    assert_eq!((ran.code, &ran.json()["problem"]["code"]), (1, &"C12".into()), "{}", ran.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_does_not_exist_is_told_from_a_shop_with_a_problem() {
    let world = World::with(NONE).await;
    let ran = world.run(&["check", "--json", "no-such-shop.invalid"], "", &[]);
    let told = ran.json();
    assert_eq!((ran.code, &told["problem"]["code"], &told["home"]), (1, &"A04".into(), &Value::Null), "{told}");
    assert_eq!(told["address"], "https://no-such-shop.invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_address_is_asked_of_nobody() {
    let world = World::with(NONE).await;
    let ran = world.run(&["check", "my shop"], "", &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    ran.says(&["Address: –\n", "\nA01 · That isn't a shop's address yet\n"]);
    assert!(!ran.out.contains("Looking for"), "{}", ran.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn misuse_ends_with_two_and_repeats_nothing() {
    let world = World::with(NONE).await;
    let address = world.address();
    let too_long = "x".repeat(20_000);
    let with_login = format!("https://anna:{SECRET}@localhost/");
    for (arguments, input) in [
        (&["check"][..], ""),
        (&["check", &address, &address], ""),
        (&["check", &address, "--fast"], ""),
        (&["check", &address, KEY], ""),
        (&["check", &address, "--key", SECRET], ""),
        (&["check", MEUM_KEY], ""),
        (&["check", &with_login], ""),
        (&["check", &address], &too_long),
    ] {
        let ran = world.run(arguments, input, &[]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains("--help"), "{}", ran.err);
        for argument in arguments.iter().skip(1) {
            assert!(!ran.err.contains(argument), "{argument} is repeated");
        }
    }
    assert!(world.shop.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_setting_is_misuse() {
    let world = World::with(NONE).await;
    let address = world.address();
    let ran = world.run(&["check", &address, "--json"], "", &[("MEUM_API_URL", "http://meum.example")]);
    assert_eq!((ran.code, &ran.json()["problem"]["code"]), (2, &"S01".into()), "{}", ran.out);
    assert!(world.shop.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn help_and_version_need_nothing() {
    let world = World::with(NONE).await;
    for arguments in [&["--help"][..], &["-h"], &["check", "--help"]] {
        let ran = world.run(arguments, "", &[]);
        assert_eq!(ran.code, 0);
        ran.says(&["meum-connect check [--json] <address>", "extra-password:", "Exit codes: 0 healthy"]);
    }
    let ran = world.run(&["--version"], "", &[]);
    assert_eq!((ran.code, ran.out), (0, format!("Meum Connect {}\n", env!("CARGO_PKG_VERSION"))));
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn at_a_terminal_keys_and_the_extra_password_are_asked_for() {
    let world = World::with([Trouble::StagingPassword]).await;
    let ran = world.at_a_terminal(&[
        ("Consumer key (not shown; Enter to check the address only): ", &format!("{KEY}\r")),
        ("Consumer secret (not shown): ", &format!("{SECRET}\r")),
        ("User name (Enter to stop): ", &format!("{}\r", notebook::STAGING_USER)),
        ("Its password (not shown): ", &format!("{}\r", notebook::STAGING_PASSWORD)),
    ]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    ran.says(&["localhost asks for an extra password", "Key ending …6667777\n"]);
    ran.says(&["H25 · An extra password keeps payment updates out", "Result: H25"]);
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn at_a_terminal_enter_skips_what_is_not_at_hand() {
    let world = World::with([Trouble::StagingPassword]).await;
    let ran = world.at_a_terminal(&[("address only): ", "\r"), ("Enter to stop): ", "\r")]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    ran.says(&["\nC04 · Your shop asks for an extra password\n"]);
    assert!(!ran.out.contains("Consumer secret"), "{}", ran.out);
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_ends_it() {
    let world = World::with([Trouble::StagingPassword]).await;
    for answers in [&[("address only): ", "\u{3}")][..], &[("address only): ", "\r"), ("Enter to stop): ", "\u{3}")]] {
        let ran = world.at_a_terminal(answers);
        assert_eq!(ran.code, 130, "{}", ran.out);
        assert!(!ran.out.contains("Result:"), "{}", ran.out);
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_crash_leaves_no_secret_in_a_core_dump() {
    let world = World::with([Trouble::HangForever]).await;
    for keys in [pair(KEY, SECRET), approved(USER)] {
        let limit = world.crash(&keys);
        let (soft, hard) = (limit.split_whitespace().nth(4), limit.split_whitespace().nth(5));
        assert_eq!((soft, hard), (Some("1"), Some("1")), "at most a byte, also where a crash reporter asks: {limit}");
        assert_eq!(world.kept(), Vec::<String>::new());
    }
}

/// A secret and any piece of it; the last seven characters of a consumer key may be shown.
fn search(text: &str, secret: &str) {
    let letters: Vec<char> = secret.chars().collect();
    for piece in letters.windows(12).map(|piece| piece.iter().collect::<String>()) {
        assert!(!text.contains(&piece), "{}… got out:\n{text}", &secret[..6]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_gets_out_however_much_is_logged() {
    let staging = format!("extra-user: canary-user-name\nextra-password: canary-pass-word\n{KEY} {SECRET}");
    let by_query = Some(Trouble::AuthorizationStripped);
    for (trouble, input) in [
        (None, pair(KEY, SECRET)),
        (None, pair(STRANGE_KEY, SECRET)),
        (None, pair(KEY, &SECRET[..30])),
        (None, MEUM_KEY.to_owned()),
        (None, approved(USER)),
        (None, approved("somebody")),
        (Some(Trouble::AuthorizationStripped), approved(USER)),
        (by_query, pair(KEY, SECRET)),
        (Some(Trouble::QueryKeysRefused), pair(KEY, SECRET)),
        (Some(Trouble::StagingPassword), staging),
    ] {
        let world = World::with(trouble).await;
        let address = world.address();
        for options in [&["check", &address][..], &["check", &address, "--json"]] {
            let ran = world.run(options, &input, &[("MEUM_CONNECT_LOG", "trace"), ("RUST_BACKTRACE", "1")]);
            for secret in [
                KEY,
                SECRET,
                STRANGE_KEY,
                MEUM_KEY,
                PASSWORD,
                &PASSWORD.replace(' ', ""),
                "canary-user-name",
                "canary-pass-word",
            ] {
                search(&ran.out, secret);
                search(&ran.err, secret);
            }
            let asked = !world.shop.requests().is_empty();
            assert_eq!(ran.err.contains("The shop answered"), asked, "it is logged at all: {}", ran.err);
        }
        assert_eq!(world.kept(), Vec::<String>::new());
    }
}
