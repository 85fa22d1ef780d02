import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds on a page as it is now, in words: everything in light colours, and in dark ones what is hard to read. */
export async function barriers(page: Page): Promise<string[]> {
  const found = await analyze(new AxeBuilder({ page }));
  await page.emulateMedia({ colorScheme: 'dark' });
  const inTheDark = await analyze(new AxeBuilder({ page }).withRules('color-contrast'));
  await page.emulateMedia({ colorScheme: 'light' });
  return [...found, ...inTheDark.map((words) => `dark: ${words}`)];
}

async function analyze(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
