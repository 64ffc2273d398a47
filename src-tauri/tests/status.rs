//! `meum-connect status` as a process, beside the running app and without it: what it prints and how it ends, that it asks
//! nobody for a password, and that notes and secrets stay where they are.

use crate::harness::child::{Child, Setting};
use crate::harness::crypto;
use crate::harness::session::Session;
use crate::harness::wrong::{connects, hands_over};
use connect_canary::Canaries;
use connect_practice::{MeumConfig, PracticeMeum, PracticeShop, ShopConfig, Trouble, notebook};
use meum_connect::adapters::vault::SERVICE;
use serde_json::{Value, json};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

/// A connected shop, in a session of its own.
struct Place {
    shop: PracticeShop,
    meum: PracticeMeum,
    session: Session,
    proxy: SocketAddr,
    trust: tempfile::NamedTempFile,
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// A proxy that knows the way to one server, whatever it is asked for: the shop's name leads nowhere by itself.
async fn proxy_to(server: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut app, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut heard = Vec::new();
                while !heard.ends_with(b"\r\n\r\n") {
                    let Ok(byte) = app.read_u8().await else { return };
                    heard.push(byte);
                }
                let Ok(mut server) = TcpStream::connect(server).await else { return };
                if app.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.is_ok() {
                    // Either side hangs up when it likes.
                    let _ = copy_bidirectional(&mut app, &mut server).await;
                }
            });
        }
    });
    at
}

impl Place {
    /// The shop is connected, and the app is on its panel.
    async fn connected() -> (Self, Child) {
        let place = Self::new().await;
        let mut app = place.app();
        app.go_to_review(place.shop.home().as_str()).await;
        connects(&mut app).await;
        hands_over(&mut app).await;
        app.ask(&json!({"kind": "continue"})).await;
        app.until("shoppers can pay", |view| view["screen"]["headline"] == "canPay").await;
        (place, app)
    }

    async fn new() -> Self {
        crypto();
        let shop = PracticeShop::start(ShopConfig::practice()).await.unwrap();
        let meum = PracticeMeum::start(MeumConfig::practice()).await.unwrap();
        let mut trust = tempfile::NamedTempFile::new().unwrap();
        trust.write_all(shop.authority_pem().as_bytes()).unwrap();
        let proxy = proxy_to(shop.tls_address()).await;
        Self { shop, meum, session: Session::start(), proxy, trust }
    }

    fn folder(&self) -> PathBuf {
        self.session.data().join(SERVICE)
    }

    fn app(&self) -> Child {
        let setting = Setting::of(self.folder(), SERVICE, &self.shop, &self.meum);
        Child::start_as(&setting, |command| self.session.lead(command))
    }

    fn status(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meum-connect"));
        command.env_clear().arg("status").args(arguments).current_dir(self.session.data());
        self.session.lead(&mut command);
        command.env("SSL_CERT_FILE", self.trust.path()).env("MEUM_API_URL", self.meum.url().as_str()).env("TZ", "UTC");
        command.env("HTTPS_PROXY", format!("http://{}", self.proxy));
        let output = tokio::task::block_in_place(|| command.output().unwrap());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// What must be in no answer.
    fn canaries(&self) -> Canaries {
        let mut canaries = Canaries::default();
        canaries.plant("the shop's key", notebook::READ_WRITE_KEY);
        canaries.plant("the shop's secret", notebook::READ_WRITE_SECRET);
        canaries.plant("the connection key", notebook::CONNECTION_KEY);
        for issued in self.meum.issued() {
            canaries.plant("Meum's key", &issued.api_key);
            canaries.plant("the webhook secret", &issued.webhook_secret);
        }
        canaries
    }
}

/// The notes, byte for byte.
fn notes(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join("shops.sqlite")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_says_how_the_shop_stands_beside_the_app_and_without_it() {
    let (place, app) = Place::connected().await;
    let beside = place.status(&[]);
    assert_eq!(beside.code, 0, "{}\n{}", beside.out, beside.err);
    app.kill();
    let before = notes(&place.folder());
    let text = place.status(&[]);
    assert!(text.out.contains("\ncorner-shop.example\n  Shoppers can pay · since "), "{}", text.out);
    let json = place.status(&["--json"]);
    let told: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&told["level"], &told["shops"][0]["headline"]), (&json!("ok"), &json!("canPay")), "{told}");
    assert_eq!(told["shops"][0]["lines"].as_array().unwrap().len(), 7);
    let nagios = place.status(&["--nagios"]);
    let expected =
        "MEUM OK - corner-shop.example: Shoppers can pay | shops=1 ok=1 warning=0 critical=0 unknown=0 time=";
    assert!(nagios.out.starts_with(expected) && nagios.out.lines().count() == 1, "{}", nagios.out);
    let file = place.session.data().join("meum.prom");
    let metrics = place.status(&["--format", "openmetrics", "--output", file.to_str().unwrap()]);
    assert!(metrics.out.is_empty(), "{}", metrics.out);
    let metrics = std::fs::read_to_string(&file).unwrap();
    let shop = "meum_connect_shop_state{shop=\"corner-shop.example\",state=\"can_pay\"} 1\n";
    assert!(metrics.contains(shop) && metrics.ends_with("# EOF\n"), "{metrics}");
    passes_promtool(&metrics);
    assert_eq!([text.code, json.code, nagios.code], [0; 3], "{}", text.err);
    assert_eq!(notes(&place.folder()), before, "the notes are as they were");
    for said in [beside.out, text.out, json.out, nagios.out, metrics, beside.err, text.err, json.err, nagios.err] {
        assert_eq!(place.canaries().found_in(said.as_bytes()), None, "{said}");
    }
}

/// Prometheus' own reader looks at the metrics.
fn passes_promtool(metrics: &str) {
    let mut command = Command::new("promtool");
    command.args(["check", "metrics"]).stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut promtool = command.spawn().expect("Prometheus is among the packages of the tests");
    promtool.stdin.take().unwrap().write_all(metrics.as_bytes()).unwrap();
    let said = promtool.wait_with_output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

/// A real Prometheus that asks this page of metrics every second, with the rules as they are, but for their patience.
struct Prometheus {
    process: std::process::Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Prometheus {
    async fn reading(metrics: String) -> Self {
        let page = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (target, own) = (page.local_addr().unwrap(), std::net::TcpListener::bind("127.0.0.1:0").unwrap());
        let address = own.local_addr().unwrap().to_string();
        drop(own);
        tokio::spawn(async move {
            while let Ok((mut asked, _)) = page.accept().await {
                let head =
                    format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n", metrics.len());
                let mut question = [0; 4096];
                let _ = asked.read(&mut question).await;
                let _ = asked.write_all(format!("{head}Connection: close\r\n\r\n{metrics}").as_bytes()).await;
            }
        });
        let folder = tempfile::tempdir().unwrap();
        let rules = include_str!("../../docs/monitoring/alerts.yml");
        let hasty = rules.lines().map(|line| match line.trim_start().strip_prefix("for:") {
            Some(_) => "        for: 0s\n".to_owned(),
            None => format!("{line}\n"),
        });
        std::fs::write(folder.path().join("alerts.yml"), hasty.collect::<String>()).unwrap();
        let config = format!(
            "global: {{scrape_interval: 1s, evaluation_interval: 1s}}\nrule_files: [alerts.yml]\n\
             scrape_configs: [{{job_name: meum, static_configs: [{{targets: ['{target}']}}]}}]\n"
        );
        std::fs::write(folder.path().join("prometheus.yml"), config).unwrap();
        let mut command = Command::new("prometheus");
        command.current_dir(folder.path()).arg("--config.file=prometheus.yml").arg("--storage.tsdb.path=data");
        command.arg(format!("--web.listen-address={address}"));
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let process = command.spawn().expect("Prometheus is among the packages of the tests");
        Self { process, address, _folder: folder }
    }

    /// The names of the alerts that fire, once some do.
    async fn firing(&self) -> Vec<String> {
        let until = std::time::Instant::now() + crate::harness::PATIENCE;
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        loop {
            assert!(std::time::Instant::now() < until, "no alert fires");
            let asked = client.get(format!("http://{}/api/v1/alerts", self.address)).send().await;
            let Ok(answer) = asked else {
                tokio::task::yield_now().await;
                continue;
            };
            let told: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default();
            let alerts = told["data"]["alerts"].as_array().cloned().unwrap_or_default();
            let firing = alerts.iter().filter(|alert| alert["state"] == "firing");
            let names: Vec<String> =
                firing.filter_map(|alert| alert["labels"]["alertname"].as_str()).map(str::to_owned).collect();
            if !names.is_empty() {
                return names;
            }
        }
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_fire_in_a_real_prometheus_where_a_shop_fails() {
    let (place, app) = Place::connected().await;
    app.kill();
    place.shop.set(Trouble::GatewayOff);
    let metrics = place.status(&["--format", "openmetrics"]).out;
    let prometheus = Prometheus::reading(metrics).await;
    let firing = prometheus.firing().await;
    assert!(firing.contains(&"MeumShopCannotBePaid".to_owned()), "{firing:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_in_every_form_and_in_the_exit_code() {
    let (place, app) = Place::connected().await;
    app.kill();
    place.shop.set(Trouble::GatewayOff);
    let text = place.status(&[]);
    assert!(text.code == 1 && text.out.contains("H02"), "{}\n{}", text.out, text.err);
    let nagios = place.status(&["--nagios"]);
    assert_eq!(nagios.code, 2, "{}", nagios.out);
    assert!(
        nagios.out.starts_with("MEUM CRITICAL - corner-shop.example: Shoppers can't pay right now (H02"),
        "{}",
        nagios.out
    );
    let metrics = place.status(&["--format=openmetrics"]);
    assert!(metrics.code == 0 && metrics.out.contains(",code=\"H02\"} 1\n"), "{}", metrics.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_locked_password_store_a_shop_is_unknown_and_nobody_is_asked() {
    let (place, app) = Place::connected().await;
    app.kill();
    let asked = place.shop.requests().len();
    place.session.lock_store();
    let nagios = place.status(&["--nagios"]);
    assert_eq!(nagios.code, 3, "{}", nagios.out);
    assert!(nagios.out.starts_with("MEUM UNKNOWN - corner-shop.example: "), "{}", nagios.out);
    assert_eq!(place.shop.requests().len(), asked, "without its keys the shop is not asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_connected_shop_nothing_is_well_and_no_notes_are_made() {
    let place = Place::new().await;
    std::fs::create_dir_all(place.session.data()).unwrap();
    let nagios = place.status(&["--nagios"]);
    assert_eq!(
        (nagios.code, nagios.out.starts_with("MEUM UNKNOWN - no shop is connected")),
        (3, true),
        "{}",
        nagios.out
    );
    let text = place.status(&[]);
    assert!(text.code == 1 && text.out.contains("No shop is connected on this computer."), "{}", text.out);
    assert!(!place.folder().join("shops.sqlite").exists());
}

#[test]
fn the_alert_rules_do_what_their_own_tests_say() {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/monitoring");
    let mut command = Command::new("promtool");
    command.current_dir(rules).args(["test", "rules", "alerts.test.yml"]);
    let said = command.output().expect("Prometheus is among the packages of the tests");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stdout));
}
