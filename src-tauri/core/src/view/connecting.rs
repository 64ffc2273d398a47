//! The wizard's last two steps as the UI draws them: what is sent to Meum, and what came back on
//! its way into the plugin.

use super::ProblemView;
use super::wizard::StepView;
use crate::intent::Credential;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Loss, Shop, ShopRecord};
use crate::shop_facts::HandOver;
use crate::time::Timestamp;
use crate::webhook::{self, WebhookChoice, WebhookForm};
use crate::wizard::loss::{self, AfterLoss};
use crate::wizard::review;
use crate::wizard::{connect_request, hand_over};
use serde::Serialize;
use ts_rs::TS;

/// Where payment updates can go.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WebhookView {
    /// The form chosen.
    pub form: WebhookForm,
    /// The plugin's route.
    pub usual: String,
    /// WooCommerce's older way in.
    pub older: String,
    /// The one typed by the merchant, as it will be sent.
    pub custom: Option<String>,
    /// Whether it was typed in other letters.
    pub rewritten: bool,
}

/// An answer that got lost.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LostAnswerView {
    /// When.
    pub at: Timestamp,
    /// What Meum says since, if it says anything.
    pub meum_says: Option<AfterLoss>,
    /// Whether that is its last word: it may still be working on the request.
    pub settled: bool,
    /// Before this moment nothing is sent again: Meum may still be working on the request.
    pub again_at: Timestamp,
    /// Whether the answer came after all, with neither key nor secret in it.
    pub was_empty: bool,
}

/// What will be sent, or was.
pub(super) fn review_step(shop: &Shop) -> StepView {
    let record = &shop.record;
    // While it cannot be looked into, why is said instead.
    let lost_at = loss::lost_at(shop).filter(|_| !shop.unfinished);
    // After a lost answer, what was sent is what counts.
    let sent = record.requested.clone().filter(|_| lost_at.is_some());
    let request = sent.or_else(|| connect_request(record));
    let lost = lost_at.map(|at| LostAnswerView {
        at,
        meum_says: shop.meum_says,
        settled: loss::is_settled(shop),
        again_at: if record.loss == Loss::Empty { at } else { at.after(loss::STILL_WORKING) },
        was_empty: record.loss == Loss::Empty,
    });
    StepView::Review {
        site_url: request.as_ref().map(|request| request.site_url.clone()).unwrap_or_default(),
        webhook_url: request.as_ref().map(|request| request.webhook_url.clone()).unwrap_or_default(),
        wordpress: request.as_ref().and_then(|request| request.wordpress_version.clone()),
        woocommerce: request.as_ref().and_then(|request| request.woocommerce_version.clone()),
        plugin: request.and_then(|request| request.plugin_version),
        key_prefix: record.meum_key.as_ref().map(|key| key.prefix.clone()),
        must_confirm: review::must_confirm(shop),
        unsettled: shop.unfinished,
        standing: shop.standing.clone(),
        connected_here: record.connection.is_some(),
        webhook: if lost.is_none() { webhook_view(record) } else { None },
        lost_answer: lost,
        wait_until: record.meum_pause,
    }
}

fn webhook_view(record: &ShopRecord) -> Option<WebhookView> {
    let found = record.found.as_ref()?;
    let custom = match &record.webhook {
        WebhookChoice::Custom { address, rewritten } => Some((address.as_str().to_owned(), *rewritten)),
        WebhookChoice::Usual | WebhookChoice::Older => None,
    };
    Some(WebhookView {
        form: record.webhook.form(),
        usual: webhook::usual(found),
        older: webhook::older(found),
        rewritten: custom.as_ref().is_some_and(|(_, rewritten)| *rewritten),
        custom: custom.map(|(address, _)| address),
    })
}

/// The key and secret on their way into the plugin.
pub(super) fn hand_over_step(shop: &Shop) -> StepView {
    let connection = shop.record.connection.as_ref().map(|connection| &connection.facts);
    StepView::HandOver {
        store: shop.store().unwrap_or_default(),
        can_deliver: hand_over::can_deliver(shop),
        rotated: hand_over::is_urgent(&shop.record).then(|| urgent(shop)),
        half: hand_over::missing(&shop.record).map(|missing| Box::new(half(shop, missing))),
        again: shop.handing_again,
        open_connect: crate::wizard::leaving::has_open_connect(shop),
        delivered: hand_over::is_done(shop),
        switch_on: hand_over::switches_on(shop),
        enabled: matches!(shop.record.hand_over, HandOver::Delivered { enabled: true, .. }),
        key_prefix: connection.and_then(|facts| facts.key_prefix.clone()),
        until_closed: hand_over::is_kept_until_closed(shop),
        in_memory: hand_over::is_kept_until_closed(shop) && shop.memory.issued,
    }
}

fn half(shop: &Shop, missing: Credential) -> ProblemView {
    let mut problem = Problem::half_issued(missing);
    problem.about.store = shop.store();
    ProblemView::of(&problem)
}

fn urgent(shop: &Shop) -> ProblemView {
    let mut problem = Problem::new(ProblemKind::CredentialsRotated);
    problem.about.store = shop.store();
    ProblemView::of(&problem)
}
