//! What the establishment asks for at enrolment, of whom, and when.

use super::actor::Actor;
use super::enrolment_queue::submitted;
use super::filling::view;
use super::journey::{ADMINISTRATOR, OFFICER};
use super::site::on_both;
use crate::domain::admission::Exclusion;
use crate::domain::enrolment::desk::EnrolmentFile;
use crate::domain::enrolment::{
    Asked, Awaited, EffectiveRule, EnrolmentSettings, EnrolmentView, FillingRefusal, Question, State, Step,
};
use crate::domain::parameters::ParameterRefusal;
use crate::places::Place;

const EMAIL: &str = "eloise@essai.example";

async fn settings(actor: &Actor<'_>) -> EnrolmentSettings {
    actor.post("enrolment_settings/read", &[]).await.read()
}

on_both!(the_establishment_says_what_is_asked_and_of_whom, |site| {
    let administrator = site.staff(ADMINISTRATOR).await;
    let before = settings(&administrator).await;
    let version = before.version.to_string();
    let pairs = [
        ("version", version.as_str()),
        ("form[children]", "required"),
        ("form[pcs_self]", "no"),
        ("form[charter]", "no"),
        ("form[nonsense]", "no"),
        ("form[europeans_only]", "yes"),
    ];
    administrator.post("enrolment_settings/save", &pairs).await.done();
    let slower = administrator.post("enrolment_settings/save", &pairs).await;
    assert_eq!(slower.refusal::<ParameterRefusal>(), ParameterRefusal::Changed);
    let after = settings(&administrator).await;
    assert!(after.europeans_only && after.asking.of(Question::Children) == Asked::Required);
    assert_eq!(after.asking.of(Question::Charter), Asked::Required);
    let page = administrator.get(&Place::EnrolmentSettings.href()).await.done().text();
    assert!(page.contains("Questions posées") && page.contains("Périodes par population"));

    let actor = site.admitted(EMAIL).await;
    actor.post("enrolment/start", &[]).await.done();
    let asked = view(&actor).await.step(Step::Situation).expect("a step").questions.clone();
    assert!(asked.contains(&(Question::Children, true)) && asked.iter().all(|(it, _)| *it != Question::PcsSelf));

    // Seed 002: « Les étudiants extracommunautaires ne sont pas concernés par l'inscription en ligne ».
    let abroad = site.admitted("awa@essai.example").await;
    let pairs = [("form[nationality]", "SN"), ("form[birth_country]", "SN"), ("seen", "1")];
    abroad.post("profile/save_identity", &pairs).await.done();
    assert_eq!(abroad.post("enrolment/start", &[]).await.refusal::<FillingRefusal>(), FillingRefusal::Excluded);
    assert_eq!(view(&abroad).await.excluded.iter().map(|(_, why)| *why).collect::<Vec<_>>(), [Exclusion::NonEuropean]);
    let page = abroad.get(&Place::Enrolment.href()).await.done().text();
    assert!(page.contains("extracommunautaire") && !page.contains("Commencer mon inscription"));
});

on_both!(the_establishment_says_what_makes_an_enrolment_effective, |site| {
    let (administrator, officer) = (site.staff(ADMINISTRATOR).await, site.staff(OFFICER).await);
    let student = site.admitted(EMAIL).await;
    student.pieces().await;
    submitted(site).await;
    let mine = async || -> EnrolmentView { student.post("enrolment/read", &[]).await.read() };
    assert_eq!(settings(&administrator).await.rule, EffectiveRule::default(), "until it is said otherwise");
    let before = mine().await;
    assert_eq!(before.standing.state, State::Submitted);
    assert!(before.awaited.iter().any(|it| matches!(it, Awaited::Documents { .. })));

    let save = async |form: &[(&str, &str)]| {
        let version = settings(&administrator).await.version.to_string();
        let pairs = [&[("version", version.as_str())], form].concat();
        administrator.post("enrolment_settings/save_rule", &pairs).await
    };
    let version = before.version;
    save(&[("form[cvec]", "yes")]).await.done();
    let slower = [("version", "1"), ("form[cvec]", "yes")];
    let slower = administrator.post("enrolment_settings/save_rule", &slower).await;
    assert_eq!(slower.refusal::<ParameterRefusal>(), ParameterRefusal::Changed);
    let rule = EffectiveRule { cvec: true, first_instalment: false, blocking_documents: false };
    assert_eq!(settings(&administrator).await.rule, rule);
    let noted = site.texts("select detail from journal where act = 'save_effective_rule'").await;
    assert_eq!(noted, ["cvec"]);
    let page = administrator.get(&Place::EnrolmentSettings.href()).await.done().text();
    assert!(page.contains("Quand une inscription devient effective") && page.contains("form[first_instalment]"));

    // Read everywhere; the change validates nothing by itself.
    site.sql("update enrolment set payment = 'unpaid', cvec = 'declared'").await;
    let after = mine().await;
    assert_eq!((after.awaited.as_slice(), after.standing.state, after.version), (&[][..], State::Submitted, version));
    let id = after.id.0.as_str();
    let file: EnrolmentFile = officer.post("enrolment_desk/read", &[("id", id)]).await.read();
    assert!(file.awaited.is_empty() && file.standing.documents_open > 0);
    let version = file.version.to_string();
    let act = [("id", id), ("version", version.as_str()), ("act", "validate"), ("reason", "Plus rien ne manque")];
    officer.post("enrolment_desk/act", &act).await.done();
    assert_eq!(mine().await.standing.state, State::Validated);

    // A stricter one takes nothing back.
    save(&[("form[cvec]", "yes"), ("form[first_instalment]", "yes"), ("form[blocking_documents]", "yes")]).await.done();
    assert_eq!(mine().await.standing.state, State::Validated);
});

on_both!(periods_are_added_moved_and_removed_by_version, |site| {
    let administrator = site.staff(ADMINISTRATOR).await;
    let new = [
        ("form[kind]", "first"),
        ("form[opens_on]", "2027-07-08"),
        ("form[opens_hour]", "12:00"),
        ("form[closes_on]", "2027-09-24"),
    ];
    administrator.post("enrolment_settings/save_window", &new).await.done();
    let added = settings(&administrator).await.windows.into_iter().find(|it| it.form.opens_on == "2027-07-08");
    let added = added.expect("a period");
    assert_eq!((added.opens_at.hour, added.form.closes_on.as_str(), added.version), (12, "2027-09-24", 1));
    let moved = [&new[..3], &[("form[closes_on]", "2027-09-30"), ("id", added.id.as_str()), ("version", "1")]].concat();
    administrator.post("enrolment_settings/save_window", &moved).await.done();
    let slower = administrator.post("enrolment_settings/save_window", &moved).await;
    assert_eq!(slower.refusal::<ParameterRefusal>(), ParameterRefusal::Changed);
    let wrong = [&new[..3], &[("form[closes_on]", "2027-07-01")]].concat();
    let wrong = administrator.post("enrolment_settings/save_window", &wrong).await;
    assert!(matches!(wrong.refusal::<ParameterRefusal>(), ParameterRefusal::Unfit(_)));
    let gone = [("id", added.id.as_str()), ("version", "2")];
    administrator.post("enrolment_settings/remove_window", &gone).await.done();
    assert!(settings(&administrator).await.windows.iter().all(|it| it.id != added.id));
    let acts = site.texts("select act from journal where act like '%enrolment_window' order by seq").await;
    assert_eq!(acts, ["add_enrolment_window", "save_enrolment_window", "remove_enrolment_window"]);
});
