//! Doing things with what was found: clicking, typing, choosing, reading.
//!
//! Each deed waits until it can be done: until the thing is there, can be used, and nothing covers it.

use fantoccini::elements::Element;
use serde_json::json;

use crate::find::Wanted;
use crate::see::one_line;
use crate::trouble::{Outcome, Trouble};
use crate::wait::{answer, until};

const IS_OFF: &str = "return arguments[0].matches(':disabled, [aria-disabled=true]');";

const IS_ON: &str = "return arguments[0].checked ?? ['checked', 'selected', 'pressed', 'expanded']
    .some((state) => arguments[0].getAttribute(`aria-${state}`) === 'true');";

const CHOOSE: &str = "
    const [list, wanted] = arguments;
    const option = [...list.options].find((one) => one.label.trim() === wanted);
    if (!option) return [...list.options].map((one) => one.label.trim());
    list.value = option.value;
    list.dispatchEvent(new Event('input', { bubbles: true }));
    list.dispatchEvent(new Event('change', { bubbles: true }));
    return null;";

/// Whether all of it is on the screen, and a click on its middle would meet it.
const IN_SIGHT: &str = "
    const box = arguments[0].getBoundingClientRect();
    const whole = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    const met = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return whole && arguments[0].contains(met);";

/// The driver scrolls only as far as the edge of the window, where something may lie over it.
const UNCOVERED: &str = "
    const [one] = arguments;
    const box = one.getBoundingClientRect();
    const met = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (!one.contains(met)) one.scrollIntoView({ block: 'center' });
    window.clickWent = null;
    const meets = ({ target }) => one.contains(target) || target.closest?.('label')?.control === one;
    window.addEventListener('click', (click) => { window.clickWent = meets(click); }, { capture: true, once: true });
    return true;";

/// The driver looks where a thing is and clicks there a moment later. A page that moves in between gets the
/// click in another place.
const WENT_ELSEWHERE: &str = "return window.clickWent === false;";

impl Wanted<'_> {
    /// Waits until it is there.
    pub async fn wait(self) -> Outcome {
        self.told(until(async || self.look().await.map(drop))).await
    }

    /// Waits until it is no longer there.
    pub async fn gone(self) -> Outcome {
        self.told(until(async || {
            if self.is_gone().await? {
                return Ok(());
            }
            let (role, name) = self.app.announced(&self.look().await?).await?;
            Err(Trouble::new(format!("the {role} “{name}” stayed")))
        }))
        .await
    }

    /// Waits until a person can see all of it without scrolling.
    pub async fn in_sight(self) -> Outcome {
        self.told(until(async || {
            let element = self.look().await?;
            if self.app.run("looking for it", IN_SIGHT, vec![json!(element)]).await? == true {
                return Ok(());
            }
            let (role, name) = self.app.announced(&element).await?;
            Err(Trouble::new(format!("the {role} “{name}” is out of sight")))
        }))
        .await
    }

    /// Clicks it, once it is scrolled to where nothing lies over it.
    pub async fn click(self) -> Outcome {
        self.told(until(async || self.try_click().await)).await
    }

    /// Clicks it, where that takes the window away: the app may be gone before the driver has answered.
    pub async fn click_away(self) -> Outcome {
        self.told(until(async || match self.try_click().await {
            Err(_) if !self.app.is_running() => Ok(()),
            clicked => clicked,
        }))
        .await
    }

    async fn try_click(&self) -> Outcome {
        let element = self.usable().await?;
        self.app.run("scrolling to it", UNCOVERED, vec![json!(element)]).await?;
        answer("clicking", element.click()).await?;
        if self.app.run("seeing where the click went", WENT_ELSEWHERE, vec![]).await? == true {
            return Err(Trouble::new("the page moved under the click"));
        }
        Ok(())
    }

    /// Moves the keyboard to it without a click.
    pub async fn focus(self) -> Outcome {
        let script = "arguments[0].focus(); return document.activeElement === arguments[0];";
        self.told(until(async || {
            let element = json!(self.usable().await?);
            if self.app.run("moving the keyboard", script, vec![element]).await? == true {
                return Ok(());
            }
            Err(Trouble::new("it does not take the keyboard"))
        }))
        .await
    }

    /// Types at the end of what is there, key by key.
    pub async fn type_text(self, text: &str) -> Outcome {
        self.told(async {
            let element = until(async || self.usable().await).await?;
            answer("typing", element.send_keys(text)).await
        })
        .await
    }

    /// Selects what is there and types this instead.
    pub async fn replace_text(self, text: &str) -> Outcome {
        self.told(async {
            let element = until(async || self.usable().await).await?;
            self.app.select_all_of(&element).await?;
            answer("typing", element.send_keys(&delete_then(text))).await
        })
        .await
    }

    /// Pastes this over what is there, through the clipboard and the keyboard.
    pub async fn paste(self, text: &str) -> Outcome {
        self.told(async {
            let element = until(async || self.usable().await).await?;
            self.app.copy(text).await?;
            self.app.select_all_of(&element).await?;
            self.app.paste_here().await
        })
        .await
    }

    /// Chooses the option of this name in a list.
    pub async fn choose(self, option: &str) -> Outcome {
        self.told(async {
            let element = until(async || self.usable().await).await?;
            let arguments = vec![json!(element), json!(option)];
            let others = self.app.run("choosing", CHOOSE, arguments).await?;
            if others.is_null() {
                return Ok(());
            }
            Err(Trouble::new(format!("there is no option “{option}” in {others}")))
        })
        .await
    }

    /// Its value: the text in a field, the chosen option of a list.
    pub async fn value(self) -> Outcome<String> {
        self.read("return arguments[0].value ?? '';").await
    }

    /// The text that it shows.
    pub async fn text(self) -> Outcome<String> {
        self.read("return arguments[0].innerText;").await.map(|text| one_line(&text))
    }

    /// One of its attributes, empty when it has none of this name.
    pub async fn attribute(self, name: &str) -> Outcome<String> {
        let name = json!(name);
        self.read(&format!("return arguments[0].getAttribute({name}) ?? '';")).await
    }

    /// Whether it is ticked, chosen, pressed or unfolded, whichever it can be.
    pub async fn is_on(self) -> Outcome<bool> {
        self.read(IS_ON).await.map(|answer| answer == "true")
    }

    /// Whether it can be used.
    pub async fn is_enabled(self) -> Outcome<bool> {
        self.read(IS_OFF).await.map(|answer| answer == "false")
    }

    async fn read(self, script: &str) -> Outcome<String> {
        self.told(until(async || {
            let element = json!(self.look().await?);
            let value = self.app.run("reading it", script, vec![element]).await?;
            Ok(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        }))
        .await
    }

    async fn usable(&self) -> Outcome<Element> {
        let element = self.look().await?;
        if self.app.run("trying it", IS_OFF, vec![json!(element)]).await? == true {
            let (role, name) = self.app.announced(&element).await?;
            return Err(Trouble::new(format!("the {role} “{name}” cannot be used")));
        }
        Ok(element)
    }

    async fn told<T>(&self, step: impl Future<Output = Outcome<T>>) -> Outcome<T> {
        self.app.at(self.place, step).await
    }
}

/// The keys that replace a selection with this text. Typing replaces it; an empty text needs *Delete*.
fn delete_then(text: &str) -> String {
    if text.is_empty() { fantoccini::key::Key::Delete.to_string() } else { text.to_owned() }
}
