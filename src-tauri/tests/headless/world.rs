//! Servers, surroundings, and one run of the app in them: without a display, or at a terminal.

use super::{KEY, PASSWORD, READ_KEY, READ_SECRET, SECRET, USER};
use connect_practice::{
    AppPassword, Issuer, MeumConfig, Owner, Permission, PracticeMeum, PracticeShop, ShopConfig, ShopKey, Trouble,
};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A shop and a Meum of the test's own, and an empty home.
pub struct World {
    pub shop: PracticeShop,
    meum: PracticeMeum,
    home: tempfile::TempDir,
    trust: tempfile::NamedTempFile,
}

/// What a run printed, and how it ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl World {
    pub async fn with(troubles: impl IntoIterator<Item = Trouble>) -> Self {
        let key = |key: &str, secret: &str, permission| ShopKey {
            consumer_key: key.to_owned(),
            consumer_secret: secret.to_owned(),
            permission,
            owner: Owner::Administrator,
            revoked: false,
        };
        let keys = vec![key(KEY, SECRET, Permission::ReadWrite), key(READ_KEY, READ_SECRET, Permission::Read)];
        let (user, password) = (USER.to_owned(), PASSWORD.to_owned());
        let passwords =
            vec![AppPassword { user, password, owner: Owner::Administrator, revoked: false, name: String::new() }];
        let home = "https://localhost:0".parse().unwrap();
        let config = ShopConfig { home, keys, passwords, ..ShopConfig::practice() };
        let shop = PracticeShop::start(config).await.unwrap();
        shop.replace(troubles);
        let meum = MeumConfig { issuer: Issuer::Random, ..MeumConfig::practice() };
        let meum = PracticeMeum::start(meum).await.unwrap();
        let mut trust = tempfile::NamedTempFile::new().unwrap();
        trust.write_all(shop.authority_pem().as_bytes()).unwrap();
        Self { shop, meum, home: tempfile::tempdir().unwrap(), trust }
    }

    pub fn address(&self) -> String {
        self.shop.home().to_string()
    }

    /// Checks this shop.
    pub fn check(&self, options: &[&str], input: &str) -> Ran {
        let address = self.address();
        self.run(&[&["check", &address], options].concat(), input, &[])
    }

    /// Checks this shop for a reader that is gone before anything is said.
    pub fn check_unread(&self, options: &[&str], input: &str) -> Ran {
        let mut command = self.surround(env!("CARGO_BIN_EXE_meum-connect"));
        command.args([&["check", &self.address()], options].concat());
        tokio::task::block_in_place(|| {
            let mut child = command.spawn().unwrap();
            drop(child.stdout.take());
            let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
            Ran::of(&child.wait_with_output().unwrap())
        })
    }

    /// Runs the app in surroundings of its own: no display, no desktop, no proxy.
    pub fn run(&self, arguments: &[&str], input: &str, more: &[(&str, &str)]) -> Ran {
        self.fed(arguments, input.as_bytes(), more)
    }

    /// Checks this shop with what stands in a file, whatever letters it is written in.
    pub fn check_bytes(&self, input: &[u8]) -> Ran {
        self.fed(&["check", &self.address()], input, &[])
    }

    fn fed(&self, arguments: &[&str], input: &[u8], more: &[(&str, &str)]) -> Ran {
        let mut command = self.surround(env!("CARGO_BIN_EXE_meum-connect"));
        command.args(arguments).envs(more.iter().copied());
        tokio::task::block_in_place(|| {
            let mut child = command.spawn().unwrap();
            // It may end without reading.
            let _ = child.stdin.take().unwrap().write_all(input);
            Ran::of(&child.wait_with_output().unwrap())
        })
    }

    fn surround(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", self.home.path()).env("SSL_CERT_FILE", self.trust.path());
        command.env("MEUM_API_URL", self.meum.url().as_str()).env("TZ", "UTC");
        command.current_dir(self.home.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the app where the user allows core dumps, and aborts it while it looks for the shop. The
    /// line of its limits that says how large a core file may be.
    #[cfg(target_os = "linux")]
    pub fn crash(&self, input: &str) -> String {
        let mut command = self.surround("/bin/sh");
        let run = "ulimit -S -c $(ulimit -H -c); exec \"$0\" check \"$1\"";
        command.args(["-c", run, env!("CARGO_BIN_EXE_meum-connect"), &self.address()]);
        tokio::task::block_in_place(|| {
            let mut child = command.spawn().unwrap();
            child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
            let mut out = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
            assert!(out.any(|line| line.starts_with("Looking for your shop")));
            let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
            let abort = format!("kill -ABRT {}", child.id());
            assert!(Command::new("/bin/sh").args(["-c", &abort]).status().unwrap().success());
            assert_eq!(child.wait().unwrap().code(), None, "a signal ended it");
            limits.lines().find(|line| line.starts_with("Max core file size")).unwrap().to_owned()
        })
    }

    /// Types at a terminal, each answer once its prompt has come.
    #[cfg(target_os = "linux")]
    pub fn at_a_terminal(&self, answers: &[(&str, &str)]) -> Ran {
        let app = format!("'{}' check '{}'", env!("CARGO_BIN_EXE_meum-connect"), self.address());
        let mut command = Command::new("script");
        command.args(["-qefc", &app, "/dev/null"]).env_clear().env("PATH", "/usr/bin:/bin");
        command.env("HOME", self.home.path()).env("SSL_CERT_FILE", self.trust.path());
        command.env("MEUM_API_URL", self.meum.url().as_str()).current_dir(self.home.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        tokio::task::block_in_place(|| {
            let mut child = command.spawn().unwrap();
            let (mut keyboard, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
            let mut out = String::new();
            for (prompt, answer) in answers {
                while !out.contains(prompt) {
                    let mut letter = [0];
                    screen.read_exact(&mut letter).unwrap_or_else(|_| panic!("no {prompt} in {out}"));
                    out.push(char::from(letter[0]));
                }
                keyboard.write_all(answer.as_bytes()).unwrap();
            }
            let mut rest = Vec::new();
            screen.read_to_end(&mut rest).unwrap();
            out.push_str(&String::from_utf8(rest).unwrap().replace('\r', ""));
            Ran { code: child.wait().unwrap().code().unwrap(), out, err: String::new() }
        })
    }

    pub fn kept(&self) -> Vec<String> {
        let entries = |folder: &Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries(self.home.path()).map(|path| path.display().to_string()).collect()
    }
}

impl Ran {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    pub fn json(&self) -> Value {
        assert_eq!(self.out.lines().count(), 1, "one line for machines: {}", self.out);
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }

    #[track_caller]
    pub fn says(&self, parts: &[&str]) {
        for part in parts {
            assert!(self.out.contains(part), "not said: {part}\n{}\n{}", self.out, self.err);
        }
    }
}
