//! The demonstration establishment: three faculties, forty programmes whose windows lie around today, staff with known
//! logins. Loaded into an empty database in demonstration mode alone.

mod asking;

use super::reference::fold;
use super::secrets::{self, HashError};
use super::store::{Actor, NewProgramme, NewRequirement, NewStaff, Work};
use super::{Services, calendar};
use crate::domain::campaign::Level;
use crate::domain::enrolment::Kind;
use crate::domain::portal::Block;
use crate::domain::review::Role;
use crate::domain::time::{Span, Window};
use crate::domain::{CampaignId, FacultyId};
use std::fmt::Write;

/// The password of every member of the demonstration's staff.
const PASSWORD: &str = "Demonstration#2026";

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error("a document of the demonstration cannot be kept: {0}")]
    File(#[from] std::io::Error),
    #[error("a document of the demonstration cannot be kept: {0}")]
    Vault(#[from] object_store::Error),
}

/// Faculty; its programmes as (code, label, level, keywords).
type Programmes = &'static [(&'static str, &'static str, Level, &'static str)];

const FACULTIES: [(&str, Programmes); 3] = [
    (
        "UFR Sciences et technologies",
        &[
            ("L1-INFO", "Licence 1 Informatique", Level::Licence1, "programmation numérique développeur"),
            ("L1-MATH", "Licence 1 Mathématiques", Level::Licence1, "algèbre analyse"),
            ("L1-PC", "Licence 1 Physique, chimie", Level::Licence1, "laboratoire matière"),
            ("L1-SV", "Licence 1 Sciences de la vie", Level::Licence1, "biologie écologie"),
            ("L2-INFO", "Licence 2 Informatique", Level::Licence2, "programmation"),
            ("L2-MATH", "Licence 2 Mathématiques", Level::Licence2, "algèbre analyse"),
            ("L3-INFO", "Licence 3 Informatique", Level::Licence3, "programmation réseaux"),
            ("L3-EEEA", "Licence 3 Électronique, énergie électrique, automatique", Level::Licence3, "EEEA"),
            ("LP-CYBER", "Licence professionnelle Cybersécurité", Level::ProfessionalLicence, "réseaux sécurité"),
            ("M1-INFO", "Master 1 Informatique", Level::Master1, "logiciel données"),
            ("M1-MATH", "Master 1 Mathématiques et applications", Level::Master1, "statistique"),
            ("M1-ELEC", "Master 1 Systèmes embarqués", Level::Master1, "électronique"),
            ("M2-IA", "Master 2 Intelligence artificielle", Level::Master2, "apprentissage données IA"),
            ("M2-CYBER", "Master 2 Cybersécurité", Level::Master2, "cryptographie réseaux"),
        ],
    ),
    (
        "UFR Lettres, langues et sciences humaines",
        &[
            ("L1-HIST", "Licence 1 Histoire", Level::Licence1, "patrimoine archives"),
            ("L1-LET", "Licence 1 Lettres", Level::Licence1, "littérature"),
            ("L1-LEA", "Licence 1 Langues étrangères appliquées", Level::Licence1, "anglais espagnol allemand"),
            ("L1-PSY", "Licence 1 Psychologie", Level::Licence1, "cognition"),
            ("L2-HIST", "Licence 2 Histoire", Level::Licence2, "patrimoine archives"),
            ("L2-LEA", "Licence 2 Langues étrangères appliquées", Level::Licence2, "anglais espagnol"),
            ("L3-HIST", "Licence 3 Histoire", Level::Licence3, "patrimoine"),
            ("L3-PSY", "Licence 3 Psychologie", Level::Licence3, "clinique"),
            ("L3-FLE", "Licence 3 Français langue étrangère", Level::Licence3, "FLE enseignement"),
            ("M1-HIST", "Master 1 Histoire, civilisations, patrimoine", Level::Master1, "archives musée"),
            ("M1-PSY", "Master 1 Psychologie clinique", Level::Master1, "santé"),
            ("M1-MEEF", "Master 1 MEEF second degré", Level::Master1, "enseignement professeur"),
            ("M2-TRAD", "Master 2 Traduction spécialisée", Level::Master2, "langues"),
        ],
    ),
    (
        "IUT et droit, économie, gestion",
        &[
            ("BUT-GEA", "BUT Gestion des entreprises et des administrations", Level::But, "comptabilité IUT"),
            ("BUT-TC", "BUT Techniques de commercialisation", Level::But, "vente IUT"),
            ("BUT-GMP", "BUT Génie mécanique et productique", Level::But, "industrie IUT"),
            ("BUT-MMI", "BUT Métiers du multimédia et de l'internet", Level::But, "web image IUT"),
            ("L1-DROIT", "Licence 1 Droit", Level::Licence1, "juriste"),
            ("L1-ECO", "Licence 1 Économie et gestion", Level::Licence1, "finance"),
            ("L2-DROIT", "Licence 2 Droit", Level::Licence2, "juriste"),
            ("L3-DROIT", "Licence 3 Droit", Level::Licence3, "juriste"),
            ("L3-GEST", "Licence 3 Gestion", Level::Licence3, "management"),
            ("LP-RH", "Licence professionnelle Métiers des ressources humaines", Level::ProfessionalLicence, "RH"),
            ("M1-DROIT", "Master 1 Droit public", Level::Master1, "collectivités"),
            ("M1-MANAG", "Master 1 Management", Level::Master1, "entreprise"),
            ("M2-CCA", "Master 2 Comptabilité, contrôle, audit", Level::Master2, "finance expertise"),
        ],
    ),
];

/// What programmes ask for; those above the first year also ask for transcripts.
const REQUIREMENTS: [NewRequirement<'static>; 5] = [
    NewRequirement {
        label_en: Some("Proof of identity"),
        notice: Some("Carte nationale d'identité (recto et verso), passeport ou titre de séjour en cours de validité."),
        notice_en: Some("Identity card (both sides), passport or residence permit, valid now."),
        shared: true,
        ..NewRequirement::of("identity", "Pièce d'identité")
    },
    NewRequirement {
        label_en: Some("Letter of motivation"),
        notice: Some("Une page, datée et signée, adressée au responsable de la formation."),
        notice_en: Some("One page, dated and signed, addressed to the head of the programme."),
        ..NewRequirement::of("motivation", "Lettre de motivation")
    },
    NewRequirement { label_en: Some("Curriculum vitae"), shared: true, ..NewRequirement::of("cv", "Curriculum vitae") },
    NewRequirement {
        label_en: Some("Certificate of proficiency in French (B2)"),
        notice: Some("Seulement si votre baccalauréat ou votre diplôme n'a pas été préparé en français."),
        notice_en: Some("Only if your baccalaureat or your diploma was not prepared in French."),
        conditional: true,
        ..NewRequirement::of("french", "Attestation de niveau de français (B2)")
    },
    NewRequirement {
        label_en: Some("Transcripts of the last two years"),
        notice: Some("Tous les semestres, dans un seul fichier si possible."),
        notice_en: Some("Every semester, in one file if possible."),
        ..NewRequirement::of("transcripts", "Relevés de notes des deux dernières années")
    },
];

/// What masters ask for besides: a form to fill in, and a second conditional document.
const OF_MASTERS: [NewRequirement<'static>; 2] = [
    NewRequirement {
        label_en: Some("Application form for a master's degree"),
        notice: Some("Téléchargez la fiche, complétez-la, puis déposez-la en PDF."),
        notice_en: Some("Download the form, fill it in, then deposit it as a PDF."),
        ..NewRequirement::of("master-form", "Fiche de candidature en master")
    },
    NewRequirement {
        label_en: Some("Certificate of employment"),
        notice: Some("Seulement si vous travaillez pendant vos études."),
        notice_en: Some("Only if you work during your studies."),
        conditional: true,
        ..NewRequirement::of("employment", "Attestation d'emploi")
    },
];

/// The form that comes with [`OF_MASTERS`]; printed by Chromium from a plain page.
const MASTER_FORM: &[u8] = include_bytes!("demo/master-form.pdf");

/// Loads the establishment, unless there is one.
pub async fn load(services: &Services) -> Result<(), DemoError> {
    if services.store.has_faculties().await? {
        return Ok(());
    }
    let password = services.hasher.hash(PASSWORD, &*services.chance).await?;
    let form = keep_master_form(services).await?;
    let mut work = services.begin(Actor::System, "").await?;
    let opens_at = work.now - Span::days(60);
    let window = Window { opens_at, closes_at: calendar::end_of_day(work.now, 300) };
    let year = calendar::date(work.now).year;
    let campaign = work.add_campaign(&format!("{}-{}", year, year + 1), window, 10).await?;
    add_enrolment_windows(&mut work, &campaign).await?;
    asking::load(&mut work, &campaign).await?;
    let mut faculties = Vec::new();
    let mut nth = 0;
    for (position, (label, programmes)) in (1..).zip(FACULTIES) {
        let faculty = work.add_faculty(label, position).await?;
        for programme in programmes {
            add_programme(&mut work, &campaign, &faculty, *programme, nth, &form).await?;
            nth += 1;
        }
        faculties.push(faculty);
    }
    add_staff(services, &mut work, &faculties, &password).await?;
    work.publish_portal(&portal(&services.config.establishment), 0).await?;
    services.commit(work).await?;
    Ok(())
}

/// The registration home page that seed 000 shows.
const PORTAL: &str = include_str!("demo/portal.json");

fn portal(establishment: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = serde_json::from_str(PORTAL).unwrap_or_default();
    for it in &mut blocks {
        for sheet in [&mut it.french, &mut it.english] {
            sheet.title = sheet.title.replace("{establishment}", establishment);
        }
    }
    blocks
}

/// Two periods for those who come (seed 002), one for those who go on; both are open today.
async fn add_enrolment_windows(work: &mut Work, campaign: &CampaignId) -> sqlx::Result<()> {
    let day = |days: i64| calendar::end_of_day(work.now, days);
    let window = |from: i64, until: i64| Window { opens_at: day(from), closes_at: day(until) };
    let all = [(Kind::First, window(-31, 60)), (Kind::First, window(75, 110)), (Kind::Renewal, window(-45, 90))];
    for (kind, window) in all {
        work.add_enrolment_window(campaign, kind, window).await?;
    }
    Ok(())
}

/// Puts the form of masters into the vault; its digest.
async fn keep_master_form(services: &Services) -> Result<String, DemoError> {
    let file = services.vault.incoming().join("master-form.pdf");
    tokio::fs::write(&file, MASTER_FORM).await?;
    let digest = secrets::digest(MASTER_FORM);
    services.vault.keep(&file, &digest).await?;
    tokio::fs::remove_file(&file).await?;
    Ok(digest)
}

/// Most are open; one in ten opens in a while and one in ten has just closed, so that every case can be seen.
async fn add_programme(
    work: &mut Work,
    campaign: &CampaignId,
    faculty: &FacultyId,
    (code, label, level, keywords): (&str, &str, Level, &str),
    nth: i64,
    form: &str,
) -> sqlx::Result<()> {
    let window = match nth % 10 {
        4 => Window { opens_at: work.now + Span::days(10), closes_at: calendar::end_of_day(work.now, 70) },
        9 => Window { opens_at: work.now - Span::days(50), closes_at: calendar::end_of_day(work.now, -2) },
        n => Window { opens_at: work.now - Span::days(30), closes_at: calendar::end_of_day(work.now, 30 + 5 * n) },
    };
    let first_year = matches!(level, Level::Licence1 | Level::But);
    let mut requirements = if first_year { &REQUIREMENTS[..4] } else { &REQUIREMENTS[..] }.to_vec();
    if matches!(level, Level::Master1 | Level::Master2) {
        let [with_form, conditional] = OF_MASTERS;
        requirements.push(NewRequirement { model: Some(("Fiche de candidature en master.pdf", form)), ..with_form });
        requirements.push(conditional);
    }
    let programme = NewProgramme {
        campaign,
        faculty,
        code,
        label,
        level,
        search_key: &fold(&format!("{label} {code} {keywords}")),
        keywords,
        capacity: if first_year { 120 } else { 30 },
        window,
        answer_days: 10,
    };
    work.add_programme(&programme, &requirements).await.map(drop)
}

async fn add_staff(
    services: &Services,
    work: &mut Work,
    faculties: &[FacultyId],
    password_hash: &str,
) -> sqlx::Result<()> {
    let people = [
        ("gestion.sciences@demo.example", "Claire Fontaine", Role::Officer, 0..1),
        ("gestion.lettres@demo.example", "Hugo Marchand", Role::Officer, 1..2),
        ("gestion.iut@demo.example", "Nadia Benali", Role::Officer, 2..3),
        ("commission.sciences@demo.example", "Paul Lefèvre", Role::Reviewer, 0..1),
        ("commission.lettres@demo.example", "Anne Dubreuil", Role::Reviewer, 1..2),
        ("admin@demo.example", "Sophie Renard", Role::Administrator, 0..3),
    ];
    for (email, name, role, scope) in people {
        let totp_secret = secrets::draw_totp_secret(&*services.chance);
        let staff = work.add_staff(&NewStaff { email, name, role, password_hash, totp_secret: &totp_secret }).await?;
        for faculty in &faculties[scope] {
            work.add_scope(&staff, faculty, None).await?;
        }
    }
    Ok(())
}

/// Logins with the codes of this moment, a line each.
pub async fn logins(services: &Services) -> sqlx::Result<String> {
    let mut text = String::new();
    for (email, name, role, secret) in services.store.staff_logins().await? {
        let code = secrets::totp_code(&secret, services.clock.now()).unwrap_or_default();
        let _ = writeln!(text, "{email:<36} {PASSWORD}  code {code}  ({role}, {name})");
    }
    Ok(text)
}
