-- The shapes that answers share: points, boxes, times and area summaries, so that every query words them alike.

-- [lon, lat] of a point, of the middle of a line, or of a point inside a polygon, to about a centimetre.
create or replace function lon_lat(shape geometry) returns float8[] language sql immutable strict parallel safe as $$
  select array[round(ST_X(inner_point)::numeric, 7)::float8, round(ST_Y(inner_point)::numeric, 7)::float8]
  from (select case ST_Dimension(shape)
    when 0 then shape
    when 1 then ST_LineInterpolatePoint(ST_GeometryN(shape, 1), 0.5)
    else ST_PointOnSurface(shape) end as inner_point) placed
$$;
-- [west, south, east, north].
create or replace function bounds_of(shape geometry) returns float8[] language sql immutable strict parallel safe as $$
  select array[ST_XMin(shape), ST_YMin(shape), ST_XMax(shape), ST_YMax(shape)]
$$;
-- ISO 8601 in UTC with milliseconds.
create or replace function iso_time(moment timestamptz) returns text language sql stable parallel safe as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

drop view if exists area_summary cascade;
create view area_summary as
select a.area_code, a.level, l.position, a.name, a.parent_code,
  lon_lat(a.label_point) as centre,
  bounds_of(a.geometry) as bounds,
  (select count(*)::int from area child where child.parent_code = a.area_code) as child_count
from area a join area_level l using (level);

-- The areas above and at a code, from the root down, as area summaries; empty for null.
create or replace function area_path(code text) returns json language sql stable parallel safe as $$
  select coalesce(json_agg(row_to_json(s) order by s.position), '[]')
  from area_summary s
  -- An array, so that the planner takes the index however little it knows of area_level.
  where s.area_code = any (array(select left(code, code_digits) collate "C" from area_level))
$$;

-- The names of the areas that hold both codes, from the root down, as in 清河区 · 清河街道; empty for null.
create or replace function area_names(one text, other text) returns text language sql stable parallel safe as $$
  select coalesce(string_agg(a.name, ' · ' order by a.area_code), '') from area a
  where a.area_code = any (array(
    select left(one, code_digits) collate "C" from area_level where left(one, code_digits) = left(other, code_digits)))
$$;
