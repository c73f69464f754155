//! « Accès étudiant »: from the block to an account, for students and staff; what the CAS refuses; single logout. A small
//! server plays the CAS; a real one stands in `end2end/tests/cas.spec.ts`.

use super::actor::{Actor, Answer};
use super::cas_server::{ELODIE, SERVICE, cas};
use super::journey::{ADMINISTRATOR, PASSWORD};
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::account::{SignInRefusal, SignUpField, Who};
use crate::domain::cas::{ARRIVAL_LIFE, AccessReport, Cause, Door, Finding, Newcomer};
use crate::domain::form::Faults;
use crate::domain::language::Language::French;
use crate::domain::time::Span;
use crate::places::Place;
use crate::server::store::Actor as By;
use crate::words::Text;
use crate::words::cas as say;
use axum::body::Body;
use axum::http::{Request, StatusCode};

const LOGOUT: &str = include_str!("../server/cas/recorded/logout.xml");
const OTHER: &str = "autre@essai.example";
const NEW_PASSWORD: &str = "Noisetier=1789";

pub(super) async fn who(actor: &Actor<'_>) -> Who {
    actor.post("account/who", &[]).await.read()
}

/// Presses the button, as from our own page.
async fn begin(actor: &Actor<'_>, door: Door) -> Answer {
    let request = Request::get(Place::CasSignIn(door).href()).header("sec-fetch-site", "same-origin");
    actor.send(request, Body::empty()).await
}

/// The browser comes back with a ticket.
async fn back(actor: &Actor<'_>, ticket: &str) -> Answer {
    actor.get(&format!("{}?ticket={ticket}", Place::CasReturn.href())).await
}

pub(super) async fn come(actor: &Actor<'_>, door: Door, ticket: &str) -> Answer {
    assert_eq!(begin(actor, door).await.status, StatusCode::SEE_OTHER);
    back(actor, ticket).await
}

/// What a page says, with its marks as one reads them.
pub(super) fn text(answer: &Answer) -> String {
    answer.text().replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

#[track_caller]
fn explains(answer: &Answer, cause: Cause) {
    let page = text(answer);
    for said in [say::happened(cause), say::KEPT, say::advice(cause), say::START_AGAIN] {
        assert!(page.contains(&*said.to(French)), "{cause:?}: « {} » is not on the page: {page}", said.to(French));
    }
    assert!(page.contains("<code>C-"), "nothing to quote");
    assert_eq!(answer.location(), "");
}

pub(super) async fn sign_up(actor: &Actor<'_>, email: &str) -> Answer {
    let pairs = [
        ("form[family_name]", "D’Œuvré"),
        ("form[given_name]", "Élodie"),
        ("form[email]", email),
        ("form[email_again]", email),
        ("form[password]", PASSWORD),
        ("form[password_again]", PASSWORD),
    ];
    actor.post("cas/sign_up", &pairs).await
}

async fn log_out(site: &TestSite, ticket: &str) -> StatusCode {
    let xml = LOGOUT.replace("ST-2-recorded", ticket);
    let body: String = form_urlencoded::Serializer::new(String::new()).append_pair("logoutRequest", &xml).finish();
    let request = Request::post(Place::CasReturn.href()).header("content-type", "application/x-www-form-urlencoded");
    site.visitor().send(request, Body::from(body)).await.status
}

on_both!(a_student_is_filled_in_makes_an_account_and_comes_back_to_it, |config| config.cas.url = Some(cas()), |site| {
    let block = text(&site.visitor().get(&Place::SignIn.href()).await.done());
    assert!(block.contains(&Place::CasSignIn(Door::Candidate).href()) && block.contains(&*say::BLOCK_HELP.to(French)));
    let student = site.visitor();
    let begun = begin(&student, Door::Candidate).await;
    let login = begun.location();
    assert!(login.ends_with("/cas/login?service=http%3A%2F%2Fguichet.test%2Fcas%2Fretour"), "{login}");
    assert_eq!(back(&student, "ST-elodie-1").await.location(), Place::CasAccount.href());
    let page = text(&student.get(&Place::CasAccount.href()).await.done());
    for known in ["D’Œuvré & Fils", "Élodie", ELODIE, "22100042"] {
        assert!(page.contains(known), "{known}: {page}");
    }
    let unfit = student.post("cas/sign_up", &[("form[email]", ELODIE)]).await;
    assert!(!unfit.refusal::<Faults<SignUpField>>().is_empty());

    assert_eq!(sign_up(&student, ELODIE).await.done().location(), Place::Profile.href());
    assert!(matches!(who(&student).await, Who::Candidate { .. }));
    assert_eq!(site.codes_to(ELODIE).await, [""; 0], "the CAS vouches for the address: no letter is needed");
    assert_eq!(sign_up(&student, ELODIE).await.error::<Never>(), CallError::SignedOut, "once");

    let again = site.visitor();
    assert_eq!(come(&again, Door::Candidate, "ST-elodie-2").await.location(), Place::Candidatures.href());
    assert!(matches!(who(&again).await, Who::Candidate { .. }));
    assert_eq!(site.count("select count(*) from account").await, 1);
    // A password of one's own, for the day when the CAS is away.
    site.visitor().sign_in(ELODIE).await.done();
});

on_both!(another_address_takes_the_link_and_tells_nothing, |config| config.cas.url = Some(cas()), |site| {
    site.newcomer("prise@essai.example").await;
    let (free, taken) = (site.visitor(), site.visitor());
    come(&free, Door::Candidate, "ST-elodie-1").await;
    come(&taken, Door::Candidate, "ST-elodie-2").await;
    let (to_free, to_taken) = (sign_up(&free, OTHER).await.done(), sign_up(&taken, "prise@essai.example").await.done());
    assert_eq!(
        (to_free.status, &to_free.body, to_free.location()),
        (to_taken.status, &to_taken.body, to_taken.location())
    );
    assert_eq!(to_free.headers, to_taken.headers);
    assert_eq!(to_free.location(), Place::SignedUp.href());
    assert_eq!((who(&free).await, who(&taken).await), (Who::Nobody, Who::Nobody));
    assert_eq!(site.codes_to("prise@essai.example").await, ["validation", "account_exists"]);
    // Not confirmed, it does not count: who mistyped the address is not stuck with it.
    assert_eq!(come(&free, Door::Candidate, "ST-elodie-3").await.location(), Place::CasAccount.href());
    let token = site.token(OTHER, "validation").await;
    site.visitor().post("account/validate", &[("token", &token)]).await.done();
    assert_eq!(come(&free, Door::Candidate, "ST-elodie-4").await.location(), Place::Candidatures.href());
});

on_both!(
    an_account_of_the_same_address_is_bound_by_its_password_alone,
    |config| config.cas.url = Some(cas()),
    |site| {
        site.newcomer(ELODIE).await;
        let student = site.visitor();
        assert_eq!(come(&student, Door::Candidate, "ST-elodie-1").await.location(), Place::CasAccount.href());
        let page = text(&student.get(&Place::CasAccount.href()).await.done());
        assert!(page.contains(&*say::EXISTS.to(French)) && page.contains(ELODIE), "{page}");
        assert_eq!(who(&student).await, Who::Nobody, "the same address is not enough");
        assert_eq!(sign_up(&student, ELODIE).await.done().location(), Place::CasAccountExists.href());
        assert_eq!(site.count("select count(*) from cas_account").await, 0);
        let wrong = student.post("cas/bind", &[("password", NEW_PASSWORD)]).await;
        assert_eq!(wrong.refusal::<SignInRefusal>(), SignInRefusal::Wrong);
        let bound = student.post("cas/bind", &[("password", PASSWORD)]).await.done();
        assert_eq!(bound.location(), Place::Candidatures.href());
        assert!(matches!(who(&student).await, Who::Candidate { .. }));
        assert_eq!(come(&site.visitor(), Door::Candidate, "ST-elodie-2").await.location(), Place::Candidatures.href());
    }
);

on_both!(an_account_of_the_same_address_is_bound_by_letter, |config| config.cas.url = Some(cas()), |site| {
    // Whoever signed up with an address that is not theirs gains nothing by it.
    site.sign_up(ELODIE).await.done();
    let student = site.visitor();
    come(&student, Door::Candidate, "ST-elodie-1").await;
    let newcomer: Newcomer = student.post("cas/newcomer", &[]).await.read();
    assert!(newcomer.has_account && newcomer.student);
    student.post("account/ask_reset", &[("email", ELODIE)]).await.done();
    let token = site.token(ELODIE, "password_reset").await;
    let new = [("token", token.as_str()), ("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
    student.post("account/reset_password", &new).await.done();
    assert_eq!(come(&site.visitor(), Door::Candidate, "ST-elodie-2").await.location(), Place::Candidatures.href());
    assert_eq!(site.visitor().sign_in(ELODIE).await.refusal::<SignInRefusal>(), SignInRefusal::Wrong, "the stranger's");

    // The link alone, in a browser that is not back from the CAS, binds nothing.
    site.sql("delete from cas_account").await;
    come(&site.visitor(), Door::Candidate, "ST-elodie-3").await;
    site.visitor().post("account/ask_reset", &[("email", ELODIE)]).await.done();
    let token = site.token(ELODIE, "password_reset").await;
    let new = [("token", token.as_str()), ("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
    site.visitor().post("account/reset_password", &new).await.done();
    assert_eq!(site.count("select count(*) from cas_account").await, 0);
});

on_both!(
    a_password_shows_that_an_address_is_theirs_before_its_link_does,
    |config| config.cas.url = Some(cas()),
    |site| {
        site.sign_up(ELODIE).await.done();
        let student = site.visitor();
        come(&student, Door::Candidate, "ST-elodie-1").await;
        student.post("cas/bind", &[("password", PASSWORD)]).await.done();
        site.visitor().sign_in(ELODIE).await.done();
    }
);

on_both!(every_refusal_is_explained_and_nobody_is_let_in, |config| config.cas.url = Some(cas()), |site| {
    let visitor = site.visitor();
    for (ticket, cause) in [
        ("", Cause::NoTicket),
        ("ST-unknown", Cause::TicketInvalid),
        ("ST%20%0d%0aHost:x", Cause::TicketInvalid),
        ("ST-service", Cause::ServiceInvalid),
        ("ST-internal", Cause::Declined),
        ("ST-html", Cause::Malformed),
        ("ST-bomb", Cause::Malformed),
        ("ST-cut", Cause::Malformed),
        ("ST-huge", Cause::Malformed),
        ("ST-down", Cause::Away),
        ("ST-slow", Cause::Slow),
    ] {
        explains(&come(&visitor, Door::Candidate, ticket).await, cause);
        assert_eq!(who(&visitor).await, Who::Nobody, "{ticket}");
    }
    assert_eq!(site.count("select count(*) from session").await, 0);
    assert_eq!(site.count("select count(*) from cas_arrival").await, 0);
});

on_both!(
    a_cas_that_is_not_there_is_said_to_be_away,
    |config| config.cas.url = Some("http://127.0.0.1:9/cas".to_owned()),
    |site| {
        explains(&come(&site.visitor(), Door::Candidate, "ST-elodie-1").await, Cause::Away);
        site.services.cas.as_ref().expect("a CAS").check(site.now()).await;
        let report: Option<AccessReport> = site.staff(ADMINISTRATOR).await.post("cas/report", &[]).await.read();
        assert_eq!(report.and_then(|it| it.last).map(|it| it.1), Some(Finding::Away));
    }
);

on_both!(only_a_browser_that_began_here_is_let_in, |config| config.cas.url = Some(cas()), |site| {
    let victim = site.visitor();
    explains(&back(&victim, "ST-elodie-1").await, Cause::NotBegunHere);
    // A strange page cannot begin in their place.
    for from in ["cross-site", "same-site", "none"] {
        let request = Request::get(Place::CasSignIn(Door::Candidate).href()).header("sec-fetch-site", from);
        assert_eq!(victim.send(request, Body::empty()).await.location(), Place::SignIn.href());
    }
    for (referer, ours) in [("http://guichet.test.elsewhere.example/", false), ("http://guichet.test/connexion", true)]
    {
        let request = Request::get(Place::CasSignIn(Door::Candidate).href()).header("referer", referer);
        assert_eq!(site.visitor().send(request, Body::empty()).await.location() != Place::SignIn.href(), ours);
    }
    explains(&back(&victim, "ST-elodie-1").await, Cause::NotBegunHere);
    // No ticket was used up by it.
    assert_eq!(come(&victim, Door::Candidate, "ST-elodie-1").await.location(), Place::CasAccount.href());
    explains(&back(&victim, "ST-elodie-2").await, Cause::NotBegunHere);
    explains(&come(&victim, Door::Candidate, "ST-elodie-1").await, Cause::TicketInvalid);
});

on_both!(
    staff_are_known_by_their_address_then_by_their_name_and_type_their_code,
    |config| config.cas.url = Some(cas()),
    |site| {
        let admin = site.visitor();
        assert_eq!(come(&admin, Door::Staff, "ST-admin-1").await.location(), Place::StaffCode.href());
        assert_eq!(who(&admin).await, Who::Nobody, "the code is still to come");
        let code = site.fresh_code(ADMINISTRATOR).await;
        assert_eq!(admin.post("review/code", &[("code", &code)]).await.done().location(), Place::Pile.href());
        assert!(matches!(who(&admin).await, Who::Staff { .. }));
        // Somebody else of the CAS who says to have the same address.
        explains(&come(&site.visitor(), Door::Staff, "ST-double-1").await, Cause::NotStaff);
        explains(&come(&site.visitor(), Door::Staff, "ST-elodie-1").await, Cause::NotStaff);
        // The address may change: the name counts.
        site.sql("update staff set email = 'nouvelle@demo.example' where email = 'admin@demo.example'").await;
        assert_eq!(come(&site.visitor(), Door::Staff, "ST-admin-2").await.location(), Place::StaffCode.href());
        assert_eq!(log_out(site, "ST-admin-1").await, StatusCode::OK);
        assert_eq!(who(&admin).await, Who::Nobody, "the second step goes on with the ticket of the first");
    }
);

on_both!(
    staff_type_no_code_where_the_cas_says_that_it_asked_one,
    |config| {
        config.cas.url = Some(cas());
        config.cas.second_proof = Some("authnContextClass=mfa".to_owned());
    },
    |site| {
        let admin = site.visitor();
        assert_eq!(come(&admin, Door::Staff, "ST-admin-1").await.location(), Place::Pile.href());
        assert!(matches!(who(&admin).await, Who::Staff { .. }));
    }
);

on_both!(single_logout_ends_the_session_of_its_ticket_and_no_other, |config| config.cas.url = Some(cas()), |site| {
    let (here, there) = (site.visitor(), site.visitor());
    come(&here, Door::Candidate, "ST-elodie-1").await;
    sign_up(&here, ELODIE).await.done();
    come(&there, Door::Candidate, "ST-elodie-2").await;
    assert_eq!(log_out(site, "ST-never").await, StatusCode::OK, "nobody learns which tickets there are");
    assert!(matches!(who(&here).await, Who::Candidate { .. }));
    assert_eq!(log_out(site, "ST-elodie-1").await, StatusCode::OK);
    assert_eq!(who(&here).await, Who::Nobody, "kept through the making of the account");
    assert!(matches!(who(&there).await, Who::Candidate { .. }));
    assert_eq!(log_out(site, "ST-elodie-1").await, StatusCode::OK);

    let request = || Request::post(Place::CasReturn.href()).header("content-type", "application/x-www-form-urlencoded");
    for body in ["", "logoutRequest=", "logoutRequest=%3Ca%3E", "ticket=ST-elodie-2"] {
        let answer = site.visitor().send(request(), Body::from(body)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
    }
    let huge = format!("logoutRequest={}", "x".repeat(1_000_000));
    assert_ne!(site.visitor().send(request(), Body::from(huge)).await.status, StatusCode::OK);
    assert!(matches!(who(&there).await, Who::Candidate { .. }));
});

on_both!(who_waits_for_an_account_is_forgotten, |config| config.cas.url = Some(cas()), |site| {
    let student = site.visitor();
    come(&student, Door::Candidate, "ST-elodie-1").await;
    site.clock.advance(ARRIVAL_LIFE);
    assert_eq!(student.post("cas/newcomer", &[]).await.error::<Never>(), CallError::SignedOut);
    assert_eq!(student.get(&Place::CasAccount.href()).await.location(), Place::SignIn.href());
    assert_eq!(sign_up(&student, ELODIE).await.error::<Never>(), CallError::SignedOut);
    let mut work = site.services.begin(By::System, "").await.expect("a transaction");
    work.sweep_arrivals().await.expect("a sweep");
    work.commit().await.expect("a commit");
    assert_eq!(site.count("select count(*) from cas_arrival").await, 0);

    // Signed out at the CAS before there is an account.
    come(&student, Door::Candidate, "ST-elodie-2").await;
    assert_eq!(log_out(site, "ST-elodie-2").await, StatusCode::OK);
    assert_eq!(student.post("cas/newcomer", &[]).await.error::<Never>(), CallError::SignedOut);
});

on_both!(
    an_account_that_was_never_confirmed_is_removed_with_what_binds_it,
    |config| config.cas.url = Some(cas()),
    |site| {
        let student = site.visitor();
        come(&student, Door::Candidate, "ST-elodie-1").await;
        sign_up(&student, OTHER).await.done();
        site.deliver().await;
        site.clock.advance(Span::days(6));
        let mut work = site.services.begin(By::System, "").await.expect("a transaction");
        work.remove_unvalidated(Span::days(5)).await.expect("a sweep");
        work.commit().await.expect("a commit");
        assert_eq!(site.count("select count(*) from cas_account").await, 0);
    }
);

on_both!(administrators_see_whether_the_cas_takes_our_address, |config| config.cas.url = Some(cas()), |site| {
    let admin = site.staff(ADMINISTRATOR).await;
    let report: Option<AccessReport> = admin.post("cas/report", &[]).await.read();
    assert_eq!(report.as_ref().map(|it| it.service.as_str()), Some(SERVICE));
    assert_eq!(report.and_then(|it| it.last), None);
    admin.post("cas/check", &[]).await.done();
    let page = text(&admin.get(&Place::Campaigns.href()).await.done());
    assert!(page.contains(&*say::finding(Finding::Good).to(French)) && page.contains(SERVICE), "{page}");
});

on_both!(
    administrators_see_that_the_cas_refuses_our_address,
    |config| {
        config.cas.url = Some(cas());
        config.public_url = "http://ancienne.test".to_owned();
    },
    |site| {
        let admin = site.staff(ADMINISTRATOR).await;
        admin.post("cas/check", &[]).await.done();
        let page = text(&admin.get(&Place::Campaigns.href()).await.done());
        assert!(page.contains(&*say::finding(Finding::LoginRefused).to(French)), "{page}");
    }
);

on_both!(the_help_explains_the_message_of_the_cas, |config| config.cas.url = Some(cas()), |site| {
    let page = text(&site.visitor().get(&Place::CasHelp.href()).await.done());
    for said in
        [say::MESSAGE, say::MESSAGE_CAUSE, say::MESSAGE_KEPT, say::FROM_HERE, say::STILL_THERE, say::ENT_PASSWORD_HELP]
    {
        assert!(page.contains(&*said.to(French)), "« {} »", said.to(French));
    }
    assert!(
        page.contains(&Place::CasSignIn(Door::Candidate).href()) && page.contains("mailto:candidature@guichet.test")
    );
    let told: Vec<_> = Cause::ALL.into_iter().flat_map(|it| [say::happened(it), say::advice(it)]).collect();
    for said in told.into_iter().chain([say::MESSAGE_CAUSE, say::FROM_HERE, say::STILL_THERE]).flat_map(Text::both) {
        let blames = ["navigateur", "browser", "Chrome", "Firefox"].iter().any(|it| said.contains(it));
        assert!(!blames, "the browser is not the cause: {said}");
    }
});

on_both!(without_a_cas_there_is_no_way_to_it, |site| {
    let visitor = site.visitor();
    assert_eq!(begin(&visitor, Door::Candidate).await.status, StatusCode::NOT_FOUND);
    assert_eq!(log_out(site, "ST-1").await, StatusCode::NOT_FOUND);
    let page = text(&visitor.get(&Place::SignIn.href()).await.done());
    assert!(page.contains(&*crate::words::account::STUDENT_ACCESS_CLOSED.to(French)));
    assert!(!page.contains("/cas/connexion"));
    assert!(!text(&visitor.get(&Place::StaffSignIn.href()).await.done()).contains("/cas/connexion"));
});
