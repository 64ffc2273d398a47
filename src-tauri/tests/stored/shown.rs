//! What the app shows of stored notes: they are opened by the real storage adapter, and the real core
//! hears its questions answered badly, or well.

use connect_core::app::{About, App};
use connect_core::effect::{Effect, Keep, Question};
use connect_core::event::Event;
use connect_core::kept::Kept;
use connect_core::message::{Arg, Slot};
use connect_core::meum_facts::{ConnectOutcome, StatusFacts};
use connect_core::plain::PlainText;
use connect_core::problem::{NextStep, Problem, ProblemKind};
use connect_core::shop_facts::{PluginFacts, ShopSight, WayIn};
use connect_core::store_url::StoreUrl;
use connect_core::time::{Span, Timestamp};
use connect_core::view::{PanelView, ProblemView, Screen, StepView, WizardView};
use connect_core::words::Press;
use meum_connect::adapters::storage::Storage;
use serde_json::{Map, Value, json};
use std::collections::VecDeque;

/// What was asked at the start, what is on the screen then, and what once every question was
/// answered with a failure, or well.
pub async fn shown(storage: &Storage, at: Timestamp) -> Value {
    let (opened, effects) = open(storage, at).await;
    let asked: Vec<String> = effects.iter().filter_map(asked).collect();
    let (mut badly, mut well) = (open(storage, at).await, open(storage, at).await);
    answer_all(&mut badly, at, badly_answered);
    answer_all(&mut well, at, well_answered);
    json!({
        "asked": asked,
        "opened": essence(&opened),
        "answeredBadly": essence(&badly.0),
        "answeredWell": essence(&well.0),
    })
}

/// The app just after it has read these notes, and what it wants done.
pub async fn open(storage: &Storage, at: Timestamp) -> (App, Vec<Effect>) {
    let about = About { version: "test".to_owned(), system: "test".to_owned(), ..About::default() };
    let (mut app, _) = App::new(about);
    let loaded = storage.load().await.unwrap();
    let effects = app.update(Event::Loaded(Ok(Box::new(loaded))), at);
    (app, effects)
}

/// What an effect asks of the world, in a few words; nothing for what is only stored.
fn asked(effect: &Effect) -> Option<String> {
    Some(match effect {
        Effect::Ask { question, .. } => match question {
            Question::Status(key) => format!("status with {key:?}"),
            Question::Look { sign_in, webhook, .. } => format!("look, {sign_in:?}, {}", webhook.is_some()),
            Question::RecoverConnect { memory_only } => format!("recover, memory only {memory_only}"),
            Question::KeepCredentials { at } => format!("keep what was issued at {}", at.0),
            Question::ForgetCredentials => "forget what was issued".to_owned(),
            Question::LookAtSignIn(home) => format!("look at the sign-in of {}", home.as_str()),
            Question::LookAtWebhook(asked) => format!("look at {}", asked.address.as_str()),
            other => panic!("never asked by itself: {other:?}"),
        },
        Effect::Keep(Keep::CloseConnect(shop)) => format!("close the connect of {}", shop.as_str()),
        Effect::Practise(what) => format!("{what:?}"),
        _ => return None,
    })
}

/// Answers every question, and those that follow, a quarter of a second apart.
fn answer_all((app, effects): &mut (App, Vec<Effect>), at: Timestamp, answer: fn(Effect) -> Option<Event>) {
    let mut open: VecDeque<Effect> = effects.drain(..).collect();
    let mut now = at;
    for _ in 0..50 {
        let Some(effect) = open.pop_front() else { return };
        if let Some(event) = answer(effect) {
            now = now.after(Span(250));
            open.extend(app.update(event, now));
        }
    }
    panic!("it never comes to rest");
}

fn badly_answered(effect: Effect) -> Option<Event> {
    let Effect::Ask { ticket, question, .. } = effect else { return None };
    // With a time that the server names, the first answer counts: that build asked nothing a second time.
    let because = |kind| {
        let mut problem = Problem::new(kind).with_technical("asked · no answer");
        problem.about.seconds = Some(0);
        problem
    };
    Some(match question {
        Question::Status(_) => Event::StatusCame { ticket, result: Err(because(ProblemKind::MeumFault)) },
        Question::Look { .. } => Event::ShopSeen { ticket, result: Err(because(ProblemKind::Blocked)) },
        Question::RecoverConnect { .. } => {
            Event::ConnectEnded { ticket, outcome: ConnectOutcome::StillOpen(because(ProblemKind::VaultLocked)) }
        }
        Question::KeepCredentials { .. } => {
            Event::CredentialsKept { ticket, result: Err(because(ProblemKind::VaultLocked)) }
        }
        Question::ForgetCredentials => {
            Event::CredentialsForgotten { ticket, result: Err(because(ProblemKind::VaultLocked)) }
        }
        Question::LookAtSignIn(_) => Event::SignInSeen { ticket, hidden: false },
        Question::LookAtWebhook(_) => Event::WebhookSeen { ticket, way_in: WayIn::Untold },
        other => panic!("never asked by itself: {other:?}"),
    })
}

fn well_answered(effect: Effect) -> Option<Event> {
    let Effect::Ask { ticket, question, .. } = effect else { return None };
    Some(match question {
        Question::Status(_) => Event::StatusCame { ticket, result: Ok(Box::new(good_status())) },
        Question::Look { .. } => Event::ShopSeen { ticket, result: Ok(Box::new(good_sight())) },
        Question::RecoverConnect { .. } => {
            let lost = Problem::new(ProblemKind::ConnectAnswerLost);
            Event::ConnectEnded { ticket, outcome: ConnectOutcome::Unknown(lost) }
        }
        Question::KeepCredentials { .. } => Event::CredentialsKept { ticket, result: Ok(Kept::Vault) },
        Question::ForgetCredentials => Event::CredentialsForgotten { ticket, result: Ok(()) },
        Question::LookAtSignIn(_) => Event::SignInSeen { ticket, hidden: false },
        Question::LookAtWebhook(_) => Event::WebhookSeen { ticket, way_in: WayIn::Untold },
        other => panic!("never asked by itself: {other:?}"),
    })
}

fn text(text: &str) -> PlainText {
    PlainText::from_outside(text).unwrap()
}

fn good_status() -> StatusFacts {
    StatusFacts {
        connected: Some(true),
        connection_status: Some(text("CONNECTED")),
        health_status: Some(text("HEALTHY")),
        credential_prefix: Some(text("sk_live_d3d1")),
        webhook_health: Some(text("HEALTHY")),
        site_url: Some(text("https://corner-shop.example")),
        payout_configured: Some(true),
        ..StatusFacts::default()
    }
}

fn good_sight() -> ShopSight {
    ShopSight {
        home: StoreUrl::parse("https://corner-shop.example").unwrap(),
        wordpress: Some(text("6.9.1")),
        woocommerce: Some(text("10.2.0")),
        language: None,
        plugin: Some(PluginFacts { version: Some(text("1.4.0")), active: true }),
        gateway_enabled: Some(true),
        gateway_unknown: None,
        closers: Vec::new(),
        way_in: WayIn::Open,
        shoppers: None,
        remarks: Vec::new(),
        certificate: None,
        requests: Vec::new(),
    }
}

/// What counts on a screen: everything but what stands the same on every one of its kind. What the
/// core decides its sentences by and keeps on its side of the wire is in it, under its old name.
pub fn essence(app: &App) -> Value {
    let typed = app.view();
    let mut view = serde_json::to_value(&typed).unwrap();
    let screen = &mut view["screen"];
    match &typed.screen {
        Screen::Wizard(wizard) => behind_wizard(wizard, screen),
        Screen::Panel(panel) => behind_panel(panel, screen),
        Screen::Ended(page) => behind_each(page.problem.as_ref(), &mut screen["problem"]),
        Screen::Starting
        | Screen::CannotStart { .. }
        | Screen::Disconnect(_)
        | Screen::Forget(_)
        | Screen::Unlock(_)
        | Screen::Move(_)
        | Screen::Settings(_) => panic!("no notes open on it: {screen}"),
    }
    behind_each(typed.notice.as_ref(), &mut view["notice"]);
    essence_of(&json!({
        "screen": view["screen"],
        "practice": view["practice"]["scenario"],
        "notice": view["notice"],
        "atStake": view["atStake"],
    }))
}

fn behind_wizard(wizard: &WizardView, screen: &mut Value) {
    behind_each(wizard.problem.as_ref(), &mut screen["problem"]);
    if let Some(problem) = &wizard.problem {
        // Asking Meum about a lost answer, and connecting again after it, are the buttons at the foot of the step.
        let is_lost = matches!(wizard.step, StepView::Review { lost_answer: Some(_), .. });
        let is_below = is_lost && matches!(problem.next, NextStep::AskMeum | NextStep::ConnectAgain);
        assert_eq!(problem.button.is_some(), problem.next != NextStep::None && !is_below, "{problem:?}");
    }
    for (index, remark) in wizard.remarks.iter().enumerate() {
        behind(remark, &mut screen["remarks"][index]);
    }
    let step = &mut screen["step"];
    match &wizard.step {
        StepView::Review { must_confirm, lost_answer, .. } => {
            step["mustConfirm"] = json!(must_confirm);
            if let Some(lost) = lost_answer {
                let shown = &mut step["lostAnswer"];
                shown["at"] = json!(lost.at);
                shown["meumSays"] = json!(lost.meum_says);
                shown["settled"] = json!(lost.settled);
                shown["wasEmpty"] = json!(lost.was_empty);
            }
        }
        StepView::ShopKeys { keys: Some(keys), .. } => {
            if let Some(Arg::Text(ending)) = keys.says.args.get(&Slot::Ending) {
                step["keys"]["ending"] = json!(ending);
            }
        }
        StepView::HandOver { rotated, half, .. } => {
            behind_each(rotated.as_deref(), &mut step["rotated"]);
            behind_each(half.as_deref(), &mut step["half"]);
        }
        StepView::Welcome | StepView::YourShop { .. } | StepView::ShopKeys { .. } | StepView::MeumKey { .. } => {}
    }
}

fn behind_panel(panel: &PanelView, screen: &mut Value) {
    for (index, remark) in panel.remarks.iter().enumerate() {
        behind(remark, &mut screen["remarks"][index]);
    }
    for (index, line) in panel.lines.iter().enumerate() {
        let shown = &mut screen["lines"][index];
        behind_each(line.says.as_deref(), &mut shown["says"]);
        shown["next"] = next_step(line.next);
    }
    let causes = [
        ("statusProblem", &panel.status_problem),
        ("shopProblem", &panel.shop_problem),
        ("webhookProblem", &panel.webhook_problem),
    ];
    for (name, problem) in causes {
        screen[name] = json!(problem);
        behind_each(problem.as_ref(), &mut screen[name]);
    }
}

fn behind_each(problem: Option<&ProblemView>, shown: &mut Value) {
    if let Some(problem) = problem {
        behind(problem, shown);
    }
}

/// What stands behind a problem's card. A button on it is that of its next step.
fn behind(problem: &ProblemView, shown: &mut Value) {
    if let Some(button) = &problem.button {
        assert!(is_of(button.press, problem.next), "{button:?} is not for {:?}", problem.next);
    }
    shown["next"] = next_step(problem.next);
    shown["otherwise"] = problem.or_step.map_or(Value::Null, next_step);
    shown["about"] = json!(problem.about);
}

/// Whether pressing this is that step; on the step it leads to, it leads to a field.
fn is_of(press: Press, next: NextStep) -> bool {
    match press {
        Press::Field { .. } => {
            use NextStep::{
                ConnectAgain, Edit, EnterPassword, HandOverAgain, ReplaceKeys, ReplaceMeumKey, ResumeHandOver,
            };
            let steps = [Edit, EnterPassword, ReplaceKeys, ReplaceMeumKey, ConnectAgain, ResumeHandOver, HandOverAgain];
            steps.contains(&next)
        }
        Press::TryAgain | Press::CheckNow => matches!(next, NextStep::TryAgain | NextStep::CheckAgain),
        Press::Open { link } => next == NextStep::Open { link },
        Press::UseInstead => next == NextStep::UseInstead,
        Press::ChooseWebhook { form } => next == NextStep::ChooseWebhook { form },
        Press::AskForExtraPassword => next == NextStep::EnterPassword,
        Press::ReplaceKeys => next == NextStep::ReplaceKeys,
        Press::ReplaceMeumKey => matches!(next, NextStep::ReplaceMeumKey | NextStep::ConnectAgain),
        Press::AskMeum => next == NextStep::AskMeum,
        Press::AskToMove => next == NextStep::Move,
        Press::ResumeHandOver => matches!(next, NextStep::ResumeHandOver | NextStep::HandOverAgain),
        Press::KeepUntilClosed => next == NextStep::KeepUntilClosed,
        Press::SwitchPluginOn => next == NextStep::SwitchPluginOn,
        Press::AskToForget => next == NextStep::Forget,
    }
}

/// A next step as it went over the wire.
fn next_step(next: NextStep) -> Value {
    if let NextStep::Open { link } = next {
        return json!({ "kind": "open", "link": link });
    }
    let name = format!("{next:?}");
    json!({ "kind": name[..1].to_lowercase() + &name[1..] })
}

/// The same without what is empty or says *no*, and without what no state decides.
fn essence_of(value: &Value) -> Value {
    const BESIDE: [&str; 7] = ["fields", "versions", "identity", "rail", "millis", "technical", "fixer"];
    match value {
        Value::Object(map) => {
            // No wait at all is what the bad answers here name.
            let waits = |key: &str, value: &Value| key != "seconds" || value != &json!(0);
            let told = map.iter().filter(|(key, value)| !BESIDE.contains(&key.as_str()) && waits(key, value));
            let told = told.map(|(key, value)| (key.clone(), essence_of(value)));
            Value::Object(told.filter(|(_, value)| !is_nothing(value)).collect::<Map<_, _>>())
        }
        Value::Array(all) => Value::Array(all.iter().map(essence_of).collect()),
        other => other.clone(),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}
