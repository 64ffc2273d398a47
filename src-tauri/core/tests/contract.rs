//! Writes the TypeScript side of the contract; `cargo xtask test` fails when what is committed
//! differs.

use connect_core::intent::Intent;
use connect_core::view::View;
use ts_rs::TS;

#[test]
fn the_typescript_contract_is_written_from_the_types() {
    let config = ts_rs::Config::from_env();
    View::export_all(&config).unwrap();
    Intent::export_all(&config).unwrap();
}
