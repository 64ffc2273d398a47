//! Questions to a record, and to what was observed, that need no more: the same notes, the same answer.

use crate::credential::Credential;
use crate::kept::Kept;
use crate::meum_facts::{ConnectFacts, ConnectRequest, StatusFacts};
use crate::meum_key;
use crate::observed::Observed;
use crate::plain::PlainText;
use crate::record::ShopRecord;
use crate::shop_facts::HandOver;
use crate::store_url::StoreUrl;
use crate::webhook::{WebhookQuestion, is_same};

/// The name a merchant knows the shop by; its host name, where it has none or is yet to be found.
pub fn name(record: &ShopRecord) -> Option<PlainText> {
    let typed = || StoreUrl::parse(&record.typed_address).ok();
    let home = record.found.as_ref().map(|found| found.home.clone()).or_else(typed)?;
    let name = record.found.as_ref().and_then(|found| found.name.clone());
    name.or_else(|| PlainText::from_outside(home.host()))
}

/// The shop's whole address; what was typed, as far as it is one, until the shop is found.
pub fn address(record: &ShopRecord) -> Option<String> {
    let typed = || StoreUrl::parse(&record.typed_address).ok();
    let home = record.found.as_ref().map(|found| found.home.clone()).or_else(typed)?;
    Some(home.as_str().to_owned())
}

/// What Meum answered for the connection there is, or for the one whose end is on the screen.
pub fn connect_facts(record: &ShopRecord) -> Option<&ConnectFacts> {
    record.connection.as_ref().map(|connection| &connection.facts).or(record.last_facts.as_ref())
}

/// The reference of the shop's installation, or of its notes until it has one.
pub fn reference(record: &ShopRecord) -> String {
    let installation = connect_facts(record).and_then(|facts| facts.installation_id.as_ref()).map(PlainText::as_str);
    let letters = reference_of(installation.unwrap_or(record.id.as_str()));
    if record.practice { format!("{PRACTICE}{letters}") } else { letters }
}

/// What a reference of practice begins with: nobody looks for it at Meum.
pub const PRACTICE: &str = "PRACTICE-";

/// Meum's id as people read it: nobody looks for one of practice at Meum.
pub fn id_shown(id: &PlainText, practice: bool) -> Option<PlainText> {
    if practice { PlainText::from_outside(&format!("{PRACTICE}{}", id.as_str())) } else { Some(id.clone()) }
}

/// Six characters that name an installation, from an alphabet without look-alikes. Derived, so
/// it is the same on every screenshot of the same connection (FNV-1a, 64 bit).
pub fn reference_of(named: &str) -> String {
    const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let mut hash = named
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let size = ALPHABET.len() as u64;
    let mut letters = String::new();
    for _ in 0..6 {
        let at = usize::try_from(hash % size).unwrap_or_default();
        letters.extend(ALPHABET.get(at).map(|&letter| char::from(letter)));
        hash /= size;
    }
    letters
}

/// What Meum was sent for the connection there is.
pub fn sent(record: &ShopRecord) -> Option<&ConnectRequest> {
    record.connection.as_ref()?.sent.as_ref()
}

/// What will be sent; `None` while the shop is not known. Versions only when they are known.
pub fn connect_request(record: &ShopRecord) -> Option<ConnectRequest> {
    let found = record.found.as_ref()?;
    let keys = record.keys.as_ref();
    Some(ConnectRequest {
        webhook_url: record.webhook.address(&found.home, &found.root),
        site_url: found.home.as_str().to_owned(),
        plugin_version: keys.and_then(|keys| keys.plugin.as_ref()?.version_where(found.plugin_route)),
        wordpress_version: keys.and_then(|keys| keys.wordpress.clone()),
        woocommerce_version: keys.and_then(|keys| keys.woocommerce.clone()),
    })
}

/// The question where payment updates go, as far as is known: Meum's latest word, else what it was sent. `None`
/// where that is not on the shop's own domain: nothing else is ever looked at.
pub fn updates_question(record: &ShopRecord, observed: &Observed) -> Option<WebhookQuestion> {
    let found = record.found.as_ref()?;
    let sent = sent(record).map(|sent| sent.webhook_url.as_str());
    let status = observed.status.as_ref().and_then(|seen| seen.what.webhook_url.as_ref());
    let said = status.or(record.connection.as_ref().and_then(|connection| connection.facts.webhook_url.as_ref()));
    let address = match (sent, said) {
        (Some(sent), Some(said)) if is_same(sent, said) => sent,
        (_, Some(said)) => said.as_str(),
        (sent, None) => sent?,
    };
    WebhookQuestion::about(address, &found.home, &found.root)
}

/// The shop's own address as Meum was sent it when connecting.
pub fn connected_home(record: &ShopRecord) -> Option<StoreUrl> {
    StoreUrl::from_home(&sent(record)?.site_url).ok()
}

/// Whether an earlier key and secret stopped working when Meum answered, and the plugin still
/// waits for the new ones (G10).
pub fn is_urgent(record: &ShopRecord) -> bool {
    was_rotated(record) && record.hand_over() == HandOver::Pending
}

/// Whether an earlier key and secret were replaced: Meum said so, or this computer knew of them.
/// Meum need not say it, and what it says is not known where the app was killed before noting it.
pub fn was_rotated(record: &ShopRecord) -> bool {
    let said = |facts: &ConnectFacts| facts.credentials_rotated == Some(true);
    record.connection.as_ref().is_some_and(|connection| connection.replaced || said(&connection.facts))
}

/// The credential that did not come (G22). The merchant pastes the other one: if the app wrote it, the
/// plugin would have one new half and one old.
pub fn missing(record: &ShopRecord) -> Option<Credential> {
    record.connection.as_ref().and_then(|connection| connection.facts.missing)
}

/// Whether the key that Meum calls active is this computer's; `None` when either is not known.
pub fn active_key_is_ours(record: &ShopRecord, status: &StatusFacts) -> Option<bool> {
    let ours = record.connection.as_ref()?.facts.key_prefix.as_deref()?;
    let active = status.credential_prefix.as_ref()?.as_str();
    meum_key::is_same(ours, active)
}

/// Whether nobody asked the password store to keep the credentials, because the merchant chose to keep
/// everything until the app closes. A store that failed may have kept them all the same, only late.
pub fn is_memory_only(record: &ShopRecord) -> bool {
    let kept = [
        record.connection.as_ref().map(|connection| connection.kept),
        // Gone with the app, so these tell of a choice that still holds.
        record.keys.as_ref().map(|keys| keys.kept),
    ];
    kept == [Some(Kept::UntilClosed); 2]
}

/// Whether anything of this shop is, as far as is known, in the password store.
pub fn is_in_store(record: &ShopRecord) -> bool {
    let kept = [
        record.keys.as_ref().map(|keys| keys.kept),
        record.meum_key.as_ref().map(|key| key.kept),
        record.connection.as_ref().map(|connection| connection.kept),
        record.found.as_ref().and_then(|found| found.extra_password),
    ];
    kept.contains(&Some(Kept::Vault)) || record.secrets_left
}

/// Whether the credentials of a connection that is over are still to be removed. Those of the next
/// connection take their place.
pub fn has_secrets_left(record: &ShopRecord) -> bool {
    record.secrets_left && record.connection.is_none()
}
