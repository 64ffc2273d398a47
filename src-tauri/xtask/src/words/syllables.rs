//! How many syllables an English word has, as far as its spelling tells.
//!
//! It counts groups of vowels and knows the endings that stay silent. English spelling is no rule: of the 925
//! words of our messages that CMU's pronouncing dictionary has, 26 came out otherwise, most of them compounds
//! such as `something` (2026-11). For an average over a text that is near enough. About a single word it proves
//! nothing.

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// The syllables of a word, at least one. The parts of a compound such as `sign-in` are counted apart.
pub fn of(word: &str) -> usize {
    let parts = word.split(|letter: char| !letter.is_alphanumeric() && !['\'', '’'].contains(&letter));
    parts.map(of_part).sum::<usize>().max(1)
}

fn of_part(part: &str) -> usize {
    let part = part.trim_matches(['\'', '’']);
    let length = part.chars().count();
    let is_number = part.chars().all(|letter| letter.is_ascii_digit());
    // Up to three capitals are spelt out, as `DNS` is. `REST` is spoken.
    let is_spelt = length <= 3 && part.chars().all(char::is_uppercase);
    if is_number || (is_spelt && length > 1) { length } else { of_spoken(&part.to_lowercase().replace('’', "'")) }
}

fn of_spoken(word: &str) -> usize {
    let (stem, ending) = word.split_once('\'').unwrap_or((word, ""));
    let ends = |ends: &[&str]| ends.iter().any(|end| stem.ends_with(end));
    // The n of `isn't` is a syllable, that of `can't` is none. So is the s of `WordPress's`, and not that of `shop's`.
    let more = match ending {
        "t" => ends(&["sn", "dn"]),
        "s" => ends(&["s", "x", "z", "ch", "sh"]),
        _ => false,
    };
    let groups = groups(stem) + apart(stem);
    groups.saturating_sub(usize::from(groups > 1 && ends_silently(stem))).max(1) + usize::from(more)
}

/// How many groups of vowels a word has. A y that begins it is a consonant.
fn groups(word: &str) -> usize {
    let letters = word.strip_prefix('y').unwrap_or(word);
    letters.split(|letter| !VOWELS.contains(&letter)).filter(|group| !group.is_empty()).count()
}

/// Vowels that stand side by side and are spoken apart, as in `manual`, `various` and `going`.
fn apart(word: &str) -> usize {
    let after = |before: &str, consonants: &[char]| before.ends_with(|last| consonants.contains(&last));
    let pairs = ["ia", "io", "iu", "ua", "uo"].into_iter().flat_map(|pair| word.match_indices(pair));
    let joined = ['t', 'c', 's', 'g', 'x', 'q', 'n'];
    let spoken = pairs.filter(|(at, pair)| {
        let before = word.get(..*at).unwrap_or_default();
        let is_joined = if pair.starts_with('u') { after(before, &['q', 'g']) } else { after(before, &joined) };
        !before.is_empty() && !before.ends_with(VOWELS) && !is_joined
    });
    let begun = word.strip_suffix("ing").is_some_and(|stem| stem.ends_with(VOWELS));
    spoken.count() + usize::from(begun)
}

/// Whether the last e is silent, as in `store`, `times` and `asked`.
fn ends_silently(word: &str) -> bool {
    let after_consonant = |stem: &str| !stem.is_empty() && !stem.ends_with(VOWELS);
    let is_spoken_l = |stem: &str| stem.strip_suffix('l').is_some_and(after_consonant);
    let ends = |ending: &str, spoken: &[&str]| {
        let is_silent = |stem: &str| {
            after_consonant(stem) && !is_spoken_l(stem) && !spoken.iter().any(|sound| stem.ends_with(sound))
        };
        word.strip_suffix(ending).is_some_and(is_silent)
    };
    ends("e", &[]) || ends("es", &["s", "x", "z", "c", "g", "ch", "sh"]) || ends("ed", &["t", "d"])
}
