//! The door of enrolment: identifiant and one-time code, forgotten identifiant, Parcoursup and MonMaster; and that nothing there
//! tells whether there is anybody.

use super::actor::{Actor, Answer};
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::LearnerId;
use crate::domain::account::{ATTEMPT_WINDOW, LETTERS_PER_ACCOUNT, LinkRefusal, Who};
use crate::domain::enrolment::EnrolmentView;
use crate::domain::learner::IdentifierKind;
use crate::domain::login::{CODE_LIFE, CODE_PAUSE, CODE_TRIES, ChallengeView, LOGIN_LINK_LIFE, LoginRefusal};
use crate::domain::time::Span;
use crate::places::Place;
use crate::server::store::Actor as By;
use axum::http::StatusCode;
use futures::future::join_all;

const EMAIL: &str = "eloise@essai.example";
const NAMESAKE: &str = "homonyme@essai.example";
const IDENTIFIANT: &str = "doeuvre.eloise1";
const NOBODY: &str = "personne.aucune1";

pub(super) async fn ask(actor: &Actor<'_>, typed: &str) -> Answer {
    actor.post("login/ask", &[("identifiant", typed)]).await
}

pub(super) async fn try_code(actor: &Actor<'_>, code: &str) -> Answer {
    actor.post("login/try", &[("code", code)]).await
}

async fn refusal(actor: &Actor<'_>, code: &str) -> LoginRefusal {
    try_code(actor, code).await.refusal()
}

/// The code of the latest letter.
pub(super) async fn code(site: &TestSite) -> String {
    let letter = site.letter(EMAIL, "login_code").await;
    let (_, rest) = letter.text.split_once("authentification").expect("a code");
    rest.chars().filter(char::is_ascii_digit).take(6).collect()
}

/// Another code than this one.
fn wrong(code: &str) -> String {
    let other = if code.starts_with('0') { "1" } else { "0" };
    format!("{other}{}", &code[1..])
}

/// Somebody who asked for a code, and that code.
async fn asked(site: &TestSite) -> (Actor<'_>, String) {
    let actor = site.visitor();
    ask(&actor, IDENTIFIANT).await.done();
    let code = code(site).await;
    (actor, code)
}

async fn view(actor: &Actor<'_>) -> Option<ChallengeView> {
    actor.post("login/challenge", &[]).await.read()
}

async fn is_in(actor: &Actor<'_>) -> bool {
    matches!(actor.post("account/who", &[]).await.read(), Who::Candidate { admitted: true, .. })
}

/// Lets a number of Parcoursup or MonMaster lead to the first learner.
async fn number(site: &TestSite, kind: IdentifierKind, value: &str) {
    let learner = LearnerId(site.texts("select learner_id from learner order by identifiant").await.remove(0));
    let mut work = site.services.begin(By::System, "").await.expect("a transaction");
    assert!(work.add_identifier(&learner, kind, value).await.expect("a number"));
    work.commit().await.expect("a commit");
}

on_both!(whom_an_import_made_is_spoken_to_as_their_browser_asks, |site| {
    site.admitted(EMAIL).await;
    let language = "select language from account";
    let made = "update account set language = 'fr', validated_at = null";
    let known = "update account set language = 'fr'";
    for (before, expected) in [(made, "en"), (known, "fr")] {
        site.sql(before).await;
        let visitor = site.visitor().preferring("en-GB,en;q=0.9");
        ask(&visitor, IDENTIFIANT).await.done();
        try_code(&visitor, &code(site).await).await.done();
        assert_eq!(site.texts(language).await, [expected], "{before}");
    }
});

on_both!(a_code_by_mail_opens_the_session_of_the_account_once, |site| {
    site.admitted(EMAIL).await;
    site.sql("update account set validated_at = null").await;
    let visitor = site.visitor();
    assert_eq!(ask(&visitor, " D'Œuvré.Éloïse 1 ").await.done().location(), Place::LearnerCode.href());
    let code = code(site).await;
    for row in site.texts("select coalesce(code_hash, '') || token_hash from login_challenge").await {
        assert!(!row.contains(&code) && row.len() == 128, "{row}");
    }
    assert_eq!(site.count("select count(*) from letter where code = 'login_code' and body is not null").await, 0);
    let pasted = format!(" {}\u{a0}{}-{}\r\n", &code[..2], &code[2..3], &code[3..]);
    assert_eq!(try_code(&visitor, &pasted).await.done().location(), Place::Enrolment.href());
    let mine: EnrolmentView = visitor.post("enrolment/read", &[]).await.read();
    assert_eq!(mine.identifiant, IDENTIFIANT);
    assert_eq!(site.count("select count(*) from account where validated_at is null").await, 0, "the mail was read");
    assert_eq!(refusal(&visitor, &code).await, LoginRefusal::NoChallenge, "used once");
    for act in ["ask_code", "sign_in_by_code"] {
        assert!(site.texts("select act from journal").await.iter().any(|it| it == act), "{act}");
    }
});

on_both!(a_code_dies_ten_minutes_after_its_letter_was_written, |site| {
    site.admitted(EMAIL).await;
    let visitor = site.visitor();
    ask(&visitor, IDENTIFIANT).await.done();
    site.clock.advance(Span::minutes(8));
    let first = code(site).await;
    site.clock.advance(Span(CODE_LIFE.0 - 1000));
    try_code(&visitor, &first).await.done();
    let (late, second) = asked(site).await;
    site.clock.advance(CODE_LIFE);
    assert_eq!(refusal(&late, &second).await, LoginRefusal::Wrong { left: CODE_TRIES - 1 });
    assert!(!is_in(&late).await);
});

on_both!(five_tries_are_counted_and_the_sixth_is_refused_even_if_right, |site| {
    site.admitted(EMAIL).await;
    let (visitor, code) = asked(site).await;
    for typed in ["", "12345", "1234567", "abc"] {
        assert_eq!(refusal(&visitor, typed).await, LoginRefusal::Malformed, "« {typed} » is no try");
    }
    for left in (1..CODE_TRIES).rev() {
        assert_eq!(refusal(&visitor, &wrong(&code)).await, LoginRefusal::Wrong { left });
    }
    assert_eq!(refusal(&visitor, &wrong(&code)).await, LoginRefusal::Spent);
    assert_eq!(refusal(&visitor, &code).await, LoginRefusal::Spent, "the sixth");
    assert_eq!(view(&visitor).await.expect("a challenge").tries_left, 0);
    site.clock.advance(CODE_PAUSE);
    visitor.post("login/again", &[]).await.done();
    try_code(&visitor, &self::code(site).await).await.done();
    assert!(is_in(&visitor).await);
});

on_both!(tries_are_counted_exactly_however_many_come_at_once_and_one_code_opens_one_session, |site| {
    site.admitted(EMAIL).await;
    let (visitor, code) = asked(site).await;
    let other = wrong(&code);
    let answers = join_all((0..12).map(|_| try_code(&visitor, &other))).await;
    let heard = answers.iter().filter(|it| matches!(it.refusal(), LoginRefusal::Wrong { .. })).count();
    assert_eq!(heard, usize::try_from(CODE_TRIES - 1).expect("a few"));
    let (second, code) = asked(site).await;
    let before = site.count("select count(*) from session").await;
    let answers = join_all((0..2).map(|_| try_code(&second, &code))).await;
    assert_eq!(answers.iter().filter(|it| it.status == StatusCode::OK).count(), 1);
    assert_eq!(site.count("select count(*) from session").await, before + 1);
});

on_both!(a_new_code_waits_a_minute_and_kills_the_older, |site| {
    site.admitted(EMAIL).await;
    let (visitor, old) = asked(site).await;
    let again = || visitor.post("login/again", &[]);
    assert!(matches!(again().await.refusal(), LoginRefusal::TooSoon { seconds: 1..=60 }));
    let pause = view(&visitor).await.expect("a challenge").pause;
    assert!((55..=60).contains(&pause), "{pause}");
    let page = visitor.get(&Place::LearnerCode.href()).await.done().text();
    assert!(page.contains("Vous pourrez demander un nouveau code dans") && page.contains("Recevoir un nouveau code"));
    site.clock.advance(CODE_PAUSE);
    assert_eq!(view(&visitor).await.expect("a challenge").pause, 0);
    again().await.done();
    assert_eq!(refusal(&visitor, &old).await, LoginRefusal::Wrong { left: CODE_TRIES - 1 }, "before the new one left");
    let new = code(site).await;
    assert_ne!(old, new);
    assert!(matches!(refusal(&visitor, &old).await, LoginRefusal::Wrong { .. }));
    try_code(&visitor, &new).await.done();
    // A code that is dead before its letter left is not sent at all.
    let visitor = site.visitor();
    let sent = site.codes_to(EMAIL).await.len();
    ask(&visitor, IDENTIFIANT).await.done();
    site.clock.advance(CODE_PAUSE);
    visitor.post("login/again", &[]).await.done();
    assert_eq!(site.codes_to(EMAIL).await.len(), sent + 1);
    try_code(&visitor, &code(site).await).await.done();
});

on_both!(two_devices_have_each_their_code, |site| {
    site.admitted(EMAIL).await;
    let (telephone, its) = asked(site).await;
    let (computer, other) = asked(site).await;
    assert!(matches!(refusal(&telephone, &other).await, LoginRefusal::Wrong { .. }));
    assert!(matches!(refusal(&computer, &its).await, LoginRefusal::Wrong { .. }));
    try_code(&telephone, &its).await.done();
    try_code(&computer, &other).await.done();
    assert!(is_in(&telephone).await && is_in(&computer).await);
});

/// All that requests at the door write, counted attempts aside.
async fn rows(site: &TestSite) -> [i64; 4] {
    [
        site.count("select count(*) from login_challenge").await,
        site.count("select count(*) from login_letter").await,
        site.count("select count(*) from letter").await,
        site.count("select count(*) from journal").await,
    ]
}

/// Sends both, and finds no difference but in what the cookie holds.
async fn alike(
    site: &TestSite,
    endpoint: &str,
    known: (&Actor<'_>, &[(&str, &str)]),
    other: (&Actor<'_>, &[(&str, &str)]),
) {
    let mut seen = Vec::new();
    for (actor, pairs) in [known, other] {
        let before = rows(site).await;
        let answer = actor.post(endpoint, pairs).await;
        let after = rows(site).await;
        let written: Vec<_> = after.iter().zip(before).map(|(after, before)| after - before).collect();
        let names: Vec<_> = answer.headers.keys().map(|it| it.as_str().to_owned()).collect();
        seen.push((answer.status, answer.text(), answer.location().to_owned(), names, written));
    }
    assert_eq!(seen[0], seen[1], "{endpoint}");
}

on_both!(nothing_tells_whether_there_is_anybody, |site| {
    site.admitted(EMAIL).await;
    number(site, IdentifierKind::Parcoursup, "12345").await;
    site.deliver().await;
    let sent = site.codes_to(EMAIL).await.len();
    let (known, unknown) = (site.visitor(), site.visitor());
    for nobody in [NOBODY, "", "\u{200b}", "x"] {
        alike(site, "login/ask", (&known, &[("identifiant", IDENTIFIANT)]), (&unknown, &[("identifiant", nobody)]))
            .await;
    }
    let views = (view(&known).await.expect("one"), view(&unknown).await.expect("one"));
    assert_eq!(views.0.tries_left, views.1.tries_left);
    site.deliver().await;
    let wrong = wrong(&code(site).await);
    for typed in ["12", &wrong, &wrong, &wrong, &wrong, &wrong, &wrong] {
        alike(site, "login/try", (&known, &[("code", typed)]), (&unknown, &[("code", typed)])).await;
    }
    site.clock.advance(CODE_PAUSE);
    alike(site, "login/again", (&known, &[]), (&unknown, &[])).await;
    site.clock.advance(CODE_LIFE);
    alike(site, "login/try", (&known, &[("code", &wrong)]), (&unknown, &[("code", &wrong)])).await;
    let emails = ["nobody@essai.example", "?"];
    for nobody in emails {
        alike(site, "login/identifiant", (&known, &[("email", EMAIL)]), (&unknown, &[("email", nobody)])).await;
    }
    let door = |number: &'static str, born: &'static str, email: &'static str| {
        [("form[number]", number), ("form[birth_date]", born), ("form[email]", email)]
    };
    let right = door("P26-0012345", "2008-03-31", EMAIL);
    for other in [door("7777777", "2008-03-31", EMAIL), door("8888888", "", ""), door("999", "rien", "rien")] {
        alike(site, "login/link", (&known, &right), (&unknown, &other)).await;
    }
    let wrong_facts = [door("12345", "2008-03-30", EMAIL), door("12345", "2008-03-31", "other@essai.example")];
    for other in wrong_facts {
        site.visitor().post("login/link", &other).await.done();
    }
    let links = site.codes_to(EMAIL).await.split_off(sent).into_iter().filter(|it| it == "login_link").count();
    assert_eq!(links, 3, "only what fits causes a letter");
    assert!(site.codes_to("nobody@essai.example").await.is_empty());
});

on_both!(codes_that_a_stranger_can_cause_are_limited_alike_for_everybody, |site| {
    site.admitted(EMAIL).await;
    site.clock.advance(ATTEMPT_WINDOW);
    for typed in [IDENTIFIANT, NOBODY] {
        for nth in 1..=LETTERS_PER_ACCOUNT + 1 {
            // Another spelling is no other identifier.
            let spelt = if nth % 2 == 0 { typed.to_uppercase() } else { format!(" {typed} ") };
            let answer = ask(&site.visitor(), &spelt).await;
            if nth <= LETTERS_PER_ACCOUNT {
                answer.done();
            } else {
                assert_eq!(answer.error::<Never>(), CallError::TooMany, "{typed}");
            }
        }
    }
});

on_both!(every_number_in_every_spelling_opens_the_same_door, |site| {
    site.admitted(EMAIL).await;
    number(site, IdentifierKind::Parcoursup, "12345").await;
    number(site, IdentifierKind::MonMaster, "9876543210").await;
    number(site, IdentifierKind::Student, "22001234").await;
    let dossier = site.texts("select number from account").await.remove(0).to_lowercase();
    for typed in
        ["doeuvre . eloise-1", "P-26-0012345", "0012345", "MM 9876543210", "2200 1234", "1234-567890v", &dossier]
    {
        site.clock.advance(ATTEMPT_WINDOW);
        let visitor = site.visitor();
        ask(&visitor, typed).await.done();
        try_code(&visitor, &code(site).await).await.done();
        let mine: EnrolmentView = visitor.post("enrolment/read", &[]).await.read();
        assert_eq!(mine.identifiant, IDENTIFIANT, "« {typed} »");
    }
});

on_both!(a_forgotten_identifiant_is_sent_to_every_learner_with_the_address, |site| {
    site.admitted(EMAIL).await;
    site.admitted(NAMESAKE).await;
    site.sql("insert into campaign (campaign_id, label, opens_at, closes_at, max_candidatures) values ('c-old', '2020-2021', 1, 2, 1)").await;
    site.sql("update account set campaign_id = 'c-old', email = 'eloise@essai.example' where email = 'homonyme@essai.example'").await;
    let visitor = site.visitor();
    let answer = visitor.post("login/identifiant", &[("email", " Eloise@Essai.example ")]).await.done();
    assert_eq!(answer.location(), Place::IdentifiantSent.href());
    let letters = site.letters_to(EMAIL).await;
    let mut told: Vec<_> = letters.iter().filter(|(code, _)| code == "identifiant").map(|(_, it)| &it.text).collect();
    told.sort();
    assert_eq!(told.len(), 2);
    for name in ["doeuvre.eloise1", "doeuvre.eloise2"] {
        assert_eq!(told.iter().filter(|it| it.contains(name)).count(), 1, "{told:?}");
    }
    let page = visitor.get(&Place::IdentifiantSent.href()).await.done().text();
    assert!(
        page.contains("Si un compte Apprenant existe pour cette adresse électronique, un message vous a été envoyé.")
    );
});

on_both!(parcoursup_s_door_sends_a_link_that_opens_one_session, |site| {
    site.admitted(EMAIL).await;
    number(site, IdentifierKind::Parcoursup, "12345").await;
    site.sql("update account set validated_at = null").await;
    let visitor = site.visitor();
    let door =
        [("form[number]", "p26 0012345"), ("form[birth_date]", "31/03/2008"), ("form[email]", "ELOISE@essai.example")];
    let use_link = async |token: &str| visitor.post("login/use_link", &[("token", token)]).await;
    assert_eq!(visitor.post("login/link", &door).await.done().location(), Place::LoginLinkSent.href());
    let token = site.token(EMAIL, "login_link").await;
    site.clock.advance(Span(LOGIN_LINK_LIFE.0 - 10_000));
    assert_eq!(use_link(&token).await.done().location(), Place::Enrolment.href());
    assert!(is_in(&visitor).await);
    assert_eq!(site.count("select count(*) from account where validated_at is null").await, 0);
    for dead in [token.as_str(), "never-drawn", ""] {
        assert_eq!(use_link(dead).await.refusal::<LinkRefusal>(), LinkRefusal::Dead);
    }
    visitor.post("login/link", &door).await.done();
    let token = site.token(EMAIL, "login_link").await;
    site.clock.advance(LOGIN_LINK_LIFE);
    assert_eq!(use_link(&token).await.refusal::<LinkRefusal>(), LinkRefusal::Dead);
});

on_both!(who_is_signed_in_is_sent_on_and_who_awaits_nothing_is_sent_back, |site| {
    let admitted = site.admitted(EMAIL).await;
    // Who presses « M'INSCRIRE » goes to the enrolment; who typed the code in another tab, to where its sign-in leads.
    for (place, to) in [(Place::LearnerSignIn, Place::Enrolment), (Place::LearnerCode, Place::Enrolment)] {
        let answer = admitted.get(&place.href()).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, to.href().as_str()));
    }
    let visitor = site.visitor();
    visitor.get(&Place::LearnerSignIn.href()).await.done();
    let answer = visitor.get(&Place::LearnerCode.href()).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, Place::LearnerSignIn.href().as_str()));
    // A candidate who was not admitted may be admitted elsewhere.
    site.newcomer(NAMESAKE).await.get(&Place::LearnerSignIn.href()).await.done();
    assert!(visitor.get(&Place::SignIn.href()).await.done().text().contains(&Place::LearnerSignIn.href()));
});

on_both!(the_whole_way_in_needs_no_javascript_and_puts_nothing_typed_into_an_address, |site| {
    site.admitted(EMAIL).await;
    let visitor = site.visitor();
    let asked = visitor.submit(&Place::LearnerSignIn, "login/ask", &[("identifiant", IDENTIFIANT)]).await;
    assert_eq!((asked.status, asked.location()), (StatusCode::FOUND, Place::LearnerCode.href().as_str()));
    let code = code(site).await;
    let slip = wrong(&code);
    let refused = visitor.submit(&Place::LearnerCode, "login/try", &[("code", &slip)]).await;
    assert!(refused.location().contains("__err=") && !refused.location().contains(&slip), "{}", refused.location());
    let (_, query) = refused.location().split_once('?').expect("the refusal");
    let page = visitor.get(&format!("{}?{query}", Place::LearnerCode.href())).await.done().text();
    assert!(page.contains("Essais restants\u{a0}: 4."), "{page}");
    let early = visitor.submit(&Place::LearnerCode, "login/again", &[]).await;
    assert!(early.location().contains("__err="), "{}", early.location());
    let entered = visitor.submit(&Place::LearnerCode, "login/try", &[("code", &code)]).await;
    assert_eq!((entered.status, entered.location()), (StatusCode::FOUND, Place::Enrolment.href().as_str()));
    visitor.get(&Place::Enrolment.href()).await.done();
    let lost = site.visitor().submit(&Place::LostIdentifiant, "login/identifiant", &[("email", EMAIL)]).await;
    assert_eq!((lost.status, lost.location()), (StatusCode::FOUND, Place::IdentifiantSent.href().as_str()));
});

on_both!(what_is_past_its_time_is_swept_and_a_learner_s_account_stays, |site| {
    site.admitted(EMAIL).await;
    asked(site).await;
    site.sql("update account set validated_at = null, created_at = 0").await;
    site.clock.advance(Span::days(2));
    let mut work = site.services.begin(By::System, "").await.expect("a transaction");
    work.sweep_logins().await.expect("a sweep");
    work.remove_unvalidated(crate::domain::account::UNVALIDATED_LIFE).await.expect("a sweep");
    work.commit().await.expect("a commit");
    assert_eq!(site.count("select count(*) from login_challenge").await, 0);
    assert_eq!(site.count("select count(*) from account").await, 1);
});
