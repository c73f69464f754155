//! What was filled into a form, drawn into its page: a page that leaves its form behind would show its fields no more.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::fmt::Write;

/// Flags of an annotation that is not shown: hidden, or not for the screen (ISO 32000-1, table 165).
const NOT_SHOWN: i64 = 0b10_0010;

/// Draws the fields of a page that has its own resources. What has no appearance stays an annotation.
pub fn draw(document: &mut Document, page: ObjectId) {
    let Some((fields, others)) = fields_of(document, page) else { return };
    if fields.is_empty() {
        return;
    }
    let Ok(shown) = document.get_dictionary(page) else { return };
    let mut resources = dictionary(document, shown, b"Resources");
    let mut forms = dictionary(document, &resources, b"XObject");
    let mut content = "\nQ\n".to_owned();
    for (nth, (form, [a, d, e, f])) in fields.into_iter().enumerate() {
        // Nothing fails when one writes into a text.
        let _ = writeln!(content, "q {a} 0 0 {d} {e} {f} cm /GuichetField{nth} Do Q");
        forms.set(format!("GuichetField{nth}"), form);
        if let Ok(Object::Stream(form)) = document.get_object_mut(form) {
            form.dict.set("Subtype", "Form");
        }
    }
    resources.set("XObject", forms);
    let mut contents = vec![document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec())).into()];
    contents.extend(document.get_page_contents(page).into_iter().map(Object::Reference));
    contents.push(document.add_object(Stream::new(Dictionary::new(), content.into_bytes())).into());
    if let Ok(page) = document.get_dictionary_mut(page) {
        page.set("Resources", resources);
        page.set("Contents", contents);
        page.set("Annots", others);
    }
}

/// Whether it leaves to its reader to draw what was filled in: then its pages alone would not show it.
pub fn are_left_to_draw(document: &Document) -> bool {
    let form = document.catalog().ok().and_then(|it| resolved(document, it, b"AcroForm")?.as_dict().ok());
    let left = form.and_then(|it| it.get(b"NeedAppearances").and_then(Object::as_bool).ok());
    left == Some(true) && document.objects.values().filter_map(|it| it.as_dict().ok()).any(is_filled_in)
}

/// A field of text or of choice with a value; boxes have an appearance for each state.
fn is_filled_in(field: &Dictionary) -> bool {
    let is_text = field.get(b"FT").and_then(Object::as_name).is_ok_and(|it| matches!(it, b"Tx" | b"Ch"));
    is_text && field.get(b"V").is_ok_and(|it| it.as_str().map_or(*it != Object::Null, |text| !text.is_empty()))
}

/// An appearance and where it goes: two factors, then two shifts.
type Field = (ObjectId, [f32; 4]);

/// The fields that can be drawn, and the other annotations.
fn fields_of(document: &Document, page: ObjectId) -> Option<(Vec<Field>, Vec<Object>)> {
    let page = document.get_dictionary(page).ok()?;
    let annotations = resolved(document, page, b"Annots")?.as_array().ok()?;
    let (mut fields, mut others) = (Vec::new(), Vec::new());
    for it in annotations {
        let annotation = document.dereference(it).ok().and_then(|(_, it)| it.as_dict().ok());
        match annotation.and_then(|it| field(document, it)) {
            Some(field) => fields.push(field),
            None => others.push(it.clone()),
        }
    }
    Some((fields, others))
}

fn field(document: &Document, annotation: &Dictionary) -> Option<Field> {
    let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or_default();
    if annotation.get(b"Subtype").and_then(Object::as_name).ok()? != b"Widget" || flags & NOT_SHOWN != 0 {
        return None;
    }
    let appearances = resolved(document, annotation, b"AP")?.as_dict().ok()?;
    let (mut id, mut normal) = document.dereference(appearances.get(b"N").ok()?).ok()?;
    if let Object::Dictionary(states) = normal {
        // A box has an appearance for each of its states.
        let state = annotation.get(b"AS").and_then(Object::as_name).ok()?;
        (id, normal) = document.dereference(states.get(state).ok()?).ok()?;
    }
    let form = &normal.as_stream().ok()?.dict;
    let target = corners(numbers(document, annotation, b"Rect")?);
    let matrix = numbers(document, form, b"Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let drawn = through(matrix, numbers(document, form, b"BBox")?);
    // ISO 32000-1, 8.10 and 12.5.5: the box, turned by its matrix, fills the rectangle.
    let factor = |nth: usize| {
        let (from, to) = (drawn[nth + 2] - drawn[nth], target[nth + 2] - target[nth]);
        (from > 0.0).then(|| to / from)
    };
    let (a, d) = (factor(0)?, factor(1)?);
    Some((id?, [a, d, target[0] - drawn[0] * a, target[1] - drawn[1] * d]))
}

/// Left, bottom, right, top.
fn corners([x, y, u, v]: [f32; 4]) -> [f32; 4] {
    [x.min(u), y.min(v), x.max(u), y.max(v)]
}

/// What holds a box once it is turned by a matrix.
fn through(matrix: [f32; 6], [x, y, u, v]: [f32; 4]) -> [f32; 4] {
    let by = |nth: usize, x: f32, y: f32| matrix[nth] * x + matrix[nth + 2] * y + matrix[nth + 4];
    let turned = [(x, y), (x, v), (u, y), (u, v)].map(|(x, y)| (by(0, x, y), by(1, x, y)));
    let [first, rest @ ..] = turned;
    rest.into_iter().fold([first.0, first.1, first.0, first.1], |it, (x, y)| {
        [it[0].min(x), it[1].min(y), it[2].max(x), it[3].max(y)]
    })
}

fn numbers<const N: usize>(document: &Document, it: &Dictionary, key: &[u8]) -> Option<[f32; N]> {
    let items = resolved(document, it, key)?.as_array().ok()?;
    let numbers: Option<Vec<_>> =
        items.iter().map(|it| document.dereference(it).ok()?.1.as_float().ok().filter(|it| it.is_finite())).collect();
    numbers?.try_into().ok()
}

fn resolved<'a>(document: &'a Document, it: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    it.get(key).and_then(|it| document.dereference(it)).ok().map(|(_, it)| it)
}

fn dictionary(document: &Document, it: &Dictionary, key: &[u8]) -> Dictionary {
    resolved(document, it, key).and_then(|it| it.as_dict().ok()).cloned().unwrap_or_default()
}
