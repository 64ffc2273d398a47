//! What an answer speaks of is said as it was seen: what the database refused, how long to wait, and who takes the keys.
//! Each with its neighbours.

use super::keys::good;
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{Asked, Habit, Said, Since, Strange, Trouble};

pub fn rows() -> Vec<Row> {
    [database(), since_then(), server()].into_iter().flatten().collect()
}

fn scripted(asked: Asked, said: Said, since: Since) -> Trouble {
    habit(Habit::Scripted { asked, said, since })
}

/// WordPress prints what its database refuses before the answer itself: a key that could not be looked up is not unknown.
fn database() -> Vec<Row> {
    let printed =
        |row: Row, of_keys| row.with(habit(Habit::Strange { how: Strange::DatabaseErrorPrinted { of_keys } }));
    vec![
        printed(good(remarks(ProblemKind::StrayText, "the database only reads")), false)
            .marked(Mark::DatabaseError)
            .reads(),
        printed(unknown(stops(ProblemKind::KeyUnknown, "the same, and an unknown key")), false),
        printed(good(stops(ProblemKind::DatabaseDown, "the table of the keys is damaged")), true)
            .marked(Mark::DatabaseError),
    ]
}

/// What stops a change is said to stop changes only while mere looks get through.
fn since_then() -> Vec<Row> {
    let check = |what| good(stops(ProblemKind::SiteGroundCaptcha, what)).reads();
    vec![
        check("the robot check begins once the keys were let look")
            .with(scripted(Asked::Everything, Said::RobotCheck, Since::Questions(2)))
            .unmarked(),
        check("it is for changes alone")
            .with(scripted(Asked::Write, Said::RobotCheck, Since::Always))
            .marked(Mark::WritesStopped),
    ]
}

/// A web server that tries keys as its own password asks nobody for an extra one.
fn server() -> Vec<Row> {
    let takes = |row: Row| row.with(scripted(Asked::Header, Said::Password, Since::Always));
    vec![
        takes(good(remarks(ProblemKind::HeaderStripped, "the server tries the header, and the query is a way")))
            .marked(Mark::ServerSignIn)
            .reads(),
        takes(unknown(stops(ProblemKind::KeyUnknown, "the same, and an unknown key"))),
        takes(wrong_secret(stops(ProblemKind::SecretWrong, "the same, and a wrong secret"))),
        takes(good(stops(ProblemKind::HeaderStripped, "the same, and the query is closed")))
            .with(scripted(Asked::InAddress, Said::Page { status: 403 }, Since::Always))
            .marked(Mark::ServerSignIn),
        good(stops(ProblemKind::ExtraPassword, "whoever asks that part is asked for one"))
            .with(scripted(Asked::WooCommerce, Said::Password, Since::Always))
            .marked(Mark::PartOnly),
    ]
}
