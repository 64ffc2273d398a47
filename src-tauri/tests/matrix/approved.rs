//! The calls that only an application password makes, with every fault of the way: deleting it, and switching the plugin on.
//! Whatever comes is named, nothing is asked for twice, forgetting ends, and the password is nowhere but in the password
//! store.

use super::app::{Driven, Outcome, codes, step, told};
use super::calls::{APPROVED, Call, Stage};
use super::cell::{HASTE, nothing_got_out};
use super::faults::{FAULTS, Fault};
use super::heard;
use super::robot::{Robot, is_well};
use super::sample::one_in;
use super::secrets::Planted;
use super::server::Between;
use crate::harness::{noted, rewrite, secret};
use connect_core::application_password::ApplicationPassword;
use connect_core::intent::Intent;
use connect_core::shop_facts::KnownBy;
use connect_core::view::View;
use connect_practice::{Trouble, notebook};
use meum_connect::adapters::shop::{Login, ShopKeys};
use meum_connect::adapters::vault::{Entry, Vault};
use std::path::Path;
use std::sync::Arc;
use tokio::task::JoinSet;

/// So many cells are tried beside each other, as in the matrix itself.
const AT_ONCE: usize = 4;
/// The default run tries one cell in so many.
const SAMPLE: usize = 6;

#[derive(Clone, Copy, Debug)]
struct Cell {
    call: Call,
    fault: Fault,
}

fn cells() -> Vec<Cell> {
    let of = |call| FAULTS.into_iter().filter(|fault| !fault.is_local()).map(move |fault| Cell { call, fault });
    APPROVED.into_iter().flat_map(of).collect()
}

pub async fn hold(all: bool) {
    let _alone = crate::alone().await;
    heard::listen();
    let only = std::env::var(super::ONLY).unwrap_or_default();
    let cells = cells().into_iter().enumerate().filter(|(place, _)| all || one_in(SAMPLE, *place));
    let cells = cells.filter(|(_, cell)| cell.name().contains(&only));
    let (mut trying, mut broken, mut tried) = (JoinSet::new(), Vec::new(), 0);
    let mut note = |ended: Option<Result<(Cell, Outcome), tokio::task::JoinError>>| {
        let Some(ended) = ended else { return };
        let (cell, outcome) = ended.unwrap();
        broken.extend(outcome.err().map(|why| format!("{}: {why}", cell.name())));
    };
    for (_, cell) in cells {
        while trying.len() >= AT_ONCE {
            note(trying.join_next().await);
        }
        tried += 1;
        trying.spawn(async move { (cell, Box::pin(cell.tried()).await) });
    }
    while !trying.is_empty() {
        note(trying.join_next().await);
    }
    println!("{tried} cells of what an approval does");
    assert!(broken.is_empty(), "{} did not hold:\n{}", broken.len(), broken.join("\n"));
}

impl Cell {
    fn name(self) -> String {
        format!("{} × {}", self.call.name(), self.fault.name())
    }

    async fn tried(self) -> Outcome {
        let mark = heard::mark();
        let planted = Planted::of(&format!("approved {} {}", self.call.name(), self.fault.name()));
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let between = Between::start(&planted, false).await;
        let service = format!("matrix {}", folder.path().display());
        let mut robot = Robot { planted: &planted, between: &between, presses: 0 };
        let mut app = Driven::start(folder.path(), &service, between.world(1));
        robot.to(&mut app, Stage::Panel).await?;
        let mut shown = app.kill().await;
        approve(&planted, folder.path(), &service).await?;
        let haste = if self.fault.takes_time() { HASTE } else { 1 };
        let mut app = Driven::start(folder.path(), &service, between.world(haste));
        robot.to(&mut app, Stage::Panel).await.map_err(|why| format!("with the password: {why}"))?;
        let forgets = matches!(self.call, Call::Introspect | Call::DeletePassword);
        if forgets {
            self.forget(&mut app, &mut robot, haste).await?;
        } else {
            self.switch_on(&mut app, &mut robot, haste).await?;
        }
        shown.extend(app.kill().await);
        let canaries = planted.canaries(&between.issued());
        for request in between.elsewhere() {
            if let Some(found) = canaries.found_in(request.as_bytes()) {
                return Err(format!("a secret was sent elsewhere: {found}"));
            }
        }
        nothing_got_out(&canaries, folder.path(), &shown, mark)
    }

    /// Makes the call with its fault.
    async fn meets(self, app: &mut Driven, robot: &mut Robot<'_>, haste: u32, intent: Intent) -> Outcome<View> {
        robot.between.arm(self.call, self.fault, haste, None);
        let ended = robot.press(app, intent).await;
        if robot.between.disarm() == 0 {
            return Err("the fault was never met".to_owned());
        }
        ended
    }

    async fn forget(self, app: &mut Driven, robot: &mut Robot<'_>, haste: u32) -> Outcome {
        robot.press(app, Intent::AskToForget).await?;
        let view = self.meets(app, robot, haste, Intent::Forget { knowing: true, revoke: true }).await?;
        let sent = asked(robot.between, "DELETE");
        let done = self.fault == Fault::Lists || self.call == Call::DeletePassword && self.fault.is_done_anyway();
        if sent > 1 {
            return Err(format!("it was to be deleted {sent} times"));
        }
        if done {
            return if step(&view) == "welcome" { Ok(()) } else { Err(format!("it is deleted: {}", told(&view))) };
        }
        if !codes(&view).contains("F20") {
            return Err(format!("what stays is not said: {}", told(&view)));
        }
        let view = robot.press(app, Intent::Forget { knowing: true, revoke: false }).await?;
        if step(&view) == "welcome" { Ok(()) } else { Err(format!("not forgotten: {}", told(&view))) }
    }

    async fn switch_on(self, app: &mut Driven, robot: &mut Robot<'_>, haste: u32) -> Outcome {
        robot.between.shop.set(Trouble::PluginInactive);
        robot.press(app, Intent::CheckNow).await?;
        app.until_certain().await?;
        let view = self.meets(app, robot, haste, Intent::SwitchPluginOn).await?;
        let sent = asked(robot.between, "POST");
        if sent > 1 {
            return Err(format!("it was to be switched on {sent} times"));
        }
        let done = self.call == Call::PluginOn && self.fault.is_done_anyway();
        if done == view.notice.is_some() && self.fault != Fault::Lists {
            return Err(format!("done: {done}, and the screen says {}", told(&view)));
        }
        // What was refused is offered again once the shop was looked at again.
        for intent in [Intent::CheckNow, Intent::SwitchPluginOn, Intent::CheckNow] {
            robot.press(app, intent).await?;
        }
        let view = app.until_certain().await?;
        if is_well(&view) { Ok(()) } else { Err(format!("not well afterwards: {}", told(&view))) }
    }
}

/// How often the shop was asked for a change of these, so far.
fn asked(between: &Between, method: &str) -> usize {
    let changes = ["/wp/v2/plugins/", "/wp/v2/users/me/application-passwords/"];
    let of = |route: Option<&str>| route.is_some_and(|route| changes.iter().any(|change| route.starts_with(change)));
    between.shop.requests().iter().filter(|seen| seen.method == method && of(seen.route.as_deref())).count()
}

/// Puts the planted application password in the place of the keys.
async fn approve(planted: &Planted, folder: &Path, service: &str) -> Outcome {
    let whole = ApplicationPassword::parse(&secret(notebook::ADMINISTRATOR), &secret(&planted.approved));
    let whole = whole.map_err(|kind| format!("{kind:?}"))?;
    let stored = Arc::new(ShopKeys::Password(Login::from(whole)).to_stored());
    let vault = Vault::start(service);
    vault.keep(&noted(folder).id, Entry::ShopKeys, &stored).await.map_err(|error| error.to_string())?;
    drop(vault);
    rewrite(folder, |record| {
        let user = connect_core::plain::PlainText::from_outside(notebook::ADMINISTRATOR);
        if let (Some(keys), Some(user)) = (&mut record.keys, user) {
            keys.known_by = KnownBy::User(user);
        }
    })
    .await;
    Ok(())
}
