-- What staff do without, for a reason that the candidate reads.

-- The state that the document was in when staff did without it; null where they did not, or where it is exempt because it
-- was asked for after the dossier was handed over.
alter table document add column waived_from text;
-- Why, in the words of staff.
alter table document add column waived_because text;
