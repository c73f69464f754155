//! Who owes what, by decree and year; and what holds for everybody.

use super::*;
use proptest::prelude::*;

fn programme(cycle: Cycle) -> Programme {
    Programme { label: cycle.code().to_owned(), cycle }
}

fn french(cycles: &[Cycle]) -> Situation {
    let programmes = cycles.iter().copied().map(programme).collect();
    Situation { programmes, nationality: "FR".into(), newcomer: true, ..Situation::default() }
}

fn senegalese(cycles: &[Cycle]) -> Situation {
    Situation { nationality: "SN".into(), ..french(cycles) }
}

const CHARGED: Rules = Rules { differentiated: Differentiated::Newcomers };

fn of(rules: Rules, it: &Situation, year: i16) -> Quote {
    quote(Tables::published(), rules, it, year).expect("a quote")
}

/// The rules of a quote with their amounts in euros.
fn told(quote: &Quote) -> Vec<(&'static str, i64)> {
    quote.lines.iter().map(|it| (it.rule.code(), it.cents / 100)).collect()
}

#[test]
fn one_diploma_is_at_the_full_rate_of_its_year() {
    for (year, euros) in [(2023, [170, 243, 380, 601]), (2024, [175, 250, 391, 618]), (2025, [178, 254, 397, 628])] {
        for (cycle, euros) in Cycle::ALL.into_iter().zip(euros) {
            let quote = of(Rules::default(), &french(&[cycle]), year);
            assert_eq!(told(&quote), [("full_rate", euros)], "{year} {cycle:?}");
            assert_eq!((quote.total, quote.stand_in()), (euros * 100, None));
            assert!(quote.lines[0].basis.contains("Arrêté du 19 avril 2019"));
        }
    }
}

#[test]
fn the_dearest_is_first_and_full_the_others_are_reduced() {
    use Cycle::{Doctorate, Engineer, Licence, Master};
    for (cycles, expected) in [
        (vec![Licence, Master], vec![("full_rate", 254), ("second_diploma", 118)]),
        (vec![Licence, Licence], vec![("full_rate", 178), ("second_diploma", 118)]),
        (vec![Master, Engineer], vec![("full_rate", 628), ("second_diploma", 166)]),
        (vec![Engineer, Engineer], vec![("full_rate", 628), ("second_diploma", 419)]),
        (vec![Licence, Doctorate, Master], vec![("full_rate", 397), ("second_diploma", 166), ("second_diploma", 118)]),
        (vec![Doctorate, Doctorate], vec![("full_rate", 397), ("second_diploma", 264)]),
    ] {
        let quote = of(Rules::default(), &french(&cycles), 2025);
        assert_eq!(told(&quote), expected, "{cycles:?}");
    }
    let second = &of(Rules::default(), &french(&[Licence, Master]), 2025).lines[1];
    assert!(second.basis.contains("plusieurs diplômes") && second.basis.contains("2025-2026"), "{}", second.basis);
}

#[test]
fn a_year_of_cesure_is_at_the_reduced_rate_a_semester_is_not() {
    let of_gap = |gap| told(&of(Rules::default(), &Situation { gap, ..french(&[Cycle::Master]) }, 2025));
    assert_eq!(of_gap(Gap::Year), [("gap", 166)]);
    assert_eq!(of_gap(Gap::Semester), [("full_rate", 254)]);
    let two = Situation { gap: Gap::Year, ..french(&[Cycle::Licence, Cycle::Master]) };
    assert_eq!(told(&of(Rules::default(), &two, 2025)), [("gap", 166), ("second_diploma", 118)]);
}

#[test]
fn an_exemption_by_right_leaves_nothing() {
    let base = || french(&[Cycle::Licence, Cycle::Master]);
    for (situation, code, text) in [
        (Situation { scholarship: Scholarship::State, ..base() }, "state_scholarship", "R. 719-49"),
        (Situation { ward: true, ..base() }, "ward", "R. 719-49"),
        (Situation { regime: Regime::Apprenticeship, ..base() }, "apprenticeship", "L. 6211-1"),
        (Situation { regime: Regime::Exchange, ..base() }, "exchange", "R. 719-50-1"),
        // Two rights are one line.
        (Situation { scholarship: Scholarship::State, ward: true, ..base() }, "state_scholarship", "R. 719-49"),
    ] {
        let quote = of(Rules::default(), &situation, 2025);
        assert_eq!(told(&quote), [("full_rate", 254), ("second_diploma", 118), (code, -372)]);
        assert_eq!(quote.total, 0);
        let last = quote.lines.last().expect("a line");
        assert!(last.basis.contains(text) && last.rule.proof().is_some(), "{code}: {}", last.basis);
    }
}

#[test]
fn what_the_president_takes_off_is_never_more_than_is_owed() {
    for (extent, taken) in [
        (WaiverExtent::Whole, vec![("full_rate", 178), ("waiver", -178)]),
        (WaiverExtent::Part { cents: 7_800 }, vec![("full_rate", 178), ("waiver", -78)]),
        (WaiverExtent::Part { cents: 99_900 }, vec![("full_rate", 178), ("waiver", -178)]),
        (WaiverExtent::Part { cents: 0 }, vec![("full_rate", 178)]),
        (WaiverExtent::Part { cents: -500 }, vec![("full_rate", 178)]),
    ] {
        let waiver = Some(Waiver { ground: WaiverGround::JobSeeker, extent });
        let quote = of(Rules::default(), &Situation { waiver, ..french(&[Cycle::Licence]) }, 2025);
        assert_eq!(told(&quote), taken, "{extent:?}");
    }
}

#[test]
fn differentiated_fees_are_off_unless_the_establishment_charges_them() {
    let it = senegalese(&[Cycle::Licence]);
    assert_eq!(told(&of(Rules::default(), &it, 2023)), [("full_rate", 170)]);
    assert_eq!(of(CHARGED, &it, 2023).total, 277_000);
    assert_eq!(told(&of(CHARGED, &it, 2023)), [("full_rate", 170), ("differentiated", 2_600)]);
    assert_eq!(of(CHARGED, &senegalese(&[Cycle::Master]), 2023).total, 377_000);
    assert_eq!(of(CHARGED, &senegalese(&[Cycle::Engineer]), 2023).total, 377_000);
    // Never for a doctorate, nor for who was here before or comes from Europe.
    assert_eq!(told(&of(CHARGED, &senegalese(&[Cycle::Doctorate]), 2023)), [("full_rate", 380)]);
    let again = Situation { newcomer: false, ..it.clone() };
    assert_eq!(told(&of(CHARGED, &again, 2023)), [("full_rate", 170)]);
    assert_eq!(of(Rules { differentiated: Differentiated::Everyone }, &again, 2023).total, 277_000);
    for nationality in ["FR", "PL", "NO", "CH", "MC", "AD", ""] {
        let it = Situation { nationality: nationality.into(), ..it.clone() };
        assert_eq!(told(&of(CHARGED, &it, 2023)), [("full_rate", 170)], "{nationality}");
    }
    // A licence that is dearer than a doctorate is the one at the full rate.
    let two = of(CHARGED, &senegalese(&[Cycle::Doctorate, Cycle::Licence]), 2023);
    assert_eq!(told(&two), [("full_rate", 170), ("differentiated", 2_600), ("second_diploma", 253)]);
}

#[test]
fn who_is_settled_is_told_why_nothing_is_added_and_what_proves_it() {
    for reason in Settled::ALL {
        let it = Situation { settled: Some(reason), ..senegalese(&[Cycle::Licence]) };
        let quote = of(CHARGED, &it, 2023);
        assert_eq!(told(&quote), [("full_rate", 170), ("not_differentiated", 0)]);
        assert_eq!(quote.lines[1].rule.proof(), Some(reason.proof()));
        let doctorate = Situation { settled: Some(reason), ..senegalese(&[Cycle::Doctorate]) };
        assert_eq!(told(&of(CHARGED, &doctorate, 2023)), [("full_rate", 380)]);
    }
}

#[test]
fn the_ministry_of_foreign_affairs_takes_off_what_was_added() {
    let it = Situation { scholarship: Scholarship::ForeignAffairs, ..senegalese(&[Cycle::Master]) };
    let quote = of(CHARGED, &it, 2023);
    assert_eq!(told(&quote), [("full_rate", 243), ("differentiated", 3_527), ("foreign_affairs", -3_527)]);
    assert_eq!(quote.total, 24_300);
    // Where nothing was added, it takes nothing off.
    assert_eq!(told(&of(Rules::default(), &it, 2023)), [("full_rate", 243)]);
}

#[test]
fn amounts_of_another_year_are_said_to_be() {
    let quote = of(Rules::default(), &french(&[Cycle::Licence]), 2026);
    assert_eq!((quote.year, quote.total, quote.stand_in()), (2026, 17_800, Some(2025)));
    // The amount of 2023-24 stands in for one that no source gives, within a year that is known otherwise.
    let quote = of(CHARGED, &senegalese(&[Cycle::Licence]), 2025);
    assert_eq!((quote.total, quote.stand_in()), (277_000, Some(2023)));
    assert_eq!(quote.lines.iter().map(|it| it.amount_of).collect::<Vec<_>>(), [Some(2025), Some(2023)]);
}

#[test]
fn there_is_no_quote_without_a_programme_an_amount_or_outside_the_decree() {
    let refused = |tables: &Tables, it: &Situation| quote(tables, Rules::default(), it, 2025).err();
    let tables = Tables::published();
    assert_eq!(refused(tables, &french(&[])), Some(NoQuote::NoProgramme));
    let continuing = Situation { regime: Regime::Continuing, ..french(&[Cycle::Licence]) };
    assert_eq!(refused(tables, &continuing), Some(NoQuote::ContinuingEducation));
    let none = Tables::default();
    assert_eq!(refused(&none, &french(&[Cycle::Master])), Some(NoQuote::NoAmount(Cycle::Master)));
}

#[test]
fn a_quote_is_kept_as_json_and_read_again() {
    let it = Situation { settled: Some(Settled::Household), ..senegalese(&[Cycle::Licence, Cycle::Master]) };
    let quote = of(CHARGED, &it, 2026);
    let kept = serde_json::to_string(&quote).expect("json");
    assert_eq!(serde_json::from_str::<Quote>(&kept).expect("a quote"), quote);
    for regime in Regime::ALL {
        assert_eq!(Regime::named(regime.code()), Some(regime));
        assert_eq!(serde_json::to_value(regime).expect("json"), regime.code());
    }
}

fn any_situation() -> impl Strategy<Value = Situation> {
    let programmes = prop::collection::vec(prop::sample::select(&Cycle::ALL[..]).prop_map(programme), 1..5);
    let regime = prop::sample::select(vec![Regime::Initial, Regime::Apprenticeship, Regime::Exchange]);
    let nationality = prop::sample::select(vec!["FR", "SN", "BR", "DE", ""]).prop_map(str::to_owned);
    let settled = prop::option::of(prop::sample::select(&Settled::ALL[..]));
    let scholarship = prop::sample::select(vec![Scholarship::None, Scholarship::State, Scholarship::ForeignAffairs]);
    let gap = prop::sample::select(vec![Gap::None, Gap::Semester, Gap::Year]);
    let extent = prop_oneof![Just(WaiverExtent::Whole), any::<i64>().prop_map(|cents| WaiverExtent::Part { cents })];
    let waiver =
        (prop::sample::select(&WaiverGround::ALL[..]), extent).prop_map(|(ground, extent)| Waiver { ground, extent });
    (
        (programmes, regime, nationality, any::<bool>()),
        (settled, scholarship, any::<bool>(), gap, prop::option::of(waiver)),
    )
        .prop_map(|((programmes, regime, nationality, newcomer), (settled, scholarship, ward, gap, waiver))| {
            Situation { programmes, regime, nationality, newcomer, settled, scholarship, ward, gap, waiver }
        })
}

fn any_rules() -> impl Strategy<Value = Rules> {
    prop::sample::select(vec![Differentiated::Off, Differentiated::Newcomers, Differentiated::Everyone])
        .prop_map(|differentiated| Rules { differentiated })
}

proptest! {
    #[test]
    fn the_total_is_the_sum_of_the_lines_and_never_negative(
        it in any_situation(), rules in any_rules(), year in 2020_i16..2032,
    ) {
        let quote = of(rules, &it, year);
        prop_assert_eq!(quote.total, quote.lines.iter().map(|it| it.cents).sum::<i64>());
        prop_assert!(quote.total >= 0);
        prop_assert!(quote.lines.iter().all(|it| !it.basis.is_empty()));
    }

    #[test]
    fn exactly_one_diploma_is_at_the_full_rate_and_it_is_the_dearest(
        it in any_situation(), rules in any_rules(), year in 2020_i16..2032,
    ) {
        prop_assume!(it.gap != Gap::Year);
        let lines = of(rules, &it, year).lines;
        let full: Vec<_> = lines.iter().filter(|it| it.rule == Rule::FullRate).collect();
        prop_assert_eq!(full.len(), 1);
        let reduced = lines.iter().filter(|it| it.rule == Rule::SecondDiploma).count();
        prop_assert_eq!(reduced, it.programmes.len() - 1);
        let alone = |programme: &Programme| {
            let alone = Situation { programmes: vec![programme.clone()], nationality: it.nationality.clone(),
                newcomer: it.newcomer, settled: it.settled, ..Situation::default() };
            of(rules, &alone, year).total
        };
        let dearest = it.programmes.iter().map(alone).max();
        let of_full: i64 = lines.iter().filter(|it| it.diploma == full[0].diploma && it.rule != Rule::SecondDiploma)
            .map(|it| it.cents).sum();
        prop_assert_eq!(Some(of_full), dearest);
    }

    #[test]
    fn a_right_leaves_nothing_and_a_scholarship_never_raises_the_total(
        it in any_situation(), rules in any_rules(), year in 2020_i16..2032,
    ) {
        let without = of(rules, &Situation { scholarship: Scholarship::None, ..it.clone() }, year).total;
        for scholarship in [Scholarship::State, Scholarship::ForeignAffairs] {
            let with = of(rules, &Situation { scholarship, ..it.clone() }, year).total;
            prop_assert!(with <= without, "{:?}", scholarship);
        }
        prop_assert_eq!(of(rules, &Situation { scholarship: Scholarship::State, ..it.clone() }, year).total, 0);
        prop_assert_eq!(of(rules, &Situation { ward: true, ..it.clone() }, year).total, 0);
    }

    #[test]
    fn a_scholarship_that_comes_after_the_payment_is_a_refund_of_it(it in any_situation(), rules in any_rules()) {
        let paid = of(rules, &it, 2025).total;
        let after = of(rules, &Situation { scholarship: Scholarship::State, ..it }, 2025);
        let expected = if paid > 0 { Settlement::Refund(paid) } else { Settlement::Nothing };
        prop_assert_eq!(recompute(paid, &after), expected);
    }
}
