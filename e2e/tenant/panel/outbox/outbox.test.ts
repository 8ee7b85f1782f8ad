import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../../app';
import { ask, frozenTenant } from '../../testing';
import { readIcs } from './ics-facts';

const ICS = `BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:booking-1@library.example
SEQUENCE:2
SUMMARY:Linden Room
DTSTART;TZID=America/New_York:20261006T100000
DTEND;TZID=America/New_York:20261006T110000
ORGANIZER;CN=Library:mailto:library@library.example
ATTENDEE;CN=Pat;PARTSTAT=NEEDS-ACTION:mailto:pat@home.example
END:VEVENT
END:VCALENDAR`.replaceAll('\n', '\r\n');

let tenant: Tenant;
const open = (path: string) => ask(tenant, 'GET', path);

function receive(more: Partial<Parameters<Tenant['receiveMail']>[0]> = {}) {
  return tenant.receiveMail({
    via: 'smtp',
    from: 'Library <library@library.example>',
    to: ['pat@home.example'],
    subject: 'Booked <now>',
    text: 'See http://localhost:3000/bookings/a?k=1.\n',
    html: '<h1>Booked</h1><script>alert(1)</script><a href="http://localhost:3000/bookings/a?k=1&amp;b=2">See</a>',
    headers: [{ name: 'message-id', value: '<1@library.example>' }],
    attachments: [{ name: 'invite.ics', contentType: 'text/calendar; method=REQUEST', content: Buffer.from(ICS) }],
    ...more,
  });
}

beforeEach(() => {
  tenant = frozenTenant();
});
afterEach(() => tenant.close());

describe('the outbox', () => {
  it('says that there is nothing, then shows the newest first, or those to one address', async () => {
    expect((await open('/outbox')).body).toContain('No mail yet');
    receive({ subject: 'First' });
    receive({ subject: 'Second', to: ['Kim@Home.example'] });
    const { body } = await open('/outbox');
    expect(body.indexOf('Second')).toBeLessThan(body.indexOf('First'));
    const filtered = (await open('/outbox?to=kim@home.example')).body;
    expect([filtered.includes('Second'), filtered.includes('>First<')]).toEqual([true, false]);
    expect((await open('/outbox?to=nobody')).body).toContain('No mail to “nobody”');
  });

  it('shows a mail whole: parts with type and size, links once, headers, the calendar file read and raw', async () => {
    const { id } = receive();
    const { body } = await open(`/outbox/${id}`);
    expect(body).toContain('<h1>Booked &lt;now&gt;</h1>');
    expect(body).toContain(`>${Buffer.byteLength(ICS)} bytes<`);
    expect(body).toContain('message-id: &lt;1@library.example&gt;');
    for (const [name, value] of [
      ['Method', 'REQUEST'],
      ['Summary', 'Linden Room'],
      ['When', '2026-10-06 10:00 (America/New_York) to 2026-10-06 11:00 (America/New_York)'],
      ['Organizer', 'Library &lt;library@library.example&gt;'],
      ['UID', 'booking-1@library.example'],
      ['Sequence', '2'],
    ])
      expect(body).toContain(`<dt>${name}</dt><dd>${value}</dd>`);
    expect(body).toContain('Pat &lt;pat@home.example&gt;: needs-action');
    expect(body).toContain('BEGIN:VEVENT');
    expect(body.match(/<li><a href="http:\/\/localhost:3000/g)).toHaveLength(2);
  });

  it('keeps the HTML part in a frame without scripts and without anything from elsewhere', async () => {
    const { id } = receive();
    expect((await open(`/outbox/${id}`)).body).toMatch(
      /<iframe sandbox="" title="HTML part of the mail" src="[^"]+\/html">/,
    );
    const part = await open(`/outbox/${id}/html`);
    expect(part.body).toContain('<h1>Booked</h1>');
    expect(part.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  });

  it('gives attachments as files; 404 for what is not there', async () => {
    const { id } = receive();
    const file = await open(`/outbox/${id}/attachments/0`);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(file.body).toBe(ICS);
    for (const path of [`/outbox/${id}/attachments/1`, '/outbox/none', '/outbox/none/html'])
      expect((await open(path)).status).toBe(404);
  });
});

describe('a calendar file', () => {
  it('that cannot be read says why', () => {
    expect(readIcs('hello')).toHaveProperty('problem');
    expect(readIcs('BEGIN:VCALENDAR\r\nEND:VCALENDAR')).toEqual({ method: 'none', events: [] });
  });

  it('tells full days, repetitions and single occurrences', () => {
    const text = ICS.replace('DTSTART;TZID=America/New_York:20261006T100000', 'DTSTART;VALUE=DATE:20261006')
      .replace('DTEND;TZID=America/New_York:20261006T110000', 'DTEND;VALUE=DATE:20261007')
      .replace('SEQUENCE:2', 'RRULE:FREQ=DAILY;COUNT=3\r\nRECURRENCE-ID:20261007T140000Z');
    const read = readIcs(text);
    expect('events' in read && read.events[0]?.facts).toEqual(
      expect.arrayContaining([
        ['When', '2026-10-06 to 2026-10-07'],
        ['Repeats', 'FREQ=DAILY;COUNT=3'],
        ['Occurrence of', '2026-10-07 14:00 UTC'],
      ]),
    );
  });
});

describe('every page', () => {
  it.each(['/', '/outlook', '/outlook/linden@library.example', '/outbox', '/nowhere'])(
    '%s says that this is not Microsoft, and lets nothing in from elsewhere',
    async (path) => {
      const { body, headers } = await open(path);
      expect(body).toContain('Stand-in tenant · not Microsoft.');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*form-action 'self'$/);
      expect(body).not.toMatch(/<script(?![^>]* src="\/_panel\/)/);
      for (const [, address] of body.matchAll(/(?:href|src)="(\/_panel\/[^"]+)"/g))
        expect((await open(address)).status).toBe(200);
    },
  );
});
