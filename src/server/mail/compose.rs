//! Writes a letter when it is sent: finds the facts, draws the link (only its hash is kept), and asks `words`.

use crate::domain::account::{RESET_LINK_LIFE, VALIDATION_LINK_LIFE};
use crate::domain::candidature::Answer;
use crate::domain::letter::{Letter, Written};
use crate::domain::time::{Instant, Span};
use crate::domain::{AccountId, CandidatureId};
use crate::places::Place;
use crate::server::calendar::moment;
use crate::server::store::{Actor, Due, LinkPurpose};
use crate::server::{Services, secrets};
use crate::words::letter as say;

pub async fn compose(services: &Services, due: &Due) -> sqlx::Result<Written> {
    let to = services.store.recipient(&due.account_id).await?;
    let about = say::About {
        establishment: &services.config.establishment,
        contact: &services.config.contact,
        name: &format!("{} {}", to.given_name, to.family_name),
        number: to.number.as_str(),
    };
    let url = |place: Place| format!("{}{}", services.config.public_url, place.href());
    let (subject, text) = match &due.letter {
        Letter::Validation(account) => {
            let token = draw_link(services, account, LinkPurpose::Validation, VALIDATION_LINK_LIFE).await?;
            say::validation(&about, &url(Place::Validate(token)), &url(Place::LostCode))
        }
        Letter::AccountExists(_) => {
            say::account_exists(&about, &url(Place::SignIn), &url(Place::LostPassword), &url(Place::LostCode))
        }
        Letter::PasswordReset(account) => {
            let token = draw_link(services, account, LinkPurpose::Reset, RESET_LINK_LIFE).await?;
            say::password_reset(&about, &url(Place::NewPassword(token)))
        }
        Letter::CandidatureCreated(id) => {
            let facts = services.store.candidature_facts(id).await?;
            let by = moment(Instant(facts.transmit_by));
            say::candidature_created(&about, &facts.programme, &facts.faculty, by, &dossier(&url, id))
        }
        Letter::CandidatureCancelled(id) => {
            let facts = services.store.candidature_facts(id).await?;
            say::candidature_cancelled(&about, &facts.programme)
        }
        Letter::TransmissionReceipt(id) => {
            let (reference, at, candidature) = services.store.transmission_facts(id).await?;
            let facts = services.store.candidature_facts(&candidature).await?;
            let receipt = url(Place::Receipt(candidature));
            say::transmission_receipt(&about, &facts.programme, &reference, moment(at), &receipt)
        }
        Letter::Incomplete(id) => {
            let facts = services.store.candidature_facts(id).await?;
            let documents = services.store.documents(id).await?;
            let by = moment(Instant(facts.transmit_by));
            say::incomplete(&about, &facts.programme, &documents, by, &dossier(&url, id))
        }
        Letter::Complete(id) => {
            let facts = services.store.candidature_facts(id).await?;
            say::complete(&about, &facts.programme, &dossier(&url, id))
        }
        Letter::Avis(id) => {
            let candidature = services.store.candidature_of_avis(id).await?;
            let facts = services.store.candidature_facts(&candidature).await?;
            let history = services.store.avis_history(&candidature).await?;
            let avis = history.into_iter().find(|it| it.id == *id).ok_or(sqlx::Error::RowNotFound)?;
            say::avis(&about, &facts.programme, &avis, &dossier(&url, &candidature))
        }
        Letter::Answered(id) => {
            let facts = services.store.candidature_facts(id).await?;
            let answer = facts.answer.as_deref().and_then(Answer::named).ok_or(sqlx::Error::RowNotFound)?;
            say::answered(&about, &facts.programme, answer, &dossier(&url, id))
        }
    };
    Ok(Written { to: to.email, subject, text })
}

fn dossier(url: &impl Fn(Place) -> String, id: &CandidatureId) -> String {
    url(Place::Dossier(id.clone()))
}

/// Draws the token of a link and keeps its hash, committed before the letter leaves: a link that arrives works.
async fn draw_link(services: &Services, account: &AccountId, purpose: LinkPurpose, life: Span) -> sqlx::Result<String> {
    let token = secrets::draw_token(&*services.chance);
    let mut work = services.begin(Actor::System, "").await?;
    work.add_link(&secrets::hash_token(&token), account, purpose, life).await?;
    work.commit().await?;
    Ok(token)
}
