//! The obstacles that shops most often have, outside the practice world. Each story goes from the card that
//! names the obstacle, through what the card asks for, to a good end.

use crate::way;
use crate::way::real::Real;
use connect_e2e::{App, Key, Outcome, Role, Trouble as Failure};
use connect_practice::{SignIn, Trouble, notebook as notes};

const UNKNOWN_KEY: &str = "ck_77aa55bb33cc11dd77aa55bb33cc11dd77aa55bb";
const WRONG_PASSWORD: &str = "not-the-staging-one";

#[tokio::test]
async fn plain_permalinks_are_changed_on_the_page_that_the_card_opens() -> Outcome {
    let real = Real::start().await?;
    real.shop.set(Trouble::PlainPermalinks);
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.look_for_shop(&app).await?;
    let title = "One WordPress setting hides your shop from apps";
    way::card(&app, title, "D01", "Check again").await?;
    app.button("Open Permalinks").click().await?;
    profile.opens(&format!("{}/wp-admin/options-permalink.php", real.address())).await?;
    real.shop.clear();
    way::found_after_all(&app, title, "Check again").await?;
    app.close().await
}

#[tokio::test]
async fn woocommerce_is_switched_on_without_a_mouse() -> Outcome {
    let real = Real::start().await?;
    real.shop.set(Trouble::WooCommerceInactive);
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    way::tab_to(&app, "button “Connect my shop”").await?;
    app.press(Key::Enter).await?;
    app.is_on("Your shop's address").await?;
    app.field("Your shop's address").type_text(&real.address()).await?;
    app.press(Key::Enter).await?;
    let title = "WordPress is there, WooCommerce isn't switched on";
    way::card(&app, title, "D06", "Check again").await?;
    // The focus is in the address field, where a wrong address is put right. The card's button comes next.
    app.is_on("Your shop's address").await?;
    way::tab_to(&app, "Open my plugins").await?;
    app.press(Key::Enter).await?;
    profile.opens(&format!("{}/wp-admin/plugins.php", real.address())).await?;
    real.shop.clear();
    way::tab_to(&app, "button “Check again”").await?;
    app.press(Key::Enter).await?;
    app.see("This is your shop").await?;
    app.named(Role::Region, title).gone().await?;
    way::tab_to(&app, "button “Continue”").await?;
    app.press(Key::Enter).await?;
    app.is_on("Let this app look into your shop").await?;
    app.close().await
}

#[tokio::test]
async fn a_shop_on_http_is_secured_with_the_help_of_its_web_host() -> Outcome {
    let real = Real::start().await?;
    real.shop.set(Trouble::HomeIsHttp);
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.look_for_shop(&app).await?;
    let title = "WordPress calls its own address not secure";
    way::card(&app, title, "B07", "Check again").await?;
    app.see("Your web host").await?;
    let wanted = ["localhost", "X-Forwarded-Proto", "Seen: GET ", "Time: ", " UTC", "Code B07, Meum Connect "];
    way::note_holds(&app, "Copy a note for your web host", &wanted).await?;
    // Pressed too early: the host has not done it yet, and the card stays as it is.
    app.button("Check again").click_and_finish().await?;
    way::card(&app, title, "B07", "Check again").await?;
    real.shop.clear();
    way::found_after_all(&app, title, "Check again").await?;
    app.close().await
}

#[tokio::test]
async fn cloudflares_question_is_answered_with_a_rule_and_never_by_the_app() -> Outcome {
    let real = Real::start().await?;
    real.shop.set(Trouble::CloudflareChallenge);
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.look_for_shop(&app).await?;
    let title = "Cloudflare wants proof that we're human";
    way::card(&app, title, "C01", "Check again").await?;
    app.see("let everything that starts with /wp-json/ skip the checks").await?;
    app.see("switch Bot Fight Mode off").await?;
    let wanted = ["localhost", "/wp-json/", "Bot Fight Mode", "Seen: GET ", "Time: ", " UTC", "Code C01"];
    way::note_holds(&app, "Copy a note for your developer", &wanted).await?;
    real.shop.clear();
    app.button("Check again").click().await?;
    app.see("This is your shop").await?;
    app.named(Role::Region, title).gone().await?;
    app.close().await
}

#[tokio::test]
async fn a_password_in_front_of_the_shop_is_asked_for_used_with_the_keys_and_kept() -> Outcome {
    let real = Real::start().await?;
    real.shop.set(Trouble::StagingPassword);
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.look_for_shop(&app).await?;
    let way_on = "Go on with this password";
    way::card(&app, "Your shop asks for an extra password", "C04", way_on).await?;
    enter_password(&app, WRONG_PASSWORD).await?;
    way::card(&app, "That extra password wasn't accepted", "C12", way_on).await?;
    way::nowhere_in_the_page(&app, &[WRONG_PASSWORD]).await?;
    enter_password(&app, notes::STAGING_PASSWORD).await?;
    app.see("This is your shop").await?;
    way::nowhere_in_the_page(&app, &[WRONG_PASSWORD, notes::STAGING_PASSWORD]).await?;
    app.button("Continue").click().await?;
    way::past_keys(&app, notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET).await?;
    if !real.shop.requests().iter().any(|request| request.sign_in == SignIn::BasicAndQueryString) {
        return Err(Failure::new("the keys were not sent together with the extra password"));
    }
    app.close().await?;

    // The password store has it now: neither the keys nor the address ask for it again.
    let app = App::launch(&profile).await?;
    app.button("Back").click().await?;
    app.button("Use other keys").click().await?;
    way::check_keys(&app, notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET).await?;
    app.see("Your keys work").await?;
    app.button("Back").click().await?;
    way::check_address(&app, &format!("{}/shop/", real.address())).await?;
    app.see("This is your shop").await?;
    way::nowhere_in_the_page(&app, &[notes::STAGING_PASSWORD]).await?;
    if let Some(file) = profile.files_with(notes::STAGING_PASSWORD).first() {
        return Err(Failure::new(format!("the extra password is in {}", file.display())));
    }
    app.close().await
}

async fn enter_password(app: &App<'_>, password: &str) -> Outcome {
    app.field("User name").replace_text(notes::STAGING_USER).await?;
    app.field("Password").replace_text(password).await?;
    app.button("Go on with this password").click().await
}

#[tokio::test]
async fn an_unknown_key_is_looked_for_in_the_list_and_replaced() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::check_keys(&app, UNKNOWN_KEY, notes::READ_WRITE_SECRET).await?;
    let title = "The shop doesn't know this key";
    way::card(&app, title, "F01", "Check again").await?;
    app.see("the key ending …7aa55bb").await?;
    way::nowhere_in_the_page(&app, &[UNKNOWN_KEY, notes::READ_WRITE_SECRET]).await?;
    opens_key_list(&app, &profile, &real).await?;
    // The app still holds the secret, which was right all the time.
    app.field("Consumer key").replace_text(notes::READ_WRITE_KEY).await?;
    passes_after_all(&app, title, "Check again").await?;
    app.close().await
}

#[tokio::test]
async fn only_a_wrong_secret_is_copied_again() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::check_keys(&app, notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET).await?;
    let title = "The secret doesn't belong to this key";
    way::card(&app, title, "F02", "Check again").await?;
    app.is_on("Consumer secret").await?;
    let held = app.field("Consumer key").attribute("placeholder").await?;
    if held != "ck_••••••••000a001" {
        return Err(Failure::new(format!("the box of the key shows “{held}”")));
    }
    way::nowhere_in_the_page(&app, &[notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET]).await?;
    app.field("Consumer secret").paste(notes::READ_WRITE_SECRET).await?;
    passes_after_all(&app, title, "Check again").await?;
    app.close().await
}

#[tokio::test]
async fn a_key_that_may_only_look_is_enough_to_go_on_and_can_be_replaced() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::check_keys(&app, notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET).await?;
    let title = "This key may look, but not change anything";
    way::card(&app, title, "F03", "Check again").await?;
    app.button("Go on, I'll put Meum's key in myself").in_sight().await?;
    opens_key_list(&app, &profile, &real).await?;
    // Nobody has saved the change in WooCommerce yet, so the key and the card stay as they were.
    app.button("Check again").click_and_finish().await?;
    way::card(&app, title, "F03", "Go on, I'll put Meum's key in myself").await?;
    app.button("Use other keys").click().await?;
    app.field("Consumer key").wait().await?;
    app.field("Consumer key").replace_text(notes::READ_WRITE_KEY).await?;
    app.field("Consumer secret").replace_text(notes::READ_WRITE_SECRET).await?;
    passes_after_all(&app, title, "Check my keys").await?;
    app.close().await
}

#[tokio::test]
async fn a_customers_key_is_replaced_by_one_of_somebody_who_may_manage_the_shop() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::check_keys(&app, notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET).await?;
    let title = "The key's owner may not manage the shop";
    way::card(&app, title, "F05", "Check again").await?;
    app.see("In the key list open the key ending …000a004").await?;
    opens_key_list(&app, &profile, &real).await?;
    // The app holds the pair: looking again before anything changed needs no typing.
    app.button("Check again").click_and_finish().await?;
    way::card(&app, title, "F05", "Check again").await?;
    app.field("Consumer key").replace_text(notes::READ_WRITE_KEY).await?;
    app.field("Consumer secret").replace_text(notes::READ_WRITE_SECRET).await?;
    passes_after_all(&app, title, "Check again").await?;
    app.close().await
}

#[tokio::test]
async fn a_server_that_takes_the_keys_off_is_got_around_and_remarked_on() -> Outcome {
    let real = Real::start().await?;
    real.shop.set(Trouble::AuthorizationStripped);
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::check_keys(&app, notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET).await?;
    app.see("Your keys work").await?;
    app.button("Continue").in_sight().await?;
    app.button("Sign-in details don't arrive the usual way").click().await?;
    app.see("We used another safe way, and they arrive there.").await?;
    app.axe().await?;
    let wanted = ["localhost", "Authorization", "SetEnvIf", "Code F06"];
    way::note_holds(&app, "Copy a note for your web host", &wanted).await?;
    app.button("Continue").click().await?;
    app.field("Connection key").wait().await?;
    app.close().await
}

#[tokio::test]
async fn stray_text_is_a_remark_and_the_way_on_stays_in_sight_in_the_smallest_window() -> Outcome {
    let real = Real::start().await?;
    real.shop.set(Trouble::NoiseBeforeJson);
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    app.set_window(860, 640).await?;
    real.look_for_shop(&app).await?;
    app.named(Role::Heading, "This is your shop").in_sight().await?;
    app.button("Continue").in_sight().await?;
    // The words beside the button lead to the remarks.
    app.button("2 things worth knowing").click().await?;
    app.see("We can work with it").await?;
    app.axe().await?;
    way::note_holds(&app, "Copy a note for your developer", &["localhost", "Code D05"]).await?;
    app.button("Continue").in_sight().await?;
    app.button("Continue").click().await?;
    way::to_boxes(&app).await?;
    app.close().await
}

async fn opens_key_list(app: &App<'_>, profile: &connect_e2e::Profile, real: &Real) -> Outcome {
    app.button("Open my key list").click().await?;
    let list = "/wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys";
    profile.opens(&format!("{}{list}", real.address())).await.map(drop)
}

async fn passes_after_all(app: &App<'_>, title: &str, button: &str) -> Outcome {
    app.button(button).click().await?;
    app.see("Your keys work").await?;
    app.named(Role::Region, title).gone().await?;
    app.button("Continue").click().await?;
    app.field("Connection key").wait().await
}
