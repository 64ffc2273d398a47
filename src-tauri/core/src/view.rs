//! What the UI draws: everything decided, nothing secret. A view is a projection of the state;
//! the UI keeps none of its own but what is being typed.

mod connecting;
mod ended;
mod first;
mod hand_over;
mod history;
mod leaving;
mod lines;
mod main_button;
mod moving;
mod offers;
mod panel;
mod rail;
mod screen;
mod settings;
mod shop_keys;
mod shops;
mod status_field;
mod step;
mod support;
mod training;
mod tray;
mod under_way;
mod unlocking;
mod watch_on;
mod webhook;
mod why;
mod wizard;

use crate::app::{App, AtStake, Opening};
use crate::language::Language;
use crate::plain::PlainText;
use crate::practice::Notebook;
use crate::problem::Problem;
use crate::scenario::Scenario;
use crate::shop::Shop;
use crate::snapshot::sales;
use crate::words::Place;
use serde::Serialize;
use ts_rs::TS;

pub use crate::words::ProblemView;
pub use ended::{EndedView, TodoView};
pub use history::{HistoryView, LineStripView, StripView, TroubleView};
pub use leaving::{DisconnectView, ForgetView, Removed, RevokeView};
pub use lines::LineView;
pub use main_button::MainButton;
pub use moving::MoveView;
pub use offers::Offer;
pub use panel::{IdentityView, PanelView, PayoutView, StatusFieldView, VersionsView};
pub use rail::{RailState, RailStep};
pub use screen::Screen;
pub use settings::{BackgroundView, CanView, LanguageView, LogView, NotificationsView, SettingsView};
pub use shops::{ShopEntry, ShopsView};
pub use status_field::StatusField;
pub use step::{
    AddressView, ApprovalView, FoundView, HeldView, KeysView, LostAnswerView, RefusedView, StepView, WarningView,
    WebhookView,
};
pub use support::SupportView;
pub use training::{MarkedView, RoundView, TallyView, TrainingView, VerdictView};
pub use tray::{TrayShop, TrayView};
pub use under_way::{CheckView, DoingView};
pub use unlocking::UnlockView;
pub use watch_on::WatchOnView;
pub use wizard::WizardView;

/// The whole window.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct View {
    /// Rises with every change; an older view never replaces a newer one.
    pub rev: u64,
    /// How many intents were heard: who asked for something can tell its outcome from what was
    /// there before.
    pub heard: u64,
    /// How many times something that was asked for has ended in the problem on the screen: the
    /// cursor goes where it can be mended.
    pub stopped: u64,
    /// How many times something was put on the clipboard.
    pub copied: u64,
    /// What fills the window.
    pub screen: Screen,
    /// The list of shops, where there is more than one.
    pub shops: Option<ShopsView>,
    /// Set while the practice shop is on the screen.
    pub practice: Option<PracticeView>,
    /// Support training, over whatever else there is.
    pub training: Option<TrainingView>,
    /// The page that a button has just opened: nobody tells the app whether a browser came.
    pub opening: Option<Opening>,
    /// Where a start setting says that Meum is; unset while Meum is where it always is, and in practice,
    /// where keys go nowhere else.
    pub meum_at: Option<PlainText>,
    /// A problem of the app itself (its notes could not be saved, the clipboard failed).
    pub notice: Option<ProblemView>,
    /// What would be lost if the app ended now: the window stays open for it.
    pub at_stake: Option<AtStake>,
    /// The merchant has closed the window, and it is open because of this.
    pub closing: Option<AtStake>,
    /// Closing waits for the password store's proof. The window's frame needs to know it, the page does
    /// not.
    #[serde(skip)]
    #[ts(skip)]
    pub unsettled: bool,
    /// What support finds on every picture.
    pub support: SupportView,
    /// The window was closed with a shop to watch: the page asks whether the app shall watch on.
    pub watch_on: Option<WatchOnView>,
    /// The one button that is drawn as the one to press.
    pub main: MainButton,
    /// The window's frame asks the core before it closes.
    #[serde(skip)]
    #[ts(skip)]
    pub hears_of_closing: bool,
    /// What the icon beside the clock shows.
    #[serde(skip)]
    #[ts(skip)]
    pub tray: Option<TrayView>,
    /// The language of the page, the notifications and the icon.
    pub language: Language,
    /// The language of the shop's administration, where it is known: its menus have other names there.
    pub shop_language: Option<Language>,
    /// The app's version.
    pub version: String,
    /// The operating system.
    pub system: String,
}

/// The practice ribbon and drawer.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PracticeView {
    /// What is going on.
    pub scenario: Scenario,
    /// What can be filled in.
    pub notebook: Notebook,
}

impl App {
    /// The language that the merchant has chosen, or the computer's.
    pub fn language(&self) -> Language {
        self.settings.preferences.language.unwrap_or(self.about.language)
    }

    /// The problem of the app itself, unless the screen has a card of it.
    fn notice_on(&self, screen: &Screen) -> Option<&Problem> {
        self.notice.as_ref().filter(|notice| screen.card() != Some(notice.kind))
    }

    /// The button to press: of what lies on top.
    fn main_button(&self, screen: &Screen, shows_report: bool) -> MainButton {
        if self.asks_to_watch_on() {
            MainButton::Question
        } else if self.training.is_some() {
            MainButton::Training
        } else if shows_report {
            MainButton::Report
        } else {
            main_button::of(screen)
        }
    }

    /// The view of the present state.
    pub fn view(&self) -> View {
        let practice = self
            .current()
            .filter(|shop| shop.record.practice)
            .map(|_| PracticeView { scenario: self.settings.scenario, notebook: self.about.notebook.clone() });
        let meum_at = self.about.meum_at.clone().filter(|_| practice.is_none());
        let mut screen = Screen::of(self);
        if let Screen::Panel(panel) = &mut screen {
            panel.identity.meum_at.clone_from(&meum_at);
            panel.history.gap = self.history_gap;
        }
        // The page after disconnecting says it above its cards.
        let says_it = matches!(screen, Screen::Ended(_));
        for card in screen.cards().into_iter().filter(|card| !says_it && card.sales.is_none()) {
            card.sales = Some(sales::of_a_card(card, self.current(), self.now));
        }
        let notice = self.notice_on(&screen).map(|notice| {
            let card = ProblemView::of(notice, Place::Notice);
            ProblemView { sales: Some(sales::of_a_card(&card, self.current(), self.now)), ..card }
        });
        let support = support::view(self, &mut screen, notice.as_ref());
        let main = self.main_button(&screen, support.told.is_some());
        View {
            rev: self.rev,
            heard: self.heard,
            stopped: self.stopped,
            copied: self.copied,
            shops: shops::view(self),
            meum_at,
            training: self.training.as_ref().and_then(training::view),
            practice,
            support,
            main,
            notice,
            screen,
            opening: self.opening.clone(),
            at_stake: self.at_stake(),
            closing: self.closing,
            unsettled: self.is_unsettled(),
            watch_on: self.asks_to_watch_on().then(|| WatchOnView::of(self)),
            hears_of_closing: self.hears_of_closing(),
            tray: tray::view(self),
            language: self.language(),
            shop_language: self.current().and_then(Shop::language),
            version: self.about.version.clone(),
            system: self.about.system.clone(),
        }
    }
}
