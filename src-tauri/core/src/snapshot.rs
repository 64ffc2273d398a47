//! What is known of a shop at a moment, for Meum's support: the one source of the code on a picture and of
//! the report that is read from it. Its fields hold no secret, and none can be made of them.

mod beside;
mod code;
mod facts;
mod gathered;
mod meant;
mod packed;
mod said;
pub(crate) mod sales;
mod sheet;
mod squeezed;
mod told;

pub use beside::{Beside, Change};
pub use code::Code;
pub use facts::{Ids, LineMark, Over, SignedBy, Snapshot, Versions};
pub(crate) use gathered::updates_to;
pub use packed::Unreadable;
pub use said::Said;
pub use sheet::{Row, Sheet};
pub(crate) use told::of_headline as key_of_headline;
pub use told::{change, mark};
