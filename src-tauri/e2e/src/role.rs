//! The roles by which a person, or a screen reader, tells things apart.

use std::fmt::{self, Display, Formatter};

/// What a thing is, as a screen reader announces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// A box to tick, or a switch.
    Checkbox,
    /// A list to choose one of.
    Choice,
    /// A question in front of everything else.
    Dialog,
    /// Something to type into.
    Field,
    /// A title.
    Heading,
    /// Something that leads elsewhere.
    Link,
    /// One of several, of which one is chosen.
    Radio,
    /// A named part of the screen.
    Region,
    /// What chooses one of several views.
    Tab,
}

impl Role {
    /// What can have this role, as a CSS selector.
    pub(crate) const fn selector(self) -> &'static str {
        match self {
            Self::Button => {
                "button:not([role]), [role=button], summary, \
                 input:is([type=button], [type=submit], [type=reset])"
            }
            Self::Checkbox => "input[type=checkbox], [role=checkbox], [role=switch]",
            Self::Choice => "select, [role=listbox], [role=combobox]",
            Self::Dialog => "dialog, [role=dialog], [role=alertdialog]",
            Self::Field => {
                "textarea, [contenteditable=true], [role=textbox], [role=searchbox], \
                 input:not([type=hidden], [type=button], [type=submit], [type=reset], \
                 [type=checkbox], [type=radio], [type=image], [type=file])"
            }
            Self::Heading => "h1, h2, h3, h4, h5, h6, [role=heading]",
            Self::Link => "a[href]:not([role]), [role=link]",
            Self::Radio => "input[type=radio], [role=radio]",
            Self::Region => {
                "main, nav, aside, header, footer, section, form, fieldset, \
                 [role=region], [role=group], [role=navigation], [role=status], [role=alert]"
            }
            Self::Tab => "[role=tab]",
        }
    }
}

impl Display for Role {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Button => "button",
            Self::Checkbox => "checkbox",
            Self::Choice => "choice",
            Self::Dialog => "dialog",
            Self::Field => "field",
            Self::Heading => "heading",
            Self::Link => "link",
            Self::Radio => "radio button",
            Self::Region => "region",
            Self::Tab => "tab",
        })
    }
}
