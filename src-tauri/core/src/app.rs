//! The loop: an event in, effects out, and a view to draw. One owner, one list of events.

mod background;
mod bell;
mod briefs;
mod choosing;
mod closing;
mod deeds;
mod imitating;
mod keys;
mod last_time;
mod listing;
mod parting;
mod preferring;
mod remembering;
mod removing;
mod reporting;
mod ringing;
mod shops;
mod stake;
mod starting;
mod state;
mod stopping;
mod training;
mod watching;

use crate::asking::Context;
use crate::checklist;
use crate::effect::{Desktop, Effect, Keep};
use crate::event::Event;
use crate::history::Away;
use crate::intent::Intent;
use crate::links::{Link, gateway_page};
use crate::moves::go;
use crate::plain::clean_note;
use crate::problem::ProblemKind;
use crate::record::ShopRecord;
use crate::shop::{Shop, SignInLook};
use crate::step::Step;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::watch;
use crate::wizard::{self, approving, leaving};
use crate::zoom::ZoomChange;

use parting::Parting;
pub use stake::AtStake;
pub(crate) use state::Report;
pub use state::{About, App, Lifecycle, Opening, Page};

impl App {
    /// Lets an event happen. What changed is stored before any other effect runs.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        let settings_before = self.settings.clone();
        let before = std::mem::replace(&mut self.now, now);
        if now < before {
            self.shops.touch_all();
        }
        let mut wanted = Vec::new();
        self.awaited |= matches!(&event, Event::Asked(intent) if !intent.is_in_passing());
        if matches!(event, Event::Woke) {
            self.note_absence(Away::Asleep, before, now, &mut wanted);
        }
        self.note_deed(&event, now);
        self.happen(event, now, &mut wanted);
        self.end_training_outside_practice();
        self.share_pause(now);
        self.do_what_is_due(now, &mut wanted);
        self.end_recheck(now);
        self.remember(now, &mut wanted);
        self.ring(now, &mut wanted);
        self.close_if_safe(now, &mut wanted);
        self.count_stop();
        self.rev += 1;
        let mut effects: Vec<Effect> = self.shops.take_changes(now).into_iter().map(Effect::Keep).collect();
        if matches!(self.lifecycle, Lifecycle::Running) && self.settings != settings_before {
            effects.push(Effect::Keep(Keep::Settings(self.settings.clone())));
        }
        effects.extend(wanted);
        effects
    }

    fn happen(&mut self, event: Event, now: Timestamp, effects: &mut Vec<Effect>) {
        match event {
            Event::Loaded(result) => self.loaded(result, now, effects),
            Event::Asked(intent) => {
                self.heard += 1;
                self.asked(intent, now, effects);
            }
            Event::Tick => {}
            Event::Woke => self.woke(effects),
            Event::CloseAsked => self.close(now, effects),
            Event::QuitAsked => {
                self.parting = Parting::ForGood;
                self.close(now, effects);
            }
            Event::RoomAsked => self.make_room(effects),
            Event::CheckAll => self.check_all(),
            Event::Focused(in_front) => self.focused(in_front, now),
            Event::SaveFailed(problem) | Event::DesktopFailed(problem) => {
                if problem.kind == ProblemKind::WatchFailed {
                    self.parting = Parting::ForGood;
                }
                self.notice = Some(problem);
            }
            Event::PracticeStarted(Err(problem)) => {
                self.practice_down = true;
                self.notice = Some(problem);
            }
            Event::PracticeStarted(Ok(())) => {
                self.practice_down = false;
                // Whatever else was said has nothing to do with it.
                self.notice.take_if(|notice| notice.kind == ProblemKind::PracticeFailed);
            }
            Event::Opening(address) => self.opening = Some(Opening { address, at: now }),
            Event::Recalled { shop, history } => self.recalled(&shop, *history),
            Event::LocalTime(offset) => self.offset = offset,
            Event::NotificationOpened(subject) => self.notification_opened(&subject, effects),
            Event::LastTime(last) => self.learn_of_last_time(last),
            Event::DesktopCan(faculty, ability) => self.desktop_can(faculty, ability, effects),
            Event::LoginEntryGone => self.login_entry_gone(),
            Event::HistoryNotStored { what, passes } => self.history_not_stored(what, passes, now),
            Event::HistoryStored => self.history_stored(effects),
            Event::Copied => self.copied += 1,
            Event::ReportSaved(result) => self.report_saved(result),
            Event::Checked { ticket, check, state, millis } => {
                if let Some((shop, _)) = self.waiting_for(ticket, now, effects) {
                    checklist::note(&mut shop.stage.checks, check, state, millis);
                }
            }
            Event::ShopFound { ticket, result: Ok(found) } if self.opens_found(ticket, &found, effects) => {}
            Event::ShopFound { ticket, result } => {
                self.answer(ticket, now, effects, |shop, context| {
                    wizard::shop_found(shop, ticket, result, context);
                });
            }
            Event::KeysChecked { ticket, result } => self.keys_checked(ticket, result, now, effects),
            Event::ApprovalOpened { ticket, shown } => self.approval_opened(ticket, shown, now, effects),
            Event::Approved { ticket, result } => self.approved(ticket, result, now, effects),
            Event::ApprovalStray { twice } => self.stranger_called(twice),
            Event::ApprovalSkipped { ticket } => self.answer(ticket, now, effects, approving::skip_the_wait),
            Event::MeumKeyKept { ticket, result } => self.meum_key_kept(ticket, result, now, effects),
            Event::ConnectEnded { ticket, outcome } => self.answer(ticket, now, effects, |shop, context| {
                wizard::review::connect_ended(shop, ticket, outcome, context);
            }),
            Event::CredentialsKept { ticket, result } => {
                self.answer(ticket, now, effects, |shop, context| {
                    wizard::hand_over::credentials_kept(shop, ticket, result, context);
                });
            }
            Event::CredentialsSettled { ticket, result } => self.settled(ticket, result, now),
            Event::HandedOver { ticket, result } => {
                self.answer(ticket, now, effects, |shop, context| {
                    wizard::hand_over::handed_over(shop, ticket, result, context);
                });
            }
            Event::StatusCame { ticket, result } => self.status_came(ticket, result, now, effects),
            Event::Disconnected { ticket, result } => self.answer(ticket, now, effects, |shop, context| {
                leaving::disconnected(shop, ticket, result, context);
            }),
            Event::SwitchedOff { ticket, result } => {
                self.answer(ticket, now, effects, |shop, _| leaving::switched_off(shop, ticket, result));
            }
            Event::PluginSwitchedOn { ticket, result } => self.plugin_switched_on(ticket, result, now, effects),
            Event::PasswordRevoked { ticket, result } => self.password_revoked(ticket, result, now, effects),
            Event::CredentialsForgotten { ticket, result } => {
                self.answer(ticket, now, effects, |shop, _| leaving::credentials_forgotten(shop, ticket, result));
            }
            Event::Forgotten { ticket, result } => self.forgotten(ticket, result, now, effects),
            Event::WebhookSeen { ticket, way_in } => {
                let asks = |shop: &Shop| shop.stage.review().is_some_and(|review| review.look.asked == Some(ticket));
                if let Some(shop) = self.shops.touch_first(asks) {
                    wizard::updates::seen(shop, way_in);
                }
            }
            Event::SignInSeen { ticket, hidden } => {
                let asks = |shop: &Shop| shop.stage.sign_in == SignInLook::Asked(ticket);
                if let Some(shop) = self.shops.touch_first(asks) {
                    wizard::sign_in::seen(shop, hidden);
                }
            }
            Event::ShopSeen { ticket, result } => self.shop_seen(ticket, result, now, effects),
        }
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

    fn asked(&mut self, intent: Intent, now: Timestamp, effects: &mut Vec<Effect>) {
        match intent {
            // Both are the page's own: whatever is on the screen stays.
            Intent::Say { text } => effects.push(Effect::Desktop(Desktop::Say(clean_note(&text)))),
            Intent::Zoom { change } => self.zoom(change, effects),
            intent => self.pressed(intent, now, effects),
        }
    }

    fn zoom(&mut self, change: ZoomChange, effects: &mut Vec<Effect>) {
        self.settings.zoom = self.settings.zoom.changed(change);
        effects.push(Effect::Desktop(Desktop::Zoom(self.settings.zoom)));
    }

    fn pressed(&mut self, intent: Intent, now: Timestamp, effects: &mut Vec<Effect>) {
        if !matches!(self.lifecycle, Lifecycle::Running) {
            return self.pressed_without_notes(&intent, effects);
        }
        // What was said before this press has been read.
        if !matches!(intent, Intent::TypeAddress { .. }) {
            self.notice = None;
            self.opening.take_if(|_| !intent.is_in_passing() || matches!(intent, Intent::CloseNotice));
            // Who goes on did not mean to close.
            self.closing.take_if(|closing| *closing == AtStake::OnlyHere);
            if !matches!(intent, Intent::AnswerClosing { .. }) && !intent.is_in_passing() {
                self.stop_asking();
            }
        }
        self.start_practice_again(&intent, effects);
        self.leave_settings(&intent);
        match intent {
            Intent::ConnectShop => self.enter(false, now, effects),
            Intent::TryPractice => self.enter(true, now, effects),
            Intent::OpenShop { id } => self.open_shop(&id, effects),
            Intent::CheckAddress { text } if self.opens_typed(&text, effects) => {}
            Intent::AddShop => self.add_shop(now),
            Intent::SearchShops { text } => self.search_shops(&text),
            Intent::LeavePractice => self.leave_practice(effects),
            Intent::Practise { scenario } => self.practise(scenario, effects),
            Intent::Train { wish } => self.train(wish, now),
            Intent::Open { link } => self.open(link, effects),
            Intent::CopyPage { link } => {
                let page = self.page(link);
                effects
                    .extend(page.map(|(address, practice)| Effect::Desktop(Desktop::CopyPage { address, practice })));
            }
            Intent::CopyOpened => {
                let opened = self.opening.as_ref().map(|opening| opening.address.clone());
                effects.extend(opened.map(|address| Effect::Desktop(Desktop::CopyNote(address))));
            }
            Intent::AnswerClosing { answer } => self.answer_closing(answer, effects),
            // Every press has read what was said before it; this one does nothing else.
            Intent::CloseNotice | Intent::CloseSettings => {}
            Intent::OpenSettings => self.open_settings(),
            Intent::OpenLog => effects.push(Effect::Desktop(Desktop::OpenLog)),
            Intent::Prefer { choice } => self.prefer(choice, effects),
            Intent::CheckNow => self.of_current(now, effects, |shop, context| {
                shop.watch.hurry();
                shop.plugin_stays_off = false;
                watch::recheck::begin(shop, context.now);
                wizard::hand_over::keep_what_memory_has(shop, context);
            }),
            Intent::Report { wish } => self.report_asked(wish, effects),
            Intent::CopyNote { text } => effects.push(copy_note(&text)),
            // What is asked of a step counts only while no page is over it.
            _ if self.page.is_some() => {}
            // Exhaustive there: a new intent does not compile until the wizard has decided about it.
            of_shop => self.of_current(now, effects, |shop, context| wizard::ask(shop, of_shop, context)),
        }
    }

    /// What can be asked while the app has no notes yet, or could not read them.
    fn pressed_without_notes(&mut self, intent: &Intent, effects: &mut Vec<Effect>) {
        match intent {
            Intent::Report { wish } => self.report_asked(*wish, effects),
            Intent::CopyNote { text } => effects.push(copy_note(text)),
            other => self.start_again(other, effects),
        }
    }

    fn of_current(
        &mut self,
        now: Timestamp,
        effects: &mut Vec<Effect>,
        answer: impl FnOnce(&mut Shop, &mut Context<'_>),
    ) {
        let Some(shop) = self.settings.current.as_ref().and_then(|id| self.shops.touch(id)) else { return };
        answer(shop, &mut Context { now, tickets: &mut self.tickets, effects, notebook: &self.about.notebook });
    }

    /// A practice world that did not start is started by the next press, before what was asked of it.
    fn start_practice_again(&mut self, intent: &Intent, effects: &mut Vec<Effect>) {
        let leaves = matches!(intent, Intent::LeavePractice) || intent.is_in_passing();
        if self.practice_down && !leaves && self.current().is_some_and(|shop| shop.record.practice) {
            self.practice_down = false;
            effects.push(self.start_practice());
        }
    }

    /// Goes on with the shop of this kind that is there, or begins one.
    fn enter(&mut self, practice: bool, now: Timestamp, effects: &mut Vec<Effect>) {
        let on_welcome = self.current().is_none_or(|shop| shop.record.step == Step::Welcome);
        if !on_welcome {
            return;
        }
        let there = self.shops.touch_first(|shop| shop.record.practice == practice);
        let id = if let Some(shop) = there {
            if shop.record.step == Step::Welcome {
                go(shop, Step::YourShop);
            }
            shop.record.id.clone()
        } else {
            let shop = Shop::at_rest(ShopRecord::begun(now, practice));
            let id = shop.record.id.clone();
            self.shops.insert(shop);
            id
        };
        self.settings.current = Some(id);
        if practice {
            effects.push(self.start_practice());
        }
    }

    fn open(&self, link: Link, effects: &mut Vec<Effect>) {
        let page = self.page(link);
        effects.extend(page.map(|(address, practice)| Effect::Desktop(Desktop::Open { address, practice })));
    }

    /// A page's address, and whether it is of the practice shop; `None` while no shop is known.
    fn page(&self, link: Link) -> Option<(String, bool)> {
        let shop = self.current();
        let home = shop.and_then(wizard::address_in_use);
        let found = shop.and_then(|shop| shop.record.found.as_ref()).filter(|found| Some(&found.home) == home.as_ref());
        let site = found.and_then(|found| found.site.as_ref());
        let gateway = shop.and_then(|shop| shop.stage.trouble.as_ref()?.about.gateway.as_deref());
        let own_page = match (&home, gateway) {
            (Some(home), Some(gateway)) if link == Link::Gateway => gateway_page(site.unwrap_or(home), gateway),
            _ => None,
        };
        let practice = shop.is_some_and(|shop| shop.record.practice) && link.is_of_shop();
        own_page.or_else(|| link.address_at(home.as_ref(), site)).map(|address| (address, practice))
    }
}

fn copy_note(text: &str) -> Effect {
    Effect::Desktop(Desktop::CopyNote(clean_note(text)))
}
