//! Reads the REST index: WordPress, WooCommerce and the plugin, and whether the app may use the shop as
//! it is.

use super::gone::is_archived;
use super::name;
use super::search::Search;
use super::shop_answer::{ShopAnswer, may_be_of_a_key};
use super::which;
use crate::adapters::loose::Loose;
use connect_core::api_root::ApiRoot;
use connect_core::approval::{Offer, Said};
use connect_core::check::{Check, CheckState};
use connect_core::diagnosis;
use connect_core::fingerprint::{self, CERBER};
use connect_core::host;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use reqwest::Url;

/// The fields to ask for: the whole index has more than a megabyte.
pub const FIELDS: &str = "name,url,home,namespaces,authentication";

/// The longest address of a shop, in bytes.
const LONGEST_HOME: usize = 300;
/// The longest folder of a shop, in bytes. A longer one may be a sentence.
const LONGEST_FOLDER: usize = 40;

/// Which WooCommerce the index shows.
enum WooCommerce {
    Ready,
    TooOld,
    Absent,
    /// A plugin has emptied the index, or left WooCommerce's other parts in it: the keys will tell.
    Untold,
}

/// WordPress's own address.
struct Home {
    /// As far as it is fit to be used and shown: whole, or its host alone.
    address: Option<StoreUrl>,
    /// Only its host is.
    bare: bool,
    /// The same letter for letter: signatures need it so.
    written: Option<String>,
    /// It begins with `http://`.
    insecure: bool,
}

impl Home {
    /// Reads the address. Of one that is too long, has a login in it or is no web address, the host counts all
    /// the same: whether the shop is at another must not be lost.
    fn of(written: Option<&str>) -> Self {
        let fit = written.filter(|home| home.len() <= LONGEST_HOME && !home.contains('@'));
        let whole = fit.and_then(|home| StoreUrl::from_home(home).ok());
        let whole = whole.filter(|home| home.as_url().path().len() <= LONGEST_FOLDER);
        Self {
            bare: whole.is_none(),
            address: whole.or_else(|| StoreUrl::at_host_of(written?)),
            written: fit.map(str::to_owned),
            insecure: written.is_some_and(|home| home.starts_with("http://")),
        }
    }

    /// The address, unless only its host is known.
    fn whole(self) -> Option<StoreUrl> {
        self.address.filter(|_| !self.bare)
    }

    /// The address, or what stands for it where it is at `arrived` and only its host is known.
    fn or_at(&self, arrived: &StoreUrl) -> StoreUrl {
        let named = self.address.as_ref().filter(|home| !self.bare || !is_www_of(home, arrived));
        named.unwrap_or(arrived).clone()
    }
}

/// Whether this is WordPress's list of its parts under the number of an error.
pub fn is_misnumbered(told: &ShopAnswer) -> bool {
    let listed = told.json().map(Loose::of).map(|json| json.get("namespaces"));
    let own = listed.is_some_and(|parts| parts.items().filter_map(Loose::raw).any(|part| part == "wp/v2"));
    own && told.answer.status >= 400
}

/// A REST index.
pub struct Index {
    name: Option<PlainText>,
    home: Home,
    /// Where WordPress itself is, which another program's pages may be in front of.
    site: Option<StoreUrl>,
    /// That address begins with `http://`.
    site_insecure: bool,
    woocommerce: WooCommerce,
    plugin_route: bool,
    /// WordPress names a REST root without pretty links.
    plain_links: bool,
    /// Whether the app could be approved at the address that the index calls its own.
    approval: Offer,
}

impl Index {
    /// Reads the index; `None` if the answer is none.
    pub fn read(told: &ShopAnswer) -> Option<Self> {
        // Some that change answers on the way change their number as well (RFC 9110, 15.3.4).
        if !matches!(told.answer.status, 200..=299) {
            return None;
        }
        let loose = Loose::of(told.json()?);
        let namespaces: Vec<&str> = loose.get("namespaces").items().filter_map(Loose::raw).collect();
        if namespaces.is_empty() && !is_emptied(told, loose) {
            return None;
        }
        let has = |name: &str| namespaces.contains(&name);
        let any = |start: &str| namespaces.iter().any(|name| name.starts_with(start));
        let woocommerce = if has("wc/v3") {
            WooCommerce::Ready
        } else if has("wc/v1") || has("wc/v2") {
            WooCommerce::TooOld
        } else if namespaces.is_empty() || any("wc/") || any("wc-") {
            WooCommerce::Untold
        } else {
            WooCommerce::Absent
        };
        let site = Home::of(loose.get("url").raw());
        let home = Home::of(loose.get("home").raw());
        let at_home = home.address.as_ref().map(|home| Offer::of(said(loose), home));
        Some(Self {
            name: name::shown(loose.get("name"), told.url.host_str().unwrap_or_default())
                .filter(|name| !told.repeats(name.as_str()) && told.is_in_utf8()),
            home,
            approval: at_home.unwrap_or_default(),
            site_insecure: site.insecure,
            site: site.whole(),
            woocommerce,
            plugin_route: namespaces.iter().any(|name| name.starts_with("meum/")),
            plain_links: told.rest_link().is_some_and(|root| root.contains("rest_route=")),
        })
    }

    /// Whether WooCommerce answers under `wc/v3`.
    pub fn is_shop(&self) -> bool {
        matches!(self.woocommerce, WooCommerce::Ready)
    }

    /// Whether it lists what WordPress runs, and nothing of WooCommerce's.
    pub fn is_without_shop(&self) -> bool {
        matches!(self.woocommerce, WooCommerce::Absent)
    }

    /// The same, as if it did not say what WordPress runs.
    #[must_use]
    pub fn without_list(self) -> Self {
        Self { woocommerce: WooCommerce::Untold, ..self }
    }

    /// Whether Meum's own routes are there (`meum/…`).
    pub fn has_plugin_route(&self) -> bool {
        self.plugin_route
    }

    /// Whether WordPress builds links without rewriting.
    pub fn has_plain_links(&self) -> bool {
        self.plain_links
    }

    /// The address of its pages, where WordPress itself is at the address that was asked, and its pages
    /// are said to be under another name of the same domain.
    pub fn pages_elsewhere(&self, asked: &StoreUrl) -> Option<&StoreUrl> {
        let home = self.home.address.as_ref()?;
        let here = self.site.as_ref().is_some_and(|site| site.origin() == asked.origin());
        let apart = home.origin() != asked.origin() && !is_www_of(home, asked);
        (here && apart && host::same_registrable(home.host(), asked.host())).then_some(home)
    }

    /// The same, with WordPress's own address in the place of that of its pages.
    #[must_use]
    pub fn at_its_own_address(mut self) -> Self {
        self.home.address = self.site.take();
        self.home.bare = self.home.address.is_none();
        self
    }

    /// The shop, if it answers at the requested address, calls that address its own, and runs
    /// WooCommerce.
    ///
    /// # Errors
    /// Which of these it does not.
    pub fn into_shop(
        self,
        search: &Search,
        (asked, arrived, root): (&StoreUrl, &StoreUrl, ApiRoot),
        now: Timestamp,
        told: &ShopAnswer,
    ) -> Result<FoundShop, Problem> {
        let progress = &search.progress;
        progress(Check::WordPress, CheckState::Passed, Some(told.answer.took));
        let home = self.home.or_at(arrived);
        // What is said over http has another port of itself; the name alone tells whose it is.
        let is_this_host = self.home.insecure && home.host() == arrived.host();
        if !is_this_host {
            own_address(asked, arrived, &home).map_err(|(kind, instead)| elsewhere(told, kind, &instead))?;
        }
        if self.home.insecure {
            progress(Check::Secure, CheckState::Failed, None);
            let line = format!("{} · home begins with http://", told.line);
            return Err(told.problem(ProblemKind::NotSecure).marked(Mark::OwnAddress).with_technical(&line));
        }
        progress(Check::WooCommerce, CheckState::Running, None);
        match self.woocommerce {
            WooCommerce::Ready | WooCommerce::Untold => {}
            WooCommerce::TooOld => return Err(told.problem(ProblemKind::WooCommerceTooOld)),
            WooCommerce::Absent if asked.host().ends_with(".wordpress.com") => {
                return Err(told.problem(ProblemKind::WordPressComPlan));
            }
            WooCommerce::Absent => {
                let problem = told.problem(ProblemKind::NoWooCommerce);
                // Nothing is in the typed folder: the WordPress above it has no shop, and its plugins are there.
                let above = home.origin() == asked.origin() && home.as_url().path() != asked.as_url().path();
                let named = home.as_str().trim_start_matches("https://");
                return Err(if above { problem.of(named).with_instead(home.as_str()) } else { problem });
            }
        }
        let untold = matches!(self.woocommerce, WooCommerce::Untold);
        progress(Check::WooCommerce, if untold { CheckState::Noted } else { CheckState::Passed }, None);
        let plugin = if self.plugin_route { CheckState::Passed } else { CheckState::Noted };
        progress(Check::Plugin, plugin, None);
        let hidden = untold.then(|| told.problem(ProblemKind::IndexHidden));
        let insecure = self.site_insecure.then(|| told.problem(ProblemKind::NotSecure).marked(Mark::SiteAddress));
        let remarks = hidden.into_iter().chain(told.stray()).chain(told.simply()).chain(insecure).collect();
        let site = self.site.filter(|site| site.origin() == home.origin() && *site != home);
        Ok(FoundShop {
            asked: asked.clone(),
            site,
            home,
            home_written: self.home.written,
            root,
            name: self.name,
            plugin_route: self.plugin_route,
            index_hidden: untold,
            approval: self.approval,
            extra_password: None,
            remarks,
            found_at: now,
        })
    }
}

/// Checks that the shop answers at the requested host and calls it its own, with `www.` or without. Keys
/// go to the host in the address field and to no other.
///
/// # Errors
/// The address to use instead. The app uses it only after the merchant has agreed.
pub fn own_address(asked: &StoreUrl, arrived: &StoreUrl, home: &StoreUrl) -> Result<(), (ProblemKind, StoreUrl)> {
    let same_domain = |other: &StoreUrl| host::same_registrable(asked.host(), other.host());
    if arrived.origin() != asked.origin() {
        let instead = if home.origin() == arrived.origin() { home } else { arrived };
        let kind =
            if same_domain(arrived) { ProblemKind::AnswersUnderOtherName } else { ProblemKind::OtherHostAnswers };
        return Err((kind, instead.clone()));
    }
    if home.origin() == asked.origin() {
        return Ok(());
    }
    // The requested address answers itself, and keys go there.
    if is_www_of(home, asked) { Ok(()) } else { Err((ProblemKind::OtherHome, home.clone())) }
}

/// Whether two hosts are the same but for `www.`; folders do not count.
pub fn is_www_of(one: &StoreUrl, other: &StoreUrl) -> bool {
    let bare = |url: &StoreUrl| url.host().trim_start_matches("www.").to_owned();
    bare(one) == bare(other) && one.as_url().port() == other.as_url().port()
}

/// A problem that names the address to use instead.
pub fn elsewhere(told: &ShopAnswer, kind: ProblemKind, instead: &StoreUrl) -> Problem {
    let instead = without_sentence(instead);
    // Nobody outside gets there, so it is nothing to use instead.
    let inner = host::is_private(instead.host()) && !told.url.host_str().is_some_and(host::is_private);
    if inner && kind == ProblemKind::OtherHome {
        return told.problem(kind).with_other(instead.host()).marked(Mark::InnerAddress);
    }
    let shown = instead.as_str().trim_start_matches("https://");
    if kind == ProblemKind::OtherHostAnswers && host::is_social(instead.host()) {
        return told.problem(kind).with_other(instead.host()).marked(Mark::SocialPage);
    }
    told.problem(kind).with_other(shown).with_instead(instead.as_str())
}

/// The address with its folder, if that is a short one. A longer one may be a sentence, or hold what we sent.
pub(super) fn without_sentence(address: &StoreUrl) -> StoreUrl {
    const MOST_FOLDERS: usize = 3;
    let folders: Vec<&str> = address.as_url().path().split('/').filter(|folder| !folder.is_empty()).collect();
    let is_short = |folder: &&str| {
        let speaks = fingerprint::is_host(folder) || fingerprint::speaks_for_us(&folder.replace(['-', '_'], " "));
        folder.len() <= 24 && !speaks && !may_be_of_a_key(folder)
    };
    if folders.len() <= MOST_FOLDERS && folders.iter().all(is_short) {
        return address.clone();
    }
    let mut bare = address.as_url().clone();
    bare.set_path("");
    StoreUrl::from_home(bare.as_str()).unwrap_or_else(|_| address.clone())
}

/// The shop behind an index that WordPress hides from guests. Its keys may work all the same.
///
/// # Errors
/// The address to use instead.
pub async fn hidden(
    search: &Search,
    (asked, arrived): (&StoreUrl, &StoreUrl),
    now: Timestamp,
    told: &ShopAnswer,
) -> Result<FoundShop, Problem> {
    own_address(asked, arrived, arrived).map_err(|(kind, instead)| elsewhere(told, kind, &instead))?;
    let progress = &search.progress;
    progress(Check::WordPress, CheckState::Passed, Some(told.answer.took));
    progress(Check::WooCommerce, CheckState::Noted, None);
    progress(Check::Plugin, CheckState::Noted, None);
    // Only a refusal, or the way to the sign-in, says that something is kept from guests.
    let refused = is_hidden(told) || is_sign_in(told, &told.url);
    let remark = told.problem(ProblemKind::IndexHidden).marked((!refused).then_some(Mark::IndexOther));
    // The plugin that hides the index often shows in the front page.
    let page = search.follow(arrived.as_url().clone()).await.ok();
    let in_page = page.and_then(|(page, _)| which::lockers(&[page.reply()]));
    let cerber = (diagnosis::named_layer(told.reply()) == Some(CERBER)).then_some(CERBER);
    // A code of its own is surer than a script in a page.
    let named = told.reply().plugin.or(cerber).or(in_page.as_deref());
    let remark = remark.naming(named);
    Ok(FoundShop {
        asked: asked.clone(),
        home: arrived.clone(),
        home_written: None,
        root: ApiRoot::pretty(arrived),
        site: None,
        name: None,
        plugin_route: false,
        index_hidden: true,
        approval: Offer::Untold,
        extra_password: None,
        remarks: vec![remark],
        found_at: now,
    })
}

/// What an index says of application passwords. PHP writes an empty list where there are none.
fn said(index: Loose<'_>) -> Said<'_> {
    let authentication = index.get("authentication");
    let page = authentication.get("application-passwords").get("endpoints").get("authorization").raw();
    match page {
        Some(page) => Said::At(page),
        None if authentication.is_object() || authentication.is_list() => Said::None,
        None => Said::Nothing,
    }
}

/// An index that says whose it is, and not what runs there.
fn is_emptied(told: &ShopAnswer, index: Loose<'_>) -> bool {
    let named = index.get("name").raw().is_some() && index.get("home").raw().is_some();
    named && told.reply().code.is_none() && (told.rest_link().is_some() || index.get("url").raw().is_some())
}

/// Whether WordPress refuses guests its index. The keys are tried all the same: what stops guests lets
/// them through more often than not.
pub fn is_hidden(told: &ShopAnswer) -> bool {
    let reply = told.reply();
    // Some plugins refuse guests under a number of their own.
    let refused = matches!(reply.status, 401 | 403) || (reply.status == 400 && !reply.refusers.is_empty());
    let in_words = refused && reply.json && !matches!(reply.code.as_deref(), Some("" | "private_site"));
    // In words of a plugin's own, or in a page of its own.
    let by_plugin = reply.code.is_some() || reply.plugin.is_some();
    (in_words && by_plugin) || (refused && diagnosis::named_layer(reply) == Some(CERBER))
}

/// Whether a question for the index has led to WordPress's own sign-in page.
pub fn is_sign_in(told: &ShopAnswer, url: &Url) -> bool {
    url.path().ends_with("/wp-login.php") && told.answer.status == 200 && !told.reply().json
}

/// Whether WordPress answers there and knows no index: a plugin has removed it, emptied it whole, or put
/// something else in its place. WordPress's links work all the same, and the index may still be found in
/// another form of its address.
pub fn is_removed(told: &ShopAnswer) -> bool {
    let reply = told.reply();
    let gone = matches!(reply.status, 404 | 410) && reply.code.is_some() && !is_archived(told);
    let other = reply.status == 200 && reply.json && told.rest_link().is_some();
    (gone && !reply.garbled) || other
}

/// Whether WordPress's interface answers here, in its own way: with its index, or in words of its own where
/// that is kept from guests.
pub fn is_interface(told: &ShopAnswer) -> bool {
    Index::read(told).is_some() || is_hidden(told) || is_removed(told)
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;
