//! Notifications where the system itself shows them (Windows, macOS). There they cannot be taken back, and
//! none takes another one's place.

use super::Order;
use connect_core::event::Event;
use connect_core::faculties::{Ability, Faculty, Lack};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

/// The name of the app, as people read it.
const APP: &str = "Meum Connect";

/// Runs until the app wants no more.
pub async fn run(mut orders: UnboundedReceiver<Order>, events: UnboundedSender<Event>) {
    tell(&events, Ability::Yes);
    while let Some(order) = orders.recv().await {
        let Order::Show(spoken) = order else { continue };
        let showing = tokio::task::spawn_blocking(move || {
            let mut notification = notify_rust::Notification::new();
            notification.appname(APP).summary(&spoken.title).body(&spoken.body).show().is_ok()
        });
        let shown = showing.await.unwrap_or_default();
        tell(&events, if shown { Ability::Yes } else { Ability::No(Lack::Refused) });
    }
}

fn tell(events: &UnboundedSender<Event>, ability: Ability) {
    // An app that has ended needs no events.
    let _ = events.send(Event::DesktopCan(Faculty::Notifications, ability));
}
