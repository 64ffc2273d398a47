//! Every sample of the panel in the real window, with every state of every line: what a picture has to show
//! of whose shop it is and when, measured.

use crate::way::looks::{LARGE, SMALL};
use crate::way::samples;
use connect_e2e::{App, Outcome, Profile, Trouble};
use serde_json::Value;

/// What of the identity a person cannot see: each text of it has to be inside the window, with nothing over
/// it. The reference and the present time are named, so that nobody can leave them out.
const OUT_OF_SIGHT: &str = "
    const seen = (one) => {
        const box = one.getBoundingClientRect();
        const met = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        const inside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
        return box.width > 0 && inside && one.contains(met);
    };
    const shown = [...document.querySelectorAll('[data-testid=head-strip], [data-testid=identity]')];
    const all = shown.find((one) => one.checkVisibility());
    const texts = [...all.querySelectorAll('span, strong, dt, dd')].filter((one) => one.children.length === 0);
    const words = texts.map((one) => one.innerText.trim());
    const missing = ['Reference', 'Now'].filter((word) => !words.includes(word));
    const hidden = texts.filter((one) => !seen(one)).map((one) => one.innerText);
    return [...missing, ...hidden].join(', ');";

/// The samples whose screen is the panel.
fn panels() -> Outcome<Vec<(String, Value)>> {
    Ok(samples()?.into_iter().filter(|(_, view)| view["screen"]["kind"] == "panel").collect())
}

async fn started(profile: &Profile) -> Outcome<App<'_>> {
    let app = App::launch(profile).await?;
    app.see("Connect my shop").await?;
    Ok(app)
}

#[tokio::test]
async fn whose_shop_it_is_and_when_stands_on_every_picture_of_the_panel() -> Outcome {
    let profile = Profile::new()?;
    let app = started(&profile).await?;
    let mut wrong = Vec::new();
    for (width, height) in [SMALL, LARGE] {
        app.set_window(width, height).await?;
        for (number, (name, view)) in panels()?.into_iter().enumerate() {
            app.play(&view, 1_000 * usize::from(width == LARGE.0) + number).await?;
            let hidden = app.script(OUT_OF_SIGHT, Vec::new()).await?;
            if hidden != "" {
                wrong.push(format!("{name} at {width} × {height}: {hidden}"));
            }
            app.is_all_within_reach().await?;
        }
    }
    if wrong.is_empty() { app.close().await } else { Err(Trouble::new(wrong.join("\n"))) }
}

/// Every sample of the panel, for people to look at.
async fn pictures(look: &str, profile: Profile) -> Outcome {
    let app = started(&profile).await?;
    for ((width, height), size) in [(SMALL, "small"), (LARGE, "large")] {
        app.set_window(width, height).await?;
        for (number, (name, view)) in panels()?.into_iter().enumerate() {
            app.play(&view, 1_000 * usize::from(size == "large") + number).await?;
            app.picture(&format!("panels/{look}-{size}/{name}")).await?;
        }
    }
    app.close().await
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn light_panels() -> Outcome {
    pictures("light", Profile::new()?).await
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn dark_panels() -> Outcome {
    pictures("dark", Profile::new()?.dark()).await
}
