//! Planted secrets, and what the app says and leaves while it watches without its window: notifications,
//! the icon's words and menu, the entry that starts the watch at login, arguments, environment, locks and
//! notes. The shop has a secret in its own name, as one would have that pasted it into the wrong box.

use crate::secrets::{KEY, MEUM_KEY, SECRET, nothing_left, profile, search, servers_of};
use crate::way;
use connect_e2e::{App, Outcome, Role, Trouble};
use connect_practice::MeumTrouble;

#[tokio::test]
async fn no_secret_gets_out_where_the_app_watches_without_its_window() -> Outcome {
    let servers = servers_of(format!("Shop {SECRET}")).await?;
    let trust = tempfile::NamedTempFile::new().map_err(|error| Trouble::new(error.to_string()))?;
    let profile = profile(&servers, &trust)?.with_panel().with_notifications();
    let app = App::launch(&profile).await?;
    let heard = app.hear_notifications()?;
    app.button("Connect my shop").click().await?;
    way::past_address(&app, servers.shop.home().as_str()).await?;
    way::past_keys(&app, KEY, SECRET).await?;
    way::past_meum_key(&app, MEUM_KEY).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    app.button("Settings").click().await?;
    app.named(Role::Checkbox, "Keep watching when this window is closed").click().await?;
    app.named(Role::Checkbox, "Start watching when I log in").click().await?;
    app.button("Done").click().await?;
    app.button("Check now").wait().await?;
    app.leave().await?;
    let mut secrets = [KEY, SECRET, MEUM_KEY].map(str::to_owned).to_vec();
    for issued in servers.meum.issued() {
        secrets.extend([issued.api_key, issued.webhook_secret]);
    }

    servers.meum.set(MeumTrouble::PayoutMissing);
    app.choose_at_icon("Check now").await?;
    heard.newest_of(1).await?;
    search("the icon beside the window", &app.said_at_icon().await?, &secrets)?;
    app.ask_to_close()?;
    app.goes_behind().await?;
    servers.meum.clear();
    app.choose_at_icon("Check now").await?;
    heard.newest_of(2).await?;
    servers.meum.set(MeumTrouble::KeyRevoked);
    app.choose_at_icon("Check now").await?;
    heard.newest_of(3).await?;
    let icon = app.said_at_icon().await?;
    if !icon.contains("Shop ") {
        return Err(Trouble::new(format!("the icon does not name the shop: {icon}")));
    }
    search("the icon of the watch", &icon, &secrets)?;
    search("a notification", &format!("{:?}", heard.all()), &secrets)?;
    search("an argument or an environment", &app.arguments_and_environments(), &secrets)?;
    search("an open file", &app.open_in_watch().join("\n"), &secrets)?;
    let (leave, all) = app.that_leave_a_core();
    if all == 0 || !leave.is_empty() {
        return Err(Trouble::new(format!("of {all} watching processes these leave a core file: {leave:?}")));
    }
    if profile.files_with("meum-connect\" watch").is_empty() {
        return Err(Trouble::new("there is no entry that starts the watch at login"));
    }
    app.choose_at_icon("Quit").await?;
    app.watch_ends().await?;
    nothing_left(&profile, &secrets)
}
