//! The wizard's last two steps as the UI draws them: what is sent to Meum, and what came back on
//! its way into the plugin.

use super::card::ProblemView;
use super::step::{LostAnswerView, StepView, WebhookView};
use crate::attempt::{Came, STILL_WORKING};
use crate::credential::Credential;
use crate::loss;
use crate::problem::{Problem, ProblemKind};
use crate::reading::{self, connect_request};
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::webhook::{self, WebhookChoice};
use crate::wizard::{hand_over, review};

/// What will be sent, or was.
pub(super) fn review_step(shop: &Shop) -> StepView {
    let record = &shop.record;
    let told = record.attempt.told();
    // After a lost answer, what was sent is what counts.
    let sent = told.and_then(|_| record.attempt.request().cloned());
    let request = sent.or_else(|| connect_request(record));
    let lost = told.map(|lost| LostAnswerView {
        at: lost.at,
        meum_says: lost.says,
        settled: loss::is_settled(shop),
        again_at: if lost.came == Came::Empty { lost.at } else { lost.at.after(STILL_WORKING) },
        was_empty: lost.came == Came::Empty,
    });
    StepView::Review {
        site_url: request.as_ref().map(|request| request.site_url.clone()).unwrap_or_default(),
        webhook_url: request.as_ref().map(|request| request.webhook_url.clone()).unwrap_or_default(),
        wordpress: request.as_ref().and_then(|request| request.wordpress_version.clone()),
        woocommerce: request.as_ref().and_then(|request| request.woocommerce_version.clone()),
        plugin: request.and_then(|request| request.plugin_version),
        key_prefix: record.meum_key.as_ref().map(|key| key.prefix.clone()),
        must_confirm: review::must_confirm(shop),
        unsettled: record.attempt.is_unresolved(),
        standing: shop.stage.review().and_then(|review| review.standing.clone()),
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
        usual: webhook::usual(&found.home, &found.root),
        older: webhook::older(&found.home),
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
        rotated: reading::is_urgent(&shop.record).then(|| urgent(shop)),
        half: reading::missing(&shop.record).map(|missing| Box::new(half(shop, missing))),
        again: shop.stage.hands_again(),
        open_connect: shop.record.attempt.is_open(),
        delivered: hand_over::is_done(shop),
        switch_on: hand_over::switches_on(shop),
        enabled: matches!(shop.record.hand_over(), HandOver::Delivered { enabled: true, .. }),
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
