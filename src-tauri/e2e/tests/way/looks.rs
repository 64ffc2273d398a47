//! A screen as different people see it: in a large window, in the smallest one, and enlarged to 200 %. In
//! none of them may anything be cut off, or need scrolling sideways.

use connect_e2e::{App, Outcome};

pub const LARGE: (u32, u32) = (1280, 800);
pub const SMALL: (u32, u32) = (860, 640);

/// Checks the screen in every size and takes its pictures.
pub async fn well(app: &App<'_>, name: &str) -> Outcome {
    for ((width, height), size) in [(LARGE, "large"), (SMALL, "small")] {
        app.set_window(width, height).await?;
        for percent in [200, 100] {
            app.enlarge(percent).await?;
            app.is_all_within_reach().await?;
            app.picture(&format!("rare/{name}-{size}-{percent}")).await?;
        }
    }
    app.set_window(LARGE.0, LARGE.1).await?;
    app.axe().await
}
