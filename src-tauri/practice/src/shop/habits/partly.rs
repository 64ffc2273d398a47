//! Which question of many, or which kind of them, meets something else, by name. It refuses to know what.

use serde::{Deserialize, Serialize};

/// Which part meets what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partly {
    /// WooCommerce's report is refused, and nothing else.
    ReportDenied {
        /// 401 or 403.
        status: u16,
        /// In WooCommerce's code, to whoever has keys; else in WordPress's, to everybody.
        own: bool,
    },
    /// Whatever looks at WooCommerce's part gets a stored refusal; what would write passes.
    LooksKept {
        /// The cache says that it answered.
        named: bool,
    },
    /// A cache passes everything on and notes how long it had it, which is nothing.
    PassedOn,
    /// The index has a folder behind WordPress's own address, and the report has none.
    IndexInFolder {
        /// The folder is a language's.
        language: bool,
    },
    /// A host's check for robots refuses in JSON with 200.
    RobotsInJson {
        /// Whoever asks, or whoever brings a header with keys.
        everybody: bool,
    },
    /// The web server takes PUT from nobody.
    PutsRefused,
    /// The web server leads whoever asks for what is not there to the front page.
    MissingLeadsHome,
    /// WooCommerce's part is refused in a code for a law (451).
    ForbiddenByLaw,
    /// The connection ends before WooCommerce's report.
    ReportCut,
    /// WooCommerce's report is longer than any app reads.
    ReportTooLong,
    /// F5 rejects what would write, on a page with 200.
    WritesRejected,
    /// The host puts a page of its own in the place of each refusal (401 and 403), and leaves other errors as they are.
    RefusalsDressed,
}
