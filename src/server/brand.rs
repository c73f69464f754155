//! The establishment's own look: its logo and its two colours, read and judged at the start, served beside the pages.

use super::config::Config;
use super::{Services, inspect};
use crate::domain::colour::{Colour, LEAST_CONTRAST, Theme};
use crate::domain::document::Media;
use crate::domain::office::Face;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The largest logo, in bytes: every first visit fetches it.
const LOGO_MAX: usize = 200_000;
const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";
const CACHED: &str = "public, max-age=3600";
/// A logo that somebody opens by itself runs nothing and fetches nothing; it may style itself, and hold a picture.
const LOGO_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// Why the look cannot be used: the server does not start with half of it.
#[derive(Debug, thiserror::Error)]
pub enum BrandError {
    #[error("GUICHET_LOGO, {}: {cause}", .file.display())]
    File { file: PathBuf, cause: std::io::Error },
    #[error("GUICHET_LOGO, {}: {why}", .file.display())]
    Unfit { file: PathBuf, why: &'static str },
    #[error("{setting}: {value} is no colour; write it as #1b4d8c")]
    NoColour { setting: &'static str, value: String },
    #[error(
        "{setting}: {colour} has a contrast of {contrast:.2}:1 with {against}, and people need at least {LEAST_CONTRAST}:1: \
         choose a {wanted} one"
    )]
    TooFaint { setting: &'static str, colour: Colour, against: Colour, contrast: f64, wanted: &'static str },
}

struct Logo {
    media_type: &'static str,
    bytes: Bytes,
}

/// Nothing of it where nothing is configured: then the look is ours.
#[derive(Default)]
pub struct Brand {
    logo: Option<Logo>,
    /// A style sheet that comes after ours.
    colours: Option<String>,
}

impl Brand {
    pub fn open(config: &Config) -> Result<Self, BrandError> {
        let logo = config.logo.as_deref().map(read_logo).transpose()?;
        let light = own_colour("GUICHET_COLOUR", config.colour.as_deref(), Theme::Light)?;
        let dark = own_colour("GUICHET_COLOUR_DARK", config.colour_dark.as_deref(), Theme::Dark)?;
        let mut sheet = String::new();
        for (brand, theme, name) in [(light, Theme::Light, "light"), (dark, Theme::Dark, "dark")] {
            let Some(brand) = brand else { continue };
            let strong = theme.strong(brand);
            let _ = writeln!(
                sheet,
                "@media (prefers-color-scheme: {name}) {{ :root {{ --brand: {brand}; --brand-strong: {strong}; }} }}"
            );
        }
        Ok(Self { logo, colours: (!sheet.is_empty()).then_some(sheet) })
    }

    pub fn face(&self) -> Face {
        Face { logo: self.logo.is_some(), colours: self.colours.is_some() }
    }
}

fn own_colour(setting: &'static str, value: Option<&str>, theme: Theme) -> Result<Option<Colour>, BrandError> {
    let Some(value) = value else { return Ok(None) };
    let colour = Colour::parse(value).ok_or_else(|| BrandError::NoColour { setting, value: value.to_owned() })?;
    theme.judge(colour).map_err(|it| BrandError::TooFaint {
        setting,
        colour,
        against: it.against,
        // Cut, not rounded: 4.499 is not enough, and does not say 4.50.
        contrast: (it.contrast * 100.0).floor() / 100.0,
        wanted: if theme == Theme::Light { "darker" } else { "lighter" },
    })?;
    Ok(Some(colour))
}

fn read_logo(file: &Path) -> Result<Logo, BrandError> {
    let bytes = std::fs::read(file).map_err(|cause| BrandError::File { file: file.to_owned(), cause })?;
    let media_type = judge_logo(&bytes).map_err(|why| BrandError::Unfit { file: file.to_owned(), why })?;
    Ok(Logo { media_type, bytes: bytes.into() })
}

/// What kind of picture it is, by its content.
fn judge_logo(bytes: &[u8]) -> Result<&'static str, &'static str> {
    if bytes.len() > LOGO_MAX {
        return Err("it has more than 200 kB: make it smaller");
    }
    if bytes.starts_with(b"\x89PNG") {
        let whole = inspect::inspect(bytes, Media::Png);
        return whole.map(|()| "image/png").map_err(|_| "it is no whole PNG picture: save it again");
    }
    svg(bytes).map(|()| "image/svg+xml")
}

fn svg(bytes: &[u8]) -> Result<(), &'static str> {
    const NO_PICTURE: &str = "it is neither an SVG nor a PNG picture";
    const BROKEN: &str = "it begins as an SVG picture and is broken: save it again";
    let text = std::str::from_utf8(bytes).map_err(|_| NO_PICTURE)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut depth, mut begun) = (0_usize, false);
    loop {
        let event = reader.read_event().map_err(|_| if begun { BROKEN } else { NO_PICTURE })?;
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            if !begun && !is_svg(tag) {
                return Err(NO_PICTURE);
            }
            begun = true;
            if tag.local_name().into_inner().eq_ignore_ascii_case("script") {
                return Err("there is a program in it: save it as a plain SVG picture");
            }
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if !begun => return Err(NO_PICTURE),
            Event::Eof if depth > 0 => return Err(BROKEN),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Browsers draw it only in its namespace.
fn is_svg(tag: &BytesStart<'_>) -> bool {
    let named = tag.attributes().filter_map(Result::ok).any(|it| &*it.value == SVG_NAMESPACE);
    tag.local_name().into_inner() == "svg" && named
}

/// `GET /logo`.
pub async fn logo(State(services): State<Services>) -> Response {
    let Some(it) = &services.brand.logo else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [(CONTENT_TYPE, it.media_type), (CACHE_CONTROL, CACHED), (CONTENT_SECURITY_POLICY, LOGO_POLICY)];
    (headers, it.bytes.clone()).into_response()
}

/// `GET /theme.css`.
pub async fn theme(State(services): State<Services>) -> Response {
    let Some(sheet) = &services.brand.colours else { return StatusCode::NOT_FOUND.into_response() };
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, CACHED)], sheet.clone()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str =
        r#"<?xml version="1.0"?><!-- logo --><svg xmlns="http://www.w3.org/2000/svg"><g><path d="M0 0"/></g></svg>"#;

    #[test]
    fn a_logo_is_a_whole_picture_without_a_program() {
        assert_eq!(judge_logo(SVG.as_bytes()), Ok("image/svg+xml"));
        assert_eq!(judge_logo(format!("\u{feff}{SVG}\n").as_bytes()), Ok("image/svg+xml"));
        let prefixed = r#"<s:svg xmlns:s="http://www.w3.org/2000/svg"/>"#;
        assert_eq!(judge_logo(prefixed.as_bytes()), Ok("image/svg+xml"));
        let program = SVG.replace("<g>", "<g><script>alert(1)</script>");
        let cut = SVG.replace("</g></svg>", "");
        let crossed = SVG.replace("</g></svg>", "</svg></g>");
        let bare = SVG.replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
        let large = format!("{SVG}{}", " ".repeat(LOGO_MAX));
        for (unfit, why) in [
            (program.as_bytes(), "a program"),
            (cut.as_bytes(), "broken"),
            (crossed.as_bytes(), "broken"),
            (bare.as_bytes(), "neither"),
            (large.as_bytes(), "200 kB"),
            (b"<html><svg xmlns=\"http://www.w3.org/2000/svg\"/></html>", "neither"),
            (b"GIF89a", "neither"),
            (b"\xff\xd8\xff\xe0", "neither"),
            (b"\x89PNG\r\n\x1a\nrien", "no whole PNG"),
            (b"", "neither"),
        ] {
            let told = judge_logo(unfit).expect_err(why);
            assert!(told.contains(why), "{why}: {told}");
        }
    }
}
