//! Which file of a crate uses which other one, read from the sources. For the floors of the core, and
//! for any crate whose files must form no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each file of a crate, by its path below `src`, and the files it uses.
pub type Uses = BTreeMap<String, BTreeSet<String>>;

/// Reads every file below a `src` folder. Tests are left out, wherever they stand.
pub fn of_crate(src: &Path) -> Uses {
    let mut sources = BTreeMap::new();
    let mut folders = vec![src.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(src).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if Path::new(&name).extension().is_some_and(|ending| ending == "rs") {
                sources.insert(name, std::fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(!sources.is_empty(), "there are sources in {}", src.display());
    of_sources(&sources)
}

/// The same for sources that are at hand.
pub fn of_sources(sources: &BTreeMap<String, String>) -> Uses {
    let mut plain: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    let mut tests = BTreeSet::new();
    for (file, text) in sources {
        let (words, test_files) = without_tests(file, &words(text));
        plain.insert(file, words);
        tests.extend(test_files);
    }
    plain.retain(|file, _| !tests.contains(*file));
    let modules: BTreeMap<Vec<String>, String> = plain.keys().map(|file| (module_of(file), (*file).clone())).collect();
    plain.iter().map(|(file, words)| ((*file).clone(), uses(file, words, &modules))).collect()
}

/// Files that use each other in a circle, the first named once more at the end.
pub fn circle(uses: &Uses) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    uses.keys().find_map(|file| circle_from(file, uses, &mut Vec::new(), &mut done))
}

fn circle_from<'a>(
    file: &'a String,
    uses: &'a Uses,
    way: &mut Vec<&'a String>,
    done: &mut BTreeSet<&'a String>,
) -> Option<Vec<String>> {
    if let Some(at) = way.iter().position(|before| *before == file) {
        return Some(way[at..].iter().copied().chain([file]).cloned().collect());
    }
    if done.contains(file) {
        return None;
    }
    way.push(file);
    let found = uses.get(file).into_iter().flatten().find_map(|next| circle_from(next, uses, way, done));
    way.pop();
    done.insert(file);
    found
}

/// `a/b.rs` and `a/b/mod.rs` are the module `a::b`; `lib.rs` and `main.rs` are the crate itself.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(path, "lib" | "main") { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// The words and signs of a source, its comments and the insides of its texts left out.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_text(rest) {
            length
        } else if first == '"' {
            let length = text_length(rest);
            // A text is one word, so that `#[path = "…"]` can be read.
            words.push(rest[..length].to_owned());
            length
        } else if let Some(length) = character(rest) {
            length
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            words.push(rest[..length].to_owned());
            length
        } else if rest.starts_with("::") {
            words.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                words.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    words
}

fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    rest.len()
}

fn raw_text(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let marks = after.len() - after.trim_start_matches('#').len();
    if !after[marks..].starts_with('"') {
        return None;
    }
    let start = rest.len() - after.len() + marks + 1;
    let end = format!("\"{}", "#".repeat(marks));
    rest[start..].find(&end).map(|at| start + at + end.len())
}

/// `'x'` and `'\n'`, but not the `'a` of a lifetime.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let length = match inside.strip_prefix('\\') {
        Some(escaped) => escaped.find('\'')? + 2,
        None => inside.chars().next()?.len_utf8() + 1,
    };
    (inside.as_bytes().get(length - 1) == Some(&b'\'')).then_some(length + 1)
}

/// Takes out what `#[cfg(test)]` stands before, and names the files that are tests as a whole.
fn without_tests(file: &str, words: &[String]) -> (Vec<String>, Vec<String>) {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut files = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words[at..].iter().map(String::as_str).take(mark.len()).eq(mark) {
            kept.push(words[at].clone());
            at += 1;
            continue;
        }
        at += mark.len();
        let end = words[at..].iter().position(|word| word == ";" || word == "{").map_or(words.len(), |end| at + end);
        let head = &words[at..end];
        if words.get(end).is_some_and(|word| word == "{") {
            at = end + block(&words[end..]);
            continue;
        }
        if let Some(name) = head.iter().position(|word| word == "mod").and_then(|mod_at| head.get(mod_at + 1)) {
            let path = head.iter().find(|word| word.starts_with('"')).map(|path| path.trim_matches('"'));
            files.push(test_file(file, name, path));
        }
        at = end + 1;
    }
    (kept, files)
}

fn block(words: &[String]) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            "{" => depth += 1,
            "}" if depth == 1 => return at + 1,
            "}" => depth -= 1,
            _ => {}
        }
    }
    words.len()
}

fn test_file(file: &str, name: &str, path: Option<&str>) -> String {
    let folder = file.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    match path {
        Some(path) => format!("{folder}{path}"),
        None => module_of(file).into_iter().chain([name.to_owned()]).collect::<Vec<_>>().join("/") + ".rs",
    }
}

fn uses(file: &str, words: &[String], modules: &BTreeMap<Vec<String>, String>) -> BTreeSet<String> {
    let here = module_of(file);
    let mut found = BTreeSet::new();
    for at in 0..words.len() {
        // What stands in `pub(in …)` only says who may see.
        let is_seen_from = at >= 3 && words[at - 3..at] == ["pub", "(", "in"];
        let is_first = !is_seen_from && (at == 0 || words[at - 1] != "::");
        let starts = is_first && words.get(at + 1).is_some_and(|next| next == "::");
        let base = match words[at].as_str() {
            "crate" if starts => Some(Vec::new()),
            "self" if starts => Some(here.clone()),
            "super" if starts => Some(here[..here.len().saturating_sub(1)].to_vec()),
            child if starts => {
                let path: Vec<String> = here.iter().cloned().chain([child.to_owned()]).collect();
                modules.contains_key(&path).then_some(path)
            }
            _ => None,
        };
        if let Some(base) = base {
            let mut paths = Vec::new();
            tree(&words[at + 1..], base, &mut paths);
            found.extend(paths.iter().filter_map(|path| resolved(path, modules)));
        }
    }
    found.remove(file);
    found
}

/// Follows `::a::{b, c::d}` from its first `::` on; how many words it has.
fn tree(words: &[String], base: Vec<String>, paths: &mut Vec<Vec<String>>) -> usize {
    let mut path = base;
    let mut at = 0;
    while words.get(at).is_some_and(|word| word == "::") {
        match words.get(at + 1).map(String::as_str) {
            Some("{") => return at + 1 + group(&words[at + 1..], &path, paths),
            Some("super") => drop(path.pop()),
            Some("self") | None => {}
            Some(word) => path.push(word.to_owned()),
        }
        at += 2;
    }
    paths.push(path);
    at
}

fn group(words: &[String], base: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut at = 1;
    while let Some(word) = words.get(at) {
        match word.as_str() {
            "}" => return at + 1,
            "," => at += 1,
            "as" => at += 2,
            "self" => {
                paths.push(base.to_vec());
                at += 1;
            }
            name => {
                let path = base.iter().cloned().chain([name.to_owned()]).collect();
                at += 1 + tree(&words[at + 1..], path, paths);
            }
        }
    }
    at
}

/// The file of the innermost module on a path.
fn resolved(path: &[String], modules: &BTreeMap<Vec<String>, String>) -> Option<String> {
    (0..=path.len()).rev().find_map(|length| modules.get(&path[..length].to_vec())).cloned()
}
