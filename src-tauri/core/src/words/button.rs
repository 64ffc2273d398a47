//! The next step as a button: its words, and what pressing it asks for.

use crate::field::Field;
use crate::links::Link;
use crate::message::{Arg, Key, Message, Slot, short};
use crate::problem::{Mark, NextStep, Problem, ProblemKind};
use crate::step::Step;
use crate::webhook::WebhookForm;
use crate::words::keys;
use crate::words::place::Place;
use serde::Serialize;
use ts_rs::TS;

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ButtonView {
    /// Its words.
    pub label: Message,
    /// What pressing it does.
    pub press: Press,
}

/// What pressing a button does: it moves the cursor to a field, or asks for the intent of the same
/// name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[expect(missing_docs, reason = "each but the first is the intent of its name, which says what it is")]
pub enum Press {
    /// Moves the cursor there.
    Field {
        /// The field.
        field: Field,
    },
    TryAgain,
    CheckNow,
    Open {
        /// The page.
        link: Link,
    },
    UseInstead,
    ChooseWebhook {
        /// The form of the address.
        form: WebhookForm,
    },
    AskForExtraPassword,
    ReplaceKeys,
    ReplaceMeumKey,
    AskMeum,
    AskToMove,
    ResumeHandOver,
    SwitchPluginOn,
    KeepUntilClosed,
    AskToForget,
}

/// The button of a step; `None` where there is nothing to press.
pub(super) fn button(step: NextStep, problem: &Problem, place: Place) -> Option<ButtonView> {
    let label = label(step, problem, place)?;
    let press = press(step, problem, place)?;
    Some(ButtonView { label, press })
}

fn press(step: NextStep, problem: &Problem, place: Place) -> Option<Press> {
    let press = match step {
        NextStep::None => return None,
        NextStep::Edit => Press::Field { field: field(problem, place)? },
        NextStep::CheckAgain | NextStep::TryAgain if place == Place::Panel => Press::CheckNow,
        NextStep::CheckAgain | NextStep::TryAgain => Press::TryAgain,
        NextStep::Open { link } => Press::Open { link },
        NextStep::UseInstead => Press::UseInstead,
        NextStep::ChooseWebhook { form } => Press::ChooseWebhook { form },
        NextStep::EnterPassword => Press::AskForExtraPassword,
        NextStep::ReplaceKeys => Press::ReplaceKeys,
        NextStep::ReplaceMeumKey | NextStep::ConnectAgain => Press::ReplaceMeumKey,
        NextStep::AskMeum => Press::AskMeum,
        NextStep::Move => Press::AskToMove,
        NextStep::ResumeHandOver | NextStep::HandOverAgain => Press::ResumeHandOver,
        NextStep::SwitchPluginOn => Press::SwitchPluginOn,
        NextStep::KeepUntilClosed => Press::KeepUntilClosed,
        NextStep::Forget => Press::AskToForget,
    };
    match (place, leads_to(press)) {
        // Pressed on the very step it leads to, it leads to the field.
        (Place::Step(here), Some(there)) if here == there => Some(Press::Field { field: field(problem, place)? }),
        _ => Some(press),
    }
}

/// The step of the wizard that a button leads to.
fn leads_to(press: Press) -> Option<Step> {
    match press {
        Press::AskForExtraPassword => Some(Step::YourShop),
        Press::ReplaceKeys => Some(Step::ShopKeys),
        Press::ReplaceMeumKey => Some(Step::MeumKey),
        Press::ResumeHandOver => Some(Step::HandOver),
        Press::Field { .. }
        | Press::TryAgain
        | Press::CheckNow
        | Press::Open { .. }
        | Press::UseInstead
        | Press::ChooseWebhook { .. }
        | Press::AskMeum
        | Press::AskToMove
        | Press::SwitchPluginOn
        | Press::KeepUntilClosed
        | Press::AskToForget => None,
    }
}

/// The field to mend: the problem's own, or else the first one of the step.
fn field(problem: &Problem, place: Place) -> Option<Field> {
    let first = match place {
        Place::Step(Step::ShopKeys) => Some(Field::Key),
        Place::Step(Step::MeumKey) => Some(Field::MeumKey),
        Place::Step(Step::Review) => Some(Field::WebhookAddress),
        Place::Step(Step::Welcome | Step::YourShop | Step::HandOver | Step::Panel) | Place::Remark => {
            Some(Field::Address)
        }
        Place::Page | Place::Leaving | Place::Panel | Place::Start | Place::Notice => None,
    };
    problem.about.field.or(first)
}

fn label(step: NextStep, problem: &Problem, place: Place) -> Option<Message> {
    let key = match step {
        NextStep::None => return None,
        NextStep::Edit => edit(problem),
        NextStep::CheckAgain => keys::ACTION_CHECK_AGAIN,
        NextStep::TryAgain if place == Place::Panel => keys::ACTION_CHECK_AGAIN,
        NextStep::TryAgain => keys::ACTION_TRY_AGAIN,
        NextStep::Open { link } => link_label(link),
        NextStep::UseInstead if place == Place::Panel => return None,
        NextStep::UseInstead => return Some(use_instead(problem)),
        NextStep::ChooseWebhook { .. } => keys::ACTION_OTHER_FORM,
        NextStep::EnterPassword => keys::ACTION_ENTER_PASSWORD,
        NextStep::ReplaceKeys if is_of_approval(problem) => keys::ACTION_LET_IN,
        NextStep::ReplaceKeys => keys::ACTION_REPLACE_KEYS,
        // Once a shop is connected, another connection key means connecting it again.
        NextStep::ReplaceMeumKey if place == Place::Panel => keys::ACTION_CONNECT_AGAIN,
        NextStep::ReplaceMeumKey => keys::ACTION_REPLACE_MEUM_KEY,
        NextStep::ConnectAgain => keys::ACTION_CONNECT_AGAIN,
        NextStep::AskMeum => keys::ACTION_ASK_MEUM,
        NextStep::Move => keys::ACTION_MOVE,
        NextStep::ResumeHandOver => keys::ACTION_RESUME_HAND_OVER,
        NextStep::HandOverAgain => keys::ACTION_HAND_OVER_AGAIN,
        NextStep::SwitchPluginOn => keys::ACTION_SWITCH_PLUGIN_ON,
        NextStep::KeepUntilClosed => keys::ACTION_KEEP_UNTIL_CLOSED,
        NextStep::Forget => keys::ACTION_FORGET,
    };
    Some(key.alone())
}

/// Whether another approval may do better than the one that met it.
fn is_of_approval(problem: &Problem) -> bool {
    let low = problem.kind == ProblemKind::OwnerRoleTooLow;
    problem.kind.may_be_approved_again() && (!low || problem.about.mark == Some(Mark::Approved))
}

/// A guess is tried; a name that answered is used.
fn use_instead(problem: &Problem) -> Message {
    let guess = problem.kind == ProblemKind::HostNotFound;
    let key = if guess { keys::ACTION_TRY_INSTEAD } else { keys::ACTION_USE_INSTEAD };
    let address = problem.about.instead.as_deref().map(short);
    key.with(Slot::Address, address.map_or_else(|| Arg::Message(keys::OTHER_INSTEAD.alone()), Arg::from))
}

fn edit(problem: &Problem) -> Key {
    if matches!(problem.kind, ProblemKind::KeyMissing | ProblemKind::MeumKeyMissing) {
        return keys::ACTION_EDIT_EMPTY;
    }
    match problem.about.field {
        Some(Field::WebhookAddress) => keys::ACTION_EDIT_WEBHOOK,
        Some(Field::Key | Field::Secret) => keys::ACTION_EDIT_KEYS,
        Some(Field::ShopName) => keys::ACTION_EDIT_SHOP_NAME,
        Some(Field::MeumKey) => keys::ACTION_EDIT_MEUM_KEY,
        Some(Field::Address | Field::ExtraPassword) | None => keys::ACTION_EDIT_ADDRESS,
    }
}

/// What the button for a page says.
pub(super) fn link_label(link: Link) -> Key {
    match link {
        Link::Shop => keys::OPEN_SHOP,
        Link::Checkout => keys::OPEN_CHECKOUT,
        Link::Admin => keys::OPEN_ADMIN,
        Link::KeyPage => keys::OPEN_KEY_PAGE,
        Link::KeyList => keys::OPEN_KEY_LIST,
        Link::Permalinks => keys::OPEN_PERMALINKS,
        Link::Reading => keys::OPEN_READING,
        Link::Plugins => keys::OPEN_PLUGINS,
        Link::Profile => keys::OPEN_PROFILE,
        Link::Payments => keys::OPEN_PAYMENTS,
        Link::Gateway => keys::OPEN_GATEWAY,
        Link::WordPressPlans => keys::OPEN_WORDPRESS_PLANS,
        Link::MerchantAdmin => keys::OPEN_MERCHANT_ADMIN,
        Link::PayoutGuide => keys::OPEN_PAYOUT_GUIDE,
        Link::MeumKeyGuide => keys::OPEN_MEUM_KEY_GUIDE,
        Link::MeumSupport => keys::OPEN_MEUM_SUPPORT,
    }
}
