//! A form that was refused without JavaScript comes back with what was typed. Leptos sends the browser on to the page of the
//! form, with the refusal in its address, and what was typed is gone. Here that page is made at once, and what was sent is put
//! back into the form that sent it: it is in no address, no table and no cookie. What may not be sent back, a password or a
//! one-time code, is not.

use super::web;
use crate::ui::{AT, SentForm};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use html_escape::{decode_html_entities, encode_double_quoted_attribute};
use leptos::prelude::{provide_context, use_context};
use lol_html::errors::RewritingError;
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, end_tag, rewrite_str};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

/// A page with the form in it, in bytes.
const PAGE_LIMIT: usize = 8 * 1024 * 1024;
/// On a page that came back, each form tells where it stands: the browser, which is at the address of the call, no longer knows.
const PAGE: &str = "_page";

/// Where leptos sends a browser whose call was refused: the page of the form, with the refusal in its query.
fn refused_at(answer: &Response) -> Option<Uri> {
    if !answer.status().is_redirection() {
        return None;
    }
    let place: Uri = answer.headers().get(LOCATION)?.to_str().ok()?.parse().ok()?;
    place.query()?.contains("__err=").then_some(place)
}

/// Of an answer that sends the browser back to the call: the page instead that its form told of, one of ours.
fn lead_back(answer: &mut Response, sent: &[(String, String)]) {
    let told = sent.iter().find(|(name, _)| name == PAGE).map(|(_, page)| page.as_str());
    let ours =
        |it: &&str| it.starts_with('/') && !it.starts_with("//") && !it.starts_with("/api/") && !it.contains('\\');
    let Some(page) = told.filter(ours) else { return };
    let place = answer.headers().get(LOCATION).and_then(|it| it.to_str().ok()?.parse::<Uri>().ok());
    let Some(place) = place.filter(|it| it.path().starts_with("/api/")) else { return };
    let sign = if page.contains('?') { '&' } else { '?' };
    let page = place.query().map_or_else(|| page.to_owned(), |refusal| format!("{page}{sign}{refusal}"));
    if let Ok(page) = HeaderValue::from_str(&page) {
        answer.headers_mut().insert(LOCATION, page);
    }
}

/// An address without the refusal in its query.
fn without_refusal(place: &Uri) -> String {
    let kept = place.query().unwrap_or_default().split('&').filter(|it| !it.is_empty() && !it.starts_with("__"));
    let kept = kept.collect::<Vec<_>>().join("&");
    if kept.is_empty() { place.path().to_owned() } else { format!("{}?{kept}", place.path()) }
}

/// What the browser gets of a call that was made from a plain form: where the call was refused, the page of the form with what
/// was `sent`; else the answer as it is.
pub async fn come_back(pages: Router, mut asked: Parts, sent: Bytes, mut answer: Response) -> Response {
    let sent: Vec<_> = form_urlencoded::parse(&sent).into_owned().collect();
    lead_back(&mut answer, &sent);
    let Some(place) = refused_at(&answer) else { return answer };
    let Some(path) = place.path_and_query().cloned() else { return answer };
    let call = asked.uri.path().to_owned();
    asked.extensions.insert(SentForm { call: call.clone(), at: mark_of(&sent).to_owned() });
    let page = web::page_for(pages, asked, path.as_str()).await;
    let (mut parts, body) = page.into_parts();
    let is_page = parts.headers.get(CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    let whole = if is_page { to_bytes(body, PAGE_LIMIT).await.ok() } else { None };
    let filled = whole
        .as_deref()
        .and_then(|it| std::str::from_utf8(it).ok())
        .and_then(|html| refill(html, &call, &sent, &without_refusal(&place)).ok().flatten());
    // The browser is sent on, as ever, where the form is there no more: that page says what was refused, beside no field.
    let (Some(filled), Ok(place)) = (filled, HeaderValue::from_str(path.as_str())) else { return answer };
    if parts.status == StatusCode::OK {
        parts.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_LOCATION, place);
    for cookie in answer.headers().get_all(SET_COOKIE) {
        parts.headers.append(SET_COOKIE, cookie.clone());
    }
    Response::from_parts(parts, Body::from(filled))
}

/// What told the form that was sent from others.
fn mark_of(sent: &[(String, String)]) -> &str {
    sent.iter().find(|(name, _)| name == AT).map_or("", |(_, at)| at)
}

/// Which form of a page was sent, counted from 0, and the unfolding parts in which it stands.
struct Found {
    form: usize,
    around: HashSet<usize>,
    /// The mark that tells it from the other forms of its call.
    at: String,
    alike: usize,
}

/// The form whose call this is; of several, the one with the most of the same hidden values and fields.
fn find(html: &str, call: &str, sent: &[(String, String)]) -> Result<Option<Found>, RewritingError> {
    let (forms, details) = (Cell::new(0), Cell::new(0));
    let open = Rc::new(RefCell::new(Vec::<usize>::new()));
    let best: RefCell<Option<Found>> = RefCell::new(None);
    let here: RefCell<Option<Found>> = RefCell::new(None);
    let settle = || {
        let Some(it) = here.take().filter(|it| it.at == mark_of(sent)) else { return };
        let mut best = best.borrow_mut();
        if best.as_ref().is_none_or(|known| known.alike < it.alike) {
            *best = Some(it);
        }
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("details", |it| {
            open.borrow_mut().push(details.replace(details.get() + 1));
            let open = Rc::clone(&open);
            it.on_end_tag(end_tag!(move |_| {
                open.borrow_mut().pop();
                Ok(())
            }))
        }))
        .append_element_content_handler(element!("form", |it| {
            settle();
            let form = forms.replace(forms.get() + 1);
            if it.get_attribute("action").as_deref() == Some(call) {
                let around = open.borrow().iter().copied().collect();
                here.replace(Some(Found { form, around, at: String::new(), alike: 0 }));
            }
            Ok(())
        }))
        .append_element_content_handler(element!("input[name], textarea[name], select[name]", |it| {
            if let Some(found) = &mut *here.borrow_mut() {
                let (name, value) = (attribute(it, "name"), attribute(it, "value"));
                let is_hidden = attribute(it, "type") == "hidden";
                if name == AT {
                    found.at.clone_from(&value);
                }
                found.alike += usize::from(sent.iter().any(|(n, v)| *n == name && (!is_hidden || *v == value)));
            }
            Ok(())
        }));
    rewrite_str(html, settings)?;
    settle();
    Ok(best.into_inner())
}

/// The page with what was sent in the form that sent it, that form unfolded, and the focus on the first message of a refusal.
/// Without the form, none.
fn refill(html: &str, call: &str, sent: &[(String, String)], page: &str) -> Result<Option<String>, RewritingError> {
    let Some(found) = find(html, call, sent)? else { return Ok(None) };
    let told_page =
        format!("<input type=\"hidden\" name=\"{PAGE}\" value=\"{}\">", encode_double_quoted_attribute(page));
    let (forms, details, told) = (Cell::new(0), Cell::new(0), Cell::new(false));
    let inside = Cell::new(false);
    let chosen = RefCell::new(None::<String>);
    let first = |name: &str| sent.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("details", |it| {
            if found.around.contains(&details.replace(details.get() + 1)) {
                it.set_attribute("open", "")?;
            }
            Ok(())
        }))
        .append_element_content_handler(element!("form", |it| {
            inside.set(forms.replace(forms.get() + 1) == found.form);
            if attribute(it, "action").starts_with("/api/") {
                it.prepend(&told_page, ContentType::Html);
            }
            Ok(())
        }))
        .append_element_content_handler(element!("[role=alert]", |it| {
            if !told.replace(true) {
                it.set_attribute("tabindex", "-1")?;
                it.set_attribute("autofocus", "")?;
            }
            Ok(())
        }))
        .append_element_content_handler(element!("input[name]", |it| {
            if !inside.get() {
                return Ok(());
            }
            let name = attribute(it, "name");
            match attribute(it, "type").as_str() {
                "hidden" | "password" | "file" | "submit" | "button" => {}
                "checkbox" | "radio" => {
                    let value = attribute(it, "value");
                    mark(it, "checked", sent.iter().any(|(n, v)| *n == name && *v == value))?;
                }
                _ if attribute(it, "autocomplete") == "one-time-code" => {}
                _ => {
                    if let Some(value) = first(&name) {
                        it.set_attribute("value", &encode_double_quoted_attribute(value))?;
                    }
                }
            }
            Ok(())
        }))
        .append_element_content_handler(element!("textarea[name]", |it| {
            if let Some(value) = first(&attribute(it, "name")).filter(|_| inside.get()) {
                // The first new line of a textarea is not one of its text.
                it.set_inner_content(&format!("\n{value}"), ContentType::Text);
            }
            Ok(())
        }))
        .append_element_content_handler(element!("select[name]", |it| {
            chosen.replace(first(&attribute(it, "name")).filter(|_| inside.get()).map(str::to_owned));
            Ok(())
        }))
        .append_element_content_handler(element!("select[name] option", |it| {
            if let Some(chosen) = &*chosen.borrow() {
                let is_chosen = attribute(it, "value") == *chosen;
                mark(it, "selected", is_chosen)?;
            }
            Ok(())
        }));
    rewrite_str(html, settings).map(Some)
}

fn attribute(it: &Element<'_, '_>, name: &str) -> String {
    it.get_attribute(name).map_or_else(String::new, |it| decode_html_entities(&it).into_owned())
}

fn mark(it: &mut Element<'_, '_>, name: &str, is: bool) -> lol_html::HandlerResult {
    if is {
        it.set_attribute(name, "")?;
    } else {
        it.remove_attribute(name);
    }
    Ok(())
}

/// Lets the page of a refused form know which one it was.
pub fn provide_sent() {
    if let Some(sent) = use_context::<Parts>().and_then(|it| it.extensions.get::<SentForm>().cloned()) {
        provide_context(sent);
    }
}

/// Whether the fields of a form are sent.
pub fn is_plain_form(asked: &Parts) -> bool {
    let is_form = |it: &HeaderValue| it.as_bytes().starts_with(b"application/x-www-form-urlencoded");
    asked.method == Method::POST && asked.headers.get(CONTENT_TYPE).is_some_and(is_form)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: &str = r#"<div role="alert">no</div><div role="alert">more</div>
        <form action="/api/a"><input type="hidden" name="id" value="1"><input name="text" value="old 1"></form>
        <details><summary>x</summary><details><form action="/api/a"><input type="hidden" name="id" value="2&amp;3">
        <input type="hidden" name="version" value="9"><input name="text" value="old 2"><input type="password" name="p">
        <input type="checkbox" name="box[]" value="1" checked><input type="checkbox" name="box[]" value="2">
        <input name="code" autocomplete="one-time-code"><textarea name="long">old</textarea>
        <select name="kind"><option value="" selected>-</option><option value="a&amp;b">A</option></select></form></details></details>
        <details><form action="/api/b"><input name="text" value="other"></form></details>"#;

    fn sent(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_was_sent_is_put_back_into_the_form_that_sent_it() {
        let hostile = "\"><script>&lt;é";
        let pairs = [
            ("id", "2&3"),
            ("version", "8"),
            ("text", hostile),
            ("p", "secret"),
            ("code", "123456"),
            ("box[]", "2"),
            ("long", "\n</textarea><b>"),
            ("kind", "a&b"),
        ];
        let page = refill(FORMS, "/api/a", &sent(&pairs), "/x?y=1&z=2").expect("a page").expect("the form");
        assert!(page.contains(r#"value="old 1""#) && page.contains(r#"value="other""#), "{page}");
        assert!(page.contains(r#"value="&quot;&gt;&lt;script&gt;&amp;lt;é""#), "{page}");
        assert!(page.contains(r#"name="version" value="9""#), "hidden values are the page's own: {page}");
        assert!(!page.contains("secret") && !page.contains("123456"), "{page}");
        assert!(page.contains(r#"value="1">"#) && page.contains(r#"value="2" checked"#), "{page}");
        assert!(page.contains("<textarea name=\"long\">\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>"), "{page}");
        assert!(
            page.contains(r#"<option value="">-"#) && page.contains(r#"<option value="a&amp;b" selected="">A"#),
            "{page}"
        );
        assert_eq!(page.matches("<details open").count(), 2, "{page}");
        assert_eq!(page.matches("autofocus").count(), 1, "{page}");
        assert_eq!(page.matches(r#"name="_page" value="/x?y=1&amp;z=2""#).count(), 3, "{page}");
    }

    #[test]
    fn a_page_on_which_the_form_is_no_more_is_not_filled() {
        assert_eq!(refill(FORMS, "/api/c", &sent(&[("text", "x")]), "/").expect("a page"), None);
        let marked = r#"<form action="/api/a"><input type="hidden" name="_at" value="1"><input name="text"></form>"#;
        for (at, is_filled) in [("1", true), ("2", false), ("", false)] {
            let page = refill(marked, "/api/a", &sent(&[("text", "x"), ("_at", at)]), "/").expect("a page");
            assert_eq!(page.is_some(), is_filled, "{at}");
        }
    }

    #[test]
    fn of_two_forms_of_one_call_the_one_with_the_fields_is_filled() {
        let html = r#"<form action="/api/j"><input type="hidden" name="id" value="1"></form>
            <form action="/api/j"><input type="hidden" name="id" value="1"><textarea name="comment"></textarea></form>"#;
        let page =
            refill(html, "/api/j", &sent(&[("id", "1"), ("comment", "so")]), "/").expect("a page").expect("the form");
        assert!(page.contains("<textarea name=\"comment\">\nso</textarea>"), "{page}");
    }

    #[test]
    fn a_browser_at_the_address_of_a_call_is_led_to_the_page_and_nowhere_else() {
        let led = |page: &str, place: &str| {
            let mut answer = Response::new(Body::empty());
            answer.headers_mut().insert(LOCATION, HeaderValue::from_str(place).expect("a place"));
            lead_back(&mut answer, &sent(&[(PAGE, page)]));
            answer.headers()[LOCATION].to_str().expect("a text").to_owned()
        };
        assert_eq!(led("/x?y=1", "http://h.test/api/a?__path=p&__err=e"), "/x?y=1&__path=p&__err=e");
        assert_eq!(led("/x", "/api/a"), "/x");
        assert_eq!(led("/x", "/elsewhere"), "/elsewhere");
        for strange in ["//evil.test", "https://evil.test", "/api/b", "/\\evil.test", ""] {
            assert_eq!(led(strange, "/api/a"), "/api/a");
        }
        let place: Uri = "/x?y=1&__path=p&__err=e".parse().expect("an address");
        assert_eq!(without_refusal(&place), "/x?y=1");
    }
}
