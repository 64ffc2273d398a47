//! What others answer at the address for payment updates, in the Meum plugin's place.
//!
//! They refuse to touch any other address of the shop, but where a rule is about OPTIONS.

use axum::http::{HeaderName, StatusCode, header};
use serde_json::json;

use super::guests::{error, shut_out};
use super::host::{cloudflare, forbidden, leading_to};
use super::instead::{CloudflareForm, HookAnswer};
use super::kinds::{Habit, OptionsAnswer};
use super::odd::out_of_country;
use super::question::Question;
use crate::serving::Answer;
use crate::shop::front;
use crate::shop::in_front::challenges;
use crate::shop::in_front::firewalls::{self, FirewallBrand};
use crate::shop::site::Site;
use crate::shop::web_address::absolute;

/// The answer, if the habit is this one and the question meets it.
pub(super) fn answer(habit: Habit, question: &Question<'_>, site: &Site) -> Option<Answer> {
    match habit {
        Habit::HookAnswered { how } => question.is_hook().then(|| instead(how, question, site)),
        Habit::OptionsAnswered { how: OptionsAnswer::As(how) } => {
            question.is_options().then(|| instead(how, question, site))
        }
        _ => None,
    }
}

fn instead(how: HookAnswer, question: &Question<'_>, site: &Site) -> Answer {
    let with = |status| StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
    match how {
        HookAnswer::Page { status } => forbidden(status),
        HookAnswer::Password => forbidden(401).with(header::WWW_AUTHENTICATE, "Basic realm=\"Staging\""),
        HookAnswer::Json { status } => Answer::json(with(status), &json!({ "error": "unauthorized" })),
        HookAnswer::Coded { status } => error(status, "corner_guard", "Not for you."),
        HookAnswer::Access => {
            leading_to(302, "https://corner.cloudflareaccess.com/cdn-cgi/access/login/corner-shop.com")
        }
        HookAnswer::SignIn => sent_to(site, "/wp-login.php?redirect_to=%2Fwp-json%2Fmeum"),
        HookAnswer::PasswordPage => sent_to(site, "/?password-protected=login&redirect_to=%2Fwp-json%2Fmeum"),
        HookAnswer::Slash { status } => leading_to(status, &format!("{}/", question.asked.path)),
        HookAnswer::FrontPage => Answer::html(
            StatusCode::OK,
            "<!DOCTYPE html><html><head><title>The Corner Shop</title></head><body><h1>Welcome to our shop</h1></body></html>",
        ),
        HookAnswer::Imunify => Answer::json(
            StatusCode::FORBIDDEN,
            &json!({ "message": "Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted" }),
        ),
        HookAnswer::Numbered { code } => cloudflare(code, CloudflareForm::Page),
        HookAnswer::Busy => cloudflare(1015, CloudflareForm::Page),
        HookAnswer::Wordfence { why } => shut_out(why),
        HookAnswer::SiteGround => challenges::siteground(question.asked),
        HookAnswer::ModSecurity => {
            firewalls::answer(FirewallBrand::ModSecurity, question.asked).unwrap_or(forbidden(406))
        }
        HookAnswer::LockedOut => {
            error(403, "too_many_attempts", "You have been locked out due to too many failed login attempts.")
        }
        HookAnswer::Country { status } => out_of_country(with(status)),
        HookAnswer::Empty { list } => Answer::json(StatusCode::OK, &if list { json!([]) } else { json!({}) }),
        HookAnswer::LedHome => sent_to(site, "/"),
        HookAnswer::Anubis => Answer::html(
            StatusCode::OK,
            "<!DOCTYPE html><html><head><title>Making sure you're not a bot!</title></head><body>             <script id=\"anubis_challenge\" type=\"application/json\">{}</script></body></html>",
        ),
        HookAnswer::AwsWaf => Answer::html(StatusCode::ACCEPTED, "<html><body></body></html>")
            .with(HeaderName::from_static("x-amzn-waf-action"), "challenge"),
        HookAnswer::RobotCheck => Answer::html(
            StatusCode::FORBIDDEN,
            "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>",
        )
        .with(header::SERVER, "cloudflare")
        .with(HeaderName::from_static("cf-mitigated"), "challenge"),
    }
}

fn sent_to(site: &Site, to: &str) -> Answer {
    let mut answer = front::moved(&absolute(&site.home, to));
    answer.status = StatusCode::FOUND;
    answer
}
