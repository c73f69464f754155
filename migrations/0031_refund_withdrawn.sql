-- A refund that was proposed and has no reason any more withdraws itself; what staff decided against is forgotten once
-- nothing is too much. The state is made anew: SQLite changes no check in place.

drop index refund_open;
alter table refund add column standing text not null default 'proposed' constraint refund_standing_known check (standing in
    ('proposed', 'done', 'dropped', 'withdrawn'));
update refund set standing = state;
alter table refund drop column state;
alter table refund rename column standing to state;
create index refund_open on refund (proposed_at) where state = 'proposed';

-- Of what was dropped: since when it stands for nothing any more.
alter table refund add column forgotten_at bigint;
