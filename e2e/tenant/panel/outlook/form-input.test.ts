import { describe, expect, it } from 'vitest';
import { FormProblem, inputFrom } from './form-input';
import { blankValues, type FormValues, readValues } from './form-values';

const people = [
  { name: 'Farid Haddad', address: 'farid@x.example', isRoom: false },
  { name: 'Studio', address: 'studio@x.example', isRoom: true },
];
const about = { timeZone: 'Eastern Standard Time', people, mayRepeat: true, mayInvite: true };
const values = (more: Partial<FormValues> = {}): FormValues => ({
  ...blankValues('2026-10-06'),
  title: 'Talk',
  ...more,
});
const input = (more: Partial<FormValues>, present?: FormValues) => {
  const read = inputFrom(values(more), present ? { ...about, present } : about);
  if (read instanceof FormProblem) throw new Error(`${read.field}: ${read.text}`);
  return read;
};
const problem = (more: Partial<FormValues>) => {
  const read = inputFrom(values(more), about);
  return read instanceof FormProblem ? read.field : 'accepted';
};

describe('what the form says, in the form of Graph', () => {
  it('a plain event', () => {
    expect(input({})).toEqual({
      subject: 'Talk',
      start: { dateTime: '2026-10-06T10:00:00', timeZone: 'Eastern Standard Time' },
      end: { dateTime: '2026-10-06T11:00:00', timeZone: 'Eastern Standard Time' },
      isAllDay: false,
      showAs: 'busy',
      sensitivity: 'normal',
      categories: [],
      location: { displayName: '' },
    });
  });

  it('all day ends at the midnight after its last day', () => {
    expect(input({ allDay: true, endDate: '2026-10-08' })).toMatchObject({
      isAllDay: true,
      end: { dateTime: '2026-10-09T00:00:00' },
    });
  });

  it('people are required, rooms are resources and the place; others come by address', () => {
    const read = input({
      invited: ['farid@x.example', 'studio@x.example'],
      others: 'pat@home.example; kim@home.example',
    });
    expect(read.attendees).toMatchObject([
      { type: 'required', emailAddress: { name: 'Farid Haddad' } },
      { type: 'resource', emailAddress: { address: 'studio@x.example' } },
      { emailAddress: { address: 'pat@home.example' } },
      { emailAddress: { address: 'kim@home.example' } },
    ]);
    expect(read.location).toMatchObject({ displayName: 'Studio', locationType: 'conferenceRoom' });
    expect(input({ invited: ['studio@x.example'], location: 'Roof' }).location).toEqual({ displayName: 'Roof' });
  });

  it.each([
    [
      { repeat: 'daily', interval: '2' },
      { type: 'daily', interval: 2 },
    ],
    [{ repeat: 'weekly' }, { type: 'weekly', daysOfWeek: ['tuesday'] }],
    [{ repeat: 'weekly', weekdays: ['monday', 'friday'] }, { daysOfWeek: ['monday', 'friday'] }],
    [{ repeat: 'absoluteMonthly' }, { type: 'absoluteMonthly', dayOfMonth: 6 }],
    [{ repeat: 'relativeMonthly' }, { type: 'relativeMonthly', index: 'first', daysOfWeek: ['tuesday'] }],
    [
      { repeat: 'relativeMonthly', date: '2026-10-29' },
      { index: 'last', daysOfWeek: ['thursday'] },
    ],
    [
      { repeat: 'relativeMonthly', index: 'last', weekdays: ['friday'] },
      { index: 'last', daysOfWeek: ['friday'] },
    ],
    [{ repeat: 'absoluteYearly' }, { type: 'absoluteYearly', dayOfMonth: 6, month: 10 }],
    [{ repeat: 'relativeYearly' }, { type: 'relativeYearly', month: 10, index: 'first' }],
  ] as [Partial<FormValues>, object][])('repeats: %j', (more, pattern) => {
    expect((input(more).recurrence as { pattern: object }).pattern).toMatchObject(pattern);
  });

  it('ends never, on a date, or after a number of times', () => {
    const range = (more: Partial<FormValues>) =>
      (input({ repeat: 'daily', ...more }).recurrence as { range: object }).range;
    expect(range({})).toMatchObject({ type: 'noEnd', startDate: '2026-10-06' });
    expect(range({ ends: 'endDate', until: '2026-10-09' })).toMatchObject({ type: 'endDate', endDate: '2026-10-09' });
    expect(range({ ends: 'numbered', count: '3' })).toMatchObject({ type: 'numbered', numberOfOccurrences: 3 });
  });
});

describe('a change', () => {
  it('writes only what differs, so that a new title moves nothing', () => {
    expect(input({ title: 'Other' }, values())).toEqual({ subject: 'Other' });
    expect(input({}, values())).toEqual({});
  });

  it('takes the pattern of a series along to another date, unless another weekday was chosen', () => {
    const present = values({ repeat: 'weekly', weekdays: ['tuesday'] });
    const pattern = (more: Partial<FormValues>) =>
      (input({ ...present, ...more }, present).recurrence as { pattern: object }).pattern;
    expect(pattern({ date: '2026-10-07' })).toMatchObject({ daysOfWeek: ['wednesday'] });
    expect(pattern({ date: '2026-10-07', weekdays: ['tuesday', 'wednesday'] })).toMatchObject({
      daysOfWeek: ['tuesday', 'wednesday'],
    });
  });

  it('that no longer repeats, or invites nobody any more, says so', () => {
    expect(input({}, values({ repeat: 'daily' }))).toEqual({ recurrence: null });
    expect(input({}, values({ invited: ['farid@x.example'] }))).toEqual({ attendees: [] });
  });

  it('of the room takes the place along, if the place was the room', () => {
    const present = values({ invited: ['studio@x.example'], location: 'Studio' });
    expect(input({ invited: [], location: 'Studio' }, present)).toEqual({
      attendees: [],
      location: { displayName: '' },
    });
    expect(input({ ...present, title: 'Other' }, present)).toEqual({ subject: 'Other' });
    const other = inputFrom(
      { ...present, invited: ['oak@x.example'] },
      {
        ...about,
        people: [...people, { name: 'Oak', address: 'oak@x.example', isRoom: true }],
        present,
      },
    );
    expect(other).toMatchObject({ location: { displayName: 'Oak' } });
  });
});

describe('a problem names its field', () => {
  it.each([
    [{ date: '' }, 'date'],
    [{ date: '2026-02-30' }, 'date'],
    [{ endDate: 'soon' }, 'endDate'],
    [{ endDate: '2026-10-05' }, 'endDate'],
    [{ start: '25:00' }, 'start'],
    [{ end: '' }, 'end'],
    [{ end: '10:00' }, 'end'],
    [{ end: '09:00', endDate: '2026-10-07' }, 'accepted'],
    [{ others: 'not an address' }, 'others'],
    [{ repeat: 'daily', interval: '0' }, 'interval'],
    [{ repeat: 'daily', ends: 'endDate' }, 'until'],
    [{ repeat: 'daily', ends: 'endDate', until: '2026-10-05' }, 'until'],
    [{ repeat: 'daily', ends: 'numbered', count: '1000' }, 'count'],
    [{ repeat: 'daily', ends: 'numbered' }, 'count'],
  ] as [Partial<FormValues>, string][])('%j: %s', (more, field) => {
    expect(problem(more)).toBe(field);
  });

  it('a form of programs that knows fewer fields still means what it meant', () => {
    const read = readValues(
      new URLSearchParams({
        title: 'y',
        date: '2026-10-06',
        start: '10:00',
        end: '11:00',
        repeat: 'daily',
        until: '2026-10-08',
      }),
    );
    expect(read).toMatchObject({ ends: 'endDate', interval: '1', sensitivity: 'normal', showAs: 'busy' });
  });
});
