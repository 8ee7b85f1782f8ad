import { expect, test } from 'vitest';
import { bookingOfStaffUid, icsUid } from './ics-uid';

const here = '0b6f8f0e-8f9b-4a4e-9a2a-1d1f0c7e2a11';
const staff = icsUid('staff', 'ABCD2345', here);
/** As Exchange wraps what is not Outlook's. */
const wrapped = `040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000${Buffer.from(`vCal-Uid\u0001${staff}\u0000`).toString('hex')}`;

test.each([
  ['as it was given', staff, 'abcd2345'],
  ['in capitals', staff.toUpperCase(), 'abcd2345'],
  ['inside Outlook’s own', wrapped, 'abcd2345'],
  ['a patron’s', icsUid('booking', 'abcd2345', here), null],
  ['another library’s', icsUid('staff', 'abcd2345', here.replace('0', '1')), null],
  ['Outlook’s own', '040000008200E00074C5B7101A82E008', null],
  ['nothing', '', null],
])('the booking whose file it came from: %s', (_, uid, publicId) => {
  expect(bookingOfStaffUid(uid, here)).toBe(publicId);
});
