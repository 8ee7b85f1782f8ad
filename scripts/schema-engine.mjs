#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
// Stand-in for Prisma's schema-engine executable: speaks its newline-delimited JSON-RPC on
// stdin/stdout but runs the WebAssembly build of the same engine over the node-postgres adapter.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import readline from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const argv = process.argv.slice(2);
const opt = (n) => {
  const i = argv.indexOf(n);
  return i < 0 ? undefined : argv[i + 1];
};
if (argv.includes('--version')) {
  console.log('schema-engine-wasm-shim');
  process.exit(0);
}
const { url, shadowDatabaseUrl } = JSON.parse(opt('--datasource') ?? '{}');
const admin = (u) => {
  const x = new URL(u);
  const name = decodeURIComponent(x.pathname.slice(1));
  x.pathname = '/postgres';
  return { name, url: x.toString() };
};
const q = async (u, sql) => {
  const c = new pg.Client({ connectionString: u });
  await c.connect();
  try {
    return await c.query(sql);
  } finally {
    await c.end();
  }
};
const id = (s) => `"${s.replaceAll('"', '""')}"`;

const sub = argv.indexOf('cli');
if (sub >= 0) {
  const { name, url: adminUrl } = admin(url);
  try {
    if (argv[sub + 1] === 'can-connect-to-database') await q(url, 'select 1');
    else if (argv[sub + 1] === 'create-database') await q(adminUrl, `create database ${id(name)}`);
    else if (argv[sub + 1] === 'drop-database') await q(adminUrl, `drop database if exists ${id(name)}`);
    else throw new Error(`unknown sub-command ${argv[sub + 1]}`);
    process.exit(0);
  } catch (e) {
    const code = e.code === '3D000' ? 'P1003' : e.code === '28P01' ? 'P1000' : 'P1001';
    process.stderr.write(
      '\n' +
        JSON.stringify({
          level: 'ERROR',
          target: 'schema_engine::logger',
          fields: { error_code: code, message: e.message || String(e.code) },
        }),
    );
    process.exit(1);
  }
}

const req = createRequire(import.meta.url);
const dir = req.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, '');
const bg = await import(`${dir}schema_engine_bg.js`);
const { instance } = await WebAssembly.instantiate(readFileSync(`${dir}schema_engine_bg.wasm`), {
  './schema_engine_bg.js': bg,
});
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const given = argv.flatMap((a, i) => (a === '--datamodels' ? [[argv[i + 1], readFileSync(argv[i + 1], 'utf8')]] : []));
const withDb = (u, db) => {
  const x = new URL(u);
  if (db) x.pathname = `/${encodeURIComponent(db)}`;
  return x.toString();
};
const CHAR_OID = 18;
// adapter-pg is made for queries: it rejects "char" catalogue columns, cuts scripts at every ";" (which breaks
// function bodies), and by its code would open a shadow database on the main one when given a connectionString
async function open(u, onClose) {
  const conn = await new PrismaPg({ connectionString: u, max: 4 }).connect();
  const pool = conn.underlyingDriver();
  const performIO = conn.performIO.bind(conn);
  let chars = [];
  conn.performIO = async (query) => {
    const r = await performIO(query);
    chars = r.fields.map((f) => f.dataTypeID === CHAR_OID);
    for (const f of r.fields) if (f.dataTypeID === CHAR_OID) f.dataTypeID = 25;
    return r;
  };
  const queryRaw = conn.queryRaw.bind(conn);
  conn.queryRaw = async (query) => {
    const r = await queryRaw(query);
    r.columnTypes = r.columnTypes.map((t, i) => (chars[i] ? ColumnTypeEnum.Character : t));
    return r;
  };
  conn.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (e) {
      conn.onError(e);
    }
  };
  conn.dispose = async () => {
    await pool.end();
    await onClose?.();
  };
  return conn;
}
// the WASM engine panics without a schema (migrate diff passes none)
const datamodels = given.length ? given : [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']];
const factory = bindMigrationAwareSqlAdapterFactory({
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => open(url),
  connectToShadowDb: async () => {
    if (shadowDatabaseUrl) return open(shadowDatabaseUrl);
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await q(url, `create database ${id(name)}`);
    return open(withDb(url, name), () => q(url, `drop database ${id(name)} with (force)`));
  },
});
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (m) => process.stderr.write(`PANIC ${m}\n`) };
const noisy = (m) => process.env.SHIM_TRACE && process.stderr.write(`${m}\n`);
let engine;
const get = async () => (engine ??= await bg.SchemaEngine.new({ datamodels }, noisy, factory));
const send = (m) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...m })}\n`);
const special = {
  createDatabase: async (p) => {
    const a = admin(p.datasource.url ?? url);
    await q(a.url, `create database ${id(a.name)}`);
    return { databaseName: a.name };
  },
  // these two replay the migrations but cannot open a shadow database themselves in the WASM build:
  // a diagnosis does, and leaves the replayed schema in the engine's cache
  ...Object.fromEntries(
    ['evaluateDataLoss', 'createMigration'].map((m) => [
      m,
      async (p) => {
        const e = await get();
        await e.diagnoseMigrationHistory({
          migrationsList: p.migrationsList,
          optInToShadowDatabase: true,
          filters: p.filters,
        });
        return e[m](p);
      },
    ]),
  ),
  getDatabaseVersion: async (p) => (await get()).version(p),
};
let pending;
const crash = (e) => {
  if (pending !== undefined)
    send({
      id: pending,
      error: {
        code: 4466,
        message: 'engine crashed',
        data: {
          is_panic: false,
          message: `schema engine (WASM) crashed: ${e?.stack ?? e}`,
          meta: null,
          error_code: null,
        },
      },
    });
  setTimeout(() => process.exit(101), 50);
};
process.on('uncaughtException', crash).on('unhandledRejection', crash);
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { id: rid, method, params } = JSON.parse(line);
  if (!method) continue;
  pending = rid;
  try {
    if (process.env.SHIM_TRACE) process.stderr.write(`> ${line.slice(0, 2000)}\n`);
    const out = special[method] ? await special[method](params) : await (await get())[method](params);
    if (method === 'diff' && out.stdout != null) send({ id: 0, method: 'print', params: { content: out.stdout } });
    send({ id: rid, result: out ?? null });
  } catch (e) {
    if (process.env.SHIM_TRACE) console.error(e);
    send({
      id: rid,
      error: {
        code: 4466,
        message: 'An error happened. Check the data field for details.',
        data: { is_panic: false, message: String(e?.message ?? e), meta: e?.meta ?? null, error_code: e?.code ?? null },
      },
    });
  }
}
process.exit(0);
