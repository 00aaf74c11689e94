/** Assets of the service for the engine: one blocking question each; secrets are learnt for masking as they come. */
import { raise } from '../../../powershell/runtime/errors/raise.ts';
import { readCertificate } from '../../../powershell/runtime/types/net/certificate.ts';
import type { AssetPort, VariablePort } from '../../../powershell/runtime/host.ts';
import type { Value } from '../../../powershell/runtime/values/value.ts';
import { parseLenientJson } from '../../../sma/values/lenientJson.ts';
import type { Masker } from '../../masking/masking.ts';
import type { AssetReply, AssetRequest } from '../../protocol.ts';
import { toValue } from '../parameterValue.ts';
import { readPage } from './runbookPort.ts';
import { valueToJson } from '../records/valueJson.ts';

/** `ask` blocks until the service has answered. */
export function assetPort(ask: (asset: AssetRequest) => AssetReply, masker: Masker): AssetPort {
  let hint: string | undefined;
  const get = (kind: 'variable' | 'credential' | 'certificate' | 'connection', name: string): string | undefined => {
    const reply = sound(ask({ kind, operation: 'get', name }), name);
    hint = reply.found ? undefined : reply.hint;
    if (!reply.found) return undefined;
    masker.add(reply.secrets);
    return reply.value;
  };
  return {
    getVariable(name) {
      const text = get('variable', name);
      return text === undefined ? undefined : { value: decode(text, false) };
    },
    setVariable(name, value) {
      const reply = sound(ask({ kind: 'variable', operation: 'set', name, value: valueToJson(value) }), name);
      hint = reply.found ? undefined : reply.hint;
      if (reply.found) masker.add(reply.secrets);
      return reply.found;
    },
    getCredential(name) {
      const text = get('credential', name);
      return text === undefined ? undefined : (JSON.parse(text) as { userName: string; password: string });
    },
    getCertificate(name) {
      const text = get('certificate', name);
      return text === undefined ? undefined : certificateOf(text) ?? decode(text, false);
    },
    getConnection(name) {
      const text = get('connection', name);
      return text === undefined ? undefined : decode(text, true);
    },
    missingHint: () => hint,
  };
}

/** Variables for the cmdlets of the web service. `masker`: absent where nothing is masked, in threads beside the runbook; there nothing secret is made. */
export function variablePort(ask: (asset: AssetRequest) => AssetReply, masker: Masker | undefined): VariablePort {
  return {
    list(names, after) {
      const reply = sound(ask({ kind: 'runbook', operation: 'query', name: 'variables', query: { of: 'variables', by: 'name', values: names, ...(after === undefined ? {} : { after }) } }), 'variables');
      return reply.found ? readPage(reply.value, (name, value) => (name === 'Value' && typeof value === 'string' ? decode(value, false) : toValue(value))) : { refused: reply.message };
    },
    put(name, value, { description, isEncrypted }) {
      if (masker === undefined && isEncrypted) return `The encrypted variable '${name}' cannot be set in a script that runs beside the runbook, where its value would not be masked. Set it in the runbook itself.`;
      const reply = sound(ask({ kind: 'variable', operation: 'set', name, value: valueToJson(value), make: { ...(description === undefined ? {} : { description }), isEncrypted } }), name);
      if (!reply.found) return reply.message;
      masker?.add(reply.secrets);
      return undefined;
    },
  };
}

/** An X509Certificate2, where the answer has the certificate itself and not only facts about it. */
function certificateOf(text: string): Value {
  const parsed: unknown = parseLenientJson(text)?.value, { RawData: der, Pfx: pfx, Password: password, Name: name } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Readonly<Partial<Record<string, unknown>>>;
  if (typeof der !== 'string') return undefined;
  const made = typeof pfx === 'string' ? readCertificate(Buffer.from(pfx, 'base64'), typeof password === 'string' ? password : '') : readCertificate(Buffer.from(der, 'base64'));
  if (typeof name === 'string') made.friendlyName = name;
  return made;
}
/** A service that cannot say whether the asset is there ends the activity: `if (-not $value)` must not read it as missing. */
function sound(reply: AssetReply, name: string): AssetReply {
  if (reply.found || reply.failed !== true) return reply;
  return raise({ id: 'AssetUnavailable', category: 'ResourceUnavailable', target: name, exception: 'System.InvalidOperationException', message: reply.message });
}

/** The value of a stored text: JSON as lenient as everywhere in SMA, else the text itself (sma-rest-api.md 3.7). */
function decode(text: string, asHashtable: boolean): Value {
  const parsed = parseLenientJson(text);
  return parsed === undefined ? text : toValue(parsed.value, asHashtable);
}
