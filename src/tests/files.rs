//! Files as people deposit them, and as they should not: made in memory, each really what it says it is.

use image::{ImageFormat, RgbImage};
use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};
use std::io::Cursor;

/// A good file of each kind in turn, with its name.
pub fn any(nth: usize) -> (&'static str, Vec<u8>) {
    match nth % 3 {
        0 => ("carte d'identité.pdf", pdf("recto verso")),
        1 => ("photo.JPG", jpeg()),
        _ => ("écran.png", png()),
    }
}

/// A PDF of one page with these words on it.
pub fn pdf(words: &str) -> Vec<u8> {
    saved(document(words, 0))
}

/// A PDF of exactly so many bytes.
pub fn pdf_of(size: usize) -> Vec<u8> {
    let mut padding = size - 2000;
    for _ in 0..3 {
        let file = saved(document("plein", padding));
        if file.len() == size {
            return file;
        }
        padding = padding + size - file.len();
    }
    panic!("no PDF of {size} bytes")
}

/// A PDF that runs a program when it is opened.
pub fn pdf_with_javascript() -> Vec<u8> {
    let mut it = document("formulaire", 0);
    let action = it.add_object(dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") });
    it.catalog_mut().expect("a catalogue").set("OpenAction", action);
    saved(it)
}

/// A PDF that asks for a password.
pub fn pdf_with_password() -> Vec<u8> {
    let mut it = document("secret", 0);
    it.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("b")]);
    let version = EncryptionVersion::V2 {
        document: &it,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a cipher");
    it.encrypt(&state).expect("an encrypted PDF");
    saved(it)
}

/// A small PDF with a stream of objects that unfolds to 80 megabytes.
pub fn pdf_bomb() -> Vec<u8> {
    let mut it = document("bombe", 0);
    let mut unfolded = b"99 0 ".to_vec();
    unfolded.resize(80 << 20, b' ');
    // lopdf does not write a stream of objects that it did not make: the type gets its name afterwards.
    let mut stream = Stream::new(dictionary! { "Type" => "ObjBig", "N" => 1, "First" => 5 }, unfolded);
    stream.compress().expect("a compressed stream");
    it.add_object(stream);
    let mut file = saved(it);
    let at = file.windows(6).position(|it| it == b"ObjBig").expect("the type");
    file[at..at + 6].copy_from_slice(b"ObjStm");
    file
}

fn document(words: &str, padding: usize) -> Document {
    let mut it = Document::with_version("1.5");
    let pages = it.new_object_id();
    let font = it.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let mut content = format!("BT /F1 24 Tf 72 720 Td ({words}) Tj ET\n").into_bytes();
    content.resize(content.len() + padding, b' ');
    let content = it.add_object(Stream::new(Dictionary::new(), content));
    let page = it.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "Contents" => content,
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    it.objects.insert(pages, Object::Dictionary(tree));
    let catalog = it.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    it.trailer.set("Root", catalog);
    it
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

pub fn jpeg() -> Vec<u8> {
    picture(ImageFormat::Jpeg)
}

pub fn png() -> Vec<u8> {
    picture(ImageFormat::Png)
}

/// Stripes that do not compress to nothing, so that a file can be cut in its middle.
fn picture(format: ImageFormat) -> Vec<u8> {
    let pixel = |x: u32, y: u32| {
        let byte = |n: u32| u8::try_from(n % 251).unwrap_or_default();
        image::Rgb([byte(x * y), byte(x * 7 + y), byte(x + y * 13)])
    };
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(320, 240, pixel).write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// The first two thirds of a file: what a cut copy leaves.
pub fn cut(mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(file.len() * 2 / 3);
    file
}

/// A file with other bytes in its middle: whole, and not readable.
pub fn spoilt(mut file: Vec<u8>) -> Vec<u8> {
    let middle = file.len() / 2;
    file[middle..middle + 8].iter_mut().for_each(|it| *it = !*it);
    file
}

/// Two files in one.
pub fn both(mut first: Vec<u8>, second: &[u8]) -> Vec<u8> {
    first.extend_from_slice(second);
    first
}

/// The end of an empty ZIP archive: enough for a reader of archives to open what stands before it.
pub const ZIP_END: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// A PNG of a few bytes that says it is sixty thousand pixels wide and high.
pub fn png_bomb() -> Vec<u8> {
    let side = 60_000_u32.to_be_bytes();
    let mut header = [side, side].concat();
    header.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", header.as_slice()), (b"IDAT", &[0x78, 0x9C, 3, 0, 0, 0, 0, 1]), (b"IEND", &[])] {
        file.extend(u32::try_from(data.len()).expect("a small chunk").to_be_bytes());
        let checked = [kind.as_slice(), data].concat();
        file.extend_from_slice(&checked);
        file.extend(crc32(&checked).to_be_bytes());
    }
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

/// The beginning of a photo as iPhones make them.
pub fn heic() -> Vec<u8> {
    let mut file = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    file.resize(4000, 7);
    file
}

/// The beginning of a Windows program.
pub fn program() -> Vec<u8> {
    let mut file = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0".to_vec();
    file.resize(4000, 0);
    file
}
