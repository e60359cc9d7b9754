import { plainNumber } from '../numbers.ts';
import { bareForm, plainForm } from './plain-form.ts';
import { type Profile, shareOf } from './profile.ts';
import type { FieldCode, FieldToFill, Reason } from './types.ts';
import * as looks from './value-shapes.ts';

/** How well what a column holds fits a field. */
export interface ContentFit {
  /** −1: it cannot be that, 0: it says nothing, 1: it is that. */
  support: number;
  /** Confidence from the content alone, 0 where the like may stand in any column. */
  alone: number;
  reason: Reason;
}

/** Values whose address is taken apart: the parser takes some 20 µs for each. */
const ADDRESSES = 40;
/** Different values beyond which a column is no list. */
const MOST_CODES = 100;
const MOSTLY = 0.8;

/** How well what a column holds fits a field. Values are never in the reason. */
export function contentFit(profile: Profile, field: FieldToFill): ContentFit {
  if (profile.filled === 0) return judged(0, 0, '这一列是空的', 'the column is empty');
  if (field.codes) return codesFit(profile, field.codes, field);
  return ofItsOwn[field.name]?.(profile) ?? byType(profile, field);
}

const codeNames = new WeakMap<readonly FieldCode[], ReadonlySet<string>>();

/** All that codes are called, plainly. */
function namesOf(codes: readonly FieldCode[]): ReadonlySet<string> {
  const made =
    codeNames.get(codes) ??
    new Set(codes.flatMap(({ id, zh, en, synonyms = [] }) => [id, zh, en, ...synonyms].map(plainForm)));
  codeNames.set(codes, made);
  return made;
}

function codesFit(
  profile: Profile,
  codes: NonNullable<FieldToFill['codes']>,
  { zh, en, free }: FieldToFill,
): ContentFit {
  const names = namesOf(codes);
  let known = 0;
  for (const [value, count] of profile.distinct > MOST_CODES ? [] : profile.counts)
    if (names.has(plainForm(value)) || names.has(bareForm(value))) known += count;
  const share = known / profile.filled;
  const alone = share >= MOSTLY ? 0.6 + 0.05 * Math.min(profile.distinct, 4) : share >= 0.5 ? 0.55 : 0;
  if (share === 1) return judged(1, alone, `列里的值都在「${zh}」目录里`, `all its values are in the list of ${en}`);
  if (share >= 0.5)
    return judged(share, alone, `列里的值多数在「${zh}」目录里`, `most of its values are in the list of ${en}`);
  if (share > 0) return judged(0, 0, `列里的值有些在「${zh}」目录里`, `some of its values are in the list of ${en}`);
  const isList = profile.distinct <= Math.max(12, profile.filled / 4);
  return judged(
    isList ? (free ? 0 : -0.4) : -0.8,
    0,
    `列里的值不在「${zh}」目录里`,
    `its values are not in the list of ${en}`,
  );
}

function byType(profile: Profile, field: FieldToFill): ContentFit {
  switch (field.type) {
    case 'integer':
    case 'number':
      return numberFit(profile, field);
    case 'boolean': {
      const share = shareOf(profile, looks.isYesNo);
      return share >= MOSTLY
        ? judged(0.5, 0.3, '列里是“是”或“否”', 'it holds yes and no')
        : judged(-0.8, 0, '列里不是“是”或“否”', 'it does not hold yes and no');
    }
    case 'date':
    case 'timestamp':
      return timeFit(profile, field.type === 'timestamp');
    case 'time':
      return shareOf(profile, looks.isClock) >= MOSTLY
        ? judged(0.7, 0.5, '列里是一天中的时刻', 'it holds times of day')
        : judged(-0.9, 0, '列里不是时刻', 'it does not hold times of day');
    case 'text':
      return textFit(profile);
  }
}

function numberFit(
  profile: Profile,
  { type, units, range: [low, high] = [-Infinity, Infinity] }: FieldToFill,
): ContentFit {
  const numberIn = (value: string) => Number(plainNumber(value, units));
  if (shareOf(profile, (value) => Number.isFinite(numberIn(value))) < MOSTLY)
    return judged(-1, 0, '列里多数不是数字', 'most of it are no numbers');
  const inRange = shareOf(profile, (value) => {
    const number = numberIn(value);
    return number >= low && number <= high && (type === 'number' || Number.isInteger(number));
  });
  if (inRange < 0.6) return judged(-0.9, 0, '列里的数多数不在范围内', 'most of its numbers are out of range');
  return judged(inRange >= 0.95 ? 0.4 : 0.1, 0.3, '列里的数都在范围内', 'its numbers lie in the range');
}

function timeFit(profile: Profile, isMoment: boolean): ContentFit {
  const share = shareOf(profile, looks.isDate);
  if (share < MOSTLY) return judged(-0.9, 0, '列里多数不是日期', 'most of it are no dates');
  const clocks = shareOf(profile, looks.hasClock);
  if (isMoment && clocks >= MOSTLY) return judged(0.8, 0.65, '列里是日期和时间', 'it holds days and times');
  return judged(isMoment ? 0.4 : 0.6, isMoment ? 0.5 : 0.55, '列里是日期', 'it holds dates');
}

/** Words that name things. */
function textFit(profile: Profile): ContentFit {
  const { filled, distinct } = profile;
  if (shareOf(profile, looks.isNumber) >= MOSTLY) return judged(-0.7, 0, '列里是数字', 'it holds numbers');
  if (shareOf(profile, looks.isDate) >= MOSTLY) return judged(-0.8, 0, '列里是日期', 'it holds dates');
  if (shareOf(profile, looks.isPhone) >= MOSTLY) return judged(-0.8, 0, '列里是电话号码', 'it holds phone numbers');
  return judged(distinct / filled >= 0.5 ? 0.2 : 0, 0, '列里是文字', 'it holds words');
}

type Test = (profile: Profile) => ContentFit;

/** A text that is written in a way of its own. */
function written(test: (value: string) => boolean, alone: number, zh: string, en: string): Test {
  return (profile) => {
    const share = shareOf(profile, test);
    if (share >= MOSTLY) return judged(1, alone, `列里是${zh}`, `it holds ${en}`);
    if (share >= 0.5) return judged(0.6, alone * 0.8, `列里多数是${zh}`, `most of it are ${en}`);
    return judged(share > 0.1 ? -0.2 : -0.6, 0, `列里不像${zh}`, `it does not look like ${en}`);
  };
}

/** Names: words, nearly all different, that are nothing else. */
const nameTest: Test = (profile) => {
  const fits = textFit(profile);
  if (fits.support < 0) return fits;
  const { filled, distinct } = profile;
  const isShort =
    shareOf(profile, (value) => value.length >= 2 && value.length <= 30 && !looks.isCode(value)) >= MOSTLY;
  const isOther =
    [looks.isPersonName, looks.isBuildingName].some((test) => shareOf(profile, test) >= MOSTLY) ||
    addressShare(profile) >= MOSTLY;
  const isVaried = filled >= 2 && distinct / filled >= MOSTLY;
  if (isOther) return judged(-0.2, 0, '列里像是别的内容', 'it looks like something else');
  return isShort && isVaried
    ? judged(0.4, 0.52, '列里是各不相同的文字，像是名称', 'it holds words that differ, as names do')
    : fits;
};

const addressTest: Test = (profile) => {
  const share = addressShare(profile);
  if (share >= 0.6) return judged(share, 0.72, '列里是地址', 'it holds addresses');
  return shareOf(profile, looks.isNumber) >= MOSTLY
    ? judged(-1, 0, '列里是数字', 'it holds numbers')
    : judged(share > 0.2 ? 0 : -0.3, 0, '列里不像地址', 'it does not look like addresses');
};

function addressShare({ values }: Profile): number {
  const some = values.slice(0, ADDRESSES);
  return (
    some.filter((value) => looks.isAddress(value) || looks.isWesternAddress(value)).length / Math.max(1, some.length)
  );
}

/** A code of its own in every row. */
const idTest: Test = (profile) => {
  const { filled, distinct, rows, values } = profile;
  if (distinct < filled * 0.98)
    return judged(-0.8, 0, '列里的值有重复，不能当编号', 'its values stand several times, as no id may');
  const isCounting = values.every(
    (value, at) => at === 0 || Number(value) - Number(values[at - 1]) === Number(values[1]) - Number(values[0]),
  );
  const isWhole = filled === rows && filled >= 5;
  const isOther = [looks.isPhone, looks.isDate].some((test) => shareOf(profile, test) >= 0.5);
  const codes = shareOf(profile, (value) => looks.isCode(value) && /\d/.test(value));
  if (codes >= MOSTLY && isWhole && !isOther && !isCounting)
    return judged(1, 0.6, '每行的值都不同，像是编号', 'each row has a code of its own');
  return judged(0.2, 0, '列里的值没有重复', 'its values stand once each');
};

/** Degrees within China, or metres of a plane there. */
function coordinateTest(east: boolean): Test {
  const [low, high] = east ? [73, 136] : [3, 54];
  return (profile) => {
    if (shareOf(profile, looks.isNumber) < MOSTLY)
      return judged(-1, 0, '列里多数不是数字', 'most of it are no numbers');
    const degrees = shareOf(
      profile,
      (value) => Number(value) >= low && Number(value) <= high && /\.\d{3,}/.test(value),
    );
    const what = east ? ['经度', 'longitudes'] : ['纬度', 'latitudes'];
    if (degrees >= MOSTLY) return judged(1, 0.78, `列里的数都在${what[0]}的范围内`, `its numbers are ${what[1]}`);
    const metres = shareOf(profile, (value) => isMetres(Number(value), east));
    if (metres >= MOSTLY)
      return judged(
        0.8,
        0.6,
        `列里的数像是平面坐标的${east ? '东' : '北'}向`,
        `its numbers look like ${east ? 'eastings' : 'northings'}`,
      );
    const elsewhere = shareOf(
      profile,
      (value) => Math.abs(Number(value)) <= (east ? 180 : 90) && /\.\d{3,}/.test(value),
    );
    return elsewhere >= MOSTLY
      ? judged(0.2, 0, '列里的数可以是坐标', 'its numbers can be coordinates')
      : judged(-0.3, 0, '列里的数不像坐标', 'its numbers do not look like coordinates');
  };
}

/** An easting around 500 km, before which a zone's number may stand; a northing between 18 and 54 degrees. */
function isMetres(value: number, east: boolean): boolean {
  if (!east) return value >= 1_990_000 && value <= 5_990_000;
  return value >= 250_000 && value <= 750_000
    ? true
    : value >= 13_200_000 && value < 45_800_000 && Math.abs((value % 1_000_000) - 500_000) < 260_000;
}

/** Years of building, or of birth. */
const builtTest: Test = (profile) => {
  const years = shareOf(profile, (value) => /^(?:19|20)\d{2}$/.test(value));
  if (years >= 0.9) return judged(1, 0.68, '列里是年份', 'it holds years');
  return shareOf(profile, looks.isDate) >= MOSTLY
    ? judged(-0.2, 0, '列里是日期，而不是年份', 'it holds dates rather than years')
    : judged(-0.8, 0, '列里不像年份', 'it does not look like years');
};

/** Days that reach back over a life; days of checks are of late. */
function dayTest(isBirth: boolean): Test {
  return (profile) => {
    const fits = timeFit(profile, false);
    if (fits.support < 0) return fits;
    const years = profile.values.map(looks.yearOf).filter(Number.isFinite);
    const old = years.filter((year) => year < 2012).length / Math.max(1, years.length);
    if (isBirth)
      return old >= 0.4
        ? judged(1, 0.7, '列里的日期像是出生日期', 'its dates look like days of birth')
        : judged(0.1, 0, fits.reason['zh-CN'], fits.reason.en);
    return old < 0.2 ? fits : judged(-0.2, 0, '列里的日期太早', 'its dates are long ago');
  };
}

/** What a name of ours holds where its type does not say it all. */
const ofItsOwn: Record<string, Test> = {
  name: nameTest,
  title: nameTest,
  address: addressTest,
  source_id: idTest,
  incident_code: idTest,
  lon: coordinateTest(true),
  lat: coordinateTest(false),
  built_year: builtTest,
  birth_date: dayTest(true),
  confirmed_on: dayTest(false),
  phone: written(looks.isPhone, 0.8, '电话号码', 'phone numbers'),
  person_name: written(looks.isPersonName, 0.7, '人名', 'names of people'),
  relation: written(looks.isRelation, 0.75, '家庭关系', 'relations within a family'),
  building_name: written(looks.isBuildingName, 0.7, '楼号', 'names of buildings'),
  compound_name: written(looks.isCompoundName, 0.6, '小区名', 'names of compounds'),
  door: written(looks.isDoor, 0.55, '室号', 'doors'),
  property_company: written(looks.isPropertyCompany, 0.7, '物业公司', 'property companies'),
  area_code: written(looks.isAreaCode, 0.65, '区划代码', 'codes of divisions'),
};

function judged(support: number, alone: number, zh: string, en: string): ContentFit {
  return { support, alone, reason: { 'zh-CN': zh, en } };
}
