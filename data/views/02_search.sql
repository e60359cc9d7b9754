-- Search where nothing holds the words as they were typed: names that look alike (trigrams, also of Chinese), and
-- buildings whose address begins a longer one, as in 清河路18号3幢2单元501. The thresholds are lower than usual, because a
-- Chinese word of four characters has only five trigrams and one wrong character spoils three of them.
drop function if exists search_alike;
create function search_alike(wanted text, compact text, most int)
returns table (kind_order int, kind text, id text, name text, address text, area_code text, last_code text, shape geometry,
  score float8)
language sql stable
set pg_trgm.similarity_threshold = 0.2
set pg_trgm.word_similarity_threshold = 0.3
as $$
  select * from (
    (select 1, 'area', a.area_code, a.name, null, a.parent_code, a.parent_code, a.label_point::geometry,
        greatest(similarity(a.name, wanted), word_similarity(wanted, a.name))::float8 as score
      from area a where a.name % wanted or wanted <% a.name order by score desc, a.area_code limit most)
    union all
    (select 2, 'compound', t.id::text, t.name, t.address, t.area_code, t.area_code, t.geometry::geometry,
        greatest(similarity(t.name, wanted), word_similarity(wanted, t.name))::float8 as score
      from compound t where t.name % wanted or wanted <% t.name order by score desc, t.id limit most)
    union all
    (select 3, 'building', t.id::text, coalesce(t.name, t.address), t.address, t.area_code, t.area_code, t.geometry::geometry,
        case when starts_with(compact, t.address) then 0.9 + length(t.address) / 1000.0
          else greatest(similarity(t.name, wanted), similarity(t.address, compact)) end::float8 as score
      from building t
      where t.name % wanted or t.address % compact or (t.address <> '' and starts_with(compact, t.address))
      order by score desc, t.id limit most)
    union all
    (select 4, 'organisation', t.id::text, t.name, t.address, t.area_code, t.area_code, t.geometry::geometry,
        greatest(similarity(t.name, wanted), word_similarity(wanted, t.name))::float8 as score
      from organisation t where t.name % wanted or wanted <% t.name order by score desc, t.id limit most)
    union all
    (select 5, 'facility', t.id::text, t.name, t.address, t.area_code, t.area_code, t.geometry::geometry,
        greatest(similarity(t.name, wanted), word_similarity(wanted, t.name))::float8 as score
      from facility t where t.name % wanted or wanted <% t.name order by score desc, t.id limit most)
    union all
    (select 6, 'road', min(t.id)::text, t.name, null, min(t.area_code), max(t.area_code),
        (array_agg(t.geometry order by t.id))[(count(*) + 1) / 2]::geometry,
        greatest(similarity(t.name, wanted), word_similarity(wanted, t.name))::float8 as score
      from road t where t.name % wanted or wanted <% t.name group by t.name order by score desc, t.name limit most)
    union all
    (select 7, 'place', t.id::text, t.name, null, t.area_code, t.area_code, t.geometry::geometry,
        greatest(similarity(t.name, wanted), word_similarity(wanted, t.name))::float8 as score
      from place t where t.name % wanted or wanted <% t.name order by score desc, t.id limit most)
  ) hit
$$;
