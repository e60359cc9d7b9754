-- Counts by grid of what is too many to be counted at every question: a province has 14.7 million households. Statement
-- triggers keep them in the transaction that changes the rows, so that they are never behind. What is open or owed is
-- counted from its own small index, because it also depends on the moment.
create table area_tally (
  area_code text collate "C" primary key,
  household_count int not null default 0,
  -- Those who live there.
  resident_count int not null default 0,
  building_count int not null default 0,
  compound_count int not null default 0,
  organisation_count int not null default 0,
  facility_count int not null default 0,
  device_count int not null default 0,
  patrol_point_count int not null default 0
);

-- Arguments: the column that counts, and which rows count. Rows outside every grid do not.
create function tally_rows() returns trigger language plpgsql as $$
declare
  gained constant text := format('select area_code, 1 as step from new_rows where %s', tg_argv[1]);
  lost constant text := format('select area_code, -1 as step from old_rows where %s', tg_argv[1]);
begin
  -- In order of code, so that two writers meet in the same order.
  execute format('insert into area_tally as t (area_code, %1$I)
    select area_code, sum(step) from (%2$s) changed where area_code is not null
    group by area_code having sum(step) <> 0 order by area_code
    on conflict (area_code) do update set %1$I = t.%1$I + excluded.%1$I', tg_argv[0],
    case tg_op when 'INSERT' then gained when 'DELETE' then lost else gained || ' union all ' || lost end);
  return null;
end $$;
create function tally_nothing() returns trigger language plpgsql as $$
begin
  execute format('update area_tally set %1$I = 0 where %1$I <> 0', tg_argv[0]);
  return null;
end $$;

-- Counts everything anew: for whoever wrote rows while the triggers rested. Writers wait meanwhile.
create function recount_areas() returns void language plpgsql as $$
begin
  lock table area_tally in exclusive mode;
  delete from area_tally;
  insert into area_tally
  select area_code, sum(household), sum(resident), sum(building), sum(compound), sum(organisation), sum(facility),
    sum(device), sum(patrol_point)
  from (
    select area_code, count(*) as household, 0 as resident, 0 as building, 0 as compound, 0 as organisation,
      0 as facility, 0 as device, 0 as patrol_point from household group by 1
    union all select area_code, 0, count(*), 0, 0, 0, 0, 0, 0 from resident where lives_here group by 1
    union all select area_code, 0, 0, count(*), 0, 0, 0, 0, 0 from building group by 1
    union all select area_code, 0, 0, 0, count(*), 0, 0, 0, 0 from compound group by 1
    union all select area_code, 0, 0, 0, 0, count(*), 0, 0, 0 from organisation group by 1
    union all select area_code, 0, 0, 0, 0, 0, count(*), 0, 0 from facility group by 1
    union all select area_code, 0, 0, 0, 0, 0, 0, count(*), 0 from device group by 1
    union all select area_code, 0, 0, 0, 0, 0, 0, 0, count(*) from patrol_point group by 1
  ) counted
  where area_code is not null group by area_code;
end $$;
select recount_areas();

do $$
declare
  counted text;
  condition text;
begin
  foreach counted in array array['household', 'resident', 'building', 'compound', 'organisation', 'facility', 'device',
    'patrol_point']
  loop
    condition := case counted when 'resident' then 'lives_here' else 'true' end;
    execute format('create trigger %1$s_tally_insert after insert on %1$s referencing new table as new_rows
      for each statement execute function tally_rows(%2$L, %3$L)', counted, counted || '_count', condition);
    execute format('create trigger %1$s_tally_update after update on %1$s
      referencing new table as new_rows old table as old_rows
      for each statement execute function tally_rows(%2$L, %3$L)', counted, counted || '_count', condition);
    execute format('create trigger %1$s_tally_delete after delete on %1$s referencing old table as old_rows
      for each statement execute function tally_rows(%2$L, %3$L)', counted, counted || '_count', condition);
    execute format('create trigger %1$s_tally_truncate after truncate on %1$s
      for each statement execute function tally_nothing(%2$L)', counted, counted || '_count');
  end loop;
end $$;
