//! Checking a pair against the shop as the measured truth table does: a signed GET, and once a POST
//! that cannot change anything. A healthy shop is asked twice; one that does not recognise the keys is
//! asked in other ways until it is known why.

use super::caller::Caller;
use super::early::Early;
use super::explain;
use super::in_place;
use super::index::FIELDS;
use super::light::{FirstAnswer, failed, lightly, lists_parts};
use super::trail::Trail;
use super::unreachable;
use super::writing::MayWrite;
use super::{
    LIGHT_FIELDS, LIGHT_ROUTE, Progress, STATUS_FIELDS, STATUS_ROUTE, ShopAnswer, SystemStatus, ask, ask_once,
    ask_simply, private, system_status,
};
use crate::adapters::http::{Http, Request};
use connect_core::check::{Check, CheckState};
use connect_core::diagnosis::{self, Cause, ReadVerdict};
use connect_core::fingerprint::Closer;
use connect_core::language::Language;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, PluginFacts, SignIn};
use connect_core::store_url::StoreUrl;
use reqwest::Method;

/// A route that WooCommerce does not have.
pub(super) const NO_ROUTE: &str = "wc/v3/meum-connect-no-route";

/// What the check of a good pair found.
#[derive(Debug)]
pub struct Checked {
    /// Whether the pair may change settings.
    pub may_write: bool,
    /// Where the shop sees the keys: in the header, or in the query.
    pub sign_in: SignIn,
    /// WordPress's own address.
    pub home: Option<StoreUrl>,
    /// WordPress's version.
    pub wordpress: Option<PlainText>,
    /// WooCommerce's version.
    pub woocommerce: Option<PlainText>,
    /// The language of the shop's administration.
    pub language: Option<Language>,
    /// The Meum plugin, if it is installed.
    pub plugin: Option<PluginFacts>,
    /// The shop told its plugins: without the Meum plugin among them, it is not installed.
    pub lists_plugins: bool,
    /// The plugins that run in the shop and can close its interface to guests.
    pub closers: Vec<Closer>,
    /// Why nothing is known of writing, where the question did not get through.
    pub write_unknown: Option<Problem>,
    /// The refusal that showed that the pair may only look.
    pub write_refused: Option<Problem>,
    /// Remarks: worth knowing, and no reason to stop.
    pub remarks: Vec<Problem>,
}

/// A check of keys under way.
pub struct KeyCheck<'a> {
    /// The client for requests to the shop, within the bounds of one diagnosis.
    pub http: Http,
    /// The shop, as the search found it.
    pub found: &'a FoundShop,
    /// Receives how each check stands.
    pub progress: &'a Progress,
    pub(super) trail: Trail,
    pub(super) early: Early,
}

impl<'a> KeyCheck<'a> {
    /// A check that has tried nothing yet.
    pub fn new(http: &Http, found: &'a FoundShop, progress: &'a Progress) -> Self {
        let http = http.clone().within_bounds();
        Self { http, found, progress, trail: Trail::default(), early: Early::default() }
    }

    /// Asks; `how` says for support in what way the keys were handed over.
    pub(super) async fn ask(&self, request: Request, how: &str) -> Result<ShopAnswer, Problem> {
        let told = ask(&self.http, request).await;
        self.trail.answered(&told, &format!(" · {how}"));
        told
    }

    /// Asks once and no more.
    pub(super) async fn ask_once(&self, request: Request, how: &str) -> Result<ShopAnswer, Problem> {
        let told = ask_once(&self.http, request).await;
        self.trail.answered(&told, &format!(" · {how}"));
        told
    }

    /// Asks once and no more, in the way that the answer before came in: where a server breaks in the usual
    /// one, a question that may not be sent twice is asked in the simplest way at once.
    pub(super) async fn ask_like(
        &self,
        before: &ShopAnswer,
        request: Request,
        how: &str,
    ) -> Result<ShopAnswer, Problem> {
        if before.only_simply.is_none() {
            return self.ask_once(request, how).await;
        }
        let told = ask_simply(&self.http, request).await;
        self.trail.answered(&told, &format!(" · {how}"));
        told
    }

    /// The problem with the lines of all requests before it.
    fn explained(&self, problem: Problem) -> Problem {
        self.trail.explained(problem.of(self.found.home.host()))
    }
}

/// The route that this is an answer of, and its fields: the report's, or that of the lighter question.
pub(super) fn route_of(told: &ShopAnswer) -> (&'static str, &'static str) {
    if told.line.contains(LIGHT_ROUTE) { (LIGHT_ROUTE, LIGHT_FIELDS) } else { (STATUS_ROUTE, STATUS_FIELDS) }
}

/// Where a caller puts the keys, in words for support.
pub(super) fn how(caller: &Caller) -> &'static str {
    match caller.sign_in {
        SignIn::Header => "keys in the header",
        SignIn::Query => "keys in the address",
    }
}

/// Checks a pair of keys.
///
/// # Errors
/// What is wrong with the pair, or why the shop did not say, with the lines of all requests.
pub async fn check(check: &KeyCheck<'_>, caller: &Caller) -> Result<Checked, Problem> {
    let of_part = |problem| check.of_part(caller, check.unless_time_is_up(problem));
    check.checked(caller).await.map_err(|problem| check.explained(of_part(check.unless_break(problem))))
}

/// The shop's answer to a pair that may read, and the caller that it answered.
pub(super) struct MayRead {
    facts: SystemStatus,
    /// The route that was read.
    route: &'static str,
    caller: Caller,
    remarks: Vec<Problem>,
}

impl KeyCheck<'_> {
    async fn checked(&self, caller: &Caller) -> Result<Checked, Problem> {
        let MayRead { facts, route, caller, remarks } = Box::pin(self.may_read(caller)).await?;
        self.is_at_home(&facts)?;
        let MayWrite { may, refused, unknown, by_query } = Box::pin(self.may_write(&caller, route)).await?;
        let sign_in = if by_query.is_some() { SignIn::Query } else { caller.sign_in };
        let stray = if self.knows(ProblemKind::StrayText) { None } else { facts.stray.clone() };
        let remarks = remarks.into_iter().chain(by_query).chain(stray).chain(self.slowly());
        let SystemStatus { home, wordpress, woocommerce, language, plugin, lists_plugins, closers, .. } = facts;
        Ok(Checked {
            may_write: may,
            write_unknown: unknown.map(|problem| self.explained(self.of_part(&caller, problem))),
            write_refused: refused.map(|problem| self.explained(self.of_part(&caller, problem))),
            sign_in,
            home,
            wordpress,
            woocommerce,
            language,
            plugin,
            lists_plugins,
            closers,
            remarks: remarks.map(|remark| self.of_shop(remark)).collect(),
        })
    }

    /// The remark, of the shop as it was found, unless it names the shop itself.
    fn of_shop(&self, remark: Problem) -> Problem {
        if remark.about.store.is_some() { remark } else { remark.of(self.found.home.host()) }
    }

    /// A shop that was found without an extra password asks for one now, so only for a part of itself.
    fn of_part(&self, caller: &Caller, problem: Problem) -> Problem {
        let asks = problem.kind == ProblemKind::ExtraPassword && problem.about.mark.is_none();
        let in_part = asks && caller.door.is_none() && !self.found.index_hidden;
        caller.of_form(problem.marked(in_part.then_some(Mark::PartOnly)))
    }

    pub(super) fn knows(&self, kind: ProblemKind) -> bool {
        self.found.remarks.iter().any(|remark| remark.kind == kind)
    }

    async fn may_read(&self, caller: &Caller) -> Result<MayRead, Problem> {
        (self.progress)(Check::KeysAccepted, CheckState::Running, None);
        let told = match self.first_of_two(caller).await? {
            FirstAnswer::Report(told) => told,
            FirstAnswer::Light(told, why) => return self.may_read_lightly(caller, &told, why).await,
        };
        self.refuse_cached(&told).await?;
        if let Some(unread) = told.keys_unread().filter(|_| caller.reads(told.reply()) != ReadVerdict::Accepted) {
            return Err(unread);
        }
        match caller.reads(told.reply()) {
            ReadVerdict::Accepted => self.accepted(&told, caller.clone(), None),
            ReadVerdict::AskWrite => Err(self.told_apart(caller, &told, None).await),
            ReadVerdict::Unrecognised if told.reply().cached && self.is_known_to_write(caller).await => {
                Err(told.problem(ProblemKind::PrivateAnswersCached))
            }
            ReadVerdict::Unrecognised => self.unrecognised(caller, &told, None).await,
            ReadVerdict::NoInterface => Err(in_place::without_interface(self, caller, &told).await?),
            ReadVerdict::NoRoute => Err(self.no_route(caller, &told).await),
            ReadVerdict::Refused(ProblemKind::OwnerRoleTooLow) if self.is_said_to_guests(caller, &told).await => {
                self.unrecognised(caller, &told, None).await
            }
            ReadVerdict::Refused(ProblemKind::ShopRateLimited) => self.past_the_counter(caller, &told).await,
            ReadVerdict::Refused(ProblemKind::ExtraPassword) => Box::pin(self.past_the_server(caller, &told)).await,
            ReadVerdict::Refused(kind) => Err(self.refused_by_page(caller, &told, kind).await),
        }
    }

    /// Asks for the system status, as every check does first.
    pub(super) async fn ask_status(&self, caller: &Caller) -> Result<ShopAnswer, Problem> {
        let url = private(&self.found.root, STATUS_ROUTE, STATUS_FIELDS)?;
        self.ask(caller.request(Method::GET, url, None)?, how(caller)).await
    }

    /// Asks once more, and no more than once, what this is the answer to.
    pub(super) async fn ask_again_once(&self, caller: &Caller, told: &ShopAnswer) -> Result<ShopAnswer, Problem> {
        let (route, fields) = route_of(told);
        let url = private(&self.found.root, route, fields)?;
        self.ask_like(told, caller.request(Method::GET, url, None)?, how(caller)).await
    }

    pub(super) fn accepted(
        &self,
        told: &ShopAnswer,
        caller: Caller,
        remark: Option<Problem>,
    ) -> Result<MayRead, Problem> {
        let facts = system_status(told, &self.found.home)
            .ok_or_else(|| told.problem(diagnosis::in_front(told.reply()).unwrap_or(ProblemKind::NotUnderstood)))?;
        (self.progress)(Check::KeysAccepted, CheckState::Passed, Some(told.answer.took));
        (self.progress)(Check::MayRead, CheckState::Passed, None);
        let simply = if self.knows(ProblemKind::ConnectionBroken) { None } else { told.simply() };
        let another = self.names_another(told, &facts);
        Ok(MayRead {
            facts,
            route: STATUS_ROUTE,
            caller,
            remarks: remark.into_iter().chain(simply).chain(another).collect(),
        })
    }

    /// The report did not come, and WooCommerce has answered a lighter question: that answer is read as
    /// the report's would be.
    async fn may_read_lightly(&self, caller: &Caller, told: &ShopAnswer, why: Problem) -> Result<MayRead, Problem> {
        match caller.reads(told.reply()) {
            ReadVerdict::Accepted => Ok(self.read_lightly(told, caller, why)),
            ReadVerdict::AskWrite => Err(self.told_apart(caller, told, None).await),
            ReadVerdict::Unrecognised => self.unrecognised(caller, told, Some(why)).await,
            ReadVerdict::NoInterface | ReadVerdict::NoRoute => Err(told.problem(ProblemKind::NotUnderstood)),
            ReadVerdict::Refused(ProblemKind::OwnerRoleTooLow) if self.is_said_to_guests(caller, told).await => {
                self.unrecognised(caller, told, Some(why)).await
            }
            ReadVerdict::Refused(kind) => Err(self.refused(told, kind)),
        }
    }

    /// The report did not come, and a lighter question passed: the pair is right, and the versions are
    /// not known. Why the report did not come is a remark.
    fn read_lightly(&self, told: &ShopAnswer, caller: &Caller, why: Problem) -> MayRead {
        (self.progress)(Check::KeysAccepted, CheckState::Passed, Some(told.answer.took));
        (self.progress)(Check::MayRead, CheckState::Passed, None);
        MayRead {
            facts: SystemStatus::default(),
            route: LIGHT_ROUTE,
            caller: caller.clone(),
            remarks: vec![lightly(told, why)],
        }
    }

    pub(super) fn refused(&self, told: &ShopAnswer, kind: ProblemKind) -> Problem {
        if matches!(kind, ProblemKind::KeyWriteOnly | ProblemKind::OwnerRoleTooLow) {
            (self.progress)(Check::KeysAccepted, CheckState::Passed, Some(told.answer.took));
            (self.progress)(Check::MayRead, CheckState::Failed, None);
        }
        told.problem(kind)
    }

    /// Row S or X, as WooCommerce has said itself. Whoever stands in the way of what is asked next is
    /// not the cause, so one question after the other is tried until one gets through. If none does,
    /// it may be either.
    /// `signed` is the answer to the same in a signature, where that was asked already.
    pub(super) async fn told_apart(&self, caller: &Caller, told: &ShopAnswer, signed: Option<ShopAnswer>) -> Problem {
        let write = self.ask_write(caller).await.ok();
        let mut kind = write.and_then(|told| diagnosis::secret_or_permission(told.reply()));
        if kind == Some(ProblemKind::SecretWrong) {
            return self.of_secret(caller, told, signed).await;
        }
        if kind.is_none() {
            let options = self.ask_options(caller).await.ok();
            kind = options.and_then(|told| diagnosis::secret_or_permission(told.reply()));
        }
        if kind.is_none() {
            let signed = match signed {
                Some(signed) => Some(signed),
                None => explain::signed(self, caller, told).await.ok(),
            };
            kind =
                signed.and_then(|signed| diagnosis::secret_or_permission_signed(signed.reply(), signed.says_as(told)));
        }
        match kind {
            Some(kind) => self.refused(told, kind),
            None => told.problem(ProblemKind::SecretWrong).marked(Mark::SecretOrPermission),
        }
    }

    async fn ask_options(&self, caller: &Caller) -> Result<ShopAnswer, Problem> {
        let url = private(&self.found.root, STATUS_ROUTE, STATUS_FIELDS)?;
        self.ask_once(caller.request(Method::OPTIONS, url, None)?, how(caller)).await
    }

    /// Explains why the shop knows no such key. A removed header is replaced by the query, with a remark.
    /// `why` is the remark on a report that did not come; then the lighter question was refused.
    pub(super) async fn unrecognised(
        &self,
        caller: &Caller,
        told: &ShopAnswer,
        why: Option<Problem>,
    ) -> Result<MayRead, Problem> {
        let cause = explain::unrecognised(self, caller, told).await?;
        if cause.cause == Cause::Is(ProblemKind::OwnerRoleTooLow)
            && why.is_none()
            && let Some(light) = self.past_report(caller).await
        {
            return Ok(self.read_lightly(&light, caller, failed(told)));
        }
        if cause.mark == Some(Mark::KeyOrHeader) && !told.reply().cached && self.is_known_to_write(caller).await {
            return Err(self.refused(told, ProblemKind::HeaderStripped).marked(Mark::LooksUnseen));
        }
        let kind = match cause.cause {
            Cause::Is(kind) => return Err(self.refused(cause.deciding(told), kind).marked(cause.mark)),
            Cause::ByQuery(kind) if caller.sign_in == SignIn::Query => {
                return Err(self.refused(told, kind).marked(cause.mark));
            }
            Cause::ByQuery(kind) => kind,
        };
        if kind == ProblemKind::HeaderStripped
            && cause.mark.is_none()
            && let Some(again) = self.arrives_after_all(caller, told).await
        {
            return match why {
                Some(why) => Ok(self.read_lightly(&again, caller, why)),
                None => self.accepted(&again, caller.clone(), None),
            };
        }
        let by_query = caller.by(SignIn::Query);
        let again = self.ask_again_once(&by_query, told).await;
        let proves = |again: &&ShopAnswer| why.is_none() || again.reply().is_woocommerce() || lists_parts(again);
        let verdict = again.as_ref().ok().filter(proves).map(|again| diagnosis::read(again.reply()));
        match (verdict, again) {
            (Some(ReadVerdict::Accepted), Ok(again)) => {
                let taken = self.header_taken(told).await;
                let Some(why) = why else { return self.accepted(&again, by_query, Some(taken)) };
                let mut read = self.read_lightly(&again, &by_query, why);
                read.remarks.push(taken);
                Ok(read)
            }
            (Some(ReadVerdict::AskWrite), Ok(again)) => Err(self.told_apart(&by_query, &again, cause.signed).await),
            (None | Some(ReadVerdict::Refused(_)), again) if cause.all_stopped => {
                let last = again.as_ref().ok();
                let untested = || self.refused(told, kind).marked(cause.mark_beside(last));
                Err(self.shut_out(caller, told, (&cause, last)).await.unwrap_or_else(untested))
            }
            // It was not waited for, which shuts no way.
            (_, Err(problem)) if kind == ProblemKind::HeaderStripped && unreachable::is_late(&problem) => {
                Err(self.late(problem))
            }
            (_, Ok(again)) if kind == ProblemKind::HeaderStripped && cause.mark.is_none() => {
                let taken = self.header_taken(told).await;
                Err(Problem { technical: again.problem(kind).technical, ..taken })
            }
            // Whoever counts questions has answered those that would tell.
            (_, again) => Err(cause
                .limited()
                .unwrap_or_else(|| self.refused(told, kind).marked(cause.mark_beside(again.ok().as_ref())))),
        }
    }

    /// Asks for the index as a guest does, at an address that nobody has asked before: a cache may keep an old one.
    pub(super) async fn ask_index(&self, caller: &Caller) -> Result<ShopAnswer, Problem> {
        let url = private(&self.found.root, "", FIELDS)?;
        self.ask(caller.as_guest(url)?, "without keys").await
    }
}
