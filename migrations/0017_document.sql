-- Documents that programmes have in common, and those that come with something to download.

-- The same in every programme that asks for the same thing: what one gave for one may serve the other.
alter table required_document add column kind text;
-- One file serves all candidatures of a person that are still open (« pièce commune »); it needs a kind.
alter table required_document add column shared boolean not null default false;
-- A PDF to download: a form to fill in and deposit, or a notice. The bytes lie in the vault.
alter table required_document add column model_name text;
alter table required_document add column model_digest text;
create index required_document_kind on required_document (kind);
create index required_document_model on required_document (model_digest);
