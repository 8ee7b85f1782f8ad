import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { linkToCalendar, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { seal } from '@/lib/seal';
import { makePerson } from './stand-in.test-data';
import { viewSpaceLink } from './view-space-link';

testDatabase();

const NOW = new Date('2026-10-05T15:00:00Z');
let sample: Sample;
let linkId: number;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  await db().integration.update({
    where: { id: 1 },
    data: { secretEnc: seal('secret', INTEGRATION_SECRET), tenantId: 'tenant' },
  });
  await db().calendarLink.update({ where: { id: linkId }, data: { lastPullOkAt: NOW } });
  await db().syncLog.create({
    data: {
      ...{ at: NOW, linkId, direction: 'push', op: 'event.create', outcome: 'access_denied', http: 403 },
      requestId: 'b1946ac9-2d2a-4f1b-9c7e-0f6a0f1f2b3c',
    },
  });
});

async function seen() {
  const view = await viewSpaceLink(
    await makePerson('admin', 'admin@library.example'),
    { spaceId: sample.quiet.id },
    NOW,
  );
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
}

test('a room whose calendar is refused says so as Health does: what to do, and the request by its number', async () => {
  await db().calendarLink.update({ where: { id: linkId }, data: { state: 'paused', stateReason: 'access_denied' } });
  expect((await seen()).health).toMatchObject({
    ...{ linkId, situation: 'not_reachable', group: 'attention', action: 'check_rights' },
    troubles: [{ http: 403, requestId: 'b1946ac9-2d2a-4f1b-9c7e-0f6a0f1f2b3c', advice: 'check_rights' }],
  });
});

test('an account that Microsoft refuses says by which number, and what is to be done about it', async () => {
  expect((await seen()).accounts).toMatchObject([{ status: 'active', problem: null, code: null }]);
  await db().person.deleteMany({ where: { role: 'admin' } });
  await db().syncConnection.updateMany({ data: { status: 'needs_reauth', statusReason: 'invalid_grant 50173' } });
  const ended = await seen();
  expect(ended.accounts).toMatchObject([{ problem: 'sessions_ended', code: 'AADSTS50173' }]);
  expect(ended.link).toMatchObject({ accountStatus: 'needs_reauth' });
  await db().person.deleteMany({ where: { role: 'admin' } });
  await db().syncConnection.updateMany({ data: { statusReason: 'policy 53003' } });
  expect((await seen()).link).toMatchObject({ accountStatus: 'blocked' });
});
