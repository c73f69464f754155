//! What belongs to one campaign: accounts, whose profile the person takes up again in one step the next year; the pile of staff.

use super::actor::Actor;
use super::journey::OFFICER;
use super::site::{TestSite, on_both};
use crate::domain::campaign::ApplyObstacle;
use crate::domain::job::JobRefusal;
use crate::domain::profile::{ProfileView, Progress};
use crate::domain::review::Pile;
use crate::domain::time::Span;
use crate::places::Place;

const EMAIL: &str = "eloise@essai.example";

async fn profile(actor: &Actor<'_>) -> ProfileView {
    actor.post("profile/read", &[]).await.read()
}

/// The campaign of the demonstration is over, and the next one has begun.
async fn next_campaign(site: &TestSite) {
    site.sql("update campaign set closes_at = opens_at + 1").await;
    site.sql(
        "insert into campaign (campaign_id, label, opens_at, closes_at, max_candidatures)
         select 'next', 'suivante', opens_at + 2, opens_at + 40000000000, 10 from campaign",
    )
    .await;
    site.clock.advance(Span::seconds(1));
}

/// The same, with its programmes.
async fn next_year(site: &TestSite) {
    next_campaign(site).await;
    site.sql("update programme set campaign_id = 'next'").await;
}

on_both!(staff_see_the_dossiers_of_the_campaign_that_is_on_and_earlier_ones_on_purpose, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, id) = site.complete(EMAIL, &officer).await;
    let before: Pile = officer.post("review/pile", &[]).await.read();
    assert_eq!((before.total, before.choosable, before.campaigns.len()), (1, 1, 1));
    assert!(!officer.get(&Place::Pile.href()).await.done().text().contains("name=\"campagne\""), "there is one alone");
    next_campaign(site).await;
    let now: Pile = officer.post("review/pile", &[]).await.read();
    assert_eq!((now.total, now.choosable, now.campaign.as_str(), now.programmes.len()), (0, 0, "next", 0));
    // An avis on all of them reaches nobody of last year.
    let all = [("all", "yes"), ("form[kind]", "favourable")];
    let refused = officer.post("job/prepare", &all).await.refusal::<JobRefusal>();
    assert_eq!(refused, JobRefusal::NothingChosen);
    let earlier: Pile = officer.post("review/pile", &[("query[campaign]", before.campaign.as_str())]).await.read();
    assert_eq!((earlier.rows[0].id.clone(), earlier.total, earlier.programmes.is_empty()), (id, 1, false));
    let address = format!("{}?campagne={}", Place::Pile.href(), before.campaign);
    let page = officer.get(&address).await.done().text();
    assert!(page.contains("suivante") && page.contains("1 dossier<"), "{page}");
    let page = officer.get(&Place::Pile.href()).await.done().text();
    assert!(page.contains("name=\"campagne\"") && page.contains("0 dossier<"), "{page}");
});

on_both!(the_next_year_a_profile_is_taken_up_in_one_step_and_each_section_confirmed, |site| {
    let before = site.candidate(EMAIL).await;
    let entry =
        [("form[year]", "2025"), ("form[organisation]", "Ateliers"), ("form[duration]", "2 mois"), ("seen", "0")];
    before.post("studies/save_internship", &entry).await.done();
    next_year(site).await;
    assert_ne!(site.visitor().sign_in(EMAIL).await.status, axum::http::StatusCode::OK, "the account was last year's");
    let actor = site.newcomer(EMAIL).await;
    let empty = profile(&actor).await;
    assert_eq!(empty.progress, [Progress::Empty; 3]);
    assert!(empty.earlier.is_some());
    let page = actor.get(&Place::Profile.href()).await.done().text();
    assert!(page.contains("Reprendre mon profil"), "nothing is offered");

    actor.submit(&Place::Profile, "profile/take_up", &[]).await;
    actor.post("profile/take_up", &[]).await.done();
    let taken = profile(&actor).await;
    assert_eq!(taken.progress, [Progress::ToConfirm; 3]);
    assert!(!taken.activated && taken.earlier.is_none());
    assert_eq!(taken.profile.identity.as_ref().expect("an identity").birth_place, "Valenciennes");
    assert_eq!(taken.profile.studies.internships.get(1).map(|it| it.organisation.as_str()), Some("Ateliers"));
    assert_eq!(site.count("select count(*) from account where ine <> ''").await, 2, "found by INE in both years");
    let refused = actor.apply("L1-INFO").await;
    assert_eq!(refused.refusal::<ApplyObstacle>(), ApplyObstacle::NotActivated);

    actor.save_identity(1, "Valenciennes").await.done();
    assert_eq!(profile(&actor).await.progress[0], Progress::Complete);
    let address = taken.profile.address.expect("an address");
    let pairs = [
        ("form[country]", "FR"),
        ("form[street]", address.street.as_str()),
        ("form[postal_code]", address.postal_code.as_str()),
        ("form[commune]", address.commune.as_str()),
        ("seen", "1"),
    ];
    actor.post("profile/save_address", &pairs).await.done();
    actor.post("profile/save_baccalaureat", &[("form[has_it]", "no"), ("seen", "1")]).await.done();
    assert!(profile(&actor).await.activated);
    actor.applied("L1-INFO").await;
});

on_both!(nobody_takes_up_the_profile_of_another_address_nor_over_their_own, |site| {
    site.candidate(EMAIL).await;
    next_year(site).await;
    let stranger = site.newcomer("autre@essai.example").await;
    assert!(profile(&stranger).await.earlier.is_none());
    stranger.post("profile/take_up", &[]).await.done();
    assert_eq!(profile(&stranger).await.progress, [Progress::Empty; 3]);
    let actor = site.newcomer(EMAIL).await;
    actor.save_identity(0, "Lille").await.done();
    assert!(profile(&actor).await.earlier.is_none(), "what is filled in is not written over");
    actor.post("profile/take_up", &[]).await.done();
    assert_eq!(profile(&actor).await.profile.identity.expect("an identity").birth_place, "Lille");
});

on_both!(a_profile_whose_address_was_never_proven_is_offered_to_nobody, |site| {
    site.candidate(EMAIL).await;
    // As if staff had made the account and filled it in, and its owner had never come.
    site.sql("update account set validated_at = null").await;
    next_year(site).await;
    let actor = site.newcomer(EMAIL).await;
    assert!(profile(&actor).await.earlier.is_none());
    actor.post("profile/take_up", &[]).await.done();
    assert_eq!(profile(&actor).await.progress, [Progress::Empty; 3]);
});

on_both!(the_latest_of_several_years_is_taken_up, |site| {
    site.candidate(EMAIL).await;
    next_year(site).await;
    // The year in between: another birth place.
    let actor = site.newcomer(EMAIL).await;
    actor.save_identity(0, "Lille").await.done();
    site.sql("update campaign set closes_at = opens_at + 1 where campaign_id = 'next'").await;
    site.sql(
        "insert into campaign (campaign_id, label, opens_at, closes_at, max_candidatures)
         select 'third', 'troisième', opens_at + 2, opens_at + 40000000000, 10 from campaign where campaign_id = 'next'",
    )
    .await;
    let actor = site.newcomer(EMAIL).await;
    assert_eq!(profile(&actor).await.earlier.as_deref(), Some("suivante"));
    actor.post("profile/take_up", &[]).await.done();
    assert_eq!(profile(&actor).await.profile.identity.expect("an identity").birth_place, "Lille");
});
