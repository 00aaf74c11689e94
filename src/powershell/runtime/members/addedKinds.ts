/** What PowerShell gives to types of .NET, as Get-Member tells it: by kind, and in the words of types.ps1xml. */
import { nameTable } from '../values/nameTable.ts';

type Added = readonly [kind: 'AliasProperty' | 'CodeProperty' | 'NoteProperty' | 'ScriptProperty', definition: string];

const script = (name: string, text: string): Added => ['ScriptProperty', `System.Object ${name} {get=${text};}`];
const code = (name: string, method = name, type = 'System.String'): Added => ['CodeProperty', `${type} ${name}{get=${method};}`];
const alias = (name: string, to: string): Added => ['AliasProperty', `${name} = ${to}`];
const module = (name: string, path: string): Added => script(name, `$this.Mainmodule.${path}`);

const ITEM: Readonly<Record<string, Added>> = nameTable({
  Mode: code('Mode'), ModeWithoutHardLink: code('ModeWithoutHardLink'), ResolvedTarget: code('ResolvedTarget'), LinkType: code('LinkType', 'GetLinkType'), Target: alias('Target', 'LinkTarget'),
});
const ADDED: Readonly<Record<string, Readonly<Record<string, Added>>>> = nameTable({
  'System.DateTime': { DateTime: script('DateTime', `if ((& { Set-StrictMode -Version 1; $this.DisplayHint }) -ieq  "Date")
          {
          "{0}" -f $this.ToLongDateString()
          }
          elseif ((& { Set-StrictMode -Version 1; $this.DisplayHint }) -ieq "Time")
          {
          "{0}" -f  $this.ToLongTimeString()
          }
          else
          {
          "{0} {1}" -f $this.ToLongDateString(), $this.ToLongTimeString()
          }`) },
  'System.Guid': { Guid: script('Guid', '$this.ToString()') },
  'System.IO.DirectoryInfo': { ...ITEM, BaseName: script('BaseName', '$this.Name') },
  'System.IO.FileInfo': {
    ...ITEM, VersionInfo: script('VersionInfo', '[System.Diagnostics.FileVersionInfo]::GetVersionInfo($this.FullName)'),
    BaseName: script('BaseName', 'if ($this.Extension.Length -gt 0){$this.Name.Remove($this.Name.Length - $this.Extension.Length)}else{$this.Name}'),
  },
  'System.Diagnostics.Process': {
    Name: alias('Name', 'ProcessName'), SI: alias('SI', 'SessionId'), Handles: alias('Handles', 'Handlecount'), VM: alias('VM', 'VirtualMemorySize64'), WS: alias('WS', 'WorkingSet64'), PM: alias('PM', 'PagedMemorySize64'),
    __NounName: ['NoteProperty', 'string __NounName=Process'],
    CommandLine: script('CommandLine', `
                        if ($IsWindows) {
                            (Get-CimInstance Win32_Process -Filter "ProcessId = $($this.Id)").CommandLine
                        } elseif ($IsLinux) {
                            $rawCmd = Get-Content -LiteralPath "/proc/$($this.Id)/cmdline"
                            $rawCmd.Substring(0, $rawCmd.Length - 1) -replace "\`0", " "
                        }
                    `), NPM: alias('NPM', 'NonpagedSystemMemorySize64'), Path: module('Path', 'FileName'), Parent: code('Parent', 'GetParentProcess', 'System.Object'), Company: module('Company', 'FileVersionInfo.CompanyName'),
    CPU: script('CPU', '$this.TotalProcessorTime.TotalSeconds'), FileVersion: module('FileVersion', 'FileVersionInfo.FileVersion'), ProductVersion: module('ProductVersion', 'FileVersionInfo.ProductVersion'),
    Description: module('Description', 'FileVersionInfo.FileDescription'), Product: module('Product', 'FileVersionInfo.ProductName'),
  },
});
/** Notes that the item cmdlets hang on what they find. */
const NOTES: Readonly<Record<string, string>> = nameTable({ PSPath: 'string', PSParentPath: 'string', PSChildName: 'string', PSDrive: 'PSDriveInfo', PSIsContainer: 'bool', PSProvider: 'ProviderInfo' });

const EVENTS: Readonly<Record<string, readonly (readonly [name: string, definition: string])[]>> = nameTable({
  'System.Diagnostics.Process': [...['Disposed', 'Exited'].map((name) => [name, `System.EventHandler ${name}(System.Object, System.EventArgs)`] as const), ...['ErrorDataReceived', 'OutputDataReceived'].map((name) => [name, `System.Diagnostics.DataReceivedEventHandler ${name}(System.Object, System.Diagnostics.DataReceivedEventArgs)`] as const)],
});
/** The events of a type as Get-Member tells them (PSEvent). */
export const eventsOf = (typeName: string): readonly (readonly [name: string, definition: string])[] => EVENTS[typeName] ?? [];

/** The kind and definition of a property that is PowerShell's own; undefined for one of .NET. `text` is what a note holds. */
export function addedKind(typeNames: readonly string[], name: string, text: () => string): readonly [kind: string, definition: string] | undefined {
  for (const type of typeNames) {
    const found = ADDED[type]?.[name];
    if (found !== undefined) return found;
  }
  const note = typeNames.includes('System.IO.FileSystemInfo') ? NOTES[name] : undefined;
  return note === undefined ? undefined : ['NoteProperty', `${note} ${name}=${text()}`];
}
