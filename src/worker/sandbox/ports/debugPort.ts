/**
 * The debugger of a running script as the engine sees it: requests come over the link, replies and events go out with every
 * secret masked. Whether something waits is one number compared with another, since it is asked before every statement.
 */
import type { DebugPort } from '../../../powershell/runtime/debug/protocol.ts';
import type { Masker } from '../../masking/masking.ts';
import type { EngineLink } from '../engine/engineLink.ts';

/** `flush` sends what was written so far: whoever looks at a stopped run sees all its output. */
export function debugPort(link: EngineLink, masker: Masker, flush: () => void): DebugPort {
  return {
    next() {
      flush();
      return link.nextDebugRequest();
    },
    waiting: () => link.debugWaiting,
    over: () => link.isOver,
    take: () => link.takeDebugRequest(),
    reply: (id, reply) => link.post({ type: 'debugReply', id, reply: masked(reply, masker) }),
    event(event) {
      flush();
      link.post({ type: 'debugEvent', event: masked(event, masker) });
    },
  };
}

/** What a person sees of values; names of kinds, sources and numbers are left as they are. */
const SHOWN: ReadonlySet<string> = new Set(['name', 'value', 'text', 'message', 'description', 'evaluateName']);

function masked<T>(message: T, masker: Masker): T {
  return masker.isEmpty ? message : walk(message, undefined, masker) as T;
}

function walk(value: unknown, key: string | undefined, masker: Masker): unknown {
  if (typeof value === 'string') return key !== undefined && SHOWN.has(key) ? masker.mask(value) : value;
  if (Array.isArray(value)) return value.map((item) => walk(item, key, masker));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name, masker)]));
}
