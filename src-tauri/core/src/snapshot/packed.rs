//! A snapshot in few bytes, for the code on a picture. They begin with `MC` and the form's version, and end
//! with a checksum. Numbers are part of the form: they never change their meaning.

use super::beside::Beside;
use super::code::Code;
use super::facts::{Ids, LineMark, MINUTE, Over, SignedBy, Snapshot, Versions};
use super::said::{Marks, Said};
use super::squeezed::{squeezed, widened};
use crate::line::{Headline, LineId, LineState};
use crate::message::Key;
use crate::plain::PlainText;
use crate::reading;
use crate::status_word;
use crate::step::Step;
use crate::time::{LocalOffset, Timestamp};
use crate::words::keys;
use serde::{Deserialize, Serialize};

/// What every form begins with.
const MARK: &[u8] = b"MC";
/// The form that this app writes. Any change of it counts on.
const FORM: u8 = 1;
/// As many bytes fit a code of 49 modules (version 8, level L): three pixels each are read from a picture at
/// half its size.
const ROOM: usize = 192;
/// The failed request gets this much even where texts are so long that the code grows: its method, `…` and its status.
const FAILED: usize = 20;
/// A method takes no more, most of them one byte.
const METHOD: usize = 4;
const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);

const STEPS: [Step; 7] =
    [Step::Welcome, Step::YourShop, Step::ShopKeys, Step::MeumKey, Step::Review, Step::HandOver, Step::Panel];
const HEADLINES: [Headline; 5] =
    [Headline::Checking, Headline::CanPay, Headline::CantPayYet, Headline::Attention, Headline::CantTell];
const OVER: [Over; 5] = [Over::Disconnect, Over::Forget, Over::Move, Over::Unlock, Over::Ended];
const SALES: [Key; 13] = [
    keys::SALES_NOT_STOPPED,
    keys::SALES_NOT_KNOWN,
    keys::SALES_MAY_FAIL,
    keys::SALES_ONLY_HELD,
    keys::SALES_ON_HOLD,
    keys::SALES_STOPPED,
    keys::SALES_GO_ON,
    keys::SALES_NOT_YET,
    keys::SALES_NOT_HERE,
    keys::SALES_NOT_SEEN,
    keys::SALES_A_MOMENT_AGO,
    keys::SALES_NOTHING_WRONG,
    keys::SALES_AS_FAR_AS_SAID,
];
const SIGN_INS: [SignedBy; 3] = [SignedBy::Header, SignedBy::Query, SignedBy::Password];
const LINES: [LineId; 7] =
    [LineId::Shop, LineId::Keys, LineId::Meum, LineId::Webhook, LineId::Payouts, LineId::Plugin, LineId::WayIn];
const STATES: [LineState; 7] = [
    LineState::Working,
    LineState::Attention,
    LineState::NotWorking,
    LineState::Waiting,
    LineState::NotChecked,
    LineState::CantTell,
    LineState::CheckingAgain,
];

/// Why bytes are no snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Whatever it is, it was not written by this app.
    #[error("it was not written by this app")]
    Foreign,
    /// It is this app's, and damaged.
    #[error("it is damaged")]
    Damaged,
    /// It is of a newer app.
    #[error("it was written by a newer app")]
    Newer,
}

/// The form on the wire. A zero means *unknown*; counts of minutes go back from `minute`.
#[derive(Default, Serialize, Deserialize)]
struct Packed {
    minute: u32,
    quarters: i8,
    reference: String,
    practice: bool,
    app: String,
    system: String,
    home: String,
    step: u8,
    ended: u32,
    sent: u32,
    word: String,
    code: u16,
    headline: u8,
    sales: u8,
    sign_in: u8,
    lines: Vec<(u8, u16, u32, u32)>,
    others: Vec<u16>,
    said: Vec<(u16, Marks)>,
    updates_to: String,
    store: Id,
    integration: Id,
    installation: Id,
    meum_key_prefix: String,
    key_ending: String,
    wordpress: String,
    woocommerce: String,
    plugin: String,
    failed: String,
}

/// An id. Those that are UUIDs, or end in hexadecimal digits, take half the room.
#[derive(Default, Serialize, Deserialize)]
enum Id {
    #[default]
    Unknown,
    Text(String),
    Uuid(u128),
    Hex(String, Vec<u8>),
}

impl Snapshot {
    /// The bytes of this snapshot: 192 of a usual shop; each card that says something else than usual adds
    /// eight. Texts that are too long are cut
    /// short; the line of the failed request takes what room is left.
    pub fn bytes(&self) -> Vec<u8> {
        let mut packed = Packed::of(self);
        let room = ROOM.saturating_sub(packed.bytes().len()).max(FAILED);
        packed.failed = request(self.failed.as_deref().unwrap_or_default(), room);
        packed.bytes()
    }

    /// Reads a snapshot out of bytes from a picture, which may hold anything.
    ///
    /// # Errors
    /// When they are no snapshot, a damaged one, or one of a newer app.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let (form, rest) = bytes.strip_prefix(MARK).and_then(<[u8]>::split_first).ok_or(Unreadable::Foreign)?;
        if *form > FORM {
            return Err(Unreadable::Newer);
        }
        let packed: Packed = postcard::from_bytes_crc32(rest, CRC.digest()).map_err(|_| Unreadable::Damaged)?;
        packed.snapshot()
    }
}

impl Packed {
    fn of(it: &Snapshot) -> Self {
        let minute = minutes(it.at);
        Self {
            minute,
            quarters: i8::try_from(it.offset.0 / 15).unwrap_or_default(),
            reference: short(Some(it.reference.trim_start_matches(reading::PRACTICE)), 6),
            practice: it.practice,
            app: short(Some(&it.app), 10),
            system: short(Some(&it.system), 20),
            home: short(it.home.as_deref().map(|home| home.trim_start_matches("https://")), 48),
            step: number(&OVER, it.over) << 4 | number(&STEPS, Some(it.step)),
            ended: ago(it.ended_at, minute),
            sent: ago(it.sent_at, minute),
            word: it.word.clone().unwrap_or_default(),
            code: of_code(it.code),
            headline: number(&HEADLINES, it.headline),
            sales: number(&SALES, it.sales),
            sign_in: number(&SIGN_INS, it.sign_in),
            lines: it.lines.iter().map(|line| of_line(line, minute)).collect(),
            others: it.others.iter().map(|code| of_code(Some(*code))).collect(),
            said: it.said.iter().filter_map(|said| Some((of_code(Some(said.code)), said.marks()?))).collect(),
            updates_to: short(it.updates_to.as_deref(), 40),
            store: Id::of(it.ids.store.as_deref()),
            integration: Id::of(it.ids.integration.as_deref()),
            installation: Id::of(it.ids.installation.as_deref()),
            meum_key_prefix: short(it.meum_key_prefix.as_deref(), 12),
            key_ending: short(it.key_ending.as_deref(), 7),
            wordpress: short(it.versions.wordpress.as_deref(), 10),
            woocommerce: short(it.versions.woocommerce.as_deref(), 10),
            plugin: short(it.versions.plugin.as_deref(), 10),
            failed: String::new(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        bytes.push(FORM);
        // Writing into memory cannot fail; without its body the code would say that it is damaged.
        bytes.extend(postcard::to_allocvec_crc32(self, CRC.digest()).unwrap_or_default());
        bytes
    }

    /// The snapshot, unless a number stands for nothing in this form.
    fn snapshot(self) -> Result<Snapshot, Unreadable> {
        let home = text(&self.home).map(|home| if home.contains("://") { home } else { format!("https://{home}") });
        let lines = self.lines.iter().map(|line| line_of(*line, self.minute)).collect::<Result<_, _>>()?;
        let others = self.others.iter().map(|code| code_of(*code)).collect::<Result<Vec<_>, _>>()?;
        let said = self.said.iter().map(|(code, marks)| Ok(code_of(*code)?.and_then(|code| Said::read(code, *marks))));
        let said = said.collect::<Result<Vec<_>, _>>()?;
        let letters = text(&self.reference).ok_or(Unreadable::Damaged)?;
        Ok(Snapshot {
            at: moment(self.minute),
            offset: LocalOffset(i32::from(self.quarters) * 15),
            reference: if self.practice { format!("{}{letters}", reading::PRACTICE) } else { letters },
            practice: self.practice,
            app: text(&self.app).ok_or(Unreadable::Damaged)?,
            system: text(&self.system).unwrap_or_default(),
            home,
            step: meaning(&STEPS, self.step & 15)?.ok_or(Unreadable::Damaged)?,
            over: meaning(&OVER, self.step >> 4)?,
            ended_at: before(self.minute, self.ended),
            sent_at: before(self.minute, self.sent),
            word: status_word::in_code(&self.word),
            code: code_of(self.code)?,
            headline: meaning(&HEADLINES, self.headline)?,
            sales: meaning(&SALES, self.sales)?,
            lines,
            others: others.into_iter().flatten().collect(),
            said: said.into_iter().flatten().collect(),
            ids: Ids {
                store: self.store.text(),
                integration: self.integration.text(),
                installation: self.installation.text(),
            },
            meum_key_prefix: text(&self.meum_key_prefix),
            key_ending: text(&self.key_ending),
            versions: Versions {
                wordpress: text(&self.wordpress),
                woocommerce: text(&self.woocommerce),
                plugin: text(&self.plugin),
            },
            updates_to: text(&self.updates_to),
            sign_in: meaning(&SIGN_INS, self.sign_in)?,
            failed: text(&self.failed),
            beside: Beside::default(),
        })
    }
}

impl Id {
    fn of(id: Option<&str>) -> Self {
        let Some(id) = id else { return Self::Unknown };
        if let Some(number) = uuid(id) {
            return Self::Uuid(number);
        }
        match hex(id) {
            Some((name, bytes)) => Self::Hex(name.to_owned(), bytes),
            None => Self::Text(short(Some(id), 36)),
        }
    }

    fn text(&self) -> Option<String> {
        match self {
            Self::Unknown => None,
            Self::Text(id) => text(id),
            Self::Uuid(id) => Some(hyphened(*id)),
            Self::Hex(name, bytes) => {
                let four = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
                let digits = bytes.iter().flat_map(|byte| [four(byte >> 4), four(byte & 15)]);
                text(&name.chars().chain(digits).collect::<String>())
            }
        }
    }
}

/// A UUID in its usual lower-case form, as a number; anything else is none.
fn uuid(id: &str) -> Option<u128> {
    let number = u128::from_str_radix(&id.replace('-', ""), 16).ok()?;
    (hyphened(number) == id).then_some(number)
}

/// A short name and the bytes that its digits stand for, as in `inst_0a1b`. At least eight of them, or a
/// word that happens to end in such letters would be torn.
fn hex(id: &str) -> Option<(&str, Vec<u8>)> {
    let (name, digits) = id.split_at(id.rfind('_').map_or(0, |at| at + 1));
    let lower = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let fits = lower && name.len() <= 6 && digits.len() % 2 == 0 && (8..=32).contains(&digits.len());
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let bytes = if fits { (0..digits.len()).step_by(2).map(pair).collect::<Option<_>>() } else { None };
    Some((name, bytes?))
}

fn hyphened(number: u128) -> String {
    let digits = format!("{number:032x}");
    let part = |from, to| digits.get(from..to).unwrap_or_default();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

/// A value's place in its table, counted from one; zero for none.
fn number<T: PartialEq>(table: &[T], value: Option<T>) -> u8 {
    let place = value.and_then(|value| table.iter().position(|other| *other == value));
    place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or_default()
}

/// What stands at a place.
fn meaning<T: Copy>(table: &[T], number: u8) -> Result<Option<T>, Unreadable> {
    match usize::from(number).checked_sub(1) {
        None => Ok(None),
        Some(place) => table.get(place).copied().map(Some).ok_or(Unreadable::Damaged),
    }
}

fn of_line(line: &LineMark, minute: u32) -> (u8, u16, u32, u32) {
    let mark = number(&LINES, Some(line.id)) << 4 | number(&STATES, Some(line.state));
    (mark, of_code(line.code), ago(line.since, minute), ago(line.checked_at, minute))
}

fn line_of((mark, code, since, checked): (u8, u16, u32, u32), minute: u32) -> Result<LineMark, Unreadable> {
    Ok(LineMark {
        id: meaning(&LINES, mark >> 4)?.ok_or(Unreadable::Damaged)?,
        state: meaning(&STATES, mark & 15)?.ok_or(Unreadable::Damaged)?,
        code: code_of(code)?,
        since: before(minute, since),
        checked_at: before(minute, checked),
    })
}

/// How many minutes a moment is before this one, counted from one; zero for none.
fn ago(at: Option<Timestamp>, minute: u32) -> u32 {
    at.map_or(0, |at| minute.saturating_sub(minutes(at)).saturating_add(1))
}

fn before(minute: u32, ago: u32) -> Option<Timestamp> {
    ago.checked_sub(1).map(|ago| moment(minute.saturating_sub(ago)))
}

/// `A01` is 1, `B01` is 101; zero is none.
fn of_code(code: Option<Code>) -> u16 {
    let letter = |code: Code| u16::try_from(u32::from(code.letter).saturating_sub(u32::from('A'))).unwrap_or_default();
    code.map_or(0, |code| letter(code).saturating_mul(100).saturating_add(code.number.into()))
}

fn code_of(number: u16) -> Result<Option<Code>, Unreadable> {
    if number == 0 {
        return Ok(None);
    }
    let letter = u8::try_from(number / 100).ok().filter(|letter| *letter < 26).ok_or(Unreadable::Damaged)?;
    let number = u8::try_from(number % 100).map_err(|_| Unreadable::Damaged)?;
    Ok(Some(Code { letter: char::from(b'A' + letter), number }))
}

/// Whole minutes since 1970; what lies before that counts as its beginning.
fn minutes(at: Timestamp) -> u32 {
    u32::try_from(at.0.max(0) / MINUTE).unwrap_or(u32::MAX)
}

fn moment(minute: u32) -> Timestamp {
    Timestamp(i64::from(minute) * MINUTE)
}

/// The beginning of a text, at most this many bytes of it once frequent words are short.
fn short(text: Option<&str>, most: usize) -> String {
    let text = squeezed(text.unwrap_or_default());
    text.get(..text.floor_char_boundary(most)).unwrap_or_default().to_owned()
}

/// A technical line such as `GET corner-shop.example/wp-json/ · 403 · rest_forbidden`: where it is too long, as much of
/// the address as fits, and the status; its method and status count most.
fn request(line: &str, most: usize) -> String {
    let whole = squeezed(line);
    if whole.len() <= most {
        return whole;
    }
    let Some((asked, rest)) = line.split_once(" · ") else {
        return if line.contains(": ") { its_end(line, most) } else { its_beginning(line, most) };
    };
    let end = format!("… · {}", rest.split(" · ").next().unwrap_or_default());
    // However long the status is, its method stands in front of it.
    let room = most.saturating_sub(end.len()).max(METHOD);
    format!("{}{end}", short(Some(asked), room))
}

/// The beginning of a line that is no request, with a mark that it goes on.
fn its_beginning(line: &str, most: usize) -> String {
    let mark = squeezed("…");
    format!("{}{mark}", short(Some(line), most.saturating_sub(mark.len())))
}

/// The end of a line that is no request, such as `/home/anna/shops.sqlite: may only be read`: its reason stands there.
fn its_end(line: &str, most: usize) -> String {
    let ends = line.char_indices().map(|(at, _)| squeezed(&format!("…{}", line.get(at..).unwrap_or_default())));
    ends.into_iter().find(|end| end.len() <= most).unwrap_or_default()
}

/// Text from a picture, made harmless.
fn text(text: &str) -> Option<String> {
    PlainText::from_outside(&widened(text)).map(|text| text.as_str().to_owned())
}
