/** Theme and text size as the worker chose them, put on the page. The words are in text/. */
import type { App } from '#lib/app/app.ts';

export type Theme = 'system' | 'light' | 'dark';
export type TextSize = 'normal' | 'large';

const themeColours = { light: '#ffffff', dark: '#16201f' };

export function themeOf(app: App): Theme {
	const chosen = app.preference('theme');
	return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

export function textSizeOf(app: App): TextSize {
	return app.preference('textSize') === 'large' ? 'large' : 'normal';
}

export function applyAppearance(app: App): void {
	const { dataset } = document.documentElement;
	const theme = themeOf(app);
	if (theme === 'system') delete dataset.theme;
	else dataset.theme = theme;
	if (textSizeOf(app) === 'large') dataset.size = 'large';
	else delete dataset.size;
	paintBrowserBar(theme);
}

/** The browser's own bar takes the colour of our header. */
function paintBrowserBar(theme: Theme): void {
	for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		const own = meta.media.includes('dark') ? themeColours.dark : themeColours.light;
		meta.content = theme === 'system' ? own : themeColours[theme];
	}
}
