/**
 * Mistakes about an appointment with a room, which stands in two calendars (decision 31), and about the mails that ask.
 * @type {readonly import('./teeth.mjs').Tooth[]}
 */
export const TWO_CALENDARS = [
  {
    name: 'two calendars: promised when one of them agrees',
    file: 'lib/db/remote-confirmation.ts',
    right: '  if (open > 0) return null;\n',
    wrong: '  if (open > 1) return null;\n',
    project: 'db',
    testFile: 'lib/sync/appointment-in-room.db.test.ts',
    test: 'not on the word of one: her calendar agrees, and the room’s is silent',
  },
  {
    name: 'two calendars: a cancel frees only one',
    file: 'lib/db/bookings.ts',
    right: 'where: { bookingId: id, active: !closes }, data',
    wrong: "where: { bookingId: id, active: !closes, resource: { kind: 'person' } }, data",
    project: 'db',
    testFile: 'lib/sync/appointment-in-room.db.test.ts',
    test: 'once both calendars have it, with one mail; one cancel empties both',
  },
  {
    name: 'two calendars: a move takes one along',
    file: 'lib/db/move-facts.ts',
    right: '  return known.map(({ resource, facts, family }) => {',
    wrong: "  return known.filter(({ resource }) => resource.kind === 'person').map(({ resource, facts, family }) => {",
    project: 'db',
    testFile: 'lib/sync/appointment-in-room.db.test.ts',
    test: 'by her: the room follows, the patron hears it once',
  },
  {
    name: 'two calendars: the silence of one is answered as the other chose',
    file: 'lib/usecases/settle-holds.ts',
    right: 'ids: ids.filter(isSilent) }',
    wrong: 'ids }',
    project: 'db',
    testFile: 'lib/sync/appointment-in-room.db.test.ts',
    test: 'after a quarter of an hour, as the one that is silent chose: the room takes it for staff to confirm',
  },
  {
    name: 'two calendars: a person who was read lately stands in for the room',
    file: 'lib/sync/settle-unanswered.ts',
    right: "  if (doubted.length === 0 && unanswered.every((one) => one.link.id !== link.id)) return 'free';\n",
    wrong: '',
    project: 'db',
    testFile: 'lib/sync/appointment-in-room.db.test.ts',
    test: 'her calendar is only read, and silent: the room is looked at after the writing all the same',
  },
  {
    name: 'two calendars: the room moves the person unasked',
    file: 'lib/sync/apply-remote-edit.ts',
    right: "  if (kind === 'person') return true;\n",
    wrong: '  if (kind) return true;\n',
    project: 'db',
    testFile: 'lib/sync/appointment-in-room.db.test.ts',
    test: 'in the room’s calendar: put back, though rooms accept, since she wants to be asked',
  },
  {
    name: 'one link answers everything',
    file: 'lib/case-answer-link.ts',
    right: '{choice} ',
    wrong: '{0} ',
    project: 'db',
    testFile: 'lib/usecases/answer-case.db.test.ts',
    test: 'for one answer: changed, it leads nowhere',
  },
];
