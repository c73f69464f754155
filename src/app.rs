//! The HTML shell, and the table of pages: the only `path!`s.

use crate::pages::NotFoundPage;
use crate::pages::account::{
    LostCodePage, LostPasswordPage, NewPasswordPage, PasswordChangedPage, SignInPage, SignUpPage, SignedUpPage,
    ValidatePage, ValidatedPage,
};
use crate::pages::admin::{
    AccountPage, AccountSectionPage, AccountsPage, BatchPage, BatchesPage, CampaignsPage, ExaminationPage, GroundsPage,
    ImportPage, ImportsPage, JournalPage, NewAccountPage, PilePage, ProgrammePage, ProgrammesPage, StaffCodePage,
    StaffSignInPage, TemplatePage, TemplatesPage,
};
use crate::pages::campaign::{ApplyPage, OfferPage};
use crate::pages::candidature::{CandidaturesPage, DossierPage};
use crate::pages::certificate::{StudentPage, VerifyPage};
use crate::pages::enrolment::EnrolmentPage;
use crate::pages::entries::{ExperiencePage, ExternalPage, InternshipsPage};
use crate::pages::gallery::GalleryPage;
use crate::pages::home::{Foot, HomePage, Languages, Menu, SiteName, provide_site};
use crate::pages::letters::{DemoMailboxPage, LettersPage};
use crate::pages::profile::{ProfilePage, SectionPage};
use crate::pages::settings::{ConfirmEmailPage, EmailConfirmedPage, MessagesPage, SettingsPage};
use crate::pages::studies::InternalStudiesPage;
use crate::pages::timeline::TimelinePage;
use crate::pages::transmission::ReceiptPage;
use crate::ui::{Frame, language, t};
use crate::words::office::DESCRIPTION;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The document around the application, made at the server.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=language().code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="description" content=t(DESCRIPTION)/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet options=options.clone() id="leptos"/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
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
                    <Route path=path!("/compte") view=SettingsPage ssr=whole.clone()/>
                    <Route path=path!("/messages") view=MessagesPage ssr=whole.clone()/>
                    <Route path=path!("/profil") view=ProfilePage ssr=whole.clone()/>
                    <Route path=path!("/profil/cursus-interne") view=InternalStudiesPage ssr=whole.clone()/>
                    <Route path=path!("/profil/cursus-externe") view=ExternalPage ssr=whole.clone()/>
                    <Route path=path!("/profil/stages") view=InternshipsPage ssr=whole.clone()/>
                    <Route path=path!("/profil/experiences-pro") view=ExperiencePage ssr=whole.clone()/>
                    <Route path=path!("/profil/:section") view=SectionPage ssr=whole.clone()/>
                    <Route path=path!("/offre") view=OfferPage ssr=whole.clone()/>
                    <Route path=path!("/offre/:programme") view=ApplyPage ssr=whole.clone()/>
                    <Route path=path!("/candidatures") view=CandidaturesPage ssr=whole.clone()/>
                    <Route path=path!("/candidatures/:candidature") view=DossierPage ssr=whole.clone()/>
                    <Route path=path!("/candidatures/:candidature/accuse") view=ReceiptPage ssr=whole.clone()/>
                    <Route path=path!("/inscription/dossier") view=EnrolmentPage ssr=whole.clone()/>
                    <Route path=path!("/inscription/carte") view=StudentPage ssr=whole.clone()/>
                    <Route path=path!("/ou-j-en-suis") view=TimelinePage ssr=whole.clone()/>
                    <Route path=path!("/verifier") view=VerifyPage ssr=whole.clone()/>
                    <Route path=path!("/admin/connexion") view=StaffSignInPage ssr=whole.clone()/>
                    <Route path=path!("/admin/code") view=StaffCodePage ssr=whole.clone()/>
                    <Route path=path!("/admin") view=PilePage ssr=whole.clone()/>
                    <Route path=path!("/admin/dossiers/:candidature") view=ExaminationPage ssr=whole.clone()/>
                    <Route path=path!("/admin/dossiers/:candidature/journal") view=JournalPage ssr=whole.clone()/>
                    <Route path=path!("/admin/comptes") view=AccountsPage ssr=whole.clone()/>
                    <Route path=path!("/admin/comptes/nouveau") view=NewAccountPage ssr=whole.clone()/>
                    <Route path=path!("/admin/comptes/:compte") view=AccountPage ssr=whole.clone()/>
                    <Route path=path!("/admin/comptes/:compte/:section") view=AccountSectionPage ssr=whole.clone()/>
                    <Route path=path!("/admin/lots") view=BatchesPage ssr=whole.clone()/>
                    <Route path=path!("/admin/lots/:lot") view=BatchPage ssr=whole.clone()/>
                    <Route path=path!("/admin/admissions") view=ImportsPage ssr=whole.clone()/>
                    <Route path=path!("/admin/admissions/:import") view=ImportPage ssr=whole.clone()/>
                    <Route path=path!("/admin/formations") view=ProgrammesPage ssr=whole.clone()/>
                    <Route path=path!("/admin/formations/:programme") view=ProgrammePage ssr=whole.clone()/>
                    <Route path=path!("/admin/campagne") view=CampaignsPage ssr=whole.clone()/>
                    <Route path=path!("/admin/motifs") view=GroundsPage ssr=whole.clone()/>
                    <Route path=path!("/admin/courriers/modeles") view=TemplatesPage ssr=whole.clone()/>
                    <Route path=path!("/admin/courriers/modeles/:modele") view=TemplatePage ssr=whole.clone()/>
                    <Route path=path!("/admin/letters") view=LettersPage ssr=whole.clone()/>
                    <Route path=path!("/demo/components") view=GalleryPage ssr=whole.clone()/>
                    <Route path=path!("/demo/letters") view=DemoMailboxPage ssr=whole/>
                </Routes>
            </Frame>
        </Router>
    }
}
