/** Completion, signature help and hover, handed to Monaco. What they say is worked out in `language/`. */
import { type editor, languages, type Position } from 'monaco-editor/editor';
import { placeAt } from '../language/cursor.ts';
import { diagnose } from '../language/diagnose.ts';
import { hoverAt } from '../language/hover.ts';
import { signatureAt } from '../language/signature.ts';
import { methodSignature } from './methods.ts';
import { rangeOf } from './ranges.ts';
import { ownerOf } from './sessions.ts';
import { suggestions } from './suggestions.ts';

export function registerProviders(language: string): void {
  languages.registerCompletionItemProvider(language, {
    triggerCharacters: [' ', '@', ':', '.'],
    async provideCompletionItems(model, position, context) {
      const owner = ownerOf(model);
      if (!owner) return { suggestions: [] };
      // A blank typed at the end of a finished command should not open a list.
      const asked = context.triggerKind === languages.CompletionTriggerKind.Invoke;
      // A dot means something in a program only.
      if (context.triggerCharacter === '.' && read(model, position)?.place.kind !== 'code')
        return { suggestions: [] };
      return suggestions(owner, model, position, asked);
    },
  });
  languages.registerSignatureHelpProvider(language, {
    signatureHelpTriggerCharacters: [' ', '(', ','],
    signatureHelpRetriggerCharacters: [' ', ','],
    async provideSignatureHelp(model, position) {
      const found = read(model, position);
      if (found?.place.kind === 'code') {
        const { language } = found.place;
        const value =
          language === 'js'
            ? await methodSignature(found.session.source, model.getOffsetAt(position))
            : undefined;
        return value ? { value, dispose: () => undefined } : null;
      }
      const signature = found && signatureAt(found.place, found.session.table);
      if (!signature) return null;
      const { doc, label, parameters, active } = signature;
      return {
        value: {
          signatures: [
            {
              label,
              documentation: doc.summary,
              parameters: parameters.map(([start, end]) => ({ label: [start, end] as [number, number] })),
            },
          ],
          activeSignature: 0,
          activeParameter: active,
        },
        dispose: () => undefined,
      };
    },
  });
  languages.registerCodeActionProvider(language, {
    provideCodeActions(model, range, context) {
      const session = ownerOf(model)?.session;
      const actions = (session ? diagnose(session.script, session.table) : []).flatMap((problem) => {
        const at = rangeOf(model, problem.range.start, problem.range.end);
        if (problem.fix === undefined || !at.intersectRanges(range)) return [];
        const edit = { range: at, text: problem.fix };
        return [
          {
            title: `Change to ${problem.fix}`,
            kind: 'quickfix',
            isPreferred: true,
            diagnostics: context.markers.filter(({ message }) => message === problem.message),
            edit: { edits: [{ resource: model.uri, versionId: model.getVersionId(), textEdit: edit }] },
          },
        ];
      });
      return { actions, dispose: () => undefined };
    },
  });
  languages.registerHoverProvider(language, {
    provideHover(model, position) {
      const found = read(model, position);
      const hover = found && hoverAt(found.place, found.session.table);
      if (!hover) return null;
      return {
        range: rangeOf(model, hover.range.start, hover.range.end),
        contents: hover.paragraphs.map((value) => ({ value })),
      };
    },
  });
}

function read(model: editor.ITextModel, position: Position) {
  const session = ownerOf(model)?.session;
  if (!session) return undefined;
  return { session, place: placeAt(session.script, session.source, model.getOffsetAt(position)) };
}
