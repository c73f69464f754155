//! QR codes as paths: sharp at any size, on paper and on pages.

use super::PrintError;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Blank modules around a code, that readers need (ISO/IEC 18004).
const QUIET: usize = 4;

/// How many modules a side, with the quiet zone, and the path that draws the dark ones. A quarter of it may be torn or stained
/// away (M: 15 % of the codewords), which paper that was folded needs.
pub fn qr_path(text: &str) -> Result<(usize, String), PrintError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(PrintError::of)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|it| **it == row[x]).count();
            if row[x] == Color::Dark {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run;
        }
    }
    Ok((width + 2 * QUIET, path))
}

/// The same as a picture.
pub fn qr_svg(text: &str) -> Result<String, PrintError> {
    let (side, path) = qr_path(text)?;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path fill=\"#fff\" \
         d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_statement_makes_a_code_that_paper_can_hold() {
        // 360 bytes in base 32, a signature, the address: domain::certificate.
        let text =
            format!("https://inscriptions.universite-exemple.fr/verifier?c={}.{}", "A".repeat(576), "B".repeat(103));
        let (side, path) = qr_path(&text).expect("a code");
        assert!(side - 2 * QUIET <= 97, "{side} modules");
        assert!(path.starts_with("M4 4h7v1h-7z"), "{}", &path[..40]);
    }
}
