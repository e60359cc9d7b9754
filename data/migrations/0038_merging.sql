-- Persons and doors that were entered twice: proposed by what is the same about them, merged by a person, undone as one.

-- Two that somebody looked at and found to be two.
create table duplicate_dismissed (
  kind text not null check (kind in ('resident', 'household')),
  one_id int not null,
  other_id int not null check (other_id > one_id),
  account_id int references account,
  dismissed_at timestamptz not null default now(),
  primary key (kind, one_id, other_id)
);
-- What was merged. What a household took along that keeps no past itself stands in joined_record (0032).
create table merging (
  change_id bigint primary key references change,
  kind text not null check (kind in ('resident', 'household')),
  area_code text collate "C" not null,
  kept_id int not null,
  gone_id int not null
);
create index merging_area on merging (area_code, change_id);
alter table duplicate_dismissed enable row level security;
alter table merging enable row level security;
grant select on merging to jingwei_api;
create policy merging_seen on merging for select to jingwei_api
  using (area_code ^@ any ((select scope_of('arrange'))::text[]) and area_code ^@ any ((select scope_of('doors'))::text[]));
select class_columns('duplicate_dismissed', 'internal', 'kind one_id other_id account_id dismissed_at');
select class_columns('merging', 'internal', 'change_id kind area_code kept_id gone_id');

-- The same door however it is written: 0101, 101室, 1-101 and １０１ in stair 1 are 101.
create function door_key(door text) returns text language sql immutable parallel safe as $$
  select ltrim(upper(regexp_replace(regexp_replace(
    translate(door, '０１２３４５６７８９－—–', '0123456789---'), '^.*-', ''), '[^0-9A-Za-z一-鿿]|[室号户房]$', '', 'g')), '0')
$$;

-- Whether the caller may compare and merge there: who arranges it and sees its doors.
create function may_merge(of_area text) returns boolean language sql stable parallel safe as $$
  select coalesce(of_area, '') ^@ any (scope_of('arrange')) and coalesce(of_area, '') ^@ any (scope_of('doors'))
$$;

-- Doors of one floor of a stair that are written differently and mean the same, in order of their numbers.
create function duplicate_households(below text, after_one int, after_other int, at_most int)
returns table (one_id int, other_id int, one_version int, other_version int) language sql stable
security definer set search_path = public, pg_temp as $$
  select a.id, b.id, a.version, b.version
  from household a join household b on b.building_id = a.building_id and b.unit_id = a.unit_id and b.floor = a.floor and door_key(b.door) = door_key(a.door) and b.id > a.id
  where a.area_code >= below and a.area_code < below || ':' and may_merge(a.area_code) and (a.id, b.id) > (after_one, after_other)
    and not exists (select from duplicate_dismissed d where d.kind = 'household' and d.one_id = a.id and d.other_id = b.id)
  order by a.id, b.id limit at_most
$$;
-- Persons of one name with one phone or one year of birth who are both said to live where they are, or both to be registered
-- there: who is registered here and lives there is two lines by right. The birth dates are for the application to compare.
create function duplicate_residents(below text, after_one int, after_other int, at_most int)
returns table (one_id int, other_id int, same_phone boolean, same_place boolean) language sql stable
security definer set search_path = public, pg_temp as $$
  select a.id, b.id, coalesce(a.phone_digest = b.phone_digest, false), ha.building_id = hb.building_id
  from resident a join resident b on b.name_digest = a.name_digest and b.id > a.id
    join household ha on ha.id = a.household_id join household hb on hb.id = b.household_id
  where a.area_code >= below and a.area_code < below || ':' and may_merge(a.area_code) and may_merge(b.area_code)
    and (a.phone_digest = b.phone_digest or a.birth_year = b.birth_year)
    and (a.lives_here and b.lives_here or a.registered_here and b.registered_here)
    and (a.id, b.id) > (after_one, after_other)
    and not exists (select from duplicate_dismissed d where d.kind = 'resident' and d.one_id = a.id and d.other_id = b.id)
  order by a.id, b.id limit at_most
$$;
-- Persons for whoever may merge there, sealed; the application shows surname and ends only.
create function merging_residents(ids int[])
returns table (id int, household_id int, version int, area_code text, address text, name bytea, phone bytea, birth_date bytea,
  relation text, registered_here boolean, lives_here boolean) language sql stable
security definer set search_path = public, pg_temp as $$
  select r.id, r.household_id, r.version, r.area_code, concat(coalesce(b.address, b.name), u.name, h.door), r.name, r.phone, r.birth_date,
    r.relation, r.registered_here, r.lives_here
  from resident r join household h on h.id = r.household_id join unit u on u.id = h.unit_id join building b on b.id = h.building_id
  where r.id = any (ids) and may_merge(r.area_code)
$$;
-- Doors for the same: how many people, tags, visits and open duties stand behind each.
create function merging_households(ids int[])
returns table (id int, version int, area_code text, address text, door_state text, confirmed_on date, resident_count int,
  tag_count int, visit_count int, owed_count int) language sql stable
security definer set search_path = public, pg_temp as $$
  select h.id, h.version, h.area_code, concat(coalesce(b.address, b.name), u.name, h.door), h.door_state, h.confirmed_on,
    (select count(*)::int from resident r where r.household_id = h.id), (select count(*)::int from need_tag n where n.household_id = h.id),
    (select count(*)::int from visit v where v.household_id = h.id),
    (select count(*)::int from visit_duty d where d.household_id = h.id and d.visit_id is null)
  from household h join unit u on u.id = h.unit_id join building b on b.id = h.building_id
  where h.id = any (ids) and may_merge(h.area_code)
$$;

create function dismiss_duplicate(of_kind text, one int, other int) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(*) from (select area_code from household h where of_kind = 'household' and h.id in (one, other)
      union all select area_code from resident r where of_kind = 'resident' and r.id in (one, other)) named
    where may_merge(area_code)) <> 2 then return false; end if;
  insert into duplicate_dismissed (kind, one_id, other_id, account_id)
  values (of_kind, least(one, other), greatest(one, other), current_account()) on conflict do nothing;
  return true;
end $$;
create function restore_duplicate(of_kind text, one int, other int) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  delete from duplicate_dismissed where kind = of_kind and one_id = least(one, other) and other_id = greatest(one, other)
    and (account_id = current_account() or exists (
      select from household h where kind = 'household' and h.id = one_id and may_merge(h.area_code)
      union all select from resident r where kind = 'resident' and r.id = one_id and may_merge(r.area_code)))
  returning true
$$;

-- Makes one household of two, whose files the caller has open: part of the change that was begun. Null where a file is not open or
-- not the caller's to merge.
create function merge_households(kept int, gone int) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stands_in constant text := (select area_code from household where id = kept and may_merge(area_code));
begin
  if kept = gone or stands_in is null or not array[kept, gone] <@ edited_households()
    or not exists (select from household where id = gone and may_merge(area_code)) then
    return null;
  end if;
  perform join_households(kept, array[gone]);
  insert into merging (change_id, kind, area_code, kept_id, gone_id) values (current_change(), 'household', stands_in, kept, gone);
  return current_change();
end $$;
-- Writes down a merging of persons, which the caller has just done under their own rights.
create function record_merging(of_kind text, kept int, gone int) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into merging (change_id, kind, area_code, kept_id, gone_id)
  select current_change(), of_kind, r.area_code, kept, gone from resident r where r.id = kept and of_kind = 'resident' and may_merge(r.area_code)
$$;
-- Takes a merging back as a whole, as undo_change() does. Null where it is not the caller's to undo.
create function undo_merging(of_change bigint, with_note text) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  select undo_change(change_id, with_note) from merging where change_id = of_change and may_merge(area_code)
$$;
do $$
declare
  named text;
begin
  for named in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
    and p.proname in ('duplicate_households', 'duplicate_residents', 'merging_residents', 'merging_households', 'dismiss_duplicate',
      'restore_duplicate', 'merge_households', 'record_merging', 'undo_merging')
  loop
    execute format('revoke all on function %s from public', named);
    execute format('grant execute on function %s to jingwei_api', named);
  end loop;
end $$;
