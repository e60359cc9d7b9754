/** Columns that carry a point, in the order in which they are looked for, as `plainName` gives them. */
export const lonNames = [
  ...['lon', 'lng', 'long', 'longitude', '经度', 'x', 'pointx', 'lonwgs84', 'wgs84lon', 'lngwgs84'],
  ...['经度坐标', 'x坐标', '坐标x', '横坐标', 'lnggcj02', 'lonbd09', 'lngbd09'],
];
export const latNames = [
  ...['lat', 'latitude', '纬度', 'y', 'pointy', 'latwgs84', 'wgs84lat'],
  ...['纬度坐标', 'y坐标', '坐标y', '纵坐标', 'latgcj02', 'latbd09'],
];

/** A column's name as it is compared: lower case, without spaces, underscores and hyphens. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
