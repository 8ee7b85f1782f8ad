import { expect } from 'vitest';
import { subscribe } from './receiver';
import { suite } from './suite';

/** GC §6: being told. */
const { test, on: session } = suite();
const need = ['notifications'] as const;

test(
  '[GC13.13] a subscription is made once the address has said the token back, and knocks for own writes too',
  async (on) => {
    const receiver = await subscribe(on, `${on.me}/events`);
    expect(receiver.status).toBe(201);
    expect(receiver.body).toMatchObject({ clientState: 'contract-suite', changeType: 'created,updated,deleted' });
    const { id } = await on.create('knocks', { day: 1 });
    for (let waited = 0; waited < 240_000 && !(await receiver.heard(id)); waited += 1_000) await on.target.wait(1_000);
    const knock = receiver.notifications.find((one) => one.resource.endsWith(id));
    expect(knock).toMatchObject({
      subscriptionId: receiver.body.id,
      clientState: 'contract-suite',
      changeType: expect.stringMatching(/^(created|updated)$/),
      resource: expect.stringMatching(/^Users\/[0-9a-f-]{36}\/Events\//),
      resourceData: { '@odata.type': '#Microsoft.Graph.Event', id },
    });
    await receiver.close();
  },
  need,
);

test(
  '[GC13.13] the same subscription twice is a conflict; renewing is a PATCH; deleting twice a 404',
  async (on) => {
    const receiver = await subscribe(on, `${on.me}/events`);
    const twin = await subscribe(on, `${on.me}/events`, receiver);
    expect(twin.status).toBe(409);
    const path = `/subscriptions/${receiver.body.id}`;
    const expirationDateTime = new Date((await on.target.now()) + 7_200_000).toISOString();
    const renewed = await on.ask('PATCH', path, { body: { expirationDateTime } });
    expect([renewed.status, Date.parse(renewed.body.expirationDateTime)]).toEqual([
      200,
      Date.parse(expirationDateTime),
    ]);
    await receiver.close();
    expect((await on.ask('DELETE', path)).status).toBe(404);
  },
  need,
);

test('[GC13.13] a life of more than 10,080 minutes is refused', async (on) => {
  const expirationDateTime = new Date((await on.target.now()) + 10_200 * 60_000).toISOString();
  const notificationUrl = 'https://localhost/never-asked';
  const body = { changeType: 'updated', notificationUrl, resource: `${on.me}/events`, expirationDateTime };
  expect((await on.ask('POST', '/subscriptions', { body })).status).toBe(400);
});

test('[GC13.13] member names in another case are refused', async (on) => {
  const body = { ChangeType: 'updated', NotificationUrl: 'https://localhost/x', Resource: `${session().me}/events` };
  const { status } = await on.ask('POST', '/subscriptions', { body });
  expect(status).toBe(400);
});
