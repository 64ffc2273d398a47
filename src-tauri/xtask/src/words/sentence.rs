//! A text in sentences, and how long and how hard they are.

use super::syllables;

/// What a sentence ends with.
const ENDS: [char; 4] = ['.', '!', '?', '…'];
/// What may stand between its end and the blank after it.
const CLOSES: [char; 5] = ['”', '’', '"', '\'', ')'];
/// What the next one may begin with, beside a capital or a digit.
const OPENS: [char; 5] = ['“', '‘', '"', '(', '{'];

/// The sentences of a text. One ends with its line, or with a full stop or its like before a blank and
/// the beginning of another. A colon, a semicolon or a dash ends none.
pub fn sentences(text: &str) -> Vec<&str> {
    text.lines().flat_map(of_line).filter(|sentence| Measure::of(sentence).words > 0).collect()
}

fn of_line(line: &str) -> Vec<&str> {
    let (mut sentences, mut rest) = (Vec::new(), line);
    loop {
        let mut halves = rest.match_indices(' ').map(|(at, _)| rest.split_at(at));
        let Some((sentence, after)) = halves.find(|(before, after)| is_between(before, after)) else { break };
        sentences.push(sentence.trim());
        rest = after.trim_start();
    }
    sentences.push(rest.trim());
    sentences
}

fn is_between(before: &str, after: &str) -> bool {
    let begins = |letter: char| letter.is_uppercase() || letter.is_ascii_digit() || OPENS.contains(&letter);
    before.trim_end_matches(CLOSES).ends_with(ENDS) && after.trim_start().starts_with(begins)
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Sentences.
    pub sentences: usize,
    /// Words: whatever stands between blanks and holds a letter or a digit, and every placeholder.
    pub words: usize,
    /// Syllables; a placeholder counts as one.
    pub syllables: usize,
}

impl Measure {
    /// One sentence, counted.
    pub fn of(sentence: &str) -> Self {
        let (plain, placeholders) = without_placeholders(sentence);
        let words = plain.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        let mut measure = Self { sentences: 1, words: placeholders, syllables: placeholders };
        for word in words {
            measure.words += 1;
            measure.syllables += syllables::of(word);
        }
        measure
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
        }
    }

    /// The average length of a sentence. `None` where there is none.
    pub fn words_a_sentence(self) -> Option<f64> {
        ratio(self.words, self.sentences)
    }

    /// The grade of Flesch and Kincaid (1975): the year of school whose pupils read such a text with ease.
    /// It can be below zero. `None` where there are no words.
    pub fn grade(self) -> Option<f64> {
        let (length, weight) = (self.words_a_sentence()?, ratio(self.syllables, self.words)?);
        Some(0.39f64.mul_add(length, 11.8 * weight) - 15.59)
    }
}

fn ratio(above: usize, below: usize) -> Option<f64> {
    let exact = |count: usize| u32::try_from(count).ok().map(f64::from);
    exact(below).filter(|below| *below > 0.0).and_then(|below| exact(above).map(|above| above / below))
}

/// A text with a blank for each of its placeholders, and how many there were.
fn without_placeholders(text: &str) -> (String, usize) {
    let mut pieces = text.split('{');
    let (mut plain, mut count) = (pieces.next().unwrap_or_default().to_owned(), 0);
    for piece in pieces {
        let after = piece.split_once('}').map(|(_, after)| after);
        count += usize::from(after.is_some());
        plain.push(' ');
        plain.push_str(after.unwrap_or(piece));
    }
    (plain, count)
}
