//! A picture of every screen: light and dark, large and small. Not a test of anything; run by
//! `cargo xtask pictures`, looked at by people.

mod connecting;
mod read_back;

use crate::way;
use crate::way::notes;
use crate::way::real::Real;
use connect_e2e::{App, Outcome, Profile, Role};
use connect_practice::{MeumTrouble, Trouble, notebook};

const LARGE: (u32, u32) = (1280, 800);
const SMALL: (u32, u32) = (860, 640);

async fn take(app: &App<'_>, look: &str, name: &str) -> Outcome {
    for ((width, height), size) in [(SMALL, "small"), (LARGE, "large")] {
        app.set_window(width, height).await?;
        let picture = app.picture(&format!("tour/{look}-{size}/{name}")).await?;
        app.is_read_from(&picture).await?;
    }
    Ok(())
}

async fn tour(look: &str, profile: Profile) -> Outcome {
    let app = App::launch(&profile).await?;
    app.see("Connect my shop").await?;
    take(&app, look, "01-welcome").await?;
    way::into_practice(&app).await?;
    take(&app, look, "02-your-shop").await?;
    way::check_address(&app, "my shop").await?;
    app.see("A01").await?;
    take(&app, look, "03-your-shop-failed").await?;
    way::check_address(&app, notes::ADDRESS).await?;
    app.button("Continue").wait().await?;
    take(&app, look, "04-your-shop-found").await?;
    app.button("Continue").click().await?;
    app.button("Approve in WordPress").wait().await?;
    take(&app, look, "05-approve").await?;
    way::to_boxes(&app).await?;
    take(&app, look, "05-shop-keys").await?;
    way::check_keys(&app, notes::KEY, notes::READ_ONLY_SECRET).await?;
    app.see("F02").await?;
    take(&app, look, "06-shop-keys-failed").await?;
    way::check_keys(&app, notes::KEY, notes::SECRET).await?;
    app.button("Continue").wait().await?;
    take(&app, look, "07-shop-keys-passed").await?;
    app.button("Continue").click().await?;
    app.field("Connection key").wait().await?;
    take(&app, look, "08-meum-key").await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    take(&app, look, "09-review").await?;
    forgetting(&app, look, "09-review-forget").await?;
    way::past_connect(&app).await?;
    take(&app, look, "10-hand-over").await?;
    app.button("Do it later").click().await?;
    forgetting(&app, look, "10-hand-over-forget").await?;
    app.button("Finish in my shop").click().await?;
    app.button("Put them into my shop").click().await?;
    app.button("Continue").wait().await?;
    take(&app, look, "11-handed-over").await?;
    app.button("Continue").click().await?;
    app.see("Shoppers can pay").await?;
    take(&app, look, "12-panel").await?;
    app.button("Settings").click().await?;
    app.named(Role::Checkbox, "Stay quiet at night").click().await?;
    app.see("Quiet from").await?;
    take(&app, look, "12-settings").await?;
    app.button("Done").click().await?;
    app.button("Practice options").click().await?;
    take(&app, look, "13-practice-options").await?;
    for (place, scenario, code) in [
        ("14", "The payout wallet is missing", "G11"),
        ("15", "Payment updates fail", "H04"),
        ("16", "A firewall is in the way", "C03"),
        ("17", "Meum is down", "G09"),
    ] {
        app.named(connect_e2e::Role::Radio, scenario).click().await?;
        app.button("Close").click().await?;
        app.see(code).await?;
        take(&app, look, &format!("{place}-panel-{code}")).await?;
        app.button("Practice options").click().await?;
    }
    app.named(connect_e2e::Role::Radio, "All is well").click().await?;
    app.button("Close").click().await?;
    app.see("Shoppers can pay").await?;
    way_out(&app, look).await?;
    app.close().await
}

/// Opens the page before forgetting, and goes back.
async fn forgetting(app: &App<'_>, look: &str, name: &str) -> Outcome {
    pick(app, Role::Button, "Forget this shop on this computer").await?;
    app.see("What is removed").await?;
    take(app, look, name).await?;
    app.button("Keep it on this computer").click().await
}

/// Goes from the panel to the page after disconnecting.
async fn way_out(app: &App<'_>, look: &str) -> Outcome {
    app.button("Forget this shop on this computer").click().await?;
    app.see("What is removed").await?;
    take(app, look, "18-forget").await?;
    app.button("Disconnect instead").click().await?;
    app.field(way::NAME).replace_text("another shop").await?;
    take(app, look, "19-disconnect").await?;
    app.button("Disconnect").click().await?;
    app.see("Code E16").await?;
    take(app, look, "20-disconnect-E16").await?;
    app.field(way::NAME).replace_text("corner-shop.example").await?;
    app.button("Disconnect").click().await?;
    app.see("are removed").await?;
    take(app, look, "21-disconnected").await
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn light() -> Outcome {
    tour("light", Profile::new()?).await
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn dark() -> Outcome {
    tour("dark", Profile::new()?.dark()).await
}

/// The cards of obstacles to connecting, in a window of this size.
async fn cards(look: &str, (width, height): (u32, u32), real: &Real, profile: Profile) -> Outcome {
    let app = App::launch(&profile).await?;
    app.set_window(width, height).await?;
    let take = async |name: &str| {
        let picture = app.picture(&format!("cards/{look}-{width}/{name}")).await?;
        app.is_read_from(&picture).await
    };
    app.button("Connect my shop").click().await?;
    for (code, trouble) in [
        ("D01", Trouble::PlainPermalinks),
        ("D06", Trouble::WooCommerceInactive),
        ("B07", Trouble::HomeIsHttp),
        ("C01", Trouble::CloudflareChallenge),
    ] {
        real.shop.replace([trouble]);
        way::check_address(&app, &real.address()).await?;
        app.see(&format!("Code {code}")).await?;
        take(code).await?;
    }
    real.shop.replace([Trouble::Maintenance]);
    way::check_address(&app, &real.address()).await?;
    app.see("We'll look again by ourselves").await?;
    take("C06-again-by-itself").await?;
    real.shop.replace([Trouble::NoiseBeforeJson]);
    way::check_address(&app, &real.address()).await?;
    app.button("Continue").wait().await?;
    take("D05").await?;
    app.button("2 things worth knowing").click().await?;
    app.button("Your shop adds stray text to its answers").click().await?;
    take("D05-unfolded").await?;
    app.button("Continue").click().await?;
    real.shop.clear();
    keys(&app, real, take).await?;
    app.button("Continue").click().await?;
    real.meum.set(MeumTrouble::StatusNeedsDedicatedKey);
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    app.button("Connect").click().await?;
    app.see("An earlier key and secret would stop working").await?;
    take("review-not-said").await?;
    real.shop.replace([Trouble::StagingPassword]);
    for _ in 0..3 {
        app.button("Back").click().await?;
    }
    way::check_address(&app, &format!("{}/shop/", real.address())).await?;
    app.see("Code C04").await?;
    take("C04").await?;
    app.field("User name").replace_text("guest").await?;
    app.field("Password").replace_text("not it").await?;
    app.button("Go on with this password").click().await?;
    app.see("Code C12").await?;
    take("C12").await?;
    app.close().await
}

async fn keys<T>(app: &App<'_>, real: &Real, take: impl AsyncFn(&str) -> Outcome<T>) -> Outcome {
    let unknown = ("ck_77aa55bb33cc11dd77aa55bb33cc11dd77aa55bb", notebook::READ_WRITE_SECRET);
    for (code, (key, secret)) in [
        ("F01", unknown),
        ("F02", (notebook::READ_WRITE_KEY, notebook::READ_ONLY_SECRET)),
        ("F05", (notebook::CUSTOMER_KEY, notebook::CUSTOMER_SECRET)),
        ("F03", (notebook::READ_ONLY_KEY, notebook::READ_ONLY_SECRET)),
    ] {
        way::check_keys(app, key, secret).await?;
        app.see(&format!("Code {code}")).await?;
        take(code).await?;
    }
    real.shop.set(Trouble::AuthorizationStripped);
    app.button("Use other keys").click().await?;
    way::to_boxes(app).await?;
    way::check_keys(app, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET).await?;
    app.see("Your keys work").await?;
    take("F06").await?;
    app.button("Sign-in details don't arrive the usual way").click().await?;
    take("F06-unfolded").await.map(drop)
}

/// The cards of obstacles to disconnecting and forgetting.
async fn leaving(look: &str, (width, height): (u32, u32), real: &Real, profile: Profile) -> Outcome {
    let app = App::launch(&profile).await?;
    app.set_window(width, height).await?;
    let take = async |name: &str| {
        let picture = app.picture(&format!("cards/{look}-{width}/{name}")).await?;
        app.is_read_from(&picture).await
    };
    real.shop.clear();
    real.meum.clear();
    real.to_panel(&app).await?;
    for (code, back, trouble) in [
        ("G14", "Keep it connected", MeumTrouble::DisconnectForbidden),
        ("G01", "Keep it connected", MeumTrouble::KeyRevoked),
        ("G18", "Back to the panel", MeumTrouble::LostDisconnectAnswer),
        // No longer: until it is over, nobody is asked how things stand.
        ("G07", "Keep it connected", MeumTrouble::RateLimited { retry_after: 5 }),
    ] {
        pick(&app, Role::Button, "Disconnect").await?;
        app.field(way::NAME).replace_text("localhost").await?;
        real.meum.replace([trouble]);
        app.button("Disconnect").click().await?;
        app.see(&format!("Code {code}")).await?;
        take(&format!("disconnect-{code}")).await?;
        real.meum.clear();
        app.button(back).click().await?;
        app.see("Check now").await?;
    }
    real.shop.set(Trouble::HomeElsewhere { url: "https://shop-copy.example".into() });
    app.see("Check now").await?;
    pick(&app, Role::Button, "Disconnect").await?;
    app.see("Code H09").await?;
    take("disconnect-H09").await?;
    app.close().await
}

/// Clicks it after moving the focus there, which scrolls: the driver clicks nothing below a window's edge.
async fn pick(app: &App<'_>, role: Role, name: &str) -> Outcome {
    app.named(role, name).focus().await?;
    app.named(role, name).click().await
}

/// The page for a connected shop's extra password, then the panel's banners and remarks.
async fn beside(look: &str, (width, height): (u32, u32), real: &Real, profile: Profile) -> Outcome {
    let app = App::launch(&profile).await?;
    app.set_window(width, height).await?;
    let take = async |name: &str| {
        let picture = app.picture(&format!("beside/{look}-{width}/{name}")).await?;
        app.is_read_from(&picture).await
    };
    real.meum.set(MeumTrouble::OtherWebhook);
    real.to_panel(&app).await?;
    pick(&app, Role::Button, "Payment updates go to another address").await?;
    take("00-panel-G19").await?;
    real.meum.clear();
    real.shop.set(Trouble::StagingPassword);
    app.button("Check now").click().await?;
    app.see("C04").await?;
    take("01-panel-C04").await?;
    pick(&app, Role::Button, "Enter that password").await?;
    app.see("Code C04").await?;
    take("02-unlock-C04").await?;
    app.field("User name").replace_text(notebook::STAGING_USER).await?;
    app.field("Password").replace_text("open-barley-7").await?;
    app.button("Go on with this password").click().await?;
    app.see("Code C12").await?;
    take("03-unlock-C12").await?;
    app.button("Back").click().await?;
    real.shop.clear();
    real.meum.set(MeumTrouble::RateLimited { retry_after: 3_000 });
    app.button("Check now").click().await?;
    app.see("We ask again at").await?;
    app.gone("C04").await?;
    take("04-panel-pause").await?;
    app.button("Disconnect").focus().await?;
    app.button("Disconnect").click().await?;
    app.see("Meum asked us to wait").await?;
    take("05-disconnect-pause").await?;
    app.close().await
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn both_beside() -> Outcome {
    for size in [SMALL, LARGE] {
        let real = Real::start().await?;
        beside("light", size, &real, real.profile()?).await?;
        let real = Real::start().await?;
        beside("dark", size, &real, real.profile()?.dark()).await?;
    }
    Ok(())
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn light_cards() -> Outcome {
    for size in [SMALL, LARGE] {
        let real = Real::start().await?;
        cards("light", size, &real, real.profile()?).await?;
        leaving("light", size, &real, real.profile()?).await?;
    }
    Ok(())
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn dark_cards() -> Outcome {
    for size in [SMALL, LARGE] {
        let real = Real::start().await?;
        cards("dark", size, &real, real.profile()?.dark()).await?;
        leaving("dark", size, &real, real.profile()?.dark()).await?;
    }
    Ok(())
}
