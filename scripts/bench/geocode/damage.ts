import type { Random } from '../../../server/simulator/random.ts';

/** An address in its levels, as a register would write it; what is empty is not said. */
export interface Levels {
  district: string;
  street: string;
  community: string;
  road: string;
  /** With 号. */
  number: string;
  compound: string;
  building: string;
  unit: string;
  door: string;
}
/** What else may be said: names of before, and whether a level can be left out without the address meaning another door. */
export interface Leeway {
  past: Partial<Record<keyof Levels, readonly string[]>>;
  oneUnit: boolean;
}

export const damages = ['dropped levels', 'digits in characters', 'typing error', 'swapped order', 'old name'] as const;
export type Damage = (typeof damages)[number];

const order = ['district', 'street', 'community', 'road', 'number', 'compound', 'building', 'unit', 'door'] as const;
const names = ['street', 'community', 'road', 'compound'] as const;
const figures = '零一二三四五六七八九';
const wrong = '的兰华明光天文海山水林新东平安长金玉石花春江月星云风';
const simplified = '单号楼栋兰园庄区华龙桥东门丽凤荣阳宝锦丰学书';
const traditional = '單號樓棟蘭園莊區華龍橋東門麗鳳榮陽寶錦豐學書';

/** Does one kind of damage to an address; undefined where it has nothing that could be damaged so. */
export function damaged(levels: Levels, kind: Damage, leeway: Leeway, random: Random): Levels | string | undefined {
  switch (kind) {
    case 'dropped levels':
      return dropped(levels, leeway, random);
    case 'digits in characters':
      return inCharacters(levels, random);
    case 'typing error':
      return mistyped(levels, random);
    case 'swapped order':
      return swapped(levels, random);
    case 'old name':
      return renamed(levels, leeway, random);
  }
}

/** The address in one line, from the largest level down. */
export function written(levels: Levels): string {
  return order.map((level) => levels[level]).join('');
}

/** Areas, and of road and compound one, where the other finds the place too. */
function dropped(levels: Levels, { oneUnit }: Leeway, random: Random): Levels {
  const left = { ...levels };
  for (const level of ['district', 'street', 'community'] as const) if (random.chance(0.7)) left[level] = '';
  if (levels.compound !== '' && levels.building !== '' && random.chance(0.7)) {
    if (random.chance(0.7)) [left.road, left.number] = ['', ''];
    else left.compound = '';
  }
  if (oneUnit && random.chance(0.5)) left.unit = '';
  return left;
}

function inCharacters(levels: Levels, random: Random): Levels {
  const left = { ...levels };
  const building = /^(\d+)幢$/.exec(levels.building)?.[1];
  const unit = /^(\d+)单元$/.exec(levels.unit)?.[1];
  const style = random.integer(0, 5);
  if (style === 0 && building && unit) {
    left.building = `${building}-`;
    left.unit = `${unit}-`;
  } else {
    if (building)
      left.building = random.pick([
        `${spoken(building)}号楼`,
        `${building}#`,
        `${building}栋`,
        `${spoken(building)}幢`,
        `${building}号楼`,
      ]);
    if (unit) left.unit = random.pick([`${spoken(unit)}单元`, `第${spoken(unit)}单元`, `${unit}单元`]);
    if (random.chance(0.5))
      left.door = random.pick([read(levels.door), spoken(levels.door)]) + random.pick(['', '室', '号']);
  }
  if (levels.number !== '' && !levels.number.includes('-') && random.chance(0.5))
    left.number = `${spoken(levels.number.replace('号', ''))}号`;
  if (style === 1) for (const level of order) left[level] = wide(left[level]);
  if (style === 2) for (const level of order) left[level] = old(left[level]);
  return left;
}

function mistyped(levels: Levels, random: Random): Levels {
  const level = random.pick(names.filter((one) => levels[one].length > 2));
  const letters = [...levels[level]];
  const how = random.integer(0, 3);
  // The last character, which says of what kind the name is, is no better typed than the others.
  const at = random.integer(0, letters.length - (how === 3 ? 2 : 1));
  if (how === 0) letters[at] = random.pick([...wrong].filter((letter) => letter !== letters[at]));
  else if (how === 1) letters.splice(at, 1);
  else if (how === 2) letters.splice(at, 0, letters[at]!);
  else [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
  return { ...levels, [level]: letters.join('') };
}

function swapped(levels: Levels, random: Random): string {
  const { district, street, community, road, number, compound, building, unit, door } = levels;
  const areas = district + street + community;
  const [atRoad, home] = [road + number, compound + building + unit + door];
  const forms = [`${community}${street}${atRoad}${home}`, `${atRoad}${home}${areas}`];
  if (areas !== '') forms.push(`${atRoad}${home}（${areas}）`);
  if (unit !== '') forms.push(`${home}，${areas}${atRoad}`);
  if (compound !== '') {
    forms.push(`${areas}${compound}${atRoad}${building}${unit}${door}`);
    if (atRoad !== '') forms.push(`${compound}(${atRoad})${building}${unit}${door}`);
  }
  return random.pick(forms);
}

function renamed(levels: Levels, { past }: Leeway, random: Random): Levels | undefined {
  const known = names.filter((level) => (past[level]?.length ?? 0) > 0 && levels[level] !== '');
  if (known.length === 0) return undefined;
  const level = random.pick(known);
  return { ...levels, [level]: random.pick(past[level]!) };
}

/** 三十二 of 32, 五百零一 of 501. */
function spoken(number: string): string {
  const value = Number(number);
  if (!Number.isInteger(value) || value <= 0 || value > 9999) return number;
  let text = '';
  let gap = false;
  for (const [unit, word] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) gap = text !== '';
    else {
      text += (gap ? '零' : '') + (digit === 1 && unit === 10 && text === '' ? '' : figures[digit]!) + word;
      gap = false;
    }
  }
  return text;
}

/** 五零一 of 501. */
function read(number: string): string {
  return number.replace(/[0-9]/g, (digit) => figures[Number(digit)]!);
}

function wide(text: string): string {
  return text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}

function old(text: string): string {
  return [...text]
    .map((letter) => (simplified.includes(letter) ? traditional[simplified.indexOf(letter)] : letter))
    .join('');
}
