/** Whether a run was as its case expects; every difference is told with its place in the file. */
import { isDeepStrictEqual } from 'node:util';
import type { CaseResult, TestRecord } from '../../powershell/testing/protocol.ts';
import { datesAs, readableDates } from './dates.ts';
import type { TestProblem } from './results.ts';
import { STREAMS } from './suite.ts';
import type { Matcher, Place, StreamExpectation, StreamKey, Suite, SuiteCase } from './suite.ts';

/** Gives what is wrong; nothing where all is well. */
export function judge(suite: Suite, one: SuiteCase, result: CaseResult, seconds: number): TestProblem[] {
  const problems: TestProblem[] = [], tell = (at: Place, message: string, sides?: { readonly expected: string; readonly actual: string }): void => { problems.push({ message, file: suite.file, ...at, ...sides }); };
  if (result.timedOut) {
    tell(one.at, `The runbook ran longer than ${seconds} s and was stopped. Give it more time ("timeout"), or mock what it waits for.`);
    return problems;
  }
  judgeEnd(one, result, tell);
  for (const key of Object.keys(one.expect.streams) as StreamKey[]) {
    const expected = one.expect.streams[key];
    if (expected !== undefined) judgeStream(key, expected, result.records.filter(({ stream }) => stream === STREAMS[key]), tell);
  }
  for (const { name, json, at } of one.expect.variables) {
    const [, actual] = Object.entries(result.variables).find(([own]) => own.toLowerCase() === name.toLowerCase()) ?? [];
    if (actual === undefined) tell(at, `There is no variable "${name}". Give it to the case: assets: { variables: { ${name}: … } }`);
    else if (!compared(isDeepStrictEqual, actual, json)) { const shown = readableDates(actual); tell(at, `The variable "${name}" is ${shown} at the end, not ${json}.`, { expected: json, actual: shown }); }
  }
  one.mocks.forEach(({ command, calls, at }, i) => {
    const actual = result.mockCalls[i] ?? 0;
    if (calls !== undefined && actual !== calls) tell(at, `The mock of ${command} was called ${times(actual)}, not ${times(calls)}.`);
  });
  if (result.dropped > 0) tell(one.at, `The runbook wrote ${result.dropped} record${result.dropped === 1 ? '' : 's'} more than a case keeps (10,000 and 4 MB); what was expected of them is not known.`);
  return problems;
}
type Tell = (at: Place, message: string, sides?: { readonly expected: string; readonly actual: string }) => void;
const times = (n: number): string => (n === 1 ? 'once' : n === 0 ? 'never' : `${n} times`);

function judgeEnd({ expect: { status, exception }, at, name }: SuiteCase, result: CaseResult, tell: Tell): void {
  const ended = `the runbook ended as ${result.status}`, why = result.exception === null ? '' : `: ${result.exception}`;
  if (status !== undefined) { if (status.value !== result.status) tell(status.at, `Expected ${status.value}, but ${ended}${why}`, { expected: status.value, actual: result.status }); }
  else if (exception === undefined && result.status !== 'Completed') tell(at, `In "${name}" ${ended}${why}`, { expected: 'Completed', actual: result.status });
  if (exception === undefined) return;
  if (result.exception === null) { tell(exception.at, `Expected an exception ${shownMatcher(exception)}, but ${ended} without one.`); return; }
  // The message alone, without the lines that say where.
  const message = result.exception.split(/\nAt /, 1)[0] ?? '';
  if (exception.kind === 'text' ? message.trim() !== exception.text.trim() : exception.kind === 'matches' && !exception.pattern.test(result.exception)) {
    tell(exception.at, `Expected an exception ${shownMatcher(exception)}, but it is ${quoted(message)}.`, exception.kind === 'text' ? { expected: exception.text, actual: message } : undefined);
  }
}
function judgeStream(key: StreamKey, expected: StreamExpectation, records: readonly TestRecord[], tell: Tell): void {
  if (expected.kind === 'some') {
    const { includes, excludes, count, at } = expected;
    for (const matcher of includes) if (!records.some((record) => fits(matcher, record))) tell(matcher.at, `No record of "${key}" is ${shownMatcher(matcher)}. There ${listed(records)}.`);
    for (const matcher of excludes) { const found = records.find((record) => fits(matcher, record)); if (found !== undefined) tell(matcher.at, `A record of "${key}" is ${shownMatcher(matcher)}: ${quoted(found.text)}.`); }
    if (count !== undefined && records.length !== count) tell(at, `"${key}" has ${records.length} record${records.length === 1 ? '' : 's'}, not ${count}. There ${listed(records)}.`);
    return;
  }
  const sides = { expected: expected.records.map(written).join('\n'), actual: records.map((record, i) => (needsJson(expected.records[i]) ? objectOf(record) ?? record.text : record.text)).join('\n') };
  for (const [i, matcher] of expected.records.entries()) {
    const record = records[i];
    if (record === undefined) { tell(matcher.at, `Record ${i + 1} of "${key}" is missing: ${shownMatcher(matcher)}. There ${listed(records)}.`, sides); return; }
    if (!fits(matcher, record)) { tell(matcher.at, `Record ${i + 1} of "${key}" is ${needsJson(matcher) ? objectOf(record) ?? `${quoted(record.text)}, which is formatted text and no object` : quoted(record.text)}, not ${shownMatcher(matcher)}.`, sides); return; }
  }
  const more = records.slice(expected.records.length), [next] = more;
  if (next !== undefined) tell(expected.at, `"${key}" has ${more.length} record${more.length === 1 ? '' : 's'} more than expected: ${more.slice(0, 3).map(({ text }) => quoted(text)).join(', ')}${more.length > 3 ? ' …' : ''}.`, sides);
}
const needsJson = (matcher: Matcher | undefined): boolean => matcher?.kind === 'json' || matcher?.kind === 'has';
/** The object of a record as a case would name it. */
const objectOf = ({ json }: TestRecord): string | undefined => (json === undefined ? undefined : readableDates(json));
function fits(matcher: Matcher, { text, json }: TestRecord): boolean {
  switch (matcher.kind) {
    case 'text': return sameText(text, matcher.text);
    case 'matches': return matcher.pattern.test(text);
    case 'json': return json !== undefined && compared(isExactly, json, matcher.json);
    case 'has': return json !== undefined && compared(holds, json, matcher.json);
  }
}
function compared(test: (actual: unknown, expected: unknown) => boolean, json: string, wanted: string): boolean {
  const expected: unknown = JSON.parse(wanted);
  return test(datesAs(JSON.parse(json), expected), expected);
}
/** What a workflow notes on every object that it writes (workflow-semantics.md 6), anew in each run: it counts only where it is asked for. */
const NOTED = ['PSComputerName', 'PSSourceJobInstanceId', 'PSShowComputerName'];
function isExactly(actual: unknown, expected: unknown): boolean {
  const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);
  if (!isObject(actual) || !isObject(expected)) return isDeepStrictEqual(actual, expected);
  return isDeepStrictEqual(Object.fromEntries(Object.entries(actual).filter(([name]) => !NOTED.includes(name) || name in expected)), expected);
}
/** Line ends do not count, nor does a last one, which a block text of YAML has. */
const sameText = (a: string, b: string): boolean => a === b || plainLines(a) === plainLines(b);
const plainLines = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n$/, '');
/** An object has the properties, whatever else it has; names differ in more than their case. */
function holds(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return isDeepStrictEqual(actual, expected);
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
  const own = new Map(Object.entries(actual).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  return Object.entries(expected).every(([name, value]) => own.has(name.toLowerCase()) && holds(own.get(name.toLowerCase()), value));
}
function shownMatcher(matcher: Matcher): string {
  switch (matcher.kind) {
    case 'text': return quoted(matcher.text);
    case 'matches': return `like /${matcher.pattern.source}/`;
    case 'json': return matcher.json;
    case 'has': return `an object with ${matcher.json}`;
  }
}
const written = (matcher: Matcher): string => (matcher.kind === 'text' ? matcher.text : matcher.kind === 'matches' ? `/${matcher.pattern.source}/` : matcher.json);
const MOST_SHOWN = 200;
const quoted = (text: string): string => JSON.stringify(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
const listed = (records: readonly TestRecord[]): string => (records.length === 0 ? 'is none' : `${records.length === 1 ? 'is' : 'are'} ${records.slice(0, 5).map(({ text }) => quoted(text)).join(', ')}${records.length > 5 ? ` and ${records.length - 5} more` : ''}`);
