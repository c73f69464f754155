//! Staff's table of enrolments, what they do by hand with a reason, and what administrators have enrolments ask for.

use super::actor::{Actor, Answer};
use super::enrolment_documents::{BAC, CVEC, INSURANCE, JDC, PHOTO};
use super::enrolment_queue::submitted;
use super::files;
use super::journey::{ADMINISTRATOR, OFFICER, STRANGE_OFFICER};
use super::site::on_both;
use crate::domain::document::DocumentState;
use crate::domain::enrolment::desk::{DeskRefusal, EnrolmentFile, EnrolmentTable};
use crate::domain::enrolment::document::{AskingList, AskingRefusal, AskingView};
use crate::domain::enrolment::{Awaited, CvecState, EnrolmentView, State};
use crate::places::Place;
use axum::http::StatusCode;
use futures::future::join;

const EMAIL: &str = "eloise@essai.example";

async fn file(officer: &Actor<'_>, id: &str) -> EnrolmentFile {
    officer.post("enrolment_desk/read", &[("id", id)]).await.read()
}

/// Does something by hand to the enrolment as it is now.
async fn act(officer: &Actor<'_>, id: &str, act: &str, reason: &str) -> Answer {
    let version = file(officer, id).await.version.to_string();
    let pairs = [("id", id), ("version", &version), ("act", act), ("reason", reason)];
    officer.post("enrolment_desk/act", &pairs).await
}

async fn waive(officer: &Actor<'_>, id: &str, label: &str) -> Answer {
    let document = file(officer, id).await.documents.into_iter().find(|it| it.label.french == label);
    let document = document.expect("a document");
    let version = document.version.to_string();
    let pairs = [
        ("id", id),
        ("version", version.as_str()),
        ("act", "waive"),
        ("document", document.document_id.as_str()),
        ("reason", "Vu au guichet."),
    ];
    officer.post("enrolment_desk/act", &pairs).await
}

async fn table(officer: &Actor<'_>, query: &[(&str, &str)]) -> EnrolmentTable {
    let pairs: Vec<_> = query.iter().map(|(name, value)| (format!("query[{name}]"), *value)).collect();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    officer.post("enrolment_desk/table", &pairs).await.read()
}

on_both!(what_is_done_by_hand_has_a_reason_and_shows_in_the_file, |site| {
    let officer = site.staff(OFFICER).await;
    let student = site.admitted(EMAIL).await;
    let mine: EnrolmentView = student.post("enrolment/read", &[]).await.read();
    let id = mine.id.0.as_str();
    assert_eq!(mine.awaited.last(), Some(&Awaited::Documents { count: 4 }), "before the page of documents was read");
    assert_eq!(act(&officer, id, "verify_cvec", " ").await.refusal::<DeskRefusal>(), DeskRefusal::ReasonMissing);
    let stale = [("id", id), ("version", "0"), ("act", "verify_cvec"), ("reason", "Attestation vue")];
    let stale = officer.post("enrolment_desk/act", &stale).await;
    assert_eq!(stale.refusal::<DeskRefusal>(), DeskRefusal::Changed);
    act(&officer, id, "verify_cvec", "Attestation vue").await.done();
    assert_eq!(act(&officer, id, "verify_cvec", "Encore").await.refusal::<DeskRefusal>(), DeskRefusal::NotInState);
    assert_eq!(act(&officer, id, "validate", "Tout y est").await.refusal::<DeskRefusal>(), DeskRefusal::NotInState);
    submitted(site).await;
    let early = act(&officer, id, "validate", "Tout y est").await.refusal::<DeskRefusal>();
    assert_eq!(early, DeskRefusal::Awaited(Awaited::Documents { count: 4 }));
    act(&officer, id, "reopen", "Adresse à corriger").await.done();
    assert_eq!(file(&officer, id).await.standing.state, State::Started);
    assert!(site.letter(EMAIL, "enrolment_reopened").await.text.contains("Adresse à corriger"));
    site.sql("update enrolment set state = 'submitted'").await;
    // Documents that are done without, one after the other: the last one makes it effective.
    student.give(&student.piece(PHOTO).await, "a.png", &files::png()).await.done();
    for label in [PHOTO, BAC, JDC, CVEC] {
        waive(&officer, id, label).await.done();
    }
    let it = file(&officer, id).await;
    assert_eq!((it.standing.state, it.student_number.as_deref()), (State::Validated, Some("22600001")));
    assert_eq!(waive(&officer, id, PHOTO).await.refusal::<DeskRefusal>(), DeskRefusal::NotInState);
    assert_eq!(it.acts.len(), 6);
    assert!(it.acts.iter().all(|it| it.by == "Claire Fontaine" && !it.reason.is_empty()));
    let noted: Vec<_> = it.journal.iter().map(|it| it.act.as_str()).collect();
    for act in ["waive_document", "validate_enrolment", "reopen_enrolment", "verify_cvec", "deposit", "read_enrolment"]
    {
        assert!(noted.contains(&act), "{act} is not in {noted:?}");
    }
    // Opened again, its documents can be judged; the number stays.
    act(&officer, id, "reopen", "Photo à refaire").await.done();
    let it = file(&officer, id).await;
    assert_eq!((it.standing.state, it.student_number.as_deref()), (State::Submitted, Some("22600001")));
    act(&officer, id, "validate", "Finalement bonne").await.done();
    act(&officer, id, "cancel_withdrawal", "A démissionné par courrier").await.done();
    assert_eq!(site.texts("select cancelled_why from enrolment").await, ["withdrawal"]);
    assert!(site.letter(EMAIL, "enrolment_cancelled").await.text.contains("A démissionné par courrier"));
    assert_eq!(
        act(&officer, id, "cancel_entry_error", "Encore").await.refusal::<DeskRefusal>(),
        DeskRefusal::NotInState
    );
    assert_eq!(site.count("select count(*) from learner where student_number = '22600001'").await, 1);
    let page = officer.get(&Place::EnrolmentFile(mine.id.clone()).href()).await.done().text();
    assert!(page.contains("A démissionné par courrier") && page.contains("Annulée"), "{page}");
});

on_both!(two_validations_at_once_give_one_number_and_one_letter_each, |site| {
    let officer = site.staff(OFFICER).await;
    let (first, second) = (site.admitted(EMAIL).await, site.admitted("autre@essai.example").await);
    for student in [&first, &second] {
        student.pieces().await;
    }
    submitted(site).await;
    site.sql("update enrolment_document set state = 'waived'").await;
    let ids = site.texts("select enrolment_id from enrolment").await;
    // A number that was imported from elsewhere is left to whom it leads.
    site.admitted("tiers@essai.example").await;
    site.sql(
        "insert into identifier (kind, value, learner_id)
         select 'student', '22600001', learner_id from enrolment where state = 'authorised'",
    )
    .await;
    let validated = join(act(&officer, &ids[0], "validate", "Vu"), act(&officer, &ids[1], "validate", "Vu")).await;
    assert!(validated.0.status.is_success() && validated.1.status.is_success());
    let mut numbers = site.texts("select student_number from learner where student_number is not null").await;
    numbers.sort();
    assert_eq!(numbers, ["22600002", "22600003"]);
    assert_eq!(site.count("select count(*) from letter where code = 'enrolment_validated'").await, 2);
});

on_both!(the_table_is_filtered_sorted_and_limited_to_the_scope, |site| {
    let (officer, strange, director) =
        (site.staff(OFFICER).await, site.staff(STRANGE_OFFICER).await, site.staff(ADMINISTRATOR).await);
    let student = site.admitted(EMAIL).await;
    let other = site.admitted("autre@essai.example").await;
    student.pieces().await;
    other.give(&other.piece(PHOTO).await, "a.png", &files::png()).await.done();
    let count = async |who: &Actor<'_>, query: &[(&str, &str)]| table(who, query).await.total;
    assert_eq!(count(&officer, &[]).await, 2);
    assert_eq!(count(&director, &[]).await, 2);
    let none = table(&strange, &[]).await;
    assert_eq!((none.total, none.programmes.len()), (0, 0));
    let all = table(&officer, &[]).await;
    assert_eq!(all.programmes, [("L1-INFO".to_owned(), "Licence 1 Informatique".to_owned())]);
    let number = all.rows[0].number.clone();
    for (name, value, expected) in [
        ("state", "authorised", 2),
        ("state", "submitted", 0),
        ("payment", "unpaid", 2),
        ("payment", "paid", 0),
        ("documents", "to_check", 1),
        ("documents", "missing", 2),
        ("documents", "refused", 0),
        ("documents", "settled", 0),
        ("programme", "L1-INFO", 2),
        ("programme", "L1-LET", 0),
        ("words", "oeuvre", 2),
        ("words", "doeuvre.eloise2", 1),
        ("words", number.as_str(), 1),
        ("words", "personne", 0),
        ("words", "%", 0),
        ("page", "1", 2),
        ("campaign", "none", 0),
    ] {
        assert_eq!(count(&officer, &[(name, value)]).await, expected, "{name} = {value}");
    }
    let line = table(&officer, &[("documents", "to_check")]).await.rows.remove(0);
    assert_eq!((line.to_check, line.open), (1, 4));
    for order in ["Oldest", "Newest", "Name"] {
        assert_eq!(table(&officer, &[("order", order)]).await.rows.len(), 2);
    }
    let id = line.id.0.as_str();
    assert_eq!(strange.post("enrolment_desk/read", &[("id", id)]).await.status, StatusCode::NOT_FOUND);
    let pairs = [("id", id), ("version", "1"), ("act", "verify_cvec"), ("reason", "Vu")];
    assert_eq!(strange.post("enrolment_desk/act", &pairs).await.status, StatusCode::NOT_FOUND);
    assert_eq!(file(&officer, id).await.standing.cvec, CvecState::Absent);
    let page = officer.get("/admin/inscriptions?pieces=to_check&recherche=%2B").await.done().text();
    assert!(page.contains("0 inscription<"), "{page}");
    let page = officer.get(&Place::EnrolmentTable.href()).await.done().text();
    assert!(page.contains(&number) && page.contains("2 inscriptions"));
});

async fn asking(director: &Actor<'_>) -> AskingList {
    director.post("asking/all", &[]).await.read()
}

/// Sends the form of one as it stands, but for what is changed in it.
async fn save(director: &Actor<'_>, it: &AskingView, changed: &[(&str, &str)]) -> Answer {
    let version = it.version.to_string();
    let mut pairs = vec![
        ("id", it.id.as_str()),
        ("version", version.as_str()),
        ("form[kind]", it.form.kind.as_str()),
        ("form[french]", it.form.french.as_str()),
        ("form[english]", it.form.english.as_str()),
        ("form[asked_of]", it.form.asked_of.as_str()),
        ("form[blocking]", it.form.blocking.as_str()),
        ("form[declinable]", it.form.declinable.as_str()),
    ];
    for &(name, value) in changed {
        pairs.retain(|(it, _)| *it != name);
        pairs.push((name, value));
    }
    director.post("asking/save", &pairs).await
}

on_both!(administrators_say_what_enrolments_ask_for, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let student = site.admitted(EMAIL).await;
    let all = asking(&director).await;
    assert_eq!((all.all.len(), all.correct_days), (14, 15));
    let (photo, insurance) = (&all.all[1], &all.all[5]);
    // What nobody is asked for any more, and what everybody is.
    save(&director, insurance, &[("form[asked_of]", "renewal")]).await.done();
    let stale = save(&director, insurance, &[]).await;
    assert_eq!(stale.refusal::<AskingRefusal>(), AskingRefusal::Changed);
    let taken = save(&director, photo, &[("form[kind]", "identity")]).await;
    assert_eq!(taken.refusal::<AskingRefusal>(), AskingRefusal::KindTaken);
    assert!(matches!(
        save(&director, photo, &[("form[english]", "")]).await.refusal::<AskingRefusal>(),
        AskingRefusal::Unfit(_)
    ));
    let new = [
        ("campaign", all.campaign.as_str()),
        ("form[kind]", "rib"),
        ("form[french]", "RIB"),
        ("form[english]", "Bank details"),
        ("form[asked_of]", "everybody"),
    ];
    director.post("asking/add", &new).await.done();
    let labels: Vec<_> = student.pieces().await.documents.into_iter().map(|it| it.label.french).collect();
    assert!(labels.contains(&"RIB".to_owned()) && !labels.contains(&INSURANCE.to_owned()), "{labels:?}");
    // Order.
    let shift = |it: &AskingView, up: &'static str| {
        let (id, version) = (it.id.0.clone(), it.version.to_string());
        let director = &director;
        async move { director.post("asking/move", &[("id", &id), ("version", &version), ("up", up)]).await.done() }
    };
    let first = asking(&director).await.all.remove(0);
    shift(&first, "yes").await;
    let first = asking(&director).await.all.remove(0);
    shift(&first, "no").await;
    assert_eq!(asking(&director).await.all[0].form.kind, "photo");
    // Nothing of a student's is taken away.
    student.give(&student.piece(PHOTO).await, "a.png", &files::png()).await.done();
    let remove = async |kind: &str| {
        let it = asking(&director).await.all.into_iter().find(|it| it.form.kind == kind).expect("a document");
        director.post("asking/remove", &[("id", it.id.as_str()), ("version", &it.version.to_string())]).await
    };
    assert_eq!(remove("photo").await.refusal::<AskingRefusal>(), AskingRefusal::AlreadyGiven { count: 1 });
    remove("rib").await.done();
    // How long a refusal leaves.
    for wrong in ["0", "91", "", "deux"] {
        let pairs = [("campaign", all.campaign.as_str()), ("days", wrong)];
        let answer = director.post("asking/save_days", &pairs).await;
        assert!(matches!(answer.refusal::<AskingRefusal>(), AskingRefusal::Unfit(_)), "{wrong}");
    }
    director.post("asking/save_days", &[("campaign", all.campaign.as_str()), ("days", " 21 ")]).await.done();
    assert_eq!(asking(&director).await.correct_days, 21);
    let page = director.get(&Place::EnrolmentAsking.href()).await.done().text();
    assert!(page.contains("Attestation CVEC") && page.contains("value=\"21\""));
    // The next year asks for the same.
    let pairs = [
        ("id", all.campaign.as_str()),
        ("form[label]", "2027-2028"),
        ("form[opens_on]", "2028-01-01"),
        ("form[closes_on]", "2028-12-31"),
        ("form[max_candidatures]", "10"),
    ];
    director.post("parameters/prepare_campaign", &pairs).await.done();
    assert_eq!(site.count("select count(*) from enrolment_requirement").await, 28);
    assert_eq!(site.count("select count(*) from campaign where correct_days = 21").await, 2);
    assert_eq!(student.piece(PHOTO).await.state, DocumentState::Deposited);
});
