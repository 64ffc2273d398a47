//! The index came in a roundabout form of its address alone: as a parameter, or below `index.php`. WordPress itself
//! knows where its interface is, and is asked for it where no answer names it: only what it says is a cause.

use super::{Attempts, anew, index_of, named_root};
use crate::adapters::loose::Loose;
use crate::adapters::shop::index::Index;
use crate::adapters::shop::search::arrived_at;
use crate::adapters::shop::{STATUS_FIELDS, STATUS_ROUTE, ShopAnswer, address, private};
use connect_core::api_root::ApiRoot;
use connect_core::host;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use reqwest::Url;

/// Of the whole index, the address that WordPress has for it, and what it is known by.
const OWN_ADDRESS: &str = "namespaces,routes./._links";

impl Attempts<'_> {
    /// Whether this index came in a form of its address that payment updates don't take: as a
    /// parameter, or below `index.php` although WordPress names another place.
    pub(super) fn is_roundabout(&self, told: &ShopAnswer, url: &Url) -> bool {
        let as_parameter = url.query().is_some_and(|query| query.contains("rest_route="));
        let below_index = url.path().contains("/index.php/");
        as_parameter || (below_index && self.pretty(told).is_some())
    }

    /// The pretty root WordPress names, where that one was asked and is not WordPress's.
    fn pretty(&self, told: &ShopAnswer) -> Option<&ShopAnswer> {
        let root = named_root(told)?.address("");
        let answered = |(reply, url): &&(ShopAnswer, Url)| url.path() == root.path() && !reply.reply().is_wordpress();
        self.replies.iter().find(answered).map(|(reply, _)| reply)
    }

    /// What came where this root's index should be, where that was asked for.
    fn answered(&self, root: &ApiRoot) -> Option<&ShopAnswer> {
        let at = root.address("");
        self.replies.iter().find(|(_, url)| url.path() == at.path()).map(|(reply, _)| reply)
    }

    /// Where WordPress answers at the usual place all the same, just its index was removed there. Else its links are
    /// plain, or the web server does not know of pretty ones, or its interface is at a place of its own.
    pub(super) async fn roundabout(&mut self, told: &ShopAnswer, url: &Url) -> Result<Option<FoundShop>, Problem> {
        if let Some((_, base)) = self.removed.take() {
            let Some(index) = Index::read(told) else { return Ok(None) };
            let root = ApiRoot::pretty(&base);
            return index.into_shop(self.search, (self.asked, &base, root), self.now, told).map(Some);
        }
        if let Some(found) = self.behind_page(told).await {
            return found;
        }
        let plain = || told.problem(ProblemKind::PlainPermalinks);
        // With plain links, WordPress shows its front page there; a server without rules knows no such page.
        let shows_page = self.replies.iter().any(|(reply, at)| is_in_its_place(reply, at) && at != url);
        if named_root(told).is_some() {
            let page =
                self.replies.iter().find(|(reply, at)| is_in_its_place(reply, at) && reply.reply().is_wordpress());
            let shown = page.map(|(reply, _)| reply.problem(ProblemKind::RestLockedOut));
            // A server that does not know such an address says so.
            let unknown =
                |(reply, at): &(ShopAnswer, Url)| at.path().contains("/wp-json") && reply.answer.status == 404;
            let mark = (!self.replies.iter().any(unknown)).then_some(Mark::Roundabout);
            return Err(shown.unwrap_or_else(|| told.problem(ProblemKind::NoRewriting).marked(mark)));
        }
        match self.own_root(url).await {
            Some(root) if root.is_rest_route() => Err(plain()),
            Some(root) => self.at(&root, told).await,
            None if shows_page => Err(plain()),
            None => {
                // A page of WordPress's shows that the web server hands such an address on.
                let themed = self.replies.iter().any(|(reply, at)| {
                    at.path().ends_with("/wp-json/") && reply.reply().is_wordpress() && reply.answer.status == 404
                });
                let kind = if themed { ProblemKind::RestLockedOut } else { ProblemKind::NoRewriting };
                Err(told.problem(kind).marked(Mark::Roundabout))
            }
        }
    }

    /// The shop behind a page in the usual place of its index, which a cache may have kept there: the index comes to
    /// whoever asks anew, or WooCommerce answers below that place.
    async fn behind_page(&mut self, told: &ShopAnswer) -> Option<Result<Option<FoundShop>, Problem>> {
        let named = named_root(told).filter(|root| !root.is_rest_route());
        let root = named.unwrap_or_else(|| ApiRoot::pretty(self.asked));
        let page = self.answered(&root).filter(|page| page.answer.status != 404 && !page.reply().json)?;
        if !host::same_registrable(root.host(), self.asked.host()) {
            return None;
        }
        // One that says so was asked anew already.
        let fresh = if page.reply().cached { None } else { anew::behind_page(self.search, &root, page).await };
        if let Some(fresh) = fresh {
            return Some(self.take(fresh));
        }
        let (below, _) = self.search.follow(private(&root, STATUS_ROUTE, STATUS_FIELDS).ok()?).await.ok()?;
        if !below.reply().is_woocommerce() {
            return None;
        }
        self.search.note_old_page(page);
        let arrived = arrived_at(&root.address(""))?;
        Some(Index::read(told)?.into_shop(self.search, (self.asked, &arrived, root), self.now, told).map(Some))
    }

    /// Where WordPress says that its interface is, within the shop's own domain: its index has it, in the
    /// description of itself.
    async fn own_root(&self, url: &Url) -> Option<ApiRoot> {
        let here = ApiRoot::parse(url.as_str()).ok()?;
        let (told, _) = self.search.follow(address(&here, "", OWN_ADDRESS)).await.ok()?;
        let links = Loose::of(told.json()?).get("routes").get("/").get("_links").get("self");
        // Versions of WordPress have one link or a list of them.
        let link = links.items().next().unwrap_or(links).get("href").raw()?;
        let root = ApiRoot::parse(link).ok()?;
        host::same_registrable(root.host(), self.asked.host()).then_some(root)
    }

    /// The shop at the pretty root that WordPress has, of which nothing else tells.
    async fn at(&mut self, root: &ApiRoot, roundabout: &ShopAnswer) -> Result<Option<FoundShop>, Problem> {
        if let Some(answered) = self.answered(root) {
            let unknown = !answered.reply().is_wordpress();
            let kind = if unknown { ProblemKind::NoRewriting } else { ProblemKind::RestLockedOut };
            let gone = answered.answer.status == 404;
            let unseen = || roundabout.problem(kind).marked((!gone).then_some(Mark::Roundabout));
            return Err(if unknown { unseen() } else { answered.problem(kind) });
        }
        let (told, url) = self.search.follow(index_of(root)).await?;
        if Index::read(&told).is_some() {
            return self.take((told, url));
        }
        Err(roundabout.problem(ProblemKind::RestLockedOut).marked(Mark::Roundabout))
    }
}

/// Whether this is a page where the interface usually is.
fn is_in_its_place(reply: &ShopAnswer, at: &Url) -> bool {
    at.path().contains("/wp-json") && reply.answer.status == 200 && !reply.reply().json
}
