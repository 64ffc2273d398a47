//! A story told to the core: intents in, effects looked at, answers given back by their tickets.

pub mod answers;
mod approving;
pub mod bell;
mod finding;
pub mod leaving;
pub mod lost;
mod settling;
mod starts;

pub use answers::{sight, status};
use connect_core::api_root::ApiRoot;
use connect_core::app::{About, App};
use connect_core::approval::Offer;
use connect_core::check::{Check, CheckState};
use connect_core::effect::{Effect, Question};
use connect_core::event::Event;
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::language::Language;
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, NewConnection, PendingMeumKey, StatusFacts};
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop_facts::{
    Delivery, ForShoppers, FoundShop, KeyFacts, KnownBy, PluginFacts, ShopSight, SignIn, WayIn,
};
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::ticket::Ticket;
use connect_core::time::{Span, Timestamp};
use connect_core::view::View;
use std::collections::BTreeMap;

pub const KEY: &str = "ck_00112233445566778899aabbccddeeff00112233";
pub const SECRET: &str = "cs_ffeeddccbbaa99887766554433221100ffeeddcc";
pub const MEUM_KEY: &str = "sk_live_7h3c0nn3ct10nk3y";
pub const SHOP: &str = "https://corner-shop.example";

/// 2026-03-02T09:00:00Z
pub const MORNING: Timestamp = Timestamp(1_772_442_000_000);

pub struct Story {
    pub app: App,
    pub now: Timestamp,
    pub effects: Vec<Effect>,
}

pub fn text(text: &str) -> PlainText {
    PlainText::from_outside(text).unwrap()
}

pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub fn about() -> About {
    About {
        version: "0.1.0".to_owned(),
        system: "Debian GNU/Linux 12".to_owned(),
        language: Language::English,
        notebook: answers::notebook(),
        meum_at: None,
    }
}

impl Story {
    pub fn first_start() -> Self {
        let mut story = Self::starting();
        story.happens(Event::Loaded(Ok(Box::default())));
        story
    }

    /// Starting on a system where the watch ends with the window.
    pub fn starting() -> Self {
        let mut story = Self::starting_anywhere();
        let effects = std::mem::take(&mut story.effects);
        story.app.update(Event::DesktopCan(Faculty::Background, Ability::No(Lack::NoProgram)), story.now);
        Self { effects, ..story }
    }

    /// Starting where nobody has said yet whether the watch can go on without the window.
    pub fn starting_anywhere() -> Self {
        let (app, effects) = App::new(about());
        Self { app, now: MORNING, effects }
    }

    pub fn happens(&mut self, event: Event) -> &mut Self {
        self.now = self.now.after(Span(250));
        self.effects = self.app.update(event, self.now);
        self
    }

    pub fn asks(&mut self, intent: Intent) -> &mut Self {
        self.happens(Event::Asked(intent))
    }

    pub fn view(&self) -> View {
        self.app.view()
    }

    /// The ticket of the wizard's question, or of the panel's to Meum, or to the shop.
    pub fn ticket(&self) -> Ticket {
        let doing = self.app.current().and_then(|shop| shop.doing.as_ref());
        doing.expect("something is under way").ticket
    }

    pub fn checked(&mut self, check: Check, state: CheckState, millis: u32) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::Checked { ticket, check, state, millis: Some(millis) })
    }

    pub fn sends_keys(&mut self) -> &mut Self {
        let (key, its_secret) = self.pair();
        self.asks(Intent::CheckKeys { key: secret(&key), secret: secret(&its_secret) })
    }

    pub fn keys_pass(&mut self, may_write: bool) -> &mut Self {
        self.keys_teach(key_facts(may_write))
    }

    pub fn keys_teach(&mut self, facts: KeyFacts) -> &mut Self {
        self.sends_keys();
        for check in [Check::KeysAccepted, Check::MayRead, Check::MayChange, Check::KeysKept] {
            self.checked(check, CheckState::Passed, 61);
        }
        let ticket = self.ticket();
        self.happens(Event::KeysChecked { ticket, result: Ok(Box::new(facts)) })
    }

    pub fn keys_fail(&mut self, kind: ProblemKind) -> &mut Self {
        self.keys_fail_after(&[], kind)
    }

    /// The same after these checks had passed.
    pub fn keys_fail_after(&mut self, passed: &[Check], kind: ProblemKind) -> &mut Self {
        self.sends_keys();
        for check in passed {
            self.checked(*check, CheckState::Passed, 61);
        }
        let order = [Check::KeysAccepted, Check::MayRead, Check::MayChange];
        self.checked(order[passed.len()], CheckState::Running, 0);
        let ticket = self.ticket();
        self.happens(Event::KeysChecked { ticket, result: Err(problem(kind)) })
    }

    pub fn keeps_meum_key(&mut self) -> &mut Self {
        let key = self.meum_key();
        self.asks(Intent::KeepMeumKey { key: secret(&key) });
        let (ticket, entered_at) = (self.ticket(), self.now);
        let kept =
            PendingMeumKey { prefix: "sk_live_7h3c".to_owned(), entered_at, expires_at: None, kept: Kept::Vault };
        self.happens(Event::MeumKeyKept { ticket, result: Ok(kept) })
    }

    /// The chosen address for payment updates answers the look that is under way.
    pub fn way_in_seen(&mut self, way_in: WayIn) -> &mut Self {
        let review = self.app.current().and_then(|shop| shop.stage.review());
        let ticket = review.and_then(|review| review.look.asked).expect("a look is under way");
        self.happens(Event::WebhookSeen { ticket, way_in })
    }

    /// Presses *Connect* on a shop that Meum does not know yet.
    pub fn presses_connect(&mut self) -> &mut Self {
        self.asks(Intent::Connect { replace: false });
        let ticket = self.ticket();
        self.happens(Event::StatusCame { ticket, result: Ok(Box::new(unknown_shop())) })
    }

    /// Hears that the shop is connected already, and connects with the merchant's word.
    pub fn presses_connect_again(&mut self) -> &mut Self {
        self.presses_once();
        let ticket = self.ticket();
        self.happens(Event::StatusCame { ticket, result: Ok(Box::new(status(true))) });
        self.asks(Intent::Connect { replace: true })
    }

    pub fn connects(&mut self, payout_configured: bool) -> &mut Self {
        self.presses_connect();
        for check in [Check::VaultReady, Check::MeumAnswered, Check::CredentialsKept] {
            self.checked(check, CheckState::Passed, 24);
        }
        let outcome = ConnectOutcome::Connected(Box::new(NewConnection {
            facts: connect_facts(payout_configured),
            at: self.now,
            kept: Kept::Vault,
        }));
        self.connect_ends(outcome)
    }

    /// Connects to a Meum that says nothing of payouts.
    pub fn connects_silently(&mut self) -> &mut Self {
        self.connects_with(ConnectFacts { payout_configured: None, warning: None, ..connect_facts(true) })
    }

    /// Connects to a Meum that answers this.
    pub fn connects_with(&mut self, facts: ConnectFacts) -> &mut Self {
        self.presses_connect();
        let connection = NewConnection { facts, at: self.now, kept: Kept::Vault };
        self.connect_ends(ConnectOutcome::Connected(Box::new(connection)))
    }

    pub fn connect_ends(&mut self, outcome: ConnectOutcome) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::ConnectEnded { ticket, outcome })
    }

    pub fn hands_over(&mut self, enabled: bool) -> &mut Self {
        self.asks(Intent::HandOver { switch_on: enabled });
        for check in [Check::SettingsFound, Check::Written, Check::ReadBack] {
            self.checked(check, CheckState::Passed, 71);
        }
        let ticket = self.ticket();
        self.happens(Event::HandedOver { ticket, result: Ok(Delivery { enabled }) })
    }

    /// At the step *Your shop* of a new live shop.
    pub fn at_your_shop() -> Self {
        let mut story = Self::first_start();
        story.asks(Intent::ConnectShop);
        story
    }

    pub fn at_keys() -> Self {
        let mut story = Self::at_your_shop();
        story.finds_shop().asks(Intent::Continue);
        story
    }

    pub fn at_meum_key() -> Self {
        let mut story = Self::at_keys();
        story.keys_pass(true).asks(Intent::Continue);
        story
    }

    pub fn at_review() -> Self {
        let mut story = Self::at_meum_key();
        story.keeps_meum_key().way_in_seen(WayIn::Open);
        story
    }

    pub fn at_hand_over(payout_configured: bool) -> Self {
        let mut story = Self::at_review();
        story.connects(payout_configured);
        story
    }

    pub fn at_panel(payout_configured: bool) -> Self {
        let mut story = Self::at_hand_over(payout_configured);
        story.hands_over(true).asks(Intent::Continue);
        story
    }

    pub fn meum_answers(&mut self, result: Result<StatusFacts, ProblemKind>) -> &mut Self {
        let ticket = self.app.current().and_then(|shop| shop.watch.meum.asked).expect("Meum is asked");
        self.happens(Event::StatusCame { ticket, result: result.map(Box::new).map_err(problem) })
    }

    pub fn shop_answers(&mut self, result: Result<ShopSight, ProblemKind>) -> &mut Self {
        let ticket = self.app.current().and_then(|shop| shop.watch.shop.asked).expect("the shop is asked");
        self.happens(Event::ShopSeen { ticket, result: result.map(Box::new).map_err(problem) })
    }
}

pub fn problem(kind: ProblemKind) -> Problem {
    let mut problem = Problem::new(kind).of("corner-shop.example");
    if let Some(line) = line_of(kind) {
        problem = problem.with_technical(&line);
    }
    problem.about.seconds = Some(30);
    problem.at = Some(MORNING);
    problem
}

/// The technical line that the handbook has for a code, as far as it is one of its kind.
fn line_of(kind: ProblemKind) -> Option<String> {
    let texts: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../../ui/messages/handbook/en.json")).unwrap();
    let text = texts.get(&format!("{}_line", kind.code()))?;
    let example = text.split('`').skip(1).step_by(2).find(|it| !it.starts_with('…'))?;
    Some(example.replace("corner-shop.com", "corner-shop.example"))
}

pub fn found() -> FoundShop {
    let home = StoreUrl::parse(SHOP).unwrap();
    FoundShop {
        asked: home.clone(),
        home_written: Some(SHOP.to_owned()),
        root: ApiRoot::pretty(&home),
        home,
        site: None,
        name: Some(text("The Corner Shop")),
        plugin_route: true,
        index_hidden: false,
        approval: Offer::Untold,
        extra_password: None,
        remarks: Vec::new(),
        found_at: MORNING,
    }
}

pub fn plugin() -> PluginFacts {
    PluginFacts { version: Some(text("1.4.0")), active: true }
}

pub fn key_facts(may_write: bool) -> KeyFacts {
    KeyFacts {
        known_by: KnownBy::Ending("0112233".to_owned()),
        may_write,
        wordpress: Some(text("6.9.1")),
        woocommerce: Some(text("10.2.0")),
        language: None,
        plugin: Some(plugin()),
        sign_in: SignIn::Header,
        home: Some(StoreUrl::parse(SHOP).unwrap()),
        write_unknown: None,
        write_refused: None,
        lists_plugins: true,
        closers: Vec::new(),
        shoppers: ForShoppers::Open,
        remarks: Vec::new(),
        kept: Kept::Vault,
        checked_at: MORNING,
        approved_at: None,
    }
}

pub fn connect_facts(payout_configured: bool) -> ConnectFacts {
    ConnectFacts {
        store_id: Some(text("7d1f0c52-6a6e-4f6e-9f57-2b1b6e1d9a10")),
        store_name: Some(text("The Corner Shop")),
        integration_id: Some(text("0a4f7c1e-3f0b-4a53-8a3a-5a0f3c9d7e21")),
        installation_id: Some(text("inst_5f2c8e0b7a91d3c46e10")),
        webhook_id: Some(text("b8a7d2c4-1d0e-4a37-92b0-6f8e3b1a5c77")),
        site_url: Some(text(SHOP)),
        webhook_url: Some(text("https://corner-shop.example/wp-json/meum/v1/webhook")),
        status: Some(text("ACTIVE")),
        key_prefix: Some("sk_live_d3d1".to_owned()),
        missing: None,
        credentials_rotated: Some(false),
        payout_configured: Some(payout_configured),
        warning: (!payout_configured)
            .then(|| text("Payout wallet not configured. Payments may be blocked until one is set.")),
    }
}

/// What Meum says of a shop it does not know.
pub fn unknown_shop() -> StatusFacts {
    StatusFacts { connected: Some(false), ..StatusFacts::default() }
}

pub fn step(story: &Story) -> Step {
    story.app.current().map_or(Step::Welcome, |shop| shop.record.step)
}

pub fn trouble(story: &Story) -> Option<ProblemKind> {
    story.app.current().and_then(|shop| shop.stage.trouble.as_ref()).map(|problem| problem.kind)
}

pub fn questions(story: &Story) -> Vec<&Question> {
    story
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Ask { question, .. } => Some(question),
            _ => None,
        })
        .collect()
}

pub fn connects(story: &Story) -> usize {
    questions(story).iter().filter(|question| matches!(question, Question::Connect(_))).count()
}
