//! The CVEC explained (reference/peers.md §2.6): what it is, who pays it, where, and what goes wrong most often.

use super::{Text, fee, say, text};
use crate::domain::cvec::{Exemption, Standing, Unconcerned, Warning};
use crate::domain::fee::Amount;
use crate::domain::language::Language;

/// Where one pays it, or is given the attestation of an exemption.
pub const SITE: &str = "https://cvec.etudiant.gouv.fr";

pub const HEADING: Text = text("CVEC (contribution vie étudiante)", "CVEC (contribution to student life)");
pub const ABOUT: Text = text(
    "La contribution de vie étudiante et de campus finance la santé, le sport, la culture et l'accueil des étudiants. Elle est due une seule fois par année universitaire, même avec plusieurs inscriptions, et se paie au Crous, pas à l'établissement.",
    "The contribution to student and campus life pays for health, sport, culture and the welcome of students. It is owed only once per university year, even with several enrolments, and is paid to the Crous, not to the university.",
);
pub const LINK: Text = text("Obtenir mon attestation CVEC", "Get my CVEC attestation");
pub const CITY: Text = text(
    "Le site demande votre ville d'études : choisissez celle du campus où vous suivrez vos cours, pas celle où vous habitez.",
    "The site asks for your city of study: choose the one of the campus where you will have your classes, not the one where you live.",
);
pub const EXEMPT_TOO: Text = text(
    "Exonéré ? Vous ne payez rien, mais il vous faut quand même une attestation : faites la même démarche, elle sera gratuite.",
    "Exempt? You pay nothing, but you still need an attestation: follow the same steps, it will be free of charge.",
);
pub const NUMBER: Text = text("Numéro d'attestation CVEC", "Number of the CVEC attestation");
/// The form and where it stands.
pub const NUMBER_HELP: Text = text(
    "En haut de l'attestation : trois lettres, un chiffre, puis huit caractères, par exemple TOU5-ABC123-4D. Les tirets et les espaces sont facultatifs.",
    "At the top of the attestation: three letters, a digit, then eight characters, for instance TOU5-ABC123-4D. Dashes and blanks are optional.",
);
pub const LATER_SCHOLAR: Text = text(
    "Vous devenez boursier plus tard dans l'année ? Demandez le remboursement sur le même site.",
    "Do you become a scholarship holder later in the year? Ask for a refund on the same site.",
);

/// What it costs in the year that begins in `year`, and of which year that amount is.
pub fn amount(it: Amount<'_>, year: i16, to: Language) -> String {
    let (cents, of) = (fee::money(it.cents, to), fee::school_year(it.year));
    if it.year == year {
        return say(&format!("Montant {of} : {cents}."), format!("Amount for {of}: {cents}."), to);
    }
    let year = fee::school_year(year);
    let french = format!("Le montant {year} n'est pas encore publié. Celui de {of} est de {cents}.");
    let english = format!("The amount for {year} is not published yet. That of {of} is {cents}.");
    say(&french, english, to)
}

/// What somebody has to do about it.
pub const fn standing(it: Standing) -> Text {
    match it {
        Standing::Owed => text(
            "Payez la CVEC, puis saisissez ici le numéro de votre attestation.",
            "Pay the CVEC, then enter the number of your attestation here.",
        ),
        Standing::Exempt(ground) => exemption(ground),
        Standing::NotConcerned(Unconcerned::ContinuingEducation) => text(
            "En formation continue, vous n'êtes pas concerné : il n'y a rien à payer ni à fournir.",
            "In continuing education, this does not concern you: there is nothing to pay or to give.",
        ),
        Standing::NotConcerned(Unconcerned::Exchange) => text(
            "En échange, vous n'êtes pas concerné : il n'y a rien à payer ni à fournir.",
            "On an exchange, this does not concern you: there is nothing to pay or to give.",
        ),
    }
}

/// Exempt, and the attestation is to be asked for all the same.
const fn exemption(it: Exemption) -> Text {
    match it {
        Exemption::Scholarship => text(
            "Boursier sur critères sociaux ou bénéficiaire d'une allocation annuelle : vous ne payez pas, mais demandez l'attestation et saisissez son numéro.",
            "With a scholarship on social criteria or a yearly allowance, you do not pay, but ask for the attestation and enter its number.",
        ),
        Exemption::Refugee => text(
            "Réfugié : vous ne payez pas, mais demandez l'attestation et saisissez son numéro.",
            "As a refugee you do not pay, but ask for the attestation and enter its number.",
        ),
        Exemption::SubsidiaryProtection => text(
            "Bénéficiaire de la protection subsidiaire : vous ne payez pas, mais demandez l'attestation et saisissez son numéro.",
            "Under subsidiary protection you do not pay, but ask for the attestation and enter its number.",
        ),
        Exemption::AsylumSeeker => text(
            "Demandeur d'asile : vous ne payez pas, mais demandez l'attestation et saisissez son numéro.",
            "As an asylum seeker you do not pay, but ask for the attestation and enter its number.",
        ),
    }
}

/// What is odd about a number that was taken.
pub fn warning(it: Warning, to: Language) -> String {
    let Warning::OtherYear { found, expected } = it;
    let french = format!(
        "Le numéro est enregistré, mais son quatrième caractère est {found} et non {expected} : c'est peut-être l'attestation d'une autre année. Vérifiez l'année qui y est écrite."
    );
    let english = format!(
        "The number is kept, but its fourth character is {found}, not {expected}: this may be the attestation of another year. Check the year that is written on it."
    );
    say(&french, english, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_amount_says_of_which_year_it_is() {
        let it = Amount { cents: 10_500, year: 2025, source: "" };
        assert_eq!(amount(it, 2025, Language::French), "Montant 2025-2026\u{a0}: 105,00\u{a0}€.");
        assert_eq!(amount(it, 2025, Language::English), "Amount for 2025-2026: €105.00.");
        let said = amount(it, 2026, Language::English);
        assert_eq!(said, "The amount for 2026-2027 is not published yet. That of 2025-2026 is €105.00.");
    }

    #[test]
    fn a_warning_names_both_digits() {
        let said = warning(Warning::OtherYear { found: 5, expected: 6 }, Language::French);
        assert!(said.contains("est 5 et non 6"), "{said}");
    }
}
