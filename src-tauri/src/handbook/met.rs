//! How a code is met: on which screen, beside which field, and with which names in its sentences. A page shows what
//! support sees on most pictures of it.

use connect_core::field::Field;
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::step::Step;
use connect_core::time::Timestamp;
use connect_core::words::Place;

use ProblemKind as Is;

/// Where most people meet it: the button depends on the place.
pub fn usual_place(kind: ProblemKind) -> Place {
    match kind {
        // They stop nobody.
        Is::IndexHidden | Is::StrayText => Place::Remark,
        Is::ShopNameNotTyped | Is::DisconnectForbidden | Is::DisconnectAnswerLost | Is::PasswordStays => Place::Leaving,
        Is::NotAWebhookAddress | Is::MeumKeyGone => Place::Step(Step::Review),
        Is::CredentialsRotated
        | Is::HalfIssued
        | Is::PluginNotFound
        | Is::PluginStaysOff
        | Is::SettingsUnknown
        | Is::SeveralGateways
        | Is::HandOverRefused
        | Is::HandOverChanged => Place::Step(Step::HandOver),
        Is::PayoutMissing | Is::PayoutUnknown | Is::WebhookAddressDiffers | Is::MeumUnknownWord => Place::Panel,
        _ => match kind.code().chars().next() {
            Some('A' | 'B' | 'C' | 'D') => Place::Step(Step::YourShop),
            Some('E') if of_the_meum_key(kind) => Place::Step(Step::MeumKey),
            Some('E' | 'F') => Place::Step(Step::ShopKeys),
            Some('G') => Place::Step(Step::Review),
            Some('S') => Place::Start,
            _ => Place::Panel,
        },
    }
}

const fn of_the_meum_key(kind: ProblemKind) -> bool {
    matches!(
        kind,
        Is::NotAMeumKey
            | Is::MeumKeyOnlyStart
            | Is::MeumKeyIsExample
            | Is::WooKeyInMeumBox
            | Is::MeumKeyMissing
            | Is::RealKeyInPractice
            | Is::PracticeKeyForReal
    )
}

/// The problem beside the field where it is met.
pub fn met(kind: ProblemKind) -> Problem {
    let problem = Problem::new(kind);
    match usual_place(kind) {
        Place::Step(Step::ShopKeys) if kind == Is::SecretWrong => problem.at(Field::Secret),
        Place::Step(Step::ShopKeys) => problem.at(Field::Key),
        Place::Step(Step::MeumKey) => problem.at(Field::MeumKey),
        Place::Step(Step::Review) if kind == Is::NotAWebhookAddress => problem.at(Field::WebhookAddress),
        Place::Leaving if kind == Is::ShopNameNotTyped => problem.at(Field::ShopName),
        _ => problem,
    }
}

/// The problem with names and numbers as a card has them.
pub fn example(kind: ProblemKind) -> Problem {
    let (store, other) = match kind {
        Is::AddressMoved => ("https://corner-shop.com/", "https://old.corner-shop.com/"),
        Is::ShopMoved => ("https://old.corner-shop.com/", "https://corner-shop.com/"),
        Is::CertificateWrongName => ("corner-shop.com", "host-17.example.net"),
        Is::AnswersUnderOtherName => ("corner-shop.com", "www.corner-shop.com"),
        Is::OtherHostAnswers => ("corner-shop.com", "shop-platform.com"),
        Is::WebhookAddressDiffers => ("corner-shop.com", "https://hooks.elsewhere.com/in"),
        Is::OtherPlatform => ("corner-shop.com", "Shopify"),
        Is::ConnectionInspected => ("corner-shop.com", "Example Antivirus"),
        Is::SeveralGateways => ("corner-shop.com", "Meum, Meum Express"),
        Is::NoWooCommerce => ("corner-shop.com", "corner-shop.com"),
        _ => ("corner-shop.com", "Wordfence"),
    };
    let mut problem = met(kind).of(store).with_other(other);
    problem.about.instead = Some("https://www.corner-shop.com/".to_owned());
    problem.about.sent = PlainText::from_outside("https://corner-shop.com/wp-json/meum/v1/webhook");
    problem.about.ending = Some("7c6d5e4".to_owned());
    problem.about.seconds = Some(match kind {
        Is::ClockWrong | Is::ShopClockOff => 2 * 60 * 60,
        Is::ShopSlow => 7,
        _ => 30,
    });
    problem.about.count = Some(match kind {
        Is::KeyIncomplete => 12,
        Is::ServerFault | Is::ReportMissing => 502,
        _ => 403,
    });
    problem.about.date = Some(THIRD_OF_DECEMBER);
    problem
}

/// Noon of 3 December 2026, in UTC.
const THIRD_OF_DECEMBER: Timestamp = Timestamp(1_796_299_200_000);
