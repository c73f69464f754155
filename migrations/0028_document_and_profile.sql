-- What staff do without, for a reason that the candidate reads; and past students, each confirmed by one account.

-- The state that the document was in when staff did without it; null where they did not, or where it is exempt because it
-- was asked for after the dossier was handed over.
alter table document add column waived_from text;
-- Why, in the words of staff.
alter table document add column waived_because text;

-- Who confirmed a past student, once in a campaign: the INE of the student, bare, and the campaign of the account. Null
-- where two accounts had confirmed one student before this was asked; the first of them keeps it.
alter table profile_record add column campaign_id text constraint profile_record_campaign_fk references campaign;
alter table profile_record add column student text;
update profile_record
   set campaign_id = (select a.campaign_id from account a where a.account_id = profile_record.account_id),
       student = (select a.ine from account a where a.account_id = profile_record.account_id)
 where account_id in (select min(r.account_id) from profile_record r join account a on a.account_id = r.account_id
                       where a.ine <> '' group by a.campaign_id, a.ine);
create unique index profile_record_once on profile_record (campaign_id, student);
