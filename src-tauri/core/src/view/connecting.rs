//! The review as the UI draws it: what is sent to Meum, what it would replace, and what is known of
//! an answer that got lost.

use super::step::{LostAnswerView, RefusedView, StepView, WarningView, WebhookView};
use crate::attempt::{AfterLoss, Came, Lost, STILL_WORKING};
use crate::field::Field;
use crate::loss;
use crate::message::{Arg, Key, Slot};
use crate::problem::Problem;
use crate::reading::connect_request;
use crate::record::ShopRecord;
use crate::shop::{Shop, Standing};
use crate::shop_facts::WayIn;
use crate::webhook::{self, WebhookChoice};
use crate::wizard::review;
use crate::words::keys;
use crate::work::Work;

/// What will be sent, or was.
pub(super) fn review_step(shop: &Shop) -> StepView {
    let record = &shop.record;
    let told = record.attempt.told();
    // After a lost answer, what was sent is what counts.
    let sent = told.and_then(|_| record.attempt.request().cloned());
    let request = sent.or_else(|| connect_request(record));
    let review = Review::of(shop, told);
    let site_url = request.as_ref().map(|request| request.site_url.clone()).unwrap_or_default();
    StepView::Review {
        heading: review.heading(),
        lead: review.lead(),
        sent: review.sent,
        asks_word: review.asks_word,
        warning: review.warning(&site_url),
        refused: RefusedView::of(shop.stage.trouble.as_ref()),
        replaces: review.replaces(),
        site_url,
        webhook_url: request.as_ref().map(|request| request.webhook_url.clone()).unwrap_or_default(),
        wordpress: request.as_ref().and_then(|request| request.wordpress_version.clone()),
        woocommerce: request.as_ref().and_then(|request| request.woocommerce_version.clone()),
        plugin: request.and_then(|request| request.plugin_version),
        plugin_absent: is_plugin_absent(shop),
        key_prefix: record.meum_key.as_ref().map(|key| key.prefix.clone()),
        must_confirm: review.must_confirm,
        unsettled: record.attempt.is_unresolved(),
        standing: review.standing.cloned(),
        webhook: if told.is_none() { webhook_view(record) } else { None },
        lost_answer: told.map(|lost| lost_answer(shop, lost)),
        wait_until: record.meum_pause,
    }
}

/// Whether the shop's lists are without the plugin, and nothing else has shown it: one that must be used is in none.
fn is_plugin_absent(shop: &Shop) -> bool {
    let record = &shop.record;
    let unlisted = record.keys.as_ref().is_some_and(|keys| keys.lists_plugins && keys.plugin.is_none());
    let has_route = record.found.as_ref().is_some_and(|found| found.plugin_route);
    let answers = shop.stage.review().is_some_and(|review| review.look.way_in == WayIn::Open);
    unlisted && !has_route && !answers
}

impl RefusedView {
    fn of(problem: Option<&Problem>) -> Self {
        let mut view = Self::default();
        for detail in problem.iter().flat_map(|problem| &problem.about.details) {
            let words = detail.words.clone();
            match detail.name.as_str() {
                "site_url" => view.site.push(words),
                "webhook_url" => view.webhook.push(words),
                "wordpress_version" | "woocommerce_version" | "plugin_version" => view.versions.push(words),
                _ => view.others.push(detail.clone()),
            }
        }
        view
    }
}

/// What decides of the sentences of the review.
#[allow(clippy::struct_excessive_bools, reason = "each decides of its own sentence on the step")]
struct Review<'a> {
    standing: Option<&'a Standing>,
    /// An answer got lost.
    lost: bool,
    /// The lost answer came after all, with neither key nor secret in it.
    was_empty: bool,
    /// Meum has said since that the shop is connected.
    says_connected: bool,
    must_confirm: bool,
    asks_word: bool,
    connected_here: bool,
    sent: bool,
}

impl<'a> Review<'a> {
    fn of(shop: &'a Shop, lost: Option<&Lost>) -> Self {
        let must_confirm = review::must_confirm(shop);
        let asking = |work| work == Work::AskingBeforeConnecting;
        let is_under_way = shop.doing.as_ref().is_some_and(|doing| !asking(doing.work));
        // An address that can't be stands beside its field; nothing was sent for it.
        let has_failed = |problem: &Problem| problem.about.field != Some(Field::WebhookAddress);
        Self {
            standing: shop.stage.review().and_then(|review| review.standing.as_ref()),
            lost: lost.is_some(),
            was_empty: lost.is_some_and(|lost| lost.came == Came::Empty),
            says_connected: lost.is_some_and(|lost| lost.says == Some(AfterLoss::Connected)),
            must_confirm,
            asks_word: must_confirm && lost.is_none(),
            connected_here: shop.record.connection.is_some(),
            sent: is_under_way || shop.stage.trouble.as_ref().is_some_and(has_failed),
        }
    }

    /// Meum was asked whether the shop is connected, and did not say.
    fn is_unsaid(&self) -> bool {
        !self.connected_here && self.standing.is_some_and(|standing| standing.connected.is_none())
    }

    fn heading(&self) -> Key {
        let again = self.connected_here || (self.asks_word && !self.is_unsaid());
        match (self.was_empty, self.lost, again) {
            (true, ..) => keys::REVIEW_EMPTY_HEADING,
            (false, true, _) if self.says_connected => keys::REVIEW_SAID_HEADING,
            (false, true, _) => keys::REVIEW_LOST_HEADING,
            (false, false, true) => keys::REVIEW_REPLACING_HEADING,
            (false, false, false) => keys::REVIEW_HEADING,
        }
    }

    fn lead(&self) -> Key {
        match (self.was_empty, self.lost, self.sent, self.asks_word || self.connected_here) {
            (true, ..) => keys::REVIEW_EMPTY_LEAD,
            (false, true, ..) if self.says_connected => keys::REVIEW_SAID_LEAD,
            (false, true, ..) => keys::REVIEW_LOST_LEAD,
            (false, false, true, _) => keys::REVIEW_LEAD_SENT,
            (false, false, false, true) => keys::REVIEW_REPLACING_LEAD,
            (false, false, false, false) => keys::REVIEW_LEAD,
        }
    }

    fn warning(&self, site_url: &str) -> Option<WarningView> {
        if !self.asks_word {
            return None;
        }
        let other_site = self.standing.and_then(|standing| standing.other_site.as_ref());
        let (title, text) = match other_site {
            Some(site) => {
                let text = keys::REVIEW_ELSEWHERE.with(Slot::Site, site.into()).and(Slot::Home, site_url.into());
                (keys::REVIEW_ELSEWHERE_TITLE, text)
            }
            None if self.is_unsaid() => (keys::REVIEW_UNSAID_TITLE, keys::REVIEW_STANDING_UNSAID.alone()),
            None if self.connected_here => (keys::REVIEW_REPLACING_TITLE, keys::REVIEW_REPLACING_TEXT.alone()),
            None => (keys::REVIEW_REPLACING_TITLE, keys::REVIEW_STANDING_CONNECTED.alone()),
        };
        Some(WarningView { title, text })
    }

    fn replaces(&self) -> Option<Key> {
        match (self.must_confirm, self.connected_here) {
            (true, _) => None,
            (false, true) => Some(keys::REVIEW_HERE),
            (false, false) => Some(keys::REVIEW_REPLACED),
        }
    }
}

fn lost_answer(shop: &Shop, lost: &Lost) -> LostAnswerView {
    let (at, was_empty) = (lost.at, lost.came == Came::Empty);
    let when = if was_empty { keys::REVIEW_EMPTY_AT } else { keys::REVIEW_LOST_AT };
    LostAnswerView {
        when: when.with(Slot::Moment, Arg::Exact(at)),
        says: lost_says(shop, lost),
        at,
        meum_says: lost.says,
        settled: loss::is_settled(shop),
        was_empty,
        again_at: if was_empty { at } else { at.after(STILL_WORKING) },
    }
}

/// What is known of a lost answer: Meum's word, whether that is its last one, or how asking goes.
fn lost_says(shop: &Shop, lost: &Lost) -> Vec<Key> {
    let tried = shop.stage.trouble.as_ref().is_some_and(|problem| !problem.tried.is_empty());
    match (lost.says, loss::is_settled(shop)) {
        (Some(AfterLoss::NotConnected), _) if lost.came == Came::Empty => vec![keys::REVIEW_EMPTY_NO],
        (Some(AfterLoss::Connected), _) if lost.came == Came::Empty => vec![keys::REVIEW_EMPTY_YES],
        (Some(AfterLoss::Connected), _) => vec![keys::REVIEW_LOST_YES, keys::REVIEW_LOST_YES_NEXT],
        (Some(AfterLoss::AsBefore), true) => vec![keys::REVIEW_LOST_AS_BEFORE],
        (Some(AfterLoss::AsBefore), false) => vec![keys::REVIEW_LOST_AS_BEFORE_SO_FAR],
        (Some(AfterLoss::NotConnected), true) => vec![keys::REVIEW_LOST_NO],
        (Some(AfterLoss::NotConnected), false) => vec![keys::REVIEW_LOST_NO_SO_FAR],
        (None, _) if shop.doing.is_some() => vec![keys::REVIEW_LOST_ASKING],
        (None, _) if tried => vec![keys::REVIEW_LOST_IN_VAIN],
        (None, _) => vec![keys::REVIEW_LOST_NOTHING],
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
