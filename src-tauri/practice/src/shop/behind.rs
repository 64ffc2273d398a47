//! What happens to one request, layer by layer, from the web server to WordPress and back.
//!
//! It refuses to decide what a layer says. It only keeps their order.

use std::future;
use std::sync::Arc;

use axum::http::{StatusCode, header};

use super::address::Place;
use super::effect::Effect;
use super::habits::{First, Habit};
use super::site::{RestApi, Site};
use super::state::ShopState;
use super::trouble::Trouble;
use super::web_address::absolute;
use super::{admin, approving, front, in_front, rest};
use crate::clock;
use crate::serving::{Answer, Behind, HttpRequest, Reaction};

impl Behind for ShopState {
    async fn answer(self: Arc<Self>, asked: HttpRequest) -> Reaction {
        let troubles = self.troubles.all();
        let site = troubled_site(&self, &asked, &troubles);
        let place = Place::of(&asked, &site);
        let number = self.seen.remember(&asked, place.route());
        let reaction = Arc::clone(&self).react(asked, troubles, (site, place)).await;
        if let Reaction::Answer(answer) = &reaction {
            self.seen.remember_answer(number, answer);
        }
        reaction
    }
}

impl ShopState {
    async fn react(
        self: Arc<Self>,
        mut asked: HttpRequest,
        troubles: Vec<Trouble>,
        (site, place): (Site, Place),
    ) -> Reaction {
        // Whatever trouble is on, the merchant can open the page with the practice keys.
        if place == Place::Admin && !asked.secured {
            return Reaction::Answer(in_admin(&asked, &self, &site).await);
        }
        if let Some(outcome) = before_any_answer(&troubles).await {
            return outcome;
        }
        let habits: Vec<Habit> = troubles.iter().filter_map(habit).collect();
        if habits.is_empty() {
            self.memory.clear();
        }
        self.memory.count_question();
        let mut habitual = None;
        for habit in &habits {
            match habit.first(&asked, &site, &self.memory) {
                First::Pass => {}
                First::Late(delay) => tokio::time::sleep(delay).await,
                First::Cut => return Reaction::Reset,
                First::Answer(answer) => habitual = Some(answer),
            }
        }
        let (minutes_ahead, method, target) = (site.minutes_ahead, asked.method.clone(), asked.target.clone());
        let silently = habits.iter().any(|habit| habit.caches());
        let caches = silently || troubles.iter().any(|trouble| matches!(trouble.effect(), Effect::Cache));
        if !caches {
            self.cache.clear();
        } else if let Some(kept) = self.cache.kept(&asked, silently) {
            return Reaction::Answer(kept);
        }
        let state = Arc::clone(&self);
        let answer = if let Some(answer) = habitual.or_else(|| instead(&mut asked, &site, &troubles)) {
            answer
        } else {
            // The web server may have led the question elsewhere.
            let place = Place::of(&asked, &site);
            let answer = wordpress(self, asked.clone(), site.clone(), place).await;
            let habitual = |answer, habit: &Habit| habit.last(&asked, &site, &state.memory, answer);
            changed(habits.iter().fold(answer, habitual), &troubles)
        };
        if answer.status == StatusCode::UNAUTHORIZED {
            state.memory.count_refusal();
        }
        let answer = dated(answer, minutes_ahead);
        Reaction::Answer(if caches { state.cache.keep(&method, target, answer, silently) } else { answer })
    }
}

fn habit(trouble: &Trouble) -> Option<Habit> {
    match trouble.effect() {
        Effect::Habit(habit) => Some(habit),
        _ => None,
    }
}

fn troubled_site(state: &ShopState, asked: &HttpRequest, troubles: &[Trouble]) -> Site {
    let mut site = Site::of(&state.config, asked);
    for trouble in troubles {
        match trouble.effect() {
            Effect::Site(change) => change(&mut site),
            Effect::Habit(Habit::GuestsStopped { by } | Habit::AllStopped { by } | Habit::GuardBeside { by }) => {
                site.guards.extend(by.plugin());
            }
            Effect::Habit(Habit::ShoppersShut { how }) => site.coming_soon = how.is_coming_soon(),
            _ => {}
        }
    }
    site
}

/// What the troubles do before anybody answers: wait, stay silent, reset, or write what is no answer.
async fn before_any_answer(troubles: &[Trouble]) -> Option<Reaction> {
    for trouble in troubles {
        if let Effect::Wait(delay) = trouble.effect() {
            tokio::time::sleep(delay).await;
        }
    }
    for trouble in troubles {
        match trouble.effect() {
            Effect::Silence => return future::pending().await,
            Effect::Reset => return Some(Reaction::Reset),
            Effect::Flow(flow) => return Some(Reaction::Flow(flow)),
            _ => {}
        }
    }
    None
}

/// What a layer in front of WordPress answers. The web server reads a staging password before it strips
/// the header, since PHP sits behind it.
fn instead(asked: &mut HttpRequest, site: &Site, troubles: &[Trouble]) -> Option<Answer> {
    let in_front = troubles.iter().find_map(|trouble| match trouble.effect() {
        Effect::Front(answer) => answer(asked, site),
        _ => None,
    });
    in_front.or_else(|| {
        troubles.iter().fold(None, |answered, trouble| match trouble.effect() {
            Effect::Server(change) => answered.or(change(asked)),
            _ => answered,
        })
    })
}

async fn wordpress(state: Arc<ShopState>, asked: HttpRequest, site: Site, place: Place) -> Answer {
    match place {
        Place::Rest(_) if site.rest == RestApi::Removed => front::missing(&state.config, &site),
        Place::Rest(route) => rest::answer(state, asked, site, route).await,
        Place::WcApi => front::no_way_in(),
        Place::Front => front::page(&state.config, &site),
        Place::Missing => front::missing(&state.config, &site),
        Place::Admin => in_admin(&asked, &state, &site).await,
        Place::Moved(to) => front::moved(&to),
        Place::Folder => in_front::moved(&absolute(&state.config.home, "/")),
        Place::Outside if asked.path == "/" => front::outside(&state.config),
        Place::Outside | Place::Unknown => in_front::not_found(),
    }
}

async fn in_admin(asked: &HttpRequest, state: &ShopState, site: &Site) -> Answer {
    let approving = approving::answer(asked, state, site).await;
    approving.unwrap_or_else(|| admin::page(asked, &state.config, site))
}

fn changed(mut answer: Answer, troubles: &[Trouble]) -> Answer {
    for trouble in troubles {
        if let Effect::Answer(change) = trouble.effect() {
            answer = change(answer);
        }
    }
    answer
}

/// Sets the `Date` of a wrong clock. Where the clock is right, the connection adds the header.
fn dated(answer: Answer, minutes_ahead: i64) -> Answer {
    if minutes_ahead == 0 { answer } else { answer.with(header::DATE, &clock::date(minutes_ahead)) }
}
