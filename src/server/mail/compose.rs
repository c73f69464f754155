//! Writes a letter when it is sent: finds the facts, draws the link (only its hash is kept), chooses the words and fills
//! them in, in the language of whom it goes to.

use super::template::{self, Values};
use crate::domain::account::{INVITATION_LINK_LIFE, RESET_LINK_LIFE, VALIDATION_LINK_LIFE};
use crate::domain::candidature::Answer;
use crate::domain::document::{DocumentState, DocumentView};
use crate::domain::enrolment::Step;
use crate::domain::enrolment::desk::StaffAct;
use crate::domain::enrolment::document::EnrolmentDocument;
use crate::domain::language::Language;
use crate::domain::letter::{Letter, Template, Written};
use crate::domain::login::{CODE_LIFE, LOGIN_LINK_LIFE};
use crate::domain::review::AvisView;
use crate::domain::time::{Instant, Span};
use crate::domain::{AccountId, CandidatureId, ChallengeId, EnrolmentId};
use crate::places::Place;
use crate::server::calendar::moment;
use crate::server::store::{Actor, Due, LinkPurpose, PaidFacts};
use crate::server::{Services, secrets};
use crate::words;

pub async fn compose(services: &Services, due: &Due) -> sqlx::Result<Written> {
    let mut to = services.store.recipient(&due.account_id).await?;
    if let Some((subject, text)) = due.kept.clone() {
        return Ok(Written { to: to.email, subject, text });
    }
    let language = to.language;
    let facts = Facts { services, language };
    let (template, found) = match &due.letter {
        Letter::Validation(account) => {
            let link = facts.link(account, LinkPurpose::Validation, VALIDATION_LINK_LIFE, Place::Validate).await?;
            (Template::Validation, vec![link, ("again", facts.url(&Place::LostCode))])
        }
        Letter::AccountExists(_) => {
            let doors =
                [("sign_in", Place::SignIn), ("lost_password", Place::LostPassword), ("lost_code", Place::LostCode)];
            (Template::AccountExists, doors.map(|(name, place)| (name, facts.url(&place))).to_vec())
        }
        Letter::PasswordReset(account) => {
            let link = facts.link(account, LinkPurpose::Reset, RESET_LINK_LIFE, Place::NewPassword).await?;
            (Template::PasswordReset, vec![link])
        }
        Letter::Invitation(account) => {
            let link = facts.link(account, LinkPurpose::Invitation, INVITATION_LINK_LIFE, Place::NewPassword).await?;
            (Template::Invitation, vec![link])
        }
        Letter::EmailChange(account) => {
            to.email = services.store.email_change(account).await?.0;
            let link = facts.link(account, LinkPurpose::Email, VALIDATION_LINK_LIFE, Place::ConfirmEmail).await?;
            (Template::EmailChange, vec![link])
        }
        Letter::EmailChanged(account) => {
            let (new_address, old) = services.store.email_change(account).await?;
            to.email = old;
            (Template::EmailChanged, vec![("new_address", new_address)])
        }
        Letter::ProfileChanged(_) => (Template::ProfileChanged, vec![("profile", facts.url(&Place::Profile))]),
        Letter::CandidatureCreated(id) => (Template::CandidatureCreated, facts.of_candidature(id).await?),
        Letter::CandidatureCancelled(id) => (Template::CandidatureCancelled, facts.of_candidature(id).await?),
        Letter::TransmissionReminder(id) => (Template::TransmissionReminder, facts.of_candidature(id).await?),
        Letter::Complete(id) => (Template::Complete, facts.of_candidature(id).await?),
        Letter::TransmissionReceipt(id) => {
            let (reference, at, candidature) = services.store.transmission_facts(id).await?;
            let mut found = facts.of_candidature(&candidature).await?;
            found.push(("reference", reference));
            found.push(("at", words::moment(moment(at), language)));
            found.push(("receipt", facts.url(&Place::Receipt(candidature))));
            (Template::TransmissionReceipt, found)
        }
        Letter::Incomplete(id) => {
            let mut found = facts.of_candidature(id).await?;
            found.push(("documents", to_correct(&services.store.documents(id).await?, language)));
            (Template::Incomplete, found)
        }
        Letter::Avis(id) => {
            let candidature = services.store.candidature_of_avis(id).await?;
            let history = services.store.avis_history(&candidature).await?;
            let avis = history.into_iter().find(|it| it.id == *id).ok_or(sqlx::Error::RowNotFound)?;
            let template = if avis.promoted { Template::Promoted } else { Template::of_avis(avis.kind) };
            (template, facts.of_avis(&candidature, &avis).await?)
        }
        Letter::AnswerReminder(id) => {
            let history = services.store.avis_history(id).await?;
            let avis = history.into_iter().find(|it| it.validated_at.is_some()).ok_or(sqlx::Error::RowNotFound)?;
            (Template::AnswerReminder, facts.of_avis(id, &avis).await?)
        }
        Letter::Admitted(id) => {
            let (programme, identifiant) = services.store.admission_facts(id).await?;
            let enrolment = facts.url(&Place::Enrolment);
            (Template::Admitted, vec![("programme", programme), ("identifiant", identifiant), ("enrol", enrolment)])
        }
        Letter::LoginCode(challenge, nth) => (Template::LoginCode, facts.code(challenge, *nth).await?),
        Letter::LoginLink(account) => (Template::LoginLink, vec![facts.login_link(account).await?]),
        Letter::Identifiant(id) => {
            let learner = services.store.learner(id).await?.ok_or(sqlx::Error::RowNotFound)?;
            let sign_in = facts.url(&Place::LearnerSignIn);
            (Template::Identifiant, vec![("identifiant", learner.identifiant), ("sign_in", sign_in)])
        }
        Letter::EnrolmentSubmitted(id) => {
            let (reference, programme, at) = services.store.submission_facts(id).await?;
            let at = words::moment(moment(at), language);
            let enrolment = facts.url(&Place::Enrolment);
            let found = [("reference", reference), ("programme", programme), ("at", at), ("enrol", enrolment)];
            (Template::EnrolmentSubmitted, found.to_vec())
        }
        Letter::DocumentsRefused(id) => {
            let documents = services.store.enrolment_documents(id).await?;
            (Template::DocumentsRefused, facts.of_refusals(&documents))
        }
        Letter::EnrolmentValidated(id) => (Template::EnrolmentValidated, facts.of_enrolment(id).await?),
        Letter::EnrolmentCancelled(id) => {
            let acts = [StaffAct::CancelWithdrawal, StaffAct::CancelEntryError];
            (Template::EnrolmentCancelled, facts.of_act(id, acts).await?)
        }
        Letter::EnrolmentReopened(id) => (Template::EnrolmentReopened, facts.of_act(id, [StaffAct::Reopen; 2]).await?),
        Letter::FeesChanged(id) => (Template::FeesChanged, facts.of_fees(id).await?),
        Letter::StudentCard(id) => (Template::StudentCard, facts.of_card(id).await?),
        Letter::Sticker(id) => (Template::Sticker, facts.of_card(id).await?),
        Letter::Answered(id) => {
            let template = match services.store.candidature_facts(id).await?.answer() {
                Some(Answer::Confirmed) => Template::Confirmed,
                Some(Answer::Withdrawn) => Template::Withdrawn,
                Some(Answer::WithdrawnByDefault) => Template::WithdrawnByDefault,
                None => return Err(sqlx::Error::RowNotFound),
            };
            (template, facts.of_candidature(id).await?)
        }
        Letter::PaymentReceived(id) => {
            let it = services.store.paid_facts(id).await?;
            let receipt = facts.url(&Place::PaymentReceipt(it.attempt.clone()));
            (Template::PaymentReceived, facts.of_payment(it, ("receipt", receipt)))
        }
        Letter::PaymentRefused(id) => {
            let it = services.store.attempt_facts(id).await?;
            (Template::PaymentRefused, facts.of_payment(it, ("pay", facts.url(&Place::Payment))))
        }
    };
    let mut values: Values = found.into_iter().collect();
    values.insert("name", format!("{} {}", to.given_name, to.family_name));
    values.insert("number", to.number.as_str().to_owned());
    values.insert("establishment", services.config.establishment.clone());
    values.insert("contact", services.config.contact.clone());
    let (subject, body) = services.words_of(template, language).await?;
    let (subject, text) = template::write((&subject, &body), &values, language)?;
    Ok(Written { to: to.email, subject, text })
}

impl Services {
    /// The words of a letter: the establishment's own, else those that the product ships.
    pub async fn words_of(&self, template: Template, language: Language) -> sqlx::Result<(String, String)> {
        if let Some(own) = self.store.letter_words(template, language).await? {
            return Ok((own.subject, own.body));
        }
        let (subject, body) = words::letter::shipped(template);
        Ok((subject.to(language).into_owned(), body.to(language).into_owned()))
    }
}

type Found = Vec<(&'static str, String)>;

/// Finds what letters tell.
struct Facts<'a> {
    services: &'a Services,
    language: Language,
}

impl Facts<'_> {
    fn url(&self, place: &Place) -> String {
        format!("{}{}", self.services.config.public_url, place.href())
    }

    async fn of_candidature(&self, id: &CandidatureId) -> sqlx::Result<Found> {
        let facts = self.services.store.candidature_facts(id).await?;
        Ok(vec![
            ("by", words::limit(moment(Instant(facts.transmit_by)), self.language)),
            ("programme", facts.programme),
            ("faculty", facts.faculty),
            ("dossier", self.url(&Place::Dossier(id.clone()))),
        ])
    }

    async fn of_card(&self, id: &EnrolmentId) -> sqlx::Result<Found> {
        let (year, number) = self.services.store.card_facts(id).await?;
        let number = number.unwrap_or_default();
        Ok(vec![("year", year), ("student_number", number), ("student", self.url(&Place::Student))])
    }

    async fn of_avis(&self, id: &CandidatureId, avis: &AvisView) -> sqlx::Result<Found> {
        let mut found = self.of_candidature(id).await?;
        found.retain(|(name, _)| *name != "by");
        let or_nothing = |it: &Option<String>| it.clone().unwrap_or_default();
        found.push(("by", avis.answer_by.map_or_else(String::new, |by| words::limit(by, self.language))));
        found.push(("at", avis.validated_at.map_or_else(String::new, |at| words::day(at, self.language))));
        found.push(("rank", avis.rank.map_or_else(String::new, |it| it.to_string())));
        found.push(("ground", or_nothing(&avis.ground)));
        found.push(("comment", or_nothing(&avis.comment)));
        Ok(found)
    }

    fn of_payment(&self, it: PaidFacts, way_on: (&'static str, String)) -> Found {
        vec![
            ("amount", words::money(it.amount, self.language)),
            ("enrolment", it.number),
            ("payment", it.reference),
            ("at", words::moment(moment(it.at), self.language)),
            way_on,
        ]
    }

    /// The programmes and the student number of an enrolment.
    async fn of_enrolment(&self, id: &EnrolmentId) -> sqlx::Result<Found> {
        let store = &self.services.store;
        let row = store.enrolment(id).await?.ok_or(sqlx::Error::RowNotFound)?;
        let learner = store.learner(&row.learner()).await?.ok_or(sqlx::Error::RowNotFound)?;
        let admissions = store.admissions_of(&row.learner(), &row.campaign()).await?;
        let programmes = admissions.into_iter().filter(|it| !it.withdrawn).map(|it| it.programme);
        Ok(vec![
            ("programme", programmes.collect::<Vec<_>>().join(", ")),
            ("student_number", learner.student_number.unwrap_or_default()),
            ("enrol", self.url(&Place::Enrolment)),
        ])
    }

    async fn of_act(&self, id: &EnrolmentId, acts: [StaffAct; 2]) -> sqlx::Result<Found> {
        let ground = self.services.store.reason_of(id, acts).await?;
        Ok(vec![("ground", ground), ("enrol", self.url(&Place::Enrolment))])
    }

    /// Why the fees changed, and what is due as this is written.
    async fn of_fees(&self, id: &EnrolmentId) -> sqlx::Result<Found> {
        let store = &self.services.store;
        let row = store.enrolment(id).await?.ok_or(sqlx::Error::RowNotFound)?;
        let due = match row.due {
            Some(cents) => words::money(cents, self.language),
            None => words::fee::NOT_SAID_YET.to(self.language).into_owned(),
        };
        let ground = store.reason_of(id, [StaffAct::Exempt, StaffAct::EndExemption]).await?;
        Ok(vec![("ground", ground), ("due", due), ("fees", self.url(&Place::EnrolmentStep(Step::Fees)))])
    }

    /// Each refused document with why and what to do, and until when.
    fn of_refusals(&self, documents: &[EnrolmentDocument]) -> Found {
        let refused = || documents.iter().filter(|it| it.asked && it.state == DocumentState::Refused);
        let lines = refused().map(|it| words::enrolment_document::refused_line(it, self.language));
        let by = refused().filter_map(|it| it.correct_by).max_by_key(|it| it.at);
        let lines = lines.collect::<Vec<_>>().join("\n");
        let since = words::enrolment_document::GIVEN_SINCE.to(self.language);
        vec![
            ("documents", if lines.is_empty() { since.into_owned() } else { lines }),
            ("by", by.map_or_else(String::new, |by| words::limit(by, self.language))),
            ("enrol", self.url(&Place::EnrolmentDocuments)),
        ]
    }

    /// Draws the token of a link and keeps its hash, committed before the letter leaves: a link that arrives works.
    async fn link(
        &self,
        account: &AccountId,
        purpose: LinkPurpose,
        life: Span,
        place: impl FnOnce(String) -> Place,
    ) -> sqlx::Result<(&'static str, String)> {
        let token = secrets::draw_token(&*self.services.chance);
        let mut work = self.services.begin(Actor::System, "").await?;
        work.add_link(&secrets::hash_token(&token), account, purpose, life).await?;
        work.commit().await?;
        Ok(("link", self.url(&place(token))))
    }

    /// Draws the code of a challenge and keeps its hash: its ten minutes begin now.
    async fn code(&self, challenge: &ChallengeId, nth: i64) -> sqlx::Result<Found> {
        let code = secrets::draw_code(&*self.services.chance);
        let hash = secrets::hash_code(challenge, &code).unwrap_or_default();
        let mut work = self.services.begin(Actor::System, "").await?;
        if !work.write_code(challenge, nth, &hash).await? {
            return Err(sqlx::Error::RowNotFound);
        }
        work.commit().await?;
        let minutes = CODE_LIFE.0 / Span::minutes(1).0;
        Ok(vec![("code", code.expose().to_owned()), ("minutes", minutes.to_string())])
    }

    async fn login_link(&self, account: &AccountId) -> sqlx::Result<(&'static str, String)> {
        let token = secrets::draw_token(&*self.services.chance);
        let mut work = self.services.begin(Actor::System, "").await?;
        work.add_login_link(&secrets::hash_token(&token), account, LOGIN_LINK_LIFE).await?;
        work.commit().await?;
        Ok(("link", self.url(&Place::LearnerLink(token))))
    }
}

/// Each document that is to be corrected, with why.
fn to_correct(documents: &[DocumentView], language: Language) -> String {
    let open = documents.iter().filter(|it| matches!(it.state, DocumentState::Refused | DocumentState::Missing));
    let line = |it: &DocumentView| {
        let why = match it.ground.as_deref().map(words::document::stored_ground) {
            Some(ground) => ground,
            None => words::letter::MISSING_DOCUMENT,
        };
        let comment = it.comment.as_deref().map_or(String::new(), |comment| format!("\n  {comment}"));
        let (label, why) = (it.label.to(language), why.to(language));
        format!("- {}{comment}", words::say(&format!("{label} : {why}"), format!("{label}: {why}"), language))
    };
    open.map(line).collect::<Vec<_>>().join("\n")
}
