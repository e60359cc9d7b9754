/** How wide a street is drawn, by OpenStreetMap's highway class: 3 for the largest; what is walked only is 0. */
export function streetWeight(kind: string): 0 | 1 | 2 | 3 {
  const plain = kind.replace(/_link$/, '');
  if (['motorway', 'trunk', 'primary'].includes(plain)) return 3;
  if (['secondary', 'tertiary'].includes(plain)) return 2;
  return ['footway', 'path', 'steps', 'cycleway', 'pedestrian', 'corridor', 'bridleway', 'track'].includes(plain)
    ? 0
    : 1;
}
