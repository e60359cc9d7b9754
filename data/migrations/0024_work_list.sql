-- What the work list and the statistics of the loop are read from.

-- What is due first comes first: open incidents by due time, then those whose clock is stopped, then what is done. Of nothing
-- but case and comparison: only that passes into an index under a row policy.
create function due_order(status text, due_at timestamptz) returns timestamptz language sql immutable parallel safe as $$
  select case when status in ('found', 'reported', 'returned', 'dispatched', 'accepted', 'handling', 'suspended')
    then case when due_at is null then timestamptz '9000-01-01 00:00:00+00' else due_at end
    else timestamptz 'infinity' end
$$;
-- 7 for urgent and open down to 0 for low and done.
create function severity_order(status text, severity text) returns int language sql immutable parallel safe as $$
  select case when status in ('found', 'reported', 'returned', 'dispatched', 'accepted', 'handling', 'suspended')
    then case severity when 'urgent' then 7 when 'high' then 6 when 'normal' then 5 else 4 end
    else case severity when 'urgent' then 3 when 'high' then 2 when 'normal' then 1 else 0 end end
$$;
grant execute on function due_order, severity_order to jingwei_api;
create index incident_due on incident (due_order(status, due_at), id);
create index incident_severity on incident (severity_order(status, severity), reported_at, id);
create index incident_open_time on incident (reported_at, id)
  where status in ('found', 'reported', 'returned', 'dispatched', 'accepted', 'handling', 'suspended');
-- Whose hands it is in, for who asks what they have to do.
create index incident_holder on incident (holder_code, reported_at, id) where holder_code is not null and closed_at is null;

-- What workers found against what people complained of is counted for every area on the map: from the index alone.
drop index incident_area_time;
create index incident_area_time on incident (area_code, reported_at desc, id desc) include (channel);

-- Whole minutes that an incident stood in a status; null while it stands there.
alter table incident_step add column stayed_min int
  generated always as (least(greatest(date_part('epoch', left_at - entered_at) / 60, 0), 2000000000)::int) stored;
select class_columns('incident_step', 'internal', 'stayed_min');
drop index incident_step_left;
create index incident_step_left on incident_step (left_at) include (status, stayed_min, incident_id) where left_at is not null;
