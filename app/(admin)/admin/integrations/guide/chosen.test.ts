import { expect, test } from 'vitest';
import { delegatedPermissions } from '../delegated-permissions';
import { chosenOf, handoutOf } from './chosen';

const saved = { accountType: 'AzureADMultipleOrgs', cloud: 'china', roomMode: 'app' } as const;
const names = (...given: Parameters<typeof chosenOf>) =>
  delegatedPermissions(chosenOf(...given)).map(({ name }) => name);

test('what was answered counts before what was saved', () => {
  expect(chosenOf({}, null)).toEqual({ type: 'AzureADMyOrg', cloud: 'global', rooms: 'delegated' });
  expect(chosenOf({ type: 'moon' }, saved)).toEqual({ type: 'AzureADMultipleOrgs', cloud: 'china', rooms: 'app' });
  expect(chosenOf({ type: 'AzureADMyOrg', cloud: 'us_gov', rooms: 'delegated' }, saved)).toEqual({
    ...{ type: 'AzureADMyOrg', cloud: 'us_gov', rooms: 'delegated' },
  });
});

test('the sheet for IT follows the same answers', () => {
  const chosen = chosenOf({ type: 'AzureADMyOrg', cloud: 'us_gov', rooms: 'app' }, null);
  const { pathname, searchParams } = new URL(handoutOf(chosen), 'https://library.example');
  expect(pathname).toBe('/admin/integrations/handout');
  expect(chosenOf(Object.fromEntries(searchParams), null)).toEqual(chosen);
});

test('rights to others’ calendars are asked for only where an account reaches the rooms', () => {
  expect(names({}, null)).toContain('Calendars.ReadWrite.Shared');
  expect(names({ rooms: 'app' }, null)).not.toContain('Calendars.ReadWrite.Shared');
  expect(names({ type: 'PersonalMicrosoftAccount' }, null)).not.toContain('Calendars.ReadWrite.Shared');
});
