//! Moments in words, as the window writes them: English, with the distance from UTC written out.

use super::messages::message;
use connect_core::time::{LocalOffset, Timestamp};
use jiff::Zoned;
use jiff::tz::{Offset, TimeZone};

/// The units of a length of time, in seconds.
const UNITS: [(&str, u32); 5] = [("year", 31_536_000), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)];

/// For machines: RFC 3339 in UTC.
pub fn rfc3339(at: Timestamp) -> Option<String> {
    jiff::Timestamp::from_millisecond(at.0).ok().map(|at| at.to_string())
}

/// The whole of it, for support: "2 Mar 2026 09:02 UTC+2".
pub fn exact(at: Timestamp) -> String {
    exact_in(at, &zone())
}

/// The same as a clock in this zone shows it.
pub fn exact_in(at: Timestamp, zone: &TimeZone) -> String {
    in_zone(at, zone).map_or_else(unknown, |at| {
        let (before, after) = (at.strftime("%-d"), at.strftime("%Y %H:%M"));
        format!("{before} {} {after} {}", short_month(&at), offset(&at))
    })
}

/// Day and time for the name of a file: "2026-03-02-0902".
pub fn file_stamp(at: Timestamp) -> String {
    local(at).map_or_else(unknown, |at| at.strftime("%Y-%m-%d-%H%M").to_string())
}

/// "2 March 2026".
pub fn day(at: Timestamp) -> String {
    local(at).map_or_else(unknown, |at| at.strftime("%-d %B %Y").to_string())
}

/// The month as English shortens it, and the window with it: "Sept" has four letters.
fn short_month(at: &Zoned) -> String {
    let month = at.strftime("%b").to_string();
    if month == "Sep" { "Sept".to_owned() } else { month }
}

/// The zone of a computer of which only the distance from UTC is known.
pub fn zone_of(offset: LocalOffset) -> TimeZone {
    Offset::from_seconds(offset.0.saturating_mul(60)).map_or(TimeZone::UTC, TimeZone::fixed)
}

fn local(at: Timestamp) -> Option<Zoned> {
    in_zone(at, &zone())
}

fn in_zone(at: Timestamp, zone: &TimeZone) -> Option<Zoned> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?;
    Some(at.to_zoned(zone.clone()))
}

/// The zone of this computer; the tests' zone is the same everywhere.
pub fn zone() -> TimeZone {
    if cfg!(test) { TimeZone::UTC } else { TimeZone::system() }
}

fn unknown() -> String {
    message("version_unknown")
}

/// "UTC+2", "UTC−3:30", "UTC".
fn offset(at: &Zoned) -> String {
    let seconds = at.offset().seconds();
    let (hours, minutes) = (seconds.abs() / 3_600, seconds.abs() / 60 % 60);
    let sign = if seconds < 0 { '−' } else { '+' };
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (_, 0) => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// "3 hours 12 minutes": the largest unit that fits, and the next one unless it is none.
pub fn length(seconds: u32) -> String {
    let mut units = UNITS.iter().skip_while(|(_, size)| *size > seconds.max(1));
    let Some((large, size)) = units.next() else { return String::new() };
    let whole = counted(seconds / size, large);
    let rest = units.next().map(|(small, part)| (seconds % size / part, small));
    rest.filter(|(count, _)| *count > 0)
        .map_or(whole.clone(), |(count, small)| format!("{whole} {}", counted(count, small)))
}

fn counted(count: u32, unit: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_has_at_most_two_units() {
        let cases = [
            (0, "0 seconds"),
            (1, "1 second"),
            (61, "1 minute 1 second"),
            (3_600, "1 hour"),
            (11_520, "3 hours 12 minutes"),
            (86_400 * 400, "1 year 35 days"),
            (u32::MAX, "136 years 70 days"),
        ];
        for (seconds, words) in cases {
            assert_eq!(length(seconds), words);
        }
    }

    #[test]
    fn the_distance_from_utc_is_written_out() {
        let at = |hours: i8, minutes: i32| {
            let offset = Offset::from_seconds(i32::from(hours) * 3_600 + minutes * 60).unwrap();
            jiff::Timestamp::UNIX_EPOCH.to_zoned(TimeZone::fixed(offset))
        };
        let cases = [(0, 0, "UTC"), (2, 0, "UTC+2"), (-3, -30, "UTC−3:30"), (5, 45, "UTC+5:45"), (0, -30, "UTC−0:30")];
        for (hours, minutes, words) in cases {
            assert_eq!(offset(&at(hours, minutes)), words);
        }
    }

    #[test]
    fn machines_get_rfc_3339() {
        assert_eq!(rfc3339(Timestamp(1_772_442_120_500)).unwrap(), "2026-03-02T09:02:00.5Z");
        assert_eq!(rfc3339(Timestamp(i64::MAX)), None);
    }
}
