import fs from 'node:fs';

/** What the process holds in memory now, in MB. Linux says so; elsewhere 0. */
export function residentMb(pid: number | undefined): number {
  try {
    const [, kb = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1_024;
  } catch {
    return 0;
  }
}

/**
 * Processor time that the process has used so far, in ms: the same however busy the machine is. With `family`, that of its
 * children too, living or ended. Linux only; elsewhere 0.
 */
export function processorMs(pid: number | undefined, family = false): number {
  const [own = 0, ended = 0] = usedBy(pid);
  if (!family) return own;
  const living = childrenOf(pid).map((child) => usedBy(child)[0] ?? 0);
  return own + ended + living.reduce((sum, ms) => sum + ms, 0);
}

/** By itself, and by its children that have ended. */
function usedBy(pid: number | undefined): number[] {
  try {
    // After the name in brackets, which may hold anything: in hundredths of a second.
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const ms = (first: number) => ((fields[first] ?? 0) + (fields[first + 1] ?? 0)) * 10;
    return [ms(11), ms(13)];
  } catch {
    return [];
  }
}

function childrenOf(pid: number | undefined): number[] {
  try {
    const text = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
