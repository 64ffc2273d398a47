//! The practice servers, asked over real sockets by a real client.
//!
//! Nothing here reaches beyond loopback, waits for a fixed time or reads a file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]
#![allow(clippy::doc_markdown, reason = "WordPress, WooCommerce and OpenAPI are names, not code")]

mod approving;
mod contract;
mod garbage;
mod meum_connect;
mod meum_disconnect;
mod meum_restart;
mod meum_status;
mod meum_troubles;
mod pair;
mod secrets;
mod shop_addresses;
mod shop_admin;
mod shop_discovery;
mod shop_gateways;
mod shop_hostile;
mod shop_in_folder;
mod shop_in_front;
mod shop_oauth;
mod shop_permissions;
mod shop_plain;
mod shop_rest_route;
mod shop_status;
mod shop_tls;
mod shop_troubles;
mod shop_webhook;
mod signing;
mod support;
