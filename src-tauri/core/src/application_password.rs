//! The other form of shop keys: a user of the shop and an application password, which WordPress makes on its approval
//! page. It is read at the door, before any request is made. It refuses to show more of it than the user's name.

use crate::plain::{PlainText, is_invisible};
use crate::problem::ProblemKind;
use crate::secret::Secret;
use zeroize::Zeroizing;

/// So many letters and digits WordPress makes (`WP_Application_Passwords::PW_LENGTH`); the spaces between them are for
/// the eye.
const LENGTH: usize = 24;
/// A name has at most 60 characters, an e-mail address 100 (WordPress's table of users).
const LONGEST_NAME: usize = 100;

/// A user's name and an application password, both whole.
#[derive(Debug)]
pub struct ApplicationPassword {
    user: Secret,
    password: Secret,
}

impl ApplicationPassword {
    /// Understands a name and a password. Spaces in the password are left out, as WordPress leaves them out.
    ///
    /// # Errors
    /// [`ProblemKind::NotAnApplicationPassword`] where one of the two is none that WordPress makes.
    pub fn parse(user: &Secret, password: &Secret) -> Result<Self, ProblemKind> {
        // EXPOSE: read for its shape; what is taken out is a secret again.
        let (user, typed) = (user.expose().trim(), password.expose());
        let mut compact = Zeroizing::new(String::with_capacity(typed.len()));
        compact.extend(typed.chars().filter(|c| !c.is_whitespace()));
        let is_name = (1..=LONGEST_NAME).contains(&user.chars().count()) && user.chars().all(is_of_name);
        let is_password = compact.len() == LENGTH && compact.chars().all(|c| c.is_ascii_alphanumeric());
        if !is_name || !is_password {
            return Err(ProblemKind::NotAnApplicationPassword);
        }
        Ok(Self { user: Secret::new(user.to_owned()), password: Secret::new(compact.to_string()) })
    }

    /// The name and the password, for the adapter that signs requests.
    pub fn into_parts(self) -> (Secret, Secret) {
        (self.user, self.password)
    }
}

/// The name as it may be shown. It is what WordPress shows of its users, and no more.
pub fn shown_name(user: &Secret) -> Option<PlainText> {
    // EXPOSE: the name alone, cleaned as all text from outside is.
    PlainText::from_outside(user.expose())
}

/// Basic ends the name at its first colon (RFC 7617, 2).
fn is_of_name(c: char) -> bool {
    c != ':' && !c.is_control() && (c == ' ' || !is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(user: &str, password: &str) -> Result<(String, String), ProblemKind> {
        let secret = |text: &str| Secret::new(text.to_owned());
        let (user, password) = ApplicationPassword::parse(&secret(user), &secret(password))?.into_parts();
        Ok((user.expose().to_owned(), password.expose().to_owned()))
    }

    #[test]
    fn an_application_password_is_taken_with_its_spaces_and_without() {
        for password in
            ["aB3d eF6h iJ9l mN2p qR5t uV8x", "aB3deF6hiJ9lmN2pqR5tuV8x", " aB3d\u{a0}eF6hiJ9lmN2pqR5tuV8x\n"]
        {
            let taken = read(" anna ", password).unwrap();
            assert_eq!(taken, ("anna".to_owned(), "aB3deF6hiJ9lmN2pqR5tuV8x".to_owned()), "{password:?}");
        }
        assert_eq!(read("anna@corner-shop.com", &"a".repeat(24)).unwrap().0, "anna@corner-shop.com");
        assert_eq!(read("Anna of the Corner", &"a".repeat(24)).unwrap().0, "Anna of the Corner");
    }

    #[test]
    fn what_wordpress_does_not_make_is_refused() {
        let good = "a".repeat(24);
        let (long, much) = ("a".repeat(101), "a".repeat(1_000_000));
        let cases = [
            ("", good.as_str()),
            (" ", &good),
            ("an:na", &good),
            ("an\nna", &good),
            ("an\u{202e}na", &good),
            (&long, &good),
            (&much, &good),
            ("anna", ""),
            ("anna", &good[1..]),
            ("anna", "aB3d-eF6h-iJ9l-mN2p-qR5t"),
            ("anna", "<script>alert(1)</script>"),
            ("anna", &much),
        ];
        for (user, password) in cases {
            let start = |text: &str| text.chars().take(30).collect::<String>();
            let refused = read(user, password);
            assert_eq!(refused, Err(ProblemKind::NotAnApplicationPassword), "{}", start(user) + " " + &start(password));
        }
    }
}
