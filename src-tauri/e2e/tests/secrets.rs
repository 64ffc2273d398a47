//! These journeys type planted secrets into every field of the real app, against real servers, and search
//! for them everywhere: in the page, the views, pictures of the window, every file that the app writes, and
//! everything that it prints.

use crate::way;
use connect_canary::Canaries;
use connect_e2e::{App, Outcome, Picture, Profile, Trouble};
use connect_practice::{
    Issuer, KeyKind, KeyLife, MeumConfig, MeumKey, Owner, Permission, PracticeMeum, PracticeShop, ShopConfig, ShopKey,
    notebook,
};

pub const KEY: &str = "ck_cafe0badc0de7193a5f2e8b46d0c91f7a3e5b286";
pub const SECRET: &str = "cs_feedface7a1d90b3c85e2f64d7091bac3e8f52d6";
pub const WRONG_SECRET: &str = "cs_0ddf00d51c7e93a2b8f4d60719e3c5a82b4f7d16";
const UNKNOWN_KEY: &str = "ck_5ca1ab1e90bd4c7f62e81da03957f6bc24e8d01a";
const WRONG_PASSWORD: &str = "correct-horse-canary-stapler";
pub const MEUM_KEY: &str = "sk_live_canaryAq7ZsW2xCdE3rFvB4nHyT6";
const WRONG_MEUM_KEY: &str = "sk_live_parrotLk9JuM8nBvC7xZaQ1wSd";

pub struct Servers {
    pub shop: PracticeShop,
    pub meum: PracticeMeum,
}

pub async fn servers() -> Outcome<Servers> {
    servers_of(ShopConfig::practice().name).await
}

/// The two servers, with a shop of this name.
pub async fn servers_of(name: String) -> Outcome<Servers> {
    let refused = |error| Trouble::new(format!("the servers did not start: {error}"));
    let home = "https://localhost:0".parse().map_err(|_| Trouble::new("no address"))?;
    let key = ShopKey {
        consumer_key: KEY.to_owned(),
        consumer_secret: SECRET.to_owned(),
        permission: Permission::ReadWrite,
        owner: Owner::Administrator,
        revoked: false,
    };
    let shop = ShopConfig { home, name, keys: vec![key], ..ShopConfig::practice() };
    let meum_key =
        MeumKey { key: MEUM_KEY.to_owned(), life: KeyLife::Valid, kind: KeyKind::Connection, bound_elsewhere: false };
    let meum = MeumConfig { connection_keys: vec![meum_key], issuer: Issuer::Random, ..MeumConfig::practice() };
    Ok(Servers {
        shop: PracticeShop::start(shop).await.map_err(refused)?,
        meum: PracticeMeum::start(meum).await.map_err(refused)?,
    })
}

/// A machine on which the app reaches both servers and logs as much as it can.
pub fn profile(servers: &Servers, trust: &tempfile::NamedTempFile) -> Outcome<Profile> {
    std::fs::write(trust.path(), servers.shop.authority_pem()).map_err(|error| Trouble::new(error.to_string()))?;
    Ok(Profile::new()?
        .sharp()
        .env("SSL_CERT_FILE", trust.path())
        .env("MEUM_API_URL", servers.meum.url().as_str())
        .env("MEUM_CONNECT_LOG", "trace"))
}

fn canaries(secrets: &[String]) -> Canaries {
    let mut canaries = Canaries::default();
    for secret in secrets {
        let start: String = secret.chars().take(6).collect();
        canaries.plant(&format!("{start}…"), secret);
    }
    canaries
}

/// Fails when one of these secrets is in this text.
pub fn search(place: &str, text: &str, secrets: &[String]) -> Outcome {
    match canaries(secrets).found_in(text.as_bytes()) {
        Some(found) => Err(Trouble::new(format!("{place}: {found}"))),
        None => Ok(()),
    }
}

/// Searches every view since [`way::write_down`], not only those at which the journey stopped.
async fn nothing_was_sent(app: &App<'_>, secrets: &[String]) -> Outcome {
    let sent = way::written_down(app).await?;
    if sent.matches("\"screen\"").count() < 20 {
        return Err(Trouble::new("too few views were written down to prove anything"));
    }
    search("a view that was sent", &sent, secrets)?;
    search("an argument or an environment", &app.arguments_and_environments(), secrets)
}

/// Pictures of the screen at each stop. Reading them all comes last.
#[derive(Default)]
pub struct Stops {
    /// The stop's name, and the page's own text there.
    shown: Vec<(String, String)>,
    pictures: Vec<Picture>,
}

impl Stops {
    /// Takes a picture with everything unfolded and nothing out of sight.
    pub async fn look(&mut self, app: &App<'_>, place: &str) -> Outcome {
        const UNFOLD: &str =
            "document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click());";
        app.script(UNFOLD, Vec::new()).await?;
        app.show_all().await?;
        self.shown.push((place.to_owned(), app.visible_text().await?));
        self.pictures.push(app.snapshot().await?);
        Ok(())
    }

    /// Searches what the page shows and holds, and what the view says.
    async fn nothing_shows(&mut self, app: &App<'_>, place: &str, secrets: &[String]) -> Outcome {
        self.look(app, place).await?;
        search(&format!("the page at {place}"), &app.dom_text().await?, secrets)?;
        let view = app.view().await?.to_string();
        if !view.contains("\"screen\"") {
            return Err(Trouble::new("what came is no view"));
        }
        search(&format!("the view at {place}"), &view, secrets)
    }

    /// Reads all pictures and searches them.
    pub fn nothing_seen(&self, secrets: &[String]) -> Outcome {
        let canaries = canaries(secrets);
        let texts = Picture::read_all(&self.pictures)?;
        for (((place, shown), picture), text) in self.shown.iter().zip(&self.pictures).zip(texts) {
            let words: Vec<&str> = shown.split_whitespace().filter(|word| word.len() > 4).collect();
            let read = words.iter().filter(|word| text.contains(**word)).count();
            if words.is_empty() || read * 3 < words.len() * 2 {
                return Err(Trouble::new(format!("{place}: the picture could not be read: {text}")));
            }
            if let Some(found) = canaries.found_in_picture(&text) {
                let kept = picture.keep(&format!("secret-at-{}", place.replace(' ', "-")))?;
                return Err(Trouble::new(format!("{place}: {found}: {}", kept.display())));
            }
        }
        Ok(())
    }
}

#[tokio::test]
async fn no_secret_gets_out_anywhere_on_the_whole_way() -> Outcome {
    let servers = servers().await?;
    let trust = tempfile::NamedTempFile::new().map_err(|error| Trouble::new(error.to_string()))?;
    let profile = profile(&servers, &trust)?;
    let app = App::launch(&profile).await?;
    let mut stops = Stops::default();
    let mut secrets = [KEY, SECRET, WRONG_SECRET, MEUM_KEY, WRONG_MEUM_KEY].map(str::to_owned).to_vec();
    way::write_down(&app).await?;

    app.button("Connect my shop").click().await?;
    way::check_address(&app, &format!("{SECRET} {KEY}")).await?;
    app.see("A21").await?;
    stops.nothing_shows(&app, "the address step", &secrets).await?;
    way::past_address(&app, servers.shop.home().as_str()).await?;
    way::check_keys(&app, MEUM_KEY, SECRET).await?;
    app.see("E08").await?;
    stops.nothing_shows(&app, "a key in the wrong box", &secrets).await?;
    way::check_keys(&app, KEY, WRONG_SECRET).await?;
    app.see("F02").await?;
    stops.nothing_shows(&app, "a wrong secret", &secrets).await?;
    way::past_keys(&app, KEY, SECRET).await?;
    stops.nothing_shows(&app, "the keys step", &secrets).await?;
    app.field("Connection key").replace_text(MEUM_KEY).await?;
    stops.look(&app, "a Meum key being typed").await?;
    way::past_meum_key(&app, WRONG_MEUM_KEY).await?;
    stops.nothing_shows(&app, "the review", &secrets).await?;
    app.button("Connect").click().await?;
    app.see("G01").await?;
    stops.nothing_shows(&app, "a wrong Meum key", &secrets).await?;
    app.button("Back").click().await?;
    way::past_meum_key(&app, MEUM_KEY).await?;
    way::past_connect(&app).await?;
    for issued in servers.meum.issued() {
        secrets.extend([issued.api_key, issued.webhook_secret]);
    }
    stops.nothing_shows(&app, "the hand-over", &secrets).await?;
    app.button("Do it by hand").click().await?;
    app.button("Copy the webhook secret").wait().await?;
    stops.nothing_shows(&app, "the hand-over by hand", &secrets).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    stops.nothing_shows(&app, "the panel", &secrets).await?;
    app.picture("live-panel").await?;
    let saved = saved_reports(&app, &profile, &secrets).await?;
    stops.nothing_shows(&app, "the report", &secrets).await?;
    app.button("Close").click().await?;
    app.button("Disconnect").click().await?;
    app.field(way::NAME).wait().await?;
    stops.nothing_shows(&app, "the way out", &secrets).await?;
    nothing_was_sent(&app, &secrets).await?;

    let handed_over = servers.shop.gateway();
    if !secrets.contains(&handed_over.api_key) || !secrets.contains(&handed_over.webhook_secret) {
        return Err(Trouble::new("the search is for other secrets than the plugin got"));
    }
    app.close().await?;
    nothing_left(&profile, &secrets)?;
    let read = Picture::read_all(&[Picture::from(saved)])?.concat();
    if !read.contains("Shoppers can pay") {
        return Err(Trouble::new(format!("the saved picture could not be read: {read}")));
    }
    if let Some(found) = canaries(&secrets).found_in_picture(&read) {
        return Err(Trouble::new(format!("the saved picture: {found}")));
    }
    stops.nothing_seen(&secrets)
}

/// Saves the report in both forms, and searches the text and the bytes of the code. Gives back the picture.
async fn saved_reports(app: &App<'_>, profile: &Profile, secrets: &[String]) -> Outcome<Vec<u8>> {
    app.button("Report for Meum's support: show what is in it").click().await?;
    app.button("Save file").click().await?;
    app.see("The file is saved as").await?;
    app.button("Save picture").click().await?;
    app.see("The picture is saved as").await?;
    let refused = |refusal: std::io::Error| Trouble::new(format!("the saved reports: {refusal}"));
    let of_kind = |ending: &'static str| {
        let files = std::fs::read_dir(profile.home()).map_err(refused)?.flatten().map(|file| file.path());
        let found = files
            .filter(|file| file.extension().is_some_and(|other| other == ending))
            .find(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("meum-report-")));
        let file = found.ok_or_else(|| Trouble::new(format!("no report was saved as {ending}")))?;
        std::fs::read(file).map_err(refused)
    };
    search("the saved file", &String::from_utf8_lossy(&of_kind("txt")?), secrets)?;
    let picture = of_kind("png")?;
    let codes = connect_picture::codes(&picture).map_err(|refusal| Trouble::new(refusal.to_string()))?;
    match codes.iter().find_map(|code| canaries(secrets).found_in(code)) {
        Some(found) => Err(Trouble::new(format!("the code on the saved picture: {found}"))),
        None if codes.len() == 1 => Ok(picture),
        None => Err(Trouble::new(format!("{} codes are on the saved picture", codes.len()))),
    }
}

/// Searches what the app printed, and every file it wrote.
pub fn nothing_left(profile: &Profile, secrets: &[String]) -> Outcome {
    search("what the app printed", &profile.log(), secrets)?;
    let found = canaries(secrets).found_below(profile.home()).map_err(|error| Trouble::new(error.to_string()))?;
    match found {
        Some((path, found)) => Err(Trouble::new(format!("{}: {found}", path.display()))),
        None => Ok(()),
    }
}

/// The extra password takes the header, so the keys go in the query here.
#[tokio::test]
async fn no_secret_gets_out_where_keys_are_in_the_query() -> Outcome {
    let servers = servers().await?;
    servers.shop.set(connect_practice::Trouble::StagingPassword);
    let trust = tempfile::NamedTempFile::new().map_err(|error| Trouble::new(error.to_string()))?;
    let profile = profile(&servers, &trust)?;
    let app = App::launch(&profile).await?;
    let mut stops = Stops::default();
    let password = notebook::STAGING_PASSWORD;
    let secrets = [KEY, SECRET, WRONG_SECRET, UNKNOWN_KEY, password, WRONG_PASSWORD].map(str::to_owned);
    app.button("Connect my shop").click().await?;
    way::check_address(&app, servers.shop.home().as_str()).await?;
    app.see("C04").await?;
    for (tried, seen) in [(WRONG_PASSWORD, "C12"), (password, "This is your shop")] {
        app.field("User name").replace_text(notebook::STAGING_USER).await?;
        app.field("Password").replace_text(tried).await?;
        stops.look(&app, "a password being typed").await?;
        app.button("Go on with this password").click().await?;
        app.see(seen).await?;
        stops.nothing_shows(&app, seen, &secrets).await?;
    }
    app.button("Continue").click().await?;
    app.field("Consumer key").wait().await?;
    // For an unknown key the app sends signed probes as well.
    for (key, secret, code) in [(UNKNOWN_KEY, SECRET, "F01"), (KEY, WRONG_SECRET, "F02")] {
        way::check_keys(&app, key, secret).await?;
        app.see(code).await?;
        stops.nothing_shows(&app, code, &secrets).await?;
    }
    way::past_keys(&app, KEY, SECRET).await?;
    let queries = |seen: &connect_practice::SeenRequest| seen.query_names.iter().any(|name| name == "consumer_secret");
    if !servers.shop.requests().iter().any(queries) {
        return Err(Trouble::new("no key went in the query: the search proves nothing"));
    }
    app.close().await?;
    nothing_left(&profile, &secrets)?;
    stops.nothing_seen(&secrets)
}
