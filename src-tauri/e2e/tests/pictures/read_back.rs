//! The code of every sample view, read back bit for bit from pictures of the real window: in light and dark, large and
//! small, as they are and as messengers send them.

use super::{LARGE, SMALL};
use crate::way::samples;
use connect_e2e::{App, Outcome, Profile, Trouble};

/// Reads the code of some of the samples, chosen by their number, from a window of this size.
async fn read(app: &App<'_>, look: &str, (width, height): (u32, u32), some: impl Fn(usize) -> bool) -> Outcome<usize> {
    app.set_window(width, height).await?;
    let (mut copies, mut wrong) = (0, Vec::new());
    for (number, (name, view)) in samples()?.into_iter().enumerate().filter(|(number, _)| some(*number)) {
        app.play(&view, 10_000 * usize::from(width == LARGE.0) + number).await?;
        let picture = app.picture(&format!("samples/{look}-{width}/{name}")).await?;
        match app.is_read_from(&picture).await {
            Ok(0) if view["support"]["report"].is_object() => wrong.push(format!("{name}: its code is not drawn")),
            Ok(read) => copies += read,
            Err(trouble) => wrong.push(format!("{name}: {trouble:?}")),
        }
    }
    if wrong.is_empty() { Ok(copies) } else { Err(Trouble::new(wrong.join("\n"))) }
}

async fn started(profile: &Profile) -> Outcome<App<'_>> {
    let app = App::launch(profile).await?;
    app.see("Connect my shop").await?;
    Ok(app)
}

async fn every(look: &str, profile: Profile, size: (u32, u32)) -> Outcome {
    let app = started(&profile).await?;
    read(&app, look, size, |_| true).await?;
    app.close().await
}

#[tokio::test]
#[ignore = "takes a quarter of an hour"]
async fn light_and_small() -> Outcome {
    every("light", Profile::new()?, SMALL).await
}

#[tokio::test]
#[ignore = "takes a quarter of an hour"]
async fn light_and_large() -> Outcome {
    every("light", Profile::new()?, LARGE).await
}

#[tokio::test]
#[ignore = "takes a quarter of an hour"]
async fn dark_and_small() -> Outcome {
    every("dark", Profile::new()?.dark(), SMALL).await
}

#[tokio::test]
#[ignore = "takes a quarter of an hour"]
async fn dark_and_large() -> Outcome {
    every("dark", Profile::new()?.dark(), LARGE).await
}

/// One sample in a hundred in each of the four looks: another one in each.
#[tokio::test]
async fn the_code_of_a_sample_of_the_samples_is_read_back_in_every_look() -> Outcome {
    const ONE_IN: usize = 100;
    for (at, look) in ["light", "dark"].into_iter().enumerate() {
        let profile = if look == "dark" { Profile::new()?.dark() } else { Profile::new()? };
        let app = started(&profile).await?;
        for (beside, size) in [SMALL, LARGE].into_iter().enumerate() {
            read(&app, look, size, |number| number % ONE_IN == 25 * (2 * at + beside)).await?;
        }
        app.close().await?;
    }
    Ok(())
}
