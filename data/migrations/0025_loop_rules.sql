-- What the rules of the loop look for every minute (server/loop/rules.ts).

-- When a department that was called and did not come was called for once more; one that is called anew is waited for anew.
alter table whistle add column reminded_at timestamptz;
select class_columns('whistle', 'internal', 'reminded_at');
drop index whistle_waiting;
create index whistle_waiting on whistle (arrive_by)
  where arrived_at is null and (reminded_at is null or reminded_at < called_at);
-- What was settled and waits for somebody to look at it, or to rate it.
create index incident_step_settled on incident_step (entered_at)
  where left_at is null and status in ('resolved', 'verified', 'evaluated');
