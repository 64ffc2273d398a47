//! The keys that the page offers a merchant who practises. They open nothing but the practice servers
//! inside this app, so they are no secrets.

use connect_core::practice::{Notebook, NotebookKeys, NotebookMeumKey, PracticeKey};
use connect_practice::notebook;

/// The practice shop's address, its pairs of keys, and connection keys, good ones and bad ones.
pub fn notebook() -> Notebook {
    let keys = [
        (PracticeKey::Good, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET),
        (PracticeKey::ReadOnly, notebook::READ_ONLY_KEY, notebook::READ_ONLY_SECRET),
        (PracticeKey::WrongSecret, notebook::READ_WRITE_KEY, notebook::READ_ONLY_SECRET),
        (PracticeKey::LowRole, notebook::CUSTOMER_KEY, notebook::CUSTOMER_SECRET),
    ];
    let meum_keys = [
        (PracticeKey::Good, notebook::CONNECTION_KEY),
        (PracticeKey::Expired, notebook::EXPIRED_CONNECTION_KEY),
        (PracticeKey::WrongKind, notebook::DEVELOPER_KEY),
        (PracticeKey::Elsewhere, notebook::OTHER_STORE_KEY),
    ];
    let pair = |(name, key, secret): (PracticeKey, &str, &str)| NotebookKeys {
        name,
        key: key.to_owned(),
        secret: secret.to_owned(),
    };
    let single = |(name, key): (PracticeKey, &str)| NotebookMeumKey { name, key: key.to_owned() };
    Notebook {
        address: notebook::SHOP_ADDRESS.to_owned(),
        keys: keys.map(pair).into(),
        meum_keys: meum_keys.map(single).into(),
    }
}
