//! Switches the Meum plugin on, where it is in the shop and off: with an application password, through WordPress's own list
//! of plugins. It installs nothing, and asks for no other change.

use super::caller::Caller;
use super::{ShopAnswer, address, ask, ask_once, is_meum, private};
use crate::adapters::http::Http;
use crate::adapters::loose::Loose;
use connect_core::diagnosis;
use connect_core::links::is_plugin_file;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use reqwest::Method;

/// WordPress's list of plugins (5.5 and newer).
const PLUGINS: &str = "wp/v2/plugins";
const FIELDS: &str = "plugin,name,status";
/// Switches it on. One that is on already is as good.
///
/// # Errors
/// [`ProblemKind::PluginStaysOff`], or what hindered the first question.
pub async fn switch_plugin_on(http: &Http, caller: &Caller, found: &FoundShop) -> Result<(), Problem> {
    let (switching, bounded) = (Switching { http, caller, found }, http.clone().within_bounds());
    match switching.listed(&bounded).await? {
        Listed::On => Ok(()),
        Listed::Off(file) => switching.switch_on(&bounded, &file).await,
    }
}

/// How the list has the plugin.
enum Listed {
    On,
    /// Off, and this is its file.
    Off(String),
}

struct Switching<'a> {
    /// Without bounds.
    http: &'a Http,
    caller: &'a Caller,
    found: &'a FoundShop,
}

impl Switching<'_> {
    async fn listed(&self, http: &Http) -> Result<Listed, Problem> {
        let request = self.caller.request(Method::GET, private(&self.found.root, PLUGINS, FIELDS)?, None)?;
        let told = ask(http, request).await?;
        let list = told.json().map(Loose::of).filter(|list| told.reply().status == 200 && list.is_list());
        let Some(list) = list else { return Err(refused(&told)) };
        let ours: Vec<Loose<'_>> = list.items().filter(|plugin| is_meum(*plugin)).collect();
        if ours.iter().any(|plugin| is_on(*plugin)) {
            return Ok(Listed::On);
        }
        match ours.as_slice() {
            [] => Err(told.problem(ProblemKind::PluginNotFound)),
            [plugin] => {
                let file = plugin.get("plugin").raw().filter(|file| is_plugin_file(file));
                file.map(|file| Listed::Off(file.to_owned())).ok_or_else(|| not_asked(&told))
            }
            // Which of them is used, only the merchant knows.
            _ => Err(not_asked(&told)),
        }
    }

    /// Asks for it, once. Where the answer does not say how that went, the list does. However long the answer took, there is
    /// time for that.
    async fn switch_on(&self, http: &Http, file: &str) -> Result<(), Problem> {
        let url = address(&self.found.root, &format!("{PLUGINS}/{file}"), "status");
        let request = self.caller.request(Method::POST, url, Some(br#"{"status":"active"}"#.to_vec()))?;
        let problem = match ask_once(http, request).await {
            Ok(told) if says_on(&told) => return Ok(()),
            Ok(told) if is_refusal(&told) => return Err(refused(&told)),
            Ok(told) => stays_off(&told).marked(diagnosis::stays_off(told.reply())),
            Err(problem) => {
                Problem { technical: problem.technical, at: problem.at, ..Problem::new(ProblemKind::PluginStaysOff) }
            }
        };
        match self.listed(&self.http.clone().within_bounds()).await {
            Ok(Listed::On) => Ok(()),
            Ok(Listed::Off(_)) => Err(problem),
            Err(_) => Err(problem.marked(Mark::AnswerMissing)),
        }
    }
}

fn says_on(told: &ShopAnswer) -> bool {
    told.reply().status == 200 && told.json().map(Loose::of).is_some_and(is_on)
}

/// Whether it is on in this site, or in all sites of its network.
fn is_on(plugin: Loose<'_>) -> bool {
    matches!(plugin.get("status").raw(), Some("active" | "network-active"))
}

fn stays_off(told: &ShopAnswer) -> Problem {
    told.problem(ProblemKind::PluginStaysOff)
}

/// The list does not say which plugin it is, so nothing was asked to change.
fn not_asked(told: &ShopAnswer) -> Problem {
    stays_off(told).marked(Mark::NotReached)
}

/// Whether WordPress refuses before it tries, so that the list has nothing to add.
fn is_refusal(told: &ShopAnswer) -> bool {
    let reply = told.reply();
    let before = matches!(diagnosis::stays_off(reply), Some(Mark::NotAllowed | Mark::OfNetwork | Mark::Unfit));
    reply.json && (before || diagnosis::is_unseen(reply))
}

/// A refusal of the list or of the change: by its code, by whoever stands in front, or because the password does not count.
fn refused(told: &ShopAnswer) -> Problem {
    let reply = told.reply();
    if diagnosis::is_unseen(reply) {
        return told.problem(ProblemKind::PasswordKeptOut).marked(Mark::PasswordUnseen);
    }
    if is_refusal(told) {
        return stays_off(told).marked(diagnosis::stays_off(reply));
    }
    let password = matches!(reply.status, 401 | 403).then(|| diagnosis::password_refused(reply, None).0);
    let known = password.filter(|kind| *kind != ProblemKind::PasswordKeptOut).or(diagnosis::in_front(reply));
    known.map_or_else(|| not_asked(told), |kind| told.problem(kind))
}
