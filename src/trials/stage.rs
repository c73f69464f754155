//! An establishment made for measuring, written by the server's own library before the server starts: an offer of a
//! thousand programmes, dossiers ready to be transmitted, dossiers that wait for their documents.

use crate::Failure;
use crate::client::{Answer, Client, Fields};
use crate::load::Act;
use crate::pdf::pdf;
use clap::Parser;
use guichet::domain::account::{Email, Password, SESSION_LIFE, SignUp};
use guichet::domain::campaign::Level;
use guichet::domain::document::{DocumentState, Media};
use guichet::domain::language::Language;
use guichet::domain::profile::{AddressForm, BaccalaureatForm, IdentityForm, Section};
use guichet::domain::time::{Span, Window};
use guichet::domain::{AccountId, CampaignId, CandidatureId, FacultyId, ProgrammeId};
use guichet::places::Place;
use guichet::server::config::Config;
use guichet::server::reference::fold;
use guichet::server::store::{Actor, NewProgramme, NewRequirement, StoredFile, Work};
use guichet::server::{Services, secrets};
use std::collections::VecDeque;
use std::path::Path;

pub const PROGRAMMES: usize = 1_000;
const FACULTIES: usize = 10;
/// Candidatures of one person, as many as the demonstration allows.
const EACH: usize = 10;
const MOST: usize = 4 * 1024 * 1024;

const REQUIREMENTS: [NewRequirement<'static>; 4] = [
    NewRequirement { notice: Some("En cours de validité."), ..NewRequirement::of("identity", "Pièce d'identité") },
    NewRequirement {
        notice: Some("Une page, datée et signée."),
        ..NewRequirement::of("motivation", "Lettre de motivation")
    },
    NewRequirement::of("cv", "Curriculum vitae"),
    NewRequirement { conditional: true, ..NewRequirement::of("french", "Attestation de niveau de français (B2)") },
];

/// How much of everything.
pub struct Wanted {
    pub ready: usize,
    pub deposits: usize,
}

pub struct Stage {
    /// A dossier to look at: three documents deposited, not transmitted.
    pub shown: Dossier,
    pub ready: VecDeque<Dossier>,
    pub deposits: VecDeque<Deposit>,
}

/// A dossier, ready to be transmitted.
#[derive(Clone)]
pub struct Dossier {
    pub session: String,
    pub id: CandidatureId,
}

impl Act for Dossier {
    fn session(&self) -> Option<&str> {
        Some(&self.session)
    }

    async fn perform(&self, client: &mut Client) -> std::io::Result<Answer> {
        client.call("transmission/transmit", &Fields::default().with("id", self.id.as_str())).await
    }
}

/// A file of 4 Mo with its place in a dossier.
pub struct Deposit {
    session: String,
    path: String,
    pub bytes: Vec<u8>,
}

impl Act for Deposit {
    fn session(&self) -> Option<&str> {
        Some(&self.session)
    }

    async fn perform(&self, client: &mut Client) -> std::io::Result<Answer> {
        client.deposit(&self.path, "document.pdf", &self.bytes).await
    }
}

/// Fills an empty folder.
pub async fn prepare(var: &Path, wanted: &Wanted) -> Result<Stage, Failure> {
    let mut config = Config::parse_from(["trials"]);
    // Whatever the shell says: a folder of our own, and nobody gets letters.
    (config.var, config.database, config.smtp) = (var.to_owned(), None, None);
    let services = Services::start(config).await?;
    let mut work = services.begin(Actor::System, "").await?;
    let (campaign, programmes) = add_offer(&mut work).await?;
    work.commit().await?;
    let file = keep_one(&services).await?;
    let mut people = Staging { services: &services, campaign: &campaign, programmes: &programmes, people: 0 };

    let shown = people.person(&file, true).await?.swap_remove(0).0;
    let mut ready = VecDeque::new();
    while ready.len() < wanted.ready {
        ready.extend(people.person(&file, true).await?.into_iter().map(|(dossier, _)| dossier));
    }
    let mut deposits = VecDeque::new();
    while deposits.len() < wanted.deposits {
        for (dossier, places) in people.person(&file, false).await? {
            deposits.extend(places.into_iter().map(|path| Deposit {
                session: dossier.session.clone(),
                bytes: Vec::new(),
                path,
            }));
        }
    }
    services.store.db.close().await;
    Ok(Stage { shown, ready, deposits })
}

impl Stage {
    /// The next deposits, their files made only now: they are large.
    pub fn next_deposits(&mut self, count: usize) -> Vec<Deposit> {
        let next = self.deposits.drain(..count.min(self.deposits.len()));
        next.map(|it| Deposit { bytes: pdf(&it.path, MOST), ..it }).collect()
    }

    pub fn next_ready(&mut self, count: usize) -> Vec<Dossier> {
        self.ready.drain(..count.min(self.ready.len())).collect()
    }
}

async fn add_offer(work: &mut Work) -> sqlx::Result<(CampaignId, Vec<ProgrammeId>)> {
    let window = Window { opens_at: work.now - Span::days(30), closes_at: work.now + Span::days(60) };
    let campaign = work.add_campaign("2026-2027", window, 10).await?;
    let mut faculties: Vec<FacultyId> = Vec::new();
    for position in 1..=FACULTIES {
        let label = format!("Faculté numéro {position}");
        faculties.push(work.add_faculty(&label, i64::try_from(position).unwrap_or_default()).await?);
    }
    let mut programmes = Vec::new();
    for nth in 0..PROGRAMMES {
        let (code, label) = (format!("P{nth:04}"), programme_label(nth));
        let programme = NewProgramme {
            campaign: &campaign,
            faculty: &faculties[nth % FACULTIES],
            code: &code,
            label: &label,
            level: Level::ALL[nth / FACULTIES % Level::ALL.len()],
            search_key: &fold(&format!("{label} {code} sciences lettres")),
            keywords: "sciences lettres",
            capacity: 60,
            window,
            answer_days: 10,
        };
        programmes.push(work.add_programme(&programme, &REQUIREMENTS).await?);
    }
    Ok((campaign, programmes))
}

pub fn programme_label(nth: usize) -> String {
    format!("Formation en études générales, parcours {nth:04}")
}

/// The document that all ready dossiers hold: the vault keeps it once.
async fn keep_one(services: &Services) -> Result<StoredFile, Failure> {
    let bytes = pdf("document", 100_000);
    let digest = secrets::digest(&bytes);
    let file = tempfile::NamedTempFile::new_in(services.vault.incoming())?;
    std::fs::write(file.path(), &bytes)?;
    services.vault.keep(file.path(), &digest).await?;
    Ok(StoredFile { name: "document.pdf".into(), media: Media::Pdf, size: 100_000, digest })
}

struct Staging<'a> {
    services: &'a Services,
    campaign: &'a CampaignId,
    programmes: &'a [ProgrammeId],
    people: usize,
}

impl Staging<'_> {
    /// A person, signed in, with a filled-in profile and candidatures: each with where its documents are sent to.
    async fn person(&mut self, file: &StoredFile, ready: bool) -> Result<Vec<(Dossier, Vec<String>)>, Failure> {
        self.people += 1;
        let mut work = self.services.begin(Actor::System, "").await?;
        let account = self.add_account(&mut work).await?;
        let session = secrets::draw_token(&*self.services.chance);
        work.open_candidate_session(&secrets::hash_token(&session), &account, SESSION_LIFE, ("", "")).await?;
        let mut dossiers = Vec::new();
        for nth in 0..EACH {
            let programme = &self.programmes[(self.people * EACH + nth) % self.programmes.len()];
            let by = work.now + Span::days(60);
            let id = work.add_candidature(&account, programme, by).await?.ok_or(sqlx::Error::RowNotFound)?;
            let locked = work.lock_candidature(&account, &id).await?.ok_or(sqlx::Error::RowNotFound)?;
            let mut places = Vec::new();
            for document in work.documents(&locked).await? {
                places.push(Place::Deposit(id.clone(), document.requirement_id.clone()).href());
                if ready && document.conditional {
                    let state = DocumentState::NotConcerned;
                    work.put_without_file(&locked, &document.requirement_id, state).await?;
                } else if ready {
                    work.put_file(&locked, &document.requirement_id, file).await?;
                }
            }
            dossiers.push((Dossier { session: session.clone(), id }, places));
        }
        work.commit().await?;
        Ok(dossiers)
    }

    async fn add_account(&self, work: &mut Work) -> Result<AccountId, Failure> {
        let unfit = |_| Failure::Answer("a person of the stage does not fit".into());
        let sign_up = SignUp {
            family_name: "D’Œuvré".into(),
            given_name: "Éloïse".into(),
            email: Email::parse(&format!("candidat.{}@example.org", self.people)).map_err(unfit)?,
            password: Password::parse("Tournesol#42").map_err(unfit)?,
        };
        let number = secrets::draw_number(self.services);
        // No hash of a password: these people come with their sessions.
        let made =
            work.add_account(self.campaign, &number, &sign_up, &fold("D’Œuvré Éloïse"), "-", Language::French).await?;
        let account = made.ok_or(sqlx::Error::RowNotFound)?;
        work.validate_account(&account).await?;
        let identity = IdentityForm {
            civility: "madam".into(),
            family_name: "D’Œuvré".into(),
            given_name: "Éloïse".into(),
            nationality: "FR".into(),
            birth_date: "2008-03-31".into(),
            birth_place: "Valenciennes".into(),
            birth_country: "FR".into(),
            no_ine: "yes".into(),
            ..IdentityForm::default()
        };
        let address = AddressForm {
            country: "FR".into(),
            street: "12 rue du Rempart".into(),
            postal_code: "59300".into(),
            commune: "59606".into(),
            ..AddressForm::default()
        };
        let baccalaureat = BaccalaureatForm { has_it: "no".into(), ..BaccalaureatForm::default() };
        work.save_section(&account, Section::Identity, &identity, 0).await?;
        work.save_section(&account, Section::Address, &address, 0).await?;
        work.save_section(&account, Section::Baccalaureat, &baccalaureat, 0).await?;
        Ok(account)
    }
}
