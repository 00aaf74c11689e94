import assert from 'node:assert/strict';
import { helpTexts, parse } from '../../../../src/powershell/index.ts';
import { applyFixes, lint, readSeverities, silencingEdit, type Finding, type SilenceScope } from '../../../../src/project/lint/index.ts';

const findings = (text: string, rule: string): Finding[] => lint({ result: parse(text), fileName: 'Main', only: new Set([rule]) });

function silenced(text: string, rule: string, scope: SilenceScope = 'line'): string | undefined {
  const [finding] = findings(text, rule);
  assert.ok(finding, 'nothing to silence');
  const edit = silencingEdit(parse(text), finding, scope, { fileName: 'Main' });
  return edit && applyFixes(text, [{ title: '', edits: [edit] }]);
}

describe('lint: comments that silence a finding', () => {
  it('stand above the line, indented as it is', () => {
    const after = silenced('if ($true) {\n  Write-Host 1\n}', 'SMA2003');
    assert.equal(after, 'if ($true) {\n  # sma-lint-disable-next-line SMA2003\n  Write-Host 1\n}');
    assert.deepEqual(findings(after, 'SMA2003'), []);
  });
  it('keep the line ends of the file', () => assert.equal(silenced('1\r\nWrite-Host 1\r\n', 'SMA2003'), '1\r\n# sma-lint-disable-next-line SMA2003\r\nWrite-Host 1\r\n'));
  it('take one rule more where there is one already', () =>
    assert.equal(silenced('# sma-lint-disable-next-line SMA6005 -- why\n1 | % { Write-Host $_ }', 'SMA2003'), '# sma-lint-disable-next-line SMA6005, SMA2003 -- why\n1 | % { Write-Host $_ }'));
  it('go to the end of a line that a backtick joins to the one above', () => {
    const after = silenced('Write-Output `\n  $(1 | % { $_ })\n', 'SMA6005');
    assert.equal(after, 'Write-Output `\n  $(1 | % { $_ }) # sma-lint-disable-line SMA6005\n');
    assert.deepEqual(findings(after, 'SMA6005'), []);
  });
  it('are not offered where none can stand', () => assert.equal(silenced('$x = @"\n$(1 | % { $_ }) text\n"@\n$x', 'SMA6005'), undefined));
  it('stand at the top for the whole file', () => {
    const after = silenced('Write-Host 1\nWrite-Host 2', 'SMA2003', 'file');
    assert.equal(after, '# sma-lint-disable SMA2003\nWrite-Host 1\nWrite-Host 2');
    assert.deepEqual(findings(after, 'SMA2003'), []);
  });
  it('take one rule more at the top too, and leave the line that names what runs the script', () => {
    assert.equal(silenced('# sma-lint-disable SMA6005\nWrite-Host 1', 'SMA2003', 'file'), '# sma-lint-disable SMA6005, SMA2003\nWrite-Host 1');
    assert.equal(silenced('#!/usr/bin/env pwsh\nWrite-Host 1', 'SMA2003', 'file'), '#!/usr/bin/env pwsh\n# sma-lint-disable SMA2003\nWrite-Host 1');
  });
  it('leave the help as it is', () => {
    const help = (text: string): readonly unknown[] => helpTexts(parse(text)).map((each) => each && { ...each, start: 0, end: 0 });
    const rows: readonly (readonly [text: string, rule: string, scope: SilenceScope])[] = [
      ['<#\n.SYNOPSIS\nMine.\n#>\nparam([string]$A)\ngci $A', 'SMA6005', 'file'],
      ['# .SYNOPSIS\r\n# Mine.\r\nparam([string]$A)\r\ngci $A', 'SMA6005', 'file'],
      ['#!/usr/bin/env pwsh\n\n<#\n.SYNOPSIS\nMine.\n#>\ngci $A', 'SMA6005', 'file'],
      ['<#\n.SYNOPSIS\nA.\n#>\nworkflow Other { "x" }', 'SMA5001', 'line'],
      ['<#\n.SYNOPSIS\nA.\n#>\nworkflow Other {\n "x" }', 'SMA5001', 'file'],
      ['# .SYNOPSIS\n# A.\nworkflow Other {\n "x"\n}', 'SMA5001', 'line'],
    ];
    for (const [text, rule, scope] of rows) {
      const after = silenced(text, rule, scope);
      assert.ok(after, text);
      assert.deepEqual(help(after), help(text), after);
      assert.ok(help(text).some((each) => each !== undefined), text);
      assert.deepEqual(findings(after, rule), [], after);
    }
  });
  it('silence what is said of a whole text', () => {
    for (const text of ['Get-Date\n', '', '# a note\nGet-Date', '\nGet-Date', '<# a\n b #>\nGet-Date', '$a = @"\n$(1)\n"@\n$a', '#requires -Version 5\nGet-Date']) {
      const after = silenced(text, 'SMA5006');
      assert.ok(after !== undefined, text);
      assert.deepEqual(findings(after, 'SMA5006'), [], after);
    }
  });
  it('are not offered for what no comment silences', () => {
    const [finding] = lint({ result: parse('if (') });
    assert.equal(finding?.rule.id, 'SMA0001');
    for (const scope of ['line', 'file'] as const) assert.equal(silencingEdit(parse('if ('), finding, scope, {}), undefined);
  });
});

describe('lint: severities from settings', () => {
  it('are fixed where the text could not run', () => assert.deepEqual(readSeverities({ SMA2009: 'warning' }), { severities: {}, problems: ['SMA2009 is always an error: what it finds can be neither published nor run.'] }));
  it('are read by id or name', () => assert.deepEqual(readSeverities({ 'write-host': 'error', sma6005: 'off' }), { severities: { SMA2003: 'error', SMA6005: 'off' }, problems: [] }));
  it('tell what was not understood, and keep the rest', () => {
    const { severities, problems } = readSeverities({ nothing: 'off', SMA6005: 'loud', SMA6004: 'hint' });
    assert.deepEqual(severities, { SMA6004: 'hint' });
    assert.deepEqual(problems, ['There is no rule "nothing".', 'The severity of SMA6005 must be one of error, warning, information, hint or off.']);
  });
  it('are no list', () => assert.equal(readSeverities(['SMA6005']).problems.length, 1));
});
