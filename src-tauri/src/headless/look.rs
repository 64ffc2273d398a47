//! One look at a shop: what the wizard's first two steps ask, in their order, with nothing kept.
//! It decides nothing that they do not decide.

use super::input::{self, Given, Refused};
use crate::adapters::shop::{self, Caller, Checked, FrontDoor, KeyCheck, Pair, Progress, Search};
use crate::perform::now;
use crate::window::real_world;
use crate::world::World;
use connect_core::check::{Check, CheckState};
use connect_core::checklist::{self, CheckLine};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{ForShoppers, FoundShop, SignIn, WayIn};
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use connect_core::webhook::{self, WebhookQuestion};
use connect_core::woo_key::{ConsumerKey, KeyTrouble, read_keys};
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
    /// The last seven characters of the consumer key.
    pub ending: Option<String>,
    /// What stands in the way.
    pub problem: Option<Problem>,
    /// What guests meet: at the usual address for payment updates, and at the shop page.
    pub guests: Vec<Problem>,
    /// Every check of the work that was begun.
    pub checks: Vec<CheckLine>,
    world: Option<World>,
    pair: Option<Pair>,
    /// What signs requests, once the keys have passed.
    caller: Option<Caller>,
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
            ending: None,
            guests: Vec::new(),
            checks: Vec::new(),
            world,
            pair: None,
            caller: None,
            door: None,
        }
    }

    /// Takes what was given beside the address; what is no pair is told before any request.
    pub fn take(&mut self, given: Given) {
        match pair(&given) {
            Ok(Some((pair, ending))) => (self.pair, self.ending) = (Some(pair), Some(ending)),
            Ok(None) => {}
            Err(problem) => self.problem = Some(problem),
        }
        self.door = self.address.as_ref().zip(given.extra).map(|(address, extra)| FrontDoor::of(address, extra));
    }

    /// Whether keys were given.
    pub fn has_keys(&self) -> bool {
        self.pair.is_some()
    }

    /// Looks for the shop. Where it wants an extra password, somebody at a terminal is asked.
    ///
    /// # Errors
    /// When nobody answers there any more.
    pub async fn find(&mut self) -> Result<(), Refused> {
        let (Some(world), Some(address)) = (self.world.clone(), self.address.clone()) else { return Ok(()) };
        let mut result = self.search(&world, &address).await;
        let asks = result.as_ref().is_err_and(|problem| problem.kind == ProblemKind::ExtraPassword);
        let host = address.host().to_owned();
        let extra = if asks { input::at_terminal(move || input::ask_extra(&host)).await? } else { None };
        if let Some(extra) = extra {
            self.door = Some(FrontDoor::of(&address, extra));
            result = self.search(&world, &address).await;
        }
        match result {
            Ok(found) => self.found = Some(found),
            Err(problem) => self.problem = Some(problem.under_both_names(&address)),
        }
        Ok(())
    }

    async fn search(&mut self, world: &World, address: &StoreUrl) -> Result<FoundShop, Problem> {
        self.checks.clear();
        let ticking = Ticking::begun(Work::FindingShop);
        let search = Search::new(world.http.clone(), world.meum.clone(), self.door.clone(), ticking.progress());
        let found = shop::find(&search, address, now()).await;
        self.checks.extend(ticking.ended(found.as_ref().err()));
        found
    }

    /// Looks as guests do: whether a payment update would get in, and whether shoppers do. The other
    /// documented address is asked where the usual one is shut.
    pub async fn ask_as_guest(&mut self) {
        let (Some(world), Some(found)) = (&self.world, &self.found) else { return };
        let usual = webhook::usual(&found.home, &found.root);
        let question = WebhookQuestion::about(&usual, &found.home, &found.root);
        let updates = async {
            match &question {
                Some(question) => shop::way_in(&world.http, question).await,
                None => WayIn::Untold,
            }
        };
        let (way_in, shoppers) = tokio::join!(updates, shop::for_shoppers(&world.http, found, self.caller.as_ref()));
        self.learn_of_guests(&way_in, &shoppers);
    }

    /// Updates that are kept out are a problem: no payment could be confirmed. That nothing is at their
    /// address is none yet, since the plugin may come later.
    fn learn_of_guests(&mut self, way_in: &WayIn, shoppers: &ForShoppers) {
        let Some(found) = &self.found else { return };
        let host = found.home.host();
        let active = self.checked.as_ref().map(|checked| checked.closers.as_slice()).unwrap_or_default();
        match way_in {
            WayIn::Shut(shut) => {
                let mut problem = shut.problem().among(active).of(host);
                problem.about.other_form = shut.other_is_open.then_some(webhook::WebhookForm::Older);
                match &self.problem {
                    None => self.problem = Some(problem),
                    Some(_) => self.guests.push(problem),
                }
            }
            WayIn::Untold | WayIn::Open | WayIn::Missing(_) => {}
        }
        self.guests.extend(shoppers.shut().map(|shut| shut.problem().of(host)));
    }

    /// Checks the keys, if there are any and the shop was found.
    pub async fn check_keys(&mut self) {
        let (Some(world), Some(found), Some(pair)) = (&self.world, &mut self.found, self.pair.take()) else { return };
        // The header is taken where an extra password is in front.
        let sign_in = if self.door.is_some() { SignIn::Query } else { SignIn::Header };
        let caller = Caller { pair, sign_in, door: self.door.clone() };
        let ticking = Ticking::begun(Work::CheckingKeys);
        let progress = ticking.progress();
        let checked = shop::check(&KeyCheck::new(&world.http, found, &progress), &caller).await;
        self.checks.extend(ticking.ended(checked.as_ref().err()));
        match checked {
            Ok(checked) => {
                // A hidden index did not tell WordPress's own address; the keys do.
                if let Some(home) = checked.home.as_ref().filter(|_| found.index_hidden) {
                    found.home.clone_from(home);
                }
                let why = || checked.write_unknown.clone().or(checked.write_refused.clone());
                let why = || why().unwrap_or(Problem::new(ProblemKind::KeyReadOnly));
                self.problem = (!checked.may_write).then(|| why().of(found.home.host()));
                let remarks = std::mem::take(&mut found.remarks);
                found.remarks = remarks.into_iter().map(|remark| remark.among(&checked.closers)).collect();
                self.caller = Some(Caller { sign_in: checked.sign_in, ..caller });
                self.checked = Some(checked);
            }
            Err(problem) => self.problem = Some(problem),
        }
        self.problem.iter_mut().for_each(|problem| problem.about.ending.clone_from(&self.ending));
    }

    /// The shop whose pages are named: the one that was found, or else the one looked for.
    pub fn shop(&self) -> Option<&StoreUrl> {
        self.found.as_ref().map(|found| &found.home).or(self.address.as_ref())
    }

    /// What is worth knowing but no reason to stop.
    pub fn remarks(&self) -> impl Iterator<Item = &Problem> {
        // Where the keys were kept out as well, nobody can just go on.
        let kept_out = matches!(
            self.problem.as_ref().map(|problem| problem.kind),
            Some(ProblemKind::RestLockedOut | ProblemKind::Blocked | ProblemKind::NoWooCommerce)
        );
        let fits = move |remark: &&Problem| !kept_out || remark.kind != ProblemKind::IndexHidden;
        let of_shop = self.found.iter().flat_map(|found| &found.remarks).filter(fits);
        of_shop.chain(self.checked.iter().flat_map(|checked| &checked.remarks)).chain(&self.guests)
    }
}

/// A whole pair and the key's ending, or nothing at all.
fn pair(given: &Given) -> Result<Option<(Pair, String)>, Problem> {
    let typed = read_keys(&given.key, &given.secret).map_err(|trouble| named(&trouble))?;
    match (typed.key, typed.secret) {
        (None, None) => Ok(None),
        (Some(key), Some(secret)) => {
            let ending = ConsumerKey::ending(&key);
            let pair = Pair { key: Arc::new(key.into_secret()), secret: Arc::new(secret.into_secret()) };
            Ok(Some((pair, ending)))
        }
        _ => Err(Problem::new(ProblemKind::KeyMissing)),
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
