-- Areas split, merged and drawn anew: shapes joined and cut, what moves counted, all of it written and taken back. What counts or
-- writes has the owner's rights and asks for the right `reorganise` itself.

-- Square metres by which shapes that are cut from each other are compared: of plane pieces, so that parts add up to the whole. On the
-- spheroid they do not, as a new corner on a long straight side bends it.
create or replace function ground_m2(shape geometry) returns float8 language sql immutable parallel safe as $$
  select coalesce(ST_Area(shape) * cos(radians(ST_Y(ST_Centroid(shape)))) * 111320.0 ^ 2, 0)
$$;

-- Several neighbouring shapes as one. Borders that differ by less than a centimetre are one border; holes below a square metre are
-- no holes.
create or replace function joined_shape(shapes geometry[]) returns geometry language plpgsql immutable as $$
declare
  tolerance constant float8 := 1e-7;
  joined geometry := shapes[1];
  next geometry;
begin
  for i in 2 .. cardinality(shapes) loop
    next := ST_Snap(shapes[i], joined, tolerance);
    joined := ST_Union(ST_MakeValid(ST_Snap(joined, next, tolerance)), ST_MakeValid(next));
  end loop;
  return (
    select ST_Multi(ST_Union(ST_MakePolygon(ST_ExteriorRing(part.geom), array(
      select ST_ExteriorRing(hole.geom) from ST_DumpRings(part.geom) hole
      where hole.path[1] > 0 and ground_m2(hole.geom) >= 1))))
    from ST_Dump(joined) part where ST_GeometryType(part.geom) = 'ST_Polygon' and ground_m2(part.geom) >= 1);
end $$;

-- The pieces into which lines cut a shape, from west to east. A line keeps to corners of the shape that are nearer than the tolerance.
create or replace function cut_shape(shape geometry, lines geometry, tolerance float8) returns setof geometry
language sql immutable as $$
  with edge as (select ST_Boundary(shape) as line),
  drawn as (select ST_Union(edge.line, ST_Snap(lines, edge.line, tolerance)) as line from edge),
  piece as (select (ST_Dump(ST_Polygonize(ST_Node(drawn.line)))).geom from drawn)
  select ST_Multi(geom) from piece where ST_Covers(shape, ST_PointOnSurface(geom))
  order by ST_X(ST_Centroid(geom)), ST_Y(ST_Centroid(geom)) desc
$$;

-- The code of the shape that holds a point; of the nearest, where a border is a hair off.
create or replace function code_at(point geometry, codes text[], shapes geometry[]) returns text language sql immutable as $$
  select code from unnest(codes, shapes) as given (code, shape) order by ST_Distance(shape, point), code limit 1
$$;
-- The point by which assign_area_code() finds the grid.
create or replace function counted_point(shape geometry) returns geometry language sql immutable as $$
  select case ST_Dimension(shape) when 0 then shape
    when 1 then ST_LineInterpolatePoint(ST_GeometryN(shape, 1), 0.5) else ST_PointOnSurface(shape) end
$$;

-- Nobody reorganises but where they may; the owner (no caller) may anywhere.
create or replace function require_reorganiser(codes text[]) returns void language plpgsql stable as $$
begin
  if current_caller() is not null and exists (select from unnest(codes) code where not code ^@ any (scope_of('reorganise'))) then
    raise exception 'this is not the caller''s to reorganise' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- What each new area gets from each old one.
create or replace function count_moves(touched text[], codes text[], shapes geometry[])
returns table (from_code text, to_code text, building_count int, household_count int, resident_count int, visit_due_count int,
  incident_open_count int, patrol_point_count int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_reorganiser(touched);
  return query
  with house as materialized (
    select b.id, b.area_code as was, code_at(counted_point(b.geometry), codes, shapes) as now
    from building b where b.area_code = any (touched)),
  home as materialized (
    select h.id, house.was, house.now from household h join house on house.id = h.building_id),
  counted as (
    select 'building' as what, was, now, count(*)::int as n from house group by was, now
    union all select 'household', was, now, count(*)::int from home group by was, now
    union all select 'resident', was, now, count(*)::int
      from home join resident r on r.household_id = home.id and r.lives_here group by was, now
    union all select 'visit_due', was, now, count(*)::int
      from home join visit_duty d on d.household_id = home.id and d.visit_id is null group by was, now
    union all select 'incident_open', was, now, count(*)::int from (
      select i.area_code as was, code_at(counted_point(i.geometry), codes, shapes) as now from incident i
      where i.area_code = any (touched) and i.status in ('reported', 'dispatched', 'handling')) matter group by was, now
    union all select 'patrol_point', was, now, count(*)::int from (
      select p.area_code as was, code_at(p.geometry, codes, shapes) as now from patrol_point p
      where p.area_code = any (touched)) point group by was, now)
  select c.was, c.now,
    coalesce(sum(n) filter (where what = 'building'), 0)::int, coalesce(sum(n) filter (where what = 'household'), 0)::int,
    coalesce(sum(n) filter (where what = 'resident'), 0)::int, coalesce(sum(n) filter (where what = 'visit_due'), 0)::int,
    coalesce(sum(n) filter (where what = 'incident_open'), 0)::int, coalesce(sum(n) filter (where what = 'patrol_point'), 0)::int
  from counted c group by c.was, c.now order by c.was, c.now;
end $$;

-- Who and what answers for areas that end: duties, grants, squads, tokens and walls that still hold on a day. Whoever answers for one
-- building goes with it (building_code).
create or replace function list_answering(ending text[], on_day date, codes text[], shapes geometry[])
returns table (kind text, id int, name text, role text, area_code text, building_code text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_reorganiser(ending);
  return query
  select given.kind, given.id, given.name, given.role, given.code,
    (select code_at(counted_point(b.geometry), codes, shapes) from building b where b.id = given.in_building)
  from (
    select 'duty_holder' as kind, d.id, d.name, d.role, d.area_code as code, d.building_id as in_building from duty_holder d
      where d.area_code = any (ending) and (d.ends_on is null or d.ends_on > on_day)
    union all select 'account_grant', g.id, a.display_name, g.role, g.area_code, g.building_id
      from account_grant g join account a on a.id = g.account_id
      where g.area_code = any (ending) and (g.ends_on is null or g.ends_on > on_day)
    union all select 'squad', s.id, s.name, s.kind, s.area_code, null from squad s where s.area_code = any (ending) and s.ended_at is null
    union all select 'token', t.id, t.name, t.kind, t.area_code, null from token t
      where t.area_code = any (ending) and t.revoked_at is null and t.expires_at > on_day
    union all select 'wall', w.id, w.name, 'wall', w.area_code, null from wall w where w.area_code = any (ending)) given
  order by given.kind, given.code, given.role, given.id;
end $$;

-- Gives every row that names one of the touched areas its new one: where it lies; else where its building, household, incident, point
-- or squad stands; else what was said of it (given, {"table id": code}); else the heir of its area. Without shapes, areas have moved whole,
-- and what lies in them goes to their heirs. Tables are found in the catalogue, so that one that is added later is not forgotten. What
-- happened and was written down (logs, openings, the frozen figures of a report pack) keeps the code of its day.
create or replace function move_area_codes(of_change bigint, touched text[], codes text[], shapes geometry[], heirs jsonb, given jsonb)
returns void language plpgsql as $$
declare
  logs constant text[] := array['area', 'area_tally', 'change', 'audit_event', 'access_alert', 'hand_over', 'opening', 'feed', 'outbox',
    'report_pack'];
  found record;
  place text;
  moving text;
begin
  for found in
    select c.relname::text as name, key.attname::text as key, has.columns,
      case when 'geometry' = any (has.columns) then 1 when 'building_id' = any (has.columns) then 2
        when 'household_id' = any (has.columns) then 3 when 'incident_id' = any (has.columns) then 4
        when 'point_id' = any (has.columns) then 5 when 'squad_id' = any (has.columns) then 7
        when 'shift_id' = any (has.columns) then 8 when c.relname in ('account', 'diary_entry') then 9 else 6 end as rank
    from pg_class c
    join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1
    join pg_attribute key on key.attrelid = c.oid and key.attnum = i.indkey[0] and key.atttypid in ('int'::regtype, 'bigint'::regtype)
    cross join lateral (select array_agg(a.attname::text) as columns from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) has
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and 'area_code' = any (has.columns)
      and c.relname <> all (logs) and c.relname not like '%\_past'
    -- What others follow comes first: a household follows its building, a shift its squad.
    order by rank, c.relname <> 'household', c.relname
  loop
    place := case found.rank
      when 1 then 'case when cardinality($5) > 0 then code_at(counted_point(t.geometry), $4, $5) end'
      when 2 then '(select b.area_code from building b where b.id = t.building_id)'
      when 3 then '(select h.area_code from household h where h.id = t.household_id)'
      when 4 then '(select n.area_code from incident n where n.id = t.incident_id)'
      when 5 then '(select p.area_code from patrol_point p where p.id = t.point_id)'
      when 7 then '(select s.area_code from squad s where s.id = t.squad_id)'
      when 8 then '(select s.area_code from patrol_shift s where s.id = t.shift_id)'
      when 9 then format('(select min(g.area_code) from account_grant g where g.account_id = t.%I and length(g.area_code) = length(t.area_code)
          and g.area_code = any ($4))',
        case found.name when 'account' then 'id' else 'account_id' end)
      else 'null' end;
    -- Where it stands is told by what it stands in only if that was touched, too.
    moving := format('select t.%1$I as id, t.area_code as was, coalesce(case when length(%2$s) = length(t.area_code) and %2$s = any ($4) then %2$s end,
        $6 ->> (%3$L || t.%1$I), $7 ->> t.area_code, t.area_code) as now
      from %4$I t where t.area_code = any ($2)', found.key, place, found.name || ' ', found.name);
    if found.rank = 3 then
      -- Those of the households that have moved: their own index by area may hold only some of them.
      moving := format('select t.%1$I as id, t.area_code as was, h.area_code as now
        from household h join %2$I t on t.household_id = h.id where h.area_code = any ($4)', found.key, found.name);
    end if;
    execute format('with moving as materialized (%1$s), changed as (
        update %2$I t set area_code = m.now from moving m where m.id = t.%3$I and m.now <> m.was returning m.id, m.was)
      insert into area_move (change_id, table_name, row_id, from_code) select $1, $3, id, was from changed where $8',
      moving, found.name, found.key)
      using of_change, touched, found.name, codes, shapes, given, heirs, found.rank <> 3;
  end loop;
end $$;
revoke execute on function move_area_codes from public;

-- Incidents stay in the hands of the same level: of the area that they lie in now; else of the heir of their holder.
create or replace function move_holders(of_change bigint, touched text[], heirs jsonb) returns void language plpgsql as $$
begin
  with held as (
    select i.id, i.holder_code as was, case when left(i.area_code, length(i.holder_code)) in (select area_code from area)
      and length(i.area_code) >= length(i.holder_code) then left(i.area_code, length(i.holder_code))
      else coalesce(heirs ->> i.holder_code, i.holder_code) end as now
    from incident i where i.holder_code = any (touched)),
  changed as (
    update incident i set holder_code = held.now from held where held.id = i.id and held.now <> held.was returning i.id, held.was)
  insert into area_move (change_id, table_name, row_id, from_code) select of_change, 'incident holder', id, was from changed;
end $$;
revoke execute on function move_holders from public;

-- Writes a reorganisation as one change and returns its number. asked: kind, area_code (above all touched), true_from, note, touched
-- (codes of all old areas of the level that is reorganised), codes and names of all new ones (a code that is kept stands in both),
-- carried ({old: new} of areas below them that move whole, with all that lies in them), heirs ({ended: new}), given ({"table id": code}), shared ("table id"
-- of those who answer for all of the codes),
-- pairs (from_code, to_code, household_count, household_share). shapes: of the codes, in their order.
-- mends, where ground that is at fault is put right (see fault_pieces()).
-- Refuses (check_violation) shapes that do not cover exactly what the old ones did, but for such ground.
create or replace function apply_reorganisation(asked jsonb, shapes geometry[]) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched constant text[] := array(select jsonb_array_elements_text(asked -> 'touched') order by 1);
  codes constant text[] := array(select jsonb_array_elements_text(asked -> 'codes'));
  names constant text[] := array(select jsonb_array_elements_text(asked -> 'names'));
  carried constant jsonb := coalesce(asked -> 'carried', '{}');
  olds constant text[] := array(select key from jsonb_each_text(carried) order by key);
  news constant text[] := array(select value from jsonb_each_text(carried) order by key);
  mends constant jsonb := nullif(asked -> 'mends', 'null');
  pieces geometry[];
  ground geometry;
  before geometry;
  after geometry;
  differing float8;
  -- Square metres that the old areas had twice.
  twice float8;
  of_level text;
  made bigint;
begin
  perform require_reorganiser(touched || olds);
  perform require_reorganiser(codes || news);
  perform from area where area_code = any (touched || olds) order by area_code for update;
  select joined_shape(array_agg(geometry order by area_code)), min(level) into before, of_level from area where area_code = any (touched);
  after := joined_shape(shapes);
  twice := (select sum(ground_m2(a.geometry)) from area a where a.area_code = any (touched)) - ground_m2(before);
  if mends is null then
    differing := ground_m2(ST_SymDifference(before, after));
    twice := 0;
  else
    -- Mending may change what was at fault, and nothing else.
    pieces := fault_pieces(asked ->> 'area_code', mends, codes);
    ground := ST_UnaryUnion(ST_Collect(array_remove(pieces, null)), 1e-9);
    differing := case when array_position(pieces, null) is null
      then ground_m2(ST_Difference(ST_SymDifference(before, after, 1e-9), ST_Buffer(ground, 1e-8))) else 'infinity' end;
  end if;
  if differing > 1 or abs(ground_m2(after) - (select sum(ground_m2(shape)) from unnest(shapes) shape)) > greatest(twice, 0) + 1 then
    raise exception 'the new areas do not cover exactly what the old ones did' using errcode = 'check_violation';
  end if;
  made := open_change('reorganisation', asked ->> 'area_code', null, asked ->> 'note', (asked ->> 'true_from')::date);
  insert into area_succession (change_id, kind, from_code, from_name, to_code, to_name, household_count, household_share)
    select made, asked ->> 'kind', pair.from_code, a.name, pair.to_code, names[array_position(codes, pair.to_code)],
      pair.household_count, pair.household_share
    from jsonb_to_recordset(asked -> 'pairs') as pair (from_code text, to_code text, household_count int, household_share float8)
    join area a on a.area_code = pair.from_code
    union all select made, asked ->> 'kind', a.area_code, a.name, pair.code, a.name, held.n, case when held.n > 0 then 1 end
    from unnest(olds, news) as pair (old, code) join area a on a.area_code = pair.old
    cross join lateral (select coalesce(sum(t.household_count), 0)::int as n from area_tally t
      where t.area_code >= pair.old and t.area_code < pair.old || ':') held;
  update area a set name = new.name, geometry = new.shape from unnest(codes, names, shapes) as new (code, name, shape)
    where a.area_code = new.code and (a.name <> new.name or not a.geometry ~= new.shape or not ST_Equals(a.geometry, new.shape));
  insert into area (area_code, level, name, geometry)
    select code, of_level, name, shape from unnest(codes, names, shapes) as new (code, name, shape)
    where not exists (select from area a where a.area_code = code) order by code;
  insert into area (area_code, level, name, geometry)
    select pair.code, a.level, a.name, a.geometry from unnest(olds, news) as pair (old, code) join area a on a.area_code = pair.old
    order by pair.code;
  delete from area where area_code = any (touched || olds) and area_code <> all (codes);
  if ground is not null then perform settle_rows(made, ground); end if;
  if asked ->> 'kind' <> 'rename' then
    perform set_config('jingwei.moving', 'on', true);
    perform move_area_codes(made, touched || olds, codes || news, case when (asked ->> 'whole')::boolean then '{}' else shapes end,
      (asked -> 'heirs') || carried, asked -> 'given');
    perform move_holders(made, touched || olds, (asked -> 'heirs') || carried);
    perform share_duties(made, array(select jsonb_array_elements_text(coalesce(asked -> 'shared', '[]'))), codes);
    if asked ->> 'kind' = 'merge' then perform end_doubles(made, codes, (asked ->> 'true_from')::date); end if;
    perform set_config('jingwei.moving', '', true);
  end if;
  return made;
end $$;

-- What has happened since in the areas that a reorganisation made or redrew, so that it can no longer be taken back.
create or replace function list_dependents(of_change bigint) returns table (what text, count int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  made change;
  of_kind text;
  codes text[];
begin
  select * into strict made from change where id = of_change;
  select array_agg(distinct to_code), min(kind) into codes, of_kind from area_succession where change_id = of_change;
  perform require_reorganiser(codes);
  return query
  select counted.what, counted.n::int from (
    select 'later' as what, count(distinct s.change_id) as n from area_succession s
      where s.from_code = any (codes) and s.change_id > of_change
        and not exists (select from change u where u.undoes = s.change_id)
    union all select 'incident', count(*) from incident i
      where i.reported_in = any (codes) and i.reported_at > made.made_at and of_kind <> 'rename'
    union all select 'visit', count(*) from visit v
      where v.area_code_then = any (codes) and v.visited_at > made.made_at and of_kind <> 'rename'
    union all select 'diary_entry', count(*) from diary_entry d
      where d.area_code = any (codes) and d.written_at > made.made_at and of_kind <> 'rename'
    union all select 'grant', count(*) from account_grant g
      where g.area_code = any (codes) and g.granted_at > made.made_at and of_kind <> 'rename'
    union all select 'edit', count(*) from change c
      where c.id > of_change and c.area_code = any (codes) and c.kind not in ('reorganisation', 'undo', 'system')
        and of_kind <> 'rename') counted
  where counted.n > 0;
end $$;

-- Takes a reorganisation back: the areas, and everything that they hold, as they were. Refused as undo_change() refuses.
create or replace function undo_reorganisation(of_change bigint, with_note text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  made bigint;
  found record;
begin
  perform require_reorganiser(array(select unnest(array[from_code, to_code]) from area_succession where change_id = of_change));
  perform set_config('jingwei.moving', 'on', true);
  made := undo_change(of_change, with_note);
  -- Also of registers: while old and new areas stand side by side, what comes back is given the first that holds it.
  for found in
    select m.table_name, a.attname from (select distinct table_name from area_move where change_id = of_change and table_name <> all (array['incident holder', 'grant made', 'grant end'])) m
    join pg_index i on i.indrelid = m.table_name::regclass and i.indisprimary
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] order by m.table_name
  loop
    execute format('update %1$I t set area_code = nullif(m.from_code, '''') from area_move m
      where m.change_id = $1 and m.table_name = %1$L and m.row_id = t.%2$I and t.area_code is distinct from nullif(m.from_code, '''')',
      found.table_name, found.attname) using of_change;
  end loop;
  perform undo_duties(of_change);
  update incident i set holder_code = m.from_code from area_move m
    where m.change_id = of_change and m.table_name = 'incident holder' and m.row_id = i.id;
  for found in
    select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like '%\_past'
      and c.relname <> 'opening' and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid
        and a.attname in ('area_code', 'household_id') and not a.attisdropped) order by 1
  loop
    execute format('update %1$I t set area_code = h.area_code from household h
      where h.change_id = $1 and h.id = t.household_id and t.area_code is distinct from h.area_code', found.relname) using made;
  end loop;
  perform set_config('jingwei.moving', '', true);
  return made;
end $$;

-- Incidents and visits of a place by month: by the boundaries of their day, or by today's. Null: the caller does not see such rows there.
create or replace function count_by_month(code text, since date, until date, boundaries text, zone text)
returns table (month text, incident_count int, visit_count int)
language sql stable security definer set search_path = public, pg_temp as $$
  with seen as (
    select current_caller() is null or code ^@ any (scope_of('places')) as incidents,
      current_caller() is null or code ^@ any (scope_of('doors')) as visits),
  months as (select generate_series(date_trunc('month', since::timestamp), until::timestamp, interval '1 month') as first),
  incidents as (
    select date_trunc('month', reported_at at time zone zone) as first, count(*)::int as n from incident
    where reported_at >= since::timestamp at time zone zone and reported_at < (until + 1)::timestamp at time zone zone
      and (select seen.incidents from seen)
      and case boundaries when 'then' then reported_in else area_code end >= code
      and case boundaries when 'then' then reported_in else area_code end < code || ':' group by 1),
  visits as (
    select date_trunc('month', visited_at at time zone zone) as first, count(*)::int as n from visit
    where visited_at >= since::timestamp at time zone zone and visited_at < (until + 1)::timestamp at time zone zone
      and (select seen.visits from seen)
      and case boundaries when 'then' then area_code_then else area_code end >= code
      and case boundaries when 'then' then area_code_then else area_code end < code || ':' group by 1)
  select to_char(m.first, 'YYYY-MM'), case when seen.incidents then coalesce(i.n, 0) end, case when seen.visits then coalesce(v.n, 0) end
  from seen cross join months m left join incidents i using (first) left join visits v using (first) order by m.first
$$;

revoke execute on function require_reorganiser, count_moves, list_answering, apply_reorganisation, list_dependents, undo_reorganisation,
  count_by_month from public;
grant execute on function require_reorganiser, count_moves, list_answering, apply_reorganisation, list_dependents, undo_reorganisation,
  count_by_month to jingwei_api;

-- Drawn shapes made to cover a whole exactly: what lies outside is cut off, what two have in common is the first's, and what is left over
-- goes to the nearest.
create or replace function fitted_shapes(whole geometry, shapes geometry[], tolerance float8) returns geometry[]
language plpgsql immutable as $$
declare
  fitted geometry[] := '{}';
  rest geometry := whole;
  part geometry;
  nearest int;
begin
  foreach part in array shapes loop
    part := ST_CollectionExtract(ST_Intersection(rest, ST_MakeValid(ST_Snap(part, ST_Boundary(whole), tolerance))), 3);
    fitted := fitted || ST_Multi(part);
    -- On a grid of 0.1 mm: without one, shapes that all but touch end the function early in the embedded database.
    rest := ST_CollectionExtract(ST_Difference(rest, part, 1e-9), 3);
  end loop;
  for part in select (ST_Dump(rest)).geom loop
    select n into nearest from generate_subscripts(fitted, 1) n order by ST_Distance(fitted[n], part), n limit 1;
    fitted[nearest] := joined_shape(array[fitted[nearest], part]);
  end loop;
  return fitted;
end $$;

-- The longest line that is the border of both of two neighbours; null where they do not touch along one.
create or replace function shared_border(one geometry, other geometry) returns geometry language sql immutable as $$
  with fitted as (select ST_Snap(other, one, 1e-7) as other),
  both_ways as (select ST_Snap(one, fitted.other, 1e-7) as one, fitted.other from fitted)
  select part.geom from both_ways, ST_Dump(ST_LineMerge(ST_CollectionExtract(
    ST_Intersection(ST_Boundary(both_ways.one), ST_Boundary(both_ways.other)), 2))) part
  where ST_GeometryType(part.geom) = 'ST_LineString' order by ST_Length(part.geom) desc limit 1
$$;
