//! Hostile and odd text where it comes out again: pages of candidates and of staff, letters, paper; and in every address and
//! argument, where there is nothing of that name.

use super::actor::Actor;
use super::files;
use super::hostile::{assert_tame, field, html, kinds, line, page};
use super::journey::{INFORMATICS, OFFICER, PASSWORD};
use super::site::{TestSite, on_both};
use crate::domain::candidature::StepRefusal;
use crate::domain::profile::{ENTRIES_MAX, Listing, Section};
use crate::domain::review::COMMENT_MAX;
use crate::domain::transmission::Obstacle;
use crate::places::Place;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lopdf::Document;

const EMAIL: &str = "hostile@essai.example";
const FAMILY: &str = "'\";<script>alert(1)</script>";
const GIVEN: &str = "{{ link }} </title></textarea><script>alert(1)</script>";

/// What becomes of a comment of staff's: its lines stay lines.
fn comment(text: &str) -> Option<String> {
    let text = text.trim().replace("\r\n", "\n");
    let fits = text.chars().count() <= usize::from(COMMENT_MAX);
    let kept = fits && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    kept.then_some(text)
}

/// Somebody with a name that is a program, and an activated account full of odd text.
async fn odd_person(site: &TestSite) -> Actor<'_> {
    let actor = site.visitor();
    let pairs = [
        ("form[family_name]", FAMILY),
        ("form[given_name]", GIVEN),
        ("form[email]", EMAIL),
        ("form[email_again]", EMAIL),
        ("form[password]", PASSWORD),
        ("form[password_again]", PASSWORD),
    ];
    actor.post("account/sign_up", &pairs).await.done();
    let token = site.token(EMAIL, "validation").await;
    actor.post("account/validate", &[("token", &token)]).await.done();
    actor.sign_in(EMAIL).await.done();
    let identity = [
        ("form[civility]", "sir"),
        ("form[family_name]", FAMILY),
        ("form[usual_name]", "\u{202e}fdp.exe"),
        ("form[given_name]", GIVEN),
        ("form[other_given_names]", "فاطمة 王小明 𝔘𝔫𝔦𝔳 \u{1f468}\u{200d}\u{1f469}"),
        ("form[nationality]", "FR"),
        ("form[birth_date]", "31/03/2008"),
        ("form[birth_place]", "=1+1"),
        ("form[birth_country]", "FR"),
        ("form[ine]", "1234567890V"),
        ("seen", "0"),
    ];
    actor.post("profile/save_identity", &identity).await.done();
    let address = [
        ("form[country]", "BE"),
        ("form[street]", "#import \"x\": * #panic() $x^2$ *b* _i_"),
        ("form[complement]", "\" onmouseover=\"alert(1)\" x=\""),
        ("form[foreign_city]", "C:\\Utilisateurs\\moi\\"),
        ("seen", "0"),
    ];
    actor.post("profile/save_address", &address).await.done();
    actor.post("profile/save_baccalaureat", &[("form[has_it]", "no"), ("seen", "0")]).await.done();
    actor
}

/// All that a line may hold, in lists that are handed over.
async fn fill_lists(actor: &Actor<'_>) -> Vec<String> {
    let fit: Vec<_> = kinds().iter().filter_map(|it| line(it).ok()).collect();
    assert!(fit.len() > ENTRIES_MAX);
    let (studies, rest) = fit.split_at(ENTRIES_MAX);
    for (text, seen) in studies.iter().zip(0..) {
        let entry = [
            ("form[year]", "2025"),
            ("form[diploma]", "bts"),
            ("form[label]", text),
            ("form[establishment]", text),
            ("form[city]", text),
            ("form[country]", "FR"),
            ("form[obtained]", "yes"),
            ("seen", &i32::to_string(&seen)),
        ];
        actor.post("studies/save_external", &entry).await.done();
    }
    for (text, seen) in rest.iter().zip(0..) {
        let seen = i32::to_string(&seen);
        let common = [("form[year]", "2025"), ("form[duration]", "2 mois"), ("seen", seen.as_str())];
        let internship = [&common[..], &[("form[organisation]", text), ("form[subject]", text)]].concat();
        actor.post("studies/save_internship", &internship).await.done();
        let job = [&common[..], &[("form[employer]", text), ("form[title]", text), ("form[description]", text)]];
        actor.post("studies/save_experience", &job.concat()).await.done();
    }
    fit
}

/// The words of a paper, on one line.
async fn paper(actor: &Actor<'_>, place: Place) -> String {
    let answer = actor.get(&place.href()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", place.href());
    let document = Document::load_mem(&answer.body).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("a text").split_whitespace().collect::<Vec<_>>().join(" ")
}

on_both!(what_was_typed_is_text_on_every_page_and_on_paper, |site| {
    let actor = odd_person(site).await;
    let fit = fill_lists(&actor).await;
    for place in Listing::ALL.map(Place::List).into_iter().chain([Place::Home, Place::Profile, Place::Settings]) {
        page(&actor, place).await;
    }
    let id = actor.applied(INFORMATICS).await;
    let other = actor.applied("L1-MATH").await;
    actor.fill(&id).await;
    let it = actor.document(&id, 0).await;
    let name = "\u{202e}fdp. <script>alert(1)</script> : ; {{ x }}.pdf";
    actor.deposit((&id, &it.requirement_id), it.version, name, &files::pdf("a")).await.done();
    actor.transmit(&id).await.done();
    site.deliver().await;
    for place in [Place::Candidatures, Place::Dossier(id.clone()), Place::Receipt(id.clone()), Place::Messages] {
        let shown = page(&actor, place).await;
        assert!(shown.contains(&html(&format!("{GIVEN} {FAMILY} ("))), "the name in the menu: {shown}");
    }
    let receipt = site.letter(EMAIL, "transmission_receipt").await;
    assert!(receipt.text.contains(&format!("Bonjour {GIVEN} {FAMILY},\n")), "{}", receipt.text);

    let officer = site.staff(OFFICER).await;
    assert!(page(&officer, Place::Pile).await.contains(&html(FAMILY)));
    let examined = page(&officer, Place::Examination(id.clone())).await;
    for text in fit.iter().map(String::as_str).chain([FAMILY, GIVEN, "#import \"x\": * #panic() $x^2$ *b* _i_"]) {
        assert!(examined.contains(&html(text)), "{text:?} is not shown to staff");
    }
    let printed = paper(&officer, Place::DossierPdf(id.clone())).await;
    for text in ["Robert'); drop table account; --", "<script>alert(1)</script>", "{{ name }}", "=1+1", "#panic()"] {
        assert!(printed.contains(text), "{text} is not in: {printed}");
    }
    assert!(paper(&actor, Place::ReceiptPdf(id)).await.contains("<script>alert(1)</script>"));

    // A profile that was spoilt after the candidature was begun is not handed over: each section says so, with its link.
    actor.fill(&other).await;
    let long = "é".repeat(10_000);
    for (endpoint, fields) in [
        ("profile/save_identity", [("form[family_name]", "a\0b\u{1b}\u{85}"), ("form[given_name]", long.as_str())]),
        ("profile/save_address", [("form[street]", long.as_str()), ("form[foreign_city]", "a\r\nb\u{7}\u{ffff}")]),
        ("profile/save_baccalaureat", [("form[has_it]", "\0"), ("form[year]", "\u{202e}")]),
    ] {
        actor.post(endpoint, &[&fields[..], &[("seen", "1")]].concat()).await.done();
    }
    let refused = actor.transmit(&other).await.refusal::<Vec<Obstacle>>();
    assert_eq!(refused, Section::ALL.map(Obstacle::Unfit));
    let shown = page(&actor, Place::Dossier(other.clone())).await;
    for section in Section::ALL {
        let link = format!("<a href=\"{}\">", Place::Section(section).href());
        assert!(shown.contains(&link), "{link} is not in: {shown}");
    }
    assert_eq!(officer.get(&Place::Examination(other.clone()).href()).await.status, StatusCode::NOT_FOUND);
    // Mended, it is.
    actor.post("profile/save_baccalaureat", &[("form[has_it]", "no"), ("seen", "2")]).await.done();
    let refused = actor.transmit(&other).await.refusal::<Vec<Obstacle>>();
    assert_eq!(refused, [Section::Identity, Section::Address].map(Obstacle::Unfit));
});

on_both!(what_staff_write_is_kept_and_sent_to_the_letter_or_refused, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    officer.accept_all(&id).await;
    for text in kinds() {
        let answer = officer.judge(&id, 1, &[("ground", "illegible"), ("comment", &text)]).await;
        let Some(kept) = comment(&text) else {
            assert_eq!(answer.refusal::<StepRefusal>(), StepRefusal::CommentUnfit, "{text:?}");
            continue;
        };
        answer.done();
        let document = officer.examine(&id).await.documents.swap_remove(1);
        assert_eq!(document.comment.unwrap_or_default(), kept);
        let shown = page(&officer, Place::Examination(id.clone())).await;
        assert_eq!(field(&shown, &format!("comment-{}", document.requirement_id)), kept);
        // A ground is one of the catalogue's.
        let grounded = officer.judge(&id, 0, &[("ground", &text)]).await;
        assert_eq!(grounded.refusal::<StepRefusal>(), StepRefusal::GroundMissing, "{text:?}");
    }
    let three = [FAMILY, "{{ name }} {% if x %}\n  Page 2\u{202e} :\n. \n", "=1+1 %0D%0A\\r\\nBcc: tous@essai.example"];
    for (nth, text) in three.into_iter().enumerate() {
        officer.judge(&id, nth, &[("ground", "other"), ("comment", text)]).await.done();
    }
    officer.step("review/incomplete", &id, &[("deadline", "2026-12-15")]).await.done();
    let letter = site.letter(EMAIL, "incomplete").await;
    let shown = page(&candidate, Place::Dossier(id.clone())).await;
    for text in three.map(str::trim) {
        assert!(letter.text.contains(text), "{text:?} is not in: {}", letter.text);
        assert!(shown.contains(&html(text)), "{text:?} is not in: {shown}");
    }
    assert!(!letter.subject.contains(['\r', '\n']));
});

on_both!(the_words_of_an_avis_are_kept_and_sent_to_the_letter_or_refused, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.complete(EMAIL, &officer).await;
    for text in kinds() {
        let unfavourable = [("form[kind]", "unfavourable"), ("form[ground]", text.as_str())];
        let waiting = [("form[kind]", "waiting_list"), ("form[comment]", text.as_str()), ("form[rank]", &text)];
        let refused = officer.step("review/enter_avis", &id, &unfavourable).await;
        let answer = officer.step("review/enter_avis", &id, &waiting).await;
        let Some(kept) = comment(&text) else {
            assert_eq!(refused.refusal::<StepRefusal>(), StepRefusal::GroundUnfit, "{text:?}");
            assert_eq!(answer.refusal::<StepRefusal>(), StepRefusal::CommentUnfit, "{text:?}");
            continue;
        };
        answer.done();
        let history = officer.examine(&id).await.avis;
        assert_eq!(history[0].comment.clone().unwrap_or_default(), kept);
        if kept.is_empty() {
            assert_eq!(refused.refusal::<StepRefusal>(), StepRefusal::GroundMissing, "{text:?}");
        } else {
            // Behind what waits and what counts: the latest that was replaced before it counted.
            let replaced = history.iter().find(|it| it.ground.is_some());
            assert_eq!(replaced.and_then(|it| it.ground.as_ref()), Some(&kept));
        }
        officer.step("review/validate_avis", &id, &[]).await.done();
        let letter = site.letter(EMAIL, "avis").await;
        assert!(letter.text.contains(&kept) && !letter.subject.contains(['\r', '\n']), "{text:?}: {}", letter.text);
        assert!(page(&candidate, Place::Dossier(id.clone())).await.contains(&html(&kept)), "{text:?}");
        assert!(page(&officer, Place::Examination(id.clone())).await.contains(&html(&kept)), "{text:?}");
    }
    let ground = [("form[kind]", "unfavourable"), ("form[ground]", GIVEN), ("form[comment]", FAMILY)];
    officer.step("review/enter_avis", &id, &ground).await.done();
    officer.step("review/validate_avis", &id, &[]).await.done();
    let letter = site.letter(EMAIL, "avis").await.text;
    assert!(letter.contains(&format!("Motif\u{a0}: {GIVEN}\n\nCommentaire\u{a0}: {FAMILY}\n")), "{letter}");
});

/// What names something, in calls of a candidate and of staff.
const ARGUMENTS: [(&str, &[&str]); 34] = [
    ("account/validate", &["token"]),
    ("account/send_code_again", &["email"]),
    ("account/ask_reset", &["email"]),
    ("account/reset_password", &["token", "password", "password_again"]),
    ("account/sign_in", &["login", "password"]),
    ("account/choose_language", &["language"]),
    ("campaign/offer", &["words"]),
    ("campaign/programme", &["id"]),
    ("campaign/apply", &["programme"]),
    ("candidature/dossier", &["id"]),
    ("candidature/cancel", &["id"]),
    ("candidature/answer", &["id", "answer"]),
    ("document/decline", &["candidature", "requirement", "certified"]),
    ("document/take_again", &["candidature", "requirement", "from"]),
    ("document/remove", &["candidature", "requirement"]),
    ("profile/communes", &["postal_code"]),
    ("records/confirm", &["seen"]),
    ("settings/change_password", &["present", "password", "password_again"]),
    ("settings/change_email", &["present", "email", "email_again"]),
    ("settings/confirm_email", &["token"]),
    ("settings/end_session", &["id"]),
    ("settings/send_again", &["id"]),
    ("studies/remove", &["listing", "number", "seen"]),
    ("transmission/transmit", &["id"]),
    ("transmission/receipts", &["id"]),
    ("review/sign_in", &["email", "password"]),
    ("review/pile", &["query[state]", "query[programme]", "query[words]"]),
    ("review/pile", &["query[words]"]),
    ("review/examine", &["id"]),
    ("review/judge", &["id", "requirement", "ground"]),
    ("review/waive", &["id", "requirement", "reason"]),
    ("review/incomplete", &["id", "deadline"]),
    ("review/complete", &["id"]),
    ("review/enter_avis", &["id", "form[kind]"]),
];
/// Pages and files, `{}` being what is asked for.
const ADDRESSES: [&str; 15] = [
    "/candidatures/{}",
    "/candidatures/{}/accuse",
    "/candidatures/{}/accuse.pdf",
    "/candidatures/x?refus={}&piece={}&reference={}",
    "/offre/{}",
    "/offre?filtre={}",
    "/profil/{}",
    "/profil/stages?ligne={}&version={}",
    "/pieces/{}",
    "/modeles/{}",
    "/compte/valider?jeton={}",
    "/connexion?__path=/api/account/sign_in&__err={}",
    "/admin?recherche={}&etat={}&formation={}&page={}",
    "/admin/dossiers/{}",
    "/admin/dossiers/{}/dossier.pdf",
];

on_both!(no_name_of_anything_is_a_failure_of_ours, |site| {
    let (candidate, officer) = (site.newcomer(EMAIL).await, site.staff(OFFICER).await);
    let endless = ["e".repeat(60_000), "e ".repeat(5_000)];
    for text in kinds().into_iter().chain(endless) {
        let about: String = text.chars().take(40).collect();
        for (endpoint, names) in ARGUMENTS {
            let actor = if endpoint.starts_with("review/") { &officer } else { &candidate };
            let pairs: Vec<_> = names.iter().map(|it| (*it, text.as_str())).chain([("version", "1")]).collect();
            let answer = actor.post(endpoint, &pairs).await;
            assert!(!answer.status.is_server_error(), "{endpoint} of {about:?}: {} {}", answer.status, answer.text());
        }
        let escaped = text.bytes().fold(String::new(), |all, b| all + &format!("%{b:02X}"));
        for address in ADDRESSES.map(|it| it.replace("{}", &escaped)).iter().filter(|it| it.len() < 60_000) {
            for actor in [&candidate, &officer] {
                let answer = actor.get(address).await;
                assert!(!answer.status.is_server_error(), "{address}: {} {}", answer.status, answer.text());
                assert_tame(&answer.text());
            }
        }
    }
    // Bytes that are no text at all.
    for bytes in ["login=%ED%A0%80&password=%FF%FE", "login=%C0%AF", "login=%", "form[[[=x&login]=&[]=1", "\u{0}"] {
        let request = Request::post("/api/account/sign_in").header("content-type", "application/x-www-form-urlencoded");
        let answer = candidate.send(request, Body::from(bytes)).await;
        assert!(!answer.status.is_server_error(), "{bytes}: {} {}", answer.status, answer.text());
    }
});
