//! The calls of the path: where the app stands before each, how it is recognised on the wire, and
//! which answer comes before it.

use super::wire::Heard;

/// Where the shop is: a name that is nobody's, and not one of a local network.
pub const SHOP: &str = "shop.example";
/// Where Meum is.
pub const MEUM: &str = "meum.test";
/// Where a redirect leads; whoever sends a key there has lost it.
pub const ELSEWHERE: &str = "elsewhere.test";

/// A call of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// Finding the shop: everything that is asked for it.
    Index,
    /// Checking the keys: may they read?
    Probe,
    /// Checking the keys: may they write?
    WriteProbe,
    /// Asking Meum before connecting whether there is a connection.
    StatusBefore,
    /// Connecting.
    Connect,
    /// The panel's question to Meum.
    Status,
    /// The panel's look at the shop.
    Look,
    /// The panel's look at the address for payment updates, as a guest.
    WayIn,
    /// Checking the keys: the look at the shop page beside it, as a shopper.
    Shoppers,
    /// Which payment methods are switched on: a question of the look's that may fail.
    LookGateways,
    /// The panel's look at the shop page as a shopper, where shoppers did not get in before.
    FrontPage,
    /// The question to Meum that comes by itself once the computer has woken.
    StatusAwake,
    /// The question to Meum while nobody answers at the shop: it tells whether this computer is offline.
    Control,
    /// Handing over: finding Meum's gateway.
    GatewayRead,
    /// Handing over: is this still the shop that was connected?
    HomeCheck,
    /// Handing over: learning the gateway's settings.
    SettingsRead,
    /// Handing over: writing them.
    GatewayWrite,
    /// Handing over: reading them back.
    ReadBack,
    /// Ending the connection.
    Disconnect,
    /// Putting a secret into the password store.
    VaultWrite,
    /// Taking one out of it.
    VaultRead,
    /// Storing a shop.
    DatabaseWrite,
    /// Forgetting: which application password is this?
    Introspect,
    /// Forgetting: deleting it.
    DeletePassword,
    /// Switching the plugin on: is it there and off?
    PluginList,
    /// Switching it on.
    PluginOn,
}

/// The calls that only an application password makes.
pub const APPROVED: [Call; 4] = [Call::Introspect, Call::DeletePassword, Call::PluginList, Call::PluginOn];

/// Where the app stands before a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// At the address field.
    Address,
    /// At the WooCommerce keys.
    Keys,
    /// At the Meum key.
    MeumKey,
    /// At the press of *Connect*.
    Review,
    /// At the hand-over.
    HandOver,
    /// At the panel, and all is well.
    Panel,
}

/// Every call, in the order of the path.
pub const CALLS: [Call; 22] = [
    Call::Index,
    Call::Probe,
    Call::WriteProbe,
    Call::StatusBefore,
    Call::Connect,
    Call::Status,
    Call::Look,
    Call::WayIn,
    Call::Shoppers,
    Call::LookGateways,
    Call::FrontPage,
    Call::StatusAwake,
    Call::Control,
    Call::GatewayRead,
    Call::SettingsRead,
    Call::HomeCheck,
    Call::GatewayWrite,
    Call::ReadBack,
    Call::Disconnect,
    Call::VaultWrite,
    Call::VaultRead,
    Call::DatabaseWrite,
];

impl Call {
    /// As the table and the command line name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Probe => "probe",
            Self::WriteProbe => "write probe",
            Self::StatusBefore => "status before",
            Self::Connect => "connect",
            Self::Status => "status",
            Self::Look => "look",
            Self::WayIn => "way in",
            Self::Shoppers => "shoppers",
            Self::LookGateways => "look at gateways",
            Self::FrontPage => "front page",
            Self::StatusAwake => "status after waking",
            Self::Control => "control",
            Self::GatewayRead => "gateway read",
            Self::HomeCheck => "home check",
            Self::SettingsRead => "settings read",
            Self::GatewayWrite => "gateway write",
            Self::ReadBack => "gateway read back",
            Self::Disconnect => "disconnect",
            Self::VaultWrite => "vault write",
            Self::VaultRead => "vault read",
            Self::DatabaseWrite => "database write",
            Self::Introspect => "which password",
            Self::DeletePassword => "delete password",
            Self::PluginList => "plugin list",
            Self::PluginOn => "plugin on",
        }
    }

    /// The host it goes to; none for a call that stays on this computer.
    pub fn host(self) -> Option<&'static str> {
        match self {
            Self::StatusBefore
            | Self::Connect
            | Self::Status
            | Self::StatusAwake
            | Self::Control
            | Self::Disconnect => Some(MEUM),
            Self::VaultWrite | Self::VaultRead | Self::DatabaseWrite => None,
            _ => Some(SHOP),
        }
    }

    /// Where the app stands before it.
    pub fn stage(self) -> Stage {
        match self {
            Self::Index => Stage::Address,
            Self::Probe | Self::WriteProbe | Self::Shoppers => Stage::Keys,
            Self::VaultWrite => Stage::MeumKey,
            Self::StatusBefore | Self::Connect | Self::DatabaseWrite => Stage::Review,
            Self::GatewayRead
            | Self::HomeCheck
            | Self::SettingsRead
            | Self::GatewayWrite
            | Self::ReadBack
            | Self::VaultRead => Stage::HandOver,
            Self::Status
            | Self::Look
            | Self::WayIn
            | Self::LookGateways
            | Self::FrontPage
            | Self::StatusAwake
            | Self::Control
            | Self::Introspect
            | Self::DeletePassword
            | Self::PluginList
            | Self::PluginOn
            | Self::Disconnect => Stage::Panel,
        }
    }

    /// Whether this is the call, once it is waited for.
    pub fn is(self, heard: &Heard) -> bool {
        if Some(heard.host.as_str()) != self.host() {
            return false;
        }
        let (asked, sent) = (heard.method == "GET", heard.method == "POST");
        let path = heard.path();
        match self {
            Self::Index => true,
            Self::Probe | Self::Look | Self::HomeCheck => heard.target.contains("system_status"),
            Self::WayIn => path.ends_with("/meum/v1/webhook"),
            Self::Shoppers | Self::FrontPage => path.ends_with("/shop/"),
            Self::WriteProbe => path.ends_with("meum-connect-permission-check"),
            Self::StatusBefore | Self::Status | Self::StatusAwake | Self::Control => path.ends_with("/status"),
            Self::Connect => path.ends_with("/connect"),
            Self::Disconnect => path.ends_with("/disconnect"),
            Self::LookGateways | Self::GatewayRead => asked && path.ends_with("/payment_gateways"),
            Self::GatewayWrite => {
                sent && path.contains("/payment_gateways/") && !path.ends_with("meum-connect-permission-check")
            }
            Self::SettingsRead => asked && path.contains("/payment_gateways/") && !heard.target.contains(".value"),
            Self::ReadBack => asked && path.contains("/payment_gateways/") && heard.target.contains(".value"),
            Self::Introspect => path.ends_with("/application-passwords/introspect"),
            Self::DeletePassword => heard.method == "DELETE",
            Self::PluginList => asked && path.ends_with("/wp/v2/plugins"),
            Self::PluginOn => path.contains("/wp/v2/plugins/"),
            Self::VaultWrite | Self::VaultRead | Self::DatabaseWrite => false,
        }
    }

    /// How many requests leave at once, this one among them: the panel asks Meum once and the shop
    /// twice, and each reads its own secrets first.
    pub fn company(self) -> usize {
        if self.is_of_watch() { 3 } else { 1 }
    }

    /// Whether the watch over a connected shop makes it.
    pub fn is_of_watch(self) -> bool {
        matches!(
            self,
            Self::Status
                | Self::Look
                | Self::WayIn
                | Self::LookGateways
                | Self::FrontPage
                | Self::StatusAwake
                | Self::Control
        )
    }

    /// The call to the same host whose answer must have come before a connection is this one's.
    pub fn after(self) -> Option<Self> {
        match self {
            Self::WriteProbe => Some(Self::Probe),
            Self::Connect => Some(Self::StatusBefore),
            Self::SettingsRead | Self::GatewayWrite => Some(Self::GatewayRead),
            Self::HomeCheck => Some(Self::SettingsRead),
            Self::ReadBack => Some(Self::GatewayWrite),
            Self::DeletePassword => Some(Self::Introspect),
            Self::PluginOn => Some(Self::PluginList),
            _ => None,
        }
    }
}
