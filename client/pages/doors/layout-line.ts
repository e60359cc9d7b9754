import {
  type DoorAct,
  type DoorUse,
  highestFloor,
  longestName,
  lowestFloor,
} from '../../../server/api/door-plans/schema.ts';

export type LayOut = DoorAct & { kind: 'lay_out' };

/** What is wrong with a line, by key of its words, and where, in characters from 0. */
export interface LineFault {
  reason: 'floors' | 'doors' | 'zero' | 'floor_range' | 'unit_range' | 'door_range' | 'name' | 'rest';
  at: number;
}

/** What a line says: the acts of its clauses, or the first fault. An empty line says nothing. */
export type Line = { acts: LayOut[] } | { fault: LineFault };

class Fault extends Error {
  constructor(readonly fault: LineFault) {
    super(fault.reason);
  }
}

const useWords: readonly [pattern: RegExp, use: DoorUse][] = [
  [/(商铺|门面|店铺|shops?)/iy, 'shop'],
  [/(车库|车位|garages?)/iy, 'garage'],
  [/(住宅|homes?|flats?)/iy, 'home'],
];
/** What the only door of a floor is called where a use, and no door, is named. */
const soleNames = { shop: '商铺', garage: '车库' } as const;
const separators = /[\s,，、]*/y;
const joiner = /\s*[,，、]\s*/y;
const dash = /\s*[-–—~～至到]\s*/y;

/** Reads `1-2单元 1-33层 01-04 不含 4、13、14；-2--1 车库`, in Chinese or English; clauses end with a semicolon. */
export function readLine(text: string, unitNos: readonly number[]): Line {
  try {
    const acts: LayOut[] = [];
    let units = unitNos;
    for (const { clause, from } of clausesOf(text)) {
      const act = new Clause(text, from, from + clause.length).read(units);
      units = act.unit_nos;
      acts.push(act);
    }
    return { acts };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault };
    throw error;
  }
}

/** A line that reads as these acts. */
export function writeLine(acts: readonly LayOut[]): string {
  return acts.map(writeClause).join('；');
}

function writeClause({ unit_nos, floors, doors, skip, door_use }: LayOut): string {
  const use = door_use === 'shop' ? '商铺' : door_use === 'garage' ? '车库' : '';
  const sole = door_use !== 'home' && doors.length === 1 && doors[0] === soleNames[door_use];
  const parts = [
    `${unit_nos.join('、')}单元`,
    `${floors.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join('、')}层`,
    use,
    sole ? '' : doors.join('、'),
    skip.length ? `不含${skip.join('、')}` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

function clausesOf(text: string): { clause: string; from: number }[] {
  const found: { clause: string; from: number }[] = [];
  let from = 0;
  for (const clause of text.split(/[;；]/)) {
    if (clause.trim() !== '') found.push({ clause, from });
    from += clause.length + 1;
  }
  return found;
}

/** One clause, read from left to right. */
class Clause {
  constructor(
    private readonly text: string,
    private at: number,
    private readonly end: number,
  ) {}

  read(given: readonly number[]): LayOut {
    const unit_nos = this.units() ?? given;
    let door_use = this.use();
    const floors = this.floors();
    door_use ??= this.use();
    let doors = this.doors();
    door_use ??= this.use();
    if (doors.length === 0) {
      if (!door_use || door_use === 'home') throw this.wrong('doors');
      doors = [soleNames[door_use]];
    }
    const skip = this.skip();
    this.take(/\s*/y);
    if (this.at < this.end) throw this.wrong('rest');
    return { kind: 'lay_out', unit_nos, floors, skip, doors, door_use: door_use ?? 'home' };
  }

  /** Takes what a sticky pattern finds here. */
  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text.slice(0, this.end));
    if (found) this.at += found[0].length;
    return found;
  }

  private wrong(reason: LineFault['reason'], at = this.at): Fault {
    return new Fault({ reason, at: Math.min(at, this.text.length) });
  }

  /** Null where no unit is named. */
  private units(): number[] | null {
    this.take(separators);
    const begin = this.at;
    const named = this.take(/units?\s*/iy);
    const ranges = this.ranges();
    if (ranges && (named || this.take(/\s*(单元|units?|u)(?![a-z])/iy))) {
      const found = ranges.flatMap(({ from, to }) => steps(from, to));
      if (found.some((number) => number < 1 || number > 99)) throw this.wrong('unit_range', begin);
      return [...new Set(found)];
    }
    this.at = begin;
    return null;
  }

  private floors(): { from: number; to: number }[] {
    this.take(separators);
    const begin = this.at;
    this.take(/(floors?|第)\s*/iy);
    const ranges = this.ranges();
    if (!ranges) throw this.wrong('floors');
    this.take(/\s*(层|楼|floors?|f)(?![a-z])/iy);
    for (const { from, to } of ranges) {
      if (from === 0 || to === 0) throw this.wrong('zero', begin);
      if (Math.min(from, to) < lowestFloor || Math.max(from, to) > highestFloor) throw this.wrong('floor_range', begin);
    }
    return ranges;
  }

  private use(): DoorUse | undefined {
    this.take(separators);
    return useWords.find(([pattern]) => this.take(pattern))?.[1];
  }

  /** What tells the doors of a floor apart; empty where none is named. */
  private doors(): string[] {
    this.take(separators);
    this.take(/(每层|each|per floor)\s*/iy);
    const begin = this.at;
    const count = this.take(/(\d{1,3})\s*(户|doors?)/iy);
    if (count) {
      const most = Number(count[1]);
      if (most < 1 || most > 100) throw this.wrong('door_range', begin);
      return steps(1, most).map((number) => padded(number, 2));
    }
    const found: string[] = [];
    do {
      const named = this.door();
      if (named.length === 0) break;
      found.push(...named);
    } while (this.take(joiner));
    if (found.length > 100) throw this.wrong('door_range', begin);
    if (found.some((name) => [...name].length > longestName - 4)) throw this.wrong('name', begin);
    return [...new Set(found)];
  }

  private door(): string[] {
    const begin = this.at;
    const first = this.take(/\d{1,4}(?!\d)|[A-Za-z](?![A-Za-z])/y)?.[0];
    if (first === undefined) return [];
    const before = this.at;
    const last = this.take(dash) && this.take(/\d{1,4}(?!\d)|[A-Za-z](?![A-Za-z])/y)?.[0];
    if (!last) {
      this.at = before;
      return [isNumber(first) ? padded(Number(first), first.length) : first.toUpperCase()];
    }
    if (isNumber(first) !== isNumber(last)) throw this.wrong('door_range', begin);
    if (isNumber(first)) {
      if (Math.abs(Number(first) - Number(last)) > 99) throw this.wrong('door_range', begin);
      return steps(Number(first), Number(last)).map((number) => padded(number, first.length));
    }
    const code = (letter: string) => letter.toUpperCase().charCodeAt(0);
    return steps(code(first), code(last)).map((letter) => String.fromCharCode(letter));
  }

  private skip(): number[] {
    this.take(separators);
    if (!this.take(/(不含|跳过|没有|无|除|without|skip|no)\s*/iy)) return [];
    const ranges = this.ranges();
    if (!ranges) throw this.wrong('floors');
    this.take(/\s*(层|楼|floors?|f)(?![a-z])/iy);
    return [...new Set(ranges.flatMap(({ from, to }) => steps(from, to)))].filter((floor) => floor !== 0);
  }

  /** `1-33、35`, `-2--1`, `B2-B1`; null where no number stands here. */
  private ranges(): { from: number; to: number }[] | null {
    const found: { from: number; to: number }[] = [];
    do {
      const from = this.whole();
      if (from === null) return found.length > 0 ? found : null;
      const before = this.at;
      const to = this.take(dash) ? this.whole() : from;
      if (to === null) this.at = before;
      if (Math.abs(from) > 999 || Math.abs(to ?? from) > 999) throw this.wrong('floor_range', before);
      found.push({ from, to: to ?? from });
    } while (this.take(joiner));
    return found;
  }

  private whole(): number | null {
    const found = this.take(/(-|B|地下)?(\d{1,4})(?!\d)/iy);
    if (!found) return null;
    const value = Number(found[2]);
    return found[1] === undefined ? value : 0 - value;
  }
}

const isNumber = (text: string) => /^\d/.test(text);
const padded = (value: number, width: number) => String(value).padStart(Math.max(2, width), '0');

/** Whole numbers from one to another, both included, whichever is greater. */
function steps(from: number, to: number): number[] {
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, place) => from + step * place);
}
