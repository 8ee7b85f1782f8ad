import { expect, test } from 'vitest';
import { helpsWith, subjectNames } from './subjects';

const people = [{ subjects: ['law', 'Éducation'] }, { subjects: ['Law', 'HISTORY'] }, { subjects: ['Law'] }];

test('a subject is one whatever the case of its letters, and is called as most people write it', () => {
  expect([...subjectNames(people).values()]).toEqual(['Law', 'Éducation', 'HISTORY']);
  expect([...subjectNames([...people].reverse()).values()]).toEqual(['Law', 'HISTORY', 'Éducation']);
  expect([...subjectNames([{ subjects: ['music'] }, { subjects: ['Music'] }]).values()]).toEqual(['Music']);
});

test('whoever helps with it does so however it is asked for', () => {
  expect(people.filter((one) => helpsWith(one, 'LAW '))).toHaveLength(3);
  expect(people.filter((one) => helpsWith(one, 'e\u0301ducation'))).toHaveLength(1);
  expect(people.filter((one) => helpsWith(one, 'la'))).toHaveLength(0);
});
