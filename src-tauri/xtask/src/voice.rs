//! Who speaks while steps run side by side.
//!
//! One step at a time writes to the terminal. What the others say waits until it is their turn, so no
//! reader meets the lines of two programs mixed.

use std::io::{Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};

use crate::failure::{Failure, Outcome};
use crate::process;

/// How a command and the programs it starts are heard.
#[derive(Clone, Copy)]
pub enum Voice<'a> {
    /// Straight on the terminal: nothing else runs.
    Alone,
    /// In turn with the other steps.
    InTurn(&'a Hall, usize),
}

impl Voice<'_> {
    /// Says a line.
    pub fn say(self, line: &str) {
        match self {
            Self::Alone => println!("{line}"),
            Self::InTurn(hall, step) => hall.say(step, format!("{line}\n").as_bytes()),
        }
    }

    /// Runs a program and stops when it fails.
    pub fn run(self, mut command: Command) -> Outcome {
        match self {
            Self::Alone => process::run(command),
            Self::InTurn(..) => {
                self.hear(&mut command, &mut Vec::new()).and_then(|ended| process::judge(&command, ended))
            }
        }
    }

    /// Runs a program and tells how it ended, whatever that is.
    pub fn ended(self, mut command: Command) -> Outcome<ExitStatus> {
        self.hear(&mut command, &mut Vec::new())
    }

    /// Runs a program and keeps what it says as well.
    ///
    /// The second half is how it ended: what a program says matters most when it fails.
    pub fn listen(self, mut command: Command) -> (String, Outcome) {
        let mut heard = Vec::new();
        let ended = self.hear(&mut command, &mut heard).and_then(|ended| process::judge(&command, ended));
        (String::from_utf8_lossy(&heard).into_owned(), ended)
    }

    fn hear(self, command: &mut Command, heard: &mut Vec<u8>) -> Outcome<ExitStatus> {
        self.say(&process::announcement(command));
        let piping = |refusal: std::io::Error| Failure::system("making a pipe", &refusal);
        let (ear, mouth) = std::io::pipe().map_err(piping)?;
        command.stdin(Stdio::null()).stdout(mouth.try_clone().map_err(piping)?).stderr(mouth);
        process::keep_colours(command);
        let mut child = command.spawn().map_err(|refusal| process::not_started(command, &refusal))?;
        // The command holds the pipe's writing end; while it does, reading would never end.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        self.pass_on(ear, heard).map_err(|refusal| Failure::system("listening", &refusal))?;
        child.wait().map_err(|refusal| Failure::system("waiting", &refusal))
    }

    fn pass_on(self, mut ear: impl Read, heard: &mut Vec<u8>) -> std::io::Result<()> {
        let mut chunk = [0; 8192];
        loop {
            let length = ear.read(&mut chunk)?;
            let Some(new) = chunk.get(..length).filter(|new| !new.is_empty()) else { return Ok(()) };
            match self {
                Self::Alone => write_out(&mut std::io::stdout(), new),
                Self::InTurn(hall, step) => hall.say(step, new),
            }
            heard.extend_from_slice(new);
        }
    }
}

/// The place where steps speak in turn.
pub struct Hall(Mutex<Floor>);

struct Floor {
    out: Box<dyn Write + Send>,
    /// Who has the floor. The others wait in the order in which they first spoke.
    speaker: Option<usize>,
    waiting: Vec<Waiting>,
}

struct Waiting {
    step: usize,
    words: Vec<u8>,
    has_ended: bool,
}

impl Hall {
    /// A hall whose words go out here.
    pub fn new(out: impl Write + Send + 'static) -> Self {
        Self(Mutex::new(Floor { out: Box::new(out), speaker: None, waiting: Vec::new() }))
    }

    fn say(&self, step: usize, words: &[u8]) {
        let mut floor = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *floor.speaker.get_or_insert(step) == step {
            write_out(&mut floor.out, words);
        } else if let Some(waiting) = floor.waiting.iter_mut().find(|waiting| waiting.step == step) {
            waiting.words.extend_from_slice(words);
        } else {
            floor.waiting.push(Waiting { step, words: words.to_vec(), has_ended: false });
        }
    }

    /// This step says no more: the next one has the floor.
    pub fn end(&self, step: usize) {
        let mut floor = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(waiting) = floor.waiting.iter_mut().find(|waiting| waiting.step == step) {
            waiting.has_ended = true;
        }
        if floor.speaker != Some(step) {
            return;
        }
        floor.speaker = None;
        while floor.speaker.is_none() && !floor.waiting.is_empty() {
            let next = floor.waiting.remove(0);
            write_out(&mut floor.out, &next.words);
            floor.speaker = (!next.has_ended).then_some(next.step);
        }
    }
}

/// A terminal that is gone is no reason to stop testing.
fn write_out(out: &mut impl Write, words: &[u8]) {
    let _ = out.write_all(words);
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("no panic").write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn one_step_speaks_at_a_time_and_nothing_is_lost() {
        let paper = Paper::default();
        let hall = Hall::new(paper.clone());
        let written = || String::from_utf8(paper.0.lock().expect("no panic").clone()).expect("text");
        hall.say(0, b"a1 ");
        hall.say(1, b"b1 ");
        hall.say(2, b"c1 ");
        hall.say(1, b"b2 ");
        hall.say(0, b"a2 ");
        hall.end(1);
        assert_eq!(written(), "a1 a2 ");
        hall.end(0);
        assert_eq!(written(), "a1 a2 b1 b2 c1 ", "the one that has ended is written out, and the next has the floor");
        hall.say(2, b"c2 ");
        hall.end(2);
        hall.say(3, b"d");
        assert_eq!(written(), "a1 a2 b1 b2 c1 c2 d");
    }

    #[test]
    fn what_a_program_says_is_kept_with_how_it_ended() {
        let hall = Hall::new(Vec::new());
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2; exit 3"]);
        let (said, ended) = Voice::InTurn(&hall, 0).listen(command);
        assert_eq!(said, "out\nerr\n");
        assert!(ended.is_err());
    }
}
