-- Areas are split, merged, drawn anew and renamed. A split or a merge ends the old codes and makes new ones, which were never used
-- before, so that a code always means the same piece of ground; drawing anew and renaming keep the code. What an area was before
-- stands in area_past; from what it came stands here.
create table area_succession (
  change_id bigint not null,
  kind text not null check (kind in ('split', 'merge', 'redraw', 'rename')),
  from_code text collate "C" not null,
  from_name text not null,
  to_code text collate "C" not null,
  to_name text not null,
  household_count int not null check (household_count >= 0),
  -- Of the households of from_code at that moment; null where there were none.
  household_share float8,
  primary key (change_id, from_code, to_code)
);
create index area_succession_from on area_succession (from_code, change_id);
create index area_succession_to on area_succession (to_code, change_id);
grant select on area_succession to jingwei_api;
select class_columns('area_succession', 'internal', 'change_id kind from_code from_name to_code to_name household_count household_share');

-- What a reorganisation moved of the tables that keep no past and stand in no household, so that it can be taken back exactly.
create table area_move (
  change_id bigint not null,
  table_name text not null,
  row_id bigint not null,
  from_code text collate "C" not null,
  primary key (change_id, table_name, row_id)
);
select class_columns('area_move', 'internal', 'change_id table_name row_id from_code');

-- Where something happened by the boundaries of that day: written once, and never moved.
alter table visit add column if not exists area_code_then text collate "C";
update visit set area_code_then = area_code where area_code_then is distinct from area_code;
alter table incident add column reported_in text collate "C";
update incident set reported_in = area_code where area_code is not null;
create index visit_area_then on visit (area_code_then, visited_at);
create index incident_reported_in on incident (reported_in, reported_at);
create function keep_area_then() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'visit' then
    new.area_code_then := case tg_op when 'INSERT' then new.area_code else old.area_code_then end;
  else
    new.reported_in := case tg_op when 'INSERT' then new.area_code else old.reported_in end;
  end if;
  return new;
end $$;
-- Named to come after the trigger that finds the grid.
drop trigger if exists visit_area_code_then on visit;
create trigger visit_area_code_then before insert or update of area_code_then on visit
  for each row execute function keep_area_then();
create trigger incident_reported_in before insert or update of reported_in on incident
  for each row execute function keep_area_then();
select class_columns('visit', 'internal', 'area_code_then');
select class_columns('incident', 'internal', 'reported_in');

-- A reorganisation moves what stands in buildings as sets, not row by row.
drop trigger building_moved on building;
create trigger building_moved after update on building for each row
  when (old.area_code is distinct from new.area_code and current_setting('jingwei.moving', true) is distinct from 'on')
  execute function move_households();
drop trigger household_moved on household;
create trigger household_moved after update on household for each row
  when (old.area_code is distinct from new.area_code and current_setting('jingwei.moving', true) is distinct from 'on')
  execute function move_residents();
