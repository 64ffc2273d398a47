//! The world of the months: shops that are well or not, a Meum, a network, a disk that remembers what was
//! stored, and a clock.

use super::{Failures, Marks};
use crate::story::{Story, about, sight, status, text};
use connect_core::app::App;
use connect_core::effect::{Effect, Keep, Question, Settings};
use connect_core::event::{Event, Loaded};
use connect_core::history::strip::Range;
use connect_core::history::{History, Period};
use connect_core::intent::Intent;
use connect_core::line::LineId;
use connect_core::meum_facts::StatusFacts;
use connect_core::observed::Observed;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::{ShopId, ShopRecord};
use connect_core::shop_facts::{ShopSight, WayIn};
use connect_core::ticket::Ticket;
use connect_core::time::{Span, Timestamp};
use connect_core::watch::schedule::at_once;
use std::collections::BTreeMap;

/// So many shops are watched.
pub const SHOPS: usize = 3;

/// How a shop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Well,
    /// Every second look fails.
    Flaps,
    Silent(ProblemKind),
    Says(ProblemKind),
    /// It asks us to wait for ten minutes.
    Busy,
    SwitchedOff,
    NoPlugin,
    Shut,
}

impl Place {
    pub const ALL: [Self; 13] = [
        Self::Well,
        Self::Flaps,
        Self::Silent(ProblemKind::HostNotFound),
        Self::Silent(ProblemKind::ShopTimedOut),
        Self::Says(ProblemKind::ServerFault),
        Self::Says(ProblemKind::KeyUnknown),
        Self::Says(ProblemKind::Blocked),
        Self::Says(ProblemKind::Maintenance),
        Self::Says(ProblemKind::CertificateExpired),
        Self::Busy,
        Self::SwitchedOff,
        Self::NoPlugin,
        Self::Shut,
    ];

    fn answer(self, number: u64) -> Result<Box<ShopSight>, Problem> {
        let sight = match self {
            Self::Well => sight(),
            Self::Flaps if number.is_multiple_of(2) => sight(),
            Self::Flaps => return Err(Problem::new(ProblemKind::ServerFault)),
            Self::Silent(kind) | Self::Says(kind) => return Err(Problem::new(kind)),
            Self::Busy => return Err(waiting(ProblemKind::ShopRateLimited)),
            Self::SwitchedOff => ShopSight { gateway_enabled: Some(false), ..sight() },
            Self::NoPlugin => ShopSight { gateway_enabled: None, plugin: None, ..sight() },
            Self::Shut => ShopSight { way_in: WayIn::Shut(crate::story::answers::webhook_shut(false)), ..sight() },
        };
        Ok(Box::new(sight))
    }
}

/// What Meum says of a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meum {
    Well,
    NoWallet,
    UpdatesFail,
    NotReady,
    Unknown,
    Fails(ProblemKind),
    /// It asks us to wait for ten minutes.
    Busy,
}

impl Meum {
    pub const ALL: [Self; 9] = [
        Self::Well,
        Self::NoWallet,
        Self::UpdatesFail,
        Self::NotReady,
        Self::Unknown,
        Self::Fails(ProblemKind::MeumFault),
        Self::Fails(ProblemKind::MeumUnreachable),
        Self::Fails(ProblemKind::MeumKeyRefused),
        Self::Busy,
    ];

    fn answer(self) -> Result<Box<StatusFacts>, Problem> {
        let status = match self {
            Self::Well => status(true),
            Self::NoWallet => status(false),
            Self::UpdatesFail => StatusFacts { webhook_health: Some(text("FAILING")), ..status(true) },
            Self::NotReady => StatusFacts { connected: Some(false), ..status(true) },
            Self::Unknown => StatusFacts { health_status: Some(text("SPLENDID")), ..status(true) },
            Self::Fails(kind) => return Err(Problem::new(kind)),
            Self::Busy => return Err(waiting(ProblemKind::MeumRateLimited)),
        };
        Ok(Box::new(status))
    }
}

fn waiting(kind: ProblemKind) -> Problem {
    let mut problem = Problem::new(kind);
    problem.about.seconds = Some(600);
    problem
}

/// A shop of the world.
#[derive(Clone, Copy, Debug)]
pub struct Real {
    pub place: Place,
    pub meum: Meum,
}

/// A question on its way: of which shop, and whether it is to Meum.
#[derive(Clone, Debug)]
struct Open {
    answered_at: Timestamp,
    shop: ShopId,
    of_meum: bool,
}

/// The app, the world around it, and what was stored.
pub struct Walk {
    pub app: App,
    pub now: Timestamp,
    pub shops: [Real; SHOPS],
    pub network: bool,
    pub told: BTreeMap<ShopId, Failures>,
    pub seen: BTreeMap<ShopId, Marks>,
    pub answered: u64,
    pub events: u64,
    open: BTreeMap<Ticket, Open>,
    records: BTreeMap<ShopId, ShopRecord>,
    observed: BTreeMap<ShopId, Observed>,
    periods: BTreeMap<ShopId, BTreeMap<(LineId, Timestamp), Period>>,
    history: History,
    settings: Settings,
    /// Nobody asks Meum before.
    pause: Option<Timestamp>,
}

fn name(number: usize) -> ShopId {
    ShopId::stored(format!("shop-{number}"))
}

impl Walk {
    /// Several connected shops, the first on the screen, and all is well.
    pub fn begin() -> Self {
        let story = Story::at_panel(true);
        let shop = story.app.current().unwrap().record.clone();
        let ids = || (0..SHOPS).map(name);
        let mut walk = Self {
            app: App::new(about()).0,
            now: story.now,
            shops: [Real { place: Place::Well, meum: Meum::Well }; SHOPS],
            network: true,
            told: ids().map(|id| (id, Failures::default())).collect(),
            seen: ids().map(|id| (id, Marks::new())).collect(),
            answered: 0,
            events: 0,
            open: BTreeMap::new(),
            records: ids().map(|id| (id.clone(), ShopRecord { id, ..shop.clone() })).collect(),
            observed: BTreeMap::new(),
            periods: BTreeMap::new(),
            history: History::default(),
            settings: Settings { current: Some(name(0)), ..Settings::default() },
            pause: None,
        };
        walk.starts();
        walk
    }

    /// Whether Meum may not be asked now.
    pub fn is_paused(&self) -> bool {
        self.pause.is_some_and(|until| self.now < until)
    }

    pub fn known(&self) -> Vec<ShopId> {
        self.records.keys().cloned().collect()
    }

    /// A start with what was stored.
    fn starts(&mut self) {
        self.app = App::new(about()).0;
        self.open.clear();
        let latest = |periods: &BTreeMap<(LineId, Timestamp), Period>| {
            let of = |line| periods.range((line, Timestamp(i64::MIN))..=(line, Timestamp(i64::MAX))).next_back();
            LineId::ALL.into_iter().filter_map(of).map(|(_, period)| period.clone()).collect()
        };
        let loaded = Loaded {
            shops: self.records.values().cloned().collect(),
            observed: self.observed.clone().into_iter().collect(),
            periods: self.periods.iter().map(|(id, periods)| (id.clone(), latest(periods))).collect(),
            settings: self.settings.clone(),
            ..Loaded::default()
        };
        self.happens(Event::Loaded(Ok(Box::new(loaded))));
    }

    pub fn happens(&mut self, event: Event) {
        let effects = self.app.update(event, self.now);
        self.does(effects);
        self.looks(None);
    }

    /// Performs the effects: the disk remembers, and questions leave.
    pub fn does(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Keep(Keep::Shop(record, observed)) => {
                    self.observed.extend(observed.map(|observed| (record.id.clone(), *observed)));
                    self.records.insert(record.id.clone(), *record);
                }
                Effect::Keep(Keep::Observed(id, observed)) => drop(self.observed.insert(id, *observed)),
                Effect::Keep(Keep::Settings(settings)) => self.settings = settings,
                Effect::Keep(Keep::Absence(absence)) => self.history.absences.push(absence),
                Effect::Keep(Keep::History(id, periods)) => {
                    let stored = self.periods.entry(id).or_default();
                    stored.extend(periods.into_iter().map(|period| ((period.line, period.from), period)));
                }
                Effect::Keep(Keep::Recall { shop, since }) => {
                    let mut periods: Vec<Period> =
                        self.periods.get(&shop).into_iter().flat_map(BTreeMap::values).cloned().collect();
                    periods.retain(|period| period.until >= since);
                    periods.sort_by_key(|period| period.from);
                    let history = Box::new(History { periods, ..self.history.clone() });
                    let effects = self.app.update(Event::Recalled { shop, history }, self.now);
                    self.does(effects);
                }
                Effect::Keep(_) | Effect::Desktop(_) => {}
                Effect::Cancel(ticket) => drop(self.open.remove(&ticket)),
                Effect::Ask { ticket, shop, question } => self.asks(ticket, shop, &question),
                other => panic!("nobody asked for {other:?}"),
            }
        }
    }

    fn asks(&mut self, ticket: Ticket, shop: ShopId, question: &Question) {
        let of_meum = match question {
            Question::Status(_) => true,
            Question::Look { .. } => false,
            other => panic!("the watch does not ask {other:?}"),
        };
        if of_meum {
            assert!(self.pause.is_none_or(|until| self.now >= until), "Meum is asked before its pause is over");
        }
        let twice = self.open.values().any(|open| open.shop == shop && open.of_meum == of_meum);
        assert!(!twice, "{shop:?} is asked the same twice at a time");
        let slow = if self.network { ticket.0 % 7 } else { 8 };
        let takes = Span(100 + i64::try_from(slow * 900).unwrap());
        self.open.insert(ticket, Open { answered_at: self.now.after(takes), shop, of_meum });
        let asked: std::collections::BTreeSet<&ShopId> = self.open.values().map(|open| &open.shop).collect();
        assert!(asked.len() <= at_once(SHOPS) + 1, "{asked:?} are asked at a time");
    }

    /// Time goes by, and everybody answers.
    pub fn goes_on(&mut self, span: Span) {
        let end = self.now.after(span);
        let mut still = 0;
        loop {
            let answer = self.open.iter().min_by_key(|(ticket, open)| (open.answered_at, **ticket));
            let answer = answer.map(|(ticket, open)| (open.answered_at, *ticket));
            let next = [answer.map(|(at, _)| at), self.app.wake_at(self.now)].into_iter().flatten().min();
            let Some(next) = next.map(|next| next.max(self.now)).filter(|next| *next <= end) else { break };
            still = if next == self.now { still + 1 } else { 0 };
            assert!(still < 50, "the app is awake all the time");
            self.now = next;
            match answer.filter(|(at, _)| *at <= next) {
                Some((_, ticket)) => self.answers(ticket),
                None => self.happens(Event::Tick),
            }
        }
        self.now = end;
        self.happens(Event::Tick);
    }

    fn answers(&mut self, ticket: Ticket) {
        let Some(Open { shop, of_meum, .. }) = self.open.remove(&ticket) else { return };
        self.answered += 1;
        let number = self.records.keys().position(|id| *id == shop).unwrap();
        let real = self.shops[number];
        let event = if of_meum {
            let gone = Err(Problem::new(ProblemKind::MeumUnreachable));
            let result = if self.network { real.meum.answer() } else { gone };
            if result.as_ref().is_err_and(|problem| problem.kind == ProblemKind::MeumRateLimited) {
                self.pause = Some(self.now.after(Span::seconds(600)));
            }
            Event::StatusCame { ticket, result }
        } else {
            let gone = Err(Problem::new(ProblemKind::HostNotFound));
            let result = if self.network { real.place.answer(ticket.0) } else { gone };
            Event::ShopSeen { ticket, result }
        };
        self.tells(&shop, &event);
        let effects = self.app.update(event, self.now);
        self.does(effects);
        self.notes(&shop);
        self.looks(Some(&shop));
    }

    /// Counts what an answer was.
    fn tells(&mut self, shop: &ShopId, event: &Event) {
        let now = self.now;
        let told = self.told.get_mut(shop).unwrap();
        match event {
            Event::StatusCame { .. } => told.meum_at = Some(now),
            Event::ShopSeen { result: Ok(_), .. } => (told.failed, told.failed_at) = (0, None),
            Event::ShopSeen { result: Err(_), .. } => {
                told.failed += 1;
                told.failed_at.get_or_insert(now);
            }
            _ => {}
        }
    }

    /// The computer sleeps. What was in flight never comes.
    pub fn sleeps(&mut self, span: Span) {
        self.now = self.now.after(span);
        self.happens(Event::Woke);
        self.goes_on(Span::seconds(60));
    }

    /// The app is closed, and started again with what was stored. An answer that says nothing new is stored
    /// within five minutes, so the last five before an end may be missing from the strip.
    pub fn is_closed_for(&mut self, span: Span) {
        let stored = self.now.0 - Span::seconds(300).0;
        for seen in self.seen.values_mut() {
            seen.retain(|(_, piece), _| piece + Range::Day.piece().0 <= stored);
        }
        self.now = self.now.after(span);
        self.starts();
        self.goes_on(Span::seconds(60));
    }

    /// The clock is set. One that is set forward by more than a minute looks like a sleep.
    pub fn clock_jumps(&mut self, by: Span) {
        self.now = Timestamp(self.now.0 + by.0);
        self.pause = None;
        for open in self.open.values_mut() {
            open.answered_at = Timestamp(open.answered_at.0 + by.0);
        }
        for told in self.told.values_mut() {
            told.failed_at = told.failed_at.map(|at| Timestamp(at.0 + by.0));
            told.meum_at = told.meum_at.map(|at| Timestamp(at.0 + by.0));
        }
        self.happens(if by > Span::seconds(60) { Event::Woke } else { Event::Tick });
    }

    pub fn comes_to_front(&mut self, in_front: bool) {
        self.happens(Event::Focused(in_front));
    }

    pub fn opens(&mut self, shop: usize) {
        self.happens(Event::Asked(Intent::OpenShop { id: name(shop) }));
    }

    pub fn checks_now(&mut self) {
        self.happens(Event::Asked(Intent::CheckNow));
    }
}
