//! What each trouble does, and where: tables from trouble to effect.
//!
//! It refuses to know how an effect comes about: `in_front` has the pages, `behind` the order of the
//! layers.

use std::time::Duration;

use url::Url;

use super::below::Below;
use super::config::PluginState;
use super::habits::Habit;
use super::in_front::{self, challenges, faults, firewalls, json, placeholders, platforms, redirects, wordpress_com};
use super::oddities::SettingNames;
use super::site::{Approves, Permalinks, PluginSwitch, RestApi, Site, WooCommerce};
use super::trouble::Trouble;
use super::web_address::set_scheme;
use crate::serving::{Answer, Certificate, Flow, HttpRequest};

/// Answers a request, or lets it pass.
type Answering<'a> = Box<dyn FnOnce(&HttpRequest, &Site) -> Option<Answer> + Send + 'a>;

/// What a trouble does, and where.
pub(super) enum Effect<'a> {
    /// It changes the shop for this request.
    Site(Box<dyn FnOnce(&mut Site) + Send + 'a>),
    /// Something in front answers instead of the shop's server.
    Front(Answering<'a>),
    /// It is below HTTP.
    Below(Below),
    /// The shop's server changes the request, or answers it instead of WordPress.
    Server(fn(&mut HttpRequest) -> Option<Answer>),
    /// Something changes the answer.
    Answer(fn(Answer) -> Answer),
    /// A habit answers, or changes the answer, where it meets its question.
    Habit(Habit),
    /// A cache in front keeps answers.
    Cache,
    /// The answer comes this much later.
    Wait(Duration),
    /// The server writes this instead of an answer.
    Flow(Flow),
    /// No answer comes.
    Silence,
    /// No table has it. A test fails when there is such a trouble.
    Nothing,
    /// The server resets the connection.
    Reset,
}

impl Trouble {
    /// What it does.
    pub(super) fn effect(&self) -> Effect<'_> {
        let tables =
            [Self::below, Self::of_wordpress, Self::in_front, Self::elsewhere, Self::hostile, Self::at_the_end];
        tables.iter().find_map(|table| table(self)).unwrap_or(Effect::Nothing)
    }

    /// Something is wrong before any HTTP is spoken.
    fn below(&self) -> Option<Effect<'_>> {
        Some(Effect::Below(match self {
            Self::CertificateExpired => Below::Certificate(Certificate::Expired),
            Self::CertificateEndsSoon => Below::Certificate(Certificate::EndsSoon),
            Self::CertificateEndsAtOnce => Below::Certificate(Certificate::EndsAtOnce),
            Self::CertificateNotYetValid => Below::Certificate(Certificate::NotYetValid),
            Self::CertificateWrongName => Below::Certificate(Certificate::WrongName),
            Self::CertificateSelfSigned => Below::Certificate(Certificate::SelfSigned),
            Self::CertificateChainIncomplete => Below::Certificate(Certificate::ChainIncomplete),
            Self::CertificateOfInspector => Below::Certificate(Certificate::OfInspector),
            Self::CertificateWithoutNames => Below::Certificate(Certificate::NoNames),
            Self::CertificateSha1 => Below::Certificate(Certificate::Sha1),
            Self::CertificateVersionOne => Below::Certificate(Certificate::VersionOne),
            Self::CertificateShortKey => Below::Certificate(Certificate::ShortKey),
            Self::CertificateForClients => Below::Certificate(Certificate::ForClients),
            Self::CertificateOfItself => Below::Certificate(Certificate::OwnAuthority),
            Self::CertificateOfAuthority => Below::Certificate(Certificate::AuthoritysOwn),
            Self::CertificateWithUnknownPart => Below::Certificate(Certificate::UnknownPart),
            Self::CertificateChainRanOut => Below::Certificate(Certificate::ChainRanOut),
            Self::CertificateOfCloudflare => Below::Certificate(Certificate::CloudflareOrigin),
            Self::CertificateOfFirewall => Below::Certificate(Certificate::OfFirewall),
            Self::CertificateOfPrivateIssuer => Below::Certificate(Certificate::PrivateIssuer),
            Self::OldTls => Below::OldTls,
            Self::NoTls => Below::NoTls,
            Self::RefusedHttps => Below::RefusedHttps,
            Self::Refused => Below::Refused,
            Self::OldCiphers => Below::OldCiphers,
            Self::ClientCertificate => Below::Certificate(Certificate::AsksForAnother),
            Self::ClientCertificateOld => Below::Certificate(Certificate::AsksInTheOldWay),
            Self::ClientCertificateOptional => Below::Certificate(Certificate::AsksPolitely),
            _ => return None,
        }))
    }

    /// WordPress is another one.
    fn of_wordpress(&self) -> Option<Effect<'_>> {
        Some(match self {
            Self::KeysRevoked => site(|site| site.keys_revoked = true),
            Self::EditorSignedIn => site(|site| site.editor_signed_in = true),
            Self::PasswordsOff => site(|site| site.passwords_off = true),
            Self::ApprovalOfAnother => site(|site| site.approves = Approves::ForAnother),
            Self::PasswordsStay => site(|site| site.passwords_stay = true),
            Self::PluginNotAllowed => site(|site| site.plugin_switch = PluginSwitch::Refused),
            Self::PluginOfNetwork => site(|site| site.plugin_switch = PluginSwitch::OfNetwork),
            Self::PluginCrashes => site(|site| site.plugin_switch = PluginSwitch::Crashes),
            Self::PluginEnds => site(|site| site.plugin_switch = PluginSwitch::Ends),
            Self::PluginUnfit => site(|site| site.plugin_switch = PluginSwitch::Unfit),
            Self::ApprovalGarbled => site(|site| site.approves = Approves::Half),
            Self::ApprovalLate => site(|site| site.approves = Approves::Late),
            Self::ApprovalTwice => site(|site| site.approves = Approves::Twice),
            Self::HttpsUnnoticed => site(|site| site.secured = false),
            Self::HomeEndsInSlash => site(|site| site.home_slashed = true),
            Self::HomeIsHttp => site(|site| set_scheme(&mut site.home, "http")),
            Self::ClockOff { minutes } => site(|site| site.minutes_ahead = *minutes),
            Self::RestHidden => site(|site| site.rest = RestApi::HiddenFromGuests),
            Self::WooCommerceInactive => site(|site| site.woocommerce = WooCommerce::Inactive),
            Self::PluginAbsent => site(|site| site.plugin = PluginState::Absent),
            Self::PluginInactive => site(|site| site.plugin = PluginState::Inactive),
            Self::WebhookMissing => site(|site| site.webhook_there = false),
            Self::GatewayOfNamesake => site(|site| site.gateways.namesake = true),
            Self::GatewayNamedStablecoin => site(|site| site.gateways.unnamed = true),
            Self::GatewaySettingsRenamed => site(|site| site.gateways.settings = SettingNames::Longer),
            Self::GatewaySettingsUnknown => site(|site| site.gateways.settings = SettingNames::Unknown),
            Self::GatewaySettingsTwice => site(|site| site.gateways.settings = SettingNames::Twice),
            Self::GatewayTwice => site(|site| site.gateways.twice = true),
            Self::GatewayStaysOn => site(|site| site.gateways.stays_on = true),
            Self::GatewayUnlisted => site(|site| site.gateways.unlisted = true),
            Self::GatewayOff => site(|site| site.gateways.off = true),
            Self::GatewaysFail => site(|site| site.gateways.fail = true),
            Self::OldWooCommerce => site(|site| site.woocommerce = WooCommerce::Old),
            Self::RestSwitchedOff => site(|site| site.rest = RestApi::SwitchedOff),
            Self::RestRemoved => site(|site| site.rest = RestApi::Removed),
            Self::RestPrefix { prefix } => site(|site| site.rest_prefix.clone_from(prefix)),
            Self::HomeElsewhere { url } => site(|site| site.home = Url::parse(url).unwrap_or(site.home.clone())),
            Self::PathInfo => site(|site| site.permalinks = Permalinks::PathInfo),
            Self::NoRewriting => site(|site| site.permalinks = Permalinks::Unrewritten),
            Self::PlainPermalinks => site(|site| site.permalinks = Permalinks::Plain),
            _ => return None,
        })
    }

    /// Something in front of WordPress answers.
    fn in_front(&self) -> Option<Effect<'_>> {
        Some(match self {
            Self::AuthorizationStripped => Effect::Server(in_front::strip_authorization),
            Self::MethodsLost { query_too: false } => Effect::Server(in_front::lose_method),
            Self::MethodsLost { query_too: true } => Effect::Server(in_front::lose_method_and_query),
            Self::QueryKeysRefused => Effect::Server(in_front::refuse_query_keys),
            Self::FolderAnsweredAbove => Effect::Server(redirects::into_folder),
            Self::LanguageInFolder => Effect::Server(redirects::to_language),
            Self::FirewallInFront => some(firewalls::wordfence),
            Self::Maintenance => all(in_front::maintenance),
            Self::MaintenancePage => all(in_front::maintenance_page),
            Self::FatalError => some(in_front::fatal_error),
            Self::FatalErrorShown => some(in_front::fatal_error_shown),
            Self::DatabaseDown => all(in_front::database_down),
            Self::StagingPassword => some(in_front::staging_password),
            Self::NotWordPress => all(in_front::not_wordpress),
            Self::OtherApi => all(in_front::other_api),
            Self::ServerDown => all(in_front::server_down),
            Self::CloudflareChallenge => all(challenges::cloudflare),
            Self::SiteGroundCaptcha => all(challenges::siteground),
            Self::Firewall { brand } => Effect::Front(Box::new(|asked, _| firewalls::answer(*brand, asked))),
            Self::RateLimited { seconds } => front(|_| faults::rate_limited(*seconds)),
            Self::ServerError { status } => front(|_| faults::status(*status)),
            Self::Suspended => all(faults::suspended),
            Self::ProxySignIn => all(faults::proxy_sign_in),
            Self::PrivateSite => some(wordpress_com::private),
            Self::WordPressCom => all(wordpress_com::without_plugins),
            Self::Platform { name } => front(|asked| platforms::answer(*name, asked)),
            Self::Placeholder { kind } => front(|asked| placeholders::answer(*kind, asked)),
            _ => return None,
        })
    }

    /// Something in front of WordPress redirects.
    fn elsewhere(&self) -> Option<Effect<'_>> {
        Some(match self {
            Self::DropsHttps => Effect::Front(Box::new(redirects::without_tls)),
            Self::RedirectLoop => all(redirects::to_itself),
            Self::RedirectForever => all(redirects::for_ever),
            Self::RedirectToInstall => Effect::Front(Box::new(|asked, site| Some(redirects::to_install(asked, site)))),
            Self::RedirectToOtherHost { url } => front(move |asked| in_front::moved(&format!("{url}{}", asked.target))),
            _ => return None,
        })
    }

    /// The server writes what is no proper answer.
    fn hostile(&self) -> Option<Effect<'_>> {
        Some(Effect::Flow(match self {
            Self::HugeBody => Flow::HugeBody,
            Self::GzipBomb => Flow::GzipBomb,
            Self::EndlessHeaders => Flow::EndlessHead,
            Self::DripBody { millis } => Flow::DripBody(Duration::from_millis(*millis)),
            Self::DripHead { millis } => Flow::DripHead(Duration::from_millis(*millis)),
            Self::TruncatedJson => Flow::CutShort,
            Self::ResetMidBody => Flow::ResetMidBody,
            Self::Garbage => Flow::Garbage,
            _ => return None,
        }))
    }

    /// The answer comes changed, late or not at all.
    fn at_the_end(&self) -> Option<Effect<'_>> {
        Some(match self {
            Self::NoiseBeforeJson => Effect::Answer(json::noise_before),
            Self::NoiseAfterJson => Effect::Answer(json::noise_after),
            Self::ByteOrderMark => Effect::Answer(json::byte_order_mark),
            Self::WrongContentType => Effect::Answer(json::called_a_page),
            Self::InvalidUtf8 => Effect::Answer(json::invalid_utf8),
            Self::DeepJson => Effect::Answer(json::deep),
            Self::LinkOnlyInPage => Effect::Answer(in_front::unlink_pages),
            Self::CachedPrivately => Effect::Cache,
            Self::Habit { habit } => Effect::Habit(*habit),
            Self::Slow { millis } => Effect::Wait(Duration::from_millis(*millis)),
            Self::HangForever => Effect::Silence,
            Self::ResetConnection => Effect::Reset,
            _ => return None,
        })
    }
}

/// Everything that is wrong below HTTP, in the order it was switched on.
pub(super) fn below(troubles: &[Trouble]) -> Vec<Below> {
    troubles
        .iter()
        .filter_map(|trouble| match trouble.effect() {
            Effect::Below(below) => Some(below),
            _ => None,
        })
        .collect()
}

fn site<'a>(change: impl FnOnce(&mut Site) + Send + 'a) -> Effect<'a> {
    Effect::Site(Box::new(change))
}

fn front<'a>(answer: impl FnOnce(&HttpRequest) -> Answer + Send + 'a) -> Effect<'a> {
    Effect::Front(Box::new(|asked, _| Some(answer(asked))))
}

fn all<'a>(answer: fn(&HttpRequest) -> Answer) -> Effect<'a> {
    front(answer)
}

fn some<'a>(answer: fn(&HttpRequest) -> Option<Answer>) -> Effect<'a> {
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
