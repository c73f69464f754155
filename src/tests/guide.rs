//! The candidate's guide (seed 001): `docs/guide.md`, row by row, names what there is; and its words stand on the pages that the
//! table names.

use super::actor::Actor;
use super::files;
use super::journey::{INFORMATICS, OFFICER, PASSWORD};
use super::site::on_both;
use crate::domain::account::{PasswordRule, SignInRefusal};
use crate::domain::campaign::ApplyObstacle;
use crate::domain::candidature::State;
use crate::domain::language::Language::French;
use crate::domain::profile::{Listing, Section};
use crate::domain::review::{AvisKind, Ground};
use crate::places::{IdentityStep, Place};
use crate::words::{
    self, Text, account, baccalaureat, campaign, candidature, document, office, profile, records, studies, transmission,
};
use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("../../docs/guide.md");
const EMAIL: &str = "eloise@essai.example";

fn source(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

/// The rows of the table: number, what the guide says, where in the product, which test.
fn rows() -> Vec<[&'static str; 4]> {
    let lines = TABLE.lines().filter(|line| line.starts_with('|')).skip(2);
    let cells = |line: &'static str| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        cells.try_into().unwrap_or_else(|cells| panic!("not four cells: {cells:?}"))
    };
    lines.map(cells).collect()
}

/// What stands between backticks.
fn named(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The source that holds a path of modules, and what of the path lies in it.
fn held(path: &str) -> Option<(String, Vec<&str>)> {
    let parts: Vec<_> = path.split("::").collect();
    (1..parts.len()).rev().find_map(|at| {
        let place = parts[..at].join("/");
        let text = source(&format!("src/{place}.rs")).or_else(|| source(&format!("src/{place}/mod.rs")))?;
        Some((text, parts[at..].to_vec()))
    })
}

/// Whether there is this test: `tests::file::name`, `domain::…::tests::name`, or a file and a title of the browser's.
fn is_test(name: &str) -> bool {
    if let Some((spec, title)) = name.split_once(" › ") {
        let begun = [format!("test(\"{title}\""), format!("test(`{title}`")];
        return source(spec).is_some_and(|text| begun.iter().any(|it| text.contains(it)));
    }
    let Some((source, rest)) = held(name) else { return false };
    let Some(test) = rest.last() else { return false };
    let begun = [format!("on_both!({test},"), format!("on_both!(\n    {test},"), format!("fn {test}(")];
    begun.iter().any(|it| source.contains(it))
}

/// Whether there is what a cell names: an address of the site, a file, or something of the code.
fn is_there(name: &str) -> bool {
    if let Some(path) = name.strip_prefix('/') {
        let sources = ["src/app.rs", "src/server/web.rs"].map(|it| source(it).unwrap_or_default()).concat();
        return sources.contains(&format!("\"/{path}\""));
    }
    if !name.contains("::") {
        return source(name).is_some();
    }
    let Some((text, rest)) = held(name) else { return false };
    let defined = |it: &&str| {
        ["const ", "const fn ", "fn ", "struct ", "enum ", "    "].iter().any(|before| {
            text.split(&format!("{before}{it}"))
                .skip(1)
                .any(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        })
    };
    !rest.is_empty() && rest.iter().all(defined)
}

#[test]
fn every_row_of_the_guide_says_where_it_is_and_what_shows_it() {
    let rows = rows();
    assert!(rows.len() >= 90, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        let mut note = |what: &str| wrong.push(format!("row {}: {what}", row[0]));
        if row[0] != (nth + 1).to_string() {
            note("is out of order");
        }
        if row.iter().any(|cell| cell.is_empty()) || named(row[3]).next().is_none() {
            note("has an empty cell");
        }
        named(row[2]).filter(|it| !is_there(it)).for_each(|it| note(&format!("there is no {it}")));
        named(row[3]).filter(|it| !is_test(it)).for_each(|it| note(&format!("there is no test {it}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_not_there_is_found_out() {
    assert!(
        is_test("tests::guide::what_is_not_there_is_found_out") && is_test("domain::ine::tests::it_is_taken_as_typed")
    );
    assert!(is_test("tests::letters::a_letter_that_never_leaves_is_given_up_and_shown"));
    assert!(is_test("end2end/tests/tabs.spec.ts › « Transmettre » clicked twice transmits once"));
    for wrong in [
        "tests::guide::what_is_not_there",
        "tests::nowhere::what_is_not_there_is_found_out",
        "end2end/tests/tabs.spec.ts › « Transmettre » clicked",
        "end2end/tests/nowhere.spec.ts › « Transmettre » clicked twice transmits once",
        "",
    ] {
        assert!(!is_test(wrong), "{wrong}");
    }
    assert!(
        is_there("/connexion")
            && is_there("words::account::SIGN_IN")
            && is_there("domain::candidature::State::Pending")
    );
    for wrong in
        ["/nowhere", "words::account::SIGN", "words::nowhere::SIGN_IN", "domain::candidature::State::Lost", "src/x.rs"]
    {
        assert!(!is_there(wrong), "{wrong}");
    }
}

/// A page in French, its signs as people read them.
async fn page(actor: &Actor<'_>, place: Place) -> String {
    let page = actor.get(&place.href()).await.done().text();
    [("&#x27;", "'"), ("&#39;", "'"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(page, |page, (sign, it)| page.replace(sign, it))
}

/// A page says all of these; it is handed back.
async fn says(actor: &Actor<'_>, place: Place, texts: &[Text]) -> String {
    let href = place.href();
    let page = page(actor, place).await;
    for text in texts {
        assert!(page.contains(&*text.to(French)), "{href} does not say {text:?}");
    }
    page
}

on_both!(the_way_in_says_what_the_guide_says, |site| {
    let visitor = site.visitor();
    let steps = [office::CREATE_HELP, office::ACTIVATE, office::ACTIVATE_HELP, office::APPLY, office::THEN_DEPOSIT];
    let home = says(&visitor, Place::Home, &steps).await;
    assert!(home.contains("mailto:candidature@guichet.test") && home.contains("Université d'essai"));
    let more = [office::SUBMIT_HELP, office::ONE_CAMPAIGN, account::SIGN_UP, account::SIGN_IN, campaign::OFFER];
    says(&visitor, Place::Home, &more).await;
    let blocks = [account::STUDENT_ACCESS_CLOSED, account::NOT_STUDENT];
    let asked = [
        account::READ_ADDRESS,
        account::ALL_MAIL_GOES_THERE,
        account::FAMILY_NAME,
        account::GIVEN_NAME,
        account::EMAIL,
        account::EMAIL_AGAIN,
        account::PASSWORD,
        account::PASSWORD_AGAIN,
        office::SAVE,
    ];
    let form = says(&visitor, Place::SignUp, &[&blocks[..], &asked].concat()).await;
    assert!(form.contains("Accès étudiant Université d'essai"));
    assert!(form.find("Accès étudiant") < form.find("Je ne suis pas étudiant"), "the guide's order");
    says(&visitor, Place::SignUp, &PasswordRule::ALL.map(account::password_rule)).await;
    let after = [account::SIGNED_UP, account::READ_YOUR_MAIL, account::LINK_LASTS_A_DAY, account::NOTHING_ARRIVES];
    says(&visitor, Place::SignedUp, &after).await;
    let advice = [account::LOOK_INTO_SPAM, account::ASK_ANOTHER_LINK, account::WRITE_TO_US];
    says(&visitor, Place::SignedUp, &advice).await;
    says(&visitor, Place::Validate("x".into()), &[account::VALIDATE, account::LAST_STEP, account::LOST_CODE]).await;
    says(&visitor, Place::Validated, &[account::VALIDATED, account::THEN_ACTIVATE, account::SIGN_IN]).await;
    let links = [account::LOGIN, account::ENTER, account::LOST_PASSWORD, account::LOST_CODE, account::SIGN_UP];
    says(&visitor, Place::SignIn, &[&blocks[..], &links].concat()).await;
    says(&visitor, Place::LostCode, &[account::LOST_CODE_HELP, account::KNOWN_EMAIL, office::SEND]).await;
    says(&visitor, Place::LostPassword, &[account::LOST_PASSWORD_HELP, account::KNOWN_EMAIL, office::SEND]).await;

    // « Connexion impossible. … »: what it is, and the way to another link.
    site.sign_up(EMAIL).await.done();
    let letter = site.letter(EMAIL, "validation").await.text;
    for part in
        ["/compte/valider?jeton=", "valable qu'un jour", "/compte/code-perdu", "numéro de dossier", "mot de passe"]
    {
        assert!(letter.contains(part), "« {part} » is not in: {letter}");
    }
    let refused = visitor.submit(&Place::SignIn, "account/sign_in", &[("login", EMAIL), ("password", PASSWORD)]).await;
    let place = refused.location().strip_prefix("http://guichet.test").unwrap_or(refused.location()).to_owned();
    let shown = visitor.get(&place).await.text().replace("&#x27;", "'");
    for text in [account::sign_in_refusal(SignInRefusal::NotValidated), account::SEND_LINK_AGAIN] {
        assert!(shown.contains(&*text.to(French)), "{place} does not say {text:?}");
    }
});

on_both!(an_account_is_of_one_campaign, |site| {
    let before = site.newcomer(EMAIL).await;
    site.sql(
        "insert into campaign (campaign_id, label, opens_at, closes_at, max_candidatures)
         select 'next', '2027-2028', closes_at, closes_at + 20000000000, max_candidatures from campaign",
    )
    .await;
    before.sign_in(EMAIL).await.done();
    let end = site.count("select min(closes_at) from campaign").await;
    site.clock.advance(crate::domain::time::Span(end - site.now().0));
    assert_eq!(before.sign_in(EMAIL).await.refusal::<SignInRefusal>(), SignInRefusal::Wrong, "of last year");
    let again = site.newcomer(EMAIL).await;
    assert_eq!(site.count("select count(*) from account where email = 'eloise@essai.example'").await, 2);
    assert!(page(&again, Place::Profile).await.contains("À remplir"), "the profile of the year is a new one");
});

on_both!(the_profile_says_what_the_guide_says, |site| {
    let newcomer = site.newcomer(EMAIL).await;
    let sections = [profile::THREE_SECTIONS, studies::INTERNAL, studies::OTHERS];
    let names = Section::ALL.map(words::section).into_iter().chain(Listing::ALL.map(studies::listing));
    says(&newcomer, Place::Profile, &sections.into_iter().chain(names).collect::<Vec<_>>()).await;
    let first = [records::NATIONALITY, profile::INE, records::INE_HELP, records::BIRTH_DATE_HELP, records::NEXT];
    says(&newcomer, Place::Section(Section::Identity), &first).await;
    let without = [records::NO_INE, records::WHO_HAS_NONE, records::BEFORE_1995, records::FROM_ABROAD];
    says(&newcomer, Place::Section(Section::Identity), &without).await;
    let identity = [profile::CIVILITY, profile::FAMILY_NAME, profile::BIRTH_PLACE, profile::PHONE, office::SAVE];
    says(&newcomer, Place::Identity(IdentityStep::Form, 0), &identity).await;
    let address = [profile::COUNTRY, profile::STREET, profile::POSTAL_CODE, profile::COMMUNE, office::SAVE];
    says(&newcomer, Place::Section(Section::Address), &address).await;
    let held = [baccalaureat::HAS_IT, baccalaureat::HAS_IT_NOT, baccalaureat::YEAR, baccalaureat::YEAR_HELP];
    let form = says(&newcomer, Place::Section(Section::Baccalaureat), &[&held[..], &[office::SAVE]].concat()).await;
    assert!(form.find("id=\"year\"") < form.find("id=\"series\""), "one begins with the year");
    newcomer.post("profile/save_baccalaureat", &[("form[has_it]", "no"), ("seen", "0")]).await.done();
    says(&newcomer, Place::Section(Section::Baccalaureat), &[baccalaureat::WITHOUT]).await;
    says(&newcomer, Place::InternalStudies, &[records::INTERNAL_ABOUT, records::INTERNAL_UNASKED]).await;
    for listing in Listing::ALL {
        says(&newcomer, Place::List(listing), &[studies::about(listing), studies::ADD]).await;
    }
    let programme = site.programme(INFORMATICS).await;
    let refused = page(&newcomer, Place::Apply(programme)).await;
    assert!(refused.contains(&words::apply_obstacle(ApplyObstacle::NotActivated, French)), "{refused}");
});

/// The button that a form of the page ends with, as a tag.
fn button(page: &str, text: Text) -> &str {
    let before = page.split(&*text.to(French)).next().unwrap_or_default();
    before.rsplit("<button").next().unwrap_or_default()
}

on_both!(a_dossier_says_what_the_guide_says, |site| {
    let candidate = site.candidate(EMAIL).await;
    says(&candidate, Place::Profile, &[profile::ACTIVATED, profile::SEE_THE_OFFER]).await;
    says(&candidate, Place::Candidatures, &[candidature::MINE, candidature::NONE_YET, candidature::ANOTHER]).await;
    let offer = says(&candidate, Place::Offer, &[campaign::FILTER, campaign::FILTER_HELP, campaign::TO_FILTER]).await;
    assert!(offer.find("IUT et droit") < offer.rfind("BUT Génie mécanique") && offer.contains("<summary>"));
    let programme = site.programme(INFORMATICS).await;
    let confirm = [campaign::DO_YOU_APPLY, campaign::YES, campaign::NO, campaign::REQUIRED_DOCUMENTS];
    says(&candidate, Place::Apply(programme), &confirm).await;
    let id = candidate.applied(INFORMATICS).await;
    assert!(site.letter(EMAIL, "candidature_created").await.text.contains("Licence 1 Informatique"));
    let listed = says(&candidate, Place::Candidatures, &[words::state(State::Pending)]).await;
    assert!(listed.contains(&Place::Dossier(id.clone()).href()));

    let dossier = || Place::Dossier(id.clone());
    let asked = [document::SUPPORTING, document::FORMATS, document::ACCEPTED, document::CONDITIONAL];
    let certified = [document::NOT_CONCERNED, document::CERTIFY, document::DECLINE, transmission::NOT_YET];
    let open = says(&candidate, dossier(), &[asked, certified].concat()).await;
    assert!(button(&open, transmission::TRANSMIT).contains("disabled"), "not before the last document");
    candidate.fill(&id).await;
    let whole = [transmission::ALL_THERE, transmission::DO_NOT_FORGET, transmission::NO_CHANGE_AFTER];
    let given = [document::REMOVE, document::PREVIEW, document::SAVE, document::TAKE_BACK];
    let ready = says(&candidate, dossier(), &[&whole[..], &given].concat()).await;
    let go = button(&ready, transmission::TRANSMIT);
    assert!(go.contains("class=\"go\"") && !go.contains("disabled"), "green, and to be pressed: {go}");
    candidate.transmit(&id).await.done();
    says(&candidate, Place::Receipt(id.clone()), &[transmission::TRANSMITTED, transmission::RECEIVED]).await;
    says(&candidate, dossier(), &[words::state(State::Transmitted)]).await;
    assert!(site.letter(EMAIL, "transmission_receipt").await.text.contains("Vous serez informé"));

    let officer = site.staff(OFFICER).await;
    officer.accept_all(&id).await;
    officer.judge(&id, 3, &[("ground", "concerned"), ("comment", "Votre bac est allemand.")]).await.done();
    officer.step("review/incomplete", &id, &[("deadline", "2026-12-15")]).await.done();
    let why = [document::GROUND, document::ground(Ground::Concerned), words::state(State::Incomplete)];
    let back = says(&candidate, dossier(), &[&why[..], &[transmission::TRANSMIT_AGAIN]].concat()).await;
    assert!(back.contains("Votre bac est allemand."));
    let it = candidate.document(&id, 3).await;
    let file = files::pdf("b2");
    candidate.deposit((&id, &it.requirement_id), it.version, "b2.pdf", &file).await.done();
    says(&candidate, dossier(), &[transmission::DO_NOT_FORGET, transmission::TRANSMIT_AGAIN]).await;
    candidate.transmit(&id).await.done();
    officer.judge(&id, 3, &[("accept", "yes")]).await.done();
    officer.step("review/complete", &id, &[]).await.done();
    officer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await.done();
    officer.step("review/validate_avis", &id, &[]).await.done();
    let must = [candidature::MUST_ANSWER, candidature::ELSE_NO_ENROLMENT, candidature::NOT_YET_ENROLLED];
    let both = [candidature::CONFIRM, candidature::WITHDRAW, candidature::WITHDRAW_NOW];
    let decided = says(&candidate, dossier(), &[must, both].concat()).await;
    assert!(decided.contains(&*words::review::avis(AvisKind::Favourable).to(French)));
    candidate.answer(&id, "Confirmed").await.done();
    assert!(site.letter(EMAIL, "answered").await.text.contains("ne vaut pas inscription"));
});
