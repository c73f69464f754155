//! Who asks. `Candidate` and `Staff` have private fields and one constructor each: to hold one is to be allowed, and
//! the queries of the store take them or what they carry.

use super::store::{Actor, Holder, Scope, Work};
use super::{Services, language, secrets, web};
use crate::api::CallError;
use crate::domain::account::{SESSION_LIFE, Who};
use crate::domain::enrolment::Step;
use crate::domain::invitation::may_be_filled_in;
use crate::domain::language::Language;
use crate::domain::profile::Section;
use crate::domain::review::{Act, Role};
use crate::domain::time::Span;
use crate::domain::{AccountId, CampaignId, StaffId};
use crate::places::Place;
use axum::extract::ConnectInfo;
use axum::http::header::{COOKIE, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use std::net::SocketAddr;

/// `__Host-`: sent to this host only, over TLS (or to this machine), for every path.
const COOKIE_NAME: &str = "__Host-guichet";

/// How much is kept of what a browser calls itself, in characters.
const AGENT_MAX: usize = 200;

/// Whoever sent this request, known or not.
pub struct Caller {
    pub services: Services,
    /// Network address, for the journal and for counting attempts.
    pub origin: String,
    token: Option<String>,
    /// What the browser calls itself.
    agent: String,
    /// The language chosen in this browser.
    chosen: Option<Language>,
    /// All that this browser sent in cookies.
    jar: HeaderMap,
}

impl Caller {
    /// The caller of the page or server function that runs now.
    pub fn of_this_call() -> Self {
        let services: Services = expect_context();
        match use_context::<Parts>() {
            Some(parts) => Self::of_request(services, &parts),
            None => Self {
                services,
                origin: String::new(),
                token: None,
                agent: String::new(),
                chosen: None,
                jar: HeaderMap::new(),
            },
        }
    }

    pub fn of_request(services: Services, parts: &Parts) -> Self {
        let origin = client_address(&services, parts);
        let (token, chosen) = (cookie(&parts.headers, COOKIE_NAME), language::chosen(&parts.headers));
        let agent = parts.headers.get(USER_AGENT).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let agent = agent.chars().take(AGENT_MAX).collect();
        let mut jar = HeaderMap::new();
        for cookies in parts.headers.get_all(COOKIE) {
            jar.append(COOKIE, cookies.clone());
        }
        Self { services, origin, token, agent, chosen, jar }
    }

    /// A cookie that is neither the session's nor the language's.
    pub(super) fn own_cookie(&self, name: &str) -> Option<String> {
        cookie(&self.jar, name)
    }

    pub async fn holder(&self) -> sqlx::Result<Option<Holder>> {
        let Some(token) = &self.token else { return Ok(None) };
        self.services.store.holder(&secrets::hash_token(token), self.services.clock.now()).await
    }

    /// The hash of the token of this session.
    pub fn token_hash(&self) -> String {
        self.token.as_deref().map_or_else(String::new, secrets::hash_token)
    }

    /// A transaction in nobody's name.
    pub async fn begin(&self) -> sqlx::Result<Work> {
        self.services.begin(Actor::Visitor, &self.origin).await
    }

    pub async fn who(&self) -> sqlx::Result<Who> {
        Ok(match self.holder().await? {
            Some(Holder::Candidate { name, number, admitted, .. }) => Who::Candidate { name, number, admitted },
            Some(Holder::Staff { name, role, second_step_done: true, .. }) => {
                Who::Staff { name, reads_letters: role.may(Act::ReadLetters) }
            }
            Some(Holder::Staff { .. }) | None => Who::Nobody,
        })
    }

    /// Counts an attempt of `act` by `whom` and from this address; false when either made too many. Committed at
    /// once: an attempt counts whatever comes of it.
    pub async fn may_try(&self, act: &str, whom: &str, per_account: i64) -> sqlx::Result<bool> {
        use crate::domain::account::{ATTEMPT_WINDOW, ATTEMPTS_PER_ADDRESS};
        let counts = [(self.origin.as_str(), ATTEMPTS_PER_ADDRESS), (whom, per_account)];
        self.may_try_within(ATTEMPT_WINDOW, act, &counts).await
    }

    /// Counts an attempt of `act` under each name; false when any of them was there more often than its limit.
    pub async fn may_try_within(&self, window: Span, act: &str, counts: &[(&str, i64)]) -> sqlx::Result<bool> {
        let mut work = self.begin().await?;
        let mut may = true;
        for (whom, at_most) in counts {
            may &= work.count_attempt(&self.quota_key(act, whom), window).await? <= *at_most;
        }
        work.commit().await?;
        Ok(may)
    }

    /// What attempts are counted under: no address of a person lies in the table.
    pub fn quota_key(&self, act: &str, whom: &str) -> String {
        format!("{act}:{}", secrets::digest(whom.as_bytes()))
    }

    /// Where a person goes once signed in, by password, by code, by link or by the CAS.
    pub async fn first_place(&self, account: &AccountId) -> sqlx::Result<Place> {
        Ok(Place::once_signed_in(self.services.store.learner_of(account).await?.is_some()))
    }

    /// Ends the old session, opens a new one under a new token, and gives it to the browser. The language chosen in this
    /// browser becomes the account's; where none was, the account's is spoken here. The hash that names the session.
    pub async fn open_candidate_session(&self, work: &mut Work, id: &AccountId) -> sqlx::Result<String> {
        let token = self.rotate(work).await?;
        let from = (self.agent.as_str(), self.origin.as_str());
        let hash = secrets::hash_token(&token);
        work.open_candidate_session(&hash, id, SESSION_LIFE, from).await?;
        give_cookie(&token, SESSION_LIFE);
        match self.chosen {
            Some(chosen) => work.speak_to_candidate(id, chosen).await?,
            None => work.language_of(id).await.map(language::remember)?,
        }
        Ok(hash)
    }

    /// The same for a member of the staff; the languages of browser and account meet once the second step is done.
    pub async fn open_staff_session(
        &self,
        work: &mut Work,
        id: &StaffId,
        second_step_done: bool,
        life: Span,
    ) -> sqlx::Result<String> {
        // The second step goes on with the session of the first: what ends the one at the CAS ends the other.
        let ticket = match &self.token {
            Some(old) if second_step_done => work.ticket_of(&secrets::hash_token(old)).await?,
            _ => None,
        };
        let token = self.rotate(work).await?;
        let hash = secrets::hash_token(&token);
        work.open_staff_session(&hash, id, second_step_done, life).await?;
        if let Some(ticket) = ticket {
            work.tie_ticket(&hash, &ticket).await?;
        }
        give_cookie(&token, life);
        match self.chosen {
            _ if !second_step_done => {}
            Some(chosen) => work.speak_to_staff(id, chosen).await?,
            None => work.language_of_staff(id).await.map(language::remember)?,
        }
        Ok(hash)
    }

    async fn rotate(&self, work: &mut Work) -> sqlx::Result<String> {
        if let Some(old) = &self.token {
            work.close_session(&secrets::hash_token(old)).await?;
        }
        Ok(secrets::draw_token(&*self.services.chance))
    }

    /// Ends the session; for one that the CAS opened, where its own is ended.
    pub async fn sign_out(&self) -> sqlx::Result<Option<String>> {
        let mut by_cas = false;
        if let Some(token) = &self.token {
            let token = secrets::hash_token(token);
            let mut work = self.begin().await?;
            by_cas = work.ticket_of(&token).await?.is_some();
            work.close_session(&token).await?;
            work.commit().await?;
        }
        give_cookie("", Span(0));
        Ok(self.services.cas.as_ref().filter(|_| by_cas).map(super::cas::Cas::logout_url))
    }
}

/// A signed-in candidate; or one for whom a member of the staff acts, under whose name everything is then noted.
pub struct Candidate {
    id: AccountId,
    campaign: CampaignId,
    caller: Caller,
    /// Who acts for them.
    served_by: Option<StaffId>,
    /// The step of an enrolment from which a section of the profile is changed, and to which one comes back.
    back: Option<Step>,
}

impl Candidate {
    pub async fn of_this_call<R>() -> Result<Self, CallError<R>> {
        let found = Self::of(Caller::of_this_call()).await?;
        if found.is_none() {
            web::go_to(&Place::SignIn);
        }
        found.ok_or(CallError::SignedOut)
    }

    pub async fn of(caller: Caller) -> sqlx::Result<Option<Self>> {
        Ok(match caller.holder().await? {
            Some(Holder::Candidate { id, campaign, .. }) => {
                Some(Self { id, campaign, caller, served_by: None, back: None })
            }
            _ => None,
        })
    }

    pub fn id(&self) -> &AccountId {
        &self.id
    }

    pub fn campaign(&self) -> &CampaignId {
        &self.campaign
    }

    pub fn services(&self) -> &Services {
        &self.caller.services
    }

    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    pub async fn begin(&self) -> sqlx::Result<Work> {
        let actor = match &self.served_by {
            Some(staff) => Actor::Staff(staff.to_string()),
            None => Actor::Candidate(self.id.to_string()),
        };
        self.services().begin(actor, &self.caller.origin).await
    }

    /// The caller, or, where a form names an account, the candidate whom the caller may serve.
    pub async fn or_served<R>(account: &str) -> Result<Self, CallError<R>> {
        if account.is_empty() { Self::of_this_call().await } else { Self::served(&AccountId(account.to_owned())).await }
    }

    /// A candidate whose profile the caller, of the staff, may fill in.
    pub async fn served<R>(account: &AccountId) -> Result<Self, CallError<R>> {
        let staff = Staff::of_this_call(Act::ManageAccounts).await?;
        let head = staff.services().store.account_head(account).await?.ok_or(CallError::NotFound)?;
        if !may_be_filled_in(head.validated, head.invited_by.is_some()) {
            return Err(CallError::NotFound);
        }
        let (id, campaign) = (account.clone(), CampaignId(head.campaign_id));
        Ok(Self { id, campaign, served_by: Some(staff.id), caller: staff.caller, back: None })
    }

    /// The same, who comes back to a step of their enrolment once a section is saved; none where `step` is blank.
    #[must_use]
    pub fn coming_back(self, step: &str) -> Self {
        Self { back: Step::named(step).filter(|it| it.section().is_some()), ..self }
    }

    /// Where one comes back to, once version `saved` of a section is kept.
    pub fn back(&self, saved: i64) -> Option<Place> {
        self.back.map(|step| Place::EnrolmentStepSaved(step, saved))
    }

    /// Whether staff act in the candidate's place.
    pub const fn is_served(&self) -> bool {
        self.served_by.is_some()
    }

    /// Where a section is shown to whoever acts; with `saved`, the version just saved, with what is wrong in it.
    pub fn section(&self, section: Section, saved: Option<i64>) -> Place {
        if let Some(step) = self.back {
            return saved.map_or(Place::EnrolmentStep(step), |version| Place::EnrolmentStepToCorrect(step, version));
        }
        self.place(saved.map_or(Place::Section(section), |version| Place::SectionToCorrect(section, version)))
    }

    /// Where all sections are shown to whoever acts.
    pub fn sections(&self) -> Place {
        self.place(Place::Profile)
    }

    /// Where a page of the profile is shown to whoever acts.
    pub fn place(&self, own: Place) -> Place {
        if self.is_served() { own.of_account(self.id.clone()) } else { own }
    }
}

/// A member of the staff who gave password and code, and whose role allows what was asked.
pub struct Staff {
    id: StaffId,
    role: Role,
    caller: Caller,
}

impl Staff {
    /// Signed out and not allowed are told apart: the first can be mended by signing in.
    pub async fn of_this_call<R>(act: Act) -> Result<Self, CallError<R>> {
        match Self::of(Caller::of_this_call()).await? {
            None => {
                web::go_to(&Place::StaffSignIn);
                Err(CallError::SignedOut)
            }
            Some(staff) if staff.role.may(act) => Ok(staff),
            Some(_) => Err(CallError::NotFound),
        }
    }

    pub async fn of(caller: Caller) -> sqlx::Result<Option<Self>> {
        Ok(match caller.holder().await? {
            Some(Holder::Staff { id, role, second_step_done: true, .. }) => Some(Self { id, role, caller }),
            _ => None,
        })
    }

    pub fn id(&self) -> &StaffId {
        &self.id
    }

    pub fn role(&self) -> Role {
        self.role
    }

    pub fn scope(&self) -> Scope {
        Scope::of(&self.id, self.role)
    }

    /// Network address, for what is done later in this name.
    pub fn origin(&self) -> &str {
        &self.caller.origin
    }

    pub fn language(&self) -> Language {
        self.caller.language()
    }

    pub fn services(&self) -> &Services {
        &self.caller.services
    }

    pub async fn begin(&self) -> sqlx::Result<Work> {
        self.services().begin(Actor::Staff(self.id.to_string()), &self.caller.origin).await
    }
}

pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(';'));
    let mut values = cookies.filter_map(|it| it.trim().strip_prefix(name)?.strip_prefix('='));
    values.next().filter(|it| !it.is_empty()).map(str::to_owned)
}

fn give_cookie(token: &str, life: Span) {
    give(COOKIE_NAME, token, life);
}

/// Gives the browser a cookie that no script reads and no other site sends.
pub(super) fn give(name: &str, value: &str, life: Span) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    if let Ok(value) = HeaderValue::from_str(&cookie_text(name, value, life)) {
        response.append_header(SET_COOKIE, value);
    }
}

/// The same, for an answer that is made without leptos.
pub(super) fn cookie_text(name: &str, value: &str, life: Span) -> String {
    let age = life.0 / 1000;
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age}")
}

/// Behind a proxy, the last address that it added; else the connection's.
fn client_address(services: &Services, parts: &Parts) -> String {
    let told = services.config.client_address_header.as_deref().and_then(|name| parts.headers.get(name));
    if let Some(last) = told.and_then(|it| it.to_str().ok()).and_then(|it| it.rsplit(',').next()) {
        return last.trim().to_owned();
    }
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip().to_string()).unwrap_or_default()
}
