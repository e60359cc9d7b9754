-- Visits owed are counted by grid and duty: this order of columns answers that from the index alone, and takes the place of
-- the one without the duty.
create index visit_duty_owed on visit_duty (area_code, duty, due_on) where visit_id is null;
drop index visit_duty_open;
