//! CSV as spreadsheets take it: with the mark by which they read UTF-8, semicolons as they are installed in France, and no
//! cell that they would run.

/// A heading and the rows under it.
pub fn written<const N: usize>(
    heading: [String; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> csv::Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(heading)?;
    for row in rows {
        out.write_record(row)?;
    }
    out.into_inner().map_err(|it| it.into_error().into())
}

/// A cell that a spreadsheet would take for a formula is text, by the sign that they know for it.
pub fn tame(cell: &str) -> String {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if begins { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for wild in ["=1+1", "+33", "-2", "@x", "\t=1"] {
            assert_eq!(tame(wild), format!("'{wild}"));
        }
        assert_eq!(tame("Durand=Petit"), "Durand=Petit");
    }
}
