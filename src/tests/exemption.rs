//! Exemptions that the president decides: entered by staff with a reason, taken off what is due, undone.

use super::actor::{Actor, Answer};
use super::enrolled::{accept_all, pay};
use super::filling::{filled, submit, view};
use super::journey::{ADMINISTRATOR, OFFICER, STRANGE_OFFICER};
use super::payment::{begin, ledger, read, states, with_bank};
use super::site::on_both;
use crate::domain::enrolment::desk::{DeskRefusal, EnrolmentFile};
use crate::domain::enrolment::{PaymentStatus, State, Step};
use crate::domain::fee::{Rule, Waiver, WaiverExtent, WaiverGround};
use crate::domain::ledger::RefundRefusal;
use crate::places::Place;
use axum::http::StatusCode;

const EMAIL: &str = "eloise@essai.example";

async fn file(officer: &Actor<'_>, id: &str) -> EnrolmentFile {
    officer.post("enrolment_desk/read", &[("id", id)]).await.read()
}

/// Enters an exemption as a job seeker, of the enrolment as it is now.
async fn exempt(officer: &Actor<'_>, id: &str, extent: &str, amount: &str) -> Answer {
    let version = file(officer, id).await.version.to_string();
    let pairs = [
        ("id", id),
        ("version", version.as_str()),
        ("form[ground]", "job_seeker"),
        ("form[extent]", extent),
        ("form[amount]", amount),
        ("form[reason]", "Décision du 20 novembre"),
    ];
    officer.post("enrolment_desk/exempt", &pairs).await
}

async fn end(officer: &Actor<'_>, id: &str, reason: &str) -> Answer {
    let version = file(officer, id).await.version.to_string();
    let pairs = [("id", id), ("version", version.as_str()), ("act", "end_exemption"), ("reason", reason)];
    officer.post("enrolment_desk/act", &pairs).await
}

on_both!(what_was_paid_and_is_exempted_is_proposed_as_a_refund, |config| with_bank(config), |site| {
    let officer = site.staff(OFFICER).await;
    let student = filled(site, EMAIL).await;
    pay(site, &student).await;
    submit(&student).await.done();
    let id = view(&student).await.id().clone();
    let id = id.as_str();

    assert_eq!(exempt(&officer, id, "part", "0").await.refusal::<DeskRefusal>(), DeskRefusal::ExemptionUnfit);
    let stale =
        [("id", id), ("version", "0"), ("form[ground]", "refugee"), ("form[extent]", "whole"), ("form[reason]", "Vu")];
    let stale = officer.post("enrolment_desk/exempt", &stale).await;
    assert_eq!(stale.refusal::<DeskRefusal>(), DeskRefusal::Changed);
    let pairs = [("id", id), ("version", "0"), ("form[ground]", "refugee"), ("form[extent]", "whole")];
    let nobody = officer.post("enrolment_desk/exempt", &pairs).await;
    assert_eq!(nobody.refusal::<DeskRefusal>(), DeskRefusal::ReasonMissing);
    let stranger = site.staff(STRANGE_OFFICER).await;
    let pairs = [&pairs[..], &[("form[reason]", "Vu")]].concat();
    assert_eq!(stranger.post("enrolment_desk/exempt", &pairs).await.status, StatusCode::NOT_FOUND);
    let untold = [("id", id), ("version", "0"), ("act", "exempt"), ("reason", "Sans montant")];
    assert!(!officer.post("enrolment_desk/act", &untold).await.status.is_success());
    assert_eq!(end(&officer, id, "Rien à retirer").await.refusal::<DeskRefusal>(), DeskRefusal::NotInState);
    assert_eq!(site.count("select due from enrolment").await, 17_800);

    exempt(&officer, id, "part", "50,00 €").await.done();
    let it = file(&officer, id).await;
    let waiver = Waiver { ground: WaiverGround::JobSeeker, extent: WaiverExtent::Part { cents: 5_000 } };
    assert_eq!((it.waiver, it.due, it.standing.payment), (Some(waiver), Some(12_800), PaymentStatus::Paid));
    assert_eq!(exempt(&officer, id, "whole", "").await.refusal::<DeskRefusal>(), DeskRefusal::NotInState);
    assert_eq!(site.texts("select why || ' ' || amount || ' ' || state from refund").await, ["overpaid 5000 proposed"]);
    assert_eq!(ledger(site).await, (1, 17_800), "what was received stays in the ledger");
    let noted = site.texts("select act || ' ' || detail from journal where act = 'exempt'").await;
    assert_eq!(noted, ["exempt job_seeker part 5000"]);

    // The student sees the line, explained, and is told.
    let quote = view(&student).await.quote.expect("a quote");
    let line = quote.lines.iter().find(|it| it.rule == Rule::Waiver(WaiverGround::JobSeeker)).expect("a line");
    assert_eq!((line.cents, quote.total), (-5_000, 12_800));
    let page = student.get(&Place::EnrolmentStep(Step::Fees).href()).await.done().text();
    for said in ["Exonération décidée par l'établissement", "exonère comme demandeur d'emploi", "R. 719-50", "128,00"]
    {
        assert!(page.replace("&#x27;", "'").contains(said), "{said} is not in {page}");
    }
    let letter = site.letter(EMAIL, "fees_changed").await.text;
    assert!(letter.contains("128,00") && letter.contains("Décision du 20 novembre"), "{letter}");
    let page = officer.get(&Place::EnrolmentFile(view(&student).await.id().clone()).href()).await.done().text();
    assert!(page.contains("Retirer l") && page.contains("Décision du 20 novembre"), "{page}");

    end(&officer, id, "Décision annulée").await.done();
    let it = file(&officer, id).await;
    assert_eq!((it.waiver, it.due, it.standing.payment), (None, Some(17_800), PaymentStatus::Paid));
    assert!(view(&student).await.quote.is_some_and(|it| it.total == 17_800));
    let acts: Vec<_> = it.acts.iter().map(|it| (it.act.code(), it.reason.as_str())).collect();
    assert_eq!(acts, [("end_exemption", "Décision annulée"), ("exempt", "Décision du 20 novembre")]);
    assert_eq!(site.texts("select state from refund").await, ["withdrawn"]);

    // The same again, given back: it is due again once undone.
    exempt(&officer, id, "part", "50").await.done();
    assert_eq!(site.texts("select state from refund order by state").await, ["proposed", "withdrawn"]);
    let refund = site.texts("select refund_id from refund where state = 'proposed'").await.remove(0);
    let made = [("id", refund.as_str()), ("done", "yes"), ("note", "Fait à la banque")];
    site.staff(ADMINISTRATOR).await.post("payment/settle_refund", &made).await.done();
    assert_eq!((ledger(site).await, file(&officer, id).await.standing.payment), ((2, 12_800), PaymentStatus::Paid));
    end(&officer, id, "Décision annulée de nouveau").await.done();
    let it = file(&officer, id).await;
    assert_eq!((it.due, it.standing.payment), (Some(17_800), PaymentStatus::Partial));
    assert_eq!(read(&student).await.open, 5_000);
});

on_both!(what_is_exempted_is_not_due_and_is_due_again_once_undone, |config| with_bank(config), |site| {
    let officer = site.staff(OFFICER).await;
    let student = filled(site, EMAIL).await;
    let id = view(&student).await.id().clone();
    let id = id.as_str();
    let due = async || {
        let it = file(&officer, id).await;
        (it.due, it.standing.payment)
    };
    assert_eq!(due().await, (Some(17_800), PaymentStatus::Unpaid));
    // More than there is takes off what there is.
    exempt(&officer, id, "part", "999,99").await.done();
    assert_eq!(due().await, (Some(0), PaymentStatus::NotRequired));
    assert!(!begin(&student, "k1", "1").await.status.is_success(), "nothing is due");
    end(&officer, id, "Mauvais dossier").await.done();
    assert_eq!(due().await, (Some(17_800), PaymentStatus::Unpaid));
    assert_eq!(read(&student).await.open, 17_800);
    exempt(&officer, id, "whole", "").await.done();
    // It holds when the enrolment is handed over, and given back.
    submit(&student).await.done();
    assert_eq!(due().await, (Some(0), PaymentStatus::NotRequired));
    end(&officer, id, "À revoir").await.done();
    assert_eq!(due().await, (Some(17_800), PaymentStatus::Unpaid));
    assert_eq!(site.count("select count(*) from refund").await, 0);

    // Nothing else is awaited: the exemption makes it effective.
    student.give_all().await;
    accept_all(&officer).await;
    assert_eq!(file(&officer, id).await.standing.state, State::Submitted);
    exempt(&officer, id, "whole", "").await.done();
    assert_eq!(file(&officer, id).await.standing.state, State::Validated);

    // Before « Droits » nothing is due yet: the quote alone says what is taken off.
    let early = site.admitted("autre@essai.example").await;
    early.post("enrolment/start", &[]).await.done();
    let id = view(&early).await.id().clone();
    exempt(&officer, id.as_str(), "whole", "").await.done();
    assert_eq!(file(&officer, id.as_str()).await.due, None);
    let letter = site.letter("autre@essai.example", "fees_changed").await.text;
    assert!(letter.contains("à calculer"), "{letter}");
    let cancel = [("id", id.as_str()), ("act", "cancel_entry_error"), ("reason", "Erreur")];
    let version = file(&officer, id.as_str()).await.version.to_string();
    officer.post("enrolment_desk/act", &[&cancel[..], &[("version", version.as_str())]].concat()).await.done();
    assert_eq!(end(&officer, id.as_str(), "Trop tard").await.refusal::<DeskRefusal>(), DeskRefusal::NotInState);
});

on_both!(what_is_proposed_to_be_given_back_follows_the_exemptions, |config| with_bank(config), |site| {
    let officer = site.staff(OFFICER).await;
    let student = filled(site, EMAIL).await;
    pay(site, &student).await;
    submit(&student).await.done();
    let id = view(&student).await.id().clone();
    let id = id.as_str();
    exempt(&officer, id, "part", "50").await.done();
    let refund = site.texts("select refund_id from refund").await.remove(0);
    end(&officer, id, "Décision annulée").await.done();
    let refunds = "select why || ' ' || amount || ' ' || state from refund order by amount";
    assert_eq!(site.texts(refunds).await, ["overpaid 5000 withdrawn"]);
    let noted = site.texts("select act || ' ' || detail from journal where act = 'withdraw_refund'").await;
    assert_eq!(noted, ["withdraw_refund 5000"]);
    // Whoever has its page open still can neither make it nor drop it.
    let administrator = site.staff(ADMINISTRATOR).await;
    for done in ["yes", "no"] {
        let fields = [("id", refund.as_str()), ("done", done), ("note", "Fait à la banque")];
        let answer = administrator.post("payment/settle_refund", &fields).await;
        assert_eq!(answer.refusal::<RefundRefusal>(), RefundRefusal::Settled);
    }
    assert_eq!(ledger(site).await, (1, 17_800));
    exempt(&officer, id, "part", "80").await.done();
    assert_eq!(site.texts(refunds).await, ["overpaid 5000 withdrawn", "overpaid 8000 proposed"]);
});

on_both!(a_form_that_asks_for_what_is_due_no_more_is_not_shown, |config| with_bank(config), |site| {
    let officer = site.staff(OFFICER).await;
    let student = filled(site, EMAIL).await;
    let id = view(&student).await.id().clone();
    begin(&student, "k1", "1").await.done();
    assert!(read(&student).await.form.is_some());
    exempt(&officer, id.as_str(), "part", "50").await.done();
    let seen = read(&student).await;
    assert_eq!((seen.open, seen.form), (12_800, None));
    let page = student.get(&Place::Payment.href()).await.done().text();
    assert!(!page.contains("PBX_HMAC") && page.contains("payment/begin"), "{page}");
    assert_eq!(states(site).await, ["redirected"]);
    begin(&student, "k2", "1").await.done();
    assert_eq!(states(site).await, ["expired", "redirected"]);
    let form = read(&student).await.form.expect("a form");
    let total = form.fields.into_iter().find(|(name, _)| name == "PBX_TOTAL");
    assert_eq!(total.map(|(_, cents)| cents).as_deref(), Some("12800"));
});
