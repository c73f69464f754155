//! Who may call what: `src/api/access.md`, line by line, and that nothing is missing from it.

mod arguments;

use arguments::arguments;

use super::actor::{Actor, Answer, BOUNDARY, multipart};
use super::enrolment_documents::{JDC, PHOTO};
use super::files;
use super::journey::{ADMINISTRATOR, INFORMATICS, LETTERS, OFFICER, REVIEWER, STRANGE_OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::cas::Door;
use crate::domain::time::Span;
use crate::domain::{
    AccountId, AttemptId, CandidatureId, EnrolmentRequirementId, ImportId, ProgrammeId, RequirementId, StaffId,
};
use crate::places::Place;
use crate::server::secrets;
use crate::server::store::Actor as By;
use axum::body::Body;
use axum::http::{Request, StatusCode, request};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("../api/access.md");
const OWNER: &str = "owner@essai.example";
const OTHER: &str = "other@essai.example";
/// The columns of the table, and who stands for them.
const PEOPLE: [(&str, &str); 7] = [
    ("visitor", ""),
    ("candidate", OWNER),
    ("another candidate", OTHER),
    ("officer", OFFICER),
    ("officer elsewhere", STRANGE_OFFICER),
    ("reviewer", REVIEWER),
    ("administrator", ADMINISTRATOR),
];

/// The calls of the table, each with its cells.
fn table() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut rows = TABLE.lines().filter(|line| line.starts_with('|')).map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        (cells.next().unwrap_or_default().trim_matches('`'), cells.collect::<Vec<_>>())
    });
    let (_, head) = rows.next().expect("a table");
    assert!(head.into_iter().eq(PEOPLE.map(|(title, _)| title)), "other columns");
    rows.skip(1).collect()
}

/// What the calls are about: one person with a pending and a transmitted candidature.
struct About {
    pending: CandidatureId,
    requirement: RequirementId,
    transmitted: CandidatureId,
    /// Of the transmitted one.
    document: String,
    judged: RequirementId,
    programme: String,
    /// The letter of motivation: accepted in the transmitted one, asked for in the pending one.
    accepted: String,
    asked_again: RequirementId,
    /// A required document that comes with a model.
    with_model: String,
    /// A letter of the owner's whose words were kept.
    letter: String,
    campaign: String,
    account: String,
    job: String,
    import: String,
    enrolment: String,
    /// Asked of the enrolment, and one may decline it.
    declinable: EnrolmentRequirementId,
    /// Deposited for the enrolment.
    given: String,
    /// What it was deposited for.
    given_for: EnrolmentRequirementId,
}

async fn about(site: &TestSite) -> About {
    let (owner, transmitted) = site.transmitted(OWNER, INFORMATICS).await;
    super::payment::paid(site).await;
    let pending = owner.applied("L1-MATH").await;
    site.candidate(OTHER).await.applied(LETTERS).await;
    site.admit(OWNER, &transmitted).await;
    let (accepted, asked_again) = (owner.document(&transmitted, 1).await, owner.document(&pending, 1).await);
    site.sql("update document set state = 'accepted' where file_name is not null and requirement_id in (select requirement_id from required_document where kind = 'motivation')").await;
    let (declinable, given_for) = (owner.piece(JDC).await, owner.piece(PHOTO).await);
    owner.give(&given_for, "photo.png", &files::png()).await.done();
    let pairs = [("chosen[]", transmitted.as_str()), ("form[kind]", "favourable")];
    let job = site.staff(OFFICER).await.post("job/prepare", &pairs).await.done();
    let (first, handed) = (owner.document(&pending, 0).await, owner.document(&transmitted, 0).await);
    About {
        requirement: first.requirement_id,
        document: handed.document_id.expect("a document").0,
        judged: handed.requirement_id,
        programme: site.programme("L1-PC").await.0,
        letter: {
            site.deliver().await;
            site.texts("select letter_id from letter where code = 'transmission_receipt'").await.remove(0)
        },
        accepted: accepted.document_id.expect("a document").0,
        asked_again: asked_again.requirement_id,
        with_model: site
            .texts("select requirement_id from required_document where model_digest is not null")
            .await
            .remove(0),
        import: site.import(super::import::FILE.as_bytes()).await,
        job: job.location().strip_prefix("/admin/lots/").expect("a job").to_owned(),
        account: site.texts("select account_id from account where email = 'owner@essai.example'").await.remove(0),
        campaign: site.services.campaign().await.expect("a campaign").0,
        enrolment: site.texts("select enrolment_id from enrolment").await.remove(0),
        declinable: declinable.requirement_id,
        given: given_for.document_id.0,
        given_for: given_for.requirement_id,
        pending,
        transmitted,
    }
}

/// Somebody of the table with a session of their own, made without walking the way in.
async fn person<'s>(site: &'s TestSite, who: &str) -> Actor<'s> {
    if who.is_empty() {
        return site.visitor();
    }
    let token = secrets::draw_token(&*site.services.chance);
    let (hash, life) = (secrets::hash_token(&token), Span::hours(1));
    let id_of = |rows: Vec<String>| {
        let found = rows.iter().find_map(|it| it.strip_prefix(who)?.strip_prefix(' '));
        found.map(str::to_owned)
    };
    let staff = id_of(site.texts("select email || ' ' || staff_id from staff").await);
    let account = id_of(site.texts("select email || ' ' || account_id from account").await);
    let mut work = site.services.begin(By::System, "").await.expect("a transaction");
    match (staff, account) {
        (Some(id), _) => work.open_staff_session(&hash, &StaffId(id), true, life).await.expect("a session"),
        (_, Some(id)) => work.open_candidate_session(&hash, &AccountId(id), life, ("", "")).await.expect("a session"),
        (None, None) => panic!("nobody is {who}"),
    }
    work.commit().await.expect("a commit");
    Actor::with_token(site, &token)
}

/// Calls one line of the table.
async fn call(actor: &Actor<'_>, line: &str, it: &About, nobody: &str) -> Answer {
    if let Some(endpoint) = line.strip_prefix("POST /api/") {
        let version = "select version from candidature where transmitted_at is not null";
        let version = actor.site.count(version).await.to_string();
        let pairs = arguments(endpoint, it, &version, nobody);
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        return actor.post(endpoint, &pairs).await;
    }
    match line {
        "POST /candidatures/{candidature}/pieces/{requirement}" => {
            actor.deposit((&it.pending, &it.requirement), 0, "cv.pdf", &files::pdf("cv")).await
        }
        "POST /admin/formations/{programme}/pieces/{requirement}/modele" => {
            let programme = actor.site.programme(INFORMATICS).await;
            let place = Place::ModelDeposit(programme, it.judged.clone());
            actor.send_file(&place, "application/json", multipart(-1, "m.pdf", &files::pdf("m")).into()).await
        }
        "GET /pieces/{document}" => actor.get(&format!("/pieces/{}", it.document)).await,
        "POST /inscription/pieces/{requirement}" => {
            let place = Place::EnrolmentDeposit(it.given_for.clone());
            actor.send_file(&place, "application/json", multipart(1, "cv.pdf", &files::pdf("cv")).into()).await
        }
        "GET /inscription/document/{document}" => actor.get(&format!("/inscription/document/{}", it.given)).await,
        "GET /modeles/{requirement}" => actor.get(&format!("/modeles/{}", it.with_model)).await,
        "GET /candidatures/{candidature}/accuse.pdf" => {
            actor.get(&Place::ReceiptPdf(it.transmitted.clone()).href()).await
        }
        "GET /admin/dossiers/{candidature}/dossier.pdf" => {
            actor.get(&Place::DossierPdf(it.transmitted.clone()).href()).await
        }
        "POST /admin/admissions" => {
            let (kind, body) = super::import::form("parcoursup", super::import::FILE.as_bytes());
            let answer =
                actor.send(Request::post(Place::Imports.href()).header("content-type", kind), body.into()).await;
            // A file that is taken leads to its preview.
            if answer.status == StatusCode::SEE_OTHER { actor.get(answer.location()).await } else { answer }
        }
        "GET /admin/modele-admissions.csv" => actor.get(&Place::ImportModel.href()).await,
        "GET /admin/admissions/{import}/rapport.csv" => {
            actor.get(&Place::ImportReport(ImportId(it.import.clone())).href()).await
        }
        "GET /cas/connexion/{door}" => actor.get(&Place::CasSignIn(Door::Candidate).href()).await,
        "POST /cas/retour" => {
            let request = Request::post("/cas/retour").header("content-type", "application/x-www-form-urlencoded");
            actor.send(request, Body::from("logoutRequest=x")).await
        }
        "GET /inscription/dossier/recu/{file}" => {
            actor.get(&Place::PaymentReceipt(AttemptId("a1".into())).href()).await
        }
        "GET /admin/paiements.csv" => actor.get(&Place::PaymentsExport.href()).await,
        "GET /psp/paybox/notification" => actor.get("/psp/paybox/notification?montant=1").await,
        "GET /inscription/dossier/recapitulatif.pdf" => actor.get(&Place::EnrolmentRecapPdf.href()).await,
        "GET /inscription/certificat.pdf" | "GET /inscription/carte.pdf" => {
            // They come out once the enrolment is validated; the other lines are about one that is not.
            let validated = "update enrolment set state = 'validated',
                validated_at = case state when 'authorised' then 1 when 'started' then 2 else 3 end
                where state in ('authorised', 'started', 'submitted')";
            actor.site.sql(validated).await;
            let answer = actor.get(line.strip_prefix("GET ").expect("a place")).await;
            let as_before = "update enrolment set validated_at = null,
                state = case validated_at when 1 then 'authorised' when 2 then 'started' else 'submitted' end
                where validated_at in (1, 2, 3)";
            actor.site.sql(as_before).await;
            answer
        }
        "GET /verifier/cle" => actor.get(&Place::VerifyKey.href()).await,
        "GET /admin/inscriptions/comptes.csv" => actor.get(&Place::DirectoryCsv.href()).await,
        "GET /admin/inscriptions/comptes.ldif" => actor.get(&Place::DirectoryLdif.href()).await,
        "GET /logo" => actor.get(&Place::Logo.href()).await,
        "GET /theme.css" => actor.get(&Place::Theme.href()).await,
        "GET /health" => actor.get("/health").await,
        other => panic!("say how {other} is called"),
    }
}

/// All that a call without permission might have changed; counted attempts aside.
async fn everything(site: &TestSite) -> Vec<String> {
    site.texts(
        "select 'account ' || account_id || password_hash || coalesce(validated_at, 0) from account
          union all select 'session ' || token_hash || coalesce(staff_id, account_id) from session
          union all select 'link ' || token_hash || coalesce(used_at, 0) from link
          union all select 'section ' || account_id || section || version from profile_section
          union all select 'list ' || account_id || list || version from profile_list
          union all select 'start ' || account_id || version from profile_start
          union all select 'record ' || account_id || confirmed_at from profile_record
          union all select 'candidature ' || candidature_id || state || version from candidature
          union all select 'document ' || document_id || state || version from document
          union all select 'transmission ' || transmission_id from transmission
          union all select 'avis ' || avis_id || coalesce(validated_at, 0) from avis
          union all select 'letter ' || letter_id from letter
          union all select 'programme ' || programme_id || version || coalesce(retired_at, 0) from programme
          union all select 'campaign ' || campaign_id || version || opens_at || closes_at from campaign
          union all select 'requirement ' || requirement_id || label || position || coalesce(model_digest, '') from required_document
          union all select 'job ' || job_id || coalesce(confirmed_at, 0) from job
          union all select 'import ' || import_id || coalesce(confirmed_at, 0) from import
          union all select 'learner ' || learner_id || account_id from learner
          union all select 'admission ' || admission_id || coalesce(withdrawn_at, 0) from admission
          union all select 'enrolment ' || enrolment_id || state || version from enrolment
          union all select 'certificate ' || certificate_id from certificate
          union all select 'ground ' || code || version from ground
          union all select 'words ' || code || version from letter_template
          union all select 'draft ' || code || author from letter_draft
          union all select 'enrolment ' || enrolment_id || version || payment from enrolment
          union all select 'attempt ' || attempt_id || state from attempt
          union all select 'refund ' || refund_id || state from refund
          union all select 'ledger ' || line_id from ledger
          union all select 'question ' || question_id || coalesce(outcome, '') from bank_question
          union all select 'notification ' || notification_id from notification
          union all select 'portal ' || version from portal
          union all select 'portal draft ' || author || version from portal_draft
          union all select 'challenge ' || challenge_id || tries || codes from login_challenge
          union all select 'asked ' || login_letter_id from login_letter
          union all select 'login link ' || token_hash || coalesce(used_at, 0) from login_link
          union all select 'enrolment ' || enrolment_id || state || version from enrolment
          union all select 'step ' || enrolment_id || step || version from enrolment_step
          union all select 'window ' || window_id || version from enrolment_window
          union all select 'asking ' || version from enrolment_setting
          union all select 'enrolment ' || enrolment_id || state || version from enrolment
          union all select 'piece ' || document_id || state || version from enrolment_document
          union all select 'claim ' || document_id || staff_id from enrolment_claim
          union all select 'asking ' || requirement_id || version || position from enrolment_requirement
          union all select 'journal ' || seq || act from journal
          order by 1",
    )
    .await
}

on_both!(each_line_of_the_table_answers_to_those_it_names_and_to_nobody_else, |site| {
    let it = about(site).await;
    for (line, cells) in table() {
        assert_eq!(cells.len(), PEOPLE.len(), "{line}");
        for (nth, ((title, who), cell)) in PEOPLE.into_iter().zip(cells).enumerate() {
            let actor = person(site, who).await;
            let before = everything(site).await;
            let answer = call(&actor, line, &it, &format!("nobody-{nth}@essai.example")).await;
            let status = answer.status;
            match cell {
                "yes" => {
                    let heard = matches!(status, StatusCode::OK | StatusCode::UNPROCESSABLE_ENTITY);
                    assert!(heard, "{line} as {title}: {status} {}", answer.text());
                }
                "no" => {
                    let refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::NOT_FOUND);
                    assert!(refused, "{line} as {title}: {status} {}", answer.text());
                    assert_eq!(everything(site).await, before, "{line} as {title} changed something");
                }
                other => panic!("{line} says « {other} »"),
            }
        }
    }
});

on_both!(a_page_of_another_site_cannot_make_a_browser_act, |site| {
    let it = about(site).await;
    for who in [OWNER, ADMINISTRATOR] {
        let actor = person(site, who).await;
        let before = everything(site).await;
        for (line, _) in table().into_iter().filter(|(line, _)| line.starts_with("POST ")) {
            let place = match line.strip_prefix("POST ") {
                Some(api) if api.starts_with("/api/") => api.to_owned(),
                Some(admin) if admin.starts_with("/admin/") => {
                    let (programme, requirement) = (ProgrammeId(it.programme.clone()), it.judged.clone());
                    Place::ModelDeposit(programme, requirement).href()
                }
                _ => Place::Deposit(it.pending.clone(), it.requirement.clone()).href(),
            };
            let (kind, body) = match line.strip_prefix("POST /api/") {
                Some(_) => ("application/x-www-form-urlencoded".to_owned(), format!("id={}", it.pending).into_bytes()),
                None => {
                    (format!("multipart/form-data; boundary={BOUNDARY}"), multipart(0, "cv.pdf", &files::pdf("cv")))
                }
            };
            let from = |name: &str, value: &str| -> request::Builder {
                Request::post(&place).header("content-type", &kind).header(name, value)
            };
            for request in [
                from("sec-fetch-site", "cross-site"),
                from("sec-fetch-site", "same-site"),
                from("origin", "https://elsewhere.example"),
                from("origin", "null"),
            ] {
                let answer = actor.send(request, Body::from(body.clone())).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{line}");
            }
        }
        assert_eq!(everything(site).await, before);
    }
});

on_both!(in_demonstration_mode_everyone_reads_the_letters, |config| config.demo = true, |site| {
    site.sign_up(OWNER).await.done();
    let answer = site.visitor().post("office/demo_mailbox", &[]).await.done();
    assert!(answer.text().contains(OFFICER));
    let page = site.visitor().get(&Place::DemoMailbox.href()).await.done();
    assert!(page.text().contains("Demonstration#2026"));
});

/// What stands between two marks, wherever they stand in a text.
fn between<'t>(text: &'t str, mark: &str, end: char) -> impl Iterator<Item = &'t str> {
    text.split(mark).skip(1).filter_map(move |rest| rest.split(end).next()).collect::<Vec<_>>().into_iter()
}

#[test]
fn the_table_has_every_call_and_every_route_and_no_other() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut there = BTreeSet::new();
    for entry in fs::read_dir(sources.join("api")).expect("a folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a text");
        let calls = text.lines().filter(|line| line.starts_with("#[server("));
        there.extend(calls.flat_map(|line| between(line, "endpoint = \"", '"')).map(|it| format!("POST /api/{it}")));
    }
    let web = fs::read_to_string(sources.join("server/web.rs")).expect("a text");
    for route in between(&web, ".route(\"", ')') {
        let (path, handler) = route.split_once('"').expect("a path");
        let method = if handler.contains("get") { "GET" } else { "POST" };
        there.insert(format!("{method} {path}"));
    }
    let told: BTreeSet<_> = table().into_iter().map(|(line, _)| line.to_owned()).collect();
    assert!(told.len() > 35);
    assert_eq!(there, told);
}
