//! What few people ever see, in the real window: notes that the app cannot open or read, a full disk, a
//! password store that refuses or stays silent, a shop without its keys.

use crate::way;
use crate::way::held::Held;
use crate::way::looks;
use crate::way::real::Real;
use crate::way::{NAME, notes};
use connect_e2e::{App, Keyring, Outcome, Profile, Role, Trouble};
use connect_practice::notebook;

fn refused(refusal: impl std::fmt::Display) -> Trouble {
    Trouble::new(format!("the notes could not be damaged: {refusal}"))
}

#[tokio::test]
async fn notes_of_one_shop_that_cannot_be_read_are_said_and_stop_no_other() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    app.close().await?;
    let database = rusqlite::Connection::open(profile.data()?.join("shops.sqlite")).map_err(refused)?;
    let damage = "INSERT INTO shops (id, record) VALUES ('7', '{\"step\": \"panel\"')";
    database.execute(damage, []).map_err(refused)?;
    drop(database);
    let app = App::launch(&profile).await?;
    app.see("Code S08").await?;
    app.field("Your shop's address").wait().await?;
    looks::well(&app, "S08").await?;
    app.button("Close").click().await?;
    app.gone("S08").await?;
    app.close().await
}

#[tokio::test]
async fn notes_that_cannot_be_opened_are_said_and_tried_again() -> Outcome {
    let profile = Profile::new()?;
    let notes = profile.data()?.join("shops.sqlite");
    std::fs::create_dir(&notes).map_err(refused)?;
    let app = App::launch(&profile).await?;
    app.see("Code S02").await?;
    looks::well(&app, "S02").await?;
    app.button("Try again").click_and_finish().await?;
    app.see("Code S02").await?;
    std::fs::remove_dir(&notes).map_err(refused)?;
    app.button("Try again").click().await?;
    app.button("Connect my shop").wait().await?;
    app.close().await
}

#[tokio::test]
async fn where_no_folder_can_be_made_the_window_opens_and_says_so() -> Outcome {
    let profile = Profile::new()?.env("XDG_DATA_HOME", "/proc/nowhere");
    let app = App::launch(&profile).await?;
    app.see("Code S02").await?;
    app.see("/proc/nowhere").await?;
    looks::well(&app, "S02-no-folder").await?;
    app.button("Try again").click_and_finish().await?;
    app.see("Code S02").await?;
    app.close().await
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_said_and_tried_again() -> Outcome {
    let profile = Profile::new()?;
    let folder = profile.data()?;
    std::fs::remove_dir(&folder).map_err(refused)?;
    std::fs::write(&folder, "in the way").map_err(refused)?;
    let app = App::launch(&profile).await?;
    app.see("Code S02").await?;
    app.see("io.meum.connect").await?;
    looks::well(&app, "S02-details").await?;
    std::fs::remove_file(&folder).map_err(refused)?;
    app.button("Try again").click().await?;
    app.button("Connect my shop").wait().await?;
    app.close().await
}

#[tokio::test]
async fn a_full_disk_sends_nothing_and_loses_nothing() -> Outcome {
    let real = Real::start().await?;
    let held = Held::before(real.meum.address())?;
    let profile = real.profile()?.env("MEUM_API_URL", held.url()).small_disk();
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::past_keys(&app, notes::KEY, notes::SECRET).await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    app.fill_disk(true)?;
    app.button("Connect").click_and_finish().await?;
    app.see("Code S10").await?;
    looks::well(&app, "S10-review").await?;
    if real.meum.requests().iter().any(|request| request.path.ends_with("/connect")) {
        return Err(Trouble::new("connect was sent though it could not be noted"));
    }
    app.fill_disk(false)?;
    app.button("Try again").click().await?;
    held.until_asked().await?;
    app.fill_disk(true)?;
    held.let_go();
    app.button("Put them into my shop").wait().await?;
    app.see("Code S10").await?;
    looks::well(&app, "S10-hand-over").await?;
    app.fill_disk(false)?;
    way::past_hand_over(&app).await?;
    app.gone("S10").await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}

#[tokio::test]
async fn a_password_store_that_keeps_nothing_is_said() -> Outcome {
    let profile = Profile::new()?.keyring(Keyring::Empty);
    let app = App::launch(&profile).await?;
    way::check_practice_keys(&app).await?;
    app.see("Code H21").await?;
    looks::well(&app, "H21").await?;
    app.button("Try again").click_and_finish().await?;
    app.see("Code H21").await?;
    way::kept_after_all(&app).await?;
    app.close().await
}

#[tokio::test]
async fn a_password_store_that_is_silent_is_said_and_found_again() -> Outcome {
    let profile = Profile::new()?.keyring(Keyring::Frozen);
    let app = App::launch(&profile).await?;
    way::check_practice_keys(&app).await?;
    looks::well(&app, "H22-waiting").await?;
    app.see_late("Code H22").await?;
    looks::well(&app, "H22").await?;
    way::kept_after_all(&app).await?;
    app.close().await
}

#[tokio::test]
async fn a_shop_that_ended_without_keys_asks_for_them_again() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.keyring(Keyring::Absent);
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::check_keys(&app, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET).await?;
    app.button("Keep until I close the app").click().await?;
    app.button("Continue").click().await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    app.button("Disconnect").click().await?;
    app.field(NAME).replace_text("localhost").await?;
    app.button("Disconnect").click().await?;
    app.see("is disconnected from Meum").await?;
    looks::well(&app, "ended-keys-in-memory").await?;
    app.close().await?;
    let app = App::launch(&profile).await?;
    app.see("is disconnected from Meum").await?;
    app.gone("Your shop keys are still here").await?;
    looks::well(&app, "ended-without-keys").await?;
    app.button("Connect again").click().await?;
    app.field("Consumer key").wait().await?;
    app.close().await
}

#[tokio::test]
async fn a_locked_or_missing_password_store_is_said_on_every_page_of_leaving() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    // The app that connected still has a copy of the new key, and could disconnect without the store.
    app.close().await?;
    let app = App::launch(&profile).await?;
    app.see("Shoppers can pay").await?;
    for (state, code) in [(Keyring::Absent, "H14"), (Keyring::Empty, "H21"), (Keyring::Locked, "H12")] {
        if state == Keyring::Locked {
            app.set_keyring(Keyring::Open)?;
        }
        app.set_keyring(state)?;
        app.button("Check now").click_and_finish().await?;
        looks::well(&app, &format!("panel-{code}")).await?;
        app.button("Disconnect").click().await?;
        app.field(NAME).replace_text("corner-shop.example").await?;
        app.button("Disconnect").click_and_finish().await?;
        looks::well(&app, &format!("disconnect-{code}")).await?;
        app.button("Keep it connected").click().await?;
        app.button("Forget this shop on this computer").click().await?;
        app.named(Role::Checkbox, "I understand: the shop stays connected to Meum").click().await?;
        app.button("Forget this shop").click_and_finish().await?;
        looks::well(&app, &format!("forget-{code}")).await?;
        app.button("Keep it on this computer").click().await?;
    }
    app.close().await
}
