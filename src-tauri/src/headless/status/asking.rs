//! Asks the shops and Meum what the core wants to know, so many at a time, until every answer is there.

use crate::adapters::vault::{self, Vault, VaultError, of_vault};
use crate::inquiry::{Known, Reading};
use crate::perform::now;
use crate::window::real_world;
use crate::world::{PracticeWorld, World};
use connect_core::effect::Question;
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::scenario::Scenario;
use connect_core::shop_facts::ShopSight;
use connect_core::survey::{Asking, Report, Survey};
use connect_core::ticket::Ticket;
use connect_core::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// So many questions are asked at once.
const AT_ONCE: usize = 16;
/// How long all of it may take, however many shops there are: whoever collects does so again.
const LONGEST: Duration = Duration::from_mins(2);

/// What the questions take, or why they are not asked.
struct Ways {
    real: World,
    practice: Option<PracticeWorld>,
    vault: Result<Vault, VaultError>,
    room: Semaphore,
}

enum Answer {
    Meum(Ticket, Result<Box<StatusFacts>, Problem>),
    Shop(Ticket, Result<Box<ShopSight>, Problem>),
}

/// How the shops stand, once they were asked.
///
/// # Errors
/// Why nobody can be asked at all.
pub(super) async fn asked(mut survey: Survey, scenario: Scenario) -> Result<Report, Problem> {
    let practice = match survey.practises() {
        Some(switched_on) => PracticeWorld::start(scenario, switched_on).await.ok(),
        None => None,
    };
    let locked = vault::is_locked(vault::SERVICE).await;
    let vault = if locked { Err(VaultError::Locked) } else { Ok(Vault::start(vault::SERVICE)) };
    let ways = Arc::new(Ways { real: real_world()?, practice, vault, room: Semaphore::new(AT_ONCE) });
    let end = Instant::now() + LONGEST;
    let mut running = JoinSet::new();
    loop {
        for asking in survey.due(now()) {
            running.spawn(answered(Arc::clone(&ways), asking));
        }
        let again = survey.wake_at(now()).map(until);
        if running.is_empty() && again.is_none() {
            break;
        }
        tokio::select! {
            Some(answer) = running.join_next() => match answer {
                Ok(Answer::Meum(ticket, result)) => survey.status_came(ticket, result, now()),
                Ok(Answer::Shop(ticket, result)) => survey.shop_seen(ticket, result, now()),
                // A question that broke off has no answer.
                Err(_) => {}
            },
            () = tokio::time::sleep(again.unwrap_or_default()), if again.is_some() => {}
            () = tokio::time::sleep_until(end) => break,
        }
    }
    Ok(survey.report(now()))
}

fn until(moment: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(moment.0.saturating_sub(now().0)).unwrap_or_default())
}

async fn answered(ways: Arc<Ways>, asking: Asking) -> Answer {
    let Asking { ticket, shop, practice, connected_at, keys_known_by, question } = asking;
    // Nobody closes it.
    let _room = ways.room.acquire().await;
    let known = Known { connected_at, keys_known_by, meum_key: None };
    let world = if practice { ways.practice.as_ref().map(|practice| &practice.world) } else { Some(&ways.real) };
    let reading = match (&ways.vault, world) {
        (Ok(vault), Some(world)) => Ok(Reading { vault, world, shop: &shop, known: &known }),
        (Err(error), _) => Err(of_vault(*error)),
        (Ok(_), None) => Err(Problem::new(ProblemKind::PracticeFailed)),
    };
    match (reading, question) {
        (Ok(reading), Question::Look { found, sign_in, webhook, shoppers }) => {
            Answer::Shop(ticket, Box::pin(reading.look(&found, sign_in, webhook.as_ref(), shoppers)).await)
        }
        (Err(problem), Question::Look { .. }) => Answer::Shop(ticket, Err(problem)),
        (Ok(reading), Question::Status(with)) => Answer::Meum(ticket, reading.ask_status(with).await),
        (Err(problem), _) => Answer::Meum(ticket, Err(problem)),
        // The core's survey asks nothing else.
        (Ok(_), _) => Answer::Meum(ticket, Err(Problem::new(ProblemKind::NotUnderstood))),
    }
}
