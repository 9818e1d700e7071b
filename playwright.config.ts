// Browser tests: a real station, a real Chromium, a phone's screen. Two files at a time, each with a
// station of its own; with three on two cores a test that is in too great a hurry is found out by
// chance. The limits are for a busy machine.
import { defineConfig, devices } from '@playwright/test';
import { chromiumFlags, findChromium } from './server/setup/findChromium.mjs';

const executablePath = findChromium();

export default defineConfig({
	testDir: 'src',
	testMatch: '**/*.e2e.ts',
	outputDir: 'test-results',
	workers: 2,
	globalSetup: './src/stories/demoFolder.ts',
	forbidOnly: true,
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: 'list',
	use: {
		...devices['Pixel 7'],
		// A common phone of the people this is made for.
		viewport: { width: 412, height: 915 },
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		serviceWorkers: 'allow',
		// A trace films every page and costs each test a tenth of its time: `--trace on` where one is needed.
		trace: 'off',
		screenshot: 'only-on-failure',
		launchOptions: { ...(executablePath && { executablePath }), args: chromiumFlags }
	}
});
