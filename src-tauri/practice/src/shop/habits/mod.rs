//! Habits of real servers, hosts and plugins that merchants and their helpers reported in public, or
//! that were measured on a real WordPress with a real plugin.
//!
//! Each changes few answers and leaves all others as they are: that is what makes these shops hard to
//! read. They refuse to change the shop itself; what WordPress believes of itself is in `effect`.

mod alone;
mod changed;
mod detour;
mod detours;
mod doors;
mod everybody;
mod guests;
mod hook;
mod host;
mod instead;
mod json;
mod kinds;
mod losses;
mod lost;
mod odd;
mod pages;
mod partly;
mod parts;
mod plugins;
mod question;
mod refusals;
mod script;
mod scripted;
mod strange;
mod strangers;
mod turn;
mod turns;

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::Duration;

use super::address::Place;
use super::site::Site;
use crate::serving::{Answer, HttpRequest};
pub use detour::Detour;
pub use instead::{AdminDoor, CloudflareForm, EmptyIndex, FolderAnswer, HookAnswer, OlderWay, ShopDoor, ShutOut};
pub use kinds::{GuestStopper, Habit, OptionsAnswer};
pub use lost::{Lost, OldFolder};
pub use partly::Partly;
use question::Question;
pub use script::{Asked, Said, Since, Unlisted};
pub use strange::{
    Busy, Checker, Death, Forward, Odd, PasswordStopper, Place as LeadsTo, Refusal, Scheme, ShopPlace, Strange,
};
pub use turn::{CutPart, Leader, PageTurn, Turn};

/// What a habit remembers while its trouble is on.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    refused: AtomicBool,
    posted: AtomicBool,
    signed: AtomicBool,
    asked: AtomicBool,
    /// How often somebody was refused.
    refusals: AtomicU8,
    /// How many questions were asked.
    questions: AtomicU8,
}

impl Memory {
    pub(super) fn clear(&self) {
        self.refused.store(false, Ordering::Relaxed);
        self.posted.store(false, Ordering::Relaxed);
        self.signed.store(false, Ordering::Relaxed);
        self.asked.store(false, Ordering::Relaxed);
        self.refusals.store(0, Ordering::Relaxed);
        self.questions.store(0, Ordering::Relaxed);
    }

    /// Counts a question.
    pub(super) fn count_question(&self) {
        self.questions.fetch_add(1, Ordering::Relaxed);
    }

    fn is_past(&self, since: Since) -> bool {
        match since {
            Since::Always => true,
            Since::Refusals(number) => self.refusals.load(Ordering::Relaxed) >= number,
            Since::Questions(number) => self.questions.load(Ordering::Relaxed) > number,
        }
    }

    /// Counts an answer that refuses.
    pub(super) fn count_refusal(&self) {
        self.refusals.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether this is the first of the questions that a habit looks out for.
    fn is_first(&self) -> bool {
        !self.asked.swap(true, Ordering::Relaxed)
    }

    /// Whether this is the first POST.
    fn is_first_post(&self) -> bool {
        !self.posted.swap(true, Ordering::Relaxed)
    }
}

/// What a habit does before WordPress is asked.
pub(super) enum First {
    /// Nothing.
    Pass,
    /// It answers.
    Answer(Answer),
    /// It waits, and lets the request pass.
    Late(Duration),
    /// It cuts the connection.
    Cut,
}

impl Habit {
    /// What it does before WordPress is asked.
    pub(super) fn first(self, asked: &HttpRequest, site: &Site, memory: &Memory) -> First {
        let place = Place::of(asked, site);
        let question = Question::of(asked, &place);
        match self {
            Self::StatusSlow { millis } if question.is_status() => First::Late(Duration::from_millis(millis)),
            Self::PartSlow { millis } if question.is_woocommerce() => First::Late(Duration::from_millis(millis)),
            Self::HangsUp if question.is_rest() => First::Cut,
            Self::Detour { how: Detour::WritesUnanswered } if question.is_write() => {
                First::Late(Duration::from_mins(1))
            }
            Self::Detour { how } => detours::answer(how, &question, site).map_or(First::Pass, First::Answer),
            Self::Strange { how: Strange::FirstRefused { status } } if memory.is_first() => {
                First::Answer(host::forbidden(status))
            }
            Self::Strange { how: Strange::FirstPairUnknown }
                if question.is_woocommerce() && question.has_header() && memory.is_first() =>
            {
                let words = "Sorry, you cannot list resources.";
                First::Answer(guests::error(401, "woocommerce_rest_cannot_view", words))
            }
            Self::Strange { how } => strangers::answer(how, &question).map_or(First::Pass, First::Answer),
            Self::FolderSite { how: FolderAnswer::Cut } if asked.path.starts_with("/two") => First::Cut,
            Self::FirstPostCut if question.is_write() && memory.is_first_post() => First::Cut,
            Self::BansTheRefused { with_page: false } if memory.refused.load(Ordering::Relaxed) => First::Cut,
            Self::LocksOutTheRefused if memory.refused.load(Ordering::Relaxed) => First::Answer(guests::locked_out()),
            Self::SignaturesLimited if question.is_signed() && memory.signed.swap(true, Ordering::Relaxed) => {
                First::Answer(host::forbidden(503))
            }
            Self::Lost { how: Lost::Patience { status } } if memory.refused.load(Ordering::Relaxed) => {
                First::Answer(host::forbidden(status))
            }
            Self::BansTheRefused { with_page: true } if memory.refused.load(Ordering::Relaxed) => {
                First::Answer(host::forbidden(403))
            }
            Self::Scripted { asked, said: Said::Cut, since } if memory.is_past(since) => {
                if scripted::is_met(asked, &question) { First::Cut } else { First::Pass }
            }
            Self::Scripted { asked, said: Said::Late, since } if memory.is_past(since) => {
                if scripted::is_met(asked, &question) { First::Late(Duration::from_mins(1)) } else { First::Pass }
            }
            Self::Scripted { asked, said, since } if memory.is_past(since) => {
                scripted::answer(asked, said, &question).map_or(First::Pass, First::Answer)
            }
            Self::Lost { how } => losses::answer(how, &question, site).map_or(First::Pass, First::Answer),
            Self::Partly { how: Partly::ReportCut } if question.is_status() => First::Cut,
            Self::Partly { how } => parts::answer(how, &question).map_or(First::Pass, First::Answer),
            Self::Turn { how: Turn::Asleep } if memory.is_first() => First::Answer(turns::asleep()),
            Self::Turn { how } => turns::answer(how, &question).map_or(First::Pass, First::Answer),
            _ => {
                let tables = [
                    host::answer,
                    guests::answer,
                    plugins::answer,
                    pages::answer,
                    doors::answer,
                    refusals::answer,
                    hook::answer,
                ];
                tables.iter().find_map(|table| table(self, &question, site)).map_or(First::Pass, First::Answer)
            }
        }
    }

    /// What it makes of WordPress's answer.
    pub(super) fn last(self, asked: &HttpRequest, site: &Site, memory: &Memory, answer: Answer) -> Answer {
        let place = Place::of(asked, site);
        let question = Question::of(asked, &place);
        // A plugin that takes keys for a user's name refuses with 500.
        let refused = matches!(answer.status.as_u16(), 401 | 403 | 500);
        if self.bans() && refused && !question.is_of_plugin() {
            memory.refused.store(true, Ordering::Relaxed);
        }
        changed::answer(self, &question, site, answer)
    }

    /// Whether a cache keeps what goes by.
    pub(super) fn caches(self) -> bool {
        self == Self::CachedInSilence
    }

    fn bans(self) -> bool {
        let impatient = matches!(self, Self::Lost { how: Lost::Patience { .. } });
        impatient || matches!(self, Self::BansTheRefused { .. } | Self::LocksOutTheRefused)
    }
}
