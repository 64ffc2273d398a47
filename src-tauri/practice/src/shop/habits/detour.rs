//! What can stand in the place of one answer, by name. It refuses to know how.

use serde::{Deserialize, Serialize};

/// What happens to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detour {
    /// WordPress sends WooCommerce's part on to the page of a shopper's account.
    ToAccount,
    /// The same for whoever would write.
    WritesToAccount,
    /// A rule of the web server adds a slash to where somebody would write.
    WritesWithSlash,
    /// The web server sends WooCommerce's part on to another domain.
    ToOtherHost,
    /// The web server sends WooCommerce's part on to a host that does not exist.
    ToNoHost,
    /// The whole address is sent on to a host that does not exist.
    EverythingToNoHost,
    /// The web server's page of a refusal comes with its own number for whoever WooCommerce refuses.
    RefusalPages,
    /// The index is closed to guests, and WooCommerce's part is not there.
    HiddenWithoutShop,
    /// Whoever is not signed in is told everywhere that there is no route.
    NoRouteForGuests,
    /// Every answer is put into `{"success": true, "data": …}`.
    Wrapped,
    /// The same for the index at its usual place only.
    IndexWrapped,
    /// A plugin has closed the index at its usual place with 410.
    IndexGone,
    /// A limit on questions names a long time, on a page of the web server's.
    BusyForLong,
    /// A maintenance plugin names a long time.
    LongBreak,
    /// WooCommerce's report is open to everybody.
    ReportOpen,
    /// WordPress's sign-in page comes with 200 everywhere.
    SignInPage,
    /// Answers are called compressed, whoever asks, and are not.
    CompressedByName,
    /// Answers that may be compressed are compressed twice.
    CompressedTwice,
    /// A POST is never answered.
    WritesUnanswered,
}
