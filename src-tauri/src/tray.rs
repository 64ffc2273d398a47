//! The icon beside the clock, where the desktop has a place for it (`StatusNotifierItem`). Its shape shows
//! the worst state of the watched shops; its menu has the shops, and what can be asked of the watch.
//!
//! The desktop's part may end and come back: the icon registers again. Where there is none, nothing is
//! shown, and everything else goes on.

mod host;
pub mod icon;

pub use host::{bus_ends, follow};

use crate::headless::say_as;
use connect_core::message::Message;
use connect_core::record::ShopId;
use connect_core::view::{TrayView, View};
use connect_core::words::keys;
use icon::Mark;
use ksni::menu::StandardItem;
use ksni::{Handle, Icon, MenuItem, OfflineReason, ToolTip, TrayMethods};
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch::Receiver;

/// Longer names make a menu as wide as the screen.
const LONGEST: usize = 80;
/// What the app is called, which no language translates.
const NAME: &str = "Meum Connect";

/// What is asked at the icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// The window, with this shop in it, or as it was.
    Open(Option<ShopId>),
    /// Ask everything now.
    CheckNow,
    /// End the app, the watch included.
    Quit,
}

/// Shows the icon as the views say, until the driver is gone. Without a message bus there is none.
pub async fn show(mut views: Receiver<Arc<View>>, presses: UnboundedSender<Press>) {
    let mut icon: Option<Shown> = None;
    loop {
        let wanted = views.borrow_and_update().tray.clone();
        icon = match (icon, wanted) {
            (None, Some(wanted)) => Shown::begin(wanted, presses.clone()).await,
            (Some(icon), Some(wanted)) => icon.say(wanted).await,
            (Some(icon), None) => icon.end().await,
            (None, None) => None,
        };
        if views.changed().await.is_err() {
            break;
        }
    }
    if let Some(icon) = icon {
        icon.end().await;
    }
}

/// The icon, and what it says.
struct Shown {
    handle: Handle<Face>,
    says: TrayView,
}

impl Shown {
    async fn begin(says: TrayView, presses: UnboundedSender<Press>) -> Option<Self> {
        let face = Face { shows: says.clone(), presses };
        match face.assume_sni_available(true).spawn().await {
            Ok(handle) => Some(Self { handle, says }),
            Err(error) => {
                tracing::warn!(%error, "There is no icon beside the clock");
                None
            }
        }
    }

    /// Redraws the icon, if it says something else.
    async fn say(self, says: TrayView) -> Option<Self> {
        if says == self.says {
            return Some(self);
        }
        let next = says.clone();
        let drawn = self.handle.update(|face| face.shows = next).await;
        drawn.map(|()| Self { says, ..self })
    }

    async fn end(self) -> Option<Self> {
        self.handle.shutdown().await;
        None
    }
}

/// The icon as the desktop asks for it.
struct Face {
    shows: TrayView,
    presses: UnboundedSender<Press>,
}

impl Face {
    fn say(&self, message: &Message) -> String {
        say_as(message, self.shows.language)
    }

    fn press(&self, press: Press) {
        // An app that ends takes no more.
        let _ = self.presses.send(press);
    }

    fn item(label: &str, press: Press) -> MenuItem<Self> {
        let item = StandardItem {
            label: shortened(label),
            activate: Box::new(move |face: &mut Self| face.press(press.clone())),
            ..StandardItem::default()
        };
        item.into()
    }
}

impl ksni::Tray for Face {
    fn id(&self) -> String {
        crate::adapters::vault::SERVICE.to_owned()
    }

    fn title(&self) -> String {
        NAME.to_owned()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        let mark = Mark::of(self.shows.worst);
        let drawn = icon::SIZES.iter().map(|&size| (size, icon::drawn(mark, size)));
        drawn.map(|(size, data)| Icon { width: i32::from(size), height: i32::from(size), data }).collect()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: NAME.to_owned(), description: markup(&self.say(&self.shows.says)), ..ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.press(Press::Open(None));
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let shops = self.shows.shops.iter();
        let mut menu: Vec<MenuItem<Self>> =
            shops.map(|shop| Self::item(&self.say(&shop.says), Press::Open(Some(shop.id.clone())))).collect();
        menu.extend(self.shows.more.iter().map(|more| Self::item(&self.say(more), Press::Open(None))));
        if !menu.is_empty() {
            menu.push(MenuItem::Separator);
        }
        menu.push(Self::item(&self.say(&keys::TRAY_CHECK_NOW.alone()), Press::CheckNow));
        menu.push(Self::item(&self.say(&keys::TRAY_OPEN.alone()), Press::Open(None)));
        menu.push(Self::item(&self.say(&keys::TRAY_QUIT.alone()), Press::Quit));
        menu
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::info!(?reason, "The desktop shows no icons now");
        true
    }
}

/// A label as a menu takes it: not too long, and with no underscore taken for a key to press.
fn shortened(label: &str) -> String {
    let short: String = label.chars().take(LONGEST).collect();
    let cut = if short.len() < label.len() { "…" } else { "" };
    format!("{short}{cut}").replace('_', "__")
}

/// A text where some desktops read markup: a shop's name is not theirs to read.
fn markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_neither_presses_keys_nor_widens_the_menu_nor_writes_markup() {
        let long = "x".repeat(100);
        let cases = [("a_shop", "a__shop".to_owned()), (long.as_str(), format!("{}…", "x".repeat(LONGEST)))];
        for (label, expected) in cases {
            assert_eq!(shortened(label), expected);
        }
        assert_eq!(markup("<b>A & B</b>"), "&lt;b&gt;A &amp; B&lt;/b&gt;");
    }
}
