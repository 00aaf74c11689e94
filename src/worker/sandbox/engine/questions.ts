/**
 * What the engine asks of the world, answered in the main thread: assets by the worker, the web by this process, scripts
 * of a workflow's branches by further threads. Any number may be under way.
 */
import { pathToFileURL } from 'node:url';
import { mailEntry, webEntry } from '../../processes/entryPoints.ts';
import type { AssetReply, AssetRequest } from '../../protocol.ts';
import type { Answers, Question } from './messages.ts';
import type { WebReply } from '../ports/webPort.ts';
import type { sendWebRequest } from '../ports/webSender.ts';
import type { MailRequest, WebRequest } from '../../../powershell/runtime/host.ts';
import { tryConnection } from '../ports/networkPort.ts';
import type { MailReply } from '../ports/mailPort.ts';
import type { sendMail } from '../ports/mailSender.ts';
import type { Programs } from '../programs/programs.ts';
import type { ScriptThreads } from '../threads/scriptThreads.ts';

/** Who asked: answers go back to the same thread. */
export interface Asker {
  answer(ticket: number, answer: Answers[Question['kind']]): void;
  written(ticket: number, records: string): void;
  saved(ticket: number, state: string): void;
}
export interface QuestionPorts {
  /** Passes a question about an asset to the worker, under a number of its own. */
  askAsset(request: number, asset: AssetRequest): void;
  readonly threads: ScriptThreads;
  readonly programs: Programs<Asker>;
}

export class Questions {
  private readonly ports: QuestionPorts;
  private readonly assets = new Map<number, { readonly asker: Asker; readonly ticket: number }>();
  private nextAsset = 1;

  constructor(ports: QuestionPorts) {
    this.ports = ports;
  }

  ask(asker: Asker, ticket: number, question: Question): void {
    switch (question.kind) {
      case 'asset': {
        const request = this.nextAsset++;
        this.assets.set(request, { asker, ticket });
        this.ports.askAsset(request, question.asset);
        return;
      }
      case 'web':
        void sendWeb(question.web).then((reply) => asker.answer(ticket, reply));
        return;
      case 'mail':
        void post(question.mail).then((reply) => asker.answer(ticket, reply));
        return;
      case 'connect':
        void tryConnection(question.connect).then((reply) => asker.answer(ticket, reply));
        return;
      case 'process':
        this.ports.programs.ask(asker, question.process, (reply) => asker.answer(ticket, reply));
        return;
      case 'script':
        this.ports.threads.run(asker, ticket, question);
    }
  }

  answerAsset(request: number, reply: AssetReply): void {
    const asked = this.assets.get(request);
    this.assets.delete(request);
    asked?.asker.answer(asked.ticket, reply);
  }

  /** Nobody waits for it; a script that runs is ended, or (`gently`) asked to stop. An answer that comes all the same is not missed by anybody. */
  cancel(asker: Asker, ticket: number, gently: boolean): void {
    if (gently) this.ports.threads.stopOne(asker, ticket);
    else this.ports.threads.cancel(asker, ticket);
  }
}

/** The senders are loaded with the first request: most runbooks make none. */
const load = async <T>(entry: string): Promise<T> => await import(pathToFileURL(entry).href) as T;
let web: Promise<{ readonly sendWebRequest: typeof sendWebRequest }> | undefined;
let mail: Promise<{ readonly sendMail: typeof sendMail }> | undefined;
const sendWeb = async (request: WebRequest): Promise<WebReply> => (await (web ??= load(webEntry()))).sendWebRequest(request);
const post = async (request: MailRequest): Promise<MailReply> => (await (mail ??= load(mailEntry()))).sendMail(request);
