import { beforeEach, describe, expect, test } from 'vitest';
import { count, giveBack, observe, takeSamples } from './metrics';

beforeEach(() => {
  takeSamples();
});

describe('figures of a process', () => {
  test('the same labels are one row, whatever their order', () => {
    count('sync_graph_requests_total', { op: 'event.create', status: 201 });
    count('sync_graph_requests_total', { status: 201, op: 'event.create' }, 2);
    expect(takeSamples()).toEqual([
      { name: 'sync_graph_requests_total', labels: 'op="event.create",status="201"', bucket: '', value: 3 },
    ]);
    expect(takeSamples()).toEqual([]);
  });

  test('a duration falls into the first bucket that holds it, and adds to the sum', () => {
    observe('webhook_ack_seconds', 0.2);
    observe('webhook_ack_seconds', 4_000);
    expect(takeSamples()).toEqual([
      { name: 'webhook_ack_seconds', labels: '', bucket: '0.3', value: 1 },
      { name: 'webhook_ack_seconds', labels: '', bucket: 'sum', value: 4_000.2 },
      { name: 'webhook_ack_seconds', labels: '', bucket: '+Inf', value: 1 },
    ]);
  });

  test('what could not be stored is counted with the next', () => {
    count('sync_adopted_total');
    giveBack(takeSamples());
    count('sync_adopted_total');
    expect(takeSamples()).toMatchObject([{ value: 2 }]);
  });

  test('a label cannot break out of its quotes', () => {
    count('sync_full_resync_total', { reason: 'x"} evil\n' });
    expect(takeSamples()[0]?.labels).toBe('reason="x__ evil_"');
  });
});
