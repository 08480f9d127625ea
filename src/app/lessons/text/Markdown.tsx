/** A lesson's Markdown as elements. Every node is made by name; nothing of a lesson is ever read as HTML. */
import { createContext, createElement, Fragment, type MouseEvent, type ReactNode, useContext } from 'react';
import type { LinkTarget, MarkdownNode } from '../../../lessons/markdown.ts';
import { cx } from '../../../ui/classes.ts';
import { scrollable } from '../../../ui/scrollable.ts';
import { lessonHref } from '../address.ts';
import { type CodeLanguage, colourCode, colourScript, languageOf, type Piece } from './colour.ts';
import styles from './Markdown.module.css';

/** Opens a lesson in place; without it, a link to a lesson opens another page, and what stands here stays. */
export const OpenLesson = createContext<((lesson: string, step: number | undefined) => void) | undefined>(
  undefined,
);

/** `level`: the heading level that a `#` of the text begins with. */
export function Markdown({
  nodes,
  level = 4,
  className,
}: {
  nodes: readonly MarkdownNode[];
  level?: number;
  className?: string | undefined;
}) {
  return <div className={cx(styles.text, className)}>{elements(nodes, level)}</div>;
}

/** Markdown of one line, without a paragraph around it and without links: it may stand in a button. */
export function InlineMarkdown({ nodes }: { nodes: readonly MarkdownNode[] }) {
  const [only] = nodes;
  const inside =
    nodes.length === 1 && only && (only.kind === 'paragraph' || only.kind === 'tight')
      ? only.children
      : nodes;
  return elements(inside.map(unlinked), 4);
}

function unlinked(node: MarkdownNode): MarkdownNode {
  if (!('children' in node)) return node;
  const children = node.children.map(unlinked);
  return node.kind === 'link' ? { kind: 'tight', children } : { ...node, children };
}

/** Given as arguments, and so without keys: a text's tree never changes its order. */
function elements(nodes: readonly MarkdownNode[], level: number): ReactNode {
  return createElement(Fragment, null, ...nodes.map((node) => element(node, level)));
}

function element(node: MarkdownNode, level: number): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'rule':
      return <hr />;
    case 'code':
      return <code>{node.text}</code>;
    case 'codeblock':
      return <CodeBlock code={node.text} language={languageOf(node.language)} />;
    case 'paragraph':
      return <p>{elements(node.children, level)}</p>;
    case 'tight':
      return elements(node.children, level);
    case 'em':
      return <em>{elements(node.children, level)}</em>;
    case 'strong':
      return <strong>{elements(node.children, level)}</strong>;
    case 'strike':
      return <s>{elements(node.children, level)}</s>;
    case 'quote':
      return <blockquote>{elements(node.children, level)}</blockquote>;
    case 'item':
      return <li>{elements(node.children, level)}</li>;
    case 'row':
      return <tr>{elements(node.children, level)}</tr>;
    case 'cell':
      return <td className={node.align && styles[node.align]}>{elements(node.children, level)}</td>;
    case 'heading': {
      const Tag = HEADINGS[Math.min(node.level - 1 + level, 6) - 1] ?? 'h6';
      return <Tag>{elements(node.children, level)}</Tag>;
    }
    case 'list':
      return node.start === undefined ? (
        <ul>{elements(node.children, level)}</ul>
      ) : (
        <ol start={node.start}>{elements(node.children, level)}</ol>
      );
    case 'link':
      return <Link to={node.to}>{elements(node.children, level)}</Link>;
    case 'table':
      return <Table rows={node.children} level={level} />;
  }
}

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

function Table({ rows, level }: { rows: readonly MarkdownNode[]; level: number }) {
  const [head, ...body] = rows;
  return (
    <div className={styles.table} {...scrollable('Table')}>
      <table>
        {head && 'children' in head && (
          <thead>{createElement('tr', null, ...head.children.map((cell) => headCell(cell, level)))}</thead>
        )}
        <tbody>{elements(body, level)}</tbody>
      </table>
    </div>
  );
}

function headCell(cell: MarkdownNode, level: number): ReactNode {
  return (
    <th scope="col" className={cell.kind === 'cell' && cell.align ? styles[cell.align] : undefined}>
      {'children' in cell && elements(cell.children, level)}
    </th>
  );
}

function Link({ to, children }: { to: LinkTarget; children: ReactNode }) {
  const open = useContext(OpenLesson);
  if (to.kind === 'web') {
    return (
      <a href={to.href} target="_blank" rel="noopener noreferrer" referrerPolicy="no-referrer">
        {children}
      </a>
    );
  }
  // A place is one of a page of its own; the panel shows one step at a time and has none.
  if (to.kind === 'place') return children;
  const onClick = (event: MouseEvent) => {
    if (!open || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(to.lesson, to.step);
  };
  return (
    <a
      className={styles.lesson}
      href={lessonHref(to.lesson, to.step)}
      target={open ? undefined : '_blank'}
      rel="noopener"
      onClick={onClick}
    >
      {children}
    </a>
  );
}

/** A block of code in its colours. */
export function CodeBlock({
  code,
  language,
  label = 'Code',
}: {
  code: string;
  /** `script` has all languages, between directives. */
  language: CodeLanguage | 'script';
  label?: string;
}) {
  const pieces = language === 'script' ? colourScript(code) : colourCode(code, language);
  return (
    <pre className={styles.code} {...scrollable(label)}>
      <code>{colouredPieces(pieces)}</code>
    </pre>
  );
}

function colouredPieces(pieces: readonly Piece[]): ReactNode {
  let at = 0;
  return pieces.map(({ text, colour }) => {
    const key = at;
    at += text.length;
    return colour === 'plain' ? (
      <Fragment key={key}>{text}</Fragment>
    ) : (
      <span key={key} className={styles[colour]}>
        {text}
      </span>
    );
  });
}
