//! What the practice servers do for each scenario of the core: a table.

use connect_core::scenario::Scenario;
use connect_practice::{
    FirewallBrand, GuestStopper, Habit, MeumTrouble, PasswordStopper, PlaceholderKind, PlatformName, Strange, Trouble,
};

/// The troubles of both servers. [`Scenario::AppCrashed`] and [`Scenario::ReportNotSaved`] are of this computer: the
/// core imitates them by itself.
pub fn played(scenario: Scenario) -> (Vec<Trouble>, Vec<MeumTrouble>) {
    use MeumTrouble as AtMeum;
    use Scenario as Is;
    let shop = |trouble| (vec![trouble], vec![]);
    let meum = |trouble| (vec![], vec![trouble]);
    let habit = |habit| shop(Trouble::Habit { habit });
    match scenario {
        Is::AllWell | Is::AppCrashed | Is::ReportNotSaved => (vec![], vec![]),
        Is::PayoutMissing => meum(AtMeum::PayoutMissing),
        Is::WebhookFailing => meum(AtMeum::WebhookFailing),
        Is::KeysRevoked => shop(Trouble::KeysRevoked),
        Is::FirewallInFront => shop(Trouble::FirewallInFront),
        Is::ShopDown => shop(Trouble::ServerDown),
        Is::MeumDown => meum(AtMeum::Down),
        Is::GatewayOff => shop(Trouble::GatewayOff),
        // While Meum says that updates arrive, what this computer sees is no trouble.
        Is::UpdatesShut => (
            vec![Trouble::Habit { habit: Habit::GuestsStopped { by: GuestStopper::Shield } }],
            vec![AtMeum::NothingSentYet],
        ),
        Is::CertificateEnds => shop(Trouble::CertificateEndsAtOnce),
        Is::ApprovalOff => shop(Trouble::PasswordsOff),
        Is::NothingSentYet => meum(AtMeum::NothingSentYet),
        Is::MeumPaused => meum(AtMeum::Suspended),
        Is::NewWords => meum(AtMeum::UnknownEnums),
        Is::SeveralAtOnce => (vec![Trouble::KeysRevoked], vec![AtMeum::PayoutMissing, AtMeum::WebhookFailing]),

        Is::Refused => shop(Trouble::Refused),
        Is::Silent => shop(Trouble::HangForever),
        Is::CutOff => shop(Trouble::ResetConnection),
        Is::RoundAndRound => shop(Trouble::RedirectLoop),
        // A name that is reserved, so that nobody can have it.
        Is::LedNowhere => shop(Trouble::RedirectToOtherHost { url: "https://no-such-shop.invalid".into() }),
        Is::OtherPlatform => shop(Trouble::Platform { name: PlatformName::Shopify }),
        Is::ForSale => shop(Trouble::Placeholder { kind: PlaceholderKind::ParkedDomain }),
        Is::PlainWebsite => shop(Trouble::NotWordPress),
        Is::OtherInterface => shop(Trouble::OtherApi),
        Is::WordPressCom => shop(Trouble::WordPressCom),

        Is::CertificateOver => shop(Trouble::CertificateExpired),
        Is::CertificateOfAnother => shop(Trouble::CertificateWrongName),
        Is::CertificateHomeMade => shop(Trouble::CertificateSelfSigned),
        Is::CertificateIncomplete => shop(Trouble::CertificateChainIncomplete),
        Is::Inspected => shop(Trouble::CertificateOfInspector),
        Is::OldSecurity => shop(Trouble::OldTls),
        Is::NoHttps => shop(Trouble::RefusedHttps),
        Is::HomeIsHttp => shop(Trouble::HomeIsHttp),
        Is::DropsHttps => shop(Trouble::DropsHttps),

        Is::CloudflareAsks => shop(Trouble::CloudflareChallenge),
        Is::SiteGroundAsks => shop(Trouble::SiteGroundCaptcha),
        Is::NamelessFirewall => shop(Trouble::Firewall { brand: FirewallBrand::Nameless }),
        Is::TooManyQuestions => shop(Trouble::RateLimited { seconds: 40 }),
        Is::OfficeSignIn => shop(Trouble::ProxySignIn),
        Is::ExtraPassword => shop(Trouble::StagingPassword),
        Is::Maintenance => shop(Trouble::Maintenance),
        Is::PluginCrashes => shop(Trouble::FatalError),
        Is::DatabaseDown => shop(Trouble::DatabaseDown),

        Is::PlainPermalinks => shop(Trouble::PlainPermalinks),
        Is::NoRewriting => shop(Trouble::NoRewriting),
        Is::StrayText => shop(Trouble::NoiseBeforeJson),
        Is::RestRemoved => shop(Trouble::RestRemoved),
        Is::PrivateSite => shop(Trouble::PrivateSite),
        Is::NotSetUp => shop(Trouble::RedirectToInstall),
        Is::WooCommerceOff => shop(Trouble::WooCommerceInactive),
        Is::OldWooCommerce => shop(Trouble::OldWooCommerce),

        Is::HeaderTakenOff => shop(Trouble::AuthorizationStripped),
        Is::HttpsUnnoticed => shop(Trouble::HttpsUnnoticed),
        Is::PrivateAnswersKept => shop(Trouble::CachedPrivately),
        Is::WritesForbidden => habit(Habit::WritesForbidden { status: 403 }),

        Is::EditorApproves => shop(Trouble::EditorSignedIn),
        Is::PasswordKeptOut => {
            habit(Habit::Strange { how: Strange::PasswordsRefused { by: PasswordStopper::AllInOneSecurity } })
        }
        Is::ApprovalOfAnother => shop(Trouble::ApprovalOfAnother),
        Is::ApprovalGarbled => shop(Trouble::ApprovalGarbled),
        Is::ApprovalComesLate => shop(Trouble::ApprovalLate),
        Is::ApprovalComesTwice => shop(Trouble::ApprovalTwice),

        Is::MeumAsksToWait => meum(AtMeum::RateLimited { retry_after: 30 }),
        Is::AnswerLost => meum(AtMeum::LostAnswer),
        Is::NoKeyCame => meum(AtMeum::NoCredentials),
        Is::OtherShopNamed => meum(AtMeum::OtherSite),
        Is::UpdatesElsewhere => meum(AtMeum::OtherWebhook),

        Is::PluginAbsent => shop(Trouble::PluginAbsent),
        Is::PluginOff => shop(Trouble::PluginInactive),

        Is::UpdatesNotTaken => (vec![Trouble::WebhookMissing], vec![AtMeum::NothingSentYet]),
        Is::SomeUpdatesFail => meum(AtMeum::WebhookDegraded),
        Is::Moved => shop(Trouble::HomeElsewhere { url: "https://new-shop.example".into() }),
        Is::PayoutsMentioned => meum(AtMeum::PayoutsMentioned),
        Is::MeumKeyRevoked => meum(AtMeum::KeyRevoked),
    }
}
