-- Where areas and what stands in them do not fit together. duty_findings() and the report on data quality both read these; nobody else may
-- call them, as they have their owner's rights.

-- Ground below these areas that none of their children has (gap), that two of them have (overlap), or that children have beyond their parent
-- (beyond): a row a connected piece of more than a square metre, less is drawing. area_code: the parent's, of an overlap the first child's.
-- Everything is laid on a grid of a billionth of a degree, about 0.1 mm, on which edges that are drawn almost alike are the same.
create or replace function area_faults(parents text[])
returns table (kind text, parent_code text, area_code text, other_code text, piece geometry, m2 float8)
language sql stable as $$
  with above as materialized (select a.area_code, a.geometry from area a where a.area_code = any (parents)),
  inside as materialized (
    select c.parent_code, c.area_code, c.geometry from area c join above p on p.area_code = c.parent_code
  ), covered as materialized (
    select c.parent_code, ST_Union(c.geometry, 1e-9) as geometry from inside c group by c.parent_code
  ), wrong as (
    select 'gap' as kind, p.area_code as parent_code, p.area_code, null::text as other_code, ST_Difference(p.geometry, c.geometry, 1e-9) as shape
    from above p join covered c on c.parent_code = p.area_code
    union all
    select 'beyond', p.area_code, p.area_code, null, ST_Difference(c.geometry, p.geometry, 1e-9)
    from above p join covered c on c.parent_code = p.area_code
    union all
    select 'overlap', one.parent_code, one.area_code, other.area_code, ST_Intersection(one.geometry, other.geometry, 1e-9)
    from inside one join inside other on other.parent_code = one.parent_code and other.area_code > one.area_code
      and other.geometry && one.geometry and ST_Relate(one.geometry, other.geometry, 'T********')
  )
  select w.kind, w.parent_code, w.area_code, w.other_code, part.geom, measured.m2
  from wrong w cross join lateral ST_Dump(ST_CollectionExtract(w.shape, 3)) part
    cross join lateral (select ST_Area(part.geom::geography) as m2) measured
  where measured.m2 > 1
$$;

-- Whether a thing lies below an area, also one that lies in no area at all: by its place then, below the root wherever it is.
create or replace function lies_below(below text, place geometry) returns boolean language sql stable as $$
  select not exists (select from area p where below ^@ p.area_code and p.area_code <> below)
    or exists (select from area a where a.area_code = below and ST_Intersects(a.geometry, place))
$$;

-- What happens or stands below an area and lies in no grid.
create or replace function outside_rows(below text)
returns table (layer text, id int, name text, source text, geometry geometry) language sql stable as $$
  select o.* from (
    select 'incident' as layer, i.id, i.incident_code as name, i.source, i.geometry from incident i where i.area_code is null
    union all select 'building', b.id, coalesce(b.address, b.name, '#' || b.id), b.source, b.geometry from building b where b.area_code is null
    union all select 'compound', c.id, c.name, c.source, c.geometry from compound c where c.area_code is null
    union all select 'organisation', o.id, o.name, o.source, o.geometry from organisation o where o.area_code is null
    union all select 'facility', f.id, f.name, f.source, f.geometry from facility f where f.area_code is null
    union all select 'device', d.id, d.name, d.source, d.geometry from device d where d.area_code is null
    union all select 'patrol_point', p.id, p.name, p.source, p.geometry from patrol_point p where p.area_code is null
  ) o where lies_below(below, o.geometry)
$$;
revoke execute on function area_faults, lies_below, outside_rows from public;
