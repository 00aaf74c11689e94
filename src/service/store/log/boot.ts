/** Which run of the machine this is: what the disk had not yet got is gone with its end, and with nothing else. */
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Linux draws an id for each run; elsewhere the time of its beginning stands for it, as exact as the clock is. */
const TIME = 'since-';
const TOLERANCE_SECONDS = 5;

let known: string | undefined;

/** A word that is another one after each start of the machine. */
export function thisBoot(): string {
  return (known ??= readId() ?? beginning());
}

/** True where `boot` is this run. Where the clock was set meanwhile, it is taken for another one. */
export function isSameBoot(boot: string): boolean {
  if (!boot.startsWith(TIME)) return boot === thisBoot();
  return Math.abs(Number(boot.slice(TIME.length)) - Number(beginning().slice(TIME.length))) <= TOLERANCE_SECONDS;
}

const beginning = (): string => `${TIME}${Math.round(Date.now() / 1_000 - uptime())}`;

function readId(): string | undefined {
  try {
    const id = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return /^[0-9a-f-]{36}$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
