//! One connection to the desktop's notification service: every call has a deadline.

use super::Spoken;
use super::freedesktop::{APP, ICON, Shown, Shows, USUAL_TIME, fitted};
use connect_core::faculties::Lack;
use std::time::Duration;
use zbus::fdo::DBusProxy;
use zbus::{Connection, MatchRule, MessageStream, message};

/// The service's name on the bus.
pub const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// A service answers in milliseconds; one that the bus has to start first, in a second or two.
const DEADLINE: Duration = Duration::from_secs(5);

/// A connection to the service.
pub struct Service {
    connection: Connection,
    shows: Shows,
    /// What the service tells: a click, or that a notification has gone.
    pub told: MessageStream,
    /// Who has the service's name.
    pub owners: MessageStream,
}

impl Service {
    /// Connects to the bus; whether a service is there, [`Service::look`] finds out.
    ///
    /// # Errors
    /// When there is no bus, or it does not answer.
    pub async fn reach(bus: Option<&str>) -> Result<Self, Lack> {
        let connecting = async {
            let builder = match bus {
                Some(address) => zbus::connection::Builder::address(address)?,
                None => zbus::connection::Builder::session()?,
            };
            let connection = builder.method_timeout(DEADLINE).build().await?;
            let of_service =
                MatchRule::builder().msg_type(message::Type::Signal).interface(NAME)?.sender(NAME)?.build();
            let of_bus = MatchRule::builder()
                .msg_type(message::Type::Signal)
                .interface("org.freedesktop.DBus")?
                .member("NameOwnerChanged")?
                .arg(0, NAME)?
                .build();
            let told = MessageStream::for_match_rule(of_service, &connection, None).await?;
            let owners = MessageStream::for_match_rule(of_bus, &connection, None).await?;
            Ok::<Self, zbus::Error>(Self { connection, shows: Shows::default(), told, owners })
        };
        // A bus that takes the connection and says nothing has no deadline of its own.
        let connected = tokio::time::timeout(DEADLINE, connecting).await.map_err(|_| Lack::Silent)?;
        connected.map_err(|_| Lack::NoProgram)
    }

    /// Asks what the service shows. The bus starts a service that it can start.
    ///
    /// # Errors
    /// Why nothing can be shown.
    pub async fn look(&mut self) -> Result<(), Lack> {
        let answer = self.call("GetCapabilities", &()).await?;
        let capabilities: Vec<String> = answer.body().deserialize().map_err(|_| Lack::Refused)?;
        self.shows = Shows::of(&capabilities);
        Ok(())
    }

    /// The service's name on the bus that no other ever gets; empty while there is none.
    pub async fn owner(&self) -> String {
        let asked = async {
            let owner = DBusProxy::new(&self.connection).await?.get_name_owner(NAME.try_into()?).await?;
            Ok::<String, zbus::Error>(owner.as_str().to_owned())
        };
        asked.await.unwrap_or_default()
    }

    /// Whether the bus would start a service when the next notification comes.
    pub async fn starts_by_itself(&self) -> bool {
        let Ok(bus) = DBusProxy::new(&self.connection).await else { return false };
        let names = bus.list_activatable_names().await.unwrap_or_default();
        names.iter().any(|name| name.as_str() == NAME)
    }

    /// Shows a notification in the place of another one; its number, for the next.
    ///
    /// # Errors
    /// Why it is not shown.
    pub async fn show(&self, spoken: &Spoken, instead_of: u32) -> Result<u32, Lack> {
        let Shown { summary, body, actions, hints } = fitted(spoken, self.shows);
        let call = (APP, instead_of, ICON, summary, body, actions, hints, USUAL_TIME);
        self.call("Notify", &call).await?.body().deserialize().map_err(|_| Lack::Refused)
    }

    /// Takes a notification off the desktop. One that is not there is gone already.
    pub async fn close(&self, number: u32) {
        let _ = self.call("CloseNotification", &number).await;
    }

    async fn call<B>(&self, method: &str, body: &B) -> Result<zbus::Message, Lack>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        self.connection.call_method(Some(NAME), PATH, Some(NAME), method, body).await.map_err(|error| lack(&error))
    }
}

/// What a failed call says about the service.
fn lack(error: &zbus::Error) -> Lack {
    match error {
        zbus::Error::MethodError(name, _, _) => of_name(name.as_str()),
        zbus::Error::FDO(error) => of_name(zbus::DBusError::name(&**error).as_str()),
        zbus::Error::InputOutput(error) if error.kind() == std::io::ErrorKind::TimedOut => Lack::Silent,
        zbus::Error::InputOutput(_) | zbus::Error::Address(_) | zbus::Error::Handshake(_) => Lack::NoProgram,
        _ => Lack::Refused,
    }
}

/// The bus itself answers for a service that is not there, cannot be started, or has just ended.
fn of_name(name: &str) -> Lack {
    let of_bus = name.strip_prefix("org.freedesktop.DBus.Error.").unwrap_or_default();
    match of_bus {
        "Timeout" | "TimedOut" => Lack::Silent,
        "ServiceUnknown" | "NameHasNoOwner" | "NoReply" | "Disconnected" | "NoServer" => Lack::NoProgram,
        name if name.starts_with("Spawn") => Lack::NoProgram,
        _ => Lack::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_bus_says_for_a_service_is_told_from_what_it_says_itself() {
        let cases = [
            ("org.freedesktop.DBus.Error.ServiceUnknown", Lack::NoProgram),
            ("org.freedesktop.DBus.Error.Spawn.ChildExited", Lack::NoProgram),
            ("org.freedesktop.DBus.Error.NoReply", Lack::NoProgram),
            ("org.freedesktop.DBus.Error.Timeout", Lack::Silent),
            ("org.freedesktop.DBus.Error.AccessDenied", Lack::Refused),
            ("org.freedesktop.Notifications.MaxNotificationsExceeded", Lack::Refused),
        ];
        for (name, expected) in cases {
            assert_eq!(of_name(name), expected, "{name}");
        }
    }
}
