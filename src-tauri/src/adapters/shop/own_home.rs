//! Whether the report that keys get calls the shop by the address that it was found at.

use super::index;
use super::keys::KeyCheck;
use super::{ShopAnswer, SystemStatus};
use connect_core::host;
use connect_core::problem::{Problem, ProblemKind};

impl KeyCheck<'_> {
    /// Checks WordPress's own address where a hidden index did not tell it. If it is another host, the
    /// keys went to the wrong one.
    ///
    /// # Errors
    /// The address to use instead; the merchant decides.
    pub(super) fn is_at_home(&self, facts: &SystemStatus) -> Result<(), Problem> {
        let hidden = self.found.index_hidden;
        let elsewhere = facts.home.as_ref().filter(|home| hidden && !index::is_www_of(home, &self.found.home));
        let Some(home) = elsewhere else { return Ok(()) };
        let same = host::same_registrable(home.host(), self.found.home.host());
        let kind = if same { ProblemKind::AnswersUnderOtherName } else { ProblemKind::OtherHome };
        // A folder may be a sentence.
        let home = index::without_sentence(home);
        Err(Problem::new(kind).with_other(home.host()).with_instead(home.as_str()))
    }

    /// That the report names another host than the index did. Either may be right, such as where a plugin gives one
    /// WordPress several names, so nobody is stopped.
    pub(super) fn names_another(&self, told: &ShopAnswer, facts: &SystemStatus) -> Option<Problem> {
        let home = facts.home.as_ref().filter(|_| !self.found.index_hidden)?;
        let another = !index::is_www_of(home, &self.found.home);
        another.then(|| told.problem(ProblemKind::OtherHome).with_other(home.host()))
    }
}
