//! A shop that takes the question and never answers: the app shows that it is busy, says that it is still
//! trying, and can be stopped at any time.

use crate::way::real::Real;
use connect_e2e::{App, Outcome, Profile};
use connect_practice::Trouble;

/// Each answer comes just within the limit of one question and leads to the next, so that the search takes
/// as long as a search can take.
const SLOW: Trouble = Trouble::Slow { millis: 8_000 };

async fn waits(look: &str, profile: impl FnOnce(Profile) -> Profile) -> Outcome {
    let real = Real::start().await?;
    real.shop.replace([SLOW, Trouble::RedirectForever]);
    let profile = profile(real.profile()?);
    let app = App::launch(&profile).await?;
    real.look_for_shop(&app).await?;
    app.button("Cancel").wait().await?;
    app.picture(&format!("busy-{look}")).await?;
    app.see("Still trying").await?;
    app.axe().await?;
    app.picture(&format!("still-trying-{look}")).await?;
    app.button("Cancel").click().await?;
    app.button("Check my shop").wait().await?;
    app.button("Cancel").gone().await?;
    // The typed address is still there, and the merchant can ask again when the shop has recovered.
    real.shop.clear();
    app.button("Check my shop").click().await?;
    app.button("Continue").wait().await?;
    app.close().await
}

#[tokio::test]
async fn a_silent_shop_can_be_waited_for_and_stopped() -> Outcome {
    waits("light", |profile| profile).await
}

#[tokio::test]
async fn it_is_the_same_in_the_dark() -> Outcome {
    waits("dark", Profile::dark).await
}
