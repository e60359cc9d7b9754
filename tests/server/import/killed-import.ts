// Imports a file and dies, without a chance to tidy up, when the writing of a given table begins: what a killed import is.
// node --import tsx killed-import.ts FILE SOURCE ROWS_WRITTEN, with the database's address in JSON in KILLED_DATABASE.
import { openDatabase } from '../../../server/db/open.ts';
import { importFile } from '../../../server/import/index.ts';

const [file, source, rows] = process.argv.slice(2);
const database = await openDatabase(JSON.parse(process.env.KILLED_DATABASE ?? '{}'));
await importFile(database.sql, { kind: 'osm', file: file!, source: source! }, (done, _total, phase) => {
  if (phase === 'writing' && done >= Number(rows)) process.kill(process.pid, 'SIGKILL');
});
