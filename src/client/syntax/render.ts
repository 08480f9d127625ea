/** Writes a command's syntax as documentation does, and remembers where each argument stands in it. */
import type { ArgumentDoc, CommandDoc } from '../../protocol/docs.ts';

export interface Rendered {
  /** `SET key value [NX | XX] …` */
  readonly label: string;
  /** Where the words and values of the syntax stand: [start, end). A token and its value are apart. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly node: ArgumentDoc;
  readonly token: string | undefined;
  readonly start: number;
  readonly end: number;
}

export function renderSyntax(doc: CommandDoc): Rendered {
  const places: Place[] = [];
  let label = doc.name;

  const put = (node: ArgumentDoc, token: string | undefined, text: string) => {
    places.push({ node, token, start: label.length, end: label.length + text.length });
    label += text;
  };
  const body = (node: ArgumentDoc) => {
    if (node.type === 'oneof') {
      node.arguments.forEach((choice, i) => {
        if (i > 0) label += ' | ';
        once(choice);
      });
    } else if (node.type === 'block') sequence(node.arguments);
    else if (node.type === 'pure-token')
      put(node, (node.token ?? node.name).toUpperCase(), node.token ?? node.name);
    else put(node, undefined, node.name);
  };
  const once = (node: ArgumentDoc) => {
    if (node.token !== undefined) put(node, node.token.toUpperCase(), node.token);
    if (node.token !== undefined && node.type === 'pure-token') return;
    if (node.token !== undefined) label += ' ';
    const choice = node.type === 'oneof' && node.token !== undefined;
    if (choice) label += '<';
    body(node);
    if (choice) label += '>';
  };
  const whole = (node: ArgumentDoc) => {
    const choice = node.type === 'oneof' && !node.optional && node.token === undefined;
    if (node.optional) label += '[';
    if (choice) label += '<';
    once(node);
    if (choice) label += '>';
    if (node.multiple) label += ' …';
    if (node.optional) label += ']';
  };
  const sequence = (nodes: readonly ArgumentDoc[]) => {
    nodes.forEach((node, i) => {
      if (i > 0) label += ' ';
      whole(node);
    });
  };
  if (doc.arguments.length > 0) label += ' ';
  sequence(doc.arguments);
  return { label, places };
}
