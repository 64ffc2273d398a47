//! What was left of the last time is said once, and the log has its place.

use connect_e2e::{App, Key, Outcome, Profile, Trouble};

const PLACE: &str = "src-tauri/src/driver.rs:120 · thread tokio-runtime-worker · window · 0.1.0";

#[tokio::test]
async fn a_crash_is_told_once_with_its_place_and_a_kill_is_known() -> Outcome {
    let profile = Profile::new()?;
    let folder = profile.data()?;
    let refused = |refusal: std::io::Error| Trouble::new(format!("the data folder: {refusal}"));
    std::fs::write(folder.join("crash"), format!("1789387200000 {PLACE}\n")).map_err(refused)?;
    let app = App::launch(&profile).await?;
    app.see("A part of the app stopped by itself last time").await?;
    app.see(PLACE).await?;
    app.see("Code S21").await?;
    for (width, height) in [(1280, 800), (860, 640)] {
        app.set_window(width, height).await?;
        app.picture(&format!("aftermath/crash-{width}")).await?;
    }
    app.kill().await?;
    let app = App::launch(&profile).await?;
    app.button("Connect my shop").wait().await?;
    app.gone("Code S21").await?;
    app.chord(&[Key::Control], ',').await?;
    app.see("The last time, the app was not closed").await?;
    app.see("io.meum.connect/log").await?;
    for (width, height) in [(1280, 800), (860, 640)] {
        app.set_window(width, height).await?;
        app.picture(&format!("aftermath/settings-{width}")).await?;
    }
    app.close().await?;
    let app = App::launch(&profile).await?;
    app.button("Connect my shop").wait().await?;
    app.chord(&[Key::Control], ',').await?;
    app.see("io.meum.connect/log").await?;
    app.gone("was not closed").await?;
    let log = std::fs::read_dir(folder.join("log")).map_err(refused)?.count();
    if log == 0 {
        return Err(Trouble::new("no log was kept"));
    }
    app.close().await
}
