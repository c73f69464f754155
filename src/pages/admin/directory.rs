//! The accounts that a directory is to open, to be saved.

use crate::places::Place;
use crate::ui::t;
use crate::words::certificate as say;
use leptos::prelude::*;

/// One form, two kinds of file.
#[component]
pub fn DirectoryExport() -> impl IntoView {
    view! {
        <section aria-labelledby="directory">
            <h2 id="directory">{t(say::EXPORT)}</h2>
            <p class="help">{t(say::EXPORT_HELP)}</p>
            <form class="card" method="get" action=Place::DirectoryCsv.href()>
                <p class="field">
                    <label for="since">{t(say::SINCE)}</label>
                    <input id="since" type="date" name="depuis"/>
                </p>
                <p class="actions">
                    <button class="second">{t(say::AS_CSV)}</button>
                    <button class="second" formaction=Place::DirectoryLdif.href()>
                        {t(say::AS_LDIF)}
                    </button>
                </p>
            </form>
        </section>
    }
}
