//! The window closes and the watch goes on; the window comes back by its icon, or by starting the app again.

use crate::way::real::Real;
use connect_e2e::{App, Outcome, Trouble};
use connect_practice::PracticeMeum;
use std::time::{Duration, Instant};

/// The colour of the icon while shoppers can pay.
const WELL: [u8; 3] = [0x3f, 0xb0, 0x62];
const QUESTION: &str = "Keep an eye on your shop while this window is closed?";

fn asked(meum: &PracticeMeum) -> usize {
    meum.requests().iter().filter(|seen| seen.path.ends_with("/status")).count()
}

#[tokio::test]
async fn closing_asks_once_and_starting_the_app_again_brings_the_window_back() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.ask_to_close()?;
    app.see(QUESTION).await?;
    app.see("start Meum Connect as you did before").await?;
    app.axe().await?;
    app.picture("watch-on").await?;
    app.set_window(860, 640).await?;
    app.picture("watch-on-small").await?;
    app.button("Go back").click().await?;
    app.gone(QUESTION).await?;
    app.ask_to_close()?;
    app.button("Keep watching").click_away().await?;
    app.goes_behind().await?;
    let open = app.open_in_watch();
    if let Some(handed) = open.iter().find(|file| file.contains("WebKit") || file.contains("/dev/dri")) {
        return Err(Trouble::new(format!("the watch got {handed} from the window")));
    }

    let before = asked(&real.meum);
    let again = App::launch(&profile).await?;
    again.see("Shoppers can pay").await?;
    app.watch_ends().await?;
    if asked(&real.meum) <= before {
        return Err(Trouble::new("whoever looks again is shown what was known before"));
    }
    again.ask_to_close()?;
    again.goes_behind().await
}

#[tokio::test]
async fn who_does_not_want_it_closes_the_app_and_is_not_asked_again() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.dark();
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.ask_to_close()?;
    app.see(QUESTION).await?;
    app.picture("watch-on-dark").await?;
    app.button("Close the app").click_away().await?;
    app.watch_ends().await?;
    app.ends().await?;
    let app = App::launch(&profile).await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}

#[tokio::test]
async fn where_the_watch_cannot_be_started_the_window_comes_back_and_says_so() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.own_app()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    profile.update_to_nothing()?;
    app.ask_to_close()?;
    app.button("Keep watching").click().await?;
    app.see("Watching in the background did not start").await?;
    app.see("S18").await?;
    app.axe().await?;
    app.picture("watch-failed").await?;
    app.ask_to_close()?;
    app.ends().await
}

#[tokio::test]
async fn a_click_on_the_icon_opens_the_window_again() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.with_panel();
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.ask_to_close()?;
    app.see("a small icon beside the clock").await?;
    app.button("Keep watching").click_away().await?;
    app.goes_behind().await?;
    for _ in 0..2 {
        app.opens_by_icon(WELL).await?;
        app.watch_ends().await?;
        app.ask_to_close()?;
        app.goes_behind().await?;
    }
    Ok(())
}

/// How long anything settles before its memory is measured.
const SETTLED: Duration = Duration::from_mins(1);
/// Within this time a watch has asked once: its rhythm is five minutes, and a tenth more.
const ASKED_ONCE: Duration = Duration::from_secs(345);
/// What the goals allow, in thousandths: the background beside the window, and after ten times beside the
/// first time.
const SHARE: u64 = 150;
const GROWTH: u64 = 1_050;

#[tokio::test]
#[ignore = "measures for a quarter of an hour: `cargo nextest run … --run-ignored only`"]
async fn closing_the_window_gives_its_memory_back() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.with_panel();
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    tokio::time::sleep(SETTLED).await;
    let window = app.memory();
    app.ask_to_close()?;
    app.button("Keep watching").click_away().await?;
    app.goes_behind().await?;
    tokio::time::sleep(SETTLED).await;
    let idle = app.memory();
    // What asking takes stays: the two that are compared have both asked.
    tokio::time::sleep(ASKED_ONCE).await;
    let first = app.memory();
    let mut opened = Vec::new();
    for _ in 0..10 {
        let began = Instant::now();
        app.opens_by_icon(WELL).await?;
        opened.push(began.elapsed().as_millis());
        app.watch_ends().await?;
        app.ask_to_close()?;
        app.goes_behind().await?;
    }
    tokio::time::sleep(SETTLED + ASKED_ONCE).await;
    let last = app.memory();
    let ratio = |one: u64, other: u64| one * 1_000 / other.max(1);
    let told = format!(
        "window {window} KiB; watch {idle} KiB ({} ‰), once it has asked {first} KiB ({} ‰), after ten times {last} KiB \
         ({} ‰ of that); opened in {opened:?} ms",
        ratio(idle, window),
        ratio(first, window),
        ratio(last, first)
    );
    eprintln!("{told}");
    if ratio(first, window) > SHARE || ratio(last, first) > GROWTH {
        return Err(Trouble::new(told));
    }
    Ok(())
}
