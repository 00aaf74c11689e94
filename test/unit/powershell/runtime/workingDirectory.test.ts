import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

/** Answers of PowerShell 7.6, where F is the folder. */
const run = (text: string): readonly string[] => {
  const ran = runInFolder(`$d = "$PWD"; $null = New-Item -ItemType Directory d, d/sub; ${text}`);
  assert.deepEqual(ran.errors, [], text);
  return ran.output.map((l) => l.replaceAll('<F>', 'F').replaceAll('\\', '/'));
};
const caught = (call: string): string => `try { ${call} } catch { "$($_.FullyQualifiedErrorId) $($_.Exception.InnerException.GetType().Name) $($_.Exception.Message)" }`;

describe('The folder of the process', () => {
  afterEach(removeFolders);

  it('is set by Environment and Directory, and what resolves by it follows; the location stays', () => {
    assert.deepEqual(run(`"$([Environment]::CurrentDirectory)"; [Environment]::CurrentDirectory = "$d/d"; "$([Environment]::CurrentDirectory) $([IO.Directory]::GetCurrentDirectory()) $PWD"; [IO.File]::WriteAllText('a.txt', 'x'); "$(Test-Path d/a.txt) $(Test-Path a.txt) $([IO.Path]::GetFullPath('a.txt'))"`), ['F', 'F/d F/d F', 'True False F/d/a.txt']);
    assert.deepEqual(run("[IO.Directory]::SetCurrentDirectory('d/sub'); [Environment]::CurrentDirectory; [IO.Directory]::SetCurrentDirectory('..'); [Environment]::CurrentDirectory; [IO.Directory]::SetCurrentDirectory(\"$d/./d/sub/\"); [IO.Directory]::GetCurrentDirectory()"), ['F/d/sub', 'F/d', 'F/d/sub']);
    assert.deepEqual(run("[IO.Directory]::SetCurrentDirectory('d'); \"$([IO.DirectoryInfo]::new('q').FullName) $(([IO.FileInfo]'w.txt').FullName)\"; ([xml]'<a/>').Save('s.xml'); $t = [IO.StreamWriter]::new('t.txt'); $t.Write(1); $t.Close(); (Get-ChildItem d).Name -join ','; [IO.Directory]::GetFiles('.').Count"), ['F/d/q F/d/w.txt', 's.xml,sub,t.txt'.replace('s.xml,sub', 'sub,s.xml'), '2']);
  });
  it('is another one than the location: Set-Location does not move it', () => {
    assert.deepEqual(run("Set-Location d/sub; \"$([Environment]::CurrentDirectory) $PWD\"; [IO.File]::WriteAllText('a.txt', 'x'); Test-Path $d/a.txt; 'abc' | Set-Content rel.txt; \"$([IO.File]::Exists('rel.txt')) $(Resolve-Path rel.txt)\""), ['F F/d/sub', 'True', 'False F/d/sub/rel.txt']);
  });
  it('is where runspaces begin, which have it in common, and jobs', () => {
    assert.deepEqual(run("[IO.Directory]::SetCurrentDirectory('d'); Set-Location d/sub; [string][powershell]::Create().AddScript('\"$([Environment]::CurrentDirectory) $PWD\"; [Environment]::CurrentDirectory = \"$PWD/sub\"').Invoke(); [Environment]::CurrentDirectory; Start-Job { \"$([Environment]::CurrentDirectory) $PWD\" } | Receive-Job -Wait"), ['F/d F/d', 'F/d/sub', 'F/d/sub F/d/sub']);
    assert.deepEqual(run("[IO.Directory]::SetCurrentDirectory('d'); Start-Job { \"$([Environment]::CurrentDirectory) $PWD\" } | Receive-Job -Wait"), ['F/d F']);
    assert.deepEqual(run("[IO.Directory]::SetCurrentDirectory('d'); workflow w { InlineScript { [Environment]::CurrentDirectory; [IO.Directory]::SetCurrentDirectory('sub') }; [Environment]::CurrentDirectory }; w"), ['F/d', 'F/d']);
  });
  it('has to be there', () => {
    const none = "Could not find a part of the path 'F/no'.", empty = (name: string): string => `The value cannot be an empty string. (Parameter '${name}')`;
    assert.deepEqual(run([caught('[Environment]::CurrentDirectory = "$d/no"'), caught("[Environment]::CurrentDirectory = ''"), caught('[Environment]::CurrentDirectory = $null'), caught("[IO.Directory]::SetCurrentDirectory('')"), caught('[IO.Directory]::SetCurrentDirectory("$d/no")'), '[Environment]::CurrentDirectory'].join('; ')), [
      `ExceptionWhenSetting DirectoryNotFoundException Exception setting "CurrentDirectory": "${none}"`, `ExceptionWhenSetting ArgumentException Exception setting "CurrentDirectory": "${empty('value')}"`, `ExceptionWhenSetting ArgumentException Exception setting "CurrentDirectory": "${empty('value')}"`,
      `ArgumentException ArgumentException Exception calling "SetCurrentDirectory" with "1" argument(s): "${empty('path')}"`, `DirectoryNotFoundException DirectoryNotFoundException Exception calling "SetCurrentDirectory" with "1" argument(s): "${none}"`, 'F',
    ]);
  });
});
