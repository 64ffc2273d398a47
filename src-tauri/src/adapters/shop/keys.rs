//! Checking a pair against the shop as the measured truth table does: a signed GET, perhaps an
//! OPTIONS, and once a POST that cannot change anything. A healthy shop is asked twice; one that
//! does not recognise the keys is asked in other ways until it is known why.

use super::caller::Caller;
use super::explain;
use super::index;
use super::trail::Trail;
use super::{Progress, STATUS_FIELDS, STATUS_ROUTE, SystemStatus, Told, address, ask, system_status};
use crate::adapters::http::{Http, Request};
use connect_core::check::{Check, CheckState};
use connect_core::diagnosis::{self, ReadVerdict, WriteVerdict};
use connect_core::host;
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, PluginFacts, SignIn};
use connect_core::store_url::StoreUrl;
use reqwest::Method;

/// A gateway no plugin has: the name is ours and says what the request is for.
const IMPOSSIBLE_GATEWAY: &str = "wc/v3/payment_gateways/meum-connect-permission-check";

/// What a pair that passed taught us.
#[derive(Debug)]
pub struct Checked {
    /// Whether it may change settings.
    pub may_write: bool,
    /// How the shop takes it.
    pub sign_in: SignIn,
    /// WordPress's own address.
    pub home: Option<StoreUrl>,
    /// WordPress's version.
    pub wordpress: Option<PlainText>,
    /// WooCommerce's version.
    pub woocommerce: Option<PlainText>,
    /// The Meum plugin, if it is installed.
    pub plugin: Option<PluginFacts>,
    /// What is worth knowing but no reason to stop.
    pub remarks: Vec<Problem>,
}

/// A key check under way.
pub struct KeyCheck<'a> {
    /// HTTP to the shop.
    pub http: &'a Http,
    /// The shop.
    pub found: &'a FoundShop,
    /// Told as checks are made.
    pub progress: &'a Progress,
    trail: Trail,
}

impl<'a> KeyCheck<'a> {
    /// A check that has tried nothing yet.
    pub fn new(http: &'a Http, found: &'a FoundShop, progress: &'a Progress) -> Self {
        Self { http, found, progress, trail: Trail::default() }
    }

    /// Asks once; `how` says for support in what way the keys were handed over.
    pub(super) async fn ask(&self, request: Request, how: &str) -> Result<Told, Problem> {
        let told = ask(self.http, request).await;
        self.trail.answered(&told, &format!(" · {how}"));
        told
    }

    /// The problem with everything that was tried on the way to it.
    fn explained(&self, problem: Problem) -> Problem {
        self.trail.explained(problem.of(self.found.home.host()))
    }
}

/// How a caller hands its keys over, for support.
fn how(caller: &Caller) -> &'static str {
    match caller.sign_in {
        SignIn::Header => "keys in the header",
        SignIn::Query => "keys in the address",
    }
}

/// Checks the pair.
///
/// # Errors
/// The problem that stands in the way.
pub async fn check(check: &KeyCheck<'_>, caller: &Caller) -> Result<Checked, Problem> {
    check.checked(caller).await.map_err(|problem| check.explained(problem))
}

/// The facts a signed GET brought, with the way it was signed.
struct MayRead {
    facts: SystemStatus,
    caller: Caller,
    remark: Option<Problem>,
}

impl KeyCheck<'_> {
    async fn checked(&self, caller: &Caller) -> Result<Checked, Problem> {
        let MayRead { facts, caller, remark } = self.may_read(caller).await?;
        self.is_at_home(&facts)?;
        let may_write = self.may_write(&caller).await?;
        let stray = facts.stray.clone().filter(|_| !self.knows(ProblemKind::StrayText));
        let remarks = remark.into_iter().chain(stray).map(|remark| remark.of(self.found.home.host())).collect();
        let SystemStatus { home, wordpress, woocommerce, plugin, .. } = facts;
        Ok(Checked { may_write, sign_in: caller.sign_in, home, wordpress, woocommerce, plugin, remarks })
    }

    fn knows(&self, kind: ProblemKind) -> bool {
        self.found.remarks.iter().any(|remark| remark.kind == kind)
    }

    async fn may_read(&self, caller: &Caller) -> Result<MayRead, Problem> {
        (self.progress)(Check::KeysAccepted, CheckState::Running, None);
        let told = self.ask_status(caller).await?;
        self.refuse_cached(caller, &told).await?;
        match diagnosis::read(told.reply()) {
            ReadVerdict::Accepted => self.accepted(&told, caller.clone(), None),
            ReadVerdict::AskOptions => Err(self.asked_options(caller, &told).await?),
            ReadVerdict::Unrecognised => self.unrecognised(caller, &told).await,
            ReadVerdict::NoInterface => Err(explain::without_interface(self, caller, &told).await?),
            ReadVerdict::Refused(kind) => Err(self.refused(&told, kind)),
        }
    }

    /// The question every check begins with.
    pub(super) async fn ask_status(&self, caller: &Caller) -> Result<Told, Problem> {
        let url = address(&self.found.root, STATUS_ROUTE, STATUS_FIELDS);
        self.ask(caller.request(Method::GET, url, None)?, how(caller)).await
    }

    fn accepted(&self, told: &Told, caller: Caller, remark: Option<Problem>) -> Result<MayRead, Problem> {
        let facts = system_status(told).ok_or_else(|| told.problem(ProblemKind::NotUnderstood))?;
        (self.progress)(Check::KeysAccepted, CheckState::Passed, Some(told.answer.took));
        (self.progress)(Check::MayRead, CheckState::Passed, None);
        Ok(MayRead { facts, caller, remark })
    }

    async fn asked_options(&self, caller: &Caller, told: &Told) -> Result<Problem, Problem> {
        let url = address(&self.found.root, STATUS_ROUTE, STATUS_FIELDS);
        let options = self.ask(caller.request(Method::OPTIONS, url, None)?, how(caller)).await?;
        Ok(self.refused(told, diagnosis::options(options.reply())))
    }

    fn refused(&self, told: &Told, kind: ProblemKind) -> Problem {
        if matches!(kind, ProblemKind::KeyWriteOnly | ProblemKind::OwnerRoleTooLow) {
            (self.progress)(Check::KeysAccepted, CheckState::Passed, Some(told.answer.took));
            (self.progress)(Check::MayRead, CheckState::Failed, None);
        }
        told.problem(kind)
    }

    /// The shop saw no key it knows: unknown, or hidden from it on the way. A header that is
    /// removed is replaced by the query, over https, without a word but a remark.
    async fn unrecognised(&self, caller: &Caller, told: &Told) -> Result<MayRead, Problem> {
        let kind = explain::unrecognised(self, caller, told).await?;
        let exists = matches!(kind, ProblemKind::HeaderStripped | ProblemKind::SecretWrong | ProblemKind::KeysRefused);
        if !exists || caller.sign_in == SignIn::Query {
            return Err(self.refused(told, kind));
        }
        let by_query = caller.by(SignIn::Query);
        let again = self.ask_status(&by_query).await?;
        match diagnosis::read(again.reply()) {
            ReadVerdict::Accepted => self.accepted(&again, by_query, Some(told.problem(ProblemKind::HeaderStripped))),
            ReadVerdict::AskOptions => Err(self.asked_options(&by_query, &again).await?),
            _ => Err(again.problem(kind)),
        }
    }

    /// A cache that answers a signed request hands one visitor's answers to the next. Proof is
    /// that a key that cannot exist is answered the same.
    async fn refuse_cached(&self, caller: &Caller, told: &Told) -> Result<(), Problem> {
        // A cached page is nobody's private answer.
        if !told.reply().cached || !told.reply().json {
            return Ok(());
        }
        let control = self.ask_status(&caller.as_nobody()).await?;
        let same = control.answer.status == told.answer.status && control.answer.body == told.answer.body;
        let stored = same && control.reply().cached;
        if stored { Err(told.problem(ProblemKind::PrivateAnswersCached)) } else { Ok(()) }
    }

    /// A hidden index did not tell WordPress's own address. If the keys tell another host, they
    /// went to the wrong one: the merchant is asked.
    fn is_at_home(&self, facts: &SystemStatus) -> Result<(), Problem> {
        let hidden = self.found.index_hidden;
        let elsewhere = facts.home.as_ref().filter(|home| hidden && !index::is_www_of(home, &self.found.home));
        let Some(home) = elsewhere else { return Ok(()) };
        let same = host::same_registrable(home.host(), self.found.home.host());
        let kind = if same { ProblemKind::AnswersUnderOtherName } else { ProblemKind::OtherHome };
        Err(Problem::new(kind).with_other(home.host()).with_instead(home.as_str()))
    }

    async fn may_write(&self, caller: &Caller) -> Result<bool, Problem> {
        (self.progress)(Check::MayChange, CheckState::Running, None);
        let url = address(&self.found.root, IMPOSSIBLE_GATEWAY, "");
        let told = self.ask(caller.request(Method::POST, url, Some(b"{}".to_vec()))?, how(caller)).await?;
        match diagnosis::write_probe(told.reply()) {
            WriteVerdict::MayWrite => {
                (self.progress)(Check::MayChange, CheckState::Passed, Some(told.answer.took));
                Ok(true)
            }
            WriteVerdict::ReadOnly => {
                (self.progress)(Check::MayChange, CheckState::Noted, Some(told.answer.took));
                Ok(false)
            }
            WriteVerdict::Refused(kind) => Err(told.problem(kind)),
        }
    }
}
