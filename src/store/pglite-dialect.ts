/**
 * Kysely over PGlite in a few lines.
 *
 * Kysely's own PGlite dialect shares one connection object, so a query that runs beside an open transaction joins it and is lost
 * with its rollback. Here every acquisition is an object of its own: only the holder of a transaction writes into it, the others
 * wait for PGlite's lock. A query on `db` inside a transaction's callback would wait for ever: use the transaction's handle.
 */

import type { PGlite, Transaction } from '@electric-sql/pglite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';

export class PgliteDialect implements Dialect {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  createDriver(): Driver {
    return pgliteDriver(this.#pglite);
  }

  createQueryCompiler() {
    return new PostgresQueryCompiler();
  }

  createAdapter() {
    return new PostgresAdapter();
  }

  createIntrospector(db: ConstructorParameters<typeof PostgresIntrospector>[0]) {
    return new PostgresIntrospector(db);
  }
}

interface OpenTransaction {
  handle: Transaction;
  commit: () => void;
  rollback: (reason: Error) => void;
  ended: Promise<void>;
}

const rolledBack = new Error('rolled back by the caller');

function pgliteDriver(pglite: PGlite): Driver {
  const open = new WeakMap<DatabaseConnection, OpenTransaction>();

  function newConnection(): DatabaseConnection {
    const connection: DatabaseConnection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const target = open.get(connection)?.handle ?? pglite;
        const result = await target.query<R>(query.sql, [...query.parameters]);
        return result.affectedRows === undefined
          ? { rows: result.rows }
          : { rows: result.rows, numAffectedRows: BigInt(result.affectedRows) };
      },
      // biome-ignore lint/correctness/useYield: the interface wants a generator; PGlite cannot stream
      async *streamQuery() {
        throw new Error('PGlite cannot stream a query');
      },
    };
    return connection;
  }

  function take(connection: DatabaseConnection): OpenTransaction {
    const transaction = open.get(connection);
    if (!transaction) throw new Error('no transaction is open on this connection');
    open.delete(connection);
    return transaction;
  }

  return {
    async init() {
      await pglite.waitReady;
    },
    acquireConnection: async () => newConnection(),
    async beginTransaction(connection) {
      const begun = Promise.withResolvers<Transaction>();
      const settled = Promise.withResolvers<void>();
      const ended = pglite.transaction(async (handle) => {
        begun.resolve(handle);
        await settled.promise;
      });
      ended.catch(begun.reject);
      const handle = await begun.promise;
      open.set(connection, { handle, commit: settled.resolve, rollback: settled.reject, ended });
    },
    async commitTransaction(connection) {
      const transaction = take(connection);
      transaction.commit();
      await transaction.ended;
    },
    async rollbackTransaction(connection) {
      const transaction = take(connection);
      transaction.rollback(rolledBack);
      await transaction.ended.catch((error: unknown) => {
        if (error !== rolledBack) throw error;
      });
    },
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
}
