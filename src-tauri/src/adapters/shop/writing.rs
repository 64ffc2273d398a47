//! Whether a pair may change settings, asked without changing any: a POST to a gateway that cannot exist, with a value
//! that none could take. A question that does not get through undoes nothing that was read: it is said beside it.

use super::caller::Caller;
use super::in_place;
use super::keys::{KeyCheck, how};
use super::unreachable;
use super::{ShopAnswer, address, ask_simply, is_empty, private};
use crate::adapters::http::Request;
use crate::adapters::loose::Loose;
use connect_core::check::{Check, CheckState};
use connect_core::diagnosis::{self, WriteAnswer, WriteVerdict};
use connect_core::fingerprint;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::SignIn;
use reqwest::Method;

/// A gateway that no plugin has. Its name tells whoever reads the shop's log what the request is for.
const IMPOSSIBLE_GATEWAY: &str = "wc/v3/payment_gateways/meum-connect-permission-check";

/// A value that no gateway could take: only a question that would write is held against it.
pub(super) const IMPOSSIBLE_VALUE: &[u8] = br#"{"enabled":"meum-connect-permission-check"}"#;

/// The field of that value.
const FIELD: &str = "enabled";

/// What is known of writing: whether the pair may; if not, the refusal; and if nobody knows, why not.
#[derive(Default)]
pub(super) struct MayWrite {
    pub may: bool,
    pub refused: Option<Problem>,
    pub unknown: Option<Problem>,
    /// The header with the keys is taken off questions that write, so the keys go into the query.
    pub by_query: Option<Problem>,
}

impl MayWrite {
    pub const MAY: Self = Self { may: true, refused: None, unknown: None, by_query: None };

    pub fn refused(why: Problem) -> Self {
        Self { refused: Some(why), ..Self::default() }
    }

    pub fn unknown(why: Problem) -> Self {
        Self { unknown: Some(why), ..Self::default() }
    }
}

impl KeyCheck<'_> {
    /// A question that would write, to a gateway that cannot exist: nothing is changed by asking.
    pub(super) async fn ask_write(&self, caller: &Caller) -> Result<ShopAnswer, Problem> {
        match self.early.answer(caller.sign_in).await {
            Some(told) => told,
            None => self.ask_once(self.write_question(caller)?, how(caller)).await,
        }
    }

    pub(super) fn write_question(&self, caller: &Caller) -> Result<Request, Problem> {
        let url = address(&self.found.root, IMPOSSIBLE_GATEWAY, "");
        caller.request(Method::POST, url, Some(IMPOSSIBLE_VALUE.to_vec()))
    }

    /// The same with nothing to find fault with: what the owner of a key may not do is refused then.
    pub(super) async fn ask_emptily(&self, caller: &Caller) -> Result<ShopAnswer, Problem> {
        let url = address(&self.found.root, IMPOSSIBLE_GATEWAY, "");
        self.ask_once(caller.request(Method::POST, url, Some(b"{}".to_vec()))?, how(caller)).await
    }

    /// Whether the pair may write; `route` was just read with it.
    pub(super) async fn may_write(&self, caller: &Caller, route: &'static str) -> Result<MayWrite, Problem> {
        (self.progress)(Check::MayChange, CheckState::Running, None);
        let told = match self.write_answer(caller).await {
            Ok(told) => told,
            Err(problem) => {
                (self.progress)(Check::MayChange, CheckState::Failed, None);
                // What was read has come, so the shop answers, and this question alone was left.
                let alone = problem.kind == ProblemKind::ShopTimedOut && problem.about.mark.is_none();
                let problem = match (alone, unreachable::is_late(&problem)) {
                    (true, true) => slow_to_change(self.unless_time_is_up(problem)),
                    (true, false) => self.late(problem),
                    (false, _) => problem,
                };
                return Ok(MayWrite::unknown(problem));
            }
        };
        let write = self.read_write(caller, route, &told).await;
        let write = self.unless_stopped_by_now(caller, &told, write).await;
        let state = match &write {
            MayWrite { may: true, .. } => CheckState::Passed,
            MayWrite { refused: Some(_), .. } => CheckState::Noted,
            _ => CheckState::Failed,
        };
        (self.progress)(Check::MayChange, state, Some(told.answer.took));
        Ok(write)
    }

    /// The answer to the question that would write. A server that was started anew closes the connection
    /// before it reads the question; another one breaks in its compression.
    async fn write_answer(&self, caller: &Caller) -> Result<ShopAnswer, Problem> {
        let told = self.ask_write(caller).await;
        let is_broken = match &told {
            Ok(told) => is_empty(&told.answer),
            Err(problem) => problem.kind == ProblemKind::ConnectionBroken || problem.about.mark == Some(Mark::Packed),
        };
        if !is_broken {
            return told;
        }
        let told = ask_simply(&self.http, self.write_question(caller)?).await;
        self.trail.answered(&told, &format!(" · {}, once more", how(caller)));
        told
    }

    async fn read_write(&self, caller: &Caller, route: &'static str, told: &ShopAnswer) -> MayWrite {
        let verdict = match verdict(told) {
            WriteVerdict::Page => self.behind_page(caller, told).await,
            verdict => verdict,
        };
        match verdict {
            WriteVerdict::OwnerUntold => self.owner_may(caller, route).await,
            WriteVerdict::Unproven => self.arrives(caller, route).await,
            WriteVerdict::Unseen => self.by_query(caller, route, told).await,
            WriteVerdict::Unknown(ProblemKind::NotUnderstood) if !told.reply().json && !told.reply().garbled => {
                // The part was seen to answer a moment before.
                let page = in_place::of_page(caller, told);
                let closed = page.kind == ProblemKind::RestLockedOut;
                let replaced = || told.problem(ProblemKind::NotUnderstood).marked(Mark::WriteReplaced);
                MayWrite::unknown(if closed { replaced() } else { page })
            }
            WriteVerdict::Unknown(ProblemKind::Blocked)
                if !is_page_of_number(told) && self.refuses_methods(caller, told).await =>
            {
                MayWrite::unknown(told.problem(ProblemKind::Blocked).marked(Mark::MethodsRefused))
            }
            WriteVerdict::Unknown(ProblemKind::RestLockedOut) if route_is_gone(told) => {
                MayWrite::unknown(self.methods_gone(caller, told).await)
            }
            // An application password has no permissions of its own.
            WriteVerdict::ReadOnly if caller.keys.is_password() => {
                written(WriteVerdict::Unknown(ProblemKind::KeysRefused), told)
            }
            verdict => written(verdict, told),
        }
    }

    /// A question about a gateway that cannot exist, with this pair.
    pub(super) async fn ask_gateway(&self, caller: &Caller, method: Method) -> Result<ShopAnswer, Problem> {
        let request = if method == Method::GET {
            caller.request(method, private(&self.found.root, IMPOSSIBLE_GATEWAY, "")?, None)?
        } else {
            self.write_question(caller)?
        };
        self.ask_once(request, how(caller)).await
    }

    /// The pair reads, and on a question that writes nobody saw it. One of several servers may not know the key yet, so
    /// it is asked once more; else its header is taken off there, and the query is tried.
    pub(super) async fn by_query(&self, caller: &Caller, route: &'static str, told: &ShopAnswer) -> MayWrite {
        if caller.sign_in == SignIn::Query || caller.keys.is_password() {
            return unseen(told);
        }
        // With the same header, the shop has just let the keys look.
        let taken = told.problem(ProblemKind::HeaderStripped).marked(Mark::ChangesUnseen);
        if let Ok(again) = self.ask_write(caller).await
            && let Ok(seen) = self.seen(caller, route, &again).await
        {
            return seen;
        }
        let by_query = caller.by(SignIn::Query);
        let Ok(again) = self.ask_write(&by_query).await else { return MayWrite::unknown(taken) };
        match self.seen(&by_query, route, &again).await {
            Ok(seen) => MayWrite { by_query: Some(taken), ..seen },
            Err(WriteVerdict::Unseen) => unseen(&again),
            Err(_) => MayWrite::unknown(taken),
        }
    }

    /// What an answer tells of a pair that WooCommerce saw; else what it shows in its place.
    async fn seen(&self, caller: &Caller, route: &'static str, told: &ShopAnswer) -> Result<MayWrite, WriteVerdict> {
        match verdict(told) {
            verdict @ (WriteVerdict::MayWrite | WriteVerdict::ReadOnly) => Ok(written(verdict, told)),
            WriteVerdict::Unproven => Ok(self.arrives(caller, route).await),
            WriteVerdict::OwnerUntold => {
                let emptily = self.ask_emptily(caller).await.map_err(|_| WriteVerdict::OwnerUntold)?;
                match verdict(&emptily) {
                    WriteVerdict::Unproven => Ok(MayWrite::MAY),
                    verdict => Err(verdict),
                }
            }
            verdict => Err(verdict),
        }
    }
}

/// Whether the number of a page may be WooCommerce's own, so that another question about the gateway has been asked.
fn is_page_of_number(told: &ShopAnswer) -> bool {
    matches!(told.answer.status, 400 | 401 | 404)
}

/// Whether WordPress says that it knows no such route.
fn route_is_gone(told: &ShopAnswer) -> bool {
    told.reply().code.as_deref() == Some("rest_no_route")
}

/// The pair was read, and what would write got no answer in its time: of whoever only looks, that says nothing.
fn slow_to_change(problem: Problem) -> Problem {
    // Where every answer took long, this one is no different.
    if problem.about.mark.is_some() {
        return problem;
    }
    Problem { kind: ProblemKind::ShopSlow, ..problem }.marked(Mark::WritesSlow)
}

/// What an answer to the question that would write shows.
pub(super) fn verdict(told: &ShopAnswer) -> WriteVerdict {
    let json = told.json().map(Loose::of);
    let faults_ours = json.is_some_and(|json| json.get("data").get("params").get(FIELD).raw().is_some());
    let allow = told.answer.header("allow").unwrap_or_default();
    let allows = allow.split(',').any(|method| method.trim().eq_ignore_ascii_case("POST"));
    diagnosis::write_probe(told.reply(), WriteAnswer { faults_ours, allows })
}

/// The keys were seen to arrive a moment before, in the question that reads; in this one nobody saw them.
fn unseen(told: &ShopAnswer) -> MayWrite {
    MayWrite::unknown(told.problem(ProblemKind::KeysRefused).marked(Mark::WriteUnseen))
}

/// What a verdict comes to. One that needs another question is not known here.
pub(super) fn written(verdict: WriteVerdict, told: &ShopAnswer) -> MayWrite {
    let unknown = |kind| {
        let by = diagnosis::named_layer(told.reply());
        let (nameless, by_plugin) = (by.is_none(), by.is_some_and(fingerprint::is_plugin));
        // The pair was let in a moment before: what is refused is the question.
        let mark = match kind {
            // A plugin of the shop's is mended in WordPress, and its words say so.
            ProblemKind::Blocked if by_plugin => None,
            ProblemKind::Blocked if diagnosis::cloudflare_mark(told.reply()).is_some() => None,
            ProblemKind::Blocked if !nameless => Some(Mark::WritesStopped),
            ProblemKind::CloudflareChallenge | ProblemKind::SiteGroundCaptcha => Some(Mark::WritesStopped),
            ProblemKind::Blocked | ProblemKind::KeysRefused | ProblemKind::ExtraPassword | ProblemKind::Maintenance => {
                Some(Mark::WriteRefused)
            }
            ProblemKind::RestLockedOut => Some(Mark::MethodsGone),
            ProblemKind::NotUnderstood if told.reply().json => Some(Mark::WriteReplaced),
            _ => None,
        };
        MayWrite::unknown(told.problem(kind).marked(mark))
    };
    match verdict {
        WriteVerdict::MayWrite => MayWrite::MAY,
        WriteVerdict::ReadOnly => MayWrite::refused(told.problem(ProblemKind::KeyReadOnly)),
        // The same owner was let look a moment before.
        WriteVerdict::RoleTooLow => {
            MayWrite::refused(told.problem(ProblemKind::OwnerRoleTooLow).marked(Mark::OwnerMayLook))
        }
        WriteVerdict::OwnerUntold | WriteVerdict::Unproven => unknown(ProblemKind::NotUnderstood),
        WriteVerdict::Page => unknown(ProblemKind::Blocked),
        WriteVerdict::Unseen => unknown(ProblemKind::HeaderStripped),
        WriteVerdict::Unknown(kind) => unknown(kind),
    }
}
