-- Taking a change back, by who made it (within 30 days, where they edit) or by who arranges its area. A reorganisation of areas is
-- taken back where it was made, which looks at what depends on it. Raises no_data_found, insufficient_privilege or what
-- undo_change() raises. Returns the new change.
create function take_back(of_change bigint, with_note text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone change;
begin
  select * into gone from change where id = of_change;
  if not found or not (gone.account_id is not distinct from current_account() or gone.area_code ^@ any (scope_of('map'))) then
    raise exception 'there is no change %', of_change using errcode = 'no_data_found';
  end if;
  if gone.kind in ('reorganisation', 'system') or not (gone.area_code ^@ any (scope_of('arrange'))
    or gone.account_id is not distinct from current_account() and gone.made_at > now() - interval '30 days' and gone.area_code ^@ any (scope_of('edit')))
  then
    raise exception 'change % is not theirs to take back', of_change using errcode = 'insufficient_privilege';
  end if;
  return undo_change(of_change, with_note);
end $$;
revoke execute on function take_back from public;
grant execute on function take_back to jingwei_api;

-- How many rows of which registers a change touched, as {"household": 3}; for who edits or arranges where it was made.
create function change_rows(of_change bigint) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  kept text;
  touched int;
  found jsonb := '{}';
begin
  if not exists (select from change where id = of_change
    and area_code ^@ any (scope_of('edit') || scope_of('arrange'))) then
    return found;
  end if;
  for kept in select table_name from kept_register order by position loop
    execute format('select count(distinct key) from (
      select %2$I as key from %1$I where change_id = $1 union all
      select %2$I from %3$I where change_id = $1 and known_to > known_from union all
      select %2$I from %3$I where ended_by = $1 and known_to > known_from) touched',
      kept, case kept when 'area' then 'area_code' else 'id' end, kept || '_past') into touched using of_change;
    if touched > 0 then found := found || jsonb_build_object(kept, touched); end if;
  end loop;
  return found;
end $$;
revoke execute on function change_rows from public;
grant execute on function change_rows to jingwei_api;
