//! What happens to one request, layer by layer, from the web server to WordPress and back.
//!
//! It refuses to decide what a layer says; it only keeps their order.

use std::future;
use std::sync::Arc;

use super::address::{Place, absolute};
use super::site::Site;
use super::state::ShopState;
use super::trouble::{Effect, Trouble};
use super::{admin, front, in_front, rest};
use crate::serving::{Answer, Asked, Behind, Outcome};

impl Behind for ShopState {
    async fn answer(self: Arc<Self>, mut asked: Asked) -> Outcome {
        let troubles = self.troubles.all();
        let site = troubled_site(&self, &troubles);
        let place = Place::of(&asked, &self.config.home, &site);
        self.seen.remember(&asked, place.route());

        // The practice notebook stays readable whatever goes on: it is how the keys are found.
        if place == Place::Admin && !asked.secured {
            return Outcome::Answer(admin::page(&asked, &self.config, &site));
        }
        if let Some(outcome) = before_any_answer(&troubles).await {
            return outcome;
        }
        if let Some(answer) = instead(&mut asked, &troubles) {
            return Outcome::Answer(answer);
        }
        let answer = wordpress(self, asked, site, place).await;
        Outcome::Answer(changed(answer, &troubles))
    }
}

fn troubled_site(state: &ShopState, troubles: &[Trouble]) -> Site {
    let mut site = Site::of(&state.config);
    for trouble in troubles {
        if let Effect::Site(change) = trouble.effect() {
            change(&mut site);
        }
    }
    site
}

/// Waits, falls silent or resets.
async fn before_any_answer(troubles: &[Trouble]) -> Option<Outcome> {
    for trouble in troubles {
        if let Effect::Wait(delay) = trouble.effect() {
            tokio::time::sleep(delay).await;
        }
    }
    for trouble in troubles {
        if let Effect::Silence = trouble.effect() {
            return future::pending().await;
        }
        if let Effect::Reset = trouble.effect() {
            return Some(Outcome::Reset);
        }
    }
    None
}

/// What a layer in front of WordPress answers, after the layers in front of it changed the request.
fn instead(asked: &mut Asked, troubles: &[Trouble]) -> Option<Answer> {
    let answered = troubles.iter().find_map(|trouble| match trouble.effect() {
        Effect::Instead(answer) => Some(answer(asked)),
        Effect::InsteadOfSome(answer) => answer(asked),
        Effect::Elsewhere(url) => Some(in_front::moved(&format!("{url}{}", asked.target))),
        Effect::Site(_) | Effect::Asked(_) | Effect::Answer(_) | Effect::Wait(_) | Effect::Silence | Effect::Reset => {
            None
        }
    });
    // PHP sits behind the web server: a staging password is read before the header is stripped.
    for trouble in troubles {
        if let Effect::Asked(change) = trouble.effect() {
            change(asked);
        }
    }
    answered
}

async fn wordpress(state: Arc<ShopState>, asked: Asked, site: Site, place: Place) -> Answer {
    match place {
        Place::Rest(route) => rest::answer(state, asked, site, route).await,
        Place::Front => front::page(&state.config, site.permalinks),
        Place::Missing => front::missing(&state.config, site.permalinks),
        Place::Admin => admin::page(&asked, &state.config, &site),
        Place::Moved(to) => front::moved(&to),
        Place::Folder => in_front::moved(&absolute(&state.config.home, "/")),
        Place::Outside if asked.path == "/" => front::outside(&state.config),
        Place::Outside => in_front::not_found(),
    }
}

fn changed(mut answer: Answer, troubles: &[Trouble]) -> Answer {
    for trouble in troubles {
        if let Effect::Answer(change) = trouble.effect() {
            answer = change(answer);
        }
    }
    answer
}
