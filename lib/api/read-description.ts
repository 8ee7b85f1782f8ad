import type { z } from 'zod';
import type { ApiTag } from './endpoint';
import { openApi } from './open-api';

/** One address, as the page for readers lays it out. */
export type DescribedOperation = {
  id: string;
  tag: ApiTag;
  method: string;
  path: string;
  summary: string;
  description: string;
  scope: string | null;
  parameters: DescribedField[];
  body: DescribedField[];
  answer: string;
  refusals: readonly string[];
};

export type DescribedField = {
  name: string;
  where: 'path' | 'query' | 'body';
  type: string;
  required: boolean;
  text: string;
};

type Schema = z.core.JSONSchema.BaseSchema;
type Operation = {
  operationId: string;
  tags: [ApiTag];
  summary: string;
  description?: string;
  parameters: { name: string; in: 'path' | 'query'; required: boolean; description?: string; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  security: { token: [string] }[];
  responses: { 200: { content: { 'application/json': { schema: Schema } } }; 400: { description?: string } };
};

/** The description for programs, turned into what a page shows: nothing is written twice. */
export function readDescription(origin: string): DescribedOperation[] {
  const { paths } = openApi(origin) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => describe(path, method, operation)),
  );
}

function describe(path: string, method: string, operation: Operation): DescribedOperation {
  const body = operation.requestBody?.content['application/json'].schema;
  return {
    id: operation.operationId,
    tag: operation.tags[0],
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description ?? '',
    scope: operation.security[0]?.token[0] ?? null,
    parameters: operation.parameters.map(({ name, in: where, required, description = '', schema }) => ({
      ...{ name, where, required, text: description, type: typeOf(schema) },
    })),
    body: Object.entries(body?.properties ?? {}).map(([name, schema]) => {
      const one = schema as Schema;
      const required = body?.required?.includes(name) ?? false;
      return { name, where: 'body' as const, required, text: one.description ?? '', type: typeOf(one) };
    }),
    answer: outline(operation.responses[200].content['application/json'].schema),
    refusals: [...(operation.responses[400].description ?? '').matchAll(/^- (.+)$/gm)].map(([, line = '']) => line),
  };
}

function typeOf(schema: Schema): string {
  const any = (schema.anyOf ?? []) as Schema[];
  if (any.length > 0) return [...new Set(any.map(typeOf))].join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === 'array') return `${typeOf((schema.items ?? {}) as Schema)}[]`;
  return [schema.type ?? 'any'].flat().join(' | ');
}

/** The shape of an answer in a few lines, as one would write it down: names, types, what may be missing. */
function outline(schema: Schema, indent = ''): string {
  const any = (schema.anyOf ?? []) as Schema[];
  if (any.length > 0) return any.map((one) => outline(one, indent)).join(' | ');
  if (schema.type === 'array') return `[${outline((schema.items ?? {}) as Schema, indent)}]`;
  const properties = Object.entries(schema.properties ?? {});
  if (schema.type !== 'object' || properties.length === 0) {
    const others = schema.additionalProperties;
    if (schema.type === 'object' && others && typeof others === 'object') return `{ …: ${outline(others, indent)} }`;
    return typeOf(schema);
  }
  const deeper = `${indent}  `;
  const lines = properties.map(([name, one]) => {
    const mark = schema.required?.includes(name) ? '' : '?';
    return `${deeper}${name}${mark}: ${outline(one as Schema, deeper)}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}
