//! What is said of documents.

use super::{Text, say, text};
use crate::domain::document::{DocumentRefusal, DocumentState, FileFault};
use crate::domain::language::Language;
use crate::domain::review::Ground;

pub const fn state(it: DocumentState) -> Text {
    match it {
        DocumentState::Missing => text("À déposer", "To be deposited"),
        DocumentState::Deposited => text("Déposée", "Deposited"),
        DocumentState::Accepted => text("Validée", "Accepted"),
        DocumentState::Refused => text("Refusée", "Refused"),
        DocumentState::NotConcerned => text("Non concerné", "Not concerned"),
        DocumentState::Waived => text("Dispensée", "Waived"),
    }
}

/// What happened to a file that was not taken.
pub const fn file_fault(it: FileFault) -> Text {
    match it {
        FileFault::NoFile => text("Aucun fichier n'a été choisi.", "No file was chosen."),
        FileFault::Empty => text("Ce fichier est vide (0 octet).", "This file is empty (0 bytes)."),
        FileFault::TooLarge => text("Ce fichier dépasse 4 Mo.", "This file is larger than 4 MB."),
        FileFault::WrongType => text(
            "Ce fichier n'est ni un PDF, ni un JPG, ni un PNG, quel que soit son nom.",
            "This file is neither a PDF, nor a JPG, nor a PNG, whatever its name.",
        ),
        FileFault::NotPdf => {
            text("Ce fichier n'est pas un PDF, quel que soit son nom.", "This file is not a PDF, whatever its name.")
        }
        FileFault::Heic => text(
            "Cette photo est au format HEIC, que l'université ne peut pas lire.",
            "This photo is in the HEIC format, which the university cannot read.",
        ),
        FileFault::Truncated => text(
            "La fin de ce fichier manque : il a sans doute été coupé pendant une copie.",
            "The end of this file is missing: it was probably cut short while being copied.",
        ),
        FileFault::Encrypted => text(
            "Ce PDF est protégé par un mot de passe : personne ne pourrait l'ouvrir.",
            "This PDF is protected by a password: nobody could open it.",
        ),
        FileFault::Polyglot => text(
            "Ce fichier contient deux formats à la fois et ne peut pas être accepté.",
            "This file holds two formats at once and cannot be accepted.",
        ),
        FileFault::Bomb => text(
            "Cette image ou ce PDF est démesuré une fois ouvert.",
            "This image or PDF is out of all proportion once opened.",
        ),
        FileFault::Active => {
            text("Ce PDF contient un programme ou d'autres fichiers.", "This PDF contains a program or other files.")
        }
        FileFault::Unreadable => {
            text("Ce fichier est endommagé : il ne peut pas être lu.", "This file is damaged: it cannot be read.")
        }
    }
}

/// What to do about it.
pub const fn file_advice(it: FileFault) -> Text {
    match it {
        FileFault::NoFile => text(
            "Choisissez un fichier PDF, JPG ou PNG de 4 Mo au plus, puis déposez-le.",
            "Choose a PDF, JPG or PNG file of at most 4 MB, then deposit it.",
        ),
        FileFault::Empty => text(
            "Ouvrez-le pour vérifier son contenu, enregistrez-le à nouveau, puis déposez-le.",
            "Open it to check what it holds, save it again, then deposit it.",
        ),
        FileFault::TooLarge => text(
            "Réduisez-le : numérisez en 150 points par pouce, en niveaux de gris, ou photographiez en plus petit.",
            "Make it smaller: scan at 150 dots per inch, in shades of grey, or take a smaller photo.",
        ),
        FileFault::WrongType => text(
            "Exportez le document en PDF (« Enregistrer sous » ou « Imprimer en PDF »), ou photographiez-le.",
            "Export the document as PDF (“Save as” or “Print to PDF”), or take a photo of it.",
        ),
        FileFault::NotPdf => text(
            "Exportez le document en PDF (« Enregistrer sous » ou « Imprimer en PDF »), puis déposez cette copie.",
            "Export the document as PDF (“Save as” or “Print to PDF”), then deposit that copy.",
        ),
        FileFault::Heic => text(
            "Sur iPhone : Réglages, Appareil photo, Formats, « Le plus compatible », puis reprenez la photo.",
            "On an iPhone: Settings, Camera, Formats, “Most Compatible”, then take the photo again.",
        ),
        FileFault::Truncated => text(
            "Téléchargez ou copiez le fichier à nouveau, ouvrez-le pour vérifier, puis déposez-le.",
            "Download or copy the file again, open it to check, then deposit it.",
        ),
        FileFault::Encrypted => text(
            "Ouvrez-le avec son mot de passe, puis « Imprimer en PDF » pour en faire une copie libre.",
            "Open it with its password, then “Print to PDF” to make a free copy.",
        ),
        FileFault::Polyglot => text(
            "Imprimez le document en PDF ou photographiez-le, puis déposez cette copie.",
            "Print the document to PDF or take a photo of it, then deposit that copy.",
        ),
        FileFault::Bomb => text(
            "Numérisez la page à nouveau avec une résolution ordinaire (150 points par pouce).",
            "Scan the page again at an ordinary resolution (150 dots per inch).",
        ),
        FileFault::Active => text(
            "Imprimez-le en PDF (« Imprimer », « Enregistrer au format PDF »), puis déposez cette copie.",
            "Print it to PDF (“Print”, “Save as PDF”), then deposit that copy.",
        ),
        FileFault::Unreadable => text(
            "Ouvrez-le sur votre appareil ; s'il s'affiche, imprimez-le en PDF et déposez cette copie.",
            "Open it on your device; if it shows, print it to PDF and deposit that copy.",
        ),
    }
}

/// What happened to an act on a document.
pub const fn refusal(it: DocumentRefusal) -> Text {
    match it {
        DocumentRefusal::File(fault) => file_fault(fault),
        DocumentRefusal::Closed => text(
            "Ce dossier n'est plus ouvert à la modification pour cette pièce.",
            "This file is no longer open to changes of this document.",
        ),
        DocumentRefusal::DeadlinePassed => {
            text("La date limite est passée pendant l'envoi.", "The deadline passed while the file was being sent.")
        }
        DocumentRefusal::Changed => text(
            "Cette pièce a été changée entre-temps, peut-être dans un autre onglet.",
            "This document was changed meanwhile, perhaps in another tab.",
        ),
        DocumentRefusal::Interrupted => {
            text("L'envoi a été interrompu avant la fin.", "The sending was interrupted before its end.")
        }
        DocumentRefusal::StorageFailed => {
            text("Le fichier n'a pas pu être enregistré de notre côté.", "The file could not be kept on our side.")
        }
        DocumentRefusal::NotCertified => text(
            "La certification sur l'honneur n'a pas été cochée.",
            "The box that certifies on your honour was not ticked.",
        ),
    }
}

/// What was kept.
pub const fn kept(it: DocumentRefusal) -> Text {
    match it {
        DocumentRefusal::Changed => text(
            "La pièce affichée ci-dessous est celle qui est enregistrée.",
            "The document shown below is the one that is kept.",
        ),
        DocumentRefusal::File(_)
        | DocumentRefusal::Closed
        | DocumentRefusal::DeadlinePassed
        | DocumentRefusal::Interrupted
        | DocumentRefusal::StorageFailed
        | DocumentRefusal::NotCertified => {
            text("Ce qui était déjà déposé n'a pas changé.", "What was deposited before has not changed.")
        }
    }
}

/// What to do.
pub const fn advice(it: DocumentRefusal) -> Text {
    match it {
        DocumentRefusal::File(fault) => file_advice(fault),
        DocumentRefusal::Closed => text(
            "Consultez l'état de votre candidature ; en cas de doute, écrivez à l'université.",
            "Look at the state of your application; if in doubt, write to the university.",
        ),
        DocumentRefusal::DeadlinePassed => text(
            "Écrivez à l'université en donnant la référence ci-dessous.",
            "Write to the university and quote the reference below.",
        ),
        DocumentRefusal::Changed => text(
            "Vérifiez-la ; si ce n'est pas la bonne, déposez à nouveau votre fichier.",
            "Check it; if it is not the right one, deposit your file again.",
        ),
        DocumentRefusal::Interrupted => text(
            "Vérifiez votre connexion, puis déposez le fichier à nouveau.",
            "Check your connection, then deposit the file again.",
        ),
        DocumentRefusal::StorageFailed => text(
            "Réessayez dans quelques minutes ; si cela continue, donnez la référence.",
            "Try again in a few minutes; if it goes on, quote the reference.",
        ),
        DocumentRefusal::NotCertified => text(
            "Cochez la case si vous n'êtes pas concerné ; sinon, déposez la pièce.",
            "Tick the box if you are not concerned; otherwise deposit the document.",
        ),
    }
}

/// Why staff refused a document.
pub const fn ground(it: Ground) -> Text {
    match it {
        Ground::Illegible => text("Document illisible", "The document cannot be read"),
        Ground::NotTheRightDocument => {
            text("Ce n'est pas le document demandé", "This is not the document that was asked for")
        }
        Ground::PagesMissing => text("Il manque des pages", "Pages are missing"),
        Ground::OutOfDate => text("Document périmé", "The document is out of date"),
        Ground::NotInTheRightName => text("Document établi à un autre nom", "The document is in another name"),
        Ground::NotTranslated => text("Traduction manquante", "The translation is missing"),
        Ground::NotSigned => text("Signature manquante", "The signature is missing"),
        Ground::Concerned => text("Vous êtes concerné par cette pièce", "This document does concern you"),
        Ground::Other => text("Autre motif (voir le commentaire)", "Another reason (see the comment)"),
    }
}

/// Why staff refused a document, from what is stored.
pub fn stored_ground(code: &str) -> Text {
    Ground::named(code).map_or(text("", ""), ground)
}

/// « 1,2 Mo », "1.2 MB" for a number of bytes.
pub fn size(bytes: i64, to: Language) -> String {
    const KO: i64 = 1024;
    let (units, comma) = match to {
        Language::French => (["octets", "ko", "Mo"], ','),
        Language::English => (["bytes", "kB", "MB"], '.'),
    };
    match bytes {
        ..KO => format!("{bytes}\u{a0}{}", units[0]),
        KO..0x10_0000 => format!("{}\u{a0}{}", bytes / KO, units[1]),
        _ => format!("{}{comma}{}\u{a0}{}", bytes / (KO * KO), bytes % (KO * KO) * 10 / (KO * KO), units[2]),
    }
}

pub const SUPPORTING: Text = text("Pièces justificatives", "Supporting documents");
pub const FORMATS: Text = text(
    "Formats acceptés : PDF, JPG ou PNG, 4 Mo au plus par pièce.",
    "Formats accepted: PDF, JPG or PNG, at most 4 MB for each document.",
);
pub const ACCEPTED: Text = text(
    "PDF, JPG ou PNG, 4 Mo au plus. Choisissez un fichier ou glissez-le ici.",
    "PDF, JPG or PNG, at most 4 MB. Choose a file or drop it here.",
);
pub const CONDITIONAL: Text = text("Pièce conditionnelle", "Conditional document");
pub const GROUND: Text = text("Motif :", "Reason:");
pub const NOT_CONCERNED: Text = text("Je ne suis pas concerné par cette pièce", "This document does not concern me");
pub const CERTIFY: Text = text(
    "Je certifie sur l'honneur ne pas être concerné par cette pièce. J'engage ma responsabilité.",
    "I certify on my honour that this document does not concern me. I answer for this statement.",
);
pub const DECLINE: Text = text("Non concerné", "Not concerned");
pub const REMOVE: Text = text("Supprimer", "Delete");
pub const TAKE_BACK: Text = text("Revenir sur cette déclaration", "Take this statement back");
pub const SAVE: Text = text("Télécharger", "Download");
pub const PREVIEW: Text = text("Aperçu", "Preview");

pub const SHARED: Text = text(
    "Pièce commune : déposée une fois pour toutes vos candidatures en cours",
    "Shared document: deposited once for all your open applications",
);
pub const MODEL: Text = text("Télécharger le PDF à compléter", "Download the PDF to fill in");
pub const TAKE_AGAIN: Text = text("Reprendre cette pièce", "Use this document again");

/// What was accepted elsewhere.
pub fn offered(name: &str, programme: &str, to: Language) -> String {
    let french = format!("« {name} » a été validée pour « {programme} ».");
    say(&french, format!("“{name}” was accepted for “{programme}”."), to)
}
