//! What the merchant and the world may say on a walk: intents by number, and an answer to every
//! question.

use crate::story;
use crate::story::answers::{ANOTHER, found_at};
use crate::story::{connect_facts, key_facts, problem, secret, sight, status, unknown_shop};
use connect_core::credential::Credential;
use connect_core::effect::{Question, StatusKey};
use connect_core::event::Event;
use connect_core::intent::{ApprovalWish, Intent, ReportWish};
use connect_core::kept::{Kept, Settled};
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, Ending, NewConnection, PendingMeumKey};
use connect_core::preferences::Preference;
use connect_core::problem::ProblemKind;
use connect_core::saving::SavedAs;
use connect_core::scenario::Scenario;
use connect_core::shop_facts::{Delivery, WayIn};
use connect_core::step::Step;
use connect_core::ticket::Ticket;
use connect_core::time::Timestamp;
use connect_core::training::{Guess, Order, TrainingWish};
use connect_core::webhook::WebhookForm;
use connect_core::zoom::ZoomChange;

pub fn intent(number: usize) -> Intent {
    match number {
        0 | 1 => Intent::ConnectShop,
        2 => Intent::TryPractice,
        3 => Intent::LeavePractice,
        4 => Intent::Practise { scenario: Scenario::PayoutMissing },
        5 => Intent::TypeAddress { text: "shop".to_owned() },
        6 => Intent::CheckAddress { text: "corner-shop.example".to_owned() },
        7 => Intent::CheckAddress { text: ANOTHER.to_owned() },
        8 => Intent::CheckAddress { text: story::SECRET.to_owned() },
        9 | 10 => Intent::CheckKeys { key: secret(story::KEY), secret: secret(story::SECRET) },
        11 => Intent::CheckKeys { key: secret(""), secret: secret(story::SECRET) },
        12 | 13 => Intent::KeepMeumKey { key: secret(story::MEUM_KEY) },
        14 | 15 => Intent::Continue,
        16 => Intent::Back,
        17 => Intent::GoTo { step: Step::ShopKeys },
        18 => Intent::Cancel,
        19 => Intent::TryAgain,
        20 => Intent::KeepUntilClosed,
        21 | 22 => Intent::Connect { replace: number == 22 },
        23 => Intent::AskMeum,
        24 => Intent::HandOver { switch_on: true },
        25 => Intent::HandOverLater,
        26 => Intent::Copy { credential: Credential::WebhookSecret },
        27 => Intent::ReplaceKeys,
        28 => Intent::ReplaceMeumKey,
        29 => Intent::EnterExtraPassword { user: secret("staging"), password: secret("open sesame") },
        30 => Intent::UseInstead,
        31 => Intent::CopyNote { text: story::SECRET.to_owned() },
        32 => Intent::ChooseWebhook { form: WebhookForm::Older, custom: String::new() },
        33 => Intent::ChooseWebhook {
            form: WebhookForm::Custom,
            custom: format!("{}/hook?{}", story::SHOP, story::SECRET),
        },
        34 | 35 => Intent::AskToDisconnect,
        36 => Intent::Disconnect { typed: "corner-shop.example".to_owned() },
        37 => Intent::Disconnect { typed: "another shop".to_owned() },
        38 => Intent::AskToForget,
        39 | 40 => Intent::Forget { knowing: number == 40, revoke: false },
        41 => Intent::Stay,
        42 => Intent::ConnectAgain,
        43 => Intent::AskForExtraPassword,
        44 => Intent::ResumeHandOver,
        45 => Intent::HandedOverByHand,
        46 => Intent::AskToMove,
        47 => Intent::Move { knowing: true },
        48 => Intent::Zoom { change: ZoomChange::Larger },
        49 => Intent::Say { text: story::SECRET.to_owned() },
        50 => Intent::AddShop,
        51 => Intent::SearchShops { text: "corner".to_owned() },
        52 => Intent::SwitchOff,
        53 => Intent::HoldKeys { key: secret(story::KEY), secret: secret("") },
        54 => Intent::HoldMeumKey { key: secret(story::MEUM_KEY) },
        55 => Intent::OpenSettings,
        56 => Intent::CloseSettings,
        58 => Intent::OpenLog,
        57 => Intent::Prefer { choice: Preference::Notifications { on: false } },
        59 => Intent::Report { wish: ReportWish::Show },
        60 => Intent::Report { wish: ReportWish::Hide },
        61 => Intent::Report { wish: ReportWish::Save(SavedAs::Picture) },
        62 => Intent::Report { wish: ReportWish::ShowSaved },
        63 => Intent::Approve { wish: ApprovalWish::Begin },
        64 => Intent::Approve { wish: ApprovalWish::UseKeys },
        65 => Intent::Approve { wish: ApprovalWish::OpenAgain },
        66 => Intent::Approve { wish: ApprovalWish::CopyAddress },
        67 => Intent::Approve { wish: ApprovalWish::OtherWay },
        68 => Intent::SwitchPluginOn,
        70 => Intent::Train { wish: TrainingWish::Open },
        71 => Intent::Train { wish: TrainingWish::Begin(Order::Drawn) },
        72 => Intent::Train { wish: TrainingWish::Answer(Guess { cause: 0, advice: 3 }) },
        73 => Intent::Train { wish: TrainingWish::Next },
        69 => Intent::Forget { knowing: true, revoke: true },
        _ => Intent::CheckNow,
    }
}

/// What a question was about, without what it carried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RequestKind {
    /// Whether another shop than the usual one.
    Find(bool),
    Keys,
    Approve,
    Keep,
    KeepCredentials,
    MakeSure,
    Connect,
    HandOver,
    Status,
    StatusBefore,
    Look,
    Disconnect,
    SwitchOff,
    SwitchPluginOn,
    RevokePassword,
    ForgetCredentials,
    Forget,
    LookAtWebhook,
    LookAtSignIn,
}

pub fn asked(question: &Question) -> RequestKind {
    match question {
        Question::FindShop { address, .. } => RequestKind::Find(address.as_str() == ANOTHER),
        Question::CheckKeys { .. } => RequestKind::Keys,
        Question::Approve { .. } => RequestKind::Approve,
        Question::KeepMeumKey(_) => RequestKind::Keep,
        Question::KeepCredentials { .. } => RequestKind::KeepCredentials,
        Question::MakeSureOfCredentials => RequestKind::MakeSure,
        Question::Connect(_) | Question::RecoverConnect { .. } => RequestKind::Connect,
        Question::HandOver { .. } => RequestKind::HandOver,
        Question::Status(StatusKey::Connection | StatusKey::Any) => RequestKind::StatusBefore,
        Question::Status(StatusKey::Dedicated) => RequestKind::Status,
        Question::Look { .. } => RequestKind::Look,
        Question::Disconnect => RequestKind::Disconnect,
        Question::SwitchOff { .. } => RequestKind::SwitchOff,
        Question::SwitchPluginOn { .. } => RequestKind::SwitchPluginOn,
        Question::RevokePassword { .. } => RequestKind::RevokePassword,
        Question::ForgetCredentials => RequestKind::ForgetCredentials,
        Question::Forget { .. } => RequestKind::Forget,
        Question::LookAtWebhook(_) => RequestKind::LookAtWebhook,
        Question::LookAtSignIn(_) => RequestKind::LookAtSignIn,
    }
}

pub fn answer(ticket: Ticket, asked: RequestKind, well: bool, now: Timestamp) -> Event {
    let bad = || problem(ProblemKind::ShopTimedOut);
    let away = problem(ProblemKind::OtherHostAnswers).with_instead(ANOTHER);
    let led_away = || if now.0 % 40 < 20 { away.clone() } else { bad() };
    match asked {
        RequestKind::Find(another) => Event::ShopFound {
            ticket,
            result: if well {
                Ok(Box::new(found_at(if another { ANOTHER } else { story::SHOP })))
            } else {
                Err(led_away())
            },
        },
        RequestKind::Keys => {
            Event::KeysChecked { ticket, result: if well { Ok(Box::new(key_facts(true))) } else { Err(led_away()) } }
        }
        RequestKind::Approve => {
            let no = problem(ProblemKind::ApprovalRejected);
            Event::Approved { ticket, result: if well { Ok(()) } else { Err(no) } }
        }
        RequestKind::Keep => {
            let kept = PendingMeumKey {
                prefix: "sk_live_7h3c".to_owned(),
                entered_at: now,
                expires_at: None,
                kept: Kept::Vault,
            };
            Event::MeumKeyKept { ticket, result: if well { Ok(kept) } else { Err(bad()) } }
        }
        RequestKind::KeepCredentials => {
            Event::CredentialsKept { ticket, result: if well { Ok(Kept::Vault) } else { Err(bad()) } }
        }
        RequestKind::MakeSure => {
            let settled = if now.0 % 40 < 20 { Settled::There } else { Settled::Again };
            Event::CredentialsSettled { ticket, result: if well { Ok(settled) } else { Err(bad()) } }
        }
        RequestKind::Connect => {
            // Meum connects whatever it is sent, and does not name it.
            let facts = ConnectFacts { site_url: None, ..connect_facts(true) };
            let connection = NewConnection { facts, at: now, kept: Kept::Vault };
            let lost = ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost));
            Event::ConnectEnded {
                ticket,
                outcome: if well { ConnectOutcome::Connected(Box::new(connection)) } else { lost },
            }
        }
        RequestKind::HandOver => {
            Event::HandedOver { ticket, result: if well { Ok(Delivery { enabled: true }) } else { Err(bad()) } }
        }
        RequestKind::Status => {
            Event::StatusCame { ticket, result: if well { Ok(Box::new(status(true))) } else { Err(bad()) } }
        }
        RequestKind::StatusBefore => {
            Event::StatusCame { ticket, result: if well { Ok(Box::new(unknown_shop())) } else { Err(bad()) } }
        }
        RequestKind::LookAtSignIn => Event::SignInSeen { ticket, hidden: !well },
        RequestKind::LookAtWebhook => Event::WebhookSeen {
            ticket,
            way_in: if well { WayIn::Open } else { WayIn::Missing(story::answers::webhook_missing()) },
        },
        RequestKind::Look => {
            let locked = problem(ProblemKind::ExtraPassword);
            Event::ShopSeen { ticket, result: if well { Ok(Box::new(sight())) } else { Err(locked) } }
        }
        RequestKind::Disconnect => {
            Event::Disconnected { ticket, result: if well { Ok(Ending::Disconnected) } else { Err(bad()) } }
        }
        RequestKind::SwitchOff => Event::SwitchedOff { ticket, result: if well { Ok(()) } else { Err(bad()) } },
        RequestKind::SwitchPluginOn => {
            Event::PluginSwitchedOn { ticket, result: if well { Ok(()) } else { Err(bad()) } }
        }
        RequestKind::RevokePassword => {
            Event::PasswordRevoked { ticket, result: if well { Ok(()) } else { Err(bad()) } }
        }
        RequestKind::ForgetCredentials => {
            Event::CredentialsForgotten { ticket, result: if well { Ok(()) } else { Err(bad()) } }
        }
        RequestKind::Forget => Event::Forgotten { ticket, result: if well { Ok(()) } else { Err(bad()) } },
    }
}
