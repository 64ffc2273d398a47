//! The live panel over several shops and over time: the list of shops, a shop that has moved, and what
//! happened, walked by the keyboard.

use crate::way;
use crate::way::real::Real;
use connect_e2e::{App, Key, Outcome, Profile, Trouble as Failure};
use connect_practice::Trouble;

fn refused(refusal: impl std::fmt::Display) -> Failure {
    Failure::new(format!("no second shop could be noted: {refusal}"))
}

/// Notes one more shop, of which this computer has no keys.
fn notes_another(profile: &Profile, name: &str) -> Outcome {
    let notes = rusqlite::Connection::open(profile.data()?.join("shops.sqlite")).map_err(refused)?;
    let copy = "INSERT INTO shops (id, record) SELECT 'shop-7', json_set(record, '$.id', 'shop-7', '$.found.name', ?1) FROM shops";
    notes.execute(copy, [name]).map_err(refused)?;
    Ok(())
}

#[tokio::test]
async fn two_shops_are_listed_and_switched_one_has_moved_and_what_happened_is_walked_by_keyboard() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.close().await?;
    notes_another(&profile, "The Lamp Shop")?;

    let app = App::launch(&profile).await?;
    app.see("Shoppers can pay").await?;
    app.button("Your shops (2)").click().await?;
    app.see("The Lamp Shop").await?;
    app.axe().await?;
    app.picture("two-shops").await?;
    app.field("Find a shop").type_text("lamp").await?;
    app.button("The Lamp Shop").click().await?;
    // Without its keys nobody can tell how it is.
    app.see("Your shop keys are no longer on this computer").await?;
    app.button("Your shops (2)").click().await?;
    app.field("Find a shop").replace_text("").await?;
    app.button("Corner Shop").click().await?;
    app.see("Shoppers can pay").await?;

    real.shop.set(Trouble::HomeElsewhere { url: "https://new-shop.example/".into() });
    app.button("Check now").click().await?;
    app.see("H09").await?;
    app.axe().await?;
    app.picture("panel-moved").await?;
    real.shop.clear();
    app.button("Check now").click().await?;
    app.gone("H09").await?;

    way::tab_to(&app, "What happened").await?;
    app.press(Key::Enter).await?;
    way::tab_to(&app, "24 hours").await?;
    app.press(Key::Right).await?;
    app.is_on("7 days").await?;
    app.see("H09").await?;
    app.axe().await?;
    app.picture("what-happened").await?;
    app.close().await
}
