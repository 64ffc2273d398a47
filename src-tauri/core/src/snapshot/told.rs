//! The report in words, for support: the same from the running app and from a picture. It names codes and states
//! as the screen does, and leaves out what is not known.

use super::facts::{Change, Code, LineMark, Snapshot};
use crate::line::{Headline, LineId, LineState};
use crate::message::{Arg, Key, Message, Slot};
use crate::shop_facts::SignIn;
use crate::step::Step;
use crate::time::Timestamp;
use crate::words::keys;

impl Snapshot {
    /// The report: paragraphs, each with its lines.
    pub fn told(&self) -> Vec<Vec<Message>> {
        let paragraphs = vec![
            self.whose(),
            self.standing(),
            self.lines.iter().map(LineMark::told).collect(),
            self.requests(),
            self.ids(),
            under(keys::REPORT_CHANGES, self.changes.iter().map(change).collect()),
        ];
        paragraphs.into_iter().filter(|lines| !lines.is_empty()).collect()
    }

    fn whose(&self) -> Vec<Message> {
        let practice = self.practice.then(|| keys::REPORT_PRACTICE.alone());
        let rows = [
            row(keys::STRIP_SHOP, self.home.as_deref().map(Arg::from)),
            row(keys::IDENTITY_REFERENCE, Some(self.reference.as_str().into())),
            row(keys::REPORT_AT, Some(Arg::Exact(self.at))),
            row(keys::REPORT_OFFSET, Some(Arg::Text(hours(self.offset.0)))),
            row(keys::IDENTITY_APP, Some(Arg::Text(format!("{} · {}", self.app, self.system)))),
        ];
        practice.into_iter().chain(rows.into_iter().flatten()).collect()
    }

    fn standing(&self) -> Vec<Message> {
        let step = (self.step != Step::Panel).then(|| Arg::Message(of_step(self.step).alone()));
        let headline = self.headline.map(|headline| Arg::Message(of_headline(headline).alone()));
        let rows = [
            row(keys::REPORT_STEP, step),
            row(keys::STRIP_CODES, self.code.map(|code| Arg::Text(code.to_string()))),
            row(keys::REPORT_HEADLINE, headline),
        ];
        rows.into_iter().flatten().collect()
    }

    fn requests(&self) -> Vec<Message> {
        let lines = self.failed.iter().chain(&self.tried);
        under(
            keys::REPORT_REQUESTS,
            lines.map(|line| keys::REPORT_REQUEST.with(Slot::Line, line.as_str().into())).collect(),
        )
    }

    fn ids(&self) -> Vec<Message> {
        let text = |text: &Option<String>| text.as_deref().map(Arg::from);
        let sign_in = self.sign_in.map(|sign_in| match sign_in {
            SignIn::Header => keys::REPORT_SIGN_IN_HEADER,
            SignIn::Query => keys::REPORT_SIGN_IN_QUERY,
        });
        let rows = [
            row(keys::IDENTITY_STORE_ID, text(&self.ids.store)),
            row(keys::IDENTITY_INTEGRATION, text(&self.ids.integration)),
            row(keys::IDENTITY_INSTALLATION, text(&self.ids.installation)),
            row(keys::IDENTITY_MEUM_KEY, text(&self.meum_key_prefix)),
            row(keys::IDENTITY_SHOP_KEY, text(&self.key_ending)),
            row(keys::REPORT_SIGN_IN, sign_in.map(|key| Arg::Message(key.alone()))),
            row(keys::REPORT_WORDPRESS, text(&self.versions.wordpress)),
            row(keys::REPORT_WOOCOMMERCE, text(&self.versions.woocommerce)),
            row(keys::REPORT_PLUGIN, text(&self.versions.plugin)),
        ];
        rows.into_iter().flatten().collect()
    }
}

impl LineMark {
    fn told(&self) -> Message {
        let since = self.since.map(|at| Arg::Message(keys::REPORT_SINCE.with(Slot::Moment, Arg::Exact(at))));
        let checked = self.checked_at.map(|at| Arg::Message(keys::REPORT_CHECKED.with(Slot::Moment, Arg::Exact(at))));
        let told = mark(self.id, self.state, self.code);
        [(Slot::On, since), (Slot::Counted, checked)].into_iter().fold(told, |told, (slot, arg)| match arg {
            Some(arg) => told.and(slot, arg),
            None => told,
        })
    }
}

/// How a line stands: its name, its state and its code.
pub fn mark(line: LineId, state: LineState, code: Option<Code>) -> Message {
    let told = keys::REPORT_LINE
        .with(Slot::What, Arg::Message(of_line(line).alone()))
        .and(Slot::Standing, Arg::Message(of_state(state).alone()));
    match code {
        Some(code) => {
            told.and(Slot::Named, Arg::Message(keys::REPORT_CODE.with(Slot::Code, Arg::Text(code.to_string()))))
        }
        None => told,
    }
}

/// A change, with its moment.
pub fn change(change: &Change) -> Message {
    let what = mark(change.line, change.state, change.code);
    keys::REPORT_CHANGE.with(Slot::Moment, moment(change.at)).and(Slot::What, Arg::Message(what))
}

fn moment(at: Timestamp) -> Arg {
    Arg::Exact(at)
}

fn row(name: Key, value: Option<Arg>) -> Option<Message> {
    value.map(|value| keys::REPORT_ROW.with(Slot::What, Arg::Message(name.alone())).and(Slot::Line, value))
}

/// Lines below their heading; nothing where there are none.
fn under(heading: Key, lines: Vec<Message>) -> Vec<Message> {
    let heading = (!lines.is_empty()).then(|| heading.alone());
    heading.into_iter().chain(lines).collect()
}

/// A distance from UTC, from minutes.
fn hours(minutes: i32) -> String {
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let sign = if minutes < 0 { '-' } else { '+' };
    if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
}

fn of_line(line: LineId) -> Key {
    match line {
        LineId::Shop => keys::NAME_SHOP,
        LineId::Keys => keys::NAME_KEYS,
        LineId::Meum => keys::NAME_MEUM,
        LineId::Webhook => keys::NAME_WEBHOOK,
        LineId::WayIn => keys::NAME_WAY_IN,
        LineId::Payouts => keys::NAME_PAYOUTS,
        LineId::Plugin => keys::NAME_PLUGIN,
    }
}

fn of_state(state: LineState) -> Key {
    match state {
        LineState::Working => keys::STATE_WORKING,
        LineState::Attention => keys::STATE_ATTENTION,
        LineState::NotWorking => keys::STATE_NOT_WORKING,
        LineState::Waiting => keys::STATE_WAITING,
        LineState::CheckingAgain => keys::STATE_CHECKING_AGAIN,
        LineState::NotChecked => keys::STATE_NOT_CHECKED,
        LineState::CantTell => keys::STATE_CANT_TELL,
    }
}

fn of_headline(headline: Headline) -> Key {
    match headline {
        Headline::Checking => keys::HEADLINE_CHECKING,
        Headline::CanPay => keys::HEADLINE_CAN_PAY,
        Headline::CantPayYet => keys::HEADLINE_CANT_PAY_YET,
        Headline::Attention => keys::HEADLINE_ATTENTION,
        Headline::CantTell => keys::HEADLINE_CANT_TELL,
    }
}

fn of_step(step: Step) -> Key {
    match step {
        Step::Welcome => keys::STEP_WELCOME,
        Step::YourShop => keys::STEP_YOUR_SHOP,
        Step::ShopKeys => keys::STEP_SHOP_KEYS,
        Step::MeumKey => keys::STEP_MEUM_KEY,
        Step::Review => keys::STEP_REVIEW,
        Step::HandOver => keys::STEP_HAND_OVER,
        Step::Panel => keys::STEP_PANEL,
    }
}
