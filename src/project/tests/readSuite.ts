/** `NAME.tests.yaml` as cases. Everything is checked here, so that what runs is sound; the first fault ends it, with its place. */
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Node } from 'yaml';
import type { AssetFixtures } from '../../powershell/testing/protocol.ts';
import { mockKey } from '../../powershell/testing/mockKey.ts';
import { readExpectation } from './readExpectation.ts';
import { TestFileError } from './suite.ts';
import type { Suite, SuiteCase, SuiteMock } from './suite.ts';
import { YamlText } from './yamlText.ts';
import type { Entry } from './yamlText.ts';

/** A day. */
const MOST_SECONDS = 86_400;
/** Throws a TestFileError. `file` is its path. */
export function readSuite(file: string, text: string): Suite {
  const yaml = new YamlText(file, text), top = yaml.known(yaml.root, 'file', 'The file');
  const runbook = top.runbook === undefined ? { path: basename(file).replace(/\.tests\.ya?ml$/i, '.ps1'), at: { line: 1, column: 1 } } : { path: yaml.text(top.runbook.value, '"runbook"'), at: top.runbook.at };
  if (top.cases === undefined) throw new TestFileError(file, { line: 1, column: 1 }, 'The file has no list "cases".');
  const shared = { assets: readAssets(yaml, top.assets), mocks: readMocks(yaml, top.mocks), timeout: timeoutOf(yaml, top.timeout) };
  const cases = yaml.list(top.cases.value, '"cases"').map((node) => readCase(yaml, node, shared)), seen = new Map<string, SuiteCase>();
  if (cases.length === 0) throw new TestFileError(file, top.cases.at, '"cases" is empty. Each case is "- name: …" with what it expects.');
  for (const one of cases) {
    const same = seen.get(one.name.toLowerCase());
    if (same !== undefined) throw new TestFileError(file, one.at, `Two cases are called "${one.name}": this one and that of line ${same.at.line}. Give each its own name.`);
    seen.set(one.name.toLowerCase(), one);
  }
  return { file, runbook, cases };
}
interface Shared { readonly assets: AssetFixtures; readonly mocks: readonly SuiteMock[]; readonly timeout: number | undefined }

function readCase(yaml: YamlText, node: Node, shared: Shared): SuiteCase {
  const found = yaml.known(node, 'case', 'A case');
  if (found.name === undefined) throw yaml.error(node, 'A case has no "name".');
  const name = yaml.text(found.name.value, 'The name of a case').trim(), what = `the case "${name}"`;
  const own = readAssets(yaml, found.assets), ownMocks = readMocks(yaml, found.mocks), skip = found.skip === undefined ? undefined : skipOf(yaml, found.skip.value);
  if (found.expect === undefined && skip === undefined) throw new TestFileError(yaml.file, found.name.at, `The case "${name}" expects nothing. Add "expect:", for example "expect: { status: Completed }".`);
  return {
    name, at: yaml.place(node), until: yaml.end(node), skip, timeoutSeconds: timeoutOf(yaml, found.timeout) ?? shared.timeout,
    parameters: found.parameters === undefined ? [] : yaml.entries(found.parameters.value, `"parameters" of ${what}`).map(({ key, at, value }) => ({ name: key, at, value: yaml.written(value, `The parameter "${key}"`) })),
    assets: {
      // A case's own stands in for the file's, encrypted or not.
      variables: { ...without(shared.assets.variables, own.encryptedVariables), ...own.variables }, encryptedVariables: { ...without(shared.assets.encryptedVariables, own.variables), ...own.encryptedVariables }, credentials: { ...shared.assets.credentials, ...own.credentials },
      connections: { ...shared.assets.connections, ...own.connections }, certificates: { ...shared.assets.certificates, ...own.certificates },
    },
    // The case's own come last: of several that fit, the last is taken. Those of the file that can never be the last are not there, so that nobody has to call them.
    mocks: [...shared.mocks.filter((mock) => !ownMocks.some((one) => takesAllOf(one, mock))), ...ownMocks],
    expect: readExpectation(yaml, found.expect, what),
  };
}
const without = <T>(table: Readonly<Record<string, T>>, names: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(table).filter(([name]) => !hasName(names, name)));
const hasName = (table: object, name: string): boolean => Object.keys(table).some((own) => own.toLowerCase() === name.toLowerCase());
/** Whether a mock is taken for every call that another one fits. */
function takesAllOf(one: SuiteMock, other: SuiteMock): boolean {
  if (mockKey(one.command) !== mockKey(other.command)) return false;
  return one.when === undefined || (other.when !== undefined && isDeepStrictEqual(lowered(one.when), lowered(other.when)));
}
const lowered = (when: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(when).map(([name, json]) => [name.toLowerCase(), json]));
/** `true`, or why. */
function skipOf(yaml: YamlText, node: Node | undefined): string | undefined {
  const plain = yaml.plain(node);
  if (isScalar(plain) && plain.value === false) return undefined;
  if (isScalar(plain) && plain.value === true) return 'skip: true';
  if (isScalar(plain) && typeof plain.value !== 'string') throw yaml.error(node, `"skip" is true, or the reason as a text in quotes: ${String(plain.value)} is neither.`);
  return yaml.text(node, '"skip"');
}
function timeoutOf(yaml: YamlText, entry: Entry | undefined): number | undefined {
  if (entry === undefined) return undefined;
  const seconds = yaml.number(entry.value, '"timeout" (in seconds)', 0.01);
  if (seconds > MOST_SECONDS) throw yaml.error(entry.value, `"timeout" is in seconds, and ${seconds} is more than a day.`);
  return seconds;
}
function readAssets(yaml: YamlText, entry: Entry | undefined): AssetFixtures {
  const found = entry === undefined ? {} : yaml.known(entry.value, 'assets', '"assets"');
  const table = <T>(of: Entry | undefined, what: string, read: (entry: Entry) => T): Record<string, T> => {
    const made: Record<string, T> = {};
    for (const one of of === undefined ? [] : yaml.entries(of.value, `"${what}"`)) {
      if (hasName(made, one.key)) throw new TestFileError(yaml.file, one.at, `"${what}" names "${one.key}" twice; names of assets differ in more than their case.`);
      // A name is any text, `__proto__` too.
      Object.defineProperty(made, one.key, { value: read(one), enumerable: true, configurable: true, writable: true });
    }
    return made;
  };
  const fields = (what: string) => ({ key, value }: Entry): string => {
    if (!isMap(yaml.plain(value))) throw yaml.error(value, `The ${what} "${key}" must be a mapping of its fields.`);
    return yaml.written(value, `The ${what} "${key}"`).json;
  };
  const written = ({ key, value }: Entry): string => yaml.written(value, `The variable "${key}"`).json, variables = table(found.variables, 'variables', written);
  return {
    variables,
    encryptedVariables: table(found.encryptedVariables, 'encryptedVariables', (one) => {
      if (hasName(variables, one.key)) throw new TestFileError(yaml.file, one.at, `"encryptedVariables" names "${one.key}", and so does "variables". Keep it in one of them.`);
      return written(one);
    }),
    credentials: table(found.credentials, 'credentials', ({ key, at, value }) => {
      const parts = yaml.known(value, 'credential', `The credential "${key}"`);
      if (parts.userName === undefined || parts.password === undefined) throw new TestFileError(yaml.file, at, `The credential "${key}" needs a userName and a password; made-up ones will do.`);
      return { userName: yaml.text(parts.userName.value, 'userName'), password: yaml.text(parts.password.value, 'password') };
    }),
    connections: table(found.connections, 'connections', fields('connection')), certificates: table(found.certificates, 'certificates', fields('certificate')),
  };
}
function readMocks(yaml: YamlText, entry: Entry | undefined): SuiteMock[] {
  if (entry === undefined) return [];
  return yaml.list(entry.value, '"mocks"').map((node): SuiteMock => {
    const found = yaml.known(node, 'mock', 'A mock');
    if (found.command === undefined) throw yaml.error(node, 'A mock has no "command".');
    const command = yaml.text(found.command.value, 'The command of a mock').trim(), does = [found.returns, found.throws, found.script].filter((one) => one !== undefined);
    const [, second] = does;
    if (second !== undefined) throw new TestFileError(yaml.file, second.at, `The mock of "${command}" may have one of returns, throws and script.`);
    const { calls } = found, times = calls === undefined ? undefined : yaml.number(calls.value, '"calls"', 0);
    if (times !== undefined && !Number.isInteger(times)) throw yaml.error(calls?.value, '"calls" must be a whole number.');
    return {
      command, at: yaml.place(node), ...(times === undefined ? {} : { calls: times }),
      ...(found.when === undefined ? {} : { when: Object.fromEntries(yaml.entries(found.when.value, `"when" of the mock of "${command}"`).map(({ key, value }) => [key.replace(/^-/, ''), yaml.written(value, `"${key}"`).json])) }),
      ...(found.returns === undefined ? {} : { returns: returned(yaml, found.returns.value) }),
      ...(found.throws === undefined ? {} : { throws: yaml.text(found.throws.value, '"throws"') }),
      ...(found.script === undefined ? {} : { script: yaml.text(found.script.value, '"script"') }),
    };
  });
}
/** The objects that a mock gives: of a list each item, of nothing none. */
function returned(yaml: YamlText, node: Node | undefined): string {
  const plain = yaml.plain(node), { json } = yaml.written(node, '"returns"');
  return plain === undefined || (isScalar(plain) && plain.value === null) ? '[]' : isSeq(plain) ? json : `[${json}]`;
}
