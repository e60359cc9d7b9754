/**
 * The icons that the catalogues of data/codes and the map itself name, as SVG text; a test holds this list against the catalogues.
 * Named one by one, so that the rest of Maki and Temaki stays out of the bundle.
 */
const files = {
  ...import.meta.glob<string>(
    '../../node_modules/@mapbox/maki/icons/{bank,bus,charging-station,construction,danger,doctor,drinking-water,fire-station,fitness-centre,grocery,heart,hospital,karaoke,lift-gate,lodging,marker,parking,police,post,recycling,residential-community,restaurant,restaurant-noodle,road-accident,school,shelter,shop,square,stadium,suitcase,toilet,town-hall,waste-basket,water}.svg',
    { query: '?raw', import: 'default', eager: true, exhaustive: true },
  ),
  ...import.meta.glob<string>(
    '../../node_modules/@rapideditor/temaki/icons/{anvil,bulb,bulletin_board,fire_hydrant,gas,manhole,mast_lighting,playhouse,power,security_camera,snow,social_facility,speaker,windsock}.svg',
    { query: '?raw', import: 'default', eager: true, exhaustive: true },
  ),
};

/** Side of the square in which icon paths are drawn. */
export const iconSide = 15;

const paths = new Map<string, string[]>();
for (const [file, svg] of Object.entries(files)) {
  const set = file.includes('/temaki/') ? 'temaki' : 'maki';
  const name = file.slice(file.lastIndexOf('/') + 1, -'.svg'.length);
  paths.set(
    `${set}/${name}`,
    [...svg.matchAll(/<path\b[^>]*?\sd="([^"]+)"/g)].map((match) => fitted(plain(match[1]!), svg)),
  );
}

/** Maki breaks long paths with character references; a path needs no more than a space there. */
function plain(path: string): string {
  return path.replace(/&#x[0-9a-f]+;/gi, ' ');
}

/** Some are drawn in a larger square, in lines without arcs, so that every number of the path is a length. */
function fitted(path: string, svg: string): string {
  const side = Number(svg.match(/viewBox="0 0 (\d+)/)?.[1] ?? iconSide);
  if (side === iconSide) return path;
  return path.replace(/-?(?:\d+\.?\d*|\.\d+)/g, (length) => ` ${(Number(length) * iconSide) / side}`);
}

/** SVG path data of an icon (`maki/school`) in a square of `iconSide`; empty when there is no such icon here. */
export function iconPaths(icon: string): readonly string[] {
  return paths.get(icon) ?? [];
}
