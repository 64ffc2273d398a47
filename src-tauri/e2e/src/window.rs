//! The window's size.

use serde_json::json;

use crate::app::{App, here};
use crate::trouble::{Outcome, Trouble};
use crate::wait::{answer, until};

/// By how many pixels the page, or any part of it that scrolls on its own, is larger than its place.
const OVER: &str = "const scrolls = element => element === document.documentElement
        || ['auto', 'scroll'].includes(getComputedStyle(element).overflowY);
    const parts = [document.documentElement, ...document.body.querySelectorAll('*')].filter(scrolls);
    const over = part => [part.scrollWidth - part.clientWidth, part.scrollHeight - part.clientHeight];
    return parts.map(over).reduce((most, one) => [Math.max(most[0], one[0]), Math.max(most[1], one[1])], [0, 0]);";

impl App<'_> {
    /// Makes the window this large, and waits until the page is. The app's own smallest size is the limit.
    #[track_caller]
    pub fn set_window(&self, width: u32, height: u32) -> impl Future<Output = Outcome> {
        self.at(here(), async move {
            answer("resizing the window", self.page.set_window_size(width, height)).await?;
            until(async || self.is_this_large(width, height).await).await
        })
    }

    /// Enlarges the page to so many percent, as for somebody who needs it. Rules that depend on the
    /// window's size find it that much smaller.
    #[track_caller]
    pub fn enlarge(&self, percent: u32) -> impl Future<Output = Outcome> {
        const ENLARGE: &str = r"const factor = arguments[0] / 100;
            const known = window.rulesOfFullSize ??= new Map();
            const larger = (rule) => rule.replace(/@(media|container)[^{]*/g, (head) =>
                head.replace(/([\d.]+)(px|rem)/g, (_, size, unit) => `${size * factor}${unit}`));
            for (const sheet of document.styleSheets) {
                if (!known.has(sheet)) known.set(sheet, [...sheet.cssRules].map((rule) => rule.cssText));
                known.get(sheet).forEach((rule, place) => {
                    if (!/@(media|container)/.test(rule)) return;
                    sheet.deleteRule(place);
                    sheet.insertRule(larger(rule), place);
                });
            }
            document.documentElement.style.zoom = String(factor);";
        self.at(here(), async move { self.run("enlarging the page", ENLARGE, vec![json!(percent)]).await.map(drop) })
    }

    /// Waits until the page finds the window so many of its own pixels wide: fewer, the larger it is drawn.
    #[track_caller]
    pub fn is_wide(&self, wide: u32) -> impl Future<Output = Outcome> {
        self.at(
            here(),
            until(async move || {
                let now = self.run("measuring the window", "return innerWidth;", Vec::new()).await?;
                // WebKit rounds either way.
                if now.as_u64().is_some_and(|now| now.abs_diff(u64::from(wide)) <= 1) {
                    return Ok(());
                }
                Err(Trouble::new(format!("the page is {now} wide and not {wide}")))
            }),
        )
    }

    async fn is_this_large(&self, width: u32, height: u32) -> Outcome {
        let size = self.size().await?;
        if size == json!([width, height]) {
            return Ok(());
        }
        Err(Trouble::new(format!("the page is {size} and not {width} × {height}")))
    }

    /// Fails when a person must scroll sideways to read something, or when something is cut off where
    /// nothing scrolls. The window itself never scrolls, its parts do. Parts of a few pixels are for screen
    /// readers only and do not count.
    #[track_caller]
    pub fn is_all_within_reach(&self) -> impl Future<Output = Outcome> {
        const OVER: &str = "const told = (part, more) => `${part.tagName} ${part.className} ${more}`;
            const parts = [document.documentElement, ...document.body.querySelectorAll('*')].filter((part) =>
                part.clientWidth > 8 && part.clientHeight > 8 && !part.matches('input, textarea'));
            const hides = (part) => part === document.documentElement
                || ['hidden', 'clip'].includes(getComputedStyle(part).overflowY);
            const clips = (part) => getComputedStyle(part).overflowX !== 'visible' || part === document.documentElement;
            const wide = parts.filter((part) => clips(part) && part.scrollWidth > part.clientWidth)
                .map((part) => told(part, `is ${part.scrollWidth} wide in ${part.clientWidth}`));
            const high = parts.filter((part) => hides(part) && part.scrollHeight > part.clientHeight + 1)
                .map((part) => told(part, `is ${part.scrollHeight} high in ${part.clientHeight}`));
            return [...wide, ...high].join(', ');";
        self.at(here(), async move {
            let over = self.run("measuring the page", OVER, Vec::new()).await?;
            if over == "" { Ok(()) } else { Err(Trouble::new(format!("it is not all within reach: {over}"))) }
        })
    }

    /// Makes the window as high as what it shows, so that nothing is out of sight.
    #[track_caller]
    pub fn show_all(&self) -> impl Future<Output = Outcome> {
        const USUAL: (u32, u32) = (1280, 800);
        self.at(here(), async move {
            let (width, mut height) = USUAL;
            // In a higher window the layout may change and need still more room.
            until(async || {
                self.set_window(width, height).await?;
                let over = self.run("measuring the page", OVER, Vec::new()).await?;
                let more = over.get(1).and_then(serde_json::Value::as_u64).and_then(|more| u32::try_from(more).ok());
                height += more.unwrap_or_default();
                if over == json!([0, 0]) {
                    Ok(())
                } else {
                    Err(Trouble::new(format!("{over} pixels are out of sight")))
                }
            })
            .await
        })
    }

    /// Fails when a person must scroll to see something, in either direction, in the page or in a part of it.
    #[track_caller]
    pub fn fits(&self) -> impl Future<Output = Outcome> {
        self.at(here(), async move {
            let over = self.run("measuring the page", OVER, Vec::new()).await?;
            if over == json!([0, 0]) {
                return Ok(());
            }
            Err(Trouble::new(format!("the page is larger than the window by {over} pixels")))
        })
    }

    async fn size(&self) -> Outcome<serde_json::Value> {
        self.run("measuring the window", "return [innerWidth, innerHeight];", Vec::new()).await
    }
}
