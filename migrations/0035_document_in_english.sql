-- What programmes ask for, in English: candidates read it in the language that they chose.

-- Null where the establishment wrote none: the French label is shown.
alter table required_document add column label_en text;
-- What is expected; null where it wrote none, and what it wrote in French is shown.
alter table required_document add column notice_en text;
