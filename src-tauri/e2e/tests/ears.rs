//! What somebody hears who does not see the window, over the bus that screen readers listen on.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Ears, Outcome, Profile, Trouble};
use serde_json::Value;

fn holds(what: &str, is_so: bool, found: &[String]) -> Outcome {
    if is_so { Ok(()) } else { Err(Trouble::new(format!("it does not hold that {what}: {found:#?}"))) }
}

#[tokio::test]
async fn what_happens_is_announced_and_the_cursor_is_on_something_that_is_spoken() -> Outcome {
    let profile = Profile::new()?.with_ears();
    let app = App::launch(&profile).await?;
    let ears = app.listen()?;
    way::into_practice(&app).await?;
    ears.hear("says: Your shop.").await?;
    // The cursor is in the only box of the step, which is spoken; a heading would not be.
    ears.hear("on: entry, Your shop's address").await?;
    way::check_address(&app, "not an address").await?;
    ears.hear("That isn't a shop's address yet.").await?;
    way::past_address(&app, notes::ADDRESS).await?;
    ears.hear("says: An answer at this address: done.").await?;
    ears.hear("says: Shop keys.").await?;
    way::past_keys(&app, notes::KEY, notes::SECRET).await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    ears.hear("says: Shoppers can pay.").await?;
    app.button("Check now").click().await?;
    ears.hear("says: Checked just now, still the same.").await?;
    let heard = ears.heard();
    let secrets = [notes::KEY, notes::SECRET, notes::MEUM_KEY].map(|secret| &secret[4..20]);
    holds("no key is spoken", !heard.iter().any(|said| secrets.iter().any(|key| said.contains(key))), &heard)?;
    app.close().await
}

#[tokio::test]
async fn everything_has_its_role() -> Outcome {
    let profile = Profile::new()?.with_ears();
    let app = App::launch(&profile).await?;
    let ears = app.listen()?;
    app.button("Connect my shop").focus().await?;
    ears.hear("push button, Connect my shop").await?;
    let first = ears.find_all().await?;
    let lists = first.iter().filter(|it| it.starts_with("list,")).count();
    holds("both lists of the first page are lists", lists >= 2, &first)?;
    way::into_practice(&app).await?;
    way::past_address(&app, notes::ADDRESS).await?;
    way::check_keys(&app, notes::KEY, notes::READ_ONLY_SECRET).await?;
    app.see("F02").await?;
    let card = ears.find_all().await?;
    let is_button = |name: &str| card.iter().any(|it| it.ends_with(name) && it.contains("button,"));
    holds("what unfolds is a button", is_button(", What else we tried"), &card)?;
    let is_nameless = |it: &String| it.strip_prefix("unknown, ").is_none_or(str::is_empty);
    holds("nothing that has a name is without a role", card.iter().all(is_nameless), &card)?;
    app.close().await
}

/// The app's words in one language, as its pages read them.
struct Words(Value);

impl Words {
    fn of(language: &str) -> Outcome<Self> {
        let file = format!("{}/../../ui/messages/{language}.json", env!("CARGO_MANIFEST_DIR"));
        let refused = |refusal: &dyn std::fmt::Display| Trouble::new(format!("{file} cannot be read: {refusal}"));
        let text = std::fs::read_to_string(&file).map_err(|refusal| refused(&refusal))?;
        serde_json::from_str(&text).map(Self).map_err(|refusal| refused(&refusal))
    }

    /// A message, on one line as everything that is heard.
    fn say(&self, key: &str) -> String {
        let said = self.0[key].as_str().unwrap_or_else(|| panic!("there is no message {key}"));
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A message with other messages in its open places.
    fn filled(&self, key: &str, with: &[(&str, &str)]) -> String {
        let fill = |said: String, (place, key): &(&str, &str)| said.replace(&format!("{{{place}}}"), &self.say(key));
        with.iter().fold(self.say(key), fill)
    }

    fn step(&self, step: &str) -> String {
        format!("says: {}", self.filled("say_step", &[("step", step)]))
    }
}

/// What each screen has for ears: where, the role, and the message that is the name.
const NAMED: [(&str, &str, &str); 9] = [
    ("welcome", "push button", "welcome_connect"),
    ("welcome", "push button", "welcome_try"),
    ("welcome", "landmark", "rail_label"),
    ("welcome", "heading", "welcome_heading"),
    ("meum key", "push button", "meum_save"),
    ("meum key", "heading", "meum_heading"),
    ("panel", "push button", "panel_check_now"),
    ("panel", "push button", "settings_heading"),
    ("panel", "push button", "leave_disconnect"),
];

async fn has_its_names(ears: &Ears, words: &Words, screen: &str) -> Outcome {
    let all = ears.find_all().await?;
    for (_, role, key) in NAMED.iter().filter(|(at, ..)| *at == screen) {
        let wanted = format!("{role}, {}", words.say(key));
        holds(&format!("“{wanted}” is on the screen {screen}"), all.iter().any(|it| it.starts_with(&wanted)), &all)?;
    }
    let is_nameless = |it: &String| it.strip_prefix("unknown, ").is_none_or(str::is_empty);
    holds("nothing that has a name is without a role", all.iter().all(is_nameless), &all)
}

/// From the first screen to the panel in one language: what is announced, and what has which role and name.
async fn is_spoken_in(language: &str, system: &str) -> Outcome {
    let words = Words::of(language)?;
    let profile = Profile::new()?.with_ears().env("LANG", system);
    let app = App::launch(&profile).await?;
    let ears = app.listen()?;
    app.button(&words.say("welcome_connect")).focus().await?;
    ears.hear(&format!("push button, {}", words.say("welcome_connect"))).await?;
    has_its_names(&ears, &words, "welcome").await?;
    app.button(&words.say("welcome_try")).click().await?;
    ears.hear(&words.step("step_yourShop")).await?;
    ears.hear(&format!("on: entry, {}", words.say("shop_field"))).await?;
    app.field(&words.say("shop_field")).replace_text(notes::ADDRESS).await?;
    app.button(&words.say("shop_check")).click().await?;
    ears.hear(&words.filled("say_check", &[("check", "check_found"), ("state", "check_state_passed")])).await?;
    app.button(&words.say("continue")).click().await?;
    ears.hear(&words.step("step_shopKeys")).await?;
    app.button(&words.say("approve_use_keys")).click().await?;
    app.field(&words.say("keys_key")).replace_text(notes::KEY).await?;
    app.field(&words.say("keys_secret")).replace_text(notes::SECRET).await?;
    app.button(&words.say("keys_check")).click().await?;
    app.button(&words.say("continue")).click().await?;
    ears.hear(&words.step("step_meumKey")).await?;
    app.field(&words.say("meum_field")).replace_text(notes::MEUM_KEY).await?;
    has_its_names(&ears, &words, "meum key").await?;
    app.button(&words.say("meum_save")).click().await?;
    ears.hear(&words.step("step_review")).await?;
    app.button(&words.say("review_connect")).click().await?;
    ears.hear(&words.step("step_handOver")).await?;
    app.button(&words.say("hand_do")).click().await?;
    app.button(&words.say("continue")).click().await?;
    ears.hear(&format!("says: {}", words.filled("say_headline", &[("headline", "headline_canPay")]))).await?;
    app.button(&words.say("panel_check_now")).click().await?;
    // How long ago it was is for the clock to say.
    let still = words.say("panel_still");
    ears.hear(still.rsplit('}').next().unwrap_or_default()).await?;
    has_its_names(&ears, &words, "panel").await?;
    let (heard, english) = (ears.heard(), Words::of("en")?);
    let foreign: Vec<_> = ["step_yourShop", "step_shopKeys", "step_meumKey", "check_found", "headline_canPay"]
        .map(|key| english.say(key))
        .into_iter()
        .filter(|said| heard.iter().any(|heard| heard.contains(said)))
        .collect();
    holds("nothing is spoken in English", foreign.is_empty(), &foreign)?;
    app.close().await
}

#[tokio::test]
async fn from_welcome_to_the_panel_a_screen_reader_gets_german() -> Outcome {
    is_spoken_in("de", "de_DE.UTF-8").await
}

#[tokio::test]
async fn from_welcome_to_the_panel_a_screen_reader_gets_spanish() -> Outcome {
    is_spoken_in("es", "es_ES.UTF-8").await
}

#[tokio::test]
async fn from_welcome_to_the_panel_a_screen_reader_gets_french() -> Outcome {
    is_spoken_in("fr", "fr_FR.UTF-8").await
}
