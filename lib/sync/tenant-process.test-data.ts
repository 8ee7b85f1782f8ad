import { type ChildProcess, spawn } from 'node:child_process';

type TenantProcess = { port: number; child: ChildProcess };

/** Not called carrel…: what files of a process keep for themselves begins anew with each, and this does not. */
const kept = globalThis as { standInTenant?: Promise<TenantProcess> };

/**
 * The stand-in Microsoft 365 of this process, started by the first file that asks: starting one takes a second, and each
 * test has it emptied anyway. Returns its port; its mail sink takes the one above, our pages' address is the next.
 */
export async function tenantPort(): Promise<number> {
  if (kept.standInTenant && (await kept.standInTenant).child.exitCode !== null) kept.standInTenant = undefined;
  kept.standInTenant ??= begin();
  return (await kept.standInTenant).port;
}

async function begin(): Promise<TenantProcess> {
  for (let tries = 1; ; tries++) {
    // Below the ports that systems give to outgoing connections.
    const port = 20_000 + Math.floor(Math.random() * 4_000) * 3;
    try {
      return { port, child: await startTenant(port) };
    } catch (error) {
      if (tries >= 5) throw error;
    }
  }
}

/** However this process ends, the tenant's input ends with it, and so does the tenant. */
const UNTIL_INPUT_ENDS =
  "await import('./e2e/tenant/main.ts'); process.stdin.on('end', () => process.exit()).resume();";

function startTenant(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', UNTIL_INPUT_ENDS], {
    env: { ...process.env, NODE_ENV: 'test', TENANT_PORT: String(port) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('tenant ready') && resolve(child));
    child.once('exit', (code) => reject(new Error(`the tenant ended with ${code}: ${said}`)));
  });
}
