//! Signs requests to the shop with its keys, in either form, and the extra password in front, if there is one.
//! Keys leave over https only, and only to the host that they were made for.

use super::kind_of;
use super::shop_keys::{Login, Pair, ShopKeys};
use crate::adapters::http::{HttpError, Request, sensitive};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use connect_core::diagnosis::{self, ReadVerdict, Reply};
use connect_core::extra_password::ExtraPassword;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop_facts::{FoundShop, SignIn};
use connect_core::store_url::StoreUrl;
use percent_encoding::percent_decode_str;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Method, Url};
use serde_json::{Value, json};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The shortest password that is looked for in addresses, in bytes. A shorter one may stand there by
/// chance, as a word.
const SHORTEST_TOLD: usize = 8;

/// The extra password in front of a shop, and the one origin that gets it.
#[derive(Clone, Debug)]
pub struct FrontDoor {
    /// The scheme, host and port behind the password.
    pub origin: String,
    /// The user name. Some hosts make it as secret as the password.
    pub user: Arc<Secret>,
    /// The password.
    pub password: Arc<Secret>,
}

impl FrontDoor {
    /// The door in front of this address's origin.
    pub fn of(address: &StoreUrl, extra: ExtraPassword) -> Self {
        let origin = address.origin().ascii_serialization();
        Self { origin, user: Arc::new(extra.user), password: Arc::new(extra.password) }
    }

    /// The door as the one text that the password store keeps.
    pub fn to_stored(&self) -> Secret {
        // EXPOSE: into the one text the password store keeps.
        let (user, password) = (self.user.expose(), self.password.expose());
        Secret::new(json!({ "origin": self.origin, "user": user, "password": password }).to_string())
    }

    /// The door in the password store's text; `None` if it is none.
    pub fn from_stored(stored: &Secret) -> Option<Self> {
        // EXPOSE: to split it into its parts; two of them are secrets again.
        let parts: Value = serde_json::from_str(stored.expose()).ok()?;
        let part = |name: &str| parts.get(name).and_then(Value::as_str).map(str::to_owned);
        let secret = |name: &str| part(name).map(|text| Arc::new(Secret::new(text)));
        Some(Self { origin: part("origin")?, user: secret("user")?, password: secret("password")? })
    }

    /// Whether this address is behind the door, and so gets the password.
    pub fn guards(&self, url: &Url) -> bool {
        url.origin().ascii_serialization() == self.origin
    }

    /// Whether a redirect from `before` to `next` repeats the password in its address. Nobody may
    /// follow or show such an address. Passwords below eight bytes are not looked for.
    pub fn is_repeated(&self, before: &Url, next: &Url) -> bool {
        // EXPOSE: to compare it in memory with an address that a server sent.
        let (user, password) = (self.user.expose(), self.password.expose());
        let pair = Zeroizing::new(BASE64_STANDARD.encode(format!("{user}:{password}")));
        let holds = |url: &Url| {
            let text = Zeroizing::new(percent_decode_str(url.as_str()).decode_utf8_lossy().into_owned());
            let spaced = Zeroizing::new(text.replace('+', " "));
            let said = [text.as_str(), spaced.as_str()];
            said.iter().any(|text| text.contains(password) || text.contains(pair.as_str()))
        };
        password.len() >= SHORTEST_TOLD && holds(next) && !holds(before)
    }

    /// Whether the user name has a colon in it, where Basic ends the name (RFC 7617, 2).
    pub fn has_colon_in_name(&self) -> bool {
        // EXPOSE: only whether one character is in it leaves.
        self.user.expose().contains(':')
    }

    /// Adds the password to a request for an address behind the door, and to no other.
    ///
    /// # Errors
    /// When a header cannot carry the password.
    pub fn open(&self, request: &mut Request) -> Result<(), HttpError> {
        if self.guards(&request.url) {
            request.headers.insert(AUTHORIZATION, basic(&self.user, &self.password)?);
        }
        Ok(())
    }
}

/// What signs requests to a shop.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The shop keys.
    pub keys: ShopKeys,
    /// Where a pair goes: into the header, or into the query. A password goes into the header.
    pub sign_in: SignIn,
    /// The extra password in front of the shop, if there is one.
    pub door: Option<FrontDoor>,
}

impl Caller {
    /// The same with a pair that no shop can have.
    #[must_use]
    pub fn as_nobody(&self) -> Self {
        Self { keys: ShopKeys::Pair(Pair::impossible()), ..self.clone() }
    }

    /// A question without keys: only the extra password in front of the shop goes along.
    ///
    /// # Errors
    /// When that password cannot be sent.
    pub fn as_guest(&self, url: Url) -> Result<Request, Problem> {
        let mut request = Request::get(url);
        if let Some(door) = &self.door {
            door.open(&mut request).map_err(|error| Problem::new(kind_of(&error)))?;
        }
        Ok(request)
    }

    /// The same with the keys in the other place.
    #[must_use]
    pub fn by(&self, sign_in: SignIn) -> Self {
        Self { sign_in, ..self.clone() }
    }

    /// A request that carries the keys.
    ///
    /// # Errors
    /// [`ProblemKind::NotSecure`] when the address is not https, [`ProblemKind::PasswordKeptOut`] when an extra password
    /// takes the one place for an application password.
    pub fn request(&self, method: Method, url: Url, body: Option<Vec<u8>>) -> Result<Request, Problem> {
        if url.scheme() != "https" {
            return Err(Problem::new(ProblemKind::NotSecure));
        }
        if self.keys.is_password() && self.door.as_ref().is_some_and(|door| door.guards(&url)) {
            return Err(Problem::new(ProblemKind::PasswordKeptOut).marked(Mark::SecondPassword));
        }
        let mut request = Request { method, body, ..Request::get(url) };
        self.sign(&mut request).map_err(|error| Problem::new(kind_of(&error)))?;
        Ok(request)
    }

    /// How a question that reads was taken.
    pub fn reads(&self, reply: &Reply) -> ReadVerdict {
        if self.keys.is_password() { diagnosis::read_password(reply) } else { diagnosis::read(reply) }
    }

    /// The problem, which says by which form of keys the shop was entered where its words depend on it.
    #[must_use]
    pub fn of_form(&self, problem: Problem) -> Problem {
        let of_role =
            (problem.kind, problem.about.mark) == (ProblemKind::OwnerRoleTooLow, None) && self.keys.is_password();
        problem.marked(of_role.then_some(Mark::Approved))
    }

    /// The problem in the words of this form, or C12 in place of C04: a shop that asks for the extra password although the request
    /// carried it does not accept it.
    #[must_use]
    pub fn told(&self, problem: Problem, found: &FoundShop) -> Problem {
        let given = self.door.as_ref().is_some_and(|door| door.guards(&found.root.address("")));
        if given && problem.kind == ProblemKind::ExtraPassword {
            return Problem { kind: ProblemKind::ExtraPasswordWrong, ..problem };
        }
        self.of_form(problem)
    }

    fn sign(&self, request: &mut Request) -> Result<(), HttpError> {
        let pair = match &self.keys {
            ShopKeys::Password(Login { user, password }) => {
                request.headers.insert(AUTHORIZATION, basic(user, password)?);
                return Ok(());
            }
            ShopKeys::Pair(pair) => pair,
        };
        if self.sign_in == SignIn::Header {
            request.headers.insert(AUTHORIZATION, basic(&pair.key, &pair.secret)?);
            return Ok(());
        }
        // EXPOSE: into the query of an https request, because the shop does not see its header. Nobody
        // logs a query.
        request
            .url
            .query_pairs_mut()
            .append_pair("consumer_key", pair.key.expose())
            .append_pair("consumer_secret", pair.secret.expose());
        self.door.as_ref().map_or(Ok(()), |door| door.open(request))
    }
}

fn basic(user: &Secret, password: &Secret) -> Result<HeaderValue, HttpError> {
    // EXPOSE: into the Authorization header of a request over https.
    let plain = Zeroizing::new(format!("{}:{}", user.expose(), password.expose()));
    let encoded = Zeroizing::new(BASE64_STANDARD.encode(plain.as_bytes()));
    sensitive(&format!("Basic {}", encoded.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(password: &str, before: &str, next: &str) -> bool {
        let secret = |text: &str| Secret::new(text.to_owned());
        let extra = ExtraPassword { user: secret("staging"), password: secret(password) };
        let door = FrontDoor::of(&StoreUrl::parse("https://shop.example").unwrap(), extra);
        door.is_repeated(&before.parse().unwrap(), &next.parse().unwrap())
    }

    #[test]
    fn an_application_password_is_not_sent_beside_an_extra_one() {
        let secret = |text: &str| Arc::new(Secret::new(text.to_owned()));
        let keys = ShopKeys::Password(Login { user: secret("anna"), password: secret("aB3deF6hiJ9lmN2pqR5tuV8x") });
        let extra = ExtraPassword { user: Secret::new("staging".to_owned()), password: Secret::new("door".to_owned()) };
        let door = FrontDoor::of(&StoreUrl::parse("https://shop.example").unwrap(), extra);
        let caller = Caller { keys, sign_in: SignIn::Query, door: Some(door) };
        let to = |address: &str| caller.request(Method::GET, address.parse().unwrap(), None);
        let refused = to("https://shop.example/wp-json/").err().unwrap();
        let expected = (ProblemKind::PasswordKeptOut, Some(Mark::SecondPassword));
        assert_eq!((refused.kind, refused.about.mark), expected);
        let sent = to("https://other.example/wp-json/").unwrap();
        assert!(sent.headers.contains_key(AUTHORIZATION) && sent.url.query().is_none());
        assert_eq!(to("http://other.example/").err().unwrap().kind, ProblemKind::NotSecure);
    }

    #[test]
    fn an_address_that_repeats_the_password_is_told() {
        let before = "https://shop.example/wp-json/";
        let cases = [
            ("canary stapler", "https://other.example/canary%20stapler/", true),
            ("canary stapler", "https://other.example/?p=canary+stapler", true),
            ("canary stapler", "https://other.example/?a=c3RhZ2luZzpjYW5hcnkgc3RhcGxlcg==", true),
            ("canary stapler", "https://other.example/canary/", false),
            // A short one may be a word of any address, and one that stood there before is none.
            ("shop", "https://shop.example/shop/", false),
            ("shop.example", "https://shop.example/wp-json/", false),
        ];
        for (password, next, expected) in cases {
            assert_eq!(repeated(password, before, next), expected, "{next}");
        }
    }
}
