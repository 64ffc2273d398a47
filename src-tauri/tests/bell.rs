//! Notifications over a real message bus: a real service that shows, replaces and takes back, that is
//! clicked, that ends and comes back; one that never answers; and none at all.

use crate::harness::PATIENCE;
use crate::harness::dunst::Dunst;
use crate::harness::session::Session;
use connect_core::alarms::{Cause, Subject};
use connect_core::event::Event;
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::record::ShopId;
use meum_connect::adapters::bell::{Bell, Place, Spoken};
use std::path::PathBuf;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use zbus::blocking::connection::Builder;

/// An app's bell on a bus, and the events that come of it.
struct Rung {
    bell: Bell,
    events: UnboundedReceiver<Event>,
}

impl Rung {
    fn on(address: &str) -> Self {
        Self::noting(address, None)
    }

    fn noting(address: &str, numbers: Option<PathBuf>) -> Self {
        let (events, inbox) = unbounded_channel();
        let (bell, ringing) = Bell::start_on(Place { bus: Some(address.to_owned()), numbers }, events);
        tokio::spawn(ringing);
        Self { bell, events: inbox }
    }

    async fn next(&mut self) -> Event {
        tokio::time::timeout(PATIENCE, self.events.recv()).await.expect("an event in time").expect("an event")
    }

    /// The next event says that this desktop can show notifications, or why not.
    async fn can(&mut self, expected: Ability) {
        match self.next().await {
            Event::DesktopCan(Faculty::Notifications, ability) => assert_eq!(ability, expected),
            other => panic!("{expected:?} was to come, and not {other:?}"),
        }
    }
}

fn shop() -> Subject {
    Subject::Shop(ShopId::stored("corner".to_owned()))
}

fn spoken(subject: Subject, title: &str) -> Spoken {
    let body = "Tom & <b>Jerry</b> can't pay.".to_owned();
    Spoken { subject, title: title.to_owned(), body, open: "Open".to_owned() }
}

fn titles(read: &[(String, String)]) -> Vec<&str> {
    read.iter().map(|(title, _)| title.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_service_shows_one_a_subject_and_takes_back_what_is_over() {
    let session = Session::without_store();
    let dunst = Dunst::start(&session);
    let mut rung = Rung::on(session.address());
    rung.can(Ability::Yes).await;
    rung.bell.show(spoken(shop(), "Something is wrong"));
    rung.bell.show(spoken(Subject::Cause(Cause::Meum), "Meum is silent"));
    dunst.shows(2);
    rung.bell.show(spoken(shop(), "That is over"));
    rung.bell.withdraw(Subject::Cause(Cause::Meum));
    dunst.shows(1);
    let read = dunst.reads();
    assert_eq!(titles(&read), ["That is over"], "the end has taken the alarm's place");
    assert!(
        read[0].1.contains("Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;") || read[0].1.contains("Tom & <b>Jerry</b>"),
        "{read:?}"
    );
    rung.bell.show(spoken(shop(), "Wrong again"));
    dunst.shows(1);
    assert_eq!(titles(&dunst.reads()), ["Wrong again"], "what was put away by hand does not bar the next");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_opens_what_the_notification_is_about() {
    let session = Session::without_store();
    let dunst = Dunst::start(&session);
    let mut rung = Rung::on(session.address());
    rung.can(Ability::Yes).await;
    rung.bell.show(spoken(shop(), "Something is wrong"));
    dunst.shows(1);
    dunst.clicks();
    match rung.next().await {
        Event::NotificationOpened(subject) => assert_eq!(subject, shop()),
        other => panic!("not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_ends_is_said_and_what_it_missed_comes_with_the_next() {
    let session = Session::without_store();
    let dunst = Dunst::start(&session);
    let mut rung = Rung::on(session.address());
    rung.can(Ability::Yes).await;
    rung.bell.show(spoken(Subject::Several, "Before"));
    dunst.shows(1);
    drop(dunst);
    rung.can(Ability::No(Lack::NoProgram)).await;
    rung.bell.show(spoken(shop(), "Missed"));
    rung.bell.show(spoken(shop(), "Missed, and newer"));
    rung.bell.show(spoken(Subject::Cause(Cause::Meum), "Over meanwhile"));
    rung.bell.withdraw(Subject::Cause(Cause::Meum));
    let dunst = Dunst::start(&session);
    rung.can(Ability::Yes).await;
    dunst.shows(1);
    assert_eq!(titles(&dunst.reads()), ["Missed, and newer"], "and nothing that was shown before");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_process_takes_the_place_of_what_the_last_one_has_shown() {
    let session = Session::without_store();
    let dunst = Dunst::start(&session);
    let folder = tempfile::tempdir().unwrap();
    let noted = || Some(folder.path().join("numbers"));
    let mut first = Rung::noting(session.address(), noted());
    first.can(Ability::Yes).await;
    first.bell.show(spoken(shop(), "Something is wrong"));
    first.bell.show(spoken(Subject::Cause(Cause::Meum), "Meum is silent"));
    dunst.shows(2);
    drop(first);
    let mut next = Rung::noting(session.address(), noted());
    next.can(Ability::Yes).await;
    next.bell.withdraw(Subject::Cause(Cause::Meum));
    next.bell.show(spoken(shop(), "That is over"));
    dunst.shows(1);
    assert_eq!(titles(&dunst.reads()), ["That is over"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_never_answers_is_said_and_holds_nobody_up() {
    let session = Session::without_store();
    let silent = Builder::address(session.address()).unwrap().name("org.freedesktop.Notifications").unwrap();
    let silent = silent.build().unwrap();
    let mut rung = Rung::on(session.address());
    // The caller goes on at once, however many there are.
    for number in 0..100 {
        rung.bell.show(spoken(shop(), &number.to_string()));
    }
    rung.can(Ability::No(Lack::Silent)).await;
    drop(silent);
    rung.can(Ability::No(Lack::NoProgram)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_service_or_without_a_bus_the_app_is_told_and_goes_on() {
    let session = Session::without_store();
    for address in [session.address().to_owned(), "unix:path=/nowhere/bus".to_owned()] {
        let mut rung = Rung::on(&address);
        rung.can(Ability::No(Lack::NoProgram)).await;
        rung.bell.show(spoken(shop(), "Nobody sees it"));
        rung.bell.withdraw(shop());
        rung.bell.show(spoken(shop(), "Nor this"));
        assert!(rung.events.try_recv().is_err(), "it is said once: {address}");
    }
}
