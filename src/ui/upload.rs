//! A place to deposit a file: a plain form that works by itself and, with JavaScript, a drop zone that checks before it
//! sends, shows how far it is, and can be cancelled.

use super::t;
use crate::words::ui as say;
use gloo_file::{Blob, futures::read_as_bytes};
use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use leptos::task::spawn_local;
use std::borrow::Cow;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{File, FormData, XmlHttpRequest};

/// Where a file goes and what goes with it.
#[derive(Clone, PartialEq, Eq)]
pub struct UploadTarget {
    pub href: String,
    /// Identifies the field on the page.
    pub id: String,
    /// What screen readers hear of the field: which document this is.
    pub label: String,
    /// Sent along in `seen`.
    pub version: i64,
}

/// What became of an upload that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadOutcome {
    /// The server answered: status and body.
    Answered { status: u16, body: String },
    /// No answer came.
    Broken,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Idle,
    /// In percent.
    Sending(u32),
    Cancelled,
}

/// The request that is on its way, so that it can be cancelled. Empty at the server, which may drop the page in
/// another thread than it made it in: a value of `LocalStorage` would panic there.
type Request = StoredValue<SendOption<XmlHttpRequest>>;

/// `check` says from size and first bytes whether to send at all; `done` hears what became of it.
#[component]
pub fn Upload(
    target: UploadTarget,
    /// How many first bytes `check` wants.
    head: usize,
    /// Said before choosing: what is accepted.
    #[prop(into)]
    accepted: Cow<'static, str>,
    /// For the browser's own picker.
    accept: String,
    #[prop(into)] check: Callback<(u64, Vec<u8>), bool>,
    #[prop(into)] done: Callback<UploadOutcome>,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Idle);
    let over = RwSignal::new(false);
    let request: Request = StoredValue::new(SendOption::new_local(None));
    let input = NodeRef::<html::Input>::new();
    let sent_to = target.clone();
    let start = move |file: File| {
        let target = sent_to.clone();
        spawn_local(async move {
            let blob = Blob::from(web_sys::Blob::from(file.clone()));
            let first = read_as_bytes(&blob.slice(0, head as u64)).await.unwrap_or_default();
            if check.run((blob.size(), first)) {
                send(&target, &file, stage, request, done);
            }
        });
    };
    let dropped = start.clone();
    let chosen = move |_| {
        let file = input.get().and_then(|it| it.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            start(file);
        }
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let file = event.data_transfer().and_then(|it| it.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            dropped(file);
        }
    };
    let cancel = move |_| {
        // First: the request tells that it ended as soon as it is aborted.
        stage.set(Stage::Cancelled);
        request.with_value(|it| {
            if let Some(it) = it.as_ref() {
                let _ = it.abort();
            }
        });
        if let Some(it) = input.get() {
            it.set_value("");
        }
    };
    let UploadTarget { href, id, label, version } = target;
    let help = format!("{id}-help");
    view! {
        <form
            class="upload"
            class:over=move || over.get()
            method="post"
            action=href
            enctype="multipart/form-data"
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <input type="hidden" name="seen" value=version/>
            <label for=id.clone()>{t(say::FILE_FOR)} " " {label}</label>
            <p class="help" id=help.clone()>
                {accepted}
            </p>
            <input
                type="file"
                id=id
                name="file"
                accept=accept
                required
                aria-describedby=help
                node_ref=input
                on:change=chosen
            />
            <button class="second no-script-only">{t(say::DEPOSIT)}</button>
            {move || match stage.get() {
                Stage::Idle => ().into_any(),
                Stage::Cancelled => view! { <p role="status">{t(say::SENDING_CANCELLED)}</p> }.into_any(),
                Stage::Sending(percent) => {
                    view! {
                        <div class="sending" role="status">
                            <progress max="100" value=percent aria-label=t(say::SENDING)></progress>
                            <span>{percent} " %"</span>
                            <button type="button" class="second" on:click=cancel>
                                {t(say::CANCEL_SENDING)}
                            </button>
                        </div>
                    }
                        .into_any()
                }
            }}
        </form>
    }
}

fn send(target: &UploadTarget, file: &File, stage: RwSignal<Stage>, place: Request, done: Callback<UploadOutcome>) {
    let (Ok(request), Ok(form)) = (XmlHttpRequest::new(), FormData::new()) else { return };
    let opened = request.open("POST", &target.href).is_ok()
        && request.set_request_header("Accept", "application/json").is_ok()
        && form.append_with_str("seen", &target.version.to_string()).is_ok()
        && form.append_with_blob_and_filename("file", file, &file.name()).is_ok();
    if !opened {
        return;
    }
    if let Ok(upload) = request.upload() {
        let progress = Closure::<dyn FnMut(web_sys::ProgressEvent)>::new(move |event: web_sys::ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
                stage.set(Stage::Sending((event.loaded() * 100.0 / event.total()) as u32));
            }
        });
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        progress.forget();
    }
    let answered = request.clone();
    // Fires once, whether the request succeeded, failed or was cancelled.
    let ended = Closure::once(move |_: web_sys::ProgressEvent| {
        if stage.get_untracked() == Stage::Cancelled {
            return;
        }
        stage.set(Stage::Idle);
        let status = answered.status().unwrap_or(0);
        let body = answered.response_text().ok().flatten().unwrap_or_default();
        done.run(if status == 0 { UploadOutcome::Broken } else { UploadOutcome::Answered { status, body } });
    });
    request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
    ended.forget();
    stage.set(Stage::Sending(0));
    place.set_value(SendOption::new_local(Some(request.clone())));
    let _ = request.send_with_opt_form_data(Some(&form));
}
