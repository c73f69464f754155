//! « Mon compte » and « Mes messages »: password, address, sessions, letters read and sent again, the language.

use super::actor::Actor;
use super::journey::{INFORMATICS, OFFICER, PASSWORD};
use super::site::on_both;
use crate::api::{CallError, Never};
use crate::domain::account::{ATTEMPT_WINDOW, LETTERS_PER_ACCOUNT, LinkRefusal};
use crate::domain::language::Language;
use crate::domain::letter::LetterState;
use crate::domain::settings::{ChangeRefusal, MyLetter, NewEmailField, SettingsView};
use crate::domain::time::Span;
use crate::places::Place;
use axum::http::StatusCode;

const EMAIL: &str = "eloise@essai.example";
const NEW: &str = "eloise.nouvelle@essai.example";

async fn settings(actor: &Actor<'_>) -> SettingsView {
    actor.post("settings/read", &[]).await.read()
}

async fn letters(actor: &Actor<'_>) -> Vec<MyLetter> {
    actor.site.deliver().await;
    actor.post("settings/letters", &[]).await.read()
}

on_both!(a_new_password_asks_for_the_present_one_and_ends_the_other_sessions, |site| {
    let here = site.newcomer(EMAIL).await;
    let elsewhere = site.visitor();
    elsewhere.sign_in(EMAIL).await.done();
    let change = |present: &'static str, new: &'static str| {
        let pairs = [("present", present), ("password", new), ("password_again", new)];
        let here = &here;
        async move { here.post("settings/change_password", &pairs).await }
    };
    assert_eq!(change("Faux#12345", "Noisetier=1789").await.refusal::<ChangeRefusal>(), ChangeRefusal::WrongPassword);
    assert!(matches!(change(PASSWORD, "court").await.refusal::<ChangeRefusal>(), ChangeRefusal::UnfitPassword(_)));
    assert_eq!(elsewhere.post("settings/read", &[]).await.status, StatusCode::OK);
    change(PASSWORD, "Noisetier=1789").await.done();
    assert_eq!(here.post("settings/read", &[]).await.status, StatusCode::OK);
    assert_eq!(elsewhere.post("settings/read", &[]).await.error::<Never>(), CallError::SignedOut);
    assert_ne!(elsewhere.sign_in(EMAIL).await.status, StatusCode::OK, "the old password is gone");
});

on_both!(the_present_password_cannot_be_guessed, |site| {
    let actor = site.newcomer(EMAIL).await;
    let pairs = [("present", "Faux#12345"), ("password", "Noisetier=1789"), ("password_again", "Noisetier=1789")];
    for _ in 0..10 {
        actor.post("settings/change_password", &pairs).await.refusal::<ChangeRefusal>();
    }
    let refused = actor.post("settings/change_password", &pairs).await;
    assert_eq!(refused.error::<ChangeRefusal>(), CallError::TooMany);
    site.clock.advance(Span::minutes(16));
    actor.post("settings/change_password", &pairs).await.refusal::<ChangeRefusal>();
});

async fn ask(actor: &Actor<'_>, email: &str, again: &str) -> super::actor::Answer {
    let pairs = [("present", PASSWORD), ("email", email), ("email_again", again)];
    actor.post("settings/change_email", &pairs).await
}

on_both!(a_new_address_counts_once_its_link_was_used_and_the_old_one_is_warned, |site| {
    let actor = site.newcomer(EMAIL).await;
    let ChangeRefusal::UnfitEmail(faults) = ask(&actor, NEW, "autre@essai.example").await.refusal() else {
        panic!("another refusal")
    };
    assert!(faults.of(NewEmailField::EmailAgain).is_some());
    ask(&actor, NEW, NEW).await.done();
    let before = settings(&actor).await;
    assert_eq!((before.email.as_str(), before.awaited_email.as_deref()), (EMAIL, Some(NEW)));
    let token = site.token(NEW, "email_change").await;
    // Whoever holds the letter need not be signed in, and a link works once.
    site.visitor().post("settings/confirm_email", &[("token", &token)]).await.done();
    let again = site.visitor().post("settings/confirm_email", &[("token", &token)]).await;
    assert_eq!(again.refusal::<LinkRefusal>(), LinkRefusal::Dead);
    let after = settings(&actor).await;
    assert_eq!((after.email.as_str(), after.awaited_email), (NEW, None));
    assert!(site.letter(EMAIL, "email_changed").await.text.contains(NEW));
    site.visitor().sign_in(NEW).await.done();
    assert_ne!(site.visitor().sign_in(EMAIL).await.status, StatusCode::OK);
    // Staff find the account by its new address.
    let officer = site.staff(OFFICER).await;
    let found = async |words| officer.post("accounts/find", &[("words", words)]).await.text().contains(NEW);
    assert!(found(NEW).await && !found("eloise@essai").await);
});

on_both!(the_link_to_a_new_address_is_dead_after_a_day, |site| {
    let actor = site.newcomer(EMAIL).await;
    ask(&actor, NEW, NEW).await.done();
    let token = site.token(NEW, "email_change").await;
    site.clock.advance(Span::hours(25));
    let late = site.visitor().post("settings/confirm_email", &[("token", &token)]).await;
    assert_eq!(late.refusal::<LinkRefusal>(), LinkRefusal::Dead);
    actor.sign_in(EMAIL).await.done();
    assert_eq!(settings(&actor).await.email, EMAIL);
});

on_both!(an_address_that_has_an_account_is_told_and_nothing_is_revealed, |site| {
    let actor = site.newcomer(EMAIL).await;
    site.newcomer(NEW).await;
    let known = ask(&actor, NEW, NEW).await;
    let unknown = ask(&actor, "libre@essai.example", "libre@essai.example").await;
    assert_eq!((known.status, known.text()), (unknown.status, unknown.text()));
    assert_eq!(site.codes_to(NEW).await.last().map(String::as_str), Some("account_exists"));
    assert_eq!(settings(&actor).await.email, EMAIL);
    // Taken by someone else between the letter and its link: the link is dead, the old address stays.
    let token = site.token("libre@essai.example", "email_change").await;
    site.newcomer("libre@essai.example").await;
    let late = site.visitor().post("settings/confirm_email", &[("token", &token)]).await;
    assert_eq!(late.refusal::<LinkRefusal>(), LinkRefusal::Dead);
    assert_eq!(settings(&actor).await.email, EMAIL);
});

on_both!(sessions_are_listed_and_ended_one_by_one, |site| {
    let here = site.newcomer(EMAIL).await;
    let elsewhere = site.visitor();
    elsewhere.sign_in(EMAIL).await.done();
    let stranger = site.newcomer(NEW).await;
    let sessions = settings(&here).await.sessions;
    assert_eq!(sessions.iter().filter(|it| it.current).count(), 1);
    let other = sessions.iter().find(|it| !it.current).expect("the other session").id.clone();
    assert!(!sessions.iter().any(|it| elsewhere.token().is_some_and(|token| it.id.contains(&token))));
    stranger.post("settings/end_session", &[("id", &other)]).await.done();
    assert_eq!(settings(&here).await.sessions.len(), 2, "nobody ends another person's session");
    here.post("settings/end_session", &[("id", &other)]).await.done();
    assert_eq!(elsewhere.post("settings/read", &[]).await.error::<Never>(), CallError::SignedOut);
    assert_eq!(settings(&here).await.sessions.len(), 1);
});

on_both!(letters_are_read_again_and_sent_again_but_not_their_links, |site| {
    let (actor, _) = site.transmitted(EMAIL, INFORMATICS).await;
    let mine = letters(&actor).await;
    let codes: Vec<_> = mine.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["transmission_receipt", "candidature_created", "validation"]);
    assert!(mine.iter().all(|it| it.state == LetterState::Sent));
    assert!(mine[2].kept.is_none(), "a link lies in it");
    let (subject, text) = mine[0].kept.clone().expect("words");
    actor.post("settings/send_again", &[("id", mine[0].id.as_str())]).await.done();
    let twice: Vec<_> =
        site.letters_to(EMAIL).await.into_iter().filter(|(code, _)| code == "transmission_receipt").collect();
    assert_eq!(twice.len(), 2);
    assert!(twice.iter().all(|(_, it)| it.subject == subject && it.text == text));
    // As often as anybody needs.
    for _ in 1..LETTERS_PER_ACCOUNT {
        actor.post("settings/send_again", &[("id", mine[0].id.as_str())]).await.done();
    }
    let too_many = actor.post("settings/send_again", &[("id", mine[0].id.as_str())]).await;
    assert_eq!(too_many.error::<Never>(), CallError::TooMany);
    site.clock.advance(ATTEMPT_WINDOW);
    let with_a_link = actor.post("settings/send_again", &[("id", mine[2].id.as_str())]).await;
    assert_eq!(with_a_link.error::<Never>(), CallError::NotFound);
    let stranger = site.newcomer(NEW).await;
    let theirs = stranger.post("settings/send_again", &[("id", mine[0].id.as_str())]).await;
    assert_eq!(theirs.error::<Never>(), CallError::NotFound);
    let page = actor.get(&Place::Messages.href()).await.done().text().replace("&#x27;", "'");
    let letters = letters(&actor).await;
    assert!(letters.iter().all(|it| it.kept.is_some() || it.code == "validation"), "{letters:?}");
    for (subject, _) in letters.iter().filter_map(|it| it.kept.as_ref()) {
        let (heading, same) = (
            format!("<h2>{subject}<"),
            letters.iter().filter(|it| it.kept.as_ref().is_some_and(|(it, _)| it == subject)).count(),
        );
        assert_eq!((page.matches(&heading).count(), page.matches(&format!(">{subject}<")).count()), (same, same));
    }
    assert!(page.contains(">Mes messages<"));
});

on_both!(a_change_that_is_refused_is_told_in_a_summary_that_leads_to_its_fields, |site| {
    let actor = site.newcomer(EMAIL).await;
    let unfit_email = [("email", "nulle part"), ("email_again", ""), ("present", PASSWORD)];
    let unfit_password = [("password", "court"), ("password_again", "autre"), ("present", PASSWORD)];
    let wrong_email = [("email", NEW), ("email_again", NEW), ("present", "autre")];
    let wrong_password = [("password", "Noisetier=1789"), ("password_again", "Noisetier=1789"), ("present", "autre")];
    for language in [Language::French, Language::English] {
        actor.choose(language).await.done();
        for (endpoint, pairs, ids) in [
            ("settings/change_email", &unfit_email, &["email"][..]),
            ("settings/change_password", &unfit_password, &["password", "password-again"]),
            ("settings/change_email", &wrong_email, &["present-for-email"]),
            ("settings/change_password", &wrong_password, &["present"]),
        ] {
            let answer = actor.submit(&Place::Settings, endpoint, pairs).await;
            let place = answer.location().strip_prefix("http://guichet.test").unwrap_or(answer.location()).to_owned();
            let page = actor.get(&place).await.done().text();
            let (_, summary) = page.split_once("role=\"alert\" tabindex=\"-1\"").expect("a summary that takes focus");
            let (summary, _) = summary.split_once("</ul>").expect("a list");
            assert_eq!(summary.matches("<li>").count(), ids.len(), "{summary}");
            for id in ids {
                assert!(summary.contains(&format!("href=\"#{id}\"")), "{id} is not in: {summary}");
                assert!(page.contains(&format!("id=\"{id}-fault\"")), "nothing stands beside {id}: {page}");
            }
        }
        site.clock.advance(Span::hours(1));
        actor.sign_in(EMAIL).await.done();
    }
});

async fn page_language(actor: &Actor<'_>) -> String {
    let page = actor.get(&Place::Home.href()).await.done().text();
    let (_, rest) = page.split_once("<html lang=\"").expect("a language");
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn speak(actor: &Actor<'_>, code: &str) {
    actor.submit(&Place::Home, "account/choose_language", &[("language", code)]).await;
}

on_both!(the_language_is_chosen_by_the_person_and_kept_in_the_account, |site| {
    let actor = site.newcomer(EMAIL).await;
    assert_eq!(page_language(&actor).await, "fr");
    speak(&actor, "en").await;
    assert_eq!(page_language(&actor).await, "en");
    assert!(actor.get(&Place::Settings.href()).await.done().text().contains("My account"));
    // On another device, where nothing was chosen, the account's language is spoken once one is known.
    let telephone = site.visitor();
    assert_eq!(page_language(&telephone).await, "fr");
    telephone.sign_in(EMAIL).await.done();
    assert_eq!(page_language(&telephone).await, "en");
    // The latest choice counts for letters, too.
    site.visitor().post("account/ask_reset", &[("email", EMAIL)]).await.done();
    assert!(site.letter(EMAIL, "password_reset").await.subject.starts_with("Reset your password"));
    speak(&telephone, "fr").await;
    site.visitor().post("account/ask_reset", &[("email", EMAIL)]).await.done();
    assert!(site.letter(EMAIL, "password_reset").await.subject.starts_with("Réinitialisez"));
    assert_eq!(actor.post("account/choose_language", &[("language", "de")]).await.status, StatusCode::BAD_REQUEST);
});
