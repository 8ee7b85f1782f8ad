import pg from 'pg';
import { vi } from 'vitest';

/** Tables that statements with this text in them read from end to end, as the database plans them for what `run` asks. */
export async function scannedTables(text: string, run: () => Promise<unknown>): Promise<string[]> {
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  await run();
  const sent = asked.mock.calls.map(([query]) => query as unknown as { text: string; values: unknown[] });
  asked.mockRestore();
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const scanned: string[] = [];
  const found = sent.filter((one) => one.text?.includes(text));
  if (found.length === 0) throw new Error(`no statement has ${text} in it`);
  for (const { text: sql, values } of found) {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>({
      ...{ text: `EXPLAIN (FORMAT JSON) ${sql}`, values },
    });
    const nodes = rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan));
    scanned.push(
      ...nodes.flatMap((node) => (node['Node Type'].endsWith('Seq Scan') ? (node['Relation Name'] ?? []) : [])),
    );
  }
  await client.end();
  return scanned;
}

type Node = { 'Node Type': string; 'Relation Name'?: string; Plans?: Node[] };
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
