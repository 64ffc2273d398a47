//! The shortest journey: the app opens, can be read by everyone, and keeps its page locked down.

use std::io::Read;
use std::net::TcpListener;

use connect_e2e::{App, Outcome, Profile, Trouble};

#[tokio::test]
async fn the_app_opens_and_its_page_is_locked_down() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Meum Connect").await?;
    app.axe().await?;
    if !app.eval_is_blocked().await? {
        return Err(Trouble::new("the page may make code out of text"));
    }
    app.picture("smoke").await?;
    app.close().await
}

/// Shows that axe finds faults at all: a page that it cannot look into would pass otherwise.
#[tokio::test]
async fn axe_finds_what_is_planted() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Meum Connect").await?;
    app.script("document.querySelector('main').append(new Image());", Vec::new()).await?;
    let violations = app.violations().await?;
    if violations.iter().any(|violation| violation.id == "image-alt") {
        return Ok(());
    }
    Err(Trouble::new(format!("axe overlooked a picture without words: {violations:?}")))
}

/// Shops, links and whatever is dropped on a window could try to lead it to a stranger's page.
#[tokio::test]
async fn nothing_leads_the_window_to_a_page_that_is_not_its_own() -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|refusal| Trouble::new(refusal.to_string()))?;
    listener.set_nonblocking(true).map_err(|refusal| Trouble::new(refusal.to_string()))?;
    let elsewhere = listener.local_addr().map_err(|refusal| Trouble::new(refusal.to_string()))?;
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Meum Connect").await?;
    let home = app.script("return location.href;", Vec::new()).await?;
    let addresses = [format!("http://{elsewhere}/"), "file:///etc/hostname".to_owned(), "about:blank".to_owned()];
    for address in addresses {
        for way in [
            "location.assign(arguments[0]);",
            "window.open(arguments[0]);",
            "const link = document.body.appendChild(document.createElement('a')); link.href = arguments[0]; link.click(); \
             link.remove();",
            "const meta = document.head.appendChild(document.createElement('meta')); meta.httpEquiv = 'refresh'; \
             meta.content = `0;url=${arguments[0]}`; meta.remove();",
            "const form = document.body.appendChild(document.createElement('form')); form.action = arguments[0]; \
             form.submit(); form.remove();",
            "const frame = document.body.appendChild(document.createElement('iframe')); frame.src = arguments[0]; \
             frame.remove();",
        ] {
            app.script(way, vec![address.clone().into()]).await?;
            // The page's own answer comes after whatever was to happen to the page.
            app.see("Meum Connect").await?;
            let now = app.script("return location.href;", Vec::new()).await?;
            if now != home {
                return Err(Trouble::new(format!("{way} led the window to {now}")));
            }
        }
    }
    app.close().await?;
    // WebKit connects before it asks whether it may go there; then it is refused, and asks nothing.
    while let Ok((mut connection, _)) = listener.accept() {
        let mut asked = String::new();
        let read = connection.read_to_string(&mut asked);
        if !asked.is_empty() {
            return Err(Trouble::new(format!("the window asked another server ({read:?}): {asked}")));
        }
    }
    Ok(())
}

#[tokio::test]
async fn no_process_of_the_app_leaves_its_memory_when_it_crashes() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Meum Connect").await?;
    let (leave, all) = app.that_leave_a_core();
    if all < 2 || !leave.is_empty() {
        return Err(Trouble::new(format!("of {all} processes these leave a core file: {leave:?}")));
    }
    app.close().await
}
