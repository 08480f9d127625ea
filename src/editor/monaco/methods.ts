/** Help with a client's methods in a program: completion and the parameters of a call. */
import { type IRange, languages } from 'monaco-editor/editor';
import type { MethodHelp } from '../../client/programs/help.ts';
import { methodCallAt } from '../language/calls.ts';

let help: Promise<readonly MethodHelp[]> | undefined;

/** The methods' table is a chunk of its own, which scripts without programs never fetch. */
function methodHelp(): Promise<readonly MethodHelp[]> {
  help ??= import('../../client/programs/help.ts').then(({ describeMethods }) => describeMethods());
  return help;
}

export async function methodItems(range: IRange): Promise<languages.CompletionItem[]> {
  return (await methodHelp()).map(({ name, call, gives, command, parameters }) => ({
    label: command === undefined ? name : { label: name, description: command },
    kind: languages.CompletionItemKind.Method,
    insertText: parameters.length > 0 ? `${name}($0)` : `${name}()`,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    filterText: name,
    detail: `gives ${gives}`,
    documentation: call,
    range,
    ...(parameters.length > 0 && {
      command: { id: 'editor.action.triggerParameterHints', title: 'Show the parameters' },
    }),
  }));
}

/** The parameters of the call around the offset of the text. */
export async function methodSignature(
  text: string,
  offset: number,
): Promise<languages.SignatureHelp | undefined> {
  const call = methodCallAt(text, offset);
  const found = call && (await methodHelp()).find(({ name }) => name === call.method);
  if (!call || !found) return undefined;
  const label = `${found.call}: ${found.gives}`;
  const parameters = found.parameters.map((parameter) => ({ label: parameter }));
  return {
    signatures: [{ label, parameters }],
    activeSignature: 0,
    activeParameter: Math.min(call.argument, Math.max(0, parameters.length - 1)),
  };
}
