//! What the page holds: the text that it shows, and everything else in it.

use serde_json::Value;

use crate::app::App;
use crate::trouble::Outcome;
use crate::wait::answer;

/// Text as a person reads it: one space wherever the layout has some.
const VISIBLE: &str = "return document.body.innerText;";

/// The document as it is now, with field values and stored items, which are not in the HTML.
const ALL: &str = "
    const fields = [...document.querySelectorAll('input, textarea, select')]
        .map((field) => `${field.id || field.name || field.type}: ${field.value}`);
    const stores = [localStorage, sessionStorage]
        .flatMap((store) => Object.entries(store).map((entry) => entry.join(': ')));
    return [document.documentElement.outerHTML, document.title, location.href,
        ...fields, ...stores].join('\\n');";

impl App<'_> {
    /// The text on the screen, in its layout.
    pub async fn visible_text(&self) -> Outcome<String> {
        self.text_of("reading the screen", VISIBLE).await
    }

    /// The whole document with every field's value and every stored item, to search for a secret that
    /// stayed in the page.
    pub async fn dom_text(&self) -> Outcome<String> {
        self.text_of("reading the document", ALL).await
    }

    /// The window's title bar, as the page sets it.
    pub async fn title(&self) -> Outcome<String> {
        self.text_of("reading the title", "return document.title;").await
    }

    /// Whether the content security policy keeps the page from running text as code.
    pub async fn eval_is_blocked(&self) -> Outcome<bool> {
        // The page itself must ask: the policy does not concern what the driver runs.
        let script = "try { return window.eval('1 + 1') !== 2; } catch { return true; }";
        Ok(self.run("trying eval", script, Vec::new()).await? == true)
    }

    /// Runs a script in the page, for what no person can do, such as looking into a value.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        self.run("running a script", script, arguments).await
    }

    /// Runs a script that answers later, through the function that is its last argument.
    pub async fn script_later(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        self.run_later("running a script", script, arguments).await
    }

    pub(crate) async fn run(&self, doing: &str, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        answer(doing, self.page.execute(script, arguments)).await
    }

    /// Runs a script that answers later, through the function that is its last argument.
    pub(crate) async fn run_later(&self, doing: &str, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        answer(doing, self.page.execute_async(script, arguments)).await
    }

    async fn text_of(&self, doing: &str, script: &str) -> Outcome<String> {
        let text = self.run(doing, script, Vec::new()).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }
}
