//! The words of a notification. What it says must be true when it is read an hour later, and must be
//! enough: nothing hangs on a button.

use super::{Alarm, Cause, Notification, Subject};
use crate::health::certain::Certain;
use crate::line::Headline;
use crate::message::{Arg, Key, Message, Slot};
use crate::problem::{Problem, ProblemKind};
use crate::reading;
use crate::record::ShopRecord;
use crate::words::{Sentences, Way, keys};

/// So many shops are named in one notification.
const NAMED: usize = 3;

/// Something is wrong with a shop.
pub fn alarm(record: &ShopRecord, alarm: Alarm) -> Notification {
    let title = match alarm.weight().0 {
        Certain::CannotPay => keys::TOLD_CANNOT_PAY,
        Certain::OrdersStayOnHold => keys::TOLD_ON_HOLD,
        Certain::MayFail => keys::TOLD_MAY_FAIL,
        Certain::NobodyKnows => keys::TOLD_CANNOT_TELL,
        Certain::Nothing => keys::TOLD_PAYS_AS_BEFORE,
    };
    let mut problem = Problem::new(alarm.kind);
    problem.about.store = record.found.as_ref().map(|found| found.home.host().to_owned());
    let what = called(&problem);
    Notification {
        subject: Subject::Shop(record.id.clone()),
        wrong: true,
        title: of_shop(title, record),
        body: keys::TOLD_WHAT.with(Slot::What, Arg::Message(what)),
    }
}

/// Nothing of what was told of a shop is wrong any more.
pub fn is_over(record: &ShopRecord, headline: Headline) -> Notification {
    let (title, body) = match headline {
        Headline::CanPay => (keys::OVER_CAN_PAY, keys::OVER_CAN_PAY_TEXT),
        Headline::Checking | Headline::CantPayYet | Headline::Attention | Headline::CantTell => {
            (keys::OVER_PASSED, keys::OVER_PASSED_TEXT)
        }
    };
    let subject = Subject::Shop(record.id.clone());
    Notification { subject, wrong: false, title: of_shop(title, record), body: body.alone() }
}

/// Something keeps the app from seeing how any shop stands.
pub fn cause_begins(cause: Cause, kind: ProblemKind) -> Notification {
    let body = match cause {
        Cause::Computer => keys::TOLD_COMPUTER,
        Cause::Passwords => keys::TOLD_PASSWORDS,
        Cause::Meum => keys::TOLD_MEUM,
    };
    let title = called(&Problem::new(kind));
    Notification { subject: Subject::Cause(cause), wrong: true, title, body: body.alone() }
}

/// It does so no more.
pub fn cause_is_over(cause: Cause) -> Notification {
    let (title, body) = match cause {
        Cause::Computer => (keys::OVER_COMPUTER, keys::OVER_COMPUTER_TEXT),
        Cause::Passwords => (keys::OVER_PASSWORDS, keys::OVER_PASSWORDS_TEXT),
        Cause::Meum => (keys::OVER_MEUM, keys::OVER_MEUM_TEXT),
    };
    Notification { subject: Subject::Cause(cause), wrong: false, title: title.alone(), body: body.alone() }
}

/// Something is wrong with several shops, told at once after quiet hours.
pub fn several(shops: &[&ShopRecord]) -> Notification {
    let count = Arg::Count(u32::try_from(shops.len()).unwrap_or(u32::MAX));
    let first = shops.iter().take(NAMED).filter_map(|shop| reading::name(shop));
    let named: Vec<String> = first.map(|name| name.as_str().to_owned()).collect();
    let more = u32::try_from(shops.len().saturating_sub(named.len())).unwrap_or(u32::MAX);
    let named = Arg::Text(named.join(", "));
    let body = if more == 0 {
        keys::TOLD_SEVERAL_TEXT.with(Slot::Shop, named)
    } else {
        keys::TOLD_SEVERAL_MORE.with(Slot::Shop, named).and(Slot::Count, Arg::Count(more))
    };
    Notification { subject: Subject::Several, wrong: true, title: keys::TOLD_SEVERAL.with(Slot::Count, count), body }
}

fn of_shop(key: Key, record: &ShopRecord) -> Message {
    match reading::name(record) {
        Some(name) => key.with(Slot::Shop, Arg::from(&name)),
        None => key.alone(),
    }
}

/// What a problem is called, from its code and the shop's own name alone: nothing that a shop answered.
fn called(problem: &Problem) -> Message {
    let says = Sentences::of(problem, Way::default());
    Message { key: says.title, args: says.args }
}
