//! What must hold through months, over the whole app: several shops, random answers, sleeps, restarts and
//! clocks that jump. Time is injected, so months take milliseconds.
//!
//! Whoever adds something that is told outside of the window, such as a notification, hears it in
//! [`Walk::does`] and adds its own rules to [`Walk::looks`].

mod world;

use connect_core::health::certain::{Certain, of_line};
use connect_core::history::strip::{Mark, Range, strip};
use connect_core::line::{Headline, LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::record::ShopId;
use connect_core::shop::Shop;
use connect_core::time::{Span, Timestamp};
use connect_core::view::Screen;
use connect_core::watch;
use connect_core::watch::confirming::needs_second_look;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::BTreeMap;
use world::{Meum, Place, Walk};

/// One thing that may happen, chosen by number so that a failing walk shrinks to a short one.
#[derive(Clone, Copy, Debug)]
enum Happening {
    /// A shop is from now on as this says.
    Shop(usize, Place),
    /// Meum says this of a shop.
    Meum(usize, Meum),
    /// The network goes, or comes back.
    Network(bool),
    /// So many minutes go by.
    Minutes(i64),
    /// The computer sleeps for so many hours.
    Sleeps(i64),
    /// The app is closed for so many hours.
    Closed(i64),
    /// The clock jumps by so many minutes.
    Jumps(i64),
    /// The window comes to the front, or leaves it.
    Front(bool),
    /// Another shop is brought to the screen.
    Opens(usize),
    /// *Check now*.
    Checks,
}

const A_YEAR: i64 = 365 * 24 * 60;

fn happening() -> impl Strategy<Value = Happening> {
    let shop = || 0..world::SHOPS;
    prop_oneof![
        4 => (shop(), prop::sample::select(Place::ALL.to_vec())).prop_map(|(shop, place)| Happening::Shop(shop, place)),
        3 => (shop(), prop::sample::select(Meum::ALL.to_vec())).prop_map(|(shop, meum)| Happening::Meum(shop, meum)),
        2 => any::<bool>().prop_map(Happening::Network),
        8 => (1_i64..20).prop_map(Happening::Minutes),
        2 => (1_i64..400).prop_map(Happening::Sleeps),
        2 => (1_i64..400).prop_map(Happening::Closed),
        1 => prop::sample::select(vec![-A_YEAR, -90, -1, 1, 90, A_YEAR]).prop_map(Happening::Jumps),
        2 => any::<bool>().prop_map(Happening::Front),
        1 => shop().prop_map(Happening::Opens),
        1 => Just(Happening::Checks),
    ]
}

impl Walk {
    fn take(&mut self, happening: Happening) {
        let minutes = |count: i64| Span::seconds(count * 60);
        match happening {
            Happening::Shop(shop, place) => self.shops[shop].place = place,
            Happening::Meum(shop, meum) => self.shops[shop].meum = meum,
            Happening::Network(up) => self.network = up,
            Happening::Minutes(count) => self.goes_on(minutes(count)),
            Happening::Sleeps(hours) => self.sleeps(Span::hours(hours)),
            Happening::Closed(hours) => self.is_closed_for(Span::hours(hours)),
            Happening::Jumps(by) => self.clock_jumps(Span(minutes(by.abs()).0 * by.signum())),
            Happening::Front(in_front) => self.comes_to_front(in_front),
            Happening::Opens(shop) => self.opens(shop),
            Happening::Checks => self.checks_now(),
        }
    }

    /// What must hold after every event.
    fn looks(&mut self, heard: Option<&ShopId>) {
        // Most events concern one shop; the others are looked at now and then.
        self.events += 1;
        let all = heard.is_none() && self.events.is_multiple_of(8);
        let shops = if all { self.known() } else { heard.into_iter().cloned().collect() };
        for shop in shops {
            self.says_no_better(&shop);
            self.alarms_for_a_reason(&shop);
        }
        if self.events.is_multiple_of(16) {
            self.lists_what_is_so();
        }
    }

    /// The headline says no better than what its lines make certain, and *can pay* only while that is young.
    fn says_no_better(&self, id: &ShopId) {
        let shop = self.shop(id);
        let health = watch::health(shop, self.now);
        let worst = health.lines.iter().map(|line| of_line(line.state, line.kind)).max().unwrap();
        let heard = shop.watch.meum.heard && shop.watch.shop.heard;
        let fits = match health.headline {
            Headline::CanPay => worst <= Certain::NobodyKnows,
            Headline::Attention | Headline::CantTell | Headline::Checking => {
                worst <= Certain::OrdersStayOnHold || !heard
            }
            Headline::CantPayYet => true,
        };
        assert!(fits, "{:?} over {worst:?} in {id:?}", health.headline);
        if health.headline == Headline::CanPay {
            let heard_at = shop.observed.status.as_ref().unwrap().at;
            assert!(self.now.since(heard_at) <= Span::seconds(600), "Meum's word is old");
        }
    }

    /// Nobody is alarmed by one failed look, nor by the shop's silence before Meum was asked, too.
    fn alarms_for_a_reason(&mut self, id: &ShopId) {
        let shop = self.shop(id);
        let (now, told) = (self.now, self.told[id].clone());
        let mut bad = Vec::new();
        for line in watch::health(shop, now).lines {
            let alarm = matches!(line.state, LineState::NotWorking | LineState::Attention);
            let Some(kind) = line.kind.filter(|_| alarm) else { continue };
            bad.push((line.id, kind));
            if told.alarms.contains(&(line.id, kind)) || !needs_second_look(kind) {
                continue;
            }
            assert!(told.failed >= 2, "{kind:?} on {:?} after {} failed look", line.id, told.failed);
            let control = told.meum_at.is_some_and(|at| told.failed_at.is_some_and(|first| at >= first || first > now));
            assert!(control || self.is_paused() || !kind.is_silence(), "{kind:?}, and nobody asked Meum");
        }
        self.told.get_mut(id).unwrap().alarms = bad;
    }

    /// The list of shops says of each what its panel says.
    fn lists_what_is_so(&self) {
        for entry in self.app.view().shops.expect("a list").shops {
            let is = watch::health(self.shop(&entry.id), self.now).headline;
            assert_eq!(entry.headline, Some(is), "{:?} in the list", entry.id);
        }
    }

    /// After a long time in which all is well, no alarm is left.
    fn all_is_well_in_the_end(&mut self) {
        self.network = true;
        for shop in &mut self.shops {
            (shop.place, shop.meum) = (Place::Well, Meum::Well);
        }
        self.goes_on(Span::seconds(80 * 60));
        for id in self.known() {
            let health = watch::health(self.shop(&id), self.now);
            let left: Vec<_> = health.lines.iter().filter(|line| line.state != LineState::Working).collect();
            assert_eq!((health.headline, left), (Headline::CanPay, Vec::new()), "{id:?}");
        }
        let Screen::Panel(panel) = self.app.view().screen else { panic!("the panel") };
        let open: Vec<_> = panel.history.troubles.iter().filter(|trouble| trouble.until.is_none()).collect();
        assert!(open.is_empty(), "{open:?}");
    }

    /// The strip shows no piece better than what the panel said in it.
    fn strips_agree(&self) {
        let Some(shop) = self.app.current() else { return };
        let begins = Range::Day.begins(self.now);
        for ((line, piece), worst) in &self.seen[&shop.record.id] {
            let index = (*piece - begins.0).div_euclid(Range::Day.piece().0);
            let shown = strip(&shop.past.shown, *line, Range::Day, self.now);
            let Some(shown) = usize::try_from(index).ok().and_then(|index| shown.get(index)) else { continue };
            assert!(shown >= worst, "{line:?} is drawn as {shown:?}, and was {worst:?}");
        }
    }
}

/// A few by default, since each goes through weeks, and always the same, so that no run fails by chance; others,
/// and as many as it says, where `PROPTEST_CASES` is set.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let rng_seed = if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(2_026) };
    ProptestConfig { cases: asked.unwrap_or(4), rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn through_months_the_panel_says_only_what_holds(happenings in prop::collection::vec(happening(), 10..40)) {
        let mut walk = Walk::begin();
        for happening in happenings {
            walk.take(happening);
        }
        walk.strips_agree();
        walk.all_is_well_in_the_end();
    }
}

/// A walk that always has everything in it, so that the random ones cannot become strolls unnoticed.
#[test]
fn half_a_year_with_every_trouble_of_every_shop() {
    let mut walk = Walk::begin();
    let begun = walk.now;
    let mut reached: Vec<LineState> = Vec::new();
    for round in 0..Place::ALL.len() * Meum::ALL.len() {
        let (place, meum) = (Place::ALL[round % Place::ALL.len()], Meum::ALL[round % Meum::ALL.len()]);
        walk.take(Happening::Shop(round % world::SHOPS, place));
        walk.take(Happening::Meum(round % world::SHOPS, meum));
        walk.take(Happening::Opens(round % world::SHOPS));
        walk.take(Happening::Minutes(6));
        reached.extend(watch::health(walk.app.current().unwrap(), walk.now).lines.iter().map(|line| line.state));
        walk.take(if round.is_multiple_of(5) { Happening::Closed(59) } else { Happening::Sleeps(61) });
        if round.is_multiple_of(7) {
            walk.take(Happening::Network(false));
            walk.take(Happening::Minutes(5));
            walk.take(Happening::Network(true));
        }
        walk.take(Happening::Minutes(2));
        walk.strips_agree();
    }
    walk.all_is_well_in_the_end();
    assert!(walk.now.since(begun) > Span::hours(24 * 150), "{:?}", walk.now.since(begun));
    for state in [LineState::Working, LineState::Attention, LineState::NotWorking, LineState::CantTell] {
        assert!(reached.contains(&state), "{state:?} never came");
    }
    assert!(walk.answered > 1_000, "{} answers", walk.answered);
}

/// The mark of a state, as the strip shows it.
fn mark(state: LineState, kind: Option<ProblemKind>) -> Mark {
    match state {
        LineState::NotWorking => Mark::NotWorking,
        LineState::Attention => Mark::Attention,
        LineState::CantTell if kind == Some(ProblemKind::Offline) => Mark::Offline,
        LineState::CantTell => Mark::CantTell,
        LineState::Waiting => Mark::Waiting,
        LineState::Working => Mark::Working,
        LineState::NotChecked | LineState::CheckingAgain => Mark::NotChecked,
    }
}

impl Walk {
    /// Notes for the shop that was just heard how bad each line is, in the piece of the day that it is.
    fn notes(&mut self, id: &ShopId) {
        let (now, piece) = (self.now, Range::Day.piece().0);
        let lines = watch::health(self.shop(id), now).lines;
        let seen = self.seen.entry(id.clone()).or_default();
        for line in lines {
            let worst = seen.entry((line.id, now.0.div_euclid(piece) * piece)).or_insert(Mark::NotChecked);
            *worst = mark(line.state, line.kind).max(*worst);
        }
    }

    fn shop(&self, id: &ShopId) -> &Shop {
        self.app.shop(id).expect("every shop is known")
    }
}

/// What was seen of each line in each half hour, and how the answers went.
pub type Marks = BTreeMap<(LineId, i64), Mark>;

/// How the questions to a shop have gone.
#[derive(Clone, Debug, Default)]
pub struct Failures {
    /// Answers in a row that said so, of whichever of the two that failed more.
    pub failed: u32,
    /// When the first of the shop's came.
    pub failed_at: Option<Timestamp>,
    /// When Meum, or nobody in its place, answered last.
    pub meum_at: Option<Timestamp>,
    /// What the panel said before.
    pub alarms: Vec<(LineId, ProblemKind)>,
}
