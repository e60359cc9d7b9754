-- Pairs that may be one (0038), with the caller's areas looked up once: by may_merge each row did so anew, which on the embedded database
-- took seconds a community.
create or replace function duplicate_households(below text, after_one int, after_other int, at_most int)
returns table (one_id int, other_id int, one_version int, other_version int) language sql stable
security definer set search_path = public, pg_temp as $$
  select a.id, b.id, a.version, b.version
  from household a join household b on b.building_id = a.building_id and b.unit_id = a.unit_id and b.floor = a.floor and door_key(b.door) = door_key(a.door) and b.id > a.id
  where a.area_code >= below and a.area_code < below || ':' and (a.id, b.id) > (after_one, after_other)
    and a.area_code ^@ any ((select scope_of('arrange'))::text[]) and a.area_code ^@ any ((select scope_of('doors'))::text[])
    and not exists (select from duplicate_dismissed d where d.kind = 'household' and d.one_id = a.id and d.other_id = b.id)
  order by a.id, b.id limit at_most
$$;
create or replace function duplicate_residents(below text, after_one int, after_other int, at_most int)
returns table (one_id int, other_id int, same_phone boolean, same_place boolean) language sql stable
security definer set search_path = public, pg_temp as $$
  select a.id, b.id, coalesce(a.phone_digest = b.phone_digest, false), ha.building_id = hb.building_id
  from resident a join resident b on b.name_digest = a.name_digest and b.id > a.id
    join household ha on ha.id = a.household_id join household hb on hb.id = b.household_id
  where a.area_code >= below and a.area_code < below || ':'
    and a.area_code ^@ any ((select scope_of('arrange'))::text[]) and a.area_code ^@ any ((select scope_of('doors'))::text[])
    and coalesce(b.area_code, '') ^@ any ((select scope_of('arrange'))::text[])
    and coalesce(b.area_code, '') ^@ any ((select scope_of('doors'))::text[])
    and (a.phone_digest = b.phone_digest or a.birth_year = b.birth_year)
    and (a.lives_here and b.lives_here or a.registered_here and b.registered_here)
    and (a.id, b.id) > (after_one, after_other)
    and not exists (select from duplicate_dismissed d where d.kind = 'resident' and d.one_id = a.id and d.other_id = b.id)
  order by a.id, b.id limit at_most
$$;
