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
  ],
  'last',
);
const LONGEST_BRACKET = 24;
const opening = '([{【《「『〔〈（';

/** A name without a kind of its own, place by place: what each unit costs in it, what an end there costs, what it is by its end. */
export interface NameEnds {
  unitCost: Float64Array;
  /** For names of two units and more that end before a place. */
  endCost: Float64Array;
  kind: Uint8Array;
}

export function nameEnds(text: string, gapBefore: Uint8Array): NameEnds {
  const length = text.length;
  const unitCost = new Float64Array(length);
  const endCost = new Float64Array(length + 1);
  const kind = new Uint8Array(length + 1);
  for (let at = 0; at < length; at++) {
    unitCost[at] = costOfUnit(unitKind(text.charCodeAt(at)));
    if (gapBefore[at]) unitCost[at] = unitCost[at]! + 1.2;
    const ending = nameEndingAt(text, at + 1);
    kind[at + 1] = ending?.value ?? nameKind.plain;
    endCost[at + 1] = ending ? (ending.word.length > 1 ? -2.2 : -1) : 0.4;
  }
  cheapenBrackets(text, unitCost);
  if (endCost[length]! > 0) endCost[length] = 0;
  return { unitCost, endCost, kind };
}

/** How a name ends, where it does so in a way that names do; 八楼 and 3园 are no ends of names. */
export function nameEndingAt(text: string, end: number): { word: string; value: number } | undefined {
  const ending = endingAt(endings, text, 0, end);
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
