//! Whether a page of WordPress's administration leads a guest to the sign-in and back, or nowhere. A
//! plugin may have moved the sign-in; then only who is signed in already reaches the page.

/// The page that is asked: every deep link is below it.
const ADMIN: &str = "/wp-admin/";

/// Whether deep links are dead for who is not signed in, from the answer to a guest at the
/// administration. `location` is the address that a redirect leads to. Anything that may pass, and
/// whoever stands in front, says nothing.
pub fn sign_in_hidden(status: u16, location: Option<&str>) -> bool {
    match status {
        403 | 404 | 410 => true,
        301 | 302 | 303 | 307 | 308 => location.is_some_and(leads_away),
        _ => false,
    }
}

/// A sign-in that brings back names where to; another spelling of the same page is asked by itself.
fn leads_away(location: &str) -> bool {
    let location = location.to_ascii_lowercase();
    let path = location.split(['?', '#']).next().unwrap_or_default();
    !path.ends_with("/wp-login.php") && !path.ends_with(ADMIN) && !location.contains("redirect_to=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_dead_where_a_guest_is_led_away_or_refused() {
        let cases = [
            ("plain WordPress", 302, Some("https://shop.example/wp-login.php?redirect_to=x&reauth=1"), false),
            ("a sign-in page of the shop's own", 302, Some("https://shop.example/login/?redirect_to=x"), false),
            ("the same page under www", 301, Some("https://www.shop.example/wp-admin/"), false),
            ("sent to a page that is not there", 302, Some("https://shop.example/404/"), true),
            ("sent to the front page", 302, Some("https://shop.example/"), true),
            ("refused", 403, None, true),
            ("gone", 404, None, true),
            ("a redirect to nowhere", 302, None, false),
            ("shown", 200, None, false),
            ("a password in front", 401, None, false),
            ("busy", 503, None, false),
        ];
        for (what, status, location, expected) in cases {
            assert_eq!(sign_in_hidden(status, location), expected, "{what}");
        }
    }
}
