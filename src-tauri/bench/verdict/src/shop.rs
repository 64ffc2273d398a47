//! A practice shop that answers late, and the app's own way to a verdict on it.

use crate::Outcome;
use connect_core::problem::ProblemKind;
use connect_core::secret::Secret;
use connect_core::shop_facts::SignIn;
use connect_core::store_url::StoreUrl;
use connect_practice::{MeumConfig, PracticeMeum, PracticeShop, SeenRequest, ShopConfig, Trouble, notebook};
use meum_connect::adapters::http::{Beyond, Http, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::shop::{self, Caller, KeyCheck, Pair, Progress, Search, ShopKeys};
use meum_connect::perform::now;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The address that the shop's name seems to have. Nobody sends anything there.
const PUBLIC: IpAddr = IpAddr::V4(Ipv4Addr::new(93, 184, 216, 34));

/// How the app finds a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// At the usual place of the REST interface.
    Usual,
    /// WordPress builds plain links, so `wp-json/` shows the front page.
    Plain,
    /// In a folder that the merchant typed.
    Folder,
    /// In a folder that the merchant did not type.
    FolderOnly,
}

impl Kind {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Usual => "healthy",
            Self::Plain => "plain permalinks",
            Self::Folder => "in a folder, typed",
            Self::FolderOnly => "in a folder, not typed",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Usual | Self::Plain => "",
            Self::Folder | Self::FolderOnly => "/shop",
        }
    }

    fn typed(self) -> &'static str {
        if self == Self::Folder { "corner-shop.com/shop" } else { "corner-shop.com" }
    }

    /// The problem to expect; `None` where the keys must pass.
    fn problem(self) -> Option<ProblemKind> {
        match self {
            Self::Usual | Self::Folder => None,
            Self::Plain => Some(ProblemKind::PlainPermalinks),
            Self::FolderOnly => Some(ProblemKind::ShopInFolder),
        }
    }
}

/// A running shop, a Meum, and the way to both.
pub struct Shop {
    kind: Kind,
    server: PracticeShop,
    meum: PracticeMeum,
    beyond: Beyond,
}

impl Shop {
    /// Starts a shop whose every answer comes `latency` milliseconds late.
    pub async fn start(kind: Kind, latency: u64) -> Outcome<Self> {
        let home = format!("https://corner-shop.com{}", kind.folder()).parse()?;
        let shop = PracticeShop::start(ShopConfig { home, ..ShopConfig::practice() }).await?;
        if latency > 0 {
            shop.set(Trouble::Slow { millis: latency });
        }
        if kind == Kind::Plain {
            shop.set(Trouble::PlainPermalinks);
        }
        let meum = PracticeMeum::start(MeumConfig::practice()).await?;
        let known = |host: &str| Resolved {
            host: host.to_owned(),
            at: vec![shop.tls_address()],
            plain_at: Some(shop.plain_address()),
            seen_as: Some(PUBLIC),
        };
        let nobody = Resolved { at: Vec::new(), ..known("shop.corner-shop.com") };
        let beyond = Beyond {
            authority: Some(shop.authority_pem().to_owned()),
            resolved: vec![known("corner-shop.com"), nobody],
            no_proxy: true,
        };
        Ok(Self { kind, server: shop, meum, beyond })
    }

    /// A client that has no connection yet.
    pub fn client(&self) -> Outcome<Http> {
        Ok(Http::new(&self.beyond)?)
    }

    /// Goes from *Check* to the verdict on a new connection. Returns the time and the requests.
    pub async fn verdict(&self) -> Outcome<(Duration, Vec<SeenRequest>)> {
        let http = self.client()?;
        let asked = StoreUrl::parse(self.kind.typed()).map_err(|_| "the address is one")?;
        let before = self.server.requests().len();
        let begun = Instant::now();
        let said = self.said(&http, &asked).await;
        let took = begun.elapsed();
        if said != self.kind.problem() {
            return Err(format!("{:?} was said of a shop {}", said, self.kind.name()).into());
        }
        let requests = self.server.requests().into_iter().skip(before).collect();
        self.is_counted()?;
        Ok((took, requests))
    }

    /// The problem that the app finds with the shop or its keys; `None` when both pass.
    async fn said(&self, http: &Http, asked: &StoreUrl) -> Option<ProblemKind> {
        let progress: Progress = Arc::new(|_, _, _| {});
        let meum = Meum::at(http.clone(), self.meum.url());
        let search = Search::new(http.clone(), meum, None, Arc::clone(&progress));
        let found = match shop::find(&search, asked, now()).await {
            Ok(found) => found,
            Err(problem) => return Some(problem.kind),
        };
        let half = |text: &str| Arc::new(Secret::new(text.to_owned()));
        let pair = Pair { key: half(notebook::READ_WRITE_KEY), secret: half(notebook::READ_WRITE_SECRET) };
        let caller = Caller { keys: ShopKeys::Pair(pair), sign_in: SignIn::Header, door: None };
        let checked = shop::check(&KeyCheck::new(http, &found, &progress), &caller).await;
        checked.err().map(|problem| problem.kind)
    }

    /// Fails when the shop has forgotten requests: it remembers a thousand at most.
    fn is_counted(&self) -> Outcome {
        let many = self.server.requests().len() >= 1_000;
        if many { Err("more requests than the practice shop remembers".into()) } else { Ok(()) }
    }
}
