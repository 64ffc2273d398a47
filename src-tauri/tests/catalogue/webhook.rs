//! What guests meet, over real sockets: whether Meum's message would get in at the address for payment
//! updates, for every plugin that was seen to refuse it and their neighbours; and whether shoppers get
//! into the shop.

use super::reports::habit;
use super::row::SHOP;
use crate::harness;
use connect_core::api_root::ApiRoot;
use connect_core::approval::Offer;
use connect_core::fingerprint::{Closed, Closer};
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop_facts::{ForShoppers, FoundShop, SignIn, WayIn};
use connect_core::store_url::StoreUrl;
use connect_core::webhook::{self, WebhookForm, WebhookQuestion};
use connect_practice::{
    AdminDoor, FirewallBrand, GuestStopper, Habit, MeumConfig, OlderWay, OptionsAnswer, PracticeMeum, PracticeShop,
    Scheme, SeenRequest, ShopConfig, ShopDoor, SignIn as Signed, Strange, Trouble, notebook as notes,
};
use meum_connect::adapters::http::{Beyond, Http, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::shop::{self, Caller, KeyCheck, Pair, Progress, Search, ShopKeys};
use meum_connect::perform::now;
use std::sync::Arc;

/// The codes that these rows imitate.
pub const CODES: [ProblemKind; 2] = [ProblemKind::WebhookShut, ProblemKind::ShutToShoppers];

/// A shop, and the ways to it.
pub(super) struct World {
    pub(super) shop: PracticeShop,
    meum: PracticeMeum,
    pub(super) http: Http,
}

/// What the app has learnt of the shop before it asks as a guest.
pub(super) struct Learnt {
    pub(super) found: FoundShop,
    pub(super) closers: Vec<Closer>,
}

impl World {
    pub(super) async fn with(troubles: impl IntoIterator<Item = Trouble>) -> Self {
        harness::crypto();
        let home = format!("https://{SHOP}/").parse().unwrap();
        let shop = PracticeShop::start(ShopConfig { home, ..ShopConfig::practice() }).await.unwrap();
        shop.replace(troubles);
        let meum = PracticeMeum::start(MeumConfig::practice()).await.unwrap();
        let resolved = Resolved {
            host: SHOP.to_owned(),
            at: vec![shop.tls_address()],
            plain_at: Some(shop.plain_address()),
            seen_as: "93.184.216.34".parse().ok(),
        };
        let beyond =
            Beyond { authority: Some(shop.authority_pem().to_owned()), resolved: vec![resolved], no_proxy: true };
        let http = Http::new(&beyond).unwrap();
        Self { shop, meum, http }
    }

    /// Looks for the shop.
    pub(super) async fn search(&self) -> Result<FoundShop, Problem> {
        let silent: Progress = Arc::new(|_, _, _| {});
        let meum = Meum::at(self.http.clone(), self.meum.url());
        let search = Search::new(self.http.clone(), meum, None, silent);
        shop::find(&search, &StoreUrl::parse(SHOP).unwrap(), now()).await
    }

    /// Finds the shop and checks its keys, as the wizard does. Where that fails, nothing is known but
    /// the address.
    pub(super) async fn learn(&self) -> Learnt {
        let silent: Progress = Arc::new(|_, _, _| {});
        let found = self.search().await.unwrap_or_else(|_| unfound(StoreUrl::parse(SHOP).unwrap()));
        let checked = shop::check(&KeyCheck::new(&self.http, &found, &silent), &caller()).await;
        Learnt { closers: checked.map(|checked| checked.closers).unwrap_or_default(), found }
    }

    pub(super) async fn way_in(&self, learnt: &Learnt, form: WebhookForm) -> WayIn {
        let (home, root) = (&learnt.found.home, &learnt.found.root);
        let address = match form {
            WebhookForm::Older => webhook::older(home),
            WebhookForm::Usual | WebhookForm::Custom => webhook::usual(home, root),
        };
        shop::way_in(&self.http, &WebhookQuestion::about(&address, home, root).unwrap()).await
    }
}

/// Signs with the good pair.
pub(super) fn caller() -> Caller {
    let half = |text: &str| Arc::new(Secret::new(text.to_owned()));
    let pair = Pair { key: half(notes::READ_WRITE_KEY), secret: half(notes::READ_WRITE_SECRET) };
    Caller { keys: ShopKeys::Pair(pair), sign_in: SignIn::Header, door: None }
}

fn unfound(home: StoreUrl) -> FoundShop {
    FoundShop {
        asked: home.clone(),
        home_written: None,
        root: ApiRoot::pretty(&home),
        home,
        site: None,
        name: None,
        plugin_route: true,
        index_hidden: false,
        approval: Offer::Untold,
        extra_password: None,
        remarks: Vec::new(),
        found_at: now(),
    }
}

/// What must come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// Nothing certain came, and there is a line for support.
    Unclear,
    Open,
    Missing,
    /// Guests are turned away by this plugin, and the other address is open or not.
    Shut(Option<&'static str>, bool),
    /// A page that is not WordPress's turns guests away.
    AtTheDoor,
}

fn ended(way_in: &WayIn, closers: &[Closer]) -> (Ends, Option<Problem>) {
    match way_in {
        WayIn::Untold => panic!("it was asked"),
        WayIn::Unclear(unclear) => (Ends::Unclear, Some(unclear.problem())),
        WayIn::Open => (Ends::Open, None),
        WayIn::Missing(_) => (Ends::Missing, None),
        WayIn::Shut(shut) => {
            let problem = shut.problem().among(closers);
            let name = problem.about.closer.map(Closer::name);
            let at_the_door = problem.about.mark == Some(Mark::DoorPage);
            let ends = if at_the_door { Ends::AtTheDoor } else { Ends::Shut(name, shut.other_is_open) };
            (ends, Some(problem))
        }
    }
}

/// A set-up, and what must come out at one of the two documented addresses.
struct Row {
    what: &'static str,
    troubles: Vec<Trouble>,
    form: WebhookForm,
    ends: Ends,
}

fn row(what: &'static str, troubles: Vec<Trouble>, ends: Ends) -> Row {
    Row { what, troubles, form: WebhookForm::Usual, ends }
}

fn guests(by: GuestStopper) -> Trouble {
    habit(Habit::GuestsStopped { by })
}

/// Every plugin that was seen to refuse a guest's message while the keys worked.
fn refused() -> Vec<Row> {
    use GuestStopper::{
        AllInOneSecurity, Cerber, DisableRestApi, DisableWpRestApi, DisableXmlRpcApi, ForceLogin, Handbook, Members,
        MiniOrange, NinjaFirewall, PasswordProtected, Shield, TotalCache, WpHide,
    };
    let named = |by, name| row(name, vec![guests(by)], Ends::Shut(Some(name), false));
    vec![
        named(DisableRestApi, "Disable REST API"),
        named(DisableWpRestApi, "Disable WP REST API"),
        named(ForceLogin, "Force Login"),
        named(AllInOneSecurity, "All-In-One Security"),
        named(PasswordProtected, "Password Protected"),
        named(DisableXmlRpcApi, "Disable XML-RPC-API"),
        named(Shield, "Shield Security"),
        named(NinjaFirewall, "NinjaFirewall"),
        named(Cerber, "WP Cerber Security"),
        named(MiniOrange, "REST API Authentication for WP"),
        named(TotalCache, "W3 Total Cache"),
        named(WpHide, "WP Hide & Security Enhancer"),
        // The handbook's snippet answers as Members does, which is named only where the shop runs it.
        named(Members, "Members"),
        row("the handbook's snippet", vec![guests(Handbook)], Ends::Shut(None, false)),
        row("the index hidden by nobody known", vec![Trouble::RestHidden], Ends::Shut(None, false)),
        row("switched off, keys or not", vec![Trouble::RestSwitchedOff], Ends::Shut(None, false)),
        row(
            "NinjaFirewall, keys or not",
            vec![habit(Habit::AllStopped { by: NinjaFirewall })],
            Ends::Shut(Some("NinjaFirewall"), false),
        ),
        row(
            "Cerber, keys or not",
            vec![habit(Habit::AllStopped { by: Cerber })],
            Ends::Shut(Some("WP Cerber Security"), false),
        ),
        row(
            "two that read alike, and one of them runs",
            vec![guests(DisableRestApi), habit(Habit::GuardBeside { by: Shield })],
            Ends::Shut(Some("Disable REST API"), false),
        ),
        row(
            "two that read alike, and both run",
            vec![guests(DisableRestApi), habit(Habit::GuardBeside { by: PasswordProtected })],
            Ends::Shut(None, false),
        ),
    ]
}

/// What stands near a refusal, and is none.
fn neighbours() -> Vec<Row> {
    let options = |how| habit(Habit::OptionsAnswered { how });
    let shield = || guests(GuestStopper::Shield);
    vec![
        row("all well", Vec::new(), Ends::Open),
        row("a guard that lets everybody in", vec![habit(Habit::GuardBeside { by: GuestStopper::Shield })], Ends::Open),
        row("the plugin without its route", vec![Trouble::WebhookMissing], Ends::Missing),
        row("the plugin switched off", vec![Trouble::PluginInactive], Ends::Missing),
        row(
            "refused, and the plugin without its route",
            vec![Trouble::WebhookMissing, shield()],
            Ends::Shut(Some("Shield Security"), false),
        ),
        row("the web server answers OPTIONS with a page", vec![options(OptionsAnswer::Page)], Ends::Unclear),
        row("the web server answers OPTIONS with nothing", vec![options(OptionsAnswer::Empty)], Ends::Unclear),
        row("the web server forbids OPTIONS", vec![options(OptionsAnswer::Forbidden)], Ends::Unclear),
        row("the web server allows no OPTIONS", vec![options(OptionsAnswer::NotAllowed)], Ends::Unclear),
        row(
            "the web server knows no OPTIONS, and a plugin refuses",
            vec![options(OptionsAnswer::NotImplemented), shield()],
            Ends::Shut(Some("Shield Security"), false),
        ),
        row(
            "the web server forbids OPTIONS, and a plugin refuses",
            vec![options(OptionsAnswer::Forbidden), shield()],
            Ends::Shut(Some("Shield Security"), false),
        ),
        row("the web server lets nobody POST", vec![habit(Habit::WritesRefused { status: 403 })], Ends::Open),
        row("a firewall", vec![Trouble::Firewall { brand: FirewallBrand::Sucuri }], Ends::Unclear),
        // It stops whoever asks the interface, and lets the same computer in elsewhere.
        row("a firewall without a name", vec![Trouble::Firewall { brand: FirewallBrand::Nameless }], Ends::AtTheDoor),
        row("the web server forbids that address", vec![habit(Habit::UpdatesRefused { status: 403 })], Ends::AtTheDoor),
        row("the same with 401", vec![habit(Habit::UpdatesRefused { status: 401 })], Ends::AtTheDoor),
        row("the same with 406", vec![habit(Habit::UpdatesRefused { status: 406 })], Ends::AtTheDoor),
        row("the host wants to be paid", vec![habit(Habit::PaymentWanted { page: true })], Ends::Unclear),
        row("a robot check", vec![Trouble::CloudflareChallenge], Ends::Unclear),
        row("an extra password", vec![Trouble::StagingPassword], Ends::Shut(None, false)),
        row("maintenance", vec![Trouble::Maintenance], Ends::Unclear),
        row("a fault", vec![Trouble::FatalError], Ends::Unclear),
        row(
            "an error page in the place of every error",
            vec![habit(Habit::ErrorPages { status: 0 }), shield()],
            Ends::Shut(Some("Shield Security"), false),
        ),
    ]
}

/// Whether the other documented address is open.
fn other_address() -> Vec<Row> {
    let shut = || guests(GuestStopper::DisableWpRestApi);
    let heard = |how| habit(Habit::OlderWayHeard { how });
    let by = Some("Disable WP REST API");
    let older = |what, troubles, ends| Row { form: WebhookForm::Older, ..row(what, troubles, ends) };
    vec![
        row("the plugin listens there and says nothing", vec![shut(), heard(OlderWay::Nothing)], Ends::Shut(by, true)),
        // A rule against such names may say the same, so it is not offered.
        row("it refuses what is not signed", vec![shut(), heard(OlderWay::Refuses)], Ends::Shut(by, false)),
        row("it takes POST only", vec![shut(), heard(OlderWay::NotAllowed)], Ends::Shut(by, false)),
        row("nobody listens there", vec![shut()], Ends::Shut(by, false)),
        row("WooCommerce is off", vec![shut(), Trouble::WooCommerceInactive], Ends::Shut(by, false)),
        older("the older one, heard", vec![shut(), heard(OlderWay::Nothing)], Ends::Open),
        older("the older one, heard in JSON", vec![heard(OlderWay::Refuses)], Ends::Open),
        older("the older one, unheard", Vec::new(), Ends::Missing),
    ]
}

async fn holds(rows: Vec<Row>) {
    let mut wrong = Vec::new();
    for Row { what, troubles, form, ends } in rows {
        let world = World::with(troubles).await;
        let learnt = world.learn().await;
        let before = world.shop.requests().len();
        let (seen, problem) = ended(&world.way_in(&learnt, form).await, &learnt.closers);
        let asked = world.shop.requests().split_off(before);
        let as_guest = asked.iter().all(|asked| asked.sign_in == Signed::Nothing);
        // Nothing can be written to the list of WooCommerce's parts.
        let to_nobody = |asked: &SeenRequest| asked.method == "POST" && asked.path == "/wp-json/wc/v3/data";
        let looks = |asked: &SeenRequest| matches!(asked.method.as_str(), "GET" | "OPTIONS");
        let changing = !asked.iter().all(|asked| looks(asked) || to_nobody(asked));
        let told = problem.is_none_or(|problem| problem.technical.is_some());
        if seen != ends || !as_guest || changing || asked.len() > 4 || !told {
            wrong.push(format!("{what}: {ends:?} came out as {seen:?}, with {} questions", asked.len()));
        }
    }
    assert!(wrong.is_empty(), "{} rows are not as they should be:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_refuses_a_guest_is_named() {
    holds(refused()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_near_a_refusal_is_not_called_one() {
    holds(neighbours()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_other_documented_address_is_offered_only_where_the_plugin_listens() {
    holds(other_address()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_shoppers_get_instead_of_the_shop_is_told() {
    // The set-up; what shoppers get instead, if that is certain, and with how many questions.
    type Rows<const N: usize> = [(&'static str, Vec<Trouble>, Option<Option<Closed>>, usize); N];
    let door = |how| vec![habit(Habit::ShoppersShut { how })];
    let fail = |status| vec![habit(Habit::PagesFail { status })];
    let strange = |how| vec![habit(Habit::Strange { how })];
    let rows: Rows<31> = [
        ("an open shop", Vec::new(), Some(None), 1),
        ("a maintenance page", door(ShopDoor::Maintenance), Some(Some(Closed::Maintenance)), 2),
        ("a maintenance page with 200", door(ShopDoor::MaintenanceWithOk), Some(Some(Closed::Maintenance)), 2),
        ("coming soon, everywhere", door(ShopDoor::ComingSoon), Some(Some(Closed::ComingSoon)), 1),
        ("coming soon, on the shop's pages", door(ShopDoor::ComingSoonStore), Some(Some(Closed::ComingSoon)), 1),
        ("coming soon, where no page tells", door(ShopDoor::ComingSoonRenamed), Some(Some(Closed::ComingSoon)), 3),
        ("a password", door(ShopDoor::Password), Some(Some(Closed::Password)), 2),
        ("a sign-in", door(ShopDoor::SignIn), Some(Some(Closed::SignIn)), 2),
        ("Force Login", vec![guests(GuestStopper::ForceLogin)], Some(Some(Closed::SignIn)), 2),
        ("Password Protected", vec![guests(GuestStopper::PasswordProtected)], Some(Some(Closed::Password)), 2),
        ("WordPress's own maintenance", vec![Trouble::Maintenance], Some(Some(Closed::Maintenance)), 2),
        ("a staging password", vec![Trouble::StagingPassword], Some(Some(Closed::Password)), 2),
        ("every page crashes", fail(500), Some(Some(Closed::Error)), 2),
        ("no page answers", fail(502), Some(Some(Closed::Error)), 2),
        // It may be busy for this app alone.
        ("a server that is too busy for pages", fail(503), None, 2),
        ("one that has run out of what it may use", fail(508), None, 2),
        ("no page is there", fail(404), Some(Some(Closed::Error)), 2),
        ("the shop page crashes alone", strange(Strange::ShopPageFails), Some(Some(Closed::ShopPage)), 2),
        ("a password for the shop page", strange(Strange::ShopPageLocked), Some(Some(Closed::ShopShut)), 2),
        ("an old folder that asks for a password", strange(Strange::ShopFolderAsks), Some(None), 3),
        ("a break by its title", strange(Strange::BreakByTitle { status: 200 }), Some(Some(Closed::Maintenance)), 2),
        ("the same with 503", strange(Strange::BreakByTitle { status: 503 }), Some(Some(Closed::Maintenance)), 2),
        ("led to a break", strange(Strange::BreakElsewhere), Some(Some(Closed::Maintenance)), 2),
        ("led to a queue", strange(Strange::QueueElsewhere), Some(Some(Closed::Queue)), 2),
        ("a waiting room", strange(Strange::WaitingRoom { everywhere: false }), Some(Some(Closed::Queue)), 2),
        (
            "a sign-in that is not Basic",
            strange(Strange::AsksFor { scheme: Scheme::Digest }),
            Some(Some(Closed::Password)),
            2,
        ),
        // It may be of this computer alone.
        ("every page is refused", fail(403), None, 2),
        ("an interface that is hidden", vec![Trouble::RestHidden], Some(None), 1),
        ("a robot check", vec![Trouble::CloudflareChallenge], None, 2),
        ("a server without an answer", vec![Trouble::ServerDown], Some(Some(Closed::Error)), 2),
        ("a page of nobody's", vec![Trouble::NotWordPress], None, 2),
    ];
    for (what, troubles, expected, questions) in rows {
        let world = World::with(troubles).await;
        let seen = shop::for_shoppers(&world.http, &unfound(StoreUrl::parse(SHOP).unwrap()), Some(&caller())).await;
        let told = match &seen {
            ForShoppers::Untold => None,
            ForShoppers::Open => Some(None),
            ForShoppers::Shut(shut) => Some(Some(shut.how)),
        };
        let asked = world.shop.requests();
        assert_eq!((told, asked.len()), (expected, questions), "{what}");
        let as_guest = asked.iter().take(2).all(|asked| asked.sign_in == Signed::Nothing);
        assert!(as_guest && asked.iter().all(|asked| asked.method == "GET"), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_that_was_moved_is_told_with_one_question() {
    let moved = |how| vec![habit(Habit::AdminMoved { how })];
    let rows = [
        ("plain WordPress", Vec::new(), false),
        ("sent away", moved(AdminDoor::SentAway), true),
        ("refused", moved(AdminDoor::Refused), true),
        ("gone", moved(AdminDoor::Gone), true),
        ("a server without an answer", vec![Trouble::ServerDown], false),
        ("a staging password", vec![Trouble::StagingPassword], false),
    ];
    for (what, troubles, expected) in rows {
        let world = World::with(troubles).await;
        let hidden = shop::sign_in_hidden(&world.http, &StoreUrl::parse(SHOP).unwrap()).await;
        assert_eq!((hidden, world.shop.requests().len()), (expected, 1), "{what}");
    }
}
