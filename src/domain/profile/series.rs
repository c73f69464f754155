//! What a baccalaureat is made of, by the year of its examination: series and specialities. Names are those of the
//! diploma, in every language.

/// A series, with the years in which it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    pub code: &'static str,
    pub label: &'static str,
    first: i16,
    last: i16,
}

const EVER: i16 = i16::MAX;

const fn series(code: &'static str, label: &'static str, first: i16, last: i16) -> Series {
    Series { code, label, first, last }
}

/// The general baccalaureat since 2021, the only one with specialities.
const GENERAL: &str = "NBGE";

/// Letters from 1968 (decree 65-438) to 1994; L, ES and S from 1995 (decree 93-1092) to 2020; general since 2021 (decree
/// 2018-614). Technological series by the session in which each was first and last given.
const SERIES: &[Series] = &[
    series("PHILO", "Philosophie", 1900, 1967),
    series("ELEM", "Mathématiques élémentaires", 1900, 1967),
    series("SCEX", "Sciences expérimentales", 1900, 1967),
    series("MTEC", "Mathématiques et technique", 1900, 1967),
    series("TECO", "Technique et économie", 1900, 1967),
    series("A", "A - Philosophie-lettres", 1968, 1994),
    series("B", "B - Économique et social", 1968, 1994),
    series("C", "C - Mathématiques et sciences physiques", 1968, 1994),
    series("D", "D - Mathématiques et sciences de la nature", 1968, 1994),
    series("DP", "D' - Sciences agronomiques et techniques", 1968, 1994),
    series("E", "E - Mathématiques et technique", 1968, 1994),
    series("F", "F - Techniques industrielles, médico-sociales, musique", 1969, 1994),
    series("G", "G - Techniques de gestion et de commerce", 1969, 1994),
    series("H", "H - Techniques informatiques", 1969, 1994),
    series("S", "S - Scientifique", 1995, 2020),
    series("ES", "ES - Économique et social", 1995, 2020),
    series("L", "L - Littéraire", 1995, 2020),
    series(GENERAL, "Bac général", 2021, EVER),
    series("STI2D", "STI2D - Sciences et technologies de l'industrie et du développement durable", 2013, EVER),
    series("STMG", "STMG - Sciences et technologies du management et de la gestion", 2014, EVER),
    series("ST2S", "ST2S - Sciences et technologies de la santé et du social", 2009, EVER),
    series("STL", "STL - Sciences et technologies de laboratoire", 1995, EVER),
    series("STD2A", "STD2A - Sciences et technologies du design et des arts appliqués", 2013, EVER),
    series("STAV", "STAV - Sciences et technologies de l'agronomie et du vivant", 2008, EVER),
    series("STHR", "STHR - Sciences et technologies de l'hôtellerie et de la restauration", 2018, EVER),
    series("S2TMD", "S2TMD - Sciences et techniques du théâtre, de la musique et de la danse", 2021, EVER),
    series("TMD", "TMD - Techniques de la musique et de la danse", 1995, 2020),
    series("HOT", "Hôtellerie", 1995, 2017),
    series("STG", "STG - Sciences et technologies de la gestion", 2007, 2013),
    series("STT", "STT - Sciences et technologies tertiaires", 1995, 2006),
    series("STI", "STI - Sciences et technologies industrielles", 1995, 2012),
    series("SMS", "SMS - Sciences médico-sociales", 1995, 2008),
    series("STAE", "STAE, STPA - Agronomie, environnement, agroalimentaire", 1995, 2007),
    series("PRO", "Bac professionnel", 1987, EVER),
    series("DAEU", "DAEU ou ESEU (équivalence)", 1957, EVER),
    series("CAPA", "Capacité en droit (équivalence)", 1900, EVER),
    series("ETR", "Diplôme étranger équivalent", 1900, EVER),
    series("AUT", "Autre équivalence", 1900, EVER),
];

impl Series {
    /// The series that were given in `year`.
    pub fn of_year(year: i16) -> impl Iterator<Item = &'static Self> {
        SERIES.iter().filter(move |it| (it.first..=it.last).contains(&year))
    }

    pub fn named(code: &str) -> Option<&'static Self> {
        SERIES.iter().find(|it| it.code == code)
    }

    /// Whether two specialities of the last year belong to it (decree 2018-614).
    pub fn has_specialities(&self) -> bool {
        self.code == GENERAL
    }
}

/// An « enseignement de spécialité », with the first examination in which it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speciality {
    pub code: &'static str,
    pub label: &'static str,
    first: i16,
}

const fn speciality(code: &'static str, label: &'static str, first: i16) -> Speciality {
    Speciality { code, label, first }
}

/// Arrêté of 16 July 2018 on the teaching of the general baccalaureat (BO spécial n° 1, 22 January 2019); « anglais,
/// monde contemporain » from the examination of 2022, « éducation physique » from 2023.
const SPECIALITIES: &[Speciality] = &[
    speciality("ART-CIR", "Arts : arts du cirque", 2021),
    speciality("ART-PLA", "Arts : arts plastiques", 2021),
    speciality("ART-CAV", "Arts : cinéma-audiovisuel", 2021),
    speciality("ART-DAN", "Arts : danse", 2021),
    speciality("ART-HIS", "Arts : histoire des arts", 2021),
    speciality("ART-MUS", "Arts : musique", 2021),
    speciality("ART-THE", "Arts : théâtre", 2021),
    speciality("BIO", "Biologie-écologie (lycées agricoles)", 2021),
    speciality("EPPCS", "Éducation physique, pratiques et culture sportives", 2023),
    speciality("HGGSP", "Histoire-géographie, géopolitique et sciences politiques", 2021),
    speciality("HLP", "Humanités, littérature et philosophie", 2021),
    speciality("LLC-ALL", "Langues, littératures et cultures : allemand", 2021),
    speciality("LLC-ANG", "Langues, littératures et cultures : anglais", 2021),
    speciality("LLC-AMC", "Langues, littératures et cultures : anglais, monde contemporain", 2022),
    speciality("LLC-ESP", "Langues, littératures et cultures : espagnol", 2021),
    speciality("LLC-ITA", "Langues, littératures et cultures : italien", 2021),
    speciality("LLC-REG", "Langues, littératures et cultures régionales", 2021),
    speciality("LLC-AUT", "Langues, littératures et cultures : autre langue étrangère", 2021),
    speciality("LLA-GRE", "Littérature, langues et cultures de l'Antiquité : grec", 2021),
    speciality("LLA-LAT", "Littérature, langues et cultures de l'Antiquité : latin", 2021),
    speciality("MATH", "Mathématiques", 2021),
    speciality("NSI", "Numérique et sciences informatiques", 2021),
    speciality("PC", "Physique-chimie", 2021),
    speciality("SVT", "Sciences de la vie et de la Terre", 2021),
    speciality("SI", "Sciences de l'ingénieur", 2021),
    speciality("SES", "Sciences économiques et sociales", 2021),
];

impl Speciality {
    /// Those that could be taken in the examination of `year`.
    pub fn of_year(year: i16) -> impl Iterator<Item = &'static Self> {
        SPECIALITIES.iter().filter(move |it| it.first <= year)
    }

    pub fn named(code: &str) -> Option<&'static Self> {
        SPECIALITIES.iter().find(|it| it.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_year_has_at_least_two_series_and_each_code_is_one_series() {
        for year in 1900..=2030 {
            assert!(Series::of_year(year).count() >= 2, "{year}");
        }
        assert_eq!(SERIES.iter().map(|it| it.code).collect::<BTreeSet<_>>().len(), SERIES.len());
        assert_eq!(SPECIALITIES.iter().map(|it| it.code).collect::<BTreeSet<_>>().len(), SPECIALITIES.len());
    }

    #[test]
    fn the_three_ages_of_the_baccalaureat_do_not_mix() {
        let of = |year| Series::of_year(year).map(|it| it.code).collect::<BTreeSet<_>>();
        assert!(of(1994).is_superset(&BTreeSet::from(["A", "B", "C", "D", "E"])) && !of(1994).contains("S"));
        assert!(of(1995).is_superset(&BTreeSet::from(["S", "ES", "L"])) && !of(1995).contains("A"));
        assert!(of(2020).contains("S") && !of(2020).contains(GENERAL));
        assert!(of(2021).contains(GENERAL) && !of(2021).contains("S"));
        assert!(Series::of_year(2020).all(|it| !it.has_specialities()));
    }
}
