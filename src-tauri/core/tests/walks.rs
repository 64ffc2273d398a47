//! Random walks: whatever happens in whatever order, the core keeps its promises.

mod asked;

use crate::story;
use crate::story::about;
use crate::story::leaving::Leaving;
use asked::{RequestKind, answer, asked, intent};
use connect_core::app::{App, AtStake};
use connect_core::check::{Check, CheckState};
use connect_core::effect::{Desktop, Effect, Question};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::shop::Overlay;
use connect_core::step::Step;
use connect_core::ticket::Ticket;
use connect_core::time::{Span, Timestamp};
use proptest::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

/// One thing that may happen, chosen by number so that a failing walk shrinks to a short one.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Asks(usize),
    /// Does what leads on from the step it is on.
    GoesOn,
    /// Answers question `which` (an old one, too), well or badly.
    Answers {
        which: usize,
        well: bool,
    },
    Waits(u16),
    Focuses(bool),
    Closes,
    Restarts,
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        2 => (0_usize..75).prop_map(Happening::Asks),
        8 => Just(Happening::GoesOn),
        10 => (prop_oneof![6 => Just(0_usize), 1 => 1_usize..6], prop::bool::weighted(0.8)).prop_map(|(which, well)| Happening::Answers { which, well }),
        1 => any::<u16>().prop_map(Happening::Waits),
        1 => any::<bool>().prop_map(Happening::Focuses),
        1 => Just(Happening::Closes),
        1 => Just(Happening::Restarts),
    ]
}

struct Walk {
    app: App,
    now: Timestamp,
    questions: Vec<(Ticket, RequestKind)>,
    connecting: Option<Ticket>,
    answer_lost: bool,
    furthest: Step,
    connects: u32,
    /// The shop that the last *connect* was about.
    sent_to: String,
    leaving: Leaving,
}

impl Walk {
    fn begin() -> Self {
        let (app, _) = App::new(about());
        let mut walk = Self {
            app,
            now: story::MORNING,
            questions: Vec::new(),
            connecting: None,
            answer_lost: false,
            furthest: Step::Welcome,
            connects: 0,
            sent_to: String::new(),
            leaving: Leaving::default(),
        };
        walk.happens(Event::Loaded(Ok(Box::default())));
        walk
    }

    /// A walk that begins where the way through the wizard ends.
    fn at_panel() -> Self {
        let mut walk = Self::begin();
        while walk.furthest < Step::Panel {
            walk.take(Happening::GoesOn);
            walk.take(Happening::Answers { which: 0, well: true });
        }
        walk
    }

    fn happens(&mut self, event: Event) {
        let confirmed = matches!(event, Event::Asked(Intent::Connect { replace: true }));
        let rev = self.app.view().rev;
        self.now = self.now.after(Span(10));
        let effects = self.app.update(event, self.now);
        for effect in &effects {
            self.leaving.sees(effect, &self.app);
            let closes = matches!(effect, Effect::Desktop(Desktop::Close));
            assert!(!closes || self.app.at_stake() != Some(AtStake::Answer), "an answer is never closed upon");
            if let Effect::Ask { ticket, question, .. } = effect {
                if matches!(question, Question::Connect(_)) {
                    assert!(self.connecting.is_none(), "connect is never in flight twice");
                    assert!(
                        !self.answer_lost || confirmed,
                        "a lost answer is never followed by connect without a word"
                    );
                    self.connecting = Some(*ticket);
                    self.connects += 1;
                }
                self.keeps_to_its_shop(question);
                self.questions.push((*ticket, asked(question)));
            }
        }
        let step = self.app.current().map_or(Step::Welcome, |shop| shop.record.step);
        self.furthest = self.furthest.max(step);
        let view = self.app.view();
        assert!(view.rev > rev, "the view's number rises");
        let told = serde_json::to_string(&view).unwrap();
        for canary in [story::KEY, story::SECRET, story::MEUM_KEY] {
            assert!(!told.contains(canary), "no secret in a view");
        }
        assert!(
            self.app.current().is_none_or(|shop| shop.record.step < Step::HandOver || shop.record.connection.is_some())
        );
    }

    fn keeps_to_its_shop(&mut self, question: &Question) {
        match question {
            Question::Connect(request) => self.sent_to.clone_from(&request.site_url),
            Question::HandOver { found, home, .. } => {
                assert_eq!(home.as_str(), self.sent_to, "what was issued for one shop goes to no other");
                assert_eq!(found.home, *home, "and the core knows no better");
                HANDED_OVER.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        }
    }

    fn take(&mut self, happening: Happening) {
        match happening {
            Happening::GoesOn => self.go_on(),
            Happening::Asks(number) => self.happens(Event::Asked(intent(number))),
            Happening::Answers { which, well } => {
                let Some((ticket, asked)) = self.question(which) else { return };
                self.happens(Event::Checked { ticket, check: Check::Found, state: CheckState::Running, millis: None });
                let ended = self.connecting == Some(ticket);
                if ended {
                    self.answer_lost = !well;
                    self.connecting = None;
                }
                self.leaving.answered(ticket, well);
                // Where there is no connection and no shop, no answer is missing either.
                self.answer_lost &= !(well && matches!(asked, RequestKind::Disconnect | RequestKind::Forget));
                self.happens(answer(ticket, asked, well, self.now));
            }
            Happening::Waits(seconds) => {
                self.now = self.now.after(Span::seconds(i64::from(seconds)));
                self.happens(Event::Tick);
            }
            Happening::Focuses(in_front) => self.happens(Event::Focused(in_front)),
            Happening::Closes => self.happens(Event::CloseAsked),
            Happening::Restarts => self.restart(),
        }
    }

    /// The newest question that is waited for, or else an old one.
    fn question(&self, which: usize) -> Option<(Ticket, RequestKind)> {
        let shop = self.app.current();
        let panel = shop.map(|shop| [shop.watch.meum.asked, shop.watch.shop.asked]).unwrap_or_default();
        let waited = |ticket| {
            panel.contains(&Some(ticket)) || shop.and_then(|s| s.doing.as_ref()).map(|d| d.ticket) == Some(ticket)
        };
        let newest = self.questions.iter().rev().find(|(ticket, _)| which == 0 && waited(*ticket));
        newest.or_else(|| self.questions.iter().rev().nth(which)).copied()
    }

    fn go_on(&mut self) {
        let shop = self.app.current();
        let step = shop.map_or(Step::Welcome, |shop| shop.record.step);
        let done = shop.is_some_and(connect_core::wizard::can_continue);
        let page = shop.and_then(|shop| shop.overlay.as_ref());
        let next = match step {
            _ if matches!(page, Some(Overlay::Disconnect { .. })) => intent(36),
            _ if matches!(page, Some(Overlay::Forget { .. })) => intent(40),
            _ if matches!(page, Some(Overlay::Unlock { .. })) => intent(29),
            _ if matches!(page, Some(Overlay::Ended(_))) => {
                intent(if self.connects.is_multiple_of(2) { 42 } else { 38 })
            }
            Step::Welcome => Intent::ConnectShop,
            _ if done => Intent::Continue,
            Step::YourShop => intent(6),
            Step::ShopKeys => intent(9),
            Step::MeumKey => intent(12),
            Step::Review => intent(if self.answer_lost { 22 } else { 21 }),
            Step::HandOver => intent(24),
            Step::Panel if shop.is_some_and(connect_core::wizard::leaving::is_ready) => Intent::AskToDisconnect,
            Step::Panel => Intent::CheckNow,
        };
        self.happens(Event::Asked(next));
    }

    /// Killed, and started again with what was stored.
    fn restart(&mut self) {
        let record = self.app.current().map(|shop| shop.record.clone());
        let observed = self.app.current().map(|shop| shop.observed.clone());
        let mut loaded = Loaded::default();
        loaded.settings.current = record.as_ref().map(|record| record.id.clone());
        if self.connecting.take().is_some() {
            loaded.unfinished.extend(loaded.settings.current.clone());
            self.answer_lost = true;
        }
        loaded.observed.extend(loaded.settings.current.clone().zip(observed));
        loaded.shops.extend(record.clone());
        let (app, _) = App::new(about());
        self.app = app;
        self.questions.clear();
        self.leaving.restarts();
        self.happens(Event::Loaded(Ok(Box::new(loaded))));
        if let Some(record) = record {
            assert_eq!(self.app.current().unwrap().record, record, "a restart loses nothing");
        }
        let recovering = self.questions.iter().find(|(_, asked)| *asked == RequestKind::Connect).copied();
        if let Some((ticket, asked)) = recovering {
            self.happens(answer(ticket, asked, false, self.now));
        }
    }
}

/// How far the walks got, so that they cannot become strolls round the first step unnoticed.
static FURTHEST: AtomicU32 = AtomicU32::new(0);
static CONNECTS: AtomicU32 = AtomicU32::new(0);
static DISCONNECTS: AtomicU32 = AtomicU32::new(0);
static FORGETS: AtomicU32 = AtomicU32::new(0);
static HANDED_OVER: AtomicU32 = AtomicU32::new(0);

fn walks() {
    let config = ProptestConfig { cases: 64, ..ProptestConfig::default() };
    proptest!(config, |(connected in prop::bool::ANY, happenings in prop::collection::vec(happening(), 1..160))| {
        let mut walk = if connected { Walk::at_panel() } else { Walk::begin() };
        for happening in happenings {
            walk.take(happening);
        }
        FURTHEST.fetch_max(walk.furthest as u32, Ordering::Relaxed);
        CONNECTS.fetch_add(walk.connects, Ordering::Relaxed);
        DISCONNECTS.fetch_add(walk.leaving.disconnects, Ordering::Relaxed);
        FORGETS.fetch_add(walk.leaving.forgets, Ordering::Relaxed);
    });
}

#[test]
fn whatever_happens_the_core_keeps_its_promises() {
    walks();
    assert_eq!(FURTHEST.load(Ordering::Relaxed), Step::Panel as u32, "walks reach the panel");
    assert!(CONNECTS.load(Ordering::Relaxed) > 20, "walks connect often: {CONNECTS:?}");
    assert!(HANDED_OVER.load(Ordering::Relaxed) > 10, "walks hand over: {HANDED_OVER:?}");
    assert!(
        DISCONNECTS.load(Ordering::Relaxed) > 0 && FORGETS.load(Ordering::Relaxed) > 0,
        "walks leave, too: {DISCONNECTS:?} {FORGETS:?}"
    );
}
