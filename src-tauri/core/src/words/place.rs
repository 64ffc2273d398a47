//! Where a problem stands: what its card offers depends on it.

use crate::step::Step;

/// Where a problem stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a step of the wizard.
    Step(Step),
    /// Among the remarks: no reason to stop.
    Remark,
    /// On a page over the panel or a step.
    Page,
    /// On a page of leaving.
    Leaving,
    /// Under a line of the panel.
    Panel,
    /// Alone in the window: the app cannot start.
    Start,
    /// Above the screen: it is about the app itself, or already said below.
    Notice,
}
