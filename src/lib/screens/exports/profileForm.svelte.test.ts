// How a table is mapped: columns come, go and move, and what is kept is what was seen.
import { expect, test } from 'vitest';
import type { ExportProfileDocument, ExportProfileFields } from '#lib/domain/communityDocuments.ts';
import { builtInProfile } from '#lib/domain/exports/builtInProfiles.ts';
import { accepted } from '#lib/domain/outcome.ts';
import { ProfileForm } from './profileForm.svelte.ts';
import { beginningOf, tableChoices } from './tableChoice.ts';

const feed = 'feed-grid-150105001019-01';

function opened(code: string, profiles: ExportProfileDocument[] = []) {
	const kept: ExportProfileFields[] = [];
	const app = {
		keepExportProfile: async (profile: ExportProfileFields) => {
			kept.push(profile);
			return accepted({ id: 'export_profile:x' });
		},
		saveDraft: async () => undefined,
		dropDraft: async () => undefined
	};
	return { kept, form: new ProfileForm(app, feed, code, beginningOf(code, profiles)) };
}

const document = (ulid: string, more: Partial<ExportProfileDocument> = {}) =>
	({
		...{ _id: `export_profile:${ulid}`, name: ulid, source: 'visits', masked: true },
		columns: [{ header: '时间', field: 'at', fixed: '' }],
		...more
	}) as ExportProfileDocument;

test('[U155] columns are added, renamed, moved, filled and removed', async () => {
	const { form, kept } = opened('new');
	form.set({ name: ' 月报 ' });
	form.addColumn();
	form.addColumn();
	expect(form.value.columns.map(({ header }) => header)).toEqual(['走访时间', '走访日期']);
	form.setField(1, 'worker');
	expect(form.value.columns[1]).toEqual({ header: '走访人', field: 'worker', fixed: '' });
	form.setColumn(1, { header: '网格员' });
	// A header of one's own stays when the field changes.
	form.setField(1, 'outcome');
	expect(form.value.columns[1]?.header).toBe('网格员');
	form.addColumn();
	form.setColumn(2, { field: '', fixed: '兴康社区', header: '单位' });
	form.moveColumn(2, -1);
	form.moveColumn(0, -1);
	form.moveColumn(2, 1);
	form.removeColumn(0);
	expect(form.value.columns).toEqual([
		{ header: '单位', field: '', fixed: '兴康社区' },
		{ header: '网格员', field: 'outcome', fixed: '' }
	]);
	expect(await form.save()).toBe(true);
	expect(kept).toEqual([
		{ name: ' 月报 ', source: 'visits', columns: form.value.columns, masked: true }
	]);
});

test('[U156] what is missing is said, and nothing is kept meanwhile', async () => {
	const { form, kept } = opened('new');
	expect(await form.save()).toBe(false);
	expect(form.trouble).toBe('请写表名。');
	form.set({ name: '月报' });
	await form.save();
	expect(form.trouble).toBe('请至少加一列。');
	form.addColumn();
	form.setColumn(0, { header: ' ' });
	await form.save();
	expect(form.trouble).toBe('有一列还没有表头。');
	expect(kept).toEqual([]);
});

test('[U157] a built-in table is copied, a kept one replaced, and one put away is gone', async () => {
	const copy = opened('diary');
	expect(copy.form.value).toMatchObject({ name: '民情日记', replaces: '' });
	expect(copy.form.value.columns).toEqual(builtInProfile('diary')?.columns);
	const change = opened('A', [document('A')]);
	await change.form.save();
	expect(change.kept[0]?.replaces).toBe('A');
	const away = opened('A', [document('A')]);
	await away.form.retire();
	expect(away.kept[0]).toMatchObject({ replaces: 'A', retired: true });
	const all = [document('A'), document('B', { replaces: 'A' }), document('C')];
	all.push(document('D', { replaces: 'C', retired: true }));
	expect(
		tableChoices(all, 'grid')
			.map(({ code }) => code)
			.slice(0, 2)
	).toEqual(['B', 'diary']);
});

test('[U158] fields that another source does not know leave their header to be filled anew', () => {
	const { form } = opened('diary');
	form.setSource('residents');
	const at = form.value.columns.findIndex(({ header }) => header === '走访对象');
	expect(form.value.columns[at]).toEqual({ header: '走访对象', field: '', fixed: '' });
	expect(form.value.columns.find(({ header }) => header === '地点')?.field).toBe('address');
});
