-- From where each session was opened, so that people recognise theirs and end the others.

alter table session add column agent text not null default '';      -- what the browser calls itself, cut at 200 characters
alter table session add column origin text not null default '';     -- network address
