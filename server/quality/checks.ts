import { readCatalogues } from '../api/codes/catalogues.ts';
import type { QualityCode, QualityGroup, QualityLayer } from '../api/quality/schema.ts';
import { staleBefore } from '../api/registers/freshness.ts';
import { type Field, fieldsOf, type Register } from '../api/registers/schema.ts';
import type { Database } from '../db/open.ts';

type Fragment = ReturnType<Database>;

/** One thing that rows of a layer are looked at for. */
export interface RowCheck {
  group: QualityGroup;
  code: QualityCode;
  field: string | null;
  /** Of the row `t`; of units and households also of their building `b`. */
  condition: (sql: Database, today: string) => Fragment;
}

/** Kinds of buildings that people live in, as OpenStreetMap calls them. */
const homes = [
  'residential',
  'apartments',
  'house',
  'detached',
  'terrace',
  'dormitory',
  'bungalow',
  'semidetached_house',
];
const catalogues = readCatalogues();

/** Layers whose rows are looked through one by one. */
export const checkedLayers = [
  'compound',
  'building',
  'unit',
  'household',
  'organisation',
  'facility',
  'device',
  'incident',
] as const satisfies readonly QualityLayer[];
export type CheckedLayer = (typeof checkedLayers)[number];

const emptied = (field: Field): RowCheck => ({
  ...{ group: 'fields', code: 'empty', field: field.name },
  condition: (sql) =>
    field.kind === 'text' ? sql`coalesce(t.${sql(field.name)}, '') = ''` : sql`t.${sql(field.name)} is null`,
});
const unknown = (name: string, ids: readonly string[]): RowCheck => ({
  ...{ group: 'fields', code: 'unknown_value', field: name },
  condition: (sql) => sql`t.${sql(name)} <> all (${ids as string[]}::text[])`,
});
const stale = (register: Register): RowCheck => ({
  ...{ group: 'freshness', code: 'stale', field: null },
  condition: (sql, today) => sql`t.confirmed_on < ${staleBefore(register, today)!}::date`,
});
const neverConfirmed: RowCheck = {
  ...{ group: 'freshness', code: 'never_confirmed', field: null },
  condition: (sql) => sql`t.confirmed_on is null`,
};
const door = (code: QualityCode, condition: RowCheck['condition']): RowCheck => ({
  ...{ group: 'doors', code, field: null },
  condition,
});

/** What a register's fields say by themselves: those that may be empty, and those with a catalogue. */
function ofFields(register: Register): RowCheck[] {
  return fieldsOf[register].flatMap((field) => {
    if (field.catalogue)
      return [
        unknown(
          field.name,
          catalogues[field.catalogue].map(({ id }) => id),
        ),
      ];
    return field.required || field.kind === 'place' || field.kind === 'outline' ? [] : [emptied(field)];
  });
}

/** What the rows of each layer are looked at for. Of persons nothing is: how many were never confirmed goes by their doors. */
export const checksOf: Record<CheckedLayer, readonly RowCheck[]> = {
  compound: [...ofFields('compound'), stale('compound'), neverConfirmed],
  building: [
    ...ofFields('building'),
    stale('building'),
    neverConfirmed,
    door(
      'home_without_unit',
      (sql) => sql`t.kind = any (${homes}::text[]) and not exists (select from unit u where u.building_id = t.id)`,
    ),
  ],
  unit: [door('unit_without_door', (sql) => sql`not exists (select from household h where h.unit_id = t.id)`)],
  household: [
    stale('household'),
    neverConfirmed,
    door('floor_above_roof', (sql) => sql`t.floor > b.floor_count or t.floor < -b.basement_count`),
  ],
  organisation: [...ofFields('organisation'), stale('organisation'), neverConfirmed],
  facility: [...ofFields('facility'), stale('facility'), neverConfirmed],
  device: [...ofFields('device'), stale('device'), neverConfirmed],
  incident: [
    unknown(
      'category',
      catalogues['incident-category'].map(({ id }) => id),
    ),
  ],
};

/** A layer's check by its code and field; undefined where it has none. */
export function checkOf(
  layer: QualityLayer | undefined,
  code: QualityCode,
  field: string | undefined,
): RowCheck | undefined {
  const checks = checkedLayers.find((one) => one === layer);
  return checks && checksOf[checks].find((one) => one.code === code && one.field === (field ?? null));
}
