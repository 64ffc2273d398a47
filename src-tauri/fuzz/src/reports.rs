//! What a picture holds: the file itself, and the bytes of the code on it.

use connect_core::message::{Arg, Message};
use connect_core::snapshot::Snapshot;

const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);

/// A report from any bytes is lines without control characters, which are bounded, and can be written again.
/// The bytes are tried as they are and with the head and the checksum that let them pass.
pub fn check_report(bytes: &[u8]) {
    told(bytes);
    let sum = CRC.checksum(bytes).to_le_bytes();
    told(&[b"MC\x01", bytes, &sum].concat());
}

fn told(bytes: &[u8]) {
    let Ok(report) = Snapshot::read(bytes) else { return };
    let lines: Vec<Message> = report.told().into_iter().flatten().collect();
    assert!(lines.len() < 300, "{} lines", lines.len());
    lines.iter().for_each(plain);
    let again = report.bytes();
    assert!(again.len() <= 2_000);
}

fn plain(message: &Message) {
    for arg in message.args.values() {
        match arg {
            Arg::Text(text) => assert!(!text.chars().any(char::is_control), "{text:?}"),
            Arg::Message(message) => plain(message),
            _ => {}
        }
    }
}

/// A file from anybody is looked through without an end of the program, and holds few codes.
pub fn check_picture(bytes: &[u8]) {
    let codes = connect_picture::codes(bytes).unwrap_or_default();
    assert!(codes.len() < 100 && codes.iter().all(|code| code.len() <= 2_953));
}
