import type { Json } from '../http';
import type { Question } from '../question';

export const VIEW_QUESTIONS: Question[] = [
  {
    point: 'GC15.2',
    asks: 'order of calendarView when none is asked for',
    async ask(on) {
      for (const day of [22, 20, 21]) await on.create(`in no order ${day}`, { day });
      await on.target.wait(3_000);
      const { body } = await on.ask('GET', `${on.me}/calendarView?${on.window.query}&$top=500`);
      const starts = body.value
        .filter((one: Json) => one.subject?.includes('in no order'))
        .map((one: Json) => one.start.dateTime);
      if (starts.length < 3) return `only ${starts.length} of 3 are listed`;
      return starts.join() === [...starts].sort().join() ? 'by start' : 'otherwise';
    },
  },
  {
    point: 'GC15.2',
    asks: 'rows of a delta page when two are asked for',
    async ask(on) {
      for (const hour of [8, 10, 12, 14]) await on.create(`row ${hour}`, { day: 23, hour });
      await on.target.wait(6_000);
      const headers = { Prefer: 'odata.maxpagesize=2' };
      const sizes: number[] = [];
      // A day of its own: a series is never split, whatever size is asked for.
      const [from, to] = [on.body('', { day: 23, hour: 0 }), on.body('', { day: 24, hour: 0 })].map(
        (one) => one.start as Json,
      );
      let next = `${on.me}/calendarView/delta?startDateTime=${from.dateTime}Z&endDateTime=${to.dateTime}Z`;
      while (next && sizes.length < 50) {
        const { body } = await on.ask('GET', next, { headers });
        sizes.push(body.value.length);
        next = body['@odata.nextLink'];
      }
      const most = Math.max(...sizes);
      return most === 2 ? 'never more than two' : `up to ${most}`;
    },
  },
  {
    point: 'GC15.7',
    asks: 'digit of workingElsewhere in getSchedule',
    async ask(on) {
      await on.create('elsewhere', { day: 24, hour: 9 }, { showAs: 'workingElsewhere' });
      await on.target.wait(60_000);
      const { start, end } = on.body('', { day: 24, hour: 9 });
      const body = {
        schedules: [on.target.mailbox],
        startTime: start,
        endTime: end,
        availabilityViewInterval: 60,
      };
      const answer = await on.ask('POST', `${on.me}/calendar/getSchedule`, { body });
      if (answer.status !== 200) return `${answer.status} ${answer.body.error?.code}`;
      return answer.body.value[0]?.availabilityView ?? 'none';
    },
  },
  {
    point: 'GC15.7',
    asks: 'time until getSchedule shows a write',
    async ask(on) {
      await on.create('just written', { day: 25, hour: 9 }, { showAs: 'busy' });
      const { start, end } = on.body('', { day: 25, hour: 9 });
      const body = {
        schedules: [on.target.mailbox],
        startTime: start,
        endTime: end,
        availabilityViewInterval: 60,
      };
      let waited = 0;
      for (const step of [0, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000]) {
        if (step > waited) await on.target.wait(step - waited);
        waited = step;
        const answer = await on.ask('POST', `${on.me}/calendar/getSchedule`, { body });
        if (answer.body.value?.[0]?.availabilityView === '2') return waited === 0 ? 'at once' : `after ${waited} ms`;
      }
      return 'not within a minute';
    },
  },
];
