//! One look at a shop: what the wizard's first two steps ask, in their order, with nothing kept.
//! It decides nothing that they do not decide.

use super::guests::{Guests, switched_off};
use super::input::{self, Given, Refused};
use crate::adapters::http::Http;
use crate::adapters::shop::{self, Caller, Checked, FrontDoor, KeyCheck, Login, Pair, Progress, Search, ShopKeys};
use crate::perform::now;
use crate::window::real_world;
use crate::world::World;
use connect_core::application_password::ApplicationPassword;
use connect_core::check::{Check, CheckState};
use connect_core::checklist::{self, CheckLine};
use connect_core::fingerprint::Closed;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, KnownBy, ShopShut, SignIn};
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use connect_core::woo_key::{KeyTrouble, read_keys};
use connect_core::work::Work;
use std::sync::{Arc, Mutex, PoisonError};

/// What a look has brought so far.
pub struct Look {
    /// When it began.
    pub at: Timestamp,
    /// The address that is used.
    pub address: Option<StoreUrl>,
    /// The shop.
    pub found: Option<FoundShop>,
    /// What the keys taught us, if they passed.
    pub checked: Option<Checked>,
    /// By what the keys are known.
    pub known_by: Option<KnownBy>,
    /// What stands in the way.
    pub problem: Option<Problem>,
    /// What guests meet: at the usual address for payment updates, and at the shop page.
    pub guests: Vec<Problem>,
    /// The plugin answered guests at its address.
    pub updates_get_in: bool,
    /// Every check of the work that was begun.
    pub checks: Vec<CheckLine>,
    world: Option<World>,
    /// The way to the shop, within the bounds of the diagnosis that began with the search.
    http: Option<Http>,
    keys: Option<ShopKeys>,
    door: Option<FrontDoor>,
}

impl Look {
    /// A look at this address, before anything is asked.
    pub fn begun(typed: &str) -> Self {
        let address = StoreUrl::parse(typed).ok();
        let (world, refused) = match real_world() {
            Ok(world) => (Some(world), None),
            Err(problem) => (None, Some(problem)),
        };
        let no_address = || address.is_none().then(|| Problem::new(ProblemKind::NotAnAddress));
        Self {
            at: now(),
            problem: refused.or_else(no_address),
            address,
            found: None,
            checked: None,
            known_by: None,
            guests: Vec::new(),
            updates_get_in: false,
            checks: Vec::new(),
            world,
            http: None,
            keys: None,
            door: None,
        }
    }

    /// Takes what was given beside the address; what are no keys is told before any request.
    pub fn take(&mut self, given: Given) {
        match keys_of(&given) {
            Ok(keys) => (self.known_by, self.keys) = (keys.as_ref().map(ShopKeys::known_by), keys),
            Err(problem) => self.problem = Some(problem),
        }
        self.door = self.address.as_ref().zip(given.extra).map(|(address, extra)| FrontDoor::of(address, extra));
    }

    /// Whether keys were given.
    pub fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// The checks of which the index showed no sign, where more is asked: keys may show it, and the plugin at its own
    /// address.
    pub fn waiting(&self) -> Vec<Check> {
        let shows = |check| self.found.is_some() && (self.has_keys() || check == Check::Plugin);
        let noted = self.checks.iter().filter(|line| line.state == CheckState::Noted && shows(line.check));
        noted.map(|line| line.check).collect()
    }

    /// What the index showed no sign of was seen since.
    fn seen(&mut self, check: Check) {
        let noted = |line: &&mut CheckLine| line.check == check && line.state == CheckState::Noted;
        self.checks.iter_mut().filter(noted).for_each(|line| line.state = CheckState::Passed);
    }

    /// Looks for the shop. Where it wants an extra password, somebody at a terminal is asked.
    ///
    /// # Errors
    /// When nobody answers there any more.
    pub async fn find(&mut self) -> Result<(), Refused> {
        let Some(address) = self.address.clone() else { return Ok(()) };
        let Some(mut result) = self.search(&address).await else { return Ok(()) };
        let asks = result.as_ref().is_err_and(|problem| problem.kind == ProblemKind::ExtraPassword);
        let host = address.host().to_owned();
        let extra = if asks { input::at_terminal(move || input::ask_extra(&host)).await? } else { None };
        if let Some(extra) = extra {
            self.door = Some(FrontDoor::of(&address, extra));
            result = self.search(&address).await.unwrap_or(result);
        }
        match result {
            Ok(found) => self.found = Some(found),
            Err(problem) => self.problem = Some(problem.under_both_names(&address)),
        }
        Ok(())
    }

    /// Looks for the shop. All that is asked from here on is one diagnosis. The time in which somebody types
    /// a password does not count.
    async fn search(&mut self, address: &StoreUrl) -> Option<Result<FoundShop, Problem>> {
        let world = self.world.as_ref()?;
        let http = world.http.clone().within_bounds();
        self.http = Some(http.clone());
        self.checks.clear();
        let ticking = Ticking::begun(Work::FindingShop);
        let search = Search::new(http, world.meum.clone(), self.door.clone(), ticking.progress());
        let found = shop::find(&search, address, now()).await;
        self.checks.extend(ticking.ended(found.as_ref().err()));
        Some(found)
    }

    /// Checks the keys, if there are any, and looks as guests do. Guests wait for no answer of the keys'
    /// check, unless only the keys can tell the shop's own address. A computer that is shut out asks no more.
    pub async fn check(&mut self) {
        let (Some(http), Some(found)) = (self.http.clone(), self.found.clone()) else { return };
        let caller = self.keys.take().map(|keys| self.caller_with(keys));
        let at_once = caller.is_none() || !found.index_hidden;
        let (keys, guests) = tokio::join!(keys(&http, &found, caller.as_ref()), async {
            if at_once { Some(Guests::met(&http, &found, caller.as_ref()).await) } else { None }
        });
        let (lines, checked) = keys;
        self.checks.extend(lines);
        let sign_in = checked.as_ref().and_then(|checked| checked.as_ref().ok()).map(|checked| checked.sign_in);
        if let Some(checked) = checked {
            self.learn_of_keys(checked);
        }
        let guests = match (guests, &self.found) {
            (None, Some(found)) if !self.is_shut_out() => {
                let caller = caller.zip(sign_in).map(|(caller, sign_in)| caller.by(sign_in));
                Some(Guests::met(&http, found, caller.as_ref()).await)
            }
            (guests, _) => guests,
        };
        if let Some(guests) = guests {
            self.learn_of_guests(&guests);
        }
    }

    /// The header is taken where an extra password is in front.
    fn caller_with(&self, keys: ShopKeys) -> Caller {
        let sign_in = if self.door.is_some() { SignIn::Query } else { SignIn::Header };
        Caller { keys, sign_in, door: self.door.clone() }
    }

    fn learn_of_keys(&mut self, checked: Result<Checked, Problem>) {
        let Some(found) = &mut self.found else { return };
        match checked {
            Ok(checked) => {
                // A hidden index did not tell WordPress's own address; the keys do.
                if let Some(home) = checked.home.as_ref().filter(|_| found.index_hidden) {
                    found.home.clone_from(home);
                }
                let why = || checked.write_unknown.clone().or(checked.write_refused.clone());
                let why = || why().unwrap_or(Problem::new(ProblemKind::KeyReadOnly));
                // Whoever has keys saw what guests see no sign of: WooCommerce answered, and listed the plugin.
                let runs = checked.plugin.as_ref().is_some_and(|plugin| plugin.active);
                for (check, seen) in [(Check::WooCommerce, true), (Check::Plugin, runs)] {
                    let noted = |line: &&mut CheckLine| seen && line.check == check && line.state == CheckState::Noted;
                    self.checks.iter_mut().filter(noted).for_each(|line| line.state = CheckState::Passed);
                }
                // A plugin that the report shows as switched off is no plugin without a sign.
                let shown = checked.plugin.is_some() && !runs;
                self.checks.retain(|line| !(shown && line.check == Check::Plugin && line.state == CheckState::Noted));
                self.problem = (!checked.may_write).then(|| why().of(found.home.host()));
                let remarks = std::mem::take(&mut found.remarks);
                found.remarks = remarks.into_iter().map(|remark| remark.among(&checked.closers)).collect();
                self.checked = Some(checked);
            }
            Err(problem) => self.problem = Some(problem),
        }
        let ending = self.known_by.as_ref().and_then(KnownBy::ending);
        self.problem.iter_mut().for_each(|problem| problem.about.ending = ending.map(str::to_owned));
    }

    /// Whether the shop refuses this computer for a while.
    fn is_shut_out(&self) -> bool {
        use ProblemKind::{AddressShutOut, Banned, ShopRateLimited};
        self.problem.as_ref().is_some_and(|problem| matches!(problem.kind, AddressShutOut | Banned | ShopRateLimited))
    }

    /// Whether a key that cannot exist was refused in the same words.
    fn is_refused_as_everybody(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.about.mark == Some(Mark::KeyOrLock))
    }

    fn learn_of_guests(&mut self, guests: &Guests) {
        self.updates_get_in = guests.is_open();
        if guests.is_open() {
            self.seen(Check::Plugin);
        }
        let Some(found) = &self.found else { return };
        let host = found.home.host();
        let updates = guests.updates(found, self.checked.as_ref()).map(|problem| problem.of(host));
        let off = switched_off(found, self.checked.as_ref()).map(|problem| problem.of(host));
        if self.problem.is_none() && self.checked.is_none() {
            self.problem = guests.break_begun().map(|problem| problem.of(host));
        }
        // What is said of the whole shop is said once.
        let in_a_break = self.problem.as_ref().is_some_and(|problem| problem.kind == ProblemKind::Maintenance);
        let news = |shut: &&ShopShut| !(in_a_break && shut.how == Closed::Maintenance);
        let shoppers = guests.shoppers.shut().filter(news).map(|shut| shut.problem().of(host));
        match updates {
            // Updates that are kept out are a problem: no payment could be confirmed.
            Some(out) if is_kept_out(&out) && self.problem.is_none() => self.problem = Some(out),
            // Whoever refuses every pair in the same words may refuse this computer alone: Meum comes from another.
            Some(shut) if is_nobodys(&shut) && self.is_refused_as_everybody() => {}
            // What stops everything else tells why nothing clear came.
            Some(unclear) if unclear.kind == ProblemKind::WebhookUnclear && self.problem.is_some() => {}
            updates => self.guests.extend(updates),
        }
        self.guests.extend(off.into_iter().chain(shoppers));
        // What is hidden from guests is not what Meum needs.
        let hidden = self.found.iter_mut().flat_map(|found| &mut found.remarks);
        let unsaid = |remark: &&mut Problem| remark.kind == ProblemKind::IndexHidden && remark.about.mark.is_none();
        for remark in hidden.filter(|remark| guests.is_open() && unsaid(remark)) {
            remark.about.mark = Some(Mark::HookOpen);
        }
    }

    /// The shop whose pages are named: the one that was found, or else the one looked for; and where its
    /// WordPress is, if that is elsewhere.
    pub fn shop(&self) -> (Option<&StoreUrl>, Option<&StoreUrl>) {
        let found = self.found.as_ref();
        (found.map(|found| &found.home).or(self.address.as_ref()), found.and_then(|found| found.site.as_ref()))
    }

    /// What is worth knowing but no reason to stop. That the index is hidden is no news beside what stands in
    /// the way: the keys' own answer, or the guests', tells more.
    pub fn remarks(&self) -> impl Iterator<Item = &Problem> {
        let stops = self.problem.is_some();
        let of_shop = self.found.iter().flat_map(|found| &found.remarks);
        let of_shop = of_shop.filter(move |remark| !(stops && remark.kind == ProblemKind::IndexHidden));
        of_shop.chain(self.checked.iter().flat_map(|checked| &checked.remarks)).chain(&self.guests)
    }
}

/// Whether it is a refusal of guests by which nobody is known.
fn is_nobodys(problem: &Problem) -> bool {
    let about = &problem.about;
    problem.kind == ProblemKind::WebhookShut && about.closer.is_none() && about.other.is_none() && about.mark.is_none()
}

/// Whether payment updates certainly don't get to the plugin.
fn is_kept_out(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::WebhookShut | ProblemKind::WebhookMissing)
}

/// Checks the keys of this caller, if there is one: the checks, and what came of them.
async fn keys(
    http: &Http,
    found: &FoundShop,
    caller: Option<&Caller>,
) -> (Vec<CheckLine>, Option<Result<Checked, Problem>>) {
    let Some(caller) = caller else { return (Vec::new(), None) };
    let ticking = Ticking::begun(Work::CheckingKeys);
    let progress = ticking.progress();
    let checked = shop::check(&KeyCheck::new(http, found, &progress), caller).await;
    (ticking.ended(checked.as_ref().err()), Some(checked))
}

/// Whole keys in one of the two forms, or nothing at all.
fn keys_of(given: &Given) -> Result<Option<ShopKeys>, Problem> {
    if let Some((user, password)) = &given.login {
        let whole = ApplicationPassword::parse(user, password).map_err(Problem::new)?;
        return Ok(Some(ShopKeys::Password(Login::from(whole))));
    }
    let typed = read_keys(&given.key, &given.secret).map_err(|trouble| named(&trouble))?;
    match (typed.key, typed.secret) {
        (None, None) => Ok(None),
        (Some(key), Some(secret)) => {
            let (key, secret) = (Arc::new(key.into_secret()), Arc::new(secret.into_secret()));
            Ok(Some(ShopKeys::Pair(Pair { key, secret })))
        }
        // No box is here: there is what was given, and what else stands in it.
        _ if given.holds_meum_key() => Err(Problem::new(ProblemKind::MeumKeyInKeyBox)),
        _ => Err(Problem::new(ProblemKind::KeyMissing).marked(Mark::LineMissing)),
    }
}

fn named(trouble: &KeyTrouble) -> Problem {
    let mut problem = Problem::new(trouble.kind);
    problem.about.count = trouble.count;
    problem
}

/// The checks of a piece of work while it is under way.
struct Ticking(Arc<Mutex<Vec<CheckLine>>>);

impl Ticking {
    fn begun(work: Work) -> Self {
        let mut lines = checklist::waiting(work);
        // Nothing is kept here.
        lines.retain(|line| line.check != Check::KeysKept);
        Self(Arc::new(Mutex::new(lines)))
    }

    fn progress(&self) -> Progress {
        let lines = Arc::clone(&self.0);
        Arc::new(move |check: Check, state: CheckState, took: Option<std::time::Duration>| {
            let millis = took.map(|took| u32::try_from(took.as_millis()).unwrap_or(u32::MAX));
            checklist::note(&mut lines.lock().unwrap_or_else(PoisonError::into_inner), check, state, millis);
        })
    }

    fn ended(&self, problem: Option<&Problem>) -> Vec<CheckLine> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(problem) = problem {
            checklist::end(&mut lines, problem);
        }
        std::mem::take(&mut lines)
    }
}
