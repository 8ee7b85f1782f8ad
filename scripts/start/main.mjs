import fs from 'node:fs';
import path from 'node:path';
import { webCommand } from '../web-command.mjs';
import { emptyDataDirectory, openDataDirectory, secretsOf } from './data-directory.mjs';
import {
  build,
  buildMissing,
  clientMissing,
  generateClient,
  installPackages,
  packagesMissing,
  root,
  run,
} from './prepare.mjs';
import { assertPortFree, clearFormerStart, lastWords, launch, stop, untilAnswering } from './processes.mjs';
import { StartProblem, step } from './steps.mjs';
import { table } from './table.mjs';

const USAGE = `npm start                  the demo library, ready to be connected to its stand-in Microsoft 365
npm start -- --connected   the same, already connected
npm start -- --fresh       throw the demo's data away and begin anew
Environment: PORT (3000), TENANT_PORT (4365; its mail sink one above), DATA_DIR (.data), DATABASE_URL (embedded PostgreSQL unless set)`;

const FLAGS = new Set(['--fresh', '--connected', '--dev', '--help']);

export async function main(args) {
  const unknown = args.find((arg) => !FLAGS.has(arg));
  if (unknown || args.includes('--help')) {
    console.log(unknown ? `Unknown option ${unknown}.\n\n${USAGE}` : USAGE);
    process.exit(unknown ? 1 : 0);
  }
  const running = [];
  let ending;
  const end = (status) => {
    ending ??= (async () => {
      for (const part of running.reverse()) await part.stop();
      process.exit(status);
    })();
    return ending;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => {
      console.log('\nStopping …');
      end(0);
    });
  // npm's shell may be ended without passing the signal on.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end(0);
  }, 500).unref();

  try {
    await start(args, running, end, () => ending !== undefined);
  } catch (error) {
    if (ending) return;
    console.error(error instanceof StartProblem ? `\n${error.message}\n` : error);
    await end(1);
  }
}

async function start(args, running, end, isEnding) {
  const begun = Date.now();
  const dev = args.includes('--dev');
  const port = portOf('PORT', 3000);
  const tenantPort = portOf('TENANT_PORT', 4365);
  const dir = path.resolve(root, process.env.DATA_DIR ?? '.data');
  const runFile = path.join(dir, 'run.json');
  console.log('Carrel\n');

  await clearFormerStart(runFile);
  await assertPortFree(port, 'PORT', 'the pages');
  await assertPortFree(tenantPort, 'TENANT_PORT', 'the stand-in tenant');
  await assertPortFree(tenantPort + 1, 'TENANT_PORT', "the stand-in tenant's mail sink");
  if (args.includes('--fresh')) emptyDataDirectory(dir);
  openDataDirectory(dir);
  const secrets = secretsOf(dir);

  if (packagesMissing()) await step('Installing packages (npm ci)', installPackages);
  if (clientMissing()) await step('Generating the database client', generateClient);

  const database = await step('Starting the database', () => openDatabase(dir, running));
  const tenant = `http://localhost:${tenantPort}`;
  const env = {
    ...process.env,
    ...secrets,
    DATABASE_URL: database,
    PUBLIC_URL: `http://localhost:${port}`,
    PORT: String(port),
    MICROSOFT_LOGIN_URL: tenant,
    MICROSOFT_GRAPH_URL: tenant,
    SMTP_URL: `smtp://127.0.0.1:${tenantPort + 1}`,
    MAIL_FROM: 'Library Example <bookings@library.example>',
    DEMO: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_MANUAL_SIG_HANDLE: 'true',
  };
  const carrel = { ...env, NODE_ENV: dev ? 'development' : 'production' };

  await step('Bringing the tables up to date', async () => {
    const { migrate } = await import('../migrations.mjs');
    await migrate(database);
  });
  await step('Filling the demo library', () =>
    run(['--conditions=react-server', '--import', 'tsx', 'prisma/seed.ts'], { env }),
  );
  if (!dev && buildMissing()) await step('Building the pages', build);

  const logs = path.join(dir, 'logs');
  const add = (name, mark, command, environment) => {
    const part = launch(name, command, environment, logs);
    running.push({ stop: () => stop(part), pid: part.child.pid, mark });
    fs.writeFileSync(
      runFile,
      JSON.stringify({
        start: { pid: process.pid, mark: 'scripts/start.mjs' },
        children: running.filter((r) => r.pid).map(({ pid, mark }) => ({ pid, mark })),
      }),
    );
    part.gone.then((how) => {
      if (isEnding()) return;
      console.error(
        `\n${name} ended unexpectedly (${how}). Its last words (${part.log}):\n    ${lastWords(part.log)}\n\nStopping the rest; run npm start to begin again.`,
      );
      end(1);
    });
    return part;
  };

  running.push({ stop: async () => fs.rmSync(runFile, { force: true }) });
  await step('Starting the stand-in tenant', async () => {
    const part = add('tenant', 'e2e/tenant/main.ts', ['--import', 'tsx', 'e2e/tenant/main.ts'], {
      ...env,
      NODE_ENV: 'development',
      TENANT_PORT: String(tenantPort),
      TENANT_STATE: path.join(dir, 'tenant.state'),
      DEMO_CARREL_URL: env.PUBLIC_URL,
    });
    await untilAnswering(part, `${tenant}/_control/behaviour`);
  });
  await step('Starting the worker', async () => {
    add('worker', 'lib/worker/main.ts', ['--conditions=react-server', '--import', 'tsx', 'lib/worker/main.ts'], {
      ...carrel,
      CARREL_PROCESS: 'worker',
    });
  });
  await step('Starting the pages', async () => {
    const part = add('web', 'scripts/web.mjs', [...webCommand, ...(dev ? ['--dev'] : [])], {
      ...carrel,
      CARREL_PROCESS: 'web',
    });
    await untilAnswering(part, `http://127.0.0.1:${port}/api/health`);
  });
  if (args.includes('--connected'))
    await step('Connecting the demo library to its tenant', () =>
      run(['--conditions=react-server', '--import', 'tsx', 'scripts/connect-demo.ts'], { env: carrel }),
    );
  console.log(table({ publicUrl: env.PUBLIC_URL, tenant, dir, seconds: (Date.now() - begun) / 1000 }));
}

function portOf(variable, usual) {
  const port = Number(process.env[variable] ?? usual);
  if (!Number.isInteger(port) || port < 1 || port > 65534)
    throw new StartProblem(`${variable} must be a port number, e.g. ${variable}=${usual} npm start`);
  return port;
}

async function openDatabase(dir, running) {
  const { ensureDatabase } = await import('../migrations.mjs');
  let url = process.env.DATABASE_URL;
  try {
    if (!url) {
      const { startPostgres } = await import('../postgres.mjs');
      const server = await startPostgres(path.join(dir, 'pg'), { log: path.join(dir, 'logs', 'postgres.log') });
      running.push({ stop: server.stop });
      url = server.url;
    }
    await ensureDatabase(url);
  } catch (error) {
    const words =
      error instanceof Error ? error.message || String('code' in error ? error.code : error) : String(error);
    throw new StartProblem(
      process.env.DATABASE_URL ? `The database at DATABASE_URL cannot be reached or prepared: ${words}` : words,
    );
  }
  return url;
}
