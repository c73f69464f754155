//! What is said of the words of letters to those who change them.

use super::{Text, say, text};
use crate::domain::language::Language;
use crate::domain::template::{TemplateFault, TemplateRefusal};

pub const TEMPLATES: Text = text("Modèles de courriers", "Words of letters");
pub const TEMPLATES_HELP: Text = text(
    "Chaque courrier part avec les mots livrés, ou avec ceux que vous mettez à leur place.",
    "Each letter leaves with the words that are shipped, or with those that you put in their place.",
);
pub const LETTER: Text = text("Courrier", "Letter");
pub const WORDING: Text = text("Mots", "Words");
pub const SHIPPED: Text = text("Livrés", "As shipped");
pub const OWN: Text = text("Modifiés", "Changed");
pub const SUBJECT: Text = text("Objet", "Subject");
pub const BODY: Text = text("Texte", "Text");
pub const FRAME_HELP: Text = text(
    "Le bonjour, le numéro de dossier et la signature entourent ce texte d'eux-mêmes.",
    "The greeting, the file number and the signature stand around this text by themselves.",
);
pub const VARIABLES: Text = text("Ce que le texte peut nommer", "What the text may name");
pub const PREVIEW: Text = text("Aperçu", "Preview");
pub const SEE: Text = text("Voir l'aperçu", "See the preview");
pub const DRAFT: Text = text(
    "Ceci est votre brouillon : il ne part avec aucun courrier tant que vous ne l'enregistrez pas.",
    "This is your draft: it leaves with no letter until you save it.",
);
pub const PUBLISH: Text = text("Enregistrer ces mots", "Save these words");
pub const DROP: Text = text("Abandonner le brouillon", "Drop the draft");
pub const RESET: Text = text("Revenir aux mots livrés", "Back to the shipped words");

/// What a name stands for; empty for one that does not exist.
pub fn variable(name: &str) -> Text {
    match name {
        "name" => text("prénom et nom du candidat", "given and family name of the candidate"),
        "number" => text("numéro de dossier", "file number"),
        "establishment" => text("nom de l'établissement", "name of the establishment"),
        "contact" => text("adresse de contact", "contact address"),
        "link" => text("lien à usage unique", "link that works once"),
        "again" => text("page qui envoie un nouveau lien", "page that sends another link"),
        "sign_in" => text("page de connexion", "sign-in page"),
        "lost_password" => text("page du mot de passe oublié", "page for a forgotten password"),
        "lost_code" => text("page du code d'activation perdu", "page for a lost activation code"),
        "new_address" => text("nouvelle adresse mail", "new e-mail address"),
        "profile" => text("page du profil", "page of the profile"),
        "programme" => text("formation", "programme"),
        "faculty" => text("composante", "faculty"),
        "dossier" => text("page du dossier", "page of the file"),
        "by" => text("date limite", "deadline"),
        "at" => text("date de l'acte", "date of the act"),
        "reference" => text("référence de la transmission", "reference of the submission"),
        "receipt" => text("page de l'accusé de réception", "page of the receipt"),
        "documents" => text("pièces à corriger, une par ligne", "documents to correct, one a line"),
        "rank" => text("rang sur la liste complémentaire", "rank on the reserve list"),
        "ground" => text("motif", "ground"),
        "comment" => text("commentaire", "comment"),
        "identifiant" => text("identifiant apprenant", "learner identifier"),
        "enrol" => text("page de l'inscription", "page of the enrolment"),
        "amount" => text("montant", "amount"),
        "enrolment" => text("numéro de l'inscription", "number of the enrolment"),
        "payment" => text("référence du paiement", "reference of the payment"),
        "due" => text("droits dus", "fees due"),
        "fees" => text("page des droits, ligne par ligne", "page of the fees, line by line"),
        "pay" => text("page du paiement", "payment page"),
        "code" => text("code d'authentification", "one-time code"),
        "minutes" => text("minutes de validité du code", "minutes for which the code is valid"),
        "student_number" => text("numéro étudiant", "student number"),
        "year" => text("année universitaire", "academic year"),
        "student" => text("page du certificat et de la carte", "page of certificate and card"),
        _ => text("", ""),
    }
}

pub fn fault(it: &TemplateFault, to: Language) -> String {
    let said = match it {
        TemplateFault::SubjectMissing => text("L'objet est vide.", "The subject is empty."),
        TemplateFault::SubjectTooLong { max } => {
            let french = format!("L'objet est trop long : {max} caractères au plus.");
            return say(&french, format!("The subject is too long: {max} characters at most."), to);
        }
        TemplateFault::SubjectOfLines => text("L'objet tient sur une ligne.", "A subject is one line."),
        TemplateFault::BodyMissing => text("Le texte est vide.", "The text is empty."),
        TemplateFault::BodyTooLong { max } => {
            let french = format!("Le texte est trop long : {max} caractères au plus.");
            return say(&french, format!("The text is too long: {max} characters at most."), to);
        }
        TemplateFault::Unknown(names) => {
            let names = names.iter().map(|it| format!("{{{{ {it} }}}}")).collect::<Vec<_>>().join(", ");
            let french = format!("Ce courrier ne connaît pas : {names}. Utilisez les noms de la liste.");
            return say(&french, format!("This letter knows nothing of: {names}. Use the names of the list."), to);
        }
        TemplateFault::Broken => text(
            "Une accolade n'est pas refermée, ou une instruction n'est pas comprise. Écrivez {{ nom }} tel quel.",
            "A brace does not close, or an instruction is not understood. Write {{ name }} as it is.",
        ),
        TemplateFault::Lacks(name) => {
            let (french, english) = (variable(name).to(Language::French), variable(name).to(Language::English));
            let french =
                format!("Le texte doit contenir {{{{ {name} }}}} ({french}) : sans cela, ce courrier ne sert à rien.");
            let english =
                format!("The text must hold {{{{ {name} }}}} ({english}): without it this letter is of no use.");
            return say(&french, english, to);
        }
    };
    said.to(to).into_owned()
}

pub const fn refusal(it: TemplateRefusal) -> Text {
    match it {
        TemplateRefusal::Changed => text(
            "Quelqu'un a changé ces mots entre-temps. Votre brouillon est conservé : copiez-le, abandonnez-le, puis reprenez à partir des mots en vigueur.",
            "Somebody changed these words meanwhile. Your draft is kept: copy it, drop it, then start from the words in force.",
        ),
        TemplateRefusal::Unprintable => text(
            "Un caractère invisible ne peut pas être enregistré. Effacez-le, puis recommencez.",
            "An invisible character cannot be kept. Remove it, then do it again.",
        ),
        TemplateRefusal::Unfit => text(
            "Ce brouillon ne peut pas être enregistré : corrigez ce qui est signalé sous l'aperçu.",
            "This draft cannot be saved: correct what is said under the preview.",
        ),
        TemplateRefusal::NoDraft => text(
            "Il n'y a plus de brouillon : il a été enregistré ou abandonné.",
            "There is no draft any more: it was saved or dropped.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::letter::{COMMON_VARIABLES, Template};

    #[test]
    fn every_name_that_a_letter_may_use_is_explained() {
        for name in Template::ALL.iter().flat_map(|it| it.variables()).chain(COMMON_VARIABLES) {
            assert_ne!(variable(name), text("", ""), "{name}");
        }
    }
}
