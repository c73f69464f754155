//! The first page, and what surrounds all of them: name, menu, foot.

use super::loaded;
use crate::api::account::{ChooseLanguage, SignOut, who_am_i};
use crate::api::office::about_site;
use crate::api::{CallError, Never};
use crate::domain::account::Who;
use crate::domain::language::Language;
use crate::domain::office::Site;
use crate::places::Place;
use crate::ui::{Notice, Title, Tone, language, t};
use crate::words;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What every page may say of the establishment: asked once, by [`crate::app::App`].
pub type SiteResource = Resource<Result<Site, CallError<Never>>>;

/// Asks for it, for all pages.
pub fn provide_site() {
    let site: SiteResource = Resource::new(|| (), |()| about_site());
    provide_context(site);
}

/// The name of the establishment, which leads home.
#[component]
pub fn SiteName() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let name = move || site.get().and_then(Result::ok).map_or_else(String::new, |it| it.establishment);
    view! {
        <a class="name" href=Place::Home.href()>
            <span class="mark" aria-hidden="true">
                "G"
            </span>
            <Transition>
                <span>{name}</span>
            </Transition>
        </a>
    }
}

/// What one may go to, by who one is. Asked again after each move: signing in and out are moves.
#[component]
pub fn Menu() -> impl IntoView {
    let location = use_location();
    let who = Resource::new(move || location.pathname.get(), |_| who_am_i());
    let sign_out = ServerAction::<SignOut>::new();
    let link = |place: Place, text: &'static str| view! { <a href=place.href()>{text}</a> };
    let leave = move |name: String| {
        view! {
            <ActionForm action=sign_out>
                <span class="who">{name}</span>
                <button class="plain">"Se déconnecter"</button>
            </ActionForm>
        }
    };
    let entries = move |who: Who| match who {
        Who::Nobody => view! {
            {link(Place::Offer, "Offre de formation")}
            {link(Place::SignUp, "Créer un compte")}
            {link(Place::SignIn, "Connexion candidat")}
        }
        .into_any(),
        Who::Candidate { name, number } => view! {
            {link(Place::Offer, "Offre de formation")}
            {link(Place::Profile, "Mon profil")}
            {link(Place::Candidatures, "Candidatures")}
            {leave(format!("{name} ({})", number.as_str()))}
        }
        .into_any(),
        Who::Staff { name, reads_letters } => view! {
            {link(Place::Pile, "Dossiers")}
            {reads_letters.then(|| link(Place::Letters, "Courriers"))}
            {leave(name)}
        }
        .into_any(),
    };
    view! {
        <nav aria-label="Menu principal">
            <Transition>
                {move || Suspend::new(async move { entries(who.await.unwrap_or(Who::Nobody)) })}
            </Transition>
        </nav>
    }
}

/// The way to the other language: a plain form, so that the whole page comes back in it.
#[component]
pub fn Languages() -> impl IntoView {
    let other = |it: &Language| *it != language();
    let button = |it: Language| {
        view! {
            <button class="plain" name="language" value=it.code() lang=it.code()>
                {words::language(it)}
            </button>
        }
    };
    view! {
        <form class="languages" method="post" action=server_fn_address() aria-label=t(words::office::LANGUAGE)>
            {Language::ALL.into_iter().filter(other).map(button).collect_view()}
        </form>
    }
}

fn server_fn_address() -> &'static str {
    <ChooseLanguage as server_fn::ServerFn>::PATH
}

/// Whom to write to, and that nothing is real in a demonstration.
#[component]
pub fn Foot() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    view! {
        <Transition>
            {move || {
                site.get()
                    .and_then(Result::ok)
                    .map(|site| {
                        view! {
                            <p>
                                "Une question : " <a href=format!("mailto:{}", site.contact)>{site.contact.clone()}</a>
                            </p>
                            {site
                                .demonstration
                                .then(|| {
                                    view! {
                                        <p>
                                            "Site de démonstration : rien n'y est réel. "
                                            <a href=Place::DemoMailbox.href()>"Boîte aux lettres de démonstration"</a> ", "
                                            <a href=Place::StaffSignIn.href()>"accès gestionnaires"</a>
                                        </p>
                                    }
                                })}
                        }
                    })
            }}
        </Transition>
    }
}

#[component]
pub fn HomePage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    loaded(site, |site| {
        let campaign = site.campaign.unwrap_or_default();
        view! {
            <Title text=format!("Candidater\u{a0}: {}", site.establishment)/>
            <p class="lead">
                "Campagne " {campaign}
                " : créez un compte, choisissez vos formations, déposez vos pièces et suivez vos candidatures, d'un \
                 téléphone ou d'un ordinateur."
            </p>
            <p class="actions">
                <a class="button" href=Place::SignUp.href()>
                    "Créer un compte"
                </a>
                <a class="button second" href=Place::SignIn.href()>
                    "Connexion candidat"
                </a>
            </p>
            <ol class="steps">
                <li>
                    <h2>"Créer un compte"</h2>
                    <p>"Nom, prénom, adresse mail, mot de passe. Un mail vous est envoyé avec un lien pour valider le compte : il n'est valable qu'un jour."</p>
                </li>
                <li>
                    <h2>"Activer le compte"</h2>
                    <p>"Trois rubriques à remplir : Informations perso., Adresse, Baccalauréat. Préparez votre numéro INE."</p>
                </li>
                <li>
                    <h2>"Candidater et déposer les pièces"</h2>
                    <p>
                        "Choisissez dans " <a href=Place::Offer.href()>"l'offre de formation"</a>
                        ", puis déposez chaque pièce au format PDF, JPG ou PNG (4 Mo au plus)."
                    </p>
                </li>
                <li>
                    <h2>"Transmettre"</h2>
                    <p>"Un dossier non transmis ne sera pas examiné. Vous suivez ensuite son état ici, et par mail."</p>
                </li>
            </ol>
            <Notice tone=Tone::Plain>
                <p>
                    "Un compte n'est valable que pendant une seule campagne. Aucun dossier ne doit être envoyé par courrier postal."
                </p>
            </Notice>
        }
        .into_any()
    })
}
