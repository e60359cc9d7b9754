-- Moves what was written to the outbox on into the feed, oldest first, at most so many rows: one process at a time, so that
-- the feed's numbers stand in order of commit. Rows whose transactions end later are moved later. Answers how many were
-- moved; null: another process is moving at this moment. Each statement here sees what was committed before it began.
create function move_outbox(most int) returns int language plpgsql as $$
declare
  moved int;
  newest bigint;
begin
  -- Any 64-bit number; let go of when the move is committed.
  if not pg_try_advisory_xact_lock(4720260123) then return null; end if;
  with taken as (
    delete from outbox where id in (select id from outbox order by id limit most)
    returning id, incident_id, area_code, was_area_code, body),
  put as (
    insert into feed (incident_id, area_code, was_area_code, body)
      select incident_id, area_code, was_area_code, body from taken order by id
    returning seq)
  select count(*)::int, max(seq) into moved, newest from put;
  -- By whoever moves and not by whoever writes: transactions that notify are committed one after the other.
  if moved > 0 then perform pg_notify('jingwei_live', newest::text); end if;
  return moved;
end $$;
revoke execute on function move_outbox from public;
