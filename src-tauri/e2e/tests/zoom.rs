//! The page drawn larger with the keys of a browser: remembered, and with nothing cut off.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Key, Outcome, Profile, Trouble};
use serde_json::json;

/// Presses a key with Ctrl, and waits until the page is so wide.
async fn press(app: &App<'_>, key: char, wide: u32) -> Outcome {
    app.chord(&[Key::Control], key).await?;
    app.is_wide(wide).await
}

/// In the smallest window and at twice the size, all of this screen can be reached. Afterwards it is as
/// before: WebDriver clicks beside a button on a page that is drawn larger.
async fn is_whole(app: &App<'_>, name: &str) -> Outcome {
    for wide in [782, 688, 573, 491, 430] {
        press(app, '+', wide).await?;
    }
    app.is_all_within_reach().await?;
    app.picture(&format!("zoom-{name}")).await?;
    press(app, '0', 860).await
}

#[tokio::test]
async fn the_keys_of_a_browser_draw_the_page_larger_and_the_next_start_remembers() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.set_window(1280, 800).await?;
    for (key, wide) in [('+', 1164), ('=', 1024), ('-', 1164), ('0', 1280), ('-', 1422), ('-', 1600), ('-', 1600)] {
        press(&app, key, wide).await?;
    }
    for wide in [1422, 1280, 1164, 1024, 853, 731, 640, 640] {
        press(&app, '+', wide).await?;
    }
    app.see("Connect my shop").await?;
    app.close().await?;
    let app = App::launch(&profile).await?;
    app.is_wide(640).await?;
    press(&app, '0', 1280).await?;
    if app.script("return devicePixelRatio;", Vec::new()).await? != json!(1) {
        return Err(Trouble::new("the screen changed, and not the page"));
    }
    app.close().await
}

#[tokio::test]
async fn at_twice_the_size_in_the_smallest_window_nothing_is_cut_off() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.set_window(860, 640).await?;
    is_whole(&app, "welcome").await?;
    way::into_practice(&app).await?;
    is_whole(&app, "your-shop").await?;
    way::past_address(&app, notes::ADDRESS).await?;
    way::check_keys(&app, notes::KEY, notes::READ_ONLY_SECRET).await?;
    app.see("F02").await?;
    is_whole(&app, "card").await?;
    way::past_keys(&app, notes::KEY, notes::SECRET).await?;
    is_whole(&app, "meum-key").await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    is_whole(&app, "review").await?;
    way::past_connect(&app).await?;
    is_whole(&app, "hand-over").await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    is_whole(&app, "panel").await?;
    app.button("Disconnect").click().await?;
    is_whole(&app, "disconnect").await?;
    app.close().await
}

/// Waits until the type is so high, in dots of the screen: the page hears of a window's size with its next picture.
async fn type_is(app: &App<'_>, wanted: f64) -> Outcome {
    const HIGH: &str = "const end = performance.now() + 5000;
        const high = () => parseFloat(getComputedStyle(document.documentElement).fontSize) * outerWidth / innerWidth;
        return new Promise((done) => {
            const look = () => Math.abs(high() - arguments[0]) < 0.2 || performance.now() > end
                ? done(high()) : requestAnimationFrame(look);
            look();
        });";
    let found = app.script(HIGH, vec![json!(wanted)]).await?;
    if found.as_f64().is_some_and(|found| (found - wanted).abs() < 0.2) {
        return Ok(());
    }
    Err(Trouble::new(format!("type is {found} high, and not {wanted}")))
}

#[tokio::test]
async fn type_grows_with_a_large_window_and_drawing_the_page_larger_adds_to_it() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    for ((width, height), high) in
        [((1280, 800), 16.0), ((1920, 1080), 18.0), ((2560, 1440), 20.0), ((1920, 1080), 18.0)]
    {
        app.set_window(width, height).await?;
        type_is(&app, high).await?;
        app.is_all_within_reach().await?;
    }
    press(&app, '+', 1745).await?;
    type_is(&app, 19.8).await?;
    press(&app, '0', 1920).await?;
    app.close().await
}
