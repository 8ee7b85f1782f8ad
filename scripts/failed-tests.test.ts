import { expect, test } from 'vitest';
import { failedJourneys, failedUnits } from './failed-tests.mjs';

test('of unit tests: each that failed, and each file that did not load', () => {
  const report = {
    testResults: [
      {
        ...{ name: '/project/lib/a.test.ts', status: 'failed', message: '' },
        assertionResults: [
          { status: 'passed', fullName: 'a holds', failureMessages: [] },
          { status: 'failed', fullName: 'a breaks', failureMessages: ['\u001b[31mexpected 1\u001b[39m\nat line 3'] },
        ],
      },
      { name: '/project/lib/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      { name: '/project/lib/c.test.ts', status: 'passed', message: '', assertionResults: [] },
    ],
  };
  expect(failedUnits(report, '/project')).toEqual([
    { name: 'lib/a.test.ts › a breaks', message: 'expected 1\nat line 3' },
    { name: 'lib/b.test.ts', message: 'Cannot find module' },
  ]);
  expect(failedUnits(undefined, '/project')).toEqual([]);
});

test('of journeys: each that failed, however deep its suite, with its first error', () => {
  const spec = (title: string, ok: boolean, message?: string) => ({
    ...{ file: 'a.spec.ts', title, ok },
    tests: [{ results: [{ error: message === undefined ? undefined : { message } }] }],
  });
  const report = {
    suites: [{ specs: [spec('books', true)], suites: [{ specs: [spec('cancels', false, 'Timed out\nat 4')] }] }],
  };
  expect(failedJourneys(report)).toEqual([{ name: 'a.spec.ts › cancels', message: 'Timed out\nat 4' }]);
});
