/** What the desk is told before it takes in a file of orders: which file, what happens with it, and what does not. */
import { inLanguage } from './language.ts';

interface OrderGuideWords {
	file: string;
	whichFile: string;
	header: string;
	example: string;
	becomes: string;
	needed: string;
	otherNames: string;
	happens: string;
	happening: readonly string[];
	never: string;
	neverHappening: readonly string[];
}

export const orderGuideWords: OrderGuideWords = inLanguage<OrderGuideWords>({
	zh: {
		file: '拿什么文件',
		whichFile:
			'从 12345 热线或城市管理平台导出的工单表，一行一件。第一行（或标题下面一行）是列名，像这样：',
		header: '列名',
		example: '例子',
		becomes: '带进来是',
		needed: '必须有',
		otherNames:
			'叫法不同也行，例如“受理编号”“问题描述”“地点”“截止时间”。认不出的列，选完文件后由您指定，下次就记住了。',
		happens: '会怎样',
		happening: [
			'先给您看每一行会变成什么，您点“登记”才写进去。',
			'每行登记成一件诉求，来源是“12345”，进“新到”等您派单，以后和别的诉求一样办。',
			'地址对得上名册的，自动对到门牌或楼栋；对不上的按原文记。',
			'办完以后，到“导出表格”里选这个平台的回单，结果按原来的列名导出。'
		],
		never: '不会怎样',
		neverHappening: [
			'姓名、电话、身份证号不带进来。',
			'登记过的单号不会再登记一次，同一个文件可以重复选。',
			'不会自动派单，也不会自动发回平台。',
			'文件只在这台设备上读，不上传、不改动。'
		]
	},
	en: {
		file: 'Which file',
		whichFile:
			'A table of orders exported from hotline 12345 or the city platform, one order a row. The first row (or the one under the title) names the columns, like this:',
		header: 'Column',
		example: 'Example',
		becomes: 'Taken in as',
		needed: 'needed',
		otherNames:
			'Other names are fine, such as 受理编号, 问题描述, 地点 or 截止时间. What is not recognised you point out after choosing the file; next time it is known.',
		happens: 'What happens',
		happening: [
			'You first see what becomes of each row; nothing is written until you press “Raise”.',
			'Each row becomes a concern from 12345, waits under “New” to be dispatched, and runs like any other.',
			'An address that fits the register leads to its door or building; any other stays as written.',
			'Once done, choose the results of that platform under “Export tables”: they come under the same column names.'
		],
		never: 'What does not happen',
		neverHappening: [
			'Names, phones and identity numbers are not taken in.',
			'A number that is here already is not raised again; the same file may be chosen twice.',
			'Nothing is dispatched by itself, and nothing is sent back to the platform.',
			'The file is read on this device only; it is neither uploaded nor changed.'
		]
	}
});
