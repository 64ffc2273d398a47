//! The system packages this project needs, and why.
//!
//! The names are Debian's. How the missing ones are installed is in `apt.rs`.

/// A Debian package and the reason it is needed.
pub struct Package {
    /// As `apt-get install` takes it.
    pub name: &'static str,
    /// What would not work without it.
    pub why: &'static str,
}

/// What compiles and runs the app.
pub const BUILD: [Package; 3] = [
    Package { name: "build-essential", why: "the linker, and a C compiler for SQLite" },
    Package { name: "pkg-config", why: "finds the libraries below" },
    Package { name: "libwebkit2gtk-4.1-dev", why: "the window and the pages in it" },
];

/// What the tests need on top of that.
pub const TEST: [Package; 16] = [
    Package { name: "xvfb", why: "a screen for the real window where there is none" },
    Package { name: "webkit2gtk-driver", why: "clicks and types in the real window" },
    Package { name: "chromium", why: "a merchant's browser, in which the app is approved" },
    Package { name: "chromium-driver", why: "clicks in it" },
    Package { name: "xdg-utils", why: "notes which program has the app's own scheme" },
    Package { name: "libglib2.0-bin", why: "leads that scheme from the browser to the app" },
    Package { name: "tesseract-ocr", why: "reads pictures of that window, which must show no secret" },
    Package { name: "dbus", why: "a private message bus, apart from the desktop's own" },
    Package { name: "at-spi2-core", why: "the bus that screen readers listen on" },
    Package { name: "xfce4-panel", why: "a desktop's panel, which shows icons of running apps" },
    Package { name: "gnome-keyring", why: "a real password store on that bus" },
    Package { name: "dunst", why: "a real notification service on that bus" },
    Package { name: "man-db", why: "shows the manual page, and says what is wrong with it" },
    Package { name: "zsh", why: "completes what is typed, with our script" },
    Package { name: "fish", why: "does as well" },
    Package { name: "prometheus", why: "reads the metrics of `meum-connect status`, and fires the alert rules" },
];

/// What packing takes, and looking over what was packed.
pub const PACKAGE: [Package; 6] = [
    Package { name: "dpkg-dev", why: "reads from the programs which libraries they need" },
    Package { name: "rpm", why: "packs for Fedora's kin" },
    Package { name: "lintian", why: "knows Debian's rules for packages" },
    Package { name: "desktop-file-utils", why: "knows the rules for entries in a desktop's menu" },
    Package { name: "appstream", why: "knows the rules of software centres" },
    Package { name: "debootstrap", why: "makes a clean system in which the package is tried" },
];

/// Those of which dpkg does not say, `name state` a line, that they are installed.
pub fn missing<'a>(wanted: &[&'a Package], dpkg: &str) -> Vec<&'a Package> {
    wanted
        .iter()
        .copied()
        .filter(|package| !dpkg.lines().any(|line| line == format!("{} installed", package.name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dpkg: &str, expected: &[&str]) {
        let wanted: Vec<&Package> = BUILD.iter().collect();
        let names: Vec<&str> = missing(&wanted, dpkg).iter().map(|package| package.name).collect();
        assert_eq!(names, expected, "{dpkg}");
    }

    #[test]
    fn only_what_is_not_installed_is_missing() {
        check("build-essential installed\nlibwebkit2gtk-4.1-dev installed\npkg-config installed\n", &[]);
        check("build-essential installed\npkg-config config-files\n", &["pkg-config", "libwebkit2gtk-4.1-dev"]);
        check("", &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"]);
    }

    #[test]
    fn a_name_that_only_begins_alike_does_not_count() {
        check(
            "build-essential-extras installed\npkg-config installed\nlibwebkit2gtk-4.1-dev installed\n",
            &["build-essential"],
        );
    }
}
