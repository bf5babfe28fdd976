// Looks at pages: node check.mjs FOLDER PAGE... writes screenshots and a PDF into FOLDER, and ends with 1 when the
// console said something, something was asked of the network, the page is wider than the screen, or axe-core finds
// anything serious. The browser is the one that CHROMIUM names, or /usr/bin/chromium.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const [folder, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const wrong = [];
fs.mkdirSync(folder, { recursive: true });
for (const file of pages) {
  const name = path.basename(file, '.html');
  for (const width of [1280, 400]) {
    for (const scheme of ['light', 'dark']) {
      const where = `${name} at ${width} px, ${scheme}`;
      const page = await browser.newPage();
      page.on('console', message => wrong.push(`${where}: console: ${message.text()}`));
      page.on('pageerror', error => wrong.push(`${where}: error: ${error.message}`));
      page.on('request', request => request.url().startsWith('file:') || wrong.push(`${where}: asks for ${request.url()}`));
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(`file://${path.resolve(file)}`);
      await page.screenshot({ path: path.join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
      // Opened, so that what is behind a line is looked at too.
      await page.$$eval('li.problem > details', all => all.slice(0, 5).forEach(details => { details.open = true; }));
      await page.screenshot({ path: path.join(folder, `${name}-${width}-${scheme}-open.png`), fullPage: true });
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
        wrong.push(`${where}: wider than the screen`);
      }
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document));
      for (const one of violations) {
        const told = `${where}: axe: ${one.impact}: ${one.id}: ${one.nodes[0].html.slice(0, 120)}`;
        if (['serious', 'critical'].includes(one.impact)) wrong.push(told);
        else console.log(told);
      }
      await page.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(`file://${path.resolve(file)}`);
  await page.pdf({ path: path.join(folder, `${name}.pdf`), format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '12mm', right: '12mm' } });
  await page.close();
}
await browser.close();
wrong.forEach(line => console.error(line));
console.log(`${pages.length} pages, ${wrong.length} findings; pictures in ${folder}`);
process.exit(wrong.length === 0 ? 0 : 1);
