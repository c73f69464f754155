//! Pages of others, put among ours. Only what a page needs to be seen comes along: no catalogue, no actions of the
//! document, no form, no structure. So the tags of a foreign PDF are lost, and nothing of it can name what is ours. What
//! was filled into a form is drawn, and a layer that was hidden (the text of a recognised scan) stays hidden.

use super::fields;
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId, dictionary};
use std::collections::{BTreeMap, BTreeSet};

/// The most that one stream of a PDF may unfold to while it is read, in bytes; as at its deposit.
const MAX_UNFOLDED: usize = 64 * 1024 * 1024;
/// How deep a tree of pages may be: deeper ones are made to trip readers.
const MAX_DEPTH: usize = 64;
/// What a page has of the nodes above it (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// What ties a page to its document, and does nothing to be seen.
const TIES: [&[u8]; 4] = [b"Parent", b"AA", b"B", b"PieceInfo"];
/// What ties content to the structure of its document.
const TAGS: [&[u8]; 2] = [b"StructParents", b"StructParent"];
/// Objects of a document, not of a page.
const NOT_OF_PAGES: [&[u8]; 4] = [b"Catalog", b"Pages", b"StructTreeRoot", b"StructElem"];

/// A PDF whose pages can be taken.
pub struct Foreign {
    document: Document,
    pages: Vec<ObjectId>,
}

impl Foreign {
    /// `None` when its pages cannot be had: broken, asking for a password, or a form that they alone would show empty.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let options = LoadOptions::with_max_decompressed_size(MAX_UNFOLDED);
        let mut document = Document::load_mem_with_options(bytes, options).ok()?;
        let pages: Vec<_> = document.get_pages().into_values().collect();
        if document.is_encrypted() || pages.is_empty() || fields::are_left_to_draw(&document) {
            return None;
        }
        for page in &pages {
            settle(&mut document, *page).ok()?;
            fields::draw(&mut document, *page);
        }
        Some(Self { document, pages })
    }

    pub fn count(&self) -> usize {
        self.pages.len()
    }
}

/// Puts pages after the sheets that end `printed`: one sheet for each of `parts`, in order.
pub fn after_sheets(printed: &[u8], parts: impl Iterator<Item = Option<Foreign>>) -> Result<Vec<u8>, Error> {
    let parts: Vec<_> = parts.collect();
    if parts.iter().all(Option::is_none) {
        return Ok(printed.to_vec());
    }
    let mut ours = Document::load_mem(printed)?;
    let sheets: Vec<_> = ours.get_pages().into_values().collect();
    for page in &sheets {
        settle(&mut ours, *page)?;
    }
    let (cover, sheets) = sheets.split_at(sheets.len().saturating_sub(parts.len()));
    let (mut order, mut layers) = (cover.to_vec(), Layers::default());
    for (sheet, part) in sheets.iter().zip(&parts) {
        order.push(*sheet);
        if let Some(part) = part {
            order.extend(adopt(&mut ours, part, &mut layers));
        }
    }
    let root = ours.catalog()?.get(b"Pages")?.as_reference()?;
    for page in &order {
        ours.get_dictionary_mut(*page)?.set("Parent", root);
    }
    let tree = ours.get_dictionary_mut(root)?;
    tree.set("Count", i64::try_from(order.len()).unwrap_or(i64::MAX));
    tree.set("Kids", order.into_iter().map(Object::Reference).collect::<Vec<_>>());
    if !layers.all.is_empty() {
        let Layers { all, hidden } = layers;
        let properties = dictionary! { "OCGs" => all, "D" => dictionary! { "OFF" => hidden } };
        ours.catalog_mut()?.set("OCProperties", properties);
    }
    let mut bytes = Vec::new();
    ours.save_to(&mut bytes)?;
    Ok(bytes)
}

/// Gives a page what it had of the nodes above it.
fn settle(document: &mut Document, page: ObjectId) -> Result<(), Error> {
    let inherited = inherited(document, page);
    let page = document.get_dictionary_mut(page)?;
    for (key, value) in inherited {
        page.set(key, value);
    }
    Ok(())
}

fn inherited(document: &Document, page: ObjectId) -> Vec<(&'static [u8], Object)> {
    let mut found: Vec<(&[u8], Object)> = Vec::new();
    let mut node = document.get_dictionary(page).ok();
    for _ in 0..MAX_DEPTH {
        let Some(it) = node else { break };
        for key in INHERITED {
            if let (Ok(value), false) = (it.get(key), found.iter().any(|(known, _)| *known == key)) {
                found.push((key, value.clone()));
            }
        }
        node = it.get(b"Parent").and_then(Object::as_reference).and_then(|it| document.get_dictionary(it)).ok();
    }
    found
}

/// Copies the pages of `source`, and all that they show, under new names.
fn adopt(target: &mut Document, source: &Foreign, layers: &mut Layers) -> Vec<ObjectId> {
    let mut moving = Moving { source, target, names: BTreeMap::new(), waiting: Vec::new() };
    let pages: Vec<_> = source.pages.iter().map(|it| moving.name(*it)).collect();
    let theirs: BTreeSet<_> = source.pages.iter().collect();
    while let Some((old, new)) = moving.waiting.pop() {
        let mut object = source.document.objects.get(&old).cloned().unwrap_or(Object::Null);
        if let (true, Object::Dictionary(page)) = (theirs.contains(&old), &mut object) {
            for key in TIES {
                page.remove(key);
            }
        }
        moving.rename(&mut object);
        moving.target.objects.insert(new, object);
    }
    let theirs = Layers::of(&source.document).unwrap_or_default();
    let renamed = |it: Object| Some(Object::Reference(*moving.names.get(&it.as_reference().ok()?)?));
    layers.all.extend(theirs.all.into_iter().filter_map(renamed));
    layers.hidden.extend(theirs.hidden.into_iter().filter_map(renamed));
    pages
}

/// Layers (« optional content »): all that came along, and those that are not shown.
#[derive(Default)]
struct Layers {
    all: Vec<Object>,
    hidden: Vec<Object>,
}

impl Layers {
    /// ISO 32000-1, 8.11.4: hidden are those that are switched off, or all but those that are switched on.
    fn of(document: &Document) -> Option<Self> {
        let within = |it: &Dictionary, key: &[u8]| -> Option<Object> {
            it.get(key).and_then(|it| document.dereference(it)).ok().map(|(_, it)| it.clone())
        };
        let listed = |it: &Dictionary, key: &[u8]| -> Vec<Object> {
            let items = within(it, key).and_then(|it| it.as_array().ok().cloned());
            items.unwrap_or_default()
        };
        let properties = within(document.catalog().ok()?, b"OCProperties")?;
        let all = listed(properties.as_dict().ok()?, b"OCGs");
        let shown = within(properties.as_dict().ok()?, b"D")?;
        let shown = shown.as_dict().ok()?;
        let hidden = if shown.get(b"BaseState").and_then(Object::as_name).is_ok_and(|it| it == b"OFF") {
            let on = listed(shown, b"ON");
            all.iter().filter(|it| !on.contains(it)).cloned().collect()
        } else {
            listed(shown, b"OFF")
        };
        Some(Self { all, hidden })
    }
}

struct Moving<'a> {
    source: &'a Foreign,
    target: &'a mut Document,
    names: BTreeMap<ObjectId, ObjectId>,
    /// Named and not copied yet: old name, new name.
    waiting: Vec<(ObjectId, ObjectId)>,
}

impl Moving<'_> {
    fn name(&mut self, old: ObjectId) -> ObjectId {
        if let Some(known) = self.names.get(&old) {
            return *known;
        }
        let new = self.target.new_object_id();
        self.names.insert(old, new);
        self.waiting.push((old, new));
        new
    }

    /// A name of theirs becomes a name of ours, or nothing: it must never point at what is ours.
    fn rename(&mut self, object: &mut Object) {
        match object {
            Object::Reference(old) if self.comes_along(*old) => *old = self.name(*old),
            Object::Reference(_) => *object = Object::Null,
            Object::Array(items) => items.iter_mut().for_each(|it| self.rename(it)),
            Object::Dictionary(it) => self.rename_in(it),
            Object::Stream(it) => self.rename_in(&mut it.dict),
            _ => {}
        }
    }

    fn rename_in(&mut self, it: &mut Dictionary) {
        for key in TAGS {
            it.remove(key);
        }
        it.iter_mut().for_each(|(_, value)| self.rename(value));
    }

    fn comes_along(&self, old: ObjectId) -> bool {
        let Some(object) = self.source.document.objects.get(&old) else { return false };
        let kind = object.as_dict().and_then(|it| it.get(b"Type")).and_then(Object::as_name);
        !kind.is_ok_and(|it| NOT_OF_PAGES.contains(&it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Stream, dictionary};

    /// A PDF whose node of pages holds what its pages leave out; `more` is set on each page.
    fn a_pdf(sizes: &[i64], more: &Dictionary) -> Vec<u8> {
        let mut it = Document::with_version("1.7");
        let tree = it.new_object_id();
        let kids: Vec<_> = sizes
            .iter()
            .map(|size| {
                let content = it.add_object(Stream::new(Dictionary::new(), format!("{size} w").into_bytes()));
                let mut page = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content };
                page.extend(more);
                Object::Reference(it.add_object(page))
            })
            .collect();
        let size = sizes.first().copied().unwrap_or_default();
        let node = dictionary! {
            "Type" => "Pages",
            "Count" => i64::try_from(kids.len()).unwrap_or_default(),
            "Kids" => kids,
            "MediaBox" => vec![0.into(), 0.into(), size.into(), size.into()],
        };
        it.objects.insert(tree, node.into());
        let catalog =
            it.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree, "Lang" => Object::string_literal("fr") });
        it.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        it.save_to(&mut bytes).expect("a PDF");
        bytes
    }

    fn pages(it: &Document) -> Vec<(i64, String)> {
        let page = |id: ObjectId| {
            let size =
                it.get_dictionary(id).and_then(|it| it.get(b"MediaBox")?.as_array()?[2].as_i64()).expect("a size");
            (size, String::from_utf8_lossy(&it.get_page_content(id)).trim().to_owned())
        };
        it.get_pages().into_values().map(page).collect()
    }

    #[test]
    fn pages_follow_their_sheets_and_keep_what_they_had_of_their_own_tree() {
        let ours = a_pdf(&[1, 2, 3], &Dictionary::new());
        let parts = [Foreign::read(&a_pdf(&[70, 80], &Dictionary::new())), None];
        let merged = Document::load_mem(&after_sheets(&ours, parts.into_iter()).expect("a PDF")).expect("a PDF");
        let expected = [(1, "1 w"), (1, "2 w"), (70, "70 w"), (70, "80 w"), (1, "3 w")];
        assert_eq!(pages(&merged), expected.map(|(size, content)| (size, content.to_owned())));
        let root = merged.catalog().and_then(|it| it.get(b"Pages")?.as_reference()).expect("a tree");
        for page in merged.get_pages().into_values() {
            let parent = merged.get_dictionary(page).and_then(|it| it.get(b"Parent")?.as_reference());
            assert_eq!(parent.expect("a node"), root);
        }
    }

    #[test]
    fn a_page_brings_neither_its_structure_nor_a_name_of_what_is_ours() {
        let more = dictionary! {
            "StructParents" => 0,
            "AA" => dictionary! { "O" => dictionary! { "S" => "GoTo" } },
            // There is no such object there, and there is one here.
            "Group" => Object::Reference((6, 0)),
            "Annots" => vec![dictionary! { "Subtype" => "Link", "Dest" => vec![Object::Reference((1, 0))] }.into()],
        };
        let foreign = a_pdf(&[70], &more);
        let merged = after_sheets(&a_pdf(&[1, 2, 3], &Dictionary::new()), std::iter::once(Foreign::read(&foreign)));
        let merged = Document::load_mem(&merged.expect("a PDF")).expect("a PDF");
        let page = merged.get_dictionary(merged.get_pages()[&4]).expect("a page");
        assert!(!page.has(b"StructParents") && !page.has(b"AA"));
        assert_eq!(page.get(b"Group").ok(), Some(&Object::Null));
        // Their node of pages stayed behind, and with it what pointed there.
        let link = page.get(b"Annots").and_then(|it| it.as_array()?[0].as_dict()?.get(b"Dest")?.as_array());
        assert_eq!(link.expect("a link"), &vec![Object::Null]);
        let catalogues = merged.objects.values().filter_map(|it| it.as_dict().ok());
        assert_eq!(
            catalogues.filter(|it| it.get(b"Type").and_then(Object::as_name).is_ok_and(|it| it == b"Catalog")).count(),
            1
        );
    }

    #[test]
    fn what_was_filled_in_is_drawn_and_what_was_hidden_stays_hidden() {
        let mut it = Document::load_mem(&a_pdf(&[100], &Dictionary::new())).expect("a PDF");
        let page = it.get_pages()[&1];
        let look = it.add_object(Stream::new(
            dictionary! { "BBox" => vec![0.into(), 0.into(), 10.into(), 5.into()] },
            b"filled in".to_vec(),
        ));
        let field = |flags: i64| {
            dictionary! {
                "Subtype" => "Widget",
                "F" => flags,
                "Rect" => vec![30.into(), 40.into(), 50.into(), 45.into()],
                "AP" => dictionary! { "N" => look },
            }
        };
        let layer = it.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("text") });
        let other = it.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("picture") });
        let shown = it.get_dictionary_mut(page).expect("a page");
        shown.set("Annots", vec![field(4).into(), field(2).into()]);
        shown.set("Resources", dictionary! { "Properties" => dictionary! { "L" => layer, "M" => other } });
        let off = dictionary! { "OFF" => vec![layer.into()] };
        let layers = dictionary! { "OCGs" => vec![layer.into(), other.into()], "D" => off };
        it.catalog_mut().expect("a catalogue").set("OCProperties", layers);
        let mut bytes = Vec::new();
        it.save_to(&mut bytes).expect("a PDF");

        let merged = after_sheets(&a_pdf(&[1], &Dictionary::new()), std::iter::once(Foreign::read(&bytes)));
        let merged = Document::load_mem(&merged.expect("a PDF")).expect("a PDF");
        let page = merged.get_pages()[&2];
        let content = String::from_utf8_lossy(&merged.get_page_content(page)).into_owned();
        assert!(content.contains("q 2 0 0 1 30 40 cm /GuichetField0 Do Q") && content.contains("100 w"), "{content}");
        assert!(!content.contains("GuichetField1"), "a hidden field is drawn: {content}");
        let page = merged.get_dictionary(page).expect("a page");
        let resources = page.get(b"Resources").and_then(Object::as_dict).expect("resources");
        assert!(resources.get(b"XObject").and_then(|it| it.as_dict()?.get(b"GuichetField0")).is_ok());
        let named = resources.get(b"Properties").and_then(|it| it.as_dict()?.get(b"L")).expect("a layer");
        let layers = merged.catalog().and_then(|it| it.get(b"OCProperties")?.as_dict()).expect("layers");
        let hidden = layers.get(b"D").and_then(|it| it.as_dict()?.get(b"OFF")?.as_array()).expect("a list");
        assert_eq!(hidden, &vec![named.clone()]);
    }

    #[test]
    fn a_form_that_its_reader_must_draw_is_not_merged_once_it_is_filled_in() {
        let form = |left: bool, typed: &str| {
            let mut it = Document::load_mem(&a_pdf(&[1], &Dictionary::new())).expect("a PDF");
            let field = it.add_object(dictionary! { "FT" => "Tx", "V" => Object::string_literal(typed) });
            let form = dictionary! { "Fields" => vec![field.into()], "NeedAppearances" => left };
            it.catalog_mut().expect("a catalogue").set("AcroForm", form);
            let mut bytes = Vec::new();
            it.save_to(&mut bytes).expect("a PDF");
            Foreign::read(&bytes).is_some()
        };
        assert!(form(false, "Alice") && form(true, "") && !form(true, "Alice"));
    }

    #[test]
    fn what_is_no_pdf_is_not_merged() {
        for bytes in [b"".as_slice(), b"%PDF-1.4\n%%EOF", b"\x89PNG\r\n\x1a\n"] {
            assert!(Foreign::read(bytes).is_none());
        }
    }
}
