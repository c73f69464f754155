//! A walk at random over the accounts: whatever visitors, owners, staff and the passing of time do in whatever order, an
//! account is created, validated, closed with its campaign or removed as DESIGN.md §3.2 says, and a link of a letter is good
//! once, as long as it lives, for what it was drawn for and nothing else. The walk keeps a model of its own beside the rows.

use super::actor::{Actor, Answer};
use super::journey::{ADMINISTRATOR, PASSWORD};
use super::site::{TestSite, on_both};
use crate::domain::account::{
    INVITATION_LINK_LIFE, LinkRefusal, RESET_LINK_LIFE, ResetRefusal, SignInRefusal, UNVALIDATED_LIFE,
    VALIDATION_LINK_LIFE,
};
use crate::domain::invitation::AccountRefusal;
use crate::domain::time::{Instant, Span};
use crate::server::worker;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::HashSet;

const PASSWORDS: [&str; 3] = [PASSWORD, "Noisetier=1789", "Mirabelle+3141"];
const ADDRESSES: [&str; 4] = ["un@essai.example", "deux@essai.example", "trois@essai.example", "quatre@essai.example"];
const STEPS: usize = 70;
/// Nearer to the end of a life than that, the walk does not try it: acts take their time.
const EDGE: Span = Span::minutes(1);

/// An account as the rules have it.
struct Known {
    email: String,
    /// `None`: nobody knows it.
    password: Option<usize>,
    created_at: Instant,
    validated: bool,
    invited: bool,
    /// Its campaign is over.
    closed: bool,
    removed: bool,
    /// The address that its owner asked for and did not confirm.
    awaited: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    Validation,
    Reset,
    Invitation,
    Email,
}

impl For {
    fn of(code: &str) -> Option<Self> {
        match code {
            "validation" => Some(Self::Validation),
            "password_reset" => Some(Self::Reset),
            "invitation" => Some(Self::Invitation),
            "email_change" => Some(Self::Email),
            _ => None,
        }
    }

    const fn life(self) -> Span {
        match self {
            Self::Validation | Self::Email => VALIDATION_LINK_LIFE,
            Self::Reset => RESET_LINK_LIFE,
            Self::Invitation => INVITATION_LINK_LIFE,
        }
    }
}

/// A link that arrived in a letter.
struct Link {
    token: String,
    purpose: For,
    owner: usize,
    /// Where it arrived.
    at: String,
    drawn_at: Instant,
    used: bool,
}

struct Walk<'s> {
    site: &'s TestSite,
    chance: StdRng,
    known: Vec<Known>,
    links: Vec<Link>,
    read: HashSet<String>,
    /// How often something was done, and how often it was refused as it should be.
    done: usize,
    refused: usize,
}

impl<'s> Walk<'s> {
    fn any<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.chance.random_range(0..of.len())]
    }

    /// The account that an address opens now.
    fn at(&self, email: &str) -> Option<usize> {
        self.known.iter().position(|it| it.email == email && !it.closed && !it.removed)
    }

    /// Notes the links that arrived since; `owner` caused the letter.
    async fn read_letters(&mut self, owner: Option<usize>) {
        self.site.deliver().await;
        for letter in self.site.services.letters().await.expect("letters") {
            let (Some(purpose), Some(written)) = (For::of(&letter.code), letter.written) else { continue };
            let (_, rest) = written.text.split_once("jeton=").expect("a link");
            let token = rest.split_whitespace().next().expect("a token").to_owned();
            if self.read.insert(token.clone()) {
                let owner = owner.expect("nothing else causes a letter with a link");
                let drawn_at = self.site.now();
                self.links.push(Link { token, purpose, owner, at: written.to, drawn_at, used: false });
            }
        }
    }

    /// Whether a link is good; `None` where that is about to change.
    fn is_good(&self, nth: usize, purposes: &[For]) -> Option<bool> {
        let it = &self.links[nth];
        let left = it.drawn_at + it.purpose.life();
        let now = self.site.now();
        if now + EDGE > left && now < left + EDGE {
            return None;
        }
        Some(purposes.contains(&it.purpose) && !it.used && now < left && !self.known[it.owner].removed)
    }

    fn any_link(&mut self) -> Option<usize> {
        if self.links.is_empty() {
            return None;
        }
        // The latest ones more often: most of the old are dead.
        let latest = self.links.len().saturating_sub(4);
        let from = if self.chance.random_bool(0.7) { latest } else { 0 };
        Some(self.chance.random_range(from..self.links.len()))
    }

    fn told(&mut self, fits: bool) {
        if fits { self.done += 1 } else { self.refused += 1 }
    }

    async fn post(&self, endpoint: &str, pairs: &[(&str, &str)]) -> Answer {
        self.site.visitor().post(endpoint, pairs).await
    }

    async fn sign_up(&mut self) {
        let email = self.any(&ADDRESSES);
        self.site.sign_up(email).await.done();
        let there = self.at(email);
        if there.is_none() {
            let created_at = self.site.now();
            self.known.push(Known {
                email: email.into(),
                password: Some(0),
                created_at,
                validated: false,
                invited: false,
                closed: false,
                removed: false,
                awaited: None,
            });
        }
        self.told(there.is_none());
        self.read_letters(self.at(email)).await;
    }

    async fn invite(&mut self) {
        let email = self.any(&ADDRESSES);
        let director = self.site.staff(ADMINISTRATOR).await;
        let pairs = [("form[family_name]", "Essai"), ("form[given_name]", "Éloïse"), ("form[email]", email)];
        let answer = director.post("accounts/create", &pairs).await;
        if self.at(email).is_some() {
            assert_eq!(answer.refusal::<AccountRefusal>(), AccountRefusal::EmailTaken);
            return self.told(false);
        }
        answer.done();
        let created_at = self.site.now();
        self.known.push(Known {
            email: email.into(),
            password: None,
            created_at,
            validated: false,
            invited: true,
            closed: false,
            removed: false,
            awaited: None,
        });
        self.told(true);
        self.read_letters(self.at(email)).await;
    }

    async fn validate(&mut self, nth: usize) {
        let Some(good) = self.is_good(nth, &[For::Validation]) else { return };
        let answer = self.post("account/validate", &[("token", &self.links[nth].token)]).await;
        if good {
            answer.done();
            self.links[nth].used = true;
            let owner = self.links[nth].owner;
            self.known[owner].validated = true;
        } else {
            assert_eq!(answer.refusal::<LinkRefusal>(), LinkRefusal::Dead);
        }
        self.told(good);
    }

    async fn choose_password(&mut self, nth: usize) {
        let Some(good) = self.is_good(nth, &[For::Reset, For::Invitation]) else { return };
        let password = self.chance.random_range(0..PASSWORDS.len());
        let (token, new) = (self.links[nth].token.clone(), PASSWORDS[password]);
        let pairs = [("token", token.as_str()), ("password", new), ("password_again", new)];
        let answer = self.post("account/reset_password", &pairs).await;
        if good {
            answer.done();
            self.links[nth].used = true;
            let owner = &mut self.known[self.links[nth].owner];
            owner.validated = true;
            owner.password = Some(password);
        } else {
            assert_eq!(answer.refusal::<ResetRefusal>(), ResetRefusal::Dead);
        }
        self.told(good);
    }

    async fn confirm_email(&mut self, nth: usize) {
        let Some(good) = self.is_good(nth, &[For::Email]) else { return };
        let (owner, proven) = (self.links[nth].owner, self.links[nth].at.clone());
        // Good for the address that it arrived at, while that is the one that is wanted, and nobody else's.
        let taken =
            self.known.iter().any(|it| it.email == proven && !it.removed && it.closed == self.known[owner].closed);
        let good = good && self.known[owner].awaited.as_ref() == Some(&proven) && !taken;
        let answer = self.post("settings/confirm_email", &[("token", &self.links[nth].token)]).await;
        if good {
            answer.done();
            self.links[nth].used = true;
            self.known[owner].email = proven;
            self.known[owner].awaited = None;
        } else {
            assert_eq!(answer.refusal::<LinkRefusal>(), LinkRefusal::Dead);
        }
        self.told(good);
    }

    async fn sign_in(&mut self) -> Option<(Actor<'s>, usize)> {
        let (email, password) = (self.any(&ADDRESSES), self.chance.random_range(0..PASSWORDS.len()));
        let actor = Actor::new(self.site);
        let answer = actor.post("account/sign_in", &[("login", email), ("password", PASSWORDS[password])]).await;
        let fits = self.at(email).filter(|it| self.known[*it].password == Some(password));
        let Some(owner) = fits else {
            assert_eq!(answer.refusal::<SignInRefusal>(), SignInRefusal::Wrong, "{email}");
            self.told(false);
            return None;
        };
        if !self.known[owner].validated {
            assert_eq!(answer.refusal::<SignInRefusal>(), SignInRefusal::NotValidated, "{email}");
            self.told(false);
            return None;
        }
        answer.done();
        self.told(true);
        Some((actor, owner))
    }

    async fn change_email(&mut self) {
        let new = self.any(&ADDRESSES);
        let Some((actor, owner)) = self.sign_in().await else { return };
        let present = PASSWORDS[self.known[owner].password.expect("one that fitted")];
        let pairs = [("present", present), ("email", new), ("email_again", new)];
        actor.post("settings/change_email", &pairs).await.done();
        if self.at(new).is_none() {
            self.known[owner].awaited = Some(new.into());
        }
        self.read_letters(Some(owner)).await;
    }

    async fn ask(&mut self, endpoint: &str) {
        let email = self.any(&ADDRESSES);
        self.post(endpoint, &[("email", email)]).await.done();
        self.read_letters(self.at(email)).await;
    }

    async fn sweep(&mut self) {
        let before = self.site.now() - UNVALIDATED_LIFE;
        let near = |it: &Known| before < it.created_at + EDGE && it.created_at < before + EDGE;
        if self.known.iter().any(near) {
            return;
        }
        worker::sweep(&self.site.services).await;
        for it in self.known.iter_mut().filter(|it| !it.validated && !it.invited && it.created_at <= before) {
            it.removed = true;
        }
    }

    async fn next_campaign(&mut self) {
        self.site.sql("update campaign set closes_at = opens_at + 1").await;
        self.site
            .sql(
                "insert into campaign (campaign_id, label, opens_at, closes_at, max_candidatures)
                 select 'next', 'suivante', opens_at + 2, opens_at + 90000000000, 10 from campaign",
            )
            .await;
        for it in &mut self.known {
            it.closed = true;
        }
    }

    async fn step(&mut self) {
        let hours = self.any(&[1, 1, 2, 5, 23, 26, 51, 100]);
        let minutes = self.chance.random_range(0..30);
        self.site.clock.advance(Span(Span::hours(hours).0 + Span::minutes(minutes).0));
        let link = self.any_link();
        match (self.chance.random_range(0..16), link) {
            (0..3, _) => self.sign_up().await,
            (3, _) => self.invite().await,
            (4..7, Some(nth)) => self.validate(nth).await,
            (7..9, Some(nth)) => self.choose_password(nth).await,
            (9, Some(nth)) => self.confirm_email(nth).await,
            (10, _) => drop(self.sign_in().await),
            (11 | 12, _) => self.change_email().await,
            (13, _) => self.ask("account/send_code_again").await,
            (14, _) => self.ask("account/ask_reset").await,
            _ => self.sweep().await,
        }
    }

    /// The rows say what the rules say.
    async fn look(&self) {
        let of = |is: fn(&Known) -> bool| {
            let mut emails: Vec<_> = self.known.iter().filter(|it| !it.removed && is(it)).map(|it| &it.email).collect();
            emails.sort();
            emails.into_iter().cloned().collect::<Vec<_>>()
        };
        let all = [
            ("select email from account where validated_at is not null", of(|it| it.validated)),
            ("select email from account where validated_at is null", of(|it| !it.validated)),
        ];
        for (sql, expected) in all {
            let mut found = self.site.texts(sql).await;
            found.sort();
            assert_eq!(found, expected, "{sql}");
        }
    }
}

async fn walk(site: &TestSite, seed: u64) {
    let chance = StdRng::seed_from_u64(seed);
    let mut it = Walk { site, chance, known: Vec::new(), links: Vec::new(), read: HashSet::new(), done: 0, refused: 0 };
    for nth in 0..STEPS {
        if nth == STEPS / 2 {
            it.next_campaign().await;
        }
        it.step().await;
        it.look().await;
    }
    assert!(it.done > 8 && it.refused > 8, "seed {seed}: {} done, {} refused", it.done, it.refused);
}

on_both!(no_sequence_of_acts_brings_an_account_into_a_forbidden_state, |site| {
    walk(site, 7).await;
});

on_both!(nor_does_another_sequence, |site| {
    walk(site, 1789).await;
});

on_both!(a_link_at_one_new_address_does_not_prove_another, |site| {
    let actor = site.newcomer(ADDRESSES[0]).await;
    let ask = async |new: &str| {
        let pairs = [("present", PASSWORD), ("email", new), ("email_again", new)];
        actor.post("settings/change_email", &pairs).await.done();
    };
    ask(ADDRESSES[1]).await;
    let first = site.token(ADDRESSES[1], "email_change").await;
    ask(ADDRESSES[2]).await;
    let second = site.token(ADDRESSES[2], "email_change").await;
    let confirm = async |token: &str| site.visitor().post("settings/confirm_email", &[("token", token)]).await;
    assert_eq!(confirm(&first).await.refusal::<LinkRefusal>(), LinkRefusal::Dead);
    assert_eq!(site.texts("select email from account").await, [ADDRESSES[0]]);
    confirm(&second).await.done();
    assert_eq!(site.texts("select email from account").await, [ADDRESSES[2]]);
});
