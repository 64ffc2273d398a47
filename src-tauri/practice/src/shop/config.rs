//! What a practice shop is: its address, its versions, its plugin and its keys.
//!
//! It refuses to hold anything that changes while the shop runs; `ShopState` does.

use url::Url;

use crate::notebook;

/// What a practice shop is when it starts.
#[derive(Debug, Clone)]
pub struct ShopConfig {
    /// The home address, `https`. With a folder in it, WordPress lives in that folder. Port 0 stands for the
    /// real port.
    pub home: Url,
    /// The name of the shop, plain text.
    pub name: String,
    /// Such as `6.9.7`.
    pub wordpress_version: String,
    /// Such as `10.0.2`. From `11.1` on, WooCommerce looks for keys in `?rest_route=` addresses too.
    pub woocommerce_version: String,
    /// The language of its administration, as WordPress writes it.
    pub language: String,
    /// Whether the WooCommerce plugin is switched on.
    pub woocommerce_active: bool,
    /// The Meum plugin.
    pub plugin: PluginState,
    /// The REST keys that the shop knows.
    pub keys: Vec<ShopKey>,
    /// The application passwords that WordPress knows.
    pub passwords: Vec<AppPassword>,
    /// WordPress's `timezone_string`, such as `Europe/Lisbon`; may be empty.
    pub timezone: String,
}

impl ShopConfig {
    /// The corner shop of the notebook: everything current, the plugin active and not yet set up.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "the address is a constant of this crate, and a test parses it"
    )]
    pub fn practice() -> Self {
        Self {
            home: Url::parse(notebook::SHOP_ADDRESS).expect("the notebook's address is a URL"),
            name: notebook::SHOP_NAME.to_owned(),
            wordpress_version: "6.9.7".to_owned(),
            woocommerce_version: "10.0.2".to_owned(),
            language: "en_US".to_owned(),
            woocommerce_active: true,
            plugin: PluginState::Active { version: "1.2.0".to_owned(), settings: true, enabled: false },
            keys: practice_keys(),
            passwords: practice_passwords(),
            timezone: "Europe/Lisbon".to_owned(),
        }
    }
}

/// The four keys of the notebook, each with the fault it teaches.
fn practice_keys() -> Vec<ShopKey> {
    use {Owner::Administrator, Permission::ReadWrite};
    let key = |key: &str, secret: &str, permission, owner| ShopKey {
        consumer_key: key.to_owned(),
        consumer_secret: secret.to_owned(),
        permission,
        owner,
        revoked: false,
    };
    vec![
        key(notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET, ReadWrite, Administrator),
        key(notebook::READ_ONLY_KEY, notebook::READ_ONLY_SECRET, Permission::Read, Administrator),
        key(notebook::WRITE_ONLY_KEY, notebook::WRITE_ONLY_SECRET, Permission::Write, Administrator),
        key(notebook::CUSTOMER_KEY, notebook::CUSTOMER_SECRET, ReadWrite, Owner::Customer),
    ]
}

/// The two application passwords of the notebook.
fn practice_passwords() -> Vec<AppPassword> {
    let of = |user: &str, password: &str, owner| AppPassword {
        user: user.to_owned(),
        password: password.to_owned(),
        owner,
        revoked: false,
        name: String::new(),
    };
    vec![
        of(notebook::ADMINISTRATOR, notebook::ADMINISTRATOR_PASSWORD, Owner::Administrator),
        of(notebook::EDITOR, notebook::EDITOR_PASSWORD, Owner::Editor),
    ]
}

/// The Meum plugin in the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PluginState {
    /// Not installed.
    Absent,
    /// Installed, switched off.
    Inactive,
    /// Switched on.
    Active {
        /// Such as `1.2.0`.
        version: String,
        /// Whether its gateway shows settings for the key and the webhook secret.
        settings: bool,
        /// Whether its gateway is offered at checkout when the shop starts.
        enabled: bool,
    },
}

/// A WooCommerce REST key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopKey {
    /// `ck_` and 40 lower-case hexadecimal digits.
    pub consumer_key: String,
    /// `cs_` and 40 lower-case hexadecimal digits.
    pub consumer_secret: String,
    /// What the key may do.
    pub permission: Permission,
    /// Whom the key acts for.
    pub owner: Owner,
    /// A revoked key is as good as unknown.
    pub revoked: bool,
}

/// An application password of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppPassword {
    /// The user's name.
    pub user: String,
    /// 24 letters and digits, with spaces or without.
    pub password: String,
    /// The user's role.
    pub owner: Owner,
    /// A revoked one is as good as wrong.
    pub revoked: bool,
    /// What the app is called that it was made for.
    pub name: String,
}

impl AppPassword {
    /// By what WordPress lists it: made of its letters here, which says nothing of them.
    pub(crate) fn uuid(&self) -> String {
        // FNV-1a, twice.
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        let of = |seed: u64| self.user.bytes().chain(self.password.bytes()).fold(seed, mix);
        let (one, two) = (of(0xcbf2_9ce4_8422_2325), of(0x9e37_79b9_7f4a_7c15));
        let digits = format!("{one:016x}{two:016x}");
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
    }
}

/// What a key may do; WooCommerce's form calls it *Permissions*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Look only.
    Read,
    /// Change only.
    Write,
    /// Both.
    ReadWrite,
}

impl Permission {
    /// As WooCommerce's list of keys names it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Write => "Write",
            Self::ReadWrite => "Read/Write",
        }
    }
}

/// The role of a key's owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// May do everything.
    Administrator,
    /// May manage the shop.
    ShopManager,
    /// May not manage the shop.
    Editor,
    /// May not manage the shop.
    Customer,
}

impl Owner {
    /// Whether the role has WooCommerce's `manage_woocommerce`.
    pub(crate) fn may_manage(self) -> bool {
        match self {
            Self::Administrator | Self::ShopManager => true,
            Self::Editor | Self::Customer => false,
        }
    }

    /// As WordPress names the role.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::ShopManager => "Shop manager",
            Self::Editor => "Editor",
            Self::Customer => "Customer",
        }
    }
}
