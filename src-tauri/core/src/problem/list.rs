//! What the table of problems in `kinds.rs` becomes: an enum, and one answer of each kind for every row.

/// Declares the closed list. Each row is a name, its stable code, who can fix it and the next step; then, where it has
/// them, whom a note is for, what stands for the other party, what quoted words are called, and its texts by way.
macro_rules! problem_kinds {
    ($( $(#[$doc:meta])* $name:ident $code:literal $fixer:ident $next:expr
        $(, note $to:ident)?
        $(, other $other:ident)?
        $(, quote $quote:ident)?
        $(, reads $( $way:ident ( $($part:ident)+ ) )+ )? ;
    )*) => {
        /// Every problem there is. Serialised as its stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[ts(rename = "ProblemCode")]
        pub enum ProblemKind { $( $(#[$doc])* #[serde(rename = $code)] $name, )* }

        impl ProblemKind {
            /// Every kind, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// The stable code support looks up.
            pub const fn code(self) -> &'static str {
                match self { $( Self::$name => $code, )* }
            }

            /// Who can put it right.
            pub const fn fixer(self) -> Fixer {
                match self { $( Self::$name => Fixer::$fixer, )* }
            }

            /// The one next step.
            pub const fn next_step(self) -> NextStep {
                match self { $( Self::$name => $next, )* }
            }

            /// Whom a note is written to, where one helps: who mends it needs the request and what to change.
            pub const fn note_to(self) -> Option<Fixer> {
                match self { $( Self::$name => first_named(&[ $( Some(Fixer::$to), )? None ]), )* }
            }

            /// Its texts.
            pub const fn texts(self) -> Texts {
                match self { $( Self::$name => {
                    const READINGS: &[Reading] = &[ $( $( $( Reading {
                        way: stringify!($way), part: stringify!($part),
                        key: Key::new(concat!($code, "_", stringify!($way), "_", stringify!($part))),
                    }, )+ )+ )? ];
                    Texts {
                        title: Key::new(concat!($code, "_title")), means: Key::new(concat!($code, "_means")),
                        next: Key::new(concat!($code, "_next")), ask: Key::new(concat!($code, "_ask")),
                        readings: READINGS,
                        other: Key::new(first_of(&[ $( stringify!($other), )? "other_website" ])),
                        quote: Key::new(first_of(&[ $( stringify!($quote), )? "in_their_words" ])),
                    }
                } )* }
            }
        }
    };
}

pub(super) use problem_kinds;
