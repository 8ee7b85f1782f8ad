import type { Question } from '../question';

const STALE = 'W/"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="';

export const ETAG_QUESTIONS: Question[] = [
  {
    point: 'V2',
    asks: 'PATCH with a stale If-Match',
    async ask(on) {
      const event = await on.create('stale etag', { day: 5 });
      const path = `${on.me}/events/${event.id}`;
      await on.ask('PATCH', path, { body: { importance: 'high' } });
      const headers = { 'If-Match': event['@odata.etag'] };
      const answer = await on.ask('PATCH', path, { headers, body: { importance: 'low' } });
      return answer.status === 200 ? 'ignored: 200' : `${answer.status} ${answer.body.error.code}`;
    },
  },
  {
    point: 'V2',
    asks: 'DELETE with a stale If-Match',
    async ask(on) {
      const event = await on.create('stale etag on delete', { day: 5, hour: 11 });
      const headers = { 'If-Match': STALE };
      const answer = await on.ask('DELETE', `${on.me}/events/${event.id}`, { headers });
      return answer.status === 204 ? 'ignored: 204' : `honoured: ${answer.status} ${answer.body.error.code}`;
    },
  },
  {
    point: 'GC15.6',
    asks: 'GET with If-None-Match of the present etag',
    async ask(on) {
      const { id } = await on.create('unchanged', { day: 5, hour: 13 });
      await on.target.wait(6_000);
      const path = `${on.me}/events/${id}`;
      const { body } = await on.ask('GET', path);
      const answer = await on.ask('GET', path, { headers: { 'If-None-Match': body['@odata.etag'] } });
      return answer.status === 304 ? 'honoured: 304' : `ignored: ${answer.status}`;
    },
  },
  {
    point: 'GC13.5',
    asks: 'time until the changeKey of a new event moves by itself',
    async ask(on) {
      const event = await on.create('left alone', { day: 5, hour: 15 });
      for (let waited = 0; waited <= 6_000; waited += 500) {
        const { body } = await on.ask('GET', `${on.me}/events/${event.id}`);
        if (body.changeKey !== event.changeKey) return `within ${waited} ms`;
        await on.target.wait(500);
      }
      return 'not within 6 s';
    },
  },
];
