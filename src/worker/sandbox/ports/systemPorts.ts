/** The engine's small ports over the real system: clock, randomness, environment. Used inside a sandbox only. */
import { hostname, release, type, userInfo } from 'node:os';
import { nodeCrypto } from '../../../powershell/runtime/nodeModules.ts';
import type { ClockPort, EnvironmentChanges, EnvironmentPort, RandomPort } from '../../../powershell/runtime/host.ts';
import { UNIX_TICKS } from '../../../powershell/runtime/values/dateTime.ts';

const TICKS_PER_MS = 10_000;

export const systemClock: ClockPort = {
  utcTicks() {
    // The wall clock decides; the steady clock adds the decimals below a millisecond.
    const fraction = performance.now() % 1;
    return UNIX_TICKS + BigInt(Date.now()) * 10_000n + BigInt(Math.floor(fraction * TICKS_PER_MS));
  },
  monotonic: () => performance.now(),
  offsetMinutes: (unixMs) => -new Date(unixMs).getTimezoneOffset(),
  // Asked for by few, and the first question costs as much as starting a Node.
  get zoneId() { return Intl.DateTimeFormat().resolvedOptions().timeZone; },
};

/** Drawn in advance: a question to the system for every few bytes costs a hundred times as much as the bytes. */
let drawn = Buffer.alloc(0);
export const systemRandom: RandomPort = {
  bytes(count) {
    if (count > 512) return nodeCrypto().randomBytes(count);
    if (drawn.length < count) drawn = nodeCrypto().randomBytes(4096);
    const bytes = drawn.subarray(0, count);
    drawn = drawn.subarray(count);
    return bytes;
  },
};

/** What the thread's scripts have set, and what was there before. Each thread has an environment of its own, as it was when the process began. */
const before = new Map<string, string | undefined>();
export const environmentChanges = (): EnvironmentChanges => Array.from(before.keys(), (name) => [name, process.env[name] ?? null]);
/** Gives the thread the environment of whoever has asked for its next script. */
export function beginEnvironment(changes: EnvironmentChanges): void {
  for (const [name, value] of before) systemEnvironment.set(name, value);
  before.clear();
  for (const [name, value] of changes) systemEnvironment.set(name, value ?? undefined);
}

/** Environment variables of the sandbox; what a runbook sets is seen by programs it starts, and dies with it. */
export const systemEnvironment: EnvironmentPort = {
  get: (name) => process.env[name],
  set(name, value) {
    if (!before.has(name)) before.set(name, process.env[name]);
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  },
  names: () => Object.keys(process.env),
  changes: environmentChanges,
  get computerName() { return hostname(); },
  get userName() { return userName(); },
  platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
  get osDescription() { return `${type()} ${release()}`; },
};

/** A container may run under a user id without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? process.env['USERNAME'] ?? 'unknown';
  }
}
