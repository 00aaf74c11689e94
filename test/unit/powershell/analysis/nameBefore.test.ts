import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsIn, nameBefore, parse, positionalArguments } from '../../../../src/powershell/index.ts';
import type { CommandAst } from '../../../../src/powershell/index.ts';
import { applyFixes } from '../../../../src/project/lint/index.ts';
import { cmdletCatalogue, commonParameters } from '../../../../src/powershell/cmdlets/catalogue.ts';

const cmdlets = new Map(cmdletCatalogue.flatMap((facts) => [facts.name, ...facts.aliases].map((name) => [name.toLowerCase(), facts] as const)));

/** The one command that a text is; undefined where it is anything else. */
function commandOf(text: string): CommandAst | undefined {
  const { ast, errors } = parse(text), [statement] = ast.endBlock?.statements ?? [], [command] = statement?.kind === 'PipelineAst' ? statement.elements : [];
  return errors.length === 0 && command?.kind === 'CommandAst' && command.start === 0 && command.end === text.length ? command : undefined;
}

/** Its words as the parser parts them. */
const wordsOf = (text: string, command: CommandAst): string[] => command.elements.map((element) => `${element.kind} ${text.slice(element.start, element.end)}`);

/** A command in each way in which words of it can stand directly behind the word before them. */
function glued(text: string): string[] {
  const command = commandOf(text);
  if (command === undefined) return [];
  const words = wordsOf(text, command), found = [text];
  let all = text;
  for (const { start } of command.elements.slice(1).toReversed()) {
    const before = text.slice(0, start).trimEnd().length, close = (whole: string): string => whole.slice(0, before) + whole.slice(start);
    const isSame = (other: string): boolean => { const parsed = commandOf(other); return parsed !== undefined && wordsOf(other, parsed).join('\0') === words.join('\0'); };
    if (before === start) continue;
    if (isSame(close(text))) found.push(close(text));
    if (isSame(close(all))) all = close(all);
  }
  return [...new Set([...found, all])];
}

/** Accepts hints of a command, and says what came of its words. */
function check(text: string): number {
  const use = commandsIn(parse(text).ast).find(({ node }) => node.start === 0), facts = cmdlets.get(use?.name?.toLowerCase() ?? '');
  if (use === undefined || facts === undefined) return 0;
  const named = positionalArguments(use, facts, commonParameters).map(({ start, parameter: { name } }) => ({ start, name }));
  for (const accepted of [...named.map((one) => [one]), ...(named.length > 1 ? [named] : [])]) {
    const after: string = applyFixes(text, [{ title: '', edits: accepted.map(({ start, name }) => nameBefore(text, start, name)!) }]), command = commandOf(after);
    const expected: string[] = use.node.elements.flatMap((element, index) => {
      const name = accepted.find(({ start }) => index > 0 && start === element.start)?.name;
      return [...(name === undefined ? [] : [`CommandParameterAst -${name}`]), `${element.kind} ${text.slice(element.start, element.end)}`];
    });
    assert.deepEqual(command && wordsOf(after, command), expected, `${text} => ${after}`);
  }
  return named.length;
}

describe('nameBefore', () => {
  it('keeps the command and its arguments, whatever stands directly behind what', () => {
    const write = (text: string, at: string, name: string): string => { const edit = nameBefore(text, text.indexOf(at), name)!; return text.slice(0, edit.start) + edit.text + text.slice(edit.end); };
    assert.equal(write('New-Object System.Collections.ArrayList($x)', '($x', 'ArgumentList'), 'New-Object System.Collections.ArrayList -ArgumentList ($x)');
    assert.equal(write('%{ }', '{', 'Process'), '% -Process { }');
    assert.equal(write('Get-Item a', 'a', 'Path'), 'Get-Item -Path a');
    for (const text of ['New-Object System.Collections.ArrayList(,@(1,2))', 'New-Object PSCredential($u,$p)', 'Where-Object{ $_ }', '%{ 1 }', '?{ $_ }', 'sort{ $_ }', 'Write-Output(1)', 'Set-Content a.txt(1)', "Set-Content 'a.txt'('b')", 'Set-Content $a"b"', 'Copy-Item "a"\'b\'', 'Get-Item @(1)']) assert.ok(check(text) > 0, text);
  });

  it('does so for every command of the corpus, with its words apart and together', () => {
    const cases = join(import.meta.dirname, '../../../conformance/cases'), seen = new Set<string>();
    let together = 0, names = 0;
    for (const file of globSync('**/*.ps1', { cwd: cases }).sort()) {
      const result = parse(readFileSync(join(cases, file), 'utf8'));
      for (const { node } of commandsIn(result.ast)) {
        const text = result.text.slice(node.start, node.end);
        if (text.length > 300 || seen.has(text) || seen.add(text).size > 6000) continue;
        for (const each of glued(text)) {
          const found = check(each);
          names += found;
          if (each !== text && found > 0) together++;
        }
      }
    }
    assert.ok(names > 1000 && together > 300, `${names} names, ${together} with words together`);
  }).timeout(60_000);

  it('leaves out names that only splatting can give', () => {
    for (const name of ['a b', '1st', '', 'a.b', "a'b", 'a:b']) assert.equal(nameBefore('f 1', 2, name), undefined, name);
  });
});
