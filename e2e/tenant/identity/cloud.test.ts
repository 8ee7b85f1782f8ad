import { describe, expect, it } from 'vitest';
import { frozenTenant, register } from '../testing';
import { controls, failure, server } from '../testing-identity';

/** EO 10: a registration lives in one cloud, and knows Graph by that cloud's name alone. */
describe('an application of another cloud', () => {
  it('names permissions with the Graph of its own cloud, and is refused with the world’s', async () => {
    const tenant = frozenTenant();
    const app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'], adminConsent: true });
    const { ofItself } = server(tenant, app);
    await controls(tenant).act('cloud', { clientId: app.clientId, graph: 'https://graph.microsoft.us' });
    expect(failure(await ofItself())).toEqual([400, 'invalid_resource', 500011, undefined]);
    expect((await ofItself({ scope: 'https://graph.microsoft.us/.default' })).status).toBe(200);
  });
});
