import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** Found by their shape, as bad-input finds them: whoever asks for one of these rights and writes says so. */
describe('whatever an admin changes is on record', () => {
  const folder = path.join(process.cwd(), 'lib/usecases');
  const textOf = (name: string) => fs.readFileSync(path.join(folder, `${name}.ts`), 'utf8');
  const files = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
    .map((file) => file.replace(/\.ts$/, ''));
  const WRITES = /\b(inTransaction|catalogueAct|appointmentAct|changeAvailability)\(/;
  const RIGHTS =
    /'(manage_|write_|settle_|mediate|ban_|tend_)\w+'|\b(catalogueAct|appointmentAct|changeAvailability)\(/;
  /** What only begins such acts; each of its users is looked at. */
  const BEGINNINGS = ['catalogue-act', 'appointment-rights', 'allowed-at'];
  /** It sends somebody to Microsoft; `finish-outlook-connection` says what came of it; a trial changes nothing. */
  const ONLY_BEGINS = ['connect-outlook', 'start-preflight'];
  const found = files.filter((name) => {
    const text = textOf(name);
    return ![...BEGINNINGS, ...ONLY_BEGINS].includes(name) && WRITES.test(text) && RIGHTS.test(text);
  });
  const isOnRecord = (name: string, depth = 1): boolean => {
    const text = textOf(name);
    if (/\baudit\(|changeAvailability\(/.test(text)) return true;
    const neighbours = [...text.matchAll(/from '\.\/([\w-]+)'/g)].map(([, one = '']) => one);
    return depth > 0 && neighbours.some((one) => !BEGINNINGS.includes(one) && isOnRecord(one, depth - 1));
  };

  test('there are many', () => expect(found.length).toBeGreaterThan(45));
  test.each(found)('%s', (name) => expect(isOnRecord(name)).toBe(true));
});

/** Its acts and what they are about, as the type says. */
test('every act has words', () => {
  const words = JSON.parse(fs.readFileSync('lib/messages/en/audit.json', 'utf8')) as Record<string, object>;
  const union = fs.readFileSync('lib/db/audit.ts', 'utf8').split('export type AuditAct =')[1]?.split(';')[0] ?? '';
  const acts = [...union.matchAll(/['`]([^|\n]*(?:\$\{[^}]*\}[^|\n]*)*)['`]\n/g)].flatMap(([, text = '']) =>
    expand(text),
  );
  expect(acts.length).toBeGreaterThan(100);
  const unsaid = acts.filter((act) => {
    const [thing = '', verb = ''] = act.split('.');
    return !Object.hasOwn(words.things ?? {}, thing) || !Object.hasOwn(words.verbs ?? {}, verb);
  });
  expect(unsaid).toEqual([]);
});

/** `a.${'b' | 'c'}` as a.b and a.c. */
function expand(text: string): string[] {
  const hole = /\$\{([^}]*)\}/.exec(text);
  if (!hole) return [text];
  const names = [...(hole[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
  return names.flatMap((name) => expand(text.replace(hole[0], name)));
}
