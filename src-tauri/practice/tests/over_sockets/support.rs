//! A shop, a Meum and a client that trusts them, for every test of its own.

use std::sync::Once;
use std::time::Duration;

use connect_practice::{Issuer, MeumConfig, PracticeMeum, PracticeShop, ShopConfig, notebook};
use reqwest::{Certificate, Client, ClientBuilder, RequestBuilder, Response, redirect};
use serde_json::{Value, json};

/// The limit of one wait, long enough for the busiest machine. No test waits for it to pass.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Where connect is.
pub const CONNECT: &str = "v1/integration/woocommerce/connect";
/// Where status is.
pub const STATUS: &str = "v1/integration/woocommerce/status";
/// Where disconnect is.
pub const DISCONNECT: &str = "v1/integration/woocommerce/disconnect";
/// The list of payment gateways, ids only.
pub const GATEWAYS: &str = "/wp-json/wc/v3/payment_gateways?_fields=id";
/// Meum's gateway.
pub const MEUM_GATEWAY: &str = "/wp-json/wc/v3/payment_gateways/meum";

/// A key and a secret.
pub type Pair = (&'static str, &'static str);
/// The pair that works.
pub const READ_WRITE: Pair = (notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET);
/// The pair that may only look.
pub const READ_ONLY: Pair = (notebook::READ_ONLY_KEY, notebook::READ_ONLY_SECRET);
/// The pair that may only change.
pub const WRITE_ONLY: Pair = (notebook::WRITE_ONLY_KEY, notebook::WRITE_ONLY_SECRET);
/// The pair of a customer.
pub const CUSTOMER: Pair = (notebook::CUSTOMER_KEY, notebook::CUSTOMER_SECRET);

/// A client that trusts only the given authority and follows no redirect.
pub fn client() -> ClientBuilder {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        rustls::crypto::ring::default_provider().install_default().unwrap();
    });
    // Leave bodies compressed: the tests look at what the shop really sends.
    Client::builder().timeout(PATIENCE).redirect(redirect::Policy::none()).no_gzip()
}

/// A running shop and a client that finds it under its own name.
pub struct Shop {
    pub practice: PracticeShop,
    pub client: Client,
}

impl Shop {
    pub async fn start() -> Self {
        Self::with(ShopConfig::practice()).await
    }

    pub async fn with(config: ShopConfig) -> Self {
        let practice = PracticeShop::start(config).await.unwrap();
        let client = client_for(&practice).build().unwrap();
        Self { practice, client }
    }

    /// The whole address of a path that begins with a slash.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.practice.home().as_str().trim_end_matches('/'))
    }

    /// The address of a path in the merchant's browser.
    pub fn plain_address(&self, path: &str) -> String {
        format!("http://{}{path}", self.practice.plain_address())
    }

    pub fn ask(&self, method: &str, path: &str) -> RequestBuilder {
        let request = self.client.request(method.parse().unwrap(), self.address(path));
        request.header("accept", "application/json")
    }

    pub async fn get(&self, path: &str) -> Response {
        self.ask("GET", path).send().await.unwrap()
    }

    pub async fn get_as(&self, (key, secret): Pair, path: &str) -> Response {
        self.ask("GET", path).basic_auth(key, Some(secret)).send().await.unwrap()
    }

    pub async fn write(&self, method: &str, path: &str, body: &Value) -> Response {
        let (key, secret) = READ_WRITE;
        let request = self.ask(method, path).basic_auth(key, Some(secret));
        request.json(body).send().await.unwrap()
    }
}

/// A client that trusts the shop's authority and resolves its host to where it listens.
pub fn client_for(shop: &PracticeShop) -> ClientBuilder {
    let authority = Certificate::from_pem(shop.authority_pem().as_bytes()).unwrap();
    let home = shop.home();
    client().tls_certs_only([authority]).resolve(home.host_str().unwrap(), shop.tls_address())
}

/// A running Meum and a client.
pub struct Meum {
    pub practice: PracticeMeum,
    pub client: Client,
}

impl Meum {
    /// One that makes random credentials.
    pub async fn start() -> Self {
        Self::with(MeumConfig { issuer: Issuer::Random, ..MeumConfig::practice() }).await
    }

    pub async fn with(config: MeumConfig) -> Self {
        let practice = PracticeMeum::start(config).await.unwrap();
        let client = client().tls_certs_only([]).build().unwrap();
        Self { practice, client }
    }

    pub fn ask(&self, method: &str, path: &str) -> RequestBuilder {
        let address = self.practice.url().join(path).unwrap();
        self.client.request(method.parse().unwrap(), address)
    }

    pub async fn status(&self, key: &str) -> (u16, Value) {
        read(self.ask("GET", STATUS).bearer_auth(key).send().await.unwrap()).await
    }

    pub async fn disconnect(&self, key: &str) -> (u16, Value) {
        read(self.ask("POST", DISCONNECT).bearer_auth(key).send().await.unwrap()).await
    }

    pub async fn connect(&self, key: &str, body: &Value) -> (u16, Value) {
        let request = self.ask("POST", CONNECT).bearer_auth(key).json(body);
        read(request.send().await.unwrap()).await
    }

    /// Connects the practice shop and returns what came back.
    pub async fn connected(&self) -> Value {
        let (status, body) = self.connect(notebook::CONNECTION_KEY, &this_shop()).await;
        assert_eq!(status, 200, "{body}");
        body
    }
}

/// What the app sends for the practice shop.
pub fn this_shop() -> Value {
    json!({
        "site_url": notebook::SHOP_ADDRESS,
        "webhook_url": format!("{}/wp-json/meum/v1/webhook", notebook::SHOP_ADDRESS),
        "plugin_version": "1.2.0",
        "wordpress_version": "6.9.7",
        "woocommerce_version": "10.0.2",
    })
}

/// Status and JSON body.
pub async fn read(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON: {text}"));
    (status, body)
}

/// Status and WordPress's code of an error; the code is empty when there is none.
pub async fn code(response: Response) -> (u16, String) {
    let (status, body) = read(response).await;
    (status, body["code"].as_str().unwrap_or_default().to_owned())
}

/// A header as text.
pub fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

/// Waits until this holds, at most as long as a test may take.
pub async fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        look_again().await;
    }
}

/// The pause before looking again, so that the other side gets the processor, too.
pub async fn look_again() {
    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
}
