//! Finds out, without any key, whether a guest's message gets in at the address for payment updates. A
//! route of the REST interface describes itself when asked with OPTIONS; any other address gets a GET.
//! The plugin cannot take either for a payment update.

use super::proof::arrival_at_parts;
use super::search::{ACCESS, is_access};
use super::shop_answer::shown_to;
use super::unreachable;
use super::{ShopAnswer, ask};
use crate::adapters::http::{Http, Request};
use crate::adapters::loose::Loose;
use connect_core::diagnosis::{self, Arrival, LeadsTo, WebhookAnswer, WebhookBody, WebhookVerdict};
use connect_core::fingerprint::{self, Closed, Layer};
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, Technical};
use connect_core::shop_facts::{WayIn, WayInShut, WebhookMissing, WebhookUnclear};
use connect_core::webhook::{WebhookAddress, WebhookQuestion};
use reqwest::{Method, Url};
use serde_json::Value;

/// Says whether a guest gets in, as far as that is certain. Where the address is shut, the other
/// documented one is asked as well: it may need no change in the shop, and whether it answers tells a rule
/// of one address from one against this computer.
pub async fn way_in(http: &Http, question: &WebhookQuestion) -> WayIn {
    let http = &http.clone().within_bounds();
    let heard = match Heard::at(http, &question.address, question.below_root).await {
        Ok(heard) => heard,
        Err(problem) => return WayIn::Unclear(unanswered(http, question, problem).await),
    };
    let heard = heard.unless_taken_for_a_look(http, question).await;
    match heard.verdict {
        WebhookVerdict::Untold if heard.asks_every_message(http, question).await => {
            WayIn::Shut(heard.shut(Some(Mark::AsksPassword), None))
        }
        WebhookVerdict::Untold => WayIn::Unclear(heard.unclear()),
        WebhookVerdict::Open => WayIn::Open,
        WebhookVerdict::Missing { behind_links, mark } => {
            let by = heard.told.reply().redirecting.and_then(PlainText::from_outside);
            WayIn::Missing(WebhookMissing { behind_links, mark, by, technical: heard.technical() })
        }
        // At any address of the shop.
        WebhookVerdict::Shut(Some(Mark::ChangesAsLooks)) => WayIn::Shut(heard.shut(Some(Mark::ChangesAsLooks), None)),
        WebhookVerdict::Shut(None) if !heard.is_refused_as_every_message(http, question).await => {
            WayIn::Unclear(WebhookUnclear { mark: Some(Mark::Steady), ..heard.unclear() })
        }
        WebhookVerdict::Shut(mark) => {
            let other = heard_at(http, question.other.as_ref()).await;
            // That sign-in stands in front of the shop, and no plugin's setting opens it.
            let mark = if heard.leads_to_access() { Some(Mark::DoorPage) } else { mark };
            WayIn::Shut(heard.shut(mark, other.as_ref()))
        }
        WebhookVerdict::ShutByPage => {
            let other = heard_at(http, question.other.as_ref()).await;
            // A rule for a word in an address may meet both.
            let only_here = other.as_ref().is_some_and(Heard::lets_in) || is_front_open(http, question).await;
            // A plugin's page is the merchant's to mend.
            let of_shop = heard.told.reply().is_wordpress() || heard.brand().is_some_and(fingerprint::is_plugin);
            let robots = diagnosis::looks_for_robots(heard.told.reply()).is_some();
            let mark = (!of_shop).then_some(if robots { Mark::RobotCheck } else { Mark::DoorPage });
            if only_here { WayIn::Shut(heard.shut(mark, other.as_ref())) } else { WayIn::Unclear(heard.unclear()) }
        }
    }
}

/// Whether another address than the two for payment updates lets this computer in.
async fn is_front_open(http: &Http, question: &WebhookQuestion) -> bool {
    heard_at(http, question.front.as_deref()).await.as_ref().is_some_and(Heard::lets_in)
}

/// What nobody answered. Where the front page is answered at the same time, it is that address alone.
async fn unanswered(http: &Http, question: &WebhookQuestion, problem: Problem) -> WebhookUnclear {
    let late = unreachable::is_late(&problem);
    let here = !late && is_front_open(http, question).await;
    let mark = Some(if here { Mark::UnansweredHere } else { Mark::Unanswered });
    WebhookUnclear { mark, technical: problem.technical, ..WebhookUnclear::default() }
}

async fn heard_at(http: &Http, address: Option<&WebhookAddress>) -> Option<Heard> {
    Heard::at(http, address?, false).await.ok()
}

/// What an address answered, and what that shows.
struct Heard {
    told: ShopAnswer,
    verdict: WebhookVerdict,
    /// A question that reads got past whoever stops guests.
    past_guests: bool,
}

impl Heard {
    /// Asks an address. Where the web server answers OPTIONS by itself, GET tells more.
    async fn at(http: &Http, address: &WebhookAddress, below_root: bool) -> Result<Self, Problem> {
        let rest = address.is_rest();
        let first = if rest { Method::OPTIONS } else { Method::GET };
        let first = Self::by(http, address, first, below_root).await?;
        if !rest {
            return Ok(first.unless_said_to_all(http, address).await);
        }
        if first.is_settled() {
            return Ok(first);
        }
        // Meum sends no OPTIONS: a rule about those alone keeps nobody out.
        let Ok(second) = Self::by(http, address, Method::GET, below_root).await else {
            return Ok(Self { verdict: WebhookVerdict::Untold, ..first });
        };
        if diagnosis::is_past_guests(second.told.reply()) {
            return Ok(Self { verdict: WebhookVerdict::Untold, past_guests: true, ..first });
        }
        // Of a route that only takes POST, GET alone tells little.
        let alike = second.verdict == WebhookVerdict::Untold && second.told.answer.status == first.told.answer.status;
        Ok(if alike { first } else { second })
    }

    /// Some servers hand WordPress every question as one that reads. Then it describes no route, and what is open to a
    /// question that reads is not to Meum's message. Others put a page in the place of every error: then a route that
    /// takes POST alone looks to a question that reads as if it were not there.
    async fn unless_taken_for_a_look(self, http: &Http, question: &WebhookQuestion) -> Self {
        let no_page = self.told.answer.status == 404 && !self.told.reply().json;
        let doubtful = match self.verdict {
            WebhookVerdict::Untold => self.told.reply().code.as_deref() == Some("rest_no_route"),
            WebhookVerdict::Missing { .. } => question.address.is_rest() && no_page,
            WebhookVerdict::Open => !question.address.is_rest(),
            WebhookVerdict::Shut(_) | WebhookVerdict::ShutByPage => false,
        };
        let Some(parts) = question.parts.as_ref().filter(|_| doubtful) else { return self };
        match arrival_at_parts(http, Request::get(parts.as_url().clone())).await {
            Some((Arrival::AsLook, told)) => {
                Self { verdict: WebhookVerdict::Shut(Some(Mark::ChangesAsLooks)), told, ..self }
            }
            // Pages stand in the place of errors.
            Some((_, told)) if no_page && !told.reply().json => Self { verdict: WebhookVerdict::Untold, ..self },
            _ => self,
        }
    }

    /// Whether the answer to OPTIONS counts by itself: WordPress described the route or said in its own way that
    /// there is none, one plugin refused in a way that no other does, or nothing is said.
    fn is_settled(&self) -> bool {
        let reply = self.told.reply();
        match self.verdict {
            WebhookVerdict::Open => true,
            WebhookVerdict::Untold => !diagnosis::is_of_server(reply),
            WebhookVerdict::Missing { .. } => {
                let by_wordpress = reply.is_wordpress() || self.told.rest_link().is_some();
                by_wordpress && matches!(body(&self.told), WebhookBody::Empty)
            }
            WebhookVerdict::Shut(_) => reply.refusers.sure.is_some(),
            WebhookVerdict::ShutByPage => false,
        }
    }

    /// At WooCommerce's older way in, any JSON may be the plugin's own. It is only where WooCommerce says of a name
    /// that no plugin has, in its own way, that nobody listens.
    async fn unless_said_to_all(self, http: &Http, address: &WebhookAddress) -> Self {
        if self.verdict != WebhookVerdict::Open || diagnosis::is_of_plugin(self.told.reply()) {
            return self;
        }
        let Some(nobodys) = address.of_nobody() else { return self };
        let control = ask(http, Request::get(nobodys)).await;
        let unheard = |other: &ShopAnswer| other.answer.status == 400 && matches!(body(other), WebhookBody::MinusOne);
        if control.as_ref().is_ok_and(unheard) { self } else { Self { verdict: WebhookVerdict::Untold, ..self } }
    }

    /// Whether this address may be offered in the place of another: WooCommerce or the plugin said so in words that
    /// are nobody else's. A rule against names may answer in any JSON.
    fn is_certainly_open(&self) -> bool {
        let by_woocommerce = self.told.answer.status == 200 && matches!(body(&self.told), WebhookBody::MinusOne);
        let described = matches!(body(&self.told), WebhookBody::Described);
        let certain = by_woocommerce || described || diagnosis::is_of_plugin(self.told.reply());
        self.verdict == WebhookVerdict::Open && certain
    }

    async fn by(http: &Http, address: &WebhookAddress, method: Method, below_root: bool) -> Result<Self, Problem> {
        let again = address.is_rest() && method == Method::GET;
        let request = Request { method, ..Request::get(address.as_url().clone()) };
        let told = ask(http, request).await?;
        let leads = match leads(&told) {
            Some(LeadsTo::Another) if address.is_rest() && is_route_beyond(http, &told).await => Some(LeadsTo::Route),
            leads => leads,
        };
        let answer = WebhookAnswer { rest: address.is_rest(), again, below_root, leads, body: body(&told) };
        Ok(Self { verdict: diagnosis::webhook(told.reply(), answer), told, past_guests: false })
    }

    fn lets_in(&self) -> bool {
        diagnosis::lets_in(self.told.reply())
    }

    /// Whether a refusal of this question is one of Meum's message, which is a POST. Where nobody is known by the code,
    /// it has to come to a POST elsewhere as well.
    async fn is_refused_as_every_message(&self, http: &Http, question: &WebhookQuestion) -> bool {
        let reply = self.told.reply();
        if !diagnosis::is_nobodys_code(reply) {
            return true;
        }
        let Some(parts) = &question.parts else { return false };
        let posted = arrival_at_parts(http, Request::get(parts.as_url().clone())).await;
        posted.is_some_and(|(_, posted)| (posted.reply().status, &posted.reply().code) == (reply.status, &reply.code))
    }

    /// Whether the web server asks for its password where a question is no mere look: it asked OPTIONS and let GET pass,
    /// and a POST elsewhere is asked as well.
    async fn asks_every_message(&self, http: &Http, question: &WebhookQuestion) -> bool {
        if !self.past_guests || self.told.reply().layer != Some(Layer::ExtraPassword) {
            return false;
        }
        let Some(parts) = &question.parts else { return false };
        let posted = arrival_at_parts(http, Request::get(parts.as_url().clone())).await;
        posted.is_some_and(|(_, posted)| posted.reply().layer == Some(Layer::ExtraPassword))
    }

    fn technical(&self) -> Option<Technical> {
        let to = self.told.answer.header("location").and_then(|to| self.told.url.join(to).ok());
        let leads = to.filter(|_| leads(&self.told).is_some()).map(|to| format!(" · leads to {}", shown_to(&to)));
        // WordPress answers a route that it does not know with 200; only what is in the answer tells.
        let empty = matches!(body(&self.told), WebhookBody::Empty);
        let line =
            if empty { self.told.line.replacen(" · json", " · empty list", 1) } else { self.told.line.clone() };
        Technical::new(&format!("{line}{}", leads.unwrap_or_default()))
    }

    fn status(&self) -> u32 {
        u32::from(self.told.reply().status)
    }

    /// Who stands in front, if the page says so.
    fn brand(&self) -> Option<&'static str> {
        let reply = self.told.reply();
        let access = self.leads_to_access().then_some(ACCESS);
        access.or(diagnosis::looks_for_robots(reply)).or(diagnosis::named_layer(reply))
    }

    fn leads_to_access(&self) -> bool {
        let to = self.told.answer.header("location").and_then(|to| self.told.url.join(to).ok());
        to.is_some_and(|to| to.host_str().is_some_and(is_access))
    }

    fn unclear(&self) -> WebhookUnclear {
        let mark = diagnosis::of_this_computer(self.told.reply());
        let steady = (self.past_guests || diagnosis::is_steady(self.told.reply())).then_some(Mark::Steady);
        let mark = mark.or(steady.filter(|_| self.brand().is_none()));
        let brand = self.brand().and_then(PlainText::from_outside);
        WebhookUnclear { status: Some(self.status()), brand, mark, technical: self.technical() }
    }

    fn shut(&self, mark: Option<Mark>, other: Option<&Self>) -> WayInShut {
        let says_why = self.told.speaks_for_itself() || self.told.ends_by_wordpress();
        let refusers = self.told.reply().refusers.clone();
        // A plugin that closes nothing by itself may refuse whoever signs in otherwise than it wants.
        let by_code = self.told.reply().plugin.filter(|_| refusers.sure.is_none() && refusers.likely.is_empty());
        WayInShut {
            by: refusers.sure,
            likely: refusers.likely,
            other_is_open: other.is_some_and(Self::is_certainly_open),
            brand: mark.and(self.brand()).or(by_code).and_then(PlainText::from_outside),
            mark,
            status: Some(self.status()),
            words: self.told.words.clone().filter(|_| says_why),
            technical: self.technical(),
        }
    }
}

/// Whether the route describes itself where WordPress's own redirect leads, within the same host. With plain links,
/// WordPress leads on in the same way, and no route is anywhere below that address.
async fn is_route_beyond(http: &Http, told: &ShopAnswer) -> bool {
    let by_wordpress = told.reply().is_wordpress() && told.reply().redirecting.is_none();
    let to = told.answer.header("location").and_then(|to| told.url.join(to).ok());
    let Some(to) = to.filter(|to| by_wordpress && to.origin() == told.url.origin()) else { return false };
    let request = Request { method: Method::OPTIONS, ..Request::get(to) };
    ask(http, request).await.is_ok_and(|beyond| matches!(body(&beyond), WebhookBody::Described))
}

/// Where a redirect leads.
fn leads(told: &ShopAnswer) -> Option<LeadsTo> {
    let to = told.answer.header("location").filter(|_| matches!(told.answer.status, 300..=399))?;
    let access = told.url.join(to).is_ok_and(|to| to.host_str().is_some_and(is_access));
    if access || fingerprint::closed(&told.page(), Some(to)).is_some_and(Closed::asks_who) {
        return Some(LeadsTo::SignIn);
    }
    Some(if leads_elsewhere(&told.url, to) { LeadsTo::Another } else { LeadsTo::Itself })
}

fn body(told: &ShopAnswer) -> WebhookBody {
    let text = told.page().body.trim();
    // An empty list inside a notice in front of the answer is not the answer.
    if !told.is_stray() && told.json().is_some_and(is_empty) {
        WebhookBody::Empty
    } else if told.json().is_some_and(takes_posts) {
        WebhookBody::Described
    } else if text == "-1" {
        WebhookBody::MinusOne
    } else if text.starts_with('<') {
        WebhookBody::Page
    } else {
        WebhookBody::Other
    }
}

/// Whether this is WordPress's description of a route that takes what Meum sends.
fn takes_posts(json: &Value) -> bool {
    Loose::of(json).get("methods").items().filter_map(Loose::raw).any(|method| method == "POST")
}

/// Whether this is empty. PHP writes an empty object as an empty list.
fn is_empty(json: &Value) -> bool {
    json.as_array().is_some_and(Vec::is_empty) || json.as_object().is_some_and(serde_json::Map::is_empty)
}

/// Whether a redirect leads to another address. A different part behind `#` is the same address.
fn leads_elsewhere(from: &Url, to: &str) -> bool {
    from.join(to).is_ok_and(|mut to| {
        to.set_fragment(None);
        to != *from
    })
}
