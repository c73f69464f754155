//! Figures: each with the limit that was measured in the same run, as a table and as JSON.

use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
pub struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    /// What the same machine does at best, or starts from; measured in this run.
    limit: Option<f64>,
    /// Value by limit: of rates more is better, of times and sizes less.
    ratio: Option<f64>,
}

#[derive(Default)]
pub struct Report(Vec<Figure>);

impl Report {
    pub fn add(&mut self, name: impl Into<String>, value: f64, unit: &'static str, limit: Option<f64>) {
        let ratio = limit.filter(|it| *it > 0.0).map(|limit| value / limit);
        self.0.push(Figure { name: name.into(), value, unit, limit, ratio });
    }

    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        std::fs::write(path, serde_json::to_string_pretty(&self.0)? + "\n")
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{:<58} {:>12} {:<5} {:>12} {:>7}", "", "value", "", "limit", "ratio")?;
        for Figure { name, value, unit, limit, ratio } in &self.0 {
            let limit = limit.map(short).unwrap_or_default();
            let ratio = ratio.map(|it| format!("{it:.3}")).unwrap_or_default();
            writeln!(f, "{name:<58} {:>12} {unit:<5} {limit:>12} {ratio:>7}", short(*value))?;
        }
        Ok(())
    }
}

fn short(number: f64) -> String {
    if number >= 1000.0 { format!("{number:.0}") } else { format!("{number:.2}") }
}

/// The middle one, or the middle between the middle two.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}
