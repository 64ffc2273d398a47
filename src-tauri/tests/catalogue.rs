//! Every row of the problem catalogue from A to F, over real sockets: the practice servers imitate
//! it, the real discovery and the real key check look at it, and its code must come out.

mod address;
mod alone;
mod chosen;
mod cloudflare;
mod connection;
mod detours;
mod doubts;
mod ends;
mod exact;
mod guests;
mod hook;
mod in_front;
mod keys;
mod lost;
mod midway;
mod network;
mod partly;
mod passwords;
mod plugins;
mod reports;
mod row;
mod seen;
mod shut_out;
mod spoken;
mod spoken_of;
mod strange;
mod told_apart;
mod turns;
mod typed;
mod webhook;
mod wordpress;

use connect_core::problem::ProblemKind;
use row::Row;
use std::collections::BTreeSet;

fn all_rows() -> Vec<Row> {
    [
        address::rows(),
        connection::rows(),
        in_front::rows(),
        wordpress::rows(),
        keys::rows(),
        passwords::rows(),
        network::rows(),
        doubts::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Runs every row of a table; all that fail are told at once.
async fn holds(rows: Vec<Row>) {
    let mut wrong = Vec::new();
    for row in rows {
        let expected = row.expected();
        // On the heap: a row's whole way is more than a stack should hold.
        let seen = Box::pin(row.run()).await;
        if !seen.matches(&expected) {
            wrong.push(format!("{expected:?}\n    came out as {seen:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows are not as they should be:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_the_address() {
    holds(address::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b_the_secure_connection() {
    holds(connection::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c_in_front_of_the_shop() {
    holds(in_front::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d_wordpress_and_woocommerce() {
    holds(wordpress::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f_the_keys() {
    holds(keys::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f_the_application_passwords() {
    holds(passwords::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_reported_in_public() {
    holds(reports::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_real_plugins_and_servers_did() {
    holds(plugins::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_answer_speaks_of_is_said_as_it_was_seen() {
    holds(spoken_of::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cloudflares_own_errors_are_told_apart() {
    holds(cloudflare::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_certain_is_left_open_and_what_is_readable_is_read() {
    holds(doubts::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_shut_out_is_told_from_who_meets_a_rule() {
    holds(shut_out::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stands_in_the_place_of_one_answer_is_said_of_that_one() {
    holds(detours::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_told_apart_is_not_stated() {
    holds(told_apart::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_seen_chooses_the_words() {
    holds(network::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_rare_is_said_as_it_was_seen() {
    holds(strange::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_answer_says_for_itself_is_told_apart_from_what_we_know() {
    holds(spoken::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_to_everybody_says_nothing_of_one() {
    holds(guests::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_is_said_exactly() {
    holds(exact::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_once_or_to_one_question_is_said_of_that_one() {
    holds(alone::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_to_its_end_on_the_way_is_said_of_that_alone() {
    holds(ends::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_lost_on_the_way_is_not_said_to_have_arrived() {
    holds(lost::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_meets_one_question_is_said_of_that_one_alone() {
    holds(partly::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_leads_on_or_ends_in_the_middle_is_said_as_it_was_seen() {
    holds(turns::rows()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_begins_midway_or_comes_empty_is_said_as_it_was_seen() {
    holds(midway::rows()).await;
}

/// Codes that no answer to a question causes: what is typed, how the panel puts it when keys that worked are unknown
/// since, what comes back from the merchant's browser (`approving.rs`, `practised.rs`), and a change that the merchant
/// wants made (`revoking.rs`).
fn is_of_no_server(kind: ProblemKind) -> bool {
    use ProblemKind::{
        ApprovalLate, ApprovalMalformed, ApprovalOfOtherShop, ApprovalRejected, ApprovalStray, KeyInAddressField,
        KeyRevoked, NotAnAddress, PasswordStays,
    };
    let of_browser =
        matches!(kind, ApprovalRejected | ApprovalLate | ApprovalOfOtherShop | ApprovalMalformed | ApprovalStray);
    of_browser || matches!(kind, NotAnAddress | KeyInAddressField | KeyRevoked | PasswordStays)
}

#[test]
fn every_code_from_a_to_f_has_a_row_that_imitates_it() {
    let of_network = |kind: &&ProblemKind| "ABCDF".contains(kind.code().split_at(1).0) && !is_of_no_server(**kind);
    let wanted: BTreeSet<&str> = ProblemKind::ALL.iter().filter(of_network).map(|kind| kind.code()).collect();
    let guests = webhook::CODES.iter().map(|kind| kind.code());
    let imitated: BTreeSet<&str> = all_rows().iter().map(Row::code).chain(guests).collect();
    let missing: Vec<&&str> = wanted.difference(&imitated).collect();
    assert!(missing.is_empty(), "no row imitates {missing:?}");
}
