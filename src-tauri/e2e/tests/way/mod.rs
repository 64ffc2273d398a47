//! Steps of a merchant that several journeys share.

use connect_e2e::{App, Key, Keyring, Outcome, Profile, Role, Trouble};

pub mod held;
pub mod looks;
pub mod real;
mod samples;

pub use samples::{a_minute_before, samples};

/// The keys of the practice notebook, which open the practice servers only.
pub mod notes {
    pub const ADDRESS: &str = "https://corner-shop.example";
    pub const KEY: &str = "ck_0c0a11ce0000000000000000000000000000a001";
    pub const SECRET: &str = "cs_0c0a11ce0000000000000000000000000000b001";
    pub const READ_ONLY_KEY: &str = "ck_0c0a11ce0000000000000000000000000000a002";
    pub const READ_ONLY_SECRET: &str = "cs_0c0a11ce0000000000000000000000000000b002";
    pub const MEUM_KEY: &str = "sk_live_practice0connection0key0000001";
}

/// What every name of the button that checks an address or keys begins with: *Check my shop* or *Check my keys*, and
/// *Check again* once something stands in the way.
const CHECK: &str = "Check";

/// The box that asks for the shop's name before disconnecting.
pub const NAME: &str = "To be sure, type your shop's name";

pub async fn into_practice(app: &App<'_>) -> Outcome {
    app.button("Try it with a practice shop").click().await?;
    app.field("Your shop's address").wait().await
}

pub async fn check_address(app: &App<'_>, address: &str) -> Outcome {
    app.field("Your shop's address").replace_text(address).await?;
    app.button(CHECK).click().await
}

pub async fn past_address(app: &App<'_>, address: &str) -> Outcome {
    check_address(app, address).await?;
    app.button("Continue").click().await?;
    to_boxes(app).await
}

/// From the offer to approve to the boxes for keys.
pub async fn to_boxes(app: &App<'_>) -> Outcome {
    app.button("Use keys instead").click().await?;
    app.field("Consumer key").wait().await
}

pub async fn check_keys(app: &App<'_>, key: &str, secret: &str) -> Outcome {
    app.field("Consumer key").replace_text(key).await?;
    app.field("Consumer secret").replace_text(secret).await?;
    app.button(CHECK).click().await
}

/// Goes from the first screen to *Shop keys* and sends the practice keys off for the check.
pub async fn check_practice_keys(app: &App<'_>) -> Outcome {
    into_practice(app).await?;
    past_address(app, notes::ADDRESS).await?;
    check_keys(app, notes::KEY, notes::SECRET).await
}

/// Once the password store is well again, the next try keeps the checked keys and goes on.
pub async fn kept_after_all(app: &App<'_>) -> Outcome {
    app.set_keyring(Keyring::Open)?;
    app.button("Try again").click().await?;
    app.button("Continue").click().await?;
    app.field("Connection key").wait().await
}

pub async fn past_keys(app: &App<'_>, key: &str, secret: &str) -> Outcome {
    check_keys(app, key, secret).await?;
    app.button("Continue").click().await?;
    app.field("Connection key").wait().await
}

pub async fn past_meum_key(app: &App<'_>, key: &str) -> Outcome {
    app.field("Connection key").replace_text(key).await?;
    app.button("Save and continue").click().await?;
    app.button("Connect").wait().await
}

pub async fn past_connect(app: &App<'_>) -> Outcome {
    app.button("Connect").click().await?;
    app.button("Put them into my shop").wait().await
}

pub async fn past_hand_over(app: &App<'_>) -> Outcome {
    app.button("Put them into my shop").click().await?;
    app.button("Continue").click().await?;
    app.button("Check now").wait().await
}

pub async fn to_panel(app: &App<'_>) -> Outcome {
    into_practice(app).await?;
    past_address(app, notes::ADDRESS).await?;
    past_keys(app, notes::KEY, notes::SECRET).await?;
    past_meum_key(app, notes::MEUM_KEY).await?;
    past_connect(app).await?;
    past_hand_over(app).await
}

/// Changes the notes of the closed app as if the answer had got lost a minute earlier.
pub fn a_minute_passes(profile: &Profile) -> Outcome {
    const EARLIER: &str = "UPDATE shops
        SET record = json_set(record, '$.attempt.at', json_extract(record, '$.attempt.at') - 60000)
        WHERE json_extract(record, '$.attempt.at') IS NOT NULL";
    let notes = rusqlite::Connection::open(profile.data()?.join("shops.sqlite"));
    let changed = notes.and_then(|notes| notes.execute(EARLIER, []));
    match changed {
        Ok(1) => Ok(()),
        other => Err(Trouble::new(format!("no answer is noted as lost: {other:?}"))),
    }
}

/// Waits for a card of this title and code that everyone can read, with the way on in sight.
pub async fn card(app: &App<'_>, title: &str, code: &str, way_on: &str) -> Outcome {
    app.named(Role::Region, title).wait().await?;
    app.see(&format!("Code {code}")).await?;
    app.button(way_on).in_sight().await?;
    app.axe().await
}

/// Lets the app look at the shop once more, and find it.
pub async fn found_after_all(app: &App<'_>, title: &str, button: &str) -> Outcome {
    app.button(button).click().await?;
    app.see("This is your shop").await?;
    app.named(Role::Region, title).gone().await?;
    app.button("Continue").click().await?;
    to_boxes(app).await
}

/// Presses Tab until this has the focus.
pub async fn tab_to(app: &App<'_>, announcement: &str) -> Outcome {
    const MOST: usize = 40;
    for _ in 0..MOST {
        if app.focused().await?.contains(announcement) {
            return Ok(());
        }
        app.press(Key::Tab).await?;
    }
    app.is_on(announcement).await
}

/// Copies the note of the card on the screen. The clipboard must then hold all of these texts, and no key.
pub async fn note_holds(app: &App<'_>, button: &str, wanted: &[&str]) -> Outcome {
    app.button(button).click().await?;
    app.button("Copied, ready to paste").wait().await?;
    let note = app.clipboard().await?;
    let missing = wanted.iter().find(|words| !note.contains(*words));
    let leaks = ["ck_", "sk_live_", "a001", "b001"].iter().find(|secret| note.contains(*secret));
    match (missing, leaks) {
        (None, None) => Ok(()),
        (Some(words), _) => Err(Trouble::new(format!("“{words}” is not in the note:\n{note}"))),
        (None, Some(secret)) => Err(Trouble::new(format!("“{secret}” is in the note:\n{note}"))),
    }
}

/// Fails when one of these texts is anywhere in the page.
pub async fn nowhere_in_the_page(app: &App<'_>, secrets: &[&str]) -> Outcome {
    let page = app.dom_text().await?;
    if secrets.iter().any(|secret| page.contains(secret)) {
        return Err(Trouble::new("a secret is still in the page after it was sent"));
    }
    Ok(())
}

/// Notes one more shop while the app is closed, of which this computer has no keys.
pub fn notes_another(profile: &Profile, name: &str) -> Outcome {
    const COPY: &str = "INSERT INTO shops (id, record)
        SELECT 'shop-7', json_set(record, '$.id', 'shop-7', '$.found.name', ?1) FROM shops";
    let notes = rusqlite::Connection::open(profile.data()?.join("shops.sqlite"));
    let done = notes.and_then(|notes| notes.execute(COPY, [name]));
    done.map(drop).map_err(|refusal| Trouble::new(format!("no second shop could be noted: {refusal}")))
}

/// Makes the page write down everything that the app sends it from now on.
pub async fn write_down(app: &App<'_>) -> Outcome {
    const WRITE_DOWN: &str = "
        const tauri = window.__TAURI_INTERNALS__;
        window.writtenDown = [];
        const handler = tauri.transformCallback((event) => window.writtenDown.push(JSON.stringify(event)));
        return tauri.invoke('plugin:event|listen', { event: 'view', target: { kind: 'Any' }, handler });";
    app.script(WRITE_DOWN, Vec::new()).await.map(drop)
}

/// What was written down, a view a line.
pub async fn written_down(app: &App<'_>) -> Outcome<String> {
    let written = app.script("return window.writtenDown.join('\\n');", Vec::new()).await?;
    Ok(written.as_str().unwrap_or_default().to_owned())
}
