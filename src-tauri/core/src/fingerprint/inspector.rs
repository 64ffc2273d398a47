//! Security software that opens secure connections, told by the issuer of the certificate it
//! shows. It names no public certificate authority.

/// Words in an issuer, and the product they stand for. From the roots these products install
/// ("Avast Web/Mail Shield Root", "Kaspersky Anti-Virus Personal Root", "ESET SSL Filter CA",
/// "Bitdefender Personal CA", "Norton Web/Mail Shield Root", "Zscaler Intermediate Root CA", …).
/// Where the maker is also a public authority or signs ordinary sites, only the inspecting
/// product's own words are listed (Cloudflare, Symantec, Trend Micro, Microsoft).
const INSPECTORS: &[(&str, &str)] = &[
    ("avast", "Avast"),
    ("avg", "AVG"),
    ("avira", "Avira"),
    ("kaspersky", "Kaspersky"),
    ("eset", "ESET"),
    ("bitdefender", "Bitdefender"),
    ("norton", "Norton"),
    ("mcafee", "McAfee"),
    ("skyhigh", "Skyhigh Security"),
    ("sophos", "Sophos"),
    ("drweb", "Dr.Web"),
    ("dr.web", "Dr.Web"),
    ("bullguard", "BullGuard"),
    ("g data", "G DATA"),
    ("adguard", "AdGuard"),
    ("trend micro worry-free", "Trend Micro"),
    ("trend micro web security", "Trend Micro"),
    ("qustodio", "Qustodio"),
    ("net nanny", "Net Nanny"),
    ("contentwatch", "Net Nanny"),
    ("fortinet", "Fortinet"),
    ("fortigate", "Fortinet"),
    ("zscaler", "Zscaler"),
    ("cisco umbrella", "Cisco Umbrella"),
    ("opendns", "Cisco Umbrella"),
    ("ironport", "Cisco Secure Web Appliance"),
    ("palo alto networks", "Palo Alto Networks"),
    ("paloaltonetworks", "Palo Alto Networks"),
    ("blue coat", "Blue Coat"),
    ("bluecoat", "Blue Coat"),
    ("symantec web security", "Symantec Web Security"),
    ("netskope", "Netskope"),
    ("goskope", "Netskope"),
    ("forcepoint", "Forcepoint"),
    ("websense", "Forcepoint"),
    ("check point", "Check Point"),
    ("sonicwall", "SonicWall"),
    ("watchguard", "WatchGuard"),
    ("fireware", "WatchGuard"),
    ("barracuda", "Barracuda"),
    ("smoothwall", "Smoothwall"),
    ("securly", "Securly"),
    ("lightspeed systems", "Lightspeed Systems"),
    ("contentkeeper", "ContentKeeper"),
    ("iboss", "iboss"),
    ("untangle", "Untangle"),
    ("kerio control", "Kerio Control"),
    ("cato networks", "Cato Networks"),
    ("menlo security", "Menlo Security"),
    ("cloudflare managed", "Cloudflare Gateway"),
    ("cloudflare for teams", "Cloudflare Gateway"),
    ("gateway ca - cloudflare", "Cloudflare Gateway"),
    ("squid", "Squid"),
    ("charles proxy", "Charles"),
    ("fiddler", "Fiddler"),
    ("do_not_trust", "Fiddler"),
    ("mitmproxy", "mitmproxy"),
    ("proxyman", "Proxyman"),
    ("portswigger", "Burp Suite"),
    ("zed attack proxy", "ZAP"),
    ("superfish", "Superfish"),
    ("privdog", "PrivDog"),
];

/// The security software that issued a certificate, by the issuer's names (a distinguished name
/// in any notation).
pub fn inspector(issuer: &str) -> Option<&'static str> {
    let issuer = issuer.to_ascii_lowercase();
    INSPECTORS.iter().find(|(words, _)| stands_alone(&issuer, words)).map(|&(_, name)| name)
}

/// Whether a certificate is of the authority that Cloudflare issues from to servers behind it, for the way between
/// the two (Cloudflare's documentation of Origin CA). Nobody else accepts it.
pub fn is_for_cloudflare(issuer: &str) -> bool {
    let issuer = issuer.to_ascii_lowercase();
    ["cloudflare origin ssl", "cloudflare origin certificate"].iter().any(|words| issuer.contains(words))
}

/// Whether the words stand in the text on their own: "reset" does not hold "eset".
fn stands_alone(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|t| t.chars().next());
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}
