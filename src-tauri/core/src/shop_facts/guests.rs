//! What a guest meets at the shop, somebody without keys: whether a payment update would get in, and
//! whether a shopper does. Only what the shop itself answered is in it.

use crate::fingerprint::{Closed, Closer, Refusers};
use crate::plain::PlainText;
use crate::problem::{Mark, Problem, ProblemKind, Technical};
use crate::webhook::{AddressFault, WebhookQuestion};
use serde::{Deserialize, Deserializer, Serialize};

/// Whether a guest's message gets in at the address for payment updates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WayIn {
    /// Nobody asked.
    #[default]
    Untold,
    /// What came says nothing certain.
    Unclear(WebhookUnclear),
    /// It does: the plugin listens there.
    Open,
    /// Nothing is there.
    Missing(WebhookMissing),
    /// A guest is turned away before the plugin is asked.
    Shut(WayInShut),
}

/// What came from the address for payment updates, where it tells nothing certain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebhookUnclear {
    /// The HTTP status, if an answer came.
    pub status: Option<u32>,
    /// Who stands in front, if the answer says so.
    pub brand: Option<PlainText>,
    /// What was seen where the answer is about this computer alone.
    pub mark: Option<Mark>,
    /// What was asked and answered, for support.
    pub technical: Option<Technical>,
}

/// What showed that the address for payment updates leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookMissing {
    /// WordPress's links are the likely reason, rather than a plugin that is not there.
    pub behind_links: bool,
    /// What else was seen.
    #[serde(default)]
    pub mark: Option<Mark>,
    /// The plugin that leads on to another address.
    #[serde(default)]
    pub by: Option<PlainText>,
    /// What was asked and answered, for support.
    pub technical: Option<Technical>,
}

impl WebhookUnclear {
    /// The problem that it is (H35).
    pub fn problem(&self) -> Problem {
        let mut problem = Problem::new(ProblemKind::WebhookUnclear);
        problem.about.count = self.status;
        problem.technical.clone_from(&self.technical);
        problem.naming(self.brand.as_ref().map(PlainText::as_str)).marked(self.mark)
    }
}

impl WebhookMissing {
    /// The problem that it is (H05); `plugin` says whether the shop lists the plugin as switched on, if it lists it at
    /// all, and `asked` where was looked.
    pub fn problem(&self, plugin: Option<bool>, asked: Option<&WebhookQuestion>) -> Problem {
        if plugin == Some(false) {
            return plugin_off(self.technical.clone());
        }
        let mut problem = Problem::new(ProblemKind::WebhookMissing);
        problem.technical.clone_from(&self.technical);
        problem.about.sent = asked.and_then(|asked| PlainText::from_outside(asked.address.as_str()));
        problem.about.fault = self.behind_links.then_some(AddressFault::BehindLinks);
        let by = self.by.as_ref().map(PlainText::as_str);
        problem.naming(by).marked(self.mark.or(plugin.map(|_| Mark::PluginRuns)))
    }
}

/// That the shop lists the Meum plugin as switched off: nothing takes Meum's message then, whatever answers there.
pub fn plugin_off(technical: Option<Technical>) -> Problem {
    Problem { technical, ..Problem::new(ProblemKind::WebhookMissing) }.marked(Mark::PluginOff)
}

/// What showed that guests are turned away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WayInShut {
    /// The plugin whose own mark the refusal bears.
    pub by: Option<Closer>,
    /// The plugins that refuse like this, where several do.
    pub likely: Vec<Closer>,
    /// The plugin listens at the other documented address, and guests get in there.
    pub other_is_open: bool,
    /// What was seen of it beyond that.
    pub mark: Option<Mark>,
    /// Who stands in front, if the page says so.
    pub brand: Option<PlainText>,
    /// The HTTP status of the refusal.
    pub status: Option<u32>,
    /// Why, in the words of whoever refused, where nobody is known by them.
    pub words: Option<PlainText>,
    /// What was asked and answered, for support.
    pub technical: Option<Technical>,
}

impl WayInShut {
    /// The problem that it is (H25).
    pub fn problem(&self) -> Problem {
        let by = Refusers { sure: self.by, likely: self.likely.clone() };
        let mut problem = Problem::new(ProblemKind::WebhookShut).refused_by(&by);
        problem.about.count = self.status;
        problem.about.words.clone_from(&self.words);
        problem.technical.clone_from(&self.technical);
        problem.naming(self.brand.as_ref().map(PlainText::as_str)).marked(self.mark)
    }
}

impl WayIn {
    /// What showed that the address leads nowhere.
    pub fn missing(&self) -> Option<&WebhookMissing> {
        if let Self::Missing(missing) = self { Some(missing) } else { None }
    }

    /// The same without the line for support, which is new in every answer.
    #[must_use]
    pub fn without_line(mut self) -> Self {
        match &mut self {
            Self::Missing(missing) => missing.technical = None,
            Self::Shut(shut) => shut.technical = None,
            Self::Unclear(unclear) => unclear.technical = None,
            Self::Untold | Self::Open => {}
        }
        self
    }
}

/// Reads what is stored. The first versions stored only what showed that nothing is there.
///
/// # Errors
/// When it is neither.
pub fn stored_way_in<'de, D: Deserializer<'de>>(notes: D) -> Result<WayIn, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Stored {
        Now(WayIn),
        Before(Option<WebhookMissing>),
    }
    Ok(match Stored::deserialize(notes)? {
        Stored::Now(way_in) => way_in,
        Stored::Before(missing) => missing.map_or(WayIn::Untold, WayIn::Missing),
    })
}

/// Whether shoppers get into the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ForShoppers {
    /// Nothing certain could be learnt.
    #[default]
    Untold,
    /// They do.
    Open,
    /// They get something else instead.
    Shut(ShopShut),
}

/// What shoppers get instead of the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopShut {
    /// What it is.
    pub how: Closed,
    /// What was asked and answered, for support.
    pub technical: Option<Technical>,
}

impl ShopShut {
    /// The problem that it is (D15).
    pub fn problem(&self) -> Problem {
        let mut problem = Problem::new(ProblemKind::ShutToShoppers);
        problem.about.closed = Some(self.how);
        problem.technical.clone_from(&self.technical);
        problem
    }
}

impl ForShoppers {
    /// What they get instead of the shop.
    pub fn shut(&self) -> Option<&ShopShut> {
        if let Self::Shut(shut) = self { Some(shut) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::Link;
    use crate::problem::{Fixer, NextStep};

    #[derive(Deserialize)]
    struct Sight {
        #[serde(default, alias = "webhook_missing", deserialize_with = "stored_way_in")]
        way_in: WayIn,
    }

    /// Then the links are not the reason, and nobody else is asked to help.
    #[test]
    fn where_the_plugin_is_switched_off_that_is_why_nothing_is_there() {
        let missing = WebhookMissing { behind_links: true, mark: Some(Mark::LedOn), by: None, technical: None };
        let problem = missing.problem(Some(false), None);
        assert_eq!((problem.about.mark, problem.about.fault), (Some(Mark::PluginOff), None));
        assert_eq!(problem.next_step(), NextStep::Open { link: Link::Plugins });
        assert_eq!((problem.fixer(), problem.note_to()), (Fixer::You, None));
        assert_eq!(missing.problem(None, None).about.mark, Some(Mark::LedOn));
    }

    #[test]
    fn what_an_earlier_version_stored_is_read_as_what_it_meant() {
        let missing = WayIn::Missing(WebhookMissing { behind_links: true, mark: None, by: None, technical: None });
        let shut = WayIn::Shut(WayInShut { by: Some(Closer::Shield), ..WayInShut::default() });
        let now = |way_in: &WayIn| format!("{{\"way_in\":{}}}", serde_json::to_string(way_in).unwrap());
        let cases = [
            ("{}".to_owned(), WayIn::Untold),
            ("{\"webhook_missing\":null}".to_owned(), WayIn::Untold),
            ("{\"webhook_missing\":{\"behind_links\":true,\"technical\":null}}".to_owned(), missing.clone()),
            (now(&missing), missing),
            (now(&shut), shut),
            (now(&WayIn::Open), WayIn::Open),
            (now(&WayIn::Untold), WayIn::Untold),
        ];
        for (text, expected) in cases {
            assert_eq!(serde_json::from_str::<Sight>(&text).unwrap().way_in, expected, "{text}");
        }
    }
}
