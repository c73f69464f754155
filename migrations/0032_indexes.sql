-- What is looked up by person, by candidature or by address is found by an index: without these, each page of a candidate read
-- the candidatures and documents of everybody. tests::plans looks at every statement of the store.

create index candidature_account on candidature (account_id, created_at);
create index avis_candidature on avis (candidature_id);
create index document_requirement on document (requirement_id);
create index transmission_document_requirement on transmission_document (requirement_id);
create index session_account on session (account_id);
create index link_account on link (account_id);
create index account_email on account (email);
create index account_unvalidated on account (created_at) where validated_at is null;
create index letter_posted on letter (posted_at, letter_id);
create index enrolment_learner on enrolment (learner_id);
create index enrolment_validated on enrolment (validated_at) where state = 'validated';
create index enrolment_document_requirement on enrolment_document (requirement_id);
create index enrolment_document_untold on enrolment_document (enrolment_id) where state = 'refused' and told_at is null;
create index attempt_overdue on attempt (overdue_at) where overdue_at is not null;
create index bank_question_open on bank_question (asked_at) where outcome is null;
