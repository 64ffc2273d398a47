//! A problem, ready for its card: sentences, button, note, and how it is drawn.

use crate::field::Field;
use crate::links::Link;
use crate::message::{Key, Message};
use crate::plain::PlainText;
use crate::problem::{About, Fixer, NextStep, Part, Problem, ProblemKind, RefusedDetail, Technical};
use crate::time::Timestamp;
use crate::words::button::{self, ButtonView, Press};
use crate::words::keys;
use crate::words::note::{self, NoteView};
use crate::words::place::Place;
use crate::words::sentences::{Sentences, Way, fitting};
use serde::Serialize;
use ts_rs::TS;

/// A problem, ready for its card.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// The stable code.
    pub code: ProblemKind,
    /// Who can put it right.
    pub fixer: Fixer,
    /// Whether that is worth saying: not where the merchant is just typing, or where nothing is left to do.
    pub names_fixer: bool,
    /// What it says.
    pub says: Sentences,
    /// What it means for shoppers who want to pay now. The view says it, which knows how the shop stands.
    pub sales: Option<Message>,
    /// When the answer came that shows it.
    pub at: Option<Timestamp>,
    /// Whether it is drawn as an alarm: not where it only asks something, can be lived with, or
    /// passes by itself.
    pub alarm: bool,
    /// Whether a remark is unfolded: its next step is best done right here.
    pub unfolded: bool,
    /// Words of Meum or the shop, shown beside ours.
    pub quote: Option<Quote>,
    /// What Meum says of single details it was sent.
    pub details: Vec<RefusedDetail>,
    /// The field it belongs beside.
    pub field: Option<Field>,
    /// The button of the next step.
    pub button: Option<ButtonView>,
    /// What doing the same once more is called, on the card and at the foot of the step, as in its text.
    pub again: Key,
    /// The button of another way out, where there are two.
    pub otherwise: Option<ButtonView>,
    /// Set where the extra password is asked for.
    pub extra_password: Option<ExtraPasswordView>,
    /// Set while nothing can be pressed.
    pub countdown: Option<Countdown>,
    /// The line for support, folded.
    pub technical: Option<PlainText>,
    /// What else was tried, in order, for support; folded.
    pub tried: Vec<PlainText>,
    /// A note for somebody else would help.
    pub note: Option<NoteView>,
    /// The next step the button stands for. It stays on this side of the wire.
    #[serde(skip)]
    pub next: NextStep,
    /// The step of the other button. It stays on this side of the wire.
    #[serde(skip)]
    pub or_step: Option<NextStep>,
    /// What it is about. It stays on this side of the wire.
    #[serde(skip)]
    pub about: About,
}

/// Somebody else's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Quote {
    /// What they are.
    pub label: Key,
    /// The words.
    pub text: PlainText,
}

/// The extra password in front of the shop is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ExtraPasswordView {
    /// Whether the last one was not accepted.
    pub refused: bool,
}

/// A wait that runs down: until it is over, the slot `wait` holds what is left and no button is
/// there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Countdown {
    /// Until when.
    pub until: Timestamp,
    /// What to do once it is over.
    pub over: Key,
}

/// A card in the making: a problem, where it stands, and what the place makes of its next step.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    problem: &'a Problem,
    place: Place,
    soft: bool,
    stays: bool,
    arrives: bool,
    next: NextStep,
    otherwise: Option<NextStep>,
    pause: Option<Timestamp>,
}

impl<'a> Card<'a> {
    /// The card of a problem in its place, with its own next step.
    pub fn of(problem: &'a Problem, place: Place) -> Self {
        let soft = matches!(place, Place::Remark | Place::Notice);
        let next = problem.next_step();
        Self { problem, place, soft, stays: false, arrives: false, next, otherwise: None, pause: None }
    }

    /// With another next step.
    #[must_use]
    pub fn next(self, next: NextStep) -> Self {
        Self { next, ..self }
    }

    /// With another way out.
    #[must_use]
    pub fn or(self, otherwise: NextStep) -> Self {
        Self { otherwise: Some(otherwise), ..self }
    }

    /// As no reason to stop, if that holds.
    #[must_use]
    pub fn soft(self, soft: bool) -> Self {
        Self { soft: self.soft || soft, ..self }
    }

    /// For a shop that stays at its address, if it is connected: another address may be named, and none is offered or
    /// typed.
    #[must_use]
    pub fn staying(self, connected: bool) -> Self {
        let of_address = matches!(self.problem.kind.code().as_bytes(), [b'A' | b'B' | b'D', ..]);
        let stays = connected && (self.next == NextStep::UseInstead || of_address && self.next == NextStep::Edit);
        Self { stays, next: if stays { NextStep::None } else { self.next }, ..self }
    }

    /// Beside Meum's word that its messages arrive, if it says so.
    #[must_use]
    pub fn arriving(self, arrives: bool) -> Self {
        Self { arrives, ..self }
    }

    /// With the pause that Meum asked for running down in it.
    #[must_use]
    pub fn pausing(self, pause: Option<Timestamp>) -> Self {
        Self { pause, ..self }
    }

    /// The finished card.
    pub fn view(self) -> ProblemView {
        let Self { problem, place, next, .. } = self;
        let way = Way { soft: self.soft, leaving: place == Place::Leaving, stays: self.stays, arrives: self.arrives };
        // Nobody asks who can mend a slip of the pen.
        let is_typing = problem.kind.fixer() == Fixer::You && matches!(next, NextStep::Edit | NextStep::UseInstead);
        // Nor who, where nothing is left to do.
        let is_over = problem.fixer().is_time() && next == NextStep::None;
        let asks = next == NextStep::UseInstead || problem.kind.only_asks();
        let note = note::note(problem, Way::default());
        let quote = |text: &PlainText| Quote { label: problem.kind.texts().quote, text: text.clone() };
        let button =
            button::button(next, problem, place).filter(|button| has_button(place, button.press, note.is_some()));
        let asks_meum = button.as_ref().is_some_and(|button| button.press == Press::AskMeum);
        let mut says = Sentences::of(problem, way);
        if next == NextStep::SwitchPluginOn {
            // The plugin's own sentences name the way by hand.
            says.next = if place == Place::Panel { keys::PLUGIN_ON_NEXT } else { keys::PLUGIN_ON_NEXT_STEP };
        }
        if asks_meum {
            // The app asks by itself only where it has no button for it.
            says.next = keys::ASK_MEUM_NEXT;
        }
        ProblemView {
            code: problem.kind,
            fixer: fixer(problem, place),
            names_fixer: !is_typing && !is_over,
            says,
            sales: None,
            at: problem.at,
            alarm: !(self.soft || asks || problem.fixer().is_time()),
            unfolded: place == Place::Remark && has_more_to_read(problem.kind),
            quote: problem.about.words.as_ref().map(quote),
            details: problem.about.details.clone(),
            field: problem.about.field,
            button,
            again: again(problem.kind),
            otherwise: self.otherwise.and_then(|step| button::button(step, problem, place)),
            extra_password: self.extra_password(),
            countdown: self.countdown(way),
            technical: problem.technical.as_ref().map(Technical::plain),
            tried: problem.tried.iter().take(Problem::MOST_TRIED).map(Technical::plain).collect(),
            note,
            next,
            or_step: self.otherwise,
            about: About::clone(&problem.about),
        }
    }

    fn extra_password(&self) -> Option<ExtraPasswordView> {
        let refused = self.problem.kind == ProblemKind::ExtraPasswordWrong;
        (self.next == NextStep::EnterPassword).then_some(ExtraPasswordView { refused })
    }

    /// A pause runs down only in the sentence of the problem that asks for one.
    fn countdown(&self, way: Way) -> Option<Countdown> {
        let mut over = self.problem.clone();
        over.about.seconds = Some(0);
        let over = fitting(&over, way, Part::Next);
        let until = self.pause.filter(|_| over != fitting(self.problem, way, Part::Next))?;
        Some(Countdown { until, over })
    }
}

/// What only looks is checked again; what keeps or sends something is tried again.
fn again(kind: ProblemKind) -> Key {
    let tries = kind.next_step() == NextStep::TryAgain || kind.is_of_vault();
    if tries { keys::ACTION_TRY_AGAIN } else { keys::ACTION_CHECK_AGAIN }
}

/// Who can put it right here. A connection that no key on this computer can end, Meum's support can.
fn fixer(problem: &Problem, place: Place) -> Fixer {
    let keyless =
        matches!(problem.kind, ProblemKind::MeumKeyRefused | ProblemKind::HalfIssued | ProblemKind::CredentialsGone);
    if place == Place::Leaving && keyless { Fixer::YouOrMeum } else { problem.fixer() }
}

/// Whether a remark holds what must not be overlooked: a next step that is best done right here, two addresses that
/// differ, or a word of Meum's.
const fn has_more_to_read(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::WebhookShut
            | ProblemKind::AddressMoved
            | ProblemKind::WebhookAddressDiffers
            | ProblemKind::MeumUnknownWord
            | ProblemKind::MeumReportsIssue
    )
}

/// Whether a place has room for this button. On a remark a note comes first, unless a look at the plugin is enough. An app that cannot start can be tried again, and nothing else.
fn has_button(place: Place, press: Press, has_note: bool) -> bool {
    match place {
        Place::Step(_) | Place::Page | Place::Leaving | Place::Panel => true,
        // What needs no change in the shop is worth more than a note.
        Place::Remark => {
            matches!(press, Press::ChooseWebhook { .. } | Press::Open { link: Link::Gateway })
                || !has_note && matches!(press, Press::Open { .. } | Press::Field { .. })
        }
        Place::Start => press == Press::TryAgain,
        Place::Notice => false,
    }
}

impl ProblemView {
    /// The card of a problem in its place.
    pub fn of(problem: &Problem, place: Place) -> Self {
        Card::of(problem, place).view()
    }
}
