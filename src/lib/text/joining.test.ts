import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { joiningIn } from './joining.ts';

test('[U213] lists, parts of sentences and labels are joined by the signs of their language', () => {
	const zh = joiningIn('zh');
	const en = joiningIn('en');
	expect([zh.listOf(['甲', '', '乙']), en.listOf(['a', '', 'b'])]).toEqual(['甲、乙', 'a, b']);
	expect([zh.phrases(['没人', '晚上再来']), en.phrases(['out', 'later'])]).toEqual([
		'没人，晚上再来',
		'out, later'
	]);
	expect([zh.labelled('电话', '110'), en.labelled('Phone', '110')]).toEqual([
		'电话：110',
		'Phone: 110'
	]);
	expect([zh.sentences('没打开', '请再试。'), en.sentences('Not open', 'Try again.')]).toEqual([
		'没打开。请再试。',
		'Not open. Try again.'
	]);
});

test('[U213] no screen writes such a sign by hand', () => {
	const files = globSync('src/{lib/{screens,ui,app,projections,commands},routes}/**/*.{ts,svelte}');
	expect(files.length).toBeGreaterThan(300);
	const found = files
		.filter((file) => !/\.(?:test|story)\.ts$/.test(file))
		.flatMap((file) =>
			withoutComments(readFileSync(file, 'utf8'))
				.split('\n')
				.flatMap((line) => (/[、，：。；]/.test(line) ? [`${file}: ${line.trim()}`] : []))
		);
	expect(found).toEqual([]);
});

function withoutComments(code: string): string {
	return code.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(^|\s)\/\/.*$/gm, '');
}
