/** A lesson's Markdown as HTML text, for pages that are written when the site is built. All that a lesson says is escaped. */
import type { MarkdownNode } from '../../../lessons/markdown.ts';
import { colouredHtml, html } from '../../gallery/page.ts';
import { colourCode, languageOf } from '../text/colour.ts';

/** `level`: the heading level that a `#` of the text begins with. */
export function treeHtml(nodes: readonly MarkdownNode[], level = 4): string {
  return nodes.map((node) => nodeHtml(node, level)).join('');
}

const TAGS = {
  paragraph: 'p',
  em: 'em',
  strong: 'strong',
  strike: 's',
  quote: 'blockquote',
  item: 'li',
  row: 'tr',
} as const;

function nodeHtml(node: MarkdownNode, level: number): string {
  switch (node.kind) {
    case 'text':
      return html(node.text);
    case 'break':
      return '<br />';
    case 'rule':
      return '<hr />';
    case 'code':
      return `<code>${html(node.text)}</code>`;
    case 'codeblock':
      return `<pre>${colouredHtml(colourCode(node.text, languageOf(node.language)))}</pre>`;
    case 'tight':
      return treeHtml(node.children, level);
    case 'heading': {
      const at = Math.min(node.level - 1 + level, 6);
      return `<h${at}>${treeHtml(node.children, level)}</h${at}>`;
    }
    case 'list': {
      const body = treeHtml(node.children, level);
      return node.start === undefined ? `<ul>${body}</ul>` : `<ol start="${node.start}">${body}</ol>`;
    }
    case 'link':
      return linkHtml(node, level);
    case 'table': {
      const [head, ...rows] = node.children;
      const cells = head && 'children' in head ? head.children : [];
      const top = cells.map((cell) => cellHtml('th', cell, level)).join('');
      return `<table><thead><tr>${top}</tr></thead><tbody>${treeHtml(rows, level)}</tbody></table>`;
    }
    case 'cell':
      return cellHtml('td', node, level);
    default: {
      const tag = TAGS[node.kind];
      return `<${tag}>${treeHtml(node.children, level)}</${tag}>`;
    }
  }
}

function linkHtml(node: MarkdownNode & { kind: 'link' }, level: number): string {
  const words = treeHtml(node.children, level);
  const { to } = node;
  if (to.kind === 'web') return `<a href="${html(to.href)}" rel="noopener noreferrer">${words}</a>`;
  if (to.kind === 'place') return words;
  return `<a href="./${html(to.lesson)}.html${to.step === undefined ? '' : `#step-${to.step}`}">${words}</a>`;
}

function cellHtml(tag: 'th' | 'td', cell: MarkdownNode, level: number): string {
  const side = cell.kind === 'cell' && cell.align ? ` class="${cell.align}"` : '';
  return `<${tag}${side}>${'children' in cell ? treeHtml(cell.children, level) : ''}</${tag}>`;
}
