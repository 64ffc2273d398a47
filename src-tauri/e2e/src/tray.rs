//! What happens at the icon beside the clock without the mouse: its menu, and a panel that ends and comes back.

use std::collections::HashMap;
use std::process::{Command, Stdio};

use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, Proxy};

use crate::app::{App, here};
use crate::panel;
use crate::processes;
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;

const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// An entry of a menu: its number, what it says of itself, and the entries below it.
type Entry = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl App<'_> {
    /// Chooses this entry in the icon's menu, as a panel does when it is clicked. Works with and without a
    /// window.
    #[track_caller]
    pub fn choose_at_icon(&self, label: &str) -> impl Future<Output = Outcome> {
        let label = label.to_owned();
        self.at(
            here(),
            until(async move || {
                let bus = self.bus().await?;
                let icon = self.icon(&bus).await?;
                let menu = Proxy::new(&bus, icon, "/MenuBar", MENU).await.map_err(refused)?;
                let number = entry(&menu, &label).await?;
                let click = (number, "clicked", Value::from(0), 0_u32);
                // One that quits may not answer.
                let _ = menu.call::<_, _, ()>("Event", &click).await;
                Ok(())
            }),
        )
    }

    /// All that the icon says: what a pointer that rests on it shows, and its menu.
    pub async fn said_at_icon(&self) -> Outcome<String> {
        until(async || {
            let bus = self.bus().await?;
            let icon = self.icon(&bus).await?;
            let face = Proxy::new(&bus, icon.clone(), "/StatusNotifierItem", ITEM).await.map_err(refused)?;
            let tip: OwnedValue = face.get_property("ToolTip").await.map_err(refused)?;
            let menu = Proxy::new(&bus, icon, "/MenuBar", MENU).await.map_err(refused)?;
            Ok(format!("{tip:?}\n{:?}", layout(&menu).await?))
        })
        .await
    }

    /// Ends the desktop's panel as a crash does. The profile must have a [panel](crate::Profile::with_panel).
    pub fn panel_crashes(&self) -> Outcome {
        let mut marked = processes::marked(self.profile.home());
        marked.retain(|process| process.program.ends_with("xfce4-panel"));
        if marked.is_empty() {
            return Err(Trouble::new("there is no panel"));
        }
        processes::kill(&marked);
        Ok(())
    }

    /// Starts the desktop's panel again, and waits until it takes icons.
    pub fn panel_starts(&self) -> Outcome {
        let surroundings = self.surroundings()?;
        let started = Command::new("sh")
            .args(["-c", panel::START_AGAIN])
            .env_clear()
            .envs(surroundings.iter().filter_map(|line| line.split_once('=')))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|refusal| Trouble::refused("starting the panel again", refusal))?;
        if started.success() { Ok(()) } else { Err(Trouble::new("the panel did not come back")) }
    }

    /// The session's message bus.
    async fn bus(&self) -> Outcome<Connection> {
        let builder = zbus::connection::Builder::address(self.bus_address()?.as_str()).map_err(refused)?;
        builder.build().await.map_err(refused)
    }

    /// Where that bus is.
    pub(crate) fn bus_address(&self) -> Outcome<String> {
        let surroundings = self.surroundings()?;
        let address = surroundings.iter().find_map(|line| line.strip_prefix("DBUS_SESSION_BUS_ADDRESS="));
        address.map(str::to_owned).ok_or_else(|| Trouble::new("the app has no message bus"))
    }

    /// The bus's name of the icon that the running process shows.
    async fn icon(&self, bus: &Connection) -> Outcome<String> {
        let running = self.driver.app().or_else(|| self.driver.watch());
        let id = running.ok_or_else(|| Trouble::new("neither a window nor a watch runs"))?.id;
        let begin = format!("{ITEM}-{id}-");
        let names = zbus::fdo::DBusProxy::new(bus).await.map_err(refused)?.list_names().await.map_err(refused)?;
        let name = names.iter().find(|name| name.as_str().starts_with(&begin));
        name.map(|name| name.as_str().to_owned()).ok_or_else(|| Trouble::new("there is no icon"))
    }

    /// The environment of the window's process, or of the watch.
    pub(crate) fn surroundings(&self) -> Outcome<Vec<String>> {
        let running = self.driver.app().or_else(|| self.driver.watch());
        let running = running.ok_or_else(|| Trouble::new("neither a window nor a watch runs"))?;
        Ok(processes::environment(running.id))
    }
}

async fn layout(menu: &Proxy<'_>) -> Outcome<Vec<OwnedValue>> {
    let none: Vec<&str> = Vec::new();
    let (_, root): (u32, Entry) = menu.call("GetLayout", &(0, -1, none)).await.map_err(refused)?;
    Ok(root.2)
}

/// The number of the entry with this label.
async fn entry(menu: &Proxy<'_>, wanted: &str) -> Outcome<i32> {
    let mut labels = Vec::new();
    for entry in layout(menu).await? {
        let (number, says, _) = Entry::try_from(entry).map_err(refused)?;
        let label = says.get("label").and_then(|label| String::try_from(label.clone()).ok()).unwrap_or_default();
        if label == wanted {
            return Ok(number);
        }
        labels.push(label);
    }
    Err(Trouble::new(format!("the menu has no “{wanted}” but {labels:?}")))
}

fn refused(refusal: impl std::fmt::Display) -> Trouble {
    Trouble::refused("talking to the icon", refusal)
}
