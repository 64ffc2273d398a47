//! The practice notebook: every address and key of the in-app practice pair.
//!
//! Everyone can read these values in the app and in its source. They open nothing but two servers that
//! live inside the app on loopback: they are no secrets, and nobody must use them for anything real.

/// The address of the practice shop. `.example` never resolves on the internet (RFC 2606).
pub const SHOP_ADDRESS: &str = "https://corner-shop.example";
/// The name of the practice shop.
pub const SHOP_NAME: &str = "The Corner Shop";
/// The name of the practice store in Meum.
pub const STORE_NAME: &str = "Corner Shop";

/// Consumer key of an administrator, Read/Write: the one that works.
pub const READ_WRITE_KEY: &str = "ck_0c0a11ce0000000000000000000000000000a001";
/// Consumer secret that belongs to [`READ_WRITE_KEY`].
pub const READ_WRITE_SECRET: &str = "cs_0c0a11ce0000000000000000000000000000b001";
/// Consumer key of an administrator, Read: the most common mistake.
pub const READ_ONLY_KEY: &str = "ck_0c0a11ce0000000000000000000000000000a002";
/// Consumer secret that belongs to [`READ_ONLY_KEY`].
pub const READ_ONLY_SECRET: &str = "cs_0c0a11ce0000000000000000000000000000b002";
/// Consumer key of an administrator, Write.
pub const WRITE_ONLY_KEY: &str = "ck_0c0a11ce0000000000000000000000000000a003";
/// Consumer secret that belongs to [`WRITE_ONLY_KEY`].
pub const WRITE_ONLY_SECRET: &str = "cs_0c0a11ce0000000000000000000000000000b003";
/// Consumer key of a customer, Read/Write: its owner may not manage the shop.
pub const CUSTOMER_KEY: &str = "ck_0c0a11ce0000000000000000000000000000a004";
/// Consumer secret that belongs to [`CUSTOMER_KEY`].
pub const CUSTOMER_SECRET: &str = "cs_0c0a11ce0000000000000000000000000000b004";

/// An administrator of the shop.
pub const ADMINISTRATOR: &str = "corner-admin";
/// Application password of [`ADMINISTRATOR`], as WordPress shows it.
pub const ADMINISTRATOR_PASSWORD: &str = "aPp0 c0rn 3rSh 0pAd m1nA 0001";
/// An editor of the shop, who may not manage it.
pub const EDITOR: &str = "corner-editor";
/// Application password of [`EDITOR`], as WordPress shows it.
pub const EDITOR_PASSWORD: &str = "aPp0 c0rn 3rSh 0pEd 1t0r 0002";

/// User name in front of the shop while the staging password is on.
pub const STAGING_USER: &str = "staging";
/// Password in front of the shop while the staging password is on.
pub const STAGING_PASSWORD: &str = "practice-staging";

/// Meum connection key that works.
pub const CONNECTION_KEY: &str = "sk_live_practice0connection0key0000001";
/// Meum reconnect key that works.
pub const RECONNECT_KEY: &str = "sk_live_practice0reconnect0key00000001";
/// Meum connection key older than 24 hours: 401.
pub const EXPIRED_CONNECTION_KEY: &str = "sk_live_expired00connection0key0000001";
/// Meum developer key: connect answers 403 `INSUFFICIENT_SCOPE`.
pub const DEVELOPER_KEY: &str = "sk_live_develop00developer0key00000001";
/// Meum connection key of another store: connect answers 409 `SITE_ALREADY_CONNECTED`.
pub const OTHER_STORE_KEY: &str = "sk_live_another00store0key000000000001";

/// Where Meum says shoppers pay. It never resolves.
pub const CHECKOUT_ADDRESS: &str = "https://pay.practice-meum.example";
