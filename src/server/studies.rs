//! Changing the lists of the profile, once for the three of them.

use super::guard::Candidate;
use super::{calendar, web};
use crate::api::CallError;
use crate::domain::profile::{Change, EntryForm, EntryRefusal};
use crate::places::Place;

impl Candidate {
    /// Changes a list as it was when the form was made; a second click finds it done. An entry that is to be corrected
    /// is kept as typed, and shown again with what is wrong in it.
    pub async fn change_list<F: EntryForm>(&self, change: Change<F>, seen: i64) -> Result<(), CallError<EntryRefusal>> {
        let mut work = self.begin().await?;
        let (mut list, mut version) = work.list::<F>(self.id()).await?;
        let mut changed = None;
        if version == seen {
            let number = list.apply(change.clone()).map_err(CallError::Refused)?;
            if work.save_list(self.id(), &list, seen).await? {
                let removed = matches!(change, Change::Remove(_));
                work.note(if removed { "remove_entry" } else { "save_entry" }, self.id(), F::LISTING.code());
                self.tell_of_change(&mut work).await?;
                changed = Some(number);
            } else {
                // Someone was faster by a moment; perhaps the first of two clicks.
                (list, version) = work.list::<F>(self.id()).await?;
            }
        }
        let done = || (version == seen + 1).then(|| list.shows(&change)).flatten();
        let number = changed.or_else(done).ok_or(CallError::Refused(EntryRefusal::Changed))?;
        let today = calendar::date(work.now);
        self.services().commit(work).await?;
        let wrong = list.get(number).is_some_and(|it| !it.is_fit(today));
        web::go_to(&self.place(if wrong {
            Place::EntryToCorrect(F::LISTING, number, seen + 1)
        } else {
            Place::ListSaved(F::LISTING, seen + 1)
        }));
        Ok(())
    }
}
