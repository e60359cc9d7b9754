import type { Sentence } from '../../errors.ts';

/** What the checks of GeoJSON say, in Chinese; groups of the pattern stand as $1, $2. */
const words: [pattern: RegExp, chinese: string][] = [
  [/^a feature should be an object, but is .*$/, '要素应当是一个对象'],
  [/^"type" should be "Feature", but is (.*)$/, '"type" 应当是 "Feature"，而不是 $1'],
  [/^"id" should be text or a number, but is .*$/, '"id" 应当是文字或数字'],
  [/^a Feature cannot hold "features"$/, '要素里不能有 "features"'],
  [/^"properties" should be an object, but is .*$/, '"properties" 应当是一个对象'],
  [/^"properties" is missing$/, '缺少 "properties"'],
  [/^"geometry" is missing$/, '缺少 "geometry"'],
  [/^"bbox" should be a list, but is .*$/, '"bbox" 应当是列表'],
  [/^every value of "bbox" should be a number$/, '"bbox" 里应当都是数字'],
  [/^"bbox" should have 4 or 6 numbers, but has (\d+)$/, '"bbox" 应当有 4 或 6 个数字，现有 $1 个'],
  [/^a geometry should be an object, but is .*$/, '"geometry" 应当是一个对象'],
  [/^a geometry cannot hold "(\w+)"$/, '"geometry" 里不能有 "$1"'],
  [/^"geometries" of a GeometryCollection is missing or no list$/, 'GeometryCollection 缺少 "geometries" 列表'],
  [
    /^"type" of a geometry is (.*), which is none that GeoJSON knows$/,
    '"geometry" 的 "type" 是 $1，GeoJSON 没有这种类型',
  ],
  [/^"coordinates" is missing$/, '缺少 "coordinates"'],
  [/a position should be a list, but is .*$/, '坐标应当是列表'],
  [/coordinates should be nested more deeply$/, '坐标的层数不够'],
  [/a position needs two or more numbers$/, '一个坐标至少要有两个数字'],
  [/every part of a position should be a number, but one is .*$/, '坐标里有一个不是数字'],
  [/coordinates are empty$/, '坐标是空的'],
  [/a line needs two or more positions$/, '一条线至少要有两个点'],
  [/a ring needs four or more positions(, the last like the first)?$/, '面的边界至少要有四个点，最后一点与第一点相同'],
  [/the first and last position of a ring should be the same$/, '面的边界没有闭合，最后一点应与第一点相同'],
];

function chineseOf(fault: string): string {
  const found = words.find(([pattern]) => pattern.test(fault));
  return found ? fault.replace(found[0], found[1]) : fault;
}

/** Why a feature cannot be used, out of the faults that were found. */
export function featureSentence(faults: readonly string[]): Sentence {
  return {
    'zh-CN': `不是正确的 GeoJSON 要素：${faults.map(chineseOf).join('；')}。请修正，或从 GIS 软件重新导出。`,
    en: `This is no sound GeoJSON feature: ${faults.join('; ')}. Correct it, or export it from the GIS again.`,
  };
}

/** A warning that a clerk can do something about; null for those about how rings run or how many decimals there are. */
export function warningSentence(warning: string): Sentence | null {
  if (!warning.startsWith('a GeometryCollection')) return null;
  return {
    'zh-CN': '图形是只含一个图形的集合，按这个图形读取。',
    en: 'The shape is a collection of one; it is read as that one.',
  };
}
