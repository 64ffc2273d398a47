//! The app started where there is no screen: it says so in one sentence, and ends.

use std::process::Command;

#[test]
fn without_a_screen_the_app_says_so_in_one_sentence() {
    let nowhere: [(&str, &[(&str, &str)]); 3] = [
        ("none", &[]),
        ("an X server that is not there", &[("DISPLAY", ":4711")]),
        ("a compositor that is not there", &[("WAYLAND_DISPLAY", "wayland-4711"), ("GDK_BACKEND", "wayland")]),
    ];
    let home = tempfile::tempdir().unwrap();
    for (what, screen) in nowhere {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meum-connect"));
        command.env_clear().env("HOME", home.path()).env("XDG_RUNTIME_DIR", home.path());
        let ran = command.envs(screen.iter().copied()).output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(1), "{what}: {said}");
        assert!(said.starts_with("There is no screen to open a window on."), "{what}: {said}");
        assert!(said.contains("meum-connect check ") && said.lines().count() == 1, "{what}: {said}");
        assert!(ran.stdout.is_empty());
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "{what}: nothing was begun");
    }
}
