//! A usual shop in trouble, with as much to tell as there is room for.

use connect_core::line::{Headline, LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::reading::reference_of;
use connect_core::snapshot::{Beside, Change, Code, Ids, LineMark, SignedBy, Snapshot, Versions};
use connect_core::step::Step;
use connect_core::time::{LocalOffset, Timestamp};
use connect_core::words::keys;

const NOW: i64 = 1_790_000_000_000;
const MINUTE: i64 = 60_000;
const INSTALLATION: &str = "inst_0a1b2c3d4e5f60718293";

/// What is known of it.
pub fn snapshot() -> Snapshot {
    let at = Timestamp(NOW / MINUTE * MINUTE);
    let code = Some(Code::of(ProblemKind::WebhookShut));
    let ago = |minutes: i64| Timestamp(at.0 - minutes * MINUTE);
    let lines = LineId::ALL.iter().map(|&id| LineMark {
        id,
        state: LineState::NotWorking,
        code,
        since: Some(ago(1_440)),
        checked_at: Some(ago(2)),
    });
    let changes =
        (0..12).map(|hours| Change { at: ago(hours * 60), line: LineId::Webhook, state: LineState::Working, code });
    let request = "GET /wp-json/wc/v3/system_status · 403 · rest_forbidden · 184 ms".to_owned();
    Snapshot {
        at,
        offset: LocalOffset(120),
        reference: reference_of(INSTALLATION),
        practice: false,
        app: "0.1.0".to_owned(),
        system: "Debian GNU/Linux 12 (bookworm)".to_owned(),
        home: Some("https://www.corner-shop.example/shop/".to_owned()),
        step: Step::Panel,
        over: None,
        ended_at: None,
        sent_at: None,
        word: None,
        code: None,
        headline: Some(Headline::Attention),
        sales: Some(keys::SALES_ON_HOLD),
        lines: lines.collect(),
        ids: Ids {
            store: Some("7d0f5a52-3b1c-4f6e-9a51-0c2f3e4d5b6a".to_owned()),
            integration: Some("0a4f7c1e-3f0b-4a53-8a3a-5a0f3c9d7e21".to_owned()),
            installation: Some(INSTALLATION.to_owned()),
        },
        meum_key_prefix: Some("sk_live_0a1b".to_owned()),
        key_ending: Some("7c6d5e4".to_owned()),
        versions: Versions {
            wordpress: Some("6.9.1".to_owned()),
            woocommerce: Some("10.2.0".to_owned()),
            plugin: Some("1.4.0".to_owned()),
        },
        others: Vec::new(),
        said: Vec::new(),
        updates_to: None,
        sign_in: Some(SignedBy::Header),
        failed: Some(request.clone()),
        beside: Beside {
            tried: vec![request.clone(); 6],
            went_well: vec![request; 3],
            changes: changes.collect(),
            ..Beside::default()
        },
    }
}
