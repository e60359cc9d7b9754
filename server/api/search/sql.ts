import type { PendingQuery, Row } from 'postgres';
import type { Database } from '../../db/open.ts';
import type { SearchHit } from './schema.ts';
import { escapeLike, type SearchTerms } from './terms.ts';

type Expression = PendingQuery<Row[]>;

/** A text holds a word, in any case. Plain `like` is many times faster, and all the same to Chinese and digits. */
function holds(sql: Database, text: Expression, word: string) {
  const pattern = `%${escapeLike(word)}%`;
  return word === word.toUpperCase() ? sql`${text} like ${pattern}` : sql`${text} ilike ${pattern}`;
}

/** Every word occurs in one of the texts. */
function everyWord(sql: Database, texts: Expression[], words: string[]) {
  const anywhere = (word: string) =>
    texts.map((text) => holds(sql, text, word)).reduce((any, one) => sql`${any} or ${one}`);
  return words.map((word) => sql`(${anywhere(word)})`).reduce((all, one) => sql`${all} and ${one}`);
}

/** 0 the very name or address, 1 begins with it, 2 holds it. */
function rank(sql: Database, terms: SearchTerms, name: Expression, address: Expression) {
  const begins = `${escapeLike(terms.wanted)}%`;
  const addressBegins = `${escapeLike(terms.compact)}%`;
  return sql`case when lower(${name}) = ${terms.wanted} or lower(${address}) = ${terms.compact} then 0
    when ${name} ilike ${begins} or ${address} ilike ${addressBegins} then 1 else 2 end`;
}

interface Source {
  order: number;
  kind: SearchHit['kind'];
  table: string;
  /** Has an address, which is shown but not searched: a house number would bring up all its shops. */
  addressed: boolean;
}
const named: Source[] = [
  { order: 2, kind: 'compound', table: 'compound', addressed: true },
  { order: 4, kind: 'organisation', table: 'organisation', addressed: true },
  { order: 5, kind: 'facility', table: 'facility', addressed: true },
  { order: 7, kind: 'place', table: 'place', addressed: false },
];

function namedHits(sql: Database, terms: SearchTerms, most: number, source: Source): Expression {
  const address = source.addressed ? sql`t.address` : sql`null::text`;
  return sql`(select ${source.order}::int as kind_order, ${source.kind}::text as kind, t.id::text as id, t.name,
      ${address} as address, t.area_code, t.area_code as last_code, t.geometry::geometry as shape,
      ${rank(sql, terms, sql`t.name`, sql`null::text`)} as rank
    from ${sql(source.table)} t where ${everyWord(sql, [sql`t.name`], terms.words)}
    order by rank, length(t.name), t.name, t.id limit ${most})`;
}

function areaHits(sql: Database, terms: SearchTerms, most: number): Expression {
  const digits = /^\d{2,18}$/.test(terms.compact);
  const byCode = digits ? sql`or (a.area_code >= ${terms.compact} and a.area_code < ${`${terms.compact}:`})` : sql``;
  return sql`(select 1 as kind_order, 'area' as kind, a.area_code as id, a.name, null::text as address,
      a.parent_code as area_code, a.parent_code as last_code, a.label_point::geometry as shape,
      ${rank(sql, terms, sql`a.name`, sql`a.area_code`)} as rank
    from area a where (${everyWord(sql, [sql`a.name`], terms.words)}) ${byCode}
    order by rank, a.area_code limit ${most})`;
}

/** By name or address; of several words one may also be in the compound's name, as in 清河花园 3幢. */
function buildingHits(sql: Database, terms: SearchTerms, most: number): Expression {
  const several = terms.words.length > 1;
  const texts = [sql`t.name`, sql`t.address`, ...(several ? [sql`c.name`] : [])];
  return sql`(select 3 as kind_order, 'building' as kind, t.id::text as id, coalesce(t.name, t.address) as name,
      t.address, t.area_code, t.area_code as last_code, t.geometry::geometry as shape,
      ${rank(sql, terms, sql`t.name`, sql`t.address`)} as rank
    from building t ${several ? sql`left join compound c on c.id = t.compound_id` : sql``}
    where coalesce(t.name, t.address) is not null and ${everyWord(sql, texts, terms.words)}
    order by rank, length(t.name), t.name, length(t.address), t.address, t.id limit ${most})`;
}

/** Roads of one name are one hit, at the middle one of their pieces. */
function roadHits(sql: Database, terms: SearchTerms, most: number): Expression {
  return sql`(select 6 as kind_order, 'road' as kind, min(t.id)::text as id, t.name, null::text as address,
      min(t.area_code) as area_code, max(t.area_code) as last_code,
      (array_agg(t.geometry order by t.id))[(count(*) + 1) / 2]::geometry as shape,
      ${rank(sql, terms, sql`t.name`, sql`null::text`)} as rank
    from road t where ${everyWord(sql, [sql`t.name`], terms.words)}
    group by t.name order by rank, length(t.name), t.name limit ${most})`;
}

const shown = (sql: Database) => sql`hit.kind, hit.id, hit.name, lon_lat(hit.shape) as centre,
  case when hit.address <> hit.name then hit.address else area_names(hit.area_code, hit.last_code) end as detail`;

/** Among hits that are equally good: the shorter name, then the shorter address, then the older row. */
const nearest = (sql: Database) =>
  sql`length(hit.name), hit.name, length(hit.address), hit.address, length(hit.id), hit.id`;

/** Hits that hold every word: exact ones first, then those that begin with it, then the rest; each by kind. */
export function findHolding(sql: Database, terms: SearchTerms, most: number): Promise<SearchHit[]> {
  const parts = [
    areaHits(sql, terms, most),
    buildingHits(sql, terms, most),
    roadHits(sql, terms, most),
    ...named.map((source) => namedHits(sql, terms, most, source)),
  ];
  return sql<SearchHit[]>`
    select ${shown(sql)} from (
      select hit.* from (${parts.reduce((all, part) => sql`${all} union all ${part}`)}) hit
      order by rank, kind_order, ${nearest(sql)} limit ${most}) hit
    order by rank, kind_order, ${nearest(sql)}`;
}

/** Hits that look alike, the most alike first, then by kind. */
export function findAlike(sql: Database, terms: SearchTerms, most: number): Promise<SearchHit[]> {
  return sql<SearchHit[]>`
    select ${shown(sql)} from (
      select hit.* from search_alike(${terms.wanted}, ${terms.compact}, ${most}::int) hit
      order by score desc, kind_order, ${nearest(sql)} limit ${most}) hit
    order by score desc, kind_order, ${nearest(sql)}`;
}
