//! What a host name or a network address tells by itself: whose it is, where it lives, what was
//! probably meant. Pure tables: no name is ever resolved here.

mod name;
mod registrable;
mod social;
mod suggestions;
mod whereabouts;

pub use registrable::{registrable, same_registrable};
pub use social::is_social;
pub use suggestions::{MAX_SUGGESTIONS, suggestions};
pub use whereabouts::{Whereabouts, is_local_name, is_private, whereabouts};

pub(crate) use name::is_name;
pub(crate) use registrable::has_known_ending;
