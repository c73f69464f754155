-- Who was told how to get their card stands with the enrolment: the worker asks every few seconds who was not, and an index
-- holds those alone.

alter table enrolment add column card_told_at bigint;
update enrolment set card_told_at = (select s.told_at from student_card s where s.enrolment_id = enrolment.enrolment_id);
drop table student_card;
create index enrolment_card on enrolment (validated_at) where state = 'validated' and card_told_at is null;
