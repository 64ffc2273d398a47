//! The part of a desktop that shows icons of running apps (`StatusNotifierWatcher`), with a person at it. It
//! can end and come back, as it does when a panel crashes.

use super::ground::until;
use super::session::Session;
use std::sync::{Arc, Mutex};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, Proxy, connection, interface};

const NAME: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// A panel that shows icons.
pub struct Icons {
    bus: Connection,
    items: Arc<Mutex<Vec<String>>>,
}

struct Keeper {
    items: Arc<Mutex<Vec<String>>>,
}

#[allow(clippy::unused_self, reason = "a method of a service on the bus has one")]
#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Keeper {
    fn register_status_notifier_item(&self, service: String) {
        self.items.lock().unwrap().push(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.items.lock().unwrap().clone()
    }
}

impl Icons {
    /// A panel on this session's bus.
    pub async fn on(session: &Session) -> Self {
        let items = Arc::<Mutex<Vec<String>>>::default();
        let keeper = Keeper { items: Arc::clone(&items) };
        let builder = connection::Builder::address(session.address()).unwrap();
        let builder = builder.serve_at("/StatusNotifierWatcher", keeper).unwrap().name(NAME).unwrap();
        Self { bus: builder.build().await.unwrap(), items }
    }

    /// The panel crashes.
    pub async fn end(self) {
        self.bus.close().await.unwrap();
    }

    /// Waits for an icon.
    pub async fn icon(&self) -> Icon<'_> {
        until("an icon", async || !self.items.lock().unwrap().is_empty()).await;
        let service = self.items.lock().unwrap().last().unwrap().clone();
        Icon { bus: &self.bus, service }
    }
}

/// An icon that is shown.
pub struct Icon<'a> {
    bus: &'a Connection,
    service: String,
}

impl Icon<'_> {
    async fn proxy(&self, path: &'static str, interface: &'static str) -> Proxy<'_> {
        Proxy::new(self.bus, self.service.clone(), path, interface).await.unwrap()
    }

    /// What it says when a pointer rests on it.
    pub async fn tip(&self) -> String {
        type Tip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
        let tip: OwnedValue = self.proxy("/StatusNotifierItem", ITEM).await.get_property("ToolTip").await.unwrap();
        Tip::try_from(tip).unwrap().3
    }

    /// Its picture in each size: width, height, and four bytes a dot.
    pub async fn pictures(&self) -> Vec<(i32, i32, Vec<u8>)> {
        self.proxy("/StatusNotifierItem", ITEM).await.get_property("IconPixmap").await.unwrap()
    }

    /// A left click.
    pub async fn click(&self) {
        self.proxy("/StatusNotifierItem", ITEM).await.call::<_, _, ()>("Activate", &(0, 0)).await.unwrap();
    }

    /// Its menu: each entry's number and label.
    pub async fn menu(&self) -> Vec<(i32, String)> {
        type Entry = (i32, std::collections::HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let path: OwnedObjectPath = self.proxy("/StatusNotifierItem", ITEM).await.get_property("Menu").await.unwrap();
        assert_eq!(path.as_str(), "/MenuBar");
        let menu = self.proxy("/MenuBar", MENU).await;
        let none: Vec<&str> = Vec::new();
        let (_, root): (u32, Entry) = menu.call("GetLayout", &(0, -1, none)).await.unwrap();
        let entries = root.2.into_iter().map(|entry| Entry::try_from(entry).unwrap());
        let label = |entry: &Entry| entry.1.get("label").and_then(|label| String::try_from(label.clone()).ok());
        entries.filter_map(|entry| label(&entry).map(|label| (entry.0, label))).collect()
    }

    /// Chooses the entry with this label.
    pub async fn choose(&self, label: &str) {
        let menu = self.menu().await;
        let (number, _) = menu.iter().find(|(_, found)| found == label).unwrap_or_else(|| panic!("{menu:?}"));
        let event = (*number, "clicked", Value::from(0), 0_u32);
        // One that quits may not answer.
        let _ = self.proxy("/MenuBar", MENU).await.call::<_, _, ()>("Event", &event).await;
    }
}
