//! Admissions from files: planned, confirmed, done once; the same again changes only what changed.

use super::actor::{Actor, BOUNDARY};
use super::journey::{ADMINISTRATOR, OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::ImportId;
use crate::domain::admission::Source;
use crate::domain::enrolment::{EnrolmentView, Kind};
use crate::domain::import::{ImportView, LINES_MAX, Outcome, Plan};
use crate::places::Place;
use crate::server::worker;
use axum::http::{Request, StatusCode};

/// One admitted person.
pub const FILE: &str = "Numéro;Nom;Prénom;Date de naissance;Adresse mail;Code formation\n\
                        P26 0012345;Martin;Léa;31/03/2008;lea@essai.example;L1-INFO\n";
const HEAD: &str = "Numéro;Nom;Prénom;Date de naissance;Adresse mail;Code formation;INE";

/// A form with a file: the kind of its body, and the body.
pub fn form(source: &str, file: &[u8]) -> (String, Vec<u8>) {
    let mut body = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\n{source}\r\n--{BOUNDARY}\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"admis.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

impl TestSite {
    /// Prepares an import of Parcoursup's admitted, as an administrator would.
    pub async fn import(&self, file: &[u8]) -> String {
        let admin = self.staff(ADMINISTRATOR).await;
        prepare(&admin, "parcoursup", file).await.expect("a preview").0
    }
}

async fn send(actor: &Actor<'_>, source: &str, file: &[u8]) -> super::actor::Answer {
    let (kind, body) = form(source, file);
    let request = Request::post(Place::Imports.href()).header("content-type", kind).header("accept", "text/html");
    actor.send(request, body.into()).await
}

/// The import, or the address at which it says why not.
async fn prepare(actor: &Actor<'_>, source: &str, file: &[u8]) -> Result<ImportId, String> {
    let answer = send(actor, source, file).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    match answer.location().strip_prefix("/admin/admissions/") {
        Some(id) => Ok(ImportId(id.to_owned())),
        None => Err(answer.location().to_owned()),
    }
}

async fn view(actor: &Actor<'_>, id: &ImportId) -> ImportView {
    actor.post("import/read", &[("id", id.as_str())]).await.read()
}

async fn plans(actor: &Actor<'_>, id: &ImportId) -> Vec<Plan> {
    view(actor, id).await.lines.into_iter().map(|it| it.plan).collect()
}

/// Confirms and has the worker do it; what became of each line.
async fn done(site: &TestSite, actor: &Actor<'_>, id: &ImportId) -> Vec<Option<Outcome>> {
    actor.post("import/confirm", &[("id", id.as_str())]).await.done();
    while worker::do_lines(&site.services, 20).await.expect("the worker") > 0 {}
    view(actor, id).await.lines.into_iter().map(|it| it.outcome).collect()
}

fn line(number: &str, name: &str, birth: &str, email: &str, programme: &str) -> String {
    format!("{number};{name};Léa;{birth};{email};{programme};\n")
}

on_both!(an_admission_of_parcoursup_becomes_an_enrolment_with_a_letter, |site| {
    let officer = site.staff(OFFICER).await;
    let id = prepare(&officer, "parcoursup", FILE.as_bytes()).await.expect("a preview");
    assert_eq!(site.count("select count(*) from learner").await, 0, "nothing is done before it is confirmed");
    assert_eq!(plans(&officer, &id).await, [Plan::New]);
    assert_eq!(done(site, &officer, &id).await, [Some(Outcome::Done)]);
    let letter = site.letter("lea@essai.example", "admitted").await;
    assert!(letter.text.contains("martin.lea1"), "{}", letter.text);
    assert_eq!(site.texts("select kind from enrolment").await, ["first"]);
    let values = site.texts("select kind || ' ' || value from identifier order by kind").await;
    assert_eq!(values, ["identifiant martinlea1", "parcoursup 12345"]);
    let page = officer.get(&Place::Import(id).href()).await.done().text();
    assert!(page.contains("Terminé") && page.contains("Martin"));
    // A link of a letter that nobody has cannot be guessed, nor a password that nobody chose.
    let visitor = site.visitor();
    for password in ["", "nobody's password", "lea@essai.example"] {
        let tried = [("login", "lea@essai.example"), ("password", password)];
        assert_eq!(visitor.post("account/sign_in", &tried).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
});

on_both!(the_same_file_again_changes_only_what_changed_in_it, |site| {
    let officer = site.staff(OFFICER).await;
    let file = |email: &str| {
        let first = line("12345", "Martin", "31/03/2008", email, "L1-INFO");
        format!("{HEAD}\n{first}{}", line("777", "Durand", "01/02/2007", "durand@essai.example", "L1-MATH"))
    };
    let id = prepare(&officer, "parcoursup", file("lea@essai.example").as_bytes()).await.expect("a preview");
    assert_eq!(done(site, &officer, &id).await, [Some(Outcome::Done); 2]);
    let rows = "select 'admissions ' || count(*) from admission union all select 'accounts ' || count(*) from account
                union all select 'enrolments ' || count(*) from enrolment
                union all select 'letters ' || count(*) from letter where code = 'admitted' order by 1";
    let before = site.texts(rows).await;
    assert_eq!(before, ["accounts 2", "admissions 2", "enrolments 2", "letters 2"]);
    // Confirmed twice, and sent again in another spelling: nothing.
    officer.post("import/confirm", &[("id", id.as_str())]).await.done();
    let again = file("LEA@essai.example ").replace("12345", "P26-0012345");
    let id = prepare(&officer, "parcoursup", again.as_bytes()).await.expect("a preview");
    assert_eq!(plans(&officer, &id).await, [Plan::Same, Plan::Same]);
    assert_eq!(officer.post("import/confirm", &[("id", id.as_str())]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A corrected address reaches the account that nobody entered yet; no second letter of admission, no second person.
    let id = prepare(&officer, "parcoursup", file("lea.martin@essai.example").as_bytes()).await.expect("a preview");
    assert_eq!(plans(&officer, &id).await, [Plan::Changed, Plan::Same]);
    assert_eq!(done(site, &officer, &id).await, [Some(Outcome::Done), None]);
    assert_eq!(site.texts(rows).await, before);
    assert_eq!(
        site.texts("select email from account where family_name = 'Martin'").await,
        ["lea.martin@essai.example"]
    );
});

on_both!(each_line_says_what_is_wrong_with_it_and_the_others_are_done, |site| {
    let officer = site.staff(OFFICER).await;
    let good = line("1", "Un", "31/03/2008", "un@essai.example", "L1-INFO");
    let file = format!(
        "\u{feff}{HEAD}\r\n{good}{good}{}{}{}{}",
        line("1", "Deux", "31/03/2008", "un@essai.example", "L1-INFO"),
        line("x", "", "demain", "personne", ""),
        line("3", "=cmd()", "31/03/2008", "trois@essai.example", "INCONNUE"),
        line("4", "Quatre", "01/01/2000", "un@essai.example", "L1-MATH"),
    );
    let id = prepare(&officer, "parcoursup", file.as_bytes()).await.expect("a preview");
    let all = [Plan::New, Plan::Doubled, Plan::Fault, Plan::Fault, Plan::Fault, Plan::New];
    assert_eq!(plans(&officer, &id).await, all);
    let view = view(&officer, &id).await;
    assert_eq!(view.lines.iter().map(|it| it.line).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7]);
    assert_eq!(view.lines[3].faults.len(), 5, "{:?}", view.lines[3].faults);
    let outcomes = done(site, &officer, &id).await;
    assert_eq!(outcomes[0], Some(Outcome::Done));
    assert_eq!(outcomes[5], Some(Outcome::EmailOfAnother), "the address is somebody else's");
    assert!(outcomes[1..5].iter().all(Option::is_none));
    assert_eq!(site.count("select count(*) from learner").await, 1);
    let report = officer.get(&Place::ImportReport(id).href()).await.done().text();
    assert_eq!(report.lines().count(), 7);
    assert!(report.contains("'=cmd()"), "a spreadsheet would run it: {report}");
    assert!(!report.contains(";=cmd"));
});

on_both!(a_candidate_who_is_admitted_elsewhere_too_stays_one_person, |site| {
    let candidate = site.admitted("eloise@essai.example").await;
    let officer = site.staff(OFFICER).await;
    let own = line("12345", "Autre-Nom", "31/03/2008", "eloise@essai.example", "L1-MATH");
    let id = prepare(&officer, "parcoursup", format!("{HEAD}\n{own}").as_bytes()).await.expect("a preview");
    assert_eq!(done(site, &officer, &id).await, [Some(Outcome::Done)]);
    assert_eq!(site.count("select count(*) from learner").await, 1);
    let mine: EnrolmentView = candidate.post("enrolment/read", &[]).await.read();
    assert_eq!(
        mine.admissions.iter().map(|it| it.source).collect::<Vec<_>>(),
        [Source::Candidature, Source::Parcoursup]
    );
    let names = site.texts("select answers from profile_section where section = 'identity'").await;
    assert!(names[0].contains("Œuvré"), "what the person said of themselves is theirs");
});

on_both!(last_year_s_students_enrol_again_under_their_number, |site| {
    let officer = site.staff(OFFICER).await;
    let file = format!("{HEAD}\n{}", line("22500042", "Petit", "31/03/2005", "petit@essai.example", "L2-INFO"));
    let id = prepare(&officer, "renewal", file.as_bytes()).await.expect("a preview");
    assert_eq!(done(site, &officer, &id).await, [Some(Outcome::Done)]);
    assert_eq!(site.texts("select kind from enrolment").await, [Kind::Renewal.code()]);
    assert_eq!(site.texts("select value from identifier where kind = 'student'").await, ["22500042"]);
});

on_both!(whom_the_scolarite_knows_is_filled_in_and_who_has_another_name_is_not, |site| {
    let officer = site.staff(OFFICER).await;
    let known = "22500043;DELCOURT;Manon;31/03/2004;manon@essai.example;L2-INFO;2504000011T";
    let other = "22500044;Lemaire;Lucas;01/04/2005;lucas@essai.example;L2-INFO;2504000148S";
    let file = format!("{HEAD}\n{known}\n{other}\n");
    let id = prepare(&officer, "renewal", file.as_bytes()).await.expect("a preview");
    assert_eq!(done(site, &officer, &id).await, [Some(Outcome::Done), Some(Outcome::Done)]);
    let sections = "select section from profile_section s join account a on a.account_id = s.account_id
                     where a.email = 'manon@essai.example' and s.to_confirm order by section";
    assert_eq!(site.texts(sections).await, ["address", "baccalaureat", "identity"]);
    assert_eq!(site.count("select count(*) from profile_record").await, 1, "a name that is not the INE's is nobody's");
});

on_both!(what_a_person_said_of_themselves_is_not_replaced_by_what_the_scolarite_knows, |site| {
    let officer = site.staff(OFFICER).await;
    let line = "22500043;Delcourt;Manon;31/03/2004;manon@essai.example;L2-INFO";
    for (ine, confirmed) in [("", true), ("2504000011T", false)] {
        let file = format!("{HEAD}\n{line};{ine}\n");
        let id = prepare(&officer, "renewal", file.as_bytes()).await.expect("a preview");
        assert_eq!(done(site, &officer, &id).await, [Some(Outcome::Done)]);
        if confirmed {
            site.sql("update profile_section set to_confirm = false").await;
        }
    }
    assert_eq!(site.count("select count(*) from profile_record").await, 0);
    assert_eq!(site.texts("select section from profile_section").await, ["identity"]);
});

on_both!(a_file_that_cannot_be_read_says_why, |site| {
    let officer = site.staff(OFFICER).await;
    let refused = async |source: &str, file: &[u8]| {
        let address = prepare(&officer, source, file).await.expect_err("a refusal");
        let page = officer.get(&address).await.done().text();
        assert!(page.contains("Ce fichier n'a pas été pris."), "{address}");
        address
    };
    assert_eq!(refused("parcoursup", b"").await, "/admin/admissions?refus=aucun-fichier");
    assert_eq!(refused("parcoursup", b"\n\n").await, "/admin/admissions?refus=vide");
    assert_eq!(refused("candidature", FILE.as_bytes()).await, "/admin/admissions?refus=source");
    assert_eq!(
        refused("parcoursup", b"%PDF-1.7\n\x00\xff").await,
        "/admin/admissions?refus=colonnes&colonnes=numero,nom,prenom,date-de-naissance,adresse-mail,code-formation"
    );
    assert_eq!(site.count("select count(*) from import").await, 0);
});

on_both!(fifty_thousand_lines_are_planned_and_the_limit_is_said, |site| {
    let officer = site.staff(OFFICER).await;
    let many = |count: usize| {
        let lines =
            (1..=count).map(|n| line(&n.to_string(), "Nom", "31/03/2008", &format!("n{n}@essai.example"), "L1-INFO"));
        format!("{HEAD}\n{}", lines.collect::<String>())
    };
    let id = prepare(&officer, "parcoursup", many(50_000).as_bytes()).await.expect("a preview");
    assert_eq!(view(&officer, &id).await.head.count(Plan::New), 50_000);
    let page = officer.post("import/read", &[("id", id.as_str()), ("page", "499")]).await.read::<ImportView>();
    assert_eq!(page.lines.last().map(|it| it.line), Some(50_001));
    let refused = prepare(&officer, "parcoursup", many(LINES_MAX + 1).as_bytes()).await;
    assert_eq!(refused, Err("/admin/admissions?refus=trop-de-lignes".to_owned()));
});
