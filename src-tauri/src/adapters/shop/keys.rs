//! Checking a pair against the shop as the measured truth table does: a signed GET, perhaps an
//! OPTIONS, and once a POST that cannot change anything. A healthy shop is asked twice.

use super::{Pair, Progress, STATUS_FIELDS, STATUS_ROUTE, SystemStatus, address, ask, signed, system_status};
use crate::adapters::http::Http;
use connect_core::diagnosis::{self, ReadVerdict, WriteVerdict};
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, PluginFacts};
use connect_core::wizard::checks::{Check, CheckState};
use reqwest::Method;

/// A gateway no plugin has: the name is ours and says what the request is for.
const IMPOSSIBLE_GATEWAY: &str = "wc/v3/payment_gateways/meum-connect-permission-check";

/// What a pair that passed taught us.
#[derive(Debug)]
pub struct Checked {
    /// Whether it may change settings.
    pub may_write: bool,
    /// WordPress's version.
    pub wordpress: Option<PlainText>,
    /// WooCommerce's version.
    pub woocommerce: Option<PlainText>,
    /// The Meum plugin, if it is installed.
    pub plugin: Option<PluginFacts>,
}

/// Checks the pair.
pub async fn check(http: &Http, found: &FoundShop, pair: &Pair, progress: &Progress) -> Result<Checked, Problem> {
    let host = found.home.host();
    let SystemStatus { wordpress, woocommerce, plugin, .. } =
        may_read(http, found, pair, progress).await.map_err(|problem| problem.of(host))?;
    let may_write = may_write(http, found, pair, progress).await.map_err(|problem| problem.of(host))?;
    Ok(Checked { may_write, wordpress, woocommerce, plugin })
}

async fn may_read(http: &Http, found: &FoundShop, pair: &Pair, progress: &Progress) -> Result<SystemStatus, Problem> {
    progress(Check::KeysAccepted, CheckState::Running, None);
    let url = address(&found.root, STATUS_ROUTE, STATUS_FIELDS)?;
    let told = ask(http, signed(pair, Method::GET, url.clone(), None)?).await?;
    match diagnosis::read(&told.reply()) {
        ReadVerdict::Accepted => {
            progress(Check::KeysAccepted, CheckState::Passed, Some(told.answer.took));
            progress(Check::MayRead, CheckState::Passed, None);
            Ok(system_status(&told.answer))
        }
        ReadVerdict::AskOptions => {
            let options = ask(http, signed(pair, Method::OPTIONS, url, None)?).await?;
            let kind = diagnosis::options(&options.reply());
            if kind == ProblemKind::KeyWriteOnly {
                progress(Check::KeysAccepted, CheckState::Passed, Some(told.answer.took));
                progress(Check::MayRead, CheckState::Failed, None);
            }
            Err(told.problem(kind))
        }
        ReadVerdict::Refused(kind) => {
            if kind == ProblemKind::OwnerRoleTooLow {
                progress(Check::KeysAccepted, CheckState::Passed, Some(told.answer.took));
                progress(Check::MayRead, CheckState::Failed, None);
            }
            Err(told.problem(kind))
        }
    }
}

async fn may_write(http: &Http, found: &FoundShop, pair: &Pair, progress: &Progress) -> Result<bool, Problem> {
    progress(Check::MayChange, CheckState::Running, None);
    let url = address(&found.root, IMPOSSIBLE_GATEWAY, "")?;
    let told = ask(http, signed(pair, Method::POST, url, Some(b"{}".to_vec()))?).await?;
    match diagnosis::write_probe(&told.reply()) {
        WriteVerdict::MayWrite => {
            progress(Check::MayChange, CheckState::Passed, Some(told.answer.took));
            Ok(true)
        }
        WriteVerdict::ReadOnly => {
            progress(Check::MayChange, CheckState::Noted, Some(told.answer.took));
            Ok(false)
        }
        WriteVerdict::Refused(kind) => Err(told.problem(kind)),
    }
}
