//! How the words of letters are changed: drafted, tried on examples, published, taken back.

use super::Services;
use super::guard::Staff;
use super::mail::template as filling;
use super::store::Draft;
use crate::api::CallError;
use crate::domain::language::Language;
use crate::domain::letter::Template;
use crate::domain::template::{
    TemplateFault, TemplateLine, TemplateRefusal, TemplateSheet, TemplateView, check, check_filled,
};
use crate::places::Place;
use crate::server::web;

/// The letter that these words make of examples, or what is wrong with them.
pub fn try_out(
    template: Template,
    language: Language,
    subject: &str,
    body: &str,
) -> Result<(String, String), TemplateFault> {
    check(template, subject, body)?;
    let example = filling::example(template);
    let written = filling::write((subject, body), &example, language).map_err(|_| TemplateFault::Broken)?;
    check_filled(template, &written.1, |name| example.get(name).cloned().unwrap_or_default())?;
    Ok(written)
}

impl Services {
    pub async fn template_lines(&self) -> sqlx::Result<Vec<TemplateLine>> {
        let own = self.store.own_templates().await?;
        let of = |template| own.iter().filter(|(it, _)| *it == template).map(|(_, language)| *language).collect();
        Ok(Template::ALL.into_iter().map(|template| TemplateLine { template, own: of(template) }).collect())
    }
}

impl Staff {
    pub async fn template_view(&self, template: Template) -> sqlx::Result<TemplateView> {
        let mut sheets = Vec::new();
        for language in Language::ALL {
            sheets.push(self.template_sheet(template, language).await?);
        }
        Ok(TemplateView { template, sheets })
    }

    async fn template_sheet(&self, template: Template, language: Language) -> sqlx::Result<TemplateSheet> {
        let services = self.services();
        let in_force = services.store.letter_words(template, language).await?;
        let (own, version) = (in_force.is_some(), in_force.map_or(0, |it| it.version));
        if let Some(Draft { subject, body, made_from }) = services.store.draft(template, language, self.id()).await? {
            let preview = Some(try_out(template, language, &subject, &body));
            return Ok(TemplateSheet { language, subject, body, version: made_from, own, preview });
        }
        let (subject, body) = services.words_of(template, language).await?;
        Ok(TemplateSheet { language, subject, body, version, own, preview: None })
    }

    /// Keeps what was typed, as typed.
    pub async fn draft_template(
        &self,
        template: Template,
        language: Language,
        draft: Draft,
    ) -> Result<(), CallError<TemplateRefusal>> {
        let mut work = self.begin().await?;
        work.save_draft(template, language, self.id(), &draft).await?;
        work.commit().await?;
        web::go_to(&Place::Template(template));
        Ok(())
    }

    /// Puts the draft in force.
    pub async fn publish_template(
        &self,
        template: Template,
        language: Language,
    ) -> Result<(), CallError<TemplateRefusal>> {
        let refused = |why| Err(CallError::Refused(why));
        let mut work = self.begin().await?;
        let Some(draft) = work.draft(template, language, self.id()).await? else {
            return refused(TemplateRefusal::NoDraft);
        };
        if try_out(template, language, &draft.subject, &draft.body).is_err() {
            return refused(TemplateRefusal::Unfit);
        }
        if !work.save_template(template, language, self.id(), &draft).await? {
            return refused(TemplateRefusal::Changed);
        }
        work.drop_draft(template, language, self.id()).await?;
        work.note("save_template", template.code(), language.code());
        work.commit().await?;
        web::go_to(&Place::Template(template));
        Ok(())
    }
}
