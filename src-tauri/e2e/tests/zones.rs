//! A computer whose clock is not UTC's: every picture says how far it is from it, and `read` tells the times of that
//! computer.

use crate::way;
use connect_e2e::{App, Outcome, Profile, Role, Trouble};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What `meum-connect read` says of a picture, in words and for machines.
fn read(picture: &Path) -> Outcome<(String, Value)> {
    let program = std::env::var_os("MEUM_CONNECT_APP").ok_or_else(|| Trouble::new("no app was built"))?;
    let run = |json: &[&str]| {
        let read = Command::new(&program).arg("read").args(json).arg(picture).output();
        let out = read.map_err(|refusal| Trouble::new(format!("reading a picture: {refusal}")))?.stdout;
        Ok::<String, Trouble>(String::from_utf8_lossy(&out).into_owned())
    };
    let told = serde_json::from_str(&run(&["--json"])?);
    Ok((run(&[])?, told.map_err(|refusal| Trouble::new(format!("reading what was read: {refusal}")))?))
}

#[tokio::test]
async fn far_from_utc_the_picture_and_whoever_reads_it_tell_the_times_of_that_computer() -> Outcome {
    for (zone, written, minutes) in [("Asia/Kolkata", "UTC+5:30", 330), ("America/Caracas", "UTC−4", -240)] {
        let profile = Profile::new()?.env("TZ", zone);
        let app = App::launch(&profile).await?;
        way::to_panel(&app).await?;
        app.see("Shoppers can pay").await?;
        app.button("Practice options").click().await?;
        app.named(Role::Radio, "The shop keys were removed").click().await?;
        app.button("Close").click().await?;
        app.see("F10").await?;
        for (width, height) in [(1280, 800), (860, 640)] {
            app.set_window(width, height).await?;
            app.see(written).await?;
            let picture = app.picture(&format!("zones/{}-{width}", zone.replace('/', "-"))).await?;
            let (words, told) = read(&picture)?;
            let report = &told["pictures"][0]["report"];
            let offset = report["offset"].as_i64();
            if offset != Some(minutes) {
                return Err(Trouble::new(format!("{zone}: {offset:?} in {report}")));
            }
            if !words.contains(&format!("That computer's clock: {written}")) {
                return Err(Trouble::new(format!("{zone}: {words}")));
            }
        }
        app.close().await?;
    }
    Ok(())
}
