//! The secrets of one cell. Each cell has its own: one that turns up in what all cells print tells
//! whose it is.

use connect_canary::Canaries;

/// What the merchant of a cell types.
#[derive(Clone, Debug)]
pub struct Planted {
    pub consumer_key: String,
    pub consumer_secret: String,
    pub meum_key: String,
    pub user: String,
    pub password: String,
    /// The application password of the shop's administrator.
    pub approved: String,
}

impl Planted {
    /// The secrets of the cell with this name.
    pub fn of(cell: &str) -> Self {
        let mut letters = Letters::of(cell);
        Self {
            consumer_key: format!("ck_{}", letters.take(b"0123456789abcdef", 40)),
            consumer_secret: format!("cs_{}", letters.take(b"0123456789abcdef", 40)),
            meum_key: format!(
                "sk_live_{}",
                letters.take(b"abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 32)
            ),
            user: format!("staging {}", letters.take(b"abcdefghijkmnopqrstuvwxyz", 12)),
            password: format!("{}\"/+ %", letters.take(b"abcdefghijkmnopqrstuvwxyz-!$", 24)),
            approved: letters.take(b"abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24),
        }
    }

    /// All of them, and what Meum issued.
    pub fn canaries(&self, issued: &[(String, String)]) -> Canaries {
        let mut canaries = Canaries::default();
        canaries.plant("consumer key", &self.consumer_key);
        canaries.plant("consumer secret", &self.consumer_secret);
        canaries.plant("Meum key", &self.meum_key);
        canaries.plant("extra password", &self.password);
        canaries.plant("application password", &self.approved);
        for (key, secret) in issued {
            canaries.plant("issued key", key);
            canaries.plant("webhook secret", secret);
        }
        canaries
    }
}

/// Letters that look random and are the same for the same name.
pub struct Letters(u64);

impl Letters {
    /// The letters of this name.
    pub fn of(name: &str) -> Self {
        // FNV-1a.
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }

    /// The next number below this one.
    pub fn below(&mut self, most: usize) -> usize {
        // splitmix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap()
    }

    fn take(&mut self, of: &[u8], count: usize) -> String {
        (0..count).map(|_| char::from(of[self.below(of.len())])).collect()
    }
}
