//! The search for secrets in pictures finds what a person can see. These journeys plant secrets in each
//! kind of text that the app has, light and dark, and in a field that the merchant uncovered.

use crate::way;
use crate::way::notes;
use connect_canary::Canaries;
use connect_e2e::{App, Outcome, Picture, Profile, Trouble};
use serde_json::json;

/// Texts that look like keys, secrets and passwords.
const CANARIES: [&str; 14] = [
    "ck_7f3a91c05e8b24d6a0f19c83b7e25d4460fa1b9e",
    "cs_0d9e4c7b1a6f8e3250b4c9d7f1a2e68357c0db94",
    "sk_live_f04b7a9d2c1e8563bf07d94ae2c6815d3b90",
    "e41d07c9ab3f5286d1705ce8f4b92a6300c7d5e18f4a9b26c3d07e51fa84b296",
    "cs_b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3d4e",
    "sk_live_canaryAq7ZsW2xCdE3rFvB4nHyT6",
    "ck_5ca1ab1e90bd4c7f62e81da03957f6bc24e8d01a",
    "correct-horse-canary-stapler",
    "9b0f6d2e7c4a185390e7bd51c2f8a64d03e95b7c1fa2840d6e9c73b5108f4da2",
    "Tr0ub4dor&3 gym_shoes/Walnut",
    "sk_live_Xk29QmZr7LbVd4NtYw8Hs3JpGf6C",
    "battery-Lamp_42/winter morning",
    "ck_e0f1d2c3b4a5968778695a4b3c2d1e0f0a9b8c7d",
    "cs_3141592653589793238462643383279502884197",
];

/// A kind of text has one size, weight, font and colour. Puts these texts, from the one at this place on,
/// into the widest element of each kind on the screen. Returns those that a person can then see whole, with
/// room for twelve letters in a line, and their kinds.
const PLANT: &str = "
    const [texts, first] = arguments;
    const kinds = new Map();
    for (const one of document.querySelectorAll('main *')) {
        if (one.childElementCount > 0 || !one.textContent.trim()) continue;
        const style = getComputedStyle(one);
        const kind = [style.fontSize, style.fontWeight, style.fontFamily, style.color].join();
        const width = one.getBoundingClientRect().width;
        if (width > (kinds.get(kind)?.width ?? 40)) kinds.set(kind, { one, kind, width });
    }
    const planted = [...kinds.values()];
    planted.forEach((it, place) => {
        it.one.textContent = it.text = texts[(first + place) % texts.length];
        it.one.style.overflowWrap = 'anywhere';
        // The corners of a text that runs over several lines are not its own.
        if (getComputedStyle(it.one).display === 'inline') it.one.style.display = 'inline-block';
    });
    const seen = ({ one, kind }) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const isWide = right - left > 12 * parseFloat(kind);
        return isWide && [[left, top], [right, bottom]].every(([x, y]) => one.contains(
            document.elementFromPoint(x === left ? x + 3 : x - 3, y === top ? y + 3 : y - 3)));
    };
    return planted.filter(seen).map(({ text, kind }) => [text, kind]);";

fn found(secret: &str, text: &str) -> bool {
    let mut canaries = Canaries::default();
    canaries.plant("canary", secret);
    canaries.found_in_picture(text).is_some()
}

/// Goes from the boxes for keys to a card with the lines for support.
async fn to_card(app: &App<'_>) -> Outcome {
    way::check_keys(app, notes::KEY, notes::READ_ONLY_SECRET).await?;
    app.see("F02").await
}

/// Plants the secrets from the one at this place on, and finds each in the text of the picture.
async fn each_is_found(app: &App<'_>, first: usize) -> Outcome {
    const KINDS: usize = 10;
    app.set_window(1280, 1100).await?;
    let planted = app.script(PLANT, vec![json!(CANARIES), json!(first)]).await?;
    let planted: Vec<(String, String)> =
        serde_json::from_value(planted).map_err(|refusal| Trouble::new(refusal.to_string()))?;
    if !(KINDS..=CANARIES.len()).contains(&planted.len()) || !planted.iter().any(|(_, kind)| kind.contains("Mono")) {
        return Err(Trouble::new(format!("a canary is in other kinds of text than expected: {planted:?}")));
    }
    let picture = app.snapshot().await?;
    for text in Picture::read_all(std::slice::from_ref(&picture))? {
        let missed: Vec<_> = planted.iter().filter(|(canary, _)| !found(canary, &text)).collect();
        if !missed.is_empty() {
            let kept = picture.keep("canaries-not-found")?;
            return Err(Trouble::new(format!("not found in {}: {missed:?} in:\n{text}", kept.display())));
        }
    }
    Ok(())
}

/// The search does not find a secret behind dots. It does as soon as the merchant uncovers it.
async fn an_uncovered_secret_is_found(app: &App<'_>, secret: &str) -> Outcome {
    app.set_window(1280, 1100).await?;
    app.field("Consumer secret").replace_text(secret).await?;
    let covered = app.snapshot().await?;
    app.button("Show the secret").click().await?;
    app.button("Hide the secret").wait().await?;
    // The ring around a box that has the keyboard is read as a letter.
    app.field("Consumer key").focus().await?;
    let uncovered = app.snapshot().await?;
    app.button("Hide the secret").click().await?;
    let pictures = [covered, uncovered];
    let texts = Picture::read_all(&pictures)?;
    let seen: Vec<bool> = texts.iter().map(|text| found(secret, text)).collect();
    if seen == [false, true] {
        return Ok(());
    }
    let [covered, uncovered] = pictures;
    let kept = [covered.keep("canary-covered")?, uncovered.keep("canary-uncovered")?];
    Err(Trouble::new(format!("covered, uncovered: {seen:?} in {kept:?}: {texts:?}")))
}

#[tokio::test]
async fn a_canary_in_any_kind_of_text_is_found_in_the_light() -> Outcome {
    let profile = Profile::new()?.sharp();
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    way::past_address(&app, notes::ADDRESS).await?;
    an_uncovered_secret_is_found(&app, CANARIES[1]).await?;
    to_card(&app).await?;
    each_is_found(&app, 0).await?;
    app.close().await
}

#[tokio::test]
async fn a_canary_in_any_kind_of_text_is_found_in_the_dark() -> Outcome {
    let profile = Profile::new()?.sharp().dark();
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    way::past_address(&app, notes::ADDRESS).await?;
    to_card(&app).await?;
    each_is_found(&app, CANARIES.len() / 2).await?;
    app.close().await
}
