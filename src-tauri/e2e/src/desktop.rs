//! What a desktop does to a window: asks it to close, gives it the keyboard and takes it away.
//!
//! A journey's screen has no window manager, so this speaks to the X server itself.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, InputFocus, MapState, Window};
use x11rb::rust_connection::RustConnection;

use crate::screen::Screen;
use crate::trouble::{Outcome, Trouble};

/// Asks the window of this process to close, as its ✕ does.
pub(crate) fn ask_to_close(screen: &Screen, process: u32) -> Outcome {
    let desk = Desk::new(screen)?;
    let window = desk.window_of(process)?;
    let (protocols, close) = (desk.atom("WM_PROTOCOLS")?, desk.atom("WM_DELETE_WINDOW")?);
    let message = ClientMessageEvent::new(32, window, protocols, [close, 0, 0, 0, 0]);
    let sent = desk.x.send_event(false, window, EventMask::NO_EVENT, message);
    // Wait for the server's word: it may drop what a client sends right before it disconnects.
    sent.map_err(refused)?.check().map_err(refused)
}

/// Whether this process shows a window.
pub(crate) fn shows(screen: &Screen, process: u32) -> Outcome {
    Desk::new(screen)?.window_of(process).map(drop)
}

/// Gives the window of this process the keyboard, or takes it away.
pub(crate) fn give_keyboard(screen: &Screen, process: u32, give: bool) -> Outcome {
    let desk = Desk::new(screen)?;
    // With the keyboard on the root, the window under the pointer would count as having it.
    let window = if give { desk.window_of(process)? } else { x11rb::NONE };
    let focus = desk.x.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME);
    focus.map_err(refused)?.check().map_err(refused)
}

/// A connection to the X server, and the window that holds all others.
pub(crate) struct Desk {
    pub(crate) x: RustConnection,
    pub(crate) root: Window,
}

impl Desk {
    pub(crate) fn new(screen: &Screen) -> Outcome<Self> {
        let x = screen.connect()?;
        let root = x.setup().roots.first().map(|screen| screen.root);
        let root = root.ok_or_else(|| Trouble::new("the X server has no screen"))?;
        Ok(Self { x, root })
    }

    /// The window that this process shows.
    fn window_of(&self, process: u32) -> Outcome<Window> {
        let owner = self.atom("_NET_WM_PID")?;
        let mut windows = vec![self.root];
        while let Some(window) = windows.pop() {
            if self.number(window, owner) == Some(process) && self.is_shown(window) {
                return Ok(window);
            }
            // A window may close before we ask for its children: then it has none.
            let tree = self.x.query_tree(window).map_err(refused)?.reply();
            windows.extend(tree.map(|tree| tree.children).unwrap_or_default());
        }
        Err(Trouble::new("the app shows no window"))
    }

    fn is_shown(&self, window: Window) -> bool {
        let asked = self.x.get_window_attributes(window);
        let state = asked.ok().and_then(|asked| asked.reply().ok()).map(|found| found.map_state);
        state == Some(MapState::VIEWABLE)
    }

    fn number(&self, window: Window, property: u32) -> Option<u32> {
        let asked = self.x.get_property(false, window, property, AtomEnum::CARDINAL, 0, 1).ok()?;
        asked.reply().ok()?.value32()?.next()
    }

    /// The X server's number for this name.
    pub(crate) fn atom(&self, name: &str) -> Outcome<u32> {
        let asked = self.x.intern_atom(false, name.as_bytes()).map_err(refused)?;
        asked.reply().map(|atom| atom.atom).map_err(refused)
    }
}

pub(crate) fn refused(refusal: impl std::fmt::Display) -> Trouble {
    Trouble::refused("talking to the X server", refusal)
}
