//! A request for approval: from the way back and the page in the browser to its answer. What is approved is held in
//! memory, as typed keys are, and checked next.

use super::Driver;
use crate::adapters::desktop::DesktopError;
use crate::adapters::shop::{Login, ShopKeys};
use crate::adapters::way_back::WayBack;
use crate::approvals::{self, Approvals, Waiting};
use crate::headless::say_as;
use crate::inquiry;
use crate::perform::{Ports, now};
use crate::world::PracticeWorld;
use connect_core::approval::{APP_NAME, Answer, ApprovalPage, NotTaken, Request, Route, Way};
use connect_core::event::Event;
use connect_core::language::Language;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::secret::Secret;
use connect_core::store_url::StoreUrl;
use connect_core::ticket::Ticket;
use connect_core::words::keys;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// What a request takes of the running app.
pub(super) struct Approving {
    approvals: Approvals,
    /// A practice shop's page is on this computer.
    practice: Option<Arc<PracticeWorld>>,
    language: Language,
}

/// What is asked for.
pub(super) struct Asked<'a> {
    pub ticket: Ticket,
    pub shop: &'a ShopId,
    pub page: &'a ApprovalPage,
    pub site: StoreUrl,
    pub route: Route,
}

/// A request whose page can be opened.
struct Begun {
    /// The port closes with it.
    back: Option<WayBack>,
    waiting: Waiting,
    said: UnboundedReceiver<Result<Answer, NotTaken>>,
}

impl Driver {
    pub(super) fn approving(&self, shop: &ShopId) -> Approving {
        Approving {
            approvals: self.approvals.clone(),
            practice: self.practice.clone().filter(|_| self.app.is_practice(shop) == Some(true)),
            language: self.app.language(),
        }
    }

    /// Opens the page of a request that waits once more.
    pub(super) fn open_approval(&self, ticket: Ticket) {
        show(&self.ports, &self.approvals, ticket);
    }

    /// Puts its address on the clipboard.
    pub(super) fn copy_approval(&self, ticket: Ticket) {
        // EXPOSE: to the clipboard, for whoever opens the page by hand. The state in it is good for this request alone.
        self.approvals.address(ticket, |address| self.ports.copy_note(address.expose()));
    }
}

impl Approving {
    /// Shows the page, waits for the answer, and holds what was approved.
    ///
    /// # Errors
    /// Why nothing was.
    pub(super) async fn approve(&self, ports: &Ports, asked: Asked<'_>) -> Result<(), Problem> {
        let (ticket, shop) = (asked.ticket, asked.shop);
        let mut begun = self.begin(ports, asked).await?;
        show(ports, &self.approvals, ticket);
        let came = tokio::select! {
            came = begun.said.recv() => came.unwrap_or(Err(NotTaken::Unasked)),
            never = self.until_given_up(ports, ticket) => match never {},
        };
        drop(begun.waiting);
        if let Some(back) = begun.back {
            // The browser is on its way to the page without the password.
            tokio::spawn(back.until_left());
        }
        match came {
            Ok(Answer::Approved(whole)) => {
                inquiry::hold_approved(&ports.vault, shop, &ShopKeys::Password(Login::from(whole)));
                Ok(())
            }
            Ok(Answer::Rejected) => Err(Problem::new(ProblemKind::ApprovalRejected)),
            Err(refused) => Err(Problem::new(match refused {
                NotTaken::Unasked | NotTaken::Twice => ProblemKind::ApprovalStray,
                NotTaken::Late => ProblemKind::ApprovalLate,
                NotTaken::OtherShop => ProblemKind::ApprovalOfOtherShop,
                NotTaken::Malformed => ProblemKind::ApprovalMalformed,
            })),
        }
    }

    /// In practice an answer can come late: once the shop holds it back, the wait is skipped. The request is called off
    /// then, and this with it, which lets the answer go.
    async fn until_given_up(&self, ports: &Ports, ticket: Ticket) -> Infallible {
        let held = match &self.practice {
            Some(world) => Some(world.late_answer().await),
            None => None,
        };
        if held.is_some() {
            ports.tell(Event::ApprovalSkipped { ticket });
        }
        std::future::pending().await
    }

    /// Opens the way back, and lets the request wait.
    async fn begin(&self, ports: &Ports, asked: Asked<'_>) -> Result<Begun, Problem> {
        let no_way = |line: &str| Problem::new(ProblemKind::NoWayBack).with_technical(line);
        let (way, back) = match asked.route {
            Route::Scheme => {
                let desktop = Arc::clone(&ports.desktop);
                // Other programs are asked, which may take their time.
                let claimed = tokio::task::spawn_blocking(move || desktop.claim_scheme()).await;
                let claimed = claimed.unwrap_or(Err(DesktopError));
                claimed.map_err(|error| no_way(&format!("scheme: {error}")))?;
                (Way::Scheme, None)
            }
            Route::Port => {
                let heard = self.approvals.clone();
                let back = WayBack::open(closing_page(self.language), move |address| heard.hear(&address)).await;
                let back = back.map_err(|error| no_way(&error.to_string()))?;
                (Way::Loopback { port: back.port() }, Some(back))
            }
        };
        let state = approvals::state().ok_or_else(|| no_way("no random numbers"))?;
        let request = Request::new(state, way, asked.site, now()).ok_or_else(|| no_way("no state"))?;
        let address = request.address(asked.page, &name());
        let address = match &self.practice {
            Some(world) => world.browser_address(&address),
            None => address,
        };
        let (says, said) = unbounded_channel();
        Ok(Begun { back, waiting: self.approvals.wait(asked.ticket, request, Secret::new(address), says), said })
    }
}

/// Gives the page to the browser. Its address is shown nowhere: it has the state in it.
fn show(ports: &Ports, approvals: &Approvals, ticket: Ticket) {
    // EXPOSE: to the browser, which brings the state back.
    let shown = approvals.address(ticket, |address| ports.desktop.open(address.expose()).is_ok());
    if let Some(shown) = shown {
        ports.tell(Event::ApprovalOpened { ticket, shown });
    }
}

/// What WordPress calls the app, and lists its password under. A name that is there already ends on WordPress's own page,
/// and nothing comes back (`findings/wordpress-and-an-app-approved-twice.sh`): so each request has its moment in it, by
/// which the merchant knows it as well.
fn name() -> String {
    format!("{APP_NAME} {}", jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S%.3f"))
}

/// What the browser shows once it has brought the answer.
fn closing_page(language: Language) -> String {
    include_str!("approved.html")
        .replace("{language}", language.tag())
        .replace("{title}", &say_as(&keys::APPROVE_CLOSED_TITLE.alone(), language))
        .replace("{text}", &say_as(&keys::APPROVE_CLOSED_TEXT.alone(), language))
}
