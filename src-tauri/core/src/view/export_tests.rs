//! Writes the TypeScript contract beside the view's own test.

use crate::intent::Intent;
use crate::view::View;
use ts_rs::TS;

#[test]
fn the_typescript_contract_is_written_from_the_types() {
    let config = ts_rs::Config::from_env();
    View::export_all(&config).unwrap();
    Intent::export_all(&config).unwrap();
}
