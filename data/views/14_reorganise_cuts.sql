-- Pieces joined until so many are left: the smallest goes to the one with which it has most of its border.
create or replace function joined_strays(pieces geometry[], wanted int) returns setof geometry language plpgsql immutable as $$
declare
  small geometry;
  host geometry;
begin
  while cardinality(pieces) > wanted loop
    select piece into small from unnest(pieces) piece order by ST_Area(piece) limit 1;
    pieces := array_remove(pieces, small);
    select piece into host from unnest(pieces) piece
      order by ST_Length(ST_CollectionExtract(ST_Intersection(ST_Boundary(piece), ST_Boundary(small)), 2)) desc limit 1;
    pieces := array_append(array_remove(pieces, host), joined_shape(array[host, small]));
  end loop;
  return query select piece from unnest(pieces) piece order by ST_X(ST_Centroid(piece)), ST_Y(ST_Centroid(piece)) desc;
end $$;
-- Where straight cuts across an area leave about as many households in each part: the axis (x or y) and the degrees on it. Across the longer
-- side; across the other where all houses stand in one line along it; and through the middle of the ground where no cut runs between
-- houses.
create or replace function propose_cuts(code text, parts int) returns table (axis text, at float8[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  shape geometry;
  longer text;
  low float8;
  high float8;
begin
  perform require_reorganiser(array[code]);
  select geometry into shape from area where area_code = code;
  longer := case when (ST_XMax(shape) - ST_XMin(shape)) * cos(radians(ST_YMin(shape))) >= ST_YMax(shape) - ST_YMin(shape)
    then 'x' else 'y' end;
  foreach axis in array array[longer, case longer when 'x' then 'y' else 'x' end] loop
    with house as (
      select case axis when 'x' then ST_X(counted_point(b.geometry)) else ST_Y(counted_point(b.geometry)) end as along,
        (select count(*) from household h where h.building_id = b.id) as n
      from building b where b.area_code = code),
    row as (select along, sum(n) as n from house where n > 0 group by along),
    gap as (
      select (along + lead(along) over (order by along)) / 2 as middle, sum(n) over (order by along) as upto, sum(n) over () as total from row),
    nearest as (
      select (select gap.middle from gap where gap.middle is not null
        order by abs(gap.upto - gap.total * cut.n / parts), gap.middle limit 1) as middle
      from generate_series(1, parts - 1) as cut (n))
    select array_agg(distinct middle order by middle) filter (where middle is not null) into at from nearest;
    exit when at is not null;
  end loop;
  if at is null then
    axis := longer;
    low := case axis when 'x' then ST_XMin(shape) else ST_YMin(shape) end;
    high := case axis when 'x' then ST_XMax(shape) else ST_YMax(shape) end;
    at := array(select low + (high - low) * cut.n / parts from generate_series(1, parts - 1) as cut (n) order by cut.n);
  end if;
  return next;
end $$;
revoke execute on function propose_cuts from public;
grant execute on function propose_cuts to jingwei_api;
