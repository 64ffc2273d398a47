//! What one look at all shops came to: how each stands, as its panel would say it, and how bad that is.

use crate::health;
use crate::health::certain::rank;
use crate::line::{Headline, LineId, LineState};
use crate::message::Key;
use crate::problem::ProblemKind;
use crate::reading;
use crate::shop::Shop;
use crate::snapshot::{Code, key_of_headline, mark};
use crate::time::Timestamp;
use crate::{message::Message, watch};
use std::collections::BTreeMap;

/// How bad it is, as monitoring programs count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Shoppers can pay, and nothing wants doing.
    Ok = 0,
    /// Something wants doing.
    Warning = 1,
    /// Shoppers can't pay.
    Critical = 2,
    /// There is no answer to go by.
    Unknown = 3,
}

impl Level {
    /// Which of two counts: what was seen to be wrong, before what nobody knows.
    fn weight(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Unknown => 1,
            Self::Warning => 2,
            Self::Critical => 3,
        }
    }
}

/// What all shops come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// When.
    pub at: Timestamp,
    /// Each connected shop, by its name.
    pub shops: Vec<ShopReport>,
    /// Notes of shops that could not be read.
    pub unreadable: usize,
}

/// How a shop stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopReport {
    /// The host and folder: what tells the shops of a computer apart.
    pub shop: String,
    /// Whether nothing of it is real.
    pub practice: bool,
    /// How bad it is.
    pub level: Level,
    /// Can shoppers pay?
    pub headline: Headline,
    /// Since when that is so, as far as this computer saw.
    pub since: Option<Timestamp>,
    /// Its lines, top to bottom.
    pub lines: Vec<LineReport>,
    /// What is wrong with it, the gravest first.
    pub problems: Vec<ProblemKind>,
    /// When its certificate runs out.
    pub certificate_ends: Option<Timestamp>,
}

/// How a line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineReport {
    /// Which.
    pub line: LineId,
    /// How it stands.
    pub state: LineState,
    /// What is the matter.
    pub code: Option<ProblemKind>,
    /// Since when it has been so.
    pub since: Option<Timestamp>,
    /// When the fact behind it was learnt.
    pub checked_at: Option<Timestamp>,
}

impl Report {
    /// How bad the worst of it is. Where nothing is connected, nobody knows.
    pub fn level(&self) -> Level {
        let shops = self.shops.iter().map(|shop| shop.level);
        let unread = (self.unreadable > 0 || self.shops.is_empty()).then_some(Level::Unknown);
        shops.chain(unread).max_by_key(|level| level.weight()).unwrap_or(Level::Unknown)
    }

    /// How many shops are at this level.
    pub fn count(&self, level: Level) -> usize {
        self.shops.iter().filter(|shop| shop.level == level).count()
    }
}

impl ShopReport {
    /// The headline's words.
    pub fn says(&self) -> Key {
        key_of_headline(self.headline)
    }
}

impl LineReport {
    /// Its name, how it stands, and the code.
    pub fn says(&self) -> Message {
        mark(self.line, self.state, self.code.map(Code::of))
    }
}

pub(super) fn of(shops: &[Shop], unreadable: usize, now: Timestamp) -> Report {
    let mut shops: Vec<ShopReport> = shops.iter().map(|shop| of_shop(shop, now)).collect();
    shops.sort_by(|one, other| one.shop.cmp(&other.shop));
    tell_apart(&mut shops);
    Report { at: now, shops, unreadable }
}

/// Two notes of one address get a number: no two shops of a report are called the same.
fn tell_apart(shops: &mut [ShopReport]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for shop in shops {
        let times = seen.entry(shop.shop.clone()).or_default();
        *times += 1;
        if *times > 1 {
            shop.shop = format!("{} ({times})", shop.shop);
        }
    }
}

fn of_shop(shop: &Shop, now: Timestamp) -> ShopReport {
    let health = watch::health(shop, now);
    let since = |line: &health::Line| shop.observed.since.get(&line.id).filter(|since| since.0 == line.state);
    let lines = health.lines.iter().map(|line| LineReport {
        line: line.id,
        state: line.state,
        code: line.kind,
        since: since(line).map(|since| since.1),
        checked_at: line.checked_at,
    });
    let lines: Vec<LineReport> = lines.collect();
    let address = reading::address(&shop.record).unwrap_or_default();
    let sight = shop.observed.sight.as_ref().filter(|_| shop.watch.shop.heard);
    let headline = shop.observed.headline_since.filter(|since| since.0 == health.headline);
    ShopReport {
        shop: address.trim_start_matches("https://").trim_start_matches("http://").to_owned(),
        practice: shop.record.practice,
        level: level(health.headline, &lines),
        headline: health.headline,
        since: headline.map(|since| since.1),
        problems: problems(&lines),
        certificate_ends: sight.and_then(|seen| seen.what.certificate.as_ref()).map(|certificate| certificate.ends),
        lines,
    }
}

fn level(headline: Headline, lines: &[LineReport]) -> Level {
    let wants = |line: &LineReport| matches!(line.state, LineState::NotWorking | LineState::Attention);
    match headline {
        Headline::CantPayYet => Level::Critical,
        Headline::Attention => Level::Warning,
        // A revoked key is seen to be wrong, though it tells nothing of payments.
        Headline::CanPay | Headline::CantTell | Headline::Checking if lines.iter().any(wants) => Level::Warning,
        Headline::CantTell | Headline::Checking => Level::Unknown,
        Headline::CanPay => Level::Ok,
    }
}

/// Each code once, in the order of what it costs.
fn problems(lines: &[LineReport]) -> Vec<ProblemKind> {
    let ranked = lines.iter().filter_map(|line| line.code.and_then(|kind| Some((rank(line.state, kind)?, kind))));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut problems = Vec::new();
    for (_, kind) in ranked {
        if !problems.contains(&kind) {
            problems.push(kind);
        }
    }
    problems
}
