-- Who answers for areas after a reorganisation, beyond moving with them: for several parts at once, and for merged ones only once.
-- What is written of grants, which keep no past, stands in area_move, so that it is taken back: as 'grant made' a copy, as 'grant end'
-- one that ended, whose former last day (empty: none) stands for its code.

-- Lets those of shared ("table id") answer for all of codes and not only for the one to which they have moved.
create or replace function share_duties(of_change bigint, shared text[], codes text[]) returns void language plpgsql as $$
begin
  insert into duty_holder (area_code, role, name, phone, starts_on, ends_on, deputy_of, account_id, note)
    select code, d.role, d.name, d.phone, d.starts_on, d.ends_on, d.deputy_of, d.account_id, d.note
    from duty_holder d cross join unnest(codes) code where 'duty_holder ' || d.id = any (shared) and code <> d.area_code order by d.id, code;
  with made as (
    insert into account_grant (account_id, role, area_code, starts_on, ends_on, granted_by, granted_at, department)
      select g.account_id, g.role, code, g.starts_on, g.ends_on, g.granted_by, g.granted_at, g.department
      from account_grant g cross join unnest(codes) code where 'account_grant ' || g.id = any (shared) and code <> g.area_code
      order by g.id, code returning id)
  insert into area_move (change_id, table_name, row_id, from_code) select of_change, 'grant made', id, '' from made;
end $$;

-- Ends on a day what somebody now holds twice of an area: the one that would have ended first.
create or replace function end_doubles(of_change bigint, codes text[], on_day date) returns void language plpgsql as $$
begin
  update duty_holder d set ends_on = greatest(d.starts_on + 1, on_day) from (
    select id, row_number() over (partition by area_code, role, name, account_id, deputy_of
      order by ends_on desc nulls first, starts_on, id) as place
    from duty_holder where area_code = any (codes) and building_id is null and (ends_on is null or ends_on > on_day)) held
  where held.id = d.id and held.place > 1;
  with held as (
    select id, ends_on, row_number() over (partition by area_code, role, account_id, department
      order by ends_on desc nulls first, starts_on, id) as place
    from account_grant where area_code = any (codes) and building_id is null and (ends_on is null or ends_on > on_day)),
  ended as (
    update account_grant g set ends_on = greatest(g.starts_on, on_day) from held where held.id = g.id and held.place > 1
    returning g.id, held.ends_on)
  insert into area_move (change_id, table_name, row_id, from_code)
    select of_change, 'grant end', id, coalesce(ends_on::text, '') from ended;
end $$;

-- What merged areas each have one of, and one area may have only one of: rules for visits of one name, and emergencies of one plan that
-- go on. Which of two is meant is for people to say.
create or replace function list_namesakes(merged text[]) returns table (kind text, name text, areas text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_reorganiser(merged);
  return query
  select held.kind, held.name, array_agg(a.name order by a.area_code) from (
    select 'duty_set' as kind, s.name, s.area_code from duty_set s where s.area_code = any (merged)
    union all select 'emergency', e.plan, e.area_code from emergency e where e.area_code = any (merged) and e.ended_at is null) held
  join area a using (area_code)
  group by held.kind, held.name having count(*) > 1 order by held.kind, held.name;
end $$;

-- Takes both back, of grants.
create or replace function undo_duties(of_change bigint) returns void language plpgsql as $$
begin
  delete from account_grant g using area_move m where m.change_id = of_change and m.table_name = 'grant made' and m.row_id = g.id;
  update account_grant g set ends_on = nullif(m.from_code, '')::date from area_move m
    where m.change_id = of_change and m.table_name = 'grant end' and m.row_id = g.id;
end $$;
revoke execute on function share_duties, end_doubles, list_namesakes, undo_duties from public;
grant execute on function list_namesakes to jingwei_api;
