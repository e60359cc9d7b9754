-- The door matrix as it is entered: what a door is used for, flats joined into one, and what may not be taken away with a door.
alter table household
  add column door_use text not null default 'home' check (door_use in ('home', 'shop', 'garage')),
  -- Further doors of the same floor that belong to this household: flats joined into one.
  add column joined_doors text[] not null default '{}';
select keep_past('household');
select class_columns('household', 'internal', 'door_use joined_doors');
select class_columns('household_past', 'internal', 'door_use joined_doors');
create index household_joined on household (unit_id) where joined_doors <> '{}';

-- A door is one household's. What is undone stands beside what it replaces for a moment.
create function door_is_free() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from household h where h.unit_id = new.unit_id and h.id <> new.id and h.joined_doors <> '{}'
      and (new.door = any (h.joined_doors) or h.joined_doors && new.joined_doors))
    or new.joined_doors <> '{}' and exists (
      select from household h where h.unit_id = new.unit_id and h.id <> new.id and h.door = any (new.joined_doors))
  then
    if (select kind from change where id = nullif(current_setting('jingwei.change', true), '')::bigint) = 'undo' then return null; end if;
    raise exception 'a door of unit % is another household''s', new.unit_id using errcode = 'unique_violation';
  end if;
  return null;
end $$;
create trigger household_door_free after insert or update of door, joined_doors, unit_id on household
  for each row execute function door_is_free();

-- Columns that name a household, whichever table has them by then.
create function household_columns(out of_table regclass, out of_column name) returns setof record
language sql stable security definer set search_path = public, pg_temp as $$
  select c.conrelid::regclass, a.attname from pg_constraint c
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.confrelid = 'household'::regclass and cardinality(c.conkey) = 1 order by c.conrelid::regclass::text
$$;

-- Of these households, where the caller edits, those that something is kept of: people, tags, visits. Which of them is not told.
create function households_with_records(asked int[]) returns int[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  found int[] := '{}';
  step int[];
  kept record;
begin
  for kept in select * from household_columns() loop
    execute format('select array(select distinct %2$I from %1$s where %2$I in (
        select id from household where id = any ($1) and coalesce(area_code, %3$L) ^@ any (scope_of(%4$L))))',
      kept.of_table, kept.of_column, '', 'edit') into step using asked;
    found := found || step;
  end loop;
  return array(select distinct unnest(found) order by 1);
end $$;

-- What stood behind a door that was joined to another household, so that undoing brings it back: visits and the like keep no past.
create table joined_record (
  household_id int not null,
  kept_id int not null,
  table_name text not null,
  row_id bigint not null,
  -- The whole row, where the kept household had its like already, and this one went; null: it was moved.
  was jsonb,
  primary key (household_id, table_name, row_id)
);
select class_columns('joined_record', 'internal', 'household_id kept_id table_name row_id');
select class_columns('joined_record', 'personal', 'was');
-- For the functions below alone.
alter table joined_record enable row level security;

-- Makes doors of the same floor one household: whoever and whatever stands behind the others stands behind the first from now on,
-- and they are gone. What both had alike, they have once. Where the caller edits.
create function join_households(kept int, gone int[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first household;
  moved record;
  row_id bigint;
begin
  select * into first from household
    where id = kept and coalesce(area_code, '') ^@ any (scope_of('edit')) for update;
  if not found or kept = any (gone) or (select count(*) from household
      where id = any (gone) and unit_id = first.unit_id and floor = first.floor) <> cardinality(gone) then
    raise exception 'households % and % are not doors of one floor here', kept, gone using errcode = 'no_data_found';
  end if;
  for moved in select c.* from household_columns() c where c.of_table::text not in ('resident', 'need_tag') loop
    if not exists (select from pg_attribute where attrelid = moved.of_table and attname = 'id' and not attisdropped) then
      execute format('update %1$s set %2$I = $1 where %2$I = any ($2)', moved.of_table, moved.of_column) using kept, gone;
      continue;
    end if;
    for row_id in execute format('select id from %1$s where %2$I = any ($1) order by id', moved.of_table, moved.of_column) using gone loop
      execute format('insert into joined_record select %2$I, $1, %3$L, id from %1$s where id = $2
          on conflict (household_id, table_name, row_id) do update set kept_id = excluded.kept_id, was = null',
        moved.of_table, moved.of_column, moved.of_table::text) using kept, row_id;
      begin
        execute format('update %1$s set %2$I = $1 where id = $2', moved.of_table, moved.of_column) using kept, row_id;
      exception when unique_violation then
        execute format('update joined_record j set was = to_jsonb(t) from %1$s t
          where t.id = $1 and j.table_name = %2$L and j.row_id = $1 and j.household_id = t.%3$I',
          moved.of_table, moved.of_table::text, moved.of_column) using row_id;
        execute format('delete from %1$s where id = $1', moved.of_table) using row_id;
      end;
    end loop;
  end loop;
  -- Registers keep their past and come back by it. Tags last: one that goes ends the duties that rest on it, which are elsewhere by now.
  -- As many of one kind at one time as there are households are one.
  delete from need_tag t where household_id = any (gone) and exists (select from need_tag o
    where o.household_id = any (kept || gone) and o.tag = t.tag and o.starts_on = t.starts_on
      and (o.household_id = kept or o.household_id <> t.household_id and o.id < t.id));
  update need_tag set household_id = kept where household_id = any (gone);
  update resident set household_id = kept where household_id = any (gone);
  delete from household where id = any (gone);
end $$;

-- A household that is there again has its visits again; where that is undone, they go back to whom it was joined to.
create function move_records(of_household int, away boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved record;
begin
  for moved in select c.* from household_columns() c
    where exists (select from joined_record where household_id = of_household and table_name = c.of_table::text)
  loop
    execute format('update %1$s t set %2$I = case when $2 then kept_id else $1 end from joined_record j
      where j.household_id = $1 and j.table_name = $3 and j.row_id = t.id and j.was is null
        and t.%2$I = case when $2 then $1 else kept_id end',
      moved.of_table, moved.of_column) using of_household, away, moved.of_table::text;
    if away then
      execute format('delete from %1$s t using joined_record j
        where j.household_id = $1 and j.table_name = $2 and j.row_id = t.id and j.was is not null and t.%2$I = $1',
        moved.of_table, moved.of_column) using of_household, moved.of_table::text;
    else
      execute format('insert into %1$s overriding system value select (jsonb_populate_record(null::%1$s, was)).* from joined_record
        where household_id = $1 and table_name = $2 and was is not null order by row_id on conflict do nothing',
        moved.of_table) using of_household, moved.of_table::text;
    end if;
  end loop;
end $$;
create function household_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform move_records(new.id, false);
  return null;
end $$;
create trigger household_back after insert on household for each row
  when (current_setting('jingwei.change', true) <> '') execute function household_back();
-- Undoing takes no household away that something is kept of meanwhile.
create function household_undone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept record;
  found boolean;
begin
  if (select kind from change where id = current_setting('jingwei.change')::bigint) is distinct from 'undo' then return old; end if;
  perform move_records(old.id, true);
  for kept in select * from household_columns() loop
    execute format('select exists (select from %1$s where %2$I = $1)', kept.of_table, kept.of_column) into found using old.id;
    if found then
      raise exception 'something is kept of household % by now', old.id
        using errcode = 'object_not_in_prerequisite_state', detail = 'household ' || old.id;
    end if;
  end loop;
  return old;
end $$;
create trigger household_undone before delete on household for each row
  when (coalesce(current_setting('jingwei.change', true), '') <> '') execute function household_undone();

-- Takes a change of one building's doors back: one that the caller made, or that lies where they edit. Refused where anything is
-- kept meanwhile of a household that the change made (object_not_in_prerequisite_state; the detail names its doors).
create function undo_door_change(of_change bigint, in_building int, with_note text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  made text;
begin
  if not exists (select from change c join building b on b.id = in_building
    where c.id = of_change and c.kind = 'edit' and coalesce(b.area_code, '') ^@ any (scope_of('edit'))
      and exists (select from household h where h.change_id = c.id and h.building_id = b.id
        union all select from household_past p where p.ended_by = c.id and p.building_id = b.id
        union all select from unit u where u.change_id = c.id and u.building_id = b.id
        union all select from unit_past u where u.ended_by = c.id and u.building_id = b.id)
      and not exists (select from household h where h.change_id = c.id and h.building_id <> b.id
        union all select from household_past p where p.ended_by = c.id and p.building_id <> b.id
        union all select from building o where o.change_id = c.id
        union all select from building_past o where o.ended_by = c.id)) then
    raise exception 'there is no change % of doors of building %', of_change, in_building using errcode = 'no_data_found';
  end if;
  select string_agg(h.door, ', ' order by h.floor desc, h.door) into made from household h
    where h.change_id = of_change
      and not exists (select from household_past p where p.id = h.id and p.ended_by = of_change and p.known_to > p.known_from)
      and h.id = any (households_with_records(array(select id from household where change_id = of_change)));
  if made is not null then
    raise exception 'households of change % have records', of_change
      using errcode = 'object_not_in_prerequisite_state', detail = made;
  end if;
  return undo_change(of_change, with_note);
end $$;
revoke execute on function household_columns, households_with_records, join_households, move_records, undo_door_change from public;
grant execute on function households_with_records, join_households, undo_door_change to jingwei_api;
