import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, tokenOf } from '../testing';
import { ADA, at, BEN, CARLA, CEDAR, daily, invited, OUTSIDE, room, stage, timesOf } from './testing';

let tenant: Tenant;
let on: ReturnType<typeof stage>;

beforeEach(() => {
  tenant = frozenTenant();
  on = stage(tenant);
});

const partOf = (mail: Json) => mail.attachments[0].text.replaceAll('\r\n ', '');
const importInto = async (upn: string, text: string) => {
  const url = `http://localhost:4365/_control/mailboxes/${upn}/import`;
  return (await tenant.fetch(new Request(url, { method: 'POST', body: text }))).json();
};

describe('who is mailed (GC 2.1)', () => {
  it('[GC13.9] nobody, when nobody is invited, whatever is done', async () => {
    const token = await tokenOf(tenant, 'admin@library.example');
    const path = `/v1.0/users/${CEDAR}/events`;
    const { body } = await ask(tenant, 'POST', path, { token, body: at(6, '13:00', '14:00') });
    await ask(tenant, 'PATCH', `${path}/${body.id}`, { token, body: at(6, '15:00', '16:00') });
    await ask(tenant, 'DELETE', `${path}/${body.id}`, { token });
    const series = await on.create(CEDAR, at(6, '13:00', '14:00', { recurrence: daily(3) }));
    await on.act(CEDAR, series, 'shift', { days: 1 });
    await on.act(CEDAR, series, 'cancel');
    await on.pass(600_000);
    expect(await on.mails()).toEqual([]);
  });

  it('[GC13.9] people here and outside, with a calendar part; there is no switch against it', async () => {
    const location = { displayName: 'Room 4; east' };
    await on.create(ADA, at(6, '13:00', '14:00', { attendees: invited(BEN, OUTSIDE), location }));
    const [mail, ...others] = await on.mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      via: 'exchange',
      from: `Ada Lindgren <${ADA}>`,
      to: [BEN, OUTSIDE],
      subject: 'Collections',
      attachments: [{ contentType: 'text/calendar; charset=utf-8; method=REQUEST' }],
    });
    expect(mail.text).toMatch(/When: Tuesday 2026-10-06 13:00 to 14:00 \(UTC\)\nWhere: Room 4; east/);
    const part = partOf(mail);
    for (const line of [
      'METHOD:REQUEST',
      'SEQUENCE:0',
      'DTSTART:20261006T130000Z',
      'LOCATION:Room 4\\; east',
      `ORGANIZER;CN="Ada Lindgren":mailto:${ADA}`,
      `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="guest":mailto:${OUTSIDE}`,
    ])
      expect(part.split('\r\n')).toContain(line);
  });

  it('[GC13.9] an update and a cancellation by their own methods, the answer by REPLY', async () => {
    const meeting = await on.create(ADA, at(6, '13:00', '14:00', { attendees: invited(BEN) }));
    await on.change(ADA, meeting, at(6, '14:00', '15:00'));
    const [copy] = await on.copiesOf(BEN, meeting);
    await on.act(BEN, copy, 'respond', { response: 'tentativelyAccepted', comment: 'If the train runs' });
    await on.act(ADA, meeting, 'cancel', { comment: 'Burst pipe' });
    const mails = (await on.mails()).reverse();
    const methods = mails.map((mail) => /METHOD:(\w+)/.exec(partOf(mail))?.[1]);
    expect(methods).toEqual(['REQUEST', 'REQUEST', 'REPLY', 'CANCEL']);
    expect(mails.map((mail) => /SEQUENCE:(\d+)/.exec(partOf(mail))?.[1])).toEqual(['0', '1', '1', '1']);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Collections',
      'Collections',
      'Tentative: Collections',
      'Canceled: Collections',
    ]);
    expect(partOf(mails[2])).toMatch(/ATTENDEE;[^\r]*PARTSTAT=TENTATIVE/);
    expect([mails[2].to, mails[2].text.includes('If the train runs')]).toEqual([[ADA], true]);
    expect([mails[3].text.includes('Burst pipe'), partOf(mails[3]).includes('STATUS:CANCELLED')]).toEqual([true, true]);
  });

  it('[GC13.9] the same world sends the same mails, byte for byte', async () => {
    const sent = async () => {
      on = stage(frozenTenant());
      const series = await on.create(ADA, at(6, '13:00', '14:00', { recurrence: daily(3), attendees: invited(BEN) }));
      await on.change(ADA, series, { subject: 'Budget' });
      return JSON.stringify(await on.mails());
    };
    expect(await sent()).toBe(await sent());
  });
});

describe('the calendar part', () => {
  it('[GC13.9] brings a whole series with its exceptions into another calendar', async () => {
    const recurrence = {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday', 'thursday'] },
      range: { type: 'endDate', startDate: '2026-10-06', endDate: '2026-11-12' },
    };
    const zoned = (from: string, to: string) => ({
      start: { dateTime: from, timeZone: 'Eastern Standard Time' },
      end: { dateTime: to, timeZone: 'Eastern Standard Time' },
    });
    const series = await on.create(ADA, {
      subject: 'Shift, late; "cover"',
      body: { contentType: 'text', content: 'Line one\nline two' },
      ...zoned('2026-10-06T19:00:00', '2026-10-06T21:00:00'),
      recurrence,
      attendees: invited(OUTSIDE),
    });
    const [, second, third] = await on.shownOf(ADA, series);
    await on.change(ADA, second, zoned('2026-10-08T18:00:00', '2026-10-08T20:00:00'));
    await on.remove(ADA, third);
    await on.change(ADA, series, { importance: 'high' });
    const text = (await on.mails(OUTSIDE))[0].attachments[0].text;
    expect(text.split('\r\n').every((line: string) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(await importInto(CARLA, text)).toMatchObject({ imported: 1, exceptions: 1, excluded: 1, refused: [] });
    const own = await on.shownOf(ADA, series);
    const imported = await on.shownOf(CARLA, series);
    expect(own.length).toBeGreaterThan(8);
    expect(imported.map(timesOf)).toEqual(own.map(timesOf));
    expect(imported[0]).toMatchObject({ subject: 'Shift, late; "cover"', isOrganizer: false });
  });

  it('[GC13.9] writes a full day as dates', async () => {
    const day = { start: { dateTime: '2026-10-06T00:00:00' }, end: { dateTime: '2026-10-08T00:00:00' } };
    await on.create(ADA, { subject: 'Fair', isAllDay: true, ...day, attendees: invited(OUTSIDE) });
    const part = partOf((await on.mails(OUTSIDE))[0]);
    expect(part).toMatch(/DTSTART;VALUE=DATE:20261006\r\nDTEND;VALUE=DATE:20261008/);
  });
});

describe('delegates (GC 5.4)', () => {
  it('[GC13.9] act in the owner’s name; they are only the sender of the mail', async () => {
    const token = await tokenOf(tenant, ADA);
    const linden = 'linden@library.example';
    const body = at(6, '13:00', '14:00', { attendees: invited(BEN) });
    const answer = await ask(tenant, 'POST', `/v1.0/users/${linden}/calendar/events`, { token, body });
    expect(answer.body).toMatchObject({
      isOrganizer: true,
      organizer: { emailAddress: { name: 'Linden Room', address: linden } },
    });
    const [mail] = await on.mails(BEN);
    expect(mail.from).toBe(`Linden Room <${linden}>`);
    expect(mail.headers).toContainEqual({ name: 'Sender', value: `Ada Lindgren <${ADA}>` });
    expect((await on.copiesOf(BEN, answer.body))[0]).toMatchObject({
      organizer: { emailAddress: { address: linden } },
    });
  });

  it('[GC13.9] a room invites itself to nothing it holds already', async () => {
    const meeting = await on.create(CEDAR, at(6, '13:00', '14:00', { attendees: [room(CEDAR), ...invited(BEN)] }));
    await on.pass(60_000);
    expect(await on.copiesOf(CEDAR, meeting)).toHaveLength(1);
    expect((await on.mails()).map(({ to }) => to)).toEqual([[BEN]]);
  });
});
