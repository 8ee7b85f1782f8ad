import { z } from 'zod';
import { instantText } from '../graph/event-json';
import type { Call, Route } from '../router';
import { itemId } from '../store/item-ids';
import { addCalendar, type Calendar } from '../store/mailbox';
import { mailboxMoved } from '../store/mailbox-moved';
import { removeCalendar } from '../store/moves';
import { ControlProblem, controlRoute, readBody } from './answer';
import { calendarNamed, mailboxIn } from './person';

/** What happens to a mailbox as a whole, and to its calendars. */
export const mailboxActs: Route[] = [
  controlRoute('GET', '/mailboxes/{upn}/deleted', listPutAway),
  controlRoute('POST', '/mailboxes/{upn}/moved', moveMailbox, 'mailbox.moved'),
  controlRoute('GET', '/mailboxes/{upn}/calendars', (call) => {
    return { value: [...mailboxIn(call).calendars.values()].map(calendarFacts) };
  }),
  controlRoute('POST', '/mailboxes/{upn}/calendars', createByPerson, 'calendar.create'),
  controlRoute('DELETE', '/mailboxes/{upn}/calendars/{calendar}', removeByPerson, 'calendar.delete'),
];

/** Deleted Items and the archive, the newest first. */
function listPutAway(call: Call): unknown {
  const mailbox = mailboxIn(call);
  const items = [...(mailbox.putAway ?? [])].reverse();
  return {
    value: items.map(({ event, folder, at, oldRestKey }) => ({
      immutableId: itemId(mailbox, event, null, 'immutable'),
      oldRestId: itemId(mailbox, { ...event, folderKey: oldRestKey }, null, 'rest'),
      subject: event.fields.subject,
      iCalUId: event.iCalUId,
      start: instantText(event.fields.startMs),
      end: instantText(event.fields.endMs),
      isOrganizer: event.isOrganizer,
      folder,
      deletedAt: new Date(at).toISOString(),
    })),
  };
}

async function moveMailbox(call: Call): Promise<unknown> {
  const mailbox = mailboxIn(call);
  const schema = z.strictObject({ immutableIds: z.boolean().default(false), calendarIds: z.boolean().default(false) });
  mailboxMoved(call.world, mailbox, await readBody(call, schema));
  return { moved: mailbox.user.upn, calendars: [...mailbox.calendars.values()].map(calendarFacts) };
}

async function createByPerson(call: Call): Promise<Response> {
  const mailbox = mailboxIn(call);
  const { name } = await readBody(call, z.strictObject({ name: z.string().trim().min(1) }));
  return Response.json(calendarFacts(addCalendar(mailbox, call.world.ids, name)), { status: 201 });
}

function removeByPerson(call: Call): Response {
  const mailbox = mailboxIn(call);
  const calendar = calendarNamed(mailbox, call.params.calendar);
  if (calendar.isDefault) throw new ControlProblem('the default calendar cannot be removed');
  removeCalendar(call.world, mailbox, calendar);
  return new Response(null, { status: 204 });
}

function calendarFacts({ id, name, isDefault, events }: Calendar) {
  return { id, name, isDefaultCalendar: isDefault, events: events.size };
}
