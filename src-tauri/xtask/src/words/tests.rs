//! What `words` counts, and what it says of it.

use super::*;

fn of_lines(lines: &str) -> Vec<Message> {
    messages::of_file("ui/messages/en.json", &format!("{{\n{lines}\n}}\n")).expect("messages")
}

#[test]
fn a_sentence_ends_where_another_begins() {
    let cases: [(&str, &[&str]); 10] = [
        ("Check again.", &["Check again."]),
        ("Check again. Then wait.", &["Check again.", "Then wait."]),
        ("Did it help? {store} answers.", &["Did it help?", "{store} answers."]),
        ("It says “Live.” Then go on.", &["It says “Live.”", "Then go on."]),
        ("Press “Check now”. “Live” is shown.", &["Press “Check now”.", "“Live” is shown."]),
        ("It may fail (see below.) 24 hours go by.", &["It may fail (see below.)", "24 hours go by."]),
        (
            "TLS 1.2 over corner-shop.com works: use it; or wait.",
            &["TLS 1.2 over corner-shop.com works: use it; or wait."],
        ),
        ("Key ending …{ending} is here", &["Key ending …{ending} is here"]),
        ("One line\nand another", &["One line", "and another"]),
        ("–", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(sentence::sentences(text), expected, "{text}");
    }
}

#[test]
fn a_placeholder_counts_as_one_word_of_one_syllable() {
    let cases = [
        ("{store} answers slowly", 3, 5),
        ("a page of refusal{status}", 5, 7),
        ("Log in at {store}/wp-admin.", 5, 7),
        ("WordPress {wordpress} · WooCommerce {woocommerce}", 4, 7),
        ("Settings → Payments", 2, 4),
        ("an open { brace", 3, 4),
        ("", 0, 0),
    ];
    for (text, words, syllables) in cases {
        let seen = Measure::of(text);
        assert_eq!((seen.words, seen.syllables), (words, syllables), "{text}");
    }
}

#[test]
fn syllables_are_counted_as_they_are_spoken() {
    let cases = [
        (1, "the shop you keys store stored asked times changed while can't don't it's we'll"),
        (2, "table tables pages needed settled isn't doesn't going value replies sign-in Wi-Fi 24"),
        (3, "addresses connected reachable continue DNS manual Permalinks various WordPress's"),
        (4, "administer security automatic"),
    ];
    for (expected, words) in cases {
        for word in words.split(' ') {
            assert_eq!(syllables::of(word), expected, "{word}");
        }
    }
}

#[test]
fn the_grade_is_that_of_flesch_and_kincaid() {
    // 0.39 × 20 + 11.8 × 30 ÷ 20 − 15.59
    let grade = Measure { sentences: 1, words: 20, syllables: 30 }.grade().expect("a grade");
    assert!((grade - 9.91).abs() < 1e-9, "{grade}");
    assert_eq!(Measure::default().grade(), None);
}

#[test]
fn what_is_too_long_or_too_hard_is_named_the_worst_first() {
    let twenty = vec!["word"; 20].join(" ");
    let hard = "Configuration authorities administer unavoidable intermediary certificates, regardless of individual \
                circumstances.";
    let lines = format!(
        "  \"a\": \"{twenty}\",\n  \"b\": \"{twenty} one. Short.\",\n  \"c\": \"{twenty} one two.\",\n  \"d\": \"{hard}\""
    );
    let messages = of_lines(&lines);
    let report = Report::of(&messages);
    let lengths: Vec<usize> = report.too_long.iter().map(|(words, ..)| *words).collect();
    assert_eq!(lengths, [22, 21], "twenty words are not too many");
    let places: Vec<String> = report.too_hard.iter().map(|(_, message)| message.place()).collect();
    assert_eq!(places, ["ui/messages/en.json:5 d"]);
    let written = report.written(0);
    assert!(written.contains("ui/messages/en.json:4 c") && written.contains("…and 1 more"), "{written}");
    assert!(report.written(1).contains(hard));
}

#[test]
fn a_few_words_get_no_grade_of_their_own() {
    let messages = of_lines("  \"a\": \"Uncharacteristically unavoidable\"");
    let report = Report::of(&messages);
    assert_eq!((report.graded, report.too_hard.len(), report.whole.words), (0, 0, 2));
}

#[test]
fn nothing_to_measure_is_no_fault() {
    assert!(Report::of(&[]).written(1).contains("0 words"));
}

#[test]
fn texts_for_others_than_merchants_are_left_out() {
    let lines = "  \"F06_next\": \"Go on.\",\n  \"F06_ask\": \"CGIPassAuth On\",\n  \"note_hello\": \"Hello,\",\n  \
                 \"report_at\": \"Taken\",\n  \"read_same\": \"Same.\",\n  \"deed_done\": \"done\",\n  \"notes\": \"Ours\"";
    let names: Vec<String> = of_lines(lines).iter().map(Message::place).collect();
    assert_eq!(names, ["ui/messages/en.json:2 F06_next", "ui/messages/en.json:8 notes"]);
}

#[test]
fn a_text_is_read_as_json_writes_it() {
    let messages = of_lines(r#"  "a": "One \"word\"\nand \u2013 a \\ of \/ \t","#);
    assert_eq!(messages.first().map(|message| message.text.as_str()), Some("One \"word\"\nand – a \\ of / \t"));
}

#[test]
fn a_line_that_is_laid_out_otherwise_is_refused_with_its_place() {
    for line in ["  \"a\": [\"b\"]", "  \"a\": \"b\" \"c\"", "  \"a\":", "  \"a\": \"\\x\"", "  a: b", "  \"a\": \"b"] {
        let refused = messages::of_file("ui/messages/en.json", &format!("{{\n{line}\n}}")).expect_err(line);
        assert!(refused.to_string().starts_with("ui/messages/en.json:2 "), "{line}");
    }
}

#[test]
fn every_message_of_this_repository_is_read() {
    let messages = messages::read(&places::root()).expect("messages");
    assert!(messages.len() > 1_000, "{}", messages.len());
}

#[test]
fn what_is_not_known_is_refused() {
    assert_eq!(shown(&[]).ok(), Some(SHOWN));
    assert_eq!(shown(&["--all".to_owned()]).ok(), Some(usize::MAX));
    assert!(shown(&["--some".to_owned()]).is_err());
}
