//! What somebody hears who does not see the window, over the bus that screen readers listen on.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Outcome, Profile, Trouble};

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
