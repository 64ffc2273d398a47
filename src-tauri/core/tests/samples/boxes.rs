//! What is seen in a box before anything is asked, each pasted as somebody pastes it.

use crate::story::{self, Story, answers};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::problem::ProblemKind;
use connect_core::webhook::WebhookForm;

use ProblemKind as Is;

/// The page on which the box is put right.
pub fn of(kind: ProblemKind) -> Story {
    let (key, its_secret) = (story::KEY, story::SECRET);
    match kind {
        Is::NotAKey => pastes("hello", its_secret),
        Is::KeyIncomplete => pastes("ck_00112233", its_secret),
        Is::KeyOnlyEnding => pastes("…***2233445", its_secret),
        Is::SameKeyTwice => pastes(key, key),
        Is::MeumKeyInKeyBox => pastes(story::MEUM_KEY, its_secret),
        Is::PasswordInKeyBox => pastes("abcd EFGH ijkl MNOP qrst UVWX", its_secret),
        Is::WebhookSecretInKeyBox => pastes(&"00ffeeddccbbaa99".repeat(4), its_secret),
        Is::KeyMissing => pastes(key, ""),
        Is::ShopNameNotTyped => {
            let mut story = Story::at_disconnect();
            story.types_name("another shop");
            story
        }
        Is::NotAWebhookAddress => {
            let mut story = Story::at_review();
            let custom = "https://elsewhere.example/hook".to_owned();
            story.asks(Intent::ChooseWebhook { form: WebhookForm::Custom, custom });
            story
        }
        Is::RealKeyInPractice => {
            let mut story = Story::first_start();
            story.asks(Intent::TryPractice).happens(Event::PracticeStarted(Ok(())));
            story.finds_shop().asks(Intent::Continue).keys_pass(true).asks(Intent::Continue);
            puts_meum_key(story, story::MEUM_KEY)
        }
        _ => puts_meum_key(Story::at_meum_key(), &meum_key_of(kind)),
    }
}

fn pastes(key: &str, its_secret: &str) -> Story {
    let mut story = Story::at_keys();
    story.asks(Intent::CheckKeys { key: story::secret(key), secret: story::secret(its_secret) });
    story
}

/// What somebody pastes into the box for Meum's key who meets this.
fn meum_key_of(kind: ProblemKind) -> String {
    match kind {
        Is::MeumKeyMissing => String::new(),
        Is::MeumKeyOnlyStart => "sk_live_7h3c".to_owned(),
        Is::MeumKeyIsExample => "sk_live_EXAMPLE_DO_NOT_USE".to_owned(),
        Is::WooKeyInMeumBox => story::KEY.to_owned(),
        Is::PracticeKeyForReal => answers::notebook().meum_keys[0].key.clone(),
        _ => "hello".to_owned(),
    }
}

fn puts_meum_key(mut story: Story, key: &str) -> Story {
    story.asks(Intent::KeepMeumKey { key: story::secret(key) });
    story
}
