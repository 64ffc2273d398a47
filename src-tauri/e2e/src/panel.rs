//! A desktop's panel (Xfce's), with a place for icons of running apps, and a hand at the mouse.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::MOTION_NOTIFY_EVENT;
use x11rb::protocol::xproto::{BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt as _, ImageFormat};
use x11rb::protocol::xtest::ConnectionExt as _;

use crate::desktop::{Desk, refused};
use crate::screen::Screen;
use crate::trouble::{Outcome, Trouble};

/// The shell words that start the panel and the store of its settings, and wait until apps can show icons.
pub(crate) const START: &str = "for folder in /usr/lib/*/xfce4/xfconf /usr/libexec; do \
        [ -x $folder/xfconfd ] && { $folder/xfconfd >/dev/null 2>&1 & break; }; done; \
    tries=0; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.xfce.Xfconf | grep -q true; \
    do tries=$((tries + 1)); [ $tries -lt 500 ] || exit 1; sleep 0.02; done; \
    xfce4-panel --disable-wm-check >/dev/null 2>&1 & \
    tries=0; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.kde.StatusNotifierWatcher | grep -q true; \
    do tries=$((tries + 1)); [ $tries -lt 1000 ] || exit 1; sleep 0.02; done; ";
/// The shell words that start the panel alone, where its settings' store runs already. Of the one before, the
/// last process may still have the name.
pub(crate) const START_AGAIN: &str = "owned() { dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.kde.StatusNotifierWatcher | grep -q true; }; \
    tries=0; while owned; do tries=$((tries + 1)); [ $tries -lt 1000 ] || exit 1; sleep 0.02; done; \
    xfce4-panel --disable-wm-check >/dev/null 2>&1 & \
    tries=0; until owned; do tries=$((tries + 1)); [ $tries -lt 1000 ] || exit 1; sleep 0.02; done";
/// How far down the panel goes.
const HEIGHT: u16 = 48;
/// How many dots of a colour are an icon, and not an accident.
const ENOUGH: usize = 20;
/// How far a dot may be from its colour: its edges are mixed with the panel's.
const NEAR: u8 = 24;

/// Clicks the middle of what has this colour on the panel.
pub(crate) fn click(screen: &Screen, colour: [u8; 3]) -> Outcome {
    let desk = Desk::new(screen)?;
    let (x, y) = find(&desk, colour)?;
    let down = [(MOTION_NOTIFY_EVENT, 0, x, y), (BUTTON_PRESS_EVENT, 1, x, y), (BUTTON_RELEASE_EVENT, 1, x, y)];
    for (kind, button, x, y) in down {
        let sent = desk.x.xtest_fake_input(kind, button, 0, desk.root, x, y, 0).map_err(refused)?;
        sent.check().map_err(refused)?;
    }
    Ok(())
}

/// The whole screen, as a portable pixmap, for whoever looks for the reason of a failure.
pub(crate) fn picture(screen: &Screen) -> Outcome<Vec<u8>> {
    let desk = Desk::new(screen)?;
    let (width, height) = size(&desk);
    let asked = desk.x.get_image(ImageFormat::Z_PIXMAP, desk.root, 0, 0, width, height, u32::MAX).map_err(refused)?;
    let dots = asked.reply().map_err(refused)?.data;
    let dots = dots.chunks(4).flat_map(|dot| match dot {
        [blue, green, red, _] => [*red, *green, *blue],
        _ => [0; 3],
    });
    Ok(format!("P6 {width} {height} 255\n").into_bytes().into_iter().chain(dots).collect())
}

fn size(desk: &Desk) -> (u16, u16) {
    let first = desk.x.setup().roots.first();
    first.map(|screen| (screen.width_in_pixels, screen.height_in_pixels)).unwrap_or_default()
}

fn find(desk: &Desk, colour: [u8; 3]) -> Outcome<(i16, i16)> {
    let (width, _) = size(desk);
    let asked = desk.x.get_image(ImageFormat::Z_PIXMAP, desk.root, 0, 0, width, HEIGHT, u32::MAX).map_err(refused)?;
    let picture = asked.reply().map_err(refused)?.data;
    let found: Vec<usize> = picture
        .chunks(4)
        .enumerate()
        .filter(|(_, dot)| matches!(dot, [blue, green, red, _] if is_near([*red, *green, *blue], colour)))
        .map(|(place, _)| place)
        .collect();
    if found.len() < ENOUGH {
        return Err(Trouble::new(format!("the panel shows no icon of this colour ({} dots)", found.len())));
    }
    let middle = found.get(found.len() / 2).copied().unwrap_or_default();
    let (x, y) = (middle % usize::from(width), middle / usize::from(width));
    Ok((i16::try_from(x).unwrap_or_default(), i16::try_from(y).unwrap_or_default()))
}

fn is_near(dot: [u8; 3], colour: [u8; 3]) -> bool {
    dot.iter().zip(colour).all(|(one, other)| one.abs_diff(other) <= NEAR)
}
