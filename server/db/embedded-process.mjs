// The embedded database: PGlite + PostGIS in a process of its own, so that its one WASM thread never blocks HTTP.
// Speaks the PostgreSQL wire protocol on a Unix socket. Started by embedded.ts; plain JavaScript, so that it starts
// without a TypeScript loader.
//
// PGlite is one session. A connection therefore holds the session from its first message until the session is idle
// again ("ready for query", outside a transaction); the others wait in line. That keeps the pieces of one extended
// query, and all of a transaction, together: several connections, even of several programs, can be open at once. The
// session takes on the user of whoever holds it, so that what connects as jingwei_api has no more rights than that role.
import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';

const [dataFolder, socketPath] = process.argv.slice(2);
const SSL_REQUEST = 80877103;
const CANCEL_REQUEST = 80877102;
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);
const PARSE = 'P'.charCodeAt(0);
const CLOSE = 'C'.charCodeAt(0);
const STATEMENT = 'S'.charCodeAt(0);
const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
/** Kinds of messages that end a query: Sync, Query, and the startup message, which begins with the 0 of its short length. */
const ENDS = new Set(['S'.charCodeAt(0), QUERY, 0]);
const OWNER = 'postgres';

const database = await PGlite.create({ dataDir: dataFolder, extensions: { postgis, pg_trgm, btree_gist } });
// PGlite's one session belongs to a superuser, whoever it is for the moment, and a superuser may become anybody: by a
// statement, which is refused below, or by this function in the midst of a query.
await database.exec('revoke execute on function pg_catalog.set_config(text, text, boolean) from public');

/** The connection that holds the session, and those that wait for it, first come first served. */
let holder = null;
const waiting = [];
/** Who the session is at this moment. */
let sessionUser = OWNER;

/**
 * Whether a message of the API's connection would make the session somebody else. Only statements are looked at, never the
 * values that go with them.
 */
function oversteps({ user }, message) {
  if (user === OWNER || (message[0] !== QUERY && message[0] !== PARSE)) return false;
  return /session[\s_]+authorization/i.test(message.toString('latin1'));
}

/** Names of statements that connections prepared which are gone. */
const abandoned = new Set();

/** Keeps in mind which named statements a connection has prepared. */
function noteStatement({ statements }, message) {
  const nameAt = (start) => message.toString('utf8', start, message.indexOf(0, start));
  if (message[0] === PARSE && message[5] !== 0) statements.add(nameAt(5));
  else if (message[0] === CLOSE && message[5] === STATEMENT) statements.delete(nameAt(6));
}

/**
 * Closes what connections left behind when they went; only between transactions. A session elsewhere ends with its connection, this
 * one never does: each statement would stand in memory for good, and be looked at whenever a table is made or changed.
 */
async function closeAbandoned() {
  if (abandoned.size === 0) return;
  const messages = [...abandoned].map((name) => {
    const body = Buffer.from(`C0000S${name}\0`);
    body.writeUInt32BE(body.length - 1, 1);
    return body;
  });
  abandoned.clear();
  await database.execProtocolRawStream(Buffer.concat([...messages, SYNC]), { onRawData() {} });
}

/** Lets the session be the user of a connection; only between transactions. */
async function become(user) {
  if (user === sessionUser) return;
  await database.exec(`set session authorization ${user}`);
  sessionUser = user;
}

function release(connection) {
  if (holder !== connection) return;
  holder = waiting.shift() ?? null;
  if (holder) void drain(holder);
}

/** The user that a connection names in its startup message. Only the API's role is another than the owner. */
function userOf(startup) {
  const fields = startup.subarray(8).toString('utf8').split('\0');
  for (let at = 0; at + 1 < fields.length; at += 2) {
    if (fields[at] === 'user') return fields[at + 1] === 'jingwei_api' ? 'jingwei_api' : OWNER;
  }
  return OWNER;
}

function claim(connection) {
  if (holder === null) holder = connection;
  if (holder === connection) return true;
  if (!waiting.includes(connection)) waiting.push(connection);
  return false;
}

/** Runs the connection's queued messages while it holds the session. */
async function drain(connection) {
  if (connection.draining) return;
  connection.draining = true;
  try {
    while (connection.messages.length > 0 && claim(connection)) {
      const messages = connection.messages.splice(0);
      if (messages.some((message) => oversteps(connection, message))) {
        throw new Error('a connection of the API asked to be somebody else');
      }
      for (const message of messages) noteStatement(connection, message);
      if (connection.status === IDLE) {
        await closeAbandoned();
        await become(connection.user);
      }
      // Not idle until the session says so: an answer to Parse, Describe, Flush leaves a statement waiting for its Bind.
      for (const query of queriesOf(messages)) connection.status = await execute(connection, query);
      if (connection.status === IDLE && connection.messages.length === 0) release(connection);
    }
  } catch (error) {
    connection.socket.destroy(error);
  } finally {
    connection.draining = false;
  }
  if (connection.messages.length > 0 && holder === connection) void drain(connection);
  if (connection.closed) await close(connection);
}

/** Cuts messages behind each that ends a query; the last part may not be at its end yet. */
function queriesOf(messages) {
  const queries = [[]];
  for (const message of messages) {
    queries.at(-1).push(message);
    if (ENDS.has(message[0])) queries.push([]);
  }
  return queries.filter((query) => query.length > 0);
}

/**
 * Sends the messages of one query to the session and its answer to the socket; the transaction status, or null where the
 * query is not at its end. PGlite is ready for the next query twice where one failed, and once too early where that failed
 * before its end; a client would take it for the answer to its next query. So it is told once, at the end.
 */
async function execute(connection, messages) {
  let owed = ENDS.has(messages.at(-1)[0]);
  let status = null;
  // Frames may be split over chunks.
  let rest = Buffer.alloc(0);
  await database.execProtocolRawStream(Buffer.concat(messages), {
    onRawData(chunk) {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk);
      const frames = [];
      let offset = 0;
      while (rest.length - offset >= 5) {
        const length = rest.readUInt32BE(offset + 1) + 1;
        if (rest.length - offset < length) break;
        const isReady = rest[offset] === READY_FOR_QUERY;
        if (!isReady || owed) frames.push(rest.subarray(offset, offset + length));
        if (isReady && owed) status = rest[offset + 5];
        if (isReady) owed = false;
        offset += length;
      }
      if (frames.length > 0 && !connection.closed) connection.socket.write(Buffer.concat(frames));
      rest = Buffer.from(rest.subarray(offset));
    },
  });
  return status;
}

/** Gives the session back when a client goes away, ending what it left open. */
async function close(connection) {
  if (connection.draining || connection.gone) return;
  connection.gone = true;
  for (const name of connection.statements) abandoned.add(name);
  const place = waiting.indexOf(connection);
  if (place >= 0) waiting.splice(place, 1);
  if (holder !== connection) return;
  try {
    // A batch without its Sync leaves the session waiting for one; Sync first, then roll back.
    await database.execProtocolRawStream(SYNC, { onRawData() {} });
    await database.exec('rollback');
  } catch {
    // Nothing was open.
  }
  release(connection);
}

const server = createServer((socket) => {
  const connection = {
    socket,
    user: OWNER,
    messages: [],
    /** Named statements that it has prepared. */
    statements: new Set(),
    status: IDLE,
    draining: false,
    closed: false,
    gone: false,
  };
  let buffer = Buffer.alloc(0);
  let started = false;
  socket.setNoDelay(true);
  socket.on('data', (data) => {
    buffer = buffer.length > 0 ? Buffer.concat([buffer, data]) : data;
    while (true) {
      if (!started) {
        if (buffer.length < 8) break;
        const length = buffer.readUInt32BE(0);
        if (buffer.length < length) break;
        const code = buffer.readUInt32BE(4);
        if (code === SSL_REQUEST) socket.write('N');
        else if (code === CANCEL_REQUEST) return socket.destroy();
        else {
          started = true;
          connection.user = userOf(buffer.subarray(0, length));
          connection.messages.push(buffer.subarray(0, length));
        }
        buffer = buffer.subarray(length);
      } else {
        if (buffer.length < 5) break;
        const length = buffer.readUInt32BE(1) + 1;
        if (buffer.length < length) break;
        // Terminate would end PGlite's only session: it ends this connection alone.
        if (buffer[0] === TERMINATE) return socket.end();
        connection.messages.push(buffer.subarray(0, length));
        buffer = buffer.subarray(length);
      }
    }
    if (connection.messages.length > 0) void drain(connection);
  });
  const gone = () => {
    connection.closed = true;
    void close(connection);
  };
  socket.on('close', gone);
  socket.on('error', gone);
});

async function stop() {
  server.close();
  rmSync(socketPath, { force: true });
  await database.close().catch(() => {});
  process.exit(0);
}
// A Ctrl-C reaches the whole process group: the parent decides when the database goes.
process.on('SIGINT', () => {});
process.on('SIGTERM', stop);
process.on('disconnect', stop);

rmSync(socketPath, { force: true });
server.listen(socketPath, () => {
  chmodSync(socketPath, 0o600);
  process.send?.('ready');
});
