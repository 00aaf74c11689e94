/** `expect:` of a case. */
import { isMap, isScalar, isSeq } from 'yaml';
import type { Node } from 'yaml';
import { STATUSES, STREAMS, TestFileError } from './suite.ts';
import type { Expectation, Matcher, StreamExpectation, StreamKey } from './suite.ts';
import type { Entry, YamlText } from './yamlText.ts';

export function readExpectation(yaml: YamlText, entry: Entry | undefined, what: string): Expectation {
  if (entry === undefined) return { status: undefined, exception: undefined, streams: {}, variables: [] };
  const found = yaml.known(entry.value, 'expect', `"expect" of ${what}`);
  if (Object.keys(found).length === 0) throw new TestFileError(yaml.file, entry.at, `"expect" of ${what} is empty. For example "status: Completed".`);
  const streams: Partial<Record<StreamKey, StreamExpectation>> = {};
  for (const key of Object.keys(STREAMS) as StreamKey[]) {
    const one = found[key];
    if (one !== undefined) streams[key] = readStream(yaml, one, key);
  }
  return {
    status: found.status === undefined ? undefined : { value: readStatus(yaml, found.status), at: found.status.at },
    exception: found.exception === undefined ? undefined : readMatcher(yaml, found.exception.value, '"exception"', false),
    streams,
    variables: found.variables === undefined ? [] : yaml.entries(found.variables.value, '"variables"').map(({ key, at, value }) => ({ name: key, at, json: yaml.written(value, `The variable "${key}"`).json })),
  };
}
function readStatus(yaml: YamlText, { value }: Entry): (typeof STATUSES)[number] {
  const word = yaml.text(value, '"status"'), status = STATUSES.find((one) => one.toLowerCase() === word.toLowerCase());
  if (status === undefined) throw yaml.error(value, `"${word}" is no status that a job ends with: ${STATUSES.join(', ')}.`);
  return status;
}
/** A list is the whole stream; one matcher a stream of one record; a mapping asks for something about it. */
function readStream(yaml: YamlText, { key, at, value }: Entry, name: StreamKey): StreamExpectation {
  const node = yaml.plain(value), objects = name === 'output';
  if (isSeq(node)) return { kind: 'all', at, records: yaml.list(value, `"${key}"`).map((item) => readMatcher(yaml, item, `A record of "${key}"`, objects)) };
  if (isMap(node) && node.items.some((item) => isScalar(item.key) && /^(includes|excludes|count)$/.test(String(item.key.value)))) {
    const found = yaml.known(value, 'stream', `"${key}"`);
    const list = (of: Entry | undefined): readonly Matcher[] => {
      if (of === undefined) return [];
      const items = isSeq(yaml.plain(of.value)) ? yaml.list(of.value, `"${of.key}"`) : [of.value];
      return items.map((item) => readMatcher(yaml, item, `A record of "${of.key}"`, objects));
    };
    const count = found.count === undefined ? undefined : yaml.number(found.count.value, '"count"', 0);
    return { kind: 'some', at, includes: list(found.includes), excludes: list(found.excludes), count };
  }
  if (node === undefined || (isScalar(node) && node.value === null)) throw yaml.error(value ?? undefined, `"${key}" has no records. Write "${key}: []" where there must be none.`);
  return { kind: 'all', at, records: [readMatcher(yaml, value, `"${key}"`, objects)] };
}
function readMatcher(yaml: YamlText, node: Node | undefined, what: string, objects: boolean): Matcher {
  const at = yaml.place(node), plain = yaml.plain(node);
  if (!isMap(plain)) {
    const { text } = yaml.written(node, what);
    if (isSeq(plain)) throw yaml.error(node, `${what} is a list. A record is a text, or a mapping with text, matches, json or has.`);
    if (text === undefined) throw yaml.error(node, `${what} has no text. Write "" for an empty one.`);
    return { kind: 'text', text, at };
  }
  const found = yaml.known(node, 'matcher', what), [first, second] = Object.values(found);
  if (first === undefined || second !== undefined) throw yaml.error(node, `${what} must have exactly one of text, matches, json and has.`);
  switch (first.key) {
    case 'matches': return { kind: 'matches', at, pattern: pattern(yaml, first.value, what) };
    case 'json': case 'has':
      if (!objects) throw new TestFileError(yaml.file, first.at, `"${first.key}" is for objects of the stream "output"; all else are texts.`);
      if (first.key === 'has' && !isMap(yaml.plain(first.value))) throw yaml.error(first.value, '"has" must be a mapping of properties and their values.');
      return { kind: first.key, at, json: yaml.written(first.value, what).json };
    default: return { kind: 'text', at, text: yaml.written(first.value, what).text ?? '' };
  }
}
function pattern(yaml: YamlText, node: Node | undefined, what: string): RegExp {
  const text = yaml.text(node, what);
  try { return new RegExp(text, 'su'); } catch (error) {
    throw yaml.error(node, `${what} has a pattern that is no regular expression: ${error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error)}.`);
  }
}
