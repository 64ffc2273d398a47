//! Whether the one thing to do is to pass the note on. The window draws as its main button what the text asks for first.

use crate::message::Key;
use crate::problem::Fixer;
use crate::words::button::Press;
use crate::words::card::ProblemView;

/// Steps that wait, look or try something before anybody is asked.
const SOMETHING_ELSE_FIRST: [&str; 33] = [
    "A06_next",
    "A07_next",
    "A07_leadsNowhere_next",
    "A07_noWay_next",
    "A22_next",
    "A22_askedEnough_next",
    "A22_writeReplaced_next",
    "A23_writesSlow_next",
    "B03_instead_next",
    "B04_next",
    "B05_next",
    "B05_unknownIssuer_next",
    "B05_onlyCloudflare_next",
    "B06_nameUnknown_next",
    "B08_next",
    "B08_shopAlone_next",
    "B11_next",
    "C03_ledByPlugin_next",
    "C03_named_next",
    "C03_plugin_next",
    "C03_browserCheck_next",
    "C03_ownersRule_next",
    "C03_addressRule_next",
    "C03_writesStopped_next",
    "C03_byPlace_next",
    "C08_next",
    "C09_next",
    "C09_later_next",
    "C09_noWayBehind_next",
    "C09_worker_next",
    "D08_upgradeWaits_next",
    "F06_keyOrHeader_next",
    "H04_notQuite_next",
];

/// Whether nobody but the one who gets the card's note can mend it, and the card asks to send it.
pub fn is_for_somebody_else(card: &ProblemView) -> bool {
    let others = matches!(card.fixer, Fixer::WebHost | Fixer::Developer | Fixer::NetworkAdmin);
    let tries = card.button.as_ref().is_none_or(|button| matches!(button.press, Press::TryAgain | Press::Field { .. }));
    card.note.is_some() && card.alarm && others && tries && is_to_ask(card.says.next)
}

/// Whether a step of somebody else's begins with asking them.
fn is_to_ask(next: Key) -> bool {
    !SOMETHING_ELSE_FIRST.contains(&next.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::ProblemKind;
    use std::collections::BTreeMap;

    const ASKS: [&str; 6] =
        ["Copy the note", "Ask your", "Ask whoever", "Ask SiteGround", "Ask for", "Your web host can"];

    #[test]
    fn what_the_text_asks_for_first_is_what_the_table_says() {
        let texts: BTreeMap<String, String> =
            serde_json::from_str(include_str!("../../../../ui/messages/problems/en.json")).unwrap();
        let others =
            |kind: &&ProblemKind| matches!(kind.fixer(), Fixer::WebHost | Fixer::Developer | Fixer::NetworkAdmin);
        for kind in ProblemKind::ALL.iter().filter(others).filter(|kind| kind.note_to().is_some()) {
            let readings = kind.texts().readings.iter().filter(|reading| reading.part == "next");
            for next in readings.map(|reading| reading.key).chain([kind.texts().next]) {
                let text = &texts[next.name()];
                // Whoever can go on has nobody to ask first.
                if !text.starts_with("You can go on") && !next.name().contains("soft") {
                    let asks = ASKS.iter().any(|words| text.starts_with(words));
                    assert_eq!(is_to_ask(next), asks, "{}: {text}", next.name());
                }
            }
        }
    }
}
