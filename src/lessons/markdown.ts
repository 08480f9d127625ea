/**
 * Markdown as a small tree of allowed nodes, which the page makes into elements one by one. No string of HTML exists at any
 * point, so there is nothing to sanitize: HTML in the source is text, and an address that is not allowed is no link.
 */
import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it';
import { LIMITS } from './limits.ts';

export type MarkdownNode =
  | { readonly kind: 'text'; readonly text: string }
  /** A line end that the author wants to see. */
  | { readonly kind: 'break' }
  | { readonly kind: 'rule' }
  /** Inside a line of text. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'codeblock'; readonly language: string; readonly text: string }
  | { readonly kind: ContainerKind; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly MarkdownNode[] }
  | {
      readonly kind: 'list';
      /** The first number; undefined for bullets. */
      readonly start: number | undefined;
      /** All of them are `item`s. */
      readonly children: readonly MarkdownNode[];
    }
  | { readonly kind: 'link'; readonly to: LinkTarget; readonly children: readonly MarkdownNode[] }
  /** All its children are `row`s, and theirs are `cell`s. The first row is the head. */
  | { readonly kind: 'table'; readonly children: readonly MarkdownNode[] }
  | {
      readonly kind: 'cell';
      readonly align: 'left' | 'center' | 'right' | undefined;
      readonly children: readonly MarkdownNode[];
    };

/** `tight` is a paragraph of a list whose items stand close together: it has no margins. */
export type ContainerKind = 'paragraph' | 'tight' | 'em' | 'strong' | 'strike' | 'quote' | 'item' | 'row';

/** Where a link leads: to another site, to a lesson and perhaps its step (counted from 1), or to a place on the page. */
export type LinkTarget =
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'lesson'; readonly lesson: string; readonly step: number | undefined }
  | { readonly kind: 'place'; readonly id: string };

/** Something that Markdown allows and a lesson does not. `line` counts from 0 in the text that was given. */
export interface MarkdownFinding {
  readonly line: number;
  readonly message: string;
}

export interface ReadMarkdown {
  readonly nodes: readonly MarkdownNode[];
  readonly findings: readonly MarkdownFinding[];
}

/** The tree of a Markdown text. */
export function renderTree(markdown: string): readonly MarkdownNode[] {
  return readMarkdown(markdown).nodes;
}

/** The tree, and what is not as it should be. Never throws; takes time in proportion to the text. */
export function readMarkdown(markdown: string): ReadMarkdown {
  const findings: MarkdownFinding[] = [];
  const root = open('root', undefined);
  build(parser().parse(markdown, {}), root, findings, 0);
  return { nodes: root.children, findings };
}

/** The text of a tree, for titles, search and print. */
export function plainText(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) => ('text' in node ? node.text : 'children' in node ? plainText(node.children) : ' '))
    .join('');
}

let made: Parser | undefined;

function parser(): Parser {
  if (made) return made;
  made = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: MAX_NESTING });
  // Definitions elsewhere in the text (`[a]: …`) would reach over the pieces into which a lesson is cut.
  made.disable('reference');
  // Every address comes to `targetOf`, which says what it does not take.
  made.validateLink = () => true;
  return made;
}

/** A list takes two levels of it, so lists as deep as allowed, and one more that is told, are below. */
const MAX_NESTING = 4 * LIMITS.depth + 8;

const WEB = /^https:\/\/[^\s/?#@\\]{1,253}(?:[/?#]|$)/i;
const LESSON = /^\?lesson=([a-z0-9-]{1,64})(?:&step=([1-9]\d{0,2}))?$/;
const PLACE = /^#([a-z][\w-]{0,63})$/i;
const MAX_HREF = 2000;

/** What an address leads to, or undefined where a lesson may not link it. */
export function targetOf(href: string): LinkTarget | undefined {
  if (href.length > MAX_HREF) return undefined;
  const lesson = LESSON.exec(href);
  if (lesson?.[1])
    return { kind: 'lesson', lesson: lesson[1], step: lesson[2] ? Number(lesson[2]) : undefined };
  const place = PLACE.exec(href);
  if (place?.[1]) return { kind: 'place', id: place[1] };
  return WEB.test(href) ? { kind: 'web', href } : undefined;
}

interface Opened {
  readonly token: Token | undefined;
  readonly kind: string;
  readonly children: MarkdownNode[];
}

const open = (kind: string, token: Token | undefined): Opened => ({ kind, token, children: [] });

function build(tokens: readonly Token[], root: Opened, findings: MarkdownFinding[], from: number): void {
  const stack = [root];
  let line = from;
  let depth = 0;
  for (const token of tokens) {
    if (token.map) line = token.map[0];
    const parent = stack.at(-1) ?? root;
    if (token.nesting === 1) {
      const kind = token.type.replace(/_open$/, '');
      if (NESTED.has(kind) && ++depth === LIMITS.depth + 1)
        findings.push({ line, message: `Lists and quotes nest ${LIMITS.depth} deep at most.` });
      stack.push(open(kind, token));
    } else if (token.nesting === -1) {
      if (stack.length < 2) continue;
      stack.pop();
      if (NESTED.has(parent.kind)) depth--;
      const node = close(parent, line, findings);
      put(stack.at(-1)?.children ?? root.children, node);
    } else if (token.type === 'inline') {
      const inline = open('inline', undefined);
      build(token.children ?? [], inline, findings, line);
      put(parent.children, inline.children);
    } else put(parent.children, leaf(token, line, findings));
  }
  // An inline link's or an emphasis' end is always there; this is for a token that is not known.
  for (const left of stack.slice(1)) put(root.children, left.children);
}

/** Appends nodes; pieces of text that stand side by side become one, over line ends, too. */
function put(children: MarkdownNode[], nodes: readonly MarkdownNode[]): void {
  for (const node of nodes) {
    const last = children.at(-1);
    if (node.kind === 'text' && last?.kind === 'text')
      children[children.length - 1] = { kind: 'text', text: last.text + node.text };
    else children.push(node);
  }
}

const NESTED = new Set(['bullet_list', 'ordered_list', 'blockquote']);

function leaf(token: Token, line: number, findings: MarkdownFinding[]): readonly MarkdownNode[] {
  switch (token.type) {
    case 'text':
    case 'text_special':
      return token.content === '' ? [] : [{ kind: 'text', text: token.content }];
    case 'softbreak':
      return [{ kind: 'text', text: '\n' }];
    case 'hardbreak':
      return [{ kind: 'break' }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'code_inline':
      return [{ kind: 'code', text: token.content }];
    case 'fence':
    case 'code_block':
      return [{ kind: 'codeblock', language: token.info.trim(), text: token.content.replace(/\n$/, '') }];
    case 'image':
      findings.push({ line, message: 'There are no pictures in lessons; the words for it are shown.' });
      return [{ kind: 'text', text: token.content }];
    default:
      return token.content === '' ? [] : [{ kind: 'text', text: token.content }];
  }
}

const CONTAINERS: ReadonlyMap<string, ContainerKind> = new Map([
  ['paragraph', 'paragraph'],
  ['em', 'em'],
  ['strong', 'strong'],
  ['s', 'strike'],
  ['blockquote', 'quote'],
  ['list_item', 'item'],
  ['tr', 'row'],
]);

function close(
  { kind, token, children }: Opened,
  line: number,
  findings: MarkdownFinding[],
): readonly MarkdownNode[] {
  const container = CONTAINERS.get(kind);
  if (container === 'paragraph') return [{ kind: token?.hidden ? 'tight' : 'paragraph', children }];
  if (container) return [{ kind: container, children }];
  switch (kind) {
    case 'heading':
      return [{ kind: 'heading', level: Number(token?.tag.slice(1) ?? 3), children }];
    case 'bullet_list':
      return [{ kind: 'list', start: undefined, children }];
    case 'ordered_list':
      return [{ kind: 'list', start: Number(token?.attrGet('start') ?? 1), children }];
    case 'table':
      return [{ kind: 'table', children }];
    case 'th':
    case 'td':
      return [{ kind: 'cell', align: alignOf(token), children }];
    case 'link': {
      const href = String(token?.attrGet('href') ?? '');
      const to = targetOf(href);
      if (to) return [{ kind: 'link', to, children }];
      findings.push({
        line,
        message: `A link leads to an https: address or to a lesson (?lesson=…); “${short(href)}” is neither, and shown as text.`,
      });
      return children;
    }
    default:
      return children;
  }
}

function alignOf(token: Token | undefined): 'left' | 'center' | 'right' | undefined {
  const style = token?.attrGet('style');
  return (['left', 'center', 'right'] as const).find((side) => style === `text-align:${side}`);
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
