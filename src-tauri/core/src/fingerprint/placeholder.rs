//! Pages that stand where a shop should: parked domains, folder listings and the pages servers
//! and hosts put up before anything is there. It stays silent where WordPress shows.

use super::layer::UNKNOWN_DOMAIN;
use super::mark::{Mark, any};
use super::page::Page;
use super::scan::Scan;
use super::wordpress::is_wordpress;

/// Marks of such pages. Titles are those of the makers' own files (nginx, Apache on Debian and
/// Red Hat, IIS, Caddy, `OpenResty`, Plesk, cPanel, Hostinger, Hestia, aaPanel, Synology, XAMPP).
/// Parking: the scripts of Sedo, `ParkingCrew`, Bodis, `ParkLogic`, `GoDaddy`, Afternic, Arsys and
/// Squarespace, and `data-adblockkey`, which ad-paid parking bears; seen in intrigueio/intrigue-ident,
/// webappanalyzer (domain parking) and other detectors.
const PLACEHOLDERS: &[Mark] = &[
    Mark::Title("welcome to nginx!"),
    Mark::Title("welcome to openresty!"),
    Mark::Title("welcome to tengine!"),
    Mark::Title("test page for the nginx http server on fedora"),
    Mark::Title("apache2 ubuntu default page: it works"),
    Mark::Title("apache2 debian default page: it works"),
    Mark::Title("test page for the apache http server"),
    Mark::Title("apache http server test page powered by centos"),
    Mark::Title("http server test page powered by centos"),
    Mark::Title("test page for the http server on almalinux"),
    Mark::Title("test page for the http server on rocky linux"),
    Mark::Title("iis7"),
    Mark::Title("iis windows"),
    Mark::Title("iis windows server"),
    Mark::Title("microsoft internet information services 8"),
    Mark::Title("caddy works!"),
    Mark::Title("web server's default page"),
    Mark::Title("domain default page"),
    Mark::Title("default web site page"),
    Mark::Title("default parallels plesk page"),
    Mark::Title("default page"),
    Mark::Title("success! your new web server is ready to use."),
    Mark::Title("welcome to xampp"),
    Mark::Title("hello! welcome to synology web station!"),
    Mark::Title("domain parked"),
    Mark::Title("parked domain"),
    Mark::Title("domain expired"),
    Mark::Title("site not configured | 404 not found"),
    Mark::Source(UNKNOWN_DOMAIN),
    Mark::Header("x-adblock-key", ""),
    Mark::Root("data-adblockkey"),
    Mark::Resource("/cgi-sys/defaultwebpage.cgi"),
    Mark::Resource("wsimg.com/parking-lander/"),
    Mark::Resource("sedoparking.com/"),
    Mark::Resource("parkingcrew.net/"),
    Mark::Resource("d38psrni17bvxu.cloudfront.net/"),
    Mark::Resource("parklogic.com/"),
    Mark::Resource(".bodis.com/"),
    Mark::Resource("arsys.es/css/parking"),
    Mark::Resource("scripts-compressed/parking-page-"),
    Mark::Resource("styles-compressed/parking-page-"),
    Mark::Source("<script>window.park = \"ey"),
    Mark::Source("window.location.href=\"/lander\""),
];

/// A page this short with nothing but the server's greeting, in bytes.
const SHORT: usize = 300;

/// Whether a placeholder stands where the shop should.
pub fn placeholder(page: &Page<'_>) -> bool {
    let scan = Scan::new(page);
    let shown = any(PLACEHOLDERS, page, &scan) || lists_a_folder(&scan) || greets(&scan);
    shown && !is_wordpress(page, &scan)
}

/// Apache's, nginx's and lighttpd's listings: the title is the folder, and the page says it again.
fn lists_a_folder(scan: &Scan) -> bool {
    let folder = scan.title.strip_prefix("index of /");
    folder.is_some_and(|name| !name.contains(' ')) && scan.source.contains(&format!("<h1>{}</h1>", scan.title))
}

/// Apache's own first page and the one of aaPanel have no title to know them by.
fn greets(scan: &Scan) -> bool {
    scan.source.len() < SHORT && scan.source.contains("<h1>it works!</h1>")
}
