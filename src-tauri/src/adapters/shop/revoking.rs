//! Deletes the application password that the app is signed in with, in WordPress. WordPress says which one that is, and no
//! other is touched.

use super::caller::Caller;
use super::{ShopAnswer, address, ask, ask_once, private};
use crate::adapters::http::Http;
use crate::adapters::loose::Loose;
use connect_core::diagnosis;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use reqwest::Method;

/// A user's application passwords (WordPress 5.6 and newer).
const PASSWORDS: &str = "wp/v2/users/me/application-passwords";
/// The one that the question itself is signed with (5.7 and newer).
pub(super) const THIS_ONE: &str = "wp/v2/users/me/application-passwords/introspect";
/// WordPress has no such password any more.
const NOT_FOUND: &str = "rest_application_password_not_found";
/// An id of WordPress's has 36 letters, digits and dashes.
const ID_LENGTH: usize = 36;

/// The password in WordPress.
enum Stands {
    /// It is there, under this id.
    There(String),
    /// WordPress does not know it any more.
    Gone,
}

/// Deletes the password. One that is gone already is as good.
///
/// # Errors
/// [`ProblemKind::PasswordStays`]: it is there still, or nobody knows.
pub async fn revoke(http: &Http, caller: &Caller, found: &FoundShop) -> Result<(), Problem> {
    let (revoking, bounded) = (Revoking { http, caller, found }, http.clone().within_bounds());
    let Stands::There(id) = revoking.asked(&bounded).await? else { return Ok(()) };
    revoking.delete(&bounded, &id).await
}

struct Revoking<'a> {
    /// Without bounds.
    http: &'a Http,
    caller: &'a Caller,
    found: &'a FoundShop,
}

impl Revoking<'_> {
    /// How the password stands.
    async fn asked(&self, http: &Http) -> Result<Stands, Problem> {
        let url = private(&self.found.root, THIS_ONE, "uuid").map_err(not_reached)?;
        let request = self.caller.request(Method::GET, url, None).map_err(not_reached)?;
        let told = ask(http, request).await.map_err(not_reached)?;
        if let Some(id) = id_in(&told) {
            return Ok(Stands::There(id));
        }
        let (why, _) = diagnosis::password_refused(told.reply(), None);
        if why == ProblemKind::PasswordUnknown { Ok(Stands::Gone) } else { Err(stays(&told).marked(Mark::NotReached)) }
    }

    /// Asks for it to be deleted, once. Where the answer does not say how that went, the password is asked for again. However
    /// long the answer took, there is time for that.
    async fn delete(&self, http: &Http, id: &str) -> Result<(), Problem> {
        let url = address(&self.found.root, &format!("{PASSWORDS}/{id}"), "");
        let request = self.caller.request(Method::DELETE, url, None).map_err(not_reached)?;
        let problem = match ask_once(http, request).await {
            Ok(told) if is_deleted(&told) => return Ok(()),
            Ok(told) => stays(&told),
            Err(problem) => in_its_place(problem),
        };
        match self.asked(&self.http.clone().within_bounds()).await {
            Ok(Stands::Gone) => Ok(()),
            Ok(Stands::There(_)) => Err(problem),
            Err(_) => Err(problem.marked(Mark::AnswerMissing)),
        }
    }
}

fn id_in(told: &ShopAnswer) -> Option<String> {
    let id = Loose::of(told.json()?).get("uuid").raw().filter(|_| told.reply().status == 200)?;
    let plain = id.len() == ID_LENGTH && id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    plain.then(|| id.to_owned())
}

fn is_deleted(told: &ShopAnswer) -> bool {
    let reply = told.reply();
    let said = || told.json().map(Loose::of).and_then(|json| json.get("deleted").yes());
    (reply.status == 200 && said() == Some(true)) || (reply.status == 404 && reply.code.as_deref() == Some(NOT_FOUND))
}

fn stays(told: &ShopAnswer) -> Problem {
    told.problem(ProblemKind::PasswordStays)
}

/// What hindered a question, in the place of the password that stays: its line is for support.
fn in_its_place(problem: Problem) -> Problem {
    Problem { technical: problem.technical, at: problem.at, ..Problem::new(ProblemKind::PasswordStays) }
}

fn not_reached(problem: Problem) -> Problem {
    in_its_place(problem).marked(Mark::NotReached)
}
