//! The clipboard, used as a person does: with the keyboard.
//!
//! A page cannot look into the clipboard, and WebDriver has no command for it. So a scratch field appears
//! for a moment, takes or gives the text, and is gone before anything else happens.

use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::json;

use crate::app::App;
use crate::trouble::Outcome;

const SCRATCH: &str = "
    const before = document.activeElement;
    const field = document.createElement('textarea');
    field.id = 'journey-scratch';
    field.value = arguments[0];
    (document.querySelector('dialog:modal') ?? document.body).append(field);
    field.focus();
    field.select();
    field.before = before;";

const DONE: &str = "
    const field = document.getElementById('journey-scratch');
    const text = field.value;
    field.remove();
    field.before?.focus();
    return text;";

const SELECT_ALL: &str = "arguments[0].focus(); arguments[0].select?.();";

impl App<'_> {
    /// What is in the clipboard; empty when nothing is.
    pub async fn clipboard(&self) -> Outcome<String> {
        self.run("opening a scratch field", SCRATCH, vec![json!("")]).await?;
        self.paste_here().await?;
        self.close_scratch().await
    }

    /// Puts this into the clipboard.
    pub async fn copy(&self, text: &str) -> Outcome {
        self.run("opening a scratch field", SCRATCH, vec![json!(text)]).await?;
        self.strike(vec![Key::Control.into()], 'c').await?;
        self.close_scratch().await.map(drop)
    }

    /// Pastes where the keyboard is.
    pub(crate) async fn paste_here(&self) -> Outcome {
        self.strike(vec![Key::Control.into()], 'v').await
    }

    pub(crate) async fn select_all_of(&self, element: &Element) -> Outcome {
        self.run("selecting", SELECT_ALL, vec![json!(element)]).await.map(drop)
    }

    async fn close_scratch(&self) -> Outcome<String> {
        let text = self.run("closing the scratch field", DONE, Vec::new()).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }
}
