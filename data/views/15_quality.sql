-- What the report on data quality asks: faults of the ground with a repair that can be made, and what stands in no grid. For who sees the doors of
-- an area, arranges who answers there, or looks after its registers.

create or replace function require_quality(below text) returns void language plpgsql stable as $$
begin
  if current_caller() is not null and not below ^@ any (scope_of('doors') || scope_of('arrange') || scope_of('register')) then
    raise exception 'the quality of these data is not the caller''s to see' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Areas whose children are looked at: all below one, or only itself; of sources, where one of the children came from such.
create or replace function quality_parents(below text, deep boolean, sources text[]) returns text[] language sql stable as $$
  select array(select a.area_code from area a
    where case when deep then a.area_code >= below and a.area_code < below || ':' else a.area_code = below end
      and (sources is null or exists (select from area c where c.parent_code = a.area_code and c.source = any (sources))))
$$;

-- How wide a piece is, as if it were a strip.
create or replace function piece_width_m(piece geometry) returns float8 language sql immutable as $$
  select 2 * ST_Area(piece::geography) / nullif(ST_Perimeter(piece::geography), 0)
$$;

-- How many faults of the ground there are below an area, by the area in which they are. thin: narrower than so many metres.
create or replace function count_faults(below text, sources text[], thin_m float8)
returns table (kind text, thin boolean, area_code text, count int, m2 float8)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_quality(below);
  return query
  select f.kind, width.thin, f.parent_code, count(*)::int, sum(f.m2)
  from area_faults(quality_parents(below, true, sources)) f cross join lateral (select piece_width_m(f.piece) < thin_m as thin) width
  group by 1, 2, 3 order by 1, 2, 3;
end $$;

-- Whether an area is still one that can stand: not torn, without a new hole, and not too thin.
create or replace function holds_together(was geometry, now geometry, least_m2 float8) returns boolean language sql immutable as $$
  select now is not null and ground_m2(now) >= least_m2 and ST_NumGeometries(now) <= ST_NumGeometries(was)
    and ST_NRings(now) - ST_NumGeometries(now) <= ST_NRings(was) - ST_NumGeometries(was)
$$;

-- Faults of the ground below an area, the largest first, and what mends each: touched are the areas whose shapes change, to_code the one that
-- gets the piece. A gap goes to the child with which it has the longest border. An overlap is cut from the larger of the two, from the
-- smaller where that would be torn. What lies beyond the parent is cut off. touched is empty where none of this can be done.
create or replace function area_repairs(below text, deep boolean, sources text[], least_m2 float8, at_most int)
returns table (kind text, parent_code text, area_code text, other_code text, piece geometry, m2 float8, width_m float8, touched text[], to_code text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  fault record;
  child record;
begin
  perform require_quality(below);
  for fault in
    select f.* from area_faults(quality_parents(below, deep, sources)) f
    order by f.m2 desc, f.kind, f.area_code, f.other_code limit at_most
  loop
    kind := fault.kind; parent_code := fault.parent_code; area_code := fault.area_code; other_code := fault.other_code;
    piece := fault.piece; m2 := fault.m2;
    width_m := piece_width_m(piece);
    touched := '{}';
    to_code := null;
    if kind = 'gap' then
      select c.area_code into to_code from area c
        cross join lateral (select ST_Length(shared_border(c.geometry, piece)::geography) as border_m) along
      where c.parent_code = fault.parent_code and ST_DWithin(c.geometry, piece, 1e-7) order by along.border_m desc nulls last, c.area_code limit 1;
      if to_code is not null then touched := array[to_code]; end if;
    elsif kind = 'overlap' then
      for child in
        select c.area_code, c.geometry from area c where c.area_code in (fault.area_code, fault.other_code) order by ground_m2(c.geometry) desc, c.area_code
      loop
        if holds_together(child.geometry, mended_shape(child.geometry, piece, false), least_m2) then
          touched := array[fault.area_code, fault.other_code];
          to_code := case child.area_code when fault.area_code then fault.other_code else fault.area_code end;
          exit;
        end if;
      end loop;
    else
      select coalesce(array_agg(c.area_code order by c.area_code) filter (where holds), '{}') into touched from (
        select c.area_code, bool_and(holds_together(c.geometry, mended_shape(c.geometry, piece, false), least_m2)) over () as holds from area c
        where c.parent_code = fault.parent_code and c.geometry && fault.piece and ST_Relate(c.geometry, fault.piece, 'T********')) c;
    end if;
    return next;
  end loop;
end $$;

-- Areas that are in several pieces, or have holes.
create or replace function area_forms(below text) returns table (kind text, area_code text, count int, m2 float8, part geometry)
language sql stable as $$
  select 'pieces', a.area_code, ST_NumGeometries(a.geometry), least.m2, least.geom
  from area a cross join lateral (
    select ST_Area(part.geom::geography) as m2, part.geom from ST_Dump(a.geometry) part order by 1 limit 1) least
  where a.area_code >= below and a.area_code < below || ':' and ST_NumGeometries(a.geometry) > 1
  union all
  select 'hole', a.area_code, (count(*) over (partition by a.area_code))::int, ST_Area(hole.geom::geography), hole.geom
  from area a cross join lateral ST_Dump(a.geometry) part cross join lateral (
    select ST_MakePolygon(ST_ExteriorRing(ring.geom)) as geom from ST_DumpRings(part.geom) ring where ring.path[1] > 0) hole
  where a.area_code >= below and a.area_code < below || ':' and ST_NRings(a.geometry) > ST_NumGeometries(a.geometry)
$$;

-- What stands in no grid: in_gap inside the area all the same, outside elsewhere, far where that is further than so many degrees from it. hint: zero
-- where the coordinates were left empty, swapped where longitude and latitude stand the wrong way round.
create or replace function quality_outside(below text, far_degrees float8)
returns table (code text, layer text, id int, name text, source text, centre float8[], distance_m float8, hint text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  whole geometry;
begin
  perform require_quality(below);
  select a.geometry into whole from area a where a.area_code = below;
  return query
  select case when away.metres = 0 then 'in_gap' when o.geometry && ST_Expand(whole, far_degrees) then 'outside' else 'far_outside' end,
    o.layer, o.id, o.name, o.source, lon_lat(o.geometry), away.metres,
    case when ST_DWithin(o.geometry, ST_SetSRID(ST_MakePoint(0, 0), 4326), 0.01) then 'zero'
      when ST_Intersects(ST_FlipCoordinates(o.geometry), whole) then 'swapped' end
  from outside_rows(below) o
    cross join lateral (select case when ST_Intersects(o.geometry, whole) then 0
      else ST_DistanceSphere(ST_ClosestPoint(whole, o.geometry), ST_ClosestPoint(o.geometry, whole)) end as metres) away
  where o.layer <> 'incident' or current_caller() is null or below ^@ any (scope_of('places'));
end $$;
revoke execute on function require_quality, quality_parents, count_faults, area_repairs, area_forms, quality_outside from public;
grant execute on function count_faults, area_repairs, area_forms, quality_outside to jingwei_api;
