import pino from 'pino';
import { expect, test } from 'vitest';
import { masked } from './log';

test('what a line is not to hold is masked, however deep it stands', () => {
  const lines: string[] = [];
  const log = pino({ redact: masked }, { write: (line: string) => lines.push(line) });
  log.info({ token: 's3cret', connection: { secret: 's3cret', row: { email: 's3cret@example.org', id: 7 } } }, 'x');
  expect(lines.join()).not.toContain('s3cret');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ connection: { row: { email: '[masked]', id: 7 } } });
});
