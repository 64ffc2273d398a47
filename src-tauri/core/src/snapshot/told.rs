//! The report in words, for support: the same from the running app and from a picture. It names codes and states
//! as the screen does, and leaves out what is not known.

use super::beside::Change;
use super::code::Code;
use super::facts::{LineMark, Over, SignedBy, Snapshot};
use crate::approval::Offer;
use crate::deeds::{Deed, Outcome, What};
use crate::health::certain::rank;
use crate::kept::Kept;
use crate::line::{Headline, LineId, LineState};
use crate::message::{Arg, Key, Message, Slot};
use crate::problem::ProblemKind;
use crate::step::Step;
use crate::time::Timestamp;
use crate::words::keys;

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

impl Snapshot {
    /// The report: paragraphs, each with its lines.
    pub fn told(&self) -> Vec<Vec<Message>> {
        filled(self.beginning().into_iter().chain(self.details()))
    }

    /// The same with what each code is called, for whoever has no handbook beside it.
    pub fn told_with_titles(&self) -> Vec<Vec<Message>> {
        filled(self.beginning().into_iter().chain(self.rest()))
    }

    fn beginning(&self) -> [Vec<Message>; 3] {
        let whose = self.practice().into_iter().chain(self.whose()).collect();
        let standing = self.standing().into_iter().chain(self.headline_row()).chain(self.sales()).collect();
        [whose, standing, self.lines_told()]
    }

    /// The lines of the panel. What they say is of before a request whose answer is missing.
    fn lines_told(&self) -> Vec<Message> {
        let lines = self.lines.iter().map(LineMark::told).collect();
        let unanswered = self.code == Some(Code::of(ProblemKind::DisconnectAnswerLost));
        if unanswered { under(keys::REPORT_BEFORE, lines) } else { lines }
    }

    /// What each code is called.
    fn titles(&self) -> Vec<Message> {
        under(keys::REPORT_CODES, self.codes().into_iter().filter_map(|code| self.titled(code)).collect())
    }

    /// What follows after the lines on a sheet.
    pub(super) fn rest(&self) -> Vec<Vec<Message>> {
        filled(std::iter::once(self.titles()).chain(self.details()))
    }

    fn details(&self) -> Vec<Vec<Message>> {
        let requests = |lines: &mut dyn Iterator<Item = &String>| {
            lines.map(|line| keys::REPORT_REQUEST.with(Slot::Line, line.as_str().into())).collect()
        };
        // A crash, a disk and a password store have a line, and no request.
        let (failed, noted): (Vec<_>, Vec<_>) =
            self.failed.iter().chain(&self.beside.tried).partition(|line| is_of_request(line));
        vec![
            under(keys::REPORT_REQUESTS, requests(&mut failed.into_iter())),
            under(keys::REPORT_NOTED, requests(&mut noted.into_iter())),
            under(keys::REPORT_WENT_WELL, requests(&mut self.beside.went_well.iter())),
            under(keys::REPORT_CHANGES, self.happened()),
            self.ids(),
            self.settings(),
        ]
    }

    /// Every code of the report once: the step's own first, then those of the lines, then every other. What is only asked
    /// again is none of them.
    pub fn codes(&self) -> Vec<Code> {
        let mut lines: Vec<&LineMark> = self.lines.iter().collect();
        // In the order of the screen's strip: what costs most first, and what is not known to be wrong last.
        lines.sort_by_key(|line| {
            let rank = line.code.and_then(Code::kind).and_then(|kind| rank(line.state, kind));
            (rank.is_none(), rank)
        });
        let of_lines = lines.into_iter().filter(|line| !line.is_in_doubt()).filter_map(|line| line.code);
        let mut codes: Vec<Code> = Vec::new();
        for code in self.code.into_iter().chain(of_lines).chain(self.others.iter().copied()) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    /// What a line is asked again about: no trouble yet.
    pub fn doubts(&self) -> Vec<Code> {
        let mut codes = Vec::new();
        for code in self.lines.iter().filter(|line| line.is_in_doubt()).filter_map(|line| line.code) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    /// That nothing of it is real.
    pub(super) fn practice(&self) -> Option<Message> {
        self.practice.then(|| keys::REPORT_PRACTICE.alone())
    }

    pub(super) fn whose(&self) -> Vec<Message> {
        let rows = [
            row(keys::STRIP_SHOP, self.home.as_deref().map(Arg::from)),
            row(
                keys::IDENTITY_REFERENCE,
                Some(self.reference.as_str()).filter(|it| *it != Self::NO_SHOP).map(Arg::from),
            ),
            row(keys::REPORT_AT, Some(Arg::Exact(self.at))),
            row(keys::REPORT_OFFSET, Some(Arg::Text(hours(self.offset.0)))),
            row(keys::IDENTITY_APP, Some(Arg::Text(format!("{} · {}", self.app, self.system)))),
            row(keys::IDENTITY_MEUM_AT, self.beside.meum_at.as_deref().map(Arg::from)),
        ];
        rows.into_iter().flatten().collect()
    }

    pub(super) fn standing(&self) -> Vec<Message> {
        // An app that cannot start is on no step.
        let is_on_step = !matches!(self.step, Step::Panel | Step::Welcome);
        let of_step = is_on_step.then(|| of_step(self.step).alone());
        let of_page = self.over.map(|over| match (over, self.ended_at) {
            (Over::Ended, Some(at)) => keys::REPORT_ENDED.with(Slot::Moment, Arg::Exact(at)),
            (over, _) => of_over(over).alone(),
        });
        let step = of_page.or(of_step).map(Arg::Message);
        // On a panel the lines have their own.
        let others = self.others.iter().filter(|_| self.lines.is_empty());
        let codes: Vec<String> = self.code.iter().chain(others).map(Code::to_string).collect();
        let codes = (!codes.is_empty()).then(|| Arg::Text(codes.join(" ")));
        let rows = [
            row(keys::REPORT_STEP, step),
            row(keys::STRIP_CODES, codes),
            row(keys::REPORT_SENT, self.sent_at.map(Arg::Exact)),
            row(keys::REPORT_WORD, self.unknown_word()),
        ];
        rows.into_iter().flatten().collect()
    }

    /// Meum's word behind G15; what is no plain word stands on the screen alone.
    fn unknown_word(&self) -> Option<Arg> {
        let is_met = || self.codes().into_iter().any(|code| code.kind() == Some(ProblemKind::MeumUnknownWord));
        let on_screen = || is_met().then(|| Arg::Message(keys::READ_ON_SCREEN.alone()));
        self.word.as_deref().map(Arg::from).or_else(on_screen)
    }

    fn headline_row(&self) -> Option<Message> {
        row(keys::REPORT_HEADLINE, self.says_headline().map(|says| Arg::Message(says.alone())))
    }

    /// The words of the headline: while shop and Meum are both asked again, it tells of a moment ago.
    pub(super) fn says_headline(&self) -> Option<Key> {
        Some(match (self.headline?, self.sales) {
            (Headline::CanPay, Some(keys::SALES_A_MOMENT_AGO)) => keys::HEADLINE_A_MOMENT_AGO,
            (headline, _) => of_headline(headline),
        })
    }

    /// What the screen says of sales.
    pub(super) fn sales(&self) -> Option<Message> {
        let says = match self.sales? {
            // It speaks to the merchant.
            keys::SALES_NOT_YET => keys::REPORT_NOT_CONNECTED,
            says => says,
        };
        Some(says.alone())
    }

    /// A code with what it is called.
    fn titled(&self, code: Code) -> Option<Message> {
        let [title, ..] = self.says(code)?;
        Some(keys::REPORT_TITLED.with(Slot::Code, Arg::Text(code.to_string())).and(Slot::What, Arg::Message(title?)))
    }

    /// What changed and what was done, the newest first.
    fn happened(&self) -> Vec<Message> {
        let changed = self.beside.changes.iter().map(|it| (it.at, change(it)));
        let done = self.beside.deeds.iter().map(|it| (it.at, deed(it)));
        let mut all: Vec<(Timestamp, Message)> = changed.chain(done).collect();
        all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        all.into_iter().map(|(_, says)| says).collect()
    }

    fn ids(&self) -> Vec<Message> {
        let text = |text: &Option<String>| text.as_deref().map(Arg::from);
        // Nobody looks for an id of practice at Meum.
        let id = |id: &Option<String>| {
            let id = id.as_deref()?;
            Some(Arg::Text(if self.practice { format!("{}{id}", crate::reading::PRACTICE) } else { id.to_owned() }))
        };
        let sign_in = self.sign_in.map(|sign_in| match sign_in {
            SignedBy::Header => keys::REPORT_SIGN_IN_HEADER,
            SignedBy::Query => keys::REPORT_SIGN_IN_QUERY,
            SignedBy::Password => keys::REPORT_SIGN_IN_PASSWORD,
        });
        let rows = [
            row(keys::IDENTITY_STORE_ID, id(&self.ids.store)),
            row(keys::IDENTITY_INTEGRATION, id(&self.ids.integration)),
            row(keys::IDENTITY_INSTALLATION, id(&self.ids.installation)),
            row(keys::IDENTITY_MEUM_KEY, text(&self.meum_key_prefix)),
            row(keys::IDENTITY_SHOP_KEY, text(&self.key_ending)),
            row(keys::REPORT_SIGN_IN, sign_in.map(|key| Arg::Message(key.alone()))),
            row(keys::REPORT_WORDPRESS, text(&self.versions.wordpress)),
            row(keys::REPORT_WOOCOMMERCE, text(&self.versions.woocommerce)),
            row(keys::REPORT_PLUGIN, text(&self.versions.plugin)),
        ];
        rows.into_iter().flatten().collect()
    }

    fn settings(&self) -> Vec<Message> {
        let beside = &self.beside;
        let certificate = beside.certificate_ends.map(|ends| {
            let days = u32::try_from(ends.since(self.at).0 / DAY).unwrap_or(u32::MAX);
            Arg::Message(
                keys::REPORT_CERTIFICATE_LEFT.with(Slot::Day, Arg::Day(ends)).and(Slot::Count, Arg::Count(days)),
            )
        });
        let kept = beside.kept.map(|kept| match kept {
            Kept::Vault => keys::REPORT_KEPT_STORE,
            Kept::UntilClosed => keys::REPORT_KEPT_MEMORY,
        });
        let approval = beside.approval.as_ref().map(|offer| match offer {
            Offer::At(_) => keys::REPORT_APPROVAL_OFFERED,
            Offer::Off => keys::REPORT_APPROVAL_OFF,
            Offer::Insecure => keys::REPORT_APPROVAL_INSECURE,
            Offer::Elsewhere => keys::REPORT_APPROVAL_ELSEWHERE,
            Offer::Untold => keys::REPORT_APPROVAL_UNTOLD,
        });
        let watches = beside.watches_on.map(|on| if on { keys::REPORT_WATCHES_ON } else { keys::REPORT_WATCHES_OPEN });
        let rows = [
            row(keys::REPORT_CERTIFICATE, certificate),
            row(keys::REPORT_APPROVAL, approval.map(|key| Arg::Message(key.alone()))),
            row(keys::REPORT_UPDATES, beside.updates.as_deref().map(Arg::from)),
            row(keys::REPORT_UPDATES_TO, self.updates_to.as_deref().map(Arg::from)),
            row(keys::REPORT_KEPT, kept.map(|key| Arg::Message(key.alone()))),
            row(keys::REPORT_WATCHES, watches.map(|key| Arg::Message(key.alone()))),
        ];
        rows.into_iter().flatten().collect()
    }
}

impl LineMark {
    /// Whether one answer went against it and it is asked again.
    pub fn is_in_doubt(&self) -> bool {
        self.state == LineState::CheckingAgain
    }

    pub(super) fn told(&self) -> Message {
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
    keys::REPORT_CHANGE.with(Slot::Moment, Arg::Exact(change.at)).and(Slot::What, Arg::Message(what))
}

/// What was done, with its moment and what came of it.
fn deed(deed: &Deed) -> Message {
    let what = match deed.what {
        What::CheckKeys => keys::DEED_CHECK_KEYS,
        What::Connect => keys::DEED_CONNECT,
        What::AskMeum => keys::DEED_ASK_MEUM,
        What::HandOver => keys::DEED_HAND_OVER,
        What::PasteByHand => keys::DEED_PASTE_BY_HAND,
        What::Move => keys::DEED_MOVE,
        What::Disconnect => keys::DEED_DISCONNECT,
        What::SwitchOff => keys::DEED_SWITCH_OFF,
        What::SwitchPluginOn => keys::DEED_SWITCH_PLUGIN_ON,
    };
    let outcome = match deed.outcome {
        Outcome::Done => Arg::Message(keys::DEED_DONE.alone()),
        Outcome::Yes => Arg::Message(keys::DEED_YES.alone()),
        Outcome::No => Arg::Message(keys::DEED_NO.alone()),
        Outcome::Unsaid => Arg::Message(keys::DEED_UNSAID.alone()),
        Outcome::Failed(kind) => Arg::Text(kind.code().to_owned()),
    };
    let told = keys::REPORT_ROW.with(Slot::What, Arg::Message(what.alone())).and(Slot::Line, outcome);
    keys::REPORT_CHANGE.with(Slot::Moment, Arg::Exact(deed.at)).and(Slot::What, Arg::Message(told))
}

fn row(name: Key, value: Option<Arg>) -> Option<Message> {
    value.map(|value| keys::REPORT_ROW.with(Slot::What, Arg::Message(name.alone())).and(Slot::Line, value))
}

/// The paragraphs that have lines.
fn filled(paragraphs: impl Iterator<Item = Vec<Message>>) -> Vec<Vec<Message>> {
    paragraphs.filter(|lines| !lines.is_empty()).collect()
}

/// Whether a technical line is of a request: it begins with its method.
fn is_of_request(line: &str) -> bool {
    const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    line.split_once(' ').is_some_and(|(method, _)| METHODS.contains(&method))
}

/// Lines below their heading; nothing where there are none.
fn under(heading: Key, lines: Vec<Message>) -> Vec<Message> {
    let heading = (!lines.is_empty()).then(|| heading.alone());
    heading.into_iter().chain(lines).collect()
}

/// A distance from UTC, from minutes, written as in a moment.
fn hours(minutes: i32) -> String {
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let sign = if minutes < 0 { '−' } else { '+' };
    if minutes == 0 {
        return "UTC".to_owned();
    }
    if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
}

pub(super) fn of_line(line: LineId) -> Key {
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

pub(crate) fn of_headline(headline: Headline) -> Key {
    match headline {
        Headline::Checking => keys::HEADLINE_CHECKING,
        Headline::CanPay => keys::HEADLINE_CAN_PAY,
        Headline::CantPayYet => keys::HEADLINE_CANT_PAY_YET,
        Headline::Attention => keys::HEADLINE_ATTENTION,
        Headline::CantTell => keys::HEADLINE_CANT_TELL,
    }
}

const fn of_over(over: Over) -> Key {
    match over {
        Over::Disconnect => keys::REPORT_OVER_DISCONNECT,
        Over::Forget => keys::REPORT_OVER_FORGET,
        Over::Move => keys::REPORT_OVER_MOVE,
        Over::Unlock => keys::REPORT_OVER_UNLOCK,
        Over::Ended => keys::WORD_DISCONNECTED,
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
