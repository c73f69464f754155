//! The HTML shell, and the table of pages: the only `path!`s.

use crate::domain::office::Face;
use crate::domain::profile::series;
use crate::pages::account::{
    LostCodePage, LostPasswordPage, NewPasswordPage, PasswordChangedPage, SignInPage, SignUpPage, SignedUpPage,
    ValidatePage, ValidatedPage,
};
use crate::pages::campaign::OfferPage;
use crate::pages::home::{Foot, HomePage, Languages, Menu, SiteName, provide_site};
use crate::pages::lazy::{OwnPage, StaffPage};
use crate::pages::settings::{ConfirmEmailPage, EmailConfirmedPage};
use crate::pages::{IncidentPage, NotFoundPage, SignedOutPage, TooLargePage};
use crate::places::Place;
use crate::ui::{Frame, Sent, language, t};
use crate::words::office::DESCRIPTION;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The document around the application, made at the server; `root` is where this release's program lies. The establishment's
/// colours come after ours, so that they win.
pub fn shell(options: LeptosOptions, root: String, face: Face) -> impl IntoView {
    let icon = if face.logo { Place::Logo.href() } else { "/favicon.svg".to_owned() };
    let colours = face.colours.then(|| view! { <link rel="stylesheet" href=Place::Theme.href()/> });
    view! {
        <!DOCTYPE html>
        <html lang=language().code() data-series=series::own()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="description" content=t(DESCRIPTION)/>
                <link rel="icon" href=icon/>
                <HashedStylesheet options=options.clone() id="leptos"/>
                {colours}
                <AutoReload options=options.clone()/>
                <HydrationScripts options root/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Every page waits for its data at the server: without JavaScript nothing could be put in place later.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_site();
    Sent::provide();
    let whole = SsrMode::Async;
    view! {
        <Router>
            <Frame name=SiteName menu=Menu languages=Languages foot=Foot>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage ssr=whole.clone()/>
                    <Route path=path!("/compte/creer") view=SignUpPage ssr=whole.clone()/>
                    <Route path=path!("/compte/cree") view=SignedUpPage ssr=whole.clone()/>
                    <Route path=path!("/compte/valider") view=ValidatePage ssr=whole.clone()/>
                    <Route path=path!("/compte/valide") view=ValidatedPage ssr=whole.clone()/>
                    <Route path=path!("/connexion") view=SignInPage ssr=whole.clone()/>
                    <Route path=path!("/compte/code-perdu") view=LostCodePage ssr=whole.clone()/>
                    <Route path=path!("/compte/mot-de-passe-oublie") view=LostPasswordPage ssr=whole.clone()/>
                    <Route path=path!("/compte/nouveau-mot-de-passe") view=NewPasswordPage ssr=whole.clone()/>
                    <Route path=path!("/compte/mot-de-passe-change") view=PasswordChangedPage ssr=whole.clone()/>
                    <Route path=path!("/compte/nouvelle-adresse") view=ConfirmEmailPage ssr=whole.clone()/>
                    <Route path=path!("/compte/adresse-confirmee") view=EmailConfirmedPage ssr=whole.clone()/>
                    <Route path=path!("/compte") view=OwnPage::Settings ssr=whole.clone()/>
                    <Route path=path!("/messages") view=OwnPage::Messages ssr=whole.clone()/>
                    <Route path=path!("/profil") view=OwnPage::Profile ssr=whole.clone()/>
                    <Route path=path!("/profil/cursus-interne") view=OwnPage::InternalStudies ssr=whole.clone()/>
                    <Route path=path!("/profil/cursus-externe") view=OwnPage::External ssr=whole.clone()/>
                    <Route path=path!("/profil/stages") view=OwnPage::Internships ssr=whole.clone()/>
                    <Route path=path!("/profil/experiences-pro") view=OwnPage::Experience ssr=whole.clone()/>
                    <Route path=path!("/profil/:section") view=OwnPage::Section ssr=whole.clone()/>
                    <Route path=path!("/offre") view=OfferPage ssr=whole.clone()/>
                    <Route path=path!("/offre/:programme") view=OwnPage::Apply ssr=whole.clone()/>
                    <Route path=path!("/candidatures") view=OwnPage::Candidatures ssr=whole.clone()/>
                    <Route path=path!("/candidatures/:candidature") view=OwnPage::Dossier ssr=whole.clone()/>
                    <Route path=path!("/candidatures/:candidature/accuse") view=OwnPage::Receipt ssr=whole.clone()/>
                    <Route path=path!("/inscription/dossier") view=OwnPage::Enrolment ssr=whole.clone()/>
                    <Route path=path!("/cas/retour") view=OwnPage::CasReturn ssr=whole.clone()/>
                    <Route path=path!("/compte/acces-etudiant") view=OwnPage::CasAccount ssr=whole.clone()/>
                    <Route path=path!("/compte/acces-etudiant/aide") view=OwnPage::CasHelp ssr=whole.clone()/>
                    <Route path=path!("/inscription/dossier/paiement") view=OwnPage::Payment ssr=whole.clone()/>
                    <Route path=path!("/inscription/dossier/paiement/retour") view=OwnPage::PaymentReturn ssr=whole.clone()/>
                    <Route path=path!("/inscription") view=OwnPage::Portal ssr=whole.clone()/>
                    <Route path=path!("/inscription/connexion") view=OwnPage::LearnerSignIn ssr=whole.clone()/>
                    <Route path=path!("/inscription/code") view=OwnPage::LearnerCode ssr=whole.clone()/>
                    <Route path=path!("/inscription/identifiant-oublie") view=OwnPage::LostIdentifiant ssr=whole.clone()/>
                    <Route path=path!("/inscription/parcoursup") view=OwnPage::ExternalDoor ssr=whole.clone()/>
                    <Route path=path!("/inscription/lien") view=OwnPage::LearnerLink ssr=whole.clone()/>
                    <Route path=path!("/inscription/dossier/pieces") view=OwnPage::EnrolmentDocuments ssr=whole.clone()/>
                    <Route path=path!("/inscription/dossier/:etape") view=OwnPage::Step ssr=whole.clone()/>
                    <Route path=path!("/inscription/carte") view=OwnPage::Student ssr=whole.clone()/>
                    <Route path=path!("/ou-j-en-suis") view=OwnPage::Timeline ssr=whole.clone()/>
                    <Route path=path!("/verifier") view=OwnPage::Verify ssr=whole.clone()/>
                    <Route path=path!("/admin/connexion") view=StaffPage::SignIn ssr=whole.clone()/>
                    <Route path=path!("/admin/code") view=StaffPage::Code ssr=whole.clone()/>
                    <Route path=path!("/admin") view=StaffPage::Pile ssr=whole.clone()/>
                    <Route path=path!("/admin/dossiers/:candidature") view=StaffPage::Examination ssr=whole.clone()/>
                    <Route path=path!("/admin/dossiers/:candidature/journal") view=StaffPage::Journal ssr=whole.clone()/>
                    <Route path=path!("/admin/comptes") view=StaffPage::Accounts ssr=whole.clone()/>
                    <Route path=path!("/admin/comptes/nouveau") view=StaffPage::NewAccount ssr=whole.clone()/>
                    <Route path=path!("/admin/comptes/:compte") view=StaffPage::Account ssr=whole.clone()/>
                    <Route path=path!("/admin/comptes/:compte/:section") view=StaffPage::AccountSection ssr=whole.clone()/>
                    <Route path=path!("/admin/lots") view=StaffPage::Batches ssr=whole.clone()/>
                    <Route path=path!("/admin/lots/:lot") view=StaffPage::Batch ssr=whole.clone()/>
                    <Route path=path!("/admin/admissions") view=StaffPage::Imports ssr=whole.clone()/>
                    <Route path=path!("/admin/admissions/:import") view=StaffPage::Import ssr=whole.clone()/>
                    <Route path=path!("/admin/formations") view=StaffPage::Programmes ssr=whole.clone()/>
                    <Route path=path!("/admin/formations/:programme") view=StaffPage::Programme ssr=whole.clone()/>
                    <Route path=path!("/admin/campagne") view=StaffPage::Campaigns ssr=whole.clone()/>
                    <Route path=path!("/admin/motifs") view=StaffPage::Grounds ssr=whole.clone()/>
                    <Route path=path!("/admin/courriers/modeles") view=StaffPage::Templates ssr=whole.clone()/>
                    <Route path=path!("/admin/courriers/modeles/:modele") view=StaffPage::Template ssr=whole.clone()/>
                    <Route path=path!("/admin/paiements") view=StaffPage::Payments ssr=whole.clone()/>
                    <Route path=path!("/admin/paiements/:inscription") view=StaffPage::PaymentFile ssr=whole.clone()/>
                    <Route path=path!("/admin/inscription") view=StaffPage::PortalSettings ssr=whole.clone()/>
                    <Route path=path!("/admin/inscriptions/parametres") view=StaffPage::EnrolmentSettings ssr=whole.clone()/>
                    <Route path=path!("/admin/inscriptions") view=StaffPage::EnrolmentTable ssr=whole.clone()/>
                    <Route path=path!("/admin/inscriptions/pieces") view=StaffPage::EnrolmentQueue ssr=whole.clone()/>
                    <Route path=path!("/admin/inscriptions/pieces-demandees") view=StaffPage::EnrolmentAsking ssr=whole.clone()/>
                    <Route path=path!("/admin/inscriptions/:enrolment") view=StaffPage::EnrolmentFile ssr=whole.clone()/>
                    <Route path=path!("/admin/letters") view=StaffPage::Letters ssr=whole.clone()/>
                    <Route path=path!("/session-terminee") view=SignedOutPage ssr=whole.clone()/>
                    <Route path=path!("/incident") view=IncidentPage ssr=whole.clone()/>
                    <Route path=path!("/envoi-trop-long") view=TooLargePage ssr=whole.clone()/>
                    <Route path=path!("/demo/components") view=OwnPage::Gallery ssr=whole.clone()/>
                    <Route path=path!("/demo/letters") view=OwnPage::DemoMailbox ssr=whole/>
                </Routes>
            </Frame>
        </Router>
    }
}
