//! The merchant: presses what the screen offers until the panel says that shoppers can pay, and
//! counts how often *Connect* was pressed.

use super::app::{Driven, Outcome, codes, keys, step, told};
use super::calls::{SHOP, Stage};
use super::secrets::Planted;
use super::server::Between;
use crate::harness::{secret, wizard};
use connect_core::intent::Intent;
use connect_core::line::Headline;
use connect_core::view::{Screen, StepView, View, WizardView};

/// No way to the panel is longer.
const MOST_PRESSES: usize = 24;

/// The merchant of a cell.
pub struct Robot<'a> {
    pub planted: &'a Planted,
    pub between: &'a Between,
    /// Presses of *Connect*.
    pub presses: usize,
}

impl Robot<'_> {
    /// Goes on until the app stands at this stage.
    pub async fn to(&mut self, app: &mut Driven, stage: Stage) -> Outcome {
        let is_there = |view: &View| match stage {
            Stage::Address => step(view) == "yourShop",
            Stage::Keys => step(view) == "shopKeys",
            Stage::MeumKey => step(view) == "meumKey",
            Stage::Review => step(view) == "review",
            Stage::HandOver => step(view) == "handOver",
            Stage::Panel => is_well(view),
        };
        let mut way = Vec::new();
        for _ in 0..MOST_PRESSES {
            let view = app.rest().await?;
            if is_there(&view) {
                return Ok(());
            }
            way.push(told(&view));
            let intent = self.offered(&view)?;
            self.press(app, intent).await?;
        }
        Err(format!("never at {stage:?}: {}", way.join(" → ")))
    }

    /// Presses, and sees that connect and disconnect are received at most once for one press of
    /// their own, and never without.
    pub async fn press(&mut self, app: &mut Driven, intent: Intent) -> Outcome<View> {
        let (connects, ends) = (matches!(intent, Intent::Connect { .. }), matches!(intent, Intent::Disconnect { .. }));
        let before = (self.between.connects(), self.between.disconnects());
        self.presses += usize::from(connects);
        let view = app.ask(intent).await?;
        let received = (self.between.connects() - before.0, self.between.disconnects() - before.1);
        if received.0 > usize::from(connects) || received.1 > usize::from(ends) {
            return Err(format!("one press, and connect and disconnect were received so often: {received:?}"));
        }
        Ok(view)
    }

    /// What the screen offers a merchant who wants to get on.
    fn offered(&self, view: &View) -> Outcome<Intent> {
        if let Some(wizard) = wizard(view) {
            return Ok(self.on(wizard, view));
        }
        let panel = match &view.screen {
            Screen::Panel(panel) => panel,
            Screen::Disconnect(_) | Screen::Forget(_) | Screen::Unlock(_) | Screen::Move(_) => return Ok(Intent::Stay),
            Screen::Ended(_) => return Ok(Intent::ConnectAgain),
            _ => return Err(format!("no way on: {}", told(view))),
        };
        let codes = codes(view);
        let has = |wanted: &[&str]| wanted.iter().any(|code| codes.contains(code));
        Ok(match () {
            () if has(&["H19", "G01", "G02", "G03", "G04"]) => Intent::ReplaceMeumKey,
            () if has(&["H15"]) => Intent::ReplaceKeys,
            () if panel.hand_over_pending => Intent::ResumeHandOver,
            // Meum says that there is no connection any more.
            () if panel.headline == Headline::CantPayYet => Intent::ReplaceMeumKey,
            () => Intent::CheckNow,
        })
    }

    fn on(&self, wizard: &WizardView, view: &View) -> Intent {
        match &wizard.step {
            StepView::Welcome => Intent::ConnectShop,
            // Others are asked for in the place of those that are kept.
            StepView::ShopKeys { asks: true, keys: Some(_), .. } => keys(self.planted),
            StepView::YourShop { .. } | StepView::ShopKeys { .. } if wizard.can_continue => Intent::Continue,
            StepView::YourShop { .. } if codes(view).contains("C04") => opening(self.planted),
            StepView::YourShop { .. } => Intent::CheckAddress { text: SHOP.to_owned() },
            StepView::ShopKeys { .. } => keys(self.planted),
            StepView::MeumKey { .. } => Intent::KeepMeumKey { key: secret(&self.planted.meum_key) },
            StepView::Review { .. } if codes(view).contains("H18") => Intent::ReplaceMeumKey,
            StepView::Review { must_confirm, .. } => Intent::Connect { replace: *must_confirm },
            StepView::HandOver { .. } if codes(view).contains("G22") => Intent::ReplaceMeumKey,
            StepView::HandOver { .. } if codes(view).contains("H19") => Intent::ReplaceMeumKey,
            StepView::HandOver { .. } if codes(view).contains("H15") => Intent::ReplaceKeys,
            StepView::HandOver { until_closed: true, .. } => Intent::TryAgain,
            StepView::HandOver { delivered: true, .. } => Intent::Continue,
            // Keys that may only look are replaced: by hand, nobody here could paste.
            StepView::HandOver { can_deliver: false, .. } => Intent::ReplaceKeys,
            StepView::HandOver { .. } => Intent::HandOver { switch_on: true },
        }
    }
}

/// The extra password, typed.
pub fn opening(planted: &Planted) -> Intent {
    Intent::EnterExtraPassword { user: secret(&planted.user), password: secret(&planted.password) }
}

/// A shop behind an extra password is shut to shoppers, and the panel says so.
pub const SHUT: &str = "D15";

/// Whether the panel says that all is well, as far as that can be.
pub fn is_well(view: &View) -> bool {
    match &view.screen {
        Screen::Panel(panel) => match panel.headline {
            Headline::CanPay => codes(view).is_empty(),
            Headline::Attention => codes(view).iter().all(|code| *code == SHUT),
            _ => false,
        },
        _ => false,
    }
}
