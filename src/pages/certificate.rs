//! The check of a certificate, open to anyone; and « Certificat, carte, ENT » of a student.

use super::{loaded, query};
use crate::api::certificate::{student, verify_certificate};
use crate::domain::certificate::{StudentView, Verdict, Verification};
use crate::domain::enrolment::Kind;
use crate::domain::language::Language;
use crate::places::Place;
use crate::ui::{Notice, Title, Tone, language, t};
use crate::words::{certificate as say, enrolment};
use leptos::prelude::*;

/// By the QR code, whose address ends with all that it says, or by hand. A plain form: no script is needed.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let code = query("c");
    let checked = Resource::new(
        move || code.get(),
        |code| async move { if code.trim().is_empty() { Ok(None) } else { verify_certificate(code).await.map(Some) } },
    );
    loaded(checked, move |checked| {
        // A code from a QR code is nothing that one would type again.
        let typed = code.get_untracked();
        let typed = if typed.chars().count() > 40 { String::new() } else { typed };
        view! {
            <Title text=t(say::VERIFY)/>
            {checked.map(|it| view! { <Verified it/> })}
            <p>{t(say::VERIFY_HELP)}</p>
            <form method="get" action=Place::Verify.href() class="card">
                <p class="field">
                    <label for="code">{t(say::CODE)}</label>
                    <input id="code" name="c" value=typed autocomplete="off" spellcheck="false" required/>
                </p>
                <button>{t(say::CHECK)}</button>
            </form>
            <p class="help">
                <a href=Place::VerifyKey.href() rel="external">
                    {t(say::KEY)}
                </a>
            </p>
        }
        .into_any()
    })
}

#[component]
fn Verified(it: Verification) -> impl IntoView {
    let tone = match it.verdict {
        Verdict::Genuine => Tone::Good,
        Verdict::Superseded => Tone::Warning,
        Verdict::Cancelled | Verdict::Forged | Verdict::Unknown => Tone::Bad,
    };
    let line = |(label, value): (String, String)| {
        view! {
            <dt>{label}</dt>
            <dd>{value}</dd>
        }
    };
    let facts = it.says.map(|says| {
        view! { <dl>{say::facts(&says, language()).into_iter().map(line).collect_view()}</dl> }
    });
    let cancelled = it.cancelled_at.filter(|_| it.verdict == Verdict::Cancelled);
    view! {
        <Notice tone>
            <p>
                <strong>{t(say::verdict(it.verdict))}</strong>
            </p>
            {cancelled.map(|at| view! { <p>{say::cancelled_on(at, language())}</p> })}
            <p>{t(say::advice(it.verdict))}</p>
        </Notice>
        {facts}
    }
}

#[component]
pub fn StudentPage() -> impl IntoView {
    let mine = Resource::new(|| (), |()| student());
    loaded(mine, |it| {
        let number = it.student_number.clone().map(|number| {
            view! {
                <dt>{t(enrolment::STUDENT_NUMBER)}</dt>
                <dd>
                    <code>{number}</code>
                </dd>
            }
        });
        let rest = if it.validated {
            view! {
                <Certificate/>
                <Card it=it.clone()/>
                <Ent url=it.ent_url/>
            }
            .into_any()
        } else {
            view! { <p>{t(say::NOT_YET)}</p> }.into_any()
        };
        view! {
            <Title text=t(say::STUDENT)/>
            <dl>
                <dt>{t(enrolment::YEAR)}</dt>
                <dd>{it.year} " (" {t(enrolment::kind(it.kind))} ")"</dd>
                <dt>{t(enrolment::IDENTIFIANT)}</dt>
                <dd>
                    <code>{it.identifiant}</code>
                </dd>
                {number}
            </dl>
            {rest}
        }
        .into_any()
    })
}

#[component]
fn Certificate() -> impl IntoView {
    let (french, english) = (Place::CertificatePdf(Language::French), Place::CertificatePdf(Language::English));
    view! {
        <section aria-labelledby="certificate">
            <h2 id="certificate">{t(say::CERTIFICATE)}</h2>
            <p>{t(say::CERTIFICATE_HELP)}</p>
            <p class="actions">
                <a class="button" href=french.href() rel="external" download="">
                    {t(say::DOWNLOAD_FRENCH)}
                </a>
                <a class="button second" href=english.href() rel="external" download="">
                    {t(say::DOWNLOAD_ENGLISH)}
                </a>
            </p>
        </section>
    }
}

#[component]
fn Card(it: StudentView) -> impl IntoView {
    let code = it.card.map(|(side, path)| {
        view! {
            <svg
                class="qr"
                viewBox=format!("0 0 {side} {side}")
                width="240"
                height="240"
                role="img"
                aria-label=t(say::CARD_QR)
            >
                <rect fill="#fff" width=side height=side></rect>
                <path fill="#000" d=path></path>
            </svg>
        }
    });
    let download = (it.kind == Kind::First).then(|| {
        view! {
            <p>
                <a href=Place::CardPdf.href() rel="external" download="">
                    {t(say::CARD_PDF)}
                </a>
            </p>
        }
    });
    view! {
        <section aria-labelledby="card">
            <h2 id="card">{t(say::CARD)}</h2>
            <p>{say::card(it.kind, &it.year, language())}</p>
            {code}
            {download}
        </section>
    }
}

/// Nothing, where the establishment named no such place.
#[component]
fn Ent(url: Option<String>) -> impl IntoView {
    url.map(|url| {
        view! {
            <section aria-labelledby="ent">
                <h2 id="ent">{t(say::ENT)}</h2>
                <p>{t(say::ENT_HELP)}</p>
                <p>
                    <a class="button second" href=url rel="external">
                        {t(say::ENT_LINK)}
                    </a>
                </p>
            </section>
        }
    })
}
