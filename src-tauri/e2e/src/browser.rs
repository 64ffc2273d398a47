//! A real browser beside the app: Chromium of the distribution, driven over WebDriver, with a window or without.
//!
//! It refuses to keep anything: its profile is in the journey's home.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::processes::{self, MARK};
use crate::profile::Profile;
use crate::trouble::{Outcome, Trouble};
use crate::wait::{answer, until};

/// The running browser. It ends with its owner.
pub struct Browser {
    driver: Child,
    client: Client,
    mark: std::path::PathBuf,
}

impl Browser {
    /// Starts it without a window, with a home of its own.
    pub async fn start(profile: &Profile) -> Outcome<Self> {
        Self::start_with(profile, &["--headless=new"], json!({})).await
    }

    /// Starts it with a window on the journey's screen, as somebody has it who has allowed this page before to open what
    /// belongs to a scheme: without a window, Chromium opens no other program.
    pub async fn start_with_window(profile: &Profile, page: &str, scheme: &str) -> Outcome<Self> {
        let page = url::Url::parse(page).map_err(|refusal| Trouble::refused("reading a page's address", refusal))?;
        let origin = page.origin().ascii_serialization();
        let allowed = json!({ "protocol_handler": { "allowed_origin_protocol_pairs": { origin: { scheme: true } } } });
        Self::start_with(profile, &["--ozone-platform=x11"], allowed).await
    }

    async fn start_with(profile: &Profile, more: &[&str], preferences: serde_json::Value) -> Outcome<Self> {
        let home = profile.home().join("browser");
        std::fs::create_dir_all(&home).map_err(|refusal| Trouble::refused("making the browser's home", refusal))?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = port.map_err(|refusal| Trouble::refused("finding a free port", refusal))?.port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .envs(profile.environment())
            .env(MARK, &home)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|refusal| Trouble::refused("starting chromedriver", refusal))?;
        let up = until(async || {
            let knock = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
            knock.map(drop).map_err(|refusal| Trouble::refused("reaching chromedriver", refusal))
        });
        up.await?;
        // Whoever runs the journeys may be root, whom Chromium's own sandbox does not take.
        let data = format!("--user-data-dir={}", home.join("data").display());
        let arguments = [&["--no-sandbox", "--no-first-run", "--disable-gpu", &data], more].concat();
        let wanted = json!({ "goog:chromeOptions": { "args": arguments, "prefs": preferences } });
        let wanted = serde_json::from_value(wanted).map_err(|refusal| Trouble::refused("asking for it", refusal))?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://{}:{port}", Ipv4Addr::LOCALHOST);
        let client = answer("starting Chromium", builder.capabilities(wanted).connect(&address)).await?;
        Ok(Self { driver, client, mark: home })
    }

    /// Goes to this address.
    pub async fn go_to(&self, address: &str) -> Outcome {
        answer("going to a page", self.client.goto(address)).await
    }

    /// Presses what has this id on the page.
    pub async fn press(&self, id: &str) -> Outcome {
        let found = answer("finding a button", self.client.find(Locator::Id(id))).await?;
        answer("pressing it", found.click()).await
    }

    /// Waits until the page at this path is there, and tells its whole address and what it says.
    pub async fn comes_to(&self, path: &str) -> Outcome<(String, String)> {
        until(async || {
            let here = answer("asking where it is", self.client.current_url()).await?;
            if here.path() != path {
                return Err(Trouble::new(format!("the browser is at {}, and not at {path}", here.path())));
            }
            let body = answer("finding the page", self.client.find(Locator::Css("body"))).await?;
            Ok((here.to_string(), answer("reading it", body.text()).await?))
        })
        .await
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        loop {
            let left = processes::marked(&self.mark);
            if left.is_empty() {
                break;
            }
            processes::kill(&left);
        }
        let _ = self.driver.wait();
    }
}
