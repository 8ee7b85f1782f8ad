import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, LIBRARIAN } from '../testing';
import { advance, at, type Caller, caller, mondays, person, refused, turn, WINDOW } from '../testing-graph';

let tenant: Tenant;
let me: Caller;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN);
});

const post = (more = {}, headers = {}) => me.post('/me/events', at('2026-10-06', '13:00', '14:00', more), headers);

describe('members of an event (GC 1.1, 1.2)', () => {
  it('[GC13.1] a create answers with every member of the contract and its context', async () => {
    const { body } = await post({ transactionId: 'bk-1', body: { contentType: 'text', content: 'Ref 2201' } });
    const { '@odata.context': context, ...row } = body;
    expect(context).toMatch(/^http:\/\/localhost:4365\/v1\.0\/\$metadata#users\('[0-9a-f-]{36}'\)\/events\/\$entity$/);
    expect(Object.keys(row)).toEqual(
      (
        '@odata.etag id createdDateTime lastModifiedDateTime changeKey categories transactionId originalStartTimeZone ' +
        'originalEndTimeZone iCalUId reminderMinutesBeforeStart isReminderOn hasAttachments subject bodyPreview importance ' +
        'sensitivity isAllDay isCancelled isOrganizer responseRequested seriesMasterId showAs type webLink onlineMeetingUrl ' +
        'isOnlineMeeting onlineMeetingProvider allowNewTimeProposals isDraft hideAttendees recurrence onlineMeeting ' +
        'responseStatus body start end location locations attendees organizer'
      ).split(' '),
    );
    expect(row).toMatchObject({
      categories: [],
      reminderMinutesBeforeStart: 15,
      isReminderOn: true,
      importance: 'normal',
      sensitivity: 'normal',
      seriesMasterId: null,
      showAs: 'busy',
      onlineMeetingUrl: null,
      onlineMeetingProvider: 'unknown',
      recurrence: null,
      onlineMeeting: null,
      attendees: [],
      organizer: { emailAddress: { address: LIBRARIAN } },
    });
    expect(row.webLink).toMatch(/^https:\/\/outlook\.office365\.com\//);
  });

  it('[GC13.1] text comes back wrapped as a document, as text when asked, and begins the preview', async () => {
    const content = `a <b> ${'x'.repeat(400)}`;
    const { body } = await post({ body: { contentType: 'text', content } });
    expect(body.body.contentType).toBe('html');
    expect(body.body.content).toMatch(/^<html>[\s\S]*a &lt;b&gt;[\s\S]*<\/html>/);
    expect(body.bodyPreview).toBe(content.slice(0, 255));
    const asText = await me.get(`/me/events/${body.id}`, { Prefer: 'outlook.body-content-type="text"' });
    expect(asText.body.body).toEqual({ contentType: 'text', content });
    expect(asText.headers.get('preference-applied')).toBe('outlook.body-content-type="text"');
  });

  it('[GC13.1] location is the first of locations; writing it replaces them all', async () => {
    const { body } = await post({ locations: [{ displayName: 'Room 4' }, { displayName: 'Room 5' }] });
    const place = { displayName: 'Room 4', locationType: 'default', uniqueId: 'Room 4', uniqueIdType: 'private' };
    expect(body.location).toEqual(place);
    expect(body.locations).toHaveLength(2);
    const one = await me.patch(`/me/events/${body.id}`, { location: { displayName: 'Room 9' } });
    expect(one.body.locations.map((each: { displayName: string }) => each.displayName)).toEqual(['Room 9']);
    const none = await me.patch(`/me/events/${body.id}`, { locations: [] });
    expect(none.body.location).toMatchObject({ displayName: '', locationType: 'default' });
    expect(refused(await post({ location: { displayName: 'x', colour: 'red' } }))).toEqual([400, 'RequestBodyRead']);
  });

  it('[GC13.1] an online meeting has a join link, cannot be unset, and is lost with its block in the body', async () => {
    const { body } = await post({ isOnlineMeeting: true, body: { contentType: 'html', content: '<p>Hi</p>' } });
    expect(body).toMatchObject({ isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' });
    const { joinUrl } = body.onlineMeeting;
    expect(body.body.content).toContain(joinUrl);
    const path = `/me/events/${body.id}`;
    expect((await me.patch(path, { isOnlineMeeting: false })).body.isOnlineMeeting).toBe(true);
    const kept = { body: { contentType: 'html', content: `<p>New</p><a href="${joinUrl}">Join</a>` } };
    expect((await me.patch(path, kept)).body.onlineMeeting).toEqual({ joinUrl });
    const dropped = await me.patch(path, { body: { contentType: 'html', content: '<p>New</p>' } });
    expect(dropped.body).toMatchObject({ isOnlineMeeting: false, onlineMeeting: null });
  });

  it('[GC13.1] where the calendar offers no Teams meetings, 201 comes without a meeting', async () => {
    await ask(tenant, 'PATCH', `/_control/mailboxes/${LIBRARIAN}`, {
      body: { meetingProviders: ['skypeForBusiness'] },
    });
    const { status, body } = await post({ isOnlineMeeting: true });
    expect([status, body.isOnlineMeeting, body.onlineMeeting]).toEqual([201, false, null]);
    expect((await me.get('/me/calendar')).body.allowedOnlineMeetingProviders).toEqual(['skypeForBusiness']);
  });

  it('[GC13.1] by switches the join link is told late, or no meeting is made though the calendar allows it', async () => {
    await turn(tenant, { joinUrlDelayMs: 3_000 });
    const { body } = await post({ isOnlineMeeting: true });
    expect(body).toMatchObject({ isOnlineMeeting: true, onlineMeeting: null });
    const path = `/me/events/${body.id}`;
    await advance(tenant, 3_000);
    expect((await me.get(path)).body.onlineMeeting.joinUrl).toMatch(/^https:/);
    await turn(tenant, { onlineMeetings: 'silently not' });
    expect((await me.get(path)).body).toMatchObject({ isOnlineMeeting: false, onlineMeeting: null });
    expect((await me.get('/me/calendar')).body.allowedOnlineMeetingProviders).toEqual(['teamsForBusiness']);
  });

  it('[GC13.1] who has no licence for Teams has a calendar that allows no online meetings', async () => {
    const hannah = await caller(tenant, 'hannah.weiss@library.example');
    expect((await hannah.get('/me/calendar')).body).toMatchObject({
      allowedOnlineMeetingProviders: [],
      defaultOnlineMeetingProvider: 'unknown',
    });
  });

  it('[GC13.1] the zones given at creation come back, or a custom one by a switch', async () => {
    const { body } = await me.post('/me/events', {
      ...at('2026-10-06', '13:00', '14:00'),
      start: { dateTime: '2026-10-06T09:00:00', timeZone: 'Eastern Standard Time' },
    });
    expect([body.originalStartTimeZone, body.originalEndTimeZone]).toEqual(['Eastern Standard Time', 'UTC']);
    await turn(tenant, { originalZoneNames: 'tzone://Microsoft/Custom' });
    const custom = (await me.get(`/me/events/${body.id}`)).body;
    expect(custom.originalStartTimeZone).toBe('tzone://Microsoft/Custom');
  });

  it('[GC13.1] attachments, extensions and multi-value properties are not there', async () => {
    const { body } = await post();
    for (const segment of ['attachments', 'extensions', 'multiValueExtendedProperties']) {
      const answer = await me.get(`/me/events/${body.id}/${segment}`);
      expect(answer.body.error.message).toBe(`Resource not found for the segment '${segment}'.`);
      expect((await post({ [segment]: [] })).status).toBe(400);
      expect((await me.get(`/me/events/${body.id}?$expand=${segment}`)).status).toBe(400);
    }
  });

  it('[GC13.1] cancelled and exceptional occurrences come by GET of the master, selected and expanded', async () => {
    const nina = person(tenant, LIBRARIAN);
    const range = { type: 'numbered', startDate: '2026-10-05', numberOfOccurrences: 3 };
    const pattern = { type: 'weekly', interval: 1, daysOfWeek: ['monday'] };
    const series = await nina.create(at('2026-10-05', '06:00', '07:00', { recurrence: { pattern, range } }));
    const path = `/me/events/${series.id}`;
    const span = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z';
    const [, second, third] = (await me.get(`${path}/instances?${span}`)).body.value;
    await nina.change(second.id, { subject: 'Other' });
    await nina.remove(third.id);
    expect((await me.get(path)).body).not.toHaveProperty('cancelledOccurrences');
    const selected = (await me.get(`${path}?$select=cancelledOccurrences,exceptionOccurrences`)).body;
    expect(selected.cancelledOccurrences).toEqual([`OID.${series.id}.2026-10-19`]);
    expect(selected).not.toHaveProperty('exceptionOccurrences');
    const expanded = await me.get(`${path}?$select=exceptionOccurrences&$expand=exceptionOccurrences`);
    expect(expanded.body.exceptionOccurrences).toMatchObject([{ subject: 'Other', type: 'exception' }]);
  });

  it('[GC13.1] a new pattern makes new occurrences: what was changed or deleted in single ones is lost', async () => {
    const { body: series } = await me.post('/me/events', mondays(4));
    const path = `/me/events/${series.id}`;
    const shown = async () =>
      (await me.get(`${path}/instances?${WINDOW}`)).body.value.map(({ subject, type }: Json) => `${type} ${subject}`);
    const [, second, third] = (await me.get(`${path}/instances?${WINDOW}`)).body.value;
    await me.patch(`/me/events/${second.id}`, { subject: 'Other' });
    await me.remove(`/me/events/${third.id}`);
    expect(await shown()).toEqual(['occurrence Weekly', 'exception Other', 'occurrence Weekly']);
    const { pattern, range } = series.recurrence;
    await me.patch(path, { recurrence: { pattern, range: { ...range, numberOfOccurrences: 3 } } });
    expect(await shown()).toEqual(['occurrence Weekly', 'occurrence Weekly', 'occurrence Weekly']);
  });

  it('[GC15.6] If-None-Match on GET is ignored or honoured', async () => {
    const { body } = await post();
    const headers = { 'If-None-Match': body['@odata.etag'] };
    expect((await me.get(`/me/events/${body.id}`, headers)).status).toBe(200);
    await turn(tenant, { ifNoneMatchOnGet: 'honoured' });
    expect((await me.get(`/me/events/${body.id}`, headers)).status).toBe(304);
    expect((await me.get(`/me/events/${body.id}`, { 'If-None-Match': 'W/"old"' })).status).toBe(200);
  });

  it('[GC15.6] If-Match on DELETE is ignored or honoured', async () => {
    const first = (await post()).body;
    expect((await me.remove(`/me/events/${first.id}`, { 'If-Match': 'W/"old"' })).status).toBe(204);
    await turn(tenant, { ifMatchOnDelete: 'honoured' });
    const second = (await post()).body;
    const stale = await me.remove(`/me/events/${second.id}`, { 'If-Match': 'W/"old"' });
    expect(refused(stale)).toEqual([412, 'ErrorIrresolvableConflict']);
    expect((await me.remove(`/me/events/${second.id}`, { 'If-Match': second['@odata.etag'] })).status).toBe(204);
  });
});
