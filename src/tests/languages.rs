//! Two languages: the one that a browser prefers, the one that a person chose, and never both on one page.

use super::actor::{Actor, Answer};
use super::journey::{INFORMATICS, LETTERS, OFFICER, STAFF_PASSWORD};
use super::site::{TestSite, on_both};
use super::tidy::catalogue;
use crate::domain::document::{DocumentRefusal, FileFault};
use crate::domain::language::Language;
use crate::domain::profile::{ProfileView, Section};
use crate::domain::review::Ground;
use crate::domain::{CandidatureId, ProgrammeId};
use crate::places::{Place, RefusedDeposit};
use crate::words::{self, typeset};
use axum::http::StatusCode;
use std::collections::BTreeSet;

const EMAIL: &str = "eloise@essai.example";
/// What a browser in English sends.
const ENGLISH: &str = "en-GB,en;q=0.9,fr;q=0.5";

/// Attributes that are read out.
const SPOKEN: [&str; 5] = ["aria-label=", "alt=", "title=", "placeholder=", "content="];

/// The sentences of the catalogue in one language, as pages show them.
fn sentences(language: Language) -> BTreeSet<String> {
    let of = |(_, french, english): (String, String, String)| match language {
        Language::French => typeset(&french).trim().to_owned(),
        Language::English => english.trim().to_owned(),
    };
    catalogue().into_iter().map(of).collect()
}

/// Every piece of text of a page, and every attribute that is read out.
fn pieces(page: &str) -> BTreeSet<String> {
    let plain = |text: &str| {
        let signs = [("&#x27;", "'"), ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
        signs.iter().fold(text.trim().to_owned(), |text, (sign, it)| text.replace(sign, it))
    };
    let mut found = BTreeSet::new();
    for piece in page.split('<').filter(|it| !it.starts_with("script")) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let quoted: Vec<_> = tag.split('"').collect();
        let said = quoted.chunks_exact(2).filter(|it| SPOKEN.iter().any(|name| it[0].ends_with(name)));
        found.extend(said.map(|it| plain(it[1])));
        found.insert(plain(text));
    }
    found
}

/// The page of an answer is in this language: it says so, it speaks it, and no sentence is in the other one.
#[track_caller]
fn assert_speaks(answer: &Answer, language: Language, place: &str) -> String {
    let page = answer.text();
    assert!(page.contains("<html"), "{place}: {} {page}", answer.status);
    let found = pieces(&page);
    assert!(page.contains(&format!("<html lang=\"{}\"", language.code())), "{place}: {page}");
    let other = if language == Language::French { Language::English } else { Language::French };
    let (own, foreign) = (sentences(language), sentences(other));
    let strange: Vec<_> = found.iter().filter(|it| foreign.contains(*it) && !own.contains(*it)).collect();
    assert!(strange.is_empty(), "{place} in {language:?} says {strange:?}");
    let spoken = found.intersection(&own).filter(|it| !it.is_empty()).count();
    assert!(spoken >= 5, "{place}: {spoken} sentences of the catalogue");
    page
}

async fn speaks(actor: &Actor<'_>, place: &Place, language: Language) -> String {
    let href = place.href();
    assert_speaks(&actor.get(&href).await, language, &href)
}

/// What anyone may look at.
fn public_places(programme: ProgrammeId) -> Vec<Place> {
    vec![
        Place::Home,
        Place::SignUp,
        Place::SignedUp,
        Place::Validate("unknown".into()),
        Place::Validated,
        Place::SignIn,
        Place::LostCode,
        Place::LostPassword,
        Place::NewPassword("unknown".into()),
        Place::PasswordChanged,
        Place::Portal,
        Place::LearnerSignIn,
        Place::LostIdentifiant,
        Place::IdentifiantSent,
        Place::ExternalDoor,
        Place::LoginLinkSent,
        Place::LearnerLink("unknown".into()),
        Place::Offer,
        Place::Apply(programme),
        Place::Verify,
        Place::Verifying("CS-2026-ABCDEFGHJK".into()),
        // No page of ours: what is said of that has two languages too.
        Place::Receipt(CandidatureId("unknown".into())),
        Place::DemoMailbox,
        Place::Gallery,
    ]
}

on_both!(a_visitor_is_answered_in_the_language_that_the_browser_prefers, |config| config.demo = true, |site| {
    let programme = site.programme(INFORMATICS).await;
    let (english, french) = (site.visitor().preferring(ENGLISH), site.visitor());
    for place in public_places(programme) {
        speaks(&english, &place, Language::English).await;
        speaks(&french, &place, Language::French).await;
    }
    let home = speaks(&english, &Place::Home, Language::English).await;
    assert!(
        home.contains("Demonstration site") && home.contains("create an account, choose your programmes"),
        "{home}"
    );
    let offer = speaks(&english, &Place::Offer, Language::English).await;
    assert!(offer.contains("40 programmes") && !offer.contains("40 formations"), "{offer}");
    let nowhere = english.get("/nowhere").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert_speaks(&nowhere, Language::English, "/nowhere");
});

on_both!(a_refused_form_is_explained_in_the_language_of_its_page, |site| {
    for (actor, language) in
        [(site.visitor().preferring(ENGLISH), Language::English), (site.visitor(), Language::French)]
    {
        let refused = [
            (Place::SignUp, "account/sign_up", vec![("form[email]", EMAIL), ("form[password]", "court")]),
            (Place::Validate("none".into()), "account/validate", vec![("token", "none")]),
            (Place::SignIn, "account/sign_in", vec![("login", EMAIL), ("password", "Autre#123456")]),
        ];
        for (from, endpoint, pairs) in refused {
            let answer = actor.submit(&from, endpoint, &pairs).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{endpoint}");
            assert_speaks(&answer, language, endpoint);
            let (_, said) = answer.location().split_once("__path").expect("the refusal in the address");
            let page = actor.get(&format!("{}?__path{said}", from.href().split('?').next().unwrap_or_default())).await;
            let page = assert_speaks(&page, language, endpoint);
            assert!(page.contains("role=\"alert\""), "{endpoint}: nothing is explained");
        }
    }
});

on_both!(a_choice_in_this_browser_outweighs_what_it_prefers, |site| {
    let actor = site.visitor().preferring(ENGLISH);
    speaks(&actor, &Place::Offer, Language::English).await;
    // Without JavaScript: back to where one stood.
    let answer = actor.submit(&Place::Offer, "account/choose_language", &[("language", "fr")]).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    assert!(answer.location().trim_end_matches('?').ends_with(&Place::Offer.href()), "{}", answer.location());
    for place in [Place::Offer, Place::SignIn] {
        speaks(&actor, &place, Language::French).await;
    }
    actor.choose(Language::English).await.done();
    speaks(&actor, &Place::Offer, Language::English).await;
    let unknown = actor.post("account/choose_language", &[("language", "de")]).await;
    assert!(!unknown.status.is_success());
    speaks(&actor, &Place::Offer, Language::English).await;
});

on_both!(who_signs_up_in_english_is_written_to_in_english, |site| {
    site.visitor().preferring(ENGLISH).sign_up(EMAIL).await.done();
    site.sign_up("jean@essai.example").await.done();
    assert_eq!(site.count("select count(*) from account where language = 'en'").await, 1);
    let letter = site.letter(EMAIL, "validation").await;
    assert!(letter.subject.starts_with("Validate your account"), "{}", letter.subject);
    assert!(letter.text.contains("Your account is created.") && !letter.text.contains("compte est"), "{}", letter.text);
    let letter = site.letter("jean@essai.example", "validation").await;
    assert!(letter.text.contains("Votre compte est créé."), "{}", letter.text);
    // Whoever tries the address from a browser in French changes nothing of that.
    site.sign_up(EMAIL).await.done();
    assert!(site.letter(EMAIL, "account_exists").await.text.contains("There is an account with this e-mail address"));
});

on_both!(a_choice_while_signed_in_goes_with_the_account, |site| {
    let actor = site.candidate(EMAIL).await;
    assert!(site.letter(EMAIL, "validation").await.text.contains("Votre compte est créé."));
    actor.choose(Language::English).await.done();
    actor.applied(INFORMATICS).await;
    let letter = site.letter(EMAIL, "candidature_created").await;
    assert!(letter.subject.starts_with("Your application is created"), "{}", letter.subject);
    // A visitor's choice is of the browser alone.
    site.visitor().choose(Language::French).await.done();
    actor.applied(LETTERS).await;
    assert!(site.letter(EMAIL, "candidature_created").await.subject.starts_with("Your application is created"));
});

on_both!(staff_are_spoken_to_in_the_language_of_their_account_wherever_they_sign_in, |site| {
    let english_staff = "select email from staff where language = 'en'";
    let officer = site.visitor().preferring(ENGLISH);
    // Nothing chosen here: the account's language, once it is sure whose browser this is.
    officer.post("review/sign_in", &[("email", OFFICER), ("password", STAFF_PASSWORD)]).await.done();
    speaks(&officer, &Place::StaffCode, Language::English).await;
    officer.post("review/code", &[("code", &site.fresh_code(OFFICER).await)]).await.done();
    speaks(&officer, &Place::Pile, Language::French).await;
    assert!(site.texts(english_staff).await.is_empty());
    // Chosen while signed in: in another browser, which prefers French, too.
    officer.choose(Language::English).await.done();
    assert_eq!(site.texts(english_staff).await, [OFFICER]);
    let other = site.visitor().preferring("fr");
    other.sign_in_again(OFFICER).await;
    speaks(&other, &Place::Pile, Language::English).await;
    // Chosen before signing in: it becomes the account's, and no one else's.
    let third = site.visitor();
    third.choose(Language::French).await.done();
    third.post("review/sign_in", &[("email", OFFICER), ("password", STAFF_PASSWORD)]).await.done();
    assert_eq!(site.texts(english_staff).await, [OFFICER], "a password alone changes nothing");
    third.post("review/code", &[("code", &site.fresh_code(OFFICER).await)]).await.done();
    speaks(&third, &Place::Pile, Language::French).await;
    assert!(site.texts(english_staff).await.is_empty());
});

/// Sections as they are and as they come back from a slip, an offer that one may not take up yet.
async fn walk_the_profile(site: &TestSite, email: &str, language: Language) {
    let actor = site.newcomer(email).await;
    actor.choose(language).await.done();
    let programme = site.programme(INFORMATICS).await;
    for place in [Place::Home, Place::Profile, Place::Candidatures, Place::Apply(programme)] {
        speaks(&actor, &place, language).await;
    }
    for (section, call) in
        Section::ALL.into_iter().zip(["profile/save_identity", "profile/save_address", "profile/save_baccalaureat"])
    {
        speaks(&actor, &Place::Section(section), language).await;
        actor.post(call, &[("form[ine]", "1234567890A"), ("form[country]", "FR"), ("seen", "0")]).await.done();
        let page = speaks(&actor, &Place::SectionToCorrect(section, 1), language).await;
        assert!(page.contains("role=\"alert\""), "{section:?}: nothing is wrong");
    }
}

/// A dossier from its first page to the answer, by way of « incomplet ».
async fn walk_a_dossier(site: &TestSite, email: &str, language: Language) {
    let officer = site.staff(OFFICER).await;
    let actor = site.candidate(email).await;
    actor.choose(language).await.done();
    speaks(&actor, &Place::Profile, language).await;
    speaks(&actor, &Place::Apply(site.programme(INFORMATICS).await), language).await;
    let id = actor.applied(INFORMATICS).await;
    let dossier = Place::Dossier(id.clone());
    let next = async |expected: [&str; 2]| {
        let page = speaks(&actor, &dossier, language).await;
        let said = if language == Language::French { expected[0] } else { expected[1] };
        assert!(page.contains(said), "« {said} » is not said");
    };
    next(["4 pièces à déposer, puis", "4 documents to deposit, then"]).await;
    let requirement = actor.document(&id, 0).await.requirement_id;
    let refusal = DocumentRefusal::File(FileFault::Encrypted);
    let refused = RefusedDeposit { refusal, requirement: requirement.0, reference: "R-2345".into() };
    speaks(&actor, &Place::DossierAfterRefusal(id.clone(), refused), language).await;
    actor.fill(&id).await;
    next(["À transmettre avant le", "To be submitted before"]).await;
    actor.transmit(&id).await.done();
    next(["en cours d'examen", "is being examined"]).await;
    let receipt = speaks(&actor, &Place::Receipt(id.clone()), language).await;
    assert!(receipt.contains(if language == Language::French { "(heure de Paris)" } else { "(Paris time)" }));

    officer.accept_all(&id).await;
    officer.judge(&id, 0, &[("ground", "illegible")]).await.done();
    officer.step("review/incomplete", &id, &[("deadline", "2026-12-15")]).await.done();
    next(words::document::ground(Ground::Illegible).both()).await;
    let it = actor.document(&id, 0).await;
    actor.deposit((&id, &it.requirement_id), it.version, "a.pdf", &super::files::pdf("a")).await.done();
    actor.transmit(&id).await.done();
    officer.judge(&id, 0, &[("accept", "yes")]).await.done();
    officer.step("review/complete", &id, &[]).await.done();
    officer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await.done();
    officer.step("review/validate_avis", &id, &[]).await.done();
    next(["confirmez ou désistez-vous avant le", "confirm or withdraw before"]).await;
    actor.answer(&id, "Withdrawn").await.done();
    next(["Désistement.", "Withdrawn."]).await;
    speaks(&actor, &Place::Candidatures, language).await;
}

on_both!(no_page_of_the_candidate_mixes_languages, |site| {
    for language in Language::ALL {
        let code = language.code();
        walk_the_profile(site, &format!("newcomer.{code}@essai.example"), language).await;
        walk_a_dossier(site, &format!("candidate.{code}@essai.example"), language).await;
    }
});

on_both!(countries_and_series_are_named_in_the_language_shown_and_stored_by_code, |site| {
    let actor = site.candidate(EMAIL).await;
    let bac = [
        ("form[has_it]", "yes"),
        ("form[year]", "2019"),
        ("form[series]", "S"),
        ("form[mention]", "none"),
        ("form[country]", "DE"),
        ("seen", "1"),
    ];
    actor.post("profile/save_baccalaureat", &bac).await.done();
    for (language, country, other, series) in [
        (Language::French, "Allemagne", "Germany", ">S - Scientifique<"),
        (Language::English, "Germany", "Allemagne", ">S - Scientifique (science)<"),
    ] {
        actor.choose(language).await.done();
        let page = actor.get(&Place::Section(Section::Baccalaureat).href()).await.done().text();
        let chosen = format!("<option value=\"DE\" selected>{country}<");
        assert!(page.contains(&chosen) && page.contains(series) && !page.contains(other), "{page}");
        let profile: ProfileView = actor.post("profile/read", &[]).await.read();
        assert_eq!(profile.profile.baccalaureat.map(|it| (it.country, it.series)), Some(("DE".into(), "S".into())));
    }
});
