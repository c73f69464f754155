//! The steps of the enrolment: their names, questions, answers, and what is said when something does not go.
//! Vocabulary: Pégase, IA Primo and their guides (reference/peers.md §2.1–2.3).

use super::{Text, limit, say, text};
use crate::domain::admission::{Exclusion, Source};
use crate::domain::enrolment::{Asked, Condition, FillingRefusal, Question, Step, StepState};
use crate::domain::language::Language;
use crate::domain::time::{Moment, Phase};

pub const STEPS: Text = text("Les étapes de votre inscription", "The steps of your enrolment");
pub const START: Text = text("Commencer mon inscription", "Begin to enrol");
pub const GO_ON: Text = text("Reprendre mon inscription", "Go on with my enrolment");
pub const CONSULT: Text = text("Consulter mon inscription", "Look at my enrolment");
pub const CONFIRM: Text = text("Enregistrer et continuer", "Save and continue");
pub const CHANGE: Text = text("Corriger", "Correct");
pub const BACK: Text = text("Revenir à l'étape sans rien changer", "Go back to the step without a change");
pub const TO_DO: Text = text("À faire maintenant", "To be done now");
pub const NOTHING_TO_DO: Text = text("Vous n'avez rien à faire pour l'instant.", "There is nothing for you to do now.");
pub const WITHDRAWN: Text = text("admission retirée", "admission withdrawn");
pub const COUNTS_FIRST: Text = text("formation principale", "main programme");
pub const COUNTS_FIRST_HELP: Text = text(
    "Si vous choisissez plusieurs formations, la première au regard des droits est la plus chère ; elle est calculée pour vous.",
    "If you choose several programmes, the one that counts first for fees is the dearest; it is worked out for you.",
);
pub const CHOOSE_ONE: Text = text("Choisissez au moins une formation.", "Choose at least one programme.");
pub const CHOOSE: Text = text("Dans quelle formation vous inscrivez-vous ?", "Which programme do you enrol in?");
pub const KNOWN: Text = text(
    "Nous avons déjà ces informations : relisez-les, puis continuez. Rien n'est à saisir de nouveau.",
    "We have this information already: read it, then continue. Nothing has to be typed again.",
);
pub const INCOMPLETE: Text = text(
    "Il manque quelque chose dans cette rubrique de votre profil. Complétez-la ici : vous reviendrez à cette étape.",
    "Something is missing in this section of your profile. Complete it here: you will come back to this step.",
);
pub const MORE: Text = text("Informations complémentaires", "Further information");
pub const TO_CORRECT: Text = text(
    "Ce que vous avez saisi est enregistré. L'étape sera complète quand les points ci-dessous seront corrigés.",
    "What you typed is saved. The step will be complete once the points below are corrected.",
);
pub const NOT_STARTED: Text = text("Commencez d'abord votre inscription.", "Begin to enrol first.");
pub const CLOSED_FORM: Text = text(
    "Votre inscription est terminée : vous la relisez ici. Pour la modifier, choisissez « Corriger » dans le récapitulatif.",
    "Your enrolment is submitted: you read it here. To change it, choose “Correct” in the summary.",
);

// Autosave.
pub const NOT_SAVED: Text = text(
    "L'enregistrement a échoué. Ce que vous avez saisi est encore à l'écran ; un nouvel essai aura lieu dans quelques secondes.",
    "Saving failed. What you typed is still on the screen; it will be tried again in a few seconds.",
);

/// « Enregistré à 14 h 05 ».
pub fn saved_at(it: Moment, to: Language) -> String {
    let (hour, minute) = (it.hour, it.minute);
    say(&format!("Enregistré à {hour}\u{a0}h\u{a0}{minute:02}"), format!("Saved at {hour}:{minute:02}"), to)
}

// CVEC.
pub const CVEC_NOT_CONCERNED: Text = text(
    "La CVEC ne vous concerne pas : votre régime d'études n'y est pas soumis. Vous n'avez rien à payer ni à fournir.",
    "The CVEC does not concern you: it is not owed under your regime of studies. There is nothing to pay or to give.",
);
pub const CVEC_WHY: Text = text(
    "Toute personne en formation initiale ou en apprentissage obtient une attestation CVEC avant de s'inscrire, en payant ou en étant exonérée (boursiers, réfugiés). Elle n'est due qu'une fois par année, même pour plusieurs inscriptions.",
    "Everybody in initial education or apprenticeship obtains a CVEC certificate before enrolling, by paying or by being exempt (scholarship holders, refugees). It is owed once a year, even for several enrolments.",
);
pub const CVEC_SITE: Text = text("Obtenir mon attestation CVEC", "Obtain my CVEC certificate");
pub const CVEC_OTHER_YEAR: Text = text(
    "Ce numéro semble être celui d'une autre année : son chiffre ne correspond pas. Vérifiez-le ; s'il est bien celui de votre attestation, continuez.",
    "This number seems to be of another year: its digit does not fit. Check it; if it is the one on your certificate, continue.",
);

// The steps that others fill.
pub const FEES_OF: Text = text("Vos droits dépendent de ce qui suit", "Your fees depend on what follows");
pub const NEXT_STEP: Text = text("Étape suivante", "Next step");

// Handing over.
pub const SUBMIT: Text = text("Terminer mon inscription", "Submit my enrolment");
pub const SUBMIT_HELP: Text = text(
    "Vous pourrez encore la corriger jusqu'à ce qu'elle soit validée.",
    "You can still correct it until it is validated.",
);
pub const OBSTACLES: Text = text("Avant de terminer, complétez", "Before you submit, complete");
pub const REOPEN_HELP: Text = text(
    "Une erreur ? Reprenez votre inscription : tout ce que vous avez donné est conservé.",
    "A mistake? Take your enrolment back: all that you gave is kept.",
);
pub const RECAP_PDF: Text = text("Télécharger le récapitulatif (PDF)", "Download the summary (PDF)");

pub const fn step(it: Step) -> Text {
    match it {
        Step::Programmes => text("Formation", "Programme"),
        Step::Cvec => text("CVEC (contribution de vie étudiante et de campus)", "CVEC (student life contribution)"),
        Step::Identity => text("État civil et naissance", "Civil status and birth"),
        Step::Baccalaureat => text("Bac et premières inscriptions", "Baccalaureat and first enrolments"),
        Step::Address => text("Adresses et contacts", "Addresses and contacts"),
        Step::Situation => text("Situation", "Situation"),
        Step::Rights => text("Bourse, exonération, régime", "Scholarship, exemption, regime"),
        Step::Agreements => text("Accords", "Agreements"),
        Step::Documents => text("Pièces justificatives", "Documents"),
        Step::Fees => text("Droits d'inscription", "Fees"),
        Step::Payment => text("Paiement", "Payment"),
        Step::Summary => text("Récapitulatif", "Summary"),
    }
}

pub const fn step_state(it: StepState) -> Text {
    match it {
        StepState::Empty => text("À remplir", "To fill in"),
        StepState::ToCorrect => text("À compléter", "To complete"),
        StepState::ToConfirm => text("À confirmer", "To confirm"),
        StepState::Complete => text("Terminée", "Done"),
        StepState::Later => text("Plus tard", "Later"),
        StepState::Waiting => text("En cours de vérification", "Being checked"),
    }
}

/// « étape 3 sur 12 ».
pub fn place(nth: usize, of: usize, to: Language) -> String {
    say(&format!("étape {nth} sur {of}"), format!("step {nth} of {of}"), to)
}

/// Where what is shown was given.
pub const fn origin(it: Source) -> Text {
    match it {
        Source::Candidature => text("donné dans votre candidature", "given in your application"),
        Source::Parcoursup => text("donné par Parcoursup", "given by Parcoursup"),
        Source::MonMaster => text("donné par Mon Master", "given by Mon Master"),
        Source::Other => text("donné à votre admission", "given when you were admitted"),
        Source::Renewal => text("connu de la scolarité", "known to the university's records"),
    }
}

pub const fn exclusion(it: Exclusion) -> Text {
    match it {
        Exclusion::ContinuingEducation => text(
            "Les stagiaires de formation continue ne s'inscrivent pas en ligne : adressez-vous au service de formation continue.",
            "Those in continuing education do not enrol online: ask the office of continuing education.",
        ),
        Exclusion::Exchange => text(
            "Les étudiants d'un programme d'échange ne s'inscrivent pas en ligne : adressez-vous au service des relations internationales.",
            "Exchange students do not enrol online: ask the international office.",
        ),
        Exclusion::NonEuropean => text(
            "Les étudiants de nationalité extracommunautaire ne s'inscrivent pas en ligne : adressez-vous au service de scolarité de votre composante.",
            "Students from outside the European Union do not enrol online: ask the registry of your faculty.",
        ),
    }
}

/// When one may enrol: what comes, or what is over, and what is kept.
pub fn phase(phase: Phase, windows: &[(Moment, Moment)], now: Moment, to: Language) -> String {
    let coming = windows.iter().find(|(opens, _)| opens.at > now.at);
    let running = windows.iter().find(|(opens, closes)| opens.at <= now.at && now.at < closes.at);
    match (phase, running, coming) {
        (Phase::Open, Some((_, closes)), _) => {
            let until = limit(*closes, to);
            say(&format!("Jusqu'au {until}."), format!("Until {until}."), to)
        }
        (Phase::Before, _, Some((opens, _))) => {
            let from = super::moment(*opens, to);
            let french = format!("L'inscription ouvre le {from}. Ce qui est déjà enregistré est conservé.");
            say(&french, format!("Enrolment opens on {from}. What is saved already is kept."), to)
        }
        _ => {
            let french = "L'inscription est fermée. Ce que vous avez saisi est conservé ; adressez-vous au service de scolarité de votre composante.";
            let english = "Enrolment is closed. What you typed is kept; ask the registry of your faculty.";
            say(french, english.to_owned(), to)
        }
    }
}

pub fn refusal(it: &FillingRefusal, to: Language) -> String {
    let said = match it {
        FillingRefusal::NotInState => text(
            "Cela n'est pas possible dans l'état actuel de votre inscription. Rechargez la page pour voir où elle en est.",
            "This is not possible as your enrolment stands. Reload the page to see where it is.",
        ),
        FillingRefusal::OutsideWindow(Phase::Before) => text(
            "L'inscription n'est pas encore ouverte pour vous. Ce que vous avez saisi est conservé.",
            "Enrolment is not open to you yet. What you typed is kept.",
        ),
        FillingRefusal::OutsideWindow(_) => text(
            "L'inscription est fermée. Ce que vous avez saisi est conservé ; adressez-vous au service de scolarité.",
            "Enrolment is closed. What you typed is kept; ask the registry.",
        ),
        FillingRefusal::Excluded => text(
            "Vous ne vous inscrivez pas en ligne : voyez ci-dessous à qui vous adresser.",
            "You do not enrol online: see below whom to ask.",
        ),
        FillingRefusal::Changed => text(
            "Cette étape a été enregistrée entre-temps, dans un autre onglet ou sur un autre appareil. Ce que vous avez saisi est encore à l'écran : rechargez la page pour voir ce qui est enregistré, puis corrigez-le.",
            "This step was saved meanwhile, in another tab or on another device. What you typed is still on the screen: reload the page to see what is saved, then correct it.",
        ),
        FillingRefusal::Steps(steps) => {
            let names: Vec<_> = steps.iter().map(|it| step(*it).to(to)).collect();
            let names = names.join(", ");
            return say(&format!("Il reste à compléter : {names}."), format!("Still to be completed: {names}."), to);
        }
    };
    said.to(to).into_owned()
}

// Settings.
pub const SETTINGS: Text = text("Paramètres de l'inscription", "Settings of enrolment");
pub const QUESTIONS: Text = text("Questions posées", "Questions that are put");
pub const QUESTIONS_HELP: Text = text(
    "Ne demandez que ce dont vous avez besoin. Les questions dont dépendent les droits et les pièces ne sont pas listées : elles sont toujours posées.",
    "Ask only what you need. Questions on which fees and documents depend are not listed: they are always put.",
);
pub const EUROPEANS_ONLY: Text = text(
    "Réserver l'inscription en ligne aux ressortissants européens",
    "Keep online enrolment to nationals of European countries",
);
pub const RULE: Text = text("Quand une inscription devient effective", "When an enrolment becomes effective");
pub const RULE_HELP: Text = text(
    "L'étudiant doit toujours avoir terminé son inscription. Cochez ce qui doit aussi être là avant que l'inscription soit validée et que le certificat puisse être délivré. Un changement vaut pour la suite : ce qui est validé le reste, et une inscription à qui plus rien ne manque devient effective à la prochaine vérification d'une pièce, au prochain paiement, ou quand un gestionnaire choisit « Valider l'inscription ».",
    "The student must always have submitted the enrolment. Tick what must be there too before it is validated and the certificate can be had. A change holds from now on: what is validated stays so, and an enrolment that waits for nothing any more becomes effective with the next document that is checked, the next payment, or when an officer chooses “Validate the enrolment”.",
);
pub const SAVE_RULE: Text = text("Enregistrer la règle", "Save the rule");
pub const PERIODS: Text = text("Périodes par population", "Periods for each population");
pub const NEW_PERIOD: Text = text("Ajouter une période", "Add a period");
pub const REMOVE_PERIOD: Text = text("Supprimer la période", "Remove the period");
pub const POPULATION: Text = text("Population", "Who enrols");
pub const OPENS_ON: Text = text("Ouvre le", "Opens on");
pub const OPENS_HOUR: Text = text("à (heure)", "at (hour)");
pub const CLOSES_ON: Text = text("Dernier jour", "Last day");

pub const fn condition(it: Condition) -> Text {
    match it {
        Condition::Cvec => text("La CVEC est donnée", "The CVEC is given"),
        Condition::FirstInstalment => text(
            "Le premier paiement est reçu, ou rien n'est à payer",
            "The first payment is received, or nothing is due",
        ),
        Condition::BlockingDocuments => {
            text("Les pièces bloquantes sont validées", "The blocking documents are accepted")
        }
    }
}

pub const fn asked(it: Asked) -> Text {
    match it {
        Asked::No => text("Non posée", "Not put"),
        Asked::Optional => text("Facultative", "Optional"),
        Asked::Required => text("Obligatoire", "Required"),
    }
}

pub const fn question(it: Question) -> Text {
    match it {
        Question::Cvec => text("Numéro d'attestation CVEC", "Number of the CVEC certificate"),
        Question::FirstHigherYear => text(
            "Première inscription dans l'enseignement supérieur (année)",
            "First enrolment in higher education (year)",
        ),
        Question::FirstUniversityYear => text(
            "Première inscription dans une université française (année)",
            "First enrolment in a French university (year)",
        ),
        Question::FirstHereYear => {
            text("Première inscription dans notre établissement (année)", "First enrolment in our university (year)")
        }
        Question::SameAddress => {
            text("Habitez-vous à cette adresse pendant l'année ?", "Do you live at this address during the year?")
        }
        Question::StudyStreet => text("Adresse pendant l'année", "Address during the year"),
        Question::StudyPostalCode => text("Code postal pendant l'année", "Postal code during the year"),
        Question::StudyCity => text("Ville pendant l'année", "Town or city during the year"),
        Question::BackupEmail => text("Adresse mail de secours", "Second e-mail address"),
        Question::ContactPhone => text("Téléphone", "Telephone"),
        Question::EmergencyName => text("Personne à prévenir en cas d'urgence", "Person to be told in an emergency"),
        Question::EmergencyPhone => text("Téléphone de cette personne", "Telephone of this person"),
        Question::FamilySituation => text("Situation familiale", "Family situation"),
        Question::Children => text("Nombre d'enfants", "Number of children"),
        Question::PcsSelf => text("Votre catégorie socioprofessionnelle", "Your occupational category"),
        Question::PcsParent1 => text("Catégorie du premier parent", "Category of the first parent"),
        Question::PcsParent2 => text("Catégorie du second parent", "Category of the second parent"),
        Question::WorkingShare => text("Activité professionnelle pendant l'année", "Paid work during the year"),
        Question::PreviousYear => text("Votre situation l'année précédente", "Your situation in the year before"),
        Question::LastDiploma => text("Dernier diplôme obtenu", "Latest diploma obtained"),
        Question::Scholarship => text("Bourse sur critères sociaux", "Scholarship on social criteria"),
        Question::ScholarshipNotice => {
            text("Numéro de la notification de bourse", "Number of the scholarship notification")
        }
        Question::Exemption => text("Exonération demandée", "Exemption claimed"),
        Question::GapYear => text("Césure", "Gap period (césure)"),
        Question::SpecialRegime => text("Régime spécial d'études", "Special regime of studies"),
        Question::Transfer => text(
            "Venez-vous d'un autre établissement supérieur (transfert) ?",
            "Do you come from another institution of higher education (transfer)?",
        ),
        Question::TransferFrom => text("Établissement de départ", "Institution that you come from"),
        Question::Charter => text(
            "Je m'engage à respecter le règlement intérieur et la charte informatique.",
            "I undertake to respect the internal rules and the IT charter.",
        ),
        Question::PrivacyNotice => text(
            "J'ai lu la notice sur le traitement de mes données personnelles.",
            "I have read the notice on how my personal data are processed.",
        ),
        Question::ImageRights => text("Autorisez-vous l'usage de votre image ?", "Do you allow the use of your image?"),
        Question::Instalments => text("Nombre d'échéances de paiement", "Number of instalments"),
    }
}

/// Under a question; blank where its label says all.
pub const fn help(it: Question) -> Text {
    match it {
        Question::Cvec => text(
            "14 signes, par exemple TOU6-ABC123-4D ; avec ou sans tirets.",
            "14 signs, for example TOU6-ABC123-4D; with or without dashes.",
        ),
        Question::FirstHigherYear | Question::FirstUniversityYear | Question::FirstHereYear => text(
            "Le début de l'année universitaire : 2026 pour 2026-2027.",
            "When the academic year began: 2026 for 2026-2027.",
        ),
        Question::StudyStreet | Question::StudyPostalCode | Question::StudyCity => {
            text("Seulement si vous habitez ailleurs pendant l'année.", "Only if you live elsewhere during the year.")
        }
        Question::ScholarshipNotice => text("Seulement si vous êtes boursier.", "Only if you hold a scholarship."),
        Question::TransferFrom => text("Seulement en cas de transfert.", "Only in case of a transfer."),
        Question::Instalments => text(
            "La première échéance se règle tout de suite ; les suivantes, un et deux mois après.",
            "The first is paid at once; the others one and two months later.",
        ),
        _ => text("", ""),
    }
}
