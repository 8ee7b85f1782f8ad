import { expect, test } from 'vitest';
import { openApi } from './open-api';
import { readReserve, reserveBody } from './read-reserve';

const read = (body: object) => readReserve(reserveBody.parse(body));
const whole = {
  start: '2026-11-23T10:00',
  fname: ' Rosa ',
  lname: 'R',
  email: 'r@example.org',
  bookings: [{ id: '7', to: '2026-11-23' }],
};

test('whatever is no text, number or list counts as missing, and none of it breaks anything', () => {
  const odd = { start: {}, fname: null, lname: [], email: '  ', bookings: 'all', adminbooking: '1', locale: 'xx' };
  expect(read(odd)).toMatchObject({ ok: false, lines: { length: 5 } });
  expect(read({ ...whole, bookings: [{ id: [1], to: '2026-11-23' }] })).toMatchObject({
    lines: ['booking 0 does not contain a valid item id or seat id'],
  });
  expect(read({ ...whole, bookings: [null, { id: -1, seat_id: 0, to: 5 }] })).toMatchObject({
    lines: [
      'booking 0 does not contain a valid item id or seat id',
      "booking 0 does not contain a 'to' date",
      'booking 1 does not contain a valid item id or seat id',
      "booking 1 'to' datetime is invalid",
    ],
  });
});

test('what is there is read, in whatever spelling', () => {
  const answers = { q1: 5, q2: ['a', 3], q3: null, formAnswers: { q4: true } };
  expect(read({ ...whole, ...answers, test: '1', locale: 'es' })).toMatchObject({
    ok: true,
    value: {
      ...{ givenName: 'Rosa', account: '', nickname: '', locale: 'es', rehearsal: true, beyondRules: false },
      ...{ answers: { q1: '5', q2: ['a', '3'], q4: 'true' }, start: { date: '2026-11-23', minute: 600 } },
      items: [{ spaceId: 7, seatId: null, to: { isWholeDay: true } }],
    },
  });
});

test('the description says what has to be there', () => {
  const { paths } = openApi('https://library.example') as { paths: Record<string, Record<string, Operation>> };
  const schema = paths['/space/reserve']?.post?.requestBody?.content['application/json'].schema;
  expect(schema?.required).toEqual(['start', 'fname', 'lname', 'email', 'bookings']);
  const appointment = paths['/appointments/book']?.post?.requestBody?.content['application/json'].schema;
  expect(appointment?.required).toEqual(['user_id', 'start', 'fname', 'lname', 'email']);
  const move = paths['/space/booking/{id}/update/datetime']?.post?.parameters ?? [];
  expect(move.filter(({ required }) => required).map(({ name }) => name)).toEqual(['id', 'start', 'to']);
  const code = paths['/space/checkin']?.post?.parameters ?? [];
  expect(code.filter(({ required }) => required).map(({ name }) => name)).toEqual(['code', 'id']);
});

type Operation = {
  parameters: { name: string; required: boolean }[];
  requestBody?: { content: { 'application/json': { schema: { required: string[] } } } };
};
