-- Whoever of the staff lost password or telephone gets new ones, and their sessions end.

create index session_staff on session (staff_id);
