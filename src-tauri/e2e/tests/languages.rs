//! The app's languages, in the real window: the computer's at the first start, another one as soon as it is chosen,
//! remembered, and never one that support would have to translate.

use crate::way::looks;
use crate::way::real::Real;
use connect_e2e::{App, Outcome, Profile, Trouble};
use serde_json::json;

/// Chooses a language in the box that has them, as a person does.
async fn choose(app: &App<'_>, tag: &str) -> Outcome {
    app.tagged("language").wait().await?;
    let press = "const box = document.querySelector('[data-testid=language]');
        box.value = arguments[0];
        box.dispatchEvent(new Event('change', { bubbles: true }));";
    app.script(press, vec![json!(tag)]).await.map(drop)
}

async fn is_spoken(app: &App<'_>, tag: &str) -> Outcome {
    let spoken = app.script("return document.documentElement.lang;", Vec::new()).await?;
    if spoken == json!(tag) { Ok(()) } else { Err(Trouble::new(format!("{spoken} is spoken, and not {tag}"))) }
}

#[tokio::test]
async fn the_first_start_speaks_the_computers_language_and_another_one_is_remembered() -> Outcome {
    let profile = Profile::new()?.env("LANG", "de_DE.UTF-8");
    let app = App::launch(&profile).await?;
    app.button("Meinen Shop verbinden").wait().await?;
    is_spoken(&app, "de").await?;
    looks::well(&app, "welcome-de").await?;
    choose(&app, "fr").await?;
    app.button("Connecter ma boutique").wait().await?;
    looks::well(&app, "welcome-fr").await?;
    app.close().await?;
    let app = App::launch(&profile).await?;
    app.button("Connecter ma boutique").wait().await?;
    is_spoken(&app, "fr").await?;
    app.close().await
}

#[tokio::test]
async fn a_language_that_the_app_does_not_speak_is_english() -> Outcome {
    let profile = Profile::new()?.env("LANG", "fi_FI.UTF-8");
    let app = App::launch(&profile).await?;
    app.button("Connect my shop").wait().await?;
    is_spoken(&app, "en").await?;
    app.close().await
}

#[tokio::test]
async fn a_panel_speaks_another_language_at_once_and_its_report_stays_english() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.button("Settings").click().await?;
    choose(&app, "es").await?;
    app.see("Ajustes").await?;
    app.button("Listo").click().await?;
    app.see("Los clientes pueden pagar").await?;
    looks::well(&app, "panel-es").await?;
    let show = "document.querySelector('[data-testid=report-code]').closest('button').click();";
    app.script(show, Vec::new()).await?;
    app.see("Informe para el soporte de Meum").await?;
    let report =
        app.script("return document.querySelector('[data-testid=support-report] pre').textContent;", Vec::new());
    let report = report.await?;
    if !report.as_str().is_some_and(|report| report.contains("Shoppers can pay")) {
        return Err(Trouble::new(format!("support reads: {report}")));
    }
    app.button("Cerrar").click().await?;
    app.button("Ajustes").click().await?;
    choose(&app, "en").await?;
    app.button("Done").click().await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}
