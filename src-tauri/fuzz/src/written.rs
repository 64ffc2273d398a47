//! An input that stands for an answer, written as people write one: a line with the status and
//! perhaps the address that answered, headers, an empty line, the body. Any bytes can be read so.

use url::Url;

/// The address of an answer that names none.
const ARRIVED: &str = "https://shop.example/boutique/wp-json/?_fields=home";

/// Reads the input as an answer.
pub struct Written<'a> {
    pub status: u16,
    pub arrived: Url,
    pub headers: Vec<(&'a str, &'a str)>,
    pub body: &'a [u8],
}

impl<'a> Written<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n");
        let (head, body) = end.map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + 2..]));
        let head = str::from_utf8(head).unwrap_or_default();
        let (first, rest) = head.split_once('\n').unwrap_or((head, ""));
        let (status, arrived) = first.split_once(' ').unwrap_or((first, ARRIVED));
        let headers = rest.lines().filter_map(|line| line.split_once(": ")).collect();
        Self { status: status.parse().unwrap_or(200), arrived: https(arrived), headers, body }
    }
}

/// The address, if it is https: the app asks no other.
fn https(arrived: &str) -> Url {
    let url = Url::parse(arrived).ok().filter(|url| url.scheme() == "https");
    url.unwrap_or_else(|| Url::parse(ARRIVED).expect("the usual address is one"))
}
