import { expect, test } from 'vitest';
import { ENDPOINTS } from './endpoints';
import { openApi } from './open-api';

type Operation = {
  operationId: string;
  parameters: { name: string; in: string }[];
  responses: object;
  requestBody?: object;
};
const described = openApi('https://book.library.example') as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

test('everything that is served is described, once, and nothing else', () => {
  const served = ENDPOINTS.map(({ method, path }) => `${method} ${path}`);
  expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()).toEqual([...served].sort());
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(served.length);
});

test('parameters of paths and queries, bodies and answers are there', () => {
  for (const { path, method, parameters, requestBody, responses } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(named);
    const { query, body } = ENDPOINTS.find((one) => one.path === path && one.method === method.toUpperCase()) ?? {};
    const asked = query && 'shape' in query ? Object.keys(query.shape as object) : [];
    expect(parameters.filter((one) => one.in === 'query').map(({ name }) => name)).toEqual(asked);
    expect(Boolean(requestBody)).toBe(Boolean(body));
    expect(Object.keys(responses)).toContain('200');
  }
});

test('a token is asked for with form fields as well, and too large a body is answered', () => {
  const bodies = operations.filter(({ requestBody }) => requestBody);
  const forms = bodies.filter(({ requestBody }) => JSON.stringify(requestBody).includes('x-www-form-urlencoded'));
  expect(forms.map(({ path }) => path)).toEqual(['/oauth/token']);
  expect(bodies.filter(({ responses }) => !('413' in responses))).toEqual([]);
});

test('it can be read by programs: nothing in it is lost as JSON', () => {
  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
  expect(described.openapi).toBe('3.1.0');
});
