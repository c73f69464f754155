//! The scripted run: people who walk the whole way, and remember of each act whether it was answered.

use crate::client::{Answer, Client, Fields};
use guichet::domain::document::DocumentState;
use guichet::domain::dossier::DossierView;
use guichet::domain::profile::{AddressForm, BaccalaureatForm, IdentityForm};
use guichet::domain::{CandidatureId, ProgrammeId, RequirementId};
use guichet::places::Place;
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How many programmes each person applies to.
const WISHES: usize = 2;

/// What we heard of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    No,
    /// Sent, without an answer: it may be done or not, but not by half.
    Asked,
    /// Answered as done.
    Done,
}

pub struct Person {
    number: u32,
    pub session: Option<String>,
    /// Another session, of whoever checks: attempts to sign in are counted, so one is all they make.
    pub second_session: Option<String>,
    pub signed_up: Told,
    pub validated: Told,
    pub signed_in: Told,
    pub identity: Told,
    pub address: Told,
    pub baccalaureat: Told,
    pub wishes: Vec<Wish>,
}

pub struct Wish {
    pub programme: ProgrammeId,
    pub applied: Told,
    pub dossier: Option<CandidatureId>,
    pub papers: Vec<Paper>,
    pub transmitted: Told,
}

/// What is given for one required document.
pub struct Paper {
    pub requirement: RequirementId,
    /// `None`: declared « non concerné ».
    pub file: Option<File>,
    pub told: Told,
}

#[derive(Clone)]
pub struct File {
    pub name: String,
    pub size: usize,
}

impl File {
    pub fn bytes(&self) -> Vec<u8> {
        crate::pdf::pdf(&self.name, self.size)
    }
}

/// Why somebody stopped walking.
pub enum Stop {
    /// The connection broke: the server is gone.
    Gone,
    /// The server answered, and not as it should.
    Refused(String),
}

impl From<std::io::Error> for Stop {
    fn from(_: std::io::Error) -> Self {
        Self::Gone
    }
}

/// What outlives the server.
pub struct World {
    letters: PathBuf,
    /// Letters read so far, and the link of each address.
    post: Mutex<(HashSet<OsString>, HashMap<String, String>)>,
    programmes: Vec<ProgrammeId>,
    people: AtomicU32,
    answered: AtomicU32,
}

impl Person {
    pub fn email(&self) -> String {
        format!("candidat.{}@example.org", self.number)
    }

    pub fn password(&self) -> String {
        format!("Tournesol#{}", 1000 + self.number)
    }

    /// Everyone comes from an address of their own: attempts are counted.
    pub fn origin(&self) -> String {
        let [_, b, c, d] = self.number.to_be_bytes();
        format!("10.{b}.{c}.{d}")
    }

    pub fn identity_form(&self) -> IdentityForm {
        IdentityForm {
            civility: "madam".into(),
            family_name: "D’Œuvré".into(),
            given_name: format!("Éloïse-{}", self.number),
            nationality: "FR".into(),
            birth_date: "2008-03-31".into(),
            birth_place: "Valenciennes".into(),
            birth_country: "FR".into(),
            no_ine: "yes".into(),
            ..IdentityForm::default()
        }
    }

    pub fn address_form(&self) -> AddressForm {
        AddressForm {
            country: "FR".into(),
            street: format!("{} rue du Rempart", self.number),
            postal_code: "59300".into(),
            commune: "59606".into(),
            ..AddressForm::default()
        }
    }

    pub fn baccalaureat_form() -> BaccalaureatForm {
        BaccalaureatForm { has_it: "no".into(), ..BaccalaureatForm::default() }
    }

    pub fn has_finished(&self) -> bool {
        self.wishes.iter().all(|wish| wish.transmitted == Told::Done)
    }
}

impl World {
    pub fn new(letters: PathBuf, programmes: Vec<ProgrammeId>) -> Self {
        Self { letters, post: Mutex::default(), programmes, people: AtomicU32::new(0), answered: AtomicU32::new(0) }
    }

    /// How many acts were answered as done.
    pub fn answered(&self) -> u32 {
        self.answered.load(Ordering::Relaxed)
    }

    pub fn newcomer(&self) -> Person {
        let number = 1 + self.people.fetch_add(1, Ordering::Relaxed);
        let first = usize::try_from(number).unwrap_or_default() * WISHES;
        let programmes = (first..first + WISHES).map(|at| self.programmes[at % self.programmes.len()].clone());
        let wish =
            |programme| Wish { programme, applied: Told::No, dossier: None, papers: Vec::new(), transmitted: Told::No };
        Person {
            number,
            session: None,
            second_session: None,
            signed_up: Told::No,
            validated: Told::No,
            signed_in: Told::No,
            identity: Told::No,
            address: Told::No,
            baccalaureat: Told::No,
            wishes: programmes.map(wish).collect(),
        }
    }

    /// Walks on from where the person stands, to the end of the way.
    pub async fn walk(&self, address: SocketAddr, person: &mut Person) -> Result<(), Stop> {
        let mut client = Client::new(address, &person.origin());
        client.session.clone_from(&person.session);
        if person.signed_up != Told::Done {
            let (email, password) = (person.email(), person.password());
            let fields = Fields::default()
                .with("form[family_name]", "D’Œuvré")
                .with("form[given_name]", "Éloïse")
                .with("form[email]", &email)
                .with("form[email_again]", &email)
                .with("form[password]", &password)
                .with("form[password_again]", &password);
            self.tell(&mut person.signed_up, client.call("account/sign_up", &fields)).await?;
        }
        if person.validated != Told::Done {
            let token = self.link(&mut client, &person.email()).await?;
            let fields = Fields::default().with("token", &token);
            self.tell(&mut person.validated, client.call("account/validate", &fields)).await?;
        }
        if person.signed_in != Told::Done {
            let fields = Fields::default().with("login", &person.email()).with("password", &person.password());
            self.tell(&mut person.signed_in, client.call("account/sign_in", &fields)).await?;
            person.session.clone_from(&client.session);
        }
        self.fill_in(&mut client, person).await?;
        let number = person.number;
        for (nth, wish) in (1..).zip(&mut person.wishes) {
            self.wish(&mut client, number, nth, wish).await?;
        }
        Ok(())
    }

    async fn fill_in(&self, client: &mut Client, person: &mut Person) -> Result<(), Stop> {
        let first = |fields: Fields| fields.with("seen", "0");
        if person.identity != Told::Done {
            let fields = first(Fields::default().with_form(&person.identity_form()));
            self.tell(&mut person.identity, client.call("profile/save_identity", &fields)).await?;
        }
        if person.address != Told::Done {
            let fields = first(Fields::default().with_form(&person.address_form()));
            self.tell(&mut person.address, client.call("profile/save_address", &fields)).await?;
        }
        if person.baccalaureat != Told::Done {
            let fields = first(Fields::default().with_form(&Person::baccalaureat_form()));
            self.tell(&mut person.baccalaureat, client.call("profile/save_baccalaureat", &fields)).await?;
        }
        Ok(())
    }

    async fn wish(&self, client: &mut Client, person: u32, nth: u32, wish: &mut Wish) -> Result<(), Stop> {
        if wish.applied != Told::Done {
            let fields = Fields::default().with("programme", wish.programme.as_str());
            let answer = self.tell(&mut wish.applied, client.call("campaign/apply", &fields)).await?;
            let place = answer.header("location").and_then(|it| it.strip_prefix("/candidatures/"));
            wish.dossier = place.map(|id| CandidatureId(id.to_owned()));
        }
        let dossier = wish.dossier.clone().ok_or_else(|| Stop::Refused("no dossier to go to".into()))?;
        if wish.papers.is_empty() {
            let view: DossierView = look(client, "candidature/dossier", &dossier).await?;
            let paper = |(at, document): (usize, guichet::domain::document::DocumentView)| {
                // A shared document is the same in every wish, and is there from the second one on.
                let of = if document.shared { "all".to_owned() } else { nth.to_string() };
                let file = File { name: format!("piece-{person}-{of}-{at}.pdf"), size: 2_000 + (at + 1) * 40_000 };
                let there = document.shared && document.state == DocumentState::Deposited;
                Paper {
                    requirement: document.requirement_id,
                    file: (!document.conditional).then_some(file),
                    told: if there { Told::Done } else { Told::No },
                }
            };
            wish.papers = view.documents.into_iter().enumerate().map(paper).collect();
        }
        for paper in wish.papers.iter_mut().filter(|paper| paper.told != Told::Done) {
            if let Some(file) = paper.file.clone() {
                let place = Place::Deposit(dossier.clone(), paper.requirement.clone()).href();
                let bytes = file.bytes();
                self.tell(&mut paper.told, client.deposit(&place, &file.name, &bytes)).await?;
            } else {
                let fields = Fields::default().with("candidature", dossier.as_str()).with("certified", "yes");
                let fields = fields.with("requirement", paper.requirement.as_str());
                self.tell(&mut paper.told, client.call("document/decline", &fields)).await?;
            }
        }
        if wish.transmitted != Told::Done {
            let fields = Fields::default().with("id", dossier.as_str());
            self.tell(&mut wish.transmitted, client.call("transmission/transmit", &fields)).await?;
        }
        Ok(())
    }

    /// Does an act, and remembers what we heard of it at each moment.
    async fn tell(&self, told: &mut Told, act: impl Future<Output = std::io::Result<Answer>>) -> Result<Answer, Stop> {
        *told = Told::Asked;
        let answer = act.await?;
        if !answer.is_success() {
            return Err(Stop::Refused(answer.told()));
        }
        *told = Told::Done;
        self.answered.fetch_add(1, Ordering::Relaxed);
        Ok(answer)
    }

    /// Waits for the letter with the link, for as long as the server lives.
    async fn link(&self, client: &mut Client, email: &str) -> Result<String, Stop> {
        loop {
            if let Some(link) = self.open_letters(email)? {
                return Ok(link);
            }
            client.get("/health").await?;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn open_letters(&self, email: &str) -> std::io::Result<Option<String>> {
        let Ok(mut post) = self.post.lock() else { return Ok(None) };
        let (read, links) = &mut *post;
        for entry in std::fs::read_dir(&self.letters)? {
            let entry = entry?;
            if read.contains(&entry.file_name()) {
                continue;
            }
            let text = std::fs::read_to_string(entry.path())?;
            // Still being written, or left so by a server that was killed: it will be written again.
            let Some(to) = text.lines().next().and_then(|it| it.strip_prefix("To: ")) else { continue };
            if let Some(link) = text.split("jeton=").nth(1).and_then(|it| it.split_whitespace().next()) {
                links.insert(to.to_owned(), link.to_owned());
            }
            read.insert(entry.file_name());
        }
        Ok(links.get(email).cloned())
    }
}

/// A call that reads about one dossier.
async fn look<T: serde::de::DeserializeOwned>(
    client: &mut Client,
    endpoint: &str,
    id: &CandidatureId,
) -> Result<T, Stop> {
    let answer = client.call(endpoint, &Fields::default().with("id", id.as_str())).await?;
    answer.json().map_err(Stop::Refused)
}
