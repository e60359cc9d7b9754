import { numeralValue } from './parse/numerals.ts';
import { partValue } from './parse/values.ts';

const figure = '[0-9]+|[零一二三四五六七八九十百千两]+';
/** 18号, 18-3号, 十八号之三, 18号附3, 7弄12号; what follows must not make a building of it. */
const afterRoad = new RegExp(
  `^(?:第|no\\.?)?(${figure})(?:号?(?:-|之|附)(?:第|no\\.?)?(${figure})|弄(${figure}))?号?(?!号?[楼幢栋座#单]|室)`,
);
const signed = new RegExp(`^(?:第|no\\.?)?(${figure})#(?!#)`);
const buildingName =
  /^第?(?:[0-9]+[a-z]?|[a-z]|[零一二三四五六七八九十百]+)(?:号|#)?(?:楼|幢|栋|座|号|#|公寓|公寓楼|住宅楼|居民楼)$/;
const bare = /^[0-9a-z]+$/;

/** A number beside a road, and how many characters it takes. */
export interface RoadNumber {
  /** 18, or 18-3. */
  value: string;
  length: number;
}

/**
 * The number that stands right after a road's name.
 * @param after of a normal form in lower case, from the end of the name on. @returns undefined where what stands there is none.
 */
export function roadNumberAt(after: string): RoadNumber | undefined {
  const found = afterRoad.exec(after);
  if (!found) return undefined;
  const [whole, first = '', second, lane] = found;
  // 清河路3-2-501 and 清河路501 are no numbers beside a road.
  if (!whole.includes('号') && (second !== undefined || /^[-0-9a-z]/.test(after.slice(whole.length)))) return undefined;
  const sub = second ?? lane;
  return { value: sub === undefined ? plain(first) : `${plain(first)}-${plain(sub)}`, length: whole.length };
}

/** The same of a number with the sign that stands for both 号 and 幢, as 18#. */
export function signedNumberAt(after: string): RoadNumber | undefined {
  const [whole, first = ''] = signed.exec(after) ?? [];
  return whole === undefined ? undefined : { value: plain(first), length: whole.length };
}

/** A text that is a number beside a road and nothing else, as 18号 and 18-3号. */
export function wholeNumber(text: string): RoadNumber | undefined {
  const found = text.endsWith('号') ? roadNumberAt(text) : signedNumberAt(text);
  return found?.length === text.length ? found : undefined;
}

/** The number of a building by its name, as 3 of 3幢 and A of A座; undefined of a name that is none. */
export function buildingNumber(name: string): string | undefined {
  if (bare.test(name)) return plain(name);
  if (!buildingName.test(name)) return undefined;
  const value = partValue('building', name);
  return value === name ? undefined : value.toLowerCase();
}

/** The number of a unit by its name, as 2 of 二单元. */
export function unitNumber(name: string): string {
  return partValue('unit', name).toLowerCase();
}

/** The same door however it is written: 0501, 501室 and 2-501 are 501, 五零一 too. */
export function doorKey(door: string): string {
  const own = door.slice(door.lastIndexOf('-') + 1);
  const value = numeralValue(own.replace(/[室号户房]$/, ''));
  if (!Number.isNaN(value)) return String(value);
  return own
    .toLowerCase()
    .replace(/[^0-9a-z一-鿿]|[室号户房]$/g, '')
    .replace(/^0+/, '');
}

function plain(number: string): string {
  const value = numeralValue(number);
  return Number.isNaN(value) ? number.replace(/^0+(?=.)/, '') : String(value);
}
