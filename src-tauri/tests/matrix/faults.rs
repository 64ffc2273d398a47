//! The faults, and which of them a call cannot have.

use super::calls::Call;

/// The redirect that leads to a plain address; the others repeat in theirs what was sent.
pub const PLAIN_REDIRECT: u16 = 302;

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The port is closed.
    Refused,
    /// The name leads nowhere.
    NoSuchHost,
    /// The certificate is a stranger's.
    Tls,
    /// Nobody answers the handshake: the request never leaves.
    TimeoutBefore,
    /// The request arrives and is done, and no answer comes.
    TimeoutAfter,
    /// It is done, and the connection is reset instead of an answer.
    ResetFirst,
    /// It is done, and the connection is reset half way through the answer.
    ResetMid,
    /// It is done, and the answer comes a byte a second; as many times faster as limits of time are
    /// over sooner.
    Drip,
    /// The body ends half way, and says that it is whole.
    Truncated,
    /// Every field has another type.
    WrongTypes,
    /// A page instead of an answer.
    Html,
    /// Nothing instead of an answer.
    Empty,
    /// A refusal with this status.
    Status(u16),
    /// 429, with the time to wait.
    SlowDown,
    /// A redirect to another host with this status.
    Redirect(u16),
    /// A body of a hundred megabytes.
    Huge,
    /// A small body that inflates to thirty times what is read.
    Bomb,
    /// Bytes that are no text, in the middle of the answer.
    InvalidUtf8,
    /// From when the call is under way, no file can be written any more.
    DiskFull,
    /// From when the call is under way, another program holds the database.
    DatabaseLocked,
    /// From when the call is under way, the password store is locked.
    KeyringLocked,
    /// From when the call is under way, there is no password store.
    KeyringGone,
    /// From when the call is under way, the password store is there and answers nothing.
    KeyringFrozen,
    /// 429, as a page of a rate limiter in front, without the time to wait.
    LimiterPage,
    /// Every list is an object with numbers for names, and one number is missing.
    Lists,
}

/// Every fault.
pub const FAULTS: [Fault; 34] = [
    Fault::Refused,
    Fault::NoSuchHost,
    Fault::Tls,
    Fault::TimeoutBefore,
    Fault::TimeoutAfter,
    Fault::ResetFirst,
    Fault::ResetMid,
    Fault::Drip,
    Fault::Truncated,
    Fault::WrongTypes,
    Fault::Html,
    Fault::Empty,
    Fault::Status(401),
    Fault::Status(403),
    Fault::Status(409),
    Fault::Status(422),
    Fault::Status(429),
    Fault::SlowDown,
    Fault::Status(500),
    Fault::Status(502),
    Fault::Status(503),
    Fault::Redirect(301),
    Fault::Redirect(302),
    Fault::Redirect(307),
    Fault::Huge,
    Fault::Bomb,
    Fault::InvalidUtf8,
    Fault::DiskFull,
    Fault::DatabaseLocked,
    Fault::KeyringLocked,
    Fault::KeyringGone,
    Fault::KeyringFrozen,
    Fault::LimiterPage,
    Fault::Lists,
];

impl Fault {
    /// As the table and the command line name it.
    pub fn name(self) -> String {
        let name = match self {
            Self::Refused => "refused",
            Self::NoSuchHost => "no such host",
            Self::Tls => "TLS failure",
            Self::TimeoutBefore => "timeout before",
            Self::TimeoutAfter => "timeout after",
            Self::ResetFirst => "reset at first byte",
            Self::ResetMid => "reset mid-body",
            Self::Drip => "a byte a second",
            Self::Truncated => "truncated JSON",
            Self::WrongTypes => "wrong types",
            Self::Lists => "lists as objects",
            Self::Html => "HTML 200",
            Self::Empty => "empty 200",
            Self::Status(status) => return status.to_string(),
            Self::SlowDown => "429 Retry-After",
            Self::Redirect(status) => return format!("{status} elsewhere"),
            Self::Huge => "100 MB",
            Self::Bomb => "gzip bomb",
            Self::InvalidUtf8 => "invalid UTF-8",
            Self::DiskFull => "disk full",
            Self::DatabaseLocked => "database locked",
            Self::KeyringLocked => "keyring locked",
            Self::KeyringGone => "keyring gone",
            Self::KeyringFrozen => "keyring frozen",
            Self::LimiterPage => "429 page",
        };
        name.to_owned()
    }

    /// Whether it is of the connection: it happens before anything is known of the request.
    pub fn is_of_connection(self) -> bool {
        matches!(self, Self::Refused | Self::NoSuchHost | Self::Tls | Self::TimeoutBefore)
    }

    /// Whether it asks the app to slow down.
    pub fn asks_to_wait(self) -> bool {
        matches!(self, Self::Status(429) | Self::SlowDown | Self::LimiterPage)
    }

    /// Whether it is of this computer: the call itself goes well.
    pub fn is_local(self) -> bool {
        matches!(self, Self::DiskFull | Self::DatabaseLocked) || self.is_of_keyring()
    }

    /// Whether it is of the password store.
    pub fn is_of_keyring(self) -> bool {
        matches!(self, Self::KeyringLocked | Self::KeyringGone | Self::KeyringFrozen)
    }

    /// Whether it is the whole process's or the whole session's, so that its cell has both alone.
    pub fn needs_own_process(self) -> bool {
        self == Self::DiskFull || self.is_of_keyring()
    }

    /// Whether the request is done all the same, and only its answer is spoiled.
    pub fn is_done_anyway(self) -> bool {
        matches!(
            self,
            Self::TimeoutAfter
                | Self::ResetFirst
                | Self::ResetMid
                | Self::Drip
                | Self::Truncated
                | Self::WrongTypes
                | Self::Lists
                | Self::Empty
                | Self::Status(502)
                | Self::Huge
                | Self::Bomb
                | Self::InvalidUtf8
        ) || self.is_local()
    }

    /// Whether a limit of time must run out.
    pub fn takes_time(self) -> bool {
        matches!(self, Self::TimeoutBefore | Self::TimeoutAfter | Self::Drip)
    }
}

/// Why there is no such cell, if there is none.
pub fn not_applicable(call: Call, fault: Fault) -> Option<&'static str> {
    match (call, fault) {
        (Call::VaultWrite | Call::VaultRead, fault) if !fault.is_of_keyring() => {
            Some("the password store is asked over the message bus, not over HTTP, and keeps its own files")
        }
        (Call::DatabaseWrite, Fault::DiskFull | Fault::DatabaseLocked) => None,
        (Call::DatabaseWrite, _) => Some("storing a shop is one write to a file of this computer"),
        (Call::Control, fault) if fault.is_local() => {
            Some("it is the question to Meum: what this computer spoils is spoiled at status")
        }
        (Call::LookGateways | Call::Shoppers | Call::FrontPage | Call::WayIn, fault) if fault.is_of_connection() => {
            Some("it opens its connection beside others, before they can be told apart: see look and probe")
        }
        _ => None,
    }
}
