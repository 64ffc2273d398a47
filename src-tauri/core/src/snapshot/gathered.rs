//! What is known of a shop now.

use super::facts::{Change, Code, Ids, LineMark, MINUTE, Snapshot, Versions};
use crate::app::About;
use crate::health::certain;
use crate::history::Period;
use crate::plain::PlainText;
use crate::problem::Problem;
use crate::reading;
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::step::Step;
use crate::time::{LocalOffset, Timestamp};
use crate::watch;

/// The finest step in which clocks of the world differ from UTC, in minutes.
const QUARTER: i32 = 15;

impl Snapshot {
    /// What is known of this shop now.
    pub fn of(shop: &Shop, about: &About, offset: LocalOffset, now: Timestamp) -> Self {
        let (record, on_panel) = (&shop.record, shop.record.step == Step::Panel);
        let health = on_panel.then(|| watch::health(shop, now));
        let lines = health.iter().flat_map(|health| &health.lines);
        let certain = |line: &crate::health::Line| certain::of_line(line.state, line.kind);
        Self {
            at: minute(now),
            offset: LocalOffset(offset.0 / QUARTER * QUARTER),
            reference: reading::reference(record),
            practice: record.practice,
            app: about.version.clone(),
            system: about.system.clone(),
            home: record.found.as_ref().map(|found| found.home.as_str().to_owned()),
            step: record.step,
            code: shop.stage.trouble.as_ref().map(|trouble| Code::of(trouble.kind)),
            headline: health.as_ref().map(|health| health.headline),
            certain: lines.clone().map(certain).max(),
            lines: lines.map(|line| LineMark::of(shop, line)).collect(),
            ids: ids(record),
            meum_key_prefix: reading::connect_facts(record).and_then(|facts| facts.key_prefix.clone()),
            key_ending: record.keys.as_ref().map(|keys| keys.ending.clone()),
            versions: versions(shop),
            sign_in: record.keys.as_ref().map(|keys| keys.sign_in),
            failed: failed(shop).and_then(|problem| problem.technical.as_ref()).map(|line| line.as_str().to_owned()),
            tried: failed(shop)
                .into_iter()
                .flat_map(|problem| &problem.tried)
                .map(|line| line.as_str().to_owned())
                .collect(),
            changes: changes(shop),
        }
    }
}

impl LineMark {
    fn of(shop: &Shop, line: &crate::health::Line) -> Self {
        let since = shop.observed.since.get(&line.id).filter(|(state, _)| *state == line.state);
        Self {
            id: line.id,
            state: line.state,
            code: line.kind.map(Code::of),
            since: since.map(|(_, at)| minute(*at)),
            checked_at: line.checked_at.map(minute),
        }
    }
}

/// The whole minute that a moment is in.
fn minute(at: Timestamp) -> Timestamp {
    Timestamp(at.0.div_euclid(MINUTE) * MINUTE)
}

fn ids(record: &ShopRecord) -> Ids {
    let Some(facts) = reading::connect_facts(record) else { return Ids::default() };
    let text = |id: &Option<PlainText>| id.as_ref().map(|id| id.as_str().to_owned());
    Ids {
        store: text(&facts.store_id),
        integration: text(&facts.integration_id),
        installation: text(&facts.installation_id),
    }
}

fn versions(shop: &Shop) -> Versions {
    let (sight, keys) = (shop.observed.sight.as_ref().map(|seen| &seen.what), shop.record.keys.as_ref());
    let text = |version: Option<&PlainText>| version.map(|version| version.as_str().to_owned());
    Versions {
        wordpress: text(sight.and_then(|s| s.wordpress.as_ref()).or_else(|| keys?.wordpress.as_ref())),
        woocommerce: text(sight.and_then(|s| s.woocommerce.as_ref()).or_else(|| keys?.woocommerce.as_ref())),
        plugin: text(sight.and_then(|s| s.plugin.as_ref()?.version.as_ref())),
    }
}

/// What failed last: on a step what stands in its way, on the panel the newer of the two questions.
fn failed(shop: &Shop) -> Option<&Problem> {
    let observed = &shop.observed;
    let asked = [&observed.sight_problem, &observed.status_problem];
    let newest = asked.into_iter().flatten().max_by_key(|seen| seen.at);
    shop.stage.trouble.as_ref().or(newest.map(|seen| &seen.what))
}

/// The last changes. Where a line begins to be known, nothing has changed.
fn changes(shop: &Shop) -> Vec<Change> {
    let mut periods: Vec<&Period> = shop.past.shown.periods.iter().collect();
    periods.sort_by_key(|period| std::cmp::Reverse(period.from));
    let change = |period: &Period| Change {
        at: minute(period.from),
        line: period.line,
        state: period.state,
        code: period.code.map(Code::of),
    };
    periods.into_iter().take(Snapshot::MOST_CHANGES).map(change).collect()
}
