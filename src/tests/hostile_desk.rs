//! Hostile and odd text in every field where staff write about people: accounts that they make, avis on many, reasons. Kept
//! to the letter or refused with a reason, and read as text on every page and in every letter that tells it.

use super::actor::{Actor, Answer};
use super::enrolled::pay;
use super::enrolment_queue::{judge, open, submitted};
use super::filling::{filled, view};
use super::hostile::{assert_tame, html, kinds, name, page};
use super::hostile_staff::{faults, words};
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER};
use super::payment::with_bank;
use super::site::on_both;
use crate::domain::candidature::StepRefusal;
use crate::domain::enrolment::desk::{DeskRefusal, EnrolmentFile, REASON_MAX};
use crate::domain::invitation::{AccountRefusal, InvitationField};
use crate::domain::job::{JobRefusal, JobView};
use crate::domain::ledger::{NOTE_MAX, RefundRefusal};
use crate::domain::reconciliation::{RecordRefusal, Seen};
use crate::domain::review::COMMENT_MAX;
use crate::domain::{CandidatureId, JobId};
use crate::places::Place;
use crate::server::worker;

const EMAIL: &str = "hostile@essai.example";

on_both!(whom_staff_make_an_account_for_is_named_to_the_letter_or_refused, |site| {
    let officer = site.staff(OFFICER).await;
    for (nth, text) in kinds().into_iter().enumerate() {
        let email = format!("invited-{nth}@essai.example");
        let both = [("form[family_name]", text.as_str()), ("form[given_name]", &text)];
        let answer = officer.post("accounts/create", &[&both[..], &[("form[email]", &email)]].concat()).await;
        let named = name(&text);
        let wrong = faults(&[(InvitationField::FamilyName, &named), (InvitationField::GivenName, &named)]);
        if let Ok(named) = named {
            let answer = answer.done();
            let place = answer.location().to_owned();
            let shown = officer.get(&place).await.done().text();
            assert_tame(&shown);
            assert!(shown.contains(&html(&format!("{named} {named}"))), "{named:?} is not in: {shown}");
            let letter = site.letter(&email, "invitation").await;
            assert!(letter.text.contains(&format!("Bonjour {named} {named},\n")), "{text:?}: {}", letter.text);
        } else {
            assert_eq!(answer.refusal::<AccountRefusal>(), AccountRefusal::Unfit(wrong), "{text:?}");
        }
        // No address is any of them, and what is searched for is found or not.
        let pairs = [("form[family_name]", "Essai"), ("form[given_name]", "Éloïse"), ("form[email]", &text)];
        let refused = officer.post("accounts/create", &pairs).await.refusal::<AccountRefusal>();
        assert!(matches!(refused, AccountRefusal::Unfit(it) if it.of(InvitationField::Email).is_some()), "{text:?}");
        officer.post("accounts/find", &[("words", text.as_str())]).await.done();
    }
    page(&officer, Place::NewAccount).await;
});

/// An act on the first document of the dossier as it is now.
async fn on_first(officer: &Actor<'_>, act: &str, id: &CandidatureId, reason: &str) -> Answer {
    let requirement = officer.examine(id).await.documents.swap_remove(0).requirement_id;
    officer.step(act, id, &[("requirement", requirement.as_str()), ("reason", reason)]).await
}

on_both!(why_a_document_is_done_without_is_told_to_the_letter_or_refused, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    for text in kinds() {
        let answer = on_first(&officer, "review/waive", &id, &text).await;
        match words(&text, COMMENT_MAX) {
            Err(_) => assert_eq!(answer.refusal::<StepRefusal>(), StepRefusal::CommentUnfit, "{text:?}"),
            Ok(why) if why.is_empty() => {
                assert_eq!(answer.refusal::<StepRefusal>(), StepRefusal::ReasonMissing, "{text:?}");
            }
            Ok(why) => {
                answer.done();
                assert_eq!(candidate.document(&id, 0).await.waiver.as_ref(), Some(&why));
                for (actor, place) in
                    [(&candidate, Place::Dossier(id.clone())), (&officer, Place::Examination(id.clone()))]
                {
                    let shown = page(actor, place).await;
                    assert!(shown.contains(&html(&why)), "{why:?} is not in: {shown}");
                }
                on_first(&officer, "review/judge_again", &id, "").await.done();
            }
        }
    }
});

on_both!(the_words_of_an_avis_on_many_are_kept_and_sent_to_the_letter_or_refused, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.complete(EMAIL, &officer).await;
    let job = |answer: &Answer| JobId(answer.location().strip_prefix("/admin/lots/").expect("the job").to_owned());
    let read = async |it: &JobId| officer.post("job/read", &[("id", it.as_str())]).await.read::<JobView>();
    for text in kinds() {
        let common = [("chosen[]", id.as_str()), ("validate", "yes"), ("form[comment]", text.as_str())];
        let unfavourable = [("form[kind]", "unfavourable"), ("form[ground]", text.as_str())];
        let refusing = officer.post("job/prepare", &[&common[..], &unfavourable].concat()).await;
        let waiting = officer.post("job/prepare", &[&common[..], &[("form[kind]", "waiting_list")]].concat()).await;
        let Ok(kept) = words(&text, COMMENT_MAX) else {
            for (answer, why) in [(refusing, StepRefusal::GroundUnfit), (waiting, StepRefusal::CommentUnfit)] {
                assert_eq!(answer.refusal::<JobRefusal>(), JobRefusal::Avis(why), "{text:?}");
            }
            continue;
        };
        if kept.is_empty() {
            let refused = refusing.refusal::<JobRefusal>();
            assert_eq!(refused, JobRefusal::Avis(StepRefusal::GroundMissing), "{text:?}");
        } else {
            let it = job(&refusing.done());
            let seen = read(&it).await;
            assert_eq!((seen.ground.as_ref(), seen.comment.as_ref()), (Some(&kept), Some(&kept)));
            assert!(seen.letters[0].text.contains(&kept), "{text:?}");
            assert!(page(&officer, Place::Batch(it)).await.contains(&html(&kept)), "{text:?} is not shown");
        }
        let it = job(&waiting.done());
        officer.post("job/confirm", &[("id", it.as_str())]).await.done();
        worker::treat_rows(&site.services, usize::MAX).await.expect("rows");
        assert_eq!(officer.examine(&id).await.avis[0].comment.clone().unwrap_or_default(), kept);
        let letter = site.letter(EMAIL, "avis").await;
        assert!(letter.text.contains(&kept) && !letter.subject.contains(['\r', '\n']), "{text:?}: {}", letter.text);
        for (actor, place) in [(&candidate, Place::Dossier(id.clone())), (&officer, Place::Examination(id.clone()))] {
            assert!(page(actor, place).await.contains(&html(&kept)), "{text:?}");
        }
    }
    page(&officer, Place::Batches).await;
});

async fn file(officer: &Actor<'_>, id: &str) -> EnrolmentFile {
    officer.post("enrolment_desk/read", &[("id", id)]).await.read()
}

on_both!(what_the_enrolment_desk_gives_as_a_reason_is_kept_and_told_to_the_letter_or_refused, |site| {
    let officer = site.staff(OFFICER).await;
    let student = filled(site, EMAIL).await;
    let enrolment = view(&student).await.id().clone();
    let id = enrolment.as_str();
    for text in kinds() {
        let version = file(&officer, id).await.version.to_string();
        let seen = [("id", id), ("version", version.as_str()), ("form[ground]", "refugee")];
        let part = [("form[extent]", "part"), ("form[amount]", text.as_str()), ("form[reason]", "Vu")];
        let amount = officer.post("enrolment_desk/exempt", &[&seen[..], &part].concat()).await;
        assert_eq!(amount.refusal::<DeskRefusal>(), DeskRefusal::ExemptionUnfit, "{text:?} is no amount");
        let whole = [("form[extent]", "whole"), ("form[reason]", text.as_str())];
        let exempt = officer.post("enrolment_desk/exempt", &[&seen[..], &whole].concat()).await;
        let why = match words(&text, REASON_MAX) {
            Ok(why) if !why.is_empty() => why,
            unfit => {
                let refusal = if unfit.is_ok() { DeskRefusal::ReasonMissing } else { DeskRefusal::CommentUnfit };
                assert_eq!(exempt.refusal::<DeskRefusal>(), refusal, "{text:?}");
                let act = [("id", id), ("version", &version), ("act", "verify_cvec"), ("reason", &text)];
                let refused = officer.post("enrolment_desk/act", &act).await;
                assert_eq!(refused.refusal::<DeskRefusal>(), refusal, "{text:?}");
                continue;
            }
        };
        exempt.done();
        let version = file(&officer, id).await.version.to_string();
        let end = [("id", id), ("version", version.as_str()), ("act", "end_exemption"), ("reason", &text)];
        officer.post("enrolment_desk/act", &end).await.done();
        let it = file(&officer, id).await;
        assert!(it.acts.iter().take(2).all(|it| it.reason == why), "{why:?} is not kept");
        let shown = page(&officer, Place::EnrolmentFile(enrolment.clone())).await;
        assert!(shown.contains(&html(&why)), "{why:?} is not in: {shown}");
        let letter = site.letter(EMAIL, "fees_changed").await;
        assert!(letter.text.contains(&why) && !letter.subject.contains(['\r', '\n']), "{text:?}: {}", letter.text);
        page(&student, Place::Messages).await;
    }
});

on_both!(why_a_document_of_an_enrolment_is_refused_is_told_to_the_letter_or_refused, |site| {
    let officer = site.staff(OFFICER).await;
    let student = site.admitted(EMAIL).await;
    student.give_all().await;
    submitted(site).await;
    for text in kinds() {
        let queue = open(&officer, &[]).await;
        let answer = judge(&officer, &queue, &[("ground", "illegible"), ("comment", &text)]).await;
        let Ok(kept) = words(&text, COMMENT_MAX) else {
            assert_eq!(answer.refusal::<DeskRefusal>(), DeskRefusal::CommentUnfit, "{text:?}");
            continue;
        };
        answer.done();
        let document = &queue.next.as_ref().expect("a document").document.document_id;
        let enrolment = view(&student).await.id().clone();
        let all = file(&officer, enrolment.as_str()).await.documents;
        let judged = all.into_iter().find(|it| it.document_id == *document).expect("the document");
        assert_eq!(judged.comment.unwrap_or_default(), kept);
        for (actor, place) in [(&officer, Place::EnrolmentFile(enrolment)), (&student, Place::EnrolmentDocuments)] {
            let shown = page(actor, place).await;
            assert!(shown.contains(&html(&kept)), "{kept:?} is not in: {shown}");
        }
        // A ground is one of the catalogue's; and the verdict is taken back, so that the document comes again.
        officer.post("enrolment_queue/undo", &[("document", document.as_str())]).await.done();
        let queue = open(&officer, &[]).await;
        let grounded = judge(&officer, &queue, &[("ground", &text)]).await;
        assert_eq!(grounded.refusal::<DeskRefusal>(), DeskRefusal::GroundMissing, "{text:?}");
    }
});

on_both!(what_is_noted_on_a_refund_is_kept_to_the_letter_or_refused, |config| with_bank(config), |site| {
    let (officer, director) = (site.staff(OFFICER).await, site.staff(ADMINISTRATOR).await);
    let student = filled(site, EMAIL).await;
    pay(site, &student).await;
    let enrolment = view(&student).await.id().clone();
    let version = file(&officer, enrolment.as_str()).await.version.to_string();
    let exemption = [("form[ground]", "refugee"), ("form[extent]", "part"), ("form[amount]", "50")];
    let seen = [("id", enrolment.as_str()), ("version", &version), ("form[reason]", "Vu")];
    officer.post("enrolment_desk/exempt", &[&seen[..], &exemption].concat()).await.done();
    let refund = site.texts("select refund_id from refund where state = 'proposed'").await.remove(0);
    for text in kinds() {
        let pairs = [("id", refund.as_str()), ("done", "no"), ("note", &text)];
        let answer = director.post("payment/settle_refund", &pairs).await;
        let kept = text.trim();
        if kept.is_empty() || kept.contains('\0') {
            assert_eq!(answer.refusal::<RefundRefusal>(), RefundRefusal::NoteMissing, "{text:?}");
        } else if kept.chars().count() > NOTE_MAX {
            assert_eq!(answer.refusal::<RefundRefusal>(), RefundRefusal::NoteTooLong { max: NOTE_MAX });
        } else {
            answer.done();
            assert_eq!(site.texts("select note from refund").await, [kept]);
            let shown = page(&director, Place::PaymentFile(enrolment.clone())).await;
            assert!(shown.contains(&html(kept)), "{kept:?} is not in: {shown}");
            // Proposed anew behind the application's back.
            site.sql("update refund set state = 'proposed', note = '', settled_at = null, settled_by = null").await;
        }
        director.post("payment/find", &[("query[words]", text.as_str())]).await.done();
        officer.post("enrolment_desk/table", &[("query[words]", text.as_str())]).await.done();
    }
});

#[test]
fn what_staff_saw_at_the_bank_is_kept_to_the_letter_or_refused() {
    for text in kinds() {
        match Seen::read("612345", &text) {
            Ok(it) => assert_eq!(it.reason, text.trim()),
            Err(RecordRefusal::ReasonMissing) => assert!(text.trim().is_empty() || text.contains('\0'), "{text:?}"),
            Err(other) => {
                assert_eq!(other, RecordRefusal::ReasonTooLong { max: 500 }, "{text:?}");
                assert!(text.chars().count() > 500, "{text:?}");
            }
        }
        assert!(Seen::read(&text, "Vu").is_err(), "{text:?} is no number");
    }
}
