//! What guests meet at a shop, for the check without a window: Meum's message at the usual address for
//! payment updates, and shoppers. It brings no key to either.

use crate::adapters::http::Http;
use crate::adapters::shop::{self, Caller, Checked};
use connect_core::fingerprint::Closed;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{ForShoppers, FoundShop, WayIn, WebhookUnclear, plugin_off};
use connect_core::webhook::{self, WebhookForm, WebhookQuestion};

/// The most questions that both take: three at the addresses for payment updates, three for shoppers.
const ALL_OF_THEM: usize = 6;

/// What both meet.
pub struct Guests {
    way_in: WayIn,
    question: Option<WebhookQuestion>,
    /// What shoppers get.
    pub shoppers: ForShoppers,
}

impl Guests {
    /// Asks for both at once. With a caller, the shop's own setting for *coming soon* counts as well.
    pub async fn met(http: &Http, found: &FoundShop, caller: Option<&Caller>) -> Self {
        let usual = webhook::usual(&found.home, &found.root);
        let question = WebhookQuestion::about(&usual, &found.home, &found.root);
        let updates = async {
            match &question {
                Some(question) => shop::way_in(http, question).await,
                None => WayIn::Untold,
            }
        };
        // Where few questions are left, Meum's message is what payments live on.
        let few = http.budget().is_some_and(|budget| budget.requests() < ALL_OF_THEM);
        let (way_in, shoppers) = if few {
            (updates.await, shop::for_shoppers(http, found, caller).await)
        } else {
            tokio::join!(updates, shop::for_shoppers(http, found, caller))
        };
        Self { way_in, question, shoppers }
    }

    /// Whether Meum's message gets in.
    pub fn is_open(&self) -> bool {
        self.way_in == WayIn::Open
    }

    /// The break that began since the shop was found: a page of one came to shoppers, and the interface, which had
    /// answered, has the number that goes with it.
    pub fn break_begun(&self) -> Option<Problem> {
        let WayIn::Unclear(unclear) = &self.way_in else { return None };
        let shut =
            self.shoppers.shut().filter(|shut| shut.how == Closed::Maintenance && unclear.status == Some(503))?;
        Some(Problem { technical: shut.technical.clone(), ..Problem::new(ProblemKind::Maintenance) })
    }

    /// What is wrong with the address for payment updates. That nothing is there is no news while the plugin
    /// is not: it may come later.
    pub fn updates(&self, found: &FoundShop, checked: Option<&Checked>) -> Option<Problem> {
        let plugin_runs = found.plugin_route || is_on(checked) == Some(true);
        let none_runs = !plugin_runs && checked.is_some_and(|checked| checked.lists_plugins);
        match &self.way_in {
            WayIn::Shut(shut) => {
                let active = checked.map(|checked| checked.closers.as_slice()).unwrap_or_default();
                let mut problem = shut.problem().among(active);
                // Whoever refuses every POST refuses Meum's message at the other address as well.
                let stopped = checked.and_then(|checked| checked.write_unknown.as_ref());
                let opens = shut.other_is_open && !stopped.is_some_and(|stopped| stopped.kind.stops_every_post());
                problem.about.other_form = opens.then_some(WebhookForm::Older);
                Some(problem)
            }
            // Guests are told that the index isn't there either: of this address alone that says nothing.
            WayIn::Missing(missing) if plugin_runs && found.index_hidden => {
                let technical = missing.technical.clone();
                Some(WebhookUnclear { technical, ..WebhookUnclear::default() }.problem())
            }
            // The shop's own list of plugins is newer than an index, which may come out of a cache.
            WayIn::Missing(missing) if plugin_runs => Some(missing.problem(is_on(checked), self.question.as_ref())),
            WayIn::Unclear(unclear) if !none_runs => Some(unclear.problem()),
            WayIn::Missing(_) | WayIn::Unclear(_) | WayIn::Untold | WayIn::Open => None,
        }
    }
}

/// Whether the Meum plugin is switched on, if the shop lists it.
fn is_on(checked: Option<&Checked>) -> Option<bool> {
    checked.and_then(|checked| checked.plugin.as_ref()).map(|plugin| plugin.active)
}

/// That the plugin is there and switched off. The next step is certain then, whatever answers at its address.
pub fn switched_off(found: &FoundShop, checked: Option<&Checked>) -> Option<Problem> {
    (is_on(checked) == Some(false) && !found.plugin_route).then(|| plugin_off(None))
}
