//! Some connected shops that are watched from behind, and a desktop that shows what it is told to.

use super::{MORNING, Story, about, problem, sight, status};
use connect_core::alarms::{Notification, Subject};
use connect_core::app::App;
use connect_core::effect::{Desktop, Effect, Keep, Question, Settings};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::message::{Arg, Slot};
use connect_core::meum_facts::StatusFacts;
use connect_core::observed::Observed;
use connect_core::preferences::{Preference, QuietHours};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::{ShopId, ShopRecord};
use connect_core::shop_facts::ShopSight;
use connect_core::ticket::Ticket;
use connect_core::time::{LocalOffset, Span, Timestamp};
use connect_core::watch::confirming::needs_second_look;
use std::collections::BTreeMap;

/// From ten in the evening until seven.
pub const QUIET: Option<QuietHours> = QuietHours::between(22 * 60, 7 * 60);

type Sight = Result<ShopSight, ProblemKind>;
type Said = Result<StatusFacts, ProblemKind>;

/// A question that waits for its answer: of which shop, and whether it is to Meum.
#[derive(Clone, Copy)]
struct Open {
    ticket: Ticket,
    shop: usize,
    of_meum: bool,
}

pub struct Bell {
    pub story: Story,
    shops: Vec<(Sight, Said)>,
    open: Vec<Open>,
    heard: Vec<(&'static str, Subject)>,
    desktop: BTreeMap<Subject, bool>,
    answered: BTreeMap<(usize, bool), Vec<Option<ProblemKind>>>,
    told: BTreeMap<(Subject, &'static str), usize>,
    stored: BTreeMap<ShopId, (ShopRecord, Observed)>,
    settings: Settings,
}

impl Bell {
    /// So many shops, all well, and the window left.
    pub fn of(count: usize) -> Self {
        let record = Story::at_panel(true).app.current().unwrap().record.clone();
        let records = (0..count).map(|number| ShopRecord { id: id(number), ..record.clone() });
        let mut bell = Self {
            story: Story { now: MORNING, ..Story::starting() },
            shops: vec![(Ok(sight()), Ok(status(true))); count],
            open: Vec::new(),
            heard: Vec::new(),
            desktop: BTreeMap::new(),
            answered: BTreeMap::new(),
            told: BTreeMap::new(),
            stored: records.map(|record| (record.id.clone(), (record, Observed::default()))).collect(),
            settings: Settings { current: Some(id(0)), ..Settings::default() },
        };
        bell.restarts(Span::seconds(1));
        bell.focuses(false);
        bell.waits(Span::seconds(600));
        assert_eq!(bell.heard(), []);
        bell
    }

    /// What a look at this shop shows from now on.
    pub fn shop_is(&mut self, number: usize, seen: Sight) {
        self.shops[number].0 = seen;
    }

    /// What Meum says of this shop from now on.
    pub fn meum_is(&mut self, number: usize, said: Said) {
        self.shops[number].1 = said;
    }

    pub fn focuses(&mut self, in_front: bool) {
        self.happens(Event::Focused(in_front));
        self.answers();
    }

    pub fn prefers(&mut self, choice: Preference) {
        self.happens(Event::Asked(Intent::Prefer { choice }));
    }

    /// What was told since this was asked last: the name of its title, and what it is about.
    pub fn heard(&mut self) -> Vec<(&'static str, Subject)> {
        std::mem::take(&mut self.heard)
    }

    /// What the desktop shows.
    pub fn on_desktop(&self) -> Vec<Subject> {
        self.desktop.keys().cloned().collect()
    }

    /// What the desktop shows that says that something is wrong.
    pub fn wrong_on_desktop(&self) -> Vec<Subject> {
        self.desktop.iter().filter(|(_, wrong)| **wrong).map(|(subject, _)| subject.clone()).collect()
    }

    pub fn happens(&mut self, event: Event) {
        self.story.happens(event);
        for effect in &self.story.effects {
            if let Effect::Desktop(Desktop::Notify(told)) = effect {
                keeps_the_rules(told, &self.answered, &mut self.told);
            }
        }
        for effect in &self.story.effects {
            match effect {
                Effect::Ask { ticket, shop, question } => {
                    let Some(shop) = (0..self.shops.len()).find(|number| id(*number) == *shop) else { continue };
                    let of_meum = matches!(question, Question::Status(_));
                    if of_meum || matches!(question, Question::Look { .. }) {
                        self.open.push(Open { ticket: *ticket, shop, of_meum });
                    }
                }
                Effect::Desktop(Desktop::Notify(told)) => {
                    self.heard.push((told.title.key.name(), told.subject.clone()));
                    self.desktop.insert(told.subject.clone(), told.wrong);
                }
                Effect::Desktop(Desktop::Withdraw(subject)) => drop(self.desktop.remove(subject)),
                Effect::Keep(Keep::Settings(settings)) => self.settings = settings.clone(),
                Effect::Keep(Keep::Shop(record, observed)) => {
                    let before = self.stored.remove(&record.id).map(|(_, observed)| observed);
                    let observed = observed.as_deref().cloned().or(before).unwrap_or_default();
                    self.stored.insert(record.id.clone(), ((**record).clone(), observed));
                }
                Effect::Keep(Keep::Observed(shop, observed)) => {
                    if let Some(stored) = self.stored.get_mut(shop) {
                        stored.1 = (**observed).clone();
                    }
                }
                Effect::Keep(Keep::Forget(shop)) => drop(self.stored.remove(shop)),
                _ => {}
            }
        }
    }

    /// Everybody who is asked answers, once.
    pub fn answers(&mut self) {
        for Open { ticket, shop, of_meum } in std::mem::take(&mut self.open) {
            let (seen, said) = self.shops[shop].clone();
            let kind = if of_meum { said.as_ref().err() } else { seen.as_ref().err() };
            self.answered.entry((shop, of_meum)).or_default().push(kind.copied());
            let failed = |kind| Problem { at: Some(self.story.now), ..without_wait(kind) };
            let event = if of_meum {
                Event::StatusCame { ticket, result: said.map(Box::new).map_err(failed) }
            } else {
                Event::ShopSeen { ticket, result: seen.map(Box::new).map_err(failed) }
            };
            self.happens(event);
        }
    }

    /// The first shop is looked at now, once.
    pub fn looks_once(&mut self) {
        self.happens(Event::Asked(Intent::CheckNow));
        self.answers();
    }

    /// Every shop is brought to the screen, which asks whatever waits for the merchant.
    pub fn opens_and_checks_all(&mut self) {
        for number in 0..self.shops.len() {
            self.happens(Event::Asked(Intent::OpenShop { id: id(number) }));
            self.answers();
        }
    }

    /// Time goes by, in which whoever is asked answers.
    pub fn waits(&mut self, span: Span) {
        let end = self.story.now.after(span);
        loop {
            while !self.open.is_empty() {
                self.answers();
            }
            let due = self.story.app.wake_at(self.story.now).unwrap_or(end).max(self.story.now);
            if due >= end {
                break;
            }
            self.story.now = due;
            self.happens(Event::Tick);
        }
        self.story.now = self.story.now.max(end);
        self.happens(Event::Tick);
        while !self.open.is_empty() {
            self.answers();
        }
    }

    /// Time goes by until this minute of the day, where noon is noon in London.
    pub fn goes_to_minute(&mut self, minute: u16) {
        let now = LocalOffset::default().minute_of_day(self.story.now);
        let then: Timestamp = self.story.now.minutes_on((minute + 24 * 60 - now) % (24 * 60));
        self.waits(then.since(self.story.now));
    }

    /// The app ends and starts again with what it stored. What the desktop shows stays there.
    pub fn restarts(&mut self, away: Span) {
        let mut loaded = Loaded { settings: self.settings.clone(), ..Loaded::default() };
        for (record, observed) in self.stored.values() {
            loaded.shops.push(record.clone());
            loaded.observed.insert(record.id.clone(), observed.clone());
        }
        self.open.clear();
        self.story.now = self.story.now.after(away);
        (self.story.app, self.story.effects) = App::new(about());
        self.happens(Event::Focused(false));
        self.happens(Event::Loaded(Ok(Box::new(loaded))));
    }
}

/// An alarm comes after two failed answers in a row, where one alone may pass; and the same comes again only
/// after an answer that was well.
fn keeps_the_rules(
    told: &Notification,
    answered: &BTreeMap<(usize, bool), Vec<Option<ProblemKind>>>,
    before: &mut BTreeMap<(Subject, &'static str), usize>,
) {
    let Subject::Shop(shop) = &told.subject else { return };
    let Some(Arg::Message(what)) = told.body.args.get(&Slot::What) else { return };
    let kind = ProblemKind::ALL.iter().copied().find(|kind| kind.texts().title == what.key);
    let number = (0..9).find(|number| id(*number) == *shop).unwrap();
    let of = |of_meum| answered.get(&(number, of_meum)).map(Vec::as_slice).unwrap_or_default();
    if kind.is_some_and(needs_second_look) {
        let fails =
            |answers: &[Option<ProblemKind>]| answers.len() > 1 && answers.iter().rev().take(2).all(Option::is_some);
        assert!(fails(of(true)) || fails(of(false)), "{kind:?} of {shop:?} after a single failed look");
    }
    let well = |of_meum| of(of_meum).iter().filter(|answer| answer.is_none()).count();
    let count = well(true) + well(false);
    let last = before.insert((told.subject.clone(), what.key.name()), count);
    assert!(last.is_none_or(|last| last < count), "{kind:?} of {shop:?} is told twice");
}

/// A shop by its number.
pub fn id(number: usize) -> ShopId {
    ShopId::stored(format!("shop-{number}"))
}

/// A problem for which no server names a time to wait.
fn without_wait(kind: ProblemKind) -> Problem {
    let mut problem = problem(kind);
    problem.about.seconds = None;
    problem
}
