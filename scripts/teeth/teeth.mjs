import { TWO_CALENDARS } from './two-calendars.mjs';

/**
 * Mistakes that such programs have made before (sync-design §14), each as a change of one place, and the test that has
 * to notice it. `right` stands in `file` exactly once.
 * @typedef {{ name: string, file: string, right: string, wrong: string, project: 'unit' | 'db', testFile: string, test: string }} Tooth
 */

/** @type {readonly Tooth[]} */
export const TEETH = [
  {
    name: 'no transactionId',
    file: 'lib/graph/events.ts',
    right: '      transactionId,\n',
    wrong: '',
    project: 'db',
    testFile: 'lib/sync/crash-safety.db.test.ts',
    test: 'an answer lost and the marker found only much later: still one event',
  },
  {
    name: 'transactionId per version',
    file: 'lib/sync/find-event.ts',
    right: 'transactionId: transactionIdOf(key),',
    wrong: 'transactionId: transactionIdOf({ ...key, epoch: Math.ceil(Math.random() * 1e9) }),',
    project: 'db',
    testFile: 'lib/sync/crash-safety.db.test.ts',
    test: 'an answer lost and the marker found only much later: still one event',
  },
  {
    name: 'no LOOKUP',
    file: 'lib/sync/plan-push.ts',
    right: "  if (!emptyLookupAt) return { do: 'look_up', ifNone: 'wait' };\n",
    wrong:
      "  if (wanted && mirror.intent) return { do: 'create', epoch: mirror.epoch, content: mirror.intent };\n  if (!emptyLookupAt) return { do: 'look_up', ifNone: 'wait' };\n",
    project: 'unit',
    testFile: 'lib/sync/plan-push.test.ts',
    test: 'no second create without a look in between',
  },
  {
    name: 'cursor saved before rows',
    file: 'lib/sync/settle-round.ts',
    right: '  const applied = await fenced(lease, async (tx) => {\n    // What answers may move',
    wrong:
      '  await fenced(lease, (tx) => conclude(tx, link, believed, world.clock()));\n  const applied = await fenced(lease, async (tx) => {\n    // What answers may move',
    project: 'db',
    testFile: 'lib/sync/crash-safety.db.test.ts',
    test: 'that cannot be applied leaves the cursor where it was: the next one brings the same rows',
  },
  {
    name: 'nextLink ignored',
    file: 'lib/graph/changes.ts',
    right: 'path = page.nextLink && pathOfLink(page.nextLink);',
    wrong: 'path = null;',
    project: 'unit',
    testFile: 'lib/graph/changes.test.ts',
    test: 'every page is read, an empty first one too, and the last one’s link is where to go on',
  },
  {
    name: '@removed parsed as an event',
    file: 'lib/graph/wire.ts',
    right: "  if (removed.success) return { what: 'removed', remoteId: removed.data.id };\n",
    wrong: '',
    project: 'unit',
    testFile: 'lib/graph/wire.test.ts',
    test: 'a removed row has no times',
  },
  {
    name: 'fresh token after 410 without reading',
    file: 'lib/sync/read-round.ts',
    right: '  const covers = isFull ? window : null;',
    wrong: "  const covers = isFull && reason !== 'lost_state' ? window : null;",
    project: 'db',
    testFile: 'lib/sync/pull-calendar.db.test.ts',
    test: 'what was deleted while it was lost is gone after the full read',
  },
  {
    name: 'failed part read as free',
    file: 'lib/sync/look-at-slot.ts',
    right: "      if (one.resourceKind !== 'person' || !isSilence(error)) throw error;\n",
    wrong: '      if (isSilence(error)) continue;\n',
    project: 'db',
    testFile: 'lib/sync/booking-guarantee.db.test.ts',
    test: 'that falls silent now: nothing is promised, and after a quarter of an hour staff are asked',
  },
  {
    name: 'whole batch refused for one bad clientState',
    file: 'lib/usecases/receive-notification.ts',
    right: '  const kinds = new Set(',
    wrong: '  if (ours.length < items.length) return false;\n  const kinds = new Set(',
    project: 'db',
    testFile: 'lib/sync/keep-subscription.db.test.ts',
    test: 'a forged item is dropped, its neighbours are kept',
  },
  {
    name: 'work done after the answer in memory',
    file: 'app/api/outlook/notifications/[urlKey]/route.ts',
    right: 'const isBatch = await inTime(receiveNotification(urlKey, body, new Date()));',
    wrong: 'const isBatch = true;\n    void receiveNotification(urlKey, body, new Date()).catch(() => undefined);',
    project: 'unit',
    testFile: 'app/api/outlook/notifications/[urlKey]/route.test.ts',
    test: 'the database is away: 503, so that Microsoft repeats it',
  },
  {
    name: 'wall time parsed in server zone',
    file: 'lib/graph/times.ts',
    right: 'slice(0, 16)}:00Z`',
    wrong: 'slice(0, 16)}:00`',
    project: 'unit',
    testFile: 'lib/graph/wire.test.ts',
    test: 'without offset are UTC, whatever zone this machine is in',
  },
  {
    name: 'occurrence without showAs treated as free',
    file: 'lib/sync/plan-foreign.ts',
    right: "event.showAs ?? before?.showAs ?? 'unknown'",
    wrong: "event.showAs ?? before?.showAs ?? 'free'",
    project: 'unit',
    testFile: 'lib/sync/plan-pull.test.ts',
    test: 'a status that nobody ever told counts as busy',
  },
  {
    name: 'self-block on reschedule',
    file: 'lib/sync/look-at-slot.ts',
    right:
      '    if (own.remoteIds.has(change.remoteId)) return false;\n    if (change.transactionId && own.transactionIds.has(change.transactionId.toLowerCase())) return false;\n',
    wrong: '',
    project: 'db',
    testFile: 'lib/sync/push-booking.db.test.ts',
    test: 'becomes one event with marker and transaction id, and is confirmed with one mail',
  },
  {
    name: 'retry of create on 504',
    file: 'lib/graph/client.ts',
    right: '    const response = await send(session, request, token, clientRequestId, way);\n',
    wrong:
      '    let response = await send(session, request, token, clientRequestId, way);\n    if (response.status === 504) response = await send(session, request, token, clientRequestId, way);\n',
    project: 'unit',
    testFile: 'lib/graph/client.test.ts',
    test: 'a gateway that waited too long: unavailable, and perhaps done; never repeated here',
  },
  {
    name: 'token overwritten by the slower worker',
    file: 'lib/db/connection-tokens.ts',
    right:
      "    where: { id: connectionId, tokenVersion: usedVersion, status: { not: 'disabled' } },\n    data: {\n      tokenEnc",
    wrong: "    where: { id: connectionId, status: { not: 'disabled' } },\n    data: {\n      tokenEnc",
    project: 'db',
    testFile: 'lib/sync/crash-safety.db.test.ts',
    test: 'tokens of a slower worker do not take the place of newer ones',
  },
  {
    name: 'delete-then-refill on resync',
    file: 'lib/sync/read-round.ts',
    right: '  const pages = await readPages(',
    wrong:
      '  if (isFull) await db().busyBlock.deleteMany({ where: { linkId: link.id } });\n  const pages = await readPages(',
    project: 'db',
    testFile: 'lib/sync/crash-safety.db.test.ts',
    test: 'that reads everything anew never opens closed time in between',
  },
  {
    name: 'remote deletion cancels silently',
    file: 'lib/sync/apply-remote-edit.ts',
    right: "  if (answer.do === 'note') return;\n",
    wrong:
      "  if (answer.do === 'note') return;\n  if (edit.edit === 'mirror_deleted') {\n    await tx.booking.update({ where: { id: bookingId }, data: { status: 'cancelled' } });\n    return;\n  }\n",
    project: 'db',
    testFile: 'lib/sync/remote-edits.db.test.ts',
    test: 'by default: put back once with a case; the second time nothing is written',
  },
  ...TWO_CALENDARS,
];
