/** Tags of an OpenStreetMap element. */
export type Tags = Record<string, string>;

/** A member of a relation; `type` is node, way or relation. */
export interface Member {
  type: 'node' | 'way' | 'relation';
  ref: number;
  role: string;
}

/** What the two OpenStreetMap readers hand over, element by element, in the file's order. */
export interface OsmSink {
  /** Coordinates in degrees; `tags` null when there are none. */
  node(id: number, lon: number, lat: number, tags: Tags | null): void;
  way(id: number, refs: number[], tags: Tags | null): void;
  relation(id: number, members: Member[], tags: Tags | null): void;
}
