//! The words of letters, for administrators: drafted, previewed, put in force, taken back to those that are shipped.

use super::{CallError, Never};
use crate::domain::language::Language;
use crate::domain::letter::Template;
use crate::domain::template::{TemplateLine, TemplateRefusal, TemplateView};
use leptos::server;

/// Every letter, and where the establishment has words of its own.
#[server(prefix = "/api", endpoint = "template/all")]
pub async fn list_templates() -> Result<Vec<TemplateLine>, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Configure).await?.services().template_lines().await?)
}

/// The words of one letter, with the reader's drafts and what they give.
#[server(prefix = "/api", endpoint = "template/read")]
pub async fn read_template(template: String) -> Result<TemplateView, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    let template = Template::named(&template).ok_or(CallError::NotFound)?;
    Ok(staff.template_view(template).await?)
}

/// Keeps what was typed, as typed, and shows what it gives; nothing is sent with it yet.
#[server(prefix = "/api", endpoint = "template/draft")]
pub async fn draft_template(
    template: Template,
    language: Language,
    version: i64,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<(), CallError<TemplateRefusal>> {
    use crate::domain::review::Act;
    use crate::domain::template::is_printable;
    use crate::server::{guard::Staff, store::Draft};

    let staff = Staff::of_this_call(Act::Configure).await?;
    if !is_printable(&subject) || !is_printable(&body) {
        return Err(CallError::Refused(TemplateRefusal::Unprintable));
    }
    let (subject, body) = (subject.trim().to_owned(), body.replace("\r\n", "\n").trim().to_owned());
    staff.draft_template(template, language, Draft { subject, body, made_from: version }).await
}

/// Puts the caller's draft in force.
#[server(prefix = "/api", endpoint = "template/publish")]
pub async fn publish_template(template: Template, language: Language) -> Result<(), CallError<TemplateRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.publish_template(template, language).await
}

/// Forgets the caller's draft.
#[server(prefix = "/api", endpoint = "template/drop_draft")]
pub async fn drop_draft(template: Template, language: Language) -> Result<(), CallError<TemplateRefusal>> {
    use crate::domain::review::Act;
    use crate::places::Place;
    use crate::server::{guard::Staff, web};

    let staff = Staff::of_this_call(Act::Configure).await?;
    let mut work = staff.begin().await?;
    work.drop_draft(template, language, staff.id()).await?;
    work.commit().await?;
    web::go_to(&Place::Template(template));
    Ok(())
}

/// Back to the words that are shipped.
#[server(prefix = "/api", endpoint = "template/reset")]
pub async fn reset_template(
    template: Template,
    language: Language,
    version: i64,
) -> Result<(), CallError<TemplateRefusal>> {
    use crate::domain::review::Act;
    use crate::places::Place;
    use crate::server::{guard::Staff, web};

    let staff = Staff::of_this_call(Act::Configure).await?;
    let mut work = staff.begin().await?;
    if !work.reset_template(template, language, version).await? {
        return Err(CallError::Refused(TemplateRefusal::Changed));
    }
    work.drop_draft(template, language, staff.id()).await?;
    work.note("reset_template", template.code(), language.code());
    work.commit().await?;
    web::go_to(&Place::Template(template));
    Ok(())
}
