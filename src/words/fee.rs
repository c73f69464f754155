//! Fees explained: what each line is, why it is there, what proves it; amounts as each language writes them. The texts of
//! law keep their French names: that is what they are called.

use super::{Text, say, text};
use crate::domain::fee::{
    Cycle, Instalment, Line, NoQuote, PlanRefusal, Proof, Quote, Rule, Settled, Settlement, WaiverExtent, WaiverGround,
};
use crate::domain::language::Language;

pub const HEADING: Text = text("Droits d'inscription", "Tuition fees");
pub const LINE: Text = text("Ce que vous payez, et pourquoi", "What you pay, and why");
pub const AMOUNT: Text = text("Montant", "Amount");
pub const TOTAL: Text = text("Total à payer", "Total to pay");
pub const WHY: Text = text("Pourquoi cette ligne ?", "Why this line?");
pub const BASIS: Text = text("Texte applicable :", "Legal basis:");
pub const PROOF: Text = text("Justificatif :", "Document that proves it:");
pub const NO_PROOF: Text = text("Aucun : votre admission suffit.", "None: your admission is enough.");
pub const NOTHING_DUE: Text =
    text("Vous n'avez rien à payer à l'établissement.", "You have nothing to pay to the university.");
pub const CVEC_APART: Text = text(
    "La CVEC n'est pas dans ce total : elle se paie à part, au Crous.",
    "The CVEC is not in this total: it is paid apart, to the Crous.",
);
pub const DISPUTE: Text = text(
    "Une ligne ne correspond pas à votre situation ? Corrigez vos réponses, ou écrivez à la scolarité en citant la ligne.",
    "Does a line not fit your situation? Correct your answers, or write to the registrar's office and quote the line.",
);
/// In the place of an amount.
pub const NOT_SAID_YET: Text =
    text("à calculer quand vous confirmerez l'étape « Droits »", "to be worked out when you confirm the step “Fees”");
pub const PLAN_HEADING: Text = text("Quand payer", "When to pay");
pub const PLAN_HELP: Text = text(
    "En une à trois fois, par carte. Le premier versement est prélevé tout de suite, les suivants le même jour des mois qui suivent. Aucun n'est inférieur à 100 €.",
    "In one to three instalments, by card. The first is taken at once, the next ones on the same day of the months that follow. None is below €100.",
);

/// « 1 234,50 € », "€1,234.50", to the cent and never broken over two lines.
pub fn money(cents: i64, to: Language) -> String {
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let sign = if cents < 0 { "\u{2212}" } else { "" };
    let digits = whole.to_string();
    let thousands = match to {
        Language::French => '\u{a0}',
        Language::English => ',',
    };
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(thousands);
        }
        grouped.push(digit);
    }
    match to {
        Language::French => format!("{sign}{grouped},{rest:02}\u{a0}€"),
        Language::English => format!("{sign}€{grouped}.{rest:02}"),
    }
}

/// The university year that begins in `year`: « 2025-2026 ».
pub fn school_year(year: i16) -> String {
    format!("{year}-{}", year.saturating_add(1))
}

/// Names of French diplomas stay French.
pub const fn cycle(it: Cycle) -> Text {
    match it {
        Cycle::Licence => text("cycle licence", "licence (bachelor)"),
        Cycle::Master => text("cycle master", "master's"),
        Cycle::Doctorate => text("doctorat", "doctorate"),
        Cycle::Engineer => text("diplôme d'ingénieur", "engineering degree"),
    }
}

/// What a line is called.
pub fn line(it: &Line, to: Language) -> String {
    let name = rule(it.rule).to(to);
    match &it.diploma {
        Some(diploma) => {
            let about = format!("{} ({})", diploma.label, cycle(diploma.cycle).to(to));
            super::pair(&name, &about, to)
        }
        None => name.into_owned(),
    }
}

const fn rule(it: Rule) -> Text {
    match it {
        Rule::FullRate => text("Droits à taux plein", "Full fee"),
        Rule::SecondDiploma => text("Droits à taux réduit", "Reduced fee"),
        Rule::Gap => text("Droits à taux réduit, année de césure", "Reduced fee, gap year"),
        Rule::Differentiated => text("Supplément de droits différenciés", "Supplement of differentiated fees"),
        Rule::NotDifferentiated(_) => text("Pas de droits différenciés", "No differentiated fees"),
        Rule::StateScholarship => text("Exonération, bourse de l'État", "Exemption, scholarship of the French State"),
        Rule::Ward => text("Exonération, pupille de la Nation ou de la République", "Exemption, ward of the Nation"),
        Rule::Apprenticeship => text("Exonération, apprentissage", "Exemption, apprenticeship"),
        Rule::Exchange => text("Exonération, programme d'échange", "Exemption, exchange programme"),
        Rule::ForeignAffairs => {
            text("Exonération partielle, affaires étrangères", "Partial exemption, ministry of foreign affairs")
        }
        Rule::Waiver(_) => text("Exonération décidée par l'établissement", "Exemption decided by the university"),
    }
}

/// Why a line is there.
pub const fn why(it: Rule) -> Text {
    match it {
        Rule::FullRate => text(
            "L'État fixe chaque année le montant des droits pour chaque niveau de diplôme. Vous payez une fois le taux plein : pour votre diplôme, ou pour le plus cher si vous en préparez plusieurs ici.",
            "The State sets the fee of each level of diploma every year. You pay the full fee once: for your diploma, or for the dearest one if you prepare several here.",
        ),
        Rule::SecondDiploma => text(
            "Vous préparez plusieurs diplômes dans notre établissement : seul le plus cher est au taux plein, les autres sont au taux réduit.",
            "You prepare several diplomas in our university: only the dearest is at the full fee, the others are at the reduced one.",
        ),
        Rule::Gap => text(
            "Pendant une année de césure, vous restez inscrit et ne payez que le taux réduit.",
            "During a gap year you stay enrolled and pay the reduced fee only.",
        ),
        Rule::Differentiated => text(
            "Votre nationalité n'est pas celle d'un pays européen et vous n'avez déclaré aucune des situations qui en dispensent. C'est la différence entre les droits différenciés et les droits nationaux de la ligne précédente.",
            "Your nationality is not that of a European country, and you stated none of the situations that excuse from it. It is the difference between differentiated fees and the national fee of the line before.",
        ),
        Rule::NotDifferentiated(it) => settled(it),
        Rule::StateScholarship => text(
            "Les titulaires d'une bourse d'enseignement supérieur de l'État ne paient pas de droits d'inscription. C'est un droit : personne n'a à l'accorder.",
            "Holders of a higher-education scholarship of the French State pay no fees. It is a right: nobody has to grant it.",
        ),
        Rule::Ward => text(
            "Les pupilles de la Nation et de la République ne paient pas de droits d'inscription. C'est un droit : personne n'a à l'accorder.",
            "Wards of the Nation and of the Republic pay no fees. It is a right: nobody has to grant it.",
        ),
        Rule::Apprenticeship => text(
            "La formation est gratuite pour l'apprenti : votre employeur et le centre de formation la paient. La CVEC reste due.",
            "Training is free of charge for an apprentice: your employer and the training centre pay for it. The CVEC is still owed.",
        ),
        Rule::Exchange => text(
            "Vous venez par un programme d'échange : vous payez vos droits dans votre établissement d'origine.",
            "You come through an exchange programme: you pay your fees at your home university.",
        ),
        Rule::ForeignAffairs => text(
            "Le ministère des affaires étrangères vous dispense du supplément. Vous payez les droits nationaux.",
            "The ministry of foreign affairs excuses you from the supplement. You pay the national fee.",
        ),
        Rule::Waiver(it) => waiver(it),
    }
}

/// Why differentiated fees are not owed.
pub const fn settled(it: Settled) -> Text {
    match it {
        Settled::LongTermResident => text(
            "Vous avez une carte de résident de longue durée : vous payez les droits nationaux.",
            "You hold a card of long-term resident: you pay the national fee.",
        ),
        Settled::Household => text(
            "Votre foyer fiscal est en France depuis plus de deux ans : vous payez les droits nationaux.",
            "Your household has been taxed in France for more than two years: you pay the national fee.",
        ),
        Settled::Protected => text(
            "Vous êtes réfugié ou bénéficiaire de la protection subsidiaire, ou l'un de vos parents l'est : vous payez les droits nationaux.",
            "You are a refugee or under subsidiary protection, or one of your parents is: you pay the national fee.",
        ),
        Settled::EnrolledIn2018 => text(
            "Vous étiez déjà inscrit dans un établissement public français en 2018-2019 : vous payez les droits nationaux.",
            "You were enrolled in a French public establishment in 2018-2019 already: you pay the national fee.",
        ),
        Settled::PreparatoryClass => text(
            "Vous êtes aussi inscrit en classe préparatoire : vous payez les droits nationaux.",
            "You are enrolled in a preparatory class too: you pay the national fee.",
        ),
        Settled::QuebecResident => text(
            "Vous résidez au Québec : un accord vous donne les droits nationaux.",
            "You are a resident of Quebec: an agreement gives you the national fee.",
        ),
    }
}

/// On which ground the president exempted.
pub const fn waiver(it: WaiverGround) -> Text {
    match it {
        WaiverGround::Refugee => text(
            "Le président de l'établissement vous exonère comme réfugié.",
            "The president of the university exempts you as a refugee.",
        ),
        WaiverGround::JobSeeker => text(
            "Le président de l'établissement vous exonère comme demandeur d'emploi.",
            "The president of the university exempts you as a job seeker.",
        ),
        WaiverGround::PersonalSituation => text(
            "Le président de l'établissement vous exonère en raison de votre situation personnelle.",
            "The president of the university exempts you because of your personal situation.",
        ),
        WaiverGround::Orientation => text(
            "Le président de l'établissement vous exonère : votre inscription répond aux orientations de l'établissement.",
            "The president of the university exempts you: your enrolment serves what the university aims at.",
        ),
    }
}

/// The same ground, as staff choose it.
pub const fn waiver_ground(it: WaiverGround) -> Text {
    match it {
        WaiverGround::Refugee => text("Réfugié", "Refugee"),
        WaiverGround::JobSeeker => text("Demandeur d'emploi", "Job seeker"),
        WaiverGround::PersonalSituation => text("Situation personnelle", "Personal situation"),
        WaiverGround::Orientation => text("Orientations de l'établissement", "Aims of the university"),
    }
}

/// How much is taken off.
pub fn waiver_extent(it: WaiverExtent, to: Language) -> String {
    match it {
        WaiverExtent::Whole => EXEMPT_WHOLE.to(to).into_owned(),
        WaiverExtent::Part { cents } => money(cents, to),
    }
}

// What staff enter of an exemption.
pub const EXEMPTION: Text = text("Exonération décidée par le président", "Exemption decided by the president");
pub const EXEMPTION_HELP: Text = text(
    "Code de l'éducation, article R. 719-50. Les droits dus sont recalculés aussitôt, jamais en dessous de zéro ; ce qui a été payé en trop est proposé en remboursement ; l'étudiant reçoit un courrier avec le motif.",
    "Code de l'éducation, article R. 719-50. What is due is worked out again at once, never below zero; what was paid too much is proposed as a refund; the student receives a letter with the reason.",
);
pub const EXEMPTION_GROUND: Text = text("Fondement", "Legal ground");
pub const EXEMPTION_EXTENT: Text = text("Étendue", "Extent");
pub const EXEMPT_WHOLE: Text = text("La totalité des droits", "All of the fees");
pub const EXEMPT_PART: Text = text("Une partie des droits", "Part of the fees");
pub const EXEMPT_AMOUNT: Text = text("Montant exonéré (€)", "Amount taken off (€)");
pub const EXEMPT_AMOUNT_HELP: Text =
    text("Pour une partie seulement, par exemple 50 ou 50,00.", "For a part only, for example 50 or 50.00.");
pub const EXEMPT: Text = text("Enregistrer l'exonération", "Enter the exemption");
pub const END_EXEMPTION_HELP: Text = text("Ce qu'elle retirait est dû de nouveau.", "What it took off is due again.");

/// What proves a line.
pub const fn proof(it: Proof) -> Text {
    match it {
        Proof::Identity => text("Passeport ou titre de séjour", "Passport or residence permit"),
        Proof::GapAgreement => text("Accord de césure signé", "Signed agreement on the gap year"),
        Proof::ScholarshipNotice => text(
            "Notification de bourse de l'année, même conditionnelle",
            "Notice of the scholarship for this year, conditional or not",
        ),
        Proof::WardRecord => text(
            "Acte de naissance portant la mention « pupille de la Nation », ou attestation de l'ONaCVG",
            "Birth certificate that says “pupille de la Nation”, or a statement of the ONaCVG",
        ),
        Proof::ApprenticeshipContract => text("Contrat d'apprentissage signé", "Signed contract of apprenticeship"),
        Proof::ExchangeAgreement => {
            text("Contrat d'études ou lettre de nomination", "Learning agreement or letter of nomination")
        }
        Proof::ForeignAffairsNotice => {
            text("Notification de l'ambassade ou de Campus France", "Notice of the embassy or of Campus France")
        }
        Proof::PresidentDecision => {
            text("Décision du président de l'établissement", "Decision of the president of the university")
        }
        Proof::ResidenceCard => text("Carte de résident", "Card of resident"),
        Proof::TaxNotice => text(
            "Avis d'imposition de votre foyer des deux dernières années",
            "Tax notices of your household for the last two years",
        ),
        Proof::ProtectionDecision => {
            text("Décision de l'OFPRA ou titre de séjour", "Decision of the OFPRA or residence permit")
        }
        Proof::FormerCertificate => text("Certificat de scolarité 2018-2019", "Certificate of enrolment of 2018-2019"),
        Proof::PreparatoryClass => text("Certificat de scolarité du lycée", "Certificate of enrolment of the lycée"),
        Proof::QuebecResidence => text("Preuve de résidence au Québec", "Proof of residence in Quebec"),
    }
}

/// What is said above a quote that amounts of another year went into.
pub fn stand_in(quote: &Quote, to: Language) -> Option<String> {
    let (of, year) = (school_year(quote.stand_in()?), school_year(quote.year));
    let french = format!(
        "Tous les montants {year} ne sont pas encore publiés. Certaines lignes sont calculées avec ceux de {of} ; le total sera corrigé à leur publication."
    );
    let english = format!(
        "Not all amounts for {year} are published yet. Some lines are computed with those of {of}; the total will be corrected once they are."
    );
    Some(say(&french, english, to))
}

/// Of which year the amount of a line is, where that is another than the quote's.
pub fn amount_of(it: &Line, quote: &Quote, to: Language) -> Option<String> {
    let of = school_year(it.amount_of.filter(|of| *of != quote.year)?);
    Some(say(&format!("Montant {of}, à confirmer."), format!("Amount of {of}, to be confirmed."), to))
}

/// Why there is no quote, and where to ask.
pub fn no_quote(it: NoQuote, to: Language) -> String {
    let said = match it {
        NoQuote::ContinuingEducation => text(
            "En formation continue, le prix est celui de votre contrat. Adressez-vous au service de la formation continue.",
            "In continuing education, the price is that of your contract. Ask the office for continuing education.",
        ),
        NoQuote::NoProgramme => text(
            "Choisissez d'abord une formation : les droits en dépendent.",
            "Choose a programme first: fees depend on it.",
        ),
        NoQuote::NoAmount(of) => {
            let of = cycle(of).to(to);
            let french = format!(
                "Aucun montant n'est connu pour ce niveau ({of}). Vos réponses sont conservées ; écrivez à la scolarité."
            );
            let english = format!(
                "No amount is known for this level ({of}). Your answers are kept; write to the registrar's office."
            );
            return say(&french, english, to);
        }
    };
    said.to(to).into_owned()
}

/// « 60,00 € tout de suite », "€60.00 on 8 August 2026".
pub fn instalment(nth: usize, it: Instalment, to: Language) -> String {
    let (amount, day) = (money(it.cents, to), super::date(it.due, to));
    if nth == 0 {
        return say(&format!("{amount} tout de suite"), format!("{amount} at once"), to);
    }
    say(&format!("{amount} le {day}"), format!("{amount} on {day}"), to)
}

pub fn plan_refusal(it: PlanRefusal, to: Language) -> String {
    let said = match it {
        PlanRefusal::Count => text("Choisissez une, deux ou trois fois.", "Choose one, two or three instalments."),
        PlanRefusal::TooSmall => text(
            "Un des versements serait inférieur à 100 €. Choisissez moins de versements.",
            "One of the instalments would be below €100. Choose fewer instalments.",
        ),
    };
    said.to(to).into_owned()
}

/// What a change of the fees means, for who pays and for staff.
pub fn settlement(it: Settlement, to: Language) -> String {
    match it {
        Settlement::Nothing => {
            text("Ce qui est payé est ce qui est dû.", "What is paid is what is owed.").to(to).into_owned()
        }
        Settlement::Due(cents) => {
            let amount = money(cents, to);
            say(&format!("Il reste à payer {amount}."), format!("{amount} is still to be paid."), to)
        }
        Settlement::Refund(cents) => {
            let amount = money(cents, to);
            let french = format!("{amount} ont été payés en trop. Un remboursement est proposé à la scolarité.");
            let english = format!("{amount} was paid too much. A refund is proposed to the registrar's office.");
            say(&french, english, to)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Date;

    #[test]
    fn amounts_are_exact_and_unbroken() {
        for (cents, french, english) in [
            (17_800, "178,00 €", "€178.00"),
            (0, "0,00 €", "€0.00"),
            (5, "0,05 €", "€0.05"),
            (277_000, "2 770,00 €", "€2,770.00"),
            (-17_800, "\u{2212}178,00 €", "\u{2212}€178.00"),
            (100_000_099, "1 000 000,99 €", "€1,000,000.99"),
            (i64::MIN, "\u{2212}92 233 720 368 547 758,08 €", "\u{2212}€92,233,720,368,547,758.08"),
        ] {
            assert_eq!(money(cents, Language::French), french.replace(' ', "\u{a0}"));
            assert_eq!(money(cents, Language::English), english);
        }
    }

    #[test]
    fn instalments_and_settlements_are_said() {
        let it = Instalment { due: Date { year: 2026, month: 8, day: 1 }, cents: 20_933 };
        assert_eq!(instalment(0, it, Language::French), "209,33\u{a0}€ tout de suite");
        assert_eq!(instalment(1, it, Language::French), "209,33\u{a0}€ le 1er août 2026");
        assert_eq!(instalment(1, it, Language::English), "€209.33 on 1 August 2026");
        assert_eq!(settlement(Settlement::Due(100), Language::English), "€1.00 is still to be paid.");
        assert!(settlement(Settlement::Refund(100), Language::French).starts_with("1,00\u{a0}€ ont été payés en trop"));
    }

    #[test]
    fn the_year_of_an_amount_is_said_where_it_is_another_one() {
        let line = Line { rule: Rule::FullRate, diploma: None, basis: "x".into(), cents: 1, amount_of: Some(2025) };
        let of = |year| Quote { year, lines: vec![line.clone()], total: 1 };
        assert_eq!(stand_in(&of(2025), Language::French), None);
        assert_eq!(amount_of(&line, &of(2025), Language::French), None);
        let said = stand_in(&of(2026), Language::English).expect("a sentence");
        assert!(said.contains("2026-2027") && said.contains("2025-2026"), "{said}");
        assert!(amount_of(&line, &of(2026), Language::French).is_some_and(|it| it.contains("2025-2026")));
    }
}
