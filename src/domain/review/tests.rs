//! What verdicts, waivers and avis ask for.

use super::*;

#[test]
fn a_refusal_needs_a_ground_and_a_rank_needs_a_number() {
    assert_eq!(verdict(false, "", ""), Err(StepRefusal::GroundMissing));
    assert!(verdict(false, "illegible", "la page 2").is_ok());
    assert_eq!(waiver(" \n "), Err(StepRefusal::ReasonMissing));
    assert_eq!(waiver("a\0"), Err(StepRefusal::CommentUnfit));
    assert_eq!(waiver(" Grève du lycée "), Ok("Grève du lycée".into()));
    let of = |kind: &str, rank: &str, ground: &str| {
        AvisForm { kind: kind.into(), rank: rank.into(), ground: ground.into(), comment: String::new() }.check()
    };
    assert_eq!(of("unfavourable", "", " "), Err(StepRefusal::GroundMissing));
    assert_eq!(of("reserve_list", "0", ""), Err(StepRefusal::RankMissing));
    assert_eq!(of("reserve_list", " 3 ", "").map(|it| it.rank), Ok(Some(3)));
    assert_eq!(of("favourable", "3", "").map(|it| it.rank), Ok(None));
    assert_eq!(of("", "", ""), Err(StepRefusal::NoAvis));
}

#[test]
fn a_reviewer_gives_an_avis_and_neither_judges_documents_nor_validates() {
    assert!(Role::Reviewer.may(Act::EnterAvis));
    assert!(!Role::Reviewer.may(Act::Judge) && !Role::Reviewer.may(Act::ValidateAvis));
    assert!(Role::ALL.into_iter().filter(|it| it.may(Act::ReadLetters)).eq([Role::Administrator]));
    assert!(Role::ALL.into_iter().filter(|it| it.may(Act::Configure)).eq([Role::Administrator]));
    assert!(!Role::Reviewer.may(Act::ManageAccounts) && Role::Officer.may(Act::ManageAccounts));
}

#[test]
fn every_code_is_read_back() {
    assert!(Ground::ALL.into_iter().all(|it| Ground::named(it.code()) == Some(it)));
    assert!(AvisKind::ALL.into_iter().all(|it| AvisKind::named(it.code()) == Some(it)));
    assert!(Role::ALL.into_iter().all(|it| Role::named(it.code()) == Some(it)));
}
