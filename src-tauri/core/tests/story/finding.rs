//! The search for a shop, and how it ends.

use super::{Story, found, problem};
use connect_core::check::{Check, CheckState};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;

/// Whether a search ends so only after an answer that was read.
fn comes_over_a_secure_connection(kind: ProblemKind) -> bool {
    use ProblemKind as Is;
    let of_an_answer = matches!(
        kind,
        Is::OtherHostAnswers
            | Is::RedirectLoop
            | Is::OtherPlatform
            | Is::NoWordPress
            | Is::PlaceholderPage
            | Is::NotUnderstood
    );
    of_an_answer || matches!(kind.code().as_bytes(), [b'C' | b'D', ..])
}

impl Story {
    pub fn finds_shop(&mut self) -> &mut Self {
        self.finds(found())
    }

    pub fn finds(&mut self, found: FoundShop) -> &mut Self {
        self.finds_at("corner-shop.example", found)
    }

    pub fn finds_at(&mut self, typed: &str, found: FoundShop) -> &mut Self {
        self.asks(Intent::CheckAddress { text: typed.to_owned() });
        for (check, millis) in [
            (Check::Found, 38),
            (Check::Secure, 0),
            (Check::WordPress, 96),
            (Check::WooCommerce, 0),
            (Check::Plugin, 0),
        ] {
            self.checked(check, CheckState::Passed, millis);
        }
        let ticket = self.ticket();
        self.happens(Event::ShopFound { ticket, result: Ok(Box::new(found)) })
    }

    pub fn fails_to_find(&mut self, kind: ProblemKind) -> &mut Self {
        self.cannot_find(problem(kind))
    }

    pub fn cannot_find(&mut self, problem: Problem) -> &mut Self {
        self.asks(Intent::CheckAddress { text: "corner-shop.example".to_owned() });
        let silent = problem.kind.is_silence() || problem.kind == ProblemKind::Offline;
        self.checked(Check::Found, if silent { CheckState::Running } else { CheckState::Passed }, 0);
        if comes_over_a_secure_connection(problem.kind) {
            self.checked(Check::Secure, CheckState::Passed, 0);
        }
        let ticket = self.ticket();
        self.happens(Event::ShopFound { ticket, result: Err(problem) })
    }
}
