//! Colours of an establishment, and whether people can read what is written in them: contrast as WCAG 2 computes it.

use std::fmt;

/// Of text to what it stands on, at least (WCAG 2, 1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;

/// In sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

const BLACK: Colour = Colour([0; 3]);
const WHITE: Colour = Colour([255; 3]);

impl Colour {
    /// Reads `#1b4d8c`; nothing shorter, and no name.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Relative luminance: 0 of black, 1 of white.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// From 1 (the same) to 21 (black on white), whichever of the two is written in the other.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// With so many hundredths of another colour in it.
    fn mixed(self, other: Self, hundredths: u16) -> Self {
        let part = |nth: usize| {
            let sum = u16::from(self.0[nth]) * (100 - hundredths) + u16::from(other.0[nth]) * hundredths;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self([part(0), part(1), part(2)])
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// What a page is printed on. Its colours stand in `style/tokens.css`, which a test compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// What links in the brand's colour stand on: `--paper` and `--paper-soft`.
    const fn papers(self) -> [Colour; 2] {
        match self {
            Self::Light => [WHITE, Colour([0xf3, 0xf5, 0xf8])],
            Self::Dark => [Colour([0x12, 0x17, 0x1e]), Colour([0x1b, 0x22, 0x2c])],
        }
    }

    /// What buttons in the brand's colour are written in: `--on-brand`.
    const fn on_brand(self) -> Colour {
        match self {
            Self::Light => WHITE,
            Self::Dark => Colour([0x0d, 0x18, 0x26]),
        }
    }

    /// A button under the pointer (`--brand-strong`): further from what is written on it, so that it reads at least as well.
    pub fn strong(self, brand: Colour) -> Colour {
        match self {
            Self::Light => brand.mixed(BLACK, 30),
            Self::Dark => brand.mixed(WHITE, 37),
        }
    }

    /// Whether the brand's colour can be read on every paper of this theme, and what is written on it.
    pub fn judge(self, brand: Colour) -> Result<(), TooFaint> {
        let [paper, soft] = self.papers();
        for against in [paper, soft, self.on_brand()] {
            let contrast = brand.contrast(against);
            if contrast < LEAST_CONTRAST {
                return Err(TooFaint { against, contrast });
            }
        }
        Ok(())
    }
}

/// What a colour is too near to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TooFaint {
    pub against: Colour,
    pub contrast: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKENS: &str = include_str!("../../style/tokens.css");

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect(text)
    }

    #[test]
    fn a_colour_is_six_digits() {
        assert_eq!(colour(" #1B4d8c ").to_string(), "#1b4d8c");
        for bad in ["1b4d8c", "#1b4d8", "#1b4d8cc", "#fff", "blue", "#1b4d8g", "#+b4d8c", "#1b4é8", ""] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_recommendation() {
        let close = |one: f64, two: f64| (one - two).abs() < 0.005;
        assert!(close(colour("#000000").contrast(WHITE), 21.0));
        assert!(close(colour("#777777").contrast(WHITE), 4.48), "the grey that just fails");
        assert!(close(colour("#767676").contrast(WHITE), 4.54), "the grey that just passes");
        assert!(close(colour("#ff0000").contrast(WHITE), 4.0));
        assert!(close(colour("#1b4d8c").contrast(colour("#1b4d8c")), 1.0));
    }

    #[test]
    fn a_brand_is_read_on_its_papers_and_under_what_is_written_on_it() {
        assert_eq!(Theme::Light.judge(colour("#1b4d8c")), Ok(()));
        assert_eq!(Theme::Dark.judge(colour("#8db8ee")), Ok(()));
        let refused = Theme::Light.judge(colour("#8db8ee")).expect_err("too light");
        assert_eq!(refused.against, WHITE);
        assert!((2.0..2.1).contains(&refused.contrast), "{refused:?}");
        let soft = Theme::Light.judge(colour("#767676")).expect_err("read on white, not on the soft paper");
        assert_eq!(soft.against.to_string(), "#f3f5f8");
        assert!(Theme::Dark.judge(colour("#1b4d8c")).is_err());
    }

    /// The value of a token, in the light theme or in the dark one.
    fn token(theme: Theme, name: &str) -> Colour {
        let (light, dark) = TOKENS.split_once("@media (prefers-color-scheme: dark)").expect("two themes");
        let of = if theme == Theme::Light { light } else { dark };
        let (_, rest) = of.split_once(&format!("{name}: ")).expect(name);
        colour(rest.split(';').next().unwrap_or_default())
    }

    #[test]
    fn the_themes_are_those_of_the_style() {
        for theme in [Theme::Light, Theme::Dark] {
            assert_eq!(theme.papers(), [token(theme, "--paper"), token(theme, "--paper-soft")]);
            assert_eq!(theme.on_brand(), token(theme, "--on-brand"));
            assert_eq!(theme.judge(token(theme, "--brand")), Ok(()), "our own colours are judged alike");
            assert_eq!(theme.judge(token(theme, "--brand-strong")), Ok(()));
        }
    }

    proptest! {
        #[test]
        fn under_the_pointer_a_button_reads_at_least_as_well(red: u8, green: u8, blue: u8) {
            let brand = Colour([red, green, blue]);
            for theme in [Theme::Light, Theme::Dark] {
                if theme.judge(brand).is_ok() {
                    let strong = theme.strong(brand);
                    prop_assert_eq!(theme.judge(strong), Ok(()));
                    prop_assert!(strong.contrast(theme.on_brand()) >= brand.contrast(theme.on_brand()));
                }
            }
        }
    }
}
