//! What each call of the access table is called with.

use super::About;

/// Plausible arguments: what the pages send. `nobody` is an address that has no account.
pub(super) fn arguments(endpoint: &str, it: &About, version: &str, nobody: &str) -> Vec<(&'static str, String)> {
    let pairs: &[(&'static str, &str)] = match endpoint {
        "account/validate" => &[("token", "never-drawn")],
        "account/send_code_again" | "account/ask_reset" => &[("email", nobody)],
        "account/reset_password" => {
            &[("token", "never-drawn"), ("password", "Noisetier=1789"), ("password_again", "Noisetier=1789")]
        }
        "account/sign_in" => &[("login", nobody), ("password", "Noisetier=1789")],
        "review/sign_in" => &[("email", nobody), ("password", "Noisetier=1789")],
        "review/code" => &[("code", "000000")],
        "campaign/offer" => &[("words", "info")],
        "campaign/programme" => &[("id", &it.programme)],
        "campaign/apply" => &[("programme", &it.programme)],
        "candidature/dossier" | "candidature/cancel" | "transmission/transmit" => &[("id", it.pending.as_str())],
        "candidature/answer" => &[("id", it.transmitted.as_str()), ("answer", "Confirmed")],
        "transmission/receipts" | "review/examine" | "review/journal" => &[("id", it.transmitted.as_str())],
        "document/decline" | "document/remove" => {
            &[("candidature", it.pending.as_str()), ("requirement", it.requirement.as_str()), ("certified", "yes")]
        }
        "document/take_again" => &[
            ("candidature", it.pending.as_str()),
            ("requirement", it.asked_again.as_str()),
            ("from", it.accepted.as_str()),
        ],
        "profile/save_identity" => &[("form[family_name]", "Nouvelle"), ("seen", "1")],
        "profile/save_address" => &[("form[street]", "1 rue"), ("seen", "1")],
        "profile/save_baccalaureat" => &[("form[has_it]", "no"), ("seen", "1")],
        "settings/change_password" => &[("present", "x"), ("password", ""), ("password_again", "")],
        "settings/change_email" => &[("present", "x"), ("email", ""), ("email_again", "")],
        "settings/confirm_email" => &[("token", nobody)],
        "settings/end_session" => &[("id", "none")],
        "settings/send_again" => &[("id", &it.letter)],
        "records/ask" => &[("form[nationality]", "FR")],
        "records/confirm" => &[("seen", "1")],
        "studies/save_external" | "studies/save_internship" | "studies/save_experience" => {
            &[("form[year]", "2024"), ("seen", "0")]
        }
        "studies/remove" => &[("listing", "External"), ("number", "1"), ("seen", "0")],
        "ground/save" | "ground/hide" => {
            &[("code", "illegible"), ("version", "0"), ("hide", "yes"), ("form[french]", "Autre")]
        }
        "job/prepare" => &[("chosen[]", it.transmitted.as_str()), ("form[kind]", "favourable")],
        "job/read" | "job/confirm" => &[("id", &it.job)],
        "import/read" | "import/confirm" => &[("id", &it.import)],
        "accounts/find" => &[("words", "eloise")],
        "accounts/read" | "accounts/send_link_again" => &[("id", &it.account)],
        "account/sign_up" | "accounts/create" => &[("form[family_name]", "Nouvelle"), ("form[email]", nobody)],
        "profile/of" => &[("account", &it.account)],
        "account/choose_language" => &[("language", "en")],
        "certificate/verify" => &[("code", "CS-2026-ABCDEFGHJK")],
        "profile/communes" => &[("postal_code", "59300")],
        "parameters/programme" | "parameters/retire_programme" => {
            &[("id", &it.programme), ("version", "-1"), ("retire", "yes")]
        }
        "parameters/save_programme" | "parameters/add_programme" => &[
            ("id", &it.programme),
            ("version", "-1"),
            ("campaign", "none"),
            ("faculty", "none"),
            ("form[label]", "Autre"),
        ],
        "parameters/add_requirement"
        | "parameters/save_requirement"
        | "parameters/move_requirement"
        | "parameters/remove_model"
        | "parameters/remove_requirement" => &[
            ("id", &it.programme),
            ("version", "-1"),
            ("requirement", it.judged.as_str()),
            ("form[label]", "Autre"),
            ("up", "yes"),
        ],
        "parameters/save_campaign" | "parameters/open_campaign" | "parameters/close_campaign" => {
            &[("id", &it.campaign), ("version", "-1"), ("form[label]", "Autre")]
        }
        "parameters/prepare_campaign" => &[("id", &it.campaign), ("form[label]", "Autre")],
        "template/read" => &[("template", "validation")],
        "enrolment/autosave" | "enrolment/confirm" => &[("step", "situation"), ("form[children]", "1"), ("seen", "0")],
        "enrolment_settings/save" => &[("version", "-1"), ("form[children]", "no")],
        "enrolment_settings/save_rule" => &[("version", "-1"), ("form[cvec]", "yes")],
        "enrolment_settings/save_window" | "enrolment_settings/remove_window" => {
            &[("id", "none"), ("version", "-1"), ("form[kind]", "first")]
        }
        "template/draft" | "template/publish" | "template/drop_draft" | "template/reset" => &[
            ("template", "Validation"),
            ("language", "French"),
            ("version", "-1"),
            ("subject", "Autre"),
            ("body", "Autre"),
        ],
        "payment/begin" => &[("key", "k"), ("count", "1")],
        "payment/file" => &[("id", "e1")],
        "payment/ask_bank" => &[("id", "a1")],
        "payment/record" => &[("id", "a1"), ("transaction", "612345"), ("reason", "Vu au relevé")],
        "payment/settle_refund" => &[("id", "r1"), ("done", "yes")],
        "enrolment_document/decline" | "enrolment_document/remove" => {
            &[("requirement", it.declinable.as_str()), ("certified", "yes")]
        }
        "enrolment_desk/read" | "enrolment_desk/send_refusals" => &[("id", &it.enrolment)],
        "enrolment_desk/act" => {
            &[("id", &it.enrolment), ("version", "-1"), ("act", "verify_cvec"), ("reason", "Attestation vue")]
        }
        "enrolment_desk/exempt" => &[
            ("id", &it.enrolment),
            ("version", "-1"),
            ("form[ground]", "refugee"),
            ("form[extent]", "whole"),
            ("form[reason]", "Décision du président"),
        ],
        "enrolment_queue/open" => &[("query[document]", &it.given)],
        "enrolment_queue/judge" | "enrolment_queue/undo" => {
            &[("document", &it.given), ("version", "-1"), ("accept", "yes")]
        }
        "asking/add" | "asking/save_days" => &[("campaign", &it.campaign), ("form[french]", "Autre"), ("days", "x")],
        "asking/save" | "asking/move" | "asking/remove" => {
            &[("id", it.given_for.as_str()), ("version", "-1"), ("form[french]", "Autre"), ("up", "yes")]
        }
        "review/pile" | "enrolment_desk/table" | "payment/find" => &[("query[page]", "0")],
        "review/judge" => &[
            ("id", it.transmitted.as_str()),
            ("version", version),
            ("requirement", it.judged.as_str()),
            ("accept", "yes"),
        ],
        "review/waive" | "review/judge_again" => &[
            ("id", it.transmitted.as_str()),
            ("version", version),
            ("requirement", it.judged.as_str()),
            ("reason", "Grève du lycée"),
        ],
        "review/incomplete" => &[("id", it.transmitted.as_str()), ("version", version), ("deadline", "2027-01-31")],
        "review/complete" | "review/validate_avis" => &[("id", it.transmitted.as_str()), ("version", version)],
        "review/enter_avis" => &[("id", it.transmitted.as_str()), ("version", version), ("form[kind]", "favourable")],
        "cas/arrive" => &[("ticket", "ST-1")],
        "cas/sign_up" => &[("form[family_name]", "Nouvelle"), ("form[email]", nobody)],
        "cas/bind" => &[("password", "Noisetier=1789")],
        "cas/newcomer" | "cas/report" | "cas/check" => &[],
        "login/ask" => &[("identifiant", nobody)],
        "login/try" => &[("code", "123456")],
        "login/identifiant" => &[("email", nobody)],
        "login/link" => &[("form[number]", nobody)],
        "login/use_link" => &[("token", "never-drawn")],
        "portal/save_block" => &[("draft", "0"), ("form[kind]", "main"), ("form[french][title]", "Autre")],
        "portal/arrange" => &[("draft", "0"), ("code", "welcome"), ("how", "Up")],
        "portal/publish" => &[("draft", "-1")],
        "login/open" | "login/challenge" | "login/again" | "portal/read" | "portal/edit" | "portal/drop_draft" => &[],
        "account/who"
        | "account/sign_out"
        | "candidature/mine"
        | "enrolment/read"
        | "import/all"
        | "enrolment/steps"
        | "enrolment/start"
        | "enrolment/submit"
        | "enrolment/reopen"
        | "enrolment_settings/read"
        | "enrolment_document/all"
        | "asking/all"
        | "office/site"
        | "profile/take_up"
        | "settings/read"
        | "settings/letters"
        | "office/demo_mailbox"
        | "office/letters"
        | "profile/read"
        | "parameters/programmes"
        | "parameters/campaigns"
        | "ground/all"
        | "job/all"
        | "review/my_acts"
        | "template/all"
        | "payment/read"
        | "certificate/mine"
        | "timeline/read"
        | "profile/choices" => &[],
        other => panic!("say which arguments {other} takes"),
    };
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}
