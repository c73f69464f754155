//! What is said of the parameters of the establishment: programmes, the documents that they ask for, campaigns.

use super::{Counted, Text, counted, fault, say, text};
use crate::domain::language::Language;
use crate::domain::parameters::{ParameterField, ParameterRefusal};
use crate::domain::time::Phase;

pub const PROGRAMMES: Text = text("Formations", "Programmes");
pub const NEW_PROGRAMME: Text = text("Ajouter une formation", "Add a programme");
pub const SEARCH_HINT: Text = text("Intitulé, code, mots-clés", "Label, code, keywords");
pub const CAMPAIGN: Text = text("Campagne", "Campaign");
pub const FACULTY: Text = text("Composante", "Faculty");
pub const WINDOW: Text = text("Candidatures", "Applications");
pub const RETIRED: Text = text("Retirée de l'offre", "Taken out of the offer");
pub const OFFERED: Text = text("Dans l'offre", "In the offer");
pub const SETTINGS: Text = text("Paramètres", "Settings");
pub const SAVE: Text = text("Enregistrer", "Save");
pub const ADD: Text = text("Ajouter", "Add");
pub const RETIRE: Text = text("Retirer de l'offre", "Take out of the offer");
pub const RESTORE: Text = text("Remettre dans l'offre", "Put back into the offer");
pub const RETIRE_HELP: Text = text(
    "Une formation retirée n'apparaît plus dans l'offre. Les candidatures déjà créées suivent leur cours.",
    "A programme that was taken out no longer appears in the offer. Applications made before go on.",
);
pub const CLOSING_HELP: Text = text(
    "Le dernier jour compte en entier (heure de Paris). Repousser la date repousse aussi celle des dossiers en cours ; l'avancer ne la change pas pour eux.",
    "The last day counts whole (Paris time). A later date also moves that of the files in the making; an earlier one does not change theirs.",
);
pub const KEYWORDS_HELP: Text = text(
    "Mots qui font trouver la formation, séparés par des blancs.",
    "Words that lead to the programme, with blanks between.",
);
pub const ANSWER_HELP: Text = text(
    "Jours laissés au candidat pour répondre à un avis favorable.",
    "Days that a candidate has to answer a favourable decision.",
);
pub const REQUIREMENTS: Text = text("Pièces demandées", "Documents asked for");
pub const NO_REQUIREMENT: Text = text("Aucune pièce n'est demandée.", "No document is asked for.");
pub const ADD_REQUIREMENT: Text = text("Ajouter une pièce", "Add a document");
pub const ADD_REQUIREMENT_HELP: Text = text(
    "Les dossiers déjà transmis en sont dispensés ; les autres devront la fournir.",
    "Files that were submitted already are exempt from it; the others will have to give it.",
);
pub const CONDITIONAL: Text = text(
    "Conditionnelle : le candidat peut certifier ne pas être concerné",
    "Conditional: candidates may certify that it does not concern them",
);
pub const MODEL: Text = text("Modèle à télécharger (PDF)", "Model to download (PDF)");
pub const MODEL_HELP: Text = text(
    "Un formulaire à compléter ou une notice : PDF, 4 Mo au plus. Un nouveau modèle remplace aussitôt l'ancien.",
    "A form to fill in, or a notice: PDF, at most 4 MB. A new model takes the place of the old one at once.",
);
pub const REMOVE_MODEL: Text = text("Supprimer le modèle", "Remove the model");
pub const MOVE_UP: Text = text("Monter", "Move up");
pub const MOVE_DOWN: Text = text("Descendre", "Move down");
pub const REMOVE: Text = text("Supprimer", "Remove");
pub const CAMPAIGNS: Text = text("Campagnes", "Campaigns");
pub const CURRENT: Text =
    text("Campagne actuelle : les nouveaux comptes y sont créés.", "Current campaign: new accounts belong to it.");
pub const NO_CAMPAIGN: Text = text(
    "Il n'y a encore aucune campagne. La première est créée sur le serveur, par la commande « guichet establish ».",
    "There is no campaign yet. The first one is made on the server, by the command “guichet establish”.",
);
pub const OPEN_NOW: Text = text("Ouvrir maintenant", "Open now");
pub const CLOSE_NOW: Text = text("Fermer maintenant", "Close now");
pub const CLOSE_HELP: Text = text(
    "Plus personne ne pourra créer de candidature. Les dossiers commencés gardent leur date limite.",
    "Nobody will be able to create an application any more. Files that were begun keep their deadline.",
);
pub const PREPARE: Text = text("Préparer la campagne suivante", "Prepare the next campaign");
pub const PREPARE_HELP: Text = text(
    "Les formations et leurs pièces sont copiées, leurs dates décalées comme celle de l'ouverture. Tout reste modifiable ensuite. Les comptes ne sont pas copiés : chaque campagne a les siens.",
    "Programmes and their documents are copied, their dates moved along with the opening. All can be changed afterwards. Accounts are not copied: each campaign has its own.",
);

pub const fn field(it: ParameterField) -> Text {
    match it {
        ParameterField::Code => text("Code", "Code"),
        ParameterField::Label => text("Intitulé", "Label"),
        ParameterField::LabelEnglish => text("Intitulé en anglais", "Label in English"),
        ParameterField::Level => text("Niveau", "Level"),
        ParameterField::Keywords => text("Mots-clés", "Keywords"),
        ParameterField::Capacity => text("Places", "Places"),
        ParameterField::OpensOn => text("Premier jour", "First day"),
        ParameterField::ClosesOn => text("Dernier jour", "Last day"),
        ParameterField::AnswerDays => text("Jours pour répondre", "Days to answer"),
        ParameterField::MaxCandidatures => text("Candidatures par personne", "Applications per person"),
        ParameterField::Notice => text("Ce qui est attendu", "What is expected"),
        ParameterField::NoticeEnglish => text("Ce qui est attendu, en anglais", "What is expected, in English"),
        ParameterField::Kind => text(
            "Genre (le même mot dans chaque formation qui demande la même chose)",
            "Kind (the same word in every programme that asks for the same thing)",
        ),
    }
}

pub const fn phase(it: Phase) -> Text {
    match it {
        Phase::Before => text("À venir", "To come"),
        Phase::Open => text("Ouverte", "Open"),
        Phase::After => text("Fermée", "Closed"),
    }
}

pub fn refusal(it: &ParameterRefusal, to: Language) -> String {
    let said = match it {
        ParameterRefusal::Changed => text(
            "Quelqu'un a enregistré entre-temps. Ce que vous avez saisi est encore à l'écran : rechargez la page pour voir ce qui est enregistré, puis recommencez.",
            "Somebody saved meanwhile. What you typed is still on the screen: reload the page to see what is saved, then do it again.",
        ),
        ParameterRefusal::Unfit(faults) => {
            let line = |(it, why): &(ParameterField, _)| {
                let (label, why) = (field(*it).to(to), fault(*why, to));
                say(&format!("{label} : {why}"), format!("{label}: {why}"), to)
            };
            return faults.0.iter().map(line).collect::<Vec<_>>().join(" ");
        }
        ParameterRefusal::CodeTaken => text(
            "Une autre formation de la campagne porte ce code.",
            "Another programme of the campaign has this code.",
        ),
        ParameterRefusal::AlreadyGiven { count } => {
            let change = text(
                "Vous pouvez changer son intitulé, ou la rendre conditionnelle.",
                "You may change its label, or make it conditional.",
            );
            return format!("{} {}", GIVEN.to(*count, to), change.to(to));
        }
        ParameterRefusal::NotInPhase => text(
            "Cette campagne n'est pas dans l'état voulu. Changez plutôt ses dates.",
            "This campaign is not in the right state. Change its dates instead.",
        ),
        ParameterRefusal::Overlaps => text(
            "Une autre campagne a lieu pendant ces jours. Changez d'abord ses dates, ou fermez-la.",
            "Another campaign runs during these days. First change its dates, or close it.",
        ),
    };
    said.to(to).into_owned()
}

pub const FOUND: Counted = counted(text("{} formation", "{} programme"), text("{} formations", "{} programmes"));
pub const CANDIDATURES: Counted =
    counted(text("{} candidature", "{} application"), text("{} candidatures", "{} applications"));

/// Why a document cannot be removed.
pub const GIVEN: Counted = counted(
    text(
        "{} dépôt a été fait pour cette pièce : elle ne peut plus être supprimée.",
        "{} deposit was made for this document: it can no longer be removed.",
    ),
    text(
        "{} dépôts ont été faits pour cette pièce : elle ne peut plus être supprimée.",
        "{} deposits were made for this document: it can no longer be removed.",
    ),
);

pub fn contents(programmes: i64, accounts: i64, to: Language) -> String {
    [FOUND.to(programmes, to), super::invitation::FOUND.to(accounts, to)].join(", ")
}

pub const SHARED: Text = text(
    "Pièce commune : un seul dépôt sert toutes les candidatures en cours",
    "Shared document: one deposit serves all open applications",
);
