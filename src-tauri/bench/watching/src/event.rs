//! One event among many shops, beside the same event with one shop: an answer of Meum's about a shop that is
//! on the screen, and about one that is not.

use crate::{Outcome, mark, notes};
use connect_core::app::{About, App};
use connect_core::effect::{Effect, Question};
use connect_core::event::{Event, Loaded};
use connect_core::meum_facts::StatusFacts;
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::ticket::Ticket;
use connect_core::time::{Span, Timestamp};
use std::hint::black_box;
use std::time::{Duration, Instant};

const MANY: usize = 500;
/// So often each is measured, in turn.
const ROUNDS: usize = 400;

/// A running app with so many shops, all of which have been asked and have answered.
struct Watched {
    app: App,
    now: Timestamp,
    open: Vec<(Ticket, ShopId, bool)>,
}

impl Watched {
    fn with(shops: usize) -> Outcome<Self> {
        let about = About { version: "bench".to_owned(), system: "bench".to_owned(), ..About::default() };
        let mut loaded = Loaded::default();
        for number in 0..shops {
            loaded.shops.push(notes::record(number)?);
        }
        loaded.settings.current = Some(notes::id(0));
        let (app, _) = App::new(about);
        let mut watched = Self { app, now: notes::CONNECTED.after(Span::hours(1)), open: Vec::new() };
        watched.happens(Event::Focused(false));
        watched.happens(Event::Loaded(Ok(Box::new(loaded))));
        while let Some(question) = watched.open.pop() {
            watched.answers(question);
        }
        Ok(watched)
    }

    fn happens(&mut self, event: Event) {
        self.now = self.now.after(Span(20));
        for effect in self.app.update(event, self.now) {
            if let Effect::Ask { ticket, shop, question } = effect {
                self.open.push((ticket, shop, matches!(question, Question::Status(_))));
            }
        }
    }

    fn answers(&mut self, (ticket, _, of_meum): (Ticket, ShopId, bool)) {
        self.happens(if of_meum {
            Event::StatusCame { ticket, result: Ok(Box::new(well())) }
        } else {
            // Keys that are unknown are certain: nothing is asked again for it.
            Event::ShopSeen { ticket, result: Err(Problem::new(ProblemKind::KeyUnknown)) }
        });
    }

    /// Lets time go by until a shop's question to Meum is open, and times the answer: what it changes, when
    /// the app wakes next, and the view.
    fn timed(&mut self) -> Duration {
        loop {
            if let Some(at) = self.open.iter().position(|(_, _, of_meum)| *of_meum) {
                let (ticket, ..) = self.open.swap_remove(at);
                self.now = self.now.after(Span(20));
                let event = Event::StatusCame { ticket, result: Ok(Box::new(well())) };
                let begun = Instant::now();
                let effects = self.app.update(event, self.now);
                black_box(self.app.wake_at(self.now));
                black_box(self.app.view());
                let took = begun.elapsed();
                for effect in effects {
                    if let Effect::Ask { ticket, shop, question } = effect {
                        self.open.push((ticket, shop, matches!(question, Question::Status(_))));
                    }
                }
                return took;
            }
            while let Some(question) = self.open.pop() {
                self.answers(question);
            }
            self.now = self.app.wake_at(self.now).unwrap_or(self.now).max(self.now);
            self.happens(Event::Tick);
        }
    }
}

fn well() -> StatusFacts {
    let word = |text: &str| PlainText::from_outside(text);
    StatusFacts {
        connected: Some(true),
        status: word("CONNECTED"),
        connection_status: word("CONNECTED"),
        health_status: word("HEALTHY"),
        webhook_health: word("HEALTHY"),
        payout_configured: Some(true),
        ..StatusFacts::default()
    }
}

/// Measures both, in turn.
pub fn measure() -> Outcome {
    let (mut one, mut many) = (Watched::with(1)?, Watched::with(MANY)?);
    let (mut alone, mut among) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        alone.push(one.timed());
        among.push(many.timed());
    }
    let (alone, among) = (median(alone), median(among));
    let ratio = among.as_secs_f64() / alone.as_secs_f64();
    println!("An answer about one shop: what it changes, when to wake next, and the view; median of {ROUNDS}");
    println!("  with one shop {} µs, with {MANY} shops {} µs", alone.as_micros(), among.as_micros());
    println!("  at most twice: {ratio:.2}, {}", mark(ratio <= 2.0));
    Ok(())
}

/// The middle one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
