import assert from 'node:assert/strict';
import fc from 'fast-check';
import { candidatesAt } from '../../../../../src/features/language/candidates/candidates.ts';
import type { KnowledgeView } from '../../../../../src/features/language/candidates/candidate.ts';
import { ParsedText } from '../../../../../src/features/language/parsedText.ts';
import { parse } from '../../../../../src/powershell/index.ts';
import type { Ast } from '../../../../../src/powershell/index.ts';
import { walk } from '../../../../../src/powershell/syntax/children.ts';
import { cmdletCatalogue } from '../../../../../src/powershell/cmdlets/catalogue.ts';

/** Names as people write them, and what PowerShell reads as something else. */
const letters = fc.constantFrom(...Array.from('aZé名0 9_-.$`\'"\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2013#@(){}[]<>|&;,=%!?*:/\\~^+'));
const names = fc.oneof(fc.constantFrom('Cost $USD', 'a`nb', 'Bob\u2019s', 'the \u201cnew\u201d one', '-Debug', '--%', '-', '12', '1kb', '0x10', '$x', 'O\'Brien $x "q"', '@a', '#a', 'if', 'Größe'), fc.array(letters, { minLength: 1, maxLength: 8 }).map((all) => all.join('')));

const knowing = (name: string): KnowledgeView => ({
  connectionName: 'Prod', cmdlets: cmdletCatalogue, runbooks: [], loadedFunctions: () => [], commonParameters: () => [], folderAssets: () => new Map(), connectionFields: () => [name],
  command: (called, parsed) => parsed.functionFacts(parsed.meant(called)) ?? cmdletCatalogue.find((facts) => facts.name.toLowerCase() === called.toLowerCase()),
  assets: () => [{ name, description: null, modifiedAt: '2026-01-01T00:00:00', isEncrypted: false, typeName: undefined }],
});

/** The text with the row of a name taken at the bar. */
function taken(marked: string, name: string): string {
  const at = marked.indexOf('¦'), text = marked.replace('¦', ''), found = candidatesAt(new ParsedText(text), at, knowing(name)), row = found?.items.find(({ label }) => label === name);
  assert.ok(found !== undefined && row !== undefined, `${marked} of ${name}`);
  return text.slice(0, found.start) + row.insert + text.slice(found.end);
}

/** Every text of a script that is not its command's name. */
function constants(text: string): string[] {
  const { ast, errors } = parse(text), found: string[] = [];
  assert.deepEqual(errors.map(({ message }) => message), [], text);
  walk(ast, (node: Ast) => { if (node.kind === 'StringConstantExpressionAst') found.push(node.value); });
  return found;
}

const places = (name: string, marked: readonly string[], others: readonly string[]): void => {
  for (const one of marked) {
    const text = taken(one, name);
    assert.deepEqual(constants(text).filter((value) => !others.includes(value)), others.includes(name) ? [] : [name], text);
  }
};

describe('names that a list writes', () => {
  it('are that name again as arguments, bare and between quotes of every kind', () => {
    fc.assert(fc.property(names, (name) => places(name, ['', "'¦'", '"¦"', '‘¦’', '“¦”', "'¦", '"¦'].map((quotes) => `Get-AutomationVariable -Name ${quotes === '' ? '¦' : quotes}`), ['Get-AutomationVariable'])), { numRuns: 300 });
  });

  it('are so in brackets, lists and variables, as keys and as members', () => {
    const connection = "$c = Get-AutomationConnection -Name 'xx'; ", known = ['Get-AutomationConnection', 'Get-AutomationVariable', 'xx'];
    places('x()', [`${connection}$c.¦`], known);
    // A key has its equals sign with it, and wants a value.
    const table = 'New-SmaConnection -Name xx -ConnectionTypeName xx -ConnectionFieldValues @{ ¦$true }';
    fc.assert(fc.property(names, (name) => places(name, [table], ['New-SmaConnection', 'xx'])), { numRuns: 100 });
    fc.assert(fc.property(names, (name) => places(name, ['Get-AutomationVariable -Name ("¦")', "$n = '¦'; Get-AutomationVariable -Name $n", `${connection}$c["¦"]`, `${connection}$c['¦']`, `${connection}$c.¦`], known)), { numRuns: 200 });
  });

  it('are so as files of a manifest', () => {
    for (const [marked, after] of [["@{ RootModule = '¦' }", "'Bob\u2019\u2019s `$x.psm1'"], ['@{ RootModule = "¦" }', '"Bob\u2019s ```$x.psm1"']] as const) {
      const at = marked.indexOf('¦'), text = marked.replace('¦', ''), found = candidatesAt(new ParsedText(text), at, knowing(''), true, ['Bob\u2019s `$x.psm1']), [row] = found?.items ?? [];
      assert.ok(found !== undefined && row !== undefined);
      assert.equal(text.slice(0, found.start) + row.insert + text.slice(found.end), `@{ RootModule = ${after} }`);
    }
  });
});
