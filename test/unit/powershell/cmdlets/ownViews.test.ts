import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const shows = (script: string, files: Readonly<Record<string, string>> = {}): readonly string[] => {
  const { output, errors, ended } = runInFolder(script, { files });
  assert.deepEqual([errors, ended], [[], undefined]);
  return output.map((text) => text.replaceAll('\r', '').trim());
};

describe('Views of types', () => {
  afterEach(removeFolders);
  it('show lines that were found by their place below the folder one stands in', () => {
    assert.deepEqual(shows("Select-String a1 sub/s.txt | Out-String; Select-String c sub/s.txt -Context 1 | Out-String; (Select-String a1 sub/s.txt).ToString(); Set-Location sub; Select-String a1 s.txt | Out-String", { 'sub/s.txt': 'a1\nb\nc\n' }),
      ['sub/s.txt:1:a1', 'sub/s.txt:2:b\n> sub/s.txt:3:c', '<F>/sub/s.txt:1:a1', 's.txt:1:a1']);
  });
  it('show drives with the space of their volume', () => {
    assert.deepEqual(shows("$d = Get-PSDrive /; $d.Free -gt 0; $d.Used -gt 0; $null -eq (Get-PSDrive Env).Free; (Get-PSDrive / | Out-String) -match '^\\s*Name +Used \\(GB\\) +Free \\(GB\\) +Provider +Root +CurrentLocation\\s+(-+ +)+-+\\s+/ +\\d+\\.\\d\\d +\\d+\\.\\d\\d +FileSystem +/ '; ((Get-PSDrive Env | Out-String) -split '\\n')[3] -replace ' +', ' '"),
      ['True', 'True', 'True', 'True', 'Env Environment']);
  });
  it('are tables of calls, providers and network credentials', () => {
    assert.deepEqual(shows(`function f($x) { Get-PSCallStack | Select-Object -First 1 | Out-String }; (f 3) -replace ' +', ' '
      ((Get-PSProvider Environment | Out-String) -split '\\n' | Where-Object { $_ -match 'Env' }) -replace ' +', ' '
      ([pscredential]::new('d\\u', (ConvertTo-SecureString x -AsPlainText -Force)).GetNetworkCredential() | Out-String) -replace ' +', ' '`),
    ['Command Arguments Location\n------- --------- --------\nf {x=3} <No file>', 'Environment ShouldProcess {Env}', 'UserName Domain\n-------- ------\nu d']);
  });
});

describe('Types of the machine', () => {
  afterEach(removeFolders);
  it('tell drives and their space', () => {
    assert.deepEqual(shows("$d = [System.IO.DriveInfo]::new('/'); $d.IsReady; $d.TotalSize -ge $d.AvailableFreeSpace; \"$d $($d.DriveType)\"; [System.IO.DriveInfo]::GetDrives().Count; [System.IO.DriveInfo]::new('/no/such/folder').IsReady"), ['True', 'True', '/ Fixed', '1', 'False']);
  });
});
