// DuckDB on a copy of the history, for tests.
import { DuckDBInstance } from "@duckdb/node-api";

export interface Database {
  /** Runs statements; gives the rows of the last, by column. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

/**
 * DuckDB in memory, which looks for files in a folder. It is given a copy, since it reads S3 by an extension (httpfs) that it fetches from the network, and
 * tests do without the network.
 */
export async function databaseIn(folder: string): Promise<Database> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`SET file_search_path = '${folder}'`);
  return {
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
