//! What each trouble does, and where: tables from trouble to effect.
//!
//! It refuses to know how an effect is brought about: pages are in `in_front`, the order of the layers
//! in `behind`.

use std::time::Duration;

use super::below::Below;
use super::config::PluginState;
use super::in_front;
use super::site::{Permalinks, RestApi, Site, WooCommerce, set_scheme};
use super::trouble::Trouble;
use crate::serving::{Answer, Asked, Certificate};

/// What a trouble does, and where.
pub(super) enum Effect<'a> {
    /// The shop is another one for this request.
    Site(Box<dyn FnOnce(&mut Site) + Send + 'a>),
    /// Something in front answers instead of the shop's server.
    Front(Box<dyn FnOnce(&Asked, &Site) -> Option<Answer> + Send + 'a>),
    /// It is below HTTP.
    Below(Below),
    /// The shop's server changes the request, or answers it instead of WordPress.
    Server(fn(&mut Asked) -> Option<Answer>),
    /// Something changes the answer.
    Answer(fn(Answer) -> Answer),
    /// The answer comes this much later.
    Wait(Duration),
    /// No answer comes.
    Silence,
    /// It is in no table; a test sees to it that there is none such.
    Nothing,
    /// The connection is reset.
    Reset,
}

impl Trouble {
    /// What it does.
    pub(super) fn effect(&self) -> Effect<'_> {
        let tables = [Self::below, Self::of_wordpress, Self::in_front, Self::at_the_end];
        tables.iter().find_map(|table| table(self)).unwrap_or(Effect::Nothing)
    }

    /// Something is wrong before any HTTP is spoken.
    fn below(&self) -> Option<Effect<'_>> {
        Some(Effect::Below(match self {
            Self::CertificateExpired => Below::Certificate(Certificate::Expired),
            Self::CertificateNotYetValid => Below::Certificate(Certificate::NotYetValid),
            Self::CertificateWrongName => Below::Certificate(Certificate::WrongName),
            Self::CertificateSelfSigned => Below::Certificate(Certificate::SelfSigned),
            Self::CertificateChainIncomplete => Below::Certificate(Certificate::ChainIncomplete),
            Self::CertificateOfInspector => Below::Certificate(Certificate::OfInspector),
            Self::OldTls => Below::OldTls,
            Self::NoTls => Below::NoTls,
            Self::RefusedHttps => Below::RefusedHttps,
            Self::Refused => Below::Refused,
            _ => return None,
        }))
    }

    /// WordPress is another one.
    fn of_wordpress(&self) -> Option<Effect<'_>> {
        Some(match self {
            Self::KeysRevoked => site(|site| site.keys_revoked = true),
            Self::HttpsUnnoticed => site(|site| site.secured = false),
            Self::HomeIsHttp => site(|site| set_scheme(&mut site.home, "http")),
            Self::ClockOff { minutes } => site(|site| site.minutes_ahead = *minutes),
            Self::RestHidden => site(|site| site.rest = RestApi::HiddenFromGuests),
            Self::WooCommerceInactive => site(|site| site.woocommerce = WooCommerce::Inactive),
            Self::PluginAbsent => site(|site| site.plugin = PluginState::Absent),
            Self::PluginInactive => site(|site| site.plugin = PluginState::Inactive),
            Self::PlainPermalinks => site(|site| site.permalinks = Permalinks::Plain),
            _ => return None,
        })
    }

    /// Something in front of WordPress answers.
    fn in_front(&self) -> Option<Effect<'_>> {
        Some(match self {
            Self::AuthorizationStripped => Effect::Server(in_front::strip_authorization),
            Self::QueryKeysRefused => Effect::Server(in_front::refuse_query_keys),
            Self::FirewallInFront => some(in_front::firewall),
            Self::Maintenance => all(in_front::maintenance),
            Self::FatalError => some(in_front::fatal_error),
            Self::DatabaseDown => all(in_front::database_down),
            Self::StagingPassword => some(in_front::staging_password),
            Self::NotWordPress => all(in_front::not_wordpress),
            Self::ServerDown => all(in_front::server_down),
            Self::DropsHttps => Effect::Front(Box::new(in_front::drop_https)),
            Self::RedirectLoop => all(in_front::redirect_loop),
            Self::RedirectToOtherHost { url } => front(move |asked| in_front::moved(&format!("{url}{}", asked.target))),
            _ => return None,
        })
    }

    /// The answer is changed, late or lost.
    fn at_the_end(&self) -> Option<Effect<'_>> {
        Some(match self {
            Self::NoiseBeforeJson => Effect::Answer(in_front::noise_before_json),
            Self::Slow { millis } => Effect::Wait(Duration::from_millis(*millis)),
            Self::HangForever => Effect::Silence,
            Self::ResetConnection => Effect::Reset,
            _ => return None,
        })
    }
}

fn site<'a>(change: impl FnOnce(&mut Site) + Send + 'a) -> Effect<'a> {
    Effect::Site(Box::new(change))
}

fn front<'a>(answer: impl FnOnce(&Asked) -> Answer + Send + 'a) -> Effect<'a> {
    Effect::Front(Box::new(|asked, _| Some(answer(asked))))
}

fn all<'a>(answer: fn(&Asked) -> Answer) -> Effect<'a> {
    front(answer)
}

fn some<'a>(answer: fn(&Asked) -> Option<Answer>) -> Effect<'a> {
    Effect::Front(Box::new(move |asked, _| answer(asked)))
}

#[cfg(test)]
mod tests {
    use super::{Effect, Trouble};

    #[test]
    fn every_trouble_is_in_a_table() {
        for trouble in Trouble::ALL {
            assert!(!matches!(trouble.effect(), Effect::Nothing), "{trouble:?}");
        }
    }
}
