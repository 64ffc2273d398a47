//! What a crash leaves behind. A core dump would hold every secret in memory: what the merchant
//! typed, and what the password store gave out.

/// Forbids core dumps of this process and of every process it starts: WebKit's holds what is typed.
///
/// A crash handler that reads the memory of a running process, such as a debugger, is not affected.
pub fn leave_no_core() {
    #[cfg(unix)]
    unix::leave_no_core();
}

#[cfg(unix)]
mod unix {
    use rustix::process::{Resource, Rlimit, setrlimit};

    /// The largest core file, in bytes. Linux ignores a limit of 0 where a core goes to a crash
    /// reporter (`|` in `core_pattern`), and dumps nothing at all where it is 1, which is less than a
    /// page (`fs/coredump.c`).
    const LARGEST: u64 = if cfg!(target_os = "linux") { 1 } else { 0 };

    pub(super) fn leave_no_core() {
        let none = Rlimit { current: Some(LARGEST), maximum: Some(LARGEST) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "A crash could leave a core dump with secrets in it");
        }
    }
}
