//! The loop: an event in, effects out, and a view to draw. One owner, one list of events.

mod closing;
mod removing;
mod starting;

use crate::effect::{Desktop, Effect, Keep, Practise, Settings};
use crate::event::Event;
use crate::health;
use crate::intent::{Intent, Notebook, Scenario};
use crate::links::{Link, gateway_page};
use crate::pause;
use crate::plain::clean_note;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Shop, ShopId, ShopRecord, Step};
use crate::shop_facts::HandOver;
use crate::ticket::{Ticket, TicketCounter};
use crate::time::Timestamp;
use crate::wizard::{self, Context, answers, checks, leaving};
use std::collections::BTreeMap;

pub use closing::AtStake;

/// What the shell tells the core once, at the start.
#[derive(Clone, Debug)]
pub struct About {
    /// The app's version.
    pub version: String,
    /// The operating system, for support.
    pub system: String,
    /// The practice shop's address and keys.
    pub notebook: Notebook,
}

/// Where the app as a whole stands.
#[derive(Debug)]
pub enum Lifecycle {
    /// What is stored is being read.
    Starting,
    /// It could not be read, or a start setting is refused: nothing else is done.
    Stuck(Box<Problem>),
    /// Running.
    Running,
}

/// The whole of the app's state.
#[derive(Debug)]
pub struct App {
    pub(crate) about: About,
    pub(crate) lifecycle: Lifecycle,
    pub(crate) shops: BTreeMap<ShopId, Shop>,
    pub(crate) settings: Settings,
    pub(crate) in_front: bool,
    pub(crate) notice: Option<Problem>,
    pub(crate) rev: u64,
    pub(crate) heard: u64,
    pub(crate) copied: u64,
    /// What was at stake when the merchant closed the window, which is open still.
    pub(crate) closing: Option<AtStake>,
    tickets: TicketCounter,
}

impl App {
    /// The app before anything has happened, and the first thing to do.
    pub fn new(about: About) -> (Self, Vec<Effect>) {
        let app = Self {
            about,
            lifecycle: Lifecycle::Starting,
            shops: BTreeMap::new(),
            settings: Settings::default(),
            in_front: true,
            notice: None,
            rev: 0,
            heard: 0,
            copied: 0,
            closing: None,
            tickets: TicketCounter::default(),
        };
        (app, vec![Effect::Keep(Keep::Load)])
    }

    /// The app that cannot start, for instance because a start setting is refused.
    pub fn stuck(about: About, problem: Problem) -> Self {
        let (mut app, _) = Self::new(about);
        app.lifecycle = Lifecycle::Stuck(Box::new(problem));
        app
    }

    /// Lets an event happen. What changed is stored before any other effect runs.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        let before: BTreeMap<ShopId, ShopRecord> =
            self.shops.iter().map(|(id, shop)| (id.clone(), shop.record.clone())).collect();
        let settings_before = self.settings.clone();
        let mut wanted = Vec::new();
        self.happen(event, now, &mut wanted);
        self.ask_what_is_due(now, &mut wanted);
        self.close_if_safe(&mut wanted);
        self.rev += 1;
        let mut effects = self.changes(&before, &settings_before);
        effects.extend(wanted);
        effects
    }

    /// The next moment the app wants a [`Event::Tick`].
    pub fn wake_at(&self, now: Timestamp) -> Option<Timestamp> {
        let shop = self.current()?;
        let pause = pause::until(&shop.record, now);
        let due = match shop.record.step {
            Step::Panel if leaving::pauses_panel(shop) => None,
            Step::Panel => shop.panel.wake_at(now, pause),
            _ => wizard::retry::wake_at(shop, pause),
        };
        due.into_iter().chain(pause).min()
    }

    /// Whether a shop lives in the practice world.
    pub fn is_practice(&self, id: &ShopId) -> bool {
        self.shops.get(id).is_some_and(|shop| shop.record.practice)
    }

    /// The moment of the connection that a shop's record has: which connect it came from.
    pub fn connected_at(&self, id: &ShopId) -> Option<Timestamp> {
        self.shops.get(id)?.record.connection.as_ref().map(|connection| connection.at)
    }

    /// The ending of the consumer key that a shop's record describes.
    pub fn keys_ending(&self, id: &ShopId) -> Option<String> {
        self.shops.get(id)?.record.keys.as_ref().map(|keys| keys.ending.clone())
    }

    /// How the Meum connection key begins that a shop's record describes.
    pub fn meum_key_prefix(&self, id: &ShopId) -> Option<String> {
        self.shops.get(id)?.record.meum_key.as_ref().map(|key| key.prefix.clone())
    }

    /// The shop on the screen.
    pub fn current(&self) -> Option<&Shop> {
        self.settings.current.as_ref().and_then(|id| self.shops.get(id))
    }

    fn changes(&self, before: &BTreeMap<ShopId, ShopRecord>, settings: &Settings) -> Vec<Effect> {
        let changed = |shop: &&Shop| before.get(&shop.record.id) != Some(&shop.record);
        let save = |shop: &Shop| Effect::Keep(Keep::Shop(Box::new(shop.record.clone())));
        let mut effects: Vec<Effect> = self.shops.values().filter(changed).map(save).collect();
        if matches!(self.lifecycle, Lifecycle::Running) && self.settings != *settings {
            effects.push(Effect::Keep(Keep::Settings(self.settings.clone())));
        }
        effects
    }

    fn ask_what_is_due(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let Some(shop) = self.settings.current.as_ref().and_then(|id| self.shops.get_mut(id)) else { return };
        let mut context = Context { now, tickets: &mut self.tickets, effects };
        wizard::retry::try_what_is_due(shop, &mut context);
        pause::end(shop, now);
        wizard::updates::look_if_due(shop, &mut context);
        health::ask_what_is_due(shop, &mut context);
    }

    fn happen(&mut self, event: Event, now: Timestamp, effects: &mut Vec<Effect>) {
        match event {
            Event::Loaded(result) => self.loaded(result, now, effects),
            Event::Asked(intent) => {
                self.heard += 1;
                self.asked(intent, now, effects);
            }
            Event::Tick => {}
            Event::CloseAsked => self.close(effects),
            Event::Focused(in_front) => self.focused(in_front, now),
            Event::SaveFailed(problem) | Event::DesktopFailed(problem) | Event::PracticeStarted(Err(problem)) => {
                self.notice = Some(problem);
            }
            Event::PracticeStarted(Ok(())) => {
                // Whatever else was said has nothing to do with it.
                self.notice = self.notice.take().filter(|notice| notice.kind != ProblemKind::PracticeFailed);
            }
            Event::Copied => self.copied += 1,
            Event::Checked { ticket, check, state, millis } => {
                if let Some((shop, _)) = self.waiting_for(ticket, now, effects) {
                    checks::note(&mut shop.checks, check, state, millis);
                }
            }
            Event::ShopFound { ticket, result } => {
                self.answer(ticket, now, effects, |shop, context| {
                    if !answers::tried(shop, ticket, &result, context) {
                        answers::found(shop, ticket, result, context.now);
                    }
                });
            }
            Event::KeysChecked { ticket, result } => {
                self.answer(ticket, now, effects, |shop, context| {
                    answers::keys_checked(shop, ticket, result, context.now);
                });
            }
            Event::MeumKeyKept { ticket, result } => {
                self.answer(ticket, now, effects, |shop, _| answers::kept(shop, ticket, result));
            }
            Event::ConnectEnded { ticket, outcome } => self.answer(ticket, now, effects, |shop, context| {
                answers::connect_ended(shop, ticket, outcome, context);
            }),
            Event::CredentialsKept { ticket, result } => {
                self.answer(ticket, now, effects, |shop, context| {
                    answers::credentials_kept(shop, ticket, result, context);
                });
            }
            Event::HandedOver { ticket, result } => {
                self.answer(ticket, now, effects, |shop, context| {
                    answers::handed_over(shop, ticket, result, context);
                });
            }
            Event::StatusCame { ticket, result } => self.status_came(ticket, result, now, effects),
            Event::Disconnected { ticket, result } => self.answer(ticket, now, effects, |shop, context| {
                answers::disconnected(shop, ticket, result, context);
            }),
            Event::CredentialsForgotten { ticket, result } => {
                self.answer(ticket, now, effects, |shop, _| answers::credentials_forgotten(shop, ticket, result));
            }
            Event::Forgotten { ticket, result } => self.forgotten(ticket, result, now, effects),
            Event::WebhookSeen { ticket, missing } => {
                let asked = self.shops.values_mut().find(|shop| shop.webhook_look.asked == Some(ticket));
                if let Some(shop) = asked {
                    wizard::updates::seen(shop, missing);
                }
            }
            Event::ShopSeen { ticket, result } => {
                let in_front = self.in_front;
                let asked = self.shops.values_mut().find(|shop| shop.panel.shop.asked == Some(ticket));
                if let Some(shop) = asked {
                    health::shop_seen(shop, result, now, in_front);
                }
            }
        }
    }

    /// The shop whose wizard waits for this ticket, if any still does.
    fn waiting_for<'a>(
        &'a mut self,
        ticket: Ticket,
        now: Timestamp,
        effects: &'a mut Vec<Effect>,
    ) -> Option<(&'a mut Shop, Context<'a>)> {
        let waits = |shop: &&mut Shop| {
            shop.memory.keeping == Some(ticket) || shop.doing.as_ref().is_some_and(|doing| doing.ticket == ticket)
        };
        let shop = self.shops.values_mut().find(waits)?;
        Some((shop, Context { now, tickets: &mut self.tickets, effects }))
    }

    fn answer(
        &mut self,
        ticket: Ticket,
        now: Timestamp,
        effects: &mut Vec<Effect>,
        take: impl FnOnce(&mut Shop, &mut Context<'_>),
    ) {
        if let Some((shop, mut context)) = self.waiting_for(ticket, now, effects) {
            take(shop, &mut context);
        }
    }

    fn status_came(
        &mut self,
        ticket: Ticket,
        result: Result<Box<crate::meum_facts::StatusFacts>, Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let in_front = self.in_front;
        if let Some(shop) = self.shops.values_mut().find(|shop| shop.panel.meum.asked == Some(ticket)) {
            health::status_came(shop, result, now, in_front);
        } else {
            self.answer(ticket, now, effects, |shop, context| answers::status_came(shop, ticket, result, context));
        }
    }

    fn focused(&mut self, in_front: bool, now: Timestamp) {
        let came_to_front = in_front && !self.in_front;
        self.in_front = in_front;
        let Some(shop) = self.settings.current.as_ref().and_then(|id| self.shops.get_mut(id)) else { return };
        let checked_at = shop.record.status.as_ref().map(|seen| seen.at);
        let fresh = checked_at.is_some_and(|at| at <= now && now.since(at) <= health::schedule::FRESH);
        if came_to_front {
            shop.panel.come_to_front(now, fresh);
            wizard::updates::come_to_front(shop);
        }
    }

    fn asked(&mut self, intent: Intent, now: Timestamp, effects: &mut Vec<Effect>) {
        if !matches!(self.lifecycle, Lifecycle::Running) {
            return self.start_again(&intent, effects);
        }
        // What was said before this press has been read.
        if !matches!(intent, Intent::TypeAddress { .. }) {
            self.notice = None;
            // Who goes on did not mean to close.
            self.closing.take_if(|closing| *closing == AtStake::OnlyHere);
        }
        match intent {
            Intent::ConnectShop => self.enter(false, now, effects),
            Intent::TryPractice => self.enter(true, now, effects),
            Intent::LeavePractice => self.leave_practice(effects),
            Intent::Practise { scenario } => self.practise(scenario, effects),
            Intent::Open { link } => self.open(link, effects),
            Intent::CopyNote { text } => effects.push(Effect::Desktop(Desktop::CopyNote(clean_note(&text)))),
            Intent::CheckNow => {
                if let Some(shop) = self.settings.current.as_ref().and_then(|id| self.shops.get_mut(id)) {
                    shop.panel.hurry();
                    let context = &mut Context { now, tickets: &mut self.tickets, effects };
                    wizard::hand_over::keep_what_memory_has(shop, context);
                }
            }
            other => {
                let Some(shop) = self.settings.current.as_ref().and_then(|id| self.shops.get_mut(id)) else { return };
                wizard::ask(shop, other, &mut Context { now, tickets: &mut self.tickets, effects });
            }
        }
    }

    /// Goes on with the shop of this kind that is there, or begins one.
    fn enter(&mut self, practice: bool, now: Timestamp, effects: &mut Vec<Effect>) {
        let on_welcome = self.current().is_none_or(|shop| shop.record.step == Step::Welcome);
        if !on_welcome {
            return;
        }
        let there = self.shops.values_mut().find(|shop| shop.record.practice == practice);
        let id = if let Some(shop) = there {
            if shop.record.step == Step::Welcome {
                wizard::go(shop, Step::YourShop);
            }
            shop.record.id.clone()
        } else {
            let record = ShopRecord::begun(now, practice);
            let id = record.id.clone();
            self.shops.insert(id.clone(), Shop::at_rest(record));
            id
        };
        self.settings.current = Some(id);
        if practice {
            effects.push(self.start_practice());
        }
    }

    fn start_practice(&self) -> Effect {
        let hand_over = self.current().map(|shop| shop.record.hand_over);
        let switched_on = match hand_over {
            Some(HandOver::Delivered { enabled, .. }) => enabled,
            Some(HandOver::ByHand { .. }) => true,
            Some(HandOver::Pending) | None => false,
        };
        Effect::Practise(Practise::Start { scenario: self.settings.scenario, switched_on })
    }

    fn practise(&mut self, scenario: Scenario, effects: &mut Vec<Effect>) {
        if !self.current().is_some_and(|shop| shop.record.practice) {
            return;
        }
        self.settings.scenario = scenario;
        effects.push(Effect::Practise(Practise::Imitate(scenario)));
        if let Some(shop) = self.settings.current.as_ref().and_then(|id| self.shops.get_mut(id)) {
            shop.panel.ask_afresh();
        }
    }

    fn open(&self, link: Link, effects: &mut Vec<Effect>) {
        let shop = self.current();
        let home = shop.and_then(wizard::address_in_use);
        let gateway = shop.and_then(|shop| shop.trouble.as_ref()?.about.gateway.as_deref());
        let own_page = home.as_ref().zip(gateway.filter(|_| link == Link::Gateway));
        let own_page = own_page.and_then(|(home, gateway)| gateway_page(home, gateway));
        if let Some(address) = own_page.or_else(|| link.address(home.as_ref())) {
            let practice = shop.is_some_and(|shop| shop.record.practice) && link.is_of_shop();
            effects.push(Effect::Desktop(Desktop::Open { address, practice }));
        }
    }
}
