//! What is said of documents.

use crate::domain::document::{DocumentRefusal, DocumentState, FileFault};
use crate::domain::review::Ground;

pub fn state(it: DocumentState) -> &'static str {
    match it {
        DocumentState::Missing => "À déposer",
        DocumentState::Deposited => "Déposée",
        DocumentState::Accepted => "Validée",
        DocumentState::Refused => "Refusée",
        DocumentState::NotConcerned => "Non concerné",
        DocumentState::Waived => "Dispensée",
    }
}

/// What happened to a file that was not taken.
pub fn file_fault(it: FileFault) -> &'static str {
    match it {
        FileFault::NoFile => "Aucun fichier n'a été choisi.",
        FileFault::Empty => "Ce fichier est vide (0 octet).",
        FileFault::TooLarge => "Ce fichier dépasse 4 Mo.",
        FileFault::WrongType => "Ce fichier n'est ni un PDF, ni un JPG, ni un PNG, quel que soit son nom.",
        FileFault::Heic => "Cette photo est au format HEIC, que l'université ne peut pas lire.",
        FileFault::Truncated => "La fin de ce fichier manque : il a sans doute été coupé pendant une copie.",
        FileFault::Encrypted => "Ce PDF est protégé par un mot de passe : personne ne pourrait l'ouvrir.",
        FileFault::Polyglot => "Ce fichier contient deux formats à la fois et ne peut pas être accepté.",
        FileFault::Bomb => "Cette image ou ce PDF est démesuré une fois ouvert.",
        FileFault::Active => "Ce PDF contient un programme ou d'autres fichiers.",
        FileFault::Unreadable => "Ce fichier est endommagé : il ne peut pas être lu.",
    }
}

/// What to do about it.
pub fn file_advice(it: FileFault) -> &'static str {
    match it {
        FileFault::NoFile => "Choisissez un fichier PDF, JPG ou PNG de 4 Mo au plus, puis déposez-le.",
        FileFault::Empty => "Ouvrez-le pour vérifier son contenu, enregistrez-le à nouveau, puis déposez-le.",
        FileFault::TooLarge => {
            "Réduisez-le : numérisez en 150 points par pouce, en niveaux de gris, ou photographiez en plus petit."
        }
        FileFault::WrongType => {
            "Exportez le document en PDF (« Enregistrer sous » ou « Imprimer en PDF »), ou photographiez-le."
        }
        FileFault::Heic => {
            "Sur iPhone : Réglages, Appareil photo, Formats, « Le plus compatible », puis reprenez la photo."
        }
        FileFault::Truncated => "Téléchargez ou copiez le fichier à nouveau, ouvrez-le pour vérifier, puis déposez-le.",
        FileFault::Encrypted => {
            "Ouvrez-le avec son mot de passe, puis « Imprimer en PDF » pour en faire une copie libre."
        }
        FileFault::Polyglot => "Imprimez le document en PDF ou photographiez-le, puis déposez cette copie.",
        FileFault::Bomb => "Numérisez la page à nouveau avec une résolution ordinaire (150 points par pouce).",
        FileFault::Active => {
            "Imprimez-le en PDF (« Imprimer », « Enregistrer au format PDF »), puis déposez cette copie."
        }
        FileFault::Unreadable => {
            "Ouvrez-le sur votre appareil ; s'il s'affiche, imprimez-le en PDF et déposez cette copie."
        }
    }
}

/// What happened to an act on a document.
pub fn refusal(it: DocumentRefusal) -> &'static str {
    match it {
        DocumentRefusal::File(fault) => file_fault(fault),
        DocumentRefusal::Closed => "Ce dossier n'est plus ouvert à la modification pour cette pièce.",
        DocumentRefusal::DeadlinePassed => "La date limite est passée pendant l'envoi.",
        DocumentRefusal::Changed => "Cette pièce a été changée entre-temps, peut-être dans un autre onglet.",
        DocumentRefusal::Interrupted => "L'envoi a été interrompu avant la fin.",
        DocumentRefusal::StorageFailed => "Le fichier n'a pas pu être enregistré de notre côté.",
        DocumentRefusal::NotCertified => "La certification sur l'honneur n'a pas été cochée.",
    }
}

/// What was kept.
pub fn kept(it: DocumentRefusal) -> &'static str {
    match it {
        DocumentRefusal::Changed => "La pièce affichée ci-dessous est celle qui est enregistrée.",
        DocumentRefusal::File(_)
        | DocumentRefusal::Closed
        | DocumentRefusal::DeadlinePassed
        | DocumentRefusal::Interrupted
        | DocumentRefusal::StorageFailed
        | DocumentRefusal::NotCertified => "Ce qui était déjà déposé n'a pas changé.",
    }
}

/// What to do.
pub fn advice(it: DocumentRefusal) -> &'static str {
    match it {
        DocumentRefusal::File(fault) => file_advice(fault),
        DocumentRefusal::Closed => "Consultez l'état de votre candidature ; en cas de doute, écrivez à l'université.",
        DocumentRefusal::DeadlinePassed => "Écrivez à l'université en donnant la référence ci-dessous.",
        DocumentRefusal::Changed => "Vérifiez-la ; si ce n'est pas la bonne, déposez à nouveau votre fichier.",
        DocumentRefusal::Interrupted => "Vérifiez votre connexion, puis déposez le fichier à nouveau.",
        DocumentRefusal::StorageFailed => "Réessayez dans quelques minutes ; si cela continue, donnez la référence.",
        DocumentRefusal::NotCertified => "Cochez la case si vous n'êtes pas concerné ; sinon, déposez la pièce.",
    }
}

/// Why staff refused a document.
pub fn ground(it: Ground) -> &'static str {
    match it {
        Ground::Illegible => "Document illisible",
        Ground::NotTheRightDocument => "Ce n'est pas le document demandé",
        Ground::PagesMissing => "Il manque des pages",
        Ground::OutOfDate => "Document périmé",
        Ground::NotInTheRightName => "Document établi à un autre nom",
        Ground::NotTranslated => "Traduction manquante",
        Ground::NotSigned => "Signature manquante",
        Ground::Concerned => "Vous êtes concerné par cette pièce",
        Ground::Other => "Autre motif (voir le commentaire)",
    }
}

/// Why staff refused a document, from what is stored.
pub fn stored_ground(code: &str) -> &'static str {
    Ground::named(code).map_or("", ground)
}

/// « 1,2 Mo » for a number of bytes.
pub fn size(bytes: i64) -> String {
    const KO: i64 = 1024;
    match bytes {
        ..KO => format!("{bytes} octets"),
        KO..0x10_0000 => format!("{} ko", bytes / KO),
        _ => format!("{},{} Mo", bytes / (KO * KO), bytes % (KO * KO) * 10 / (KO * KO)),
    }
}
