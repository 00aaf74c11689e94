/** Assets and mocks of a case, as the engine finds them. */
import { isDeepStrictEqual } from 'node:util';
import { errorRecord, raiseRecord } from '../../../powershell/runtime/errors/raise.ts';
import { toText } from '../../../powershell/runtime/convert/toText.ts';
import type { AssetPort, VariablePort } from '../../../powershell/runtime/host.ts';
import { like } from '../../../powershell/runtime/operators/wildcard.ts';
import type { Session } from '../../../powershell/runtime/run/session.ts';
import { fold } from '../../../powershell/runtime/values/folding.ts';
import type { Value } from '../../../powershell/runtime/values/value.ts';
import { callBlock } from '../../../powershell/testing/callBlock.ts';
import type { Behaviour, MockCall } from '../../../powershell/testing/mocks.ts';
import type { AssetFixtures, MockFixture } from '../../../powershell/testing/protocol.ts';
import type { JsonValue } from '../../../sma/values/lenientJson.ts';
import type { Masker } from '../../masking/masking.ts';
import { secretTexts } from '../../masking/secretTexts.ts';
import { toValue } from '../parameterValue.ts';
import { valueToJson } from '../records/valueJson.ts';

const parsed = (json: string): JsonValue => JSON.parse(json) as JsonValue;
const byName = <T>(table: Readonly<Record<string, T>>): Map<string, { readonly name: string; value: T }> => new Map(Object.entries(table).map(([name, value]) => [fold(name), { name, value }]));

/** `variables` gives what they hold by now, as JSON texts; `service` is what the cmdlets of the web service see of them. */
export interface TestAssets extends AssetPort { readonly service: VariablePort; variables(): Record<string, string> }

/** `masker` learns the values of encrypted variables as they are read and written, and passwords as they are read, as it does on a service. */
export function fixtureAssets(given: AssetFixtures, masker: Masker): TestAssets {
  const variables = new Map([...byName(given.variables), ...byName(given.encryptedVariables)]), encrypted = new Set(byName(given.encryptedVariables).keys());
  const hide = (name: string, json: string): string => {
    if (encrypted.has(fold(name))) masker.add(secretTexts(json));
    return json;
  };
  const credentials = byName(given.credentials), connections = byName(given.connections), certificates = byName(given.certificates);
  let missing = '';
  const found = <T>(table: ReadonlyMap<string, { readonly value: T }>, kind: string, name: string): T | undefined => {
    const entry = table.get(fold(name));
    missing = entry === undefined ? `Give it to the test: assets: { ${kind}: { ${name}: … } }` : '';
    return entry?.value;
  };
  return {
    getVariable(name) {
      const json = found(variables, 'variables', name);
      return json === undefined ? undefined : { value: toValue(parsed(hide(name, json))) };
    },
    setVariable(name, value) {
      const entry = found(variables, 'variables', name) === undefined ? undefined : variables.get(fold(name));
      if (entry === undefined) return false;
      entry.value = hide(name, valueToJson(value));
      return true;
    },
    getCredential(name) {
      const credential = found(credentials, 'credentials', name);
      if (credential !== undefined && credential.password !== '') masker.add([credential.password]);
      return credential;
    },
    getConnection(name) {
      const json = found(connections, 'connections', name);
      return json === undefined ? null : toValue(parsed(json), true);
    },
    getCertificate(name) {
      const json = found(certificates, 'certificates', name);
      return json === undefined ? null : toValue(parsed(json));
    },
    missingHint: () => (missing === '' ? undefined : missing),
    service: {
      put(name, value, { isEncrypted }) {
        if (isEncrypted) encrypted.add(fold(name));
        variables.set(fold(name), { name: variables.get(fold(name))?.name ?? name, value: hide(name, valueToJson(value)) });
        return undefined;
      },
      list(names) {
        const absent = names.find((name) => !variables.has(fold(name)));
        if (absent !== undefined) return { refused: `The variable '${absent}' was not found. Give it to the test: assets: { variables: { ${absent}: … } }` };
        const chosen = names.length === 0 ? [...variables.values()] : names.flatMap((name) => variables.get(fold(name)) ?? []);
        return { rows: chosen.map(({ name, value }) => [['Name', name], ['Value', encrypted.has(fold(name)) ? null : toValue(parsed(value))], ['Description', null], ['IsEncrypted', encrypted.has(fold(name))]] as const), next: undefined };
      },
    },
    variables: () => Object.fromEntries(Array.from(variables.values(), ({ name, value }) => [name, value])),
  };
}

/** What a mock of a case does. */
export function behaviourOf(mock: MockFixture, session: Session, owner: object): Behaviour {
  const { when, returns, throws, script } = mock, given = returns === undefined ? [] : (parsed(returns) as readonly JsonValue[]);
  let block: ReturnType<Session['parseBlock']> | undefined;
  return {
    command: mock.command, owner,
    ...(when === undefined ? {} : { accepts: (call) => Object.entries(when).every(([name, json]) => fits(argumentOf(call, name), parsed(json))) }),
    act(call, ctx) {
      // As the statement `throw` does: it ends the runbook unless something catches it.
      if (throws !== undefined) return raiseRecord(errorRecord({ id: throws, category: 'OperationStopped', message: throws, target: throws }), true);
      if (script !== undefined) return callBlock(session.global, (block ??= session.parseBlock(script, `mock of ${mock.command}`)), { named: call.named, common: call.common, unbound: call.unbound, item: call.item }, { out: ctx.out, streams: ctx.streams });
      for (const item of given) ctx.write(toValue(item));
      return undefined;
    },
  };
}
/** By parameter name, or by position among the arguments without one. */
function argumentOf(call: MockCall, name: string): Value {
  if (/^\d+$/.test(name)) return call.unbound[Number(name)] ?? [...call.named.values()][Number(name)];
  return [...call.named, ...call.common].find(([own]) => fold(own) === fold(name))?.[1];
}
function fits(value: Value, expected: JsonValue): boolean {
  if (value === undefined) return expected === null;
  if (typeof expected === 'string') return like(toText(value), expected);
  return isSame(parsed(valueToJson(value)), expected);
}
/** Whoever writes 2 or true means the text as well: the runbook's parameter may be one. */
function isSame(actual: JsonValue, expected: JsonValue): boolean {
  if (Array.isArray(actual) && Array.isArray(expected)) return actual.length === expected.length && expected.every((one, i) => isSame(actual[i] ?? null, one));
  if (typeof actual === 'object' && actual !== null && !Array.isArray(actual) && typeof expected === 'object' && expected !== null && !Array.isArray(expected)) {
    const names = Object.keys(expected);
    return Object.keys(actual).length === names.length && names.every((name) => Object.hasOwn(actual, name) && isSame((actual as Readonly<Record<string, JsonValue>>)[name] ?? null, (expected as Readonly<Record<string, JsonValue>>)[name] ?? null));
  }
  if (typeof actual === 'string' && (typeof expected === 'number' || typeof expected === 'boolean')) return actual.toLowerCase() === String(expected);
  return isDeepStrictEqual(actual, expected);
}
