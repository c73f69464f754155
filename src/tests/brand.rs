//! The establishment's own look: what pages lead to where it is configured, what they show where it is not, and what is
//! refused at the start.

use super::actor::Answer;
use super::files;
use super::site::{TestSite, on_both};
use crate::places::Place;
use crate::server::brand::{Brand, BrandError};
use crate::server::config::Config;
use axum::http::StatusCode;

const SVG: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z" fill="#a3182b"/></svg>"##;
const THEME: &str = r#"<link rel="stylesheet" href="/theme.css""#;

/// Puts a logo into the folder of the site's data, and names it.
fn with_logo(config: &mut Config, name: &str, bytes: &[u8]) {
    let file = config.var.join(name);
    std::fs::write(&file, bytes).expect("a file");
    config.logo = Some(file);
}

fn with_look(config: &mut Config) {
    with_logo(config, "logo.svg", SVG.as_bytes());
    config.colour = Some("#A3182B".to_owned());
    config.colour_dark = Some("#f59aa6".to_owned());
}

async fn home(site: &TestSite) -> String {
    site.visitor().get(&Place::Home.href()).await.done().text()
}

#[track_caller]
fn assert_served(answer: &Answer, media_type: &str) {
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, media_type));
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
}

on_both!(where_nothing_is_configured_pages_show_the_first_letter_and_our_colours, |site| {
    let page = home(site).await;
    assert!(page.contains("class=\"mark\"") && page.contains(">U<"), "{page}");
    assert!(!page.contains(THEME) && !page.contains("/logo"), "{page}");
    assert!(page.contains("href=\"/favicon.svg\""), "{page}");
    for place in [Place::Logo, Place::Theme] {
        assert_eq!(site.visitor().get(&place.href()).await.status, StatusCode::NOT_FOUND, "{place:?}");
    }
});

on_both!(a_logo_and_two_colours_are_served_and_every_page_leads_to_them, |config| with_look(config), |site| {
    let logo = site.visitor().get(&Place::Logo.href()).await;
    assert_served(&logo, "image/svg+xml");
    assert_eq!(logo.text(), SVG);
    let policy = logo.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert!(!policy.contains("script-src") && !policy.contains("allow-scripts"), "{policy}");
    let theme = site.visitor().get(&Place::Theme.href()).await;
    assert_served(&theme, "text/css; charset=utf-8");
    let sheet = theme.text();
    assert!(
        sheet.contains("(prefers-color-scheme: light) { :root { --brand: #a3182b; --brand-strong: #72111e; } }"),
        "{sheet}"
    );
    assert!(sheet.contains("(prefers-color-scheme: dark) { :root { --brand: #f59aa6; --brand-strong: "), "{sheet}");

    let nowhere = site.visitor().get("/nowhere").await.text();
    for page in [home(site).await, site.visitor().get(&Place::Verify.href()).await.text(), nowhere] {
        assert!(page.contains(r#"<link rel="icon" href="/logo""#), "{page}");
        let (ours, own) = (page.find("id=\"leptos\"").expect("our style"), page.find(THEME).expect("its colours"));
        assert!(ours < own, "its colours come after ours: {page}");
        assert!(page.contains(r#"<img src="/logo" alt="" class="logo">"#), "{page}");
        assert!(!page.contains("class=\"mark\"") && page.contains("Université d'essai"), "{page}");
    }
    let policy = site.visitor().get(&Place::Home.href()).await;
    assert!(policy.header("content-security-policy").contains("style-src 'self';"), "nothing was let in for it");
    let known: crate::domain::office::Site = site.visitor().post("office/site", &[]).await.read();
    assert!(known.face.logo && known.face.colours);
});

on_both!(
    one_colour_alone_leaves_the_other_theme_as_it_is,
    |config| config.colour_dark = Some("#f59aa6".into()),
    |site| {
        let sheet = site.visitor().get(&Place::Theme.href()).await.done().text();
        assert!(sheet.contains("dark") && !sheet.contains("light"), "{sheet}");
        let page = home(site).await;
        assert!(page.contains(THEME) && page.contains("class=\"mark\""), "{page}");
    }
);

on_both!(a_logo_may_be_a_png, |config| with_logo(config, "logo", &files::png()), |site| {
    let logo = site.visitor().get(&Place::Logo.href()).await;
    assert_served(&logo, "image/png");
    assert_eq!(logo.body, files::png());
});

on_both!(a_look_that_is_unfit_stops_the_start_and_says_why, |site| {
    let refused = |change: &dyn Fn(&mut Config)| -> BrandError {
        let mut config = site.services.config.clone();
        change(&mut config);
        Brand::open(&config).err().expect("it does not fit")
    };
    let told = |change: &dyn Fn(&mut Config)| refused(change).to_string();
    let missing = told(&|it| it.logo = Some(it.var.join("none.svg")));
    assert!(missing.contains("GUICHET_LOGO") && missing.contains("none.svg"), "{missing}");
    let unfit = told(&|it| with_logo(it, "logo.svg", &files::pdf("logo")));
    assert!(unfit.contains("logo.svg: it is neither an SVG nor a PNG picture"), "{unfit}");
    let large = told(&|it| with_logo(it, "logo.svg", &vec![b' '; 200_001]));
    assert!(large.contains("more than 200 kB"), "{large}");
    let no_colour = told(&|it| it.colour = Some("bleu".into()));
    assert_eq!(no_colour, "GUICHET_COLOUR: bleu is no colour; write it as #1b4d8c");
    let faint = told(&|it| it.colour = Some("#8db8ee".into()));
    assert!(
        faint.contains("GUICHET_COLOUR: #8db8ee has a contrast of 2.0") && faint.contains("with #ffffff"),
        "{faint}"
    );
    assert!(faint.contains("at least 4.5:1: choose a darker one"), "{faint}");
    let dim = told(&|it| it.colour_dark = Some("#1b4d8c".into()));
    assert!(dim.contains("GUICHET_COLOUR_DARK: #1b4d8c has a contrast of 2.") && dim.contains("lighter"), "{dim}");
});
