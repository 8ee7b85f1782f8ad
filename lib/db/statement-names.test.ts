import { describe, expect, it } from 'vitest';
import { createStatementNames } from './statement-names';

const ask = (nameOf: (query: { sql: string }) => string, sql: string, times: number) => {
  let name = '';
  for (let time = 0; time < times; time += 1) name = nameOf({ sql });
  return name;
};

describe('names of statements', () => {
  it('names what comes again and again, always with the same name', () => {
    const nameOf = createStatementNames();
    expect(ask(nameOf, 'SELECT 1', 3)).toBe('');
    const name = ask(nameOf, 'SELECT 1', 10);
    expect(name).not.toBe('');
    expect(nameOf({ sql: 'SELECT 1' })).toBe(name);
    expect(ask(nameOf, 'SELECT 2', 20)).not.toBe(name);
  });

  it('leaves texts without a name once enough have one', () => {
    const nameOf = createStatementNames();
    const named = Array.from({ length: 400 }, (_, index) => ask(nameOf, `SELECT ${index}`, 8)).filter(Boolean);
    expect(named).toHaveLength(300);
    expect(new Set(named).size).toBe(300);
    expect(nameOf({ sql: 'SELECT 0' })).toBe(named[0]);
  });
});
