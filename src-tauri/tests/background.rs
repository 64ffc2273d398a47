//! The watch without a window, as the process it is: on a computer without a screen, with the real message
//! bus and password store. The place of the app and the lock of the notes go from one process to the other:
//! never two of them write, and if one dies on the way, the other goes on.

use crate::harness::PAUSE;
use crate::harness::ground::until;
use crate::harness::icons::Icons;
use crate::harness::night::Night;

#[tokio::test(flavor = "multi_thread")]
async fn it_watches_where_there_is_no_screen_and_makes_room_for_a_window() {
    let night = Night::falls().await;
    let (stored, asked) = (night.stored(), night.asked());
    let watch = night.watching().await;
    assert_eq!(night.asked(), asked, "the window had asked just before: nothing is asked twice");
    let mapped = watch.mapped();
    for heavy in ["libwebkit", "libjavascriptcore", "libgtk", "libgdk"] {
        assert!(!mapped.contains(heavy), "{heavy}: most of the memory that it would cost");
    }
    let seat = night.window_starts().await;
    assert!(night.opens_notes().await, "the notes are free for the window");
    seat.take(|| true, drop);
    watch.ends().await;
    assert_eq!(night.stored(), stored);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_dies_on_the_way_leaves_the_watch_where_it_was() {
    let night = Night::falls().await;
    let stored = night.stored();
    let mut watch = night.watching().await;
    for times in 1..=2 {
        drop(night.window_starts().await);
        until("it notices", async || night.said().matches("did not take it").count() == times).await;
        night.until_watched().await;
        assert!(watch.runs());
    }
    assert_eq!(night.stored(), stored);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_closes_is_relieved_when_it_is_gone_and_not_before() {
    let night = Night::falls().await;
    let seat = night.window_starts().await;
    let notes = meum_connect::adapters::storage::Storage::start(night.folder());
    assert!(notes.load().await.is_ok());
    let mut watch = night.watch(&["--next"]);
    assert_eq!(watch.says(), "ready\n");
    assert!(watch.runs());
    let said = night.said();
    assert!(!said.contains("WARN") && !said.contains("ERROR"), "it opens nothing while the window has it: {said}");
    notes.close().await.unwrap();
    drop((seat, notes));
    night.until_watched().await;
    watch.signal("TERM");
    watch.ends().await;
    assert!(night.is_free().await && night.opens_notes().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_it_leaves_the_place_and_the_notes_to_the_next() {
    let night = Night::falls().await;
    let stored = night.stored();
    for millis in [0, 5, 20, 50, 100, 200, 400] {
        let watch = night.watch(&[]);
        tokio::time::sleep(millis * PAUSE / 10).await;
        watch.kill();
        assert!(night.is_free().await, "{millis}");
        assert!(night.opens_notes().await, "{millis}");
        assert_eq!(night.stored(), stored, "{millis}");
    }
    // Stopped with the place promised to a window, and killed before it has let go.
    let watch = night.watching().await;
    let seat = night.window_starts().await;
    watch.kill();
    seat.take(|| true, drop);
    assert!(night.opens_notes().await);
    assert_eq!(night.stored(), stored);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_watch_is_enough() {
    let night = Night::falls().await;
    let mut first = night.watching().await;
    night.watch(&[]).ends().await;
    assert!(first.runs(), "the second has disturbed nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_stands_still_is_not_waited_for_without_end() {
    let night = Night::falls().await;
    let watch = night.watching().await;
    watch.signal("STOP");
    let _seat = night.window_starts().await;
    assert!(!night.opens_notes().await, "S09: it still has the notes");
    watch.signal("CONT");
    night.until_watched().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_wants_it_it_ends_at_once() {
    let night = Night::falls().await;
    let mut app = night.window();
    app.until_settled().await;
    night.prefers(&mut app, false).await;
    app.close();
    app.ends().await;
    night.watch(&[]).ends().await;
    assert!(night.is_free().await && night.opens_notes().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_with_the_session_of_whoever_it_works_for() {
    let mut night = Night::falls().await;
    let watch = night.watching().await;
    night.session.end_bus();
    watch.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_icon_shows_the_shop_and_what_can_be_asked() {
    let night = Night::falls().await;
    let watch = night.watching().await;
    // A desktop whose panel starts later than the watch.
    let icons = Icons::on(&night.session).await;
    let icon = icons.icon().await;
    assert!(icon.tip().await.ends_with("Shoppers can pay"), "{}", icon.tip().await);
    for (width, height, dots) in icon.pictures().await {
        assert_eq!((width, dots.len()), (height, usize::try_from(4 * width * height).unwrap()));
    }
    let labels: Vec<String> = icon.menu().await.into_iter().map(|(_, label)| label).collect();
    assert!(labels[0].ends_with(": Shoppers can pay"), "{labels:?}");
    assert_eq!(labels[1..], ["Check now", "Open Meum Connect", "Quit"]);
    let asked = night.asked();
    icon.choose("Check now").await;
    until("Meum is asked", async || night.asked() > asked).await;
    icon.choose("Quit").await;
    watch.ends().await;
    assert!(night.is_free().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_icon_comes_back_with_the_panel_that_shows_it() {
    let night = Night::falls().await;
    let mut watch = night.watching().await;
    for _ in 0..3 {
        let icons = Icons::on(&night.session).await;
        assert!(!icons.icon().await.tip().await.is_empty());
        icons.end().await;
        assert!(watch.runs());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn opened_where_there_is_no_screen_the_watch_goes_on() {
    let night = Night::falls().await;
    let icons = Icons::on(&night.session).await;
    let mut watch = night.watching().await;
    icons.icon().await.click().await;
    until("a window was tried", async || night.said().contains("There is no screen")).await;
    assert!(watch.runs() && night.is_taken("in-use"));
}
