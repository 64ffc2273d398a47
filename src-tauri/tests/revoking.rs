//! Forgetting a shop deletes its application password in WordPress first, over real sockets. What hinders that is named with
//! what stays, and keeps nobody from forgetting.

use crate::approved::at_approved_panel;
use crate::harness::{Running, Servers, at};
use connect_core::intent::Intent;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::view::{ForgetView, Screen, View};
use connect_practice::{Habit, Lost, SignIn, Trouble, notebook as notes};
use std::path::Path;

const AND_REVOKE: Intent = Intent::Forget { knowing: true, revoke: true };
const PASSWORDS: &str = "/wp/v2/users/me/application-passwords";

fn page(view: &View) -> Option<&ForgetView> {
    if let Screen::Forget(page) = &view.screen { Some(page) } else { None }
}

/// On the page before forgetting, with an application password.
async fn asked(folder: &Path, servers: &Servers) -> Running {
    let mut app = at_approved_panel(folder, servers).await;
    app.ask(Intent::AskToForget).await;
    app.until("the choice", |view| page(view).is_some_and(|page| page.revoke.is_some())).await;
    app
}

/// What was asked of application passwords, in order: the method, and the route.
fn of_passwords(servers: &Servers) -> Vec<(String, String)> {
    let seen = servers.shop.requests().into_iter();
    seen.filter_map(|seen| {
        let route = seen.route.filter(|route| route.starts_with(PASSWORDS))?;
        assert_eq!((seen.sign_in, seen.secured), (SignIn::Basic, true), "{route}");
        Some((seen.method, route))
    })
    .collect()
}

/// Whether WordPress still knows the password.
async fn is_known(servers: &Servers) -> bool {
    let client = reqwest::Client::builder()
        .no_proxy()
        .add_root_certificate(reqwest::Certificate::from_pem(servers.shop.authority_pem().as_bytes()).unwrap())
        .build()
        .unwrap();
    let me = servers.shop.home().join("/wp-json/wp/v2/users/me").unwrap();
    let asked = client.get(me).basic_auth(notes::ADMINISTRATOR, Some(notes::ADMINISTRATOR_PASSWORD));
    asked.send().await.unwrap().status() == 200
}

/// Why the password is not known to be deleted.
async fn until_it_stays(app: &mut Running) -> Option<Mark> {
    let stays = |view: &View| page(view).is_some_and(|page| page.problem.is_some());
    let view = app.until("the password stays", stays).await;
    let problem = page(&view).and_then(|page| page.problem.clone()).unwrap();
    assert_eq!(problem.code, ProblemKind::PasswordStays);
    assert!(problem.technical.is_some(), "support sees what came back");
    problem.about.mark
}

async fn forgotten(app: &mut Running) {
    app.until_step("the shop is forgotten", at("welcome")).await;
    assert!(app.storage.load().await.unwrap().shops.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_is_gone_in_wordpress_before_the_shop_is_forgotten() {
    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let mut app = asked(folder.path(), &servers).await;
    assert!(is_known(&servers).await);
    app.ask(AND_REVOKE).await;
    forgotten(&mut app).await;
    assert!(!is_known(&servers).await);
    let [(get, which), (delete, this)] = &of_passwords(&servers)[..] else { panic!("two requests") };
    assert_eq!((get.as_str(), which.as_str()), ("GET", format!("{PASSWORDS}/introspect").as_str()));
    assert_eq!(delete, "DELETE");
    assert_eq!(this.len(), PASSWORDS.len() + 1 + 36, "one password, by its id: {this}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_want_it_leaves_the_password_and_nothing_is_asked() {
    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let mut app = asked(folder.path(), &servers).await;
    app.ask(Intent::Forget { knowing: true, revoke: false }).await;
    forgotten(&mut app).await;
    assert!(is_known(&servers).await && of_passwords(&servers).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_a_shop_that_is_away_and_a_stopped_method_are_named_and_the_shop_is_forgotten_all_the_same() {
    let cases = [
        ("WordPress refuses", Trouble::PasswordsStay, None),
        ("the shop is away", Trouble::Refused, Some(Mark::NotReached)),
        ("maintenance", Trouble::Maintenance, Some(Mark::NotReached)),
        ("switched off since", Trouble::PasswordsOff, Some(Mark::NotReached)),
        ("a firewall stops DELETE", Trouble::Habit { habit: Habit::WritesRefused { status: 405 } }, None),
        ("the header is taken off", Trouble::AuthorizationStripped, Some(Mark::NotReached)),
    ];
    for (what, trouble, mark) in cases {
        let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
        let mut app = asked(folder.path(), &servers).await;
        servers.shop.set(trouble);
        app.ask(AND_REVOKE).await;
        assert_eq!(until_it_stays(&mut app).await, mark, "{what}");
        assert_eq!(app.storage.load().await.unwrap().shops.len(), 1, "{what}: nothing is forgotten yet");
        assert!(!page(&app.view()).unwrap().revoke.as_ref().unwrap().on, "{what}");
        app.ask(Intent::Forget { knowing: true, revoke: false }).await;
        forgotten(&mut app).await;
        servers.shop.clear();
        assert!(is_known(&servers).await, "{what}: it stays, as was said");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_lost_is_found_out_and_a_password_that_is_gone_already_is_as_good() {
    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let mut app = asked(folder.path(), &servers).await;
    servers.shop.set(Trouble::Habit { habit: Habit::Lost { how: Lost::ChangeAnswers } });
    app.ask(AND_REVOKE).await;
    forgotten(&mut app).await;
    servers.shop.clear();
    assert!(!is_known(&servers).await);
    assert_eq!(of_passwords(&servers).len(), 3, "asked for once more, and deleted once");

    let folder = tempfile::tempdir().unwrap();
    let servers = Servers::start().await;
    let mut app = asked(folder.path(), &servers).await;
    let mut other = asked_elsewhere(&servers).await;
    other.0.ask(AND_REVOKE).await;
    forgotten(&mut other.0).await;
    app.ask(AND_REVOKE).await;
    forgotten(&mut app).await;
}

/// The same shop, on the page before forgetting on another computer.
async fn asked_elsewhere(servers: &Servers) -> (Running, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (asked(folder.path(), servers).await, folder)
}
