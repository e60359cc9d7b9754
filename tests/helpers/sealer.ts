import { Sealer } from '../../server/access/sealing.ts';

/** Seals what the fixture town and the tests write. */
export const testSealer = new Sealer([{ id: 1, secret: Buffer.alloc(32, 7) }]);
