//! Runs `check_picture` on whatever the fuzzer makes up.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| connect_fuzz::check_picture(bytes));
