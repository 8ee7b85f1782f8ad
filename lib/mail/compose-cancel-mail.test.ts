import { expect, test } from 'vitest';
import { booking, setMailEnvironment } from './booking.test-data';
import { composeCancelMail } from './compose-cancel-mail';

setMailEnvironment();

const to = { address: 'desk@library.example', locale: 'en' };

test('says what, when and who, with the way to it at the desk, and not the patron’s address', () => {
  const mail = composeCancelMail(to, [booking]);
  expect(mail?.to).toEqual({ name: 'Central Library', address: 'desk@library.example' });
  expect(mail?.subject).toBe(
    'Cancelled by the patron: Linden Room, Monday, November 23, 2026, 2:00 PM – 3:00 PM (EST)',
  );
  expect(mail?.text).toContain('What: Linden Room\nWhen: Monday, November 23, 2026, 2:00 PM – 3:00 PM (EST)\n');
  expect(mail?.text).toContain('For: Pat <b>Rowan</b>');
  expect(mail?.text).toContain('https://book.library.example/desk/bookings/abcd2345\n');
  expect(mail?.html).not.toContain('<b>');
  expect(`${mail?.text} ${mail?.html}`).not.toContain('pat@patrons.example');
  expect(mail?.ics).toBeUndefined();
});

test('of a visit each time is named, in the location’s language whatever the patron’s is', () => {
  const other = {
    ...booking,
    publicId: 'efgh2345',
    items: booking.items.map((item) => ({ ...item, name: 'Maple Room' })),
  };
  const mail = composeCancelMail({ ...to, locale: 'es' }, [booking, other]);
  expect(mail?.subject).toBe('Canceladas por el usuario, 2 reservas: Linden Room, Maple Room');
  expect(mail?.text).toContain('Linden Room: lunes, 23 de noviembre de 2026');
  expect(mail?.text).toContain('Maple Room: lunes, 23 de noviembre de 2026');
  expect(mail?.text).toContain('abcd2345, efgh2345');
});

test('a name that is removed is left out', () => {
  expect(composeCancelMail(to, [{ ...booking, patronName: '' }])?.text).not.toContain('For:');
  expect(composeCancelMail(to, [])).toBeNull();
});
