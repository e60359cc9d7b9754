import type { LonLat } from '../../api/wire.ts';

// Two shifted coordinate systems that Chinese map services use: GCJ-02 (AMap, Tencent) and, on top of it, BD-09 (Baidu). There is no
// official formula; this is the one that is generally known, which meets the services' own answers to about a metre.

/** Semi-major axis, m, and squared eccentricity of the Krasovsky 1940 ellipsoid, by which GCJ-02 turns metres into degrees. */
const AXIS_M = 6_378_245;
const ECCENTRICITY = 0.006_693_421_622_965_943;
/** Where GCJ-02 applies at all: west, south, east, north. */
const SHIFTED = [72.004, 0.8293, 137.8347, 55.8271] as const;
/** Rounds of the inverse at most; each leaves about a thousandth of the error. */
const ROUNDS = 6;
/** What may be left of it, degrees: a micrometre. */
const LEFT_DEG = 1e-11;
const BAIDU_ANGLE = (Math.PI * 3000) / 180;

/** From AMap's and Tencent's coordinates to WGS 84; outside China the same. */
export function fromGcj02(place: LonLat): LonLat {
  return undone(place, toGcj02);
}

/** From Baidu's coordinates to WGS 84. */
export function fromBd09(place: LonLat): LonLat {
  return fromGcj02(undone(place, bd09OfGcj02));
}

/** From WGS 84 to AMap's and Tencent's coordinates. */
export function toGcj02([lon, lat]: LonLat): LonLat {
  const [west, south, east, north] = SHIFTED;
  if (lon < west || lon > east || lat < south || lat > north) return [lon, lat];
  const [x, y] = [lon - 105, lat - 35];
  const angle = (lat * Math.PI) / 180;
  const bend = 1 - ECCENTRICITY * Math.sin(angle) ** 2;
  const eastward_m =
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + waves(x) + slow(x, 150, 12, 300, 30);
  const northward_m =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    waves(x, y) +
    slow(y, 160, 12, 320, 30);
  return [
    lon + (eastward_m * 180) / ((AXIS_M / Math.sqrt(bend)) * Math.cos(angle) * Math.PI),
    lat + (northward_m * 180) / (((AXIS_M * (1 - ECCENTRICITY)) / (bend * Math.sqrt(bend))) * Math.PI),
  ];
}

/** From WGS 84 to Baidu's coordinates. */
export function toBd09(place: LonLat): LonLat {
  return bd09OfGcj02(toGcj02(place));
}

/** The quick waves, which depend on the longitude, and a slower pair of the axis itself. */
function waves(x: number, axis = x): number {
  const turn = Math.PI;
  return (
    ((20 * Math.sin(6 * x * turn) + 20 * Math.sin(2 * x * turn)) * 2) / 3 +
    ((20 * Math.sin(axis * turn) + 40 * Math.sin((axis / 3) * turn)) * 2) / 3
  );
}

function slow(axis: number, one: number, oneLength: number, other: number, otherLength: number): number {
  return ((one * Math.sin((axis / oneLength) * Math.PI) + other * Math.sin((axis * Math.PI) / otherLength)) * 2) / 3;
}

function bd09OfGcj02([lon, lat]: LonLat): LonLat {
  const length = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * BAIDU_ANGLE);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BAIDU_ANGLE);
  return [length * Math.cos(angle) + 0.0065, length * Math.sin(angle) + 0.006];
}

/** Where a shift comes from: corrected by what it still misses, to under a millimetre. */
function undone(wanted: LonLat, shift: (place: LonLat) => LonLat): LonLat {
  let found = wanted;
  for (let round = 0; round < ROUNDS; round++) {
    const [lon, lat] = shift(found);
    const [east, north] = [wanted[0] - lon, wanted[1] - lat];
    found = [found[0] + east, found[1] + north];
    if (Math.abs(east) + Math.abs(north) < LEFT_DEG) break;
  }
  return found;
}
