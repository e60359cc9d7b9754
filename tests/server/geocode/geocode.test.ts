import { describe, expect, it } from 'vitest';
import { buildPlaceIndex } from '../../../server/geocode/build.ts';
import { someDoors } from '../../../server/geocode/doors.ts';
import { type Candidate, geocode } from '../../../server/geocode/geocode.ts';
import { withSynonyms } from '../../../server/geocode/synonyms.ts';
import { at, littleDistrict } from './little-district.ts';

const index = buildPlaceIndex(littleDistrict);
const best = (text: string): Candidate => geocode(index, text)[0]!;
const texts = (parts: { text: string }[]) => parts.map(({ text }) => text);

/** Level and id: of a door the household's, of a unit the unit's. */
function told(text: string): string {
  const found = geocode(index, text)[0];
  return found ? `${found.level} ${found.household_id ?? found.unit_id ?? found.id}` : 'nothing';
}

describe('a whole address', () => {
  it('is found down to its door and told as a standard address', () => {
    expect(best('碧川区云阶街道柳塘社区桥南路18号听枫苑3幢2单元501室')).toMatchObject({
      level: 'door',
      kind: 'building',
      id: '103',
      unit_id: 1032,
      household_id: 4,
      name: '听枫苑3幢',
      address: '碧川区云阶街道柳塘社区桥南路18号听枫苑3幢2单元501室',
      area_code: '990101001001001',
      place: at(70, 96),
      score: 1,
      unmatched: [],
    });
  });

  it.each([
    ['听枫苑3幢2单元501'],
    ['桥南路18号3幢2单元501'],
    ['听枫苑三号楼二单元五零一'],
    ['听枫苑3#2单元501'],
    ['听枫苑3栋2单元501室'],
    ['听枫苑3-2-501'],
    ['桥南路十八号听枫苑三幢二单元五百零一室'],
    ['聽楓苑３幢２單元５０１'],
    ['3幢2单元501，柳塘社区桥南路18号听枫苑'],
    ['听枫苑(桥南路18号)3幢2单元501'],
    ['听疯苑3幢2单元501 柳塘社区'],
    ['枫听苑3幢2单元501 桥南路'],
    ['桥男路18号3幢2单元501'],
    ['桥南路路18号听枫苑苑3幢2单元501'],
    ['红星街道听枫苑3幢2单元501'],
    ['纺织二宿舍3幢2单元501'],
    ['老纺织院3幢2单元501'],
    ['听枫苑3幢2单元5层01室'],
  ])('is the same door as %s', (text) => {
    expect(told(text)).toBe('door 4');
  });

  it('tells doors by units of other names, and doors written with a zero', () => {
    expect(told('听枫园3幢东单元501')).toBe('door 6');
    expect(told('听枫园3幢东单元')).toBe('unit 2011');
    expect(told('听枫园3幢西单元501')).toBe('building 201');
    expect(told('听枫苑3幢2单元502')).toBe('door 5');
  });

  it('finds houses that share a number by what follows it', () => {
    expect(told('染坊街19-3号101')).toBe('door 7');
    expect(told('染坊街19号之三')).toBe('building 301');
  });
});

describe('what is not there', () => {
  it('ends the match at the level above and is said', () => {
    const missing = best('听枫苑3幢2单元909');
    expect([missing.level, missing.unit_id, texts(missing.unmatched)]).toEqual(['unit', 1032, ['909']]);
    expect(best('听枫苑9幢2单元501')).toMatchObject({ level: 'compound', id: '11' });
    expect(best('桥南路99号')).toMatchObject({ level: 'road', id: '1', name: '桥南路' });
    expect(texts(best('桥南路99号').unmatched)).toEqual(['99号']);
  });

  it('is no other unit of the building', () => {
    expect(told('听枫苑3幢7单元501')).toBe('building 103');
  });

  it('gives nothing', () => {
    expect(geocode(index, '')).toEqual([]);
    expect(geocode(index, '火星第九基地')).toEqual([]);
    expect(geocode(index, '3幢2单元501')).toEqual([]);
  });

  it('lowers the score of what is there', () => {
    expect(best('杏坞社区听枫苑3幢2单元501').score).toBeLessThan(best('柳塘社区听枫苑3幢2单元501').score);
    expect(best('锦绣天地听枫苑3幢').score).toBeLessThan(best('听枫苑3幢').score);
  });
});

describe('what does not tell', () => {
  it('is the building, with its doors after it, each as likely', () => {
    const [building, ...doors] = geocode(index, '听枫苑3幢501');
    expect(building).toMatchObject({ level: 'building', id: '103' });
    expect(doors.slice(0, 2).map(({ level, household_id }) => [level, household_id])).toEqual([
      ['door', 3],
      ['door', 4],
    ]);
    expect(doors[0]!.confidence).toBeCloseTo(building!.confidence / 2);
  });

  it('is less likely than what does', () => {
    const [doubtful, other] = geocode(index, '听枫3幢');
    expect(new Set([doubtful!.id, other!.id])).toEqual(new Set(['103', '201']));
    expect(doubtful!.confidence).toBeLessThan(0.7);
    expect(best('听枫苑3幢').confidence).toBeGreaterThan(doubtful!.confidence);
  });
});

describe('other places', () => {
  it.each([
    ['在柳塘菜市场门口', 'poi 401'],
    ['菜市场旁边', 'poi 401'],
    ['恒盛五金店', 'poi 1'],
    ['恒盛日杂', 'poi 1'],
    ['杏坞公厕', 'poi 1'],
    ['听枫苑', 'compound 11'],
    ['桥南路18号', 'compound 11'],
    ['染坊街', 'road 3'],
    ['柳塘社区', 'community 990101001001'],
    ['老杏坞村', 'community 990101001002'],
    ['柳塘1网格', 'grid 990101001001001'],
  ])('%s is %s', (text, found) => {
    expect(told(text)).toBe(found);
  });
});

describe('a number beside a road', () => {
  it.each([
    ['18号桥南路3幢2单元501', 'door 4'],
    ['柳塘社区 18号桥南路3幢2单元501', 'door 4'],
    ['桥南路18#3幢2单元501', 'door 4'],
    ['桥南路18号3#2单元501', 'door 4'],
    ['桥南路30#', 'building 401'],
    ['30号 桥南路', 'building 401'],
    ['听枫苑3号桥南路', 'building 103'],
  ])('may stand before it, or have a sign: %s is %s', (text, found) => {
    expect(told(text)).toBe(found);
  });

  it('stands there in what was typed', () => {
    expect(best('30号 桥南路')).toMatchObject({ unmatched: [], score: 1 });
    expect(texts(best('30号 桥南路').matched)).toEqual(['30号', '桥南路']);
    expect(best('桥南路99#')).toMatchObject({ level: 'road', name: '桥南路' });
    expect(best('99号桥南路')).toMatchObject({ level: 'road', name: '桥南路' });
  });
});

describe('one thing in several registers', () => {
  const poi = { past_names: [], address: null, kind_name: null, area_code: '990101001001001', building_id: null };
  const withMarket = (x: number) =>
    geocode(
      buildPlaceIndex({
        ...littleDistrict,
        pois: [{ ...poi, kind: 'organisation', id: 9, name: '柳塘菜市场', centre: at(x, 70) }, ...littleDistrict.pois],
      }),
      '柳塘菜市场旁边',
    );

  it('is one place where its entries stand together, and two where they do not', () => {
    const near = withMarket(350);
    expect(near[0]!.confidence).toBeGreaterThan(0.95);
    expect(near.filter(({ name }) => name === '柳塘菜市场')).toHaveLength(1);
    const far = withMarket(450);
    expect(far[0]!.confidence).toBeCloseTo(0.5, 1);
    expect(far.filter(({ name }) => name === '柳塘菜市场')).toHaveLength(2);
  });

  it('is two where one register has it twice', () => {
    const twice = buildPlaceIndex({
      ...littleDistrict,
      pois: [350, 370].map((x, id) => ({ ...poi, kind: 'facility', id, name: '惠民小超市', centre: at(x, 70) })),
    });
    expect(geocode(twice, '惠民小超市').map(({ id }) => id)).toEqual(['0', '1']);
  });
});

describe('a city or district that is a place and no area', () => {
  const marked = buildPlaceIndex({
    ...littleDistrict,
    pois: [
      ...littleDistrict.pois,
      { ...littleDistrict.pois[2]!, id: 7, name: '玄武区', area_code: '990101001001001', centre: at(900, 400) },
    ],
  });

  it('says hardly anything before the name of something in it', () => {
    const [shop] = geocode(marked, '玄武区恒盛五金店');
    expect(shop).toMatchObject({ kind: 'organisation', id: '1' });
    expect(shop!.confidence).toBeGreaterThan(0.95);
    expect(geocode(marked, '玄武区听枫苑3幢2单元501')[0]).toMatchObject({ level: 'door', household_id: 4 });
  });

  it('is found by itself', () => {
    expect(geocode(marked, '玄武区')[0]).toMatchObject({ kind: 'place', id: '7' });
  });
});

describe('two roads', () => {
  it('meet where they come nearest', () => {
    const joined = buildPlaceIndex({
      ...littleDistrict,
      roads: [
        ...littleDistrict.roads,
        { id: 4, area_code: null, name: '坊后巷', lines: [[...at(565, 200), ...at(700, 200)]] },
        { id: 5, area_code: null, name: '坊东巷', lines: [[...at(700, 0), ...at(700, 500)]] },
      ],
    });
    const [found] = geocode(joined, '染坊街和坊后巷交叉口');
    expect(found).toMatchObject({ level: 'crossing', kind: 'road', id: '3', name: '染坊街与坊后巷路口' });
    expect(found!.place[0]).toBeCloseTo(at(565, 200)[0], 6);
    expect(found!.place[1]).toBeCloseTo(at(565, 200)[1], 6);
    expect(geocode(joined, '染坊街7号坊后巷')[0]!.level).not.toBe('crossing');
    expect(geocode(joined, '染坊街和坊东巷交叉口')[0]!.level).toBe('road');
  });
});

describe('a short form within another name', () => {
  it('is hardly the area', () => {
    const [doubtful] = geocode(index, '云阶天地');
    expect(doubtful).toMatchObject({ level: 'street' });
    expect(doubtful!.confidence).toBeLessThan(0.6);
    expect(best('云阶').confidence).toBeGreaterThan(0.9);
  });
});

describe('what is asked for', () => {
  it('keeps to an area', () => {
    const found = geocode(index, '听枫苑3幢', { area_code: '990101001002' });
    expect(found.map(({ id }) => id)).toContain('201');
    expect(found.every(({ area_code }) => area_code?.startsWith('990101001002'))).toBe(true);
  });

  it('is no door that is not among those to look into', () => {
    const among = (ids: number[]) => {
      const doors = someDoors(
        index.units,
        littleDistrict.doors.filter(({ id }) => ids.includes(id)),
      );
      return geocode(index, '听枫苑3幢2单元501', { doors })[0]!;
    };
    expect(among([])).toMatchObject({ level: 'unit', household_id: null });
    expect(among([3, 5])).toMatchObject({ level: 'unit', household_id: null });
    expect(among([3, 4, 5])).toMatchObject({ level: 'door', household_id: 4, unit_id: 1032 });
  });

  it('is at most so many', () => {
    expect(geocode(index, '听枫苑3幢501', { limit: 1 })).toHaveLength(1);
  });

  it('says where in the line each part stands', () => {
    const { matched, unmatched } = best(' 听枫苑 ３幢 9单元');
    expect(matched).toEqual([
      { text: '听枫苑', start: 1, end: 4 },
      { text: '３幢', start: 5, end: 7 },
    ]);
    expect(unmatched).toEqual([{ text: '9单元', start: 8, end: 11 }]);
  });
});

describe('synonyms', () => {
  it('are taken up and let go', () => {
    const taught = { ...index, names: withSynonyms(index.names, [{ text: '枫树院', name: '听枫园' }]) };
    expect(geocode(taught, '枫树院3幢')[0]).toMatchObject({ kind: 'building', id: '201' });
    expect(geocode(taught, '老纺织院')).toEqual([]);
    expect(geocode({ ...index, names: withSynonyms(taught.names, []) }, '枫树院3幢')).toEqual([]);
  });

  it('of names that nothing bears are nothing', () => {
    const names = withSynonyms(index.names, [{ text: '枫树院', name: '没有的小区' }]);
    expect(geocode({ ...index, names }, '枫树院3幢')).toEqual([]);
  });
});

describe('places without some registers', () => {
  it('are found by what there is', () => {
    const none = { areas: [], compounds: [], buildings: [], units: [], doors: [], roads: [], pois: [], synonyms: [] };
    expect(geocode(buildPlaceIndex(none), '桥南路18号')).toEqual([]);
    const without = buildPlaceIndex({ ...littleDistrict, roads: [] });
    expect(geocode(without, '桥南路18号3幢2单元501')[0]).toMatchObject({ level: 'door', household_id: 4 });
    expect(geocode(without, '桥南路99号')[0]).toMatchObject({ level: 'road', id: '0', name: '桥南路' });
    const onlyRoads = buildPlaceIndex({ ...none, roads: littleDistrict.roads });
    expect(geocode(onlyRoads, '桥南路')[0]).toMatchObject({ level: 'road', area_code: null });
  });
});
