//! What a code of a report means, in the words of the screen that it was taken of.

use super::code::Code;
use super::facts::Snapshot;
use super::said::Said;
use crate::message::{Arg, Args, Message, Slot, short};
use crate::words::keys;

/// Names, addresses and times that the code has no room for, and without which a sentence would have a hole.
const ON_SCREEN: [Slot; 8] =
    [Slot::Other, Slot::Instead, Slot::Sent, Slot::Setting, Slot::Key, Slot::Wait, Slot::Off, Slot::Moment];

impl Snapshot {
    /// What a code is called, what it means, and what comes next, as on the screen; `None` for a code that this app
    /// does not know, and for a text that it does not know. What the report does not hold is said to be on the screen.
    pub fn says(&self, code: Code) -> Option<[Option<Message>; 3]> {
        let said = self.said.iter().find(|said| said.code == code);
        let args = said.and_then(|said| said.args.clone()).unwrap_or_else(|| self.held());
        let Said { texts, .. } = said.cloned().or_else(|| Some(Said::usual(code.kind()?)))?;
        Some(texts.map(|text| text.map(|key| Message { key, args: args.clone() })))
    }

    /// What a report holds of what fills the sentences.
    fn held(&self) -> Args {
        let elsewhere = ON_SCREEN.into_iter().map(|slot| (slot, Arg::Message(keys::READ_ON_SCREEN.alone())));
        let host = |home: &String| short(home).split('/').next().unwrap_or_default().to_owned();
        let store = self.home.as_ref().map(|home| (Slot::Store, Arg::Text(host(home))));
        elsewhere.chain(store).collect()
    }
}
