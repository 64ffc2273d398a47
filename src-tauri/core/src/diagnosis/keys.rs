//! Checking the keys: the measured truth table, as pure functions over status, code, method and way
//! of signing in (WooCommerce's includes/class-wc-rest-authentication.php).
//!
//! WooCommerce's own words win: where `wc/v3` has answered with one of its codes, nobody in front of
//! the shop is the cause of that answer, and that answer chooses the next question.

use super::reply::{EXPIRED, Reply, in_front};
use crate::fingerprint::{self, Layer};
use crate::problem::ProblemKind;

/// How a signed GET was taken (rows of the measured truth table).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadVerdict {
    /// Row G or R: the pair is right and may read.
    Accepted,
    /// Row S or X: a question that writes tells them apart.
    AskWrite,
    /// Rows U, H and T, all alike: the shop saw no key it knows. Signed probes tell them apart.
    Unrecognised,
    /// A page where the REST interface was: the links have changed since. Row Q is possible.
    NoInterface,
    /// WordPress knows no such route: the index tells whether WooCommerce still runs.
    NoRoute,
    /// Something is wrong.
    Refused(ProblemKind),
}

const AUTHENTICATION_ERROR: &str = "woocommerce_rest_authentication_error";
/// What WordPress says of a value that a route does not take.
const INVALID: &str = "rest_invalid_param";
const NO_SUCH_GATEWAY: &str = "woocommerce_rest_payment_gateway_invalid";
const CANNOT: [&str; 3] =
    ["woocommerce_rest_cannot_view", "woocommerce_rest_cannot_edit", "woocommerce_rest_cannot_create"];
/// Codes of WordPress's own sign-in. A plugin that reads the header itself takes a key that
/// WooCommerce does not know for a user's name, and answers 401, 403 or 500
/// (WP-API/Basic-Auth, `json-basic-authentication`).
const NO_SUCH_USER: [&str; 4] =
    ["invalid_username", "invalid_email", "incorrect_password", "invalid_application_password"];

/// Reads the answer to a signed GET.
pub fn read(reply: &Reply) -> ReadVerdict {
    if matches!(reply.status, 200..=299) && reply.json && reply.code.is_none() {
        return ReadVerdict::Accepted;
    }
    if let Some(kind) = in_front(reply) {
        return ReadVerdict::Refused(kind);
    }
    match (reply.status, reply.code()) {
        // WooCommerce's own words win, whatever the number that arrives with them.
        (_, AUTHENTICATION_ERROR) => ReadVerdict::AskWrite,
        (403, code) if CANNOT.contains(&code) => ReadVerdict::Refused(ProblemKind::OwnerRoleTooLow),
        (_, code) if NO_SUCH_USER.contains(&code) => ReadVerdict::Unrecognised,
        // A plugin counts sign-ins, and asks to wait (Limit Login Attempts Reloaded).
        (_, "too_many_retries") => ReadVerdict::Refused(ProblemKind::ShopRateLimited),
        (300..=599, code) if CANNOT.contains(&code) => ReadVerdict::Unrecognised,
        // WooCommerce, or a plugin that hides the interface from guests, saw nobody it knows.
        (401 | 403, _) if reply.json => ReadVerdict::Unrecognised,
        (404, "rest_no_route") => ReadVerdict::NoRoute,
        (300..=399, _) if !reply.json => ReadVerdict::NoInterface,
        (200 | 404, _) if !reply.json && !reply.garbled => ReadVerdict::NoInterface,
        _ if !reply.json => ReadVerdict::Refused(ProblemKind::NotUnderstood),
        // A fault is never of the keys.
        (500..=599, _) => ReadVerdict::Refused(ProblemKind::ServerFault),
        // A plugin that stops guests, under a number of its own.
        _ if !reply.refusers.is_empty() => ReadVerdict::Unrecognised,
        (_, code) => ReadVerdict::Refused(unlike(code)),
    }
}

/// What an answer in JSON means that fits no row. Only the codes of a refusal say that the keys were
/// refused; anything else may be wrong with the question.
fn unlike(code: &str) -> ProblemKind {
    let refuses = code == AUTHENTICATION_ERROR || CANNOT.contains(&code) || NO_SUCH_USER.contains(&code);
    if refuses { ProblemKind::KeysRefused } else { ProblemKind::NotUnderstood }
}

/// Whether the shop itself said that it knows nobody with this key.
pub fn knows_no_such(reply: &Reply) -> bool {
    let unseen = reply.status == 401 && CANNOT.contains(&reply.code());
    unseen || NO_SUCH_USER.contains(&reply.code())
}

/// Whether the shop said in a code that the key has run out. WooCommerce's own keys don't: a plugin of the shop
/// gives them an end.
pub fn says_expired(reply: &Reply) -> bool {
    matches!(reply.status, 401 | 403) && EXPIRED.contains(&reply.code())
}

/// Whether a refusal is a page that the web server may have put in the place of WooCommerce's words.
pub fn may_be_dressed(reply: &Reply) -> bool {
    let nameless = matches!(reply.layer, None | Some(Layer::Firewall { brand: None, incident: None }));
    matches!(reply.status, 401 | 403) && nameless && !reply.json && !reply.garbled && !reply.shows_wordpress()
}

/// Whether a lighter question may still tell the keys: the answer is about the report that was asked
/// for, or about nothing, rather than about who asked.
pub fn is_of_the_report(reply: &Reply) -> bool {
    let of_server = matches!(reply.layer, None | Some(Layer::ServerFault | Layer::Fault));
    let unfinished = reply.status >= 500 && of_server && unlike(reply.code()) != ProblemKind::KeysRefused;
    // PHP may come to its end after the status has left.
    let cut_off = reply.status == 200 && (reply.garbled || matches!(reply.layer, Some(Layer::Fault)));
    unfinished || cut_off || is_of_the_question(reply) || is_page_of_nobody(reply)
}

/// Whether a refusal may be of the report alone, as a line of code or a security plugin closes one route: WooCommerce
/// refuses the owner of a key that it knows, or somebody else answers in a code of nobody's.
pub fn may_be_of_the_report(reply: &Reply) -> bool {
    let code = reply.code();
    let of_owner = reply.status == 403 && CANNOT.contains(&code);
    let known = code.starts_with("woocommerce_") || NO_SUCH_USER.contains(&code) || EXPIRED.contains(&code);
    let of_nobody = matches!(reply.status, 401 | 403 | 451) && !code.is_empty() && !known && reply.plugin.is_none();
    in_front(reply).is_none() && (of_owner || (of_nobody && code != "too_many_retries"))
}

/// Whether a page stands in the place of the report, and nobody is known by it who would refuse every question.
fn is_page_of_nobody(reply: &Reply) -> bool {
    let nobody = match reply.layer {
        None => true,
        Some(Layer::Firewall { brand, .. }) => {
            brand.is_none_or(|brand| !fingerprint::is_plugin(brand) && !fingerprint::looks_for_robots(brand))
        }
        Some(_) => false,
    };
    nobody && !reply.json && !reply.garbled && matches!(reply.status, 200 | 401 | 403 | 406 | 451)
}

/// Whether WordPress or WooCommerce finds fault with the question in a code of its own, and not with who
/// asks: `rest_invalid_param`, `rest_no_route` and their like.
fn is_of_the_question(reply: &Reply) -> bool {
    let coded = matches!(reply.status, 400 | 402 | 404..=499) && !reply.code().is_empty();
    let of_who_asks = !reply.refusers.is_empty() || unlike(reply.code()) == ProblemKind::KeysRefused;
    coded && !of_who_asks && in_front(reply).is_none()
}

/// Reads a question asked with the same pair after [`ReadVerdict::AskWrite`]: a POST to a gateway that
/// cannot exist, or an OPTIONS. WooCommerce judges the secret before the permission and the route, so
/// a refusal means the secret, and whatever comes after that means the permission.
///
/// `None` where somebody else than WordPress answered: that says nothing of the pair.
pub fn secret_or_permission(reply: &Reply) -> Option<ProblemKind> {
    if in_front(reply).is_some() {
        return None;
    }
    match (reply.status, reply.code()) {
        (_, AUTHENTICATION_ERROR) => Some(ProblemKind::SecretWrong),
        (_, INVALID | NO_SUCH_GATEWAY) | (404, "rest_no_route") => Some(ProblemKind::KeyWriteOnly),
        (200, _) if reply.json && reply.code.is_none() => Some(ProblemKind::KeyWriteOnly),
        _ => None,
    }
}

/// Reads a signed GET after [`ReadVerdict::AskWrite`], for shops that let nobody but readers in:
/// `same` says whether it was refused in the very words the unsigned GET was. A permission that is
/// missing is refused in the same words however one signs in, a wrong secret is not.
pub fn secret_or_permission_signed(reply: &Reply, same: bool) -> Option<ProblemKind> {
    let refused = reply.code() == AUTHENTICATION_ERROR;
    refused.then_some(if same { ProblemKind::KeyWriteOnly } else { ProblemKind::SecretWrong })
}

/// Whether the pair may change settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteVerdict {
    /// It may.
    MayWrite,
    /// The key may, and nothing was said of its owner.
    OwnerUntold,
    /// A question that only reads gets the same answer: another one tells whether what would write arrives as that.
    Unproven,
    /// Row R: it may only look.
    ReadOnly,
    /// Its owner may not change payment methods.
    RoleTooLow,
    /// A page of the web server's own stands in the place of a 401 or a 404. Another question tells whether
    /// it stands there for every error.
    Page,
    /// WooCommerce saw nobody, though the pair reads.
    Unseen,
    /// The question did not get through, so nothing is known of writing; this is why. What was read
    /// before stands.
    Unknown(ProblemKind),
}

/// What else matters of an answer to a question that would write than its [`Reply`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteAnswer {
    /// It finds fault with the very value that was sent.
    pub faults_ours: bool,
    /// WordPress names writing among what this user may do there.
    pub allows: bool,
}

/// Reads the answer to a signed POST to a gateway that cannot exist, with a value that it could not take. WooCommerce
/// judges the key's permission before the value, and WordPress the value before the owner's rights, so nothing is
/// changed by asking. No question that reads is held against that value: only a POST gets such an answer.
pub fn write_probe(reply: &Reply, answer: WriteAnswer) -> WriteVerdict {
    // A web server that puts a page of its own in the place of an error keeps its number.
    let nameless = matches!(reply.layer, None | Some(Layer::Firewall { brand: None, incident: None }));
    let nobodys = !reply.json && !reply.garbled && !reply.shows_wordpress();
    let replaced = nobodys && (in_front(reply).is_none() || (nameless && reply.status == 400));
    match (reply.status, reply.code()) {
        (_, INVALID) if answer.faults_ours && answer.allows => WriteVerdict::MayWrite,
        (_, INVALID) if answer.faults_ours => WriteVerdict::OwnerUntold,
        (_, NO_SUCH_GATEWAY) => WriteVerdict::Unproven,
        // The pair was let through to the route, and there is none: nothing can be put into the plugin there.
        (404, "rest_no_route") => WriteVerdict::Unknown(ProblemKind::RestLockedOut),
        (_, AUTHENTICATION_ERROR) => WriteVerdict::ReadOnly,
        (403, code) if CANNOT.contains(&code) => WriteVerdict::RoleTooLow,
        (401, code) if CANNOT.contains(&code) => WriteVerdict::Unseen,
        (400 | 401 | 404, _) if replaced => WriteVerdict::Page,
        // A page, or half an answer, says nothing of the keys.
        _ if !reply.json => WriteVerdict::Unknown(in_front(reply).unwrap_or(ProblemKind::NotUnderstood)),
        (401 | 403, _) => WriteVerdict::Unknown(in_front(reply).unwrap_or(ProblemKind::KeysRefused)),
        _ if !reply.refusers.is_empty() => WriteVerdict::Unknown(ProblemKind::KeysRefused),
        // A fault is of nobody who guards.
        (500..=599, code) if unlike(code) == ProblemKind::NotUnderstood => {
            WriteVerdict::Unknown(in_front(reply).unwrap_or(ProblemKind::ServerFault))
        }
        (_, code) => WriteVerdict::Unknown(in_front(reply).unwrap_or(unlike(code))),
    }
}

/// How a question that would write arrives at a route that only reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// As what it is: there is no such route for it.
    AsSent,
    /// As one that reads: it was answered with what is read there.
    AsLook,
    /// Nobody knows.
    Untold,
}

/// Reads the answer to a POST at a route that only reads; `shown` says whether it has what is read there. Whoever may
/// not read it is told so only where the question arrives as one that reads. A web server may put a page of its own in
/// the place of an error.
pub fn arrival(reply: &Reply, shown: bool) -> Arrival {
    let page = reply.status == 404 && !reply.json && !reply.garbled && !reply.is_wordpress();
    match (reply.status, reply.code()) {
        (_, "rest_no_route") => Arrival::AsSent,
        _ if page => Arrival::AsSent,
        (_, "woocommerce_rest_cannot_view") => Arrival::AsLook,
        (200..=299, "") if shown => Arrival::AsLook,
        _ => Arrival::Untold,
    }
}

/// Whether the web server puts a page of its own in the place of errors, by its answer to a question that only
/// reads: WooCommerce knows no such gateway (404).
pub fn dresses_errors(reading: &Reply) -> bool {
    reading.status == 404 && !reading.json && !reading.shows_wordpress()
}

/// Reads a page in the place of the answer to a question that would write, where the web server dresses errors.
/// `control` is the answer to another such question, which WordPress answers with another number: where it comes, the
/// page's number is WordPress's as well. Else a rule may have answered both, and WooCommerce was not reached.
pub fn behind_page(page: &Reply, control: Option<&Reply>) -> WriteVerdict {
    let reached = control.is_some_and(|control| is_other_number(page.status, control.status));
    match (reached, page.status) {
        (true, 400) => WriteVerdict::OwnerUntold,
        (true, 404) => WriteVerdict::Unproven,
        (true, 401) => WriteVerdict::ReadOnly,
        _ => WriteVerdict::Unknown(ProblemKind::Blocked),
    }
}

/// Whether the control has a number that WordPress gives it: where nobody may write to a gateway or not such a value,
/// or where there is no such route.
const fn is_other_number(page: u16, control: u16) -> bool {
    if page == 404 { matches!(control, 400 | 401) } else { control == 404 }
}

/// Whether a page refuses a question in the name of nobody who is known: a rule that says no more.
pub fn is_nameless_refusal(reply: &Reply) -> bool {
    let nameless = matches!(reply.layer, None | Some(Layer::Firewall { brand: None, .. }));
    nameless && !reply.json && !reply.is_wordpress() && matches!(reply.status, 400..=499 | 501)
}

/// How a request that carries the keys as an OAuth 1.0a signature was taken. It works without the
/// header and without https, and names an unknown key where the other ways stay silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// The pair is right.
    Accepted,
    /// The pair is right, and its owner may not manage the shop, or is no user any more.
    RoleTooLow,
    /// Just as a key that cannot exist was taken, by WooCommerce itself.
    LikeNobody,
    /// Differently: the key exists.
    KeyExists,
    /// As a guest is, whoever signed: no signature arrived.
    Unheard,
    /// By somebody else than WooCommerce, whoever asked.
    Foreign,
    /// By somebody in front of the shop, or by nobody: the question did not get through.
    Stopped,
    /// In a way that fits nothing known.
    Odd,
}

/// Compares a signed answer with that to a key that cannot exist; `same` says whether the two are
/// alike in all that matters.
pub fn known(reply: &Reply, control: &Reply, same: bool) -> Signed {
    match (reply.status, reply.code()) {
        // Whoever accepts a key that cannot exist in the same words looks at none.
        (200, _) if reply.json && reply.code.is_none() && same => Signed::Foreign,
        (200, _) if reply.json && reply.code.is_none() => Signed::Accepted,
        // A guest may get the same words, where a host makes 403 of every 401 or everybody is signed in.
        (403, code) if CANNOT.contains(&code) && same => Signed::Unheard,
        (403, code) if CANNOT.contains(&code) => Signed::RoleTooLow,
        // The signature was right, and led to nobody: the key outlived its owner.
        (401, code) if CANNOT.contains(&code) && control.code() == AUTHENTICATION_ERROR => Signed::RoleTooLow,
        (_, AUTHENTICATION_ERROR) if !same && control.is_woocommerce() => Signed::KeyExists,
        // Without the other answer there is nothing to compare with.
        (_, AUTHENTICATION_ERROR) if in_front(control).is_some() => Signed::Stopped,
        (_, AUTHENTICATION_ERROR) if !same => Signed::Odd,
        _ if in_front(reply).is_some() || in_front(control).is_some() => Signed::Stopped,
        _ if !same => Signed::Odd,
        // WooCommerce says of a key that cannot exist that it is wrong. In a guest's words, it has seen no key.
        _ if CANNOT.contains(&control.code()) => Signed::Unheard,
        _ if control.is_woocommerce() => Signed::LikeNobody,
        _ => Signed::Foreign,
    }
}

/// What the signed probes showed, beside the first answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probes {
    /// How the one signed for the https address was taken.
    pub https: Signed,
    /// How the one signed for the http address was taken.
    pub http: Signed,
    /// Whether the two were refused in different words: one of the two signatures was right then.
    pub differ: bool,
    /// Whether WordPress's own address was known when they were signed: without it, a signature that
    /// is refused proves nothing about the secret.
    pub home_known: bool,
}

/// Why the shop does not recognise a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// This is why.
    Is(ProblemKind),
    /// The pair in the query tells; where that tells nothing either, this is why.
    ByQuery(ProblemKind),
}

/// What is wrong with keys the shop did not recognise, from its first answer and the probes.
pub fn unrecognised(first: &Reply, probes: Probes) -> Cause {
    use Signed::{Accepted, Foreign, KeyExists, LikeNobody, Odd, RoleTooLow, Stopped, Unheard};
    match (probes.https, probes.http) {
        (Accepted, _) => Cause::ByQuery(ProblemKind::HeaderStripped),
        (_, Accepted) => Cause::Is(ProblemKind::HttpsUnnoticed),
        (RoleTooLow, _) | (_, RoleTooLow) => Cause::Is(ProblemKind::OwnerRoleTooLow),
        (LikeNobody, _) | (_, LikeNobody) => Cause::Is(ProblemKind::KeyUnknown),
        // A key that may only write is refused in words of its own where its signature is right.
        (KeyExists, KeyExists) if probes.home_known && probes.differ => Cause::ByQuery(ProblemKind::HttpsUnnoticed),
        (KeyExists, KeyExists) if probes.home_known => Cause::ByQuery(ProblemKind::SecretWrong),
        (KeyExists | Odd, _) | (_, KeyExists | Odd) => Cause::ByQuery(ProblemKind::KeysRefused),
        // Somebody else took the signed questions. WooCommerce itself answered the first one, so
        // apps are not kept out, and these probes prove nothing.
        (Foreign | Stopped, Foreign | Stopped) if first.is_woocommerce() => Cause::ByQuery(ProblemKind::KeyUnknown),
        (Unheard, _) | (_, Unheard) => Cause::ByQuery(ProblemKind::HeaderStripped),
        (Foreign, _) | (_, Foreign) => Cause::Is(ProblemKind::RestLockedOut),
        (Stopped, Stopped) => Cause::ByQuery(ProblemKind::KeysRefused),
    }
}

/// What a page in the interface's place means, from the answer in the form plain permalinks use.
pub fn without_interface(page: &Reply, plain_form: &Reply) -> ProblemKind {
    // A redirect that is not WordPress's own is the server's, whatever the other form says.
    if matches!(page.status, 300..=399) && !page.is_wordpress() {
        return ProblemKind::NotUnderstood;
    }
    match (plain_form.status, page.status) {
        (200, _) if plain_form.json => ProblemKind::PermalinksHideKeys,
        (401 | 403 | 404, 404) if plain_form.json && !page.is_wordpress() => ProblemKind::NoRewriting,
        (401 | 403 | 404, _) if plain_form.json => ProblemKind::PlainPermalinks,
        _ if page.is_wordpress() && page.status == 200 => ProblemKind::PlainPermalinks,
        _ => ProblemKind::NotUnderstood,
    }
}

#[cfg(test)]
#[path = "keys_tests.rs"]
mod tests;
