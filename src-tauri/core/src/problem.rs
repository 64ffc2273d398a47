//! Everything that can be wrong, as a closed list. A code is stable once shipped: support looks
//! it up. The sentences live in the UI's message files under the same code.
//!
//! `cargo xtask new problem` writes the places of a new one: its row in `problem/kinds.rs`, its
//! texts in `ui/messages/problems/en.json`, and those of its page in the support handbook.

mod groups;
mod kinds;
mod list;
mod mark;
mod next_step;
mod texts;

use crate::credential::Credential;
use crate::field::Field;
use crate::fingerprint::{Closed, Closer, Refusers};
use crate::links::Link;
use crate::plain::PlainText;
use crate::store_url::StoreUrl;
use crate::time::Timestamp;
use crate::webhook::{AddressFault, WebhookForm};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use kinds::ProblemKind;
pub use mark::Mark;
pub use next_step::{Fixer, NextStep};
pub use texts::{Part, Reading, Texts};

/// What a problem is about, for its sentences. Only what applies is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct About {
    /// The shop's host name.
    pub store: Option<String>,
    /// Another host or product that answered, or the platform found.
    pub other: Option<PlainText>,
    /// The address to use instead, https; a host name's form is its ASCII one.
    pub instead: Option<String>,
    /// The last seven characters of the consumer key.
    pub ending: Option<String>,
    /// A count: characters of a key, an HTTP status.
    pub count: Option<u32>,
    /// Seconds to wait, or the seconds a clock is off.
    pub seconds: Option<u32>,
    /// The day something ran out, or begins to be valid.
    pub date: Option<Timestamp>,
    /// Words of Meum or the shop, shown beside ours as plain text.
    pub words: Option<PlainText>,
    /// The field the problem belongs beside.
    pub field: Option<Field>,
    /// What Meum says of single details it was sent.
    pub details: Vec<RefusedDetail>,
    /// What we sent, where something else came back.
    pub sent: Option<PlainText>,
    /// What is the matter with an address for payment updates.
    pub fault: Option<AddressFault>,
    /// The id of the payment method whose settings are to be looked at.
    pub gateway: Option<String>,
    /// Which of the two credentials did not come.
    pub missing: Option<Credential>,
    /// The plugin that keeps guests out.
    pub closer: Option<Closer>,
    /// The plugins whose refusals read like the one that came; which of them the shop runs, its keys
    /// tell.
    pub likely: Vec<Closer>,
    /// The form of the address for payment updates at which guests get in, where the chosen one is
    /// shut.
    pub other_form: Option<WebhookForm>,
    /// What shoppers get instead of the shop.
    pub closed: Option<Closed>,
    /// What was seen that allows a narrower sentence.
    pub mark: Option<Mark>,
}

/// One detail that Meum does not accept, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusedDetail {
    /// Meum's name of it, such as `site_url`.
    pub name: PlainText,
    /// What Meum says of it.
    pub words: PlainText,
}

/// What support reads, in English: method, path, status, code, milliseconds. Never a value that
/// was typed, a query or a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Technical(PlainText);

impl Technical {
    /// A technical line; `None` when nothing readable is in it.
    pub fn new(line: &str) -> Option<Self> {
        PlainText::from_outside(line).map(Self)
    }

    /// The line, for the view.
    pub fn plain(&self) -> PlainText {
        self.0.clone()
    }

    /// The line.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Something that stands in the way, with what its sentences need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which one.
    pub kind: ProblemKind,
    /// What it is about.
    #[serde(default)]
    pub about: Box<About>,
    /// The line for support.
    #[serde(default)]
    pub technical: Option<Technical>,
    /// What else was tried on the way, in order, a line each; at most [`Problem::MOST_TRIED`].
    #[serde(default)]
    pub tried: Vec<Technical>,
    /// When the answer came that shows it.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

impl Problem {
    /// A problem about nothing in particular yet.
    pub fn new(kind: ProblemKind) -> Self {
        Self { kind, about: Box::default(), technical: None, tried: Vec::new(), at: None }
    }

    /// More lines would not be read.
    pub const MOST_TRIED: usize = 20;

    /// The one next step: the address to use instead where one is known, else the kind's own. An
    /// address that WordPress's links hide is mended there.
    pub fn next_step(&self) -> NextStep {
        let hidden = self.kind == ProblemKind::WebhookMissing && self.about.fault == Some(AddressFault::BehindLinks);
        // What the web server does is mended on no page of the shop's.
        let of_updates = matches!(self.kind, ProblemKind::WebhookMissing | ProblemKind::WebhookShut);
        let of_host = of_updates && self.fixer() == Fixer::WebHost;
        if self.about.instead.is_some() {
            NextStep::UseInstead
        } else if let Some(form) = self.about.other_form {
            NextStep::ChooseWebhook { form }
        } else if matches!(
            (self.kind, self.about.mark),
            (ProblemKind::SecretWrong, Some(Mark::SecretOrPermission))
                | (ProblemKind::KeysRefused, Some(Mark::Dressed))
                | (ProblemKind::HeaderStripped, Some(Mark::KeyOrHeader))
        ) {
            NextStep::Open { link: Link::KeyList }
        } else if (self.kind, self.about.mark) == (ProblemKind::OwnerRoleTooLow, Some(Mark::Approved)) {
            NextStep::ReplaceKeys
        } else if (self.kind, self.about.mark) == (ProblemKind::RestLockedOut, Some(Mark::Copied)) {
            NextStep::Edit
        } else if hidden {
            NextStep::Open { link: Link::Permalinks }
        } else if let Some(link) = self.page() {
            NextStep::Open { link }
        } else if of_host {
            NextStep::CheckAgain
        } else {
            self.kind.next_step()
        }
    }

    /// The page of the shop that its sentence names, where that is not the kind's usual one.
    fn page(&self) -> Option<Link> {
        match (self.kind, self.about.closed, self.about.mark) {
            // WooCommerce has no address of its own for that setting in every version.
            (ProblemKind::ShutToShoppers, Some(Closed::ComingSoon), _) => Some(Link::Admin),
            (ProblemKind::WebhookMissing, _, Some(Mark::PluginRuns)) => Some(Link::Gateway),
            _ => None,
        }
    }

    /// Who can put it right: the kind's usual one, unless what was seen names another. Another address is the
    /// merchant's choice.
    pub fn fixer(&self) -> Fixer {
        let usual = mark::fixer(self.kind, self.about.mark).unwrap_or_else(|| self.usual_fixer());
        match (self.about.other_form, usual) {
            (Some(_), Fixer::WebHost | Fixer::YouOrWebHost) => Fixer::YouOrWebHost,
            (Some(_), _) => Fixer::YouOrDeveloper,
            (None, usual) => usual,
        }
    }

    /// The kind's own, unless a name, an address or what shoppers get says more.
    fn usual_fixer(&self) -> Fixer {
        let about = &self.about;
        match (self.kind, about.closed) {
            // Whoever is named in front may be one that the merchant has the login for.
            (ProblemKind::Blocked | ProblemKind::WebhookUnclear, _)
                if about.other.is_some() && about.mark.is_none() =>
            {
                Fixer::YouOrWebHost
            }
            (ProblemKind::CertificateWrongName, _) if about.instead.is_some() => Fixer::YouOrWebHost,
            (ProblemKind::ShutToShoppers, Some(Closed::Error | Closed::ShopPage | Closed::Blank)) => Fixer::Developer,
            (ProblemKind::ShutToShoppers, Some(Closed::Elsewhere)) => Fixer::YouOrDeveloper,
            (kind, _) => kind.fixer(),
        }
    }

    /// Whom a note is written to: whoever can put it right, where that is not the merchant alone.
    pub fn note_to(&self) -> Option<Fixer> {
        let usual = self.kind.note_to()?;
        match self.fixer() {
            Fixer::YouOrDeveloper | Fixer::Developer => Some(Fixer::Developer),
            Fixer::YouOrWebHost | Fixer::WaitOrWebHost | Fixer::WebHost => Some(Fixer::WebHost),
            Fixer::YouOrNetworkAdmin | Fixer::NetworkAdmin => Some(Fixer::NetworkAdmin),
            Fixer::Wait => Some(usual),
            Fixer::You | Fixer::ComputerAdmin | Fixer::Meum | Fixer::YouOrMeum => None,
        }
    }

    /// The same problem, with what was seen.
    #[must_use]
    pub fn marked(mut self, mark: impl Into<Option<Mark>>) -> Self {
        self.about.mark = mark.into().or(self.about.mark);
        self
    }

    /// The same problem, with an address to use instead; none, if it is endless or holds a key.
    #[must_use]
    pub fn with_instead(mut self, address: &str) -> Self {
        let clean = PlainText::from_outside(address).filter(|clean| clean.as_str() == address);
        self.about.instead = clean.map(|clean| clean.as_str().to_owned());
        self
    }

    /// The same problem, naming who or what else is in it.
    #[must_use]
    pub fn with_other(self, other: &str) -> Self {
        self.naming(Some(other))
    }

    /// The same problem, naming who or what else is in it if that is known.
    #[must_use]
    pub fn naming(mut self, other: Option<&str>) -> Self {
        self.about.other = other.and_then(PlainText::from_outside).or(self.about.other);
        self
    }

    /// The same problem, of a refusal of these.
    #[must_use]
    pub fn refused_by(mut self, by: &Refusers) -> Self {
        self.about.likely.clone_from(&by.likely);
        let other = by.sure.map(Closer::name);
        self.about.closer = by.sure;
        self.naming(other)
    }

    /// The same problem, naming the plugin that refuses guests, if one of these that run in the shop
    /// refuses as it did. Others refuse in the same words, a line of code among them, so it is named as a
    /// likelihood. One whose own mark the answer bears stays, and is sure.
    #[must_use]
    pub fn among(mut self, active: &[Closer]) -> Self {
        let running: Vec<Closer> = self.about.likely.iter().copied().filter(|likely| active.contains(likely)).collect();
        if self.about.closer.is_some() || running.is_empty() {
            return self;
        }
        if let [only] = running.as_slice() {
            self.about.closer = Some(*only);
        }
        self.about.mark = self.about.mark.or(Some(Mark::Likely));
        let names: Vec<&str> = running.iter().map(|closer| closer.name()).collect();
        self.with_other(&names.join(" / "))
    }

    /// The same problem, placed beside a field.
    #[must_use]
    pub fn at(mut self, field: Field) -> Self {
        self.about.field = Some(field);
        self
    }

    /// The same problem, about this shop.
    #[must_use]
    pub fn of(mut self, store: &str) -> Self {
        self.about.store = Some(store.to_owned());
        self
    }

    /// Of what Meum issued, this did not come (G22).
    pub fn half_issued(missing: Credential) -> Self {
        let mut problem = Self::new(ProblemKind::HalfIssued);
        problem.about.missing = Some(missing);
        problem
    }

    /// The same problem with its shop under both names, where the name is an international one:
    /// what it looks like, and what it is.
    #[must_use]
    pub fn under_both_names(mut self, shop: &StoreUrl) -> Self {
        let host = shop.host();
        let folder = self.about.store.as_deref().and_then(|store| store.strip_prefix(host)).map(str::to_owned);
        if let (Some(folder), Some(shown)) = (folder, shop.host_shown().unicode) {
            self.about.store = Some(format!("{shown}{folder} ({host}{folder})"));
        }
        self
    }

    /// The same problem with a line for support.
    #[must_use]
    pub fn with_technical(mut self, line: &str) -> Self {
        self.technical = Technical::new(line);
        self
    }
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        Self::new(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_unique_and_has_its_shape() {
        let codes: BTreeSet<&str> = ProblemKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), ProblemKind::ALL.len());
        for code in codes {
            let (letter, number) = code.split_at(1);
            assert!(letter.chars().all(|c| c.is_ascii_uppercase()), "{code}");
            assert!(number.len() == 2 && number.chars().all(|c| c.is_ascii_digit()), "{code}");
        }
    }

    #[test]
    fn a_kind_travels_as_its_code() {
        for &kind in ProblemKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }
}
