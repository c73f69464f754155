//! Under which address the program of one release is fetched.
//!
//! Browsers keep what lies in `/pkg` for a year, by its name. cargo-leptos names script and program by what they hold
//! *before* it writes the name of the splits' loader into them, so a name can stay while its content changes: a
//! returning visitor would join the script of one release to the program of another, and have neither. All of a
//! release therefore lies under one address that changes with any of its files.

use super::secrets::digest;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::middleware::Next;
use axum::response::Response;
use leptos::config::LeptosOptions;
use std::sync::Arc;

#[derive(Clone)]
pub struct Release {
    /// What stands before `/pkg`; nothing where files bear no hash, as in tests.
    root: Arc<str>,
}

impl Release {
    /// The release whose files' hashes cargo-leptos wrote beside this program, where leptos reads them too.
    pub fn beside_us(options: &LeptosOptions) -> Self {
        let beside = std::env::current_exe().ok().and_then(|it| Some(it.parent()?.join(&*options.hash_file)));
        let hashes = beside.filter(|_| options.hash_files).and_then(|it| std::fs::read(it).ok());
        Self::of(hashes.as_deref())
    }

    fn of(hashes: Option<&[u8]>) -> Self {
        let name = hashes.map(|it| format!("/r-{}", &digest(it)[..16]));
        Self { root: name.unwrap_or_default().into() }
    }

    pub fn root(&self) -> String {
        self.root.to_string()
    }

    /// The file that is meant: what is asked of another release is not found, rather than answered with ours.
    fn file(&self, uri: &Uri) -> Option<Uri> {
        let path = uri.path().strip_prefix(&*self.root)?;
        if path.starts_with("/pkg/") { path.parse().ok() } else { None }
    }
}

/// Lets a file be found where `HydrationScripts` says that it lies.
pub async fn find(State(release): State<Release>, mut request: Request, next: Next) -> Response {
    if let Some(file) = release.file(request.uri()) {
        *request.uri_mut() = file;
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASHES: &[u8] = b"js: a\nwasm: b\ncss: c\nmanifest: d\nsplit: e\n";

    fn found(release: &Release, path: &str) -> Option<String> {
        release.file(&path.parse().expect("a path")).map(|it| it.to_string())
    }

    #[test]
    fn a_change_of_any_file_changes_the_address() {
        let root = Release::of(Some(HASHES)).root();
        assert!(root.starts_with("/r-") && root.len() == 19, "{root}");
        for at in [4, 12, 19, 31, 40] {
            let mut others = HASHES.to_vec();
            others[at] = b'x';
            assert_ne!(Release::of(Some(&others)).root(), root, "{}", String::from_utf8_lossy(&others));
        }
    }

    #[test]
    fn files_are_found_under_the_address_of_their_release_alone() {
        let ours = Release::of(Some(HASHES));
        let at = |path: &str| format!("{}{path}", ours.root());
        assert_eq!(found(&ours, &at("/pkg/guichet.a.js")).as_deref(), Some("/pkg/guichet.a.js"));
        assert_eq!(found(&ours, &at("/admin")), None);
        assert_eq!(found(&ours, "/r-0000000000000000/pkg/guichet.a.js"), None);
        assert_eq!(found(&Release::of(None), "/pkg/guichet.js").as_deref(), Some("/pkg/guichet.js"));
    }
}
