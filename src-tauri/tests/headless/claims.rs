//! No sentence claims what was not seen. Shops are made up at random: one or two kinds of question get an answer of
//! somebody else's, for everybody or since keys were refused, and the plugin may be told of in one place only. The app
//! looks at each with a key of one kind. Whatever it says is then held against what the shop's server knows of that
//! look: what was asked, what was answered, and which key it was.
//!
//! Each claim is a piece of a sentence. The wording of a claim that no text has any more fails the test, and so does a
//! problem that is told without any claim in this table.

use super::world::World;
use super::{KEY, READ_KEY, READ_SECRET, SECRET, STRANGE_KEY, pair};
use connect_practice::{Asked, Habit, Said, SeenRequest, SignIn, Since, Trouble, Unlisted};
use std::fmt::Write as _;

/// How many shops are tried; `CLAIMS` sets another number.
const SHOPS: u64 = 90;
/// How many are looked at at once.
const AT_ONCE: usize = 4;

/// Whose keys are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    None,
    Good,
    ReadOnly,
    Unknown,
    WrongSecret,
}

impl Key {
    const ALL: [Self; 5] = [Self::None, Self::Good, Self::ReadOnly, Self::Unknown, Self::WrongSecret];

    fn input(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Good => pair(KEY, SECRET),
            Self::ReadOnly => pair(READ_KEY, READ_SECRET),
            Self::Unknown => pair(STRANGE_KEY, SECRET),
            Self::WrongSecret => pair(KEY, READ_SECRET),
        }
    }

    fn is_right(self) -> bool {
        matches!(self, Self::Good | Self::ReadOnly)
    }
}

/// A look that is over: what the server saw of it, in the order of coming.
struct Look {
    key: Key,
    asked: Vec<SeenRequest>,
    said: String,
}

fn status(request: &SeenRequest) -> Option<u16> {
    request.told.as_ref().map(|told| told.status)
}

fn is_cut(request: &SeenRequest) -> bool {
    request.told.is_none()
}

fn is_page(request: &SeenRequest) -> bool {
    request.told.as_ref().is_some_and(|told| !told.is_json)
}

fn has_code(request: &SeenRequest, start: &str) -> bool {
    let code = request.told.as_ref().and_then(|told| told.code.as_deref());
    code.is_some_and(|code| code.starts_with(start))
}

fn refuses(request: &SeenRequest) -> bool {
    matches!(status(request), Some(400..=499))
}

fn is_good_json(request: &SeenRequest) -> bool {
    status(request) == Some(200) && request.told.as_ref().is_some_and(|told| told.is_json && told.code.is_none())
}

impl Look {
    fn at<'a>(&'a self, route: &'a str) -> impl Iterator<Item = &'a SeenRequest> {
        self.asked.iter().filter(move |request| request.route.as_deref() == Some(route))
    }

    fn index(&self) -> impl Iterator<Item = &SeenRequest> {
        self.at("")
    }

    fn updates(&self) -> impl Iterator<Item = &SeenRequest> {
        self.at("/meum/v1/webhook")
    }

    fn with_keys<'a>(&'a self, route: &'a str) -> impl Iterator<Item = &'a SeenRequest> {
        self.at(route).filter(|request| request.sign_in != SignIn::Nothing)
    }

    fn writes(&self) -> impl Iterator<Item = &SeenRequest> {
        self.asked.iter().filter(|request| request.method == "POST" && request.path.contains("/payment_gateways/"))
    }

    fn pages(&self) -> impl Iterator<Item = &SeenRequest> {
        self.asked
            .iter()
            .filter(|request| request.route.is_none() && !request.query_names.iter().any(|it| it == "wc-api"))
    }

    fn names_plugin(&self) -> bool {
        self.asked.iter().any(|request| request.told.as_ref().is_some_and(|told| told.names_plugin))
    }

    /// WooCommerce refused the pair, and after that the index, which had been answered, got this.
    fn index_since_refusal(&self, got: impl Fn(&SeenRequest) -> bool) -> bool {
        let refused =
            self.asked.iter().position(|it| it.sign_in != SignIn::Nothing && has_code(it, "woocommerce_rest_"));
        let Some(refused) = refused else { return false };
        let (before, after) = self.asked.split_at(refused);
        let is_index = |request: &&SeenRequest| request.route.as_deref() == Some("");
        let answered = before.iter().filter(is_index).any(|request| status(request) == Some(200));
        answered && after.iter().filter(is_index).any(got)
    }

    /// A question about nothing that writes got through after one that would write.
    fn index_is_open_since_writes(&self) -> bool {
        let writes = self.asked.iter().position(|it| it.method == "POST").unwrap_or_default();
        let since = self.asked.iter().skip(writes).filter(|it| it.route.as_deref() == Some(""));
        since.clone().count() > 0 && !since.clone().any(|it| refuses(it) && is_page(it))
    }

    /// It says that something came, and does not show a question that never left.
    fn got_something(&self) -> bool {
        let left = self.said.lines().any(|it| it.contains("Technical details: ") && it.contains("no more requests"));
        !left && self.asked.iter().any(|it| status(it).is_some())
    }

    fn read(&self) -> bool {
        let told = ["/wc/v3/system_status", "/wc/v3/data"];
        self.key.is_right() && told.iter().any(|route| self.with_keys(route).any(is_good_json))
    }
}

/// A piece of a sentence, and when it is true.
struct Claim {
    says: &'static str,
    holds: fn(&Look) -> bool,
}

const fn claim(says: &'static str, holds: fn(&Look) -> bool) -> Claim {
    Claim { says, holds }
}

const CLAIMS: &[Claim] = &[
    // This computer is shut out
    claim("stopped answering, even what it had answered before", |look| look.index_since_refusal(is_cut)),
    claim("a page of refusal came, even for what it had answered before", |look| {
        look.index_since_refusal(|request| refuses(request) && is_page(request))
    }),
    claim("didn't accept the key", |look| look.asked.iter().any(|it| has_code(it, "woocommerce_rest_"))),
    // The keys
    claim("does not recognise the key", |look| look.key == Key::Unknown),
    claim("the secret is not the one that came with it", |look| look.key == Key::WrongSecret),
    claim("Either the secret isn't the one that came with it", |look| look.key == Key::WrongSecret),
    claim("This key may look, but not change anything", |look| look.key == Key::ReadOnly),
    claim("knows the key", |look| !matches!(look.key, Key::Unknown | Key::None)),
    claim("refused them without a reason we know", |look| look.asked.iter().any(refuses)),
    claim("without WooCommerce's words", |look| look.asked.iter().any(|it| refuses(it) && is_page(it))),
    claim("answered as if they hadn't come", |look| look.asked.iter().any(|it| refuses(it) || status(it) == Some(500))),
    claim("sent the usual way, it was answered as if none had come", |look| look.key != Key::Unknown),
    claim("Either it doesn't know the key, or something takes it off", |look| look.key != Key::None),
    claim("and says something of its own", |look| look.asked.iter().any(|it| status(it) >= Some(400))),
    claim("took your keys where we only looked", Look::read),
    // A break
    claim("answers with a short notice", |look| look.asked.iter().any(|it| status(it) == Some(503))),
    // What may be done
    claim("A key the shop knows, with its secret: done", Look::read),
    claim("Allowed to look at your shop: done", Look::read),
    claim("Allowed to change settings: done", |look| {
        look.key == Key::Good && look.writes().any(|it| status(it).is_some())
    }),
    claim("let your keys look", Look::read),
    claim("with a page of refusal", |look| look.writes().any(|it| is_page(it) && status(it) >= Some(400))),
    claim("with a refusal", |look| look.writes().any(|it| refuses(it) || status(it) == Some(500))),
    claim("got another answer", |look| look.writes().any(|it| status(it).is_some())),
    claim("What we asked about payment methods was refused", |look| look.writes().any(refuses)),
    claim("Result: nothing stands in the way", |look| matches!(look.key, Key::Good | Key::None)),
    claim("The server refuses what would change something", Look::index_is_open_since_writes),
    claim("The server refuses questions about payment methods", Look::index_is_open_since_writes),
    // The report
    claim("A lighter question was answered, and your keys work", |look| {
        look.key.is_right() && look.with_keys("/wc/v3/data").any(is_good_json)
    }),
    claim("wasn't to be had", |look| look.with_keys("/wc/v3/system_status").any(|it| !is_good_json(it))),
    claim("in the place of WooCommerce's report", |look| {
        look.with_keys("/wc/v3/system_status").any(|it| status(it).is_some() && !is_good_json(it))
    }),
    claim("Only the beginning of WooCommerce's report", |look| look.with_keys("/wc/v3/system_status").any(is_cut)),
    claim("There was nothing in WooCommerce's report", |look| {
        look.with_keys("/wc/v3/system_status").any(|it| status(it) == Some(200) && is_page(it))
    }),
    claim("there was nothing in its answer", Look::got_something),
    claim("To the question that would change something, no answer came", |look| look.writes().any(is_cut)),
    // The plugin
    claim("No sign of the Meum plugin yet", |look| !look.names_plugin()),
    claim("not installed", |look| !look.names_plugin()),
    claim("The Meum plugin is switched on", Look::read),
    // Payment updates
    claim("doesn't answer at the address for payment updates", |look| {
        !look.updates().any(|it| it.told.as_ref().is_some_and(|told| told.names_plugin))
    }),
    claim("gets a page that isn't WordPress's. It says that nothing is there", |look| {
        look.updates().any(|it| is_page(it) && matches!(status(it), Some(404 | 410)))
    }),
    claim("We got no answer at", |look| look.updates().all(is_cut)),
    claim("while the front page answered", |look| look.pages().any(|it| it.path == "/" && status(it) == Some(200))),
    claim("What came back doesn't tell", |look| look.updates().any(|it| status(it).is_some())),
    claim("we were turned away at", |look| look.updates().any(refuses)),
    claim("turned us away at", |look| look.updates().any(refuses)),
    claim("is led on to another address", |look| look.updates().any(|it| matches!(status(it), Some(300..=399)))),
    // Whoever is in front, and where it leads
    claim("refused our question", |look| look.asked.iter().any(|it| status(it) >= Some(400))),
    claim("We put it once more in the plainest way, and it was answered", |look| {
        look.index().any(|it| it.query_names.is_empty() && is_good_json(it))
    }),
    claim("sent our question on", |look| look.asked.iter().any(|it| matches!(status(it), Some(300..=399)))),
    claim("WordPress answered at", |look| look.index().any(|it| status(it).is_some_and(|it| it < 500))),
    claim("something else than we asked for", Look::got_something),
    claim("didn't give what we asked for", Look::got_something),
    claim("they were used up before the last answer", |look| look.asked.len() >= 11),
    claim("hung up without an answer", |look| look.asked.iter().any(is_cut)),
    claim("didn't arrive whole", |look| look.asked.iter().any(is_cut)),
    claim("no answer came in time", |look| look.asked.iter().any(is_cut)),
    claim("A page answers at", |look| look.asked.iter().any(|it| is_page(it) && status(it) == Some(200))),
    claim("marked it as an error", |look| look.asked.iter().any(|it| status(it) >= Some(400))),
    claim("answered with a fault", |look| look.asked.iter().any(|it| status(it) >= Some(500))),
    claim("says that it gets too many questions", |look| look.asked.iter().any(|it| status(it) == Some(429))),
    claim("wants a user name and a password of its own", |look| look.asked.iter().any(|it| status(it) == Some(401))),
    // The index
    claim("But its address for apps gave something else", |look| look.index().any(|it| !is_good_json(it))),
    claim("keeps apps out", |look| look.index().any(refuses)),
    claim("What apps may see without a key is hidden", |look| look.index().any(|it| !is_good_json(it))),
    claim("first gave something else. Asked once more in a new way, WordPress answered", |look| {
        let first = look.index().position(|it| !is_good_json(it));
        first.is_some_and(|first| look.index().skip(first).any(is_good_json))
    }),
    claim("gave something else", |look| look.asked.iter().any(|it| !is_good_json(it))),
    claim("than the list of its parts", |look| look.index().any(|it| !is_good_json(it))),
    claim("At /wp-json/, the usual one, something else came", |look| {
        look.index().any(|it| it.path.starts_with("/wp-json") && !is_good_json(it))
    }),
    claim("answers apps. But in its part", |look| {
        look.index().any(is_good_json) && look.with_keys("/wc/v3/system_status").any(|it| !is_good_json(it))
    }),
    claim("in the same words, and they aren't WooCommerce's", |look| {
        let signed = || look.asked.iter().filter(|it| it.sign_in == SignIn::OAuth1);
        signed().count() > 1 && !signed().any(|it| has_code(it, "woocommerce_rest_"))
    }),
    // Shoppers
    claim("Its shop page and its front page both gave an error", |look| {
        let fails = |path: &str| look.pages().any(|it| it.path == path && status(it) >= Some(400));
        fails("/shop/") && fails("/")
    }),
    claim("Its front page is fine, and /shop/ gave an error", |look| {
        let got = |path: &str, least| look.pages().any(|it| it.path == path && status(it) >= Some(least));
        got("/shop/", 500) && !got("/", 400)
    }),
    claim("Its front page is open, and at /shop/ something else came", |look| {
        !look.pages().any(|it| it.path == "/" && status(it) != Some(200))
    }),
    claim("an empty page came", |look| look.pages().all(|it| status(it) == Some(200))),
    // Of the address of these shops, which is this computer
    claim("leads to an address of a home or office network, or of one computer", |_| true),
];

/// A row of numbers that is the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

/// What is wrong with the shop of this number, and whose keys are tried there.
fn made_up(number: u64) -> (Vec<Trouble>, Key) {
    let mut dice = Dice((number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    // The first numbers of neighbours are alike.
    for _ in 0..4 {
        let _ = dice.throw(2);
    }
    let key = Key::ALL[dice.throw(Key::ALL.len())];
    let mut troubles = Vec::new();
    for _ in 0..=dice.throw(2) {
        let asked = Asked::ALL[dice.throw(Asked::ALL.len())];
        let said = Said::ALL[dice.throw(Said::ALL.len())];
        let number = u8::try_from(dice.throw(8)).unwrap();
        // Most meet everybody.
        let since =
            [Since::Always, Since::Always, Since::Refusals(number / 2), Since::Questions(number)][dice.throw(4)];
        troubles.push(Trouble::Habit { habit: Habit::Scripted { asked, said, since } });
    }
    let unlisted = [None, None, Some(Unlisted::Index), Some(Unlisted::Plugins)][dice.throw(4)];
    troubles.extend(unlisted.map(|from| Trouble::Habit { habit: Habit::PluginUnlisted { from } }));
    (troubles, key)
}

/// What is told of one shop that is not so, and the codes of what is told without any claim.
async fn look_at(number: u64) -> (Option<String>, Vec<String>) {
    let (troubles, key) = made_up(number);
    let world = World::with(troubles.clone()).await;
    let ran = world.check(&[], &key.input());
    let look = Look { key, asked: world.shop.requests(), said: ran.out };
    let untrue: Vec<&str> = CLAIMS
        .iter()
        .filter(|claim| look.said.contains(claim.says) && !(claim.holds)(&look))
        .map(|it| it.says)
        .collect();
    let unheld = problems(&look.said).filter(|words| !CLAIMS.iter().any(|claim| words.contains(claim.says))).collect();
    let wrong = (!untrue.is_empty()).then(|| {
        let mut text = format!("shop {number}, {key:?}, {troubles:?}\nuntrue: {untrue:?}\n{}\n", look.said);
        look.asked
            .iter()
            .for_each(|it| writeln!(text, "> {} {} {:?} {:?}", it.method, it.path, it.sign_in, it.told).unwrap());
        text
    });
    (wrong, unheld)
}

/// What is said of each problem and each remark, with its code before it.
fn problems(said: &str) -> impl Iterator<Item = String> + '_ {
    let lines: Vec<&str> = said.lines().map(str::trim_start).collect();
    let is_code = |line: &str| {
        let digits = line.get(1..3).is_some_and(|digits| digits.bytes().all(|it| it.is_ascii_digit()));
        digits && line.get(3..).is_some_and(|rest| rest.starts_with(" · ") && !rest.contains(" · IPv"))
    };
    let starts: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| is_code(line)).map(|(at, _)| at).collect();
    starts.into_iter().map(move |at| lines.iter().skip(at).take(3).copied().collect::<Vec<_>>().join(" "))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_is_said_of_a_made_up_shop_was_seen() {
    let shops = std::env::var("CLAIMS").ok().and_then(|number| number.parse().ok()).unwrap_or(SHOPS);
    let mut looks = tokio::task::JoinSet::new();
    let (mut wrong, mut unheld) = (Vec::new(), Vec::new());
    for number in 0..shops {
        if looks.len() == AT_ONCE {
            let (text, codes): (Option<String>, Vec<String>) = looks.join_next().await.unwrap().unwrap();
            wrong.extend(text);
            unheld.extend(codes);
        }
        looks.spawn(look_at(number));
    }
    while let Some(look) = looks.join_next().await {
        let (text, codes) = look.unwrap();
        wrong.extend(text);
        unheld.extend(codes);
    }
    assert!(wrong.is_empty(), "{} of {shops} are told what was not seen:\n{}", wrong.len(), wrong.join("\n"));
    assert!(unheld.is_empty(), "these are told with no claim that is held against anything: {unheld:?}");
}

#[test]
fn each_claim_is_one_of_a_sentence() {
    let texts = concat!(
        include_str!("../../../ui/messages/en.json"),
        include_str!("../../../ui/messages/problems/en.json"),
        "Result: nothing stands in the way"
    );
    let words = |claim: &Claim| claim.says.trim_end_matches(": done").replace("the key", "{key}");
    let idle: Vec<&str> = CLAIMS
        .iter()
        .filter(|claim| !texts.contains(&words(claim)) && !texts.contains(claim.says.trim_end_matches(": done")))
        .map(|claim| claim.says)
        .collect();
    assert!(idle.is_empty(), "no text says these any more: {idle:?}");
}
