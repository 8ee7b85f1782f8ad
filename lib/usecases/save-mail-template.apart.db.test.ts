import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { onlyTry } from '@/lib/mail/mail-try';
import { ourWords } from '@/lib/mail/our-words';
import { send } from '@/lib/mail/send';
import { sendSeriesMail } from '@/lib/mail/send-series-mail';
import { previewMailTemplate } from './preview-mail-template';
import { givenBooking } from './requests.test-data';
import { resetMailTemplate, saveMailTemplate } from './save-mail-template';
import { viewMailTemplate } from './view-mail-template';
import { viewMailTemplates } from './view-mail-templates';

vi.mock('@/lib/mail/send', () => ({ send: vi.fn() }));

testDatabase();
afterAll(closeQueue);
let sample: Sample;
let admin: Actor;
beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const row = await db().person.create({ data: { name: 'Kim', email: 'kim@library.example', role: 'admin' } });
  admin = { kind: 'person', id: row.id, name: 'Kim', email: row.email, role: 'admin', locale: 'en' };
});

const now = new Date('2026-11-20T12:00:00Z');
const ours = (locale: 'en' | 'es') => ourWords('booking_confirmed', locale);
const typed = (more: object = {}) => ({
  ...{ location: String(sample.location.id), template: 'booking_confirmed' },
  ...{ subject_en: 'Yours: {space}', body_en: 'Dear {patron},\r\n\r\ncome in.' },
  ...{ subject_es: ours('es').subject, body_es: ours('es').body },
  ...more,
});

test('a location’s own words are stored, previewed and forgotten; what equals ours is ours', async () => {
  expect(await previewMailTemplate(admin, typed(), now)).toMatchObject({
    value: {
      en: { subject: 'Yours: Quiet room', text: expect.stringMatching(/^Dear Alex Morgan,\n\ncome in\.\n\nWhat:/) },
      es: { subject: expect.stringContaining('Reservado: Quiet room, sábado, 21 de noviembre') },
    },
  });
  expect(await db().mailTemplate.count()).toBe(0);
  expect(await saveMailTemplate(admin, typed())).toMatchObject({ ok: true });
  const stored = await db().mailTemplate.findMany();
  expect(stored).toMatchObject([{ locale: 'en', subject: 'Yours: {space}', body: 'Dear {patron},\n\ncome in.' }]);
  const view = await viewMailTemplates(admin, { location: sample.location.id });
  expect(view.ok && view.value.mails.filter(({ own }) => own.length > 0)).toMatchObject([
    { template: 'booking_confirmed', own: ['en'] },
  ]);
  expect(await resetMailTemplate(admin, typed())).toMatchObject({ ok: true });
  expect(await db().mailTemplate.count()).toBe(0);
  expect(await db().auditEntry.count({ where: { act: 'mail_template.saved' } })).toBe(2);
});

test('what a mail does not have, a half and too much are refused at their fields; others may not', async () => {
  const problem = async (more: object) => {
    const answer = await saveMailTemplate(admin, typed(more));
    return answer.ok || answer.refusal.code !== 'invalid' ? answer : answer.refusal.fields;
  };
  expect(await problem({ body_en: 'Come by {until}' })).toEqual({ body_en: 'unknown_variable' });
  expect(await problem({ subject_es: '{Space}', body_es: '{patron' })).toEqual({
    ...{ subject_es: 'unknown_variable', body_es: 'unknown_variable' },
  });
  expect(await problem({ body_en: ' ' })).toEqual({ body_en: 'required' });
  expect(await problem({ subject_en: 'x'.repeat(201) })).toEqual({ subject_en: 'too_long' });
  expect(await problem({ template: 'case_opened' })).toEqual({ template: 'invalid' });
  expect(await problem({ location: '0' })).toHaveProperty('location');
  const staff: Actor = { ...admin, role: 'staff' } as Actor;
  for (const act of [saveMailTemplate, resetMailTemplate])
    expect(await act(staff, typed())).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await previewMailTemplate(staff, typed(), now)).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await db().mailTemplate.count()).toBe(0);
});

test('mails about a series are among them, with a preview of several times and names of their own', async () => {
  const words = { subject_en: '{count} times: {space}', body_en: 'Dear {patron}, see you.' };
  const series = typed({ template: 'series_booked', ...words, subject_es: '', body_es: '' });
  const view = await viewMailTemplates(admin, {});
  expect(view.ok && view.value.mails.map(({ template }) => template)).toEqual(
    expect.arrayContaining(['booking_confirmed', 'series_booked', 'series_cancelled']),
  );
  expect(await previewMailTemplate(admin, series, now)).toMatchObject({
    value: {
      en: { subject: '3 times: Quiet room', text: expect.stringMatching(/^Dear Alex Morgan, see you\.\n/) },
      es: { subject: 'Reservado 3 veces: Quiet room' },
    },
  });
  for (const body_en of ['Your code is {code}', 'On {when}'])
    expect(await saveMailTemplate(admin, { ...series, body_en })).toMatchObject({
      refusal: { fields: { body_en: 'unknown_variable' } },
    });
  expect(await saveMailTemplate(admin, series)).toMatchObject({ ok: true });
  const cancelled = { ...series, template: 'series_cancelled', ...{ subject_en: '', body_en: '' } };
  expect(await previewMailTemplate(admin, cancelled, now)).toMatchObject({
    value: { en: { subject: 'Cancelled 3 times: Quiet room' } },
  });
  expect(await viewMailTemplate(admin, { location: sample.location.id, template: 'series_booked' })).toMatchObject({
    value: { variables: expect.arrayContaining(['count']), words: { en: { isOwn: true }, es: { isOwn: false } } },
  });
  const { id: seriesId } = await db().bookingSeries.create({ data: { rule: {}, createdById: sample.ada.id } });
  for (const [n, day] of ['2026-11-23', '2026-11-30'].entries()) {
    const { id } = await givenBooking(sample.quiet.id, { start: moment(day, '10:00'), end: moment(day, '11:00') });
    await db().booking.update({ where: { id }, data: { seriesId, publicId: `series2${n + 2}` } });
  }
  await sendSeriesMail({ template: 'series_booked', seriesId }, onlyTry(now), now);
  expect(vi.mocked(send).mock.calls[0]?.[0].subject).toBe('2 times: Quiet room');
});
