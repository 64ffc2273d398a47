//! Notifications: who is told what, and when. Nothing comes while the window is in front, in quiet hours,
//! or where the merchant wants none; what was held back and still holds comes afterwards, as one.
//!
//! What was told is stored with what was observed of a shop, so a restart tells nothing twice. Practice
//! tells nothing at all.

use super::bell::{Manner, Mood};
use super::state::App;
use crate::alarms::saying;
use crate::alarms::{self, Alarm, Cause, Changes, Heard, Notification, Subject};
use crate::effect::{Desktop, Effect};
use crate::line::{Headline, LineId};
use crate::record::ShopId;
use crate::shop::Shop;
use crate::step::Step;
use crate::time::{Span, Timestamp};
use crate::watch;
use std::collections::BTreeSet;

/// What is to be said after an event.
#[derive(Default)]
struct News {
    begun: Vec<(ShopId, Alarm)>,
    over: Vec<(ShopId, Headline)>,
    causes: Vec<(Cause, Alarm)>,
    causes_over: Vec<Cause>,
    gone: Vec<Subject>,
}

impl App {
    /// Takes what was told before the app started.
    pub(super) fn remember_what_was_told(&mut self) {
        for shop in self.shops.all().filter(|shop| !shop.observed.told.is_empty()) {
            let id = &shop.record.id;
            self.bell.shown.insert(Subject::Shop(id.clone()), None);
            for cause in causes_of(shop) {
                self.bell.shown.insert(Subject::Cause(cause), None);
                self.bell.causes.entry(cause).or_default().insert(id.clone());
            }
        }
    }

    /// The next moment at which something that is held back is due.
    pub(super) fn rings_at(&self) -> Option<Timestamp> {
        self.bell.held.values().flatten().min().copied()
    }

    /// Tells what the event at hand has made news, of the shops that it touched.
    pub(super) fn ring(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let mood = Mood { manner: self.manner(now), seen: self.seen() };
        let mut ids: BTreeSet<ShopId> = self.shops.touched().map(|shop| shop.record.id.clone()).collect();
        let is_due = |until: &Option<Timestamp>| until.is_some_and(|until| until <= now);
        let turned = mood != self.bell.before;
        ids.extend(self.bell.held.iter().filter(|(_, until)| turned || is_due(until)).map(|(id, _)| id.clone()));
        ids.extend(mood.seen.clone().filter(|_| turned));
        let mut news = News::default();
        for id in ids {
            self.consider(&id, &mood, now, &mut news);
        }
        self.bell.before = mood;
        self.say(news, effects);
    }

    fn manner(&self, now: Timestamp) -> Manner {
        let wanted = &self.settings.preferences;
        let quiet = wanted.quiet_hours.and_then(|hours| hours.left(self.offset.minute_of_day(now)));
        match quiet {
            _ if !wanted.notifications => Manner::Never,
            _ if self.in_front => Manner::Later(None),
            Some(minutes) => Manner::Later(Some(now.minutes_on(minutes))),
            None => Manner::Now,
        }
    }

    /// The shop whose panel somebody is looking at.
    fn seen(&self) -> Option<ShopId> {
        let open = |shop: &&Shop| shop.record.step == Step::Panel && shop.overlay.is_none();
        let shop = self.current().filter(open).filter(|_| self.in_front && self.page.is_none());
        shop.map(|shop| shop.record.id.clone())
    }

    /// Takes what has changed of a shop.
    fn consider(&mut self, id: &ShopId, mood: &Mood, now: Timestamp, news: &mut News) {
        self.bell.held.remove(id);
        let Some(shop) = self.shops.get(id).filter(|shop| !shop.record.practice) else { return };
        if shop.record.connection.is_none() {
            return self.let_go(id, news);
        }
        self.leave_causes_but(&causes_of(shop), id, news);
        let Some(shop) = self.shops.get(id).filter(|shop| watch::is_watched(shop)) else { return };
        let health = watch::health(shop, now);
        let heard = Heard { meum: shop.watch.meum.heard, shop: shop.watch.shop.heard };
        let Changes { begun, over } = alarms::changes(&health.lines, heard, &shop.observed.told);
        let seen = mood.seen.as_ref() == Some(id);
        let manner = if seen { Manner::Never } else { mood.manner };
        let mut ripe: Vec<Alarm> = begun.into_iter().filter(|alarm| seen || has_lasted(shop, *alarm)).collect();
        if let Manner::Later(until) = manner
            && !ripe.is_empty()
        {
            self.bell.held.insert(id.clone(), until);
            ripe.clear();
        }
        if !(ripe.is_empty() && over.is_empty()) {
            self.take(id, &ripe, &over, (manner == Manner::Now).then_some(health.headline), news);
        }
        if seen {
            news.gone.push(Subject::Shop(id.clone()));
            self.leave_several(id, news);
        }
    }

    /// Takes what has begun and what is over as told; says it, where there is a headline to say it with.
    fn take(&mut self, id: &ShopId, ripe: &[Alarm], over: &[LineId], aloud: Option<Headline>, news: &mut News) {
        let Some(shop) = self.shops.touch(id) else { return };
        let (had, was_wrong) = (causes_of(shop), is_wrong(shop));
        for line in over {
            shop.observed.told.remove(line);
        }
        for alarm in ripe {
            shop.observed.told.insert(alarm.line, (alarm.state, alarm.kind));
        }
        let (has, wrong) = (causes_of(shop), is_wrong(shop));
        let gravest = ripe.iter().filter(|alarm| alarm.cause().is_none()).max_by_key(|alarm| alarm.weight());
        if let (Some(alarm), Some(_)) = (gravest, aloud) {
            news.begun.push((id.clone(), *alarm));
        } else if was_wrong && !wrong {
            match aloud {
                Some(headline) => news.over.push((id.clone(), headline)),
                None => news.gone.push(Subject::Shop(id.clone())),
            }
            self.leave_several(id, news);
        } else if self.names(id, over) {
            news.gone.push(Subject::Shop(id.clone()));
        }
        for cause in has.difference(&had) {
            let shops = self.bell.causes.entry(*cause).or_default();
            let alarm = ripe.iter().find(|alarm| alarm.cause() == Some(*cause));
            news.causes.extend(alarm.filter(|_| shops.is_empty() && aloud.is_some()).map(|alarm| (*cause, *alarm)));
            shops.insert(id.clone());
        }
        for cause in had.difference(&has) {
            self.leave_cause(id, *cause, aloud.is_some(), news);
        }
    }

    /// Whether what may be on the desktop of a shop names one of these lines.
    fn names(&self, id: &ShopId, lines: &[LineId]) -> bool {
        let named = self.bell.shown.get(&Subject::Shop(id.clone())).copied().flatten();
        named.is_some_and(|named| lines.contains(&named))
    }

    fn leave_cause(&mut self, id: &ShopId, cause: Cause, aloud: bool, news: &mut News) {
        let Some(shops) = self.bell.causes.get_mut(&cause) else { return };
        if !shops.remove(id) || !shops.is_empty() {
            return;
        }
        if aloud {
            news.causes_over.push(cause);
        } else {
            news.gone.push(Subject::Cause(cause));
        }
    }

    fn leave_several(&mut self, id: &ShopId, news: &mut News) {
        if self.bell.several.remove(id) && self.bell.several.is_empty() {
            news.gone.push(Subject::Several);
        }
    }

    /// The shop is not watched any more: nothing of it is on the desktop.
    fn let_go(&mut self, id: &ShopId, news: &mut News) {
        news.gone.push(Subject::Shop(id.clone()));
        self.leave_several(id, news);
        self.leave_causes_but(&BTreeSet::new(), id, news);
    }

    /// What was observed of a connection that is over is forgotten, and with it what was told.
    fn leave_causes_but(&mut self, told: &BTreeSet<Cause>, id: &ShopId, news: &mut News) {
        for cause in Cause::ALL.into_iter().filter(|cause| !told.contains(cause)) {
            self.leave_cause(id, cause, false, news);
        }
    }

    /// The shop leaves this computer.
    pub(super) fn forget_what_was_told(&mut self, id: &ShopId, effects: &mut Vec<Effect>) {
        self.bell.held.remove(id);
        let mut news = News::default();
        self.let_go(id, &mut news);
        self.say(news, effects);
    }

    fn say(&mut self, news: News, effects: &mut Vec<Effect>) {
        let gone = news.gone.into_iter().filter(|subject| self.bell.shown.remove(subject).is_some());
        effects.extend(gone.map(|subject| Effect::Desktop(Desktop::Withdraw(subject))).collect::<Vec<_>>());
        for (cause, alarm) in news.causes {
            self.show(saying::cause_begins(cause, alarm.kind), None, effects);
        }
        for cause in news.causes_over {
            self.show(saying::cause_is_over(cause), None, effects);
        }
        for (id, headline) in news.over {
            let Some(shop) = self.shops.get(&id) else { continue };
            self.show(saying::is_over(&shop.record, headline), None, effects);
        }
        self.say_what_begins(&news.begun, effects);
    }

    /// One shop's trouble by its name; the troubles of several, held back until now, at once.
    fn say_what_begins(&mut self, begun: &[(ShopId, Alarm)], effects: &mut Vec<Effect>) {
        if let [(id, alarm)] = begun {
            let Some(shop) = self.shops.get(id) else { return };
            self.show(saying::alarm(&shop.record, *alarm), Some(alarm.line), effects);
        } else if !begun.is_empty() {
            let shops = begun.iter().filter_map(|(id, _)| self.shops.get(id));
            let notification = saying::several(&shops.map(|shop| &shop.record).collect::<Vec<_>>());
            self.bell.several = begun.iter().map(|(id, _)| id.clone()).collect();
            self.show(notification, None, effects);
        }
    }

    fn show(&mut self, notification: Notification, line: Option<LineId>, effects: &mut Vec<Effect>) {
        self.bell.shown.insert(notification.subject.clone(), line);
        effects.push(Effect::Desktop(Desktop::Notify(Box::new(notification))));
    }

    /// The merchant opened a notification: its shop comes to the screen, and the window to the front.
    /// From practice that leads out of it, since something real is the matter.
    pub(super) fn notification_opened(&mut self, subject: &Subject, effects: &mut Vec<Effect>) {
        effects.push(Effect::Desktop(Desktop::ComeToFront));
        let id = match subject {
            Subject::Shop(id) => Some(id.clone()),
            Subject::Several => self.bell.several.iter().next().cloned(),
            Subject::Cause(_) => None,
        };
        let Some(id) = id.filter(|id| self.shops.get(id).is_some_and(|shop| !shop.record.practice)) else { return };
        if self.current().is_some_and(|shop| shop.record.practice) {
            self.leave_practice(effects);
        }
        self.page = None;
        self.bring(&id, effects);
    }
}

/// Whether it has lasted as long as it has to, as the last answer shows: between two answers it may pass.
fn has_lasted(shop: &Shop, alarm: Alarm) -> bool {
    let since = shop.observed.since.get(&alarm.line).filter(|(state, _)| *state == alarm.state).map(|(_, at)| *at);
    let patience = alarms::patience(alarm.kind);
    patience == Span(0) || since.zip(alarm.seen_at).is_some_and(|(since, seen)| seen.since(since) >= patience)
}

/// What all shops may have in common of what was told of this one.
fn causes_of(shop: &Shop) -> BTreeSet<Cause> {
    shop.observed.told.values().filter_map(|(_, kind)| alarms::cause(*kind)).collect()
}

/// Whether something of the shop's own was told and is not over.
fn is_wrong(shop: &Shop) -> bool {
    shop.observed.told.values().any(|(_, kind)| alarms::cause(*kind).is_none())
}
