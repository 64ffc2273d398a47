//! `cargo xtask words`: how long and how hard the sentences are that a merchant reads.
//!
//! It counts words and syllables. Whether a sentence is true, kind or needed, it cannot tell: for that
//! there is docs/style.md.

mod messages;
mod sentence;
mod syllables;

use std::fmt::Write as _;
use std::io::Write as _;

use crate::failure::{Failure, Outcome};
use crate::places;
use messages::Message;
use sentence::Measure;

/// The most words that a sentence may have.
const MOST_WORDS: usize = 20;
/// The grade of reading that a message should not exceed, as a school year of the United States.
const HIGHEST_GRADE: f64 = 8.0;
/// A message with fewer words gets no grade of its own: one long name would decide it.
const GRADED_FROM: usize = 10;
/// How many of the hardest messages are shown, unless all are asked for.
const SHOWN: usize = 20;

/// Measures every sentence, and stops where one is too long.
pub fn measure(arguments: &[String]) -> Outcome {
    let shown = shown(arguments)?;
    let messages = messages::read(&places::root())?;
    let report = Report::of(&messages);
    // A reader who has seen enough, such as `head`, stops nothing.
    let _ = writeln!(std::io::stdout(), "{}", report.written(shown));
    if report.too_long.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("Sentences with more than {MOST_WORDS} words: {}.", report.too_long.len())))
}

/// Reads the words after `words`: how many hard messages to show.
fn shown(arguments: &[String]) -> Outcome<usize> {
    match arguments {
        [] => Ok(SHOWN),
        [flag] if flag == "--all" => Ok(usize::MAX),
        _ => Err(Failure::new("After `words` comes nothing, or --all.")),
    }
}

/// What was measured, the worst first.
struct Report<'a> {
    /// Sentences with too many words, and how many.
    too_long: Vec<(usize, &'a Message, &'a str)>,
    /// Messages above the highest grade, and theirs.
    too_hard: Vec<(f64, &'a Message)>,
    /// How many messages there are.
    messages: usize,
    /// How many of them have a grade.
    graded: usize,
    /// All of them together.
    whole: Measure,
}

impl<'a> Report<'a> {
    fn of(messages: &'a [Message]) -> Self {
        let mut report = Self {
            too_long: Vec::new(),
            too_hard: Vec::new(),
            messages: messages.len(),
            graded: 0,
            whole: Measure::default(),
        };
        for message in messages {
            report.add(message);
        }
        report.too_long.sort_by_key(|(words, ..)| std::cmp::Reverse(*words));
        report.too_hard.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        report
    }

    fn add(&mut self, message: &'a Message) {
        let mut measured = Measure::default();
        for sentence in sentence::sentences(&message.text) {
            let measure = Measure::of(sentence);
            if measure.words > MOST_WORDS {
                self.too_long.push((measure.words, message, sentence));
            }
            measured = measured.plus(measure);
        }
        self.whole = self.whole.plus(measured);
        if measured.words < GRADED_FROM {
            return;
        }
        self.graded += 1;
        if let Some(grade) = measured.grade().filter(|grade| *grade > HIGHEST_GRADE) {
            self.too_hard.push((grade, message));
        }
    }

    fn written(&self, shown: usize) -> String {
        let mut text = format!("Sentences of more than {MOST_WORDS} words: {}\n", self.too_long.len());
        for (words, message, sentence) in &self.too_long {
            let _ = writeln!(text, "  {words:>4}  {}\n        {sentence}", message.place());
        }
        let hard = self.too_hard.len();
        let _ = writeln!(text, "\nMessages above grade {HIGHEST_GRADE}: {hard}, of {} that were graded", self.graded);
        for (grade, message) in self.too_hard.iter().take(shown) {
            let _ = writeln!(text, "  {grade:>4.1}  {}\n        {}", message.place(), message.text);
        }
        if hard > shown {
            let _ = writeln!(text, "  …and {} more: --all shows them", hard - shown);
        }
        text.push_str(&self.summary());
        text
    }

    fn summary(&self) -> String {
        let Measure { sentences, words, .. } = self.whole;
        let (average, grade) = (self.whole.words_a_sentence(), self.whole.grade());
        let rounded = |number: Option<f64>| number.map_or_else(|| "none".to_owned(), |number| format!("{number:.1}"));
        format!(
            "\nAll: {} messages, {sentences} sentences, {words} words; {} words a sentence; grade {}.\n\
             Messages of fewer than {GRADED_FROM} words get no grade of their own. Notes to web hosts and the report \
             for support are not measured.",
            self.messages,
            rounded(average),
            rounded(grade),
        )
    }
}

#[cfg(test)]
mod tests;
