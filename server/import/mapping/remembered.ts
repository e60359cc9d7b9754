import { plainForm, sheetOf } from './plain-form.ts';
import type { RememberedColumn } from './types.ts';

/** What was settled of a column before. */
interface Before {
  /** Confidence by field. */
  shares: ReadonlyMap<string, number>;
  /** All columns together are those of a sheet that was settled before; what is in no field then was left out. */
  isSheet: boolean;
}

/** By the column's name in the file. */
export type RememberedFields = ReadonlyMap<string, Before>;

const SHEET = 0.99;
const ONCE = 0.94;
const AGAIN = 0.01;
const MOST_AGAIN = 4;
/** A name that only reads the same, as in other signs or case. */
const ALIKE = 0.97;

/**
 * What people have settled of these columns before. Where the same set of columns came before, that decides alone; else each column for
 * itself, the more often and the more alike the surer.
 */
export function rememberedFields(
  columns: readonly string[],
  remembered: readonly RememberedColumn[],
): RememberedFields {
  const sheet = sheetOf(columns);
  const sheets = remembered.filter((one) => one.sheet === sheet);
  const singles = remembered.filter((one) => one.sheet === '' && one.field !== '');
  const found = new Map<string, Before>();
  for (const column of columns) {
    const plain = plainForm(column);
    if (sheets.length > 0) {
      const last = most(sheets.filter((one) => plainForm(one.column) === plain));
      found.set(column, { shares: new Map(last && last.field !== '' ? [[last.field, SHEET]] : []), isSheet: true });
      continue;
    }
    const exact = singles.filter((one) => one.column === column);
    const like = exact.length > 0 ? exact : singles.filter((one) => plainForm(one.column) === plain);
    if (like.length === 0) continue;
    const all = like.reduce((sum, { times }) => sum + times, 0);
    const share = ({ times }: RememberedColumn) =>
      (ONCE + AGAIN * Math.min(times - 1, MOST_AGAIN)) * (exact.length > 0 ? 1 : ALIKE) * (0.5 + (0.5 * times) / all);
    found.set(column, { shares: new Map(like.map((one) => [one.field, share(one)])), isSheet: false });
  }
  return found;
}

function most(remembered: readonly RememberedColumn[]): RememberedColumn | undefined {
  return remembered.reduce<RememberedColumn | undefined>(
    (best, one) => (one.times > (best?.times ?? 0) ? one : best),
    undefined,
  );
}
