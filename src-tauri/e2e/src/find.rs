//! Finding things the way a screen reader names them.
//!
//! The browser computes the names, and the driver asks for them: nobody guesses them from the HTML. A
//! name is meant exactly. Where nothing has it, a single thing whose name contains it is taken.

use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use crate::app::{App, here};
use crate::role::Role;
use crate::see::one_line;
use crate::trouble::{Outcome, Place, Trouble};
use crate::wait::answer;

/// Whatever matches and can be reached: not hidden, not inert, not behind a dialog.
const REACHABLE: &str = "
    const dialogs = document.querySelectorAll('dialog:modal');
    const front = dialogs[dialogs.length - 1] ?? document.body;
    return [...front.parentElement.querySelectorAll(arguments[0])].filter((one) =>
        front.contains(one) && one.getClientRects().length > 0
        && getComputedStyle(one).visibility === 'visible'
        && !one.closest('[inert], [aria-hidden=true]')).filter(isLikely);";

/// Everything reachable.
const ANY: &str = "const isLikely = () => true;";

/// Only what has all of a name in a text that names are made of. Asking the driver for a name takes
/// milliseconds, so the likely ones come first.
const LIKELY: &str = "
    const bare = (text) => (text ?? '').replace(/\\s+/g, '');
    const texts = (ids) => (ids ?? '').split(/\\s+/).map((id) => document.getElementById(id)?.textContent).join('');
    const isLikely = (one) => [one.textContent, one.value, one.title, one.placeholder, one.ariaLabel,
        texts(one.getAttribute('aria-labelledby')), [...(one.labels ?? [])].map((label) => label.textContent).join('')]
        .some((text) => bare(String(text ?? '')).includes(bare(arguments[1])));";

/// Something that a journey asks for. Using it looks for it, and waits until it is there.
#[must_use = "it is looked for only when it is used"]
pub struct Wanted<'app> {
    pub(crate) app: &'app App<'app>,
    pub(crate) place: Place,
    what: What,
    nth: Option<usize>,
}

enum What {
    Named(Role, String),
    Tagged(String),
}

impl App<'_> {
    /// The button of this name.
    #[track_caller]
    pub fn button(&self, name: &str) -> Wanted<'_> {
        self.named(Role::Button, name)
    }

    /// The field to type into that has this label.
    #[track_caller]
    pub fn field(&self, name: &str) -> Wanted<'_> {
        self.named(Role::Field, name)
    }

    /// Whatever has this role and name.
    #[track_caller]
    pub fn named(&self, role: Role, name: &str) -> Wanted<'_> {
        self.wanted(What::Named(role, one_line(name)), here())
    }

    /// Whatever has this `data-testid`, for things that no person would call by a name.
    #[track_caller]
    pub fn tagged(&self, id: &str) -> Wanted<'_> {
        self.wanted(What::Tagged(id.to_owned()), here())
    }

    fn wanted(&self, what: What, place: Place) -> Wanted<'_> {
        Wanted { app: self, place, what, nth: None }
    }

    /// The role and the name of something, as a screen reader announces them.
    pub(crate) async fn announced(&self, element: &Element) -> Outcome<(String, String)> {
        Ok((self.computed("computedrole", element).await?, self.computed("computedlabel", element).await?))
    }

    async fn computed(&self, what: &'static str, element: &Element) -> Outcome<String> {
        let asked = Computed { what, element: element.element_id().to_string() };
        let label = answer("asking for a name", self.page.issue_cmd(asked)).await?;
        Ok(one_line(label.as_str().unwrap_or_default()))
    }

    async fn reachable(&self, selector: &str) -> Outcome<Vec<Element>> {
        self.found(&[ANY, REACHABLE].concat(), vec![json!(selector)]).await
    }

    async fn likely(&self, selector: &str, name: &str) -> Outcome<Vec<Element>> {
        self.found(&[LIKELY, REACHABLE].concat(), vec![json!(selector), json!(name)]).await
    }

    async fn found(&self, script: &str, arguments: Vec<Value>) -> Outcome<Vec<Element>> {
        let found = self.run("looking around", script, arguments).await?;
        let ids = found.as_array().into_iter().flatten().filter_map(id_of);
        Ok(ids.map(|id| Element::from_element_id(self.page.clone(), id.into())).collect())
    }
}

impl Wanted<'_> {
    /// The one at this place, counted from 0, of several with the same name.
    pub fn nth(self, place: usize) -> Self {
        Self { nth: Some(place), ..self }
    }

    /// Looks once.
    pub(crate) async fn look(&self) -> Outcome<Element> {
        let (mut found, heard) = self.all().await?;
        let (place, what) = (self.nth.unwrap_or(0), &self.what);
        if place >= found.len() {
            return Err(Trouble::new(format!("there is no {what} ({} found){heard}", found.len())));
        }
        if self.nth.is_none() && found.len() > 1 {
            return Err(Trouble::new(format!("there is more than one {what}{heard}")));
        }
        Ok(found.swap_remove(place))
    }

    /// Whether there is none. Where the page cannot be asked, that is trouble and no proof.
    pub(crate) async fn is_gone(&self) -> Outcome<bool> {
        let (found, _) = self.all().await?;
        Ok(found.len() <= self.nth.unwrap_or(0))
    }

    /// All that match, and the names of all that have the role, for the message.
    async fn all(&self) -> Outcome<(Vec<Element>, String)> {
        match &self.what {
            What::Tagged(id) => Ok((self.app.reachable(&format!("[data-testid={}]", json!(id))).await?, String::new())),
            What::Named(role, name) => self.all_named(*role, name).await,
        }
    }

    async fn all_named(&self, role: Role, name: &str) -> Outcome<(Vec<Element>, String)> {
        let mut called = Vec::new();
        for element in self.app.likely(role.selector(), name).await? {
            if self.app.computed("computedlabel", &element).await? == name {
                called.push(element);
            }
        }
        if called.is_empty() { self.all_alike(role, name).await } else { Ok((called, String::new())) }
    }

    /// What has the name exactly, else what has it as a part; and the names of everything of this role.
    async fn all_alike(&self, role: Role, name: &str) -> Outcome<(Vec<Element>, String)> {
        let (mut exact, mut close, mut heard) = (Vec::new(), Vec::new(), Vec::new());
        for element in self.app.reachable(role.selector()).await? {
            let label = self.app.computed("computedlabel", &element).await?;
            if label == name {
                exact.push(element);
            } else if label.contains(name) {
                close.push(element);
            }
            heard.push(format!("“{label}”"));
        }
        let found = if exact.is_empty() { close } else { exact };
        Ok((found, format!("; there are: {}", heard.join(", "))))
    }
}

impl std::fmt::Display for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tagged(id) => write!(f, "thing tagged “{id}”"),
            Self::Named(role, name) => write!(f, "{role} called “{name}”"),
        }
    }
}

/// The id in an element reference, which is its only value.
fn id_of(reference: &Value) -> Option<String> {
    reference.as_object()?.values().next()?.as_str().map(str::to_owned)
}

/// *Get Computed Role* and *Get Computed Label* of the driver's standard.
#[derive(Debug)]
struct Computed {
    what: &'static str,
    element: String,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/element/{}/{}", self.element, self.what))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}
