import { expect, test } from 'vitest';
import type { Scenario } from '../../scenarios/index.ts';
import { galleryPage, type PageParts, scenarioPage } from './page.ts';

const scenario: Scenario = {
  id: 'odd',
  title: 'A <b>"title"</b> & more',
  summary: "It's </title><script>alert(1)</script>",
  text: ['<img src=x onerror=alert(1)>'],
  script: 'SET a "<script>"\n# @wait 1s\n\nGET a\n',
  view: { panel: 'inspector' },
};
const parts: PageParts = {
  script: '../assets/gallery.js',
  styles: ['../assets/gallery.css'],
  policy: "default-src 'self'",
  site: 'https://example.org/kg/',
};

test('what a scenario says is text, in the page and in its head', () => {
  for (const page of [scenarioPage(scenario, parts), galleryPage([scenario], parts)]) {
    expect(page).not.toMatch(/<b>|<img src=x|alert\(1\)<\/script>/);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).toContain('A &lt;b&gt;&quot;title&quot;&lt;/b&gt; &amp; more');
  }
});

test('preview tags have full addresses where the site is known', () => {
  const page = scenarioPage(scenario, parts);
  expect(page).toContain('<meta property="og:url" content="https://example.org/kg/scenarios/odd.html" />');
  expect(page).toContain('<meta property="og:image" content="https://example.org/kg/cards/odd.png" />');
  expect(page).toContain('<link rel="canonical" href="https://example.org/kg/scenarios/odd.html" />');
  const unknown = scenarioPage(scenario, { ...parts, site: undefined });
  expect(unknown).toContain('<meta property="og:image" content="../cards/odd.png" />');
  expect(unknown).not.toContain('og:url');
});

test('the policy stands before all that it governs; a preview leaves directives out', () => {
  const page = galleryPage([scenario], parts);
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<script'));
  expect(page).not.toContain('@wait');
  expect(scenarioPage(scenario, parts)).toContain('@wait');
  expect(scenarioPage(scenario, { ...parts, policy: undefined })).not.toContain('Content-Security-Policy');
});
