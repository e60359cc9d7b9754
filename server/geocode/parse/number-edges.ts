import { type Edges, edgeKind, type NumberToken } from './edges.ts';
import { numeralValue } from './numerals.ts';
import { unit, unitKind } from './units.ts';
import { beginningAt, wordTable } from './word-table.ts';
import { type NumberKind, numberEndings } from './words.ts';

const endings = wordTable(
  (Object.keys(numberEndings) as (keyof typeof numberEndings)[]).map((kind) => [numberEndings[kind], kind] as const),
  'first',
);
const beforeNumbers = wordTable([['第 负 地下 甲 乙 丙 丁 东 西 南 北', true]], 'first');
const NUMERAL_COST = 0.2;
const MOST_IN_CHAIN = 4;
const LONGEST_NUMBER = 12;
const WIDEST_RANGE = 20;
const MOST_BRANCHES = 3;
/** Six digits alone are a postcode; more are a telephone or the number of a parcel. */
const POSTCODE_DIGITS = 6;

/** The numbers that can begin at `from`: one with its word, and a run of them joined by dashes. */
export function numberEdges(text: string, from: number, edges: Edges): void {
  if (from > 0 && isInNumber(text, from)) return;
  const first = numberAt(text, from);
  if (!first) return;
  if (first.says === 'bare' && POSTCODE_DIGITS <= first.digits && first.digits === first.to - from) {
    edges.add(from, edgeKind.filler, first.to, 0.5);
    if (first.digits !== POSTCODE_DIGITS) return;
  }
  const isLooseNumeral = first.isNumeral && first.says === 'bare';
  addNumbers(edges, edgeKind.number, [first], (first.isNumeral ? NUMERAL_COST : 0) + (isLooseNumeral ? 1.5 : 0));
  const parts = glued(text, first);
  if (parts) addNumbers(edges, edgeKind.chain, parts, -0.3);
  const joined = chainFrom(text, first);
  if (joined.length > 1) addNumbers(edges, edgeKind.chain, joined, 0);
  const whole = joined.length === 2 ? oneNumber(joined[0]!, joined[1]!) : undefined;
  if (whole) addNumbers(edges, edgeKind.number, [whole], -0.5);
}

function addNumbers(edges: Edges, kind: number, numbers: NumberToken[], cost: number): void {
  edges.add(numbers[0]!.from, kind, numbers.at(-1)!.to, cost, numbers.length, edges.numbers.length);
  edges.numbers.push(...numbers);
}

/** Whether a place is in the middle of digits and letters, or of a numeral. */
function isInNumber(text: string, at: number): boolean {
  const [before, here] = [unitKind(text.charCodeAt(at - 1)), unitKind(text.charCodeAt(at))];
  if (here === unit.numeral) return before === unit.numeral;
  return (here === unit.digit || here === unit.latin) && (before === unit.digit || before === unit.latin);
}

/** 9B1161室: a building or wing, and a room in it. */
function glued(text: string, number: NumberToken): NumberToken[] | undefined {
  if (unitKind(text.charCodeAt(number.from)) !== unit.digit || number.digits === number.to - number.from)
    return undefined;
  const [whole, house = ''] = /^([0-9]{0,2}[A-Za-z])[0-9]{3,4}(?![0-9])/.exec(text.slice(number.from, number.to)) ?? [];
  if (!whole) return undefined;
  const middle = number.from + house.length;
  const room = numberAt(text, middle);
  if (!room) return undefined;
  return [{ ...number, to: middle, says: 'bare', digits: house.length - 1 }, room];
}

/** 806-808号 and 12-1号 are the number of one house, 1703-2 of one room. */
function oneNumber(first: NumberToken, second: NumberToken): NumberToken | undefined {
  const isRange =
    second.value > first.value && second.value - first.value <= WIDEST_RANGE && second.digits === first.digits;
  const isBranch = second.value <= MOST_BRANCHES && (second.says === 'number' || first.digits > 2);
  return isRange || isBranch ? { ...second, from: first.from, value: first.value, digits: first.digits } : undefined;
}

function chainFrom(text: string, first: NumberToken): NumberToken[] {
  const numbers = [first];
  while (numbers.length < MOST_IN_CHAIN && numbers.at(-1)!.says === 'bare') {
    let next = numbers.at(-1)!.to;
    while (text[next] === '-' || text[next] === '_' || text[next] === '/') next++;
    if (next === numbers.at(-1)!.to) break;
    const number = numberAt(text, next);
    if (!number) break;
    numbers.push(number);
  }
  return numbers;
}

function numberAt(text: string, from: number): NumberToken | undefined {
  const kind = unitKind(text.charCodeAt(from));
  if (kind === unit.digit || kind === unit.latin) return tokenAt(text, from, from);
  if (kind === unit.numeral) return numeralAt(text, from, from);
  const prefix = beginningAt(beforeNumbers, text, from);
  if (!prefix) return undefined;
  const start = from + prefix.word.length;
  const token = tokenAt(text, from, start) ?? numeralAt(text, from, start);
  return token && token.says !== 'bare' ? token : undefined;
}

/** Digits and letters, as 1201, A3, 12B. */
function tokenAt(text: string, from: number, start: number): NumberToken | undefined {
  let end = start;
  let digits = 0;
  for (; end < text.length && end - start < LONGEST_NUMBER; end++) {
    const kind = unitKind(text.charCodeAt(end));
    if (kind === unit.digit) digits++;
    else if (kind !== unit.latin) break;
  }
  const length = end - start;
  if (length === 0 || (digits === 0 && length > 2)) return undefined;
  const value = digits === length ? Number(text.slice(start, end)) : Number.NaN;
  const number = { from, to: end, says: 'bare', value, digits, isNumeral: false };
  // 8F is the eighth floor.
  const last = text[end - 1];
  if (digits === length - 1 && digits > 0 && (last === 'F' || last === 'f'))
    return { ...number, says: 'floor', value: Number(text.slice(start, end - 1)) };
  const ending = beginningAt(endings, text, end);
  if (!ending && digits === 0 && length > 1) return undefined;
  if (ending) {
    number.to = end + ending.word.length;
    number.says = ending.value;
  }
  return number;
}

function numeralAt(text: string, from: number, start: number): NumberToken | undefined {
  let end = start;
  while (end < text.length && end - start < LONGEST_NUMBER && unitKind(text.charCodeAt(end)) === unit.numeral) end++;
  if (end === start) return undefined;
  const ending = beginningAt(endings, text, end);
  const value = numeralValue(text.slice(start, end));
  const digits = Number.isNaN(value) ? 0 : String(value).length;
  const says: NumberKind = ending?.value ?? 'bare';
  return { from, to: end + (ending?.word.length ?? 0), says, value, digits, isNumeral: true };
}
