//! `guichet establish`: the faculties, the first campaign and the members of staff that a file names, in one transaction.
//! What is there already stays as it is; what was drawn for newcomers is told once, to whoever ran the command. `guichet
//! renew`: the same for one who lost password or telephone.

use super::config::Secret;
use super::secrets::{self, HashError};
use super::store::{Actor, NewStaff, Work};
use super::{Services, calendar};
use crate::domain::FacultyId;
use crate::domain::account::Email;
use crate::domain::form::Fault;
use crate::domain::founding::{Founding, FoundingField, LineFault, StaffLine};
use crate::domain::parameters::{CampaignSettings, ParameterField};
use crate::domain::review::Role;
use crate::places::Place;
use std::fmt::Write;
use std::path::PathBuf;

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    #[error("{}: {cause}", .file.display())]
    File { file: PathBuf, cause: std::io::Error },
    #[error("the file is not in UTF-8: save it as « CSV UTF-8 », then run the command again")]
    Encoding,
    #[error("nothing was recorded; mend these lines, then run the command again:\n{}", .0.join("\n"))]
    Lines(Vec<String>),
    #[error("the database failed, nothing was recorded: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error("nobody of the staff has the address « {0} »; nothing was changed")]
    Nobody(String),
}

/// What a member of the staff signs in with from now on; only hash and secret are kept of it.
pub struct StaffLogin {
    pub email: String,
    pub name: String,
    pub role: Role,
    pub password: Secret,
    /// The secret of their one-time codes, as authenticators take it.
    pub otpauth: Secret,
}

/// What came of a file.
#[derive(Default)]
pub struct Established {
    pub added: Vec<String>,
    /// Was there before, and is as it was.
    pub left: Vec<String>,
    pub logins: Vec<StaffLogin>,
}

impl Established {
    fn tell(&mut self, new: bool, what: String) {
        if new { &mut self.added } else { &mut self.left }.push(what);
    }

    /// For whoever ran the command, passwords included: never for a log.
    pub fn told(&self, public_url: &str) -> String {
        let mut text = String::new();
        for (heading, lines) in [("Added", &self.added), ("There already, left as it is", &self.left)] {
            for line in lines {
                let _ = writeln!(text, "{heading}: {line}");
            }
        }
        if self.logins.is_empty() {
            return text;
        }
        let door = Place::StaffSignIn.href();
        let _ = writeln!(
            text,
            "\nShown this once, kept nowhere: hand each over in person. They sign in at {public_url}{door}"
        );
        for it in &self.logins {
            let (role, password, otpauth) = (it.role.code(), it.password.expose(), it.otpauth.expose());
            let _ = writeln!(
                text,
                "\n{} <{}>, {role}\n  password        {password}\n  one-time codes  {otpauth}",
                it.name, it.email
            );
        }
        text
    }
}

/// What was drawn for a member of the staff.
struct Drawn {
    password: String,
    password_hash: String,
    totp_secret: String,
}

impl Services {
    /// Records what a file says, all of it or nothing.
    pub async fn establish(&self, file: &[u8]) -> Result<Established, FoundingError> {
        let founding = read(file)?;
        // Hashing takes its time: no transaction waits for it.
        let mut drawn = Vec::new();
        for line in &founding.staff {
            if self.store.staff_credentials(line.email.as_str()).await?.is_none() {
                drawn.push((line, self.draw().await?));
            }
        }
        let mut work = self.begin(Actor::System, "").await?;
        work.hold_establishment().await?;
        let mut done = Established::default();
        for label in &founding.faculties {
            let new = work.faculty_named(label).await?.is_none();
            if new {
                let position = work.next_faculty_position().await?;
                let id = work.add_faculty(label, position).await?;
                work.note("add_faculty", id, "");
            }
            done.tell(new, format!("faculty « {label} »"));
        }
        let mut faults = Vec::new();
        if let Some((line, campaign)) = &founding.campaign {
            match add_campaign(&mut work, campaign).await? {
                Some(new) => done.tell(new, format!("campaign « {} »", campaign.label)),
                None => faults.push(another_campaign(*line)),
            }
        }
        for line in &founding.staff {
            let mut scope = Vec::new();
            for label in &line.faculties {
                match work.faculty_named(label).await? {
                    Some(id) => scope.push(id),
                    None => faults.push(said(LineFault {
                        line: line.line,
                        field: FoundingField::Scope,
                        fault: Fault::NotOffered,
                    })),
                }
            }
            let drawn = drawn.iter().find(|(it, _)| it.email == line.email);
            let new = !work.has_staff(line.email.as_str()).await?;
            if let (true, Some((_, it))) = (new, drawn) {
                add_staff(&mut work, line, it, &scope).await?;
                done.logins.push(self.login(line.email.as_str(), line.name.clone(), line.role, it));
            }
            done.tell(new, format!("{} {} <{}>", line.role.code(), line.name, line.email.as_str()));
        }
        if !faults.is_empty() {
            return Err(FoundingError::Lines(faults));
        }
        self.commit(work).await?;
        Ok(done)
    }

    /// Another password and other one-time codes for the member of the staff with this address, as after the loss of a
    /// telephone. What they had, and every session of theirs, ends.
    pub async fn renew(&self, email: &str) -> Result<Established, FoundingError> {
        let nobody = || FoundingError::Nobody(email.trim().to_owned());
        let email = Email::parse(email).map_err(|_| nobody())?;
        let (id, name, role) = self.store.staff_named(email.as_str()).await?.ok_or_else(nobody)?;
        let drawn = self.draw().await?;
        let mut work = self.begin(Actor::System, "").await?;
        work.renew_staff(&id, &drawn.password_hash, &drawn.totp_secret).await?;
        work.note("renew_staff", id, "");
        self.commit(work).await?;
        Ok(Established { logins: vec![self.login(email.as_str(), name, role, &drawn)], ..Established::default() })
    }

    async fn draw(&self) -> Result<Drawn, HashError> {
        let password = secrets::draw_password(&*self.chance);
        let password_hash = self.hasher.hash(&password, &*self.chance).await?;
        Ok(Drawn { password, password_hash, totp_secret: secrets::draw_totp_secret(&*self.chance) })
    }

    fn login(&self, email: &str, name: String, role: Role, it: &Drawn) -> StaffLogin {
        StaffLogin {
            email: email.to_owned(),
            name,
            role,
            password: it.password.clone().into(),
            otpauth: secrets::otpauth(&self.config.establishment, email, &it.totp_secret).into(),
        }
    }
}

/// Whether the campaign is new; `None` where there is another one, which this is not for.
async fn add_campaign(work: &mut Work, it: &CampaignSettings) -> sqlx::Result<Option<bool>> {
    let labels = work.campaign_labels().await?;
    if labels.contains(&it.label) {
        return Ok(Some(false));
    }
    // A day that was read is a day of the calendar.
    let (true, Some(window)) = (labels.is_empty(), calendar::window(it.days)) else { return Ok(None) };
    let id = work.add_campaign(&it.label, window, it.max_candidatures).await?;
    work.note("add_campaign", id, "");
    Ok(Some(true))
}

async fn add_staff(work: &mut Work, line: &StaffLine, it: &Drawn, scope: &[FacultyId]) -> sqlx::Result<()> {
    let StaffLine { email, name, role, .. } = line;
    let Drawn { password_hash, totp_secret, .. } = it;
    let new = NewStaff { email: email.as_str(), name, role: *role, password_hash, totp_secret };
    let staff = work.add_staff(&new).await?;
    for faculty in scope {
        work.add_scope(&staff, faculty, None).await?;
    }
    work.note("add_staff", staff, role.code());
    Ok(())
}

/// Reads the lines of a file; its comments begin with `#`.
fn read(file: &[u8]) -> Result<Founding, FoundingError> {
    let text = std::str::from_utf8(file).map_err(|_| FoundingError::Encoding)?;
    // One end of line, so that every line has the number that editors show.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    // What is no text was refused above, and nothing else stops this reader.
    for record in reader.records().filter_map(Result::ok) {
        let at = record.position().map_or(0, csv::Position::line);
        lines.push((at, record.iter().map(str::to_owned).collect()));
    }
    Founding::read(lines).map_err(|faults| FoundingError::Lines(faults.into_iter().map(said).collect()))
}

fn another_campaign(line: u64) -> String {
    let place = Place::Campaigns.href();
    format!(
        "line {line}, campaign: there is another campaign already; take this line out, an administrator prepares the next \
         one at {place}"
    )
}

/// A fault with its line, its field and what to do.
fn said(LineFault { line, field, fault }: LineFault) -> String {
    let (name, wanted) = match field {
        FoundingField::Kind => {
            ("beginning", "begin it with faculty; or campaign; or staff; and write the file with semicolons")
        }
        FoundingField::Label => ("name of the faculty", "write faculty;NAME"),
        FoundingField::Campaign(ParameterField::Label) => ("name of the campaign", "write it as 2027-2028"),
        FoundingField::Campaign(ParameterField::OpensOn) => ("opening day", "write it as 2027-01-15"),
        FoundingField::Campaign(ParameterField::ClosesOn) => {
            ("closing day", "write it as 2027-09-30, no earlier than the opening day")
        }
        FoundingField::Campaign(_) => ("candidatures of a person", "write a number from 1 to 100, or nothing"),
        FoundingField::Email => ("e-mail", "write staff;E-MAIL;NAME;ROLE;FACULTY"),
        FoundingField::Name => ("name", "write staff;E-MAIL;NAME;ROLE;FACULTY"),
        FoundingField::Role => ("role", "write officer, reviewer or administrator"),
        FoundingField::Scope => {
            ("faculties", "name them as on their own lines, each in a cell; an administrator needs none")
        }
        FoundingField::Rest => ("end", "take out what stands after the last cell"),
    };
    let wrong = match fault {
        Fault::Missing => "it is missing",
        Fault::Repeated => "it stands in the file twice",
        Fault::TooLong { .. } => "it is too long",
        Fault::Unprintable | Fault::Invisible => "it holds signs that cannot be seen",
        Fault::OutOfRange => "it is out of reason",
        Fault::NotOffered => "it is unknown",
        _ => "it cannot be read",
    };
    format!("line {line}, {name}: {wrong}; {wanted}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        read(text.as_bytes()).expect_err(text).to_string()
    }

    #[test]
    fn a_file_of_a_spreadsheet_is_read_with_its_mark_comments_and_quotes() {
        let text = "\u{feff}# depuis le tableur\r\nfaculty;\"UFR \"\"Sciences\"\" ; lettres\"\r\n\r\nfaculty;IUT\r\n";
        assert_eq!(read(text.as_bytes()).expect("a good file").faculties, ["UFR \"Sciences\" ; lettres", "IUT"]);
    }

    #[test]
    fn what_is_refused_is_said_with_its_line_its_field_and_what_to_do() {
        let told = refused("# un commentaire\n\nfaculty;UFR\nstaff;claire@example.org;Claire Fontaine;chef;UFR\n");
        assert!(told.starts_with("nothing was recorded"), "{told}");
        assert!(told.contains("line 4, role: it is unknown; write officer, reviewer or administrator"), "{told}");
        let told = refused("faculty,UFR Sciences\n");
        assert!(told.contains("line 1, beginning") && told.contains("with semicolons"), "{told}");
        let told = refused("campaign;2027-2028;15 janvier;2027-09-30\n");
        assert!(told.contains("line 1, opening day: it cannot be read; write it as 2027-01-15"), "{told}");
        assert!(refused("").contains("line 1, beginning: it is missing"));
        assert!(matches!(read(b"faculty;UFR \xe9l\xe8ves"), Err(FoundingError::Encoding)));
    }
}
