//! Support training, over whatever the practice shop has on the screen. It touches no shop and asks for no effect.

use super::App;
use crate::time::Timestamp;
use crate::training::{Training, TrainingWish};

impl App {
    /// Only practice leads to it. The moment is the seed of its order.
    pub(super) fn train(&mut self, wish: TrainingWish, now: Timestamp) {
        self.training = match (wish, self.training.take()) {
            (TrainingWish::Leave, _) => None,
            (TrainingWish::Open, None) => self.practises().then(Training::default),
            (wish, training) => training.map(|training| training.after(wish, now.0.unsigned_abs())),
        };
    }

    /// With the practice shop its training leaves the screen.
    pub(super) fn end_training_outside_practice(&mut self) {
        let practises = self.practises();
        self.training.take_if(|_| !practises);
    }

    fn practises(&self) -> bool {
        self.current().is_some_and(|shop| shop.record.practice)
    }
}
