//! The parameters of the establishment: programmes, the documents that they ask for, campaigns; two administrators.

use super::actor::{Actor, Answer};
use super::journey::{ADMINISTRATOR, INFORMATICS, LETTERS, OFFICER};
use super::site::on_both;
use crate::api::{CallError, Never};
use crate::domain::ProgrammeId;
use crate::domain::campaign::ApplyObstacle;
use crate::domain::candidature::State;
use crate::domain::document::DocumentState;
use crate::domain::form::{Fault, Faults};
use crate::domain::parameters::{CampaignView, ParameterField, ParameterRefusal, ProgrammeList, ProgrammeView};
use crate::domain::review::Pile;
use crate::domain::time::{Phase, Span};
use crate::places::Place;
use axum::http::StatusCode;

const EMAIL: &str = "eloise@essai.example";

pub(super) async fn read(director: &Actor<'_>, id: &ProgrammeId) -> ProgrammeView {
    director.post("parameters/programme", &[("id", id.as_str())]).await.read()
}

async fn campaigns(director: &Actor<'_>) -> Vec<CampaignView> {
    director.post("parameters/campaigns", &[]).await.read()
}

/// Sends a programme's form as it stands, but for what is changed in it.
async fn save(director: &Actor<'_>, it: &ProgrammeView, changed: &[(&str, &str)]) -> Answer {
    let version = it.version.to_string();
    let mut pairs = vec![("id", it.id.as_str()), ("version", version.as_str())];
    let form = &it.form;
    let fields = [
        ("form[code]", &form.code),
        ("form[label]", &form.label),
        ("form[level]", &form.level),
        ("form[keywords]", &form.keywords),
        ("form[capacity]", &form.capacity),
        ("form[opens_on]", &form.opens_on),
        ("form[closes_on]", &form.closes_on),
        ("form[answer_days]", &form.answer_days),
    ];
    for (name, value) in fields {
        let other = changed.iter().find(|(it, _)| *it == name);
        pairs.push((name, other.map_or(value.as_str(), |(_, value)| value)));
    }
    director.post("parameters/save_programme", &pairs).await
}

/// An act on the programme as it is now.
pub(super) async fn act(director: &Actor<'_>, endpoint: &str, id: &ProgrammeId, more: &[(&str, &str)]) -> Answer {
    let version = read(director, id).await.version.to_string();
    let mut pairs = vec![("id", id.as_str()), ("version", version.as_str())];
    pairs.extend_from_slice(more);
    director.post(endpoint, &pairs).await
}

/// An act on a campaign as it is now.
async fn campaign_act(director: &Actor<'_>, endpoint: &str, it: &CampaignView, more: &[(&str, &str)]) -> Answer {
    let version = it.version.to_string();
    let mut pairs = vec![("id", it.id.as_str()), ("version", version.as_str())];
    pairs.extend_from_slice(more);
    director.post(endpoint, &pairs).await
}

on_both!(a_programme_is_changed_by_administrators_and_the_slower_of_two_is_told, |site| {
    let (director, other) = (site.staff(ADMINISTRATOR).await, site.staff(ADMINISTRATOR).await);
    let id = site.programme(INFORMATICS).await;
    let seen = read(&director, &id).await;
    assert_eq!(
        (seen.form.capacity.as_str(), seen.form.keywords.as_str()),
        ("120", "programmation numérique développeur")
    );
    save(&director, &seen, &[("form[label]", "Licence 1 Informatique et société"), ("form[keywords]", "éthique")])
        .await
        .done();
    let late = save(&other, &seen, &[("form[capacity]", "90")]).await;
    assert_eq!(late.refusal::<ParameterRefusal>(), ParameterRefusal::Changed);
    let now = read(&director, &id).await;
    assert_eq!((now.form.capacity.as_str(), now.version), ("120", seen.version + 1));
    let offer = site.visitor().post("campaign/offer", &[("words", "ethique")]).await.text();
    assert!(offer.contains("Informatique et société"), "found by its new keywords: {offer}");
    let taken = save(&director, &now, &[("form[code]", "L1-MATH")]).await;
    assert_eq!(taken.refusal::<ParameterRefusal>(), ParameterRefusal::CodeTaken);
    let unfit = save(&director, &now, &[("form[capacity]", "beaucoup"), ("form[closes_on]", "2020-01-01")]).await;
    let faults = vec![(ParameterField::Capacity, Fault::Malformed), (ParameterField::ClosesOn, Fault::OutOfRange)];
    assert_eq!(unfit.refusal::<ParameterRefusal>(), ParameterRefusal::Unfit(Faults(faults)));
    let officer = site.staff(OFFICER).await;
    assert_eq!(save(&officer, &now, &[]).await.error::<ParameterRefusal>(), CallError::NotFound);
});

on_both!(a_later_closing_moves_the_dossiers_in_the_making_and_an_earlier_one_does_not, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let candidate = site.candidate(EMAIL).await;
    let dossier = candidate.applied(INFORMATICS).await;
    let before = candidate.dossier(&dossier).await.card.transmit_by;
    let id = site.programme(INFORMATICS).await;
    save(&director, &read(&director, &id).await, &[("form[closes_on]", "2027-03-31")]).await.done();
    let later = candidate.dossier(&dossier).await.card.transmit_by;
    assert!(later.at > before.at);
    assert_eq!((later.month, later.day, later.hour), (4, 1, 0), "the last day counts whole, in Paris");
    save(&director, &read(&director, &id).await, &[("form[closes_on]", "2026-11-23")]).await.done();
    assert_eq!(candidate.dossier(&dossier).await.card.transmit_by, later, "what was told never comes nearer");
});

on_both!(a_programme_is_added_once_and_taken_out_of_the_offer, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let list: ProgrammeList = director.post("parameters/programmes", &[("words", "INFO")]).await.read();
    assert!(list.lines.iter().any(|it| it.code == INFORMATICS) && list.lines.iter().all(|it| it.code != "L1-MATH"));
    let pairs = [
        ("campaign", list.campaign.as_str()),
        ("faculty", list.faculties[0].0.as_str()),
        ("form[code]", "M1-QUANT"),
        ("form[label]", "Master 1 Informatique quantique"),
        ("form[level]", "master_1"),
        ("form[capacity]", "12"),
        ("form[opens_on]", "2026-11-01"),
        ("form[closes_on]", "2026-12-31"),
        ("form[answer_days]", "7"),
    ];
    director.post("parameters/add_programme", &pairs).await.done();
    let again = director.post("parameters/add_programme", &pairs).await;
    assert_eq!(again.refusal::<ParameterRefusal>(), ParameterRefusal::CodeTaken);
    let candidate = site.candidate(EMAIL).await;
    let dossier = candidate.applied("M1-QUANT").await;
    let id = site.programme("M1-QUANT").await;
    act(&director, "parameters/retire_programme", &id, &[("retire", "yes")]).await.done();
    let offer = site.visitor().post("campaign/offer", &[("words", "quantique")]).await.text();
    assert_eq!(offer, "[]");
    let other = site.candidate("autre@essai.example").await;
    let refused = other.post("campaign/apply", &[("programme", id.as_str())]).await;
    assert_eq!(refused.error::<ApplyObstacle>(), CallError::NotFound);
    assert_eq!(candidate.dossier(&dossier).await.card.state, State::Pending, "what was begun goes on");
    act(&director, "parameters/retire_programme", &id, &[("retire", "no")]).await.done();
    other.applied("M1-QUANT").await;
});

on_both!(documents_are_added_ordered_and_removed_only_while_nobody_gave_anything, |site| {
    let (director, officer) = (site.staff(ADMINISTRATOR).await, site.staff(OFFICER).await);
    let (_, handed) = site.transmitted(EMAIL, INFORMATICS).await;
    let other = site.candidate("autre@essai.example").await;
    let pending = other.applied(INFORMATICS).await;
    let id = site.programme(INFORMATICS).await;
    let stale = read(&director, &id).await.version.to_string();
    let more = [("form[label]", "Portfolio"), ("form[notice]", "Trois travaux."), ("form[conditional]", "yes")];
    act(&director, "parameters/add_requirement", &id, &more).await.done();
    let twice = [("id", id.as_str()), ("version", &stale), ("form[label]", "Portfolio")];
    let late = director.post("parameters/add_requirement", &twice).await;
    assert_eq!(late.refusal::<ParameterRefusal>(), ParameterRefusal::Changed, "a second click adds no second");
    // Who handed over before is exempt; the others are asked.
    let last = |views: Vec<crate::domain::document::DocumentView>| views.into_iter().last().expect("documents");
    assert_eq!(last(officer.examine(&handed).await.documents).state, DocumentState::Waived);
    let asked = last(other.dossier(&pending).await.documents);
    assert_eq!(
        (asked.label.french.as_str(), asked.state, asked.conditional),
        ("Portfolio", DocumentState::Missing, true)
    );

    let requirements = read(&director, &id).await.requirements;
    let portfolio = requirements.last().expect("one").id.clone();
    let first = requirements[0].id.clone();
    for _ in 0..requirements.len() {
        let pairs = [("requirement", portfolio.as_str()), ("up", "yes")];
        act(&director, "parameters/move_requirement", &id, &pairs).await.done();
    }
    let order: Vec<_> = read(&director, &id).await.requirements.into_iter().map(|it| it.form.label).collect();
    assert_eq!(order[..2], ["Portfolio", "Pièce d'identité"]);
    let pairs = [("requirement", portfolio.as_str()), ("form[label]", "Dossier de travaux")];
    act(&director, "parameters/save_requirement", &id, &pairs).await.done();
    assert_eq!(other.dossier(&pending).await.documents[0].label.french, "Dossier de travaux");

    let given = act(&director, "parameters/remove_requirement", &id, &[("requirement", first.as_str())]).await;
    assert_eq!(given.refusal::<ParameterRefusal>(), ParameterRefusal::AlreadyGiven { count: 2 });
    act(&director, "parameters/remove_requirement", &id, &[("requirement", portfolio.as_str())]).await.done();
    assert_eq!(read(&director, &id).await.requirements.len(), requirements.len() - 1);
    // Of another programme: not found.
    let elsewhere = site.programme(LETTERS).await;
    let strange = act(&director, "parameters/remove_requirement", &elsewhere, &[("requirement", first.as_str())]).await;
    assert_eq!(strange.error::<ParameterRefusal>(), CallError::NotFound);
});

on_both!(a_campaign_is_closed_and_the_next_one_prepared_in_one_act_and_once, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let candidate = site.candidate(EMAIL).await;
    let dossier = candidate.applied(INFORMATICS).await;
    let now = &campaigns(&director).await[0];
    assert!(now.current && now.phase == Phase::Open && now.accounts == 1);
    let next = now.next.clone().expect("a proposal");
    assert_eq!(next.label, "2027-2028");
    let pairs = [
        ("form[label]", next.label.as_str()),
        ("form[opens_on]", next.opens_on.as_str()),
        ("form[closes_on]", next.closes_on.as_str()),
        ("form[max_candidatures]", "7"),
    ];
    let early = [pairs[0], ("form[opens_on]", "2026-12-01"), pairs[2], pairs[3]];
    let overlap = campaign_act(&director, "parameters/prepare_campaign", now, &early).await;
    assert_eq!(overlap.refusal::<ParameterRefusal>(), ParameterRefusal::Overlaps);
    for _ in 0..2 {
        campaign_act(&director, "parameters/prepare_campaign", now, &pairs).await.done();
    }
    let all = campaigns(&director).await;
    assert_eq!(all.len(), 2, "prepared once");
    assert_eq!((all[0].programmes, all[0].phase, all[0].current), (all[1].programmes, Phase::Before, false));
    assert!(all[1].next.is_none());
    let copied = [("campaign", all[0].id.as_str()), ("words", "L1-INFO")];
    let list: ProgrammeList = director.post("parameters/programmes", &copied).await.read();
    let (old, new) =
        (read(&director, &site.programme(INFORMATICS).await).await, read(&director, &list.lines[0].id).await);
    let asked = |it: &ProgrammeView| it.requirements.iter().map(|it| it.form.clone()).collect::<Vec<_>>();
    assert_eq!(asked(&new), asked(&old));
    assert_eq!(asked(&new)[0].label_en, "Proof of identity");
    assert_eq!(asked(&new)[0].notice_en, "Identity card (both sides), passport or residence permit, valid now.");
    assert!(new.id != old.id && new.form.opens_on > old.form.closes_on, "{:?}", new.form);

    campaign_act(&director, "parameters/close_campaign", &all[1], &[]).await.done();
    let stale = campaign_act(&director, "parameters/close_campaign", &all[1], &[]).await;
    assert_eq!(stale.refusal::<ParameterRefusal>(), ParameterRefusal::Changed);
    candidate.sign_in(EMAIL).await.done();
    assert_eq!(candidate.apply("L1-MATH").await.refusal::<ApplyObstacle>(), ApplyObstacle::Closed);
    candidate.fill(&dossier).await;
    candidate.transmit(&dossier).await.done();

    let next = &campaigns(&director).await[0];
    campaign_act(&director, "parameters/open_campaign", next, &[]).await.done();
    site.clock.advance(Span::seconds(1));
    assert!(campaigns(&director).await[0].current, "new accounts belong to it");
    site.sign_up(EMAIL).await.done();
    assert_eq!(campaigns(&director).await[0].accounts, 1);
});

on_both!(whose_scope_is_one_programme_finds_its_dossiers_the_next_year_too, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    site.sql(
        "update staff_scope set programme_id = (select programme_id from programme where code = 'L1-INFO')
               where staff_id in (select staff_id from staff where email = 'gestion.sciences@demo.example')",
    )
    .await;
    let now = &campaigns(&director).await[0];
    let next = now.next.clone().expect("a proposal");
    let pairs = [
        ("form[label]", next.label.as_str()),
        ("form[opens_on]", next.opens_on.as_str()),
        ("form[closes_on]", next.closes_on.as_str()),
        ("form[max_candidatures]", "7"),
    ];
    for _ in 0..2 {
        campaign_act(&director, "parameters/prepare_campaign", now, &pairs).await.done();
    }
    let scopes = "select count(*) from staff_scope s join staff t on t.staff_id = s.staff_id
                   where t.email = 'gestion.sciences@demo.example'";
    assert_eq!(site.count(scopes).await, 2, "the programme of each year, once");
    campaign_act(&director, "parameters/close_campaign", &campaigns(&director).await[1], &[]).await.done();
    campaign_act(&director, "parameters/open_campaign", &campaigns(&director).await[0], &[]).await.done();
    site.sql("update programme set opens_at = 0").await;
    site.clock.advance(Span::seconds(1));
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let (_, other) = site.transmitted("autre@essai.example", "L1-MATH").await;
    let officer = site.staff(OFFICER).await;
    let pile: Pile = officer.post("review/pile", &[]).await.read();
    assert_eq!(pile.rows.iter().map(|it| &it.id).collect::<Vec<_>>(), [&id]);
    officer.examine(&id).await;
    let strange = officer.post("review/examine", &[("id", other.as_str())]).await;
    assert_eq!(strange.error::<Never>(), CallError::NotFound, "no programme but their own");
});

on_both!(pages_of_parameters_are_administrators_alone, |site| {
    let (director, officer) = (site.staff(ADMINISTRATOR).await, site.staff(OFFICER).await);
    let programme = Place::ProgrammeSettings(site.programme(INFORMATICS).await);
    let places = [
        (Place::Programmes, "Licence 1 Informatique"),
        (programme.clone(), "Pièces demandées"),
        (Place::Campaigns, "Préparer la campagne suivante"),
    ];
    for (place, part) in places {
        let page = director.get(&place.href()).await.done().text();
        assert!(page.contains(part), "{part} is not on {}", place.href());
        assert_eq!(officer.get(&place.href()).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(officer.post("parameters/campaigns", &[]).await.error::<Never>(), CallError::NotFound);
    // Without JavaScript the refusal comes back on the page.
    let id = site.programme(INFORMATICS).await;
    let pairs = [("id", id.as_str()), ("version", "-1"), ("form[label]", "Portfolio")];
    let answer = director.submit(&programme, "parameters/add_requirement", &pairs).await;
    let place = answer.location().strip_prefix("http://guichet.test").unwrap_or(answer.location()).to_owned();
    assert!(director.get(&place).await.done().text().contains("Quelqu'un a enregistré entre-temps"));
});
