/**
 * The peer of the routes: node:http alone, which answers every request with the same bytes; with the address of a database and statements,
 * after it has sent them, one after the other. Prints `bare URL`.
 */

import { createServer } from 'node:http';
import pg from 'pg';

const [text = '', databaseUrl, ...statements] = process.argv.slice(2);
const body = Buffer.from(text);
const pool = databaseUrl ? new pg.Pool({ connectionString: databaseUrl, max: 10 }) : null;
const server = createServer(async (_request, reply) => {
  for (const statement of statements) await pool?.query(statement);
  reply.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  reply.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`bare http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`);
});
