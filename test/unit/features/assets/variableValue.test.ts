import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assetItem } from '../../../../src/features/assets/variableItem.ts';
import { checkVariableName, checkVariableText, editableText, editableType, previewOf, storedValue } from '../../../../src/features/assets/variableValue.ts';
import type { Variable } from '../../../../src/client/api.ts';

const variable = (change: Partial<Variable>): Variable => ({ id: 'v', name: 'MailServer', value: '"mail01"', description: null, isEncrypted: false, modifiedAt: '2026-03-01T10:00:00', ...change });
const item = (change: Partial<Variable>): ReturnType<typeof assetItem> => assetItem({ kind: 'variable', connectionId: 'local', variableId: 'v', variable: variable(change) }, new Date());

describe('the value of a variable', () => {
  it('is edited as people write it and stored as JSON', () => {
    const values: readonly [string, string, string][] = [
      ['"mail01"', 'String', 'mail01'], ['""', 'String', ''], ['bare text', 'String', 'bare text'], ['42', 'Integer', '42'], ['true', 'Boolean', 'true'],
      ['2.5', 'Complex', '2.5'], ['{"a":[1,2]}', 'Complex', '{"a":[1,2]}'],
    ];
    for (const [stored, type, text] of values) {
      assert.equal(editableType(stored), type, stored);
      assert.equal(editableText(stored), text, stored);
    }
    assert.equal(storedValue('String', '42'), '"42"');
    assert.equal(storedValue('Integer', ' +42 '), '42');
    assert.equal(storedValue('Boolean', ' True'), 'true');
  });

  it('comes back as it went, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      fc.pre(!/^\/Date\(-?\d+/.test(text));
      assert.equal(editableText(storedValue('String', text)), text);
    }));
  });

  it('keeps a date to the second', () => {
    const stored = storedValue('DateTime', '2026-03-01 14:30:05');
    assert.match(stored, /^"\\\/Date\(\d+\)\\\/"$/);
    assert.equal(editableType(stored), 'DateTime');
    assert.equal(editableText(stored), '2026-03-01 14:30:05');
  });

  it('is refused in a sentence where it is not of its type', () => {
    for (const [type, text] of [['Integer', '4.2'], ['Integer', ''], ['Boolean', 'yes'], ['DateTime', 'soon'], ['Complex', '{a']] as const) assert.match(checkVariableText(type, text) ?? '', /\.$/, `${type} ${text}`);
    assert.equal(checkVariableText('String', ''), undefined);
  });

  it('is shown on one line, and never where it is encrypted', () => {
    assert.equal(previewOf('"a\\nb"'), 'a ⏎ b');
    assert.equal(previewOf(JSON.stringify('x'.repeat(100))).length, 60);
    const secret = item({ isEncrypted: true, value: null });
    assert.equal(secret.description, 'encrypted');
    assert.equal(secret.icon, 'lock');
    assert.equal(item({}).description, 'mail01');
    assert.equal(item({ value: null }).description, 'not set');
  });
});

describe('the name of a variable', () => {
  it('follows SMA’s rules', () => {
    assert.equal(checkVariableName('Mail Server', []), undefined);
    for (const [name, reason] of [[' ', /Type a name/], ['a~b', /Leave out ~/], ['x'.repeat(513), /512/], ['mailserver', /already/]] as const) assert.match(checkVariableName(name, ['MailServer']) ?? '', reason);
  });
});
