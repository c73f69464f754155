//! Pages of others, put among ours. Only what a page needs to be seen comes along: no catalogue, no actions of the
//! document, no form, no structure. So the tags of a foreign PDF are lost, and nothing of it can name what is ours.

use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId};
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
    /// `None` when its pages cannot be had: broken, or asking for a password.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let options = LoadOptions::with_max_decompressed_size(MAX_UNFOLDED);
        let document = Document::load_mem_with_options(bytes, options).ok()?;
        let pages: Vec<_> = document.get_pages().into_values().collect();
        let whole = !document.is_encrypted() && !pages.is_empty();
        (whole && pages.iter().all(|it| document.get_dictionary(*it).is_ok())).then_some(Self { document, pages })
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
        let inherited = inherited(&ours, *page);
        let page = ours.get_dictionary_mut(*page)?;
        inherited.into_iter().for_each(|(key, value)| page.set(key, value));
    }
    let (cover, sheets) = sheets.split_at(sheets.len().saturating_sub(parts.len()));
    let mut order = cover.to_vec();
    for (sheet, part) in sheets.iter().zip(&parts) {
        order.push(*sheet);
        if let Some(part) = part {
            order.extend(adopt(&mut ours, part));
        }
    }
    let root = ours.catalog()?.get(b"Pages")?.as_reference()?;
    for page in &order {
        ours.get_dictionary_mut(*page)?.set("Parent", root);
    }
    let tree = ours.get_dictionary_mut(root)?;
    tree.set("Count", i64::try_from(order.len()).unwrap_or(i64::MAX));
    tree.set("Kids", order.into_iter().map(Object::Reference).collect::<Vec<_>>());
    let mut bytes = Vec::new();
    ours.save_to(&mut bytes)?;
    Ok(bytes)
}

/// What a page has of the nodes above it and not of its own.
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
fn adopt(target: &mut Document, source: &Foreign) -> Vec<ObjectId> {
    let mut moving = Moving { source, target, names: BTreeMap::new(), waiting: Vec::new() };
    let pages: Vec<_> = source.pages.iter().map(|it| moving.name(*it)).collect();
    let theirs: BTreeSet<_> = source.pages.iter().collect();
    while let Some((old, new)) = moving.waiting.pop() {
        let mut object = source.document.objects.get(&old).cloned().unwrap_or(Object::Null);
        if let (true, Object::Dictionary(page)) = (theirs.contains(&old), &mut object) {
            inherited(&source.document, old).into_iter().for_each(|(key, value)| page.set(key, value));
            for key in TIES {
                page.remove(key);
            }
        }
        moving.rename(&mut object);
        moving.target.objects.insert(new, object);
    }
    pages
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
