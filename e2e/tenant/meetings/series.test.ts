import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, tokenOf } from '../testing';
import { ADA, at, BEN, CARLA, daily, invited, stage, statusOf, timesOf } from './testing';

let tenant: Tenant;
let on: ReturnType<typeof stage>;

beforeEach(() => {
  tenant = frozenTenant();
  on = stage(tenant);
});

const makeSeries = (more: Json = {}) =>
  on.create(ADA, at(6, '13:00', '14:00', { recurrence: daily(4), attendees: invited(BEN, CARLA), ...more }));
const days = async (upn: string, series: Json) =>
  (await on.shownOf(upn, series)).map((one) => `${timesOf(one)}${one.isCancelled ? ' cancelled' : ''}`);
const occurrence = async (upn: string, series: Json, index: number) => (await on.shownOf(upn, series))[index];

describe('a series with others invited (GC 2.4, 3.3)', () => {
  it('[GC13.9] stands in every mailbox, with one iCalUId and occurrences of its own', async () => {
    const series = await makeSeries();
    const own = await on.shownOf(ADA, series);
    const copied = await on.shownOf(BEN, series);
    expect(copied.map(timesOf)).toEqual(own.map(timesOf));
    expect(new Set([...own, ...copied].map((one) => one.immutableId)).size).toBe(8);
    expect((await on.copiesOf(BEN, series))[0]).toMatchObject({ type: 'seriesMaster', isOrganizer: false });
  });

  it('[GC13.9] carries a changed and a cancelled occurrence to the copies', async () => {
    const series = await makeSeries();
    await on.change(ADA, await occurrence(ADA, series, 1), at(7, '15:00', '16:00', { subject: 'Late' }));
    await on.remove(ADA, await occurrence(ADA, series, 2));
    expect(await days(ADA, series)).toEqual(['10-06T13:00 14:00', '10-07T15:00 16:00', '10-09T13:00 14:00']);
    expect(await days(BEN, series)).toEqual([
      '10-06T13:00 14:00',
      '10-07T15:00 16:00',
      '10-08T13:00 14:00 cancelled',
      '10-09T13:00 14:00',
    ]);
    expect(await occurrence(BEN, series, 1)).toMatchObject({ type: 'exception', subject: 'Late' });
    expect(await occurrence(BEN, series, 2)).toMatchObject({ subject: 'Canceled: Collections', showAs: 'free' });
    const [mail] = await on.mails(BEN);
    expect(mail.subject).toBe('Canceled: Collections');
    expect(mail.attachments[0].text).toMatch(/RECURRENCE-ID:20261008T130000Z/);
  });

  it('[GC13.9] asks again only about the occurrence that was moved', async () => {
    const series = await makeSeries();
    const [copy] = await on.copiesOf(BEN, series);
    await on.act(BEN, copy, 'respond', { response: 'accepted' });
    await on.change(ADA, await occurrence(ADA, series, 1), at(7, '15:00', '16:00'));
    const seen = await on.shownOf(BEN, series);
    expect(seen.map((one) => one.responseStatus.response)).toEqual([
      'accepted',
      'notResponded',
      'accepted',
      'accepted',
    ]);
    expect(seen.map((one) => one.showAs)).toEqual(['busy', 'tentative', 'busy', 'busy']);
    expect(statusOf(await occurrence(ADA, series, 1), BEN)).toBe('none');
    expect(statusOf(await occurrence(ADA, series, 2), BEN)).toBe('accepted');
  });

  it('[GC13.9] takes an answer to one occurrence for that one alone', async () => {
    const series = await makeSeries();
    await on.act(BEN, await occurrence(BEN, series, 1), 'respond', { response: 'accepted' });
    await on.act(BEN, await occurrence(BEN, series, 2), 'respond', { response: 'declined' });
    expect((await on.shownOf(BEN, series)).map((one) => one.responseStatus.response)).toEqual([
      'notResponded',
      'accepted',
      'notResponded',
    ]);
    const seen = (await on.shownOf(ADA, series)).map((one) => statusOf(one, BEN));
    expect(seen).toEqual(['none', 'accepted', 'declined', 'none']);
    await on.change(ADA, series, { subject: 'Budget' });
    expect((await on.shownOf(BEN, series)).map((one) => [one.subject, one.responseStatus.response])).toEqual([
      ['Budget', 'notResponded'],
      ['Budget', 'accepted'],
      ['Budget', 'notResponded'],
    ]);
  });

  it('[GC13.9] an occurrence follows its series in all that was not changed in it', async () => {
    const series = await makeSeries();
    await on.change(ADA, await occurrence(ADA, series, 1), { showAs: 'oof' });
    await on.change(ADA, series, { subject: 'Budget', showAs: 'tentative' });
    expect(await occurrence(ADA, series, 1)).toMatchObject({ subject: 'Budget', showAs: 'oof', type: 'exception' });
  });

  it('[GC13.9] whoever is invited to one occurrence only has that one', async () => {
    const series = await makeSeries({ attendees: invited(BEN) });
    await on.change(ADA, await occurrence(ADA, series, 1), { attendees: invited(BEN, CARLA) });
    expect(await on.copiesOf(CARLA, series)).toMatchObject([{ type: 'singleInstance', iCalUId: series.iCalUId }]);
    expect(await days(CARLA, series)).toEqual(['10-07T13:00 14:00']);
    const [alone] = await on.copiesOf(CARLA, series);
    await on.act(CARLA, alone, 'respond', { response: 'accepted' });
    expect((await on.shownOf(ADA, series)).map((one) => statusOf(one, CARLA))).toEqual([
      undefined,
      'accepted',
      undefined,
      undefined,
    ]);
    await on.remove(ADA, await occurrence(ADA, series, 1));
    expect(await days(CARLA, series)).toEqual(['10-07T13:00 14:00 cancelled']);
  });

  it('[GC13.9] whoever is taken off one occurrence sees that one cancelled', async () => {
    const series = await makeSeries();
    await on.change(ADA, await occurrence(ADA, series, 0), { attendees: invited(BEN) });
    expect((await days(CARLA, series))[0]).toBe('10-06T13:00 14:00 cancelled');
    expect((await days(BEN, series))[0]).toBe('10-06T13:00 14:00');
  });

  it('[GC13.9] ends and begins anew in the copies too', async () => {
    const series = await makeSeries();
    const { new: later } = await on.act(ADA, await occurrence(ADA, series, 2), 'split', { subject: 'Phase two' });
    expect(await days(BEN, series)).toEqual(['10-06T13:00 14:00', '10-07T13:00 14:00']);
    expect(await days(BEN, later)).toEqual(['10-08T13:00 14:00', '10-09T13:00 14:00']);
    expect((await on.copiesOf(BEN, later))[0]).toMatchObject({ subject: 'Phase two', isOrganizer: false });
  });

  it('[GC13.9] cancelled as a whole leaves every occurrence cancelled in the copies', async () => {
    const series = await makeSeries();
    await on.change(ADA, await occurrence(ADA, series, 1), at(7, '15:00', '16:00'));
    await on.act(ADA, series, 'cancel');
    expect((await on.shownOf(BEN, series)).every((one) => one.isCancelled && one.showAs === 'free')).toBe(true);
  });
});

describe('one occurrence by Graph (GC 2.4)', () => {
  const patch = async (event: Json, body: Json) =>
    ask(tenant, 'PATCH', `/v1.0/me/events/${event.immutableId}`, { token: await tokenOf(tenant, ADA), body });

  it('[GC13.1] becomes an exception, on whole minutes', async () => {
    const series = await on.create(ADA, at(6, '13:00', '14:00', { recurrence: daily(3) }));
    const answer = await patch(await occurrence(ADA, series, 1), {
      start: { dateTime: '2026-10-07T13:30:12.865', timeZone: 'UTC' },
      end: { dateTime: '2026-10-07T14:30:59', timeZone: 'UTC' },
    });
    expect(answer.body).toMatchObject({
      type: 'exception',
      originalStart: '2026-10-07T13:00:00Z',
      start: { dateTime: '2026-10-07T13:30:00.0000000' },
      end: { dateTime: '2026-10-07T14:30:00.0000000' },
    });
  });

  it('[GC13.1] may not pass its neighbour, nor be made a series', async () => {
    const series = await on.create(ADA, at(6, '13:00', '14:00', { recurrence: daily(3) }));
    const middle = await occurrence(ADA, series, 1);
    const passed = await patch(middle, at(9, '13:00', '14:00'));
    expect([passed.status, passed.body.error.code]).toEqual([400, 'ErrorOccurrenceCrossingBoundary']);
    expect((await patch(middle, { recurrence: daily(2) })).status).toBe(400);
    expect(await days(ADA, series)).toHaveLength(3);
  });
});
