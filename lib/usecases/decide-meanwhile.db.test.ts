import { expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { caseAnswerLink } from '@/lib/case-answer-link';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { ADA, half, outlookEdits, span } from '@/lib/sync/outlook-edits.test-data';
import { testTenant, utc } from '@/lib/sync/tenant.test-data';
import { answerCase } from './answer-case';
import { caseAsShown } from './case-as-shown.test-data';
import { changeBooking } from './change-booking';
import { decideCase } from './decide-case';

/** A case is answered as whoever answers it saw it, or not at all. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

/** Where nobody meets her: she is asked. */
const evening = span(1140, 1170);
const eleven = span(660, 690);
const now = () => there.pass(1_000);
const times = ({ start, end }: { start: Date; end: Date }) => ({ start: utc(start), end: utc(end) });
const onlyCase = () => db().syncConflict.findFirstOrThrow({ orderBy: { id: 'desc' } });

const admin = (): Person => ({
  ...{ kind: 'person', id: there.adminId(), role: 'admin', name: 'Morgan' },
  ...{ email: 'admin@library.example', locale: 'en' },
});
/** Her link, as a mail sent now has it. */
async function mailed(choice: string) {
  const shown = await caseAsShown((await onlyCase()).id);
  const until = new Date(now().getTime() + 3_600_000);
  const url = new URL(caseAnswerLink({ ...shown, personId: there.sample().ada.id, choice, until }));
  return { caseId: shown.caseId, ...Object.fromEntries(url.searchParams) };
}
const code = (done: { ok: true } | { ok: false; refusal: { code: string } }) => (done.ok ? 'done' : done.refusal.code);

async function asked() {
  await there.librarian();
  const placed = await there.meet(half);
  await there.change(ADA, times(evening));
  await there.look();
  expect(await there.cases()).toMatchObject([{ kind: 'mirror_moved', state: 'open', policy: 'ask' }]);
  return placed;
}

test('the patron changes the time while she is asked about another: the case is over, and hers has the new time', async () => {
  const { publicId, key } = await asked();
  const links = [await mailed('apply'), await mailed('cancel')];
  const wish = { publicId, key, start: eleven.start.toISOString() };
  expect(await changeBooking({ kind: 'guest' }, wish, now(), there.world())).toMatchObject({ ok: true });
  expect(await onlyCase()).toMatchObject({ state: 'resolved', resolution: 'superseded', resolvedBy: null });
  for (const link of links) expect(code(await answerCase(link, now(), there.world()))).toBe('case_closed');
  await there.look();
  expect(await there.startOf(ADA)).toEqual([eleven.start]);
  expect((await there.booking()).items).toMatchObject([{ startsAt: eleven.start, endsAt: eleven.end }]);
  expect(await there.cases()).toHaveLength(1);
});

test('she drags it on while a page or a mail about it is open: nobody answers what they did not see', async () => {
  await asked();
  const shown = await caseAsShown((await onlyCase()).id);
  const link = await mailed('apply');
  const later = span(1200, 1230);
  await there.change(ADA, times(later));
  await there.look();
  expect(await onlyCase()).toMatchObject({ id: shown.caseId, state: 'open' });
  for (const choice of ['apply', 'put_back', 'cancel'])
    expect(code(await decideCase(admin(), { ...shown, choice }, now(), there.world()))).toBe('changed_meanwhile');
  expect(code(await answerCase(link, now(), there.world()))).toBe('changed_meanwhile');
  expect((await there.booking()).items).toMatchObject([{ startsAt: half.start }]);
  expect(code(await answerCase(await mailed('apply'), now(), there.world()))).toBe('done');
  expect((await there.booking()).items).toMatchObject([{ startsAt: later.start }]);
});
