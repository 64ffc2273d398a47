//! The code on a picture: bytes as a QR code (ISO/IEC 18004) of the lowest correction level. A
//! screen loses no modules, and each is larger that way.

use qrcodegen::{QrCode, QrCodeEcc};
use serde::Serialize;
use ts_rs::TS;

/// A square of dark and light modules, without the light border that belongs around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Drawn {
    /// How many modules are in a row, and how many rows there are.
    pub size: u8,
    /// The rows one after the other, four modules a hexadecimal digit, the first the highest; 1 is dark.
    pub modules: String,
}

impl Drawn {
    /// The code that holds these bytes; `None` if they are too many for one.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let code = QrCode::encode_binary(bytes, QrCodeEcc::Low).ok()?;
        let rows = 0..code.size();
        let modules: Vec<bool> =
            rows.clone().flat_map(|y| rows.clone().map(move |x| (x, y))).map(|(x, y)| code.get_module(x, y)).collect();
        let digit = |four: &[bool]| {
            let value = (0..4).fold(0, |sum, at| sum << 1 | u32::from(four.get(at).copied().unwrap_or_default()));
            char::from_digit(value, 16).unwrap_or('0')
        };
        Some(Self { size: u8::try_from(code.size()).ok()?, modules: modules.chunks(4).map(digit).collect() })
    }

    /// The rows one after the other; `true` is dark.
    pub fn dark(&self) -> Vec<bool> {
        let digits = self.modules.chars().map(|digit| digit.to_digit(16).unwrap_or_default());
        let modules = digits.flat_map(|digit| [8, 4, 2, 1].map(|place| digit & place != 0));
        modules.take(usize::from(self.size) * usize::from(self.size)).collect()
    }
}
