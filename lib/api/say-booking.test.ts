import { expect, test } from 'vitest';
import { namesOf } from './say-name';
import { sayStatus } from './say-status';

test.each([
  ['Rosa Reader', '', 'Rosa', 'Reader'],
  ['Mary Ann Smith', '', 'Mary Ann', 'Smith'],
  ['John van Dyke', 'John', 'John', 'van Dyke'],
  ['Prince', '', 'Prince', ''],
  ['', '', '', ''],
  // Renamed since: what was given is no beginning of it any more.
  ['Maria Berg', 'Rosa', 'Maria', 'Berg'],
])('of “%s” with the first name “%s”: “%s”, “%s”', (name, given, firstName, lastName) => {
  expect(namesOf(name, given)).toEqual({ firstName, lastName });
});

test('the words that clients look for are in every status, and in none where they would mislead', () => {
  const said = (status: Parameters<typeof sayStatus>[0]['status'], more: object = {}) =>
    sayStatus({ status, cause: 'user', mediatedAt: null, ...more });
  const table = {
    confirmed: said('confirmed'),
    approved: said('confirmed', { mediatedAt: new Date() }),
    waiting: said('mediation'),
    denied: said('denied', { mediatedAt: new Date() }),
    unverified: said('unverified'),
    pending: said('pending_remote'),
    to_confirm: said('to_confirm'),
    byPatron: said('cancelled'),
    byStaff: said('cancelled', { cause: 'staff' }),
    byOutlook: said('cancelled', { cause: 'remote' }),
    lapsed: said('expired'),
    nobodyCame: said('released'),
  };
  expect(table).toEqual({
    ...{
      confirmed: 'Confirmed',
      approved: 'Mediated Approved',
      waiting: 'Mediated Tentative',
      denied: 'Mediated Denied',
    },
    ...{ unverified: 'Tentative', pending: 'Tentative', to_confirm: 'Tentative' },
    ...{ byPatron: 'Cancelled by User', byStaff: 'Cancelled by Admin', byOutlook: 'Cancelled by System' },
    ...{ lapsed: 'Cancelled by System', nobodyCame: 'Cancelled by System' },
  });
});
