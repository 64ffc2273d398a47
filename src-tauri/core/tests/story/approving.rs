//! Stories of approving in WordPress.

use super::{Story, answers, key_facts, plugin, problem, sight, status, text};
use connect_core::check::{Check, CheckState};
use connect_core::event::Event;
use connect_core::intent::{ApprovalWish, Intent};
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::{KeyFacts, KnownBy, PluginFacts, ShopSight, WayIn};

impl Story {
    /// At the keys of a shop that lets the app be approved.
    pub fn at_offer() -> Self {
        let mut story = Self::at_your_shop();
        story.finds(answers::found_offering()).asks(Intent::Continue);
        story
    }

    /// The approval page of such a shop is open in the browser.
    pub fn approving() -> Self {
        let mut story = Self::at_offer();
        story.asks(Intent::Approve { wish: ApprovalWish::Begin });
        let ticket = story.ticket();
        story.happens(Event::ApprovalOpened { ticket, shown: true });
        story
    }

    /// The same shop, once anna's approval has passed its check.
    pub fn approved() -> Self {
        let mut story = Self::approving();
        let ticket = story.answers_approval(Ok(())).ticket();
        for check in [Check::KeysAccepted, Check::MayRead, Check::MayChange, Check::KeysKept] {
            story.checked(check, CheckState::Passed, 61);
        }
        let facts = KeyFacts { known_by: KnownBy::User(text("anna")), ..key_facts(true) };
        story.happens(Event::KeysChecked { ticket, result: Ok(Box::new(facts)) });
        story
    }

    /// At the hand-over of a shop that was entered with these keys.
    pub fn at_hand_over_with(facts: KeyFacts) -> Self {
        let mut story = Self::at_keys();
        story.keys_teach(facts).asks(Intent::Continue);
        story.keeps_meum_key().way_in_seen(WayIn::Open).connects(true);
        story
    }

    /// The same, connected, with the plugin off: its look at the shop says so.
    pub fn with_plugin_off() -> Self {
        let mut story = Self::at_panel(true);
        let facts = KeyFacts { known_by: KnownBy::User(text("anna")), ..key_facts(true) };
        story.asks(Intent::ReplaceKeys).keys_teach(facts).asks(Intent::Continue);
        let plugin = Some(PluginFacts { active: false, ..plugin() });
        let way_in = WayIn::Missing(answers::webhook_missing());
        let off = ShopSight { plugin, gateway_enabled: None, way_in, ..sight() };
        story.meum_answers(Ok(status(true))).shop_answers(Ok(off));
        story
    }

    /// The application password was deleted in WordPress, or was not.
    pub fn password_revoked(&mut self, result: Result<(), ProblemKind>) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::PasswordRevoked { ticket, result: result.map_err(problem) })
    }

    /// The plugin was switched on, or was not.
    pub fn plugin_switched_on(&mut self, result: Result<(), ProblemKind>) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::PluginSwitchedOn { ticket, result: result.map_err(problem) })
    }

    /// That page was answered.
    pub fn answers_approval(&mut self, result: Result<(), ProblemKind>) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::Approved { ticket, result: result.map_err(problem) })
    }
}
