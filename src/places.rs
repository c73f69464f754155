//! Every address of the site as a value: links, redirects and letters ask here. English in code, French in the bar.
//! `app.rs` has the patterns; a test visits every place.

mod refused;
mod slugs;

pub use refused::RefusedDeposit;
pub use slugs::{list_slug, slug, step_slug};

use crate::domain::cas::Door;
use crate::domain::enrolment::Step;
use crate::domain::import::FileRefusal;
use crate::domain::language::Language;
use crate::domain::letter::Template;
pub use crate::domain::profile::IdentityStep;
use crate::domain::profile::{Listing, Section};
use crate::domain::{
    AccountId, AttemptId, CandidatureId, DocumentId, EnrolmentDocumentId, EnrolmentId, EnrolmentRequirementId,
    ImportId, JobId, ProgrammeId, RequirementId,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Home,
    /// Logo and colours of the establishment, where they are configured; no pages.
    Logo,
    Theme,
    SignUp,
    /// « Un mail vous a été envoyé ».
    SignedUp,
    /// By the link of the letter; the token.
    Validate(String),
    Validated,
    SignIn,
    LostCode,
    LostCodeAsked,
    LostPassword,
    LostPasswordAsked,
    /// By the link of the letter; the token.
    NewPassword(String),
    PasswordChanged,
    /// By the link of the letter to a new address; the token.
    ConfirmEmail(String),
    EmailConfirmed,
    /// « Mon compte »: password, address, sessions.
    Settings,
    /// « Mon compte », after something was changed there.
    SettingsSaved,
    /// « Mes messages ».
    Messages,
    Profile,
    Section(Section),
    /// The section just saved, with what is missing or wrong in it; the version, so that each save is a new address
    /// and the page reads again what is stored.
    SectionToCorrect(Section, i64),
    /// A step of « Informations perso. »; the version of the first one, so that each question is a new address.
    Identity(IdentityStep, i64),
    /// « Cursus interne ».
    InternalStudies,
    List(Listing),
    /// The list just changed; its version, for the same reason.
    ListSaved(Listing, i64),
    /// One entry of it, to be changed.
    Entry(Listing, u32),
    /// The entry just saved, with what is missing or wrong in it.
    EntryToCorrect(Listing, u32, i64),
    Offer,
    Apply(ProgrammeId),
    Candidatures,
    Dossier(CandidatureId),
    DossierAfterRefusal(CandidatureId, RefusedDeposit),
    Receipt(CandidatureId),
    /// The receipt of the latest transmission, to be saved; no page.
    ReceiptPdf(CandidatureId),
    /// Where a file is sent to; no page.
    Deposit(CandidatureId, RequirementId),
    /// The bytes of a document; no page.
    Document(DocumentId),
    /// The same, to be saved.
    DocumentToSave(DocumentId),
    /// The PDF that comes with a required document; no page.
    Model(RequirementId),
    /// « Mon inscription ».
    Enrolment,
    /// To the login page of the CAS; no page.
    CasSignIn(Door),
    /// The one address of ours that the CAS knows: back from it.
    CasReturn,
    /// « Création de compte » of somebody whom the CAS knows.
    CasAccount,
    /// The same, when the address turned out to have an account.
    CasAccountExists,
    /// What to do when « Accès étudiant » does not let one in.
    CasHelp,
    /// « Mon paiement », of the enrolment.
    Payment,
    /// Where the bank sends the browser back to, whatever came of it.
    PaymentReturn,
    /// The receipt of a payment, to be saved; no page.
    PaymentReceipt(AttemptId),
    /// The registration home page.
    Portal,
    /// By identifiant.
    LearnerSignIn,
    /// The one-time code.
    LearnerCode,
    LostIdentifiant,
    /// « Un message vous a été envoyé », whether there is anybody or not.
    IdentifiantSent,
    /// Of those whom Parcoursup or `MonMaster` sends.
    ExternalDoor,
    LoginLinkSent,
    /// By the link of the letter; the token.
    LearnerLink(String),
    /// Where the registration home page is edited.
    PortalSettings,
    EnrolmentStep(Step),
    /// The step, whose section of the profile was just saved; its version, for the same reason.
    EnrolmentStepSaved(Step, i64),
    /// The step, with what is missing or wrong in it; its version, so that each save is a new address.
    EnrolmentStepToCorrect(Step, i64),
    /// The step whose section of the profile is to be changed.
    EnrolmentSection(Step),
    /// « Récapitulatif », to be saved; no page.
    EnrolmentRecapPdf,
    /// The questions and the periods of enrolment.
    EnrolmentSettings,
    /// The documents that it asks for.
    EnrolmentDocuments,
    EnrolmentDocumentsAfterRefusal(RefusedDeposit),
    /// Where a file for it is sent to; no page.
    EnrolmentDeposit(EnrolmentRequirementId),
    /// The bytes of a document of it; no page.
    EnrolmentDocument(EnrolmentDocumentId),
    /// The same, to be saved.
    EnrolmentDocumentToSave(EnrolmentDocumentId),
    /// « Où j'en suis ».
    Timeline,
    /// « Certificat, carte, ENT ».
    Student,
    /// The certificate of the present enrolment, in one language; no page.
    CertificatePdf(Language),
    /// The code for the kiosk; no page.
    CardPdf,
    /// Where anyone checks a certificate.
    Verify,
    /// The same, with the code of one: what its QR code holds.
    Verifying(String),
    /// The public keys of certificates; no page.
    VerifyKey,
    StaffSignIn,
    StaffCode,
    Pile,
    Examination(CandidatureId),
    /// The dossier with its documents in one file, to be saved; no page.
    DossierPdf(CandidatureId),
    /// Who did what in one dossier.
    DossierJournal(CandidatureId),
    Letters,
    Programmes,
    ProgrammeSettings(ProgrammeId),
    /// The same, when the model of one of its documents was refused.
    ProgrammeAfterRefusal(ProgrammeId, RefusedDeposit),
    /// Where the model of a required document is sent to; no page.
    ModelDeposit(ProgrammeId, RequirementId),
    Campaigns,
    /// The catalogue of reasons for refusing a document.
    Grounds,
    Templates,
    Template(Template),
    Accounts,
    NewAccount,
    Account(AccountId),
    AccountLinkSent(AccountId),
    /// A page of the profile that staff fill in for the candidate whose account it is: see [`Place::of_account`].
    OfAccount(AccountId, Box<Self>),
    Batches,
    /// Many candidatures treated alike: what is about to be done, then what became of each.
    Batch(JobId),
    /// Admissions from files; a file is sent there too.
    Imports,
    /// The same, with why a file was not taken.
    ImportRefused(FileRefusal),
    Import(ImportId),
    /// A page of its lines, of one plan (its code) or of all (blank).
    ImportLines(ImportId, String, i64),
    /// Every line with what became of it, to be saved; no page.
    ImportReport(ImportId),
    /// A file to start from; no page.
    ImportModel,
    /// Where a form that held too much is answered; what to quote.
    TooLarge(String),
    /// In the place of a file that nobody who is signed in asked for.
    SignedOut,
    /// In the place of a file that we could not give; the number to quote.
    Incident(String),
    /// Staff's list of payments.
    Payments,
    /// All payments of one enrolment.
    PaymentFile(EnrolmentId),
    /// The ledger for the accountant, to be saved; no page.
    PaymentsExport,
    /// The enrolments of a year, for staff.
    EnrolmentTable,
    EnrolmentFile(EnrolmentId),
    /// Deposited documents, one after another.
    EnrolmentQueue,
    /// One of them, to be looked at.
    EnrolmentQueueAt(EnrolmentDocumentId),
    /// The one behind this, which is passed over.
    EnrolmentQueueAfter(EnrolmentDocumentId),
    /// The next, once this was judged, which may be undone.
    EnrolmentQueueJudged(EnrolmentDocumentId),
    /// What enrolments ask for.
    EnrolmentAsking,
    /// The accounts to be opened, as CSV; no page.
    DirectoryCsv,
    /// The same as LDIF; no page.
    DirectoryLdif,
    DemoMailbox,
    /// Every component, in the demonstration.
    Gallery,
}

impl Place {
    /// Where a person goes once signed in, whichever way they came: to the line of their time, if they are admitted.
    pub const fn once_signed_in(admitted: bool) -> Self {
        if admitted { Self::Timeline } else { Self::Candidatures }
    }

    /// This page of the profile, where staff fill it in for the candidate whose account it is.
    #[must_use]
    pub fn of_account(self, account: AccountId) -> Self {
        Self::OfAccount(account, Box::new(self))
    }

    /// The page of the profile, of oneself, whose address ends like this.
    pub fn of_profile(last: &str) -> Option<Self> {
        let sections = Section::ALL.map(Self::Section).into_iter();
        let mut pages = sections.chain(Listing::ALL.map(Self::List)).chain([Self::InternalStudies]);
        pages.find(|it| it.href().strip_prefix("/profil/") == Some(last))
    }

    pub fn href(&self) -> String {
        match self {
            Self::Home => "/".into(),
            Self::Logo => "/logo".into(),
            Self::Theme => "/theme.css".into(),
            Self::SignUp => "/compte/creer".into(),
            Self::SignedUp => "/compte/cree".into(),
            Self::Validate(token) => format!("/compte/valider?jeton={token}"),
            Self::Validated => "/compte/valide".into(),
            Self::SignIn => "/connexion".into(),
            Self::LostCode => "/compte/code-perdu".into(),
            Self::LostCodeAsked => "/compte/code-perdu?fait=1".into(),
            Self::LostPassword => "/compte/mot-de-passe-oublie".into(),
            Self::LostPasswordAsked => "/compte/mot-de-passe-oublie?fait=1".into(),
            Self::NewPassword(token) => format!("/compte/nouveau-mot-de-passe?jeton={token}"),
            Self::PasswordChanged => "/compte/mot-de-passe-change".into(),
            Self::ConfirmEmail(token) => format!("/compte/nouvelle-adresse?jeton={token}"),
            Self::EmailConfirmed => "/compte/adresse-confirmee".into(),
            Self::Settings => "/compte".into(),
            Self::SettingsSaved => "/compte?fait=1".into(),
            Self::Messages => "/messages".into(),
            Self::Profile => "/profil".into(),
            Self::Section(section) => format!("/profil/{}", slug(*section)),
            Self::SectionToCorrect(section, version) => format!("/profil/{}?a-corriger={version}", slug(*section)),
            Self::Identity(step, version) => {
                format!("/profil/{}?etape={}&version={version}", slug(Section::Identity), step.slug())
            }
            Self::InternalStudies => "/profil/cursus-interne".into(),
            Self::List(listing) => format!("/profil/{}", list_slug(*listing)),
            Self::ListSaved(listing, version) => format!("/profil/{}?version={version}", list_slug(*listing)),
            Self::Entry(listing, number) => format!("/profil/{}?ligne={number}", list_slug(*listing)),
            Self::EntryToCorrect(listing, number, version) => {
                format!("/profil/{}?ligne={number}&a-corriger={version}", list_slug(*listing))
            }
            Self::Offer => "/offre".into(),
            Self::Apply(id) => format!("/offre/{id}"),
            Self::Candidatures => "/candidatures".into(),
            Self::Dossier(id) => format!("/candidatures/{id}"),
            Self::DossierAfterRefusal(id, refused) => {
                format!("/candidatures/{id}?{}#piece-{}", refused.query(), refused.requirement)
            }
            Self::Receipt(id) => format!("/candidatures/{id}/accuse"),
            Self::ReceiptPdf(id) => format!("/candidatures/{id}/accuse.pdf"),
            Self::Deposit(id, requirement) => format!("/candidatures/{id}/pieces/{requirement}"),
            Self::Document(id) => format!("/pieces/{id}"),
            Self::DocumentToSave(id) => format!("/pieces/{id}?telecharger=1"),
            Self::Model(id) => format!("/modeles/{id}"),
            Self::Enrolment => "/inscription/dossier".into(),
            Self::CasSignIn(door) => format!("/cas/connexion/{}", door.slug()),
            Self::CasReturn => "/cas/retour".into(),
            Self::CasAccount => "/compte/acces-etudiant".into(),
            Self::CasAccountExists => "/compte/acces-etudiant?existe=1".into(),
            Self::CasHelp => "/compte/acces-etudiant/aide".into(),
            Self::Portal => "/inscription".into(),
            Self::LearnerSignIn => "/inscription/connexion".into(),
            Self::LearnerCode => "/inscription/code".into(),
            Self::LostIdentifiant => "/inscription/identifiant-oublie".into(),
            Self::IdentifiantSent => "/inscription/identifiant-oublie?envoye=1".into(),
            Self::ExternalDoor => "/inscription/parcoursup".into(),
            Self::LoginLinkSent => "/inscription/parcoursup?envoye=1".into(),
            Self::LearnerLink(token) => format!("/inscription/lien?jeton={token}"),
            Self::PortalSettings => "/admin/inscription".into(),
            Self::EnrolmentStep(step) => format!("/inscription/dossier/{}", step_slug(*step)),
            Self::EnrolmentStepSaved(step, version) => {
                format!("/inscription/dossier/{}?enregistre={version}", step_slug(*step))
            }
            Self::EnrolmentStepToCorrect(step, version) => {
                format!("/inscription/dossier/{}?a-corriger={version}", step_slug(*step))
            }
            Self::EnrolmentSection(step) => format!("/inscription/dossier/{}?modifier=1", step_slug(*step)),
            Self::EnrolmentRecapPdf => "/inscription/dossier/recapitulatif.pdf".into(),
            Self::EnrolmentSettings => "/admin/inscriptions/parametres".into(),
            Self::EnrolmentDocuments => "/inscription/dossier/pieces".into(),
            Self::EnrolmentDocumentsAfterRefusal(refused) => {
                format!("/inscription/dossier/pieces?{}#piece-{}", refused.query(), refused.requirement)
            }
            Self::EnrolmentDeposit(requirement) => format!("/inscription/pieces/{requirement}"),
            Self::EnrolmentDocument(id) => format!("/inscription/document/{id}"),
            Self::EnrolmentDocumentToSave(id) => format!("/inscription/document/{id}?telecharger=1"),
            Self::EnrolmentTable => "/admin/inscriptions".into(),
            Self::EnrolmentFile(id) => format!("/admin/inscriptions/{id}"),
            Self::EnrolmentQueue => "/admin/inscriptions/pieces".into(),
            Self::EnrolmentQueueAt(id) => format!("/admin/inscriptions/pieces?piece={id}"),
            Self::EnrolmentQueueAfter(id) => format!("/admin/inscriptions/pieces?apres={id}"),
            Self::EnrolmentQueueJudged(id) => format!("/admin/inscriptions/pieces?jugee={id}"),
            Self::EnrolmentAsking => "/admin/inscriptions/pieces-demandees".into(),
            Self::Timeline => "/ou-j-en-suis".into(),
            Self::Student => "/inscription/carte".into(),
            Self::CertificatePdf(language) => format!("/inscription/certificat.pdf?langue={}", language.code()),
            Self::CardPdf => "/inscription/carte.pdf".into(),
            Self::Verify => "/verifier".into(),
            Self::Verifying(code) => format!("/verifier?c={code}"),
            Self::VerifyKey => "/verifier/cle".into(),
            Self::StaffSignIn => "/admin/connexion".into(),
            Self::StaffCode => "/admin/code".into(),
            Self::Pile => "/admin".into(),
            Self::Examination(id) => format!("/admin/dossiers/{id}"),
            Self::DossierPdf(id) => format!("/admin/dossiers/{id}/dossier.pdf"),
            Self::DossierJournal(id) => format!("/admin/dossiers/{id}/journal"),
            Self::Letters => "/admin/letters".into(),
            Self::Programmes => "/admin/formations".into(),
            Self::ProgrammeSettings(id) => format!("/admin/formations/{id}"),
            Self::ProgrammeAfterRefusal(id, refused) => {
                format!("/admin/formations/{id}?{}#piece-{}", refused.query(), refused.requirement)
            }
            Self::ModelDeposit(id, requirement) => format!("/admin/formations/{id}/pieces/{requirement}/modele"),
            Self::Campaigns => "/admin/campagne".into(),
            Self::Grounds => "/admin/motifs".into(),
            Self::Templates => "/admin/courriers/modeles".into(),
            Self::Template(it) => format!("/admin/courriers/modeles/{}", it.code()),
            Self::Accounts => "/admin/comptes".into(),
            Self::NewAccount => "/admin/comptes/nouveau".into(),
            Self::Account(id) => format!("/admin/comptes/{id}"),
            Self::AccountLinkSent(id) => format!("/admin/comptes/{id}?fait=1"),
            // The pages of the profile lie under the account as they lie under the profile.
            Self::OfAccount(id, own) => {
                own.href().replacen(&Self::Profile.href(), &Self::Account(id.clone()).href(), 1)
            }
            Self::Batches => "/admin/lots".into(),
            Self::Batch(id) => format!("/admin/lots/{id}"),
            Self::Imports => "/admin/admissions".into(),
            Self::ImportRefused(FileRefusal::Columns(missing)) => {
                let names: Vec<_> = missing.iter().map(|it| it.names()[0].replace(' ', "-")).collect();
                format!("/admin/admissions?refus=colonnes&colonnes={}", names.join(","))
            }
            Self::ImportRefused(refusal) => format!("/admin/admissions?refus={}", refusal.code()),
            Self::Import(id) => format!("/admin/admissions/{id}"),
            Self::ImportLines(id, plan, page) => format!("/admin/admissions/{id}?lignes={plan}&page={page}"),
            Self::ImportReport(id) => format!("/admin/admissions/{id}/rapport.csv"),
            Self::ImportModel => "/admin/modele-admissions.csv".into(),
            Self::SignedOut => "/session-terminee".into(),
            Self::Incident(reference) => format!("/incident?reference={reference}"),
            Self::TooLarge(reference) => format!("/envoi-trop-long?reference={reference}"),
            Self::Payment => "/inscription/dossier/paiement".into(),
            Self::PaymentReturn => "/inscription/dossier/paiement/retour".into(),
            Self::PaymentReceipt(id) => format!("/inscription/dossier/recu/{id}.pdf"),
            Self::Payments => "/admin/paiements".into(),
            Self::PaymentFile(id) => format!("/admin/paiements/{id}"),
            Self::PaymentsExport => "/admin/paiements.csv".into(),
            Self::DirectoryCsv => "/admin/inscriptions/comptes.csv".into(),
            Self::DirectoryLdif => "/admin/inscriptions/comptes.ldif".into(),
            Self::DemoMailbox => "/demo/letters".into(),
            Self::Gallery => "/demo/components".into(),
        }
    }
}
