//! The press that looks first, and starts: with what the app stored before it was closed, and with notes of the test's own.

use super::{Story, about, sight};
use connect_core::app::App;
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::observed::Observed;
use connect_core::record::ShopRecord;
use connect_core::time::Span;
use connect_core::work::Work;

impl Story {
    /// Presses *Connect*; the shop, if it is looked at first, is where it was.
    pub fn presses_once(&mut self) -> &mut Self {
        self.asks(Intent::Connect { replace: false });
        let looks = self.app.current().and_then(|shop| shop.doing.as_ref());
        let looks = looks.is_some_and(|doing| doing.work == Work::LookingBeforeConnecting);
        if looks {
            let ticket = self.ticket();
            self.happens(Event::ShopSeen { ticket, result: Ok(Box::new(sight())) });
        }
        self
    }

    pub fn restarted(self) -> Self {
        self.restarted_after(Span::seconds(60))
    }

    /// A start so long after the app was closed, with all that it stored.
    pub fn restarted_after(self, closed: Span) -> Self {
        let shop = self.app.current().unwrap();
        let (record, observed) = (shop.record.clone(), shop.observed.clone());
        let mut story = Self { now: self.now.after(closed), ..Self::starting() };
        story.loads_both(record, observed);
        story
    }

    /// A start with these notes of the shop, and what was observed of it.
    pub fn loads(&mut self, record: ShopRecord) -> &mut Self {
        let observed = self.app.current().map(|shop| shop.observed.clone()).unwrap_or_default();
        self.loads_both(record, observed)
    }

    fn loads_both(&mut self, record: ShopRecord, observed: Observed) -> &mut Self {
        let mut loaded = Loaded::default();
        loaded.settings.current = Some(record.id.clone());
        loaded.observed.insert(record.id.clone(), observed);
        loaded.shops.push(record);
        (self.app, self.effects) = App::new(about());
        self.happens(Event::Loaded(Ok(Box::new(loaded))))
    }
}
