//! Tickets: every question to the world carries one, and an answer counts only while its
//! ticket is the one being waited for. A late answer therefore changes nothing.

/// The number of one question. Unique within a run of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Hands out tickets in rising order.
#[derive(Debug, Default)]
pub struct TicketCounter(u64);

impl TicketCounter {
    /// Draws the next unused ticket.
    pub fn draw(&mut self) -> Ticket {
        self.0 += 1;
        Ticket(self.0)
    }
}
