//! `places.rs` and the table of pages of `app.rs` say the same: no page without an address to ask for, no address
//! without its page.

use super::tidy::root;
use crate::domain::cas::Door;
use crate::domain::document::DocumentRefusal;
use crate::domain::enrolment::Step;
use crate::domain::import::FileRefusal;
use crate::domain::language::Language;
use crate::domain::letter::Template;
use crate::domain::profile::{Listing, Section};
use crate::domain::{
    AccountId, AttemptId, CandidatureId, DocumentId, EnrolmentDocumentId, EnrolmentId, EnrolmentRequirementId,
    ImportId, JobId, ProgrammeId, RequirementId,
};
use crate::places::{IdentityStep, Place, RefusedDeposit};
use crate::server::web;
use std::collections::BTreeSet;

/// One of each place, and one for each address where a place has several.
fn all() -> Vec<Place> {
    let (dossier, requirement) = (CandidatureId("d".into()), RequirementId("r".into()));
    let refused = RefusedDeposit {
        refusal: DocumentRefusal::Closed,
        requirement: requirement.0.clone(),
        reference: "R-1".into(),
    };
    let (piece, given) = (EnrolmentRequirementId("r".into()), EnrolmentDocumentId("d".into()));
    let mut places = vec![
        Place::Home,
        Place::Logo,
        Place::Theme,
        Place::SignUp,
        Place::SignedUp,
        Place::Validate("t".into()),
        Place::Validated,
        Place::SignIn,
        Place::LostCode,
        Place::LostCodeAsked,
        Place::LostPassword,
        Place::LostPasswordAsked,
        Place::NewPassword("t".into()),
        Place::PasswordChanged,
        Place::ConfirmEmail("t".into()),
        Place::EmailConfirmed,
        Place::Settings,
        Place::SettingsSaved,
        Place::Messages,
        Place::Profile,
        Place::Identity(IdentityStep::Form, 1),
        Place::InternalStudies,
        Place::Offer,
        Place::Apply(ProgrammeId("p".into())),
        Place::Candidatures,
        Place::Dossier(dossier.clone()),
        Place::DossierAfterRefusal(dossier.clone(), refused.clone()),
        Place::ProgrammeAfterRefusal(ProgrammeId("p".into()), refused.clone()),
        Place::ModelDeposit(ProgrammeId("p".into()), requirement.clone()),
        Place::Receipt(dossier.clone()),
        Place::ReceiptPdf(dossier.clone()),
        Place::Deposit(dossier.clone(), requirement.clone()),
        Place::Document(DocumentId("d".into())),
        Place::DocumentToSave(DocumentId("d".into())),
        Place::Model(requirement),
        Place::Enrolment,
        Place::CasSignIn(Door::Candidate),
        Place::CasReturn,
        Place::CasAccount,
        Place::CasAccountExists,
        Place::CasHelp,
        Place::Portal,
        Place::LearnerSignIn,
        Place::LearnerCode,
        Place::LostIdentifiant,
        Place::IdentifiantSent,
        Place::ExternalDoor,
        Place::LoginLinkSent,
        Place::LearnerLink("t".into()),
        Place::PortalSettings,
        Place::EnrolmentSection(Step::Identity),
        Place::EnrolmentRecapPdf,
        Place::EnrolmentSettings,
        Place::EnrolmentDocuments,
        Place::EnrolmentDocumentsAfterRefusal(refused),
        Place::EnrolmentDeposit(piece),
        Place::EnrolmentDocument(given.clone()),
        Place::EnrolmentDocumentToSave(given.clone()),
        Place::EnrolmentTable,
        Place::EnrolmentFile(EnrolmentId("e".into())),
        Place::EnrolmentQueue,
        Place::EnrolmentQueueAt(given.clone()),
        Place::EnrolmentQueueAfter(given.clone()),
        Place::EnrolmentQueueJudged(given),
        Place::EnrolmentAsking,
        Place::Timeline,
        Place::Student,
        Place::CertificatePdf(Language::French),
        Place::CardPdf,
        Place::Verify,
        Place::Verifying("C.S".into()),
        Place::VerifyKey,
        Place::StaffSignIn,
        Place::StaffCode,
        Place::Pile,
        Place::Examination(dossier.clone()),
        Place::DossierPdf(dossier),
        Place::DossierJournal(CandidatureId("c".into())),
        Place::Accounts,
        Place::NewAccount,
        Place::Account(AccountId("a".into())),
        Place::AccountLinkSent(AccountId("a".into())),
        Place::InternalStudies.of_account(AccountId("a".into())),
        Place::Batches,
        Place::Batch(JobId("j".into())),
        Place::Programmes,
        Place::ProgrammeSettings(ProgrammeId("p".into())),
        Place::Campaigns,
        Place::Grounds,
        Place::Templates,
        Place::Template(Template::Complete),
        Place::Letters,
        Place::Imports,
        Place::ImportRefused(FileRefusal::Empty),
        Place::Import(ImportId("i".into())),
        Place::ImportLines(ImportId("i".into()), String::new(), 1),
        Place::ImportReport(ImportId("i".into())),
        Place::ImportModel,
        Place::TooLarge("R-1".into()),
        Place::SignedOut,
        Place::Incident("I-1".into()),
        Place::Payment,
        Place::PaymentReturn,
        Place::PaymentReceipt(AttemptId("a".into())),
        Place::Payments,
        Place::PaymentFile(EnrolmentId("e".into())),
        Place::PaymentsExport,
        Place::DirectoryCsv,
        Place::DirectoryLdif,
        Place::DemoMailbox,
        Place::Gallery,
    ];
    for section in Section::ALL {
        places.extend([Place::Section(section), Place::SectionToCorrect(section, 1)]);
        places.push(Place::SectionToCorrect(section, 1).of_account(AccountId("a".into())));
    }
    for step in Step::ALL {
        places.extend([
            Place::EnrolmentStep(*step),
            Place::EnrolmentStepSaved(*step, 1),
            Place::EnrolmentStepToCorrect(*step, 1),
        ]);
    }
    for list in Listing::ALL {
        places.extend([Place::List(list), Place::ListSaved(list, 1)]);
        places.extend([Place::Entry(list, 1), Place::EntryToCorrect(list, 1, 1)]);
        places.push(Place::EntryToCorrect(list, 1, 1).of_account(AccountId("a".into())));
    }
    places
}

/// Files are sent and fetched beside the pages.
fn is_file(it: &Place) -> bool {
    matches!(
        it,
        Place::Logo
            | Place::Theme
            | Place::ReceiptPdf(_)
            | Place::Deposit(..)
            | Place::Document(_)
            | Place::DocumentToSave(_)
            | Place::Model(_)
            | Place::ModelDeposit(..)
            | Place::DossierPdf(_)
            | Place::ImportReport(_)
            | Place::ImportModel
            | Place::CasSignIn(_)
            | Place::PaymentReceipt(_)
            | Place::PaymentsExport
            | Place::EnrolmentRecapPdf
            | Place::EnrolmentDeposit(_)
            | Place::EnrolmentDocument(_)
            | Place::EnrolmentDocumentToSave(_)
            | Place::CertificatePdf(_)
            | Place::CardPdf
            | Place::VerifyKey
            | Place::DirectoryCsv
            | Place::DirectoryLdif
    )
}

/// The pattern of the page that answers an address; as in the router, a plain part goes before a parameter.
fn pattern_of(place: &Place) -> Option<&'static str> {
    let href = place.href();
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let fits = |pattern: &&str| {
        let mut parts = pattern.split('/').zip(path.split('/'));
        pattern.split('/').count() == path.split('/').count() && parts.all(|(of, it)| of.starts_with('{') || of == it)
    };
    web::pages().filter(fits).min_by_key(|pattern| pattern.matches('{').count())
}

#[test]
fn a_page_of_the_profile_lies_under_the_account_too() {
    let account = || AccountId("a".into());
    assert_eq!(Place::Profile.of_account(account()).href(), Place::Account(account()).href());
    let entry = Place::EntryToCorrect(Listing::Internships, 2, 7).of_account(account());
    assert_eq!(entry.href(), "/admin/comptes/a/stages?ligne=2&a-corriger=7");
    for page in [Place::Section(Section::Identity), Place::List(Listing::External), Place::InternalStudies] {
        let href = page.href();
        let last = href.rsplit('/').next().expect("a last part");
        assert_eq!(Place::of_profile(last), Some(page));
    }
    for strange in ["", "/", "profil", "stages?ligne=1", "../compte", "nulle-part"] {
        assert_eq!(Place::of_profile(strange), None, "{strange}");
    }
}

#[test]
fn every_kind_of_place_is_tried() {
    let source = std::fs::read_to_string(root().join("src/places.rs")).expect("places.rs");
    let (_, rest) = source.split_once("pub enum Place {\n").expect("the places");
    let lines = rest.lines().take_while(|line| *line != "}").map(str::trim);
    let named = |line: &str| line.split(['(', ',', ' ']).next().unwrap_or_default().to_owned();
    let kinds: BTreeSet<_> = lines.filter(|line| !line.starts_with("//")).map(named).collect();
    let tried: BTreeSet<_> = all().iter().map(|it| named(&format!("{it:?}"))).collect();
    assert_eq!(tried, kinds);
}

// A task of tokio's, since leptos reads its table of pages from within one.
#[tokio::test]
async fn every_page_has_a_place_and_every_place_its_page() {
    let mut reached = BTreeSet::new();
    for place in all() {
        // As in the router, the plain address of a file goes before a page with a parameter there.
        let pattern = pattern_of(&place).filter(|it| !is_file(&place) || !it.ends_with('}'));
        assert_eq!(pattern.is_none(), is_file(&place), "{}: {pattern:?}", place.href());
        reached.extend(pattern);
    }
    assert_eq!(reached, web::pages().collect::<BTreeSet<_>>());
}
