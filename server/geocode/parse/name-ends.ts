import { NAME_UNIT_COST } from './costs.ts';
import { nameKind } from './number-costs.ts';
import { unit, unitKind } from './units.ts';
import { endingAt, wordTable } from './word-table.ts';
import { poiEndings } from './words.ts';

const endings = wordTable(
  [
    [poiEndings.homes, nameKind.homes],
    [poiEndings.rooms, nameKind.rooms],
    [poiEndings.organisation, nameKind.organisation],
    [poiEndings.trade, nameKind.plain],
  ],
  'last',
);
const LONGEST_BRACKET = 24;
const LONG_NAME = 12;
const MERE_WORD = 1;
/** A space within a name. */
const GAP_COST = 1.2;
const opening = '([{【《「『〔〈（';

/**
 * A name without a kind of its own, place by place: what each unit costs in it, what an end before a place costs, what it is by that
 * end. The arrays are used again for the next line.
 */
export class NameEnds {
  unitCost = new Float64Array(0);
  /** For names of two units and more. */
  endCost = new Float64Array(0);
  /** A `nameKind`. */
  kind = new Uint8Array(0);
  /** Letters of the word that it is known by. */
  word = new Uint8Array(0);

  read(text: string, gapBefore: Uint8Array): void {
    const length = text.length;
    if (this.kind.length <= length) {
      this.unitCost = new Float64Array(length * 2 + 2);
      this.endCost = new Float64Array(length * 2 + 2);
      this.kind = new Uint8Array(length * 2 + 2);
      this.word = new Uint8Array(length * 2 + 2);
    }
    for (let at = 0; at < length; at++) {
      this.unitCost[at] = costOfUnit(unitKind(text.charCodeAt(at))) + (gapBefore[at] ? GAP_COST : 0);
      const ending = nameEndingAt(text, at + 1);
      this.kind[at + 1] = ending?.value ?? nameKind.plain;
      this.word[at + 1] = ending?.word.length ?? 0;
      this.endCost[at + 1] = !ending ? 0.4 : ending.value === nameKind.plain || ending.word.length === 1 ? -1 : -2.2;
    }
    cheapenBrackets(text, this.unitCost);
    if (this.endCost[length]! > 0) this.endCost[length] = 0;
  }
}

/** What it costs to end a name at a place. @param isSecond whether it follows another name: then a mere 有限公司 or 大酒店 is the end of that. */
export function leavingCost(ends: NameEnds, from: number, at: number, isSecond: boolean): number {
  const length = at - from;
  if (length === 1) return 2.5;
  return (
    (isSecond && length === ends.word[at] ? MERE_WORD : 0) +
    ends.endCost[at]! +
    (length > LONG_NAME ? 0.3 * (length - LONG_NAME) : 0)
  );
}

/** How a name ends, where it does so in a way that names do; 八楼 and 3园 are no ends of names. */
export function nameEndingAt(text: string, end: number): { word: string; value: number } | undefined {
  const ending = endingAt(endings, text, end);
  if (!ending || ending.word.length > 1 || end < 2) return ending;
  const before = unitKind(text.charCodeAt(end - 2));
  return before === unit.numeral || before === unit.digit ? undefined : ending;
}

function costOfUnit(kind: number): number {
  switch (kind) {
    case unit.digit:
      return 1.6;
    case unit.latin:
      return 0.5;
    case unit.separator:
      return 4;
    default:
      return NAME_UNIT_COST;
  }
}

/** What stands in brackets belongs to the name before them: 兴民五金(东门店). */
function cheapenBrackets(text: string, unitCost: Float64Array): void {
  for (let at = 0; at < text.length; at++) {
    if (!opening.includes(text[at]!)) continue;
    let end = at + 1;
    while (end < text.length && end - at < LONGEST_BRACKET && unitKind(text.charCodeAt(end)) !== unit.bracket) end++;
    if (end < text.length && unitKind(text.charCodeAt(end)) === unit.bracket) {
      unitCost.fill(0.25, at, end + 1);
      at = end;
    }
  }
}
