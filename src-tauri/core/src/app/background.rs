//! Going on without the window: what becomes of the watch when the window closes, and how an app that has
//! no window makes room for one that has.

use super::parting::{Parting, Role};
use super::state::{App, Lifecycle};
use crate::effect::{Desktop, Effect};
use crate::faculties::Ability;
use crate::intent::ClosingAnswer;
use crate::preferences::Preference;
use crate::record::ShopId;
use crate::shop::Shop;
use crate::watch;

/// What closing the window does, where nothing is at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaves {
    /// The app ends.
    Ends,
    /// The merchant is asked first.
    Asks,
    /// The watch goes on without the window.
    Behind,
    /// It waits for the notes, or for what this desktop can do.
    OnceKnown,
}

impl App {
    /// Whether the merchant wishes the watch to go on without the window; `None` where nobody asked yet.
    fn keeps_watching(&self) -> Option<bool> {
        self.settings.preferences.keep_watching
    }

    pub(super) fn is_windowless(&self) -> bool {
        self.role == Role::Watch
    }

    /// The notes were read, or the desktop is known: a window that was closed before closes now, or goes on
    /// waiting for the other.
    pub(super) fn leave_now_that_it_is_known(&mut self, effects: &mut Vec<Effect>) {
        if self.parting == Parting::OnceKnown {
            self.parting = Parting::AsPreferred;
            self.leave(effects);
        }
    }

    /// Takes the question off the screen: it is answered, or the merchant goes on.
    pub(super) fn stop_asking(&mut self) {
        if self.parting == Parting::Asks {
            self.parting = Parting::AsPreferred;
        }
    }

    /// Whether the question is on the screen.
    pub(crate) fn asks_to_watch_on(&self) -> bool {
        self.parting == Parting::Asks
    }

    /// Whether the app cannot watch on without its window here. Until the shell has said it, it may.
    const fn is_bound_to_window(&self) -> bool {
        matches!(self.can.background, Ability::No(_))
    }

    /// Whether there is a real shop to watch.
    pub(super) fn has_watched_shop(&self) -> bool {
        self.shops.all().any(is_watched)
    }

    /// What closing the window does before everything is known that decides it. It waits, unless the window
    /// is closed once more.
    fn leaves_unknown(&self) -> Leaves {
        if self.parting == Parting::AsPreferred { Leaves::OnceKnown } else { Leaves::Ends }
    }

    /// Whether there is nothing to go on with once the window is closed, as far as is known.
    fn has_nothing_to_go_on_with(&self) -> bool {
        let is_read = !matches!(self.lifecycle, Lifecycle::Starting);
        self.is_windowless()
            || self.parting == Parting::ForGood
            || self.is_bound_to_window()
            || is_read && (!self.has_watched_shop() || self.keeps_watching() == Some(false))
    }

    /// What closing the window does. A question that is on the screen when the window is closed once more
    /// is answered by that.
    fn leaves(&self) -> Leaves {
        if self.has_nothing_to_go_on_with() {
            return Leaves::Ends;
        }
        if matches!(self.lifecycle, Lifecycle::Starting) || self.can.background == Ability::Unknown {
            return self.leaves_unknown();
        }
        match self.keeps_watching() {
            Some(true) => Leaves::Behind,
            None if self.parting != Parting::Asks => Leaves::Asks,
            Some(false) | None => Leaves::Ends,
        }
    }

    /// Whether this desktop shows an icon of a running app.
    pub fn shows_icon(&self) -> bool {
        self.can.tray == Ability::Yes
    }

    /// Whether the frame of the window has to ask the core before the window closes.
    pub fn hears_of_closing(&self) -> bool {
        self.leaves() != Leaves::Ends
    }

    /// Closes the window: nothing would be lost with it.
    pub(super) fn leave(&mut self, effects: &mut Vec<Effect>) {
        let leaves = self.leaves();
        self.stop_asking();
        match leaves {
            Leaves::Asks => self.parting = Parting::Asks,
            Leaves::OnceKnown => self.parting = Parting::OnceKnown,
            Leaves::Behind => effects.push(Effect::Desktop(Desktop::GoBehind)),
            Leaves::Ends => effects.push(Effect::Desktop(Desktop::Close)),
        }
        if matches!(leaves, Leaves::Behind | Leaves::Ends) {
            self.write_moments();
        }
    }

    /// The merchant was asked whether the watch shall go on without the window.
    pub(super) fn answer_closing(&mut self, answer: ClosingAnswer, effects: &mut Vec<Effect>) {
        if self.parting != Parting::Asks {
            return;
        }
        self.stop_asking();
        match answer {
            ClosingAnswer::KeepWatching => self.prefer(Preference::KeepWatching { on: true }, effects),
            ClosingAnswer::Close => self.prefer(Preference::KeepWatching { on: false }, effects),
            ClosingAnswer::Stay => return,
        }
        self.leave(effects);
    }

    /// A window starts, and asks an app without one for its place. Nothing is waited for: what is in
    /// flight is asked again by the window.
    pub(super) fn make_room(&mut self, effects: &mut Vec<Effect>) {
        if self.is_windowless() {
            self.write_moments();
            effects.push(Effect::Desktop(Desktop::Close));
        }
    }

    /// An app without a window ends where there is nothing to watch, where nobody wants it, and where its
    /// notes do not open: nobody would read why.
    pub(super) fn end_without_work(&mut self, effects: &mut Vec<Effect>) {
        let is_idle = match self.lifecycle {
            Lifecycle::Starting => false,
            Lifecycle::Stuck(_) => true,
            Lifecycle::Running => self.keeps_watching() != Some(true) || !self.has_watched_shop(),
        };
        if self.is_windowless() && is_idle {
            effects.push(Effect::Desktop(Desktop::Close));
        }
    }

    /// Asks everything of every watched shop now.
    pub(super) fn check_all(&mut self) {
        for id in self.ids() {
            if let Some(shop) = self.shops.touch(&id).filter(|shop| is_watched(shop)) {
                shop.watch.hurry();
            }
        }
    }

    /// Goes on where the app that watched before left off: nothing is asked sooner or later because
    /// another process asks.
    pub(super) fn resume_watch(&mut self) {
        for id in self.ids() {
            if let Some(shop) = self.shops.touch(&id) {
                watch::resume(shop);
            }
        }
    }

    /// Stores when the answers came, for whoever watches next.
    fn write_moments(&mut self) {
        for id in self.ids() {
            if let Some(shop) = self.shops.touch(&id) {
                shop.on_disk.to_the_moment();
            }
        }
    }

    fn ids(&self) -> Vec<ShopId> {
        self.shops.all().map(|shop| shop.record.id.clone()).collect()
    }
}

fn is_watched(shop: &Shop) -> bool {
    !shop.record.practice && watch::is_watched(shop)
}
