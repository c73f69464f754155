//! What the registration home page says by itself (« Vous inscrire », who is concerned and when: seeds 000 and 002), and what is
//! said to those who edit it.

use super::{Text, limit, moment, say, text};
use crate::domain::enrolment::Kind;
use crate::domain::language::Language;
use crate::domain::portal::{Arrangement, BlockFault, BlockKind, PortalRefusal};
use crate::domain::time::{Moment, Phase};

pub const NOW: Text = text("Que faire maintenant ?", "What do I do now?");
pub const PERIODS: Text = text("Périodes d'inscription", "Enrolment periods");
pub const NO_YEAR: Text = text(
    "Les dates d'inscription ne sont pas encore connues. Revenez sur cette page.",
    "The dates of enrolment are not known yet. Come back to this page.",
);

/// The heading of the page.
pub fn title(year: Option<&str>, to: Language) -> String {
    let year = year.map_or_else(String::new, |it| format!(" {it}"));
    say(&format!("Inscriptions et réinscriptions{year}"), format!("Enrolment and re-enrolment{year}"), to)
}

/// What somebody of a population may do now.
pub const fn opening(kind: Kind, phase: Phase) -> Text {
    match (kind, phase) {
        (Kind::First, Phase::Open) => text(
            "Première inscription : c'est ouvert. Inscrivez-vous dès maintenant.",
            "First enrolment: it is open. Enrol now.",
        ),
        (Kind::First, Phase::Before) => {
            text("Première inscription : ce n'est pas encore ouvert.", "First enrolment: it is not open yet.")
        }
        (Kind::First, Phase::After) => text(
            "Première inscription : c'est fermé. Contactez votre service de scolarité.",
            "First enrolment: it is closed. Contact your registrar's office.",
        ),
        (Kind::Renewal, Phase::Open) => text(
            "Réinscription : c'est ouvert. Réinscrivez-vous dès maintenant.",
            "Re-enrolment: it is open. Enrol again now.",
        ),
        (Kind::Renewal, Phase::Before) => {
            text("Réinscription : ce n'est pas encore ouvert.", "Re-enrolment: it is not open yet.")
        }
        (Kind::Renewal, Phase::After) => text(
            "Réinscription : c'est fermé. Contactez votre service de scolarité.",
            "Re-enrolment: it is closed. Contact your registrar's office.",
        ),
    }
}

/// « du 8 juillet 2026 à 12 h 00 au 24 septembre 2026 à 23 h 59 (heure de Paris) ».
pub fn period(from: Moment, until: Moment, to: Language) -> String {
    let (from, until) = (moment(from, to), limit(until, to));
    say(&format!("du {from} au {until}"), format!("from {from} to {until}"), to)
}

pub const NOT_ADMITTED: Text = text("Pas encore admis(e) ?", "Not admitted yet?");
pub const APPLY_FIRST: Text = text("Déposez d'abord une candidature.", "Apply first.");
pub const NOT_CONCERNED: Text =
    text("Qui n'est pas concerné par l'inscription en ligne ?", "Whom does online enrolment not concern?");
pub const CONTINUING: Text = text(
    "Les stagiaires de formation continue : votre inscription se fait auprès du service de la formation continue.",
    "Trainees in continuing education: you enrol with the continuing education office.",
);
pub const EXCHANGE: Text = text(
    "Les étudiants bénéficiant d'un programme d'échange : votre inscription se fait auprès du service des relations internationales.",
    "Students of an exchange programme: you enrol with the international relations office.",
);
pub const OUTSIDE: Text = text(
    "Les étudiants extracommunautaires qui s'inscrivent pour la première fois : présentez-vous au service de scolarité avec votre visa ou votre titre de séjour.",
    "Students from outside the European Union who enrol for the first time: come to the registrar's office with your visa or residence permit.",
);
pub const WHERE_TO_WRITE: Text = text("Pour être orienté, écrivez à", "To be told where to go, write to");

pub const ENROL_TITLE: Text = text("Vous inscrire", "Enrol");
pub const TO_ENROL: Text =
    text("Pour vous inscrire ou compléter votre inscription :", "To enrol or to complete your enrolment:");
pub const ENROL: Text = text("M'INSCRIRE", "ENROL");

pub fn i_am_admitted(establishment: &str, to: Language) -> String {
    say(
        &format!("Je suis admis et autorisé à m'inscrire dans une formation de : {establishment}."),
        format!("I am admitted and allowed to enrol in a programme of: {establishment}."),
        to,
    )
}

/// On the first page of the site.
pub const HOME_LINK: Text = text("Inscriptions et réinscriptions", "Enrolment and re-enrolment");
pub const HOME_HELP: Text =
    text("Vous êtes admis(e) ? Procédez à votre inscription administrative :", "You are admitted? Go on to enrol:");

pub const SETTINGS: Text = text("Accueil des inscriptions", "Registration home page");
pub const SETTINGS_HELP: Text = text(
    "Ce que vous changez ici reste votre brouillon jusqu'à ce que vous le publiiez. Une ligne vide sépare deux paragraphes ; « - » ou « 1. » commence une ligne de liste ; un lien s'écrit [mots](https://adresse).",
    "What you change here stays your draft until you publish it. An empty line separates two paragraphs; “- ” or “1. ” begins a line of a list; a link is written [words](https://address).",
);
pub const SEE_PAGE: Text = text("Voir la page publiée", "See the page as published");
pub const DRAFT: Text = text(
    "Vous avez un brouillon : personne d'autre ne le voit tant que vous ne le publiez pas.",
    "You have a draft: nobody else sees it until you publish it.",
);
pub const PUBLISH: Text = text("Publier la page", "Publish the page");
pub const DROP: Text = text("Abandonner le brouillon", "Drop the draft");
pub const PREVIEW: Text = text("Aperçu", "Preview");
pub const KIND: Text = text("Présentation", "Appearance");
pub const TITLE_OF_BLOCK: Text = text("Titre du bloc", "Title of the block");
pub const TEXT_OF_BLOCK: Text = text("Texte du bloc", "Text of the block");
pub const KEEP: Text = text("Garder dans le brouillon", "Keep in the draft");
pub const ADD: Text = text("Ajouter un bloc", "Add a block");
pub const HIDDEN: Text = text("Masqué", "Hidden");
pub const UNTITLED: Text = text("Sans titre", "Untitled");
pub const EDIT: Text = text("Modifier", "Change");

pub const fn kind(it: BlockKind) -> Text {
    match it {
        BlockKind::Alert => text("Bandeau d'alerte", "Alert banner"),
        BlockKind::Main => text("Bloc principal", "Main block"),
        BlockKind::Warning => text("Avertissement (rouge)", "Warning (red)"),
        BlockKind::Aside => text("Bloc de côté", "Block beside"),
    }
}

pub const fn arrangement(it: Arrangement) -> Text {
    match it {
        Arrangement::Up => text("Monter", "Move up"),
        Arrangement::Down => text("Descendre", "Move down"),
        Arrangement::Hide => text("Masquer", "Hide"),
        Arrangement::Show => text("Montrer à nouveau", "Show again"),
        Arrangement::Remove => text("Supprimer", "Remove"),
    }
}

pub fn fault(it: &BlockFault, to: Language) -> String {
    let said = match it {
        BlockFault::Empty => text("Ce bloc est vide.", "This block is empty."),
        BlockFault::OneLanguage => text(
            "Ce bloc n'est écrit que dans une langue : complétez l'autre.",
            "This block is written in one language only: complete the other.",
        ),
        BlockFault::TitleTooLong { max } => {
            let french = format!("Le titre tient sur une ligne de {max} caractères au plus.");
            return say(&french, format!("A title is one line of at most {max} characters."), to);
        }
        BlockFault::TextTooLong { max } => {
            let french = format!("Le texte est trop long : {max} caractères au plus.");
            return say(&french, format!("The text is too long: {max} characters at most."), to);
        }
        BlockFault::Link(href) => {
            let french = format!("Un lien commence par https://, mailto: ou / ; celui-ci n'est pas accepté : {href}");
            return say(
                &french,
                format!("A link begins with https://, mailto: or /; this one is not taken: {href}"),
                to,
            );
        }
    };
    said.to(to).into_owned()
}

pub const fn refusal(it: PortalRefusal) -> Text {
    match it {
        PortalRefusal::Changed => text(
            "La page ou votre brouillon a changé entre-temps, dans un autre onglet ou par quelqu'un d'autre. Rechargez la page ; pour repartir de la page publiée, abandonnez votre brouillon.",
            "The page or your draft changed meanwhile, in another tab or by somebody else. Reload the page; to start from the published page, drop your draft.",
        ),
        PortalRefusal::Unkeepable => text(
            "Un caractère invisible, ou un texte bien trop long, ne peut pas être enregistré. Corrigez-le, puis recommencez.",
            "An invisible character, or a text that is far too long, cannot be kept. Correct it, then do it again.",
        ),
        PortalRefusal::Unfit => text(
            "Ce brouillon ne peut pas être publié : corrigez ce qui est signalé dans les blocs.",
            "This draft cannot be published: correct what is said in its blocks.",
        ),
        PortalRefusal::NoDraft => text(
            "Il n'y a plus de brouillon : il a été publié ou abandonné.",
            "There is no draft any more: it was published or dropped.",
        ),
        PortalRefusal::Full => text(
            "Cette page a déjà autant de blocs qu'elle peut en avoir.",
            "This page has as many blocks as it may have.",
        ),
    }
}
