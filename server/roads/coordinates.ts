/** Digits kept of a degree: what OpenStreetMap keeps, 1 cm. */
const SCALE = 1e7;

/** Numbers places from 0 in order of their first appearance; two are the same where they agree to 1e-7 degrees. */
export class Coordinates {
  private readonly slots: Int32Array;
  private readonly mask: number;
  private readonly lon: Int32Array;
  private readonly lat: Int32Array;
  count = 0;

  /** @param most places that will be numbered at most. */
  constructor(most: number) {
    let size = 16;
    while (size < most * 2) size *= 2;
    this.slots = new Int32Array(size).fill(-1);
    this.mask = size - 1;
    this.lon = new Int32Array(most);
    this.lat = new Int32Array(most);
  }

  /** The number of a place. */
  add(longitude: number, latitude: number): number {
    const lon = Math.round(longitude * SCALE);
    const lat = Math.round(latitude * SCALE);
    let slot = (Math.imul(lon, 0x9e3779b1) ^ Math.imul(lat ^ (lat >>> 15), 0x85ebca6b)) & this.mask;
    for (;;) {
      const found = this.slots[slot]!;
      if (found < 0) break;
      if (this.lon[found] === lon && this.lat[found] === lat) return found;
      slot = (slot + 1) & this.mask;
    }
    this.slots[slot] = this.count;
    this.lon[this.count] = lon;
    this.lat[this.count] = lat;
    return this.count++;
  }

  /** Degrees of a place, as they were rounded. */
  longitude(place: number): number {
    return this.lon[place]! / SCALE;
  }

  latitude(place: number): number {
    return this.lat[place]! / SCALE;
  }
}
