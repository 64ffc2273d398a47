//! Watches so many shops as the app does without a window, and says what that cost.

use crate::account::{Account, processor, pss_mib};
use crate::{Outcome, notes};
use connect_core::alarms::Subject;
use connect_core::app::{About, App};
use connect_core::effect::Settings;
use connect_core::event::Event;
use connect_core::preferences::Preference;
use connect_core::record::ShopRecord;
use connect_core::secret::Secret;
use connect_core::step::Step;
use connect_core::view::View;
use meum_connect::adapters::bell::Spoken;
use meum_connect::adapters::desktop::{Desktop, DesktopError};
use meum_connect::adapters::http::{Beyond, Http, Request, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::storage::Storage;
use meum_connect::adapters::vault::Vault;
use meum_connect::driver::{Driver, pass_on};
use meum_connect::perform::Ports;
use meum_connect::world::World;
use serde_json::Value;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::unbounded_channel;

/// The first questions to all of them are not counted: whoever opens the app wants to see how they are.
const FIRST: Duration = Duration::from_secs(45);
/// Between two questions, in milliseconds.
const RHYTHM: i64 = 300_000;

/// A desktop that nobody sits at.
pub struct Nobody;

impl Desktop for Nobody {
    fn claim_scheme(&self) -> Result<(), DesktopError> {
        Err(DesktopError)
    }

    fn open(&self, _: &str) -> Result<(), DesktopError> {
        Ok(())
    }
    fn downloads(&self) -> Option<std::path::PathBuf> {
        None
    }

    fn copy(&self, _: &Secret) -> Result<(), DesktopError> {
        Ok(())
    }
    fn copy_note(&self, _: &str) -> Result<(), DesktopError> {
        Ok(())
    }
    fn zoom(&self, _: u16) {}
    fn say(&self, _: &str) {}
    fn notify(&self, _: Spoken) {}
    fn withdraw(&self, _: Subject) {}
    fn come_to_front(&self) {}
    fn close(&self) {}
    fn go_behind(&self) {}
    fn start_at_login(&self, _: bool) -> Result<(), DesktopError> {
        Ok(())
    }
    fn starts_at_login(&self) -> bool {
        false
    }
}

/// Where the shops are served.
struct Served {
    world: World,
    meum: String,
}

fn served(shops: usize) -> Outcome<Served> {
    let told: Value = serde_json::from_str(&std::env::var("WATCHED_AT")?)?;
    let word = |name: &str| told.get(name).and_then(Value::as_str).map(str::to_owned).ok_or("where the shops are");
    let at: SocketAddr = word("shops")?.parse()?;
    let resolved = |number| Resolved { host: notes::host(number), at: vec![at], plain_at: None, seen_as: None };
    let beyond =
        Beyond { authority: Some(word("authority")?), resolved: (0..shops).map(resolved).collect(), no_proxy: true };
    let http = Http::new(&beyond)?;
    let meum = format!("http://{}", word("meum")?);
    Ok(Served { world: World { meum: Meum::at(http.clone(), meum.parse()?), http }, meum })
}

/// Notes of so many shops, the first on the screen.
pub async fn noted(folder: &Path, shops: usize) -> Outcome {
    let storage = Storage::start(folder.to_owned());
    for number in 0..shops {
        storage.save(Box::new(notes::record(number)?), None).await?;
    }
    storage.save_settings(Settings { current: Some(notes::id(0)), ..Settings::default() }).await?;
    Ok(storage.close().await?)
}

/// Notes of one shop that is watched, on a step of the wizard, by a merchant who wants the watch to go on.
pub async fn noted_on_a_step(folder: &Path) -> Outcome {
    let storage = Storage::start(folder.to_owned());
    let shop = ShopRecord { step: Step::HandOver, ..notes::record(0)? };
    storage.save(Box::new(shop), None).await?;
    let mut settings = Settings { current: Some(notes::id(0)), ..Settings::default() };
    settings.preferences.prefer(Preference::KeepWatching { on: true });
    storage.save_settings(settings).await?;
    Ok(storage.close().await?)
}

/// A running app without a window: its views, the way to tell it something, and its notes.
pub struct Running {
    pub views: tokio::sync::watch::Receiver<Arc<View>>,
    pub events: tokio::sync::mpsc::UnboundedSender<Event>,
    pub storage: Storage,
}

/// The app on these notes.
pub fn app(folder: &Path, shops: usize, world: World) -> Running {
    let about = About { version: "bench".to_owned(), system: "bench".to_owned(), ..About::default() };
    let (events, inbox) = unbounded_channel();
    let vault = Arc::new(Vault::start("bench"));
    (0..shops).for_each(|number| notes::keys(&vault, number));
    let storage = Storage::start(folder.to_owned());
    let ports = Ports { storage: storage.clone(), vault, desktop: Arc::new(Nobody), events: events.clone() };
    let (app, first) = App::new(about);
    let (driver, views) = Driver::new(app, ports, world);
    tokio::spawn(driver.run(first, inbox));
    Running { views, events, storage }
}

/// Watches, and prints the account.
pub async fn watch(shops: usize, seconds: u64, in_front: bool) -> Outcome {
    let folder = tempfile::tempdir()?;
    let Served { world, meum } = served(shops)?;
    noted(folder.path(), shops).await?;
    let http = world.http.clone();
    let Running { views, events, storage: _ } = app(folder.path(), shops, world);
    let _ = events.send(Event::Focused(in_front));
    // As the window's page would get them, in the same bytes.
    tokio::spawn(pass_on(views, |view: &View| drop(serde_json::to_vec(view))));
    tokio::time::sleep(FIRST).await;
    http.send(Request::get(format!("{meum}/forget").parse()?)).await?;
    let (begun, before) = (Instant::now(), processor()?);
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    let (took, after) = (begun.elapsed(), processor()?);
    let answer = http.send(Request::get(format!("{meum}/times").parse()?)).await?;
    let times: HashMap<String, Vec<i64>> = serde_json::from_slice(&answer.body)?;
    let account = Account {
        shops,
        seconds: took.as_secs_f64(),
        requests: times.values().map(Vec::len).sum(),
        processor: after.checked_sub(before).unwrap_or_default(),
        pss_mib: pss_mib()?,
        latest: latest(&times),
    };
    println!("{}", account.line());
    Ok(())
}

/// How many seconds after its five minutes the latest question came, of all shops.
fn latest(times: &HashMap<String, Vec<i64>>) -> f64 {
    let of_shops = times.iter().filter(|(what, _)| *what != "other");
    let gaps =
        of_shops.flat_map(|(_, times)| times.windows(2).map(|pair| pair.iter().rev().fold(0, |sum, at| at - sum)));
    let latest = gaps.map(|gap| gap.abs() - RHYTHM).max().unwrap_or_default();
    Duration::from_millis(u64::try_from(latest).unwrap_or_default()).as_secs_f64()
}
