import { checkNewServer, checkServerUrl } from '../../app/connections/connectionInfo.ts';
import type { ConnectionInfo } from '../../app/connections/connectionInfo.ts';
import type { ServerAnswers } from '../../app/ids.ts';
import { askText } from '../../app/ui/quickInput.ts';
import { BACK, runSteps } from '../../app/ui/steps.ts';
import type { Step } from '../../app/ui/steps.ts';

/**
 * Asks for address, user and password, one after the other, with a way back. `known` is what is stored; an empty password
 * is accepted only where one is stored already, and means to keep it. What is among `others` already is told and not added twice. `only` asks for the password alone, which must be given then.
 */
export async function askServer(title: string, known?: { readonly url: string; readonly user: string }, only?: 'password', others: readonly ConnectionInfo[] = []): Promise<ServerAnswers> {
  type Answers = Partial<ServerAnswers>;
  const ask = (key: keyof ServerAnswers, question: { prompt: string; placeholder?: string; password?: boolean; check: (text: string, answers: Answers) => string | undefined }): Step<Answers> =>
    async (answers, position) => {
      const text = await askText({ title, position, ...question, check: (candidate) => question.check(candidate, answers), value: answers[key] });
      return text === BACK ? BACK : { ...answers, [key]: key === 'password' ? text : text.trim() };
    };
  const steps = [
    ask('url', { prompt: 'Address of the SMA web service', placeholder: 'https://sma01.example.com:9090', check: checkServerUrl }),
    ask('user', { prompt: 'User name (Basic authentication); a domain user as DOMAIN\\name', placeholder: 'DOMAIN\\name', check: (text, { url = '' }) => checkUser(text) ?? checkNewServer({ url, user: text.trim() }, others) }),
    ask('password', {
      prompt: known === undefined ? 'Password. It is kept in the editor’s secret storage, nowhere else.' : only === 'password' ? `Password of ${known.user}` : 'New password; leave empty to keep the stored one',
      password: true,
      check: (text) => (text === '' && (known === undefined || only === 'password') ? 'Type the password.' : undefined),
    }),
  ];
  const { url = '', user = '', password = '' } = await runSteps<Answers>(known ?? {}, only === 'password' ? steps.slice(-1) : steps);
  return { url, user, password };
}

/** RFC 7617: the colon ends the user name, so the name cannot hold one; control characters neither. */
export function checkUser(text: string): string | undefined {
  if (text.trim() === '') return 'Type the user name.';
  if (text.includes(':')) return 'A user name cannot hold a colon.';
  // eslint-disable-next-line no-control-regex -- exactly these are meant
  return /[\u0000-\u001f\u007f]/.test(text) ? 'A user name cannot hold control characters.' : undefined;
}
