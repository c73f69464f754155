//! After the restart: whether what people were told is there, and nothing else.

use crate::client::{Client, Fields};
use crate::journey::{Paper, Person, Told, Wish};
use guichet::domain::account::Who;
use guichet::domain::candidature::State;
use guichet::domain::document::{DocumentState, DocumentView};
use guichet::domain::dossier::{CandidatureCard, DossierView};
use guichet::domain::profile::ProfileView;
use guichet::domain::transmission::Receipt;
use guichet::places::Place;
use guichet::server::secrets;
use serde::de::DeserializeOwned;
use std::net::SocketAddr;

/// What the checks found.
#[derive(Default)]
pub struct Findings {
    pub faults: Vec<String>,
    /// Acts that got no answer: those that turned out done, those that did not.
    pub cut_after: u32,
    pub cut_before: u32,
}

impl Findings {
    fn fault(&mut self, who: &Person, what: impl std::fmt::Display) {
        self.faults.push(format!("{}: {what}", who.email()));
    }

    /// Compares what was told of an act with what there is, and takes what there is for the truth.
    fn settle(&mut self, whose: &str, told: &mut Told, there: bool, what: &str) {
        match (*told, there) {
            (Told::Done, false) => self.faults.push(format!("{whose}: {what} was answered as done and is not there")),
            (Told::No, true) => self.faults.push(format!("{whose}: {what} was never asked for and is there")),
            (Told::Asked, true) => self.cut_after += 1,
            (Told::Asked, false) => self.cut_before += 1,
            (Told::Done, true) | (Told::No, false) => {}
        }
        *told = if there { Told::Done } else { Told::No };
    }

    /// All that one person was told.
    pub async fn check(&mut self, address: SocketAddr, person: &mut Person) {
        if let Err(what) = self.check_account(address, person).await {
            self.fault(person, what);
        }
    }

    async fn check_account(&mut self, address: SocketAddr, person: &mut Person) -> Result<(), String> {
        let whose = person.email();
        let mut client = Client::new(address, &person.origin());
        client.session.clone_from(&person.second_session);
        let (there, validated) = match client.session {
            Some(_) => (true, holds_session(&mut client).await?),
            None => sign_in(&mut client, person).await?,
        };
        person.second_session.clone_from(&client.session);
        self.settle(&whose, &mut person.signed_up, there, "the account");
        self.settle(&whose, &mut person.validated, validated, "its validation");
        if !validated {
            return Ok(());
        }
        let held = match &person.session {
            Some(session) => holds_session(&mut Client::with_session(address, session)).await?,
            None => false,
        };
        if person.signed_in == Told::Asked {
            // Whether there is a session whose token never arrived, nobody can tell, or needs to.
            person.signed_in = Told::No;
        }
        self.settle(&whose, &mut person.signed_in, held, "the session");
        self.check_sections(&mut client, person).await?;
        let cards: Vec<CandidatureCard> = look(&mut client, "candidature/mine", Fields::default()).await?;
        for card in &cards {
            let asked = person.wishes.iter().filter(|wish| wish.programme == card.programme_id).count();
            let made = cards.iter().filter(|it| it.programme_id == card.programme_id).count();
            if asked != 1 || made != 1 {
                self.fault(
                    person,
                    format!("{made} candidatures for {}, which was asked {asked} times", card.programme),
                );
            }
        }
        for wish in &mut person.wishes {
            let card = cards.iter().find(|card| card.programme_id == wish.programme);
            self.check_wish(&mut client, &whose, wish, card).await?;
        }
        Ok(())
    }

    async fn check_sections(&mut self, client: &mut Client, person: &mut Person) -> Result<(), String> {
        let whose = person.email();
        let view: ProfileView = look(client, "profile/read", Fields::default()).await?;
        let saved = view.profile;
        let wanted = (person.identity_form(), person.address_form(), Person::baccalaureat_form());
        let same = saved.identity.as_ref().is_none_or(|it| *it == wanted.0)
            && saved.address.as_ref().is_none_or(|it| *it == wanted.1)
            && saved.baccalaureat.as_ref().is_none_or(|it| *it == wanted.2);
        if !same {
            self.fault(person, "a section holds what was never sent");
        }
        self.settle(&whose, &mut person.identity, saved.identity.is_some(), "the identity");
        self.settle(&whose, &mut person.address, saved.address.is_some(), "the address");
        self.settle(&whose, &mut person.baccalaureat, saved.baccalaureat.is_some(), "the baccalauréat");
        Ok(())
    }

    async fn check_wish(
        &mut self,
        client: &mut Client,
        whose: &str,
        wish: &mut Wish,
        card: Option<&CandidatureCard>,
    ) -> Result<(), String> {
        self.settle(whose, &mut wish.applied, card.is_some(), "the candidature");
        let Some(card) = card else { return Ok(()) };
        let told = wish.dossier.get_or_insert_with(|| card.id.clone());
        if *told != card.id {
            self.faults.push(format!("{whose}: the candidature is another one than was told"));
        }
        let id = || Fields::default().with("id", card.id.as_str());
        let view: DossierView = look(client, "candidature/dossier", id()).await?;
        for document in &view.documents {
            let paper = wish.papers.iter_mut().find(|paper| paper.requirement == document.requirement_id);
            match paper {
                Some(paper) => self.check_paper(client, whose, paper, document).await?,
                // A shared document comes with the candidature, before anyone looked at it.
                None if document.state == DocumentState::Missing || document.shared => {}
                None => self.faults.push(format!("{whose}: a document that was never given is there")),
            }
        }
        let transmitted = view.card.state == State::Transmitted;
        self.settle(whose, &mut wish.transmitted, transmitted, "the transmission");
        if view.card.transmitted != transmitted {
            self.faults.push(format!("{whose}: a receipt and no transmission, or the other way round"));
        }
        if transmitted {
            let receipts: Vec<Receipt> = look(client, "transmission/receipts", id()).await?;
            let [receipt] = receipts.as_slice() else { return Err(format!("{} receipts", receipts.len())) };
            let fits = receipt.documents.len() == wish.papers.len()
                && receipt.documents.iter().all(|document| {
                    let paper = wish.papers.iter().find(|paper| paper.requirement == document.requirement_id);
                    let sent = paper.and_then(|it| it.file.as_ref()).map(|file| secrets::digest(&file.bytes()));
                    paper.is_some() && document.digest == sent
                });
            if !fits {
                self.faults.push(format!("{whose}: the receipt lists other documents than were given"));
            }
        }
        Ok(())
    }

    /// A document is there with all its bytes, or not at all.
    async fn check_paper(
        &mut self,
        client: &mut Client,
        whose: &str,
        paper: &mut Paper,
        document: &DocumentView,
    ) -> Result<(), String> {
        self.settle(whose, &mut paper.told, document.state != DocumentState::Missing, "the document");
        match (document.state, &paper.file) {
            (DocumentState::Missing, _) | (DocumentState::NotConcerned, None) => return Ok(()),
            (DocumentState::Deposited, Some(file)) => {
                let bytes = file.bytes();
                let shown = document.file.as_ref().is_some_and(|it| {
                    it.name == file.name && usize::try_from(it.size).is_ok_and(|size| size == bytes.len())
                });
                let id = document.document_id.clone().ok_or("a deposited document without a name")?;
                let answer = client.get(&Place::Document(id).href()).await.map_err(|e| e.to_string())?;
                if shown && answer.status == 200 && answer.body == bytes {
                    return Ok(());
                }
            }
            _ => {}
        }
        Err(format!("{} is there and is not what was sent", document.label.french))
    }
}

/// Whether there is an account that the password opens, and whether it was validated.
async fn sign_in(client: &mut Client, person: &Person) -> Result<(bool, bool), String> {
    let fields = Fields::default().with("login", &person.email()).with("password", &person.password());
    let answer = client.call("account/sign_in", &fields).await.map_err(|e| e.to_string())?;
    match (answer.status, String::from_utf8_lossy(&answer.body)) {
        (200, _) => Ok((true, true)),
        (422, said) if said.contains("NotValidated") => Ok((true, false)),
        (422, said) if said.contains("Wrong") => Ok((false, false)),
        _ => Err(format!("signing in answers {}", answer.told())),
    }
}

async fn holds_session(client: &mut Client) -> Result<bool, String> {
    Ok(matches!(look(client, "account/who", Fields::default()).await?, Who::Candidate { .. }))
}

/// A call that only reads.
async fn look<T: DeserializeOwned>(client: &mut Client, endpoint: &str, fields: Fields) -> Result<T, String> {
    let answer = client.call(endpoint, &fields).await.map_err(|e| format!("{endpoint}: {e}"))?;
    answer.json().map_err(|e| format!("{endpoint}: {e}"))
}
