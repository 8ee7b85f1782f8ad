import type { Call } from '../router';
import { defaultCalendar } from '../store/mailbox';
import { deliverNow, note } from './delivery';
import { changeLetter } from './letters';

/** On request: a notification that overtakes the answer to the POST which made its subscription. */
export async function notifyEarly({ world }: Call, answer: Response): Promise<void> {
  if (answer.status !== 201) return;
  const { id } = (await answer.clone().json()) as { id: string };
  const subscription = world.subscriptions.get(id);
  const mailbox = subscription && world.mailboxes.get(subscription.mailboxId);
  if (!mailbox) return;
  const calendar = mailbox.calendars.get(subscription.calendarId ?? '') ?? defaultCalendar(mailbox);
  const event = calendar.events.values().next().value;
  if (!event) return;
  const letter = changeLetter(world, subscription, { kind: 'updated', mailbox, calendar, event });
  const status = await deliverNow(world, letter.url, JSON.stringify({ value: [letter.item] }));
  note(world, [letter], { status, ms: 0, fault: 'notify_early' });
}
