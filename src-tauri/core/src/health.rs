//! How a shop stands: the panel's six lines, its headline and the payout banner, out of the record.

pub mod payouts;
pub mod verdict;
