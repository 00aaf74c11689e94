import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';

const files = globSync('src/{app,features}/**/*.ts').concat('src/extension.ts').map((file) => file.split(sep).join('/'));
const holders = (pattern: RegExp): string[] => files.filter((file) => pattern.test(readFileSync(file, 'utf8')));

describe('habits of the extension', () => {
  it('has one place each for commands, context keys and settings', () => {
    assert.deepEqual(holders(/\.registerCommand\(/), ['src/app/commands.ts']);
    assert.deepEqual(holders(/'setContext'/), ['src/app/contextKeys.ts']);
    assert.deepEqual(holders(/\.getConfiguration\(/), ['src/app/settings.ts']);
  });

  it('spells ids out in one module', () => {
    assert.deepEqual(holders(/['"`]sma\.[a-z]/), ['src/app/ids.ts']);
  });

  it('uses the log and no console', () => {
    assert.deepEqual(holders(/\bconsole\./), []);
  });

  it('keeps activate short and free of waiting', () => {
    const source = readFileSync('src/extension.ts', 'utf8');
    const body = /export function activate[\s\S]*?\n\}/.exec(source)?.[0] ?? '';
    assert.ok(body.split('\n').length < 40);
    assert.doesNotMatch(body, /\bawait\b|\basync\b/);
  });

  it('hides what is typed wherever a password is asked for', () => {
    for (const file of holders(/prompt: .*[Pp]assword/)) assert.match(readFileSync(file, 'utf8'), /password: (true|isEncrypted)/, file);
  });
});
