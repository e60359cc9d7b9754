/** What people write before or behind the name of such a column to say what its figures are. */
const systems = [
  ...['wgs84', 'gcj02', 'bd09', 'cgcs2000', '国家2000', '西安80', '北京54'],
  ...['高德', '百度', '腾讯', '火星', 'gps'],
];
const ofSystems = (names: readonly string[]) =>
  systems.flatMap((system) => names.flatMap((name) => [`${system}${name}`, `${name}${system}`]));

/** Columns that carry a point, in the order in which they are looked for, as `plainName` gives them. */
export const lonNames = [
  ...['lon', 'lng', 'long', 'longitude', '经度', 'x', 'pointx', '经度坐标', 'x坐标', '坐标x', '横坐标'],
  ...ofSystems(['lon', 'lng', '经度', 'x']),
];
export const latNames = [
  ...['lat', 'latitude', '纬度', 'y', 'pointy', '纬度坐标', 'y坐标', '坐标y', '纵坐标'],
  ...ofSystems(['lat', '纬度', 'y']),
];

/** A column's name as it is compared: lower case, without spaces, underscores, hyphens and brackets. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_()（）-]+/g, '');
}
