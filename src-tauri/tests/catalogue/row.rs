//! One row: what is imitated, what is typed, and what must come out.

use super::seen::{Ends, Expected, Observed, Saw};
use crate::harness;
use connect_core::application_password::ApplicationPassword;
use connect_core::extra_password::ExtraPassword;
use connect_core::host;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop_facts::{FoundShop, SignIn};
use connect_core::store_url::StoreUrl;
use connect_practice::{MeumConfig, MeumTrouble, PracticeMeum, PracticeShop, ShopConfig, Trouble};
use meum_connect::adapters::http::{Beyond, Conditions, Http, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::shop::{
    self, Caller, Checked, FrontDoor, KeyCheck, Login, Pair, Progress, Search, ShopKeys,
};
use meum_connect::perform::now;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

/// The shop's name in every row.
pub const SHOP: &str = "corner-shop.com";
/// A name nobody has.
pub const NOWHERE: &str = "no-such-shop.invalid";
/// What its name leads to, for all that anybody sees.
const PUBLIC: IpAddr = IpAddr::V4(Ipv4Addr::new(93, 184, 216, 34));

/// One row of the catalogue.
pub struct Row {
    kind: ProblemKind,
    ends: Ends,
    what: &'static str,
    typed: String,
    shop: ShopConfig,
    troubles: Vec<Trouble>,
    /// Switched on once the shop was found.
    later: Vec<Trouble>,
    meum: Vec<MeumTrouble>,
    meum_gone: bool,
    /// Other shops of the same world, and what is wrong with them.
    others: Vec<(ShopConfig, Option<Trouble>)>,
    names: Vec<(&'static str, Vec<SocketAddr>, Option<IpAddr>)>,
    keys: Option<(&'static str, &'static str)>,
    extra: Option<(&'static str, &'static str)>,
    instead: Option<&'static str>,
    other: Option<&'static str>,
    store: Option<&'static str>,
    /// How often the keys are checked: a cache answers from the second time on.
    times: u8,
    /// Somebody else's keys are checked before, whatever comes of it.
    before: Option<(&'static str, &'static str)>,
    /// Switched on after those.
    between: Vec<Trouble>,
    /// How many times sooner every limit of time is over.
    haste: u32,
    /// Whether the pair must have been read although something stands in the way.
    reads: bool,
    /// A remark that must not be made.
    without: Option<ProblemKind>,
    dead_ipv6: bool,
    mark: Saw,
    /// The words of the shop's that must be quoted; empty: none.
    words: Option<&'static str>,
}

/// A row that stops the merchant.
pub fn stops(kind: ProblemKind, what: &'static str) -> Row {
    let home = format!("https://{SHOP}/").parse().unwrap();
    Row {
        kind,
        ends: Ends::Stops,
        what,
        typed: SHOP.to_owned(),
        shop: ShopConfig { home, ..ShopConfig::practice() },
        troubles: Vec::new(),
        later: Vec::new(),
        meum: Vec::new(),
        meum_gone: false,
        others: Vec::new(),
        names: Vec::new(),
        keys: None,
        extra: None,
        instead: None,
        other: None,
        store: None,
        times: 1,
        before: None,
        between: Vec::new(),
        haste: 1,
        reads: false,
        without: None,
        dead_ipv6: false,
        mark: Saw::Whatever,
        words: None,
    }
}

/// A row that only adds a remark.
pub fn remarks(kind: ProblemKind, what: &'static str) -> Row {
    Row { ends: Ends::Remarks, ..stops(kind, what) }
}

impl Row {
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    pub fn expected(&self) -> Expected {
        let Self { kind, ends, what, instead, other, store, reads, without, mark, words, .. } = *self;
        Expected { kind, ends, what, instead, other, store, reads, without, mark, words }
    }

    /// With this wrong from the start.
    pub fn with(mut self, trouble: Trouble) -> Self {
        self.troubles.push(trouble);
        self
    }

    /// With this going wrong once the shop was found.
    pub fn later(mut self, trouble: Trouble) -> Self {
        self.later.push(trouble);
        self
    }

    /// With Meum answering like this.
    pub fn meum(mut self, trouble: MeumTrouble) -> Self {
        self.meum.push(trouble);
        self
    }

    /// With nobody where Meum should be.
    pub fn meum_gone(mut self) -> Self {
        self.meum_gone = true;
        self
    }

    /// With another shop at this address.
    pub fn other_shop(self, home: &str) -> Self {
        self.other(home, None)
    }

    /// With another shop at this address, and this wrong with it.
    pub fn other_troubled(self, home: &str, trouble: Trouble) -> Self {
        self.other(home, Some(trouble))
    }

    fn other(mut self, home: &str, trouble: Option<Trouble>) -> Self {
        self.others.push((ShopConfig { home: home.parse().unwrap(), ..ShopConfig::practice() }, trouble));
        self
    }

    /// With the shop at this address.
    pub fn home(mut self, home: &str) -> Self {
        self.shop.home = home.parse().unwrap();
        self
    }

    /// With this name leading elsewhere.
    pub fn name(mut self, host: &'static str, at: Vec<SocketAddr>, seen_as: Option<IpAddr>) -> Self {
        self.names.push((host, at, seen_as));
        self
    }

    /// With this in the address field.
    pub fn typed(mut self, typed: &str) -> Self {
        typed.clone_into(&mut self.typed);
        self
    }

    /// With these keys checked once the shop is found.
    pub fn keys(mut self, key: &'static str, secret: &'static str) -> Self {
        self.keys = Some((key, secret));
        self
    }

    /// With an application password of this user checked once the shop is found.
    pub fn approved(self, user: &'static str, password: &'static str) -> Self {
        self.keys(user, password)
    }

    /// With an extra password tried.
    pub fn extra(mut self, user: &'static str, password: &'static str) -> Self {
        self.extra = Some((user, password));
        self
    }

    /// With the keys checked twice.
    pub fn twice(mut self) -> Self {
        self.times = 2;
        self
    }

    /// With these keys checked before, whatever comes of it.
    pub fn after_keys(mut self, key: &'static str, secret: &'static str) -> Self {
        self.before = Some((key, secret));
        self
    }

    /// With this going wrong after those.
    pub fn between(mut self, trouble: Trouble) -> Self {
        self.between.push(trouble);
        self
    }

    /// With every limit of time over four times sooner.
    pub fn hasty(mut self) -> Self {
        self.haste = 4;
        self
    }

    /// The pair must have been read all the same.
    pub fn reads(mut self) -> Self {
        self.reads = true;
        self
    }

    /// This remark must not be made.
    pub fn without(mut self, kind: ProblemKind) -> Self {
        self.without = Some(kind);
        self
    }

    /// This must have been seen beyond the kind.
    pub fn marked(mut self, mark: Mark) -> Self {
        self.mark = Saw::This(mark);
        self
    }

    /// Nothing beyond the kind may be said to have been seen.
    pub fn unmarked(mut self) -> Self {
        self.mark = Saw::NoMore;
        self
    }

    /// These words of the shop's must be quoted; empty: none may be.
    pub fn quoting(mut self, words: &'static str) -> Self {
        self.words = Some(words);
        self
    }

    /// With an IPv6 address where nobody answers, beside the one that works.
    pub fn with_dead_ipv6(mut self) -> Self {
        self.dead_ipv6 = true;
        self
    }

    /// The problem must name this address to use instead.
    pub fn instead(mut self, address: &'static str) -> Self {
        self.instead = Some(address);
        self
    }

    /// The problem must name this other host or product.
    pub fn names_other(mut self, other: &'static str) -> Self {
        self.other = Some(other);
        self
    }

    /// The problem must be of this host.
    pub fn of(mut self, store: &'static str) -> Self {
        self.store = Some(store);
        self
    }

    /// Imitates it and looks.
    pub async fn run(self) -> Observed {
        harness::crypto();
        let shop = PracticeShop::start(self.shop.clone()).await.unwrap();
        // Several habits at once: setting them one by one would leave the last.
        shop.replace(self.troubles.clone());
        let meum = PracticeMeum::start(MeumConfig::practice()).await.unwrap();
        self.meum.iter().cloned().for_each(|trouble| meum.set(trouble));
        let meum_url = meum.url();
        let meum = (!self.meum_gone).then_some(meum);
        let mut others = Vec::new();
        for (config, trouble) in &self.others {
            let other = PracticeShop::start(config.clone()).await.unwrap();
            trouble.iter().cloned().for_each(|trouble| other.set(trouble));
            others.push(other);
        }
        let http = self.world(&shop, &others);
        let mut seen = self.look(&shop, http.clone(), Meum::at(http, meum_url)).await;
        // Whatever the search asked of others counts as well.
        let elsewhere = meum.iter().map(|meum| meum.requests().len()).sum::<usize>();
        seen.questions[0] += elsewhere + others.iter().map(|other| other.requests().len()).sum::<usize>();
        seen
    }

    fn world(&self, shop: &PracticeShop, others: &[PracticeShop]) -> Http {
        let mut authorities = shop.authority_pem().to_owned();
        let mut resolved: Vec<Resolved> = Vec::new();
        if self.dead_ipv6 {
            let at = vec![SocketAddr::from((Ipv6Addr::LOCALHOST, 1)), shop.tls_address()];
            resolved.push(Resolved { host: SHOP.to_owned(), at, plain_at: None, seen_as: None });
        }
        for (host, at, seen_as) in &self.names {
            let at = if at.is_empty() { vec![shop.tls_address()] } else { at.clone() };
            resolved.push(Resolved {
                host: (*host).to_owned(),
                at,
                plain_at: Some(shop.plain_address()),
                seen_as: *seen_as,
            });
        }
        for server in std::iter::once(shop).chain(others) {
            if server.tls_address() != shop.tls_address() {
                authorities.push_str(server.authority_pem());
            }
            resolved.push(Resolved {
                host: server.home().host_str().unwrap().to_owned(),
                at: vec![server.tls_address()],
                plain_at: Some(server.plain_address()),
                seen_as: Some(PUBLIC),
            });
        }
        // No row asks the real world for a name.
        let asked = StoreUrl::parse(&self.typed).unwrap();
        let mut names = vec![
            asked.host().to_owned(),
            format!("shop.{SHOP}"),
            format!("www.{SHOP}"),
            format!("cms.{SHOP}"),
            NOWHERE.to_owned(),
        ];
        names.extend(host::suggestions(asked.host()).into_iter().chain(host::suggestions(NOWHERE)));
        for host in names {
            resolved.push(Resolved { host, at: Vec::new(), plain_at: None, seen_as: None });
        }
        let beyond = Beyond { authority: Some(authorities), resolved, no_proxy: true };
        Http::under(&beyond, Conditions { haste: self.haste, ..Conditions::default() }).unwrap()
    }

    async fn look(&self, shop: &PracticeShop, http: Http, meum: Meum) -> Observed {
        let silent: Progress = Arc::new(|_, _, _| {});
        let asked = StoreUrl::parse(&self.typed).unwrap();
        let secret = |text: &str| Secret::new(text.to_owned());
        let door = self.extra.map(|(user, password)| {
            FrontDoor::of(&asked, ExtraPassword { user: secret(user), password: secret(password) })
        });
        let search = Search::new(http.clone(), meum, door.clone(), Arc::clone(&silent));
        let found = shop::find(&search, &asked, now()).await;
        let finding = shop.requests().len();
        let mut seen = Observed { stop: None, remarks: Vec::new(), read: false, questions: [finding, 0] };
        let found = match found {
            Ok(found) => found,
            Err(problem) => return Observed { stop: Some(problem), ..seen },
        };
        if !self.later.is_empty() {
            shop.replace(self.troubles.iter().chain(&self.later).cloned());
        }
        seen.remarks.clone_from(&found.remarks);
        if let Some(keys) = self.before {
            let _ = check(&http, &found, door.clone(), keys).await;
            self.between.iter().cloned().for_each(|trouble| shop.set(trouble));
        }
        for _ in 0..self.times {
            let Some(keys) = self.keys else { break };
            let before = shop.requests().len();
            let checked = check(&http, &found, door.clone(), keys).await;
            seen.questions[1] = shop.requests().len() - before;
            match checked {
                Ok(checked) => {
                    seen.read = true;
                    seen.remarks.extend(checked.remarks);
                    seen.stop = checked.write_unknown.or(checked.write_refused);
                    assert_eq!(checked.may_write, seen.stop.is_none(), "a pair that may not write says why");
                }
                Err(problem) => seen.stop = Some(problem),
            }
            if seen.stop.is_some() {
                break;
            }
        }
        seen
    }
}

async fn check(
    http: &Http,
    found: &FoundShop,
    door: Option<FrontDoor>,
    (key, secret): (&'static str, &'static str),
) -> Result<Checked, Problem> {
    let half = |text: &str| Arc::new(Secret::new(text.to_owned()));
    let sign_in = if door.is_some() { SignIn::Query } else { SignIn::Header };
    let keys = if key.starts_with("ck_") {
        ShopKeys::Pair(Pair { key: half(key), secret: half(secret) })
    } else {
        let whole = ApplicationPassword::parse(&Secret::new(key.to_owned()), &Secret::new(secret.to_owned()));
        ShopKeys::Password(Login::from(whole.unwrap()))
    };
    let caller = Caller { keys, sign_in, door };
    let silent: Progress = Arc::new(|_, _, _| {});
    shop::check(&KeyCheck::new(http, found, &silent), &caller).await
}
