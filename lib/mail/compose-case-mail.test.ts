import { describe, expect, test } from 'vitest';
import type { CaseForMail } from '@/lib/db/case-mail';
import { setMailEnvironment } from './booking.test-data';
import { composeCaseMail } from './compose-case-mail';

setMailEnvironment();

const facts = (more: Partial<CaseForMail> = {}): CaseForMail => ({
  ...{ id: 5, kind: 'mirror_moved', policy: 'put_back', resolution: null, settleBy: null, bookings: 1 },
  resource: { name: 'Linden Room', kind: 'space', timeZone: 'America/New_York' },
  ours: { start: new Date('2026-11-23T19:00:00Z'), end: new Date('2026-11-23T20:00:00Z') },
  theirs: { start: new Date('2026-11-23T21:00:00Z'), end: new Date('2026-11-23T22:00:00Z') },
  ...{ bookingId: 1, publicId: 'abcd2345', libraryName: 'Library Example', answers: [] },
  to: { id: 7, name: 'Morgan', address: 'admin@library.example', locale: 'en', role: 'admin' },
  ...more,
});

describe('a mail about a case', () => {
  test('shows both times and leads to the case', () => {
    const { text, subject } = composeCaseMail('case_opened', facts());
    expect(subject).toMatch(/^Needs a decision: Linden Room, Monday, November 23/);
    expect(text).toContain('The booking: Monday, November 23, 2026, 2:00 PM');
    expect(text).toContain('In Outlook: Monday, November 23, 2026, 4:00 PM');
    expect(text).toContain('https://book.library.example/admin/conflicts#case-5');
  });

  test('leads staff to their own page, in their language', () => {
    const to = { id: 8, name: 'Ada', address: 'ada@library.example', locale: 'es', role: 'staff' as const };
    const settleBy = new Date('2026-11-22T19:00:00Z');
    const { text } = composeCaseMail(
      'case_opened',
      facts({ to, kind: 'mirror_deleted', policy: 'ask', settleBy, theirs: null }),
    );
    expect(text).toContain('Usted borró en Outlook');
    expect(text).toContain('En Outlook: ya nada');
    expect(text).toContain('/desk/conflicts#case-5');
  });

  test('has a link for each answer, signed for its reader alone, until a moment', () => {
    const until = new Date('2026-11-23T19:00:00Z');
    const answers = (['put_back', 'cancel'] as const).map((choice) => ({
      choice,
      seen: '1.mirror_deleted.nothing',
      until,
    }));
    const asked = facts({ kind: 'mirror_deleted', policy: 'ask', theirs: null, answers });
    const person = { ...asked, resource: { ...asked.resource, kind: 'person' as const } };
    const { text, html } = composeCaseMail('case_opened', person);
    expect(text).toContain('Keep the appointment, and put its event back');
    expect(text).toContain('Cancel the appointment, with a notice to the patron');
    const links = text.match(
      /https:\/\/book\.library\.example\/answers\/5\?as=7&choice=\w+&seen=[\w.]+&until=1795460400&key=[\w-]{32}/g,
    );
    expect(new Set(links)).toHaveLength(2);
    expect(html).toContain('/answers/5?as=7&amp;choice=cancel');
    expect(composeCaseMail('case_opened', facts()).text).not.toContain('/answers/');
  });

  test('says how many bookings one cause meets, and what was done already', () => {
    const many = facts({ kind: 'foreign_over_booking', policy: 'outlook_wins', resolution: 'cancelled', bookings: 3 });
    const { text, subject } = composeCaseMail('case_opened', many);
    expect(subject).toContain('Changed in Outlook');
    expect(text).toContain('of 3 bookings');
    expect(text).not.toContain('abcd2345');
  });

  test.each([
    ['foreign_over_booking', ['stands', 'outlook_wins', 'decline_meeting']],
    ['mirror_moved', ['put_back', 'ask']],
    ['mirror_deleted', ['put_back', 'ask']],
    ['mirror_set_free', ['put_back', 'ask']],
    ['both_edited', ['put_back', 'ask']],
    ['to_confirm', ['to_confirm']],
  ] as const)('has words for %s under every policy', (kind, policies) => {
    for (const policy of policies)
      for (const locale of ['en', 'es'])
        expect(composeCaseMail('case_opened', facts({ kind, policy, to: { ...facts().to, locale } })).text).not.toMatch(
          /case\.(lead|subject|ours|open)/,
        );
  });

  test('passed on: a booking to be confirmed is kept, another case stands', () => {
    const leadOf = (kind: CaseForMail['kind']) => composeCaseMail('case_passed_on', facts({ kind })).text;
    expect(leadOf('to_confirm')).toContain('please confirm it or say no');
    expect(leadOf('mirror_deleted')).toContain('has not decided yet');
  });

  test.each(['mirror_moved', 'mirror_deleted', 'mirror_set_free', 'both_edited'] as const)(
    '%s: what is not written yet is not called done',
    (kind) => {
      expect(composeCaseMail('case_opened', facts({ kind })).text).toMatch(/is being (put back|set|written)/);
    },
  );
});
