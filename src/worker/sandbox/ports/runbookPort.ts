/** Other runbooks of the service for the engine: the text of inline children, and jobs of their own. */
import { raise } from '../../../powershell/runtime/errors/raise.ts';
import type { RunbookPage, RunbookPort } from '../../../powershell/runtime/host.ts';
import { DateTime } from '../../../powershell/runtime/values/dateTime.ts';
import { Guid } from '../../../powershell/runtime/values/guid.ts';
import type { Value } from '../../../powershell/runtime/values/value.ts';
import type { JsonValue } from '../../../sma/values/lenientJson.ts';
import type { Masker } from '../../masking/masking.ts';
import type { AssetReply, AssetRequest } from '../../protocol.ts';
import { toValue } from '../parameterValue.ts';
import { valueToJson } from '../records/valueJson.ts';

/** `ask` blocks until the service has answered. A job that is started masks what `masker` knows of its parameters. */
export function runbookPort(ask: (asset: AssetRequest) => AssetReply, masker?: Masker): RunbookPort {
  return {
    find(name) {
      const reply = ask({ kind: 'runbook', operation: 'get', name });
      if (!reply.found) return reply.failed === true ? raise({ id: 'RunbookUnavailable', category: 'ResourceUnavailable', target: name, message: reply.message }) : undefined;
      const { name: own, type, script, path } = JSON.parse(reply.value) as { readonly name: string; readonly type: string; readonly script: string; readonly path?: string };
      return { name: own, isWorkflow: type === 'Script', script, ...(path === undefined ? {} : { path }) };
    },
    start(name, parameters) {
      const given = parameters.map(([parameter, value]) => ({ name: parameter, value: valueToJson(value) }));
      const reply = ask({ kind: 'runbook', operation: 'start', name, parameters: given, secrets: masker?.foundIn(given.map((p) => p.value)) ?? [] });
      return reply.found ? { jobId: JSON.parse(reply.value) as string } : { refused: reply.message };
    },
    act(jobId, action) {
      const reply = ask({ kind: 'runbook', operation: 'act', name: jobId, action });
      return reply.found ? undefined : reply.message;
    },
    web({ method, path, headers, body }) {
      const name = path.replace(/[?(].*$/s, ''), reply = ask({ kind: 'runbook', operation: 'web', name, request: { method, path, headers, ...(body === undefined ? {} : { body: Buffer.from(body).toString('base64') }) } });
      if (!reply.found) return reply.failed === true ? raise({ id: 'SmaServiceUnavailable', category: 'ResourceUnavailable', target: name, exception: 'System.InvalidOperationException', message: reply.message }) : { refused: reply.message };
      const answer = JSON.parse(reply.value) as { readonly status: number; readonly body: string };
      return { status: answer.status, body: Buffer.from(answer.body, 'base64') };
    },
    query(query) {
      const reply = ask({ kind: 'runbook', operation: 'query', name: query.of, query });
      if (!reply.found) return { refused: reply.message };
      return readPage(reply.value);
    },
  };
}

/** A page as the service sends it. `also` reads what is neither an id nor a time. */
export function readPage(text: string, also: (name: string, value: JsonValue) => Value = (_name, value) => toValue(value)): RunbookPage {
  const { rows, next } = JSON.parse(text) as { readonly rows: readonly Readonly<Record<string, JsonValue>>[]; readonly next?: string };
  return { rows: rows.map((row) => Object.entries(row).map(([name, value]) => [name, fact(name, value) ?? also(name, value)] as const)), next };
}
/** Ids and times of the service's tables as what they are; undefined for everything else. */
function fact(name: string, value: JsonValue): Value {
  if (typeof value !== 'string') return undefined;
  if (/I[dD]$/.test(name)) return Guid.parse(value);
  if (!name.endsWith('Time')) return undefined;
  const whole = Date.parse(`${value.slice(0, 19)}Z`), [, fraction = ''] = /\.(\d{1,7})/.exec(value) ?? [];
  return Number.isNaN(whole) ? undefined : new DateTime(DateTime.fromUnixMs(whole).ticks + BigInt(fraction.padEnd(7, '0')), 'Utc');
}
