import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, writeCsv } from './csv';

const cellsOf = (text: string) => {
  const answer = readCsv(text);
  return 'rows' in answer ? answer.rows.map(({ cells }) => cells) : answer;
};

test.each([
  [
    'plain cells',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'line feeds alone, no end of the last line',
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'semicolons, where the first line has no comma',
    'a;b\r\n"1;5";1,5\r\n',
    [
      ['a', 'b'],
      ['1;5', '1,5'],
    ],
  ],
  ['a comma beside a semicolon', 'a;b,c', [['a;b', 'c']]],
  ['a byte order mark', '\ufeffa,b', [['a', 'b']]],
  [
    'commas, quotes and lines within quotes',
    '"a,1","say ""hi""","two\r\nlines"',
    [['a,1', 'say "hi"', 'two\r\nlines']],
  ],
  [
    'empty cells, empty lines left out',
    'a,,\r\n\r\n,b,\r\n',
    [
      ['a', '', ''],
      ['', 'b', ''],
    ],
  ],
  ['a cell at the end of the file', 'a,', [['a', '']]],
  ['nothing', '', []],
])('reads %s', (_, text, cells) => {
  expect(cellsOf(text)).toEqual(cells);
});

test.each([
  ['a quote within a plain cell', 'a\nb"c,d', 2],
  ['text after a closing quote', '"a"b,c', 1],
  ['a quote that is never closed', 'a,b\n"c,d\ne', 2],
])('%s is a problem with its line', (_, text, line) => {
  expect(readCsv(text)).toEqual({ line, problem: 'csv_quote' });
});

test('rows know the line they begin at, lines within quotes counted', () => {
  const answer = readCsv('a\r\n"b\r\nb"\r\n\r\nc\r\n');
  expect('rows' in answer && answer.rows.map(({ line }) => line)).toEqual([1, 2, 5]);
});

test.each(['=1+1', '+49', '-1', '@SUM(A1)', '\tx', "'quoted", "'=1"])('%j is written as text', (text) => {
  expect(writeCsv([[text]])).toMatch(/^"?'/);
  expect(cellsOf(writeCsv([[text]]))).toEqual([[text]]);
});

test('an apostrophe at the beginning of an ordinary word stays when it is read', () => {
  expect(cellsOf("'Tis,b")).toEqual([["'Tis", 'b']]);
});

test('whatever is written is read again as it was', () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^[=+\-@'",\r\n\t a]{0,8}$/));
  const rows = fc.array(
    fc.array(cell, { minLength: 1, maxLength: 5 }).filter((row) => row.some((text) => text !== '')),
  );
  fc.assert(
    fc.property(rows, (table) => {
      expect(cellsOf(writeCsv(table))).toEqual(table);
    }),
  );
});
