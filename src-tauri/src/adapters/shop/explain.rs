//! Finds out why the shop does not recognise the keys (truth table in `diagnosis/keys.rs`, rows U, H, T
//! and Q).
//!
//! It sends signed probes, which work without the header and without https, and one with a key that
//! cannot exist to compare with. A probe never carries the secret, and expires after fifteen minutes.

use super::caller::Caller;
use super::keys::{KeyCheck, route_of};
use super::revoking::THIS_ONE;
use super::shop_keys::{Pair, ShopKeys};
use super::unreachable;
use super::{ShopAnswer, private};
use crate::adapters::oauth;
use crate::perform::now;
use connect_core::diagnosis::{self, Cause, Probes, Signed};
use connect_core::fingerprint::{self, Layer};
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use reqwest::{Method, Url};

/// Why the keys are not recognised, and the answers that tell.
pub(super) struct Unrecognised {
    /// Why.
    pub cause: Cause,
    /// None of the signed questions got through: somebody in front, or nobody, answered each.
    pub all_stopped: bool,
    /// What was seen beyond the cause.
    pub mark: Option<Mark>,
    /// The answer that tells, where it is not the first one.
    deciding: Option<ShopAnswer>,
    /// The answer to the pair in a signature.
    pub signed: Option<ShopAnswer>,
}

impl Unrecognised {
    /// The answer that tells.
    pub fn deciding<'a>(&'a self, first: &'a ShopAnswer) -> &'a ShopAnswer {
        self.deciding.as_ref().unwrap_or(first)
    }

    /// The mark, beside the answer to the pair in the query: where WooCommerce itself did not see that one
    /// either, it is not the header.
    pub fn mark_beside(&self, by_query: Option<&ShopAnswer>) -> Option<Mark> {
        let unseen = by_query.is_some_and(|told| told.reply().is_woocommerce());
        self.mark.filter(|mark| *mark != Mark::HeaderOrHttps || !unseen)
    }

    /// That the shop asks to wait, where that came to the questions that would explain the refusal.
    pub fn limited(&self) -> Option<Problem> {
        let limited = self.since().filter(|told| self.all_stopped && told.reply().layer == Some(Layer::RateLimited));
        limited.map(|told| told.problem(ProblemKind::ShopRateLimited))
    }

    /// The answer of somebody in front to a question after the first.
    pub fn since(&self) -> Option<&ShopAnswer> {
        self.deciding.as_ref()
    }
}

/// Finds out why the shop does not recognise the pair.
///
/// # Errors
/// Why a probe got no answer.
pub(super) async fn unrecognised(
    check: &KeyCheck<'_>,
    caller: &Caller,
    refused: &ShopAnswer,
) -> Result<Unrecognised, Problem> {
    let ShopKeys::Pair(pair) = &caller.keys else { return Ok(password_refused(check, caller, refused).await) };
    if diagnosis::says_expired(refused.reply()) && !is_said_to_any_key(check, caller, refused).await {
        let (cause, mark) = (Cause::Is(ProblemKind::KeyUnknown), Some(Mark::KeyExpired));
        return Ok(Unrecognised { cause, mark, all_stopped: false, deciding: None, signed: None });
    }
    // The shop judges the signature's time by its own clock.
    let at = refused.answer.date().unwrap_or(now().0 / 1_000);
    let nobody = Pair::impossible();
    // No probe needs another's answer.
    let (https, http, control) = tokio::join!(
        probe(check, caller, pair, ("https", at, refused)),
        probe(check, caller, pair, ("http", at, refused)),
        probe(check, caller, &nobody, ("https", at, refused)),
    );
    // Nobody is shut out where it is our own time that ran out.
    let late = |told: &Result<ShopAnswer, Problem>| {
        told.as_ref().err().filter(|problem| unreachable::is_late(problem)).cloned()
    };
    if let Some(problem) = late(&https).filter(|_| late(&http).is_some()) {
        return Err(check.late(problem));
    }
    let signed = |told: &Result<ShopAnswer, Problem>| taken(told, &control);
    let mut probes = Probes {
        https: signed(&https),
        http: signed(&http),
        differ: matches!((&https, &http), (Ok(https), Ok(http)) if !https.says_as(http)),
        home_known: !check.found.index_hidden || check.found.home_written.is_some(),
    };
    let mut cause = diagnosis::unrecognised(refused.reply(), probes);
    if cause == Cause::ByQuery(ProblemKind::SecretWrong)
        && let Some(base) = Base::other(check.found)
    {
        // Both may have been refused for the address that was signed, and not for the secret.
        let (other_https, other_http) = tokio::join!(
            probe_as(check, caller, pair, ("https", at, refused), base),
            probe_as(check, caller, pair, ("http", at, refused), base),
        );
        let others = Probes { https: signed(&other_https), http: signed(&other_http), ..probes };
        if others.https == Signed::Accepted || others.http == Signed::Accepted {
            probes = others;
            cause = diagnosis::unrecognised(refused.reply(), probes);
        }
    }
    let differs = cause == Cause::ByQuery(ProblemKind::HttpsUnnoticed);
    let right = if differs { right_one(check, caller, pair, (at, refused), [&https, &http]).await } else { None };
    if right == Some("https") {
        // WordPress signs as https, so it has noticed that.
        cause = Cause::ByQuery(ProblemKind::HeaderStripped);
    }
    let all_stopped = probes.https == Signed::Stopped && probes.http == Signed::Stopped;
    // Where somebody in front or a plugin took the questions, the first answer does not show it.
    let foreign = all_stopped || cause == Cause::Is(ProblemKind::RestLockedOut);
    let (deciding, signed) = if foreign { (https.ok().or(http.ok()), None) } else { (None, https.ok()) };
    // Whoever refuses a pair in the words it has for everybody says nothing of the pair. A plugin that
    // wants a token of its own says that it wants none of our kind.
    let wants_token = refused.reply().plugin == Some(fingerprint::TOKENS);
    let mark = match cause {
        Cause::Is(ProblemKind::RestLockedOut) if !wants_token => Some(Mark::KeyOrLock),
        // The index came without a token, so it is one part that wants one.
        Cause::Is(ProblemKind::RestLockedOut) if !check.found.index_hidden => Some(Mark::ShopPart),
        // No signed question got through to WooCommerce.
        Cause::ByQuery(ProblemKind::KeyUnknown) => Some(Mark::Untested),
        // One of the two signatures is right, and nothing tells which.
        Cause::ByQuery(ProblemKind::HttpsUnnoticed) if right.is_none() => Some(Mark::HeaderOrHttps),
        // No signature was heard, so nothing shows that the shop knows the key.
        Cause::ByQuery(ProblemKind::HeaderStripped) if probes.https != Signed::Accepted && !differs => {
            Some(Mark::KeyOrHeader)
        }
        Cause::Is(_) | Cause::ByQuery(_) => None,
    };
    Ok(Unrecognised { cause, all_stopped, mark, deciding, signed })
}

/// Which of two signatures was right, where WooCommerce refused both in different words: the one that is not refused as
/// one of a wrong secret is. What it has against the other, such as its time, it says in the shop's language.
async fn right_one(
    check: &KeyCheck<'_>,
    caller: &Caller,
    pair: &Pair,
    (at, refused): (i64, &ShopAnswer),
    signed: [&Result<ShopAnswer, Problem>; 2],
) -> Option<&'static str> {
    let wrong = Pair { key: pair.key.clone(), secret: Pair::impossible().secret };
    let wrong =
        probe(check, caller, &wrong, ("https", at, refused)).await.ok().filter(|told| told.reply().is_woocommerce())?;
    let as_wrong = signed.map(|told| told.as_ref().is_ok_and(|told| told.says_as(&wrong)));
    match as_wrong {
        [false, true] => Some("https"),
        [true, false] => Some("http"),
        [false, false] | [true, true] => None,
    }
}

/// The same of an application password: WordPress itself is asked which one that is. Who is signed in would be answered
/// alike where WordPress takes none at all, and where none has arrived (measured on 6.1.9 and 6.5.5).
async fn password_refused(check: &KeyCheck<'_>, caller: &Caller, refused: &ShopAnswer) -> Unrecognised {
    let asked = async {
        let url = private(&check.found.root, THIS_ONE, "uuid")?;
        check.ask_like(refused, caller.request(Method::GET, url, None)?, "the password, to WordPress").await
    };
    let myself = asked.await.ok();
    let (kind, mark) = diagnosis::password_refused(refused.reply(), myself.as_ref().map(ShopAnswer::reply));
    Unrecognised { cause: Cause::Is(kind), all_stopped: false, mark, deciding: myself, signed: None }
}

impl KeyCheck<'_> {
    /// Whether whoever brings no key is refused in the same words: then they say nothing of a key's owner.
    pub(super) async fn is_said_to_guests(&self, caller: &Caller, told: &ShopAnswer) -> bool {
        let (route, fields) = route_of(told);
        let request = private(&self.found.root, route, fields).and_then(|url| caller.as_guest(url));
        let Ok(request) = request else { return false };
        let guest = self.ask_like(told, request, "the same, without keys").await;
        guest.is_ok_and(|guest| guest.answer.status == told.answer.status && guest.reply().code == told.reply().code)
    }
}

/// Whether a key that cannot exist gets the same code in the same place: then the code says nothing of this key.
async fn is_said_to_any_key(check: &KeyCheck<'_>, caller: &Caller, refused: &ShopAnswer) -> bool {
    let (route, fields) = route_of(refused);
    let asked = async {
        let url = private(&check.found.root, route, fields)?;
        let request = caller.as_nobody().request(Method::GET, url, None)?;
        check.ask_like(refused, request, "a key that can't exist").await
    };
    asked.await.is_ok_and(|nobody| nobody.reply().code == refused.reply().code)
}

/// How a probe was taken; one without an answer did not get through.
fn taken(told: &Result<ShopAnswer, Problem>, control: &Result<ShopAnswer, Problem>) -> Signed {
    let (Ok(told), Ok(control)) = (told, control) else { return Signed::Stopped };
    let same = told.answer.status == control.answer.status && told.says_as(control);
    diagnosis::known(told.reply(), control.reply(), same)
}

/// The GET that was refused, signed for the https address, for shops that answer no other question.
pub(super) async fn signed(check: &KeyCheck<'_>, caller: &Caller, refused: &ShopAnswer) -> Result<ShopAnswer, Problem> {
    let at = refused.answer.date().unwrap_or(now().0 / 1_000);
    let ShopKeys::Pair(pair) = &caller.keys else { return Err(Problem::new(ProblemKind::KeysRefused)) };
    probe(check, caller, pair, ("https", at, refused)).await
}

/// The address that WooCommerce signs, below which the request's path stands.
#[derive(Clone, Copy)]
enum Base {
    /// WordPress's own, as its settings write it.
    Settings,
    /// The same with a slash at its end, which only code can give it. WordPress puts another one behind it, and
    /// WooCommerce then finds no folder to take off the path.
    Slashed,
    /// The one that was asked: a plugin may give each question the name that it came under.
    Asked,
}

impl Base {
    /// Another one than the settings', where there is a reason for one.
    fn other(found: &FoundShop) -> Option<Self> {
        if found.home_written.as_deref().is_some_and(|home| home.ends_with('/')) {
            return Some(Self::Slashed);
        }
        (found.home.host() != found.root.host()).then_some(Self::Asked)
    }
}

/// Sends a GET that is signed for WordPress's own address with this scheme.
async fn probe(
    check: &KeyCheck<'_>,
    caller: &Caller,
    pair: &Pair,
    how: (&str, i64, &ShopAnswer),
) -> Result<ShopAnswer, Problem> {
    probe_as(check, caller, pair, how, Base::Settings).await
}

async fn probe_as(
    check: &KeyCheck<'_>,
    caller: &Caller,
    pair: &Pair,
    (scheme, at, refused): (&str, i64, &ShopAnswer),
    base: Base,
) -> Result<ShopAnswer, Problem> {
    let (route, fields) = route_of(refused);
    let url = private(&check.found.root, route, fields)?;
    let signed_as = as_wordpress_sees(check.found, &url, (scheme, base));
    let signed = oauth::nonce()
        .and_then(|nonce| oauth::sign(&pair.key, &pair.secret, &Method::GET, &url, &signed_as, at, &nonce));
    let signed = signed.map_err(|_| Problem::new(ProblemKind::KeysRefused))?;
    check.ask_like(refused, caller.as_guest(signed.into_url())?, &format!("signed for {scheme}")).await
}

/// The address that WooCommerce signs: its home as WordPress gives it, with the scheme that WordPress believes in, and
/// the request's path below it.
fn as_wordpress_sees(found: &FoundShop, asked: &Url, (scheme, base): (&str, Base)) -> String {
    let home = found.home_written.as_deref().unwrap_or(found.home.as_str());
    let (_, home) = home.split_once("://").unwrap_or(("", home));
    let home = home.trim_end_matches('/');
    let path = asked.path();
    match base {
        Base::Settings => {
            let folder = found.home.as_url().path().trim_end_matches('/');
            format!("{scheme}://{home}{}", path.strip_prefix(folder).unwrap_or(path))
        }
        Base::Slashed => format!("{scheme}://{home}/{path}"),
        Base::Asked => {
            let port = asked.port().map(|port| format!(":{port}")).unwrap_or_default();
            format!("{scheme}://{}{port}{path}", found.root.host())
        }
    }
}
