import { expect, test } from 'vitest';
import { booking, setMailEnvironment } from './booking.test-data';
import { composeMediationMail } from './compose-mediation-mail';

setMailEnvironment();

const to = { name: 'Mo Reed', address: 'mo@library.example', locale: 'en' };
const facts = { to, libraryName: 'Library Example', requests: [booking] };

test('one request: what, when and who, and the way to it', () => {
  const { subject, text, html } = composeMediationMail('mediation_wanted', facts);
  expect(subject).toBe('Request to decide: Linden Room, Monday, November 23, 2026, 2:00 PM – 3:00 PM (EST)');
  expect(text).toContain('For: Pat <b>Rowan</b>');
  expect(text).toContain('https://book.library.example/desk/requests#request-abcd2345\n');
  expect(html).not.toContain('<b>');
});

test('a digest names all that wait, in the reader’s language', () => {
  const other = { ...booking, items: booking.items.map((item) => ({ ...item, name: 'Maple Room' })) };
  const { subject, text } = composeMediationMail('mediation_digest', {
    ...facts,
    to: { ...to, locale: 'es' },
    requests: [booking, other],
  });
  expect(subject).toBe('2 solicitudes esperan una decisión');
  expect(text).toContain('Linden Room: lunes, 23 de noviembre de 2026');
  expect(text).toContain('Maple Room: lunes');
});
