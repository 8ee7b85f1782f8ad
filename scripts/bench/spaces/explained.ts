import fs from 'node:fs';
import pg from 'pg';

/** Every statement of the sessions that begin from now on is written, with its plan, into the server's log. */
export async function explainAll(address: string): Promise<void> {
  const name = new URL(address).pathname.slice(1);
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  for (const setting of [
    ...["session_preload_libraries = 'auto_explain'", 'auto_explain.log_min_duration = 0'],
    ...['auto_explain.log_format = json', 'auto_explain.log_nested_statements = on'],
  ])
    await client.query(`ALTER DATABASE "${name}" SET ${setting}`);
  await client.end();
}

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Node[] };
type Logged = { 'Query Text': string; Plan: Node };

/** How the tables named were read since `from` (a place in the log): every scan, and the queries that read a whole table. */
export function scansOf(logFile: string, from: number, tables: ReadonlySet<string>): { whole: string[]; by: string[] } {
  const text = fs.readFileSync(logFile, 'utf8').slice(from);
  const [whole, by] = [new Set<string>(), new Set<string>()];
  for (const [, json = ''] of text.matchAll(/duration: .*? plan:\n(\t\{[\s\S]*?\n\t\})/g)) {
    const { 'Query Text': query, Plan } = JSON.parse(json) as Logged;
    for (const { 'Relation Name': table, 'Index Name': index, 'Node Type': type } of nodesOf(Plan)) {
      if (!table || !tables.has(table)) {
        if (index) by.add(index);
        continue;
      }
      by.add(`${table}: ${index ?? type}`);
      if (type.endsWith('Seq Scan')) whole.add(`${table} by ${query.replace(/\s+/g, ' ').slice(0, 120)}`);
    }
  }
  return { whole: [...whole], by: [...by] };
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
