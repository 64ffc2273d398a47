//! From what a shop answered to what is wrong. Pure functions over status, error code, method, way
//! of signing in and fingerprints; never over anybody's message text, which WordPress translates.

mod finding;
mod keys;
mod password;
mod reply;
mod sign_in;
mod switching;
mod webhook;

pub use finding::{Silence, certificate, how_far, is_decisive, without_index};
pub use keys::{
    Arrival, Cause, Probes, ReadVerdict, Signed, WriteAnswer, WriteVerdict, arrival, behind_page, dresses_errors,
    is_nameless_refusal, is_of_the_report, known, knows_no_such, may_be_dressed, may_be_of_the_report, read,
    says_expired, secret_or_permission, secret_or_permission_signed, unrecognised, without_interface, write_probe,
};
pub use password::{password_refused, read_password};
pub use reply::{Reply, Site, cloudflare_mark, in_front, named_layer, reason};
pub use sign_in::sign_in_hidden;
pub use switching::{is_unseen, stays_off};
pub use webhook::{
    LeadsTo, WebhookAnswer, WebhookBody, WebhookVerdict, is_nobodys_code, is_of_plugin, is_of_server, is_past_guests,
    is_steady, lets_in, looks_for_robots, of_this_computer, webhook,
};
