//! An exemption that the president decided (code de l'éducation R719-50), as staff enter it.

use super::desk::{DeskRefusal, reason};
use crate::domain::fee::{Waiver, WaiverExtent, WaiverGround};
use serde::{Deserialize, Serialize};

/// The name of an exemption from everything in its form; any other one is of a part.
pub const WHOLE: &str = "whole";
/// The name of an exemption from an amount.
pub const PART: &str = "part";

/// What staff typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WaiverForm {
    pub ground: String,
    pub extent: String,
    /// In euros; of a part alone.
    pub amount: String,
    pub reason: String,
}

impl WaiverForm {
    /// The exemption, and why.
    pub fn check(&self) -> Result<(Waiver, String), DeskRefusal> {
        let ground = WaiverGround::named(&self.ground).ok_or(DeskRefusal::ExemptionUnfit)?;
        let extent = match self.extent.as_str() {
            WHOLE => WaiverExtent::Whole,
            PART => WaiverExtent::Part { cents: cents(&self.amount).ok_or(DeskRefusal::ExemptionUnfit)? },
            _ => return Err(DeskRefusal::ExemptionUnfit),
        };
        Ok((Waiver { ground, extent }, reason(&self.reason)?))
    }
}

/// An amount in euros as it is typed: `50`, `50,5`, `1 234,50 €`, `50.00`. Above zero, below a million.
fn cents(typed: &str) -> Option<i64> {
    let typed: String = typed.chars().filter(|it| !it.is_whitespace() && *it != '€').collect();
    let (whole, rest) = typed.split_once([',', '.']).unwrap_or((&typed, ""));
    let digits = |it: &str| it.bytes().all(|b| b.is_ascii_digit());
    if !(1..=6).contains(&whole.len()) || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let (whole, rest): (i64, i64) = (whole.parse().ok()?, format!("{rest:0<2}").parse().ok()?);
    Some(whole * 100 + rest).filter(|it| *it > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(ground: &str, extent: &str, amount: &str, reason: &str) -> WaiverForm {
        let [ground, extent, amount, reason] = [ground, extent, amount, reason].map(str::to_owned);
        WaiverForm { ground, extent, amount, reason }
    }

    #[test]
    fn amounts_are_read_as_they_are_typed() {
        for (typed, expected) in
            [("50", 5_000), (" 1\u{a0}234,50 €", 123_450), ("50.5", 5_050), ("0,01", 1), ("999999,99", 99_999_999)]
        {
            assert_eq!(cents(typed), Some(expected), "{typed}");
        }
        for typed in ["", "0", "0,00", "-5", "5,123", "1e3", ",50", "5,5,5", "1000000", "+5", "cinq"] {
            assert_eq!(cents(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_exemption_has_a_ground_an_extent_and_a_reason() {
        let of = |extent| Waiver { ground: WaiverGround::Refugee, extent };
        let whole = form("refugee", WHOLE, "ignored", "Décision du 3 mars");
        assert_eq!(whole.check(), Ok((of(WaiverExtent::Whole), "Décision du 3 mars".into())));
        let part = form("refugee", PART, "50", "Vu");
        assert_eq!(part.check(), Ok((of(WaiverExtent::Part { cents: 5_000 }), "Vu".into())));
        assert_eq!(form("refugee", WHOLE, "", " ").check(), Err(DeskRefusal::ReasonMissing));
        for (ground, extent, amount) in [("", WHOLE, ""), ("refugee", "", "5"), ("refugee", PART, "0")] {
            assert_eq!(form(ground, extent, amount, "Vu").check(), Err(DeskRefusal::ExemptionUnfit));
        }
    }
}
