//! An establishment begins: what everybody is told before, the file that makes it, the first candidate; and the file again.

use super::actor::Actor;
use super::journey::PASSWORD;
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::account::SignInRefusal;
use crate::domain::campaign::FacultyBranch;
use crate::domain::language::Language;
use crate::domain::parameters::{CampaignView, ProgrammeList};
use crate::domain::time::Span;
use crate::places::Place;
use crate::server::founding::{Established, FoundingError, StaffLogin};
use crate::server::secrets;
use crate::words::office;
use axum::http::StatusCode;

const FILE: &str = "\
# L'université d'essai
faculty;UFR Sciences
faculty;IUT et droit, gestion
campaign;2026-2027;2026-11-01;2027-09-30;5
staff;claire@essai.example;Claire Fontaine;officer;UFR Sciences
staff;paul@essai.example;Paul Lefèvre;reviewer;UFR Sciences;IUT et droit, gestion
staff;sophie@essai.example;Sophie Renard;administrator
";
const DIRECTOR: &str = "sophie@essai.example";
const EMAIL: &str = "eloise@essai.example";
const ENGLISH: &str = "en-GB,en;q=0.9";

async fn establish(site: &TestSite, file: &str) -> Established {
    site.services.establish(file.as_bytes()).await.unwrap_or_else(|e| panic!("{e}"))
}

/// What was said of each line that was refused.
async fn refused(site: &TestSite, file: &str) -> Vec<String> {
    match site.services.establish(file.as_bytes()).await {
        Err(FoundingError::Lines(lines)) => lines,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was recorded"),
    }
}

/// How many faculties, campaigns, members of staff, scopes and lines of the journal there are.
async fn rows(site: &TestSite) -> [i64; 5] {
    [
        site.count("select count(*) from faculty").await,
        site.count("select count(*) from campaign").await,
        site.count("select count(*) from staff").await,
        site.count("select count(*) from staff_scope").await,
        site.count("select count(*) from journal").await,
    ]
}

/// Signs in with what was printed, and nothing else.
async fn sign_in<'s>(site: &'s TestSite, all: &[StaffLogin], email: &str) -> Actor<'s> {
    let login = all.iter().find(|it| it.email == email).expect("a new member of the staff");
    let (_, rest) = login.otpauth.expose().split_once("secret=").expect("a secret");
    let secret = rest.split('&').next().expect("a secret");
    site.clock.advance(Span::seconds(31));
    let code = secrets::totp_code(secret, site.now()).expect("a code");
    let actor = site.visitor();
    actor.post("review/sign_in", &[("email", email), ("password", login.password.expose())]).await.done();
    actor.post("review/code", &[("code", &code)]).await.done();
    actor
}

/// The sentence, as pages show it.
fn told(language: Language) -> &'static str {
    match language {
        Language::French => "on ne peut ni créer de compte ni candidater",
        Language::English => "nobody can create an account or apply for now",
    }
}

on_both!(empty before_the_first_campaign_everybody_is_told_so_and_nothing_fails, |site| {
    assert!(office::NO_CAMPAIGN.to(Language::French).contains(told(Language::French)));
    let (french, english) = (site.visitor(), site.visitor().preferring(ENGLISH));
    for place in [Place::Home, Place::Offer, Place::SignUp] {
        for (visitor, language) in [(&french, Language::French), (&english, Language::English)] {
            let answer = visitor.get(&place.href()).await;
            assert_eq!(answer.status, StatusCode::OK, "{place:?}");
            assert!(answer.text().contains(told(language)), "{place:?} in {language:?}: {}", answer.text());
            assert!(!answer.text().contains("name=\"form[email]\""), "{place:?} asks what nobody can keep");
        }
    }
    let others = [
        Place::SignIn,
        Place::SignedUp,
        Place::LostCode,
        Place::LostPassword,
        Place::NewPassword("unknown".into()),
        Place::Portal,
        Place::LearnerSignIn,
        Place::LostIdentifiant,
        Place::ExternalDoor,
        Place::Verify,
        Place::StaffSignIn,
    ];
    for place in others {
        assert_eq!(french.get(&place.href()).await.status, StatusCode::OK, "{place:?}");
    }
    assert_eq!(french.post("campaign/offer", &[]).await.read::<Option<Vec<FacultyBranch>>>(), None);
});

on_both!(empty before_the_first_campaign_a_sign_up_is_refused_in_plain_words, |site| {
    let visitor = site.visitor();
    let answer = visitor.sign_up(EMAIL).await;
    assert_eq!((answer.status, answer.error::<Never>()), (StatusCode::CONFLICT, CallError::NoCampaign));
    let login = [("login", EMAIL), ("password", PASSWORD)];
    assert_eq!(visitor.post("account/sign_in", &login).await.error::<SignInRefusal>(), CallError::NoCampaign);
    for call in ["account/ask_reset", "account/send_code_again"] {
        assert_eq!(visitor.post(call, &[("email", EMAIL)]).await.error::<Never>(), CallError::NoCampaign, "{call}");
    }
    // Without JavaScript the browser is sent back to the form, which says why.
    let answer = visitor.submit(&Place::SignIn, "account/sign_in", &login).await;
    let page = visitor.get(answer.location().trim_start_matches("http://guichet.test")).await.done().text();
    assert!(page.contains(told(Language::French)), "{page}");
    assert_eq!(site.count("select count(*) from account").await, 0);
});

on_both!(empty an_establishment_begins_by_a_file_and_has_its_first_candidate, |site| {
    let made = establish(site, FILE).await;
    assert_eq!((made.added.len(), made.left.len(), made.logins.len()), (6, 0, 3));
    assert_eq!(rows(site).await, [2, 1, 3, 3, 6]);
    let acts = site.texts("select act || ' ' || detail || ' ' || actor_kind from journal order by seq").await;
    let expected = ["add_faculty  ", "add_faculty  ", "add_campaign  ", "add_staff officer ", "add_staff reviewer "];
    assert_eq!(acts[..5], expected.map(|it| format!("{it}system")));
    let printed = made.told("https://guichet.example");
    assert!(printed.contains("https://guichet.example/admin/connexion"), "{printed}");
    for it in &made.logins {
        let (password, otpauth) = (it.password.expose(), it.otpauth.expose());
        assert!(printed.contains(password) && printed.contains(otpauth), "{printed}");
        assert!(otpauth.starts_with("otpauth://totp/Universit%C3%A9%20d%27essai:"), "{otpauth}");
        let kept = site.texts("select password_hash || totp_secret from staff").await;
        assert!(kept.iter().all(|it| !it.contains(password)), "a password is kept");
    }

    let director = sign_in(site, &made.logins, DIRECTOR).await;
    let campaigns: Vec<CampaignView> = director.post("parameters/campaigns", &[]).await.read();
    let [campaign] = campaigns.as_slice() else { panic!("{campaigns:?}") };
    assert!(campaign.current);
    assert_eq!((campaign.form.opens_on.as_str(), campaign.form.closes_on.as_str()), ("2026-11-01", "2027-09-30"));
    assert_eq!(campaign.form.max_candidatures, "5");
    let list: ProgrammeList = director.post("parameters/programmes", &[]).await.read();
    assert_eq!(list.faculties.iter().map(|it| it.1.as_str()).collect::<Vec<_>>(), ["UFR Sciences", "IUT et droit, gestion"]);
    let pairs = [
        ("campaign", list.campaign.as_str()),
        ("faculty", list.faculties[0].0.as_str()),
        ("form[code]", "L1-INFO"),
        ("form[label]", "Licence 1 Informatique"),
        ("form[level]", "licence_1"),
        ("form[capacity]", "40"),
        ("form[opens_on]", "2026-11-01"),
        ("form[closes_on]", "2027-03-31"),
        ("form[answer_days]", "10"),
    ];
    director.post("parameters/add_programme", &pairs).await.done();
    let (candidate, dossier) = site.transmitted(EMAIL, "L1-INFO").await;
    assert_eq!(candidate.get(&Place::Dossier(dossier.clone()).href()).await.status, StatusCode::OK);
    // Both of the faculty find it, and the way goes on.
    for email in ["claire@essai.example", "paul@essai.example"] {
        assert_eq!(sign_in(site, &made.logins, email).await.examine(&dossier).await.id, dossier, "{email}");
    }
});

on_both!(empty the_same_file_again_changes_nothing_and_a_longer_one_adds_what_is_new, |site| {
    establish(site, FILE).await;
    site.sql("update campaign set closes_at = closes_at + 1").await;
    let kept = "select label || position from faculty union all select label || closes_at from campaign
                union all select email || name || role || password_hash || totp_secret from staff order by 1";
    let (before, counted) = (site.texts(kept).await, rows(site).await);
    let again = establish(site, FILE).await;
    assert_eq!((again.added.len(), again.left.len(), again.logins.len()), (0, 6, 0));
    assert_eq!((site.texts(kept).await, rows(site).await), (before.clone(), counted));
    // Another role for somebody who is there does not take; who and what is new comes in.
    let longer = FILE.replace("Sophie Renard;administrator", "S. Renard;officer;IUT et droit, gestion")
        + "faculty;UFR Lettres\nstaff;anne@essai.example;Anne Dubreuil;reviewer;UFR Lettres\n";
    let more = establish(site, &longer).await;
    assert_eq!((more.added.len(), more.left.len(), more.logins.len()), (2, 6, 1));
    assert_eq!(rows(site).await, [3, 1, 4, 4, counted[4] + 2]);
    let after = site.texts(kept).await;
    assert!(before.iter().all(|it| after.contains(it)), "something that was there changed");
    assert!(after.contains(&"UFR Lettres3".to_owned()), "a new faculty comes after the others: {after:?}");
});

on_both!(empty who_lost_password_or_telephone_gets_new_ones_and_the_old_ones_end, |site| {
    let made = establish(site, FILE).await;
    let before = sign_in(site, &made.logins, DIRECTOR).await;
    let other = sign_in(site, &made.logins, "claire@essai.example").await;
    let renewed = site.services.renew(" Sophie@Essai.example ").await.expect("she is there");
    let [login] = renewed.logins.as_slice() else { panic!("one login") };
    assert_eq!((login.email.as_str(), login.name.as_str()), (DIRECTOR, "Sophie Renard"));
    assert!(renewed.told("https://guichet.example").contains(login.password.expose()));
    assert_eq!(before.post("parameters/campaigns", &[]).await.error::<Never>(), CallError::SignedOut);
    assert_eq!(other.get(&Place::Pile.href()).await.status, StatusCode::OK);
    let old = made.logins.iter().find(|it| it.email == DIRECTOR).expect("her first login");
    let pairs = [("email", DIRECTOR), ("password", old.password.expose())];
    assert_eq!(site.visitor().post("review/sign_in", &pairs).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let director = sign_in(site, &renewed.logins, DIRECTOR).await;
    assert_eq!(director.post("parameters/campaigns", &[]).await.read::<Vec<CampaignView>>().len(), 1);
    let acts = site.texts("select act || ' ' || actor_kind from journal where act = 'renew_staff'").await;
    assert_eq!(acts, ["renew_staff system"]);
    for email in ["nobody@essai.example", "sophie", ""] {
        assert!(matches!(site.services.renew(email).await, Err(FoundingError::Nobody(_))), "{email}");
    }
});

on_both!(empty a_file_that_is_wrong_leaves_nothing_half_done, |site| {
    let lines = refused(site, "faculty;UFR Sciences\nstaff;claire@essai.example;Claire;officer;UFR Lettres\n").await;
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert!(line.starts_with("line 2, faculties: it is unknown; name them"), "{line}");
    let lines = refused(site, &format!("{FILE}staff;claire\nfaculté;UFR Lettres\n")).await;
    assert!(lines.iter().any(|it| it.starts_with("line 8, e-mail: ")), "{lines:?}");
    assert!(lines.iter().any(|it| it.starts_with("line 9, beginning: ")), "{lines:?}");
    assert_eq!(rows(site).await, [0; 5]);
    establish(site, FILE).await;
    let before = rows(site).await;
    let other = "faculty;UFR Lettres\ncampaign;2027-2028;2027-11-01;2028-09-30\n";
    let lines = refused(site, other).await;
    assert!(lines[0].starts_with("line 2, campaign: there is another campaign already"), "{lines:?}");
    assert_eq!(rows(site).await, before);
});

on_both!(empty of_two_who_establish_at_once_the_second_finds_all_made, |site| {
    let (one, other) = tokio::join!(establish(site, FILE), establish(site, FILE));
    let mut counts = [one.logins.len(), other.logins.len()];
    counts.sort_unstable();
    assert_eq!((counts, rows(site).await), ([0, 3], [2, 1, 3, 3, 6]));
});

on_both!(empty before_the_first_campaign_no_page_of_staff_fails, |site| {
    let made = establish(site, "staff;sophie@essai.example;Sophie Renard;administrator\n").await;
    let director = sign_in(site, &made.logins, DIRECTOR).await;
    let places = [
        Place::Pile,
        Place::Programmes,
        Place::Campaigns,
        Place::Accounts,
        Place::NewAccount,
        Place::Imports,
        Place::Batches,
        Place::Grounds,
        Place::Templates,
        Place::Letters,
        Place::Payments,
        Place::PortalSettings,
        Place::EnrolmentSettings,
        Place::EnrolmentTable,
        Place::EnrolmentQueue,
        Place::EnrolmentAsking,
    ];
    for place in places {
        let answer = director.get(&place.href()).await;
        assert_eq!(answer.status, StatusCode::OK, "{place:?}: {}", answer.text());
    }
    let page = director.get(&Place::Pile.href()).await.text();
    assert!(page.contains(told(Language::French)), "{page}");
    let page = director.get(&Place::Campaigns.href()).await.text();
    assert!(page.contains("guichet establish"), "{page}");
    let (kind, body) = crate::tests::import::form("parcoursup", crate::tests::import::FILE.as_bytes());
    let request = axum::http::Request::post(Place::Imports.href()).header("content-type", kind);
    let answer = director.send(request, body.into()).await;
    let page = director.get(answer.location()).await.done().text();
    assert!(page.contains("aucune campagne à laquelle admettre"), "{page}");
});
