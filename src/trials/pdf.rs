//! Real PDF files of any size, each unlike the others.

use std::fmt::Write;

/// A one-page PDF of exactly `size` bytes (at least 1,000) that says `text`, padded inside a stream.
pub fn pdf(text: &str, size: usize) -> Vec<u8> {
    let bare = build(text, 0).len();
    build(text, size.saturating_sub(bare))
}

/// Numbers have a fixed width, so that the padding alone decides the size.
fn build(text: &str, padding: usize) -> Vec<u8> {
    let said = format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET\n% ");
    let length = said.len() + padding;
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
         /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {length:010} >>\nstream\n{said}{}\nendstream", "x".repeat(padding)),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = "xref\n0 6\n0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let at = file.len();
    let _ = write!(file, "{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{at:010}\n%%EOF\n");
    file.into_bytes()
}
