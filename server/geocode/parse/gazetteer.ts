import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { rootFolder } from '../../config.ts';
import { buildNameTrie, type NameEntry, type NameTrie } from './name-trie.ts';

/** Kinds of names in the trie: the level, and whether the word of the kind of division (省, 区, 街道 …) is left out. */
export const kinds = {
  province: 0,
  provinceShort: 1,
  city: 2,
  cityShort: 3,
  district: 4,
  districtShort: 5,
  town: 6,
  townShort: 7,
  zone: 8,
} as const;

export interface Gazetteer {
  trie: NameTrie;
  /** The full name that a code has, today where it has one today. */
  nameOf(code: number): string | undefined;
  /** Whether a code is of a division that is no more and that none of the same name stands for. */
  isFormer(code: number): boolean;
}

/** Municipalities: what they are called is a city, see the codes of GB/T 2260. */
const municipalities = new Set([11, 12, 31, 50]);
const peoples =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|' +
  '仫佬|羌|布朗|撒拉|毛南|毛难|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各';
const ofPeoples = `(?:(?:${peoples})族|蒙古|哈萨克|维吾尔|柯尔克孜|达斡尔|鄂温克|鄂伦春|锡伯|塔吉克)*`;
const provinceWord = new RegExp(`(?:省|市|特别行政区|${ofPeoples}自治区)$`);
const cityWord = new RegExp(`(?:市|地区|盟|${ofPeoples}自治州)$`);
const districtWord = new RegExp(`(?:林区|矿区|新区|区|市|县|${ofPeoples}自治县|${ofPeoples}自治旗|[左右前中后]?旗)$`);
const townWord = new RegExp(`(?:地区|街道|镇|${ofPeoples}乡|苏木)$`);
/** Statistical divisions at the level of a township that are development zones. */
const zoneWord =
  /(?:开发区|高新区|工业区|工业园区?|产业园区?|科技园区?|园区|集聚区|示范区|保税区|新区)(?:管理委员会|管委会)?$/;
/** What is left of a short form must say which one it is: not 城, 市中, 东, 开发. */
const tellsNothing = /^(?:[市城新老东西南北中]{1,2}|城关|城郊|郊|矿|开发|高新|经济.*)$/;

let loaded: Gazetteer | undefined;

/** The names of China's divisions, five levels without villages, read from data/gazetteer at the first call and kept. */
export function gazetteer(): Gazetteer {
  loaded ??= load(gunzipSync(readFileSync(path.join(rootFolder, 'data/gazetteer/divisions.txt.gz'))).toString('utf8'));
  return loaded;
}

function load(text: string): Gazetteer {
  const entries: NameEntry[] = [];
  const names = new Map<number, string>();
  const successors = new Map<string, number>();
  const former = new Set<number>();
  for (const line of text.trimEnd().split('\n')) {
    const [first = '', name = '', towns] = line.split('\t');
    const code = Math.abs(Number(first));
    const key = successorKey(code, name);
    if (first.startsWith('-')) {
      // 奉化市 is 奉化区 now, under another code; 江干区 is none.
      const successor = successors.get(key);
      if (successor === undefined) former.add(code);
      if (!names.has(code)) names.set(code, name);
      addDivision(entries, successor ?? code, name, names);
      continue;
    }
    successors.set(key, code);
    names.set(code, name);
    addDivision(entries, code, name, names);
    for (const town of towns ? towns.split(',') : [])
      addTown(entries, code * 1000 + Number(town.slice(0, 3)), town.slice(3), names);
  }
  return { trie: buildNameTrie(entries), nameOf: (code) => names.get(code), isFormer: (code) => former.has(code) };
}

/** City and name without its last word: what a county keeps when it becomes a district. */
function successorKey(code: number, name: string): string {
  return code < 10_000 ? `${code}` : `${Math.floor(code / 100)} ${name.replace(districtWord, '')}`;
}

function addDivision(entries: NameEntry[], code: number, name: string, names: Map<number, string>): void {
  const level = code < 100 ? 'province' : code < 10_000 ? 'city' : 'district';
  // Cities without districts are a district of the same name in the statistics.
  if (level === 'district' && names.get(Math.floor(code / 100)) === name) return;
  if (level === 'province') {
    const kind = municipalities.has(code) ? 'city' : 'province';
    add(entries, kinds[kind], name, code);
    addShort(entries, kinds[`${kind}Short`], name, name.replace(provinceWord, ''), code);
  } else if (level === 'city') {
    add(entries, kinds.city, name, code);
    const short = name.replace(cityWord, '');
    addShort(entries, kinds.cityShort, name, short, code);
    if (name.endsWith('自治州')) add(entries, kinds.city, `${short}州`, code);
  } else {
    add(entries, kinds.district, name, code);
    const short = name.replace(districtWord, '');
    addShort(entries, kinds.districtShort, name, short, code);
    if (name.endsWith('自治县')) add(entries, kinds.district, `${short}县`, code);
  }
}

function addTown(entries: NameEntry[], code: number, name: string, names: Map<number, string>): void {
  names.set(code, name);
  if (zoneWord.test(name)) {
    add(entries, kinds.zone, name.replace(/(?:管理委员会|管委会)$/, ''), code);
    return;
  }
  const plain = name.replace(/(?:街道)?办事处$/, (word) => (word.startsWith('街道') ? '街道' : ''));
  add(entries, kinds.town, plain, code);
  const short = plain.replace(townWord, '');
  addShort(entries, kinds.townShort, plain, short, code);
}

function add(entries: NameEntry[], kind: number, name: string, code: number): void {
  if (name.length > 1) entries.push({ name, kind, code });
}

function addShort(entries: NameEntry[], kind: number, name: string, short: string, code: number): void {
  if (short !== name && short.length > 1 && !tellsNothing.test(short)) entries.push({ name: short, kind, code });
}
