//! The entries of a shop's keys in the session's password store, reached past the app.

use connect_core::record::ShopId;
use secret_service::EncryptionType;
use secret_service::blocking::{Item, SecretService};
use std::collections::HashMap;

fn with<T>(
    service: &str,
    shop: &ShopId,
    deed: impl FnOnce(&SecretService<'_>, HashMap<&str, &str>, &[Item<'_>]) -> T,
) -> T {
    let store = SecretService::connect(EncryptionType::Plain).unwrap();
    let name = format!("{}/shop-keys", shop.as_str());
    let attributes = HashMap::from([("service", service), ("username", name.as_str())]);
    let found = store.search_items(attributes.clone()).unwrap();
    deed(&store, attributes, &found.unlocked)
}

/// Adds an entry of the same name, newer than all others, with an attribute more.
pub fn add(service: &str, shop: &ShopId, secret: &str) {
    with(service, shop, |store, mut attributes, found| {
        let newest = found.iter().map(|entry| entry.get_modified().unwrap()).max().unwrap();
        attributes.insert("application", "another");
        let collection = store.get_default_collection().unwrap();
        let create = || collection.create_item("added", attributes.clone(), secret.as_bytes(), false, "text/plain");
        // The store tells an entry's age in whole seconds.
        while let Ok(added) = create()
            && added.get_modified().unwrap() <= newest
        {
            added.delete().unwrap();
        }
    });
}

/// Takes the secrets out, and leaves the entries.
pub fn empty(service: &str, shop: &ShopId) {
    with(service, shop, |_, _, found| found.iter().for_each(|entry| entry.set_secret(b"", "text/plain").unwrap()));
}

/// How many there are.
pub fn count(service: &str, shop: &ShopId) -> usize {
    with(service, shop, |_, _, found| found.len())
}
