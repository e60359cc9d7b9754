import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../../server/geocode/parse/index.ts';

/** The parts as `text/label`, in order. */
function parts(line: string): string {
  return parseAddress(line)
    .parts.map(({ text, label }) => `${text}/${label}`)
    .join(' ');
}

/** The values of one label. */
function values(line: string, label: string): string[] {
  return parseAddress(line)
    .parts.filter((part) => part.label === label)
    .map(({ value }) => value);
}

describe('an address as it should be', () => {
  it('is taken apart from the province to the room', () => {
    expect(parts('江苏省南京市鼓楼区湖南路街道丁家桥社区青枫路88号青枫花园3幢2单元501室')).toBe(
      '江苏省/province 南京市/city 鼓楼区/district 湖南路街道/town 丁家桥社区/community 青枫路/road 88号/road_number ' +
        '青枫花园/poi 3幢/building 2单元/unit 501室/room',
    );
  });

  it('knows municipalities, autonomous regions and what lies beyond the mainland', () => {
    expect(parts('北京市朝阳区青枫路1号')).toBe('北京市/city 朝阳区/district 青枫路/road 1号/road_number');
    expect(parts('新疆维吾尔自治区昌吉回族自治州昌吉市青枫路1号')).toBe(
      '新疆维吾尔自治区/province 昌吉回族自治州/city 昌吉市/district 青枫路/road 1号/road_number',
    );
    expect(parts('臺北市大安區青楓東路100號')).toBe('臺北市/city 大安區/district 青楓東路/road 100號/road_number');
  });

  it('reads lanes, courts, groups and towers', () => {
    expect(parts('青枫路669弄14号1102')).toBe('青枫路/road 669弄/road_number 14号/building 1102/room');
    expect(parts('青枫路3号院2号楼')).toBe('青枫路/road 3号院/road_number 2号楼/building');
    expect(parts('白云镇沿山村五组6号')).toBe('白云镇/town 沿山村/community 五组/road 6号/road_number');
    expect(parts('青枫路8号青枫大厦B座15层')).toBe('青枫路/road 8号/road_number 青枫大厦/poi B座/building 15层/floor');
  });

  it('tells a crossing, a development zone, a part of a place and a tenant', () => {
    expect(parts('青枫路与丹桂街交叉口')).toBe('青枫路/road 与/assist 丹桂街/subroad 交叉口/assist');
    expect(parts('南京市经济技术开发区青枫路1号')).toBe(
      '南京市/city 经济技术开发区/devzone 青枫路/road 1号/road_number',
    );
    expect(parts('青枫小区东门')).toBe('青枫小区/poi 东门/sub_poi');
    expect(parts('青枫大厦5楼小李商贸公司')).toBe('青枫大厦/poi 5楼/floor 小李商贸公司/person');
  });
});

describe('what is missing or short', () => {
  it('begins at any level', () => {
    expect(parts('三单元501')).toBe('三单元/unit 501/room');
    expect(parts('青枫路12号')).toBe('青枫路/road 12号/road_number');
    expect(parts('鼓楼区青枫花园')).toBe('鼓楼区/district 青枫花园/poi');
  });

  it('takes the short names of divisions', () => {
    expect(parts('江苏南京鼓楼青枫路1号')).toBe('江苏/province 南京/city 鼓楼/district 青枫路/road 1号/road_number');
    expect(values('江苏南京鼓楼青枫路1号', 'district')).toEqual(['鼓楼区']);
  });

  it('leaves a road and a compound their names when they begin like a division', () => {
    expect(parts('南京西路5号')).toBe('南京西路/road 5号/road_number');
    expect(parts('滨江花园2幢')).toBe('滨江花园/poi 2幢/building');
  });

  it('chooses among namesakes by what is said around them', () => {
    const codeOf = (line: string) => parseAddress(line).parts.find(({ label }) => label === 'district')?.code;
    expect(codeOf('江苏省南京市鼓楼区')).toBe('320106');
    expect(codeOf('福建省福州市鼓楼区')).toBe('350102');
    expect(codeOf('鼓楼区青枫路1号')).toBeUndefined();
    expect(codeOf('鼓楼区湖南路街道')).toBe('320106');
    expect(parseAddress('鼓楼区湖南路街道').parts.at(-1)?.code).toBe('320106003');
  });

  it('invents no floor for a room', () => {
    expect(parseAddress('3幢501室').parts.map(({ label }) => label)).toEqual(['building', 'room']);
  });
});

describe('numbers', () => {
  it.each(['三号楼', '3#', '3栋', '3幢', '３號樓', '③号楼', '03栋', '3撞', '第3栋'])('%s is building 3', (line) => {
    expect(values(line, 'building')).toEqual(['3']);
  });

  it('reads 三单元501, 2单园 and 12-3-501', () => {
    expect(values('三单元501', 'unit')).toEqual(['3']);
    expect(values('三单元501', 'room')).toEqual(['501']);
    expect(values('3幢2单园501', 'unit')).toEqual(['2']);
    const chain = parseAddress('青枫小区12-3-501').parts.map(({ label, value }) => [label, value]);
    expect(chain).toEqual([
      ['poi', '青枫小区'],
      ['building', '12'],
      ['redundant', '-'],
      ['unit', '3'],
      ['redundant', '-'],
      ['room', '501'],
    ]);
  });

  it('reads a dash typed as the numeral one', () => {
    expect(values('青枫小区12一3一501', 'room')).toEqual(['501']);
    expect(values('青枫小区12一3一501', 'unit')).toEqual(['3']);
  });

  it('reads floors below the ground and in letters', () => {
    expect(values('青枫大厦负一楼', 'floor')).toEqual(['-1']);
    expect(values('青枫大厦B1层', 'floor')).toEqual(['-1']);
    expect(values('青枫大厦15F', 'floor')).toEqual(['15']);
  });

  it('reads numerals with and without their units', () => {
    expect(values('三十二幢', 'building')).toEqual(['32']);
    expect(values('十号楼', 'building')).toEqual(['10']);
    expect(values('二单元三零一室', 'room')).toEqual(['301']);
  });

  it('keeps a range and a branch as one number', () => {
    expect(parts('青枫路806-808号')).toBe('青枫路/road 806-808号/road_number');
    expect(parts('青枫路12-1号')).toBe('青枫路/road 12-1号/road_number');
  });

  it('takes a postcode and a telephone for no part of the address', () => {
    expect(values('210009 南京市', 'redundant')).toEqual(['210009']);
    expect(values('青枫路1号13900000000', 'redundant')).toEqual(['13900000000']);
  });
});

describe('what is typed otherwise', () => {
  it('tells places in full-width, traditional and spaced text as typed', () => {
    const line = '江蘇省 南京市，鼓樓區青楓路　１２ 号３幢';
    const { parts: found } = parseAddress(line);
    expect(found.map(({ text, label }) => `${text}/${label}`)).toEqual([
      '江蘇省/province',
      '南京市/city',
      '，/redundant',
      '鼓樓區/district',
      '青楓路/road',
      '１２ 号/road_number',
      '３幢/building',
    ]);
    for (const { text, start, end } of found) expect(line.slice(start, end)).toBe(text);
    expect(found.map(({ value }) => value)).toEqual(['江苏省', '南京市', ',', '鼓楼区', '青枫路', '12', '3']);
  });

  it('counts once what is said twice', () => {
    expect(parts('江苏省南京市鼓楼区江苏省南京市鼓楼区青枫路1号')).toBe(
      '江苏省/province 南京市/city 鼓楼区/district 江苏省/redundant 南京市/redundant 鼓楼区/redundant 青枫路/road 1号/road_number',
    );
    expect(parts('南京南京市鼓楼区')).toBe('南京/redundant 南京市/city 鼓楼区/district');
  });

  it('believes the later of two addresses that contradict each other', () => {
    expect(parts('江苏省南京市鼓楼区浙江省杭州市西湖区青枫路1号')).toBe(
      '江苏省/redundant 南京市/redundant 鼓楼区/redundant 浙江省/province 杭州市/city 西湖区/district 青枫路/road 1号/road_number',
    );
  });

  it('takes levels in another order', () => {
    expect(parts('3幢2单元501，鼓楼区青枫路')).toBe(
      '3幢/building 2单元/unit 501/room ，/redundant 鼓楼区/district 青枫路/road',
    );
    expect(parts('鼓楼区南京市江苏省')).toBe('鼓楼区/district 南京市/city 江苏省/province');
  });

  it('takes divisions by former names and by another word of their level', () => {
    const district = (line: string) => parseAddress(line).parts.find(({ label }) => label === 'district');
    expect(district('浙江省宁波市奉化市青枫路1号')).toMatchObject({ text: '奉化市', value: '奉化区', code: '330213' });
    expect(district('浙江省杭州市江干区青枫路1号')).toMatchObject({ text: '江干区', value: '江干区' });
    expect(district('江苏省南京市鼓楼县')).toMatchObject({ text: '鼓楼县', value: '鼓楼区', code: '320106' });
    expect(parts('南京市鼓楼区湖南路衔道青枫路1号')).toBe(
      '南京市/city 鼓楼区/district 湖南路衔道/town 青枫路/road 1号/road_number',
    );
  });
});

describe('text without an address', () => {
  it('gives places and words of place', () => {
    expect(parts('在菜市场门口')).toBe('在/redundant 菜市场/poi 门口/assist');
    expect(parts('青枫小学旁边')).toBe('青枫小学/poi 旁边/assist');
    expect(parts('青枫超市向东50米')).toBe('青枫超市/poi 向东50米/assist');
  });

  it('gives nothing for nothing', () => {
    for (const line of ['', '   ', '\u3000\t']) expect(parseAddress(line)).toEqual({ text: line, parts: [] });
  });
});
