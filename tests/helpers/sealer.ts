import { Sealer } from '../../server/access/sealing.ts';

const key = Buffer.alloc(32, 7);

/** The key of `testSealer` as the setting that processes of their own read. */
export const testDataKeys = `1:${key.toString('base64')}`;

/** Seals what the fixture town and the tests write. */
export const testSealer = new Sealer([{ id: 1, secret: key }]);
