//! One cell: a call, a fault, and everything that must hold.

use super::app::{Driven, Outcome, PATIENCE, codes, keys, says_lost, step, told};
use super::calls::{Call, Stage};
use super::expected::expected;
use super::faults::Fault;
use super::heard::{self, Mark};
use super::local::Local;
use super::robot::{Robot, SHUT, opening};
use super::secrets::Planted;
use super::server::{Between, Deed};
use crate::harness::{a_minute_passes, secret, wizard};
use connect_canary::Canaries;
use connect_core::intent::Intent;
use connect_core::record::ShopId;
use connect_core::view::{StepView, View};
use connect_practice::{Habit, ShopDoor, Trouble};
use meum_connect::adapters::vault::Vault;
use meum_connect::connect::any_credentials;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// How many times sooner limits of time are over where one must run out: ten seconds are two and a
/// half, and the four of a look at Meum's health still one.
pub const HASTE: u32 = 4;

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub call: Call,
    pub fault: Fault,
    /// Whether the shop has an extra password in front of it: then the keys go in the address.
    pub door: bool,
}

impl Cell {
    /// As the report and the command line name it.
    pub fn name(self) -> String {
        let door = if self.door { " behind a password" } else { "" };
        format!("{} × {}{door}", self.call.name(), self.fault.name())
    }

    /// Tries the cell. A cell that takes longer than anything may has hung.
    pub async fn try_out(self) -> Outcome {
        let mark = heard::mark();
        let tried = tokio::time::timeout(PATIENCE * 3, Box::pin(self.tried(mark))).await;
        let held = tried.unwrap_or_else(|_| Err("hangs".to_owned()));
        let panics = mark.panics().join("; ");
        if panics.is_empty() {
            return held;
        }
        let found = Planted::of(&self.name()).canaries(&[]).found_in(panics.as_bytes());
        let found = found.map(|found| format!(", and {found}")).unwrap_or_default();
        Err(format!("something panicked{found}: {panics}"))
    }

    async fn tried(self, mark: Mark) -> Outcome {
        let planted = Planted::of(&self.name());
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let between = Between::start(&planted, self.door).await;
        if let Some(habit) = self.habit() {
            between.shop.set(Trouble::Habit { habit });
        }
        let local = Arc::new(Local::new(self.fault, folder.path()));
        let place = Place { folder: folder.path(), service: format!("matrix {}", folder.path().display()) };
        let mut robot = Robot { planted: &planted, between: &between, presses: 0 };
        let haste = if self.fault.takes_time() { HASTE } else { 1 };
        let mut app = self.ready(&place, &mut robot, haste).await?;
        let ended = self.with_fault(&mut app, &mut robot, &local, haste).await;
        let (view, said) = match ended {
            Ok(ended) => ended,
            Err(why) => {
                local.mend();
                return Err(why);
            }
        };
        let goes_well = self.fault.is_local() || self.fault == Fault::Lists;
        if self.call == Call::StatusBefore && !goes_well && between.connects() > 0 {
            return Err("connected although Meum did not say that the shop is not connected".to_owned());
        }
        let reported = says_lost(&view);
        let mut shown = app.kill().await;
        local.mend();
        place.credentials_are_safe(&between, reported).await.map_err(|why| format!("{why}: {}", told(&view)))?;
        if said.contains("G07") {
            place.ends_pause()?;
        }

        let mut app = Driven::start(place.folder, &place.service, between.world(1));
        let again = app.rest().await?;
        self.sensible(&view, &again)?;
        place
            .credentials_are_safe(&between, says_lost(&again))
            .await
            .map_err(|why| format!("after a restart {why}"))?;
        if is_lost(&again) {
            // Nothing is sent again before Meum can no longer be working on the first request.
            shown.extend(app.kill().await);
            a_minute_passes(place.folder).await;
            app = Driven::start(place.folder, &place.service, between.world(1));
        }
        robot.to(&mut app, Stage::Panel).await.map_err(|why| format!("after a restart: {why}"))?;
        shown.extend(app.kill().await);
        if between.connects() > robot.presses {
            return Err(format!("{} connects for {} presses", between.connects(), robot.presses));
        }
        place.plugin_has_the_last(&between).await?;
        let canaries = planted.canaries(&between.issued());
        nothing_got_out(&canaries, place.folder, &shown, mark)?;
        for request in between.elsewhere() {
            if let Some(found) = canaries.found_in(request.as_bytes()) {
                return Err(format!("a key was sent elsewhere: {found}"));
            }
        }
        self.as_expected(&said)
    }

    /// What the shop is like, where the call is made only then.
    fn habit(self) -> Option<Habit> {
        match self.call {
            // Settings are asked for by themselves where the list doesn't name the shop's address, and the shop
            // for its address where they don't either.
            Call::HomeCheck | Call::SettingsRead => Some(Habit::OwnLinksRemoved),
            // Who presses *Check now* is told whether shoppers get in again.
            Call::FrontPage => Some(Habit::ShoppersShut { how: ShopDoor::ComingSoon }),
            _ => None,
        }
    }

    /// The app, where the call is the next thing.
    async fn ready(self, place: &Place<'_>, robot: &mut Robot<'_>, haste: u32) -> Outcome<Driven> {
        let mut app = Driven::start(place.folder, &place.service, robot.between.world(1));
        robot.to(&mut app, self.call.stage()).await.map_err(|why| format!("before the call: {why}"))?;
        if haste > 1 {
            // Only the call is in haste: a busy computer must not bring faults of its own.
            app.kill().await;
            app = Driven::start(place.folder, &place.service, robot.between.world(haste));
            robot.to(&mut app, self.call.stage()).await.map_err(|why| format!("before the call: {why}"))?;
        }
        if self.door && self.call == Call::Index {
            // The password is asked for before anything goes wrong.
            robot.press(&mut app, Intent::CheckAddress { text: super::calls::SHOP.to_owned() }).await?;
        }
        if self.call == Call::Disconnect {
            // The page asks Meum and the shop anew before it lets anybody press.
            robot.press(&mut app, Intent::AskToDisconnect).await?;
        }
        Ok(app)
    }

    /// Makes the call with its fault: what the screen shows then, and the problems said.
    async fn with_fault(
        self,
        app: &mut Driven,
        robot: &mut Robot<'_>,
        local: &Arc<Local>,
        haste: u32,
    ) -> Outcome<(View, BTreeSet<&'static str>)> {
        let on_wire = self.call.host().is_some();
        robot.between.silence_shop(self.call == Call::Control);
        let deed = local.clone();
        let deed: Option<Deed> = self.fault.is_local().then(|| Box::new(move || deed.spoil()) as Deed);
        let met = if on_wire {
            robot.between.arm(self.call, self.fault, haste, deed);
            None
        } else {
            local.spoil();
            Some(1)
        };
        let ended = self.made(app, robot).await;
        let met = met.unwrap_or_else(|| robot.between.disarm());
        robot.between.silence_shop(false);
        let (view, said) = ended?;
        if met == 0 {
            return Err(format!("the fault was never met: {}", told(&view)));
        }
        Ok((view, said))
    }

    async fn made(self, app: &mut Driven, robot: &mut Robot<'_>) -> Outcome<(View, BTreeSet<&'static str>)> {
        let intent = match self.call {
            Call::Index if self.door => opening(robot.planted),
            Call::Index => Intent::CheckAddress { text: super::calls::SHOP.to_owned() },
            Call::Probe | Call::WriteProbe | Call::Shoppers => keys(robot.planted),
            Call::VaultWrite => Intent::KeepMeumKey { key: secret(&robot.planted.meum_key) },
            Call::StatusBefore | Call::Connect => Intent::Connect { replace: false },
            Call::GatewayRead
            | Call::HomeCheck
            | Call::SettingsRead
            | Call::GatewayWrite
            | Call::ReadBack
            | Call::VaultRead => Intent::HandOver { switch_on: true },
            Call::StatusAwake => {
                let view = app.wakes().await?;
                return Ok((view.clone(), codes(&view)));
            }
            Call::Status | Call::Look | Call::WayIn | Call::LookGateways | Call::FrontPage | Call::Control => {
                Intent::CheckNow
            }
            // What only an approval does has a table of its own (`approved.rs`).
            Call::DatabaseWrite | Call::Introspect | Call::DeletePassword | Call::PluginList | Call::PluginOn => {
                Intent::Back
            }
            Call::Disconnect => Intent::Disconnect { typed: super::calls::SHOP.to_owned() },
        };
        let mut view = robot.press(app, intent).await?;
        if self.call == Call::Control {
            // The shop is looked at once more, and Meum is waited for, before anything is said.
            view = app.until_certain().await?;
        }
        let said = codes(&view);
        Ok((view, said))
    }

    fn as_expected(self, said: &BTreeSet<&'static str>) -> Outcome {
        let expected: BTreeSet<&str> = expected(self).iter().copied().collect();
        // Whoever wants an extra password wants it of shoppers as well; and some shops are shut to them.
        let shut = self.door || self.call == Call::FrontPage;
        let said: BTreeSet<&str> = said.iter().copied().filter(|code| !(shut && *code == SHUT)).collect();
        // A locked database is said only if it lasts: how long a cell takes decides.
        let may_last = self.fault == Fault::DatabaseLocked && said == BTreeSet::from(["S02"]);
        if said == expected || may_last { Ok(()) } else { Err(format!("said {said:?}, not {expected:?}")) }
    }

    /// After a restart the app stands where it stood, unless what could not be stored is gone.
    fn sensible(self, before: &View, after: &View) -> Outcome {
        let (before, after) = (step(before), step(after));
        // The page before disconnecting is gone with the app: nothing had happened there.
        let had_page = before == "disconnect" && after == "panel";
        if before == after || had_page || self.fault.is_local() && after != "no step" && after != "welcome" {
            return Ok(());
        }
        Err(format!("stood at {before}, and after a restart at {after}"))
    }
}

/// Whether the screen is about an answer that is missing.
fn is_lost(view: &View) -> bool {
    let step = wizard(view).map(|wizard| &wizard.step);
    matches!(step, Some(StepView::Review { lost_answer: Some(_), .. }))
}

/// Where a cell keeps its things.
struct Place<'a> {
    folder: &'a Path,
    service: String,
}

impl Place<'_> {
    /// What is in the password store.
    async fn kept(&self) -> Outcome<Option<(String, String)>> {
        // Not through the app's own storage: only one app has the notes open.
        let notes = Connection::open(self.folder.join("shops.sqlite")).map_err(|error| error.to_string())?;
        let id = notes.query_row("SELECT id FROM shops", [], |row| row.get(0)).map_err(|error| error.to_string())?;
        let vault = Vault::start(&self.service);
        let kept = any_credentials(&vault, &ShopId::stored(id)).await.ok().flatten().map(|(_, kept)| kept);
        Ok(kept.map(|kept| (kept.api_key.expose().to_owned(), kept.webhook_secret.expose().to_owned())))
    }

    /// The pause that Meum asked for has survived the app; from here on it is over.
    fn ends_pause(&self) -> Outcome {
        let notes = Connection::open(self.folder.join("shops.sqlite")).map_err(|error| error.to_string())?;
        let over = "UPDATE shops SET record = json_set(record, '$.meum_pause', 0) WHERE record ->> '$.meum_pause' > 0";
        // Meum is one host, so the pause stands for all shops as well.
        let of_all =
            "UPDATE settings SET value = json_set(value, '$.meum_pause', 0) WHERE value ->> '$.meum_pause' > 0";
        match notes.execute(over, []).and_then(|changed| notes.execute(of_all, []).map(|_| changed)) {
            Ok(1) => Ok(()),
            Ok(_) => Err("the pause that Meum asked for is not stored".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// What Meum issued last is in the password store, or its loss is said.
    async fn credentials_are_safe(&self, between: &Between, reported: bool) -> Outcome {
        let issued = between.issued();
        let Some(last) = issued.last().filter(|_| !reported) else { return Ok(()) };
        if self.kept().await?.as_ref() == Some(last) {
            return Ok(());
        }
        Err("what Meum issued is neither kept nor said to be lost".to_owned())
    }

    /// In the end the plugin has what Meum issued last, and so has the password store.
    async fn plugin_has_the_last(&self, between: &Between) -> Outcome {
        let gateway = between.shop.gateway();
        let last = between.issued().last().cloned();
        if last != Some((gateway.api_key, gateway.webhook_secret)) {
            return Err("the plugin has not what Meum issued last".to_owned());
        }
        if self.kept().await? == last {
            return Ok(());
        }
        Err("the password store has not what Meum issued last".to_owned())
    }
}

/// Searches everything the app left behind.
pub fn nothing_got_out(canaries: &Canaries, folder: &Path, shown: &[String], mark: Mark) -> Outcome {
    let found = |place: &str, bytes: &[u8]| match canaries.found_in(bytes) {
        Some(found) => Err(format!("{place}: {found}")),
        None => Ok(()),
    };
    let log = mark.log();
    if log.is_empty() || shown.is_empty() {
        return Err("nothing was printed or shown: the search proves nothing".to_owned());
    }
    found("the log", &log)?;
    for view in shown {
        found("a view", view.as_bytes())?;
    }
    match canaries.found_below(folder).map_err(|error| error.to_string())? {
        Some((path, found)) => Err(format!("{}: {found}", path.display())),
        None => Ok(()),
    }
}
