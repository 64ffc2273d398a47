//! Random months of notifications: whatever happens to some shops, to Meum, to the clock, the window and
//! the app itself, nothing is told twice, every alarm ends, and no single failed look tells anything.

use crate::story::bell::{Bell, QUIET, id};
use crate::story::{sight, status};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::meum_facts::StatusFacts;
use connect_core::preferences::Preference;
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::ShopSight;
use connect_core::time::Span;
use proptest::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

const SHOPS: usize = 3;

/// One thing that may happen.
#[derive(Clone, Copy, Debug)]
enum Happening {
    /// A shop answers otherwise from now on.
    Shop(usize, usize),
    /// Meum says otherwise of a shop.
    Meum(usize, usize),
    /// Something happens to all shops at once.
    All(usize),
    Focuses(bool),
    Wants(bool),
    Quiet(bool),
    Opens(usize),
    Sleeps(i64),
    Jumps(i64),
    Restarts(i64),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0..SHOPS, 0_usize..7).prop_map(|(shop, what)| Happening::Shop(shop, what)),
        6 => (0..SHOPS, 0_usize..6).prop_map(|(shop, what)| Happening::Meum(shop, what)),
        2 => (0_usize..4).prop_map(Happening::All),
        2 => any::<bool>().prop_map(Happening::Focuses),
        1 => any::<bool>().prop_map(Happening::Wants),
        1 => any::<bool>().prop_map(Happening::Quiet),
        1 => (0..SHOPS).prop_map(Happening::Opens),
        1 => (1_i64..100_000).prop_map(Happening::Sleeps),
        1 => (-40_000_000_i64..40_000_000).prop_map(Happening::Jumps),
        2 => (1_i64..200_000).prop_map(Happening::Restarts),
    ]
}

fn seen(what: usize) -> Result<ShopSight, ProblemKind> {
    match what {
        0 => Err(ProblemKind::ServerFault),
        1 => Err(ProblemKind::ShopTimedOut),
        2 => Ok(ShopSight { gateway_enabled: Some(false), ..sight() }),
        3 => Err(ProblemKind::KeyRevoked),
        4 => Err(ProblemKind::CertificateExpired),
        _ => Ok(sight()),
    }
}

fn said(what: usize) -> Result<StatusFacts, ProblemKind> {
    match what {
        0 => Err(ProblemKind::MeumUnreachable),
        1 => Ok(StatusFacts { payout_configured: Some(false), ..status(true) }),
        2 => Err(ProblemKind::MeumKeyRefused),
        3 => Err(ProblemKind::MeumRateLimited),
        _ => Ok(status(true)),
    }
}

/// The walk, and what must hold after each of its steps.
struct Walk {
    bell: Bell,
    in_front: bool,
}

impl Walk {
    fn take(&mut self, happening: Happening) {
        let bell = &mut self.bell;
        match happening {
            Happening::Shop(shop, what) => bell.shop_is(shop, seen(what)),
            Happening::Meum(shop, what) => bell.meum_is(shop, said(what)),
            Happening::All(what) => {
                for shop in 0..SHOPS {
                    let offline = what == 1;
                    bell.meum_is(shop, if offline { Err(ProblemKind::Offline) } else { said(what) });
                    bell.shop_is(shop, if offline { Err(ProblemKind::Offline) } else { Ok(sight()) });
                }
            }
            Happening::Focuses(in_front) => {
                self.in_front = in_front;
                bell.focuses(in_front);
            }
            Happening::Wants(on) => bell.prefers(Preference::Notifications { on }),
            Happening::Quiet(on) => bell.prefers(Preference::QuietHours { hours: QUIET.filter(|_| on) }),
            Happening::Opens(shop) => {
                bell.happens(Event::Asked(Intent::OpenShop { id: id(shop) }));
            }
            Happening::Sleeps(seconds) => {
                bell.story.now = bell.story.now.after(Span::seconds(seconds));
                bell.happens(Event::Woke);
            }
            Happening::Jumps(seconds) => bell.story.now = bell.story.now.after(Span::seconds(seconds)),
            Happening::Restarts(seconds) => {
                self.in_front = false;
                bell.restarts(Span::seconds(seconds));
            }
        }
        TOLD.fetch_add(self.bell.heard().len(), Ordering::Relaxed);
    }

    fn goes_on(&mut self, seconds: i64) {
        self.bell.waits(Span::seconds(seconds));
        let heard = self.bell.heard();
        assert!(!self.in_front || heard.is_empty(), "{heard:?} while the window is in front");
        TOLD.fetch_add(heard.len(), Ordering::Relaxed);
    }

    /// All is well, the window is left, and nobody wants quiet: what is on the desktop ends.
    fn ends_well(&mut self) {
        for shop in 0..SHOPS {
            self.bell.shop_is(shop, Ok(sight()));
            self.bell.meum_is(shop, Ok(status(true)));
        }
        self.bell.prefers(Preference::QuietHours { hours: None });
        self.bell.focuses(false);
        self.bell.waits(Span::hours(2));
        assert_eq!(self.bell.wrong_on_desktop(), [], "every alarm ends");
        self.bell.heard();
        self.bell.waits(Span::hours(24));
        assert_eq!(self.bell.heard(), [], "and nothing more is told");
    }
}

/// How much was told, so that the walks cannot fall silent unnoticed.
static TOLD: AtomicUsize = AtomicUsize::new(0);

#[test]
fn nothing_is_told_twice_every_alarm_ends_and_no_single_failed_look_tells_anything() {
    let config = ProptestConfig { cases: 5, ..ProptestConfig::default() };
    proptest!(config, |(happenings in prop::collection::vec((happening(), 1_i64..8_000), 6..16))| {
        let mut walk = Walk { bell: Bell::of(SHOPS), in_front: false };
        for (happening, seconds) in happenings {
            walk.take(happening);
            walk.goes_on(seconds);
        }
        walk.ends_well();
    });
    assert!(TOLD.load(Ordering::Relaxed) > 2, "walks tell much: {TOLD:?}");
}
