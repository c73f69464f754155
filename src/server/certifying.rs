//! The certificate: issued when its owner asks for it, signed, printed, checked by anyone; and what follows it, the card.

use super::guard::{Caller, Candidate};
use super::pdf::{self, PrintError};
use super::signing::{self, SealError};
use super::store::{Actor, EnrolmentRow};
use super::{Services, calendar, reference, secrets};
use crate::api::{CallError, Never};
use crate::domain::EnrolmentId;
use crate::domain::account::ATTEMPT_WINDOW;
use crate::domain::campaign;
use crate::domain::certificate::{
    Asked, Certified, DRAWN, Issued, StudentView, VERIFICATIONS_PER_ADDRESS, Verdict, Verification, asked, card,
    may_be_had, number,
};
use crate::domain::enrolment::Kind;
use crate::domain::language::Language;
use crate::domain::letter::Letter;
use crate::domain::profile::{Civility, FRANCE};
use crate::domain::time::Date;
use crate::places::Place;

/// Cards told of at once.
const BATCH: i64 = 50;

/// Why no certificate comes out.
#[derive(Debug, thiserror::Error)]
pub enum CertifyError {
    #[error("{0}")]
    Store(#[from] sqlx::Error),
    #[error("{0}")]
    Print(#[from] PrintError),
    #[error("{0}")]
    Seal(#[from] SealError),
}

impl Services {
    /// What a person's certificate says today; its number and its day are those of a new edition.
    async fn certified(&self, enrolment: &EnrolmentRow) -> sqlx::Result<Certified> {
        let account = enrolment.account();
        let learner = self.store.learner(&enrolment.learner()).await?.ok_or(sqlx::Error::RowNotFound)?;
        let named = self.store.recipient(&account).await?;
        // What was handed over; an enrolment that staff carried over from elsewhere has nothing frozen.
        let (profile, programmes) = match self.store.enrolment_snapshot(&enrolment.id()).await? {
            Some(it) => (it.profile, it.programmes),
            None => (
                self.store.profile(&account).await?,
                self.store.admissions_of(&enrolment.learner(), &enrolment.campaign()).await?,
            ),
        };
        let form = profile.identity.unwrap_or_default();
        let or_else =
            |typed: &str, other: String| if typed.trim().is_empty() { other } else { typed.trim().to_owned() };
        let first = or_else(&form.given_name, named.given_name);
        let birth_country =
            if form.birth_country == FRANCE { "" } else { reference::country(&form.birth_country, Language::French) };
        Ok(Certified {
            number: String::new(),
            issued: calendar::date(self.clock.now()),
            civility: [("madam", Civility::Madam), ("sir", Civility::Sir)]
                .into_iter()
                .find_map(|(code, it)| (code == form.civility).then_some(it)),
            family_name: or_else(&form.family_name, named.family_name),
            usual_name: form.usual_name.trim().to_owned(),
            given_names: format!("{first} {}", form.other_given_names.trim()).trim().to_owned(),
            ine: form.ine.trim().to_uppercase(),
            student_number: learner.student_number.unwrap_or_default(),
            birth_date: Date::parse(&form.birth_date),
            birth_place: form.birth_place.trim().to_owned(),
            birth_country: birth_country.to_owned(),
            year: enrolment.year.clone(),
            programmes: programmes.into_iter().filter(|it| !it.withdrawn).map(|it| it.programme).collect(),
        })
    }

    /// Validated students who were not told yet how to get their card, or their sticker (seed 000): a letter each.
    pub async fn tell_of_cards(&self) -> sqlx::Result<usize> {
        let mut work = self.begin(Actor::System, "").await?;
        let marked = work.mark_cards(BATCH).await?;
        for (id, account, kind) in &marked {
            let letter = match kind {
                Kind::First => Letter::StudentCard(id.clone()),
                Kind::Renewal => Letter::Sticker(id.clone()),
            };
            work.post(account, &letter).await?;
        }
        work.commit().await?;
        Ok(marked.len())
    }

    /// The certificate as a PDF, signed where there is something to sign with.
    async fn print_certificate(&self, it: Issued, language: Language) -> Result<Vec<u8>, CertifyError> {
        let code = signing::code(&it.payload, &it.signature);
        let at = calendar::start(it.content.issued).unwrap_or_default();
        let link = format!("{}{}", self.config.public_url, Place::Verifying(code).href());
        let sheet = pdf::CertificateSheet {
            establishment: self.config.establishment.clone(),
            signatory: [&self.config.signatory_quality, &self.config.signatory_name, &self.config.city]
                .map(Clone::clone),
            verifier: format!("{}{}", self.config.public_url, Place::Verify.href()),
            link,
            certified: it.content,
            at,
        };
        let paper = self.printer.certificate(sheet, language).await?;
        match &self.signer.sealer {
            Some(sealer) => Ok(sealer.seal(paper, at)?),
            None => Ok(paper),
        }
    }

    /// The text that the kiosk reads, signed.
    fn card_code(&self, it: &Certified) -> String {
        let text = card(self.signer.id(), &self.config.establishment, it);
        signing::code(&text, &self.signer.sign(&text))
    }
}

impl Candidate {
    /// An enrolment of the caller's own, if it is validated: the named one, else the present one.
    async fn validated(&self, id: Option<&EnrolmentId>) -> sqlx::Result<Option<EnrolmentRow>> {
        let store = &self.services().store;
        let row = match id {
            Some(id) => store.own_enrolment(self.id(), id).await?,
            None => store.enrolment_of(self.id()).await?,
        };
        let Some(row) = row else { return Ok(None) };
        Ok(may_be_had(row.standing()?.state).then_some(row))
    }

    /// The edition that says what is so today; made, signed and registered if none does.
    async fn issue(&self, row: &EnrolmentRow) -> sqlx::Result<Option<Issued>> {
        let services = self.services();
        let says = services.certified(row).await?;
        let known = services.store.latest_certificate(&row.id()).await?;
        if let Some(it) = known.filter(|it| it.content.says_what(&says)) {
            return Ok(Some(it));
        }
        let mut work = self.begin().await?;
        let locked = work.lock_enrolment(&row.id()).await?;
        if !locked.map(|it| it.standing()).transpose()?.is_some_and(|it| may_be_had(it.state)) {
            return Ok(None);
        }
        // Another window was quicker.
        let known = work.latest_certificate(&row.id()).await?;
        let edition = known.as_ref().map_or(1, |it| it.edition + 1);
        if let Some(it) = known.filter(|it| it.content.says_what(&says)) {
            return Ok(Some(it));
        }
        let drawn = secrets::draw_reference(&*services.chance, 'C');
        let drawn = &drawn[drawn.len() - DRAWN..];
        let certified = Certified { number: number(campaign::begins(&row.year), drawn), ..says };
        let signer = &services.signer;
        let payload = certified.statement(&services.config.establishment).write(signer.id());
        let signature = signer.sign(&payload);
        let issued = work.add_certificate(&row.id(), edition, certified, (payload, signature, signer.id())).await?;
        work.note("issue_certificate", self.id(), &issued.content.number);
        services.commit(work).await?;
        Ok(Some(issued))
    }

    /// The number and the paper; `None` before the enrolment is validated, after it was cancelled, and for what is
    /// another's.
    pub async fn certificate(
        &self,
        id: Option<&EnrolmentId>,
        language: Language,
    ) -> Result<Option<(String, Vec<u8>)>, CertifyError> {
        let Some(row) = self.validated(id).await? else { return Ok(None) };
        let Some(issued) = self.issue(&row).await? else { return Ok(None) };
        let number = issued.content.number.clone();
        Ok(Some((number, self.services().print_certificate(issued, language).await?)))
    }

    /// The card's code as a PDF: of a first enrolment alone, since those who enrol again have a card.
    pub async fn card(&self, language: Language) -> Result<Option<(String, Vec<u8>)>, CertifyError> {
        let Some(row) = self.validated(None).await? else { return Ok(None) };
        if row.kind()? != Kind::First {
            return Ok(None);
        }
        let services = self.services();
        let it = services.certified(&row).await?;
        let sheet = pdf::CardSheet {
            establishment: services.config.establishment.clone(),
            code: services.card_code(&it),
            help: crate::words::certificate::card(Kind::First, &it.year, language),
            certified: it,
            at: services.clock.now(),
        };
        Ok(Some((row.number.clone(), services.printer.card(sheet, language).await?)))
    }

    /// « Certificat, carte, ENT »: `None` for whoever was never admitted.
    pub async fn student(&self) -> Result<Option<StudentView>, CertifyError> {
        let services = self.services();
        let Some(row) = services.store.enrolment_of(self.id()).await? else { return Ok(None) };
        let learner = services.store.learner(&row.learner()).await?.ok_or(sqlx::Error::RowNotFound)?;
        let (kind, validated) = (row.kind()?, may_be_had(row.standing()?.state));
        let card = match kind {
            Kind::First if validated => {
                let it = services.certified(&row).await?;
                Some(pdf::qr_path(&services.card_code(&it))?)
            }
            _ => None,
        };
        Ok(Some(StudentView {
            enrolment: row.id(),
            year: row.year.clone(),
            kind,
            identifiant: learner.identifiant,
            student_number: learner.student_number,
            validated,
            card,
            ent_url: services.config.ent_url.clone(),
        }))
    }
}

impl Caller {
    /// Checks what somebody holds in their hands: never more than the paper says comes out.
    pub async fn verify_certificate(&self, typed: &str) -> Result<Verification, CallError<Never>> {
        let counts = [(self.origin.as_str(), VERIFICATIONS_PER_ADDRESS)];
        if !self.may_try_within(ATTEMPT_WINDOW, "verify-certificate", &counts).await? {
            return Err(CallError::TooMany);
        }
        let services = &self.services;
        let (number, statement) = match asked(typed) {
            None => return Ok(Verification::empty(Verdict::Unknown)),
            Some(Asked::Number(number)) => (number, None),
            Some(Asked::Code { payload, signature }) => match services.signer.ring.check(&payload, &signature) {
                Ok(statement) => (statement.number.clone(), Some(statement)),
                Err(_) => return Ok(Verification::empty(Verdict::Forged)),
            },
        };
        let Some(found) = services.store.registered(&number).await? else {
            return Ok(Verification::empty(Verdict::Unknown));
        };
        let mut work = self.begin().await?;
        work.note("verify_certificate", &found.id, found.verdict.code());
        work.commit().await?;
        Ok(Verification {
            verdict: found.verdict,
            says: statement.or_else(|| crate::domain::certificate::Statement::read(&found.payload).map(|(_, it)| it)),
            cancelled_at: found.cancelled_at.map(calendar::moment),
        })
    }
}

impl<R> From<CertifyError> for CallError<R> {
    fn from(cause: CertifyError) -> Self {
        match cause {
            CertifyError::Store(cause) => cause.into(),
            other => Self::Failed(super::incident(&other, "a certificate could not be made")),
        }
    }
}
