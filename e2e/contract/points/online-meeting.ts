import type { Question } from '../question';
import type { Session } from '../session';

const asked = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };

/** Without Teams the rest cannot be asked. */
async function allowed(on: Session): Promise<string[]> {
  const { body } = await on.ask('GET', `${on.me}/calendar`);
  return body.allowedOnlineMeetingProviders ?? [];
}

export const MEETING_QUESTIONS: Question[] = [
  {
    point: 'GC13.1',
    asks: 'online meetings that the calendar allows',
    ask: async (on) => (await allowed(on)).join(', ') || 'none',
  },
  {
    point: 'GC13.1',
    asks: 'the join link of an event made as a Teams meeting',
    async ask(on) {
      const { id, isOnlineMeeting, onlineMeeting } = await on.create('online', { day: 43 }, asked);
      if (onlineMeeting?.joinUrl) return 'in the answer to the create';
      for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 5_000) {
        await on.target.wait(5_000);
        const { body } = await on.ask('GET', `${on.me}/events/${id}?$select=isOnlineMeeting,onlineMeeting`);
        if (body.onlineMeeting?.joinUrl) return `after ${waitedMs + 5_000} ms`;
      }
      return isOnlineMeeting ? 'not within half a minute' : 'no meeting is made';
    },
  },
  {
    point: 'GC13.1',
    asks: 'the join link in calendarView without and with isOnlineMeeting in $select',
    async ask(on) {
      const { id } = await on.create('online, listed', { day: 44 }, asked);
      await on.target.wait(6_000);
      const told = async (select: string) => {
        const { body } = await on.ask('GET', `${on.me}/calendarView?${on.window.query}&$select=${select}&$top=500`);
        const found = body.value.find((one: { id: string }) => one.id === id);
        return found?.onlineMeeting?.joinUrl ? 'told' : 'not told';
      };
      return `${await told('id,onlineMeeting')}, ${await told('id,onlineMeeting,isOnlineMeeting')}`;
    },
  },
  {
    point: 'GC13.1',
    asks: 'a Teams meeting whose body is written anew without its join block',
    async ask(on) {
      const { id } = await on.create('online, then not', { day: 45 }, asked);
      await on.target.wait(6_000);
      const body = { body: { contentType: 'text', content: 'at the desk' } };
      await on.ask('PATCH', `${on.me}/events/${id}`, { body });
      const after = await on.ask('GET', `${on.me}/events/${id}?$select=isOnlineMeeting,onlineMeeting`);
      return after.body.onlineMeeting?.joinUrl ? 'is one still' : 'is none any more';
    },
  },
  {
    point: 'GC13.1',
    asks: 'an event that becomes a Teams meeting by PATCH',
    async ask(on) {
      const { id } = await on.create('online later', { day: 46 });
      await on.target.wait(6_000);
      const { status } = await on.ask('PATCH', `${on.me}/events/${id}`, { body: asked });
      await on.target.wait(6_000);
      const after = await on.ask('GET', `${on.me}/events/${id}?$select=isOnlineMeeting,onlineMeeting`);
      return `${status}, ${after.body.onlineMeeting?.joinUrl ? 'with a join link' : 'without one'}`;
    },
  },
];
