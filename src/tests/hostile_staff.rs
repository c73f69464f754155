//! Hostile and odd text in every field of the establishment's parameters: kept to the letter or refused with a reason, never a
//! failure of ours; and shown as text, and as nothing else, where staff, candidates and anyone read it. `hostile_desk` goes
//! on with what staff write about people.

use super::actor::Actor;
use super::filling::filled;
use super::hostile::{field, html, kinds, line, page};
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER};
use super::site::on_both;
use crate::domain::enrolment::document::{AskingField, AskingList, AskingRefusal};
use crate::domain::form::{Fault, Faults, paragraph};
use crate::domain::ground::{GroundLine, GroundRefusal};
use crate::domain::language::Language;
use crate::domain::letter::Template;
use crate::domain::parameters::{CampaignView, ParameterField, ParameterRefusal, ProgrammeView, WORDS_MAX};
use crate::domain::portal::{PortalRefusal, PortalSheet};
use crate::domain::template::{TemplateRefusal, TemplateSheet, TemplateView, is_printable};
use crate::places::Place;
use crate::words::typeset;

const EMAIL: &str = "hostile@essai.example";

/// What becomes of a line that may be left blank.
fn blank_or_line(text: &str) -> Result<String, Fault> {
    match line(text) {
        Err(Fault::Missing) => Ok(String::new()),
        it => it,
    }
}

/// What becomes of words of several lines.
pub(super) fn words(text: &str, max: u16) -> Result<String, Fault> {
    let kept = text.trim().replace("\r\n", "\n");
    match paragraph(text, max) {
        Ok(it) => {
            assert_eq!(it.unwrap_or_default(), kept, "{text:?} is changed");
            Ok(kept)
        }
        Err(fault) => {
            let why = kept.chars().count() > usize::from(max) || kept.chars().any(char::is_control);
            assert!(why, "{text:?} is refused for nothing");
            Err(fault)
        }
    }
}

/// What is wrong with each field, in the order of the form.
pub(super) fn faults<F: Copy>(of: &[(F, &Result<String, Fault>)]) -> Faults<F> {
    Faults(of.iter().filter_map(|(field, it)| it.as_ref().err().map(|fault| (*field, *fault))).collect())
}

async fn programme(director: &Actor<'_>, id: &str) -> ProgrammeView {
    director.post("parameters/programme", &[("id", id)]).await.read()
}

on_both!(a_programme_is_named_to_the_letter_or_refused, |site| {
    let (director, candidate) = (site.staff(ADMINISTRATOR).await, site.candidate(EMAIL).await);
    let id = site.programme(INFORMATICS).await;
    for text in kinds() {
        let it = programme(&director, id.as_str()).await;
        let version = it.version.to_string();
        let pairs = [
            ("id", id.as_str()),
            ("version", version.as_str()),
            ("form[code]", &text),
            ("form[label]", &text),
            ("form[level]", &it.form.level),
            ("form[keywords]", &text),
            ("form[capacity]", &it.form.capacity),
            ("form[opens_on]", &it.form.opens_on),
            ("form[closes_on]", &it.form.closes_on),
            ("form[answer_days]", &it.form.answer_days),
        ];
        let answer = director.post("parameters/save_programme", &pairs).await;
        let (named, found_by) = (line(&text), words(&text, WORDS_MAX));
        let wrong = faults(&[
            (ParameterField::Code, &named),
            (ParameterField::Label, &named),
            (ParameterField::Keywords, &found_by),
        ]);
        if let (Ok(named), Ok(found_by)) = (named, found_by) {
            answer.done();
            let kept = programme(&director, id.as_str()).await.form;
            assert_eq!((&kept.code, &kept.label, &kept.keywords), (&named, &named, &found_by));
            let settings = page(&director, Place::ProgrammeSettings(id.clone())).await;
            for field_of in ["code", "label", "keywords"] {
                assert_eq!(field(&settings, field_of), named, "{field_of}");
            }
            for (actor, place) in [(&director, Place::Programmes), (&site.visitor(), Place::Offer)] {
                let shown = page(actor, place).await;
                assert!(shown.contains(&html(&named)), "{named:?} is not in: {shown}");
            }
            let shown = page(&candidate, Place::Apply(id.clone())).await;
            assert!(shown.contains(&html(&named)), "{named:?} is not in: {shown}");
        } else {
            assert_eq!(answer.refusal::<ParameterRefusal>(), ParameterRefusal::Unfit(wrong), "{text:?}");
        }
        // No number and no level is any of them.
        let pairs = pairs.map(|(name, value)| match name {
            "form[level]" | "form[capacity]" | "form[opens_on]" | "form[closes_on]" | "form[answer_days]" => {
                (name, text.as_str())
            }
            "form[code]" | "form[label]" => (name, "L1-INFO"),
            _ => (name, value),
        });
        let unfit = director.post("parameters/save_programme", &pairs).await;
        assert!(!unfit.status.is_success() && !unfit.status.is_server_error(), "{text:?}: {}", unfit.text());
        // And what is searched for is found or not, no more.
        director.post("parameters/programmes", &[("words", text.as_str())]).await.done();
    }
});

on_both!(a_required_document_is_described_to_the_letter_or_refused, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let candidate = site.candidate(EMAIL).await;
    let dossier = candidate.applied(INFORMATICS).await;
    let id = site.programme(INFORMATICS).await;
    for text in kinds() {
        let it = programme(&director, id.as_str()).await;
        let (version, requirement) = (it.version.to_string(), it.requirements[0].id.clone());
        let pairs = [
            ("id", id.as_str()),
            ("version", version.as_str()),
            ("requirement", requirement.as_str()),
            ("form[label]", &text),
            ("form[label_en]", &text),
            ("form[notice]", &text),
            ("form[notice_en]", &text),
            ("form[kind]", &text),
        ];
        let answer = director.post("parameters/save_requirement", &pairs).await;
        let (label, notice, kind) = (line(&text), words(&text, WORDS_MAX), blank_or_line(&text));
        let (label_en, notice_en) = (kind.clone(), notice.clone());
        let wrong = faults(&[
            (ParameterField::Label, &label),
            (ParameterField::LabelEnglish, &label_en),
            (ParameterField::Notice, &notice),
            (ParameterField::NoticeEnglish, &notice_en),
            (ParameterField::Kind, &kind),
        ]);
        let (Ok(label), Ok(notice), Ok(kind)) = (label, notice, kind) else {
            assert_eq!(answer.refusal::<ParameterRefusal>(), ParameterRefusal::Unfit(wrong), "{text:?}");
            continue;
        };
        answer.done();
        let kept = programme(&director, id.as_str()).await.requirements.swap_remove(0).form;
        assert_eq!((&kept.label, &kept.notice, &kept.kind), (&label, &notice, &kind));
        assert_eq!((&kept.label_en, &kept.notice_en), (&kind, &notice));
        let settings = page(&director, Place::ProgrammeSettings(id.clone())).await;
        for field_of in ["label", "label_en", "notice", "notice_en", "kind"] {
            assert_eq!(field(&settings, &format!("{field_of}-{requirement}")), label, "{field_of}");
        }
        for language in Language::ALL {
            candidate.choose(language).await.done();
            let shown = page(&candidate, Place::Dossier(dossier.clone())).await;
            assert!(shown.contains(&html(&label)), "{label:?} is not in: {shown}");
        }
    }
});

on_both!(a_campaign_is_named_to_the_letter_or_refused, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let candidate = site.candidate(EMAIL).await;
    for text in kinds() {
        let all: Vec<CampaignView> = director.post("parameters/campaigns", &[]).await.read();
        let (it, version) = (&all[0], all[0].version.to_string());
        let pairs = [
            ("id", it.id.as_str()),
            ("version", version.as_str()),
            ("form[label]", &text),
            ("form[opens_on]", &it.form.opens_on),
            ("form[closes_on]", &it.form.closes_on),
            ("form[max_candidatures]", &it.form.max_candidatures),
        ];
        let answer = director.post("parameters/save_campaign", &pairs).await;
        let named = line(&text);
        let wrong = faults(&[(ParameterField::Label, &named)]);
        let Ok(named) = named else {
            assert_eq!(answer.refusal::<ParameterRefusal>(), ParameterRefusal::Unfit(wrong), "{text:?}");
            continue;
        };
        answer.done();
        let shown = page(&director, Place::Campaigns).await;
        assert_eq!(field(&shown, &format!("label-{}", it.id)), named);
        for place in [Place::Home, Place::Portal, Place::Offer, Place::Candidatures, Place::Profile] {
            page(&candidate, place).await;
        }
        for place in [Place::Programmes, Place::Pile, Place::EnrolmentAsking, Place::PortalSettings] {
            page(&director, place).await;
        }
    }
});

on_both!(an_own_reason_is_kept_and_told_to_the_letter_or_refused, |site| {
    let (director, officer) = (site.staff(ADMINISTRATOR).await, site.staff(OFFICER).await);
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let own = async || {
        let all: Vec<GroundLine> = director.post("ground/all", &[]).await.read();
        all.into_iter().rfind(|it| it.own.is_some())
    };
    for text in kinds() {
        let before = own().await;
        let (code, version) = before.map_or((String::new(), 0), |it| (it.code, it.version));
        let version = version.to_string();
        let pairs = [("code", code.as_str()), ("version", &version), ("form[french]", &text), ("form[english]", &text)];
        let answer = director.post("ground/save", &pairs).await;
        let said = match line(&text) {
            Ok(said) => said,
            Err(fault) => {
                assert_eq!(
                    answer.refusal::<GroundRefusal>(),
                    GroundRefusal::Unfit(Faults([(Language::French, fault), (Language::English, fault)].to_vec())),
                    "{text:?}"
                );
                continue;
            }
        };
        answer.done();
        let it = own().await.expect("an own reason");
        assert_eq!(it.own.as_ref().map(|it| (&it.french, &it.english)), Some((&said, &said)));
        let shown = page(&director, Place::Grounds).await;
        assert_eq!(field(&shown, &format!("french-{}", it.code)), said);
        assert!(page(&officer, Place::Examination(id.clone())).await.contains(&html(&said)), "{said:?} is not offered");
        officer.judge(&id, 0, &[("ground", &it.code)]).await.done();
        assert_eq!(candidate.document(&id, 0).await.comment, Some(said.clone()));
        assert!(page(&candidate, Place::Dossier(id.clone())).await.contains(&html(&said)), "{said:?} is not told");
    }
});

async fn sheet(director: &Actor<'_>) -> TemplateSheet {
    let view: TemplateView = director.post("template/read", &[("template", "validation")]).await.read();
    view.sheets.into_iter().next().expect("French")
}

on_both!(the_words_of_a_letter_are_kept_and_sent_to_the_letter_or_refused, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let place = Place::Template(Template::Validation);
    let mut published = 0;
    for (nth, text) in kinds().into_iter().enumerate() {
        let version = sheet(&director).await.version.to_string();
        let which = [("template", "Validation"), ("language", "French")];
        let body = format!("{text}\n{{{{ link }}}}");
        let draft = [&which[..], &[("version", &version), ("subject", &text), ("body", &body)]].concat();
        let answer = director.post("template/draft", &draft).await;
        if !is_printable(&text) {
            assert_eq!(answer.refusal::<TemplateRefusal>(), TemplateRefusal::Unprintable, "{text:?}");
            continue;
        }
        answer.done();
        let seen = sheet(&director).await;
        assert_eq!((seen.subject.as_str(), seen.body.as_str()), (text.trim(), body.replace("\r\n", "\n").trim()));
        let shown = page(&director, place.clone()).await;
        assert_eq!((field(&shown, "subject-fr"), field(&shown, "body-fr")), (seen.subject, seen.body));
        let fits = seen.preview.expect("a draft");
        let answer = director.post("template/publish", &which).await;
        let Ok((subject, preview)) = fits else {
            assert_eq!(answer.refusal::<TemplateRefusal>(), TemplateRefusal::Unfit, "{text:?}");
            continue;
        };
        answer.done();
        published += 1;
        assert!(preview.contains("[link]") && !subject.contains(['\r', '\n']), "{text:?}");
        let email = format!("letter-{nth}@essai.example");
        site.sign_up(&email).await.done();
        let letter = site.letter(&email, "validation").await;
        assert!(letter.text.contains("jeton=") && !letter.subject.contains(['\r', '\n']), "{text:?}");
        if !text.contains('{') {
            assert!(letter.text.contains(text.trim()) && letter.subject.starts_with(text.trim()), "{text:?}");
        }
    }
    assert!(published > 20, "{published} were fit");
});

/// The draft of the registration home page, with the code of its last block.
async fn portal(director: &Actor<'_>) -> (PortalSheet, String) {
    let sheet: PortalSheet = director.post("portal/edit", &[]).await.read();
    let code = sheet.blocks.last().expect("a block").0.code.clone();
    (sheet, code)
}

on_both!(a_block_of_the_registration_page_is_kept_and_shown_to_the_letter_or_refused, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let mut published = 0;
    for text in kinds() {
        let (before, code) = portal(&director).await;
        let draft = before.draft.to_string();
        let pairs = [
            ("draft", draft.as_str()),
            ("code", &code),
            ("form[kind]", "main"),
            ("form[french][title]", &text),
            ("form[english][title]", &text),
            ("form[french][text]", &text),
            ("form[english][text]", &text),
        ];
        let answer = director.post("portal/save_block", &pairs).await;
        let kept = text.trim().replace("\r\n", "\n");
        if !is_printable(&text) || kept.chars().count() > 2 * usize::from(crate::domain::portal::TEXT_MAX) {
            assert_eq!(answer.refusal::<PortalRefusal>(), PortalRefusal::Unkeepable, "{text:?}");
            continue;
        }
        answer.done();
        let (now, _) = portal(&director).await;
        let (block, fault) = now.blocks.last().expect("the block");
        for it in [&block.french, &block.english] {
            assert_eq!((&it.title, &it.text), (&kept, &kept));
        }
        let edited = page(&director, Place::PortalSettings).await;
        assert_eq!(field(&edited, &format!("french-title-{code}")), kept);
        assert_eq!(field(&edited, &format!("english-text-{code}")), kept);
        let draft = now.draft.to_string();
        let answer = director.post("portal/publish", &[("draft", draft.as_str())]).await;
        if fault.is_some() {
            assert_eq!(answer.refusal::<PortalRefusal>(), PortalRefusal::Unfit, "{text:?}");
            continue;
        }
        answer.done();
        published += 1;
        let shown = page(&site.visitor(), Place::Portal).await;
        // Set as French is, and as text.
        assert!(shown.contains(&html(&typeset(&kept))), "{kept:?} is not in: {shown}");
    }
    assert!(published > 20, "{published} were fit");
});

on_both!(what_an_enrolment_asks_for_is_described_to_the_letter_or_refused, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let student = filled(site, EMAIL).await;
    let read = async || director.post("asking/all", &[]).await.read::<AskingList>();
    let first = read().await.all.swap_remove(0);
    for text in kinds() {
        let it = read().await.all.into_iter().find(|it| it.id == first.id).expect("the first");
        let version = it.version.to_string();
        let pairs = [
            ("id", it.id.as_str()),
            ("version", version.as_str()),
            ("form[kind]", &text),
            ("form[french]", &text),
            ("form[english]", &text),
            ("form[french_notice]", &text),
            ("form[english_notice]", &text),
            ("form[asked_of]", &it.form.asked_of),
            ("form[blocking]", &it.form.blocking),
            ("form[declinable]", &it.form.declinable),
        ];
        let answer = director.post("asking/save", &pairs).await;
        let (label, notice) = (line(&text), words(&text, WORDS_MAX));
        let wrong = faults(&[
            (AskingField::French, &label),
            (AskingField::English, &label),
            (AskingField::FrenchNotice, &notice),
            (AskingField::EnglishNotice, &notice),
            (AskingField::Kind, &label),
        ]);
        let Ok(label) = label else {
            assert_eq!(answer.refusal::<AskingRefusal>(), AskingRefusal::Unfit(wrong), "{text:?}");
            continue;
        };
        answer.done();
        let kept = read().await.all.into_iter().find(|it| it.id == first.id).expect("the first").form;
        let all = [&kept.kind, &kept.french, &kept.english, &kept.french_notice, &kept.english_notice];
        assert!(all.iter().all(|it| **it == label), "{kept:?}");
        let shown = page(&director, Place::EnrolmentAsking).await;
        assert!(shown.contains(&html(&label)), "{label:?} is not in: {shown}");
        page(&student, Place::EnrolmentDocuments).await;
    }
});
