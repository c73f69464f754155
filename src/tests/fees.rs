//! Fees as pages show them: the gallery's example, to which most rules apply.

use super::site::on_both;
use crate::places::Place;

on_both!(every_line_of_the_fees_is_explained_in_both_languages, |config| config.demo = true, |site| {
    let (french, english) = (site.visitor(), site.visitor().preferring("en"));
    let french = french.get(&Place::Gallery.href()).await.text();
    for said in [
        "2026-2027",
        "254,00\u{a0}€",
        // 3,770 less 254: the amount of 2023-2024 stands in, and says so.
        "3\u{a0}516,00\u{a0}€",
        "Montant 2023-2024, à confirmer.",
        "\u{2212}3\u{a0}516,00\u{a0}€",
        "118,00\u{a0}€",
        "\u{2212}50,00\u{a0}€",
        "322,00\u{a0}€",
        "R. 719-49-1",
        "Notification de l'ambassade",
        "107,34\u{a0}€ tout de suite",
        "107,33\u{a0}€ le 30 septembre 2026",
        "107,33\u{a0}€ le 31 octobre 2026",
    ] {
        assert!(french.contains(said), "{said} is not in {french}");
    }
    let english = english.get(&Place::Gallery.href()).await.text();
    for said in ["€3,516.00", "\u{2212}€50.00", "€322.00", "Amount of 2023-2024", "€107.33 on 30 September 2026"]
    {
        assert!(english.contains(said), "{said} is not in {english}");
    }
});
