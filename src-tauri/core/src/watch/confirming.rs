//! Which answers are asked about again before they count. Networks drop a request now and then, and a
//! server answers 502 while it restarts: one failed look alarms nobody. What the shop or Meum says of
//! itself, such as that it does not know the key, is certain at once.
//!
//! Where nobody answers at the shop, this computer may be offline. Then Meum is the control: the shop's
//! silence counts once Meum has answered, or has not.

use super::schedule::{Pace, next};
use super::turns::Turn;
use crate::problem::{Problem, ProblemKind};
use crate::time::{Span, Timestamp};

/// A failed look is repeated after this: longer than a lost packet or a server's reload, and short enough
/// for whoever pressed *Check now*.
pub const AGAIN: Span = Span::seconds(3);

/// Where a trouble comes and goes, its end is confirmed after this.
pub const CALM: Span = Span::seconds(30);

/// So many alarms within [`UNSTEADY`] are a trouble that comes and goes.
const FLAPS: usize = 2;

/// How long an alarm is remembered for that.
const UNSTEADY: Span = Span::hours(1);

/// Whether a problem may be gone at the next look. What is certain in itself is said at once.
pub const fn needs_second_look(kind: ProblemKind) -> bool {
    use ProblemKind as Is;
    matches!(
        kind,
        Is::HostNotFound
            | Is::ConnectionRefused
            | Is::ShopTimedOut
            | Is::Ipv6Unreachable
            | Is::ConnectionBroken
            | Is::NotUnderstood
            | Is::HandshakeFailed
            | Is::Blocked
            | Is::Maintenance
            | Is::ShopFault
            | Is::DatabaseDown
            | Is::ServerFault
            | Is::MeumFault
            | Is::MeumUnreachable
            | Is::Offline
    )
}

impl Turn {
    /// An answer came, or the reason why there is none. Gives back whether it counts; else it is asked
    /// about within [`AGAIN`] or [`CALM`]. `standing` is the problem that counts so far; `control` says
    /// whether another answer is waited for, which tells whose fault it is.
    pub fn hears(
        &mut self,
        (now, pace, spread): (Timestamp, Pace, u64),
        problem: Option<&Problem>,
        standing: Option<ProblemKind>,
        control: bool,
    ) -> bool {
        let in_doubt = self.doubt.take().is_some();
        self.alarms.retain(|alarm| *alarm <= now && now.since(*alarm) <= UNSTEADY);
        match (problem, standing) {
            (Some(problem), None) if (!in_doubt || control) && may_pass(problem) => {
                return self.doubts(now, pace, problem.kind, AGAIN);
            }
            (Some(problem), Some(_)) if control && may_pass(problem) => {
                return self.doubts(now, pace, problem.kind, AGAIN);
            }
            (None, Some(standing)) if !in_doubt && self.alarms.len() >= FLAPS => {
                return self.doubts(now, pace, standing, CALM);
            }
            (Some(_), None) => self.alarms.push(now),
            (Some(_), Some(_)) | (None, _) => {}
        }
        self.answered(now, pace, problem, spread);
        true
    }

    fn doubts(&mut self, now: Timestamp, pace: Pace, kind: ProblemKind, again: Span) -> bool {
        self.asked = None;
        self.doubt = Some(kind);
        self.doubted_at.get_or_insert(now);
        self.plan = Some(next(now, (self.asks, pace), 0, None, 0).no_later_than(now.after(again)));
        false
    }
}

/// A server that names a time is asked after it, so the first answer counts until then.
fn may_pass(problem: &Problem) -> bool {
    needs_second_look(problem.kind) && problem.about.seconds.is_none()
}
