//! The parameters of the establishment, written: faculties, campaigns, programmes, staff.

use super::{Work, db::None as NoParams};
use crate::domain::campaign::Level;
use crate::domain::review::Role;
use crate::domain::time::{Instant, Window};
use crate::domain::{CampaignId, FacultyId, ProgrammeId, StaffId};

pub struct NewProgramme<'a> {
    pub campaign: &'a CampaignId,
    pub faculty: &'a FacultyId,
    pub code: &'a str,
    pub label: &'a str,
    pub level: Level,
    /// Label, code and keywords, folded.
    pub search_key: &'a str,
    /// As typed.
    pub keywords: &'a str,
    pub capacity: i64,
    pub window: Window,
    pub answer_days: i64,
}

#[derive(Clone, Copy)]
pub struct NewRequirement<'a> {
    pub label: &'a str,
    pub label_en: Option<&'a str>,
    pub notice: Option<&'a str>,
    pub notice_en: Option<&'a str>,
    pub conditional: bool,
    /// The same in every programme that asks for the same thing.
    pub kind: Option<&'a str>,
    pub shared: bool,
    /// Name, and digest in the vault, of a PDF to download.
    pub model: Option<(&'a str, &'a str)>,
}

impl<'a> NewRequirement<'a> {
    /// Something of a kind, without more.
    pub const fn of(kind: &'a str, label: &'a str) -> Self {
        Self {
            label,
            label_en: None,
            notice: None,
            notice_en: None,
            conditional: false,
            kind: Some(kind),
            shared: false,
            model: None,
        }
    }
}

pub struct NewStaff<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub role: Role,
    pub password_hash: &'a str,
    /// Base32.
    pub totp_secret: &'a str,
}

impl Work {
    /// Puts those who establish in line: of two at once, the second finds what the first one made. There may be no row yet of
    /// what they make; the journal's head is always there, and both write to it.
    pub async fn hold_establishment(&mut self) -> sqlx::Result<()> {
        self.tx.run("update journal_head set seq = seq where only_one = 1", NoParams).await.map(drop)
    }

    pub async fn faculty_named(&mut self, label: &str) -> sqlx::Result<Option<FacultyId>> {
        let sql = "select faculty_id from faculty where label = $1 order by position limit 1";
        let row: Option<(String,)> = self.tx.opt(sql, (label,)).await?;
        Ok(row.map(|(id,)| FacultyId(id)))
    }

    /// Where a new faculty stands in the offer: after the others.
    pub async fn next_faculty_position(&mut self) -> sqlx::Result<i64> {
        let (last,): (i64,) = self.tx.one("select coalesce(max(position), 0) from faculty", NoParams).await?;
        Ok(last + 1)
    }

    pub async fn campaign_labels(&mut self) -> sqlx::Result<Vec<String>> {
        let rows: Vec<(String,)> = self.tx.all("select label from campaign", NoParams).await?;
        Ok(rows.into_iter().map(|(label,)| label).collect())
    }

    pub async fn has_staff(&mut self, email: &str) -> sqlx::Result<bool> {
        let (there,): (bool,) = self.tx.one("select exists(select 1 from staff where email = $1)", (email,)).await?;
        Ok(there)
    }

    pub async fn add_faculty(&mut self, label: &str, position: i64) -> sqlx::Result<FacultyId> {
        let id = self.id();
        let sql = "insert into faculty (faculty_id, label, position) values ($1, $2, $3)";
        self.tx.run(sql, (&id, label, position)).await?;
        Ok(FacultyId(id))
    }

    pub async fn add_campaign(
        &mut self,
        label: &str,
        window: Window,
        max_candidatures: i64,
    ) -> sqlx::Result<CampaignId> {
        let id = self.id();
        let sql = "insert into campaign (campaign_id, label, opens_at, closes_at, max_candidatures)
                   values ($1, $2, $3, $4, $5)";
        self.tx.run(sql, (&id, label, window.opens_at.0, window.closes_at.0, max_candidatures)).await?;
        Ok(CampaignId(id))
    }

    pub async fn add_programme(
        &mut self,
        it: &NewProgramme<'_>,
        requirements: &[NewRequirement<'_>],
    ) -> sqlx::Result<ProgrammeId> {
        let id = self.id();
        let sql = "insert into programme (programme_id, campaign_id, faculty_id, code, label, level, search_key,
                                          capacity, opens_at, closes_at, answer_days, keywords)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        let Window { opens_at: Instant(opens), closes_at: Instant(closes) } = it.window;
        let params = (
            &id,
            it.campaign.as_str(),
            it.faculty.as_str(),
            it.code,
            it.label,
            it.level.code(),
            it.search_key,
            it.capacity,
            opens,
            closes,
            it.answer_days,
            it.keywords,
        );
        self.tx.run(sql, params).await?;
        for (position, requirement) in (1_i64..).zip(requirements) {
            let requirement_id = self.id();
            let sql = "insert into required_document (requirement_id, programme_id, position, label, label_en, notice,
                                                notice_en, conditional, kind, shared, model_name, model_digest)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
            let NewRequirement { label, label_en, notice, notice_en, conditional, kind, shared, model } = *requirement;
            let (model_name, model_digest) = model.unzip();
            let params = (
                requirement_id,
                &id,
                position,
                label,
                label_en,
                notice,
                notice_en,
                conditional,
                kind,
                shared,
                model_name,
                model_digest,
            );
            self.tx.run(sql, params).await?;
        }
        Ok(ProgrammeId(id))
    }

    pub async fn add_staff(&mut self, it: &NewStaff<'_>) -> sqlx::Result<StaffId> {
        let id = self.id();
        let sql = "insert into staff (staff_id, email, name, role, password_hash, totp_secret, totp_step)
                   values ($1, $2, $3, $4, $5, $6, 0)";
        let params = (&id, it.email, it.name, it.role.code(), it.password_hash, it.totp_secret);
        self.tx.run(sql, params).await?;
        Ok(StaffId(id))
    }

    /// Another password and another secret of one-time codes for a member of the staff; their sessions end.
    pub async fn renew_staff(&mut self, id: &StaffId, password_hash: &str, totp_secret: &str) -> sqlx::Result<()> {
        let sql = "update staff set password_hash = $1, totp_secret = $2, totp_step = 0 where staff_id = $3";
        self.tx.run(sql, (password_hash, totp_secret, id.as_str())).await?;
        self.tx.run("delete from session where staff_id = $1", (id.as_str(),)).await.map(drop)
    }

    /// Lets a member of the staff find the candidatures of a faculty, or of one programme in it.
    pub async fn add_scope(
        &mut self,
        staff: &StaffId,
        faculty: &FacultyId,
        programme: Option<&ProgrammeId>,
    ) -> sqlx::Result<()> {
        let sql = "insert into staff_scope (staff_id, faculty_id, programme_id) values ($1, $2, $3)";
        let params = (staff.as_str(), faculty.as_str(), programme.map(ProgrammeId::as_str));
        self.tx.run(sql, params).await.map(drop)
    }
}
