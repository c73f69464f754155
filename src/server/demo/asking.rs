//! What the enrolments of the demonstration ask for; kinds as in the demonstration's programmes where it is the same thing.

use crate::domain::CampaignId;
use crate::domain::enrolment::AskedOf;
use crate::domain::enrolment::document::Asking;
use crate::domain::language::InBoth;
use crate::server::store::Work;

/// Kind; label and notice in French and in English; of whom; whether it blocks; whether one may decline.
type Line = (&'static str, [&'static str; 2], [&'static str; 2], AskedOf, bool, bool);

const ALL: [Line; 14] = [
    (
        "identity",
        ["Pièce d'identité", "Proof of identity"],
        [
            "Carte nationale d'identité (recto et verso), passeport ou titre de séjour en cours de validité.",
            "Identity card (both sides), passport or residence permit, valid now.",
        ],
        AskedOf::Everybody,
        true,
        false,
    ),
    (
        "photo",
        ["Photo d'identité", "Identity photograph"],
        [
            "De face, sans couvre-chef, sur fond clair : elle sera imprimée sur la carte d'étudiant.",
            "Full face, head bare, on a light ground: it will be printed on the student card.",
        ],
        AskedOf::FirstEnrolment,
        true,
        false,
    ),
    (
        "bac_transcript",
        ["Relevé de notes du baccalauréat", "Transcript of the baccalaureat"],
        [
            "Ou le diplôme étranger équivalent, avec sa traduction.",
            "Or the equivalent foreign diploma, with its translation.",
        ],
        AskedOf::FirstEnrolment,
        true,
        false,
    ),
    (
        "cvec",
        ["Attestation CVEC", "CVEC attestation"],
        [
            "D'acquittement ou d'exonération, téléchargée sur messervices.etudiant.gouv.fr.",
            "Of payment or of exemption, downloaded from messervices.etudiant.gouv.fr.",
        ],
        AskedOf::CvecPayers,
        true,
        false,
    ),
    (
        "jdc",
        ["Certificat de journée défense et citoyenneté", "Certificate of the « journée défense et citoyenneté »"],
        [
            "Ou l'attestation de recensement, si vous n'y avez pas encore été convoqué.",
            "Or the census attestation, if you were not called to it yet.",
        ],
        AskedOf::FrenchUnder25,
        true,
        true,
    ),
    (
        "insurance",
        ["Attestation d'assurance responsabilité civile", "Attestation of third-party liability insurance"],
        ["Pour l'année universitaire, à votre nom.", "For the academic year, in your name."],
        AskedOf::Everybody,
        false,
        false,
    ),
    (
        "parental_authorisation",
        ["Autorisation parentale", "Parental authorisation"],
        [
            "Signée par un responsable légal, avec la copie de sa pièce d'identité.",
            "Signed by a legal guardian, with a copy of their proof of identity.",
        ],
        AskedOf::Minors,
        true,
        false,
    ),
    (
        "residence_permit",
        ["Titre de séjour ou visa étudiant", "Residence permit or student visa"],
        ["En cours de validité, recto et verso.", "Valid now, both sides."],
        AskedOf::NonEuropean,
        true,
        true,
    ),
    (
        "scholarship",
        ["Notification de bourse", "Notification of the scholarship"],
        ["Conditionnelle ou définitive, de l'année.", "Conditional or final, of this year."],
        AskedOf::Scholars,
        true,
        false,
    ),
    (
        "exemption",
        ["Justificatif d'exonération", "Proof of the exemption"],
        ["Selon le cas que vous avez choisi.", "According to the case that you chose."],
        AskedOf::Exempt,
        true,
        false,
    ),
    (
        "apprenticeship",
        ["Contrat d'apprentissage", "Apprenticeship contract"],
        ["Signé par toutes les parties.", "Signed by all parties."],
        AskedOf::Apprentices,
        true,
        false,
    ),
    (
        "transfer",
        ["Fiche de transfert", "Transfer form"],
        ["Visée par l'établissement que vous quittez.", "Stamped by the establishment that you leave."],
        AskedOf::Transfers,
        true,
        false,
    ),
    (
        "gap_year",
        ["Convention de césure", "Gap-year agreement"],
        ["Acceptée par la composante.", "Accepted by the faculty."],
        AskedOf::GapYear,
        false,
        false,
    ),
    (
        "address",
        ["Justificatif de domicile", "Proof of address"],
        ["De moins de trois mois, si votre adresse a changé.", "Less than three months old, if your address changed."],
        AskedOf::Renewal,
        false,
        true,
    ),
];

pub async fn load(work: &mut Work, campaign: &CampaignId) -> sqlx::Result<()> {
    let both = |[french, english]: [&str; 2]| InBoth { french: french.to_owned(), english: english.to_owned() };
    for (kind, label, notice, asked_of, blocking, declinable) in ALL {
        let (kind, label, notice) = (kind.to_owned(), both(label), both(notice));
        work.add_asking(campaign, &Asking { kind, label, notice, asked_of, blocking, declinable }).await?;
    }
    Ok(())
}
