//! The usual paths, walked through the router: to an activated account, a transmitted dossier, a validated avis.

use super::actor::{Actor, Answer};
use super::files;
use super::site::TestSite;
use crate::domain::document::DocumentView;
use crate::domain::dossier::DossierView;
use crate::domain::language::Language;
use crate::domain::review::Examination;
use crate::domain::time::Span;
use crate::domain::{AccountId, CandidatureId, ProgrammeId};
use crate::server::secrets;
use crate::server::store::Actor as By;

/// The password of every candidate of the tests.
pub const PASSWORD: &str = "Chataigne#2048";
/// The password of the demonstration's staff.
pub const STAFF_PASSWORD: &str = "Demonstration#2026";
/// Programmes of the demonstration: open, of three faculties.
pub const INFORMATICS: &str = "L1-INFO";
pub const LETTERS: &str = "L1-LET";
/// The officers and the reviewer of the faculty of sciences, the officer of another one, the administrator.
pub const OFFICER: &str = "gestion.sciences@demo.example";
pub const REVIEWER: &str = "commission.sciences@demo.example";
pub const STRANGE_OFFICER: &str = "gestion.lettres@demo.example";
pub const ADMINISTRATOR: &str = "admin@demo.example";

impl TestSite {
    /// Signs up; the link of the letter is not used yet.
    pub async fn sign_up(&self, email: &str) -> Answer {
        self.visitor().sign_up(email).await
    }

    /// Someone with a validated account, signed in; the profile is empty.
    pub async fn newcomer(&self, email: &str) -> Actor<'_> {
        self.sign_up(email).await.done();
        let token = self.token(email, "validation").await;
        let actor = self.visitor();
        actor.post("account/validate", &[("token", &token)]).await.done();
        actor.sign_in(email).await.done();
        actor
    }

    /// Someone signed in whose account is activated.
    pub async fn candidate(&self, email: &str) -> Actor<'_> {
        let actor = self.newcomer(email).await;
        actor.save_identity(0, "Valenciennes").await.done();
        let address = [
            ("form[country]", "FR"),
            ("form[street]", "1 rue des Essais"),
            ("form[postal_code]", "59300"),
            ("form[commune]", "59606"),
            ("seen", "0"),
        ];
        actor.post("profile/save_address", &address).await.done();
        actor.post("profile/save_baccalaureat", &[("form[has_it]", "no"), ("seen", "0")]).await.done();
        actor
    }

    /// A member of the demonstration's staff, signed in with password and code.
    pub async fn staff(&self, email: &str) -> Actor<'_> {
        let actor = self.visitor();
        actor.sign_in_again(email).await;
        actor
    }

    /// The one-time code of a new time step.
    pub async fn fresh_code(&self, email: &str) -> String {
        self.clock.advance(Span::seconds(31));
        let staff = self.services.store.staff_logins().await.expect("staff");
        let (.., secret) = staff.into_iter().find(|(it, ..)| it == email).expect("a member of the staff");
        secrets::totp_code(&secret, self.now()).expect("a code")
    }

    pub async fn programme(&self, code: &str) -> ProgrammeId {
        let campaign = self.services.campaign().await.expect("a campaign");
        let all = self.services.store.offer(&campaign, &[], self.now()).await.expect("an offer");
        all.into_iter().find(|(_, _, it)| it.code == code).expect("a programme").2.id
    }

    /// A candidate with a transmitted dossier.
    pub async fn transmitted(&self, email: &str, programme: &str) -> (Actor<'_>, CandidatureId) {
        let candidate = self.candidate(email).await;
        let id = candidate.applied(programme).await;
        candidate.fill(&id).await;
        candidate.post("transmission/transmit", &[("id", id.as_str())]).await.done();
        (candidate, id)
    }

    /// A candidate with a dossier that `officer` found complete.
    pub async fn complete(&self, email: &str, officer: &Actor<'_>) -> (Actor<'_>, CandidatureId) {
        let (candidate, id) = self.transmitted(email, INFORMATICS).await;
        officer.accept_all(&id).await;
        officer.step("review/complete", &id, &[]).await.done();
        (candidate, id)
    }

    /// A candidate with a validated favourable avis.
    pub async fn favourable(&self, email: &str, officer: &Actor<'_>) -> (Actor<'_>, CandidatureId) {
        let (candidate, id) = self.complete(email, officer).await;
        officer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await.done();
        officer.step("review/validate_avis", &id, &[]).await.done();
        (candidate, id)
    }
}

impl TestSite {
    /// A candidate who confirmed a favourable avis: admitted, with an enrolment to begin.
    pub async fn admitted(&self, email: &str) -> Actor<'_> {
        let officer = self.staff(OFFICER).await;
        let (candidate, id) = self.favourable(email, &officer).await;
        candidate.answer(&id, "Confirmed").await.done();
        candidate
    }

    /// The same for a candidature that is there, without the decision.
    pub async fn admit(&self, email: &str, id: &CandidatureId) {
        let accounts = self.texts("select email || ' ' || account_id from account").await;
        let account = accounts.iter().find_map(|it| it.strip_prefix(email)?.strip_prefix(' ')).expect("an account");
        let account = AccountId(account.to_owned());
        let mut work = self.services.begin(By::System, "").await.expect("a transaction");
        self.services.admit_candidature(&mut work, &account, id).await.expect("an admission");
        self.services.commit(work).await.expect("a commit");
    }
}

impl Actor<'_> {
    pub async fn sign_up(&self, email: &str) -> Answer {
        let local = email.split('@').next().unwrap_or_default();
        let pairs = [
            ("form[family_name]", local),
            ("form[given_name]", "Éloïse"),
            ("form[email]", email),
            ("form[email_again]", email),
            ("form[password]", PASSWORD),
            ("form[password_again]", PASSWORD),
        ];
        self.post("account/sign_up", &pairs).await
    }

    /// A member of the staff, in this browser; anew after twelve hours.
    pub async fn sign_in_again(&self, email: &str) {
        self.post("review/sign_in", &[("email", email), ("password", STAFF_PASSWORD)]).await.done();
        self.post("review/code", &[("code", &self.site.fresh_code(email).await)]).await.done();
    }

    pub async fn sign_in(&self, login: &str) -> Answer {
        self.post("account/sign_in", &[("login", login), ("password", PASSWORD)]).await
    }

    /// A complete identity, but for what is changed in it.
    pub async fn save_identity(&self, seen: i64, birth_place: &str) -> Answer {
        let pairs = [
            ("form[civility]", "madam"),
            ("form[family_name]", "D’Œuvré"),
            ("form[given_name]", "Éloïse"),
            ("form[nationality]", "FR"),
            ("form[birth_date]", "2008-03-31"),
            ("form[birth_place]", birth_place),
            ("form[birth_country]", "FR"),
            ("form[ine]", "1234567890V"),
            ("seen", &seen.to_string()),
        ];
        self.post("profile/save_identity", &pairs).await
    }

    /// Presses the button of a language.
    pub async fn choose(&self, language: Language) -> Answer {
        self.post("account/choose_language", &[("language", language.code())]).await
    }

    pub async fn apply(&self, programme: &str) -> Answer {
        let programme = self.site.programme(programme).await;
        self.post("campaign/apply", &[("programme", programme.as_str())]).await
    }

    /// Applies, and goes to the dossier.
    pub async fn applied(&self, programme: &str) -> CandidatureId {
        let answer = self.apply(programme).await.done();
        CandidatureId(answer.location().strip_prefix("/candidatures/").expect("the dossier").to_owned())
    }

    pub async fn dossier(&self, id: &CandidatureId) -> DossierView {
        self.post("candidature/dossier", &[("id", id.as_str())]).await.read()
    }

    /// One document of the dossier, by its place in the list.
    pub async fn document(&self, id: &CandidatureId, nth: usize) -> DocumentView {
        self.dossier(id).await.documents.swap_remove(nth)
    }

    /// Gives all that is asked: files, and « non concerné » where one may.
    pub async fn fill(&self, id: &CandidatureId) {
        for (nth, it) in self.dossier(id).await.documents.into_iter().enumerate() {
            if it.conditional {
                self.act_on(id, &it, "document/decline", &[("certified", "yes")]).await.done();
            } else {
                let (name, file) = files::any(nth);
                self.deposit((id, &it.requirement_id), it.version, name, &file).await.done();
            }
        }
    }

    /// An act on one document of the candidate's.
    pub async fn act_on(&self, id: &CandidatureId, it: &DocumentView, act: &str, more: &[(&str, &str)]) -> Answer {
        let mut pairs = vec![("candidature", id.as_str()), ("requirement", it.requirement_id.as_str())];
        pairs.extend_from_slice(more);
        self.post(act, &pairs).await
    }

    pub async fn transmit(&self, id: &CandidatureId) -> Answer {
        self.post("transmission/transmit", &[("id", id.as_str())]).await
    }

    pub async fn answer(&self, id: &CandidatureId, answer: &str) -> Answer {
        self.post("candidature/answer", &[("id", id.as_str()), ("answer", answer)]).await
    }

    pub async fn examine(&self, id: &CandidatureId) -> Examination {
        self.post("review/examine", &[("id", id.as_str())]).await.read()
    }

    /// A step of staff's on the dossier as it is now.
    pub async fn step(&self, endpoint: &str, id: &CandidatureId, more: &[(&str, &str)]) -> Answer {
        let version = self.examine(id).await.version.to_string();
        let mut pairs = vec![("id", id.as_str()), ("version", version.as_str())];
        pairs.extend_from_slice(more);
        self.post(endpoint, &pairs).await
    }

    pub async fn judge(&self, id: &CandidatureId, nth: usize, verdict: &[(&str, &str)]) -> Answer {
        let requirement = self.examine(id).await.documents.swap_remove(nth).requirement_id;
        let mut pairs = vec![("requirement", requirement.as_str())];
        pairs.extend_from_slice(verdict);
        self.step("review/judge", id, &pairs).await
    }

    pub async fn accept_all(&self, id: &CandidatureId) {
        for nth in 0..self.examine(id).await.documents.len() {
            self.judge(id, nth, &[("accept", "yes")]).await.done();
        }
    }
}
