import type { Question } from '../question';
import { MARKER_EXPAND, MARKER_FILTER, MARKER_ID } from '../window';

const STEPS = [0, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000];

export const MARKER_QUESTIONS: Question[] = [
  {
    point: 'V3',
    asks: 'time until a filter on an extended property finds a new event',
    async ask(on) {
      const value = `contract-${crypto.randomUUID()}`;
      const singleValueExtendedProperties = [{ id: MARKER_ID.replace('ContractSuite', 'ContractDelay'), value }];
      const { id } = await on.create('found by its mark', { day: 6 }, { singleValueExtendedProperties });
      const filter = MARKER_FILTER.replace('ContractSuite', 'ContractDelay').replace(
        /ep\/value eq '.*'/,
        `ep/value eq '${value}'`,
      );
      let waited = 0;
      for (const step of STEPS) {
        if (step > waited) await on.target.wait(step - waited);
        waited = step;
        const { body } = await on.ask('GET', `${on.me}/events?${new URLSearchParams({ $filter: filter })}`);
        if (body.value?.some((one: { id: string }) => one.id === id))
          return waited === 0 ? 'at once' : `after ${waited} ms`;
      }
      return 'not within a minute';
    },
  },
  {
    point: 'GC15.3',
    asks: '$expand of extended properties on calendarView',
    async ask(on) {
      const { id } = await on.create('expanded', { day: 6, hour: 11 });
      await on.target.wait(3_000);
      const path = `${on.me}/calendarView?${on.window.query}&$top=500&${new URLSearchParams({ $expand: MARKER_EXPAND })}`;
      const { status, body } = await on.ask('GET', path);
      if (status !== 200) return `${status} ${body.error?.code}`;
      const row = body.value.find((one: { id: string }) => one.id === id);
      return row?.singleValueExtendedProperties ? '200, returned' : '200, dropped';
    },
  },
  {
    point: 'GC15.3',
    asks: '$filter on extended properties on calendarView',
    async ask(on) {
      await on.create('filtered', { day: 6, hour: 13 });
      const path = `${on.me}/calendarView?${on.window.query}&${new URLSearchParams({ $filter: MARKER_FILTER })}`;
      const { status, body } = await on.ask('GET', path);
      return status === 200 ? 'works' : `${status} ${body.error?.code}`;
    },
  },
];
