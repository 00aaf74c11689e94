import * as vscode from 'vscode';

const ID = 'smarunbooks.sma-runbooks', LETTERS = 80;
const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

/** Milliseconds that this thread has worked: the same however busy the machine is. */
const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** How long nobody else in this process got the thread, each time that it worked for longer than a frame. */
function stretches(): { readonly found: number[]; readonly end: () => void } {
  const found: number[] = [];
  let last = worked();
  const timer = setInterval(() => {
    const now = worked();
    if (now - last > 16) found.push(Math.round(now - last));
    last = now;
  }, 1);
  return { found, end: () => clearInterval(timer) };
}

/** Types into a long runbook of a large folder as people do, in bursts and pauses, and asks for completion behind each letter. */
export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [], extension = vscode.extensions.getExtension(ID);
  if (folder === undefined || extension === undefined) throw new Error('no folder, or no extension');
  await extension.activate();
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'Invoke-Long.ps1')), { uri } = document;
  await vscode.window.showTextDocument(document);
  const isRead = async (): Promise<boolean> => (await vscode.commands.executeCommand<unknown[]>('vscode.executeWorkspaceSymbolProvider', 'Invoke-Task1999')).length > 0;
  for (const began = Date.now(); Date.now() - began < 60_000 && !await isRead();) await wait(250);
  await wait(5000);
  const line = document.getText().slice(0, document.getText().indexOf('$value =')).split('\n').length - 1, words = ['Invoke-Task7 -Ser', '$val', "Get-AutomationVariable -Name 'Set", 'Get-ChildItem -Pa'];
  const letters = words.flatMap((word) => [`\n  ${word[0]!}`, ...word.slice(1).split('')]), times: number[] = [], costs: number[] = [];
  let at = document.lineAt(line).range.end, seed = 7, blocked: ReturnType<typeof stretches> | undefined;
  // The first turns warm up.
  for (let i = -40; i < LETTERS; i++) {
    if (i === 0) blocked = stretches();
    const letter = letters[(i + 40) % letters.length]!, edit = new vscode.WorkspaceEdit();
    edit.insert(uri, at, letter);
    await vscode.workspace.applyEdit(edit);
    at = letter.startsWith('\n') ? new vscode.Position(at.line + 1, letter.length - 1) : at.translate(0, letter.length);
    const began = performance.now(), before = worked();
    await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, at);
    if (i >= 0) {
      times.push(performance.now() - began);
      costs.push(worked() - before);
    }
    // As people type: mostly a tenth of a second, now and then as long as it takes for the judgement of the text to begin.
    seed = (seed * 16_807) % 2_147_483_647;
    await wait(seed % 3 === 0 ? 400 + (seed % 200) : 60 + (seed % 120));
  }
  blocked?.end();
  console.log(`TYPING ${JSON.stringify({ times, costs, stretches: blocked?.found ?? [] })}`);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
