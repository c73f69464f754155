//! The way in: neutral answers, links that work once, counted attempts, sessions that end.

use super::actor::Actor;
use super::journey::PASSWORD;
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::account::{
    ATTEMPT_WINDOW, ATTEMPTS_PER_ACCOUNT, LETTERS_PER_ACCOUNT, LinkRefusal, NewPasswordField, ResetRefusal,
    SignInRefusal, UNVALIDATED_LIFE, Who,
};
use crate::domain::form::Fault;
use crate::domain::language::Language;
use crate::domain::time::Span;
use crate::places::Place;
use crate::server::store::Actor as By;
use axum::http::StatusCode;
use futures::future::join_all;

const EMAIL: &str = "eloise@essai.example";
const NEW_PASSWORD: &str = "Noisetier=1789";

async fn who(actor: &Actor<'_>) -> Who {
    actor.post("account/who", &[]).await.read()
}

async fn validate(site: &TestSite, token: &str) -> super::actor::Answer {
    site.visitor().post("account/validate", &[("token", token)]).await
}

async fn reset(actor: &Actor<'_>, token: &str, password: &str, again: &str) -> super::actor::Answer {
    actor.post("account/reset_password", &[("token", token), ("password", password), ("password_again", again)]).await
}

/// The dossier number of whoever is signed in.
async fn number_of(actor: &Actor<'_>) -> String {
    match who(actor).await {
        Who::Candidate { number, .. } => number.as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

on_both!(signing_up_answers_alike_whether_the_address_has_an_account_or_not, |site| {
    let first = site.sign_up(EMAIL).await.done();
    let again = site.sign_up(EMAIL).await.done();
    assert_eq!(first.location(), Place::SignedUp.href());
    assert_eq!((first.status, &first.body, first.location()), (again.status, &again.body, again.location()));
    assert_eq!(first.headers, again.headers);
    assert_eq!(site.codes_to(EMAIL).await, ["validation", "account_exists"]);
    let letter = site.letter(EMAIL, "account_exists").await;
    assert!(letter.text.contains("Un compte existe déjà avec cette adresse mail."), "{}", letter.text);
    assert!(!letter.text.contains("jeton="), "a stranger could cause a link to be sent");
    assert_eq!(site.count("select count(*) from account").await, 1);
});

on_both!(two_sign_ups_of_one_address_at_once_make_one_account, |site| {
    let answers = join_all((0..2).map(|_| site.sign_up(EMAIL))).await;
    assert!(answers.iter().all(|it| it.status == StatusCode::OK));
    let mut codes = site.codes_to(EMAIL).await;
    codes.sort();
    assert_eq!(codes, ["account_exists", "validation"]);
});

on_both!(what_was_typed_never_travels_in_an_address, |site| {
    let pairs = [("form[email]", EMAIL), ("form[password]", "tropcourt"), ("form[password_again]", "tropcourt")];
    let answer = site.visitor().submit(&Place::SignUp, "account/sign_up", &pairs).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    // It is in the page that comes back at once, but for the password.
    let page = answer.text();
    assert!(page.contains(&format!("value=\"{EMAIL}\"")) && !page.contains("tropcourt"), "{page}");
    assert!(page.contains("role=\"alert\" tabindex=\"-1\" autofocus"), "the summary takes the focus: {page}");
    assert!(page.contains("<script") && answer.header("content-security-policy").contains("nonce-"));
    let (place, error) = answer.location().split_once('?').expect("the refusal in the address");
    assert!(place.ends_with(&Place::SignUp.href()) && error.contains("__err="), "{place}?{error}");
    let page = site.visitor().get(&format!("{}?{error}", Place::SignUp.href())).await.done().text();
    assert!(page.contains(&crate::words::fault(Fault::WeakPassword, Language::French)), "the page explains");
    assert!(!answer.location().contains("tropcourt") && !answer.location().contains("essai"));
});

on_both!(the_link_of_the_letter_works_once_and_for_one_day, |site| {
    site.sign_up(EMAIL).await.done();
    let letter = site.letter(EMAIL, "validation").await;
    assert!(letter.text.contains("http://guichet.test/compte/valider?jeton="), "{}", letter.text);
    let token = site.token(EMAIL, "validation").await;
    site.clock.advance(Span(Span::days(1).0 - 10_000));
    assert_eq!(validate(site, &token).await.done().location(), Place::Validated.href());
    assert_eq!(validate(site, &token).await.refusal::<LinkRefusal>(), LinkRefusal::Dead);
    assert_eq!(validate(site, "never-drawn").await.refusal::<LinkRefusal>(), LinkRefusal::Dead);

    site.sign_up("late@essai.example").await.done();
    let token = site.token("late@essai.example", "validation").await;
    site.clock.advance(Span::days(1));
    assert_eq!(validate(site, &token).await.refusal::<LinkRefusal>(), LinkRefusal::Dead);
});

on_both!(a_lost_code_is_sent_again_and_the_answer_tells_nothing, |site| {
    site.sign_up(EMAIL).await.done();
    let first = site.token(EMAIL, "validation").await;
    site.clock.advance(Span::days(1));
    let again =
        |email: &'static str| async move { site.visitor().post("account/send_code_again", &[("email", email)]).await };
    let (known, unknown, nonsense) = (again(EMAIL).await, again("nobody@essai.example").await, again("?").await);
    assert_eq!((known.status, &known.body, &known.headers), (unknown.status, &unknown.body, &unknown.headers));
    assert_eq!(nonsense.refusal::<Fault>(), Fault::Malformed, "whoever has an account: it can be nobody's");
    assert!(site.codes_to("nobody@essai.example").await.is_empty());
    let second = site.token(EMAIL, "validation").await;
    assert_ne!(first, second);
    validate(site, &second).await.done();
    // A validated account needs no link: the letter says how to sign in.
    again(EMAIL).await.done();
    assert_eq!(site.codes_to(EMAIL).await, ["validation", "validation", "account_exists"]);
});

on_both!(before_validation_only_who_knows_the_password_hears_why, |site| {
    site.sign_up(EMAIL).await.done();
    let visitor = site.visitor();
    let wrong = visitor.post("account/sign_in", &[("login", EMAIL), ("password", "Autre#123456")]).await;
    let nobody = visitor.post("account/sign_in", &[("login", "no@essai.example"), ("password", PASSWORD)]).await;
    assert_eq!(wrong.refusal::<SignInRefusal>(), SignInRefusal::Wrong);
    assert_eq!((wrong.status, &wrong.body), (nobody.status, &nobody.body));
    assert_eq!(visitor.sign_in(EMAIL).await.refusal::<SignInRefusal>(), SignInRefusal::NotValidated);
    assert_eq!(who(&visitor).await, Who::Nobody);
    assert_eq!(site.count("select count(*) from session").await, 0);
});

on_both!(one_signs_in_by_address_or_by_dossier_number_however_they_are_typed, |site| {
    let number = number_of(&site.newcomer(EMAIL).await).await;
    let (left, right) = number.split_at(4);
    let spellings = [
        format!("  {} ", EMAIL.to_uppercase()),
        number.clone(),
        number.to_lowercase(),
        format!(" {left}-{right} "),
        format!("{left} {}", right.to_lowercase()),
    ];
    for login in spellings {
        let actor = site.visitor();
        assert_eq!(actor.sign_in(&login).await.done().location(), Place::Candidatures.href(), "« {login} »");
        assert_eq!(number_of(&actor).await, number);
    }
});

on_both!(attempts_are_counted_exactly_however_many_come_at_once, |site| {
    site.newcomer(EMAIL).await;
    site.clock.advance(ATTEMPT_WINDOW);
    let visitor = site.visitor();
    let wrong = [("login", EMAIL), ("password", "Autre#123456")];
    let answers = join_all((0..20).map(|_| visitor.post("account/sign_in", &wrong))).await;
    let heard = |status| i64::try_from(answers.iter().filter(|it| it.status == status).count()).unwrap_or_default();
    assert_eq!(heard(StatusCode::UNPROCESSABLE_ENTITY), ATTEMPTS_PER_ACCOUNT);
    assert_eq!(heard(StatusCode::TOO_MANY_REQUESTS), 20 - ATTEMPTS_PER_ACCOUNT);
    assert_eq!(visitor.sign_in(EMAIL).await.status, StatusCode::TOO_MANY_REQUESTS, "even with the right password");
    site.clock.advance(ATTEMPT_WINDOW);
    visitor.sign_in(EMAIL).await.done();
});

on_both!(no_spelling_of_an_account_gives_more_attempts, |site| {
    let number = number_of(&site.newcomer(EMAIL).await).await;
    site.clock.advance(ATTEMPT_WINDOW);
    let visitor = site.visitor();
    let mut heard = 0;
    for n in 0..20 {
        let (left, right) = number.split_at(n % 8);
        let login = if n % 4 == 0 { EMAIL.to_owned() } else { format!("{left}{}{right}", " ".repeat(n)) };
        let answer = visitor.post("account/sign_in", &[("login", &login), ("password", "Autre#123456")]).await;
        heard += i64::from(answer.status == StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(heard, ATTEMPTS_PER_ACCOUNT);
});

on_both!(signing_in_again_ends_the_session_before, |site| {
    let actor = site.newcomer(EMAIL).await;
    let old = actor.token().expect("a session");
    actor.sign_in(EMAIL).await.done();
    assert_ne!(actor.token(), Some(old.clone()));
    assert_eq!(who(&Actor::with_token(site, &old)).await, Who::Nobody);
    assert!(matches!(who(&actor).await, Who::Candidate { .. }));
});

on_both!(a_new_password_ends_every_other_session_and_the_link_serves_once, |site| {
    let elsewhere = site.newcomer(EMAIL).await;
    let here = site.visitor();
    here.post("account/ask_reset", &[("email", " Eloise@Essai.example ")]).await.done();
    let token = site.token(EMAIL, "password_reset").await;

    let ResetRefusal::Unfit(faults) = reset(&here, &token, "faible", "autre").await.refusal() else { panic!() };
    assert_eq!(faults.of(NewPasswordField::Password), Some(Fault::WeakPassword));
    assert_eq!(faults.of(NewPasswordField::PasswordAgain), Some(Fault::Mismatch));
    assert!(matches!(who(&elsewhere).await, Who::Candidate { .. }), "a slip changes nothing");

    reset(&here, &token, NEW_PASSWORD, NEW_PASSWORD).await.done();
    assert_eq!(who(&elsewhere).await, Who::Nobody);
    assert_eq!(here.sign_in(EMAIL).await.refusal::<SignInRefusal>(), SignInRefusal::Wrong, "the old password");
    here.post("account/sign_in", &[("login", EMAIL), ("password", NEW_PASSWORD)]).await.done();
    assert_eq!(reset(&here, &token, PASSWORD, PASSWORD).await.refusal::<ResetRefusal>(), ResetRefusal::Dead);
});

on_both!(a_link_to_a_new_password_dies_after_two_hours, |site| {
    site.sign_up(EMAIL).await.done();
    let visitor = site.visitor();
    visitor.post("account/ask_reset", &[("email", EMAIL)]).await.done();
    let token = site.token(EMAIL, "password_reset").await;
    assert_eq!(validate(site, &token).await.refusal::<LinkRefusal>(), LinkRefusal::Dead, "each link has its purpose");
    site.clock.advance(Span::hours(2));
    assert_eq!(reset(&visitor, &token, NEW_PASSWORD, NEW_PASSWORD).await.refusal::<ResetRefusal>(), ResetRefusal::Dead);

    visitor.post("account/ask_reset", &[("email", EMAIL)]).await.done();
    let token = site.token(EMAIL, "password_reset").await;
    site.clock.advance(Span(Span::hours(2).0 - 10_000));
    reset(&visitor, &token, NEW_PASSWORD, NEW_PASSWORD).await.done();
    // The letter arrived: the account is validated by it.
    visitor.post("account/sign_in", &[("login", EMAIL), ("password", NEW_PASSWORD)]).await.done();
});

on_both!(letters_that_a_stranger_can_cause_are_limited_alike_for_every_address, |site| {
    site.sign_up(EMAIL).await.done();
    for email in [EMAIL, "nobody@essai.example"] {
        for nth in 1..=LETTERS_PER_ACCOUNT + 1 {
            let answer = site.visitor().post("account/ask_reset", &[("email", email)]).await;
            if nth <= LETTERS_PER_ACCOUNT {
                answer.done();
            } else {
                assert_eq!(answer.error::<Never>(), CallError::TooMany);
                assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
            }
        }
    }
    let resets = site.codes_to(EMAIL).await.into_iter().filter(|it| it == "password_reset");
    assert_eq!(i64::try_from(resets.count()), Ok(LETTERS_PER_ACCOUNT));
});

on_both!(signing_out_ends_the_session_and_takes_the_cookie_back, |site| {
    let actor = site.newcomer(EMAIL).await;
    let old = actor.token().expect("a session");
    assert_eq!(actor.post("account/sign_out", &[]).await.done().location(), Place::Home.href());
    assert_eq!(actor.token(), None);
    assert_eq!(who(&Actor::with_token(site, &old)).await, Who::Nobody);
});

on_both!(a_session_ends_by_itself, |site| {
    let actor = site.newcomer(EMAIL).await;
    site.clock.advance(crate::domain::account::SESSION_LIFE);
    assert_eq!(who(&actor).await, Who::Nobody);
    assert_eq!(actor.post("candidature/mine", &[]).await.error::<Never>(), CallError::SignedOut);
    let page = actor.get(&Place::Candidatures.href()).await;
    assert_eq!((page.status, page.location()), (StatusCode::FOUND, Place::SignIn.href().as_str()));
});

on_both!(an_account_nobody_validated_is_removed_after_five_days, |site| {
    site.sign_up("forgotten@essai.example").await.done();
    site.newcomer(EMAIL).await;
    let sweep = || async {
        site.deliver().await;
        let mut work = site.services.begin(By::System, "").await.expect("a transaction");
        work.remove_unvalidated(UNVALIDATED_LIFE).await.expect("a sweep");
        work.commit().await.expect("a commit");
        site.count("select count(*) from account").await
    };
    site.clock.advance(Span(Span::days(5).0 - 10_000));
    assert_eq!(sweep().await, 2);
    site.clock.advance(Span::seconds(10));
    assert_eq!(sweep().await, 1);
    assert_eq!(site.count("select count(*) from link l join account a on a.account_id = l.account_id").await, 1);
    // The address is free again.
    site.sign_up("forgotten@essai.example").await.done();
    assert_eq!(site.codes_to("forgotten@essai.example").await, ["validation"]);
});
