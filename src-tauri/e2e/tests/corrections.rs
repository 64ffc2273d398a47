//! Mistakes that merchants make, and put right on the same screen.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Outcome, Profile};

#[tokio::test]
async fn a_wrong_address_a_wrong_secret_and_a_read_only_key_are_put_right_on_the_way() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    way::check_address(&app, "my shop").await?;
    app.see("A01").await?;
    app.axe().await?;
    app.picture("wrong-address").await?;
    way::check_address(&app, "no-such-shop.invalid").await?;
    app.see("A04").await?;
    app.picture("no-such-shop").await?;
    // People paste anything, such as a product page with a query and without a scheme.
    way::past_address(&app, "corner-shop.example/product/red-hat/?utm_source=mail").await?;

    way::check_keys(&app, notes::KEY, notes::READ_ONLY_SECRET).await?;
    app.see("F02").await?;
    app.axe().await?;
    app.picture("wrong-secret").await?;
    way::nowhere_in_the_page(&app, &[notes::KEY, notes::READ_ONLY_SECRET]).await?;
    // The app still holds the key, so the merchant types only the secret again.
    app.field("Consumer secret").replace_text(notes::SECRET).await?;
    app.button("Check again").click().await?;
    app.button("Continue").wait().await?;

    app.button("Back").click().await?;
    app.field("Your shop's address").wait().await?;
    app.button("Continue").click().await?;
    app.button("Use other keys").click().await?;
    app.field("Consumer key").wait().await?;
    way::check_keys(&app, notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET).await?;
    app.see("F03").await?;
    app.axe().await?;
    app.picture("read-only").await?;
    app.button("Use other keys").click().await?;
    app.field("Consumer key").wait().await?;
    way::check_keys(&app, notes::KEY, notes::SECRET).await?;
    app.gone("F03").await?;
    app.button("Continue").click().await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    app.close().await
}
