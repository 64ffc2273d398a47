//! A watch without a window that somebody kills: the next window says so once, and that is in the report.

use crate::harness::night::Night;
use connect_core::last_time::WatchEnded;
use meum_connect::aftermath::{Mark, Part, of_last_time};

/// What the next window learns of the last time.
fn learns(night: &Night) -> (bool, bool) {
    let mark = Mark::take(&night.folder(), Part::Window).expect("no window is open");
    let last = of_last_time(&night.folder(), Some(&mark));
    mark.give_back();
    if let WatchEnded::About(at) = last.watch_ended {
        let ago = meum_connect::perform::now().since(at);
        assert!(ago.0 < 600_000, "it was killed {ago:?} ago");
    }
    (last.watch_ended != WatchEnded::Not, last.crashed.is_some())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watch_that_is_killed_is_known_at_the_next_start_and_one_that_ends_well_is_not() {
    let night = Night::falls().await;
    assert_eq!(learns(&night), (false, false), "there was none");
    let watch = night.watching().await;
    assert_eq!(learns(&night), (false, false), "it runs");
    // SIGKILL: it has no last words.
    watch.kill();
    assert_eq!(learns(&night), (true, false), "it was killed, and nothing has crashed");
    assert_eq!(learns(&night), (false, false), "that is told once");
    let watch = night.watching().await;
    watch.signal("TERM");
    watch.ends().await;
    assert_eq!(learns(&night), (false, false), "it was asked to end");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_killed_is_known_whatever_watches_in_between() {
    let night = Night::falls().await;
    night.watching().await.kill();
    let watch = night.watching().await;
    watch.signal("TERM");
    watch.ends().await;
    assert_eq!(learns(&night), (true, false), "nobody has been told of the first");
}
