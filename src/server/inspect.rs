//! What a deposited file really is. Uploads are hostile: each is read wholly, once, with limits on pixels and on
//! unfolded bytes, a bounded number at a time.

use crate::domain::document::{FileFault, Media};
use image::{ImageDecoder, ImageReader, Limits};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The most pixels of an image: well above any telephone's photo that fits the cap, well below a bomb.
const MAX_PIXELS: u64 = 60_000_000;
/// The most that one stream of a PDF may unfold to while it is read, in bytes.
const MAX_UNFOLDED: usize = 64 * 1024 * 1024;
/// How far from its end a PDF must say that it ends; some tools add a line or two.
const PDF_TAIL: usize = 2048;

/// Reads files, two at a time: each may take a few hundred megabytes for a moment.
pub struct Inspector {
    slots: Arc<Semaphore>,
}

impl Default for Inspector {
    fn default() -> Self {
        Self { slots: Arc::new(Semaphore::new(2)) }
    }
}

impl Inspector {
    /// Whether the file is whole, readable and nothing else besides; `media` is what its first bytes say.
    pub async fn inspect(&self, file: &Path, media: Media) -> Result<Result<(), FileFault>, std::io::Error> {
        let _slot = self.slots.clone().acquire_owned().await.map_err(std::io::Error::other)?;
        let file = file.to_owned();
        tokio::task::spawn_blocking(move || Ok(inspect(&std::fs::read(file)?, media))).await?
    }
}

/// The same, of bytes at hand.
pub fn inspect(bytes: &[u8], media: Media) -> Result<(), FileFault> {
    match media {
        Media::Pdf => pdf(bytes),
        Media::Jpeg => {
            not_a_pdf_too(bytes)?;
            jpeg_is_whole(bytes)?;
            picture(bytes, image::ImageFormat::Jpeg)
        }
        Media::Png => {
            not_a_pdf_too(bytes)?;
            if !holds(&bytes[bytes.len().saturating_sub(1024)..], b"IEND") {
                return Err(FileFault::Truncated);
            }
            picture(bytes, image::ImageFormat::Png)
        }
    }
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|it| it == needle)
}

/// Readers of PDF look for the header anywhere in the first kilobyte and beyond: an image must not have one.
fn not_a_pdf_too(bytes: &[u8]) -> Result<(), FileFault> {
    if holds(bytes, b"%PDF-") { Err(FileFault::Polyglot) } else { Ok(()) }
}

fn pdf(bytes: &[u8]) -> Result<(), FileFault> {
    let tail = &bytes[bytes.len().saturating_sub(PDF_TAIL)..];
    if !holds(tail, b"%%EOF") {
        // The end of a ZIP archive behind a PDF: both readers are content, nobody makes that by accident.
        return Err(if holds(tail, b"PK\x05\x06") { FileFault::Polyglot } else { FileFault::Truncated });
    }
    if holds(&tail[tail.len().saturating_sub(1024)..], b"PK\x05\x06") {
        return Err(FileFault::Polyglot);
    }
    let document =
        lopdf::Document::load_mem_with_options(bytes, lopdf::LoadOptions::with_max_decompressed_size(MAX_UNFOLDED));
    let document = match document {
        Ok(document) => document,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => return Err(FileFault::Encrypted),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            return Err(FileFault::Bomb);
        }
        Err(_) => return Err(FileFault::Unreadable),
    };
    if document.is_encrypted() {
        return Err(FileFault::Encrypted);
    }
    if document.get_pages().is_empty() {
        return Err(FileFault::Unreadable);
    }
    if document.objects.values().any(is_active) {
        return Err(FileFault::Active);
    }
    Ok(())
}

/// Whether an object runs a program or carries a file.
fn is_active(object: &lopdf::Object) -> bool {
    let dictionary = match object {
        lopdf::Object::Dictionary(it) => it,
        lopdf::Object::Stream(it) => &it.dict,
        lopdf::Object::Array(items) => return items.iter().any(is_active),
        _ => return false,
    };
    let says = |key: &[u8], names: &[&[u8]]| {
        dictionary.get(key).and_then(lopdf::Object::as_name).is_ok_and(|name| names.contains(&name))
    };
    says(b"S", &[b"JavaScript", b"Launch"])
        || says(b"Type", &[b"EmbeddedFile"])
        || dictionary.has(b"JavaScript")
        || dictionary.has(b"EmbeddedFiles")
        || dictionary.iter().any(|(_, value)| is_active(value))
}

/// Walks the segments of a JPEG up to its end marker: decoders are content with half a picture, a reader is not.
fn jpeg_is_whole(bytes: &[u8]) -> Result<(), FileFault> {
    let mut at = 2;
    loop {
        // To the next marker: 0xFF, not followed by a stuffed zero, a fill byte or a restart marker.
        let found = bytes[at.min(bytes.len())..]
            .windows(2)
            .position(|it| it[0] == 0xFF && !matches!(it[1], 0x00 | 0xFF | 0xD0..=0xD7));
        let marker = at + found.ok_or(FileFault::Truncated)?;
        match bytes[marker + 1] {
            0xD9 => return Ok(()),
            0x01 => at = marker + 2,
            _ => {
                let length = bytes.get(marker + 2..marker + 4).ok_or(FileFault::Truncated)?;
                at = marker + 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
}

fn picture(bytes: &[u8], format: image::ImageFormat) -> Result<(), FileFault> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 8);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|e| fault_of(&e))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(FileFault::Bomb);
    }
    image::DynamicImage::from_decoder(decoder).map_err(|e| fault_of(&e)).map(drop)
}

fn fault_of(error: &image::ImageError) -> FileFault {
    match error {
        image::ImageError::Limits(_) => FileFault::Bomb,
        image::ImageError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => FileFault::Truncated,
        _ => FileFault::Unreadable,
    }
}
