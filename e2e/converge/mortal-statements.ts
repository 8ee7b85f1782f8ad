import type { PrismaClient } from '@/lib/db/generated/client';
import type { Scheduler } from './scheduler';

const WRITES = /^(create|update|upsert|delete)/;
const RAW = new Set(['$queryRaw', '$executeRaw']);
const RAW_WRITE = /^\s*(insert|update|delete|with\s[\s\S]*\b(insert|update|delete)\b)/i;

type Statement = (...given: unknown[]) => Promise<unknown>;

/**
 * The same client, on which a process may die before and after each statement that writes by itself. Those inside a
 * transaction are left alone: there the commit is what counts, and a death would leave it open here as it would nowhere
 * else.
 */
export function mortalStatements(client: PrismaClient, scheduler: Scheduler): PrismaClient {
  const mortal =
    (statement: Statement): Statement =>
    async (...given) => {
      if (scheduler.diesHere('before the statement')) return scheduler.die();
      const answer = await statement(...given);
      if (scheduler.diesHere('after the statement')) return scheduler.die();
      return answer;
    };
  const membersOf = (target: object, isMortal: (name: string, given: unknown[]) => boolean): object =>
    new Proxy(target, {
      get(_, name) {
        const member = Reflect.get(target, name, target);
        if (typeof name !== 'string' || typeof member !== 'function') return member;
        const statement: Statement = member.bind(target);
        const dies = mortal(statement);
        // Outside a flow nothing may be wrapped: lists of statements are made before they are sent.
        return (...given: unknown[]) =>
          scheduler.isInFlow() && isMortal(name, given) ? dies(...given) : statement(...given);
      },
    });
  const models = new Map<object, object>();
  const isRawWrite = (name: string, [sql]: unknown[]) => RAW.has(name) && RAW_WRITE.test(textOf(sql));
  const outer = membersOf(client, isRawWrite);
  return new Proxy(outer, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof name !== 'string' || name.startsWith('$') || typeof member !== 'object' || !member) return member;
      const model = models.get(member) ?? membersOf(member, (method) => WRITES.test(method));
      models.set(member, model);
      return model;
    },
  }) as PrismaClient;
}

/** A template's own words. */
const textOf = (sql: unknown): string => (Array.isArray(sql) ? sql.join(' ') : '');
